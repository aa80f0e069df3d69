"""A cover's picture made of data: a field of dots, in which each dot stands for a stated number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import alt, chart_alt
from briefing.compose.blocks.subtitles import measured_words
from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.errors import BriefingError, StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart import Chart, Column, Series
from briefing.model.document import DOT_TERM
from briefing.model.fact import Fact
from briefing.model.period import Period, ends_within
from briefing.model.period_choice import resolve
from briefing.model.story import CoverPictureSpec
from briefing.model.text import Text
from briefing.wording.fitting import is_percentage
from briefing.wording.rounding import published

_PATH: Final = ("cover", "picture")
_FEWEST, _MOST = 30, 6000  # dots
_WISHED: Final = 3750  # dots at most, where the story does not say how many one stands for
_PARTS: Final = (1.0, 2.0, 5.0)
_FLAT: Final = 0.15
_FEWEST_YEARS, _MOST_YEARS = 3, 20  # ridges
_TIMES: Final = 1.5  # from here on a rise is said as a multiple


def cover_picture(composer: Composer, spec: CoverPictureSpec, finding: Text, *, taken: bool) -> Chart | None:
    """Return the picture of a cover as a chart; None after a fault."""
    with composer.at(_PATH):
        if taken:
            raise StoryError("a cover has a chart or a picture", fix="leave `chart` or `picture` out")
        subject = composer.subject(spec.of, (*_PATH, "of"))
        if subject is None:
            return None
        within = subject.frequency is not None and subject.frequency.unit in ("month", "quarter")
        if spec.kind == "ridge" or (within and not spec.kind):
            return _ridge(composer, spec, subject, finding)
        drawn = _dots(composer, spec, subject)
        return replace(drawn, alt=chart_alt(composer, drawn, finding))
    return None


def _dots(composer: Composer, spec: CoverPictureSpec, subject: SubjectFacts) -> Chart:
    """Return a field of dots for the first and the last value of a short name, with what became of it in between."""
    ends = _bounds(composer, spec, subject) if spec.period else (subject.first.value_period, subject.last.value_period)
    if ends[0] == ends[1]:
        what = f"{spec.of} has one value, of {ends[0]}, and dots show what became of a first one"
        fix = "name a short name of several values in `of`, choose another `period`, or leave the picture out"
        raise StoryError(what, fix=fix)
    between = subject.between(*ends)
    first, last = between.first, between.last
    dot = _dot_of(spec, first, last)
    times = last.value >= _TIMES * first.value and not _in_percent(composer, spec)
    change = between.multiple if times else between.percent
    number = composer.declared(composer.wording.number(dot, published(dot)), DOT_TERM)
    unit = composer.text(spec.name, (*_PATH, "name")) or composer.declared(composer.wording.unit_words(last), NAME)
    years = [_named(composer, fact) for fact in (first, last)]
    began, ended = (composer.period(fact.value_period, fact) for fact in (first, last))
    rises = last.value >= first.value
    held = [composer.phrase("cover_held", year=year) for year in years]
    outer = composer.phrase("cover_added" if rises else "cover_lost", year=years[1])
    count = composer.join([number, unit], " ")
    name = composer.declared(composer.names.measure(subject), NAME)
    return Chart(
        "dots",
        composer.wording.lang,
        tuple(str(fact.value_period) for fact in (first, last)),
        (Series(spec.of, name, (composer.use(first), composer.use(last))),),
        columns=(Column(composer.phrase("cover_dot", count=count), (held[0 if rises else 1], outer, *held)),),
        growth=composer.use(change),
        baseline=composer.phrase("cover_since", year=began, last=ended),
        periods=(first.value_period, last.value_period),
        dot=dot,
    )


def _in_percent(composer: Composer, spec: CoverPictureSpec) -> bool:
    """Whether a card of the same values, and of no place of its own, asks for its change in %."""
    cards = (card for section in composer.file.story.sections for card in section.cards)
    return any(card.change and (card.fact, card.entity, card.period) == (spec.of, "", spec.period) for card in cards)


def _dot_of(spec: CoverPictureSpec, first: Fact, last: Fact) -> float:
    """Return how many a dot stands for; StoryError where no field of dots shows both values."""
    _check(spec, first, last)
    rounded = _round_dot(max(first.value, last.value))
    dot = spec.dot or rounded
    counts = [round(fact.value / dot) for fact in (first, last)]
    if not _FEWEST <= max(counts) <= _MOST or not min(counts):
        what = f"a field of {counts[0]:,} and {counts[1]:,} dots is none that is seen"
        shown = all(round(fact.value / rounded) for fact in (first, last)) and rounded != dot
        raise StoryError(what, fix=f"write `dot: {rounded:g}`, or a `chart`" if shown else "write a `chart`")
    return dot


def _other_picture(spec: CoverPictureSpec, subject: SubjectFacts) -> str:
    """Return the fix for a ridge that cannot be drawn: dots, where they can, or a chart."""
    try:
        _dot_of(spec, subject.first, subject.last)
    except BriefingError:
        return "write a `chart`"
    return "write `kind: dots`, or a `chart`"


def _ridge(composer: Composer, spec: CoverPictureSpec, subject: SubjectFacts, finding: Text) -> Chart:
    """Return a line for each year of a series of months or quarters, from zero."""
    unit = subject.frequency.unit if subject.frequency is not None else ""
    first, last = _bounds(composer, spec, subject)
    a_year = subject.frequency.a_year if subject.frequency is not None else 0
    years: dict[int, list[Fact | None]] = {}
    for period in (one for one in subject.known_periods if first <= one <= last):
        row = years.setdefault(period.ordinal // a_year if a_year else 0, [None] * max(1, a_year))
        row[period.ordinal % a_year if a_year else 0] = subject.at(period)
    if unit not in ("month", "quarter"):
        what = f"{spec.of} has a value for each {unit or 'period'}, and a ridge is of months or quarters"
        raise StoryError(what, fix=_other_picture(spec, subject))
    values = [fact for row in years.values() for fact in row if fact is not None]
    if min(fact.value for fact in values) < 0:
        what = f"{spec.of} has values below zero, and a ridge stands on zero"
        raise StoryError(what, fix=_other_picture(spec, subject))
    if not _FEWEST_YEARS <= len(years) <= _MOST_YEARS:
        held = f"{_FEWEST_YEARS} to {_MOST_YEARS}"
        what = f"{spec.of} has {len(years)} years of months or quarters, and a ridge shows {held}"
        raise StoryError(what, fix=f"choose another `period`, or {_other_picture(spec, subject)}")
    numbers = [fact.value for fact in values]
    if max(numbers) - min(numbers) < _FLAT * max(numbers):
        what = f"the values of {spec.of} differ by less than {_FLAT * 100:.0f}% of the highest, so that ridges are flat"
        raise StoryError(what, fix=_other_picture(spec, subject))
    newest, oldest = values[-1], values[0]
    words = [composer.declared(one, NAME) for one in measured_words(composer, subject)]
    head = composer.text(spec.name, (*_PATH, "name")) or composer.join(words, ", ")
    series = tuple(
        Series(str(year), composer.period(_year_of(row)), tuple(fact and composer.use(fact) for fact in row))
        for year, row in years.items()
    )
    return Chart(
        "ridge",
        composer.wording.lang,
        tuple(str(at) for at in range(1, a_year + 1)),
        series,
        columns=(
            Column(
                composer.phrase("cover_ridge", name=head),
                (composer.print(newest, "value"), composer.phrase("cover_held", year=_named(composer, newest))),
            ),
        ),
        alt=alt(composer, "ridge", finding, [composer.value_in(oldest), composer.value_in(newest)]),
    )


def _bounds(composer: Composer, spec: CoverPictureSpec, subject: SubjectFacts) -> tuple[Period, Period]:
    """Return the first and the last period of a picture, in the frequency of its values."""
    if spec.period is None or subject.frequency is None:
        return spec.ends or subject.period
    found = resolve(spec.period, subject.known_periods, composer.edition.period[1].frequency)
    return ends_within(subject.frequency, found)


def _year_of(row: Sequence[Fact | None]) -> Period:
    return Period.year(next(fact for fact in row if fact is not None).value_period.start.year)


def _named(composer: Composer, fact: Fact) -> Text:
    """Return the period of a fact as words in a phrase; in Chinese the number of a year has a word behind it."""
    named = composer.period(fact.value_period, fact)
    pattern = composer.wording.language.forms["date_year"]
    if fact.value_period.frequency.unit != "year" or pattern == "{year}":
        return named
    (run, *others) = named
    return (replace(run, text=pattern.format(year=run.text)), *others)


def _check(spec: CoverPictureSpec, first: Fact, last: Fact) -> None:
    things = not (is_percentage(last.unit) or last.unit == "rank" or " per " in f" {last.unit}")
    if not things or min(first.value, last.value) <= 0:
        what = f"{spec.of} is in {last.unit!r} from {first.formula} to {last.formula}, and dots count things"
        raise StoryError(what, fix="name a short name of a quantity above zero in `of`, or write a `chart`")


def _round_dot(most: float) -> float:
    """Return the least round number of which a field of the wished size shows the larger value."""
    power = 10.0 ** math.floor(math.log10(most / _WISHED)) if most > _WISHED else 1.0
    return next(part * power for part in (*_PARTS, 10.0) if most / (part * power) <= _WISHED)

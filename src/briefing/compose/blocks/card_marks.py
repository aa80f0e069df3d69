"""What a card says of its own past: the middle half of all values, one extreme of its line, and a mark at its foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Final

from briefing.compose.blocks.benchmarks import comparison
from briefing.compose.composer import Composer
from briefing.compose.language.numeral_rule import date_term
from briefing.errors import FactError
from briefing.facts import DAY, SubjectFacts
from briefing.facts.streaks import has_hole
from briefing.model.block_specs import CardSpec
from briefing.model.cards import CardMark
from briefing.model.chart_remarks import Annotation
from briefing.model.document import Card
from briefing.model.fact import Fact
from briefing.model.period import YEAR, Period, period_range
from briefing.model.text import Run, Text, plain

_A_YEAR: Final = timedelta(days=366)
_PASSED: Final = 2  # values between the last and one as high, from which that is a record
_COURSE: Final = 4  # values before the last that make a course of which it may be an extreme
_BAND: Final = "name of a band: what lies between the quartiles"
_AGE: Final = "age of the newest value in months"


def marks_of(composer: Composer, spec: CardSpec, subject: SubjectFacts, *, records: bool) -> tuple[CardMark, ...]:
    """Return what stands at the foot of a card: what it is compared with; that it is old, or else was revised, or is a
    record, where `records` are marked, or has a gap."""
    compared = tuple(CardMark("comparison", comparison(composer, subject, key)) for key in spec.compare)
    return (*compared, *_own_mark(composer, subject, records=records))


def is_at_extreme(subject: SubjectFacts) -> bool:
    """Whether the last value is the highest or the lowest of all, next to which the highest since a year is no record,
    and which has no mark, as there is no year to name."""
    *before, last = (fact.value for fact in subject.values)
    return len(before) >= _COURSE and not min(before) <= last <= max(before)


def _own_mark(composer: Composer, subject: SubjectFacts, *, records: bool) -> tuple[CardMark, ...]:
    for mark in (_age, _revised, *((_record,) if records else ()), _gap):
        with suppress(FactError):
            found = mark(composer, subject)
            if found is not None:
                return (found,)
    return ()


def band_of(composer: Composer, subject: SubjectFacts) -> tuple[Fact, Fact] | None:
    """Return the ends of the middle half of all values of a subject, where they are known and differ."""
    try:
        low, high = subject.lower_quartile, subject.upper_quartile
    except FactError:
        return None
    if low.value == high.value:
        return None
    for fact in (low, high):
        composer.facts.setdefault(fact.name, fact)
    return low, high


def band_note(composer: Composer, banded: Sequence[tuple[Card, SubjectFacts]]) -> Text:
    """Return "Shaded: the middle half of all values since 2015 (US consumer prices since 2016)"."""
    if not banded:
        return ()
    starts = [_start(card) for card, _ in banded]
    (usual, _), *_ = Counter(starts).most_common(1)
    pattern = composer.wording.pattern("band", year=plain(short_period(composer, usual)))
    before, _, after = pattern.partition("{year}")
    note = (*composer.declared(before, _BAND), *short_period(composer, usual), *composer.declared(after, _BAND))
    others = [
        composer.phrase("band_own", name=_one_line(card.label), year=short_period(composer, start))
        for (card, _), start in zip(banded, starts, strict=True)
        if start != usual
    ]
    if others:
        note = (*note, *composer.joint(" ("), *composer.join(others, "; "), *composer.joint(")"))
    return note


def _start(card: Card) -> Period:
    """Return since when a band has its values: the year, where they begin with it."""
    assert card.band is not None
    window = card.band[0].window
    assert window is not None
    first = window[0]
    return Period.year(first.year_of_notation) if first == first.first_of_year else first


def _one_line(label: Text) -> Text:
    return tuple(Run(run.text.replace("\n", " "), fact=run.fact, term=run.term) for run in label)


def extreme_of(composer: Composer, key: str, points: Sequence[Fact | None]) -> tuple[Annotation, ...]:
    """Return the highest or the lowest point of a line with its period and value, whichever lies farther from the last;
    nothing for a line that is level, or whose other end it is."""
    known = [point for point in points if point is not None]
    last = known[-1]
    high, low = max(known, key=lambda point: point.value), min(known, key=lambda point: point.value)
    found = max((high, low), key=lambda point: abs(point.value - last.value))
    if found.value == last.value or found is known[0]:
        return ()
    dated = composer.phrase(
        "dated_value", year=short_period(composer, found.value_period), value=composer.print(found, "value")
    )
    return (Annotation(key, str(found.period), dated),)


def short_period(composer: Composer, period: Period) -> Text:
    """Return the run of a period as a term, with the short name of its month."""
    return (Run(composer.wording.label(period, "short"), term=date_term(period)),)


def _age(composer: Composer, subject: SubjectFacts) -> CardMark | None:
    """Return how old a value is where an edition of months ends more than a year after it."""
    period, (_, newest) = subject.last.value_period, composer.edition.period
    if newest.frequency == YEAR or newest.end - period.end <= _A_YEAR:
        return None
    composer.book.looked_at((DAY,))
    day = composer.edition.as_of
    months = (day.year - period.end.year) * 12 + day.month - period.end.month
    return CardMark("age", composer.phrase("aged", count=composer.number(months, _AGE)))


def _revised(composer: Composer, subject: SubjectFacts) -> CardMark | None:
    """Return what the last value was when it was first published, where that is printed differently."""
    reading = subject.first_reading()
    if composer.wording.say("value", reading) == composer.wording.say("value", subject.last):
        return None
    return CardMark("revised", composer.phrase("revised_from", value=composer.print(reading, "value")))


def _record(composer: Composer, subject: SubjectFacts) -> CardMark | None:
    """Return since when the last value is the highest or the lowest, where that is more than a year of periods ago, of
    years more than two, and where there are values between them, without a hole in which another one may lie."""
    last = subject.last.value_period
    least = _A_YEAR * (2 if last.frequency == YEAR else 1)
    for end, ask in (("highest", subject.highest_since), ("lowest", subject.lowest_since)):
        with suppress(FactError):
            since = ask()
            far = last.start - since.value_period.start > least
            between = sum(since.value_period < one < last for one in subject.periods)
            whole = not has_hole([period.ordinal for period in subject.periods], between + 1)
            if far and between >= _PASSED and whole and since.qualifier == "=":
                return CardMark("record", composer.phrase(f"record_{end}", since=composer.print(since, "since")))
    return None


def _gap(composer: Composer, subject: SubjectFacts) -> CardMark | None:
    """Return the last period of a card's line of which the data say why there is no value."""
    known = subject.periods
    for period in reversed(period_range(known[0], known[-1])):
        if period not in known and subject.missing(period) is not None:
            return CardMark("gap", composer.phrase("no_value_in", year=short_period(composer, period)))
    return None

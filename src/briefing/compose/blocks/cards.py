"""Cards: one number at a glance for each of at most four subjects, with mini slopes on one index scale.

What did not double gives its change in %, as nobody says that something is 0.42 times what it was. What has no
multiple, as an indicator of which a value is below zero or a percentage, gives its change in its unit, and its slope
has a scale of its own. A change that is not the difference of the two values as they are printed is an arrow alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import alt
from briefing.compose.blocks.chart_notes import gap_words, note_reasons
from briefing.compose.blocks.chart_series import ChartSeries, value_at
from briefing.compose.blocks.row_charts import baseline, change_of, common_precision, has_ratio
from briefing.compose.blocks.two_year_charts import slope_points
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.prose.unit_checks import card_unit_findings
from briefing.compose.story_nodes import NodePath
from briefing.errors import FactError
from briefing.facts import SubjectFacts
from briefing.model.chart import LEAST_POINTS, Chart, Series
from briefing.model.document import Card, Cards
from briefing.model.fact import Fact
from briefing.model.period import YEAR, Period, period_range
from briefing.model.story import CardSpec
from briefing.model.text import Text, embolden, plain, text
from briefing.wording.fitting import POINTS
from briefing.wording.rounding import rounded

_DOUBLED: Final = 2.0
_ARROWS: Final = {1: "▲", -1: "▼", 0: "="}  # as a change is known by its sign too
_A_YEAR: Final = timedelta(days=366)
_CHANGE: Final = "\x00"  # in place of a change, among the words that say what it is against


def cards(
    composer: Composer, specs: Sequence[CardSpec], path: NodePath, finding: Text, *, tested: Expects
) -> Cards | None:
    """Return cards with their common scale, first year = 1; None after a fault."""
    result: list[Card] = []
    for number, spec in enumerate(specs):
        where = (*path, number)
        with composer.at((*where, "fact")):
            subject = composer.book.subject(spec.fact)
            card = _card(composer, spec, subject, where, tested)
            composer.checked_name(card.label, subject, (*where, "label"))
            if plain(card.label) in {plain(other.label) for other in result}:
                what = f"two cards are called {plain(card.label)!r}"
                composer.fault(what, (*where, "label"), "say in each label of what or whom it is")
            findings = card_unit_findings(card.label, card.unit, card.value, subject.last, composer.wording)
            composer.report(findings, card.unit, (*where, "unit"))
            result.append(card)
    if not result:
        return None
    result = _on_one_scale(result)
    drawn = [card.slope.series[0].points for card in result if card.scale is None and not card.single]
    ends = [point.value for points in drawn for point in points if point is not None] or [0.0, 1.0]
    opening, closing = composer.joint(" ("), composer.joint(")")
    values = [
        (*composer.named(card.label, card.value), *((*opening, *card.multiple, *closing) if card.multiple else ()))
        for card in result
    ]
    return Cards(tuple(result), min(ends), max(ends), alt(composer, "cards", finding, values))


def _card(composer: Composer, spec: CardSpec, subject: SubjectFacts, path: NodePath, tested: Expects) -> Card:
    label, unit = (
        composer.text(source, (*path, key), tested=tested, lined=True)
        for key, source in (("label", spec.label), ("unit", spec.unit))
    )
    if len(subject.periods) == 1:
        return _single_card(composer, spec, subject, label, unit)
    if subject.last.value_period.frequency.unit != "year" and len(subject.periods) >= LEAST_POINTS:
        return _dated_card(composer, spec, subject, label, unit)
    return _slope_card(composer, spec, subject, label, unit)


def _slope_card(composer: Composer, spec: CardSpec, subject: SubjectFacts, label: Text, unit: Text) -> Card:
    """Return the card of a first and a last value, with the slope between them."""
    first, last = subject.first, subject.last
    early, late = common_precision(composer.wording, first, last)
    name = tuple(replace(run, text=run.text.replace("\n", " ")) for run in label)
    # where any place is below zero, the cards of all give their change, so that they can be compared
    ratio = has_ratio(first, last) and not subject.below_zero
    points = slope_points(composer, subject, "multiple" if ratio else "value", name)
    doubled = ratio and subject.multiple.value >= _DOUBLED
    slope = Chart(
        kind="slope",
        lang=composer.wording.lang,
        categories=(str(first.period), str(last.period)),
        periods=(first.value_period, last.value_period),
        series=(Series(spec.fact, label, points),),
        highlight=spec.fact if spec.highlight else "",
        baseline=baseline(composer, subject) if doubled else (),
    )
    if doubled:
        step = composer.print(subject.multiple, "x")
    elif ratio:
        step = composer.print(subject.percent, "signed")
    else:
        step = _step(composer, subject, early, late)
    levels = (0.0, first.value, last.value)
    since = composer.phrase(
        "since",
        last=composer.period(last.value_period, last),
        value=composer.print(first, "value", early, True),
        first=composer.period(first.value_period, first),
    )
    value = composer.print(last, "value", late, True)
    seen = composer.print(subject.multiple) if doubled else step
    spoken = seen if any(run.fact for run in seen) else composer.join([value, since], ", ")
    return Card(
        label=label,
        unit=unit,
        value=value,
        since=composer.join([since, _stale(composer, last)], "\n"),
        multiple=step,
        slope=replace(slope, alt=alt(composer, "slope", composer.labelled(name, spoken))),
        highlight=spec.highlight,
        scale=None if ratio else (min(levels), max(levels)),
    )


def _step(composer: Composer, subject: SubjectFacts, early: int | None, late: int | None) -> Text:
    """Return the change between two values printed with so many decimals: an arrow alone where it is not their
    difference as printed."""
    ends = [(subject.first, early), (subject.last, late)]
    digits = [(fact, fact.format.decimals if places is None else places) for fact, places in ends]
    known = [places for fact, places in digits if places is not None and not fact.format.scale]
    if len(known) == len(ends):
        first, last = (rounded(fact.value, places or 0, fact.qualifier) for fact, places in digits)
        if last - first != rounded(subject.change.value, max(known), subject.change.qualifier):
            return text(_ARROWS[_sign(last - first)])
    return change_of(composer, subject, None if early is None or late is None else max(early, late))


def _single_card(composer: Composer, spec: CardSpec, subject: SubjectFacts, label: Text, unit: Text) -> Card:
    """Return the card of a subject with one value: the year alone stands below the number."""
    last = composer.use(subject.last)
    slope = Chart("slope", composer.wording.lang, (str(last.period),), (Series(spec.fact, label, (last,)),))
    return Card(
        label=label,
        unit=unit,
        value=composer.print(last, "value", last.decimals, True),
        since=composer.join([composer.period(last.value_period, last), _stale(composer, last)], "\n"),
        multiple=(),
        slope=replace(slope, alt=alt(composer, "cards", label)),
        highlight=spec.highlight,
    )


def _dated_card(composer: Composer, spec: CardSpec, subject: SubjectFacts, label: Text, unit: Text) -> Card:
    """Return the card of a series of months or other periods within years: its line, and its changes on the period
    before and on a year before."""
    last, ends = subject.last, (subject.periods[0], subject.periods[-1])
    along = period_range(*ends) if last.value_period.frequency.unit != "day" else subject.periods
    points = tuple(value and composer.use(value) for value in (value_at(subject, period) for period in along))
    values = [point.value for point in points if point is not None]
    line = Chart("line", composer.wording.lang, tuple(map(str, along)), (Series(spec.fact, label, points),))
    dated = composer.period(last.value_period, last)
    name = tuple(replace(run, text=run.text.replace("\n", " ")) for run in label)
    note_reasons(composer, along, [(ChartSeries(spec.fact, subject, name, ()), points)], alone=False)
    changes = _changes(composer, subject, name)
    spoken = composer.labelled(name, composer.join([composer.print(last), dated], ", "))
    return Card(
        label=label,
        unit=unit,
        value=composer.print(last, "value", last.decimals, True),
        since=composer.join([dated, *changes, _stale(composer, last)], "\n"),
        multiple=(),
        slope=replace(line, periods=along, alt=alt(composer, "line", spoken)),
        highlight=spec.highlight,
        scale=(min(values), max(values)),
    )


def _changes(composer: Composer, subject: SubjectFacts, label: Text) -> list[Text]:
    """Return the changes of the last value with what they are against; a gap that one would need is noted.

    A change that rounds to nothing in the decimals of the value is called so.
    """
    found: list[Text] = []
    period = subject.last.value_period
    asked: list[tuple[Callable[[], Fact], Callable[[], Period]]] = [
        (subject.on_previous, lambda: period - 1),
        (subject.on_year, lambda: period.year_before),
    ]
    for change, base in asked:
        try:
            fact = change()
        except FactError:
            with suppress(FactError):
                if gap := subject.missing(base()):
                    composer.remark(composer.join([label, gap_words(composer, gap)], ", "))
            continue
        found.append(_change(composer, fact, subject.last, value_at(subject, base())))
    return found


def _change(composer: Composer, fact: Fact, last: Fact, base: Fact | None) -> Text:
    """Return a change of the last value with its arrow and what it is against; in place of one in points that is not
    the difference of the values as printed, "from 2.4% in May 2025"."""
    places = (last.decimals,) if fact.unit == POINTS else ()
    if places and base is not None:
        step = rounded(last.value, *places, last.qualifier) - rounded(base.value, *places, base.qualifier)
        if step != rounded(fact.value, *places, fact.qualifier):
            level = embolden(composer.print(base, "unit", *places))
            dated = composer.period(base.value_period, base)
            phrase = composer.phrase("change_from" if step else "value_in", value=level, year=dated)
            return (*text(f"{_ARROWS[_sign(step)]} "), *phrase)
    seen = any(digit in composer.wording.say("up", fact, *places) for digit in "123456789")
    signed = composer.print(fact, "signed" if seen else "up", *places)
    signed = composer.phrase("points_more", change=signed) if seen and fact.unit == POINTS else signed
    before, _, after = composer.wording.with_basis(_CHANGE, fact, "short").partition(_CHANGE)
    arrow = f"{_ARROWS[_sign(fact.value)]} " if seen else ""
    return (*text(arrow), *text(before), *embolden(signed), *text(after))


def _stale(composer: Composer, last: Fact) -> Text:
    """Return "no value after Q4 2024" where an edition of months ends more than a year after the last value."""
    period, (_, newest) = last.value_period, composer.edition.period
    if newest.frequency == YEAR or newest.end - period.end <= _A_YEAR:
        return ()
    return composer.phrase("no_value_after", year=composer.period(period, last))


def _sign(step: float | Decimal) -> int:
    return (step > 0) - (step < 0)


def _on_one_scale(cards: list[Card]) -> list[Card]:
    """Return cards with the slopes of those without multiples on one scale for each unit, from zero."""
    scales: dict[str, tuple[float, float]] = {}
    for card in cards:
        if card.scale is not None and not card.is_line:
            low, high = scales.get(_unit(card), card.scale)
            scales[_unit(card)] = min(low, card.scale[0]), max(high, card.scale[1])
    return [replace(card, scale=scales[_unit(card)]) if card.scale and not card.is_line else card for card in cards]


def _unit(card: Card) -> str:
    last = card.slope.series[0].points[-1]
    return last.unit if last is not None else ""

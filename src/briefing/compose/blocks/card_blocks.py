"""Cards: one number at a glance for each of at most eight subjects, with a line through its own past.

A value of months has its changes on the period before and on a year before; one of years its change from the first and
on the year before. A card of a few yearly values has a slope in place of a line, unless years without one lie between
all of them, and one of a single value neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import alt
from briefing.compose.blocks.card_changes import DOUBLED, dated_changes, yearly_changes
from briefing.compose.blocks.card_marks import band_note, band_of, extreme_of, is_at_extreme, marks_of, short_period
from briefing.compose.blocks.chart_notes import note_reasons
from briefing.compose.blocks.chart_series import ChartSeries, value_at
from briefing.compose.blocks.place_selection import place_as_written
from briefing.compose.blocks.row_charts import common_precision, has_ratio
from briefing.compose.blocks.year_charts import every_few_years
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.language.no_break import whole_week
from briefing.compose.prose.unit_checks import card_unit_findings
from briefing.compose.story_nodes import NodePath
from briefing.errors import BriefingError, StoryError
from briefing.facts import SubjectFacts
from briefing.model.block_specs import CardSpec
from briefing.model.chart import LEAST_POINTS, Chart, Role, Series
from briefing.model.document import Card, Cards
from briefing.model.fact import Fact
from briefing.model.line_points import points_needed
from briefing.model.period import period_range
from briefing.model.period_choice import resolve
from briefing.model.period_notation import NotationError
from briefing.model.text import Text, plain, text
from briefing.model.unstated import is_unstated

_SEEN: Final = 0.2  # of the scale that cards share, the reach of each line, which would look flat
_SEEN_DOUBLED: Final = 0.15  # of a scale of multiples, the reach of each line of what doubled
_SEEN_ALL: Final = 0.35  # the same where none doubled, of each: a flatter one hides when it fell and rose
_UNLIKE: Final = 20.0  # times the least reach of lines in one unit, a greatest one that would hide the others
_ROLES: Final[tuple[Role, ...]] = ("highlight", "second")  # of the first and the second card in focus


def cards(
    composer: Composer, specs: Sequence[CardSpec], path: NodePath, finding: Text, *, tested: Expects
) -> Cards | None:
    """Return the cards that their specifications ask for; None after a fault."""
    result: list[Card] = []
    subjects: list[SubjectFacts] = []
    focus = count()
    records = not any(map(is_at_extreme, _known(composer, specs)))  # cards of one row are marked alike
    for number, spec in enumerate(specs):
        where = (*path, number)
        at = next(focus) if spec.highlight else len(_ROLES)
        with composer.at((*where, "fact")):
            subject = _subject(composer, spec)
            card = _card(composer, spec, subject, where, tested, records=records)
            composer.checked_name(card.label, subject, (*where, "label"))
            if plain(card.label) in {plain(other.label) for other in result}:
                what = f"two cards are called {plain(card.label)!r}"
                composer.fault(what, (*where, "label"), "say in each label of what or whom it is")
            findings = card_unit_findings(card.label, card.unit, card.value, subject.last, composer.wording)
            composer.report(findings, card.unit, (*where, "unit"))
            result.append(card if card.outdated else replace(card, role=(*_ROLES, "context")[min(at, len(_ROLES))]))
            subjects.append(subject)
    if not result:
        return None
    scaled = _on_one_scale(composer, result)
    scaled = _as_multiples(composer, result) if scaled is result else scaled
    scaled = _by_units(composer, result) if scaled is result else scaled
    own = scaled is result and sum(not card.single for card in result) > 1
    result = scaled
    opening, closing = composer.joint(" ("), composer.joint(")")
    values = [
        (*composer.named(card.label, card.value), *((*opening, *card.multiple, *closing) if card.multiple else ()))
        for card in result
    ]
    note = band_note(composer, [(card, subject) for card, subject in zip(result, subjects, strict=True) if card.band])
    if own and note:
        note = composer.join([note, composer.phrase("own_scales")], "; ")
    elif own:
        composer.remark(composer.phrase("own_line_scales"))
    return Cards(tuple(result), alt(composer, "cards", finding, values), note)


def _known(composer: Composer, specs: Sequence[CardSpec]) -> Iterator[SubjectFacts]:
    """Yield what cards are of, where that has values."""
    for spec in specs:
        with suppress(BriefingError):
            subject = _subject(composer, spec)
            if subject.periods:
                yield subject


def _subject(composer: Composer, spec: CardSpec) -> SubjectFacts:
    """Return the facts of the place that a card is of, within its own periods, where it has any; both ends must have a
    value."""
    subject = composer.book.subject(spec.fact)
    place = place_as_written(composer, spec.entity) if spec.entity else subject.entity
    subject = subject if place == subject.entity else subject.of(place)
    if spec.period is None:
        return subject
    usual = subject.periods[0].frequency if subject.periods else composer.edition.period[0].frequency
    try:
        return subject.between(*resolve(spec.period, subject.periods, usual))
    except NotationError as error:
        raise StoryError(str(error), fix=error.fix) from None


def _key(spec: CardSpec, subject: SubjectFacts) -> str:
    """Return the key of a card's line: its place, where it names one."""
    return subject.entity if spec.entity else spec.fact


def _on_one_scale(composer: Composer, cards: list[Card]) -> list[Card]:
    """Return cards of one indicator with their lines on one scale in its unit, where no line is flat on it."""
    shown = [point for card in cards for point in card.slope.series[0].points if point is not None]
    measured = {(fact.indicator, fact.unit) for fact in shown}
    if len(cards) > 1 and len(measured) == 1 and all(len(card.slope.series[0].points) > 1 for card in cards):
        ends = min(card.scale[0] for card in cards), max(card.scale[1] for card in cards)
        if all(card.scale[1] - card.scale[0] >= _SEEN * (ends[1] - ends[0]) for card in cards):
            composer.remark(composer.phrase("one_unit_scale"))
            if ends[0] > 0:
                composer.remark(composer.phrase("lifted_scale"))
            return [replace(card, scale=ends) for card in cards]
    return cards


def _as_multiples(composer: Composer, cards: list[Card]) -> list[Card]:
    """Return cards of which each change is one in % or a multiple, on one scale of multiples of their first values, if
    these are of one time: a rise by half must not look as steep as a doubling.

    Next to a multiple that makes a line flat although it doubled, or to a change that would hide the others, each has
    its own.
    """
    drawn = [(card, _first(card)) for card in cards if not card.single]
    periods = {first.value_period for _, first in drawn}
    if len(drawn) < 2 or len(periods) > 1 or not all(has_ratio(first, card.last) for card, first in drawn):
        return cards
    low, high = (chosen(card.scale[end] / first.value for card, first in drawn) for end, chosen in ((0, min), (1, max)))
    reaches = [(card.scale[1] - card.scale[0]) / first.value for card, first in drawn]
    doubled = [reach for (card, first), reach in zip(drawn, reaches, strict=True) if _doubled(card, first)]
    least, limit = (min(doubled), _SEEN_DOUBLED) if doubled else (min(reaches), _SEEN_ALL)
    if least <= 0 or least < limit * (high - low):
        return cards
    composer.remark(composer.phrase("one_scale", year=short_period(composer, periods.pop())))
    scales = {id(card): (low * first.value, high * first.value) for card, first in drawn}
    return [replace(card, scale=scales.get(id(card), card.scale)) for card in cards]


def _doubled(card: Card, first: Fact) -> bool:
    """Whether the change of a card from its first value is a doubling, also where it is printed in %."""
    return card.from_first and card.last.value >= DOUBLED * first.value


def _by_units(composer: Composer, cards: list[Card]) -> list[Card]:
    """Return cards whose lines in one unit begin at one height on one scale, so that a longer rise is drawn longer: of
    changes in that unit, as years of life. Those in % are of other lengths, so their lines have their own, as do those
    whose unit nobody has stated, which may be in several.

    Next to a change that would hide the others, each has its own.
    """
    groups: dict[str, list[int]] = {}
    for at, card in enumerate(cards):
        unit = card.last.unit
        if card.slope.kind == "line" and unit and not is_unstated(unit) and not has_ratio(_first(card), card.last):
            groups.setdefault(unit, []).append(at)
    made, shared = list(cards), set[str]()
    for unit, group in groups.items():
        starts = {at: _first(cards[at]).value for at in group}
        reaches = [cards[at].scale[1] - cards[at].scale[0] for at in group]
        if len(group) == 1 or not any(reaches) or max(reaches) > _UNLIKE * min(filter(None, reaches)):
            continue
        low, high = (chosen(cards[at].scale[end] - starts[at] for at in group) for end, chosen in enumerate((min, max)))
        for at in group:
            made[at] = replace(cards[at], scale=(starts[at] + low, starts[at] + high))
            shared.add(unit)
    if not shared:
        return cards
    alike = sum(card is not old for card, old in zip(made, cards, strict=True))
    of_all = "one_unit_from_first" if len(shared) == 1 else "each_unit_from_first"  # units have no scale in common
    composer.remark(composer.phrase(of_all if alike == sum(not card.single for card in cards) else "units_from_first"))
    return made


def _first(card: Card) -> Fact:
    return next(point for point in card.slope.series[0].points if point is not None)


def _check_label(composer: Composer, spec: CardSpec, path: NodePath) -> None:
    """Note a label without words, by which its line is known."""
    if not spec.label.strip():
        dropped = path in composer.texts.chosen
        what = f"the label of the card {'is dropped by its `when`' if dropped else 'is empty'}"
        composer.fault(what, path, "write its `otherwise:`" if dropped else "say in it what the value is")


def _card(
    composer: Composer, spec: CardSpec, subject: SubjectFacts, path: NodePath, tested: Expects, *, records: bool
) -> Card:
    _check_label(composer, spec, (*path, "label"))
    label, unit = (
        composer.text(source, (*path, key), tested=tested, lined=True)
        for key, source in (("label", spec.label), ("unit", spec.unit))
    )
    name = tuple(replace(run, text=run.text.replace("\n", " ")) for run in label)
    last, known = subject.last, len(subject.periods)
    yearly = last.value_period.frequency.unit == "year" or known < LEAST_POINTS
    early, late = common_precision(composer.wording, subject.first, last) if yearly else (None, last.decimals)
    card = Card(
        label=label,
        unit=unit,
        value=composer.print(last, "value", last.decimals if known == 1 else late, True),
        dated=whole_week(composer.phrase("value_period", year=composer.period(last.value_period, last, form="short"))),
        slope=_line(composer, spec, subject, name, label),
        marks=marks_of(composer, spec, subject, records=records),
    )
    if known == 1:
        return replace(card, slope=replace(card.slope, alt=alt(composer, "cards", label)))
    shown = [point.value for point in card.slope.series[0].points if point is not None]
    lowest, highest = (min(shown), max(shown)) if card.slope.kind == "line" else (min(0.0, *shown), max(0.0, *shown))
    card = replace(card, scale=(lowest, highest), ends=_ends(composer, card.slope))
    if yearly:
        return yearly_changes(composer, card, subject, (early, late), name, spec)
    return replace(dated_changes(composer, card, subject, name), band=band_of(composer, subject))


def _line(composer: Composer, spec: CardSpec, subject: SubjectFacts, name: Text, label: Text) -> Chart:
    """Return the line through all values of a subject, or a slope of its ends, or a chart of its one value."""
    lang, known, last = composer.wording.lang, subject.periods, subject.last
    if len(known) < _needed(subject):
        periods = tuple(dict.fromkeys((known[0], known[-1])))
        points: tuple[Fact | None, ...] = tuple(composer.use(subject.at(period)) for period in periods)
        slope = Chart(
            "slope", lang, tuple(map(str, periods)), (Series(_key(spec, subject), label, points),), periods=periods
        )
        return replace(slope, alt=alt(composer, "slope", _course(composer, name, points)))
    whole = last.value_period.frequency.unit == "day" or every_few_years(known)
    along = known if whole else period_range(known[0], known[-1])
    points = tuple(value and composer.use(value) for value in (value_at(subject, period) for period in along))
    drawn = (ChartSeries(_key(spec, subject), subject, name, ()), points)
    if last.value_period.frequency.unit == "year":
        if None in points:
            composer.remark(text(composer.wording.phrase_of_time("dashed_some", along[0].frequency)))
    else:
        note_reasons(composer, along, [drawn], alone=False)
    line = Chart(
        "line",
        lang,
        tuple(map(str, along)),
        (Series(_key(spec, subject), label, points),),
        periods=along,
        annotations=extreme_of(composer, _key(spec, subject), points),
    )
    return replace(line, alt=alt(composer, "line", _course(composer, name, points)))


def _needed(subject: SubjectFacts) -> int:
    """Return how many values the line of a card needs: of years one less where dashes bridge the years between all."""
    if subject.last.value_period.frequency.unit != "year":
        return LEAST_POINTS
    known = subject.periods
    return points_needed([period in known for period in period_range(known[0], known[-1])], dashed=True)


def _course(composer: Composer, name: Text, points: Sequence[Fact | None]) -> Text:
    """Return the first and the last value of a line, and its lowest and highest where these are others, in words."""

    def dated(fact: Fact, words: str = "value") -> Text:
        return composer.phrase(
            "value_in", value=composer.print(fact, words), year=composer.period(fact.value_period, fact)
        )

    known = [fact for fact in points if fact is not None]
    ends = known[:1] + known[1:][-1:]
    values_dated = [dated(ends[0], "full"), *map(dated, ends[1:])]
    values = [end.value for end in ends]
    extremes = (("alt_lowest", min(known, key=_value)), ("alt_highest", max(known, key=_value)))
    values_dated += [composer.phrase(key, value=dated(fact)) for key, fact in extremes if fact.value not in values]
    return composer.labelled(name, composer.join(values_dated, ", "))


def _value(fact: Fact) -> float:
    return fact.value


def _ends(composer: Composer, line: Chart) -> tuple[Text, Text]:
    """Return what stands below the first and the last point: their periods."""
    return short_period(composer, line.periods[0]), short_period(composer, line.periods[-1])

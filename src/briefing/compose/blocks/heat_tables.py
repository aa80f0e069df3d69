"""A heat table of the story → rows by years, every value printed on one of five steps of shade."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final

from briefing.compose.blocks.alt_texts import alt
from briefing.compose.blocks.chart_fixes import drawing, fewer, mixed, unlike, years_with_values
from briefing.compose.blocks.chart_series import Line, breaks_of, chosen, lines_of, own_texts
from briefing.compose.blocks.place_selection import chosen_places
from briefing.compose.blocks.time_axis import common_base, counted_from
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.story_nodes import NodePath
from briefing.errors import FactError, StoryError
from briefing.facts import SubjectFacts
from briefing.model.document import HeatCell, HeatRow, HeatTable
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range
from briefing.model.story import HeatSpec
from briefing.model.text import Text, join, plain, text
from briefing.wording.levels import aligned_decimals

STEPS: Final = 5
MOST: Final = 12  # years
MOST_ROWS: Final = 40  # they are divided over slides and pages

_Found = Mapping[str, Sequence[Fact | None]]


def heat(composer: Composer, spec: HeatSpec, path: NodePath, finding: Text, *, tested: Expects) -> HeatTable | None:
    """A heat table's node and the finding that it proves → HeatTable; None after a fault. Its facts count as used."""
    with composer.at(path):
        node = chosen_places(composer, spec.chart, path).spec
        spec = spec.model_copy(update={"entities": node.entities, "highlight": node.highlight, "names": node.names})
        shown = lines_of(composer, node, path, tested)
        periods = _periods(composer, spec)
        _refuse(composer, spec, shown, periods)
        with drawing(shown):
            if spec.measure == "index":  # of one base, which the subtitle names
                base = common_base([line.subject for line in shown], (periods[0], periods[-1]))
                shown = [counted_from(line, base, periods[-1]) for line in shown]
            found = {line.key: _facts(composer, line, periods, spec.measure) for line in shown}
        for line in shown:
            breaks_of(composer, line, periods[0], periods[-1], "heat")
        if not all(fact for facts in found.values() for fact in facts):
            composer.remark(composer.phrase("heat_absent"))
        if spec.note:
            composer.remark(composer.text(spec.note, (*path, "note"), tested=tested))
        return _made(composer, spec, shown, periods, found, path, finding)
    own_texts(composer, spec, path, tested)
    return None


def _periods(composer: Composer, spec: HeatSpec) -> tuple[Period, ...]:
    first, last = spec.period or composer.edition.period
    count = last - first + 1
    if not 1 <= count <= MOST:
        fix = f"write `period: [{max(first, last - MOST + 1)}, {last}]`, or use a line chart"
        fix = f"write `period: [{last}, {first}]`, the earlier year first" if count < 1 else fix
        raise StoryError(f"{first} to {last} are {max(count, 0)} years, a heat table shows 1 to {MOST}", fix=fix)
    return period_range(first, last)


def _refuse(composer: Composer, spec: HeatSpec, shown: Sequence[Line], periods: Sequence[Period]) -> None:
    if len(shown) == 1:
        fix = "draw it as `chart: {kind: columns, …}`, or name more rows"
        raise StoryError("a heat table compares rows, and there is one", fix=fix)
    if len(shown) > MOST_ROWS:
        fix = fewer(spec.chart, MOST_ROWS, f"use a table of {periods[-1]}")
        raise StoryError(f"a heat table has {len(shown)} rows, at most {MOST_ROWS} can be read", fix=fix)
    for line in shown:
        if not any(_at(line.subject, period) for period in periods):
            fix = f"leave {line.key} out, or choose another `period`; {years_with_values([line])}"
            raise StoryError(f"{line.key} has no value from {periods[0]} to {periods[-1]}", fix=fix)
    if spec.measure == "value" and mixed(shown):
        units = dict.fromkeys(line.subject.unit for line in shown)
        raise StoryError(
            f"one shade cannot mean {composer.wording.list(tuple(units))}", fix=unlike(spec.chart, shown, "heat table")
        )


def _facts(composer: Composer, line: Line, periods: Sequence[Period], measure: str) -> tuple[Fact | None, ...]:
    """The values of the years, None where none is published; an index that a break refuses is an error."""
    found: list[Fact | None] = []
    for period in periods:
        value = _at(line.subject, period)
        if value is not None and measure == "index":
            value = line.subject.index_at(period)
        found.append(value and composer.use(value))
    return tuple(found)


def _at(subject: SubjectFacts, period: Period) -> Fact | None:
    with suppress(FactError):
        return subject.at(period)
    return None


def _made(
    composer: Composer,
    spec: HeatSpec,
    shown: Sequence[Line],
    periods: Sequence[Period],
    found: _Found,
    path: NodePath,
    finding: Text,
) -> HeatTable:
    facts = [fact for row in found.values() for fact in row if fact is not None]
    shades = shades_of(facts)
    decimals = {fact.name: places for fact, places in zip(facts, aligned_decimals(facts), strict=True)}

    def printed(fact: Fact) -> Text:
        return composer.print(fact, "value", decimals[fact.name], True)

    def cell(fact: Fact | None) -> HeatCell:
        if fact is None:
            return HeatCell(text(composer.wording.phrase("not_available")), 0)
        return HeatCell(printed(fact), shades[fact.value])

    highlight = chosen(composer, "highlight", spec.highlight, {line.key: line.key for line in shown}, path)
    rows = tuple(HeatRow(line.name, line.detail, tuple(map(cell, found[line.key]))) for line in shown)
    told = sorted(shown, key=lambda line: line.key != highlight)
    dated = {
        key: [(period, fact) for period, fact in zip(periods, row, strict=True) if fact is not None]
        for key, row in found.items()
    }
    return HeatTable(
        head=text(composer.wording.phrase("place_head" if _of_places(shown) else "indicator_head")),
        years=tuple(composer.period(period, *(row[at] for row in found.values())) for at, period in enumerate(periods)),
        rows=rows,
        scale=_scale(facts, shades, printed, _span(composer, facts)),
        highlight=next((at for at, line in enumerate(shown) if line.key == highlight), None),
        alt=alt(
            composer,
            "heat",
            finding,
            [_ends(composer, line, dated[line.key]) for line in told],
            [_ends(composer, line, dated[line.key][-1:]) for line in told],
        ),
    )


def _of_places(shown: Sequence[Line]) -> bool:
    """Whether the rows are places, of which all tell the same."""
    names = {line.subject.name for line in shown}
    return len(names) == 1 and len({line.subject.entity for line in shown}) > 1


def _ends(composer: Composer, line: Line, dated: Sequence[tuple[Period, Fact]]) -> Text:
    """A row's name with its first and its last value, each with its period."""
    told = [
        composer.phrase("value_in", value=composer.print(fact, "value"), year=composer.period(period, fact))
        for period, fact in (*dated[:1], *dated[1:][-1:])
    ]
    return (*line.name, *composer.joint(": "), *join(told, composer.wording.joint(", ")))


def _span(composer: Composer, facts: Sequence[Fact]) -> Text:
    """What joins the ends of a step: a dash, or a word where a sign would stand beside it."""
    return composer.phrase("span_to") if any(fact.value < 0 for fact in facts) else composer.joint("–")


def shades_of(facts: Sequence[Fact]) -> dict[float, int]:
    """Facts of one table → value → step, 5 the darkest.

    Values take even steps between the lowest and the highest. Ranks are an order and no distance: they take steps of
    equally many places that occur, the best the darkest.
    """
    values = sorted({fact.value for fact in facts})
    if any(fact.measure == "rank" for fact in facts):
        return {value: STEPS - at * STEPS // len(values) for at, value in enumerate(values)}
    low, high = values[0], values[-1]
    if low == high:
        return {low: 1}  # nothing stands out
    return {value: min(STEPS, 1 + int((value - low) / (high - low) * STEPS)) for value in values}


def _scale(
    facts: Sequence[Fact], shades: Mapping[float, int], printed: Callable[[Fact], Text], dash: Text
) -> tuple[HeatCell, ...]:
    """The lowest and the highest value on each step that occurs, by value."""
    steps: dict[int, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: fact.value):
        steps.setdefault(shades[fact.value], []).append(fact)
    cells: list[HeatCell] = []
    for step, held in steps.items():
        low, high = printed(held[0]), printed(held[-1])
        cells.append(HeatCell(low if plain(low) == plain(high) else (*low, *dash, *high), step))
    return tuple(cells)

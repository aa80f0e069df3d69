"""A heat table of the story: rows by years, every value printed on one of five steps of shade."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import alt
from briefing.compose.blocks.chart_fixes import drawing, fewer, mixed, unlike, years_with_values
from briefing.compose.blocks.chart_notes import note_reasons
from briefing.compose.blocks.chart_series import (
    ChartNode,
    ChartSeries,
    breaks_of,
    compose_own_texts,
    focused,
    series_of,
    value_at,
)
from briefing.compose.blocks.place_selection import select_places
from briefing.compose.blocks.year_charts import Points, common_base, counted_from
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.model.chart_remarks import SeriesBreak
from briefing.model.chart_specs import HeatSpec
from briefing.model.document import HeatCell, HeatRow, HeatTable
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range
from briefing.model.text import Text, plain, text
from briefing.wording.levels import aligned_decimals

STEPS: Final = 5
MOST: Final = 12  # years
MOST_ROWS: Final = 40  # they are divided over slides and pages


def heat(composer: Composer, spec: HeatSpec, path: NodePath, finding: Text, *, tested: Expects) -> HeatTable | None:
    """Return the heat table that proves a finding; None after a fault. Its facts count as used."""
    with composer.at(path):
        node = ChartNode(composer, select_places(composer, spec.chart, path).spec, path, tested)
        series = series_of(node)
        periods = _periods(node, series)
        _check(node, series, periods)
        with drawing(series):
            if spec.measure == "index":  # of one base, which the subtitle names
                base = common_base([item.subject for item in series], (periods[0], periods[-1]))
                series = [counted_from(item, base, periods[-1]) for item in series]
            facts = {item.key: _facts(composer, item, periods, spec.measure) for item in series}
        breaks = {item.key: breaks_of(node, item, periods[0], periods[-1], charted=False) for item in series}
        if not all(fact for row in facts.values() for fact in row):
            composer.remark(composer.phrase("hatched"))
            note_reasons(composer, periods, [(item, facts[item.key]) for item in series], alone=True)
        if spec.note:
            composer.remark(composer.text(spec.note, (*path, "note"), tested=tested))
        table = _table(node, series, periods, facts, finding)
        bases = [_new_bases(periods, breaks[item.key]) for item in series]
        return replace(table, rows=tuple(map(_on_bases, table.rows, bases)))
    compose_own_texts(composer, spec, path, tested)
    return None


def _new_bases(periods: Sequence[Period], breaks: Sequence[SeriesBreak]) -> list[bool]:
    """Return for each period whether a series has a break just before it, from the period shown before it."""
    steps = {(item.after, item.before) for item in breaks}
    return [at > 0 and (str(periods[at - 1]), str(period)) in steps for at, period in enumerate(periods)]


def _on_bases(row: HeatRow, bases: Sequence[bool]) -> HeatRow:
    cells = zip(row.cells, bases, strict=True)
    return replace(row, cells=tuple(replace(cell, new_base=new and cell.step > 0) for cell, new in cells))


def _periods(node: ChartNode, series: Sequence[ChartSeries]) -> tuple[Period, ...]:
    first, last = node.ends_of(series)
    count = last - first + 1
    if not 1 <= count <= MOST:
        unit, start = first.frequency.unit, max(first, last - MOST + 1)
        fix = f"write `period: [{start.quoted}, {last.quoted}]`, or use a line chart"
        fix = f"write `period: [{last.quoted}, {first.quoted}]`, the earlier {unit} first" if count < 1 else fix
        raise StoryError(f"{first} to {last} are {max(count, 0)} {unit}s, a heat table shows 1 to {MOST}", fix=fix)
    return period_range(first, last)


def _check(node: ChartNode, series: Sequence[ChartSeries], periods: Sequence[Period]) -> None:
    if len(series) == 1:
        fix = "draw it as `chart: {kind: columns, …}`, or name more rows"
        raise StoryError("a heat table compares rows, and there is one", fix=fix)
    if len(series) > MOST_ROWS:
        fix = fewer(node.spec, MOST_ROWS, f"use a table of {periods[-1]}")
        raise StoryError(f"a heat table has {len(series)} rows, at most {MOST_ROWS} can be read", fix=fix)
    for item in series:
        if not any(value_at(item.subject, period) for period in periods):
            fix = f"leave {item.key} out, or choose another `period`; {years_with_values([item])}"
            raise StoryError(f"{item.key} has no value from {periods[0]} to {periods[-1]}", fix=fix)
    if node.spec.measure == "value" and mixed(series):
        units = node.composer.wording.list(tuple(dict.fromkeys(item.subject.unit for item in series)))
        raise StoryError(f"one shade cannot mean {units}", fix=unlike(node.spec, series, "heat table"))


def _facts(composer: Composer, item: ChartSeries, periods: Sequence[Period], measure: str) -> Points:
    """Return the values of the periods, None where none is published; an index that a break refuses is an error."""
    facts: list[Fact | None] = []
    for period in periods:
        value = value_at(item.subject, period)
        if value is not None and measure == "index":
            value = item.subject.index_at(period)
        facts.append(value and composer.use(value))
    return tuple(facts)


def _table(
    node: ChartNode,
    series: Sequence[ChartSeries],
    periods: Sequence[Period],
    values: Mapping[str, Points],
    finding: Text,
) -> HeatTable:
    composer = node.composer
    facts = [fact for row in values.values() for fact in row if fact is not None]
    shades = shades_of(facts)
    decimals = {fact.name: places for fact, places in zip(facts, aligned_decimals(facts), strict=True)}

    def printed(fact: Fact) -> Text:
        return composer.print(fact, "value", decimals[fact.name], True)

    def cell(fact: Fact | None) -> HeatCell:
        if fact is None:
            return HeatCell(text(composer.wording.phrase("blank")), 0)
        return HeatCell(printed(fact), shades[fact.value])

    keys = [item.key for item in series]
    known = dict(zip(keys, keys, strict=True))
    highlight, second = (
        focused(composer, field, getattr(node.spec, field), known, node.path) for field in ("highlight", "second")
    )
    rows = tuple(HeatRow(item.name, item.detail, tuple(map(cell, values[item.key]))) for item in series)
    places = len({item.subject.name for item in series}) == 1 and len({item.subject.entity for item in series}) > 1
    ranked = all(fact.measure == "rank" for fact in facts)
    head = "place_head" if places else "ranking_head" if ranked else "indicator_head"
    # a dash joins the ends of a step, or a word where a sign would meet it
    dash = composer.phrase("span_to") if any(fact.value < 0 for fact in facts) else composer.joint("–")
    ordered = sorted(series, key=lambda item: (item.key != highlight, item.key != second))
    columns = list(zip(*values.values(), strict=True))
    dated = [(item, list(zip(periods, values[item.key], strict=True))) for item in ordered]
    return HeatTable(
        periods=tuple(periods),
        head=text(composer.wording.phrase(head)),
        years=tuple(_head(composer, periods, at, column) for at, column in enumerate(columns)),
        rows=rows,
        scale=_scale(facts, shades, printed, dash),
        highlight=keys.index(highlight) if highlight else None,
        second=keys.index(second) if second else None,
        alt=alt(
            composer,
            "heat",
            finding,
            [_row_ends(composer, item, points, 2) for item, points in dated],
            [_row_ends(composer, item, points, 1) for item, points in dated],
        ),
    )


def _head(composer: Composer, periods: Sequence[Period], at: int, column: Sequence[Fact | None]) -> Text:
    """Return the name of a period over its column; months and others within a year have its name once."""
    period = periods[at]
    (run,) = composer.period(period, *column)
    if period.frequency.unit == "year":
        return (run,)
    again = at and periods[at - 1].end.year == period.end.year
    words = composer.wording
    return (replace(run, text=words.within_year(period, "short") if again else words.label(period, "short")),)


def _row_ends(composer: Composer, item: ChartSeries, points: Sequence[tuple[Period, Fact | None]], most: int) -> Text:
    """Return a row's name with its first and its last value, or the last alone, each with its period."""
    known = [(period, fact) for period, fact in points if fact is not None]
    ends = (*known[:1], *known[1:][-1:]) if most > 1 else known[-1:]
    dated = [
        composer.phrase("value_in", value=composer.print(fact, "value"), year=composer.period(period, fact))
        for period, fact in ends
    ]
    return composer.labelled(item.name, composer.join(dated, ", "))


def shades_of(facts: Sequence[Fact]) -> dict[float, int]:
    """Return the step of shade of each value of a table, 5 the darkest.

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
    """Return the lowest and the highest value on each step that occurs, by value; nothing where each shade is of one
    value, which stands in its cells."""
    steps: dict[int, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: fact.value):
        steps.setdefault(shades[fact.value], []).append(fact)
    if all(own[0].value == own[-1].value for own in steps.values()):
        return ()
    cells: list[HeatCell] = []
    for step, own in steps.items():
        low, high = printed(own[0]), printed(own[-1])
        cells.append(HeatCell(low if plain(low) == plain(high) else (*low, *dash, *high), step))
    return tuple(cells)

"""Lines of a brief: whether each goes through the facts that it was composed of.

A page has no data behind its drawings, so the points of the lines themselves are measured. The height of each is its
value times one number and another one more, or that of its logarithm. Lines are compared where those of a part of the
story have as many points as its series have values in a row, neither more nor less; else nothing is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log10
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Findings
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region
from briefing.proof.reading.ledger_reader import Ledger, PlanEntry, PlannedChart

_KINDS: Final = ("line", "seasonal")
_LEAST: Final = 4  # points of a line; through any two a scale goes, and near three
_NEAR: Final = 1.0  # points of a page
_JOINED: Final = 0.3  # between the end of a line and the beginning of what goes on in another width
_Points = tuple[tuple[float, float], ...]


class _Run(Struct, frozen=True):
    """Values in a row of a series, and what it is called."""

    name: str
    values: tuple[float, ...]


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield series whose values no line goes through."""
    figures = {id(unit.element): (unit.page, unit.element) for unit in stretch.units if unit.element.drawn_lines}
    runs = [run for chart in entry.charts if chart.kind in _KINDS for run in _runs(chart, ledger)]
    lines = [line for _, element in figures.values() for line in joined(element.drawn_lines) if len(line) >= _LEAST]
    if Counter(len(run.values) for run in runs) != Counter(map(len, lines)):
        return
    for run in runs:
        if not any(goes_through(line, run.values) for line in lines if len(line) == len(run.values)):
            page, element = next(iter(figures.values()))
            what = f"{entry.place}: no line goes through the values of {run.name}"
            yield NUMBERS.at(stretch.parsed.location(page, element), what, FIX)


def _runs(chart: PlannedChart, ledger: Ledger) -> Iterator[_Run]:
    for series in chart.series:
        facts = [ledger.facts.get(name) for name in series.facts]
        for known, held in groupby(facts, lambda fact: fact is not None):
            values = tuple(fact.value for fact in held if fact is not None)
            if known and len(values) >= _LEAST:
                yield _Run(series.name, values)


def joined(lines: Sequence[tuple[str, _Points]]) -> list[_Points]:
    """Return lines from left to right, those of one colour that go on where another ends as one."""
    held = sorted({(colour, points if points[0] <= points[-1] else points[::-1]) for colour, points in lines})
    held.sort(key=lambda line: line[1][0][0])
    whole: list[tuple[str, _Points]] = []
    for colour, points in held:
        before = next((at for at, (own, line) in enumerate(whole) if own == colour and _meets(line, points)), None)
        if before is None:
            whole.append((colour, points))
        else:
            whole[before] = colour, (*whole[before][1], *points[1:])
    return [points for _, points in whole]


def _meets(line: _Points, other: _Points) -> bool:
    (x, y), (next_x, next_y) = line[-1], other[0]
    return abs(x - next_x) <= _JOINED and abs(y - next_y) <= _JOINED


def goes_through(line: _Points, values: Sequence[float]) -> bool:
    """Whether the heights of points are those of values on some scale, the higher the larger, or its logarithms."""
    heights = [-y for _, y in line]  # a page counts from its upper edge
    if _on_scale(heights, values):
        return True
    return min(values) > 0 and _on_scale(heights, [log10(value) for value in values])


def _on_scale(heights: Sequence[float], values: Sequence[float]) -> bool:
    low, high = min(values), max(values)
    foot, head = heights[values.index(low)], heights[values.index(high)]
    rise = max(head - foot, 0.0)  # a line that is as good as level may fall by what its points are rounded
    shares = ((value - low) / (high - low) if high > low else 0.0 for value in values)
    return all(abs(height - foot - rise * share) <= _NEAR for height, share in zip(heights, shares, strict=True))

"""Dumbbells of a brief: whether both dots of each row stand where the facts that they were composed of are.

A page has no data behind its drawings, so the circles themselves are measured. Rows may stand in any order; whether a
row has its own name and numbers is compared by its words. Where there are fewer rows nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Findings
from briefing.proof.planned.planned_circles import NEAR, Circle, Scale, circles_of, scales_between
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region
from briefing.proof.reading.ledger_reader import Ledger, PlanEntry, PlannedChart

_KIND: Final = "dumbbell"
_LEAST: Final = 3  # values, as through any two a scale goes
_ONE_ROW: Final = 3.0  # points between the middles of dots of a row
_LARGER: Final = 0.5  # points between the radii of the earlier and of the later dot


class _Row(Struct, frozen=True):
    """A row by its name, and its earlier and its later value."""

    name: str
    values: tuple[float | None, ...]


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield rows whose dots stand elsewhere than composed."""
    dotted = [(page, element) for page, element in stretch.figures if element.circles]
    charts = [chart for chart in entry.charts if chart.kind == _KIND]
    if len(dotted) < len(charts):
        return  # its own may not be among them
    for chart in charts:
        rows = list(_rows(chart, ledger))
        found = [
            (page, element, lost)
            for page, element in dotted
            if (lost := _lost(rows, circles_of(element.circles))) is not None
        ]
        if found and all(lost for *_, lost in found):
            page, element, (row, *_) = found[0]
            what = f"{entry.place}: the dots of {row.name} stand elsewhere than its values"
            yield NUMBERS.at(stretch.parsed.location(page, element), what, FIX)


def _rows(chart: PlannedChart, ledger: Ledger) -> Iterator[_Row]:
    for at, name in enumerate(chart.categories):
        facts = [ledger.facts.get(series.facts[at]) for series in chart.series]
        if any(fact is not None for fact in facts):
            yield _Row(name, tuple(None if fact is None else fact.value for fact in facts))


def _lost(rows: Sequence[_Row], circles: Sequence[Circle]) -> list[_Row] | None:
    """Return the rows that are nowhere in a figure; None where it has fewer."""
    drawn = _in_rows(circles)[-len(rows) :]  # above them is a key
    values = [value for row in rows for value in row.values if value is not None]
    if len(drawn) < len(rows) or len(set(values)) < _LEAST:
        return None
    across = [circle.x for row in drawn for circle in row]
    ends = min(across), max(across)
    scales = [scale for first, last in (ends, ends[::-1]) for scale in scales_between(values, first, last)]
    return min((_unplaced(rows, drawn, scale) for scale in scales), key=len)


def _in_rows(circles: Sequence[Circle]) -> list[list[Circle]]:
    rows: list[list[Circle]] = []
    for circle in sorted(circles, key=lambda one: one.y):
        if rows and circle.y - rows[-1][-1].y <= _ONE_ROW:
            rows[-1].append(circle)
        else:
            rows.append([circle])
    return rows


def _unplaced(rows: Sequence[_Row], drawn: Sequence[Sequence[Circle]], scale: Scale) -> list[_Row]:
    left, lost = [*drawn], []
    for row in rows:
        own = [(off, at) for at, held in enumerate(left) if (off := _distance(row, held, scale)) is not None]
        if own:
            del left[min(own)[1]]
        else:
            lost.append(row)
    return lost


def _distance(row: _Row, circles: Sequence[Circle], scale: Scale) -> float | None:
    """Return how far circles stand from the values of a row; None where not all stand at one of them, and where the
    later one is not the larger."""
    wished = [scale(value) for value in row.values if value is not None]
    held = [min((abs(one.x - x), at) for at, one in enumerate(circles)) for x in wished]
    if any(off > NEAR for off, _ in held) or len({at for _, at in held}) < len(circles):
        return None
    found = [circles[at] for _, at in held]
    larger = len(found) < 2 or found[0] is found[1] or found[1].radius - found[0].radius >= _LARGER
    return sum(off for off, _ in held) if larger else None

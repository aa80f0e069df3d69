"""Bars and columns of a brief: whether each is as long as the fact that it was composed of.

A page has no data behind its drawings, so the rectangles themselves are measured: those of one width that begin at one
line. Where there are not as many as values, as behind a chart whose bars stand on each other, nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Box, Findings
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region
from briefing.proof.reading.ledger_reader import Ledger, PlanEntry, PlannedChart

# Kinds whose marks begin at zero, a series next to the other, and whether these stand upright.
_UPRIGHT: Final = {"columns": True, "histogram": True, "bar": False, "bullet": False}
_ONE_WIDTH: Final = 2.0  # points between the widths of bars of one chart, some of which an outline widens
_ONE_LINE: Final = 0.75  # points between their beginnings
_NEAR: Final = 1.25  # points of a length
_EDGE: Final = 0.65  # points by which the line that they begin at may be the edge of one of them
_SEEN: Final = 2.75  # points that the edges of the shortest take
_FARTHER: Final = 1.2  # from chart to chart, times the distance of two bars
_LEAST: Final = 2  # bars, as a single one has nothing to be compared with


class _Row(Struct, frozen=True):
    """Rectangles that begin at one line, and their lengths from it in order, below zero as negative numbers."""

    boxes: frozenset[Box]
    lengths: list[float]


class _Value(Struct, frozen=True):
    """A value that a bar stands for, and what it is called."""

    name: str
    value: float


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield bars that are not as long as their values are large."""
    drawn = [(list(_values(chart, ledger)), _UPRIGHT[chart.kind]) for chart in entry.charts if chart.kind in _UPRIGHT]
    together = [[*drawn]] if len(drawn) > 1 and len({upright for _, upright in drawn}) == 1 else []
    for charts in (*([chart] for chart in drawn), *together):  # side by side they stand on one line
        held, upright = [values for values, _ in charts], charts[0][1]
        count = sum(map(len, held))
        rows = [
            (page, element, row)
            for page, element in stretch.figures
            for row in _rows(element.rectangles, upright=upright)
            if len(row.lengths) == count >= _LEAST
            # what has no length is a value of zero, and so of panels in another order
            if len(charts) == 1 or (all(map(abs, row.lengths)) and _groups(row) == [*filter(None, map(len, held))])
        ]
        alike = [one for one in drawn if len(one[0]) == count and one[1] == upright] if len(charts) == 1 else [charts]
        if len({row.boxes for *_, row in rows}) < len(alike):
            continue  # its own may not be among them
        faults = [_faults(held, row.lengths) for *_, row in rows]
        if faults and all(faults):
            page, element, _ = rows[0]
            yield NUMBERS.at(stretch.parsed.location(page, element), f"{entry.place}: {faults[0]}", FIX)


def _values(chart: PlannedChart, ledger: Ledger) -> Iterator[_Value]:
    """Yield the values of a chart in the order in which they are drawn; one of zero has no length."""
    for at, category in enumerate(chart.categories):
        for series in chart.series:
            fact = ledger.facts.get(series.facts[at])
            if fact is not None and fact.value:
                yield _Value(f"{series.name}, {category}", fact.value)


def _rows(rectangles: Sequence[Box], *, upright: bool) -> Iterator[_Row]:
    """Yield the rectangles of one width that begin at one line, from left to right or from top to bottom: of each line
    as many as there are, from either end where all are of one length.

    A rectangle that is both filled and outlined counts once.
    """
    turned = [lying(box) if upright else box for box in dict.fromkeys(rectangles)]
    rows: dict[tuple[frozenset[Box], bool], list[float]] = {}
    for line in {edge for left, _, right, _ in turned for edge in (left, right)}:
        begun = [box for box in turned if min(abs(box[0] - line), abs(box[2] - line)) <= _ONE_LINE]
        for width in {bottom - top for _, top, _, bottom in begun}:
            alike = [box for box in begun if abs(box[3] - box[1] - width) <= _ONE_WIDTH]
            row = list(_one_at_each_place(sorted(alike, key=lambda box: box[1])))
            lengths = [_length(box, line) for box in row]
            rows[frozenset(row), lengths[0] > 0] = lengths
    most = {box: max(len(row) for row, _ in rows if box in row) for row, _ in rows for box in row}
    # a row whose bars are all among more of another line, as those of one height that hang from it, is none
    yield from (_Row(row, lengths) for (row, _), lengths in rows.items() if any(most[box] == len(row) for box in row))


def _groups(row: _Row) -> list[int]:
    """Return of how many bars each group consists, of which the next is farther than from bar to bar."""
    places = sorted(box[1] for box in row.boxes)
    steps = [after - before for before, after in pairwise(places)]
    counts = [1]
    for step in steps:
        if step > _FARTHER * min(steps):
            counts.append(1)
        else:
            counts[-1] += 1
    return counts


def lying(box: Box) -> Box:
    """Return the box of a column as that of a bar, which goes to the right where the column goes up."""
    left, top, right, bottom = box
    return -bottom, left, -top, right


def _one_at_each_place(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield boxes that stand below each other, of those at one place the longest: an outline is around its fill."""
    held: Box | None = None
    for box in boxes:
        if held is not None and abs(box[1] - held[1]) <= _ONE_WIDTH:
            held = max(held, box, key=lambda one: one[2] - one[0])
            continue
        if held is not None:
            yield held
        held = box
    if held is not None:
        yield held


def _length(box: Box, line: float) -> float:
    """Return how far a box reaches from a line, to the left of it as a negative number."""
    left, _, right, _ = box
    return right - line if abs(left - line) <= abs(right - line) else left - line


def _faults(charts: Sequence[Sequence[_Value]], lengths: Sequence[float]) -> str:
    """Return what is wrong with the bars of charts side by side, each of which may have a scale of its own."""
    left = iter(lengths)
    return next(filter(None, (_fault(values, [*islice(left, len(values))]) for values in charts if values)), "")


def _fault(values: Sequence[_Value], lengths: Sequence[float]) -> str:
    """Return what is wrong with lengths, in words: they have one scale, that of the longest."""
    tried = (_fault_by(values, lengths, edge) for edge in (0.0, _EDGE, -_EDGE))
    found = next(tried)
    return found if all(tried) else ""


def _fault_by(values: Sequence[_Value], lengths: Sequence[float], edge: float) -> str:
    """Return what is wrong with lengths that begin by so much beyond zero."""
    largest = max(abs(one.value) for one in values)
    scale = max(abs(length - edge) for length in lengths) / largest
    for one, length in zip(values, lengths, strict=True):
        if abs(length - edge - scale * one.value) > max(_NEAR, _SEEN - scale * abs(one.value)):
            drawn, meant = (f"{100 * value / largest:.0f}%" for value in (length / scale, one.value))
            return f"the bar of {one.name} is {drawn} as long as the longest one, and by its value {meant}"
    return ""

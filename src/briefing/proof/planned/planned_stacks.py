"""Parts of columns of a brief: whether each ends where the facts of it and of those below it add up.

A page has no data behind its drawings, so the rectangles themselves are measured. Parts lie over each other by the
width of a line, so the ends are compared, not the lengths. Where there are not as many rectangles as parts nothing is
compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Box, Findings
from briefing.proof.planned.planned_bars import figures, lying
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region
from briefing.proof.reading.ledger_reader import Ledger, PlanEntry, PlannedChart

_KINDS: Final = ("stacked",)  # parts in rows have gaps between them, by which their ends differ
_ONE_PLACE: Final = 2.0  # points between the edges of parts of one bar
_NEAR: Final = 1.25  # points of an end
_EDGE: Final = 4.0  # points that edges add to all ends at most
_SAME: Final = 1e-6


class _Stack(Struct, frozen=True):
    """A bar of several parts: what it is called, and the sums of its parts, from the first one on."""

    name: str
    sums: tuple[float, ...]


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield bars whose parts do not end where they should."""
    drawn = [list(_stacks(chart, ledger)) for chart in entry.charts if chart.kind in _KINDS]
    for stacks in filter(None, drawn):
        found = [
            (page, element, _fault(stacks, ends))
            for page, element in figures(stretch)
            for ends in [_ends(element.rectangles)]
            if [*map(len, ends)] == _counts(stacks)
        ]
        if len({id(element) for _, element, _ in found}) < sum(_counts(one) == _counts(stacks) for one in drawn):
            continue  # its own may not be among them
        if all(fault for *_, fault in found):
            page, element, fault = found[0]
            yield NUMBERS.at(stretch.parsed.location(page, element), f"{entry.place}: {fault}", FIX)


def _counts(stacks: Sequence[_Stack]) -> list[int]:
    return [len(stack.sums) for stack in stacks]


def _stacks(chart: PlannedChart, ledger: Ledger) -> Iterator[_Stack]:
    """Yield the bars of a chart in their order; none of one that has parts below zero."""
    rows = [[ledger.facts[name].value if name in ledger.facts else 0.0 for name in one.facts] for one in chart.series]
    parts = [row for at, row in enumerate(rows) if not _is_total(row, rows[:at] + rows[at + 1 :])]
    if min((value for row in parts for value in row), default=-1.0) < 0:
        return
    for at, category in enumerate(chart.categories):
        values = [row[at] for row in parts if row[at]]
        if values:
            yield _Stack(category, tuple(accumulate(values)))


def _is_total(row: Sequence[float], others: Sequence[Sequence[float]]) -> bool:
    """Whether a series is what all others add up to, which is no part of the bars."""
    sums = [sum(values) for values in zip(*others, strict=True)]
    return len(others) > 1 and all(abs(a - b) <= _SAME * max(abs(b), 1.0) for a, b in zip(row, sums, strict=True))


def _ends(rectangles: Sequence[Box]) -> list[list[float]]:
    """Return how far the parts of each column reach from where all begin, from left to right."""
    columns: list[list[Box]] = []
    for box in sorted(map(lying, dict.fromkeys(rectangles)), key=lambda one: one[1]):
        first = columns[-1][0] if columns else None
        if first is not None and max(abs(first[1] - box[1]), abs(first[3] - box[3])) <= _ONE_PLACE:
            columns[-1].append(box)
        else:
            columns.append([box])
    base = min((box[0] for column in columns for box in column), default=0.0)
    return [sorted(box[2] - base for box in column) for column in columns]


def _fault(stacks: Sequence[_Stack], ends: Sequence[Sequence[float]]) -> str:
    """Return what is wrong with the ends of parts, in words: they have one scale, and edges add the same to all."""
    pairs = [pair for both in zip(stacks, ends, strict=True) for pair in _pairs(*both)]
    scale, edge = _line(pairs)
    off = {
        (stack.name, at): abs(end - edge - scale * value)
        for stack, own in zip(stacks, ends, strict=True)
        for at, (value, end) in enumerate(_pairs(stack, own), start=1)
    }
    (name, at), most = max(off.items(), key=lambda one: one[1])
    return f"part {at} of the column of {name} does not end at the sum of its values" if most > _NEAR else ""


def _pairs(stack: _Stack, ends: Sequence[float]) -> Iterator[tuple[float, float]]:
    return zip(stack.sums, ends, strict=True)


def _line(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return slope and intercept of the line that is nearest to points by least squares; the intercept is what edges
    may add, as that of few points is not sure."""
    x, y = (sum(numbers) / len(pairs) for numbers in zip(*pairs, strict=True))
    spread = sum((a - x) ** 2 for a, _ in pairs)
    slope = sum((a - x) * (b - y) for a, b in pairs) / spread if spread else 0.0
    intercept = min(max(y - slope * x, -_EDGE), _EDGE)
    return (y - intercept) / x, intercept

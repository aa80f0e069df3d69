"""Parts of bars and columns of a brief: whether each ends where the facts of it and of those below it add up.

A page has no data behind its drawings, so the rectangles themselves are measured. Parts lie over each other, or have a
gap between them, by the width of a line, so the ends are compared, not the lengths. Where there are not as many
rectangles as parts nothing is compared.
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

_KINDS: Final = ("stacked", "stacked_bars", "share")
_ONE_PLACE: Final = 2.0  # points between the edges of parts of one bar
_NEAR: Final = 1.75  # points of an end, which the gaps between the parts of a row move too
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
            for ends in _ends(element.rectangles)
            if [len(one) for one in ends] == _counts(stacks)
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


def _ends(rectangles: Sequence[Box]) -> Iterator[list[list[float]]]:
    """Yield how far the parts of each bar reach from where all begin, as columns from left to right, and as rows from
    top to bottom."""
    for upright in (True, False):
        turned = [lying(box) if upright else box for box in dict.fromkeys(rectangles)]
        if not turned:
            continue
        bars: list[list[Box]] = []
        for box in sorted(turned, key=lambda one: one[1]):
            own = bars and abs(bars[-1][0][1] - box[1]) <= _ONE_PLACE and abs(bars[-1][0][3] - box[3]) <= _ONE_PLACE
            if own:
                bars[-1].append(box)
            else:
                bars.append([box])
        base = min(box[0] for box in turned)
        yield [sorted(box[2] - base for box in bar) for bar in bars]


def _fault(stacks: Sequence[_Stack], ends: Sequence[Sequence[float]]) -> str:
    """Return what is wrong with the ends of parts, in words: they have one scale, and edges add the same to all."""
    scale, edge = _line([pair for pairs in zip(stacks, ends, strict=True) for pair in _pairs(*pairs)])
    off = {
        (stack.name, at): abs(end - edge - scale * value)
        for stack, own in zip(stacks, ends, strict=True)
        for at, (value, end) in enumerate(_pairs(stack, own), start=1)
    }
    (name, at), most = max(off.items(), key=lambda one: one[1])
    if most > _NEAR:
        return f"part {at} of the bar of {name} does not end at the sum of its values"
    return "" if scale > 0 and abs(edge) <= _EDGE else "the parts of its bars are not as long as their values are large"


def _pairs(stack: _Stack, ends: Sequence[float]) -> Iterator[tuple[float, float]]:
    return zip(stack.sums, ends, strict=True)


def _line(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return slope and intercept of the line that is nearest to points by least squares."""
    x, y = (sum(numbers) / len(pairs) for numbers in zip(*pairs, strict=True))
    spread = sum((a - x) ** 2 for a, _ in pairs)
    slope = sum((a - x) * (b - y) for a, b in pairs) / spread if spread else 0.0
    return slope, y - slope * x

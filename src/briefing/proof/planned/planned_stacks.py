"""Parts of bars and columns of a brief: whether each stands between the sums that the facts before it add up to.

A page has no data behind its drawings, so the rectangles themselves are measured: those of one bar lie along one line,
from the first part on, and those below zero on the other side of it. A waterfall goes on from step to step. Parts of
columns lie over each other by the width of a line, and those of rows leave a gap, so that edges may add the same to
all. Where there are not as many rectangles as parts nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from statistics import fmean, linear_regression
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Box, Findings
from briefing.proof.parsed_file import Element
from briefing.proof.planned.planned_bars import lying
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region
from briefing.proof.reading.ledger_reader import Ledger, PlanEntry, PlannedChart

_STEPS: Final = "waterfall"
_KINDS: Final = ("stacked", "stacked_bars", "share", "contributions", _STEPS)
_ONE_PLACE: Final = 2.0  # points between the edges of parts of one bar
_NEAR: Final = 1.75  # points of an end, of rows with a gap between parts that the longest ends without
_SEEN: Final = 1.5  # points of a part that is seen
_SAME: Final = 1e-6
_ROUNDS: Final = 3  # in which the width of edges is found, on which the scale depends
_Span = tuple[float, float]


class _Stack(Struct, frozen=True):
    """A bar of several parts: what it is called, where these begin and end, in order, and what they add up to where
    that is a series of its own."""

    name: str
    spans: tuple[_Span, ...]
    total: float | None = None

    def length(self, part: int) -> float:
        """Return how long a part is, 0 for one that the bar does not have."""
        start, end = self.spans[part] if part < len(self.spans) else (0.0, 0.0)
        return end - start


class _Part(Struct, frozen=True):
    """A part of a bar by its number: where it should begin and end in values, and where it does on the page."""

    name: str
    at: int
    span: _Span
    drawn: _Span


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield bars whose parts do not stand where they should."""
    drawn = [list(_stacks(chart, ledger)) for chart in entry.charts if chart.kind in _KINDS]
    for stacks in filter(None, drawn):
        found = [(page, element, fault) for page, element in stretch.figures for fault in _faults(stacks, element)]
        alike = sum(sorted(_counts(one)) == sorted(_counts(stacks)) for one in drawn)
        if len({id(element) for _, element, _ in found}) < alike:
            continue  # its own may not be among them
        if all(fault for *_, fault in found):
            page, element, fault = found[0]
            yield NUMBERS.at(stretch.parsed.location(page, element), f"{entry.place}: {fault}", FIX)


def _faults(stacks: Sequence[_Stack], element: Element) -> Iterator[str]:
    """Yield what is wrong with the columns or the rows of a figure, if it has as many parts; rows may be sorted."""
    columns = _bars(map(lying, element.rectangles))
    if [*map(len, columns)] == _counts(stacks):
        yield _fault(stacks, columns, [-(top + foot) / 2 for _, top, _, foot in sorted(element.circles)])
    rows = _bars(element.rectangles)
    tried = [_fault(held, rows) for held in _orders(stacks) if [*map(len, rows)] == _counts(held)]
    if tried:
        yield tried[0] if all(tried) else ""


def _orders(stacks: Sequence[_Stack]) -> Iterator[Sequence[_Stack]]:
    """Yield rows as they were composed, sorted by all of their parts, and by each."""
    yield stacks
    yield sorted(stacks, key=lambda one: -one.spans[-1][1])
    for part in range(max(_counts(stacks))):
        yield sorted(stacks, key=lambda one: -one.length(part))


def _counts(stacks: Sequence[_Stack]) -> list[int]:
    return [len(stack.spans) for stack in stacks]


def _stacks(chart: PlannedChart, ledger: Ledger) -> Iterator[_Stack]:
    """Yield the bars of a chart in their order."""
    rows = [[ledger.facts[name].value if name in ledger.facts else 0.0 for name in one.facts] for one in chart.series]
    if chart.kind == _STEPS:
        for name, span in zip(chart.categories, _steps(rows[0]), strict=True):
            yield _Stack(name, (span,))
        return
    at_total = total_at(rows)
    parts = [row for at, row in enumerate(rows) if at != at_total]
    sums = None if at_total is None else rows[at_total]
    for at, category in enumerate(chart.categories):
        values = [row[at] for row in parts]
        spans = (*_on_each_other([v for v in values if v > 0]), *_on_each_other([v for v in values if v < 0]))
        if spans:
            yield _Stack(category, tuple(sorted(spans, key=sum)), sums[at] if sums else None)


def _on_each_other(values: Sequence[float]) -> Iterator[_Span]:
    for value, end in zip(values, accumulate(values), strict=True):
        yield min(end - value, end), max(end - value, end)


def _steps(values: Sequence[float]) -> Iterator[_Span]:
    """Yield where the columns of a waterfall begin and end: the first and the last at zero, each step where the one
    before it ends."""
    level = 0.0
    for at, value in enumerate(values):
        start = level if 0 < at < len(values) - 1 else 0.0
        level = start + value
        yield min(start, level), max(start, level)


def total_at(rows: Sequence[Sequence[float]]) -> int | None:
    """Return the number of the series that all others add up to, which is no part of the bars; of several, as where
    all others are nothing to a part, the last."""

    def adds_up(at: int) -> bool:
        columns = ((column[at], [*column[:at], *column[at + 1 :]]) for column in zip(*rows, strict=True))
        return all(abs(total - sum(others)) <= _SAME * sum(map(abs, others)) for total, others in columns)

    return next((at for at in reversed(range(len(rows))) if len(rows) > 2 and adds_up(at)), None)


def _bars(boxes: Iterable[Box]) -> list[list[_Span]]:
    """Return where the parts of each bar begin and end, from the first bar to the last."""
    bars: list[list[Box]] = []
    for box in sorted(dict.fromkeys(boxes), key=lambda one: one[1]):
        first = bars[-1][0] if bars else None
        if first is not None and max(abs(first[1] - box[1]), abs(first[3] - box[3])) <= _ONE_PLACE:
            bars[-1].append(box)
        else:
            bars.append([box])
    return [sorted(((box[0], box[2]) for box in bar), key=sum) for bar in bars]


def _fault(stacks: Sequence[_Stack], bars: Sequence[Sequence[_Span]], dots: Sequence[float] = ()) -> str:
    """Return what is wrong with the parts of bars, in words: they have one scale, and edges add the same to all.

    `dots` are the heights of the totals over columns, if there are as many.
    """
    parts = [
        _Part(stack.name, at, span, drawn)
        for stack, bar in zip(stacks, bars, strict=True)
        for at, (span, drawn) in enumerate(zip(stack.spans, bar, strict=True), start=1)
    ]
    found = _off(parts, parts)
    if found and len(stacks) > 1:
        # the scale of all others shows which one it is
        rests = ([part for part in parts if part.name != stack.name] for stack in stacks)
        found = min((_off(parts, rest) for rest in rests), key=len) or found
    if not found:
        scale, base, _ = _scale(parts)
        sums = zip(stacks, dots, strict=True) if len(dots) == len(stacks) else ()
        off = [one.name for one, dot in sums if one.total is not None and abs(dot - base - scale * one.total) > _NEAR]
        return f"the total of {off[0]} does not stand at its value" if off else ""
    first = min(part.at for part in found if part.name == found[0].name)
    return f"part {first} of the bar of {found[0].name} does not stand where its values add up"


def _off(parts: Sequence[_Part], by: Sequence[_Part]) -> list[_Part]:
    """Return the parts that stand elsewhere than on the scale of some, the farthest first; all of what is drawn upside
    down."""
    scale, base, edge = _scale(by)
    if scale <= 0:
        return [*parts]

    def distance(part: _Part) -> float:
        ends = zip(part.span, part.drawn, (edge, -edge), strict=True)
        spare = max(0.0, _SEEN - scale * (part.span[1] - part.span[0]))  # drawn larger than it is
        return max(abs(place + outside - base - scale * value) for value, place, outside in ends) - spare

    return sorted((part for part in parts if distance(part) > _NEAR), key=distance, reverse=True)


def _scale(parts: Sequence[_Part]) -> tuple[float, float, float]:
    """Return how long one is and where zero stands, by least squares, and by how much the edges of each part are beyond
    its ends."""
    values = [value for part in parts for value in part.span]
    scale, base, edge = 1.0, 0.0, 0.0
    for _ in range(_ROUNDS):
        places = [place for part in parts for place in (part.drawn[0] + edge, part.drawn[1] - edge)]
        scale, base = linear_regression(values, places)
        edge = fmean((part.drawn[1] - part.drawn[0] - scale * (part.span[1] - part.span[0])) / 2 for part in parts)
    return scale, base, edge

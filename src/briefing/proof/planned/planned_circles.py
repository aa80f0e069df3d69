"""Dots in a plane of a brief: whether each stands where the facts that it was composed of are, and is as large as the
third.

A page has no data behind its drawings, so the circles themselves are measured. Where there are other than as many as
the chart has dots nothing is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import log10, sqrt
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Box, Findings
from briefing.proof.page_boxes import centre
from briefing.proof.planned.planned_charts import IN_PLANES
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region
from briefing.proof.reading.ledger_reader import Ledger, PlanEntry, PlannedChart

NEAR: Final = 1.0  # points of a page
_ON_A_SCALE: Final = "strip"  # a kind whose dots lie over each other in any order
_LEAST: Final = 3  # dots, as through any two a scale goes
_ONE_DOT: Final = 0.5  # points between the middles of a dot and of what is drawn around it
_RADIUS: Final = 1.25  # points by which edges and highlights change a radius
_SMALLEST: Final = 1.0  # a radius that is still seen
Scale = Callable[[float], float]


class Circle(Struct, frozen=True):
    """A dot as it is drawn."""

    x: float
    y: float
    radius: float


class _Dot(Struct, frozen=True):
    """A dot by its name, as it should be: its values across, up and in size."""

    name: str
    across: float
    up: float
    size: float | None


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield dots that stand elsewhere than composed, or are of another size."""
    dotted = [(page, element) for page, element in stretch.figures if element.circles]
    charts = [chart for chart in entry.charts if chart.kind in IN_PLANES]
    if len(dotted) < len(charts):
        return  # its own may not be among them
    for chart in charts:
        dots = list(_dots(chart, ledger))
        found = [
            (page, element, fault)
            for page, element in dotted
            if (fault := _fault(chart.kind, dots, circles_of(element.circles))) is not None
        ]
        if found and all(fault for *_, fault in found):
            page, element, fault = found[0]
            yield NUMBERS.at(stretch.parsed.location(page, element), f"{entry.place}: {fault}", FIX)


def _dots(chart: PlannedChart, ledger: Ledger) -> Iterator[_Dot]:
    """Yield the dots of a chart that have all of their values."""
    rows = [[fact.value if (fact := ledger.facts.get(name)) else None for name in one.facts] for one in chart.series]
    for name, held in zip(chart.categories, zip(*rows, strict=True), strict=True):
        values = [value for value in held if value is not None]
        if len(values) == len(held):
            yield _Dot(name, values[0], values[1] if len(values) > 1 else 0.0, values[2] if len(values) > 2 else None)


def _fault(kind: str, dots: Sequence[_Dot], circles: Sequence[Circle]) -> str | None:
    """Return what is wrong with the dots of a figure, "" for nothing, None where it has other dots than the chart."""
    count = len(dots) if kind == _ON_A_SCALE else len({(dot.across, dot.up) for dot in dots})
    if len(circles) != count or count < _LEAST:
        return None
    across = [circle.x for circle in circles]
    scales = scales_between([dot.across for dot in dots], min(across), max(across))
    if kind == _ON_A_SCALE:
        return _along(sorted(dots, key=lambda dot: dot.across), sorted(across), scales)
    down = [circle.y for circle in circles]  # a page counts from its upper edge
    both = product(scales, scales_between([dot.up for dot in dots], max(down), min(down)))
    tried = ([(dot, _radii(circles, x(dot.across), y(dot.up))) for dot in dots] for x, y in both)
    placed = min(tried, key=lambda pairs: sum(not radii for _, radii in pairs))
    lost = next((dot for dot, radii in placed if not radii), None)
    return f"the dot of {lost.name} stands elsewhere than its values" if lost else _size_fault(placed)


def circles_of(boxes: Sequence[Box]) -> list[Circle]:
    """Return the circles of a figure, the largest of those around one place."""
    found: list[Circle] = []
    for box in sorted(boxes, key=lambda one: one[0] - one[2]):
        x, y = centre(box)
        if not any(abs(x - one.x) <= _ONE_DOT and abs(y - one.y) <= _ONE_DOT for one in found):
            found.append(Circle(x, y, (box[2] - box[0]) / 2))
    return found


def scales_between(values: Sequence[float], first: float, last: float) -> list[Scale]:
    """Return where values may stand, of which the smallest stands at one place and the largest at another: by
    themselves, or by their logarithms."""
    low, high = min(values), max(values)
    if high == low:
        return [lambda _: (first + last) / 2]
    found: list[Scale] = [lambda value: first + (last - first) * (value - low) / (high - low)]
    if low > 0:
        found.append(lambda value: first + (last - first) * log10(value / low) / log10(high / low))
    return found


def _along(dots: Sequence[_Dot], places: Sequence[float], scales: Sequence[Scale]) -> str:
    """Return what is wrong with dots on one scale, both from the left."""
    tried = (
        [dot for dot, place in zip(dots, places, strict=True) if abs(scale(dot.across) - place) > NEAR]
        for scale in scales
    )
    wrong = min(tried, key=len)
    return f"the dot of {wrong[0].name} stands elsewhere than its values" if wrong else ""


def _radii(circles: Sequence[Circle], x: float, y: float) -> list[float]:
    """Return the radii of the circles at a place."""
    return [one.radius for one in circles if abs(one.x - x) <= NEAR and abs(one.y - y) <= NEAR]


def _size_fault(placed: Sequence[tuple[_Dot, list[float]]]) -> str:
    """Return what is wrong with dots that each have one of the radii at their place: areas are as sizes are."""
    sized = [(dot.name, dot.size, radii) for dot, radii in placed if dot.size is not None]
    most = max((size for _, size, _ in sized), default=0.0)
    if most <= 0:
        return ""
    largest = max(radius for _, size, radii in sized if size == most for radius in radii)
    meant = ((name, max(_SMALLEST, largest * sqrt(size / most)), radii) for name, size, radii in sized)
    wrong = next((name for name, own, radii in meant if all(abs(one - own) > _RADIUS for one in radii)), "")
    return f"the dot of {wrong} is not as large as its value" if wrong else ""

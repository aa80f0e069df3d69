"""Dots that fill a ring evenly, whatever their number: the spiral of a sunflower's seeds."""

from __future__ import annotations

import math
from typing import Final

from briefing.model.chart import Chart

# The hole in the middle, as a part of a field's radius.
CORE_SHARE: Final = 66.0 / 218.0
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))
_SHARE: Final = 0.36  # of the spacing of two dots, the radius of one
_LARGEST: Final = 7.0


def dot_counts(chart: Chart, dot: float) -> tuple[int, int]:
    """Return how many dots the smaller and the larger value of a chart of dots has, where one stands for `dot`."""
    smaller, larger = sorted(round(point.value / dot) for point in chart.series[0].points if point is not None)
    return smaller, larger


def dot_field(
    count: int, centre: tuple[float, float], most: float, core: float
) -> tuple[list[tuple[float, float]], float]:
    """Return the places of dots, from the core outwards, and their radius."""
    inside = core**2
    step = (most**2 - inside) / count
    spacing = math.sqrt(math.pi * step)
    places = []
    for at in range(count):
        away, angle = math.sqrt(inside + (at + 0.5) * step), at * _GOLDEN
        places.append((centre[0] + away * math.cos(angle), centre[1] + away * math.sin(angle)))
    return places, min(_LARGEST, _SHARE * spacing)

"""Rings of boundaries: what is wrong with one, where a mark of a place stands, and how few points show them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from briefing.errors import InputError
from briefing.model.outlines import MapPoint, Ring

_LEAST: Final = 3
_MOST_POINTS: Final = 30_000  # of a map: half a megabyte of a slide, before it is packed
_GRIDS: Final = (1, 4, 8, 16)  # units: the last is a point of a slide
_MOST_COMPARED: Final = 400_000  # pairs of lines of a ring


def ring_fault(ring: Sequence[tuple[float, float]]) -> str:
    """Return what is wrong with a ring, which is open here; "" for nothing."""
    if len(set(ring)) < _LEAST:
        return f"has {len(set(ring))} corners"
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in ring):
        return "has a point that is no number"
    crossing = _crossing(ring)
    return f"crosses itself near {crossing[0]:.4g}, {crossing[1]:.4g}" if crossing else ""


def _crossing(ring: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Return a place where a ring crosses itself, searched from left to right."""
    ends = [*ring, ring[0]]
    if max(abs(one[0] - other[0]) for one, other in pairwise(ends)) > 180:  # it crosses the edge of the degrees
        return None
    lines = sorted((min(one, other), max(one, other)) for one, other in pairwise(ends) if one != other)
    open_lines: list[tuple[tuple[float, float], tuple[float, float]]] = []
    compared = 0
    for line in lines:
        open_lines = [other for other in open_lines if other[1][0] >= line[0][0]]
        compared += len(open_lines)
        if compared > _MOST_COMPARED:
            return None
        for other in open_lines:
            if _cross(line, other):
                return line[0]
        open_lines.append(line)
    return None


def _cross(
    one: tuple[tuple[float, float], tuple[float, float]], other: tuple[tuple[float, float], tuple[float, float]]
) -> bool:
    """Whether two lines meet at an inner point of both."""
    (a, b), (c, d) = one, other
    if max(a[1], b[1]) <= min(c[1], d[1]) or max(c[1], d[1]) <= min(a[1], b[1]):
        return False
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> int:
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turn > 1e-12) - (turn < -1e-12)


# Few points


def reduced(shapes: Sequence[Sequence[Ring]], where: str) -> list[tuple[Ring, ...]]:
    """Return the rings of shapes with no more points than a slide shows: all are moved to one grid, so that neighbours
    keep their common line. InputError where that is not enough."""
    for grid in _GRIDS:
        found = [_on_grid(rings, grid) for rings in shapes]
        if sum(len(ring) for rings in found for ring in rings) <= _MOST_POINTS:
            return found
    count = sum(len(ring) for rings in shapes for ring in rings)
    fix = "simplify the lines: mapshaper FILE -simplify 5% keep-shapes -o OUT"
    raise InputError(f"{count:,} points of boundaries; a slide takes {_MOST_POINTS:,}", where, fix)


def _on_grid(rings: Sequence[Ring], grid: int) -> tuple[Ring, ...]:
    """Return rings with their points on a grid; one that vanishes there is left out, unless it is all there is."""
    moved = [_moved(ring, grid) for ring in rings]
    remaining = tuple(ring for ring in moved if len(ring) >= _LEAST and abs(area(ring)) > 0)
    return remaining or tuple(rings[:1])


def _moved(ring: Ring, grid: int) -> Ring:
    points = [(round(x / grid) * grid, round(y / grid) * grid) for x, y in ring]
    return tuple(point for at, point in enumerate(points) if point != points[at - 1])


def area(ring: Ring) -> float:
    """Return the area of a ring, negative for one that runs the other way."""
    return sum(x * y1 - x1 * y for (x, y), (x1, y1) in zip(ring, (*ring[1:], *ring[:1]), strict=True)) / 2


def label_point(rings: Sequence[Ring]) -> MapPoint:
    """Return a point inside the largest ring: its centre of mass, or the middle of its widest stretch there."""
    ring = max(rings, key=lambda item: abs(area(item)))
    whole = area(ring)
    if not whole:
        return ring[0]
    ends = list(zip(ring, (*ring[1:], *ring[:1]), strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in ends) / 6 / whole
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in ends) / 6 / whole
    level = math.floor(y) + 0.5
    cuts = sorted(
        a[0] + (level - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in ends if (a[1] < level) != (b[1] < level)
    )
    stretches = list(zip(cuts[::2], cuts[1::2], strict=False))
    if not stretches or any(left <= x <= right for left, right in stretches):
        return round(x), round(y)
    left, right = max(stretches, key=lambda one: one[1] - one[0])
    return round((left + right) / 2), round(y)

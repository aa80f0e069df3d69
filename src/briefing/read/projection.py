"""Degrees of longitude and latitude → a flat map on which areas are true.

The world: Equal Earth (B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", International Journal
of Geographical Information Science 33, 2019). Smaller parts: Lambert's azimuthal equal-area projection (J. P. Snyder,
"Map Projections: A Working Manual", US Geological Survey Professional Paper 1395, 1987, equations 24-2 to 24-4).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

Degrees = tuple[float, float]
Flat = tuple[float, float]

_A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
_SCALE: Final = math.sqrt(3) / 2
_WORLD: Final = 120.0  # degrees of longitude from which on outlines are those of the world
# The meridian in the middle of a map of the world: its edges run through the Bering Strait.
_MIDDLE: Final = 9.5


def projected(shapes: Sequence[Sequence[Sequence[Degrees]]]) -> list[list[list[Flat]]]:
    """Return shapes, each of some rings, on a flat map with y up; a ring that crosses the edge of the map is whole."""
    rings = [[_unwrapped(ring) for ring in shape] for shape in shapes]
    across = [x for shape in rings for ring in shape for x, _ in ring]
    up = [y for shape in rings for ring in shape for _, y in ring]
    if not across:
        return [[] for _ in rings]
    middle = _middle(across)
    turned = [[_turned(ring, middle) for ring in shape] for shape in rings]
    across = [x for shape in turned for ring in shape for x, _ in ring]
    if max(across) - min(across) > _WORLD:
        turned = [[_turned(ring, _MIDDLE) for ring in shape] for shape in rings]
        flat: Callable[[Degrees], Flat] = _equal_earth
    else:
        flat = _azimuthal((min(across) + max(across)) / 2, (min(up) + max(up)) / 2)
    return [[[flat(point) for point in ring] for ring in shape] for shape in turned]


def _unwrapped(ring: Sequence[Degrees]) -> list[Degrees]:
    """Return a ring without the jump from one end of the degrees to the other."""
    found: list[Degrees] = []
    for x, y in ring:
        if found:
            x += 360.0 * round((found[-1][0] - x) / 360.0)
        found.append((x, y))
    return found


def _turned(ring: Sequence[Degrees], middle: float) -> list[Degrees]:
    """Return a ring on the turn of the globe that is nearest to a meridian."""
    between = (min(x for x, _ in ring) + max(x for x, _ in ring)) / 2
    by = 360.0 * round((middle - between) / 360.0)
    return [(x + by, y) for x, y in ring]


def _middle(across: Sequence[float]) -> float:
    """Return the meridian across from the widest stretch without a point."""
    known = sorted(x % 360.0 for x in across)
    gaps = [(other - one, one) for one, other in zip(known, [*known[1:], known[0] + 360.0], strict=True)]
    wide, start = max(gaps)
    return (start + wide / 2 + 180.0) % 360.0


def _equal_earth(point: Degrees) -> Flat:
    across, up = math.radians(point[0] - _MIDDLE), math.radians(point[1])
    angle = math.asin(_SCALE * math.sin(up))
    square, sixth = angle**2, angle**6
    first, second, third, fourth = _A
    slope = 9 * fourth * angle**8 + 7 * third * sixth + 3 * second * square + first
    x = across * math.cos(angle) / (_SCALE * slope)
    return x, angle * (fourth * angle**8 + third * sixth + second * square + first)


def _azimuthal(middle: float, level: float) -> Callable[[Degrees], Flat]:
    sine, cosine = math.sin(math.radians(level)), math.cos(math.radians(level))

    def flat(point: Degrees) -> Flat:
        across, up = math.radians(point[0] - middle), math.radians(point[1])
        towards = sine * math.sin(up) + cosine * math.cos(up) * math.cos(across)
        much = math.sqrt(2 / max(1 + towards, 1e-9))
        x = much * math.cos(up) * math.sin(across)
        return x, much * (cosine * math.sin(up) - sine * math.cos(up) * math.cos(across))

    return flat

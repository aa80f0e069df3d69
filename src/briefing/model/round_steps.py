"""Round steps that cover a span of values, for scales and for classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

# Steps that a reader counts in, as parts of ten.
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
# Below it values are zero but for what binary fractions leave behind.
LEAST: Final = 1e-290
# Of dots: the share of the highest value below which the lowest lifts no scale; the air around small and large ones.
_LITTLE: Final = 0.35
_AIR, _LARGE_AIR = 0.04, 0.12
# Of a slope: the share of the value farthest from zero that all of them reach, where zero is no matter of the chart.
_SLOPE_FAR: Final = 0.4


def nice_step(span: float, lines: int = 4) -> float:
    """Return the smallest round step that needs at most `lines` steps to cover a span."""
    if not span > LEAST or not math.isfinite(span):
        return 1.0
    rough = span / lines
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(part for part in _STEPS if part * power >= rough * (1 - 1e-9))
    return without_noise(step * power)


def without_noise(value: float) -> float:
    """Return a number without what binary fractions leave behind: 0.3 for 0.30000000000000004."""
    return float(f"{value:.12g}") + 0.0


def whole_foot(low: float, high: float) -> float:
    """Return the multiple of the step of a range with which a scale over it begins."""
    step = nice_step(high - low)
    return without_noise(math.floor(low / step + 1e-9) * step)


def slopes_from_zero(starts: Sequence[float], ends: Sequence[float]) -> bool:
    """Return whether slopes stand on a scale from zero: not those that begin on one value and rise from it, nor values
    that lie far from zero, as how steep lines are says how they compare."""
    low, high = min(*starts, *ends), max(*starts, *ends)
    if len(set(starts)) == 1 < len(starts) and high > low == starts[0] > 0:
        return False
    return low * high <= 0 or min(abs(low), abs(high)) < _SLOPE_FAR * max(abs(low), abs(high))


def reach_of_dots(known: Sequence[float], *, large: bool = False) -> tuple[float, float]:
    """Return what a scale of dots covers, with air around them: from zero where that costs little room."""
    low, high = min(known), max(known)
    if 0 <= low <= _LITTLE * high:
        low = 0.0
    air = (_LARGE_AIR if large else _AIR) * (high - low or abs(high) or 1.0)
    wished = low - air if low else 0.0
    return min(0.0, wished) if low <= 0 else max(0.0, wished), high + air

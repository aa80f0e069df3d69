"""Values → a value axis with round steps."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from briefing.model.chart import Axis

# Steps that a reader counts in, as parts of ten.
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
# Below it values are zero but for what binary fractions leave behind.
_LEAST: Final = 1e-290


def nice_step(span: float, lines: int = 4) -> float:
    """A span of values → the smallest round step that needs at most `lines` steps to cover it."""
    if not span > _LEAST or not math.isfinite(span):
        return 1.0
    rough = span / lines
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(part for part in _STEPS if part * power >= rough * (1 - 1e-9))
    return _clean(step * power)


def nice_axis(values: Iterable[float], *, visible: bool = True) -> Axis:
    """Values → an axis from zero (below it where a value is) to the round number above the highest."""
    known = list(values)
    low, high = min(0.0, *known), max(0.0, *known)
    if high - low <= _LEAST:
        return Axis(0.0, 1.0, 1.0, visible=visible)  # noughts alone need no lines between
    step = nice_step(high - low)
    return Axis(_clean(math.floor(low / step + 1e-9) * step), _up(high, step), step, visible=visible)


def bar_axis(values: Iterable[float]) -> Axis:
    """Values → a hidden axis from zero that ends at the longest bar, since every bar prints its value."""
    known = list(values)
    low, high = min(0.0, *known), max(0.0, *known)
    if high - low <= _LEAST:
        high = 1.0
    return Axis(low, high, nice_step(high - low), visible=False)


def rank_axis(places: int) -> Axis:
    """Number of places → the axis of ranks, first at the top."""
    return Axis(1.0, float(max(2, places)), 1.0, reverse=True, visible=False)


def ticks(axis: Axis) -> tuple[float, ...]:
    """An axis → the values of its grid lines, both ends included."""
    count = round((axis.high - axis.low) / axis.step)
    return tuple(_clean(axis.low + index * axis.step) for index in range(count + 1))


def _up(value: float, step: float) -> float:
    return _clean(math.ceil(value / step - 1e-9) * step)


def _clean(value: float) -> float:
    """Free of what binary fractions leave behind: 0.30000000000000004 → 0.3."""
    return float(f"{value:.12g}") + 0.0

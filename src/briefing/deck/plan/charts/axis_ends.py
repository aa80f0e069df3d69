"""Ends of value axes that are left to the program that draws the chart, so that edited data fit.

A fixed end cuts a value that is raised in the workbook and takes its label away. So the end is automatic, with a unit
for which programs agree on it as long as the data are as written. Excel's end is the first multiple of the unit that
lies a twentieth of the data's span beyond the data; LibreOffice's is the first that holds them, or the next where that
lies closer to them than a twentieth of the scale. Where the plan lays brackets and remarks over the marks both ends
are written, since these would stand wrong in a program that came to others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec.structs import replace

from briefing.model.chart import Axis, Plot
from briefing.model.round_steps import nice_step, without_noise

_BEYOND = 0.055  # of the scale: what programs leave free at an automatic end, and what rounding may take
_SURE = 0.06  # the same of the span of the data
_SHARED = 0.08  # of a scale that several charts share, above the highest value
_DEEP = 0.085  # of a slope's span: its foot lies no lower
_REACH, _FINEST = 0.066, 40  # beyond a slope's values, as a share of their span; the finest unit of it
_NEAR = 1e-6
_EMPTY = 0.6  # of the span of the data: what a scale with numbers leaves free at most, where a finer unit leaves less
_UNITS = 24  # units that are tried for an end on both sides of zero
_PARTS = (0.3, 0.4, 0.6, 0.8, 3.0, 4.0)  # of a power of ten
_MOST_STEPS = 5  # of a scale whose ends are written: the proof takes more for too many grid lines
_LINES = (4, 5, 3, 2)  # steps of a scale with numbers, the wished count first


def with_free_end(plot: Plot) -> Plot:
    """Return a plot that has its scale for itself on one whose end follows the data, if it can."""
    if plot.rank_marks or plot.form in ("share", "dots") or plot.axis.given:
        return plot  # places, shares and dots have ends of their own, and a story may give some
    found = _free(plot)
    if found and (plot.remarks or plot.spans):
        many = found.visible and found.high - found.low > _MOST_STEPS * found.step * (1 + _NEAR)
        found = None if many else replace(found, free="")
    return replace(plot, axis=found) if found else with_headroom(plot)


def slope_axis(low: float, high: float, padding: float) -> Axis:
    """Return a hidden axis for a slope, with a share of its span below and above, whose high end is free."""
    span = high - low
    fixed = Axis(low - (span or 1.0) * padding, high + (span or 1.0) * padding, span or 1.0, visible=False)
    if not span > 0 or not math.isfinite(span):
        return fixed
    best: tuple[float, Axis] | None = None
    for unit in _slope_units(span, high):
        foot = math.floor((low - padding * span) / unit + _NEAR)
        top = math.ceil((high + _SURE * span) / unit - _NEAR)
        if (top - 1) * unit >= high - _NEAR * span or top * unit - high < _BEYOND * unit * (top - foot):
            continue
        if low - foot * unit > _DEEP * span:
            continue
        waste = unit * (top - foot) - span
        if best is None or waste < best[0] * (1 - _NEAR):
            best = (
                waste,
                replace(fixed, low=without_noise(foot * unit), high=without_noise(top * unit), step=unit, free="high"),
            )
    return best[1] if best else fixed


def with_headroom(plot: Plot) -> Plot:
    """Return a plot on a scale that others share with room for a value that is raised a little."""
    axis = plot.axis
    if plot.rank_marks or plot.form in ("share", "dots"):
        return plot
    if axis.visible:  # its ends are numbers of the scale, whatever stands below them
        foot, top = math.floor(axis.low / axis.step + _NEAR), math.ceil(axis.high / axis.step - _NEAR)
        return replace(
            plot, axis=replace(axis, low=without_noise(foot * axis.step), high=without_noise(top * axis.step))
        )
    spare = (axis.high - axis.low) * _SHARED
    low = axis.low - spare if axis.low < 0 else axis.low
    return replace(plot, axis=replace(axis, low=low, high=axis.high + spare if axis.high > 0 else axis.high))


def with_free_ends(plots: Sequence[Plot]) -> list[Plot]:
    """Return plots that stand side by side, each eased if no other has its scale, else widened."""
    scales = [(plot.unit, plot.form in ("line", "column"), plot.axis.low, plot.axis.high) for plot in plots]
    return [
        with_headroom(plot) if scales.count(scale) > 1 else with_free_end(plot)
        for plot, scale in zip(plots, scales, strict=True)
    ]


def _free(plot: Plot) -> Axis | None:
    """Return the axis of a plot with its end free; None where programs would not agree on it."""
    axis = plot.axis
    values = plot.reached + [rule.at for rule in plot.rules if rule.along == "value"]
    high, low = max(values, default=0.0), min(values, default=0.0)
    top, foot = max(high, 0.0), max(-low, 0.0)
    span = top + foot
    if max(axis.low, -axis.high) > _NEAR * span or not span > 0 or not math.isfinite(span):
        return None
    need_top = top + _SURE * span if top else 0.0
    need_foot = foot + _SURE * span if foot else 0.0
    if foot and not (axis.visible and -axis.low <= axis.step * math.ceil(foot / axis.step - _NEAR)):
        need_foot = max(need_foot, -axis.low)  # with room for what stands below
    ends: Literal["low", "high", "both"] = "high" if not foot else "both" if top else "low"
    best: tuple[float, Axis] | None = None
    for unit in _visible_units(span) if axis.visible else _units(need_top, need_foot):
        above, below = _steps(unit, top, need_top), _steps(unit, foot, need_foot)
        if above is None or below is None or not above + below:
            continue
        free = _BEYOND * unit * (above + below)
        if (top and above * unit - top < free) or (foot and below * unit - foot < free):
            continue
        waste = unit * (above + below) - span
        if best is None or waste < best[0] * (1 - _NEAR):
            result = replace(
                axis, low=without_noise(-below * unit), high=without_noise(above * unit), step=unit, free=ends
            )
            best = waste, result
        if axis.visible and waste <= _EMPTY * span:
            break  # the roundest
    return best[1] if best else None


def _units(top: float, foot: float) -> Iterable[float]:
    """Yield units of two or three figures for an axis without numbers that needs so much above and below zero."""
    for need in (top, foot):
        for count in range(1, _UNITS + 1) if need else ():
            yield _rounded_up(need / count)


def _slope_units(span: float, high: float) -> Iterable[float]:
    """Parts of the span, and of what lies between zero and the end that a slope needs."""
    for reach in (span, abs(high) + _REACH * span):
        for count in range(2, 3 * _UNITS):
            unit = _rounded_up(reach / count, 3)
            if span / _FINEST < unit < span:
                yield unit


def _visible_units(span: float) -> Iterable[float]:
    """Round steps, the wished count of lines first; then those that are round enough."""
    yield from dict.fromkeys(nice_step(span * (1 + _BEYOND), lines) for lines in _LINES)
    power = 10.0 ** math.floor(math.log10(span))
    for part in _PARTS:
        if span * (1 + _BEYOND) / (part * power) <= max(_LINES):
            yield without_noise(part * power)


def _steps(unit: float, reach: float, need: float) -> int | None:
    """Return how many units an end takes; None where the two rules come to different ends."""
    if not reach:
        return 0
    count = math.ceil(need / unit - _NEAR)
    return count if (count - 1) * unit < reach * (1 - _NEAR) else None


def _rounded_up(value: float, figures: int = 2) -> float:
    power = 10.0 ** (math.floor(math.log10(value)) + 1 - figures)
    return without_noise(math.ceil(value / power - _NEAR) * power)

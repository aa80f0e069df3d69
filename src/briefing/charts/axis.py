"""Value axes with round steps, and one scale for plots of one unit that stand together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.model.chart import Axis, Plot
from briefing.model.round_steps import LEAST, nice_step, reach_of_dots, whole_foot, without_noise

# Of a step: what a lifted axis leaves free below the lowest value.
_FREE: Final = 0.4
# Steps of an axis where four leave so much more of it empty above the highest value.
_FINER, _BLANK = 5, 0.15
# Where a scale of powers of ten ends: so far over its highest value, at such a part of a power.
_OVER, _TOPS = 1.05, (1.0, 2.0, 5.0, 10.0, 20.0)
# What marks a scale that does not begin at zero.
LIFTED: Final = "//"
# Unit, whether values run up the page, whether they are ranks.
_Group = tuple[str, bool, bool]

_ROOM: Final = 0.12  # of what labelled points reach over, below the lowest


def nice_axis(values: Iterable[float], *, visible: bool = True) -> Axis:
    """Return an axis from zero, or the round number below the lowest value, to the round number above the highest."""
    known = list(values)
    low, high = min(0.0, *known), max(0.0, *known)
    if high - low <= LEAST:
        return Axis(0.0, 1.0, 1.0, visible=visible)  # noughts alone need no lines between
    usual, finer = nice_step(high - low), nice_step(high - low, _FINER)
    axis = _stepped(low, high, usual)
    spared = axis.high - _up(high, finer)
    return replace(_stepped(low, high, finer) if spared > _BLANK * (axis.high - axis.low) else axis, visible=visible)


def _stepped(low: float, high: float, step: float) -> Axis:
    return Axis(_down(low, step), _up(high, step), step)


def lifted_axis(values: Iterable[float]) -> Axis:
    """Return an axis between the round numbers around values, wherever zero is; the lowest value stands free of its
    foot, so that a label below it has room."""
    known = list(values)
    low, high = min(known), max(known)
    return _around(low - _FREE * nice_step(high - low), high)


def labelled_axis(values: Iterable[float]) -> Axis:
    """Return a hidden axis around the values of points that all print theirs, with room for these at its ends."""
    known = list(values)
    low, high = min(known), max(known)
    spare = _ROOM * (high - low or abs(high) or 1.0)
    return Axis(
        without_noise(low - spare), without_noise(high + spare / 2), nice_step(high - low or 1.0), visible=False
    )


def _around(low: float, high: float) -> Axis:
    step = nice_step(high - low)
    foot = whole_foot(low, high)
    return Axis(foot, max(_up(high, step), without_noise(foot + step)), step)


def given_axis(own: Axis, asked: tuple[float | None, float | None, float | None]) -> Axis:
    """Return an axis with the ends and the step that are asked for; its own ends move outwards to whole steps."""
    low, high = (end if end is not None else mine for end, mine in zip(asked, (own.low, own.high), strict=False))
    step = asked[2] or nice_step(high - low)
    starts, ends = asked[0] is not None or low == 0, asked[1] is not None
    if starts and ends and not asked[2]:
        step = _even_step(high - low)
    elif ends and not starts:
        low = without_noise(high - math.ceil((high - low) / step - 1e-9) * step)
    else:
        if not starts:  # zero is a step too
            low = without_noise(math.floor(low / step + 1e-9) * step)
        high = without_noise(low + math.ceil((high - low) / step - 1e-9) * step)
    return replace(own, low=low, high=high, step=step, free="", given=True)


def _even_step(span: float) -> float:
    """Return the roundest of the steps that divide a span into three to six."""
    ways = ((without_noise(span / count), count) for count in (4, 5, 3, 6))
    return min(
        ways, key=lambda way: (len(f"{way[0]:e}".partition("e")[0].strip("0").replace(".", "")), abs(way[1] - 4))
    )[0]


def bar_axis(values: Iterable[float]) -> Axis:
    """Return a hidden axis from zero that ends at the longest bar, since every bar prints its value."""
    known = list(values)
    low, high = min(0.0, *known), max(0.0, *known)
    if high - low <= LEAST:
        high = 1.0
    return Axis(low, high, nice_step(high - low), visible=False)


def rank_axis(places: int, best: int = 1) -> Axis:
    """Return the axis of ranks, the best at the top: the first, unless more room would be empty above than it fills."""
    top = best if best - 1 > places - best else 1
    return Axis(float(top), float(max(top + 1, places)), 1.0, reverse=True, visible=False)


def dots_axis(values: Iterable[float], *, large: bool = False) -> Axis:
    """Return an axis for dots with air around them: from zero where that costs little room, else a round number."""
    return _around(*reach_of_dots(list(values), large=large))


def strip_axis(values: Iterable[float]) -> Axis:
    """Return an axis for dots on one scale, which ends half a step earlier where none stands: it has need of its
    width."""
    known = list(values)
    axis = dots_axis(known)
    half = without_noise(axis.step / 2)
    if axis.high - half < reach_of_dots(known)[1]:
        return axis
    return replace(axis, high=without_noise(axis.high - half))


def log_axis(values: Iterable[float]) -> Axis:
    """Return an axis of powers of ten from one below values above zero to a round number above them."""
    known = list(values)
    foot = math.floor(math.log10(min(known)) + 1e-9)
    power = 10.0 ** math.floor(math.log10(max(known)))
    top = next(part * power for part in _TOPS if part * power >= max(known) * _OVER)
    return Axis(without_noise(10.0**foot), without_noise(max(top, 10.0 ** (foot + 1))), 10.0, scale="log")


def is_lifted(plot: Plot) -> bool:
    """Return whether it is marked that zero lies beyond a scale, beyond slopes, or beyond lines with gaps between
    them."""
    slopes = plot.form == "line" and len(plot.categories) == 2 and not plot.rank_marks
    return plot.axis.lifted or (plot.axis.off_zero and (slopes or any(span.upright for span in plot.spans)))


def is_lifted_across(plot: Plot) -> bool:
    """Return whether it is marked that zero lies beyond the one scale of dots, powers of ten aside."""
    return plot.across is not None and not plot.axis.visible and not plot.across.log and plot.across.off_zero


def groups_thousands(plot: Plot) -> bool | None:
    """Whether the numbers of a scale have separators of thousands, as values do; None: as the language has it."""
    return True if "#," in plot.number_format else None


def ticks(axis: Axis) -> tuple[float, ...]:
    """Return the values of the grid lines of an axis, from its foot to its end or the last step before it."""
    if axis.log:
        count = math.floor(math.log10(axis.high / axis.low) + 1e-9)
        return tuple(without_noise(axis.low * 10.0**power) for power in range(count + 1))
    count = math.floor((axis.high - axis.low) / axis.step + 1e-6)
    return tuple(without_noise(axis.low + index * axis.step) for index in range(count + 1))


def alike(made: Sequence[Plot]) -> tuple[Plot, ...]:
    """Give plots whose values share a unit and the direction on the page one axis."""
    axes: dict[_Group, list[Axis]] = {}
    shared = [item for item in made if item.unit and item.form != "dots"]
    for item in shared:
        axes.setdefault(_group(item), []).append(item.axis)
    return tuple(
        replace(item, axis=_common(item.axis, axes[_group(item)])) if item in shared else item for item in made
    )


def _group(plot: Plot) -> _Group:
    return plot.unit, plot.form in ("line", "column"), plot.rank_marks


def _common(own: Axis, axes: Sequence[Axis]) -> Axis:
    """Widen an axis to hold all of its group; a visible one in the group makes it round, with few steps, as several
    plots are small."""
    low, high = min(axis.low for axis in axes), max(axis.high for axis in axes)
    usual = not own.visible or own.lifted or own.given or own.reverse or len(axes) == 1
    if usual and all((axis.low, axis.high) == (low, high) for axis in axes):
        return own
    if all(axis.lifted for axis in axes):
        return replace(_around(low, high), visible=own.visible)
    if any(axis.visible for axis in axes):
        return replace(_stepped(low, high, nice_step(high - low)), reverse=own.reverse, visible=own.visible)
    return replace(own, low=low, high=high, step=own.step if own.reverse else nice_step(high - low))


def _down(value: float, step: float) -> float:
    return without_noise(math.floor(value / step + 1e-9) * step)


def _up(value: float, step: float) -> float:
    return without_noise(math.ceil(value / step - 1e-9) * step)

"""The value axis of a native chart: which of its ends stay where they are, and where zero is drawn."""

from __future__ import annotations

from briefing.model.chart import Axis, Plot


def bounds(axis: Axis) -> str:
    """The ends that are written; free ones are left to the program, and follow edited data."""
    high = "" if axis.free in ("high", "both") else f'<c:max val="{axis.high!r}"/>'
    return high + ("" if axis.free in ("low", "both") else f'<c:min val="{axis.low!r}"/>')


def below_zero(plot: Plot) -> bool:
    """Whether a value of a plot lies below zero, so that zero must be seen."""
    return any(value < 0 for series in plot.series for value in series.values if value is not None)

"""Plots that stand together → one scale for those of one unit, so that equal lengths mean equal values."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts.axis import nice_axis, nice_step
from briefing.model.chart import Axis, Plot

# Unit, whether values run up the page, whether they are ranks.
_Group = tuple[str, bool, bool]


def alike(made: Sequence[Plot]) -> tuple[Plot, ...]:
    """Plots → the same, with one axis for those whose values share a unit and the direction on the page."""
    axes: dict[_Group, list[Axis]] = {}
    for item in (item for item in made if item.unit):
        axes.setdefault(_group(item), []).append(item.axis)
    return tuple(replace(item, axis=_common(item.axis, axes[_group(item)])) if item.unit else item for item in made)


def _group(plot: Plot) -> _Group:
    return plot.unit, plot.form in ("line", "column"), plot.rank_marks


def _common(own: Axis, axes: Sequence[Axis]) -> Axis:
    """An axis and those of its group → it, widened to hold them all; a visible one in the group makes it round."""
    low, high = min(axis.low for axis in axes), max(axis.high for axis in axes)
    if all((axis.low, axis.high) == (low, high) for axis in axes):
        return own
    if any(axis.visible for axis in axes):
        return replace(nice_axis((low, high)), reverse=own.reverse, visible=own.visible)
    return replace(own, low=low, high=high, step=own.step if own.reverse else nice_step(high - low))

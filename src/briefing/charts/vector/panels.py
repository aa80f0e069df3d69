"""Small multiples on one scale: an equal height is an equal value in each of them, and a row has its numbers once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.charts.thinning import ended
from briefing.charts.vector.column_marks import labelled, level_ground
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.line_ground import first_room, last_room, scale_room
from briefing.model.chart import Plot

# How much higher than the highest column the scale ends, for the labels over it.
_HIGHER: Final = (1.0, 1.1, 1.2, 1.3, 1.4, 1.6, 1.8, 2.1, 2.5)


def on_one_ground(plots: Sequence[Plot], sizes: Sizes, width: float, height: float, measure: Measure) -> list[Plot]:
    """Give panels of columns on one axis room on it for the labels of each.

    A panel alone makes this room above its plot area, so that the areas of several would differ. Where the labels of
    one have no room at all, each has those of its first and its last column.
    """
    if not plots or any(plot.form != "column" or plot.axis.visible for plot in plots):
        return list(plots)
    for shown in (list(plots), [ended(plot) for plot in plots]):
        for part in _HIGHER:
            made = [replace(plot, axis=replace(plot.axis, high=plot.axis.high * part)) for plot in shown]
            if all(
                level_ground(plot, sizes, width, height, measure) and labelled(plot, sizes, width, height, measure)
                for plot in made
            ):
                return made
    return list(plots)


def numbers_room(plots: Sequence[Plot], sizes: Sizes, measure: Measure) -> float:
    """Return the width of the numbers of a scale right of the last panel in a row; 0 unless all are lines on one."""
    one = all(plot.form == "line" and plot.axis.visible and plot.axis == plots[0].axis for plot in plots)
    return scale_room(plots[0], sizes, measure) if one else 0.0


def ends_in_row(plots: Sequence[Plot], sizes: Sizes, width: float, measure: Measure) -> tuple[float, float]:
    """Return where the first and the last period of panels of lines stand, each as wide without numbers."""
    first = max(first_room(plot, sizes, measure) for plot in plots)
    return first, width - max(last_room(plot, sizes, measure) for plot in plots)

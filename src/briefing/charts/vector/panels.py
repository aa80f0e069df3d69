"""Small multiples of columns: drawn on one scale, an equal height is an equal value in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.charts.thinning import ended
from briefing.charts.vector.column_marks import labelled, level_ground
from briefing.charts.vector.drawing_surface import Measure, Sizes
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

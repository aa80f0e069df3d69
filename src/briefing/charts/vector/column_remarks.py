"""Remarks on columns: the growth over several of them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts import values
from briefing.charts.boxes import Box
from briefing.charts.remarks import clear_pieces
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.plot_area import PlotArea
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Plot, Remark

_DASH = (3.0, 2.0)
_BEYOND = 2.0  # of the line of a rate, behind its last column, where it turns up to its words
# Of a category's width for its columns, for those with their values in them, and for a class.
SHARE, _WITH_VALUES, _CLASSED = 0.64, 0.8, 0.97


def share(plot: Plot) -> float:
    """Return the part of a category's width that its columns take."""
    if plot.classed:
        return _CLASSED
    return _WITH_VALUES if values.stand_within(plot) else SHARE


def growth(canvas: ChartCanvas, area: PlotArea, remark: Remark, columns: Sequence[Box]) -> None:
    """Write a rate over several categories, with an arrow from there to the last one; among changes a dashed line
    stands at its height, but not on words, which end where it does, nor where no value is known."""
    assert remark.span is not None
    face = Face(canvas.sizes.label)
    wide, tall = canvas.size_of(remark.text, face)
    step = area.box.w / len(area.plot.categories)
    left = area.x(remark.span[0]) - step * share(area.plot) / 2
    end = area.x(remark.span[1]) + step * share(area.plot) / 2
    at_end = max(left, end - wide)
    end += _BEYOND if remark.value else 0.0
    box = Box(at_end if remark.value else left, canvas.height - tall - 1, wide, tall)
    canvas.write(remark.text, box, face, canvas.colour("ink"))
    if remark.value:
        height = area.y(remark.value)
        crossed = [item for item in canvas.obstacles.boxes if item not in columns]
        edges = [(item.x, item.x + item.w, item.y, item.y + item.h) for item in crossed]
        for one, other in clear_pieces(left, end, height, edges):
            canvas.line(((one, height), (other, height)), canvas.colour("ink"), 1.0, dash=_DASH, z=3)
        canvas.line(((end, height), (end, box.y - 1)), canvas.colour("ink"), 0.8, z=3)
        return
    y = box.y + tall / 2 - 0.5
    if end - left - wide > 24:
        colour = canvas.colour("ink_3")
        canvas.line(((left + wide + 6, y), (end - 5, y)), colour, 0.8, z=3)
        canvas.polygon(((end, y), (end - 6, y + 2.6), (end - 6, y - 2.6)), colour)
        canvas.obstacles.add_line(((left + wide + 6, y), (end, y)))

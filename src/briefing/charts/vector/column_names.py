"""What stands at the foot of columns: periods, or the names of what they are, on as many lines as these need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.charts.boxes import Box
from briefing.charts.foot_names import FootNames, placed
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import INK, ChartCanvas
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.plot_area import PlotArea, foot_height, time_of, years
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Plot
from briefing.model.text import Text

_BELOW: Final = 4.0  # the columns, before their names


def foot_of(plot: Plot, measure: Measure, sizes: Sizes, step: float) -> float:
    """Return the height of what stands at the foot of columns that are so far from each other."""
    if not plot.rows:
        return foot_height(measure, sizes, time_of(plot, measure, sizes, step))
    return _names(plot, measure, sizes, step).height + _BELOW + 1


def write_foot(canvas: ChartCanvas, area: PlotArea) -> None:
    """Write periods or names at the foot, clear of labels under columns below zero, where zero has its own line."""
    plot = area.plot
    if plot.axis.low >= 0 and not plot.rows:
        years(canvas, area)
        return
    step = area.box.w / len(plot.categories)
    foot = foot_of(plot, canvas.surface, canvas.sizes, step)
    if plot.rows:
        _write(canvas, area, _names(plot, canvas.surface, canvas.sizes, step), foot - _BELOW)
    else:
        years(canvas, replace(area, box=Box(0, foot, area.box.w, area.box.h)), line=False)
    across = (area.part(0.0), 1.0)  # to the last column, wherever the scale stands
    canvas.axes.axhline(min(0.0, plot.axis.high), *across, color=canvas.colour("ink"), linewidth=INK, zorder=5)


def _write(canvas: ChartCanvas, area: PlotArea, names: FootNames, top: float) -> None:
    face, line = Face(canvas.sizes.axis), canvas.colour("rule_strong")
    for at, row in enumerate(area.plot.rows):
        lines, down = _lines(row.name, canvas.surface, canvas.sizes, names.widths[at]), names.lowered(at)
        wide, tall = text_lines.widest(canvas.surface, lines, face), canvas.tall(face, len(lines))
        if down:
            canvas.line(((area.x(at), top + 1), (area.x(at), top - down + 2)), line, 0.6)
        box = Box(area.x(at) - wide / 2, top - down - tall, wide, tall)
        colour = canvas.colour("ink" if row.role == "total" else "ink_2")
        canvas.write_lines(row.name, lines, box, face, colour, "centre")


def _names(plot: Plot, measure: Measure, sizes: Sizes, step: float) -> FootNames:
    face = Face(sizes.axis)

    def size(name: Text, wide: float) -> tuple[float, float]:
        lines = _lines(name, measure, sizes, wide)
        return text_lines.widest(measure, lines, face), text_lines.tall(measure, face, len(lines))

    return placed([row.name for row in plot.rows], step, size)


def _lines(name: Text, measure: Measure, sizes: Sizes, wide: float) -> Sequence[Text]:
    return text_lines.lines(measure, name, Face(sizes.axis), wide)

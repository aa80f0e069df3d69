"""What ties columns to what they add up to: lines from each to the next, and marks of a total over its parts."""

from __future__ import annotations

from typing import Final

from briefing.charts.boxes import Box
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.column_remarks import SHARE
from briefing.charts.vector.plot_area import PlotArea
from briefing.model.chart import LEAST_TOTALS, Plot, PlotSeries

_JOINT: Final = 0.7  # width of the line from a column to the next
DOT, _EDGE, _LINE = 3.0, 1.0, 1.2  # of a total over its parts: half the dot, its paper edge, the line


def joints(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a line from the end of each column to the start of the next."""
    (series,) = plot.series
    spans = [plot.span(series, at) for at in range(len(series.values))]
    colour = canvas.colour("ink_3")
    for at, span in enumerate(spans[:-1]):
        if span:
            ends = (at + SHARE / 2, at + 1 - SHARE / 2)
            canvas.axes.hlines(span[1], *ends, color=colour, linewidth=_JOINT, zorder=2.5)


def totals(canvas: ChartCanvas, area: PlotArea, series: PlotSeries) -> None:
    """Draw the totals of stacked columns as dots, or many as a line that ends in one."""
    known = [(at, value) for at, value in enumerate(series.values) if value is not None]
    if len(known) >= LEAST_TOTALS:
        paths: list[list[tuple[int, float]]] = []
        for point in known:
            paths.append([point]) if not paths or paths[-1][-1][0] != point[0] - 1 else paths[-1].append(point)
        for path in paths:
            xs, ys = zip(*path, strict=True)
            canvas.axes.plot(xs, ys, color=canvas.colour("ink"), linewidth=_LINE, zorder=6)
        known = known[-1:]
    edge = {"markeredgecolor": canvas.colour("paper"), "markeredgewidth": _EDGE}
    canvas.marks(known, DOT, canvas.colour("ink"), zorder=7, **edge)
    for at, value in known:
        x, y = area.point(at, value)
        canvas.obstacles.boxes.append(Box(x - DOT, y - DOT, 2 * DOT, 2 * DOT))

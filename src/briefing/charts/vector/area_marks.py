"""Areas over periods: parts that stand on each other, or a band between two ends."""

from __future__ import annotations

from briefing.charts.boxes import Box
from briefing.charts.roles import is_part
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.plot_area import PlotArea
from briefing.model.chart import PlotSeries

_PARTING = 0.8  # paper between two parts


def draw_area(canvas: ChartCanvas, area: PlotArea, series: PlotSeries) -> None:
    """Draw the area of a series from where those before it end; what is below a band stays clear."""
    spans = [(at, span) for at in range(len(series.values)) if (span := area.plot.span(series, at))]
    if series.role == "unseen" or len(spans) < 2:
        return
    across, low = [at for at, _ in spans], area.plot.axis.low
    starts, ends = ([max(span[side], low) for _, span in spans] for side in (0, 1))
    part = is_part(area.plot, series)
    colour = canvas.mark_colour(series.role) if part else canvas.colour("heat_2")
    canvas.axes.fill_between(across, starts, ends, color=colour, linewidth=0, zorder=1.6 if part else 0.6)
    if part:
        canvas.axes.plot(across, ends, color=canvas.colour("paper"), linewidth=_PARTING, zorder=1.7)
        half = (area.x(1) - area.x(0)) / 2
        for at, start, end in zip(across, starts, ends, strict=True):
            canvas.obstacles.boxes.append(
                Box(area.x(at) - half, area.y(start), 2 * half, area.y(end) - area.y(start) - 1)
            )
    for side in (ends,) if part else (starts, ends):  # no value may stand on the edge of a band
        points = (area.point(at, end) for at, end in zip(across, side, strict=True))
        canvas.obstacles.add_line(points, "grid" if part else "data")

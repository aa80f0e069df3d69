"""Where the values of a plot stand on a slide, and its lines as obstacles to labels."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.charts.boxes import Box, Point
from briefing.model.chart import Plot, PlotSeries


def position(plot: Plot, inner: Box, index: float, value: float, *, on_edges: bool = False) -> Point:
    """Return x and y in the plot area of a value at the index of its category."""
    count = len(plot.categories)
    x = inner.x + (index / max(1, count - 1) if on_edges else (index + 0.5) / count) * inner.w
    share = (value - plot.axis.low) / (plot.axis.high - plot.axis.low)
    y = inner.y + (share if plot.axis.reverse else 1 - share) * inner.h
    return x, y


def points(plot: Plot, inner: Box, series: PlotSeries) -> list[Point | None]:
    """Return where the points of a line stand that runs from edge to edge, None where it breaks."""
    return [
        None if value is None else position(plot, inner, at, value, on_edges=True)
        for at, value in enumerate(series.values)
    ]


def path(line: Iterable[Point | None], radius: float) -> list[Box]:
    """Return small boxes along a line, given by its points with None where it breaks, as obstacles."""
    boxes: list[Box] = []
    before: Point | None = None
    for point in line:
        if point is not None:
            steps = 1
            if before is not None:
                steps = max(1, round(max(abs(point[0] - before[0]), abs(point[1] - before[1])) / 6))
            start = before or point
            for step in range(1, steps + 1):
                x = start[0] + (point[0] - start[0]) * step / steps
                y = start[1] + (point[1] - start[1]) * step / steps
                boxes.append(Box(x - radius, y - radius, 2 * radius, 2 * radius))
        before = point
    return boxes


def lowered(inner: Box, top: float) -> Box:
    """Return a plot area whose top is no higher than this."""
    down = max(0.0, top - inner.y)
    return Box(inner.x, inner.y + down, inner.w, inner.h - down)

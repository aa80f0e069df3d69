"""Names of the series of columns, at the right of the last ones, each in its colour and before it a moved value."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.boxes import Box
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.plot_area import PlotArea
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Label, Plot, PlotSeries

_MOST = 0.24  # of the width
_AIR = 8.0  # before the names
_AFTER = 5.0  # a value


def named(plot: Plot) -> list[PlotSeries]:
    """Return the series of a plot of columns that have a name at their end: those of several."""
    return [item for item in plot.series if item.end and item.role != "target" and _last(item) is not None]


def names_width(measure: Measure, sizes: Sizes, plot: Plot, width: float) -> float:
    """Return what the names take of a width; 0 for a single series."""
    found = named(plot)
    if not found:
        return 0.0
    faces = [_face(sizes, series) for series in found]
    lines = [text_lines.balanced(measure, s.end, face, _MOST * width) for s, face in zip(found, faces, strict=True)]
    names = max(text_lines.widest(measure, line, face) for line, face in zip(lines, faces, strict=True))
    return _AIR + _values_width(measure, sizes, found) + names


def write_names(canvas: ChartCanvas, area: PlotArea) -> None:
    """Write the names clear of each other, each as near to its last column's end as it can stand."""
    found = named(area.plot)
    faces = [_face(canvas.sizes, series) for series in found]
    most = _MOST * canvas.width
    lines = [text_lines.balanced(canvas.surface, s.end, face, most) for s, face in zip(found, faces, strict=True)]
    talls = [canvas.tall(face, len(line)) for face, line in zip(faces, lines, strict=True)]
    wished = [area.y(_height(area.plot, series)) for series in found]
    centres = canvas.stacked(wished, [tall + 3 for tall in talls], area.box.y)
    shift = _values_width(canvas.surface, canvas.sizes, found)
    x = area.box.x + area.box.w + _AIR
    for series, face, line, tall, centre in zip(found, faces, lines, talls, centres, strict=True):
        colour = canvas.word_colour(series.role)
        if label := _moved(series):
            value = Face(canvas.sizes.label, strong=True)
            wide, own = canvas.size_of(label.text, value)
            first = centre + tall / 2 - canvas.tall(face)
            canvas.write(label.text, Box(x + shift - _AFTER - wide, first, wide, own), value, colour)
        box = Box(x + shift, centre - tall / 2, text_lines.widest(canvas.surface, line, face), tall)
        canvas.write_lines(series.end, line, box, face, colour)


def _face(sizes: Sizes, series: PlotSeries) -> Face:
    return Face(sizes.label, strong=series.role in ("highlight", "second"))


def _last(series: PlotSeries) -> int | None:
    return max((at for at, value in enumerate(series.values) if value is not None), default=None)


def _height(plot: Plot, series: PlotSeries) -> float:
    """Return the value at which a name stands: the end of the last column, or the middle of a stacked one."""
    start, end = plot.span(series, _last(series) or 0) or (0.0, 0.0)
    return (start + end) / 2 if plot.stacked else end


def _moved(series: PlotSeries) -> Label | None:
    """Return the value that stands before the name instead of over its column."""
    return next((label for label in series.labels if label and label.side == "right"), None)


def _values_width(measure: Measure, sizes: Sizes, found: Sequence[PlotSeries]) -> float:
    face = Face(sizes.label, strong=True)
    labels = [label for series in found if (label := _moved(series))]
    return max((text_lines.width(measure, label.text, face) + _AFTER for label in labels), default=0.0)

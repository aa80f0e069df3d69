"""Dumbbells: in each row the earlier value as a small dot, the later one as a large dot, and a line between them.

The later value is bold, as the head of its year is: where the dots nearly coincide nothing else tells which is which.
"""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts.boxes import Box
from briefing.charts.chart_rows import key_row
from briefing.charts.vector.chart_canvas import ChartCanvas, Point
from briefing.charts.vector.row_table import PAD, RowLayout, frame, remarks
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Label, Plot, PlotSeries, Role
from briefing.model.text import plain

_RADII = (3.0, 4.6)
_BETWEEN = 6.0  # between the heads of the two ends


def draw_dumbbells(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a plot of dumbbells over the whole canvas; its axis has room for the labels."""
    ground = frame(canvas, plot, lambda *_: 0.0)
    _heads(canvas, ground)
    if plot.below_zero:
        canvas.axes.axvline(0, color=canvas.colour("ink_3"), linewidth=0.9, zorder=1)
    for index in range(len(plot.categories)):
        _row(canvas, ground, index)
    remarks(canvas, ground, _RADII[1])


def _heads(canvas: ChartCanvas, ground: RowLayout) -> None:
    """Write the names of both ends above the rows, where the dots of the row stand that reads as most do."""
    plot = ground.plot
    row = key_row(plot)
    placed: list[tuple[float, float, PlotSeries]] = []
    for series in plot.series:
        value = next((value for value in series.values[row:] + series.values if value is not None), None)
        if value is not None and plain(series.end):
            wide = canvas.size_of(series.end, _head_face(canvas, plot, series))[0]
            placed.append((ground.x(value) - wide / 2, wide, series))
    placed.sort(key=lambda item: item[0])
    if len(placed) == 2 and placed[0][0] + placed[0][1] + _BETWEEN > placed[1][0]:
        (x, wide, first), (other, broad, second) = placed
        middle = (x + wide / 2 + other + broad / 2) / 2
        placed = [(middle - _BETWEEN / 2 - wide, wide, first), (middle + _BETWEEN / 2, broad, second)]
    least, end = min(x for x, _, _ in placed), max(x + wide for x, wide, _ in placed)
    shift = max(0.0, ground.left - least) - max(0.0, end - ground.left - ground.bars)
    for x, wide, series in placed:
        face = _head_face(canvas, plot, series)
        box = Box(x + shift, ground.top + 4.5, wide, canvas.tall(face))
        canvas.write(series.end, box, face, canvas.colour("ink_2" if face.strong else "ink_3"))


def _head_face(canvas: ChartCanvas, plot: Plot, series: PlotSeries) -> Face:
    return Face(canvas.sizes.axis, strong=series is plot.series[-1])


def _row(canvas: ChartCanvas, ground: RowLayout, index: int) -> None:
    plot = ground.plot
    y = ground.middle(index)
    known = [value for series in plot.series if (value := series.values[index]) is not None]
    ends = [ground.x(value) for value in known]
    if len(ends) == 2:
        canvas.axes.plot(known, (y, y), color=canvas.colour("rule_strong"), linewidth=2.2, zorder=3)
        canvas.obstacles.add_line(((ends[0], y), (ends[1], y)))
    dots = [(series, radius) for series, radius in zip(plot.series, _RADII, strict=True)]
    # a large dot that would cover the small one lies below it
    covered = len(ends) == 2 and abs(ends[0] - ends[1]) < sum(_RADII)
    for series, radius in reversed(dots) if covered else dots:
        value = series.values[index]
        if value is None:
            continue
        role: Role = series.roles[index] if series.roles else series.role
        hue: Role = plot.rows[index].role if role == "bound" and plot.rows else role
        _dot(canvas, (value, y), radius, canvas.mark_colour(hue), hollow=role == "bound")
        x = ground.x(value)
        canvas.obstacles.boxes.append(Box(x - radius, y - radius, 2 * radius, 2 * radius))
        if label := series.labels[index]:
            later = series is plot.series[-1]
            zero = ground.x(0.0) if plot.below_zero else None
            _label(canvas, replace(label, strong=later), (ground.x(value), y), radius, role, zero)


def _dot(canvas: ChartCanvas, point: Point, radius: float, colour: str, *, hollow: bool) -> None:
    paper = canvas.colour("paper")
    if hollow:
        canvas.marks([point], radius - 0.6, paper, zorder=6, markeredgecolor=colour, markeredgewidth=1.4)
    else:
        canvas.marks([point], radius, colour, zorder=6, markeredgecolor=paper, markeredgewidth=0.8)


def _label(
    canvas: ChartCanvas, label: Label, point: tuple[float, float], radius: float, role: Role, zero: float | None
) -> None:
    """Write a value next to its dot, or behind the line of zero where that would run through it."""
    face = Face(canvas.sizes.label, strong=label.strong)
    wide, tall = canvas.size_of(label.text, face)
    capital = canvas.surface.ascent("bold" if label.strong else "text", face.size)
    left = label.side == "left"
    x = point[0] - radius - PAD + 1 - wide if left else point[0] + radius + PAD - 1
    if zero is not None and x - 1 < zero < x + wide + 1:
        x = zero - PAD - wide if left else zero + PAD
    colour = canvas.word_colour(role, "ink") if label.strong else canvas.colour("ink_2")
    canvas.write(label.text, Box(x, point[1] - tall + capital / 2, wide, tall), face, colour)

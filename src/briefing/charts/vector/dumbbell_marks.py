"""Dumbbells: in each row the earlier value as a small grey dot, the later one as a large one, joined by a line.

The later value is bold, as the head of its year is: where the dots nearly coincide nothing else tells which is which.
"""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts.boxes import Box
from briefing.charts.roles import EARLIER, MARKS
from briefing.charts.vector.chart_canvas import ChartCanvas, Point
from briefing.charts.vector.row_table import PAD, RowLayout, frame, remarks
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Label, Plot, PlotSeries, Role
from briefing.model.text import plain

_RADII = (3.0, 4.6)
_EDGE = 0.8  # of a dot
_BETWEEN = 12.0  # between the two ends of the key


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
    """Write a key above the rows, the earlier end first: a small dot and a large one, each with its name. A name above
    its own dot would stand above the other dot of some rows.
    """
    plot = ground.plot
    named = [(series, radius) for series, radius in zip(plot.series, _RADII, strict=True) if plain(series.end)]
    wides = [canvas.size_of(series.end, _head_face(canvas, plot, series))[0] for series, _ in named]
    needed = sum(2 * radius + PAD - 1 for _, radius in named) + sum(wides) + _BETWEEN * (len(named) - 1)
    heads = canvas.size_of(plot.rows_head, Face(canvas.sizes.axis))[0] + _BETWEEN if plot.rows_head else 0.0
    end = ground.cells[0][0] - _BETWEEN if ground.cells else canvas.width
    x = max(heads, min(ground.left, end - needed))
    for (series, radius), wide in zip(named, wides, strict=True):
        face = _head_face(canvas, plot, series)
        tall = canvas.tall(face)
        box = Box(x + 2 * radius + PAD - 1, ground.top + 4.5, wide, tall)
        middle = box.y + tall - canvas.surface.ascent("bold" if face.strong else "text", face.size) / 2
        later = series is plot.series[-1]
        fill = canvas.colour(MARKS["context"] if later else EARLIER)
        canvas.marks([(x + radius, middle)], radius, fill, transform=canvas.points, clip_on=False)
        canvas.write(series.end, box, face, canvas.colour("ink_2" if face.strong else "ink_3"))
        x = box.x1 + _BETWEEN


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
        later = series is plot.series[-1]
        _dot(canvas, (value, y), radius, hue if later else None, hollow=role == "bound")
        x = ground.x(value)
        canvas.obstacles.boxes.append(Box(x - radius, y - radius, 2 * radius, 2 * radius))
        if label := series.labels[index]:
            zero = ground.x(0.0) if plot.below_zero else None
            _label(canvas, replace(label, strong=later), (ground.x(value), y), radius, role, zero)


def _dot(canvas: ChartCanvas, point: Point, radius: float, role: Role | None, *, hollow: bool) -> None:
    """Draw the later dot in the colour of its role, or without one the earlier dot."""
    paper = canvas.colour("paper")
    colour = canvas.mark_colour(role) if role else canvas.colour(EARLIER)
    if hollow:
        canvas.marks([point], radius - 0.6, paper, zorder=6, markeredgecolor=colour, markeredgewidth=1.4)
    else:
        canvas.marks([point], radius, colour, zorder=6, markeredgecolor=paper, markeredgewidth=_EDGE)


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

"""Dumbbells: in each row the earlier value as a small dot, the later one as a large dot, and a line between them.

The later value is bold, as the head of its year is: where the dots nearly coincide nothing else tells which is which.
"""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts.boxes import Box
from briefing.charts.vector.rows import PAD, Ground, frame, remarks
from briefing.charts.vector.sheet import Point, Sheet
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Label, Plot, PlotSeries, Role
from briefing.model.text import plain

_RADII = (3.0, 4.6)
_APART = 6.0  # between the heads of the two ends


def draw_dumbbells(sheet: Sheet, plot: Plot) -> None:
    """Draw a plot of dumbbells over the whole sheet; its axis has room for the labels."""
    ground = frame(sheet, plot, lambda *_: 0.0)
    _heads(sheet, plot, ground)
    if plot.below_zero:
        sheet.axes.axvline(0, color=sheet.colour("ink_3"), linewidth=0.9, zorder=1)
    for index in range(len(plot.categories)):
        _row(sheet, plot, ground, index)
    remarks(sheet, plot, ground, _RADII[1])


def _heads(sheet: Sheet, plot: Plot, ground: Ground) -> None:
    """The names of both ends above the dots of the first row that has them."""
    placed: list[tuple[float, float, PlotSeries]] = []
    for series in plot.series:
        value = next((value for value in series.values if value is not None), None)
        if value is not None and plain(series.end):
            wide = sheet.size_of(series.end, _head_face(sheet, plot, series))[0]
            placed.append((ground.x(plot, value) - wide / 2, wide, series))
    placed.sort(key=lambda item: item[0])
    if len(placed) == 2 and placed[0][0] + placed[0][1] + _APART > placed[1][0]:
        (x, wide, first), (other, broad, second) = placed
        middle = (x + wide / 2 + other + broad / 2) / 2
        placed = [(middle - _APART / 2 - wide, wide, first), (middle + _APART / 2, broad, second)]
    least, end = min(x for x, _, _ in placed), max(x + wide for x, wide, _ in placed)
    shift = max(0.0, ground.left - least) - max(0.0, end - ground.left - ground.bars)
    for x, wide, series in placed:
        face = _head_face(sheet, plot, series)
        box = Box(x + shift, ground.top + 4.5, wide, sheet.tall(face))
        sheet.write(series.end, box, face, sheet.colour("ink_2" if face.strong else "ink_3"))


def _head_face(sheet: Sheet, plot: Plot, series: PlotSeries) -> Face:
    return Face(sheet.sizes.axis, strong=series is plot.series[-1])


def _row(sheet: Sheet, plot: Plot, ground: Ground, index: int) -> None:
    y = ground.middle(index)
    known = [value for series in plot.series if (value := series.values[index]) is not None]
    ends = [ground.x(plot, value) for value in known]
    if len(ends) == 2:
        sheet.axes.plot(known, (y, y), color=sheet.colour("rule_strong"), linewidth=2.2, zorder=3)
        sheet.obstacles.add_line(((ends[0], y), (ends[1], y)))
    dots = [(series, radius) for series, radius in zip(plot.series, _RADII, strict=True)]
    # a large dot that would cover the small one lies below it
    covered = len(ends) == 2 and abs(ends[0] - ends[1]) < sum(_RADII)
    for series, radius in reversed(dots) if covered else dots:
        value = series.values[index]
        if value is None:
            continue
        role: Role = series.roles[index] if series.roles else series.role
        hue: Role = plot.rows[index].role if role == "bound" and plot.rows else role
        _dot(sheet, (value, y), radius, sheet.mark_colour(hue), hollow=role == "bound")
        x = ground.x(plot, value)
        sheet.obstacles.boxes.append(Box(x - radius, y - radius, 2 * radius, 2 * radius))
        if label := series.labels[index]:
            later = series is plot.series[-1]
            zero = ground.x(plot, 0.0) if plot.below_zero else None
            _label(sheet, replace(label, strong=later), (ground.x(plot, value), y), radius, role, zero)


def _dot(sheet: Sheet, point: Point, radius: float, colour: str, *, hollow: bool) -> None:
    paper = sheet.colour("paper")
    if hollow:
        sheet.marks([point], radius - 0.6, paper, zorder=6, markeredgecolor=colour, markeredgewidth=1.4)
    else:
        sheet.marks([point], radius, colour, zorder=6, markeredgecolor=paper, markeredgewidth=0.8)


def _label(
    sheet: Sheet, label: Label, point: tuple[float, float], radius: float, role: Role, zero: float | None
) -> None:
    """A value beside its dot; one through which the line of zero would run stands behind that."""
    face = Face(sheet.sizes.label, strong=label.strong)
    wide, tall = sheet.size_of(label.text, face)
    capital = sheet.surface.ascent("bold" if label.strong else "text", face.size)
    left = label.side == "left"
    x = point[0] - radius - PAD + 1 - wide if left else point[0] + radius + PAD - 1
    if zero is not None and x - 1 < zero < x + wide + 1:
        x = zero - PAD - wide if left else zero + PAD
    colour = sheet.word_colour(role, "ink") if label.strong else sheet.colour("ink_2")
    sheet.write(label.text, Box(x, point[1] - tall + capital / 2, wide, tall), face, colour)

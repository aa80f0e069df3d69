"""Parts of a whole: one bar to 100 % a row, the names of its parts above, a share in each part that has room."""

from __future__ import annotations

from briefing.charts.boxes import Box
from briefing.charts.roles import PALE, within
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.row_table import PAD, SHARE_LINES, RowLayout, frame, remarks
from briefing.charts.vector.text_lines import Face
from briefing.errors import LayoutError
from briefing.model.chart import Label, Plot, PlotSeries, Role
from briefing.model.text import Text

_GAP = 1.5  # of paper between two parts
_INSIDE = 5.0  # a label and its part's two edges
_BETWEEN = 9.0  # between the names of two parts


def draw_shares(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a plot of shares over the whole canvas."""
    ground = frame(canvas, plot, _overhang)
    _heads(canvas, ground)
    for series in plot.series:
        _draw(canvas, ground, series)
    for index in range(len(plot.categories)):
        _row(canvas, ground, index)
    remarks(canvas, ground)


def _face(canvas: ChartCanvas, label: Label) -> Face:
    return Face(canvas.sizes.label, strong=label.strong)


def _overhang(canvas: ChartCanvas, plot: Plot, room: float) -> float:
    """Return what the bars give up for a last share that is too small for its words: they stand behind it."""
    last = plot.series[-1]
    need = 0.0
    if not plot.of_shares:  # the sum of the row is printed
        return need
    for value, label in zip(last.values, last.labels, strict=True):
        if value is not None and label is not None:
            wide = canvas.size_of(label.text, _face(canvas, label))[0]
            if wide + _INSIDE > value / plot.axis.high * (room - wide - PAD):
                need = max(need, wide + PAD)
    return need


def _heads(canvas: ChartCanvas, ground: RowLayout) -> None:
    """Write the parts' names above the first row that has parts, each from its part's edge on, none over another."""
    plot = ground.plot
    at = next(index for index, value in enumerate(plot.series[0].values) if value is not None)
    faces = [Face(canvas.sizes.axis, strong=series.role == "highlight") for series in plot.series]
    names = [series.end for series in plot.series]
    lines = _lines(canvas, names, faces, ground.bars)
    widths = [text_lines.widest(canvas.surface, found, face) for found, face in zip(lines, faces, strict=True)]
    starts = [0.0]
    for series in plot.series[:-1]:
        starts.append(starts[-1] + (series.values[at] or 0.0) / plot.axis.high * ground.bars)
    for index, before in enumerate(widths[:-1], start=1):
        starts[index] = max(starts[index], starts[index - 1] + before + _BETWEEN)
    limit = ground.bars
    for index in reversed(range(len(starts))):
        starts[index] = max(0.0, min(starts[index], limit - widths[index]))
        limit = starts[index] - _BETWEEN
    for series, found, face, wide, start in zip(plot.series, lines, faces, widths, starts, strict=True):
        tall = canvas.tall(face, len(found))
        box = Box(ground.left + start, ground.top + 3.5, wide, tall)
        canvas.write_lines(series.end, found, box, face, canvas.word_colour(series.role))


def _lines(canvas: ChartCanvas, names: list[Text], faces: list[Face], room: float) -> list[tuple[Text, ...]]:
    """Return the lines of the names, as few as stand side by side in the room."""
    for most in (room, room * 0.45, room * 0.34, room * 0.25):
        lines = [text_lines.balanced(canvas.surface, name, face, most) for name, face in zip(names, faces, strict=True)]
        widths = [text_lines.widest(canvas.surface, found, face) for found, face in zip(lines, faces, strict=True)]
        if sum(widths) + _BETWEEN * (len(names) - 1) <= room and max(map(len, lines)) <= SHARE_LINES:
            return lines
    what = "the names of the parts have no room side by side"
    raise LayoutError(what, str(canvas.place), "shorten the names of the parts")


def _draw(canvas: ChartCanvas, ground: RowLayout, series: PlotSeries) -> None:
    """Draw a part of each row, behind the parts before it; a little paper lies between it and the next."""
    known = [(index, span) for index in range(len(series.values)) if (span := ground.plot.span(series, index))]
    whole = ground.plot.axis.high
    gap = _GAP / ground.bars * whole
    wides = [max(0.0, end - start - (gap if end < whole - gap else 0.0)) for _, (start, end) in known]
    middles = [ground.middle(index) for index, _ in known]
    roles = [series.roles[index] if series.roles else series.role for index, _ in known]
    tall, colours = ground.bar(0, table=False).h, [canvas.mark_colour(role) for role in roles]
    bars = canvas.axes.barh(middles, wides, tall, [start for _, (start, _) in known], color=colours, zorder=2)
    for bar, role in zip(bars, roles, strict=True):
        if role == "bound" or role in PALE:
            canvas.hollow(bar, PALE.get(role, "paper"))


def _row(canvas: ChartCanvas, ground: RowLayout, index: int) -> None:
    plot = ground.plot
    band = ground.bar(index, table=False)
    for series in plot.series:
        span, label = plot.span(series, index), series.labels[index]
        if span is None or label is None:
            continue
        role: Role = series.roles[index] if series.roles else series.role
        x, end = (ground.left + value / plot.axis.high * ground.bars for value in span)
        wide = end - x - (_GAP if end < ground.left + ground.bars - _GAP else 0.0)
        _label(
            canvas,
            label,
            Box(x, band.y, max(0.0, wide), band.h),
            role,
            last=plot.of_shares and series is plot.series[-1],
        )


def _label(canvas: ChartCanvas, label: Label, box: Box, role: Role, *, last: bool) -> None:
    """Write a share in the middle of its part; that of a small last part behind it; the table has that of another."""
    face = _face(canvas, label)
    wide, tall = canvas.size_of(label.text, face)
    capital = canvas.surface.ascent("bold" if label.strong else "text", face.size)
    y = box.y + (box.h - capital) / 2 - (tall - capital)
    if wide + _INSIDE <= box.w:
        colour = canvas.colour(within(role))
        canvas.write(label.text, Box(box.x + (box.w - wide) / 2, y, wide, tall), face, colour)
    elif last:
        canvas.write(label.text, Box(box.x + box.w + PAD, y, wide, tall), face, canvas.colour("ink_2"))

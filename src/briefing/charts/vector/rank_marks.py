"""Ranks over years: first at the top, names at the right; the ranks in discs, or at both ends of small marks."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from msgspec.structs import replace

from briefing.charts.boxes import Box
from briefing.charts.remarks import split_below
from briefing.charts.vector import text_lines
from briefing.charts.vector.break_marks import break_line, break_words
from briefing.charts.vector.chart_canvas import ChartCanvas, Point
from briefing.charts.vector.drawing_surface import Font
from briefing.charts.vector.line_marks import draw_series
from briefing.charts.vector.plot_area import (
    PlotArea,
    foot_height,
    remark_words,
    time_of,
    years,
)
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Plot, PlotSeries
from briefing.model.text import Text

_MARK = 2.7
_DISC = 0.66  # of the size of the ranks, half of a disc that holds one
_AROUND, _BETWEEN = 1.0, 2.0  # around the digits in it, and between two discs
_CORNERS = 18  # of a disc
# Every n-th place is numbered where not all have room, and of the room that one takes, what it takes at least.
_STEPS, _LEADING = (1, 5, 10, 20, 50, 100), 0.7
_OVER_YEARS = 6.0  # more between the last place and the years, which would be read together
_OVER_FOOT = 4.0  # between the years and the words on ranks past the last
_NAMED = ("highlight", "second")


def draw_ranks(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a plot of ranks over the whole canvas."""
    plot, below = split_below(plot)
    named = [(row, series) for row, series in enumerate(plot.series) if series.observed and series.end]
    shown = [series for _, series in named]
    area = _area(canvas, plot, shown, _foot_lines(canvas, below), discs=True)
    discs = _holds_ranks(canvas, area)
    area = area if discs else _area(canvas, plot, shown, _foot_lines(canvas, below))
    area.frame(canvas)
    for rule in plot.rules:
        if rule.along == "category":
            break_line(canvas, area, rule)
    if not discs:
        _places(canvas, area)
    low = Box(area.box.x, area.box.y - _OVER_YEARS, area.box.w, area.box.h + _OVER_YEARS)
    years(canvas, replace(area, box=low), line=False)
    for series in plot.series:
        draw_series(canvas, area, replace(series, markers=False) if discs else series, _MARK)
    if discs:
        _discs(canvas, area)
    _names(canvas, area, named, discs=discs)
    for rule in plot.rules:
        if rule.along == "category":
            break_words(canvas, area, rule)
    ground = Box(area.first - 6, area.box.y - 6, area.last - area.first + 12, area.box.h + 12)
    for remark in plot.remarks:
        remark_words(canvas, area, remark, ground)
    if lines := _foot_lines(canvas, below):
        face = Face(canvas.sizes.note)
        box = Box(0.0, 0.0, canvas.width, canvas.tall(face, len(lines)))
        canvas.write_lines(below, lines, box, face, canvas.colour("ink_2"))


def _half(canvas: ChartCanvas) -> float:
    return _DISC * canvas.sizes.axis


def _holds_ranks(canvas: ChartCanvas, area: PlotArea) -> bool:
    """Whether every rank is to be printed, no two are shared, discs have room for digits, and the chart for discs."""
    plot = area.plot
    marked = [series for series in plot.series if series.observed]
    columns = ([row.values[at] for row in marked if row.values[at] is not None] for at in range(len(plot.categories)))
    if any(len({*ranks}) < len(ranks) for ranks in columns):
        return False  # the disc of one would cover that of the other
    labels = [
        label
        for series in marked
        for value, label in zip(series.values, series.labels, strict=False)
        if value is not None
    ]
    face, half = Face(canvas.sizes.axis, strong=True), _half(canvas)
    printed = all(label and canvas.size_of(label.text, face)[0] <= 2 * (half - _AROUND) for label in labels)
    across = (area.last - area.first) / max(1, len(plot.categories) - 1)
    down = area.box.h / max(1.0, plot.axis.high - plot.axis.low)
    return bool(labels) and printed and min(across, down) >= 2 * half + _BETWEEN


def _discs(canvas: ChartCanvas, area: PlotArea) -> None:
    """Draw a disc at each rank, with the rank in it; those that stand out over the others."""
    paper, face = canvas.colour("paper"), Face(canvas.sizes.axis)
    series = [item for item in area.plot.series if item.observed and item.markers]
    for layer, item in enumerate(sorted(series, key=lambda one: _NAMED.index(one.role) if one.role in _NAMED else 2)):
        points = [(at, value) for at, value in enumerate(item.values) if value is not None]
        fill, z = canvas.mark_colour(item.role), 8.0 - layer * 0.01
        colour = paper if item.role in _NAMED else canvas.colour("ink")
        own = replace(face, strong=item.role in _NAMED)
        for at, value in points:
            x, y = area.point(at, value)
            label = item.labels[at]
            assert label is not None  # else there are no discs
            for radius, hue in ((_half(canvas) + 1.0, paper), (_half(canvas), fill)):
                canvas.polygon(_round(x, y, radius), hue, z=z)
            wide, tall = canvas.size_of(label.text, own)
            canvas.write(label.text, Box(x - wide / 2, y - _drop(canvas, own), wide, tall), own, colour)


def _round(x: float, y: float, radius: float) -> list[Point]:
    """Return the corners of what looks like a disc, a ground of its own for the words on it."""
    turns = [2 * pi * at / _CORNERS for at in range(_CORNERS)]
    return [(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns]


def _foot_lines(canvas: ChartCanvas, words: Text) -> Sequence[Text]:
    return text_lines.lines(canvas.surface, words, Face(canvas.sizes.note), canvas.width) if words else ()


def _rank_width(canvas: ChartCanvas, plot: Plot) -> float:
    digits = max(2, len(str(round(plot.axis.high))))
    return canvas.size_of(canvas.tick("0" * digits), Face(canvas.sizes.label, strong=True))[0]


def _area(
    canvas: ChartCanvas, plot: Plot, named: list[PlotSeries], below: Sequence[Text], *, discs: bool = False
) -> PlotArea:
    face = Face(canvas.sizes.label, strong=True)
    names = max((text_lines.width(canvas.surface, series.end, face) for series in named), default=0.0)
    cells = [cell for column in plot.columns for cell in column.cells]  # their head has a line of its own
    numbers = max((text_lines.width(canvas.surface, cell, face) for cell in cells), default=0.0)
    top = canvas.height - canvas.tall(face) / 2 - (canvas.tall(face) + 6 if plot.columns else 1.0)
    ranks = 0.0 if discs else _rank_width(canvas, plot)
    right = canvas.width - (numbers + 12 if plot.columns else 0.0)
    end = right - names - ranks - 18
    first = _half(canvas) + 1 if discs else ranks + 12
    time = time_of(plot, canvas.surface, canvas.sizes, (end - first) / max(1, len(plot.categories) - 1))
    foot = foot_height(canvas.surface, canvas.sizes, time) + 6 + _OVER_YEARS
    foot += canvas.tall(Face(canvas.sizes.note), len(below)) + _OVER_FOOT if below else 0.0
    return PlotArea(plot, Box(0, foot, end, top - foot), first, end)


def _places(canvas: ChartCanvas, area: PlotArea) -> None:
    """Write the scale of places at the left: all of them, or the first and every fifth, tenth …"""
    plot = area.plot
    face = Face(canvas.sizes.axis)
    last = round(plot.axis.high)
    each, tall = area.box.h / max(1.0, plot.axis.high - plot.axis.low), canvas.tall(face)
    step = next((step for step in _STEPS if step * each >= tall * _LEADING), last)
    for place in range(round(plot.axis.low), last + 1):
        first = round(plot.axis.low)
        if step > 1 and place != first and (place % step or (place - first) * each < tall):
            continue
        words = canvas.tick(str(place))
        wide, tall = canvas.size_of(words, face)
        y = area.y(place) - _drop(canvas, face)
        canvas.write(words, Box(_rank_width(canvas, plot) - wide, y, wide, tall), face, canvas.colour("ink_3"))


def _drop(canvas: ChartCanvas, face: Face) -> float:
    """Return how far the foot of a text's box is from the middle of its capitals."""
    font: Font = "bold" if face.strong else "text"
    return canvas.surface.descent(font, face.size) + canvas.surface.ascent(font, face.size) / 2


def _names(canvas: ChartCanvas, area: PlotArea, named: list[tuple[int, PlotSeries]], *, discs: bool) -> None:
    """Write the names of the lines that reach the last period in one column, with their ranks where no discs hold
    them."""
    plot = area.plot
    wished = [area.y(series.values[-1] or 0.0) for _, series in named]
    tall = canvas.tall(Face(canvas.sizes.label, strong=True))
    centres = canvas.stacked(wished, [tall + 1] * len(named), 0.0)
    for (row, series), centre in zip(named, centres, strict=True):
        _end(canvas, plot, series, row, (area.last + (_half(canvas) + 7 if discs else 8), centre), rank=not discs)
    if plot.columns:
        column, face = plot.columns[0], Face(canvas.sizes.axis)
        wide, tall = canvas.size_of(column.head, face)
        canvas.write(
            column.head, Box(canvas.width - wide, canvas.height - tall, wide, tall), face, canvas.colour("ink_3")
        )


def _end(canvas: ChartCanvas, plot: Plot, series: PlotSeries, row: int, start: Point, *, rank: bool) -> None:
    (x, y), face = start, Face(canvas.sizes.label, strong=series.role in _NAMED)
    colour = canvas.word_colour(series.role, "ink_2")
    foot = y - _drop(canvas, face)
    label = series.labels[-1] if series.labels else None
    if rank and label is not None:
        own, tall = canvas.size_of(label.text, face)
        canvas.write(label.text, Box(x + _rank_width(canvas, plot) - own, foot, own, tall), face, colour)
        x += _rank_width(canvas, plot) + 5
    wide, tall = canvas.size_of(series.end, face)
    canvas.write(series.end, Box(x, foot, wide, tall), face, colour)
    if plot.columns and row < len(plot.columns[0].cells):
        cell = plot.columns[0].cells[row]
        own, tall = canvas.size_of(cell, face)
        canvas.write(cell, Box(canvas.width - own, foot, own, tall), face, colour)

"""Ranks over years: first at the top, small marks, the rank at both ends, names at the right."""

from __future__ import annotations

from briefing.charts.boxes import Box
from briefing.charts.vector import text_lines
from briefing.charts.vector.lines import draw_series, last
from briefing.charts.vector.sheet import Sheet
from briefing.charts.vector.surface import Font
from briefing.charts.vector.text_lines import Face
from briefing.charts.vector.years import Area, break_line, break_words, foot_height, remark_words, years
from briefing.model.chart import Plot, PlotSeries, Remark

_MARK = 2.7
# Every n-th place is numbered where not all have room, and of the room that one takes, what it takes at least.
_STEPS, _LEADING = (1, 5, 10, 20, 50, 100), 0.7
_NAMED = ("highlight", "second")


def draw_ranks(sheet: Sheet, plot: Plot) -> None:
    """Draw a plot of ranks over the whole sheet."""
    named = [(row, series) for row, series in enumerate(plot.series) if series.observed and series.end and last(series)]
    area = _area(sheet, plot, [series for _, series in named])
    area.frame(sheet, plot)
    for rule in plot.rules:
        if rule.along == "category":
            break_line(sheet, plot, area, rule)
    _places(sheet, plot, area)
    years(sheet, plot, area, line=False)
    for series in plot.series:
        draw_series(sheet, plot, area, series, _MARK)
    _names(sheet, plot, area, named)
    for rule in plot.rules:
        if rule.along == "category":
            break_words(sheet, plot, area, rule)
    ground = Box(area.first - 6, area.box.y - 6, area.last - area.first + 12, area.box.h + 12)
    for remark in plot.remarks:
        if not _foot_words(sheet, plot, area, remark):
            remark_words(sheet, plot, area, remark, ground)


def _foot_words(sheet: Sheet, plot: Plot, area: Area, remark: Remark) -> bool:
    """A remark at the foot of the first year, as on ranks past the last: on one line, or its first run on its own.

    → whether there was room.
    """
    if remark.at or remark.value != plot.axis.high:
        return False
    face, said = Face(sheet.sizes.note), remark.text
    head, rest = said[:1], said[1:]
    narrow = text_lines.lines(sheet.surface, rest, face, text_lines.width(sheet.surface, head, face))
    for lines in ((said,), (head, rest), (head, *narrow)):
        wide, tall = text_lines.widest(sheet.surface, lines, face), sheet.tall(face, len(lines))
        box = Box(area.first - 2 * _MARK, area.y(plot, remark.value) - _drop(sheet, face), wide, tall)
        if sheet.obstacles.is_clear(box.grown(1.0)):
            sheet.write_lines(said, lines, box, face, sheet.colour("ink_2"))
            return True
    return False


def _face(sheet: Sheet, series: PlotSeries) -> Face:
    return Face(sheet.sizes.label, strong=series.role in _NAMED)


def _rank_width(sheet: Sheet, plot: Plot) -> float:
    digits = max(2, len(str(round(plot.axis.high))))
    return sheet.size_of(sheet.tick("0" * digits), Face(sheet.sizes.label, strong=True))[0]


def _area(sheet: Sheet, plot: Plot, named: list[PlotSeries]) -> Area:
    face = Face(sheet.sizes.label, strong=True)
    names = max((text_lines.width(sheet.surface, series.end, face) for series in named), default=0.0)
    cells = [cell for column in plot.columns for cell in (column.head, *column.cells)]
    numbers = max((text_lines.width(sheet.surface, cell, face) for cell in cells), default=0.0)
    foot = foot_height(sheet) + 6
    top = sheet.height - sheet.tall(face) / 2 - (sheet.tall(face) + 6 if plot.columns else 1.0)
    ranks = _rank_width(sheet, plot)
    right = sheet.width - (numbers + 12 if plot.columns else 0.0)
    end = right - names - ranks - 18
    first = ranks + 12
    return Area(Box(0, foot, end, top - foot), first, end)


def _places(sheet: Sheet, plot: Plot, area: Area) -> None:
    """The scale of places at the left: all of them, or the first and every fifth, tenth …"""
    face = Face(sheet.sizes.axis)
    last = round(plot.axis.high)
    each, tall = area.box.h / max(1.0, plot.axis.high - plot.axis.low), sheet.tall(face)
    step = next((step for step in _STEPS if step * each >= tall * _LEADING), last)
    for place in range(round(plot.axis.low), last + 1):
        if step > 1 and place != 1 and (place % step or (place - 1) * each < tall):
            continue
        words = sheet.tick(str(place))
        wide, tall = sheet.size_of(words, face)
        y = area.y(plot, place) - _drop(sheet, face)
        sheet.write(words, Box(_rank_width(sheet, plot) - wide, y, wide, tall), face, sheet.colour("ink_3"))


def _drop(sheet: Sheet, face: Face) -> float:
    """From the foot of a text's box to the middle of its capitals."""
    font: Font = "bold" if face.strong else "text"
    return sheet.surface.descent(font, face.size) + sheet.surface.ascent(font, face.size) / 2


def _names(sheet: Sheet, plot: Plot, area: Area, named: list[tuple[int, PlotSeries]]) -> None:
    """Rank and name at each line's end; those that end in the last year stand in one column."""
    final = len(plot.categories) - 1
    ending = [item for item in named if item[1].values[final] is not None]
    wished = [area.y(plot, series.values[final] or 0.0) for _, series in ending]
    tall = sheet.tall(Face(sheet.sizes.label, strong=True))
    centres = sheet.stacked(wished, [tall + 1] * len(ending), 0.0)
    for (row, series), centre in zip(ending, centres, strict=True):
        _end(sheet, plot, series, row, area.last + 8, centre)
    for row, series in named:
        if series.values[final] is None:
            index, value = last(series) or (0, 0.0)
            x, y = area.point(plot, index, value)
            _end(sheet, plot, series, row, x + 7, y, rank=False)
    if plot.columns:
        column, face = plot.columns[0], Face(sheet.sizes.axis)
        wide, tall = sheet.size_of(column.head, face)
        sheet.write(column.head, Box(sheet.width - wide, sheet.height - tall, wide, tall), face, sheet.colour("ink_3"))


def _end(sheet: Sheet, plot: Plot, series: PlotSeries, row: int, x: float, y: float, *, rank: bool = True) -> None:
    face = _face(sheet, series)
    colour = sheet.word_colour(series.role, "ink_2")
    foot = y - _drop(sheet, face)
    label = series.labels[-1] if series.labels else None
    if rank and label is not None:
        own, tall = sheet.size_of(label.text, face)
        sheet.write(label.text, Box(x + _rank_width(sheet, plot) - own, foot, own, tall), face, colour)
        x += _rank_width(sheet, plot) + 5
    wide, tall = sheet.size_of(series.end, face)
    sheet.write(series.end, Box(x, foot, wide, tall), face, colour)
    if plot.columns and row < len(plot.columns[0].cells):
        cell = plot.columns[0].cells[row]
        own, tall = sheet.size_of(cell, face)
        sheet.write(cell, Box(sheet.width - own, foot, own, tall), face, colour)

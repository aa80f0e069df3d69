"""Slopes: two ends of each series, the values and names beside them, the common base said at the origin."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.boxes import Box
from briefing.charts.vector import text_lines
from briefing.charts.vector.lines import MARK, draw_series
from briefing.charts.vector.sheet import Sheet
from briefing.charts.vector.text_lines import Face
from briefing.charts.vector.years import Area, foot_height
from briefing.model.chart import Label, Plot, PlotSeries
from briefing.model.text import Text

_NAMES = 0.46  # of the width, at most
_BETWEEN = 5.0  # names at the ends of lines
_NAMED = ("highlight", "second")


def draw_slopes(sheet: Sheet, plot: Plot) -> None:
    """Draw a plot of two categories over the whole sheet."""
    area, room = _area(sheet, plot)
    area.frame(sheet, plot)
    _foot(sheet, plot, area, line=not plot.below_zero)
    for series in plot.series:
        draw_series(sheet, plot, area, series, MARK)
    if plot.below_zero and plot.axis.low <= 0 <= plot.axis.high:
        _zero(sheet, plot, area)
    shown = _ended(plot)  # names take more height than the values on the left: they say how many lines have room
    talls = _talls(sheet, shown, [_name(sheet, series, room) for series in shown])
    sheet.hold([tall + _BETWEEN for tall in talls], area.box.y - 4)
    _starts(sheet, plot, area)
    _ends(sheet, plot, area, room)


def _face(sheet: Sheet, label: Label) -> Face:
    return Face(sheet.sizes.strong if label.strong else sheet.sizes.label, strong=True)


def _values(sheet: Sheet, plot: Plot, end: int) -> float:
    labels = [series.labels[end] for series in plot.series if series.labels]
    return max((sheet.size_of(label.text, _face(sheet, label))[0] for label in labels if label), default=0.0)


def _area(sheet: Sheet, plot: Plot) -> tuple[Area, float]:
    """The plot area and the room for names."""
    starts, ends = _values(sheet, plot, 0), _values(sheet, plot, -1)
    most = sheet.width * _NAMES - ends
    names = max(
        text_lines.widest(sheet.surface, _name(sheet, item, most), _name_face(sheet, item)) for item in plot.series
    )
    foot = foot_height(sheet) + 4
    base = sheet.size_of(plot.baseline or sheet.tick(plot.categories[0]), Face(sheet.sizes.axis))[0]
    left = max(starts + 8 if starts else 5.0, base / 2 if base / 2 > 5 else 5.0)
    right = sheet.width - ends - names - 20
    return Area(Box(left, foot, right - left, sheet.height - foot - 8), left, right), most


def _name_face(sheet: Sheet, series: PlotSeries) -> Face:
    return Face(sheet.sizes.label, strong=series.role in _NAMED)


def _name(sheet: Sheet, series: PlotSeries, most: float) -> tuple[Text, ...]:
    return text_lines.balanced(sheet.surface, series.end, _name_face(sheet, series), most) if series.end else ()


def _foot(sheet: Sheet, plot: Plot, area: Area, *, line: bool) -> None:
    face = Face(sheet.sizes.axis)
    y = area.box.y - 5
    if line:
        sheet.line(((area.first, y), (area.last, y)), sheet.colour("rule_strong"), 0.8, z=1)
    for index, said in enumerate((plot.baseline or sheet.tick(plot.categories[0]), sheet.tick(plot.categories[1]))):
        wide, tall = sheet.size_of(said, face)
        x = min(max(0.0, area.x(plot, index) - wide / 2), sheet.width - wide)
        sheet.write(said, Box(x, y - 3 - tall, wide, tall), face, sheet.colour("ink_2"))


def _zero(sheet: Sheet, plot: Plot, area: Area) -> None:
    """The line at zero, named, where values lie below it: a line at their foot would be taken for it."""
    level, face = area.y(plot, 0.0), Face(sheet.sizes.axis)
    sheet.axes.axhline(0, color=sheet.colour("rule_strong"), linewidth=0.8, zorder=1)
    said = sheet.tick("0")
    wide, tall = sheet.size_of(said, face)
    middle = (area.first + area.last) / 2
    beside = [Box(middle - wide / 2, level + rise, wide, tall) for rise in (1.5, -tall - 1.5)]
    sheet.write(said, sheet.obstacles.best(beside), face, sheet.colour("ink_2"))


def _starts(sheet: Sheet, plot: Plot, area: Area) -> None:
    labels = [(series, series.labels[0]) for series in plot.series if series.labels and series.labels[0]]
    sizes = [sheet.size_of(label.text, _face(sheet, label)) for _, label in labels if label]
    wished = [area.y(plot, series.values[0] or 0.0) for series, _ in labels]
    centres = sheet.stacked(wished, [tall + 1 for _, tall in sizes], area.box.y - 4)
    for (series, label), (wide, tall), centre in zip(labels, sizes, centres, strict=True):
        assert label is not None
        box = Box(area.first - MARK - 4 - wide, centre - tall / 2, wide, tall)
        sheet.write(label.text, box, _face(sheet, label), sheet.word_colour(series.role))


def _ended(plot: Plot) -> list[PlotSeries]:
    return [series for series in plot.series if series.end or (series.labels and series.labels[-1])]


def _talls(sheet: Sheet, shown: Sequence[PlotSeries], lines: Sequence[Sequence[Text]]) -> list[float]:
    """Series with the lines of their names → the height of value and name at each end."""
    talls = []
    for series, found in zip(shown, lines, strict=True):
        label = series.labels[-1] if series.labels else None
        own = sheet.tall(_face(sheet, label)) if label else 0.0
        talls.append(max(own, sheet.tall(_name_face(sheet, series), max(1, len(found)))))
    return talls


def _ends(sheet: Sheet, plot: Plot, area: Area, room: float) -> None:
    """Value and name of each series at its end, moved apart where they would touch."""
    values = _values(sheet, plot, -1)
    shown = _ended(plot)
    lines = [_name(sheet, series, room) for series in shown]
    talls = _talls(sheet, shown, lines)
    wished = [area.y(plot, series.values[-1] or 0.0) for series in shown]
    centres = sheet.stacked(wished, [tall + _BETWEEN for tall in talls], area.box.y - 4)
    x = area.last + MARK + 5
    for series, found, centre in zip(shown, lines, centres, strict=True):
        label = series.labels[-1] if series.labels else None
        colour = sheet.word_colour(series.role)
        face = _name_face(sheet, series)
        tall = sheet.tall(face, max(1, len(found)))
        first = centre + (tall - sheet.tall(face)) / 2  # the value stands beside the first line of the name
        if label is not None:
            wide, own = sheet.size_of(label.text, _face(sheet, label))
            sheet.write(label.text, Box(x, first - own / 2, wide, own), _face(sheet, label), colour)
        if found:
            wide = text_lines.widest(sheet.surface, found, face)
            left = x + (values + 5 if values else 0.0)
            sheet.write_lines(series.end, found, Box(left, centre - tall / 2, wide, tall), face, colour)

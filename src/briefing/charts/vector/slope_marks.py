"""Slopes: two ends of each series, values and names next to them, the common base at the origin."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.axis import LIFTED, is_lifted
from briefing.charts.boxes import Box
from briefing.charts.time_axis import category_words
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.line_marks import MARK, draw_series
from briefing.charts.vector.plot_area import PlotArea, foot_height
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Label, Plot, PlotSeries
from briefing.model.text import Text

_NAMES = 0.46  # of the width, at most
_BETWEEN = 5.0  # names at the ends of lines
_NAMED = ("highlight", "second")
_GAP, _UNDER = 5.0, 1.0  # between the lowest value and the line at the foot or the mark, and this and the foot


def draw_slopes(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a plot of two categories over the whole canvas."""
    area, room = _area(canvas, plot)
    area.frame(canvas)
    _foot(canvas, area, line=not plot.below_zero and not is_lifted(plot))
    for series in plot.series:
        draw_series(canvas, area, series, MARK)
    if plot.below_zero and plot.axis.low <= 0 <= plot.axis.high:
        _zero(canvas, area)
    shown = _ended(plot)  # names take more height than the values on the left: they say how many lines have room
    talls = _talls(canvas, shown, [_name(canvas, series, room) for series in shown])
    canvas.hold([tall + _BETWEEN for tall in talls], area.box.y - 4)
    _starts(canvas, area)
    _ends(canvas, area, room)


def _face(canvas: ChartCanvas, label: Label) -> Face:
    return Face(canvas.sizes.strong if label.strong else canvas.sizes.label, strong=True)


def _values(canvas: ChartCanvas, plot: Plot, end: int) -> float:
    labels = [series.labels[end] for series in plot.series if series.labels]
    return max((canvas.size_of(label.text, _face(canvas, label))[0] for label in labels if label), default=0.0)


def _area(canvas: ChartCanvas, plot: Plot) -> tuple[PlotArea, float]:
    """Return the plot area and the room for names."""
    starts, ends = _values(canvas, plot, 0), _values(canvas, plot, -1)
    most = canvas.width * _NAMES - ends
    names = max(
        text_lines.widest(canvas.surface, _name(canvas, item, most), _name_face(canvas, item)) for item in plot.series
    )
    foot = foot_height(canvas.surface, canvas.sizes) - 1 + _foot_gap(canvas, plot)
    base = canvas.size_of(plot.baseline or canvas.tick(category_words(plot)[0]), Face(canvas.sizes.axis))[0]
    left = max(starts + 8 if starts else 5.0, base / 2 if base / 2 > 5 else 5.0)
    right = canvas.width - ends - names - 20
    return PlotArea(plot, Box(left, foot, right - left, canvas.height - foot - 8), left, right), most


def _name_face(canvas: ChartCanvas, series: PlotSeries) -> Face:
    return Face(canvas.sizes.label, strong=series.role in _NAMED)


def _name(canvas: ChartCanvas, series: PlotSeries, most: float) -> tuple[Text, ...]:
    return text_lines.balanced(canvas.surface, series.end, _name_face(canvas, series), most) if series.end else ()


def _foot(canvas: ChartCanvas, area: PlotArea, *, line: bool) -> None:
    plot = area.plot
    face = Face(canvas.sizes.axis)
    y = area.box.y - _foot_gap(canvas, plot)
    first, last = category_words(plot)
    for index, words in enumerate((plot.baseline or canvas.tick(first), canvas.tick(last))):
        wide, tall = canvas.size_of(words, face)
        x = min(max(0.0, area.x(index) - wide / 2), canvas.width - wide)
        canvas.write(words, Box(x, y - 3 - tall, wide, tall), face, canvas.colour("ink_2"))
    if line:
        canvas.line(((area.first, y), (area.last, y)), canvas.colour("rule_strong"), 0.8, z=1)
    if is_lifted(plot):
        _value_axis(canvas, area, y)


def _value_axis(canvas: ChartCanvas, area: PlotArea, foot: float) -> None:
    """Draw the value axis at the first date, with the mark that opens it between the foot and the lowest point; no line
    stands at the foot, as the mark would say of it that dates are left out."""
    mark, face = canvas.tick(LIFTED), Face(canvas.sizes.axis)
    wide, tall = canvas.size_of(mark, face)
    box = Box(area.first - wide / 2, foot + _UNDER, wide, tall)
    canvas.write(mark, box, face, canvas.colour("ink_2"))
    ends = ((area.first, box.y + tall), (area.first, area.box.y + area.box.h))
    canvas.line(ends, canvas.colour("rule_strong"), 0.8, z=1)


def _foot_gap(canvas: ChartCanvas, plot: Plot) -> float:
    """Return how far below the lowest value the line at the foot stands, with room for the mark on the value axis."""
    return _GAP + canvas.tall(Face(canvas.sizes.axis)) + _UNDER if is_lifted(plot) else _GAP


def _zero(canvas: ChartCanvas, area: PlotArea) -> None:
    """Draw the line at zero, named, where values lie below it: a line at their foot would be taken for it."""
    level, face = area.y(0.0), Face(canvas.sizes.axis)
    canvas.axes.axhline(0, color=canvas.colour("rule_strong"), linewidth=0.8, zorder=1)
    words = canvas.tick("0")
    wide, tall = canvas.size_of(words, face)
    middle = (area.first + area.last) / 2
    places = [Box(middle - wide / 2, level + rise, wide, tall) for rise in (1.5, -tall - 1.5)]
    canvas.write(words, canvas.obstacles.best(places), face, canvas.colour("ink_2"))


def _starts(canvas: ChartCanvas, area: PlotArea) -> None:
    labels = [(series, series.labels[0]) for series in area.plot.series if series.labels and series.labels[0]]
    sizes = [canvas.size_of(label.text, _face(canvas, label)) for _, label in labels if label]
    wished = [area.y(series.values[0] or 0.0) for series, _ in labels]
    centres = canvas.stacked(wished, [tall + 1 for _, tall in sizes], area.box.y - 4)
    for (series, label), (wide, tall), centre in zip(labels, sizes, centres, strict=True):
        assert label is not None
        box = Box(area.first - MARK - 4 - wide, centre - tall / 2, wide, tall)
        canvas.write(label.text, box, _face(canvas, label), canvas.word_colour(series.role))


def _ended(plot: Plot) -> list[PlotSeries]:
    return [series for series in plot.series if series.end or (series.labels and series.labels[-1])]


def _talls(canvas: ChartCanvas, shown: Sequence[PlotSeries], lines: Sequence[Sequence[Text]]) -> list[float]:
    """Return the height of value and name at the end of each series."""
    talls = []
    for series, found in zip(shown, lines, strict=True):
        label = series.labels[-1] if series.labels else None
        own = canvas.tall(_face(canvas, label)) if label else 0.0
        talls.append(max(own, canvas.tall(_name_face(canvas, series), max(1, len(found)))))
    return talls


def _ends(canvas: ChartCanvas, area: PlotArea, room: float) -> None:
    """Write value and name of each series at its end, clear of the others."""
    values = _values(canvas, area.plot, -1)
    shown = _ended(area.plot)
    lines = [_name(canvas, series, room) for series in shown]
    talls = _talls(canvas, shown, lines)
    wished = [area.y(series.values[-1] or 0.0) for series in shown]
    centres = canvas.stacked(wished, [tall + _BETWEEN for tall in talls], area.box.y - 4)
    x = area.last + MARK + 5
    for series, found, centre in zip(shown, lines, centres, strict=True):
        label = series.labels[-1] if series.labels else None
        colour = canvas.word_colour(series.role)
        face = _name_face(canvas, series)
        tall = canvas.tall(face, max(1, len(found)))
        first = centre + (tall - canvas.tall(face)) / 2  # the value stands beside the first line of the name
        if label is not None:
            wide, own = canvas.size_of(label.text, _face(canvas, label))
            canvas.write(label.text, Box(x, first - own / 2, wide, own), _face(canvas, label), colour)
        if found:
            wide = text_lines.widest(canvas.surface, found, face)
            left = x + (values + 5 if values else 0.0)
            canvas.write_lines(series.end, found, Box(left, centre - tall / 2, wide, tall), face, colour)

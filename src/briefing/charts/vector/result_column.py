"""What lines come to, in large figures in a column at their right, each tied to its last mark by a hairline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.charts.boxes import Box
from briefing.charts.roles import result_role
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.plot_area import PlotArea
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Plot, PlotSeries
from briefing.model.text import Text, plain
from briefing.typesetting.break_opportunities import has_wide

HAIRLINE: Final = 26.0  # across, from the last period to the column
_LARGE: Final = 2.1  # of the size of values
_MOST: Final = 0.3  # of the width
_BETWEEN: Final = 6.0  # two results
_WIDE_RISE: Final = 0.25  # of their size, Chinese signs above digits
_LEADING: Final = 1.5  # more between lines of several sizes
_HALF_COLUMN: Final = 0.42  # of the distance of two columns
_FROM_MARK, _TO_WORDS = 6.0, 4.0
_BEND, _BENT = 0.55, 0.35  # of a hairline's length before the column, where it slants
_SAME: Final = 1.0  # height, for a level hairline
_CAPITALS: Final = 0.7  # height of figures, as a part of their size

_Line = tuple[Text, tuple[Text, ...], Face, str]


def column_width(plot: Plot, sizes: Sizes, width: float, measure: Measure) -> float:
    """Return the width of the results of a plot with their hairlines; 0 for none."""
    held = [line for series in with_result(plot) for line in _lines(series, sizes, width, measure)]
    wide = max((text_lines.widest(measure, lines, face) for _, lines, face, _ in held), default=0.0)
    return wide + HAIRLINE if wide else 0.0


def column_height(plot: Plot, sizes: Sizes, width: float, measure: Measure) -> float:
    """Return the height that the results of a plot need below each other; 0 for none."""
    groups = [_lines(series, sizes, width, measure) for series in with_result(plot)]
    return sum(_tall(group, measure) + _BETWEEN for group in groups)


def _tall(group: Sequence[_Line], measure: Measure) -> float:
    return sum(_high(lines, face, measure) + _LEADING for _, lines, face, _ in group)


def _high(lines: Sequence[Text], face: Face, measure: Measure) -> float:
    """Return the height of lines with what Chinese signs rise above digits."""
    return text_lines.tall(measure, face, len(lines)) + _rise(lines, face)


def _rise(lines: Sequence[Text], face: Face) -> float:
    return _WIDE_RISE * face.size if any(has_wide(plain(line)) for line in lines) else 0.0


def with_result(plot: Plot) -> list[PlotSeries]:
    """Return the series of a plot that have a result."""
    return [series for series in plot.series if series.result and series.last is not None]


def write_results(canvas: ChartCanvas, area: PlotArea) -> None:
    """Write the results of lines, none touching the next, with their hairlines."""
    series = with_result(area.plot)
    if not series:
        return
    column = area.plot.form == "column"
    x = (area.box.x1 if column else area.edge or area.last) + HAIRLINE
    from_mark = (area.x(1) - area.x(0)) * _HALF_COLUMN if column and len(area.plot.categories) > 1 else _FROM_MARK
    held = [_lines(item, canvas.sizes, canvas.width, canvas.surface) for item in series]
    talls = [_tall(group, canvas.surface) for group in held]
    heads = [canvas.tall(group[0][2]) / 2 for group in held]
    ends = [area.point(*end) for item in series if (end := item.last)]
    wished = [y + head - tall / 2 for (_, y), head, tall in zip(ends, heads, talls, strict=True)]
    centres = canvas.stacked(wished, [tall + _BETWEEN for tall in talls], 0.0)
    for item, group, mark, tall, centre, head in zip(series, held, ends, talls, centres, heads, strict=True):
        top = centre + tall / 2
        reach = group[0][2].size * _CAPITALS / 2  # a hairline is level where its mark is within the large figure
        heart = min(max(mark[1], top - head - reach), top - head + reach)
        points = [(mark[0] + from_mark, mark[1]), (x - _TO_WORDS, heart)]
        if abs(heart - mark[1]) > _SAME:
            points[1:1] = [(x - HAIRLINE * _BEND, mark[1]), (x - HAIRLINE * _BENT, heart)]
        canvas.line(points, canvas.mark_colour(result_role(item)), 0.7)
        for whole, lines, face, colour in group:
            high = _high(lines, face, canvas.surface)
            wide = text_lines.widest(canvas.surface, lines, face)
            box = Box(x, top - high, wide, high - _rise(lines, face))
            colour = canvas.word_colour(result_role(item)) if colour == "own" else canvas.colour(colour)
            canvas.write_lines(whole, lines, box, face, colour)
            top -= high + _LEADING


def _lines(series: PlotSeries, sizes: Sizes, width: float, measure: Measure) -> list[_Line]:
    """Return the result of a series, its name and its detail, each with its lines, type and colour."""
    most = _MOST * width
    parts: Sequence[tuple[Text, Face, str]] = (
        (series.result, Face(_LARGE * sizes.label, strong=True), "own"),
        (series.end, Face(sizes.label, strong=True), "own"),
        (series.detail, Face(sizes.label), "ink_2"),
    )
    return [
        (words, text_lines.balanced(measure, words, face, most), face, colour) for words, face, colour in parts if words
    ]

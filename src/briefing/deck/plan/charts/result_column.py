"""What lines come to, in large figures in a column at their right, each tied to its last mark by a hairline."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Final

from msgspec.structs import replace

from briefing.charts.boxes import Point
from briefing.charts.end_names import spread
from briefing.charts.roles import MARKS, WORDS, result_role
from briefing.deck.plan import grid
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Freeform, Paragraph, Path, TextStyle
from briefing.errors import LayoutError
from briefing.model.chart import Plot, PlotSeries
from briefing.model.text import Text, plain, text

HAIRLINE: Final = 38.0  # across, from the last mark to the column
_MOST: Final = 210.0  # width of the column
_BETWEEN: Final = 10.0  # two results
_HALF_COLUMN: Final = 0.4  # of the distance of two columns
_FROM_MARK, _TO_WORDS = 8.0, 6.0
_OFF_FIGURE: Final = 4.0  # of the height of the figures, where a level hairline may end
_CAPITALS: Final = 0.7  # height of figures, as a part of their size


def with_result(plot: Plot) -> list[PlotSeries]:
    """Return the series of a plot that have a result."""
    return [series for series in plot.series if series.result]


def column_width(plot: Plot) -> float:
    """Return the width that results need at the right of a plot with the hairlines that lead to them; 0 for none."""
    lines = [line for series in with_result(plot) for line in _lines(series)]
    wide = max((fit.balanced_width(line.text, line.style, _MOST) for line in lines), default=0.0)
    return wide + HAIRLINE if wide else 0.0


def results(page: Page, plot: Plot, inner: Box, area: Box) -> list[Element]:
    """Return the results of lines or columns at the right of an area, none touching the next, with their hairlines."""
    series = with_result(plot)
    if not series:
        return []
    wide = column_width(plot) - HAIRLINE
    x = area.x1 + HAIRLINE
    from_mark = _FROM_MARK if plot.form == "line" else inner.w / len(plot.categories) * _HALF_COLUMN
    heights = [fit.height(_lines(item), wide) + _BETWEEN for item in series]
    marks = [_last(plot, inner, item) for item in series]
    if sum(heights) > area.h:
        what = f"{len(series)} results need {sum(heights):.0f} points of height, and there are {area.h:.0f}"
        raise LayoutError(what, f"{page.where}, {page.place}", "leave a `detail` out, or give fewer `results`")
    wished = [
        y + (tall - _lines(item)[0].style.leading) / 2
        for (_, y), tall, item in zip(marks, heights, series, strict=True)
    ]
    centres = spread(wished, heights, area.y - 4, area.y1)
    found: list[Element] = []
    for number, (item, mark, tall, centre) in enumerate(zip(series, marks, heights, centres, strict=True), start=1):
        lines = _lines(item)
        box = Box(x, centre - tall / 2, wide, tall - _BETWEEN)
        level = _at_figure(mark[1], box.y, lines[0].style)
        found.append(fit.set_text(page, page.numbered("Result", number), box, lines))
        path = Path(((mark[0] + from_mark, mark[1]), *_elbow(mark, (x, level)), (x - _TO_WORDS, level)), closed=False)
        name = page.numbered("Hairline", number)
        found.append(Freeform(name, (path,), line=MARKS.get(result_role(item), "context"), weight=1.0))
    return found


def _at_figure(mark: float, top: float, style: TextStyle) -> float:
    """Return the height at which a hairline ends: its mark's, where that is within the large figure or next to it, so
    that it is level."""
    spare = (style.leading - style.size * _CAPITALS) / 2 - _OFF_FIGURE
    return min(max(mark, top + spare), top + style.leading - spare)


def _elbow(mark: Point, end: Point) -> tuple[Point, ...]:
    """Return the bends of a hairline whose ends are not at one height: level, slanted, level."""
    if abs(mark[1] - end[1]) < 1:
        return ()
    return ((end[0] - HAIRLINE * 0.55, mark[1]), (end[0] - HAIRLINE * 0.35, end[1]))


def _lines(series: PlotSeries) -> Sequence[Paragraph]:
    """Return the result of a series, its name and its detail."""
    colour = WORDS.get(result_role(series), "ink_2")
    found = [Paragraph(series.result, grid.coloured(_large(series.result), colour))]
    if series.end:
        found.append(Paragraph(series.end, grid.coloured(grid.NAME, colour)))
    if series.detail:
        found.append(Paragraph(series.detail, grid.coloured(grid.CELL, "ink_2")))
    return found


def _large(figures: Text) -> TextStyle:
    """Return the style of large figures: smaller where their words, which no line parts, would be wider than the
    column."""
    longest = max((fit.width(text(word), grid.RESULT) for word in plain(figures).split(" ")), default=0.0)
    part = min(1.0, (_MOST - 1) / max(1.0, longest))
    return replace(grid.RESULT, size=floor(grid.RESULT.size * part), leading=ceil(grid.RESULT.leading * part))


def _last(plot: Plot, inner: Box, series: PlotSeries) -> Point:
    at, value = max((at, value) for at, value in enumerate(series.values) if value is not None)
    return position(plot, inner, at, value)

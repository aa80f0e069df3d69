"""Names at the ends of lines and columns, each next to its last value."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.end_names import spread, too_many_names
from briefing.charts.roles import WORDS
from briefing.charts.time_axis import is_dated
from briefing.deck.plan import grid
from briefing.deck.plan.charts import column_labels, point_labels
from briefing.deck.plan.charts.period_names import foot
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Shift, TextBox, TextStyle
from briefing.model.chart import Plot, PlotSeries
from briefing.model.text import plain, text
from briefing.typesetting.arial import ASCENT, DESCENT

NAME_MOST = 130.0  # of an area half as wide as a slide; of a wider one so much of it:
_NAME_PART = 0.25
LABEL_SIZE = 14.0
_LINE = 1.35  # of the size of a value, its height with a little air
_BEFORE_BREAK = 6.0  # the space at the end of a line that a break follows, which LibreOffice would carry over
_OFF_LINES = 6.0  # from the lines of the grid, which end with the last column


def end_names(
    page: Page, plot: Plot, inner: Box, area: Box, named: Sequence[PlotSeries]
) -> tuple[list[TextBox], list[Shift]]:
    """Return the names of lines in a column, none touching the next, and how far each last value moves with its own."""
    wished, heights, boxes = [], [], []
    values = max((label_room(plot, series) for series in named), default=0.0)
    for series in named:
        last = series.last
        assert last is not None
        style = _name_style(series)
        span = plot.span(series, last[0]) if plot.stacks(series) else None
        x, y = position(plot, inner, last[0], sum(span) / 2 if span else last[1])
        x = inner.x1 + _OFF_LINES if plot.form == "column" else x + _right(plot, inner, last[0]) + 10
        # a line without a value has its name at its end, where others have their values
        x += values if plot.form == "column" or label_room(plot, series) else 0.0
        width = min(area.x1 - x, max(name_width(series, area.w), 60.0))
        tall = fit.height(fit.single(series.end, style), width)
        wished.append(y)
        heights.append(tall)
        boxes.append((x, width))
    high = area.h - foot(plot, inner.w / len(plot.categories))
    if sum(heights) > high + 0.5:
        raise page.error(page.place, *too_many_names(heights, high - grid.NOTE_ROOM))
    held = [max(tall, _value_tall(plot, series)) for tall, series in zip(heights, named, strict=True)]
    centres = spread(wished, held if sum(held) <= high else heights, area.y, area.y + high)
    placed: list[TextBox] = []
    moved: list[Shift] = []
    for series, (x, width), tall, centre, y in zip(named, boxes, heights, centres, wished, strict=True):
        last, label = series.last, series.last_label
        valued = label is not None and label_room(plot, series) > 0 and plot.form == "line"
        down = off_middle(point_labels.size_of(plot, label), tall) if valued and label else 0.0
        box = Box(x, centre - tall / 2 + down, width, tall)
        content = fit.single(series.end, _name_style(series))
        placed.append(fit.set_text(page, f"Name {plain(series.end)}", box, content, anchor="ctr"))
        if last and label_room(plot, series) and plot.form == "column":
            moved.append(_label_shift(plot, inner, series, last[0], (box.x, centre)))
        elif last and label_room(plot, series) and (abs(centre - y) > 0.5 or _right(plot, inner, last[0])):
            moved.append(Shift(series.name, last[0], _right(plot, inner, last[0]), centre - y))
    return placed, moved


def off_middle(size: float, tall: float) -> float:
    """Return how far below the middle of a value of a size a name of a height is centred behind it, so that both stand
    on one line: with fixed leading programs leave its air above a line, and a chart centres its values."""
    name = grid.CELL
    if tall > name.leading + 0.5:  # of several lines none is the value's
        return 0.0
    return size * (ASCENT - DESCENT) / 2 - (name.leading / 2 - name.size * DESCENT)


def _right(plot: Plot, inner: Box, index: int) -> float:
    """Return how far the name and the value of a line of months stand behind its end, clear of longer lines."""
    return (len(plot.categories) - 1 - index) * inner.w / len(plot.categories) if is_dated(plot) else 0.0


def _label_shift(plot: Plot, inner: Box, series: PlotSeries, index: int, to: tuple[float, float]) -> Shift:
    """Return how far the value of the last column of a series moves to stand before the name, at its place."""
    label = series.labels[index]
    assert label is not None
    held = column_labels.label_box(plot, inner, (series, index, label), LABEL_SIZE, 1)
    wide = fit.width(label.text, TextStyle(LABEL_SIZE, 18, bold=True))
    return Shift(series.name, index, to[0] - 6 - wide / 2 - held.x - held.w / 2, to[1] - held.y - held.h / 2)


def _name_style(series: PlotSeries) -> TextStyle:
    colour = "ink" if series.role == "total" else WORDS.get(series.role, "ink_2")
    return grid.coloured(grid.CELL, colour, bold=series.role in WORDS)


def name_width(series: PlotSeries, across: float) -> float:
    """Return the width of the name of a series at its end, in an area so far across."""
    most = max(NAME_MOST, _NAME_PART * across)
    style = _name_style(series)
    whole = fit.width(series.end, style) + (_BEFORE_BREAK if "\n" in plain(series.end) else 0.0)
    if whole <= most:
        return whole
    return max(NAME_MOST, *(fit.width(text(word), style) for word in plain(series.end).split()))


def _value_tall(plot: Plot, series: PlotSeries) -> float:
    """Return the height of the value before a name, whose letters are larger where it leads."""
    label = series.last_label
    if plot.form != "line" or label is None or not label_room(plot, series):
        return 0.0
    return _LINE * point_labels.size_of(plot, label)


def label_room(plot: Plot, series: PlotSeries) -> float:
    """Return the width of a value printed at the right of the last point."""
    label = series.last_label
    if label is None or label.side != "right":
        return 0.0
    size = point_labels.size_of(plot, label) if plot.form == "line" else LABEL_SIZE
    return fit.width(label.text, TextStyle(size, size * 1.25, bold=True)) + 6

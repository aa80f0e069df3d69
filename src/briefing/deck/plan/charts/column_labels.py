"""Values over columns: their size, those of two lines, and what gives way to a target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.roles import MARKS
from briefing.charts.thinning import thinned
from briefing.deck.plan import grid
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.charts.remark_boxes import over_mark
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, TextBox, TextStyle
from briefing.model.chart import SERIES_ROLES, Label, Plot, PlotSeries, Side
from briefing.model.text import Text, plain
from briefing.typesetting import arial

SIZE, SMALL = 14.0, 12.0
GAP_WIDTH, _WITH_VALUES = 55, 25  # between columns, and between those with their values in them, in % of their width
WIDEST = 96.0  # a column
TOUCH = 0.0  # what values of neighbours may share
LINE = 1.2  # height of a line, as a multiple of its size
OFF = 4.0  # from a column's end to its value
DASH = 15.0  # from the middle of a target to its value: renderers clear a square of the mark's width
DOT = 5.0  # from the middle of a dot to its edge
SIDES = 3.0  # what a value in a part leaves free
CROSS = 1.0  # what a value keeps clear of the line of a target
# A label: its series, its index and its text
_Place = tuple[PlotSeries, int, Label]


def value_size(plot: Plot, wide: float) -> float:
    """Return the size of the values of a plot in a width: the smaller one where they would touch, on two lines too, or
    be wider than the columns that they stand in."""
    shown = [(series.name, index, label) for series, index, label in _labels(plot)]
    two = two_line_labels(plot, wide, SIZE)
    column = _group(plot, wide) / max(1, len(_side_by_side(plot)))
    inside = [label for series, _, label in _labels(plot) if label.side == "centre" and not plot.stacks(series)]
    if any(fit.width(label.text, _bold(SIZE)) > column for label in inside):
        return SMALL
    widths = (fit.width(label.text, _bold(SIZE)) / (2 if (name, at) in two else 1) for name, at, label in shown)
    return SIZE if len(shown) < 3 or max(widths, default=0.0) + 4 <= _slot(plot, wide) else SMALL


def _side_by_side(plot: Plot) -> list[PlotSeries]:
    """Return the series whose columns share the width of a category; stacked ones have all of it."""
    filled = [series for series in plot.series if not series.over]
    return filled[:1] if plot.stacked else filled


def _slot(plot: Plot, wide: float) -> float:
    """Return the width that a value has over its column; of several series each has its part."""
    return wide / len(plot.categories) / max(1, len(_side_by_side(plot)))


def two_line_labels(plot: Plot, wide: float, size: float) -> tuple[tuple[str, int], ...]:
    """Return the labels of several words, as a bound's, that are wider than their column and go on two lines."""
    step = wide / len(plot.categories)
    return tuple(
        (series.name, index)
        for series, index, label in _labels(plot)
        if plot.form == "column" and _parted(label.text) and fit.width(label.text, _bold(size)) + 4 > step
    )


def _parted(value: Text) -> bool:
    return " " in plain(value) or arial.has_cjk(value)


def without_touching(plot: Plot, wide: float, size: float) -> Plot:
    """Return a plot in a width, with a scale in place of its values where these would touch though small."""
    if plot.form != "column":
        return plot
    slot = _slot(plot, wide)
    two = two_line_labels(plot, wide, size)
    shown = [(series.name, index, label) for series, index, label in _labels(plot) if series.role != "target"]
    widest = max(
        (fit.width(label.text, _bold(size)) / (2 if (name, at) in two else 1) for name, at, label in shown), default=0.0
    )
    several = (
        len(_side_by_side(plot)) > 1
    )  # whose columns differ in height, so that a value would stand on its neighbour
    most = _group(plot, wide) / len(_side_by_side(plot)) if several else slot + TOUCH
    return thinned(plot) if len(shown) > 1 and widest > most and not plot.built_up else plot


def within_parts(plot: Plot, inner: Box, size: float) -> Plot:
    """Return a plot of stacked columns without the values that are larger than their part, as the scale shows them,
    without any where one is too wide, and without sums that would touch."""
    if not plot.stacked or plot.form != "column":
        return plot
    wide, tall = _group(plot, inner.w), size * LINE
    inside = [label for series, _, label in _labels(plot) if not series.over]
    fitting = [fit.width(label.text, _bold(size)) + SIDES <= wide for label in inside]
    all_inside = all(fitting)  # a few alone would look like a choice
    sums = [(at, label) for series, at, label in _labels(plot) if series.over]
    widest = max((fit.width(label.text, _bold(size)) for _, label in sums), default=0.0)
    all_fit, ends = widest + 4 <= inner.w / len(plot.categories), {at for at, _ in (*sums[:1], *sums[-1:])}

    def held(series: PlotSeries, index: int, label: Label | None) -> Label | None:
        if series.above:
            return label if series.markers or all_fit or index in ends else None
        span = plot.span(series, index)
        low, high = (position(plot, inner, index, value)[1] for value in span) if span else (0.0, 0.0)
        held_in = label and fit.width(label.text, _bold(size)) + SIDES <= wide and tall <= low - high
        return label if held_in and all_inside else None

    return replace(
        plot,
        series=tuple(
            replace(item, labels=tuple(held(item, at, label) for at, label in enumerate(item.labels)))
            for item in plot.series
        ),
    )


def gap_width(plot: Plot, wide: float) -> int:
    """Return the gap between groups of columns in percent of a column; few columns do not fill the width."""
    if plot.classed:
        return _CLASSED
    count = max(1, len(_side_by_side(plot)))
    least = _WITH_VALUES if values.stand_within(plot) else GAP_WIDTH
    return max(least, min(500, round((wide / len(plot.categories) / WIDEST - count) * 100)))


def label_box(plot: Plot, inner: Box, place: _Place, size: float, lines: int) -> Box:
    """Return the box of a label's text over, under or in its column."""
    series, index, label = place
    span = plot.span(series, index)
    assert span is not None
    x, y = position(plot, inner, index, max(span) if plot.stepped else span[1])
    x += offset(plot, inner, series)
    wide, tall = fit.width(label.text, _bold(size)) / lines, size * LINE * lines
    if plot.stacks(series) or label.side == "centre":
        return Box(x - wide / 2, (y + position(plot, inner, index, span[0])[1] - tall) / 2, wide, tall)
    if series.role == "target":
        below, off = label.side == "below", OFF if series.level else DASH
        return Box(x - wide / 2, y + off if below else y - off - tall, wide, tall)
    inside = label.side in ("inside", "centre", "below")
    down = inside == (span[1] >= 0 or plot.stepped)
    return Box(x - wide / 2, y + OFF if down else y - OFF - tall, wide, tall)


def offset(plot: Plot, inner: Box, series: PlotSeries) -> float:
    """Return how far the columns of a series stand right of the middle of their categories."""
    filled = _side_by_side(plot)
    if len(filled) < 2 or series not in filled:
        return 0.0
    return ((filled.index(series) + 0.5) / len(filled) - 0.5) * _group(plot, inner.w)


def _group(plot: Plot, wide: float) -> float:
    """Return the width of the columns of one category."""
    count = max(1, len(_side_by_side(plot)))
    return wide / len(plot.categories) * count / (count + gap_width(plot, wide) / 100)


def label_boxes(plot: Plot, inner: Box, size: float) -> list[Box]:
    """Return the boxes of all values of a plot of columns and of the names of its targets."""
    two = two_line_labels(plot, inner.w, size)
    boxes = [
        label_box(plot, inner, (series, index, label), size, 2 if (series.name, index) in two else 1)
        for series, index, label in _labels(plot)
        if label.side != "right"  # it stands before a name
    ]
    return [*boxes, *(box for _, box in _named(plot, inner, size))]


def below_labels(plot: Plot, inner: Box, size: float, area: Box) -> Box:
    """Return a plot area lowered so that no value leaves the area, nor a remark over columns below zero."""
    boxes = label_boxes(plot, inner, size) if plot.form == "column" else []
    above = max(0.0, area.y - min((box.y for box in boxes), default=area.y))
    if plot.form == "column" and not plot.axis.high:
        tall = max((over_mark(remark) for remark in plot.remarks if not remark.span), default=0.0)
        above = max(above, area.y + tall - inner.y)
    down = above + 2 if above else 0.0
    return Box(inner.x, inner.y + down, inner.w, inner.h - down)


def with_room_below(plot: Plot, inner: Box, size: float) -> Plot:
    """Return a plot with columns below zero on a scale that begins lower, so that no value stands on the years."""
    for _ in range(8):  # each step squeezes the columns and leaves a little less
        boxes = label_boxes(plot, inner, size) if plot.form == "column" and plot.axis.low < 0 else []
        over = max((box.y1 for box in boxes), default=0.0) - inner.y - inner.h
        if over <= 0:
            break
        span = plot.axis.high - plot.axis.low
        plot = replace(plot, axis=replace(plot.axis, low=plot.axis.low - span * over / (inner.h - over)))
    return plot


def clear_of_targets(plot: Plot, inner: Box, size: float) -> Plot:
    """Return a plot in which no column and target print over each other.

    A column that misses its target has its own value inside; of one that reaches it the target's value stands inside.
    """
    if plot.form != "column" or not any(series.role == "target" for series in plot.series):
        return plot
    targets = [item for item in _labels(plot) if item[0].role == "target"]
    turned: dict[tuple[str, int], Side] = {
        (other.name if missed else series.name, index): "inside" if missed else "below"
        for series, index, label in targets
        for other in plot.series
        if other.role != "target" and (value := other.values[index]) is not None
        for missed in (value < (series.values[index] or 0.0),)
        if _near(plot, inner, (series, index, label), other, size)
    }
    for owner, index, label in _labels(plot):
        box = label_box(plot, inner, (owner, index, label), size, 1)
        for series in plot.series:
            if series.level and owner.role != "target":
                y = position(plot, inner, index, series.values[index] or 0.0)[1]
                if box.y - CROSS < y < box.y1 + CROSS:
                    turned[(owner.name, index)] = "inside"
    return replace(
        plot,
        series=tuple(
            replace(
                series,
                labels=tuple(
                    replace(label, side=turned.get((series.name, index), label.side)) if label else None
                    for index, label in enumerate(series.labels)
                ),
            )
            for series in plot.series
        ),
    )


def clear_of_dots(plot: Plot, inner: Box, size: float) -> Plot:
    """Return a plot whose values stand in their columns where the dot of an earlier reading would stand on them."""
    dots = {at: value for item in plot.series if item.role == "ghost" for at, value in enumerate(item.values) if value}
    if not dots or plot.form != "column":
        return plot

    def turned(series: PlotSeries, index: int, label: Label | None) -> Label | None:
        if label is None or index not in dots or series.values[index] is None:
            return label
        box = label_box(plot, inner, (series, index, label), size, 1)
        y = position(plot, inner, index, dots[index])[1]
        return replace(label, side="inside") if box.y - DOT < y < box.y1 + DOT else label

    return replace(
        plot,
        series=tuple(
            replace(item, labels=tuple(turned(item, at, label) for at, label in enumerate(item.labels)))
            for item in plot.series
        ),
    )


def clear_of_neighbours(plot: Plot, inner: Box, size: float) -> Plot:
    """Return a plot of a lone series on a scale without the first value where the next column would stand in it."""
    if plot.form != "column" or not plot.axis.visible or len(_side_by_side(plot)) > 1 or len(plot.categories) < 2:
        return plot
    column = _group(plot, inner.w)

    def is_clear(series: PlotSeries, label: Label) -> bool:
        box, following = label_box(plot, inner, (series, 0, label), size, 1), plot.span(series, 1)
        if label.strong or following is None:
            return True
        ends = sorted(position(plot, inner, 1, value)[1] for value in following)
        x = position(plot, inner, 1, 0.0)[0] - column / 2
        return not box.touches(Box(x, ends[0], column, ends[1] - ends[0]))

    series = (
        replace(item, labels=(None, *item.labels[1:]))
        if not item.over and (label := next(iter(item.labels), None)) and not is_clear(item, label)
        else item
        for item in plot.series
    )
    return replace(plot, series=tuple(series))


def _near(plot: Plot, inner: Box, target: _Place, column: PlotSeries, size: float) -> bool:
    """Return whether the value of a target, or its dash, stands on the value of a column."""
    label = column.labels[target[1]] if target[1] < len(column.labels) else None
    if label is None:
        return False
    one = label_box(plot, inner, target, size, 1)
    two = label_box(plot, inner, (column, target[1], label), size, 1)
    tall = Box(one.x, one.y, one.w, one.h + (OFF if target[0].level else DASH) + 4)  # with the mark under it
    return tall.y < two.y1 and two.y < tall.y1


def target_names(page: Page, plot: Plot, inner: Box, size: float) -> list[TextBox]:
    """Return the name of each series of targets in a box over the value of its last one."""
    named: list[TextBox] = []
    for series, box in _named(plot, inner, size):
        style, ground = _name(plot, series)
        written = fit.set_text(page, f"Name {plain(series.end)}", box, fit.single(series.end, style))
        named.append(replace(written, fill=ground))
    return named


def _name(plot: Plot, series: PlotSeries) -> tuple[TextStyle, str]:
    """Return the look of the name of targets, on paper or on the colour of the column that its value stands in."""
    _, index, label = [item for item in _labels(plot) if item[0] is series][-1]
    roles = [item.roles[index] if item.roles else item.role for item in plot.series if item is not series]
    under = next((role for role in roles if role in SERIES_ROLES), None) if label.side == "below" else None
    usual = "accent_text" if "second" in series.roles else "ink_3"
    colour = "paper" if under else "ink" if label.side == "below" else usual
    return grid.coloured(NAME, colour), MARKS[under] if under else ""


_CLASSED = 3  # percent of a column, between classes
NAME = grid.aligned(grid.DETAIL, "ctr")


def _named(plot: Plot, inner: Box, size: float) -> Iterator[tuple[PlotSeries, Box]]:
    for series in plot.series if plot.form == "column" else ():
        printed = [(series, index, label) for owner, index, label in _labels(plot) if owner is series]
        if series.role == "target" and series.end and printed:
            two = (series.name, printed[-1][1]) in two_line_labels(plot, inner.w, size)
            value = label_box(plot, inner, printed[-1], size, 2 if two else 1)
            wide, centre = fit.width(series.end, NAME), value.x + value.w / 2
            top = value.y1 if printed[-1][2].side == "below" else value.y - NAME.leading
            yield series, Box(min(centre - wide / 2, inner.x1 - wide), top, wide, NAME.leading)


def _labels(plot: Plot) -> list[_Place]:
    return [
        (series, index, label)
        for series in plot.series
        for index, (label, value) in enumerate(zip(series.labels, series.values, strict=False))
        if label is not None and value is not None
    ]


def _bold(size: float) -> TextStyle:
    return TextStyle(size, size * LINE, bold=True)


def shared_size(plots: Sequence[Plot], inners: Sequence[Box]) -> float:
    """Return the one size for the values of plots that stand side by side."""
    return min(value_size(plot, inner.w) for plot, inner in zip(plots, inners, strict=True))

"""Charts over years: lines, columns and slopes with direct labels, remarks, breaks and years at the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts.axis import LIFTED, is_lifted, ticks
from briefing.charts.line_pieces import lines_of_others
from briefing.charts.time_axis import is_dated
from briefing.deck.plan import grid
from briefing.deck.plan.charts import column_labels, point_labels, stepped_columns
from briefing.deck.plan.charts.axis_ends import with_free_end
from briefing.deck.plan.charts.difference_shapes import differences, hollow_marks, rate_lines, rings, shaded
from briefing.deck.plan.charts.line_names import LABEL_SIZE, end_names, label_room, name_width
from briefing.deck.plan.charts.period_names import foot, on_axis, period_names, without_marks, year_bands
from briefing.deck.plan.charts.plot_positions import lowered, path, position
from briefing.deck.plan.charts.reference_lines import base_line, break_room, crossing, grid_lines, rules, uprights
from briefing.deck.plan.charts.remark_boxes import set_remark
from briefing.deck.plan.charts.result_column import column_width, results, with_result
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Shape, Shift, TextBox, TextStyle
from briefing.model.chart import Axis, Label, Plot, PlotSeries

_QUOTED = re.compile(r'"([^"]*)"')  # what a format code prints around a number
SCALE = 44.0  # width of the numbers of a scale
PADDING = 0.04  # of a slope's scale, above and below
_AT_NUMBER = 6.0  # between a number of the scale and the plot, or the mark of a scale that does not begin at zero
BEFORE_NAMES = 12.0  # between the last marks and the names
SPAN = 20.0  # height of a rate with its arrow
HEADROOM = 19.0  # above the highest mark, for its value


class Sides(Struct, frozen=True):
    """The room that panels over each other leave at the left of their first and at the right of their last marks, and
    beyond both for half a column."""

    left: float = 0.0
    right: float = 0.0
    half: float = 0.0


ALONE = Sides()


def chart_over_years(
    page: Page, plot: Plot, area: Box, *, size: float = 0.0, top: float = 0.0, sides: Sides = ALONE
) -> list[Element]:
    """Return the chart and texts of a plot of columns, lines or slopes in an area.

    `size` and `top` are those of the values and of the highest mark that panels share, where given, `sides` the room
    around marks that stand over those of another panel.
    """
    page = page if page.place else page.at("chart")
    rates = [remark for remark in plot.remarks if remark.span and remark.value]
    area, arrow, plot = _spans(page, plot, area)
    plot = _labelled(plot, area, size)
    named = [item for item in plot.series if _is_named(plot, item)]
    plot = _valued_at_names(plot, named)
    named = [item for item in plot.series if item.name in {series.name for series in named}]
    names = max(_names_room(plot, named, area.w), sides.right)
    inner = _within(plot, _inner(plot, area, names, sides), area)
    size = size or label_size(plot, inner.w)
    inner = lowered(column_labels.below_labels(plot, inner, size, area), top)
    inner = lowered(inner, inner.y + break_room(plot))
    plot = _with_clear_values(plot, inner, size)
    ends, moved = end_names(page, plot, inner, area, named)
    tied = results(page, plot, inner, Box(area.x, area.y, area.w - names - BEFORE_NAMES, area.h))
    result_boxes = [item.box for item in tied if isinstance(item, TextBox)]
    spans = differences(page, plot, inner, area, [*_marks(plot, inner), *result_boxes] if plot.spans else [])
    texts = (*(_as_line(one) for one in spans.taken), *_scale_numbers(plot, inner, left=bool(names)))
    plot, shifts = _cleared(plot, inner, (named, moved), texts)
    all_named = on_axis(plot, inner.w)
    edged = plot.form == "line" and bool(names)
    box = ChartBox(
        page.place.capitalize(),
        area,
        _between_ends(plot, inner) if edged else inner,
        plot,
        plot.alt,
        page.place,
        label_size=size,
        strong_size=point_labels.STRONG_SIZE if plot.form == "line" else size,
        axis_size=grid.AXIS,
        gap_width=column_labels.gap_width(plot, inner.w),
        category_axis=all_named,
        scale_left=bool(names),
        on_edges=edged,
        shifts=shifts,
        stacked=column_labels.two_line_labels(plot, inner.w, size),
    )
    ends += [*spans.words, *column_labels.target_names(page, plot, inner, size)]
    ends += scale_mark(page, plot, inner, area, left=bool(names))
    periods = [] if all_named else without_marks(period_names(page, plot, inner, area), plot)
    values = [*_printed(plot, inner, shifts, size), *spans.taken, *result_boxes]
    around = _around(page, box, inner, area, (ends, periods), values)
    behind = [*arrow, *_bands(plot, inner, area, sides), *shaded(page, plot, inner)]
    return [*behind, *_layered(box, inner, around, [*spans.lines, *rate_lines(page, box, inner, rates, values)]), *tied]


def _layered(box: ChartBox, inner: Box, around: Sequence[Element], spans: Sequence[Element]) -> list[Element]:
    """Return a chart and what is around it with the lines of changes: over columns, and behind the marks of lines."""
    first = 0 if box.plot.form == "line" else around.index(box) + 1
    return stepped_columns.with_native_columns([*around[:first], *spans, *around[first:]], inner)


def _bands(plot: Plot, inner: Box, area: Box, sides: Sides) -> list[Element]:
    """Return the pale grounds behind every other year of lines that stand alone."""
    alone = plot.form == "line" and not plot.rank_marks and sides == ALONE
    low = inner.y1 + foot(plot, inner.w / len(plot.categories))
    return year_bands(plot, inner, area.y, low) if alone else []


def _with_clear_values(plot: Plot, inner: Box, size: float) -> Plot:
    """Return a plot with the values of its columns clear of their parts, targets and dots."""
    plot = column_labels.within_parts(column_labels.with_room_below(plot, inner, size), inner, size)
    plot = column_labels.clear_of_targets(with_free_end(plot) if plot.axis.free else plot, inner, size)
    return column_labels.clear_of_neighbours(column_labels.clear_of_dots(plot, inner, size), inner, size)


def _is_named(plot: Plot, series: PlotSeries) -> bool:
    """Whether the name of a series stands at its end, with no result."""
    return bool(series.end) and not series.result and series.last is not None and not _over(plot, series)


def _names_room(plot: Plot, named: Sequence[PlotSeries], across: float) -> float:
    """Return the width that names with their values, or results, need at the right."""
    names = max((name_width(series, across) for series in named), default=0.0)
    names += max((label_room(plot, series) for series in named), default=0.0)
    return max(names, column_width(plot) - BEFORE_NAMES if with_result(plot) else 0.0)


def _within(plot: Plot, inner: Box, area: Box) -> Box:
    """Return the ground of a line with room for the value at its first point inside the chart.

    Where a label sticks out, LibreOffice makes the ground smaller, and the years would not stand below their points.
    """
    if plot.form != "line":
        return inner
    labels = [series.labels[0] for series in plot.series if series.labels]
    sizes = [(label, point_labels.size_of(plot, label)) for label in labels if label and label.side != "right"]
    half = max((fit.width(one.text, TextStyle(size, size, bold=one.strong)) / 2 for one, size in sizes), default=0.0)
    count = len(plot.categories)
    over = area.x + half - inner.x - inner.w / count / 2
    left = over * count / (count - 0.5) if over > 0 else 0.0  # the step shrinks with the ground
    return Box(inner.x + left, inner.y, inner.w - left, inner.h)


def _labelled(plot: Plot, area: Box, size: float) -> Plot:
    """Return a plot in an area; columns whose values would touch have them at their ends alone, and a scale."""
    ended = [item for item in plot.series if _is_named(plot, item)]
    inner = _inner(plot, area, max((name_width(series, area.w) for series in ended), default=0.0))
    fitting = column_labels.without_touching(plot, inner.w, size or label_size(plot, inner.w))
    return with_free_end(fitting) if plot.axis.free else fitting


def _between_ends(plot: Plot, inner: Box) -> Box:
    """Return the ground from the first point to the last, where grid lines end with lines."""
    half = inner.w / len(plot.categories) / 2
    return Box(inner.x + half, inner.y, inner.w - 2 * half, inner.h)


def _around(
    page: Page,
    box: ChartBox,
    inner: Box,
    area: Box,
    named: tuple[Sequence[TextBox], Sequence[Element]],
    values: Sequence[Box],
) -> list[Element]:
    """Return a chart on the ground of its categories with breaks behind it, and its names, words and remarks.

    `named` are the names of series and those of periods.
    """
    plot, (ends, periods) = box.plot, named
    taken: list[Box] = [*_marks(plot, inner), *values, *(item.box for item in (*ends, *periods))]
    taken += _scale_numbers(plot, inner, left=box.scale_left)
    ruled, content = rules(page, plot, inner, taken, top=area.y)
    taken += [*uprights(plot, inner), *(item.box for item in content)]
    values = [*values, *(item.box for item in (*ends, *content))]
    ground = Box(area.x, area.y - 2, area.w, inner.y1 - area.y)
    remarks: list[Element] = []
    for number, remark in enumerate(plot.remarks, start=1):
        others = lines_of_others(plot, remark, partial(position, plot, inner))
        mark = position(plot, inner, remark.at, remark.value)
        remarks += set_remark(page, remark, mark, ground, (taken, values, others), number)
    marks = hollow_marks(page, plot, inner, box.marker)
    behind, over = ([], ruled) if plot.classed else (ruled, base_line(page, plot, inner))
    return [*behind, box, *over, *marks, *ends, *periods, *content, *rings(page, plot, inner), *remarks]


def shared_size_and_top(plots: Sequence[Plot], areas: Sequence[Box]) -> tuple[float, float]:
    """Return the size of the values and the y of the highest mark of columns side by side; 0 for other forms."""
    if any(plot.form != "column" for plot in plots):
        return 0.0, 0.0
    inners = [_inner(plot, area, 0.0) for plot, area in zip(plots, areas, strict=True)]
    size = column_labels.shared_size(plots, inners)
    groups = zip(plots, inners, areas, strict=True)
    return size, max(column_labels.below_labels(plot, inner, size, area).y for plot, inner, area in groups)


def _over(plot: Plot, series: PlotSeries) -> bool:
    """Return whether a series stands over columns as targets, whose name stands over their value."""
    return plot.form == "column" and series.over and not series.above


def _spans(page: Page, plot: Plot, area: Box) -> tuple[Box, list[Element], Plot]:
    """Return the area below the rates over several columns, their words with an arrow to the last, and the plot
    without."""
    spans = [remark for remark in plot.remarks if remark.span]
    elements: list[Element] = []
    inner = _inner(plot, area, 0.0)
    for index, remark in enumerate(spans, start=1):
        assert remark.span
        half = inner.w / len(plot.categories) / (2 * (1 + column_labels.gap_width(plot, inner.w) / 100))
        start, end = (position(plot, inner, at, plot.axis.low)[0] for at in remark.span)
        y = area.y + (index - 1) * SPAN
        wide = fit.width(remark.text, grid.REMARK)
        at_end = max(start - half, min(end + half, inner.x1) - wide)  # of a level, whose line they end with
        left = at_end if remark.value else start - half
        words = Box(left, y + 2, wide, grid.REMARK.leading)
        content = fit.single(remark.text, grid.coloured(grid.REMARK, "ink"))
        elements.append(fit.set_text(page, page.numbered("Rate", index), words, content))
        left = words.x1 + 8
        if not remark.value and end + half - left > 24:
            line = Box(left, words.y + words.h / 2 + 0.5, end + half - left, 0)
            elements.append(Shape(page.numbered("Span", index), "line", line, line="ink_3", weight=1.0, arrow=True))
    remaining = tuple(remark for remark in plot.remarks if not remark.span)
    down = len(spans) * SPAN
    return Box(area.x, area.y + down, area.w, area.h - down), elements, replace(plot, remarks=remaining)


def label_size(plot: Plot, wide: float) -> float:
    """Return the size of the values of a plot in a width that are not strong."""
    if plot.form == "column":
        return column_labels.value_size(plot, wide)
    shown = [label for series in plot.series for label in series.labels if label]
    return point_labels.size_of(plot, replace(shown[0], strong=False)) if shown else LABEL_SIZE


def _inner(plot: Plot, area: Box, names: float, sides: Sides = ALONE) -> Box:
    left, right = area.x + max(sides.left, sides.half), area.x1 - sides.half
    if plot.axis.visible and names:
        left = max(left, area.x + scale_width(plot))  # the names take the right
    elif plot.axis.visible:
        right -= scale_width(plot)
    if names:
        right -= names + BEFORE_NAMES
    step = (right - left) / len(plot.categories)
    if plot.form == "line" or sides.half:
        # The end points stand half a step inside the plot area; without a scale they may stand at its edges.
        right = min(area.x1, right + step / 2) if names else right
        left = left - step / 2 if names and (plot.axis.visible or sides.left) else left
    below = foot(plot, (right - left) / len(plot.categories))
    return Box(left, area.y + HEADROOM, right - left, area.h - HEADROOM - below)


def scale_width(plot: Plot) -> float:
    """Return the width that the numbers of a plot's scale take at its side."""
    mark = fit.width(fit.axis_text(LIFTED), grid.HEAD) + _AT_NUMBER if plot.axis.lifted else 0.0
    return max(SCALE, _numbers_width(plot) + mark + 12)


def _numbers_width(plot: Plot) -> float:
    return max(fit.width(fit.axis_text(_number(plot, tick)), grid.HEAD) for tick in ticks(plot.axis))


def _number(plot: Plot, tick: float) -> str:
    """Return a number of the scale as it is printed."""
    places = len(f"{plot.axis.step:.12f}".rstrip("0").partition(".")[2])
    signs = "".join(_QUOTED.findall(plot.number_format.partition(";")[0]))
    return f"{tick:,.{places}f}{signs}"


def padded(low: float, high: float) -> Axis:
    """Return a hidden axis for a slope that leaves its end marks inside the plot area."""
    spare = (high - low or 1.0) * PADDING
    return Axis(low - spare, high + spare, high - low or 1.0, visible=False)


def _valued_at_names(plot: Plot, named: Sequence[PlotSeries]) -> Plot:
    """Return a plot of lines with names at their ends, each last value before its name, where no line runs."""
    if plot.form != "line":
        return plot
    names = {series.name for series in named}
    result: list[PlotSeries] = []
    for series in plot.series:
        labels, last, label = list(series.labels), series.last, series.last_label
        if series.name in names and last and label:
            labels[last[0]] = replace(label, side="right")
        result.append(replace(series, labels=tuple(labels)))
    return replace(plot, series=tuple(result))


def _cleared(
    plot: Plot, inner: Box, ends: tuple[Sequence[PlotSeries], Sequence[Shift]], texts: Sequence[Box]
) -> tuple[Plot, tuple[Shift, ...]]:
    """Return a plot with its values clear of lines and texts, but for those that stand before a name, and all
    shifts."""
    named, moved = ends
    if plot.form != "line":
        return plot, tuple(moved)
    if not named:
        return point_labels.clear(plot, inner, crossing(plot, inner), texts)
    remaining = {series.name: last[0] for series in named if (last := series.last)}
    pairs = [(series, remaining.get(series.name)) for series in plot.series]
    bare = [
        replace(series, labels=tuple(None if at == last else label for at, label in enumerate(series.labels)))
        for series, last in pairs
    ]
    cleared, shifts = point_labels.clear(replace(plot, series=tuple(bare)), inner, crossing(plot, inner), texts)
    whole = [
        replace(now, labels=tuple(was.labels[at] if at == last else new for at, new in enumerate(now.labels)))
        for now, (was, last) in zip(cleared.series, pairs, strict=True)
    ]
    return replace(cleared, series=tuple(whole)), (*shifts, *moved)


def _as_line(taken: Box) -> Box:
    """Return the ground of a level line as high as that of the lines of a chart: no value is struck through."""
    level = taken.h < point_labels.LINE < taken.w
    return replace(taken, y=taken.y - point_labels.LINE, h=taken.h + 2 * point_labels.LINE) if level else taken


def scale_mark(page: Page, plot: Plot, inner: Box, area: Box, *, left: bool) -> list[TextBox]:
    """Return the mark of a scale that does not begin at zero, at its lowest number, on the side away from the plot."""
    if not is_lifted(plot):
        return []
    content = fit.axis_text(LIFTED)
    wide = fit.width(content, grid.HEAD)
    own = fit.width(fit.axis_text(_number(plot, plot.axis.low)), grid.HEAD) if left else _numbers_width(plot)
    if not plot.axis.visible:
        own, left = 0.0, True
    numbers, (start, _) = own + 2 * _AT_NUMBER, position(plot, inner, 0, plot.axis.low)
    x = max(area.x, start - numbers - wide) if left else min(inner.x1 + numbers, area.x1 - wide)
    box = Box(x, inner.y1 - grid.HEAD.leading / 2, wide, grid.HEAD.leading)
    return [fit.set_text(page, "Scale mark", box, fit.single(content, grid.HEAD))]


def _scale_numbers(plot: Plot, inner: Box, *, left: bool) -> list[Box]:
    """Return the ground of the numbers of a scale, at the left of the first points or at the right of the plot."""
    if not plot.axis.visible:
        return []
    wide, (start, _) = scale_width(plot), position(plot, inner, 0, plot.axis.low)
    heights = [position(plot, inner, 0, tick)[1] for tick in ticks(plot.axis)]
    half = grid.AXIS * (1.2 if left and is_dated(plot) else 0.6 if left else 0.9)
    return [Box(start - wide if left else inner.x1 - _AT_NUMBER, y - half, wide + 2, 2 * half) for y in heights]


def _marks(plot: Plot, inner: Box) -> list[Box]:
    """Return boxes around lines, columns and grid lines, which no text may touch."""
    taken: list[Box] = grid_lines(plot, inner)
    half = inner.w / len(plot.categories) * 0.36
    for series in plot.series:
        spans = [plot.span(series, index) for index in range(len(series.values))]
        points = [position(plot, inner, index, span[1]) if span else None for index, span in enumerate(spans)]
        if plot.form == "line":
            taken += path(points, 5.0)
        elif series.level:
            taken += [Box(inner.x, point[1] - 3, inner.w, 6) for point in points[:1] if point]
        elif _over(plot, series):
            taken += [Box(point[0] - half, point[1] - 5, 2 * half, 10) for point in points if point]
        else:
            for span, point in zip(spans, points, strict=True):
                if span and point:
                    start = min(max(span[0], plot.axis.low), plot.axis.high)
                    foot = position(plot, inner, 0, start)[1]
                    taken.append(Box(point[0] - half, min(foot, point[1]), 2 * half, abs(foot - point[1])))
    return taken


def _printed(plot: Plot, inner: Box, shifts: Sequence[Shift], size: float) -> list[Box]:
    """Return the ground of each value label."""
    if plot.form == "column":
        return column_labels.label_boxes(plot, inner, size)
    return [
        _ground(plot, series, index, label, position(plot, inner, index, value), shifts)
        for series in plot.series
        for index, (label, value) in enumerate(zip(series.labels, series.values, strict=False))
        if label is not None and value is not None
    ]


def _ground(
    plot: Plot, series: PlotSeries, index: int, label: Label, point: tuple[float, float], shifts: Sequence[Shift]
) -> Box:
    """Return the ground that the text of a point's label takes."""
    moved = next(((s.right, s.down) for s in shifts if (s.series, s.index) == (series.name, index)), (0.0, 0.0))
    box = point_labels.ink(plot, label, point, moved)
    return Box(box.x - 2, box.y - 3, box.w + 4, box.h + 6)

"""Charts over years: lines, columns and slopes with direct labels, remarks, breaks and years at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.deck.plan import fit, grid, point_labels
from briefing.deck.plan.fit import Page
from briefing.deck.plan.placing import apart, path, position
from briefing.deck.plan.remarks import numbered, set_remark
from briefing.deck.plan.rules import crossing, grid_lines, rules
from briefing.deck.slides import Box, ChartBox, Element, Shape, Shift, Style, TextBox
from briefing.model.chart import Axis, Label, Plot, PlotSeries
from briefing.model.text import plain

LABEL_SIZE = 14.0
AXIS_SIZE = 12.0
YEARS = 22.0  # height of the year labels under the plot
SCALE = 44.0  # width of the value labels beside the plot
NAME_MOST = 130.0
PADDING = 0.04  # of a slope's scale, above and below
GAP_WIDTH = 55  # between columns, in % of their width
SPAN = 20.0  # height of a rate with its arrow
HEADROOM = 19.0  # above the highest mark, for its value


def chart_over_years(
    page: Page, plot: Plot, area: Box, *, name: str = "Chart", place: str = "chart", size: float = 0.0, top: float = 0.0
) -> list[Element]:
    """A plot of columns, lines or slopes → its chart and texts in an area.

    `size` and `top` are those of the values and of the highest mark that panels share, where given.
    """
    area, arrow, plot = _spans(page, plot, area, place)
    named = [series for series in plot.series if series.end and _last(series) is not None]
    names = max((_name_width(series) for series in named), default=0.0)
    inner = _inner(plot, area, names)
    size = size or label_size(plot, inner.w)
    inner = _lowered(inner, max(top, _stack_top(page, plot, inner, size, area)))
    bare, stacked = _stacked(page, plot, inner, size, place)
    plot, shifts = point_labels.clear(bare, inner, crossing(bare, inner))
    box = ChartBox(
        name,
        area,
        inner,
        plot,
        plot.alt,
        place,
        label_size=size,
        strong_size=point_labels.STRONG_SIZE if plot.form == "line" else size,
        axis_size=AXIS_SIZE,
        gap_width=GAP_WIDTH,
        shifts=shifts,
    )
    taken: list[Box] = _marks(plot, inner, shifts)
    ends = _names(page, plot, inner, area, named, place)
    taken += [text.box for text in (*ends, *stacked)]
    ruled, said = rules(page, plot, inner, taken, place)
    taken += [item.box for item in said]
    around = taken, _printed(plot, inner, shifts)
    ground = Box(area.x, area.y - 2, area.w, area.h - YEARS)
    remarks = [
        item
        for number, remark in enumerate(plot.remarks, start=1)
        for item in set_remark(page, plot, inner, ground, remark, around, place, number)
    ]
    return [*ruled, *arrow, box, *stacked, *ends, *said, *remarks]


def shared(page: Page, plots: Sequence[Plot], areas: Sequence[Box]) -> tuple[float, float]:
    """Plots of columns side by side → the size of their values and the y of their highest mark; 0 for other forms."""
    if any(plot.form != "column" for plot in plots):
        return 0.0, 0.0
    inners = [_inner(plot, area, 0.0) for plot, area in zip(plots, areas, strict=True)]
    size = min(label_size(plot, inner.w) for plot, inner in zip(plots, inners, strict=True))
    groups = zip(plots, inners, areas, strict=True)
    return size, max(_stack_top(page, plot, inner, size, area) for plot, inner, area in groups)


def _lowered(inner: Box, top: float) -> Box:
    """A plot area → the same with its top no higher than this."""
    down = max(0.0, top - inner.y)
    return Box(inner.x, inner.y + down, inner.w, inner.h - down)


def _stack_top(page: Page, plot: Plot, inner: Box, size: float, area: Box) -> float:
    """The y at which the plot must begin so that labels of two lines stay in the area."""
    _, stacked = _stacked(page, plot, inner, size, "chart")
    above = area.y - min((text.box.y for text in stacked), default=area.y)
    return inner.y + above + 2 if above > 0 else inner.y


def _spans(page: Page, plot: Plot, area: Box, place: str) -> tuple[Box, list[Element], Plot]:
    """Rates over several columns → the area below, their words with an arrow to the last column, the plot without."""
    spans = [remark for remark in plot.remarks if remark.span]
    elements: list[Element] = []
    inner = _inner(plot, area, 0.0)
    for index, remark in enumerate(spans, start=1):
        assert remark.span is not None
        half = inner.w / len(plot.categories) / (2 * (1 + GAP_WIDTH / 100))
        start, end = (position(plot, inner, at, plot.axis.low)[0] for at in remark.span)
        y = area.y + (index - 1) * SPAN
        words = Box(start - half, y + 2, fit.width(remark.text, grid.REMARK), grid.REMARK.leading)
        said = fit.one(remark.text, grid.coloured(grid.REMARK, "ink"))
        elements.append(fit.set_text(page, numbered("Rate", place, index), words, said, place=place))
        left = words.x + words.w + 8
        if end + half - left > 24:
            line = Box(left, words.y + words.h / 2 + 0.5, end + half - left, 0)
            elements.append(Shape(numbered("Span", place, index), "line", line, line="ink_3", weight=1.0, arrow=True))
    kept = tuple(remark for remark in plot.remarks if not remark.span)
    down = len(spans) * SPAN
    return Box(area.x, area.y + down, area.w, area.h - down), elements, replace(plot, remarks=kept)


def label_size(plot: Plot, wide: float) -> float:
    """Values stand side by side over their categories: the smaller size where they would touch in this width."""
    step = wide / len(plot.categories)
    shown = [label for series in plot.series for label in series.labels if label]
    widest = max((fit.width(label.text, Style(LABEL_SIZE, 18, bold=True)) for label in shown), default=0.0)
    if plot.form == "line":
        return point_labels.size_of(plot, replace(shown[0], strong=False)) if shown else LABEL_SIZE
    crowded = plot.form == "column" and len(shown) > 2
    return LABEL_SIZE if not crowded or widest + 4 <= step else AXIS_SIZE


def _inner(plot: Plot, area: Box, names: float) -> Box:
    left, right = area.x, area.x + area.w
    if plot.axis.visible:
        right -= SCALE
    if names:
        right -= names + 12
    step = (right - left) / len(plot.categories)
    if plot.form == "line":
        # The end points stand half a step inside the plot area; without a scale they may stand at its edges.
        right = min(area.x + area.w - (names + 12 if names else 0), right + step / 2 if names else right)
    return Box(left, area.y + HEADROOM, right - left, area.h - HEADROOM - YEARS)


def _stacked(page: Page, plot: Plot, inner: Box, size: float, place: str) -> tuple[Plot, list[TextBox]]:
    """Labels of several words, as a bound's, that are wider than their column's share → boxes of two lines."""
    if plot.form != "column":
        return plot, []
    step = inner.w / len(plot.categories)
    led = any(label.strong for series in plot.series for label in series.labels if label)
    boxes: list[TextBox] = []
    kept: list[PlotSeries] = []
    for series in plot.series:
        labels = list(series.labels)
        for index, (label, value) in enumerate(zip(series.labels, series.values, strict=False)):
            if label is None or value is None or " " not in plain(label.text):
                continue
            back = led and not label.strong  # as the chart sets its own labels
            style = Style(size, size + 2, "ink_2" if back else "ink", bold=not back, align="ctr")
            if fit.width(label.text, replace(style, bold=True)) + 4 <= step:
                continue
            x, y = position(plot, inner, index, value)
            said = fit.one(label.text, style)
            tall = fit.height(said, step)
            box = Box(x - step / 2, y - 3 - tall, step, tall)
            name = f"Value {series.name} {plot.categories[index]}"
            boxes.append(fit.set_text(page, name, box, said, place=place, anchor="b"))
            labels[index] = None
        kept.append(replace(series, labels=tuple(labels)))
    return replace(plot, series=tuple(kept)), boxes


def padded(low: float, high: float) -> Axis:
    """The ends of a slope's scale → a hidden axis that leaves its end marks inside the plot area."""
    spare = (high - low or 1.0) * PADDING
    return Axis(low - spare, high + spare, high - low or 1.0, visible=False)


def _last(series: PlotSeries) -> tuple[int, float] | None:
    known = [(index, value) for index, value in enumerate(series.values) if value is not None]
    return known[-1] if known else None


def _name_style(series: PlotSeries) -> Style:
    colours = {"highlight": "highlight", "second": "accent_text"}
    strong = series.role in colours
    return grid.coloured(grid.CELL, colours.get(series.role, "ink_2"), bold=strong)


def _name_width(series: PlotSeries) -> float:
    return min(NAME_MOST, fit.width(series.end, _name_style(series)))


def _label_room(series: PlotSeries) -> float:
    """The width of a value printed at the right of the last point."""
    last = _last(series)
    if last is None or last[0] >= len(series.labels):
        return 0.0
    label = series.labels[last[0]]
    return fit.width(label.text, Style(LABEL_SIZE, 18, bold=True)) + 6 if label and label.side == "right" else 0.0


def _names(page: Page, plot: Plot, inner: Box, area: Box, named: Sequence[PlotSeries], place: str) -> list[TextBox]:
    wished, heights, boxes = [], [], []
    for series in named:
        last = _last(series)
        assert last is not None
        style = _name_style(series)
        x, y = position(plot, inner, *last)
        x += 10 + _label_room(series)
        width = min(area.x + area.w - x, max(_name_width(series), 60.0))
        tall = fit.height(fit.one(series.end, style), width)
        wished.append(y)
        heights.append(tall)
        boxes.append((x, width))
    centres = apart(wished, heights, area.y, area.y + area.h - YEARS)
    placed: list[TextBox] = []
    for series, (x, width), tall, centre in zip(named, boxes, heights, centres, strict=True):
        box = Box(x, centre - tall / 2, width, tall)
        said = fit.one(series.end, _name_style(series))
        placed.append(fit.set_text(page, f"Name {plain(series.end)}", box, said, place=place, anchor="ctr"))
    return placed


def _marks(plot: Plot, inner: Box, shifts: Sequence[Shift] = ()) -> list[Box]:
    """Lines, columns, value labels and grid lines → boxes that no text may touch."""
    taken: list[Box] = grid_lines(plot, inner)
    for series in plot.series:
        points = [
            None if value is None else position(plot, inner, index, value) for index, value in enumerate(series.values)
        ]
        if plot.form == "column":
            half = inner.w / len(plot.categories) * 0.36
            floor = inner.y + inner.h
            taken += [Box(point[0] - half, point[1], 2 * half, floor - point[1]) for point in points if point]
        else:
            taken += path(points, 5.0)
    return [*taken, *_printed(plot, inner, shifts)]


def _printed(plot: Plot, inner: Box, shifts: Sequence[Shift]) -> list[Box]:
    """The ground of each value label."""
    return [
        _ground(plot, series, index, label, position(plot, inner, index, value), shifts)
        for series in plot.series
        for index, (label, value) in enumerate(zip(series.labels, series.values, strict=False))
        if label is not None and value is not None
    ]


def _ground(
    plot: Plot, series: PlotSeries, index: int, label: Label, point: tuple[float, float], shifts: Sequence[Shift]
) -> Box:
    """A value label → the ground that its text takes."""
    moved = next(((s.right, s.down) for s in shifts if (s.series, s.index) == (series.name, index)), (0.0, 0.0))
    if plot.form == "line":
        box = point_labels.ink(plot, label, point, moved)
        return Box(box.x - 2, box.y - 3, box.w + 4, box.h + 6)
    wide = fit.width(label.text, Style(LABEL_SIZE, 18, bold=True))
    return Box(point[0] - wide / 2, point[1] - 23, wide, 16)

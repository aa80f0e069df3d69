"""The bump chart: years at the top, ranks in round marks, places' names and a column of numbers at the right."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts.end_names import spread
from briefing.charts.label_placement import SLIDE, Obstacles, around_mark
from briefing.charts.remarks import split_below
from briefing.charts.roles import WORDS
from briefing.charts.time_axis import category_words, is_dated, spaced_periods
from briefing.charts.year_names import named
from briefing.deck.plan import grid
from briefing.deck.plan.charts.plot_positions import path, position
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Shape, TextBox, TextStyle
from briefing.model.chart import Plot, PlotSeries, Remark, Role
from briefing.model.text import Run, Text, plain

MARK = 19.0  # diameter of a rank's mark
DIGIT = 7.0  # the width of a rank's digit, and what a mark has around them
_BETWEEN = 4.0  # the names of two years
_BEFORE_HEAD = 8.0  # between the last year's name and the head of the numbers
MARK_GAP = 4.5  # between two marks, one place below the other, with their outlines
HEADROOM, LEAST_HEADROOM = 34.0, 24.0  # over the first place; the least where places stand close
RANK_SIZE = 12.0
NAME_MOST = 170.0
REMARK_MOST = 200.0
CLEAR = 4.0  # at the sides of a remark
MANY = 27.0  # of the width: with less for a year, dots stand where ranks stand else
DOT = 8.5  # diameter of a mark without its rank
ROUGH = 60.0  # places whose costs differ by less are as good


def bump(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the years, chart, names and numbers of a plot of ranks in an area, whose foot is the last rank's, or the
    words on those below the scale.
    """
    page = page.at("chart")
    plot, below = split_below(plot)
    if not below:
        return _ranks(page, plot, area)
    words = fit.single(below, grid.coloured(grid.REMARK, "ink_2"))
    tall = fit.height(words, area.w)
    box = fit.set_text(page, "Below the scale", Box(area.x, area.y1 - tall, area.w, tall), words)
    return [*_ranks(page, plot, replace(area, h=area.h - max(0.0, tall - MARK / 2))), box]


def _ranks(page: Page, plot: Plot, area: Box) -> list[Element]:
    foot = area.y1 - MARK
    places = max(1.0, plot.axis.high - plot.axis.low)
    close = (foot - page.zones.head_rule - HEADROOM) / places < MARK
    many = area.w / len(plot.categories) < MANY
    called = [_called(series, ranked=close or many) for series in plot.series]
    right = area.x1
    cells = max((fit.width(cell, grid.NAME) for column in plot.columns for cell in column.cells), default=0.0)
    names = min(NAME_MOST, max(fit.width(name, grid.NAME) for name in called))
    end = right - names - (cells + 16 if plot.columns else 0) - MARK / 2 - 12
    end = min(end, right - _head_room(plot))
    top = page.zones.head_rule + (LEAST_HEADROOM if close else HEADROOM)
    mark = _fitting(plot, (foot - top) / places) if close else MARK
    start = area.x + MARK / 2 + 1 + (MARK if many else 0.0)
    inner = Box(start, top, end - start, foot - top)
    _check_width(page, plot, inner, DOT + 1 if many else MARK + 1)
    reach = end + MARK * (1.5 if many else 1.0)  # the last ranks stand on the chart
    frame = Box(area.x, page.zones.head_rule + 4, reach - area.x, area.y1 - page.zones.head_rule - 4)
    chart = ChartBox(
        "Chart",
        frame,
        inner,
        _with_dots(plot, many=many) if close or many else plot,
        plot.alt,
        "chart",
        label_size=RANK_SIZE,
        strong_size=RANK_SIZE,
        marker=mark,
        category_axis=False,
        on_edges=True,
    )
    elements: list[Element] = [*_years(page, plot, inner, area), chart]
    elements += _starts(page, plot, inner, area.x) if many else []
    taken = _marks(plot, inner)
    ends = _names(page, plot, called, inner, (end + MARK / 2 + 10, right, cells))
    taken += [item.box for item in ends]
    elements += ends
    ground = Box(area.x, page.zones.head_rule + 4, end - area.x + MARK, area.y1 - page.zones.head_rule - 4)
    for number, remark in enumerate(plot.remarks, start=1):
        point = _at(plot, inner, remark.at, remark.value)
        elements.append(_remark(page, remark, point, ground, taken, number))
    return elements


def _head_room(plot: Plot) -> float:
    """Return the width from the middle of the last year's name to the end of the column's head."""
    if not plot.columns:
        return 0.0
    last = fit.axis_text(category_words(plot)[-1])
    return fit.width(last, grid.HEAD) / 2 + _BEFORE_HEAD + fit.width(plot.columns[0].head, grid.HEAD)


def _check_width(page: Page, plot: Plot, inner: Box, mark: float) -> None:
    """Raise LayoutError where marks of a width do not fit side by side."""
    if inner.w / max(1, len(plot.categories) - 1) < mark:
        most = int(inner.w // mark) + 1
        what = f"{len(plot.categories)} years, and {most} of these marks fit side by side"
        raise page.error("chart", what, "use line, or show fewer years")


def _fitting(plot: Plot, place: float) -> float:
    """Return the diameter of marks that neither touch nor cut their digits, for places of a height."""
    ranked = [label for item in plot.series if item.role != "context" for label in item.labels if label]
    digits = max((len(plain(label.text)) for label in ranked), default=1)
    return min(MARK, max(DIGIT * (digits + 1), place - MARK_GAP))


def _with_dots(plot: Plot, *, many: bool) -> Plot:
    """Return a plot whose marks would touch with dots that lack their ranks: those of the context where places are
    close, all where there are `many` years."""
    bare = (None,) * len(plot.categories)
    series = tuple(replace(item, labels=bare) if many or item.role == "context" else item for item in plot.series)
    return replace(plot, series=series)


def _starts(page: Page, plot: Plot, inner: Box, left: float) -> list[TextBox]:
    """Return the first ranks of the series that stand out, where no mark prints them, at the left of their lines."""
    highlighted = [
        item for item in plot.series if item.role in ("highlight", "second") and item.observed and item.labels
    ]
    result: list[TextBox] = []
    for series in highlighted:
        label = series.labels[0]
        if label is None or series.values[0] is None:
            continue
        style = _name_style(series.role)
        x, y = _at(plot, inner, 0, series.values[0])
        box = Box(left, y - style.leading / 2, x - MARK / 2 - left, style.leading)
        result.append(fit.set_text(page, f"First {plain(series.end)}", box, fit.single(label.text, style)))
    return result


def _called(series: PlotSeries, *, ranked: bool) -> Text:
    """Return the name of a series, behind its last rank where most marks print none."""
    label = series.labels[-1] if series.labels and ranked else None
    return (*label.text, Run("  "), *series.end) if label else series.end


def _at(plot: Plot, inner: Box, index: float, value: float) -> tuple[float, float]:
    return position(plot, inner, index, value, on_edges=True)


def _years(page: Page, plot: Plot, inner: Box, area: Box) -> list[Element]:
    """Years over the ranks, those that fit side by side."""
    elements: list[Element] = []
    head = plot.columns[0].head if plot.columns else ()
    words = category_words(plot)
    widest = max(fit.width(fit.axis_text(category), grid.HEAD) for category in words)
    step = inner.w / max(1, len(words) - 1)
    moved = max(0.0, area.x - (inner.x - widest / 2))  # the first name, which begins with the chart

    def separate(one: int, other: int) -> bool:
        return (other - one) * step >= widest + _BETWEEN + (moved if one == 0 else 0.0)

    for index in spaced_periods(plot.periods, separate) if is_dated(plot) else named(plot, separate):
        category = words[index]
        content = fit.axis_text(category)
        wide = fit.width(content, grid.HEAD)
        x, _ = _at(plot, inner, index, plot.axis.low)
        left = max(area.x, x - wide / 2)
        elements.append(
            fit.set_text(
                page, f"Year {category}", Box(left, area.y + 1, wide, grid.HEAD.leading), fit.single(content, grid.HEAD)
            )
        )
    if head:
        wide = fit.width(head, grid.HEAD)
        box = Box(area.x1 - wide, area.y + 1, wide, grid.HEAD.leading)
        style = grid.aligned(grid.HEAD, "r")
        elements.append(fit.set_text(page, "Head", box, fit.single(head, style)))
    rule = Box(area.x, page.zones.head_rule, area.w, 0)
    elements.append(Shape("Head rule", "line", rule, line="ink", weight=1.0))
    return elements


def _name_style(role: Role) -> TextStyle:
    return grid.coloured(grid.CELL, WORDS.get(role, "ink"), bold=role in WORDS)


def _ends(series: PlotSeries) -> tuple[int, float]:
    known = [(index, value) for index, value in enumerate(series.values) if value is not None]
    return known[-1]


def _names(page: Page, plot: Plot, called: Sequence[Text], inner: Box, at: tuple[float, float, float]) -> list[TextBox]:
    """Names at the height of the last rank; only series that reach the last year stand in the column.

    `at`: left and right end of the column, width of the numbers.
    """
    left, right, cells = at
    named = [
        (row, series)
        for row, series in enumerate(plot.series)
        if series.end and series.values[-1] is not None and series.observed
    ]
    wished = [_at(plot, inner, *_ends(series))[1] for _, series in named]
    wide = right - left - (cells + 8 if plot.columns else 0)
    talls = [fit.height(fit.single(called[row], _name_style(series.role)), wide) for row, series in named]
    centres = spread(wished, talls, page.zones.head_rule + 4, inner.y1 + 40)
    placed: list[TextBox] = []
    for (row, series), tall, centre in zip(named, talls, centres, strict=True):
        style = _name_style(series.role)
        box = Box(left, centre - tall / 2, wide, tall)
        name = plain(series.end)
        placed.append(fit.set_text(page, f"Name {name}", box, fit.single(called[row], style), anchor="ctr"))
        if plot.columns and row < len(plot.columns[0].cells):
            cell = plot.columns[0].cells[row]
            if cell:
                box = Box(right - cells, centre - 9, cells, 18)
                content = fit.single(cell, grid.aligned(style, "r"))
                placed.append(fit.set_text(page, f"Value {name}", box, content, anchor="ctr"))
    return placed


def _marks(plot: Plot, inner: Box) -> list[Box]:
    taken: list[Box] = []
    radius = MARK / 2 + 2
    for series in plot.series:
        points = [
            None if value is None else _at(plot, inner, index, value) for index, value in enumerate(series.values)
        ]
        taken += path(points, 4.0)
        if series.observed:
            taken += [Box(p[0] - radius, p[1] - radius, 2 * radius, 2 * radius) for p in points if p]
    return taken


def _remark(
    page: Page, remark: Remark, mark: tuple[float, float], ground: Box, taken: list[Box], number: int
) -> TextBox:
    style = grid.coloured(grid.REMARK, WORDS.get(remark.role, "ink_2"))
    one_line = fit.width(remark.text, style)
    widths = [one_line] if one_line <= REMARK_MOST * 1.6 else []
    widths += [fit.balanced_width(remark.text, style, most) for most in (REMARK_MOST, one_line * 0.7)]
    places = []
    obstacles = Obstacles(ground, taken, costs=SLIDE)
    for wide in widths:
        size = wide + 2 * CLEAR, fit.height(fit.single(remark.text, style), wide)
        places.append(obstacles.cheapest(around_mark(mark, size, remark.side, y_down=True)))
    # Texts that hit nothing come first; of those the shape that the order above prefers.
    around = min(places, key=lambda place: place[0] // ROUGH)[1]
    box = Box(around.x + CLEAR, around.y, around.w - 2 * CLEAR, around.h)
    taken.append(box)
    return fit.set_text(page, f"Remark {number}", box, fit.single(remark.text, style))

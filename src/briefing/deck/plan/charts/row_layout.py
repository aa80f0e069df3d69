"""The table of rows: names at the left, a native chart in the middle, columns of numbers at the right, on rules.

Its chart has bars from zero, the two ends of each row (dumbbell) or its parts (share).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts.chart_rows import key_row, value_rules
from briefing.charts.end_names import fewer
from briefing.charts.roles import lead_colour
from briefing.deck.plan import grid
from briefing.deck.plan.charts import share_values
from briefing.deck.plan.charts.row_columns import SEPARATOR, column_align, column_width, first_style, second_lines
from briefing.deck.plan.charts.row_heads import DOT, row_heads, x_of
from briefing.deck.plan.charts.row_rules import called, hatches, missing_values, row_rules
from briefing.deck.plan.charts.sparkline_rows import sparklines
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Paragraph, Shift, TextStyle
from briefing.model.chart import Label, Plot, Role
from briefing.model.text import join
from briefing.typesetting.runs import split_lines

LABEL_SIZE, STRONG_SIZE = 16.0, 24.0
ENDS, LARGE_ENDS = (14.0, 16.0), (16.0, 20.0)  # sizes of the values at the ends of a row, and of one that is high
LEAST_SIZE = 12.0
BAR_SHARE, FULL_SHARE = 0.47, 0.68  # of a row's height; of one that is low, or whose bar is a whole
LOW_ROW, HIGH_ROW = 36.0, 44.0
MOST_GAP = 500  # between bars, in % of a bar: what the format allows
MOST_BAR = 48.0  # height of a bar, however few there are
OFF_DOT = 5.0  # of a value, beyond where a chart sets it
INSETS = (2.0, 1.5)  # of words from the rules of their row; of one in which they would not fit else
HEAD_ROW = grid.HEAD.leading + 4
ROOMY = 55.0  # height of a row that has room for the years over its dots
NAME_SHARE, DETAIL_SHARE = 0.31, 0.34  # of the evidence's width at most; the latter where second lines then fit
LONG_NAME_SHARE = 0.42  # of names of one line, where no column of numbers needs room
GAP = 14.0
_BAR_GAP = 6.0  # from a bar's end, or a line, to a value
LEAST_BARS = 120.0
FAIR_BARS = 0.4  # of the width of the evidence: columns of words give way to it
EDGE = 2.0  # what the chart leaves for the line that bars grow from


class _TableLayout(Struct, frozen=True):
    """Where the parts of a bar table stand."""

    area: Box
    names: float  # width of the names
    left: float  # where the bars' room begins
    bars: Box  # plot area of the chart
    cells: tuple[tuple[float, float], ...]  # x and width of each column of numbers
    row: float  # height of a row
    sizes: tuple[float, float]  # of values, and of strong ones
    detail: TextStyle  # of second lines
    inset: float  # of words from the rules of their row

    @property
    def end(self) -> float:
        """Where the bars' room ends."""
        return self.cells[0][0] - GAP if self.cells else self.area.x1

    def top(self, index: int) -> float:
        return self.bars.y + index * self.row

    def within(self, index: int, x: float, width: float) -> Box:
        """Return the box of words in a row."""
        return Box(x, self.top(index) + self.inset, width, self.row - 2 * self.inset)


def row_table(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the names, chart and numbers of a plot of rows in an area, whose foot is the last rule."""
    page = page if page.place else page.at("chart")
    plot = _folded(plot, area)
    detail = _detail(plot, area)
    ground = _measured(page, plot, area, detail)
    if (outside := _with_values_outside(plot, ground)) != plot:
        plot = outside
        ground = _measured(page, plot, area, detail)
    elements: list[Element] = [*_header(page, plot, ground), *row_rules(page, plot, area, ground.bars)]
    details = [second_lines(row.detail, detail, ground.names) for row in plot.rows]
    held = ground.row - 2 * ground.inset
    rooms = [Box(0, 0, ground.names, held - fit.height(lines, ground.names)) for lines in details]
    names = fit.largest_style(grid.NAMES, [(row.name, room) for row, room in zip(plot.rows, rooms, strict=True)])
    for index, row in enumerate(plot.rows):
        content = [Paragraph(row.name, grid.coloured(names, lead_colour(row.role, "ink"))), *details[index]]
        box = ground.within(index, area.x, ground.names)
        elements.append(fit.set_text(page, called(page, f"Row {index + 1}"), box, content, anchor="ctr"))
    elements += sparklines(page, plot, ground.bars) if plot.lines else [_chart(page, plot, ground)]
    elements += hatches(page, plot, ground.bars, _bar_height(plot, ground.row))
    elements += missing_values(page, plot, ground.bars)
    for at in range(len(plot.columns)):
        elements += _cells(page, plot, at, ground)
    return elements


def _chart(page: Page, plot: Plot, ground: _TableLayout) -> ChartBox:
    """Return the one chart of all rows."""
    left = ground.left - EDGE
    label, strong_size = ground.sizes
    if plot.form == "share":
        plot = share_values.without_nothing(share_values.without_slivers(plot, ground.bars.w))
    return ChartBox(
        page.place.capitalize(),
        Box(left, ground.bars.y, max(ground.end, ground.bars.x1) - left, ground.bars.h),
        ground.bars,
        plot,
        plot.alt,
        page.place,
        label_size=label,
        strong_size=label if any(rule.role == "target" for rule in value_rules(plot)) else strong_size,
        gap_width=round((ground.row / _bar_height(plot, ground.row) - 1) * 100),
        marker=DOT,
        category_axis=False,
        shifts=_shifts(plot, ground),
    )


def _with_values_outside(plot: Plot, ground: _TableLayout) -> Plot:
    """Return a plot of bars with the values outside that are wider than the bar that should hold them."""
    if plot.form != "bar":
        return plot

    def turned(value: float | None, label: Label | None) -> Label | None:
        if value is None or label is None or label.side != "inside":
            return label
        bar = abs(x_of(plot, ground.bars, value) - x_of(plot, ground.bars, 0.0))
        held = fit.width(label.text, _value_style(ground.sizes, label)) + GAP < bar
        return label if held else replace(label, side="outside")

    series = tuple(
        replace(item, labels=tuple(map(turned, item.values, item.labels))) if item.labels else item
        for item in plot.series
    )
    return replace(plot, series=series)


def _bar_height(plot: Plot, row: float) -> float:
    """Return the height of a bar in a row, which leaves no more than the widest gap that a chart can have."""
    share = FULL_SHARE if plot.form == "share" or row < LOW_ROW else BAR_SHARE
    return max(min(row * share, MOST_BAR), row / (1 + MOST_GAP / 100))


def _head_row(plot: Plot, area: Box) -> float:
    """Return the height of the heads: none where no column has one, and where dots have theirs in a row."""
    roomy = plot.form == "dumbbell" and area.h / max(1, len(plot.categories)) >= ROOMY
    bare = plot.form == "bar" and not plot.baseline
    headed = plot.rows_head or any(column.head for column in plot.columns) or any(rule.text for rule in plot.rules)
    return HEAD_ROW if headed or not (roomy or bare) else 0.0


def _detail(plot: Plot, area: Box) -> TextStyle:
    """Return the style of second lines: the larger, unless it takes room that rows or bars need."""
    larger, usual = grid.DETAILS
    row = (area.h - _head_row(plot, area)) / max(1, len(plot.categories))
    roomy = _widths(plot, area, larger)[2] >= min(FAIR_BARS * area.w, _widths(plot, area, usual)[2])
    return larger if roomy and row >= 2 * larger.leading + grid.NAME.leading + 4 else usual


def _sizes(page: Page, plot: Plot, row: float, detail: TextStyle) -> tuple[float, float]:
    """Return the size of the values of a plot and of its strong ones; those inside fit their bar."""
    least = (detail.leading if any(line.detail for line in plot.rows) else 0.0) + grid.NAME.leading
    least += 2 * INSETS[any(line.detail for line in plot.rows)]
    if row < least:
        most = int((row * len(plot.categories) - grid.NOTE_ROOM) // least)
        raise page.error(
            "chart",
            f"{len(plot.categories)} rows, and {most} of these fit",
            fewer(most) + "; a table has room for all of them",
        )
    most_size = max(LEAST_SIZE, float(int(_bar_height(plot, row) * 0.9)))
    if plot.form == "dumbbell":
        return LARGE_ENDS if row >= HIGH_ROW else ENDS
    return min(LABEL_SIZE, most_size), min(STRONG_SIZE, most_size)


def _folded(plot: Plot, area: Box) -> Plot:
    """Return a plot whose columns leave its bars little room with its columns of words in the rows' second lines."""
    while plot.rows and _widths(plot, area, grid.DETAILS[-1])[2] < FAIR_BARS * area.w:
        words = next((column for column in plot.columns if column_align(column) == "l"), None)
        if words is None:
            break
        rows = tuple(
            replace(
                row, detail=join([item for item in (row.detail, join(list(split_lines(cell)), " ")) if item], SEPARATOR)
            )
            for row, cell in zip(plot.rows, words.cells, strict=True)
        )
        head = join([item for item in (plot.rows_head, words.head) if item], SEPARATOR)
        rest = tuple(column for column in plot.columns if column is not words)
        plot = replace(plot, rows=rows, columns=rest, rows_head=head)
    return plot


def _widths(plot: Plot, area: Box, detail: TextStyle) -> tuple[float, tuple[tuple[float, float], ...], float]:
    """Return the width of a plot's names, x and width of its columns, and the room for its bars between."""
    names = min(
        max((fit.width(item, grid.NAME) for line in plot.rows for item in (line.name,)), default=0.0),
        area.w * (LONG_NAME_SHARE if _in_one_line(plot, area) else NAME_SHARE),
    )
    details = max((fit.width(line.detail, detail) for line in plot.rows if line.detail), default=0.0)
    names = max(
        names,
        details if details <= area.w * DETAIL_SHARE else area.w * NAME_SHARE,
        fit.width(plot.rows_head, grid.HEAD) if plot.rows_head else 0.0,
    )
    right = area.x1
    cells: list[tuple[float, float]] = []
    for column in reversed(plot.columns):
        width = column_width(column, detail)
        cells.insert(0, (right - width, width))
        right -= width + GAP
    return names, tuple(cells), right - area.x - names - GAP - (GAP if plot.columns else 0)


def _in_one_line(plot: Plot, area: Box) -> bool:
    """Return whether rows of bars alone are too low for names of two lines, so that these may be wider."""
    row = (area.h - _head_row(plot, area)) / len(plot.categories)
    return plot.form == "bar" and not plot.columns and row < 2 * grid.NAMES[-1].leading + 4


def _measured(page: Page, plot: Plot, area: Box, detail: TextStyle) -> _TableLayout:
    top = area.y + _head_row(plot, area)
    row = (area.y1 - top) / (len(plot.rows) or len(plot.categories))
    sizes = _sizes(page, plot, row, detail)
    names, cells, room = _widths(plot, area, detail)
    left = area.x + names + GAP
    if room < LEAST_BARS:
        raise page.error(
            "chart", f"only {room:.0f} points are left for the bars", "shorten the row names or leave out a column"
        )
    before, after = _overhang(plot, room, sizes)
    bars = Box(left + before, top, room - before - after, area.y1 - top)
    if plot.form == "share":
        plot = share_values.without_slivers(plot, bars.w)
        sizes = share_values.sizes(page, plot, bars.w, (row, _bar_height(plot, row)), sizes)
    low = any(line.detail for line in plot.rows) and row < grid.NAME.leading + detail.leading + 2 * INSETS[0]
    return _TableLayout(area, names, left, bars, cells, row, sizes, detail, INSETS[low])


def _overhang(plot: Plot, room: float, sizes: tuple[float, float]) -> tuple[float, float]:
    """Return how much shorter the plot area must be on both sides, so that labels outside of bars stay in the room."""
    low, span = plot.axis.low, plot.axis.high - plot.axis.low
    clearance = 10.0 + (DOT / 2 + OFF_DOT if plot.form == "dumbbell" else 0.0)
    outside = [
        (
            (value - low) / span,
            _leftward(plot, value, label),
            fit.width(label.text, _value_style(sizes, label)) + clearance,
        )
        for series in plot.series
        for value, label in zip(series.values, series.labels, strict=False)
        if value is not None and label is not None and label.side not in ("inside", "centre")
    ]
    before = after = DOT / 2 if plot.form == "dumbbell" else 0.0
    for _ in range(40):  # each side takes room that the other side's bars lose
        bars = room - before - after
        before = min(room * 0.4, max([before, *(wide - at * bars for at, left, wide in outside if left)]))
        after = min(room * 0.5, max([after, *(wide - (1 - at) * bars for at, left, wide in outside if not left)]))
    return before, after


def _leftward(plot: Plot, value: float, label: Label) -> bool:
    """Return whether a label outside stands at the left of its mark: of bars that of a negative value."""
    return label.side == "left" if plot.form == "dumbbell" else value < 0


def _value_style(sizes: tuple[float, float], label: Label) -> TextStyle:
    return TextStyle(size := sizes[label.strong], size, bold=True)


def _header(page: Page, plot: Plot, ground: _TableLayout) -> list[Element]:
    area = ground.area
    y, tall = area.y + 1, grid.HEAD.leading
    elements: list[Element] = []
    if plot.rows_head:
        first = Box(area.x, y, min(ground.names, fit.width(plot.rows_head, grid.HEAD) + 1), tall)
        elements.append(fit.set_text(page, called(page, "Head of rows"), first, fit.single(plot.rows_head, grid.HEAD)))
    end = ground.cells[0][0] - 6 if ground.cells else area.x1
    # words over a line near zero may begin over the names, but not over their head
    left = min(ground.left, area.x + (fit.width(plot.rows_head, grid.HEAD) + GAP if plot.rows_head else 0.0))
    zone = Box(left, y, end - left, tall)
    if plot.form == "dumbbell" and ground.row >= ROOMY:  # the years are labels of dots, no heads of columns
        row = key_row(plot)
        zone = replace(zone, y=ground.top(row) + ground.row / 2 - DOT / 2 - 3 - tall)
    elements += row_heads(page, plot, ground.bars, zone, low=ground.row < ROOMY)
    for index, (column, (x, width)) in enumerate(zip(plot.columns, ground.cells, strict=True), start=1):
        style = grid.aligned(grid.HEAD, column_align(column))
        box = Box(x, y, width, tall)
        elements.append(fit.set_text(page, called(page, f"Head {index}"), box, fit.single(column.head, style)))
    return elements


def _shifts(plot: Plot, ground: _TableLayout) -> tuple[Shift, ...]:
    """Return how far values stand off the places that their sides give them."""
    if plot.form == "share":
        return share_values.raised_labels(
            share_values.without_slivers(plot, ground.bars.w),
            ground.bars.w,
            _bar_height(plot, ground.row),
            ground.sizes[0],
        )
    if plot.form == "dumbbell":
        return tuple(_dot_label_shifts(plot, ground))
    return (*_before_targets(plot, ground), *_past_levels(plot, ground))


def _dot_label_shifts(plot: Plot, ground: _TableLayout) -> Iterator[Shift]:
    """Yield how far each value at a dot moves to stand off its own dot and clear of the line of zero."""
    zero = x_of(plot, ground.bars, 0.0) if plot.below_zero else None
    for series in plot.series:
        for index, (value, label) in enumerate(zip(series.values, series.labels, strict=True)):
            if value is None or label is None or label.side not in ("left", "right"):
                continue
            way = -1 if label.side == "left" else 1
            start = x_of(plot, ground.bars, value) + way * (DOT / 2 + OFF_DOT)
            end = start + way * fit.width(label.text, _value_style(ground.sizes, label))
            crossed = zero is not None and min(start, end) - 2 < zero < max(start, end) + 2
            behind = zero + way * _BAR_GAP - start if zero is not None and crossed else 0.0
            yield Shift(series.name, index, way * OFF_DOT + behind, 0.0)


def _past_levels(plot: Plot, ground: _TableLayout) -> tuple[Shift, ...]:
    """Return how far each label after a bar moves to stand behind the line of a level that would cross it."""
    lines = [x_of(plot, ground.bars, rule.at) for rule in value_rules(plot) if rule.role != "target"]
    shifts: list[Shift] = []
    for series in plot.series:
        for index, (value, label) in enumerate(zip(series.values, series.labels, strict=False)):
            if value is None or value < 0 or label is None or label.side != "outside":
                continue
            start = x_of(plot, ground.bars, value) + _BAR_GAP
            end = start + fit.width(label.text, _value_style(ground.sizes, label))
            crossed = [line for line in lines if start - 2 < line < end + 2]
            if crossed:
                shifts.append(Shift(series.name, index, max(crossed) + _BAR_GAP - start, 0.0))
    return tuple(shifts)


def _before_targets(plot: Plot, ground: _TableLayout) -> tuple[Shift, ...]:
    """Return how far each label inside the end of a bar moves to stand before a line that would cross it."""
    lines = [x_of(plot, ground.bars, rule.at) for rule in value_rules(plot)]
    shifts: list[Shift] = []
    for series in plot.series:
        for index, (value, label) in enumerate(zip(series.values, series.labels, strict=False)):
            if value is None or label is None or label.side != "inside":
                continue
            end = x_of(plot, ground.bars, value)
            start = end - fit.width(label.text, _value_style((ground.sizes[0],) * 2, label)) - 12
            crossed = [line for line in lines if start < line < end - 3]
            if crossed:
                shifts.append(Shift(series.name, index, min(crossed) - end, 0.0))
    return tuple(shifts)


def _cells(page: Page, plot: Plot, at: int, ground: _TableLayout) -> list[Element]:
    """Return the cells of one column of numbers."""
    column, (x, width), elements = plot.columns[at], ground.cells[at], list[Element]()
    align = column_align(column)
    for index, cell in enumerate(column.cells):
        role: Role = plot.rows[index].role if plot.rows else "context"
        paragraphs = [
            Paragraph(piece, grid.aligned(first_style(column, role) if line == 0 else ground.detail, align))
            for line, piece in enumerate(split_lines(cell))
        ]
        box = ground.within(index, x, width)
        name = called(page, f"Cell {index + 1}.{at + 1}")
        elements.append(fit.set_text(page, name, box, paragraphs, anchor="ctr"))
    return elements

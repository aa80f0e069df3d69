"""The bar table: names at the left, native bars in the middle, columns of numbers at the right, on shared rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.deck.plan import fit, grid
from briefing.deck.plan.fit import Page
from briefing.deck.slides import Align, Box, ChartBox, Element, Paragraph, Shape, Style
from briefing.model.chart import Column, Label, Plot, Rule
from briefing.model.text import Text

LABEL_SIZE = 18.0
STRONG_SIZE = 24.0
BAR_SHARE = 0.47  # of a row's height
NAME_SHARE = 0.31  # of the width of the evidence, at most
GAP = 14.0
LEAST_BARS = 120.0
EDGE = 2.0  # what the chart leaves for the line that bars grow from


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where the parts of a bar table stand."""

    area: Box
    names: float  # width of the names
    left: float  # where the bars' room begins
    bars: Box  # plot area of the chart
    cells: tuple[tuple[float, float], ...]  # x and width of each column of numbers
    row: float  # height of a row

    def top(self, index: int) -> float:
        return self.bars.y + index * self.row

    def x(self, plot: Plot, value: float) -> float:
        return self.bars.x + (value - plot.axis.low) / (plot.axis.high - plot.axis.low) * self.bars.w


def bar_table(page: Page, plot: Plot, area: Box) -> list[Element]:
    """A plot of bars → names, chart and numbers in an area, whose foot is the last rule."""
    ground = _measure(page, plot, area)
    elements: list[Element] = [*_head(page, plot, ground), *_rules(page, plot, ground)]
    for index, row in enumerate(plot.rows):
        strong = row.role == "highlight"
        name = [Paragraph(row.name, grid.coloured(grid.NAME, "highlight" if strong else "ink"))]
        if row.detail:
            name.append(Paragraph(row.detail, grid.DETAIL))
        box = Box(area.x, ground.top(index) + 2, ground.names, ground.row - 4)
        elements.append(fit.set_text(page, f"Row {index + 1}", box, name, place="chart", anchor="ctr"))
    end = ground.cells[0][0] - GAP if ground.cells else area.x + area.w
    left = ground.left - EDGE
    elements.append(
        ChartBox(
            "Chart",
            Box(left, ground.bars.y, max(end, ground.bars.x + ground.bars.w) - left, ground.bars.h),
            ground.bars,
            _clear_of_targets(plot),
            plot.alt,
            "chart",
            label_size=LABEL_SIZE,
            strong_size=LABEL_SIZE if any(rule.role == "target" for rule in _value_rules(plot)) else STRONG_SIZE,
            gap_width=round((1 / BAR_SHARE - 1) * 100),
            category_axis=False,
        )
    )
    elements += _absent(page, plot, ground)
    for at in range(len(plot.columns)):
        elements += _cells(page, plot, at, ground)
    return elements


def _measure(page: Page, plot: Plot, area: Box) -> _Ground:
    count = len(plot.rows) or len(plot.categories)
    top = page.zones.head_rule
    row = (area.y + area.h - top) / count
    names = min(
        max((fit.width(item, grid.NAME) for line in plot.rows for item in (line.name,)), default=0.0),
        area.w * NAME_SHARE,
    )
    details = max((fit.width(line.detail, grid.DETAIL) for line in plot.rows if line.detail), default=0.0)
    names = max(
        names, min(details, area.w * NAME_SHARE), fit.width(plot.rows_head, grid.HEAD) if plot.rows_head else 0.0
    )
    right = area.x + area.w
    cells: list[tuple[float, float]] = []
    for column in reversed(plot.columns):
        width = _column_width(column)
        cells.insert(0, (right - width, width))
        right -= width + GAP
    left = area.x + names + GAP
    room = right - left - (GAP if plot.columns else 0)
    if room < LEAST_BARS:
        raise page.error(
            "chart", f"only {room:.0f} points are left for the bars", "shorten the row names or leave out a column"
        )
    before, after = _overhang(plot, room)
    bars = Box(left + before, top, room - before - after, area.y + area.h - top)
    return _Ground(area, names, left, bars, tuple(cells), row)


def _column_width(column: Column) -> float:
    cells = [
        fit.width(piece, _first(column, False) if index == 0 else grid.DETAIL)
        for cell in column.cells
        for index, piece in enumerate(fit.pieces(cell))
        if piece
    ]
    widest = max([*cells, fit.width(column.head, grid.HEAD)])
    return min(widest, 96.0)


def _overhang(plot: Plot, room: float) -> tuple[float, float]:
    """How much shorter the plot area must be on both sides, so that labels outside of bars stay in the room."""
    low, span = plot.axis.low, plot.axis.high - plot.axis.low
    outside = [
        ((value - low) / span, value < 0, fit.width(label.text, _label_style(label)) + 10)
        for series in plot.series
        for value, label in zip(series.values, series.labels, strict=False)
        if value is not None and label is not None and label.side != "inside"
    ]
    before = after = 0.0
    for _ in range(40):  # each side takes room that the other side's bars lose
        bars = room - before - after
        before = min(room * 0.4, max((wide - at * bars for at, down, wide in outside if down), default=0.0))
        after = min(room * 0.5, max((wide - (1 - at) * bars for at, down, wide in outside if not down), default=0.0))
        before, after = max(0.0, before), max(0.0, after)
    return before, after


def _label_style(label: Label) -> Style:
    size = STRONG_SIZE if label.strong else LABEL_SIZE
    return Style(size, size, bold=True)


def _head(page: Page, plot: Plot, ground: _Ground) -> list[Element]:
    area = ground.area
    y, tall = area.y + 1, 16.0
    elements: list[Element] = []
    if plot.rows_head:
        first = Box(area.x, y, ground.names, tall)
        elements.append(fit.set_text(page, "Head of rows", first, fit.one(plot.rows_head, grid.HEAD), place="chart"))
    end = ground.cells[0][0] - 6 if ground.cells else area.x + area.w
    for index, (x, said) in enumerate(_captions(page, plot, ground), start=1):
        width = fit.width(said, grid.HEAD)
        left = max(ground.left, min(x - width / 2, end - width))
        box = Box(left, y, width, tall)
        centred = grid.aligned(grid.HEAD, "ctr" if left == x - width / 2 else "l")
        elements.append(fit.set_text(page, f"Base {index}", box, fit.one(said, centred), place="chart"))
    for index, (column, (x, width)) in enumerate(zip(plot.columns, ground.cells, strict=True), start=1):
        style = grid.aligned(grid.HEAD, _align(column))
        box = Box(x, y, width, tall)
        elements.append(fit.set_text(page, f"Head {index}", box, fit.one(column.head, style), place="chart"))
    return elements


def _captions(page: Page, plot: Plot, ground: _Ground) -> list[tuple[float, Text]]:
    """Texts over the bars: of the rules at a value, else the baseline's at the left edge."""
    rules = _value_rules(plot)
    if not plot.baseline and any(rule.role == "target" and not rule.text for rule in rules):
        plot = replace(plot, baseline=page.say("share_of_target"))
    captions = [(ground.x(plot, rule.at), rule.text or plot.baseline) for rule in rules if rule.text or plot.baseline]
    if plot.baseline and not any(said == plot.baseline for _, said in captions):
        captions.insert(0, (ground.x(plot, max(0.0, plot.axis.low)), plot.baseline))
    return captions


def _rules(page: Page, plot: Plot, ground: _Ground) -> list[Element]:
    area = ground.area
    end = area.x + area.w
    elements: list[Element] = [
        Shape("Head rule", "line", Box(area.x, page.zones.head_rule, end - area.x, 0), line="ink", weight=1.0)
    ]
    for index in range(1, len(plot.rows) + 1):
        box = Box(area.x, ground.top(index), end - area.x, 0)
        elements.append(Shape(f"Row rule {index}", "line", box, line="rule", weight=0.75))
    return elements


def _value_rules(plot: Plot) -> list[Rule]:
    return [rule for rule in plot.rules if rule.along == "value"]


def _absent(page: Page, plot: Plot, ground: _Ground) -> list[Element]:
    """What stands in the place of a bar that no value gives a length."""
    elements: list[Element] = []
    for remark in plot.remarks:
        row = round(remark.at)
        width = min(fit.width(remark.text, grid.REMARK), ground.bars.w - 10)
        box = Box(ground.x(plot, 0.0) + 8, ground.top(row) + 2, width, ground.row - 4)
        said = fit.one(remark.text, grid.REMARK)
        elements.append(fit.set_text(page, f"Remark {row + 1}", box, said, place="chart", anchor="ctr"))
    return elements


def _clear_of_targets(plot: Plot) -> Plot:
    """Labels inside of bars stand at their base where a target's tick might cross them at the end."""
    if not any(rule.role == "target" for rule in _value_rules(plot)):
        return plot
    return replace(
        plot,
        series=tuple(
            replace(
                series,
                labels=tuple(
                    replace(label, side="left") if label and label.side == "inside" else label
                    for label in series.labels
                ),
            )
            for series in plot.series
        ),
    )


def _align(column: Column) -> Align:
    """Numbers are set right: cells that print a fact, and columns that hold no text at all."""
    return "r" if any(run.fact for cell in column.cells for run in cell) else "l"


def _first(column: Column, strong: bool) -> Style:
    if strong:
        return grid.coloured(grid.CELL, "highlight", bold=True)
    return grid.CELL if column.emphasis else grid.coloured(grid.CELL, "ink_2")


def _cells(page: Page, plot: Plot, at: int, ground: _Ground) -> list[Element]:
    """The cells of one column of numbers."""
    column, (x, width) = plot.columns[at], ground.cells[at]
    elements: list[Element] = []
    align = _align(column)
    for index, cell in enumerate(column.cells):
        strong = column.emphasis and bool(plot.rows) and plot.rows[index].role == "highlight"
        paragraphs = [
            Paragraph(piece, grid.aligned(_first(column, strong) if line == 0 else grid.DETAIL, align))
            for line, piece in enumerate(fit.pieces(cell))
        ]
        box = Box(x, ground.top(index) + 2, width, ground.row - 4)
        name = f"Cell {index + 1}.{at + 1}"
        elements.append(fit.set_text(page, name, box, paragraphs, place="chart", anchor="ctr"))
    return elements

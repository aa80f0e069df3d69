"""What charts of rows share: names at the left, the ground in the middle, columns of numbers at the right."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts.boxes import Box
from briefing.charts.chart_rows import value_rules
from briefing.charts.roles import LEADS, lead_colour
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import GRID, Align, ChartCanvas
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.text_lines import Face
from briefing.errors import LayoutError
from briefing.model.chart import Column, Plot, PlotRow, Role
from briefing.model.text import Text, plain
from briefing.typesetting.break_opportunities import has_wide
from briefing.typesetting.runs import split_lines

PAD = 5.0  # between a mark and its words
_GAP = 12.0
_NAMES = 0.36  # of the width, at most
_LEAST_BARS = 60.0
_ROW = 16.0  # a row of one line
_AIR = 2.2  # above and below the lines of a row
_LEAST_AIR, _LEAST_ROW = 3.6, 0.8  # where a page asks for less: around its words, and a part of its usual height
# Between a name and its detail; Han signs, all higher than capitals, would touch.
_BELOW = {False: 2.0, True: 3.2}
_WIDE_AIR = 2.0  # more around a Han name with a detail, which would come close to the rules
SHARE_LINES = 2  # of the names of parts


def height(plot: Plot, sizes: Sizes, width: float, measure: Measure) -> float:
    """Return the height that a chart of rows needs in points."""
    return sum(_rows(plot, sizes, width, measure)) + _head_height(plot, sizes) + 1.0


def least_height(plot: Plot, sizes: Sizes, width: float, measure: Measure) -> float:
    """Return the height in points below which the words of a table's row would touch its rules."""
    if not tabled(plot):
        return height(plot, sizes, width, measure)
    own, note = Face(sizes.label, strong=True), Face(sizes.note)
    usual = _rows(plot, sizes, width, measure)
    part = _LEAST_ROW
    for index, tall in enumerate(usual):
        cells = [len(split_lines(column.cells[index])) for column in plot.columns if index < len(column.cells)]
        needs = [text_lines.tall(measure, own) + (lines - 1) * note.leading for lines in cells]
        if index < len(plot.rows):
            row = plot.rows[index]
            name = text_lines.tall(measure, own, len(text_lines.balanced(measure, row.name, own, width * _NAMES)))
            details = len(text_lines.balanced(measure, row.detail, note, width * _NAMES)) if row.detail else 0
            below = _BELOW[has_wide(plain(row.name))]
            needs.append(name + (text_lines.tall(measure, note, details) + below if details else 0.0))
        part = max(part, (max(needs, default=0.0) + _LEAST_AIR) / tall)
    return sum(usual) * min(1.0, part) + _head_height(plot, sizes) + 1.0


def _rows(plot: Plot, sizes: Sizes, width: float, measure: Measure) -> list[float]:
    """Return the height that each row needs: a long second line makes its own row higher, no other."""
    least = _ROW if not tabled(plot) else 19.0
    talls = [least] * len(plot.categories)
    for index in range(len(talls)):
        lines = [len(split_lines(column.cells[index])) for column in plot.columns if index < len(column.cells)]
        if index < len(plot.rows):
            row, face = plot.rows[index], Face(sizes.note)
            details = len(text_lines.balanced(measure, row.detail, face, width * _NAMES)) if row.detail else 0
            names = len(text_lines.balanced(measure, row.name, _face(plot, row, sizes), width * _NAMES))
            lines.append(names + details)
        wide = bool(index < len(plot.rows) and plot.rows[index].detail and has_wide(plain(plot.rows[index].name)))
        air = _AIR + _WIDE_AIR * wide
        talls[index] = max(least, max(lines, default=1) * sizes.label * text_lines.LEADING + air)
    return talls


def _face(plot: Plot, row: PlotRow, sizes: Sizes) -> Face:
    """Return how the name of a row is set: what is highlighted is bold, and so wider."""
    return Face(sizes.label, tabled(plot) or row.role in LEADS)


def _head_height(plot: Plot, sizes: Sizes) -> float:
    headed = plot.columns or plot.rows_head or any(rule.text for rule in plot.rules)
    headed = headed or any(series.end for series in plot.series if plot.form != "bar")
    lines = SHARE_LINES if plot.form == "share" else 1
    return sizes.axis * (0.7 + 1.2 * lines) if headed else 0.0


class RowLayout(Struct, frozen=True):
    """Where names, marks and columns stand, and each row from the top."""

    plot: Plot
    names: float
    left: float
    bars: float
    cells: tuple[tuple[float, float], ...]
    top: float
    rows: tuple[float, ...]

    def row(self, index: int) -> float:
        """Return the height of a row."""
        return self.rows[index]

    def foot(self, index: int) -> float:
        """Return the lower edge of a row."""
        return self.top - sum(self.rows[: index + 1])

    def middle(self, index: int) -> float:
        """Return the middle of a row."""
        return self.foot(index) + self.rows[index] / 2

    def x(self, value: float) -> float:
        """Return the place of a value."""
        return self.left + (value - self.plot.axis.low) / (self.plot.axis.high - self.plot.axis.low) * self.bars

    def bar(self, index: int, *, table: bool) -> Box:
        """Return the band of a row's bar, of no width."""
        tall = min(min(self.rows) * (0.46 if table else 0.72), 16.0)
        return Box(self.left, self.foot(index) + (self.rows[index] - tall) / 2, 0, tall)


def frame(canvas: ChartCanvas, plot: Plot, overhang: Callable[[ChartCanvas, Plot, float], float]) -> RowLayout:
    """Draw all but the marks; return the layout for them, shorter than its room by `overhang` for words beyond it.

    The axes lie on it: values across, and up the points of the figure, as rows are of unlike height.
    """
    ground = _measure(canvas, plot, overhang)
    foot = ground.foot(len(plot.categories) - 1)
    box = Box(ground.left, foot, ground.bars, ground.top - foot)
    canvas.frame(box, (plot.axis.low, plot.axis.high), (foot, ground.top))
    _head(canvas, ground, table=tabled(plot))
    for index in range(len(plot.categories)):
        if plot.rows:
            _name(canvas, plot.rows[index], ground, index)
    if tabled(plot):
        feet = [ground.foot(index) for index in range(len(plot.categories))]
        parted = [row.parted for row in plot.rows[1:]] + [False] * len(feet)
        rules = [canvas.colour("ink" if dark else "rule") for dark, _ in zip(parted, feet, strict=False)]
        canvas.axes.hlines(feet, 0, canvas.width, color=rules, linewidth=GRID, zorder=1, transform=canvas.points)
    for column, (x, wide) in zip(plot.columns, ground.cells, strict=True):
        _column(canvas, ground, column, x, wide)
    return ground


def remarks(canvas: ChartCanvas, ground: RowLayout, mark: float = 0.0) -> None:
    """Write the words of rows without a value, next to what stands there; `mark` is its half width. Where they have a
    target they stand on a hatched band up to it."""
    face = Face(canvas.sizes.note)
    targets = [rule.at for rule in value_rules(ground.plot) if rule.role == "target"]
    for remark in ground.plot.remarks:
        index = round(remark.at)
        wide, tall = canvas.size_of(remark.text, face)
        x = ground.x(remark.value) + mark + PAD
        if targets:
            band = ground.bar(index, table=tabled(ground.plot))
            x = (ground.x(remark.value) + ground.x(targets[0]) - wide) / 2
            _hatch(canvas, replace(band, w=ground.x(targets[0]) - band.x), Box(x - PAD, band.y, wide + 2 * PAD, band.h))
        low = _below_baseline(canvas, face)
        box = Box(x, ground.foot(index) + (ground.row(index) - tall - low) / 2, wide, tall)
        canvas.write(remark.text, box, face, canvas.colour("ink_3"))


def _hatch(canvas: ChartCanvas, band: Box, words: Box) -> None:
    """Hatch a band, but for the ground of words on it."""
    for left, right in ((band.x, words.x), (words.x + words.w, band.x + band.w)):
        if right > left:
            axes, transform = canvas.axes, canvas.points
            (ground,) = axes.fill(
                (left, right, right, left),
                (band.y, band.y, band.y + band.h, band.y + band.h),
                facecolor="none", linewidth=0.0, zorder=0.5, transform=transform,
            )  # fmt: skip
            ground.set(edgecolor=canvas.colour("rule_strong"), hatch="//////")


def _measure(canvas: ChartCanvas, plot: Plot, overhang: Callable[[ChartCanvas, Plot, float], float]) -> RowLayout:
    sizes, surface = canvas.sizes, canvas.surface
    most = canvas.width * _NAMES
    detail = Face(sizes.note)
    texts = [text_lines.width(surface, row.name, _face(plot, row, sizes)) for row in plot.rows]
    texts += [
        text_lines.widest(surface, text_lines.balanced(surface, row.detail, detail, most), detail) for row in plot.rows
    ]
    names = min(most, max(texts, default=0.0))
    right = canvas.width
    cells: list[tuple[float, float]] = []
    ruled = any(rule.text for rule in value_rules(plot))
    for column in reversed(plot.columns):
        # the head of the first may stand over the bars, where no other words do
        over = plot.form == "bar" and column is plot.columns[0] and not ruled and _align(column) == "right"
        wide = _column_width(canvas, column, headed=not over)
        cells.insert(0, (right - wide, wide))
        right -= wide + _GAP
    left = names + _GAP if names else 1.0
    room = right - left
    if room < _LEAST_BARS:
        what = f"only {room:.0f} points are left for the bars"
        raise LayoutError(what, str(canvas.place), "shorten the row names or leave out a column")
    top = canvas.height - _head_height(plot, sizes)
    wished = _rows(plot, sizes, canvas.width, surface)
    rows = tuple(tall * (top - 1) / sum(wished) for tall in wished)
    before = _before(canvas, plot, 0.0)
    if before:  # a bar that ends within the others' reach has room for its label
        before = _before(canvas, plot, room - before - overhang(canvas, plot, room - before))
    bars = room - before
    return RowLayout(plot, names, left + before, bars - overhang(canvas, plot, bars), tuple(cells), top, rows)


def _before(canvas: ChartCanvas, plot: Plot, bars: float) -> float:
    """Return the room that labels of bars below zero need at their left, where all bars together are `bars` wide at
    least: none where a label has its place inside its bar, or its bar ends where the longest is still seen."""
    if plot.form != "bar":
        return 0.0
    face, span = Face(canvas.sizes.strong, strong=True), plot.axis.high - plot.axis.low
    need = 0.0
    for series in plot.series:
        for value, label in zip(series.values, series.labels, strict=False):
            if value is None or value >= 0 or label is None:
                continue
            wide = text_lines.width(canvas.surface, label.text, face)
            if label.side != "inside" or wide + 2 * PAD >= -value / span * bars:
                need = max(need, wide + PAD - (value - plot.axis.low) / span * bars)
    return need


def tabled(plot: Plot) -> bool:
    """Return whether the rows read as a table, with rules between them."""
    return bool(plot.columns) or any(row.detail for row in plot.rows)


def _column_width(canvas: ChartCanvas, column: Column, *, headed: bool) -> float:
    face, note, head = Face(canvas.sizes.label, strong=True), Face(canvas.sizes.note), Face(canvas.sizes.axis)
    widths = [text_lines.width(canvas.surface, column.head, head) if headed else 0.0]
    for cell in column.cells:
        for index, piece in enumerate(split_lines(cell)):
            widths.append(text_lines.width(canvas.surface, piece, note if index else face))
    return max(widths)


def _head(canvas: ChartCanvas, ground: RowLayout, *, table: bool) -> None:
    plot = ground.plot
    face = Face(canvas.sizes.axis)
    colour = canvas.colour("ink_3")
    tall = canvas.tall(face)
    y = ground.top + 4.5
    if table:
        canvas.line(((0, ground.top), (canvas.width, ground.top)), canvas.colour("ink"), 1.0)
    if plot.rows_head:
        canvas.write(
            plot.rows_head, Box(0, y, text_lines.width(canvas.surface, plot.rows_head, face), tall), face, colour
        )
    for column, (x, wide) in zip(plot.columns, ground.cells, strict=True):
        own = text_lines.width(canvas.surface, column.head, face)
        align = _align(column)
        canvas.write(column.head, Box(x + (wide - own if align == "right" else 0), y, own, tall), face, colour, align)
    for rule in value_rules(plot):
        if rule.text:
            wide = text_lines.width(canvas.surface, rule.text, face)
            end = ground.cells[0][0] - _GAP / 2 if ground.cells else canvas.width
            names = text_lines.width(canvas.surface, plot.rows_head, face) + _GAP if plot.rows_head else 0.0
            x = min(max(names, ground.x(rule.at) - wide / 2), end - wide)
            canvas.write(rule.text, Box(x, y, wide, tall), face, colour)


def _name(canvas: ChartCanvas, row: PlotRow, ground: RowLayout, index: int) -> None:
    table = bool(row.detail)
    name, detail = Face(canvas.sizes.label, strong=table or row.role in LEADS), Face(canvas.sizes.note)
    first = text_lines.balanced(canvas.surface, row.name, name, ground.names)
    second = text_lines.balanced(canvas.surface, row.detail, detail, ground.names) if row.detail else ()
    own, other = canvas.tall(name, len(first)), canvas.tall(detail, len(second)) if second else 0.0
    total = own + (other + _BELOW[has_wide(plain(row.name))] if second else 0.0)
    room = ground.row(index)
    if total > room - 1:
        what = f"the name {plain(row.name)!r} needs {total:.0f} points, its row has {room:.0f}"
        raise LayoutError(what, str(canvas.place), "shorten the name or its second line")
    top = ground.foot(index) + (room + total - _below_baseline(canvas, name)) / 2
    colour = canvas.colour(lead_colour(row.role, "ink" if table else "ink_2"))
    wide = text_lines.widest(canvas.surface, first, name)
    canvas.write_lines(row.name, first, Box(0, top - own, wide, own), name, colour)
    if second:
        wide = text_lines.widest(canvas.surface, second, detail)
        canvas.write_lines(row.detail, second, Box(0, top - total, wide, other), detail, canvas.colour("ink_3"))


def _below_baseline(canvas: ChartCanvas, face: Face) -> float:
    """Return how far letters reach below their line: the middle of their capitals, not of all this, is level with the
    mark of a row."""
    return canvas.surface.descent("bold" if face.strong else "text", face.size)


def _align(column: Column) -> Align:
    """Return the side of a column: those that print facts are numbers, set right."""
    return "right" if any(run.fact for cell in column.cells for run in cell) else "left"


def _column(canvas: ChartCanvas, ground: RowLayout, column: Column, x: float, wide: float) -> None:
    align = _align(column)
    for index, cell in enumerate(column.cells):
        role: Role = ground.plot.rows[index].role if ground.plot.rows else "context"
        strong = column.emphasis
        face, note = Face(canvas.sizes.label, strong), Face(canvas.sizes.note)
        colour = canvas.colour(lead_colour(role, "ink") if strong else "ink_2")
        parts: list[Text] = list(split_lines(cell))
        own = canvas.tall(face)
        total = own + (len(parts) - 1) * note.leading
        top = ground.foot(index) + (ground.row(index) + total - _below_baseline(canvas, face)) / 2
        if total > ground.row(index) - 1:
            what = f"a cell of {plain(column.head)!r} has {len(parts)} lines, its row has room for fewer"
            raise LayoutError(what, str(canvas.place), "shorten the cell")
        for number, part in enumerate(parts):
            used = face if number == 0 else note
            width = text_lines.width(canvas.surface, part, used)
            left = x + (wide - width if align == "right" else 0.0)
            foot = top - own - number * note.leading
            hue = colour if number == 0 else canvas.colour("ink_3")
            canvas.write(part, Box(left, foot, width, canvas.tall(used)), used, hue)

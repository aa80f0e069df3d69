"""Tables that stay one table over pages: heads with scope, a caption's alt, a repeated head that is no content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.brief.flowables import Block, Prose, Stack
from briefing.brief.setting import Place, Setting
from briefing.brief.structure import Element
from briefing.brief.styles import TABLE_CELL, TABLE_DETAIL, TABLE_HEAD
from briefing.model.document import Table
from briefing.model.text import Text, embolden, plain

_PAD = 2.0
# Rows that stand together at the foot and the head of a page.
_TOGETHER = 2
# A table up to this height goes to the next page rather than over two.
_WHOLE = 260.0
_GUTTER = 10.0
_EDGE = 2.0
GAP = 1.5  # between cells on grounds


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side; `fill` is the ground of the row, `grounds` are those of its cells: palette roles or empty."""

    cells: tuple[Block, ...]
    fill: str = ""
    grounds: tuple[str, ...] = ()


class Grid(Block):
    """A head and rows on fixed columns; it splits between rows and repeats its head as an artifact.

    `widths` are points. `head` makes the head anew for each part: tagged on the first, an artifact after. `inset` is
    what all cells but those of the first column leave free at their sides, where cells have grounds.
    """

    divides = True

    def __init__(
        self,
        setting: Setting,
        widths: Sequence[float],
        head: Row,
        again: Row,
        rows: Sequence[Row],
        *,
        gap: float = 0.0,
        centred: bool = False,
        inset: float = 0.0,
    ) -> None:
        super().__init__(gap)
        self.setting, self.widths, self.head, self.again, self.rows = setting, tuple(widths), head, again, tuple(rows)
        self.centred, self.inset = centred, inset
        self.heights: list[float] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Width → height of head and rows."""
        if not self.heights or self.width != width:
            self.width = width
            self.heights = [self._height(row) for row in (self.head, *self.rows)]
            self.height = sum(self.heights)
        return width, self.height

    def _height(self, row: Row) -> float:
        inner = [cell.wrap(wide, 10_000)[1] for cell, (_, wide) in zip(row.cells, self._places(), strict=True)]
        return max(inner) + 2 * _PAD

    def _places(self) -> list[tuple[float, float]]:
        """The x and the width of each cell's content."""
        gutter = (self.width - sum(self.widths)) / max(1, len(self.widths) - 1)
        lefts = [sum(self.widths[:at]) + at * gutter for at in range(len(self.widths))]
        insets = [0.0, *(self.inset for _ in self.widths[1:])]
        return [(x + inset, wide - 2 * inset) for x, wide, inset in zip(lefts, self.widths, insets, strict=True)]

    def parts(self, width: float, height: float) -> list[Block]:
        """The rows that fit a height and the rest under the head again."""
        self.wrap(width, height)
        if self.height <= _WHOLE:
            return []
        used, fit = self.heights[0], 0
        for tall in self.heights[1:]:
            if used + tall > height + 0.01:
                break
            used, fit = used + tall, fit + 1
        fit = min(fit, len(self.rows) - _TOGETHER)
        if fit < _TOGETHER:
            return []
        first = self._part(self.head, self.rows[:fit], self.space)
        return [first, self._part(self.again, self.rows[fit:], 0.0)]

    def _part(self, head: Row, rows: Sequence[Row], gap: float) -> Grid:
        return Grid(self.setting, self.widths, head, self.again, rows, gap=gap, centred=self.centred, inset=self.inset)

    def draw(self) -> None:
        """Paint grounds and rules as artifacts and each cell under its own element."""
        top = self.height
        rows = (self.head, *self.rows)
        for at, (row, tall) in enumerate(zip(rows, self.heights, strict=True)):
            if row.fill:
                with self.canvas.artifact("Background"):
                    self.canvas.fill_rect(
                        -_EDGE, top - tall, self.width + 2 * _EDGE, tall, self.setting.colour(row.fill)
                    )
            self._grounds(row, top, tall)
            self._cells(row, top, tall, head=at == 0)
            top -= tall
            if row.grounds:  # cells on grounds stand apart by gaps
                continue
            with self.canvas.artifact():
                colour, weight = ("ink", 1.0) if at == 0 else ("rule", 0.6)
                self.canvas.stroke_line(0, top, self.width, top, self.setting.colour(colour), weight)

    def _cells(self, row: Row, top: float, tall: float, *, head: bool) -> None:
        for cell, (x, width) in zip(row.cells, self._places(), strict=True):
            cell.wrap(width, tall)
            # heads stand on their rule; cells hang from the one above, or stand in the middle
            drop = (tall - cell.height) / 2 if self.centred else _PAD
            y = top - tall + _PAD if head else top - drop - cell.height
            cell.drawOn(self.canvas, x, y)

    def _grounds(self, row: Row, top: float, tall: float) -> None:
        for role, (x, wide) in zip(row.grounds, self._places(), strict=False):
            if role:
                left, right = x - self.inset, x + wide + self.inset
                with self.canvas.artifact("Background"):
                    self.canvas.fill_rect(
                        left, top - tall + GAP / 2, right - left, tall - GAP, self.setting.colour(role)
                    )


class TableTags:
    """Makes the elements of one table: rows, heads with their scope, cells."""

    def __init__(self, parent: Element, summary: str = "") -> None:
        self.table = parent.add("Table")
        self._summary = summary
        self._row = self.table

    def row(self) -> None:
        """Begin a row."""
        self._row = self.table.add("TR")

    def cell(self, scope: str = "") -> Element:
        """A cell, or a head if it has a scope, Column or Row."""
        element = self._row.add("TH" if scope else "TD")
        if scope:
            element.attributes["Table"] = {"Scope": f"/{scope}"}
        return element


def table(setting: Setting, block: Table, parent: Element, place: Place, width: float, *, gap: float = 0.0) -> Grid:
    """A table of the document → a grid of that width."""
    if not block.head or not any(plain(cell).strip() for cell in block.head):
        setting.refuse(place, "a table without a header row", "give it a `head`")
    tags = TableTags(parent)
    aligns = block.align or "l" * len(block.head)
    widths = column_widths(block, width)
    tags.row()
    head = tuple(
        Prose(setting, cell, TABLE_HEAD.aligned(side), tags.cell("Column"), place)
        for cell, side in zip(block.head, aligns, strict=True)
    )
    again = tuple(
        Prose(setting, cell, TABLE_HEAD.aligned(side), None, place)
        for cell, side in zip(block.head, aligns, strict=True)
    )
    rows = []
    for number, cells in enumerate(block.rows):
        tags.row()
        chosen = number == block.highlight
        made: list[Block] = []
        for at, (cell, side) in enumerate(zip(cells, aligns, strict=True)):
            heads = block.row_head and at == 0
            style = TABLE_CELL.aligned(side).coloured("highlight" if chosen else "ink")
            made.append(
                Prose(setting, embolden(cell) if heads else cell, style, tags.cell("Row" if heads else ""), place)
            )
        rows.append(Row(tuple(made), "highlight_tint" if chosen else ""))
    return Grid(setting, widths, Row(head), Row(again), rows, gap=gap)


def column_widths(block: Table, width: float) -> list[float]:
    """Relative weights, else the widths that the texts ask for → points, gutters left out."""
    room = width - _GUTTER * (len(block.head) - 1)
    weights = list(block.weights)
    if len(weights) != len(block.head):
        columns = list(zip(block.head, *block.rows, strict=True))
        weights = [max(6.0, min(40.0, max(len(plain(cell)) for cell in column))) for column in columns]
    return [room * weight / sum(weights) for weight in weights]


def named(setting: Setting, name: Text, detail: Text, element: Element, place: Place, *, colour: str = "ink") -> Stack:
    """A row's name in bold above its detail, in one cell."""
    blocks: list[Block] = [Prose(setting, embolden(name), TABLE_CELL.coloured(colour), element.add("P"), place)]
    if detail:
        blocks.append(Prose(setting, detail, TABLE_DETAIL, element.add("P"), place))
    return Stack(setting, blocks)

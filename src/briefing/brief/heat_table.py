"""The heat table: rows by years, every value printed on its shade, and below it what the shades mean."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.brief.brief_context import BriefContext
from briefing.brief.flowables import Flowable
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import TABLE_CELL, TABLE_DETAIL, TABLE_HEAD, ParagraphStyle
from briefing.brief.tables import GAP, CellRow, TableBuilder, TableFlowable, TableStyle
from briefing.brief.text_block import TextBlock
from briefing.model.document import HeatTable
from briefing.model.text import Text, embolden, text
from briefing.model.theme import HEAT_GROUNDS, HEAT_TEXTS

_INSET = 2.5
_NAMES = 0.36  # of the width, for the names at most
_LEAST = 52.0  # points for the names; longer ones take more lines
_AIR = 6.0  # between the names and the values
_TALL, _PAD = 13.0, 5.0
_FIX = "name fewer years or rows, print large numbers in a scale (`formats`), or show it in the deck (`only: [deck]`)"


def heat_table(context: BriefContext, block: HeatTable, parent: Element, width: float) -> list[Flowable]:
    """Return a heat table as a tagged table on shades, and its scale."""
    builder = TableBuilder(context, parent)
    head = builder.head((block.head, *block.years), "l" + "c" * len(block.years))
    rows = []
    for number, row in enumerate(block.rows):
        name, edge = block.roles(number)
        builder.begin_row()
        cells: list[Flowable] = [builder.name(row.name, row.detail, name)]
        for cell in row.cells:
            cells.append(builder.cell(cell.text, TABLE_CELL.aligned("c").coloured(HEAT_TEXTS[cell.step])))
        breaks = [column for column, cell in enumerate(row.cells, start=1) if cell.new_base]
        grounds = ("", *(HEAT_GROUNDS[cell.step] for cell in row.cells))
        rows.append(CellRow(tuple(cells), grounds=grounds, breaks=tuple(breaks), edge=edge))
    style = TableStyle(centred=True, inset=_INSET)
    values = TableFlowable(context, _widths(context, block, parent.origin, width), head, rows, style)
    return [values, HeatScale(context, block, parent)] if block.scale else [values]


def _widths(context: BriefContext, block: HeatTable, origin: Origin, width: float) -> list[float]:
    """The names as wide as they need, within their share and what the values leave; the years share the rest evenly.

    Values that leave the names too little are refused.
    """
    count, (needed, values) = len(block.years), _needed(context, block)
    least = min(needed, _LEAST)
    names = min(needed, width * _NAMES, width - values)
    if names < least:
        what = f"a heat table of {count} years that leaves {max(0.0, names):.0f} points for the names of its rows"
        context.refuse(origin, what, _FIX)
        names = least
    return [names, *((width - names) / count - GAP for _ in block.years)]


def is_wide(context: BriefContext, block: HeatTable, width: float) -> bool:
    """Whether the values of a heat table leave too little of a width to the names of its rows."""
    needed, values = _needed(context, block)
    return width - values < min(needed, _LEAST)


def _needed(context: BriefContext, block: HeatTable) -> tuple[float, float]:
    """What the names need on one line, and what all columns of values need."""
    values = [cell.text for row in block.rows for cell in row.cells]
    widest = max(word.width for value in values for word in context.typesetter.words(value, TABLE_CELL))
    names = max(
        max(_width(context, embolden(row.name), TABLE_CELL), _width(context, row.detail, TABLE_DETAIL))
        for row in block.rows
    )
    return names + _AIR, len(block.years) * (widest + 2 * _INSET + GAP)


def _width(context: BriefContext, value: Text, style: ParagraphStyle) -> float:
    return max((line.width for line in context.typesetter.lines(value, style, 10_000)), default=0.0)


class HeatScale(Flowable):
    """What the shades mean: a box for each step that occurs, by value, the values printed in it."""

    def __init__(self, context: BriefContext, block: HeatTable, parent: Element) -> None:
        super().__init__(gap=5.0)
        self.context = context
        element = parent.add("P")
        self.label = TextBlock(context, text(context.phrase("heat_scale") + " "), TABLE_HEAD, element.add("Span"))
        self.cells = [
            TextBlock(context, cell.text, TABLE_HEAD.coloured(HEAT_TEXTS[cell.step]), element.add("Span"))
            for cell in block.scale
        ]
        self.grounds = [HEAT_GROUNDS[cell.step] for cell in block.scale]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """One line, or two where label and boxes have no room on one."""
        self.width = width
        for item in (self.label, *self.cells):
            item.wrap(width, height)
        self.boxes = [cell.natural_width() + 2 * _PAD for cell in self.cells]
        used = sum(self.boxes) + GAP * (len(self.boxes) - 1)
        self.start = self.label.natural_width() + _PAD
        self.lines = 1 if self.start + used <= width else 2
        self.start = self.start if self.lines == 1 else 0.0
        self.height = self.lines * _TALL
        return width, self.height

    def draw(self) -> None:
        """Paint the label, then each ground as an artifact with its values."""
        drop = (_TALL - TABLE_HEAD.leading) / 2
        self.label.drawOn(self.canvas, 0, self.height - _TALL + drop)
        x = self.start
        for cell, role, wide in self._each():
            with self.canvas.artifact("Background"):
                self.canvas.fill_rect(x, 0, wide, _TALL, self.context.colour(role))
            cell.drawOn(self.canvas, x + _PAD, drop)
            x += wide + GAP

    def _each(self) -> Iterable[tuple[TextBlock, str, float]]:
        return zip(self.cells, self.grounds, self.boxes, strict=True)

"""Tables that stay one table over pages: heads with scope, a caption's alt, a repeated head that is no content."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.flowables import Flowable, Stack
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import TABLE_CELL, TABLE_DETAIL, TABLE_HEAD, ParagraphStyle
from briefing.brief.text_block import TextBlock
from briefing.model.document import Table
from briefing.model.text import Text, embolden, plain

# Above and below the words of a cell, and the least where a page has no more.
_PAD, _LEAST_PAD = 2.0, 1.1
# Rows that stand together at the foot and the head of a page.
_TOGETHER = 2
# A table up to this height goes to the next page rather than over two.
_WHOLE = 260.0
GUTTER, _LEAST_GUTTER = 10.0, 5.0
# What the first cells of a table with a tinted row leave free at their left.
_EDGE = 4.0
# Longer words of a narrow column may be divided; numbers never.
_WORD = 18.0
_ROW_HEAD = replace(TABLE_CELL, weight="Semibold")
_MOST_GUTTER = 14.0
GAP = 1.5  # between cells on grounds
_DASH, _BREAK = (3.0, 2.0), 1.2  # of the line before a value on a new base
_FOCUS = 1.2  # of the edge of a row in focus
_STROKES = 3.0  # from one stroke of a hatch to the next


class CellRow(Struct, frozen=True):
    """Cells side by side; `fill` is the ground of the row, `grounds` are those of its cells: palette roles or empty.

    `breaks` are the columns whose values are on a new base: a dashed line stands before them. A row in focus has an
    `edge`, a palette role.
    """

    cells: tuple[Flowable, ...]
    fill: str = ""
    grounds: tuple[str, ...] = ()
    breaks: tuple[int, ...] = ()
    edge: str = ""


class TableStyle(Struct, frozen=True):
    """How a table is set: cells `centred` in their rows or hanging from the rule above; `inset` is what all cells but
    those of the first column leave free at their sides, where cells have grounds; `edge` what the first ones leave free
    at their left (by default some if a row is tinted)."""

    centred: bool = False
    inset: float = 0.0
    edge: float | None = None


def _tall(row: CellRow, places: Sequence[tuple[float, float]]) -> float:
    return max(cell.wrap(wide, 10_000)[1] for cell, (_, wide) in zip(row.cells, places, strict=True))


class TableFlowable(Flowable):
    """A head and rows on columns of fixed widths in points; it splits between rows, and repeats its head untagged."""

    divides = True
    kind = "table"

    def __init__(
        self,
        context: BriefContext,
        widths: Sequence[float],
        head: CellRow,
        rows: Sequence[CellRow],
        style: TableStyle = TableStyle(),  # noqa: B008  # frozen
    ) -> None:
        super().__init__()
        self.context, self.widths, self.head, self.rows = context, tuple(widths), head, tuple(rows)
        self.squeezed = self.pad = _PAD
        self.extra = 0.0
        self.words: list[float] = []
        tinted = any(row.fill for row in rows)
        self.style = style if style.edge is not None else replace(style, edge=_EDGE if tinted else 0.0)
        if head.cells:
            self.origin = head.cells[0].origin
        self.whole = True

    def tighten(self, factor: float) -> None:
        """Rows stand closer too."""
        super().tighten(factor)
        self.squeezed = max(_PAD * factor, _LEAST_PAD)

    def stretch(self, height: float) -> None:
        """Rows take their usual height again, or almost."""
        self.extra = height

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As high as head and rows."""
        if not self.words or self.width != width:
            self.width = width
            places = self._places()
            self.words = [_tall(row, places) for row in (self.head, *self.rows)]
        self.give = 2 * (_PAD - self.squeezed) * len(self.words)
        self.pad = self.squeezed + self.extra / 2 / len(self.words)
        self.heights = [tall + 2 * self.pad for tall in self.words]
        self.height = sum(self.heights)
        return width, self.height

    def _places(self) -> list[tuple[float, float]]:
        """The x and the width of each cell's content."""
        gaps = max(1, len(self.widths) - 1)
        # in a wider column than it was made for the cells grow too
        between = GAP if self.style.inset else _MOST_GUTTER
        grown = max(1.0, (self.width - gaps * between) / sum(self.widths))
        widths = [wide * grown for wide in self.widths]
        gutter = (self.width - sum(widths)) / gaps
        lefts = [sum(widths[:at]) + at * gutter for at in range(len(widths))]
        insets = [0.0, *(self.style.inset for _ in widths[1:])]
        places = [(x + inset, wide - 2 * inset) for x, wide, inset in zip(lefts, widths, insets, strict=True)]
        (x, wide), *others = places
        edge = self.style.edge or 0.0
        return [(x + edge, wide - edge), *others]

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit a height and the rest under the head again."""
        self.wrap(width, height)
        if self.whole and self.height <= _WHOLE:
            return []
        used, fit = self.heights[0], 0
        for tall in self.heights[1:]:
            if used + tall > height + 0.01:
                break
            used, fit = used + tall, fit + 1
        together = _TOGETHER if self.whole else 1
        fit = min(fit, len(self.rows) - together)
        placed, rest = self.rows[:fit], self.rows[fit:]
        if fit < together:
            placed, rest = self._divided(height) if not self.whole else ((), ())
        if not placed:
            return []
        first = self._part(self.head, placed, self.space)
        first.squeezed = self.squeezed  # as close as the rows were when they were counted
        again = CellRow(tuple(cell.untagged() for cell in self.head.cells))
        then = self._part(again, rest, 0.0)
        if fit >= together:  # rows are as tall in the parts; to measure them anew for each page is most of a long table
            first.width, first.words = self.width, self.words[: fit + 1]
            then.width, then.words = self.width, [self.words[0], *self.words[fit + 1 :]]
        return [first, then]

    def _divided(self, height: float) -> tuple[tuple[CellRow, ...], tuple[CellRow, ...]]:
        """Divide the first row, taller than a page: what of its cells fits, and the rest; nothing if it cannot."""
        if not self.rows:
            return (), ()
        row, room = self.rows[0], height - self.heights[0] - 2 * self.pad
        firsts: list[Flowable] = []
        thens: list[Flowable] = []
        for cell, (_, wide) in zip(row.cells, self._places(), strict=True):
            if cell.wrap(wide, room)[1] <= room:
                firsts.append(cell)
                thens.append(Stack(self.context, ()))
                continue
            cell.whole = False
            parts = cell.split(wide, room)
            if not parts:
                return (), ()
            firsts.append(parts[0])
            thens.append(parts[1])
        first, then = (replace(row, cells=tuple(cells)) for cells in (firsts, thens))
        return (first,), (then, *self.rows[1:])

    def _part(self, head: CellRow, rows: Sequence[CellRow], gap: float) -> TableFlowable:
        return TableFlowable(self.context, self.widths, head, rows, self.style).spaced(gap)

    def draw(self) -> None:
        """Paint grounds and rules as artifacts and each cell under its own element."""
        top = self.height
        rows = (self.head, *self.rows)
        for at, (row, tall) in enumerate(zip(rows, self.heights, strict=True)):
            if row.fill:
                with self.canvas.artifact("Background"):
                    self.canvas.fill_rect(0, top - tall, self.width, tall, self.context.colour(row.fill))
            self._grounds(row, top, tall)
            self._breaks(row, top, tall)
            if row.edge:
                self._edge(row.edge, top, tall)
            self._cells(row, top, tall, head=at == 0)
            top -= tall
            if row.grounds:  # gaps divide cells on grounds
                continue
            with self.canvas.artifact():
                colour, weight = ("ink", 1.0) if at == 0 else ("rule", 0.6)
                self.canvas.stroke_line(0, top, self.width, top, self.context.colour(colour), weight)

    def _cells(self, row: CellRow, top: float, tall: float, *, head: bool) -> None:
        for cell, (x, width) in zip(row.cells, self._places(), strict=True):
            cell.wrap(width, tall)
            # heads stand on their rule; cells hang from the one above, or stand in the middle
            drop = (tall - cell.height) / 2 if self.style.centred else self.pad
            y = top - tall + self.pad if head else top - drop - cell.height
            cell.drawOn(self.canvas, x, y)

    def _grounds(self, row: CellRow, top: float, tall: float) -> None:
        """Paint the grounds of cells; those of values among them that have none are hatched."""
        for column, (role, (x, wide)) in enumerate(zip(row.grounds, self._places(), strict=False)):
            box = (x - self.style.inset, top - tall + GAP / 2, wide + 2 * self.style.inset, tall - GAP)
            if role:
                with self.canvas.artifact("Background"):
                    self.canvas.fill_rect(*box, self.context.colour(role))
            elif column:
                with self.canvas.artifact("Background"):
                    self.canvas.hatch(*box, _STROKES, self.context.colour("rule"))

    def _edge(self, role: str, top: float, tall: float) -> None:
        """Paint an edge around the cells of a row, clear of the name in front and of the edge of a row below."""
        left, right = self._places()[1][0] - self.style.inset, self.width
        top, foot, colour = top - _FOCUS / 2, top - tall + _FOCUS / 2, self.context.colour(role)
        sides = (
            (left, top, right, top),
            (left, foot, right, foot),
            (left, foot, left, top),
            (right, foot, right, top),
        )
        with self.canvas.artifact():
            for x0, y0, x1, y1 in sides:
                self.canvas.stroke_line(x0, y0, x1, y1, colour, _FOCUS)

    def _breaks(self, row: CellRow, top: float, tall: float) -> None:
        """Paint a dashed line over the gap before each cell on a new base."""
        places, colour = self._places(), self.context.colour("ink")
        for column in row.breaks:
            x = places[column][0] - self.style.inset - GAP / 2
            with self.canvas.artifact():
                for dash in range(int(tall // sum(_DASH)) + 1):
                    y = top - dash * sum(_DASH)
                    self.canvas.stroke_line(x, y, x, max(top - tall, y - _DASH[0]), colour, _BREAK)


class TableBuilder:
    """Makes the cells of one table with their elements: heads with their scope, and data."""

    def __init__(self, context: BriefContext, parent: Element) -> None:
        self.context = context
        self._table = self._row = parent.add("Table")

    def begin_row(self) -> None:
        """Begin a row."""
        self._row = self._table.add("TR")

    def element(self, scope: str = "") -> Element:
        """The element of the next cell: of data, or of a head if it has a scope, Column or Row."""
        element = self._row.add("TH" if scope else "TD")
        if scope:
            element.attributes["Table"] = {"Scope": f"/{scope}"}
        return element

    def cell(self, words: Text, style: ParagraphStyle, scope: str = "") -> TextBlock:
        """A cell of words."""
        return TextBlock(self.context, words, style, self.element(scope))

    def head(self, cells: Sequence[Text], aligns: str = "") -> CellRow:
        """The row of column heads."""
        self.begin_row()
        styled = zip(cells, f"{aligns:l<{len(cells)}}", strict=True)
        return CellRow(tuple(self.cell(words, TABLE_HEAD.aligned(side), "Column") for words, side in styled))

    def name(self, name: Text, detail: Text, colour: str = "ink") -> Stack:
        """The head of a row: its name in bold above its detail."""
        element = self.element("Row")
        style = TABLE_CELL.coloured(colour)
        blocks: list[Flowable] = [TextBlock(self.context, embolden(name), style, element.add("P"))]
        if detail:
            blocks.append(TextBlock(self.context, detail, TABLE_DETAIL, element.add("P")))
        return Stack(self.context, blocks)


def table(context: BriefContext, block: Table, parent: Element, width: float) -> TableFlowable:
    """Return a table of the document, made for a width."""
    if not block.head or not any(plain(cell).strip() for cell in block.head):
        context.refuse(parent.origin, "a table without a header row", "give it a `head`")
    block = _squared(context, block, parent.origin)
    builder = TableBuilder(context, parent)
    widths = column_widths(context, block, width, parent.origin)
    head = builder.head(block.head, block.align)
    rows = []
    for number, cells in enumerate(block.rows):
        builder.begin_row()
        chosen = number == block.highlight
        result: list[Flowable] = []
        for at, (cell, side) in enumerate(zip(cells, block.align, strict=True)):
            heads = block.row_head and at == 0
            style = TABLE_CELL.aligned(side).coloured("highlight" if chosen else "ink")
            result.append(builder.cell(embolden(cell) if heads else cell, style, "Row" if heads else ""))
        rows.append(CellRow(tuple(result), "highlight_tint" if chosen else ""))
    return TableFlowable(context, widths, head, rows)


def _squared(context: BriefContext, block: Table, origin: Origin) -> Table:
    """A table with as many cells in each row as in its head; others are refused."""
    count = len(block.head)
    for number, cells in enumerate(block.rows, start=1):
        if len(cells) != count:
            what = f"row {number} of a table has {len(cells)} cells and its head {count}"
            context.refuse(origin, what, "give each row a cell for each column")
    rows = tuple((*cells, *((),) * count)[:count] for cells in block.rows)
    return replace(block, rows=rows, align=f"{block.align:l<{count}}"[:count])


def least_measure(context: BriefContext, block: Table) -> float:
    """The width that a table needs to keep its numbers whole, in points."""
    return sum(_least_widths(context, block)) + _LEAST_GUTTER * (len(block.head) - 1)


def column_widths(context: BriefContext, block: Table, width: float, origin: Origin) -> list[float]:
    """Share a width by weights, else by what the texts ask for; no column is narrower than its widest number."""
    columns = list(zip(block.head, *block.rows, strict=True))
    least = _least_widths(context, block)
    gaps = max(1, len(columns) - 1)
    room = width - gaps * max(_LEAST_GUTTER, min(GUTTER, (width - sum(least)) / gaps))
    weights = list(block.weights)
    if len(weights) != len(columns):
        weights = [max(6.0, min(40.0, max(len(plain(cell)) for cell in column))) for column in columns]
    widths = [room * weight / sum(weights) for weight in weights]
    if sum(least) > room + 0.01:
        what = f"a table of {len(columns)} columns whose numbers need {sum(least):.0f} points and have {room:.0f}"
        context.refuse(origin, what, "give it fewer columns, or a larger unit for its numbers")
        return widths
    fixed: set[int] = set()
    while narrow := {at for at, wide in enumerate(widths) if wide < least[at] and at not in fixed}:
        fixed |= narrow  # the others share what is left
        left = room - sum(least[at] for at in fixed)
        share = sum(weight for at, weight in enumerate(weights) if at not in fixed) or 1.0
        widths = [least[at] if at in fixed else left * weight / share for at, weight in enumerate(weights)]
    return widths


def _least_widths(context: BriefContext, block: Table) -> list[float]:
    columns = zip(block.head, *block.rows, strict=False)
    return [
        _least_width(context, column, _ROW_HEAD if block.row_head and not at else TABLE_CELL)
        + (_EDGE if block.highlight is not None and not at else 0.0)
        for at, column in enumerate(columns)
    ]


def _least_width(context: BriefContext, column: Sequence[Text], style: ParagraphStyle) -> float:
    """The width that keeps the numbers of a column whole, and the short words."""
    widest = 0.0
    for at, cell in enumerate(column):
        for word in context.typesetter.words(cell, style if at else TABLE_HEAD):
            shown = "".join(piece.text for piece in word.pieces)
            is_number = any(char.isdigit() for char in shown) and not any(char.isalpha() for char in shown)
            widest = max(widest, word.width if is_number else min(word.width, _WORD))
    return widest

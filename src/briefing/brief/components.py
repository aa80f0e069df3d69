"""Blocks that are no charts: rank strip, tile map, decision table, quotation."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from msgspec import Struct
from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.flowables import Flowable, HorizontalRule, Stack
from briefing.brief.structure import Element
from briefing.brief.styles import (
    ANSWER,
    ATTRIBUTION,
    GROUP,
    QUOTE,
    RANK,
    TABLE_DETAIL,
    TABLE_HEAD,
    TILE,
    TILE_DETAIL,
    TILE_KNOWN,
)
from briefing.brief.tables import CellRow, TableBuilder, TableFlowable, TableStyle
from briefing.brief.text_block import TextBlock
from briefing.model.document import MOST_MARKED, Decisions, Quote, RankRow, RankStrip, TileGroup, TileMap
from briefing.model.text import Run, Text, embolden, plain, text

_STEP = 16.5
_TILE_PAD = 3.0
_TILE_RULE = 0.9
_INSET = 6.0  # what a tile's words leave free at their right
_TILE_GAP = 6.0
_COLUMN_GAP = 9.0
# How a decision table may share its width, the evenest first.
_DECIDED = ((0.36, 0.34, 0.3), (0.42, 0.32, 0.26), (0.48, 0.3, 0.22), (0.52, 0.27, 0.21), (0.54, 0.27, 0.19))
_DISC = 7.2
_BEFORE_NUMBERS = 4.0  # what the name of a rank strip's column keeps from their numbers


class RankScale(Struct, frozen=True):
    """The places of a rank strip, their distance, and which of them have a mark and a number."""

    places: int
    step: float
    marked: tuple[int, ...]

    def centre(self, place: int) -> float:
        """Return where the mark of a place, from 1, stands, from the left edge of the column."""
        return _DISC + (place - 1) * self.step


class RankMark(Flowable):
    """Places as dots from 1 at the left, the one held as a disc with its number: the number is the content."""

    def __init__(self, context: BriefContext, row: RankRow, scale: RankScale, element: Element) -> None:
        super().__init__()
        self.context, self.scale, self.rank, self.partial = context, scale, row.rank, row.partial
        self.colour = "highlight" if row.highlight else "ink_3"
        style = RANK.coloured(self.colour) if row.partial else RANK
        printed = context.wording.number(row.rank.value)
        self.number = TextBlock(context, text(printed, fact=row.rank.name), style, element)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as its column, as high as a disc."""
        self.width, self.height = width, 2 * _DISC + 2
        return width, self.height

    def draw(self) -> None:
        """Paint the dots and the line as artifacts, then the disc with its number."""
        y = self.height / 2
        soft = self.context.colour("context_soft")
        centre, count = self.scale.centre, self.scale.places
        held = min(max(round(self.rank.value), 1), count)
        with self.canvas.artifact():
            self.canvas.stroke_line(centre(1), y, centre(count), y, soft, 1)
            for at in self.scale.marked:
                self.canvas.disc(centre(at), y, 2.2, soft)
            colour = self.context.colour(self.colour)
            if self.partial:  # hollow, as a bound in a chart
                self.canvas.disc(centre(held), y, _DISC - 0.6, self.context.colour("paper"), colour, 1.2)
            else:
                self.canvas.disc(centre(held), y, _DISC, colour)
        self.number.wrap(2 * _DISC, self.height)
        self.number.drawOn(self.canvas, centre(held) - _DISC, y - RANK.leading / 2)


def _name_colour(row: RankRow) -> str:
    """The colour of a row's name: one that stands out, unless its place is one among some places only."""
    return "highlight" if row.highlight and not row.partial else "ink"


class RankScaleLabels(Flowable):
    """The numbers of the places above a rank strip, behind the column's name where there is room before the first; a
    screen reader reads the name."""

    def __init__(
        self, context: BriefContext, scale: RankScale, element: Element, column_name: Text, room: float
    ) -> None:
        super().__init__()
        self.context, self.scale, self.origin, self.column_name = context, scale, element.origin, column_name
        element.actual = plain(column_name)
        name = TextBlock(context, column_name, TABLE_HEAD, element)
        name.wrap(room, 0)
        self.name = name if len(name.lines or ()) == 1 and name.natural_width() <= room else None
        numbers = [text(str(at), term="axis") for at in scale.marked]
        self.numbers = [TextBlock(context, number, TABLE_HEAD, element) for number in numbers]

    def untagged(self) -> RankScaleLabels:
        """The same as an artifact."""
        again = copy(self)
        again.numbers, again.column_name = [number.untagged() for number in self.numbers], ()
        again.name = self.name.untagged() if self.name else None
        return again

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """One line."""
        self.width, self.height = width, TABLE_HEAD.leading
        return width, self.height

    def draw(self) -> None:
        """Each number above its dot, and the name before them."""
        self.context.trace.note(self.context.trace.place(self.canvas.page, self.origin.name, "alt"), self.column_name)
        if self.name:
            left = self.scale.centre(1) - _DISC - _BEFORE_NUMBERS - self.name.natural_width()
            self.name.drawOn(self.canvas, left, 0)
        for at, number in zip(self.scale.marked, self.numbers, strict=True):
            number.wrap(_STEP, self.height)
            number.drawOn(self.canvas, self.scale.centre(at) - number.natural_width() / 2, 0)


def rank_strip(context: BriefContext, block: RankStrip, parent: Element, width: float) -> TableFlowable:
    """Return ranks on several yardsticks as a table of name, places and who stands ahead."""
    room = width - 2 * _COLUMN_GAP
    gaps = max(1, block.places - 1)
    most = _STEP * min(gaps, MOST_MARKED - 1)  # more places stand closer, and round ones alone are marked
    scale = RankScale(block.places, min(most, room / 2 - 2 * _DISC) / gaps, block.marked)
    middle = scale.centre(block.places) + _DISC
    builder = TableBuilder(context, parent)
    names = list(block.head)
    if not plain(names[1]).strip():
        names[1] = text(context.phrase("rank_head"))
    if not plain(names[0]).strip():
        context.refuse(parent.origin, "a rank strip whose first column has no header", "give its `head` three words")
    left = (room - middle) / room
    parts = (0.57, 0.55, 0.6, 0.63, 0.52)  # of the names, of what the places leave
    named = sum(line.width for line in context.typesetter.lines(names[0], TABLE_HEAD, room))
    free = max(0.0, min(parts) * left * room - named - _BEFORE_NUMBERS)
    builder.begin_row()
    head = (
        builder.cell(names[0], TABLE_HEAD, "Column"),
        RankScaleLabels(context, scale, builder.element("Column"), names[1], free),
        builder.cell(names[2], TABLE_HEAD, "Column"),
    )
    rows = []
    for row in block.rows:
        builder.begin_row()
        cells = (
            builder.name(row.name, row.detail, _name_colour(row)),
            RankMark(context, row, scale, builder.element()),
            builder.cell(row.ahead, TABLE_DETAIL.coloured("ink")),
        )
        rows.append(CellRow(cells))
    shares = [(left * first_, middle / room, left * (1 - first_)) for first_ in parts]
    return TableFlowable(context, lowest(rows, room, shares), CellRow(head), rows, TableStyle(centred=True))


class Tiles(Flowable):
    """Equal tiles under a heading, as many a row as fit their words; it splits between rows."""

    kind = "row of tiles"

    def __init__(
        self, context: BriefContext, title: TextBlock | None, tiles: Sequence[Stack], *, gap: float = 0.0
    ) -> None:
        super().__init__(gap)
        self.context, self.title, self.tiles = context, title, list(tiles)
        self.origin = self.tiles[0].origin

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as heading and rows."""
        self.width = width
        self.across = self._across(width)
        self.each = self._each(width, self.across)
        self.tall = max(tile.wrap(self.each - _INSET, height)[1] for tile in self.tiles) + _TILE_PAD
        rows = -(-len(self.tiles) // self.across)
        self.head = self.title.wrap(width, height)[1] + 3 if self.title else 0.0
        self.height = self.head + rows * (self.tall + _TILE_GAP) - _TILE_GAP
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit a height, under the heading, and the rest."""
        self.wrap(width, height)
        fit = int((height - self.head + _TILE_GAP + 0.01) // (self.tall + _TILE_GAP)) * self.across
        if not 0 < fit < len(self.tiles):
            return []
        first = Tiles(self.context, self.title, self.tiles[:fit], gap=self.space)
        return [first, Tiles(self.context, None, self.tiles[fit:])]

    @staticmethod
    def _each(width: float, across: int) -> float:
        return (width - _TILE_GAP * (across - 1)) / across

    def _across(self, width: float) -> int:
        """As many tiles a row as leave every word whole, at most four."""
        typesetter = self.context.typesetter
        contents = [one.content for tile in self.tiles for one in tile.blocks if isinstance(one, TextBlock)]
        words = [word.width for each in contents for word in typesetter.words(each.text, each.style)]
        fitting = (count for count in (4, 3, 2) if self._each(width, count) - _INSET >= max(words, default=0.0))
        most = min(next(fitting, 1), max(2, len(self.tiles)))
        rows = -(-len(self.tiles) // most)
        return -(-len(self.tiles) // rows) if rows > 1 else most

    def draw(self) -> None:
        """Paint the heading, then each tile under a rule of its own width: a tinted ground is a callout's."""
        if self.title:
            self.title.drawOn(self.canvas, 0, self.height - self.title.height)
        for at, tile in enumerate(self.tiles):
            row, column = divmod(at, self.across)
            x = column * (self.each + _TILE_GAP)
            y = self.height - self.head - row * (self.tall + _TILE_GAP) - self.tall
            with self.canvas.artifact():
                rule = (x, y + self.tall, x + self.each, y + self.tall)
                self.canvas.stroke_line(*rule, self.context.colour("context"), _TILE_RULE)
            tile.drawOn(self.canvas, x, y + self.tall - _TILE_PAD - tile.height)


def _tiles(context: BriefContext, group: TileGroup, parent: Element, gap: float) -> Tiles:
    title = TextBlock(context, group.title, GROUP, parent.add("P"))
    items = parent.add("L")
    tiles = []
    for at, item in enumerate(group.items):
        body = items.add("LI").add("LBody")
        words = [TextBlock(context, item, TILE, body)]
        if detail := group.detail(at):
            known = TILE_KNOWN if group.leads(at) else TILE_DETAIL
            words.append(TextBlock(context, detail, known, body))
        tiles.append(Stack(context, words))
    return Tiles(context, title, tiles, gap=gap)


def tile_map(context: BriefContext, block: TileMap, parent: Element) -> list[Flowable]:
    """Return a flowable for each group of tiles."""
    if not all(group.items for group in block.groups):
        context.refuse(parent.origin, "a group of tiles without a tile", "give it one, or leave the group out")
    groups = [group for group in block.groups if group.items]
    return [_tiles(context, group, parent, 8 if at else 0) for at, group in enumerate(groups)]


def decisions(context: BriefContext, block: Decisions, parent: Element, width: float) -> TableFlowable:
    """Return questions as a table: the question and why, what the record shows, what would answer it."""
    builder = TableBuilder(context, parent)
    head = builder.head([text(context.phrase(key)) for key in ("question", "known", "missing")])
    rows = []
    for item in block.items:
        builder.begin_row()
        cells = (
            builder.name(item.question, item.why, "highlight" if item.highlight else "ink"),
            builder.cell(item.known, ANSWER),
            builder.cell(item.missing, ANSWER),
        )
        rows.append(CellRow(cells, "highlight_tint" if item.highlight else ""))
    return TableFlowable(context, lowest(rows, width - 2 * _COLUMN_GAP, _DECIDED), head, rows)


def lowest(rows: Sequence[CellRow], room: float, shares: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return the widths that make a table lowest, of several ways to share the room for its cells."""

    def tall(widths: tuple[float, ...]) -> float:
        return sum(max(cell.wrap(w, 10_000)[1] for cell, w in zip(row.cells, widths, strict=True)) for row in rows)

    choices = [tuple(room * share for share in split) for split in shares]
    return min(choices, key=tall)


class Bar(Flowable):
    """The short bar above a quotation."""

    def __init__(self, context: BriefContext) -> None:
        super().__init__(keep=True)
        self.context = context

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """A fixed size."""
        self.width, self.height = 24, 2.4
        return self.width, self.height

    def draw(self) -> None:
        """Paint it as an artifact."""
        with self.canvas.artifact():
            self.canvas.fill_rect(0, 0, self.width, self.height, self.context.colour("highlight"))


def quotation(context: BriefContext, block: Quote, parent: Element, *, gap: float) -> Stack:
    """Return a statement as bar, quotation, its speaker and where it was made; a translation is marked as one.

    A paraphrase is no quotation: it is called one above, and has no quotation marks.
    """
    words: Text = block.text
    if not block.retold and not plain(words).startswith(("“", "「", "„")):
        words = (Run("“"), *words, Run("”"))
    quote = parent.add("Div" if block.retold else "BlockQuote")
    blocks: list[Flowable] = [Bar(context)]
    if block.retold:
        label = (Run(context.phrase("retold")),)
        blocks.append(TextBlock(context, label, ATTRIBUTION, quote.add("P")).spaced(8))
    blocks.append(TextBlock(context, words, QUOTE, quote.add("P")).spaced(8))
    joint = context.wording.joint
    credit, stop = _named(block.speaker, joint(", ")), joint(".")
    if block.origin:
        credit = (*credit, Run(stop + joint(" ")), *block.origin) if credit else block.origin
    if block.translated:
        credit = (*credit, Run(f"{stop}{joint(' ')}{context.phrase('translated')}{stop}"))
    if credit:
        blocks.append(TextBlock(context, credit, ATTRIBUTION, quote.add("P")).spaced(7))
    return Stack(context, blocks, whole=True).spaced(gap)


def _named(speaker: Text, comma: str) -> Text:
    """A speaker with the name in bold and, after a comma, the office plain."""
    name, _, office = plain(speaker).partition(comma)
    if len(speaker) != 1 or not office:
        return embolden(speaker)
    run = speaker[0]
    char = comma.strip()
    return (replace(run, text=name + char, bold=True), replace(run, text=comma.removeprefix(char) + office))


def rule_above(context: BriefContext) -> HorizontalRule:
    """The ink rule that opens a block of the side column."""
    return HorizontalRule(context, "ink", 1.0)

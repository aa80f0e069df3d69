"""What flows over columns and pages: the base of all flowables, rules and stacks, and the column that holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Self

from briefing.brief.brief_context import BriefContext
from briefing.brief.canvas import TaggedCanvas
from briefing.brief.structure import Origin

# A gap up to this is part of a group's look and never narrowed; a box's padding keeps at least this part.
_CLOSE, _LEAST_PAD = 6.0, 0.7


class Flowable:
    """A flowable on a tagged canvas, wrapped and drawn as reportlab's are. `gap` is the space before it, `keep` binds
    it to the next, `give` is how much taller it may become to fill a column. `whole` is not divided unless it is taller
    than a page.
    """

    # whether it may be divided although it stays with what follows
    divides = False
    # whether a block of the side column begins with it
    opens = False
    # when it is painted among the blocks of its page
    turn = 0
    whole = False
    # the measure of lines that are not set again, as those of a paragraph that a page has divided; 0 for others
    set_for = 0.0
    # what an author would call it, and where it stands
    kind = "block"
    origin = Origin("edition", "brief")
    # the one it is being drawn on
    canvas: TaggedCanvas

    def __init__(self, gap: float = 0.0, *, keep: bool = False) -> None:
        self.width = self.height = 0.0
        self.space, self._tight = gap, 1.0
        self.keep = keep
        self.give = 0.0

    def spaced(self, gap: float = 0.0, *, keep: bool = False) -> Self:
        """The same with a space before it; `keep` binds it to the next."""
        self.space, self.keep = gap, keep
        return self

    def untagged(self) -> Flowable:
        """The same as an artifact, for a head that is repeated."""
        return self

    def places(self) -> Iterator[str]:
        """The named places inside it."""
        yield from ()

    def squeeze(self, factor: float) -> None:
        """Be drawn at a part of the usual height, if that is possible without loss."""

    def tighten(self, factor: float) -> None:
        """Stand closer to the block before, unless it is close already."""
        self._tight = factor

    def stretch(self, height: float) -> None:
        """Become taller by so many points, at most `give`."""

    @property
    def gap(self) -> float:
        """The space before it in points."""
        return self.space * self._tight if self.space > _CLOSE else self.space

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the width and height that it takes of a room."""
        return width, self.height

    def draw(self) -> None:
        """Paint it, with its lower left corner at the origin."""

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Paint it with its lower left corner at a point."""
        self.canvas = canvas
        canvas.saveState()
        canvas.translate(x, y)
        self.draw()
        canvas.restoreState()

    def split(self, _width: float, _height: float) -> list[Flowable]:
        """The part that fits a height and the rest; none if it stays whole."""
        return []

    def absolute(self, x: float = 0.0, y: float = 0.0) -> tuple[float, float]:
        """Return a point of its own as a point of the page."""
        return self.canvas.absolutePosition(x, y)


class HorizontalRule(Flowable):
    """A line across the column: no content."""

    def __init__(
        self, context: BriefContext, colour: str, weight: float, *, gap: float = 0.0, keep: bool = True
    ) -> None:
        super().__init__(gap, keep=keep)
        self.context, self.colour, self.weight = context, colour, weight

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as the column."""
        self.width, self.height = width, self.weight
        return width, self.height

    def draw(self) -> None:
        """Paint it as an artifact."""
        with self.canvas.artifact():
            y = self.weight / 2
            self.canvas.stroke_line(0, y, self.width, y, self.context.colour(self.colour), self.weight)


class Stack(Flowable):
    """Blocks one below the other, with padding and perhaps a ground; it splits between and inside them."""

    def __init__(
        self,
        context: BriefContext,
        blocks: Sequence[Flowable],
        *,
        pad: tuple[float, float, float, float] = (0, 0, 0, 0),
        fill: str = "",
        whole: bool = False,
    ) -> None:
        super().__init__()
        self.context, self.blocks, self.fill, self.whole = context, list(blocks), fill, whole
        self.pad = self.usual = pad
        if self.blocks:
            self.origin, self.kind = self.blocks[0].origin, self.blocks[0].kind

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as all of them, padding (top, right, bottom, left) included."""
        top, right, bottom, left = self.pad
        self.width = width
        self.height = top + bottom
        for at, block in enumerate(self.blocks):
            self.height += block.wrap(width - left - right, height)[1] + (block.gap if at else 0.0)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The blocks that fit a height, the last perhaps in part, and the rest."""
        top, right, bottom, left = self.pad
        if self.whole:
            return []
        column = ColumnFrame(width - left - right, height - top - bottom)
        placed, rest = column.fill(self.blocks)
        if not placed:
            placed, rest = column.force(self.blocks)
        if not placed or not rest:
            return []
        return [self._part(placed, self.space), self._part(rest, 0.0)]

    def tighten(self, factor: float) -> None:
        """Narrow the gaps inside it too, and a ground around it a little."""
        super().tighten(factor)
        top, right, bottom, left = self.usual
        self.pad = (top * max(factor, _LEAST_PAD), right, bottom * max(factor, _LEAST_PAD), left)
        for block in self.blocks:
            block.tighten(factor)

    def places(self) -> Iterator[str]:
        """The places of all its blocks."""
        for block in self.blocks:
            yield from block.places()

    def _part(self, blocks: Sequence[Flowable], gap: float) -> Stack:
        return Stack(self.context, blocks, pad=self.pad, fill=self.fill).spaced(gap)

    def draw(self) -> None:
        """Paint the ground, then the blocks from the top."""
        top, right, _, left = self.pad
        if self.fill:
            with self.canvas.artifact("Background"):
                self.canvas.fill_rect(0, 0, self.width, self.height, self.context.colour(self.fill))
        draw_down(self.blocks, self.canvas, (left, self.height - top), self.width - left - right)


class ColumnFrame:
    """A measure and a height that blocks are filled into."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height

    def fill(self, blocks: Sequence[Flowable]) -> tuple[list[Flowable], list[Flowable]]:
        """Return the flowables that fit, the last perhaps in part, and the rest."""
        placed: list[Flowable] = []
        used, at = 0.0, 0
        while at < len(blocks):
            group = bound(blocks, at)
            heights = [block.wrap(self.width, self.height)[1] for block in group]
            gaps = [block.gap if placed or number else 0.0 for number, block in enumerate(group)]
            if used + sum(heights) + sum(gaps) <= self.height + 0.01:
                placed += group
                used += sum(heights) + sum(gaps)
                at += len(group)
                continue
            whole, parts = self._part(group, heights, gaps, self.height - used)
            if parts:
                return [*placed, *group[:whole], parts[0]], [*parts[1:], *blocks[at + whole + 1 :]]
            break
        return placed, list(blocks[at:])

    def force(self, blocks: Sequence[Flowable]) -> tuple[list[Flowable], list[Flowable]]:
        """Return what fits an empty column when nothing stays together, and the rest."""
        placed, rest, room = list[Flowable](), list(blocks), self.height
        while rest:
            block = rest[0]
            block.whole = False
            room -= block.gap if placed else 0.0
            if block.wrap(self.width, room)[1] > room + 0.01:
                parts = block.split(self.width, room)
                return [*placed, *parts[:1]], [*parts[1:], *rest[1:]] if parts else rest
            room -= block.height
            placed.append(rest.pop(0))
        return placed, rest

    def _part(
        self, group: Sequence[Flowable], heights: Sequence[float], gaps: Sequence[float], room: float
    ) -> tuple[int, list[Flowable]]:
        """Return how many of a group fit, and the parts of the next one if it may be divided."""
        for at, (block, tall, gap) in enumerate(zip(group, heights, gaps, strict=True)):
            room -= gap
            if tall > room + 0.01:
                divides = room > 0 and (block.divides or block is group[-1])
                return at, block.split(self.width, room) if divides else []
            room -= tall
        return len(group), []


def height_of(blocks: Sequence[Flowable], width: float) -> float:
    """Return how tall blocks are, with the gaps between them."""
    return sum(block.wrap(width, 10_000)[1] + (block.gap if at else 0.0) for at, block in enumerate(blocks))


def draw_down(blocks: Sequence[Flowable], canvas: TaggedCanvas, corner: tuple[float, float], width: float) -> None:
    """Paint blocks one below the other, from an upper left corner down."""
    x, y = corner
    for at, block in enumerate(blocks):
        block.wrap(width, y)
        y -= block.height + (block.gap if at else 0.0)
        block.drawOn(canvas, x, y)


def bound(blocks: Sequence[Flowable], at: int) -> list[Flowable]:
    """The blocks from here on that stay together."""
    end = at
    while end < len(blocks) - 1 and blocks[end].keep:
        end += 1
    return list(blocks[at : end + 1])

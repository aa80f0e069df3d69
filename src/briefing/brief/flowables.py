"""Paragraphs, stacks and rules that flow over columns and pages, each tagged with the element it was made for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from copy import copy
from typing import Self

from briefing.brief.canvas import TaggedCanvas, TextState, circle, colour_source
from briefing.brief.context import BriefContext, Origin
from briefing.brief.fonts import DRAWN, SOFT_HYPHEN, Shaped
from briefing.brief.structure import Element
from briefing.brief.styles import ParagraphStyle
from briefing.brief.tagged_text import TaggedText
from briefing.brief.typography import Piece, TextLine, spread
from briefing.model.text import Run, Text, plain
from briefing.typesetting.break_opportunities import has_wide

# At least so many lines of a paragraph stand together at the foot or the head of a column.
_TOGETHER = 2
# A gap up to this is part of a group's look and never narrowed; a box's padding keeps at least this part.
_CLOSE, _LEAST_PAD = 6.0, 0.7


class Flowable:
    """A flowable on a tagged canvas, wrapped and drawn as reportlab's are. `gap` is the space before it, `keep` binds
    it to the next, `give` is how much taller it may become to fill a column. `whole` is not divided unless it is taller
    than a page.
    """

    # whether it may be divided although it stays with what follows
    divides = False
    whole = False
    # what an author would call it, and where it stands
    kind = "block"
    place = Origin("edition", "brief")
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
        """Room → the width and height that it takes."""
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

    def parts(self, _width: float, _height: float) -> list[Flowable]:
        """The part that fits a height and the rest; none if it stays whole."""
        return []

    def absolute(self, x: float = 0.0, y: float = 0.0) -> tuple[float, float]:
        """A point of its own → a point of the page."""
        return self.canvas.absolutePosition(x, y)


class TextBlock(Flowable):
    """A paragraph of runs. Without an element it is an artifact."""

    def __init__(
        self, context: BriefContext, text: Text, style: ParagraphStyle, element: Element | None, place: Origin
    ) -> None:
        super().__init__()
        self.context, self.place = context, place
        style = context.typesetter.style(style)
        self.content = TaggedText(text, style, element, place)
        if element is not None:
            context.origins[element] = place
        self.lines: tuple[TextLine, ...] | None = None
        self._measure = 0.0
        context.check_characters(text, style, place)

    def untagged(self) -> TextBlock:
        """The same as an artifact."""
        if self.content.element is None:
            return self
        again = copy(self)
        again.content = TaggedText(self.content.text, self.content.style, None, self.place)
        return again

    def anchored(self, key: str, level: int | None = None) -> Self:
        """The same with a name for links that lead here; `level` makes it a bookmark."""
        self.content.key, self.content.level = key, level
        return self

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Measure → width and height; the text is no wider than `most`, whatever the column."""
        width = min(width, self.most)
        if self.lines is None or (self._measure != width and not self._fixed):
            self.lines = self.context.typesetter.lines(self.content.text, self.content.style, width)
        self._measure = self.width = width
        self.height = len(self.lines) * self.content.style.leading
        return width, self.height

    _fixed = False

    def places(self) -> Iterator[str]:
        """Its own place, if it has one."""
        if self.content.key:
            yield self.content.key

    def natural_width(self) -> float:
        """The width of its longest line as last wrapped."""
        return max((line.width for line in self.lines or ()), default=0.0)

    kind, most = "paragraph", 10_000.0

    def parts(self, width: float, height: float) -> list[Flowable]:
        """The part that fits a height and the rest; none if fewer than two lines would stand alone."""
        self.wrap(width, height)
        lines = self.lines or ()
        fit = int((height + 0.01) / self.content.style.leading)
        if len(lines) - fit < _TOGETHER:
            fit = len(lines) - _TOGETHER
        if fit > _TOGETHER and lines[fit - 1].pieces[-1].text.endswith(SOFT_HYPHEN):
            fit -= 1  # a word is not divided over two pages
        if fit < _TOGETHER or self.whole:
            return []
        return [self._part(lines[:fit], self.space), self._part(lines[fit:], 0.0, keep=self.keep)]

    def _part(self, lines: tuple[TextLine, ...], gap: float, *, keep: bool = False) -> TextBlock:
        part = TextBlock.__new__(TextBlock)
        Flowable.__init__(part, gap, keep=keep)
        part.context, part.content, part.lines, part._fixed = self.context, self.content, lines, True
        part.place = self.place
        part._measure, part.whole, part.most = self._measure, False, self.most
        return part

    def draw(self) -> None:
        """Paint the lines, note their facts, set the place and the links."""
        content, style = self.content, self.content.style
        _, y0 = self.absolute(0, self.height)
        if not content.placed:
            content.placed = True
            if content.key:
                self.canvas.place(content.key, y0 + 4)
            if content.level is not None:
                self.canvas.bookmark(plain(content.text), content.key, content.level)
        self._note()
        baseline = self.height - (style.leading - style.size) / 2 - self.context.faces.text().rise * style.size
        for at, line in enumerate(self.lines or ()):
            slack = self.width - line.width
            x = slack if style.align == "r" else slack / 2 if style.align == "c" else 0.0
            self._draw_line(line, x - line.hang, baseline - at * style.leading)

    def _note(self) -> None:
        content, trace = self.content, self.context.trace
        place = trace.place(self.canvas.page, content.place.name)
        for line in self.lines or ():
            for piece in line.pieces:
                if id(piece.run) not in content.noted:
                    content.noted.add(id(piece.run))
                    trace.note(place, (piece.run,))

    def _draw_line(self, line: TextLine, x: float, y: float) -> None:
        groups = _grouped(line.pieces, self.content)
        links: dict[Element, tuple[Run, float, float]] = {}
        for at, pieces in enumerate(groups):
            width = sum(piece.width for piece in pieces)
            run = pieces[0].run
            end = at == len(groups) - 1 and line.spaced
            element = self.content.element_of(run)
            if element is None:  # furniture: the artifact that surrounds it
                self._paint(pieces, x, y, end=end)
            else:
                with self.canvas.tagged(element):
                    self._paint(pieces, x, y, end=end)
                if run.link:
                    link = self.content.link_of(run)
                    links[link] = (run, links[link][1] if link in links else x, x + width)
            x += width
        for link, (run, left, right) in links.items():  # one annotation on each line
            self._link(link, run, (left, right), y)

    def _link(self, element: Element, run: Run, across: tuple[float, float], y: float) -> None:
        size, (left, right) = self.content.style.size, across
        rect = (*self.absolute(left, y - 0.25 * size), *self.absolute(right, y + 0.75 * size))
        inside = run.link.startswith("#")
        if inside and run.link[1:] not in self.context.pages:
            what = f"a link to {run.link}, which the brief does not have"
            self.context.refuse(self.content.place, what, "name a section that stands in the brief")
            return
        words = plain(self.content.linked(run)) if inside else run.link
        self.canvas.link(element, run.link, rect, words)

    def _paint(self, pieces: Sequence[Piece], x: float, y: float, *, end: bool) -> None:
        style, first = self.content.style, pieces[0]
        role = style.link if first.run.link else style.lead if style.lead and first.run.bold else style.colour
        colour = self.context.colour(role)
        if first.text == DRAWN:
            radius = style.size * 0.28
            path = circle(x + style.size * 0.33, y + 0.33 * style.size, radius)
            self.canvas.show_drawn(DRAWN, f"{colour_source(colour)} rg {path} f")
            return
        text = "".join(piece.text for piece in pieces)
        kerns = tuple(kern for piece in pieces for kern in piece.shaped.kerns)
        gaping = spread(text, kerns, style.tracking * 1000 / style.size if has_wide(text) else 0.0)
        actual = text
        if end and not text.endswith(SOFT_HYPHEN):
            text, kerns, actual = text + " ", (*kerns, 0.0), text + " "
        elif gaping and kerns[-1] > 0:  # the gap after the last character is read as spaces
            space = first.face.shape(" ").width
            filled = int(kerns[-1] // space)
            kerns = (*kerns[:-1], *[0.0] * (filled + 1), kerns[-1] - (filled + 1) * space)
            text += " " * (filled + 1)
        with self.canvas.actual_text(actual) if gaping else nullcontext():
            state = TextState(first.face, style.size, colour, style.tracking)
            self.canvas.show(Shaped(text, 0.0, kerns), x, y, state)


def _grouped(pieces: Sequence[Piece], content: TaggedText) -> list[list[Piece]]:
    """Pieces → neighbours that share look and element, so that a line is few strings."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        drawn = DRAWN in (piece.text, groups[-1][-1].text if groups else "")
        last = groups[-1][-1] if groups and not drawn else None
        if last and last.face is piece.face and content.alike(last.run, piece.run):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


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
            self.place, self.kind = self.blocks[0].place, self.blocks[0].kind

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width → height of all, padding (top, right, bottom, left) included."""
        top, right, bottom, left = self.pad
        self.width = width
        self.height = top + bottom
        for at, block in enumerate(self.blocks):
            self.height += block.wrap(width - left - right, height)[1] + (block.gap if at else 0.0)
        return width, self.height

    def parts(self, width: float, height: float) -> list[Flowable]:
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
        y = self.height - top
        for at, block in enumerate(self.blocks):
            block.wrap(self.width - left - right, y)
            y -= block.height + (block.gap if at else 0.0)
            block.drawOn(self.canvas, left, y)


class ColumnFrame:
    """A measure and a height that blocks are filled into."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height

    def fill(self, blocks: Sequence[Flowable]) -> tuple[list[Flowable], list[Flowable]]:
        """Blocks → those that fit, the last perhaps in part, and the rest."""
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
        """Blocks of which none fits an empty column → what fits when nothing stays together, and the rest."""
        placed, rest, room = list[Flowable](), list(blocks), self.height
        while rest:
            block = rest[0]
            block.whole = False
            room -= block.gap if placed else 0.0
            if block.wrap(self.width, room)[1] > room + 0.01:
                parts = block.parts(self.width, room)
                return [*placed, *parts[:1]], [*parts[1:], *rest[1:]] if parts else rest
            room -= block.height
            placed.append(rest.pop(0))
        return placed, rest

    def _part(
        self, group: Sequence[Flowable], heights: Sequence[float], gaps: Sequence[float], room: float
    ) -> tuple[int, list[Flowable]]:
        """A group that does not fit → how many of it do, and the parts of the next one if it may be divided."""
        for at, (block, tall, gap) in enumerate(zip(group, heights, gaps, strict=True)):
            room -= gap
            if tall > room + 0.01:
                divides = room > 0 and (block.divides or block is group[-1])
                return at, block.parts(self.width, room) if divides else []
            room -= tall
        return len(group), []


def bound(blocks: Sequence[Flowable], at: int) -> list[Flowable]:
    """The blocks from here on that stay together."""
    end = at
    while end < len(blocks) - 1 and blocks[end].keep:
        end += 1
    return list(blocks[at : end + 1])

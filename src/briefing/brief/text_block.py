"""Paragraphs: runs of text, the structure elements that they stand under, and their lines on a column or a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from copy import copy
from typing import Self

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.canvas import TextState, circle, colour_source
from briefing.brief.flowables import Flowable
from briefing.brief.fonts import DRAWN, SOFT_HYPHEN, Shaped
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import ParagraphStyle
from briefing.brief.typography import Piece, TextLine, spread
from briefing.model.record_links import is_record_link
from briefing.model.text import Run, Text, plain
from briefing.typesetting.break_opportunities import has_wide

# At least so many lines of a paragraph stand together at the foot or the head of a column.
_TOGETHER = 2


class TaggedText(Struct, eq=False):
    """A paragraph's text, shared by its parts after a split: one element, one note in the ledger for each run.

    `owners` are the elements of runs that stand under another one than the paragraph's.
    """

    text: Text
    style: ParagraphStyle
    element: Element | None
    origin: Origin
    key: str = ""
    level: int | None = None
    owners: dict[int, Element] = field(default_factory=dict)
    spans: dict[int, Element] = field(default_factory=dict)
    links: dict[int, Element] = field(default_factory=dict)
    noted: set[int] = field(default_factory=set)
    placed: bool = False

    def element_of(self, run: Run) -> Element | None:
        """Return a run's element, made when it is painted, so that it follows what is before it; None for furniture."""
        if self.element is None:
            return None
        owner = self.link_of(run) if run.link else self.owners.get(id(run), self.element)
        if not run.lang:
            return owner
        if id(run) not in self.spans:
            self.spans[id(run)] = owner.add("Span", lang=run.lang)
        return self.spans[id(run)]

    def alike(self, run: Run, other: Run) -> bool:
        """Whether two runs are painted as one: one element, one colour."""
        if run is other:
            return True
        if run.link or other.link or run.lang or other.lang or run.bold != other.bold:
            return False
        return self.owners.get(id(run)) is self.owners.get(id(other))

    def link_of(self, run: Run) -> Element:
        """Return the one element of a run's link, whose runs may differ in look."""
        assert self.element is not None
        first = self.linked(run)[0]
        if id(first) not in self.links:
            self.links[id(first)] = self.owners.get(id(first), self.element).add("Link")
        return self.links[id(first)]

    def linked(self, run: Run) -> Text:
        """Return all neighbours of a run that link to the same target."""
        first = last = next(at for at, one in enumerate(self.text) if one is run)
        while first and self.text[first - 1].link == run.link:
            first -= 1
        while last + 1 < len(self.text) and self.text[last + 1].link == run.link:
            last += 1
        return self.text[first : last + 1]


class TextBlock(Flowable):
    """A paragraph of runs, from where its element says or from an `origin`. Without an element it is an artifact."""

    def __init__(
        self,
        context: BriefContext,
        text: Text,
        style: ParagraphStyle,
        element: Element | None,
        origin: Origin | None = None,
    ) -> None:
        super().__init__()
        self.context = context
        self.origin = origin or (element.origin if element else self.origin)
        style = context.typesetter.style(style)
        self.content = TaggedText(text, style, element, self.origin)
        self.lines: tuple[TextLine, ...] | None = None
        self._measure = 0.0
        self._set: dict[float, tuple[TextLine, ...]] = {}  # a page is tried with several widths and many orders
        context.check_characters(text, style, self.origin)

    def untagged(self) -> TextBlock:
        """The same as an artifact."""
        if self.content.element is None:
            return self
        again = copy(self)
        again.content = TaggedText(self.content.text, self.content.style, None, self.origin)
        return again

    def anchored(self, key: str, level: int | None = None) -> Self:
        """The same with a name for links that lead here; `level` makes it a bookmark."""
        self.content.key, self.content.level = key, level
        return self

    def restyle(self, style: ParagraphStyle) -> None:
        """Set its words again, in another style."""
        style = self.context.typesetter.style(style)
        if style != self.content.style:
            self.content.style, self.lines, self._set = style, None, {}

    def reword(self, words: Text) -> None:
        """Set other words in its place."""
        if words != self.content.text:
            self.content.text, self.lines, self._set = words, None, {}

    def resize(self, size: float) -> None:
        """Set its words again, in another size."""
        if size != self.content.style.size:
            self.content.style, self.lines, self._set = replace(self.content.style, size=size), None, {}

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As high as its lines, which are no wider than `most`, whatever the column."""
        width = min(width, self.most)
        if self.lines is None or (self._measure != width and not self._fixed):
            if width not in self._set:
                self._set[width] = self.context.typesetter.lines(self.content.text, self.content.style, width)
            self.lines = self._set[width]
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
    # of a part of a paragraph that a page has divided, the whole of it
    divided: TextBlock | None = None

    def split(self, width: float, height: float) -> list[Flowable]:
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
        part.origin = self.origin
        part._measure, part.whole, part.most = self._measure, False, self.most
        part.set_for = self.set_for or self._measure
        part.divided = self.divided or self
        return part

    def joined(self, rest: TextBlock) -> TextBlock | None:
        """Return this part of a paragraph and the rest of it as one, which is set again where it is all of it; None for
        two paragraphs."""
        if self.divided is None or self.divided is not rest.divided:
            return None
        lines = (*(self.lines or ()), *(rest.lines or ()))
        if len(lines) == len(self.divided.lines or ()):
            return self.divided.spaced(self.space, keep=rest.keep)
        return self._part(lines, self.space, keep=rest.keep)

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
        place = trace.place(self.canvas.page, content.origin.name)
        for line in self.lines or ():
            for piece in line.pieces:
                if id(piece.run) not in content.noted:
                    content.noted.add(id(piece.run))
                    trace.note(place, (piece.run,))

    def _draw_line(self, line: TextLine, x: float, y: float) -> None:
        groups = _grouped(line.pieces, self.content)
        links: dict[Element, tuple[Run, float, float]] = {}
        for at, pieces in enumerate(groups):
            width = sum(width for piece in pieces for width in piece.widths or (piece.width,))
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
            self.context.refuse(self.content.origin, what, "name a section that stands in the brief")
            return
        words = plain(self.content.linked(run)) if inside else run.link
        self.canvas.link(element, run.link, rect, words)

    def _paint(self, pieces: Sequence[Piece], x: float, y: float, *, end: bool) -> None:
        style, first = self.content.style, pieces[0]
        links = first.run.link and not is_record_link(first.run.link)
        role = style.link if links else style.lead if style.lead and first.run.bold else style.colour
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


class HangingBlock(Flowable):
    """A paragraph with an `indent`, and a label that hangs left of its first line by `hang`, less some `air`."""

    def __init__(
        self, words: TextBlock, label: TextBlock | None, hang: float, indent: float = 0.0, air: float = 0.0
    ) -> None:
        super().__init__()
        self.words, self.label, self.hang, self.indent, self.air = words, label, hang, indent or hang, air
        self.origin = words.origin

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as its words right of the indent."""
        self.width = width
        self.height = self.words.wrap(width - self.indent, height)[1]
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The lines that fit, with the label, and the rest without one."""
        parts = [part for part in self.words.split(width - self.indent, height) if isinstance(part, TextBlock)]
        result = [HangingBlock(part, None, self.hang, self.indent, self.air) for part in parts]
        if result:
            result[0].label, result[0].space = self.label, self.space
        for part in result:
            part.set_for = part.words.set_for + self.indent
        return [*result]

    def draw(self) -> None:
        """Paint the label, then the words."""
        if self.label is not None:
            _, tall = self.label.wrap(self.hang - self.air, self.height)
            self.label.drawOn(self.canvas, self.indent - self.hang, self.height - tall)
        self.words.wrap(self.width - self.indent, self.height)
        self.words.drawOn(self.canvas, self.indent, 0)


def _grouped(pieces: Sequence[Piece], content: TaggedText) -> list[list[Piece]]:
    """Group neighbours that share look and element, so that a line is few strings."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        drawn = DRAWN in (piece.text, groups[-1][-1].text if groups else "")
        last = groups[-1][-1] if groups and not drawn else None
        if last and last.face is piece.face and content.alike(last.run, piece.run):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups

"""The furniture of a page: tag, kicker and running head, foot with its rule and page number; all artifacts."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.canvas import TaggedCanvas
from briefing.brief.dateline import BAR, HEAD, MOST, Dateline, reserve, width
from briefing.brief.opening import Opening
from briefing.brief.page_heads import page_head
from briefing.brief.page_zones import PageLayout, PageZones
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import FOOTER, KICKER, ParagraphStyle
from briefing.brief.text_block import TextBlock
from briefing.model.text import Run, Text, embolden, plain, text

SIZES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
_TAG = (34.0, 6.0)
_BETWEEN = 14.0  # left and right of a running line, at least
_DOT = " · "  # between the parts of a head


def zones(page: str) -> PageZones:
    """Return the zones of a page size; Letter, which is lower, has narrower margins above and below."""
    width, height = SIZES[page]
    if page == "Letter":
        return PageZones(width, height, top=42.0, top_continued=68.0, foot=33.0)
    return PageZones(width, height)


# The elements of a brief's head, what it is and of what and when: content on the first page, furniture on all others.
Masthead = tuple[Element | None, Element | None]


def masthead(context: BriefContext) -> Masthead:
    """The elements of the first page's head, before all others; none for a head that the first headline repeats."""
    document = context.document
    head, first = document.header or document.kicker, document.parts[0].headline if document.parts else ()
    repeated = plain(head) == plain(first)
    return None if repeated or not plain(head).strip() else context.root.add("P"), context.root.add("P")


class Furniture:
    """Draws what surrounds the content of every page."""

    def __init__(self, context: BriefContext, zones: PageZones, pages: int, masthead: Masthead) -> None:
        self.context, self.zones, self.pages, self.masthead = context, zones, pages, masthead
        self.head = Origin("edition", "running head")
        self.foot = Origin("edition", "foot")
        self.dates: list[Dateline] = []

    def draw(self, canvas: TaggedCanvas, page: PageLayout) -> None:
        """Paint head and foot around a page's blocks, then the blocks in reading order."""
        first = page.placed[0] if page.placed else None
        opening = first.block if first and isinstance(first.block, Opening) else None
        if first and opening:
            with canvas.artifact("Background"):
                opening.paint_ground(canvas, first.y)
        self._head(canvas, opening.context if opening else self.context)
        headline, raised = page_head(self.context, page, self.zones) if page.continued else (None, 0.0)
        if headline:
            with canvas.artifact("Continued"):
                self._draw_line(canvas, headline, self.zones.height - self.zones.top)
        for item in page.placed:
            item.block.drawOn(canvas, item.x, item.y + raised)
        with canvas.artifact("Footer"):
            self._foot(canvas)

    def _head(self, canvas: TaggedCanvas, context: BriefContext) -> None:
        """Paint the tag and the name of the brief; its date is put into the page later."""
        zones, document = self.zones, context.document
        top = zones.height - HEAD
        title_element, date_element = self.masthead if canvas.page == 1 else (None, None)
        room = zones.full - min(width(context), MOST * zones.full) - _BETWEEN
        title = self._first_parts(document.header or document.kicker, KICKER, room)
        with canvas.artifact("Header"):
            canvas.fill_rect(zones.left, zones.height - _TAG[1], *_TAG, context.colour("accent"))
            self._draw_line(canvas, TextBlock(context, title, KICKER, title_element, self.head), top)
        self.dates.append(reserve(canvas, date_element, dark=context.ground == "dark"))

    def _foot(self, canvas: TaggedCanvas) -> None:
        zones, context = self.zones, self.context
        rule = context.colour("rule")
        canvas.stroke_line(zones.left, zones.foot, zones.width - zones.left, zones.foot, rule, 0.75)
        imprint = context.document.edition.imprint
        named = [text(name, term="imprint") for name in (imprint.organisation, imprint.classification)]
        parts = [context.document.title, *named]
        words: Text = ()
        for part in parts:
            if part:
                words = (*words, Run(BAR), *part) if words else part
        number = context.phrase("page_of", page=canvas.page, pages=self.pages)
        top = zones.foot - 5
        style = FOOTER.aligned("r").coloured("ink")
        room = self._draw_line(canvas, self._fitted(embolden(text(number)), style, zones.full, self.foot), top)
        self._draw_line(canvas, self._fitted(words, FOOTER, room, self.foot), top)

    def _fitted(self, words: Text, style: ParagraphStyle, room: float, origin: Origin) -> TextBlock:
        """Words on one line, shortened to the room if need be."""
        return TextBlock(self.context, self.context.typesetter.shortened(words, style, room), style, None, origin)

    def _first_parts(self, words: Text, style: ParagraphStyle, room: float) -> Text:
        """Return a text on one line: without its last parts, which dots divide, where it is too long; if even the first
        is, shortened."""
        typesetter, parts = self.context.typesetter, words
        while parts:
            if len(typesetter.lines(parts, style, room)) < 2:
                return parts
            at = max((at for at, run in enumerate(parts) if _DOT in run.text), default=0)
            head = parts[at].text.rpartition(_DOT)[0]
            parts = (*parts[:at], replace(parts[at], text=head)) if head else parts[:at]
        return typesetter.shortened(words, style, room)

    def _draw_line(self, canvas: TaggedCanvas, line: TextBlock, top: float) -> float:
        """Paint a line; return the room that it leaves."""
        _, tall = line.wrap(self.zones.full, line.content.style.leading)
        line.drawOn(canvas, self.zones.left, top - tall)
        return self.zones.full - line.natural_width() - _BETWEEN

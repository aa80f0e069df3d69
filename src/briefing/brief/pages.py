"""The furniture of a page: tag, kicker and running head, foot with its rule and page number; all artifacts."""

from __future__ import annotations

from briefing.brief.asides import first_clause
from briefing.brief.canvas import TaggedCanvas
from briefing.brief.flowables import Prose
from briefing.brief.layout import Sheet, Zones
from briefing.brief.setting import Place, Setting
from briefing.brief.structure import Element
from briefing.brief.styles import AGAIN, FOOTER, HEADER, KICKER, Style
from briefing.model.text import Run, Text, embolden, plain, text

SIZES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
_TAG = (34.0, 6.0)
_HEAD = 28.0
# What the right of a running line may take, and what keeps it apart from the left.
_MOST, _APART = 0.6, 14.0
_BAR = " \u00a0|\u00a0 "


def zones(page: str) -> Zones:
    """Page size by name → its zones; Letter, which is lower, has narrower margins above and below."""
    width, height = SIZES[page]
    if page == "Letter":
        return Zones(width, height, top=42.0, top_again=68.0, foot=33.0)
    return Zones(width, height)


# The elements of a brief's head, what it is and of what and when: content on the first page, furniture on all others.
Masthead = tuple[Element | None, Element | None]


def masthead(setting: Setting) -> Masthead:
    """The elements of the first page's head, before all others; none for a head that the first headline repeats."""
    document = setting.document
    head, first = document.header or document.kicker, document.parts[0].headline if document.parts else ()
    repeated = plain(head) == plain(first)
    return None if repeated or not plain(head).strip() else setting.root.add("P"), setting.root.add("P")


class Furniture:
    """Draws what surrounds the content of every page."""

    def __init__(self, setting: Setting, zones: Zones, pages: int, masthead: Masthead) -> None:
        self.setting, self.zones, self.pages, self.masthead = setting, zones, pages, masthead
        self.head = Place("edition", "running head")
        self.foot = Place("edition", "foot")

    def draw(self, canvas: TaggedCanvas, sheet: Sheet) -> None:
        """Paint head and foot around a sheet's blocks, then the blocks in reading order."""
        with canvas.artifact("Header"):
            self._head(canvas)
        if sheet.again:
            with canvas.artifact("Again"):
                self._again(canvas, sheet.again)
        for item in sheet.placed:
            item.block.drawOn(canvas, item.x, item.y)
        with canvas.artifact("Footer"):
            self._foot(canvas)

    def _head(self, canvas: TaggedCanvas) -> None:
        zones, palette = self.zones, self.setting.palette
        canvas.fill_rect(zones.left, zones.height - _TAG[1], *_TAG, palette.accent)
        document, wording = self.setting.document, self.setting.wording
        edition = document.edition
        dated = wording.phrase("edition_of", date=wording.long_date(edition.as_of))
        # without the period: ranks and targets may run on after it
        right: Text = (Run(edition.entity, term="entity of the edition"), Run(_BAR)) if edition.entity else ()
        right += text(dated, term="date of the edition")
        top = zones.height - _HEAD
        said, dated_element = self.masthead if canvas.page == 1 else (None, None)
        setter = self.setting.setter
        wide = sum(line.width for line in setter.lines(right, HEADER, 10_000.0))
        room = zones.full - min(wide, _MOST * zones.full) - _APART
        self._line(canvas, document.header or document.kicker, KICKER, top, room, self.head, said)
        self._line(canvas, right, HEADER.aligned("r"), top, _MOST * zones.full, self.head, dated_element)

    def _again(self, canvas: TaggedCanvas, headline: Text) -> None:
        """The headline of the part that goes on, or its first half: no heading of its own, as the part is one."""
        setting, zones = self.setting, self.zones
        mark = Run(setting.wording.joint(" ") + setting.phrase("continued"))
        room = zones.full - setting.setter.piece(mark.text, AGAIN, mark).width
        words = setting.setter.shortened(headline, AGAIN, room)
        if plain(words).endswith("…"):
            words = setting.setter.shortened(first_clause(headline), AGAIN, room)
        self._line(canvas, (*words, mark), AGAIN, zones.height - zones.top, zones.full, self.head)

    def _foot(self, canvas: TaggedCanvas) -> None:
        zones, setting = self.zones, self.setting
        rule = setting.colour("rule")
        canvas.stroke_line(zones.left, zones.foot, zones.width - zones.left, zones.foot, rule, 0.75)
        imprint = setting.document.edition.imprint
        named = [text(name, term="imprint") for name in (imprint.organisation, imprint.classification)]
        parts = [setting.document.title, *named]
        words: Text = ()
        for part in parts:
            if part:
                words = (*words, Run(_BAR), *part) if words else part
        number = setting.phrase("page_of", page=canvas.page, pages=self.pages)
        top = zones.foot - 5
        room = self._line(
            canvas, embolden(text(number)), FOOTER.aligned("r").coloured("ink"), top, zones.full, self.foot
        )
        self._line(canvas, words, FOOTER, top, room, self.foot)

    def _line(
        self,
        canvas: TaggedCanvas,
        words: Text,
        style: Style,
        top: float,
        room: float,
        place: Place,
        element: Element | None = None,
    ) -> float:
        """Paint words on one line, shortened to the room if need be; → the room beside them."""
        prose = Prose(self.setting, self.setting.setter.shortened(words, style, room), style, element, place)
        _, tall = prose.wrap(self.zones.full, style.leading)
        prose.drawOn(canvas, self.zones.left, top - tall)
        return self.zones.full - prose.natural_width() - _APART

"""The text of a deck's elements against the page as drawn: what is missing, what leaves its box or the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from briefing.proof.findings import Box, Findings, Rule
from briefing.proof.page_boxes import union
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.rendering.glyphs import Glyph, RenderedPage, folded

CUT = Rule("render-cut", "error", "all text of a slide is drawn, and all text that is drawn stands on its page")
OVERFLOW = Rule("render-overflow", "error", "text as drawn stays within the box of its element")
_NEAR = 8.0  # points around a box in which its text is looked for first
_LEAN = 2.0  # points by which ink may leave its box
_EDGE = 1.0  # points by which ink may leave its page
_MOST_PLACES = 50
# A program fills these in by itself.
_FILLED_IN = frozenset({"number", "date"})
_MOST_WORDS = 8  # words that a finding quotes
# A Chinese sign is a word of its own, as there are no spaces to part them at.
_WORD = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[^\s\u2e80-\u9fff\uf900-\ufaff]+")


class DrawnText(Struct, frozen=True):
    """An element on a page as drawn: the places of its paragraphs' signs, and the words that are not there."""

    element: Element
    paragraphs: tuple[tuple[int, ...], ...]
    missing: tuple[str, ...] = ()


def matched(page: Page, drawn_page: RenderedPage) -> list[DrawnText]:
    """Return where each element's text stands among the signs of a slide; charts draw theirs freely."""
    search = _Search(drawn_page)
    return [search.element(element) for element in page.elements if element.role != "chart" and element.paragraphs]


class _Search:
    """Looks texts up in the signs of a page; each sign belongs to one text."""

    def __init__(self, drawn_page: RenderedPage) -> None:
        self.glyphs = drawn_page.glyphs
        self.text = "".join(glyph.char for glyph in drawn_page.glyphs)
        self.taken = bytearray(len(drawn_page.glyphs))

    def element(self, element: Element) -> DrawnText:
        """Return where an element's text stands."""
        has_cells = len(element.cells) == len(element.paragraphs)
        found: list[tuple[int, ...]] = []
        missing: list[str] = []
        for at, paragraph in enumerate(element.paragraphs):
            text = "".join(run.text for run in paragraph)
            box = element.cells[at] if has_cells else element.box
            places = self._place(folded(text), box)
            if not places:
                places, lacking = self._words(text, box)
                missing += lacking
            found.append(places)
        return DrawnText(element, tuple(found), tuple(missing) if element.role not in _FILLED_IN else ())

    def _words(self, text: str, box: Box | None) -> tuple[tuple[int, ...], list[str]]:
        """Return the places of a text's words where it is not drawn in one piece, and the words that are nowhere.

        Arabic and Hebrew are drawn in forms of their own and from the right.
        """
        places: list[int] = []
        missing = []
        for word in _WORD.findall(text):
            sought = folded(word)
            where = self._place(sought, box)
            places += where
            if not where and sought not in self.text and not re.search(r"[\u0590-\u08ff]", sought):
                missing.append(word)
        return tuple(places), missing

    def _place(self, sought: str, box: Box | None) -> tuple[int, ...]:
        """Return the places of signs: the first free ones near the box, else the first free ones."""
        if not sought:
            return ()
        best, start = -1, self.text.find(sought)
        for _ in range(_MOST_PLACES):
            if start < 0:
                break
            if not self.taken[start] and not self.taken[start + len(sought) - 1]:
                if box is None or _on(box, self.glyphs[start].box):
                    best = start
                    break
                best = start if best < 0 else best
            start = self.text.find(sought, start + 1)
        if best < 0:
            return ()
        self.taken[best : best + len(sought)] = b"\1" * len(sought)
        return tuple(range(best, best + len(sought)))


def _on(box: Box, ink: Box) -> bool:
    across = ink[2] >= box[0] - _NEAR and ink[0] <= box[2] + _NEAR
    return across and ink[3] >= box[1] - _NEAR and ink[1] <= box[3] + _NEAR


def missing(file: ParsedFile, page: Page, drawn: Sequence[DrawnText]) -> Findings:
    """Yield texts of a slide that are not drawn."""
    for text in drawn:
        if text.missing:
            yield CUT.at(
                file.location(page, text.element),
                f"{_quoted(text.missing)} is not on the slide as drawn",
                "make its box larger, or its text shorter or smaller",
            )


def off_page(file: ParsedFile, page: Page, drawn_page: RenderedPage) -> Findings:
    """Yield text that stands beyond the edges of its page."""
    beyond = [glyph for glyph in drawn_page.glyphs if _off(glyph.box, drawn_page)]
    if beyond:
        text = "".join(glyph.char for glyph in beyond)
        what = f"“{text[:40]}” stands off the {file.word or 'page'} as drawn"
        location = file.location(page, Element("text", "", within(joined(beyond), drawn_page)))
        yield CUT.at(location, what, "move it inside the edges")


def _off(ink: Box, drawn_page: RenderedPage) -> bool:
    return ink[0] < -_EDGE or ink[1] < -_EDGE or ink[2] > drawn_page.wide + _EDGE or ink[3] > drawn_page.high + _EDGE


def overflowing(file: ParsedFile, page: Page, drawn_page: RenderedPage, drawn: Sequence[DrawnText]) -> Findings:
    """Yield elements whose text, as drawn, leaves their box or a cell's."""
    for text in drawn:
        if text.element.turned:
            continue
        boxes = text.element.cells if len(text.element.cells) == len(text.paragraphs) else ()
        glyphs = [[drawn_page.glyphs[at] for at in places] for places in text.paragraphs]
        rooms = boxes or [text.element.box] * len(glyphs)
        past = [
            overshoot
            for room, row in zip(rooms, glyphs, strict=True)
            if room and row and (overshoot := _beyond(room, row))
        ]
        if past:
            how = max(past, key=lambda overshoot: overshoot[0])
            yield OVERFLOW.at(
                file.location(page, text.element),
                f"its text as drawn stands {how[0]:.0f} pt {how[1]} its box",
                "make the box larger, or the text shorter or smaller",
            )


def _beyond(room: Box, glyphs: Sequence[Glyph]) -> tuple[float, str] | None:
    """Return the farthest that the signs of a text leave its box, and where; rotated text is not judged."""
    if any(glyph.turned for glyph in glyphs):
        return None
    ink = joined(glyphs)
    side = max(room[0] - ink[0], ink[2] - room[2])
    below, above = max(glyph.base for glyph in glyphs) - room[3], room[1] - ink[1]
    farthest = max((side, "beside"), (below, "below"), (above, "above"))
    return farthest if farthest[0] > _LEAN else None


def joined(glyphs: Sequence[Glyph]) -> Box:
    """Return the box of all signs."""
    return union(glyph.box for glyph in glyphs)


def within(box: Box, drawn_page: RenderedPage) -> Box:
    """Return the part of a box that can be shown on the page, at least at its edge."""
    left, top = min(max(box[0], 0), drawn_page.wide), min(max(box[1], 0), drawn_page.high)
    return left, top, max(left, min(box[2], drawn_page.wide)), max(top, min(box[3], drawn_page.high))


def _quoted(words: Sequence[str]) -> str:
    gap = "" if all(len(word) == 1 for word in words) else " "
    more = f" and {len(words) - _MOST_WORDS} more words" if len(words) > _MOST_WORDS else ""
    return f"“{gap.join(words[:_MOST_WORDS])}”{more}"

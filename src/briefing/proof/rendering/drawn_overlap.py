"""Signs of a page's text that stand on one another as rendered."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from briefing.proof.findings import Box, Findings, Rule
from briefing.proof.page_boxes import centre, overlap
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.rendering.drawn_text import DrawnText, joined, within
from briefing.proof.rendering.glyphs import Glyph, RenderedPage

OVERLAP = Rule("render-overlap", "error", "no text as drawn stands on other text")
_CELL = 16.0  # points of the net in which neighbours are looked for
_MOST_IN_CELL = 60
_SHARE = 0.15  # of the smaller sign's ink
_AREA = 0.4  # square points
_FEW = 2  # a single touch of two signs is no collision of texts
_NEIGHBOURS = 2  # signs that follow each other may touch: kerning, accents


def overlapping(file: ParsedFile, page: Page, drawn_page: RenderedPage, drawn: Sequence[DrawnText]) -> Findings:
    """Yield one finding for each two elements, or two texts of a chart, whose drawn signs cover each other."""
    owners = _owners(page, drawn_page, drawn)
    meetings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one, other in _meetings(drawn_page):
        meetings[owners.get(one, ""), owners.get(other, "")] += (one, other)
    for (first, second), places in sorted(meetings.items()):
        if len(set(places)) <= _FEW:
            continue
        box = within(joined([drawn_page.glyphs[at] for at in places]), drawn_page)
        words = " and ".join(f"“{_word(drawn_page.glyphs, at)}”" for at in (places[0], places[1]))
        names = " and ".join(dict.fromkeys(name for name in (first, second) if name))
        what = f"texts stand on each other as drawn: {words}"
        yield OVERLAP.at(file.location(page, Element("text", names, box)), what, "move one of them, or shorten it")


def _meetings(drawn_page: RenderedPage) -> list[tuple[int, int]]:
    """Return the pairs of signs whose ink shares more ground than a touch, in order."""
    net: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, glyph in enumerate(drawn_page.glyphs):
        if _free(glyph.char):
            continue
        left, top, right, bottom = (int(side // _CELL) for side in within(glyph.box, drawn_page))
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                if len(net[column, row]) < _MOST_IN_CELL:
                    net[column, row].append(at)
    pairs = {pair for cell in net.values() for pair in combinations(cell, 2)}
    return sorted(pair for pair in pairs if _meet(drawn_page.glyphs, *pair))


def _free(char: str) -> bool:
    """Whether a character may stand on its neighbours, as accents and the joined scripts do."""
    return unicodedata.category(char)[0] == "M" or unicodedata.bidirectional(char) in ("R", "AL") or char in "_.,…"


def _meet(glyphs: Sequence[Glyph], first: int, second: int) -> bool:
    one, other = glyphs[first].box, glyphs[second].box
    across, down = overlap(one, other)
    if across <= 0 or down <= 0 or second - first <= _NEIGHBOURS:
        return False
    shared = across * down
    if shared < _AREA or shared < _SHARE * min(_size(one), _size(other)):
        return False
    # The same sign once more in the same place is a heavier stroke or a shadow.
    return glyphs[first].char != glyphs[second].char or max(abs(a - b) for a, b in zip(one, other, strict=True)) > 1.5


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _owners(page: Page, drawn_page: RenderedPage, drawn: Sequence[DrawnText]) -> Mapping[int, str]:
    """Return the name of the element that each sign belongs to; signs without one belong to a chart."""
    owners = {at: text.element.name for text in drawn for places in text.paragraphs for at in places}
    charts = [element for element in page.elements if element.role == "chart" and element.box]
    for at, glyph in enumerate(drawn_page.glyphs):
        if at not in owners:
            owners[at] = next((chart.name for chart in charts if chart.box and _inside(glyph.box, chart.box)), "")
    return owners


def _inside(ink: Box, box: Box) -> bool:
    across, down = centre(ink)
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _word(glyphs: Sequence[Glyph], at: int) -> str:
    """Return the signs around one that stand on its line without a gap."""
    first = last = at
    while first > 0 and at - first < 20 and _follows(glyphs[first - 1], glyphs[first]):
        first -= 1
    while last + 1 < len(glyphs) and last - at < 20 and _follows(glyphs[last], glyphs[last + 1]):
        last += 1
    return "".join(glyph.char for glyph in glyphs[first : last + 1])


def _follows(one: Glyph, other: Glyph) -> bool:
    near = abs(one.base - other.base) < 1 and -2 < other.box[0] - one.box[2] < (other.box[3] - other.box[1]) * 0.3
    return near and not one.turned

"""Where lines stand on the pages of a PDF, and how large they are: beyond the page, over each other, too small."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Final

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Box, Findings, Rule
from briefing.proof.page_boxes import overlap, union
from briefing.proof.page_findings import found_on
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.tags.quick import promises

CUT = Rule("page-cut", "error", "no text reaches beyond the page")
OVERLAP = Rule("page-overlap", "error", "no line of text stands on another one")
TINY = Rule("page-tiny", "error", "no text is under 7 points")
SIZE = Rule("page-size", "warning", "a text is 9.5 points or more, in figures and tables 8.5, in sources 7.5")
MARGIN = Rule("page-margin", "warning", "text keeps the margins")
SIZES = Rule("page-sizes", "warning", "a page has at most 12 sizes of type")
FAMILIES = Rule("page-families", "warning", "a PDF has at most two families of type, besides one for Chinese")
EMPTY = Rule("page-empty", "warning", "a page of a brief is at least 60% full unless the next figure has no room")
RULES = (CUT, OVERLAP, TINY, SIZE, MARGIN, SIZES, FAMILIES, EMPTY)

# What rounding, a shift of a baseline or the roundness of a letter may take from a size or a place.
_SLACK: Final = 0.05
_EDGE: Final = 1.0
_FLOOR: Final = 7.0
_FLOORS: Final = {"body": 9.5, "text": 9.5, "chart": 8.5, "table": 8.5, "picture": 8.5, "source": 7.5}
# Shorter texts are labels, units and lists, which may be as small as the words of a figure; a source, a method and an
# imprint may be as small as a source line in any case.
_RUNNING: Final = 200
_METHOD: Final = re.compile(r"(?:our calculation|本简报计算)\s*[:：]", re.IGNORECASE)
# Side margin of an edition, and the least that printers of offices need.
_SIDE, _ENDS, _PRINTABLE = 48.0, 31.0, 12.0
_TOLERANCE: Final = 2.0
_BEARING: Final = 0.12  # of the size of type, that a letter as J may stand outside of its line
_OPENING: Final = re.compile("[“‘«„「『（《(]")
_FURNITURE: Final = ("footer", "number")
# How much of the lower of two lines, and how much of a line's length in points, must be covered by another.
_DEEP, _LONG = 0.3, 1.5
_MOST_LINES: Final = 2000
_MOST_SIZES, _MOST_FAMILIES = 12, 2
# How much of the height between head and foot, in points from the edges of the paper, has content.
_FULL, _HEAD_ENDS, _FOOT_BEGINS = 0.6, 48.0, 51.0
_HEADING: Final = re.compile("H[1-6]?")
_DRAWN, _MOST_HEADINGS = ("chart", "table", "picture"), 6
_HAN: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def check(evidence: Evidence) -> Findings:
    """Yield what is misplaced on the pages of PDFs; those of an edition must have the margins of an edition."""
    for parsed in evidence.of_kind("brief"):
        ledger = evidence.ledger
        ours = ledger is not None and (parsed.file in ledger.edition.outputs or promises(parsed.data))
        for page in parsed.pages:
            yield from found_on(parsed, page, "page-layout", (ours,), partial(_page, parsed, page, ours=ours))
        yield from _families(parsed)
        if ours:
            yield from _empty(parsed)


def _page(parsed: ParsedFile, page: Page, *, ours: bool) -> Findings:
    yield from _cut(parsed, page)
    yield from _overlaps(parsed, page)
    yield from _small(parsed, page)
    yield from _margins(parsed, page, ours=ours)
    yield from _sizes(parsed, page)


def _cut(parsed: ParsedFile, page: Page) -> Findings:
    for element in page.elements:
        for left, top, right, bottom in element.lines:
            far = max(-left, -top, right - page.wide, bottom - page.high)
            if far > _EDGE:
                what = f"its text reaches {far:.0f} points beyond the page"
                yield CUT.at(parsed.location(page, element), what, "set it within the page")
                break


def _overlaps(parsed: ParsedFile, page: Page) -> Findings:
    """Yield lines that overlap, compared from the top down; one finding for two elements."""
    lines = sorted(((line, element) for element in page.elements for line in element.lines), key=lambda one: one[0][1])
    reported: set[tuple[str, str]] = set()
    above: list[tuple[Box, Element]] = []
    for line, element in lines[:_MOST_LINES]:
        above = [pair_above for pair_above in above if pair_above[0][3] > line[1]]
        for other, owner in above:
            pair = (owner.name, element.name)
            if _covers(other, line) and pair not in reported:
                reported.add(pair)
                what = f"a line of it stands on one of {owner.name}" if owner is not element else "its lines overlap"
                yield OVERLAP.at(parsed.location(page, element), what, "give each its own place")
        above.append((line, element))


def _covers(one: Box, other: Box) -> bool:
    wide, high = overlap(one, other)
    return wide > _LONG and high > _DEEP * min(one[3] - one[1], other[3] - other[1])


def _small(parsed: ParsedFile, page: Page) -> Findings:
    for element in page.elements:
        sizes = [run.size for paragraph in element.paragraphs for run in paragraph if run.size and run.text.strip()]
        if not sizes:
            continue
        least, location = min(sizes), parsed.location(page, element)
        if least < _FLOOR - _SLACK:
            yield TINY.at(location, f"text of {least:.1f} points", f"set it in {_FLOOR:g} or more")
        elif least < (floor := _floor(element)) - _SLACK:
            yield SIZE.at(location, f"text of {least:.1f} points", f"set it in {floor:g} or more")


def _floor(element: Element) -> float:
    """Return the least size of an element: that of running text only where it is long enough to be read on and on."""
    floor = _FLOORS.get(element.role, _FLOOR)
    long = len(element.text) >= _RUNNING and not _METHOD.match(element.text)
    return floor if long or element.role in ("chart", "table", "picture", "source") else _FLOORS["source"]


def _masthead_foot(page: Page) -> float | None:
    """Return where the head of a first page ends, which stands in the margin above the first headline."""
    first = next((element for element in page.elements if element.tag == "H1"), None)
    return first.box[1] if page.number == 1 and first and first.box else None


def _margins(parsed: ParsedFile, page: Page, *, ours: bool) -> Findings:
    side, usual = (_SIDE, _ENDS) if ours else (_PRINTABLE, _PRINTABLE)
    foot = _masthead_foot(page)
    for element in page.elements:
        ends = _PRINTABLE if foot is not None and element.box and element.box[3] <= foot else usual
        if not element.lines or element.tag == "Artifact" or element.role in _FURNITURE:
            continue
        hanging = 0.5 * element.paragraphs[0][0].size if _OPENING.match(element.text) else 0.0
        left, top, right, bottom = union(element.lines)
        short = {
            "left": side - hanging - left, "right": right - (page.wide - side),
            "upper": ends - top, "lower": bottom - (page.high - ends),
        }  # fmt: skip
        edge, by = max(short.items(), key=lambda item: item[1])
        beyond = max(-left, -top, right - page.wide, bottom - page.high) > _EDGE
        size = max((run.size for paragraph in element.paragraphs for run in paragraph), default=0.0)
        tolerance = max(_TOLERANCE, _BEARING * size)
        if by > tolerance and not beyond:
            what = f"its text reaches {by:.0f} points into the {edge} margin"
            yield MARGIN.at(parsed.location(page, element), what, "set it within the margins")


def _sizes(parsed: ParsedFile, page: Page) -> Findings:
    runs = (run for element in page.elements for paragraph in element.paragraphs for run in paragraph)
    sizes = sorted({round(run.size, 1) for run in runs if run.size})
    if len(sizes) > _MOST_SIZES:
        what = f"{len(sizes)} sizes of type, from {sizes[0]:g} to {sizes[-1]:g} points"
        yield SIZES.at(parsed.location(page), what, f"use at most {_MOST_SIZES}")


def _empty(parsed: ParsedFile) -> Findings:
    """Yield a finding for each page but the last that ends above six tenths of its height, although what stands first
    on the next one would have room below."""
    for page, following in pairwise(parsed.pages):
        room = page.high - _HEAD_ENDS - _FOOT_BEGINS
        lowest = max((box[3] for _, box in _content(page)), default=0.0)
        share = max(0.0, lowest - _HEAD_ENDS) / room
        if share < _FULL and _first_height(following) <= room * (1 - share):
            what = f"it is {share * 100:.0f}% full, and what comes next would have room on it"
            fix = "show more in its part, or less in the next one, so that this begins below"
            yield EMPTY.at(parsed.location(page), what, fix)


def _content(page: Page) -> Iterator[tuple[Element, Box]]:
    for element in page.elements:
        if element.box and element.role not in _FURNITURE and element.tag != "Artifact":
            yield element, element.box


def _first_height(page: Page) -> float:
    """Return the height of what cannot be divided at the head of a page: its first figure with the headings above it;
    0 where it begins with text."""
    boxes: list[Box] = []
    drawn = False
    for element, box in _content(page):
        if drawn and _HEADING.fullmatch(element.tag):
            break
        drawn = drawn or element.role in _DRAWN
        boxes.append(box)
        if not drawn and len(boxes) > _MOST_HEADINGS:
            return 0.0
    return max(box[3] for box in boxes) - min(box[1] for box in boxes) if drawn else 0.0


def _families(parsed: ParsedFile) -> Findings:
    """Yield a finding for too many families of type; one that sets a Chinese character is for Chinese."""
    sign_counts: Counter[str] = Counter()
    first: dict[str, tuple[Page, Element]] = {}
    chinese: dict[str, bool] = defaultdict(bool)
    for page, element in parsed.elements():
        for paragraph in element.paragraphs:
            for run in paragraph:
                sign_counts[run.face] += len(run.text)
                first.setdefault(run.face, (page, element))
                chinese[run.face] |= bool(_HAN.search(run.text))
    for script, most in ((False, _MOST_FAMILIES), (True, 1)):
        faces = [face for face, _ in sign_counts.most_common() if face and chinese[face] is script]
        if len(faces) > most:
            what = f"{len(faces)} families{' for Chinese' if script else ''}: {', '.join(faces)}"
            yield FAMILIES.at(parsed.location(*first[faces[-1]]), what, f"use at most {most}")

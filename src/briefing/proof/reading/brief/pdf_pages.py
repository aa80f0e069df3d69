"""The pages of a PDF with their elements in the order of its tags, or line by line if it has none.

All that is shown stands in an element once: what the tags hold, then what they leave out, artifacts last.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from msgspec.structs import replace

from briefing.proof.findings import Box
from briefing.proof.page_boxes import union
from briefing.proof.parsed_file import LIST_ITEMS, Catalog, Element, Page, ParsedFile, Role
from briefing.proof.reading.brief.leading import links, outline, remarks
from briefing.proof.reading.brief.page_contents import PageContents, page_contents
from briefing.proof.reading.brief.painted_lines import labels, lines, paragraph
from briefing.proof.reading.brief.pdf_limits import bounded
from briefing.proof.reading.brief.pdf_text import Grounds, PageFrame, PaintedString, SeenText, strings
from briefing.proof.reading.brief.redated_page import SeenPage, redated
from briefing.proof.reading.brief.tree import TagNode, tree
from briefing.proof.reading.pdfium import MOST_SIGNS, attachments, library, opened, page_of, words
from briefing.reuse import reused, reusing

_INLINE: Final = frozenset(
    "Span Quote Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Em Strong Sub NonStruct".split()  # noqa: SIM905
)
PICTURES: Final = frozenset(("Figure", "Formula", "Form"))
_NAMES: Final = {
    "H1": "headline", "P": "paragraph", "Figure": "figure", "Table": "table", "Caption": "caption", "Note": "note",
    "LBody": "item", "LI": "item", "Lbl": "label", "BlockQuote": "quotation", "TOCI": "entry", "Formula": "formula",
}  # fmt: skip
_ROLES: Final[Mapping[str, Role]] = {
    "H1": "title", "Title": "title", "Caption": "subtitle", "Figure": "chart", "Formula": "picture", "Form": "picture",
    "Table": "table", "Note": "source", "P": "body", "LBody": "body", "LI": "body", "BlockQuote": "body",
}  # fmt: skip
_HEAD_OF_SOURCES: Final = re.compile("sources?|资料来源|数据来源|来源", re.IGNORECASE)
_PROPERTIES: Final = ("Author", "Subject", "Keywords", "Creator", "Producer")
_HEADING: Final = re.compile("H[2-6]?")
_SOURCE: Final = re.compile(r"(sources?|notes?|资料来源|数据来源|来源|注|说明)\s*[:：]", re.IGNORECASE)
# of a page; four digits alone are a year, as the date of an edition without a day
_NUMBER: Final = re.compile(r"\W*(page\s*|第\s*)?\d{1,3}\s*(页|(of|/|／)\s*\d+\s*页?)?\W*", re.IGNORECASE)
# The fill of a painted object: "2 [1.0, 2.0, 3.0, 4.0] ('0B3D78', 255) ".
_FILLED: Final = re.compile(r"\] \('([0-9A-F]{6})'")
# Running heads and feet stand in this part of a page above and below.
_EDGE: Final = 0.09


def brief(name: str, data: bytes) -> ParsedFile:
    """Return a PDF as a reader sees it. Raises ValueError with a plain sentence if it cannot be read."""
    bounded(data)
    contents = page_contents(data) if reusing() else None
    pages: list[Page] = []
    headless: list[tuple[int, str]] = []
    with opened(data) as document:
        pdfium, left = library(), MOST_SIGNS
        for at in range(pdfium.FPDF_GetPageCount(document)):
            before = pages[-1].elements if pages else ()
            last = next((element for element in reversed(before) if element.tag != "Artifact"), None)
            lists_sources = last is not None and _is_listed_source(last)
            make = partial(_seen, document, at, lists_sources=lists_sources)
            seen = _as_before(document, contents, (at, lists_sources), make) if contents else make(b"")
            read = seen.page
            headless += ((at + 1, name) for name in seen.headless)
            left -= sum(len(element.text) for element in read.elements)
            if left < 0:
                raise ValueError(f"it has more than {MOST_SIGNS} signs")
            pages.append(read)
        lang = words(pdfium.FPDFCatalog_GetLanguage, document)
        title = words(pdfium.FPDF_GetMetaText, document, b"Title")
        tags = any(element.tag not in ("", "Artifact") for page in pages for element in page.elements)
        catalog = Catalog(
            tags and bool(pdfium.FPDFCatalog_IsTagged(document)),
            {name: words(pdfium.FPDF_GetMetaText, document, name.encode()) for name in _PROPERTIES},
            tuple(headless),
            outline(document),
            max(0, pdfium.FPDFDoc_GetJavaScriptActionCount(document)),
        )
        return ParsedFile(name, "brief", data, tuple(pages), lang, title, None, _attached(document, contents), catalog)


def _attached(document: Any, contents: PageContents | None) -> Mapping[str, bytes]:
    """Return the files inside a brief, which are those of another day where nothing but dates is different."""
    if contents is None:
        return attachments(document)
    return reused("attachments", (contents.rest, contents.inside), lambda: attachments(document))


def _as_before(
    document: Any, contents: PageContents, own: tuple[int, bool], make: Callable[[bytes], SeenPage]
) -> SeenPage:
    """Return a page; one that differs from an earlier one in its date alone is that one, with its own date.

    PDFium opens it only where something of it is to be read.
    """
    if own[0] >= len(contents.pages):
        return make(b"")
    content = contents.pages[own[0]]
    inputs = contents.rest, len(contents.pages), *own, len(content)
    seen = reused("brief-page", inputs, lambda: make(content))
    if seen.content == content:
        return seen
    with page_of(document, own[0]) as page:
        dated = redated(page, seen, content)
    return dated or make(content)


def _seen(document: Any, at: int, content: bytes, *, lists_sources: bool) -> SeenPage:
    with page_of(document, at) as page:
        tops = tree(page)
        read, text = _page(page, at + 1, tops, lists_sources=lists_sources)
        read = replace(read, links=links(document, page), remarks=remarks(page))
        return SeenPage(read, tuple(_headless(tops)), content, text)


def _headless(tops: Iterable[TagNode]) -> Iterator[str]:
    """Yield each table of a page without a head; one that continues may have its head before."""
    tables = (node for top in tops for node in top.walk() if node.tag == "Table")
    for at, table in enumerate(tables, start=1):
        if not table.begun and not any(below.tag == "TH" for below in table.walk()):
            yield f"table {at}"


def _page(page: Any, number: int, tops: Sequence[TagNode], *, lists_sources: bool) -> tuple[Page, SeenText]:
    frame = PageFrame(page)
    pictures = {mark for top in tops for node in top.walk() if node.tag in PICTURES for mark in node.marks()}
    grounds = Grounds(page, frame, pictures)
    pieces, text = strings(page, frame, grounds)
    held: dict[int, list[PaintedString]] = defaultdict(list)
    for piece in pieces:
        if piece.mark >= 0:
            held[piece.mark].append(piece)
    elements = _Elements(held, grounds, lists_sources=lists_sources)
    for top in tops:
        elements.read(top)
    rest = [piece for piece in pieces if piece.mark not in elements.done]
    for line in sorted(lines(rest), key=lambda line: (line[0].artifact, round(line[0].base), line[0].left)):
        elements.loose(line, frame.high)
    drawing = _digest(grounds.painted.get(-1, ()))
    size = round(frame.wide, 2), round(frame.high, 2)
    return Page(number, *size, tuple(elements.found), (), grounds.page, drawing=drawing), text


def _is_listed_source(element: Element) -> bool:
    return element.role == "source" and element.tag in LIST_ITEMS


def _digest(painted: Iterable[str]) -> str:
    """Return a short digest of what is painted without words, "" for nothing."""
    text = "\n".join(painted)
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


class _Elements:
    """Gathers the elements of a page; `held` are the strings of each mark, `done` the marks that were gathered.

    A list below a paragraph that begins with "Sources:", or below the heading "Sources", has sources as its items; it
    may go on over pages: `lists_sources` is whether it does on this one.
    """

    def __init__(self, held: Mapping[int, list[PaintedString]], grounds: Grounds, *, lists_sources: bool) -> None:
        self.held, self.grounds, self.done, self.lists_sources = held, grounds, set[int](), lists_sources
        self.found: list[Element] = []
        self._headed = False
        self._names: Counter[str] = Counter()

    def read(self, node: TagNode) -> None:
        """Add an element of the tree and all below it."""
        if node.tag in PICTURES:
            return self._picture(node)
        if node.tag == "Table":
            return self._table(node)
        own: list[int] = []
        for kid in node.kids:
            if isinstance(kid, int):
                own.append(kid)
            elif (node.tag, kid.tag) == ("TOCI", "Lbl"):
                self._put(
                    "number", "entry's page", [pieces] if (pieces := self._taken([*kid.marks()])) else [], tag="Lbl"
                )
            elif kid.tag in _INLINE:
                own += kid.marks()
            else:
                self._words(node, own)
                own = []
                self.read(kid)
        return self._words(node, own)

    def _words(self, node: TagNode, marks: Sequence[int]) -> None:
        if pieces := self._taken(marks):
            self._add(node.tag or "Span", [pieces], node.alt or None)

    def _picture(self, node: TagNode) -> None:
        for kid in node.kids:
            if isinstance(kid, TagNode) and kid.tag == "Caption":
                self.read(kid)
        marks = list(node.marks())
        drawn = [self.grounds.drawn[mark] for mark in marks if mark in self.grounds.drawn]
        painted = [drawing for mark in marks for drawing in self.grounds.painted.get(mark, ())]
        self._add(node.tag, labels(self._taken(marks)), None if node.begun else node.alt, drawn)
        shapes = Counter(shade[1] for drawing in painted if (shade := _FILLED.search(drawing)))
        self.found[-1] = replace(
            self.found[-1],
            drawing=_digest(painted),
            shapes=shapes,
            rectangles=tuple(box for mark in marks for box in self.grounds.rectangles.get(mark, ())),
            circles=tuple(box for mark in marks for box in self.grounds.circles.get(mark, ())),
            areas=tuple(area for mark in marks for area in self.grounds.areas.get(mark, ())),
            drawn_lines=tuple(line for mark in marks for line in self.grounds.lines.get(mark, ()) if line[1]),
        )

    def _table(self, node: TagNode) -> None:
        cells: list[list[PaintedString]] = []

        def gather(below: TagNode) -> None:
            marks = [kid for kid in below.kids if isinstance(kid, int)]
            for kid in below.kids:
                if isinstance(kid, TagNode) and kid.tag in _INLINE:
                    marks += kid.marks()
                elif isinstance(kid, TagNode) and kid.tag in (*PICTURES, "Caption", "Table"):
                    self.read(kid)
                elif isinstance(kid, TagNode):
                    gather(kid)
            if pieces := self._taken(sorted(marks)):
                cells.append(pieces)

        gather(node)
        self._add("Table", cells, node.alt or None)

    def _taken(self, marks: Sequence[int]) -> list[PaintedString]:
        fresh = [mark for mark in dict.fromkeys(marks) if mark not in self.done]
        self.done |= set(fresh)
        return [piece for mark in fresh for piece in self.held.get(mark, ())]

    def loose(self, line: list[PaintedString], high: float) -> None:
        """Add a line that no element of the tree holds."""
        box, text = union([piece.box for piece in line]), "".join(piece.text for piece in line).strip()
        if not line[0].artifact:
            self._put("text", "line", [line])
        elif _EDGE * high < box[3] and box[1] < (1 - _EDGE) * high:
            self._put("text", "line beside the text", [line], tag="Artifact")
        elif _NUMBER.fullmatch(text):
            self._put("number", "page number", [line], tag="Artifact")
        else:
            self._put("footer", "running line", [line], tag="Artifact")

    def _add(self, tag: str, groups: list[list[PaintedString]], alt: str | None, drawn: Sequence[Box] = ()) -> None:
        role, words = _ROLES.get(tag, "text"), "".join(piece.text for group in groups[:1] for piece in group)
        headed, self._headed = self._headed, bool(_HEADING.fullmatch(tag) and _HEAD_OF_SOURCES.fullmatch(words.strip()))
        if self._headed:
            self.lists_sources = True
        elif role == "body" and (headed or _SOURCE.match(words)):
            role, self.lists_sources = "source", True
        elif self.lists_sources and tag in LIST_ITEMS:
            role = "source"
        else:
            self.lists_sources = False
        self._put(role, _NAMES.get(tag) or ("heading" if _HEADING.fullmatch(tag) else "text"), groups, drawn, alt, tag)

    def _put(
        self, role: Role, name: str, groups: list[list[PaintedString]], drawn: Sequence[Box] = (),
        alt: str | None = None, tag: str = "",
    ) -> None:  # fmt: skip
        """Add an element of paragraphs, labels or cells; text on another ground than its element's has no colour."""
        self._names[name] += 1
        has_cells = role in ("chart", "picture", "table")
        fill = _usual([piece for group in groups for piece in group])
        fills = tuple(_usual(group) if has_cells else fill for group in groups)
        texts = tuple(paragraph(_on(group, ground)) for group, ground in zip(groups, fills, strict=True))
        boxes = tuple(union([piece.box for piece in group]) for group in groups)
        rows = tuple(union([piece.box for piece in line]) for group in groups for line in lines(group))
        element = Element(
            role, f"{name} {self._names[name]}", union((*boxes, *drawn)) if boxes or drawn else None, texts, alt, fill,
            tag=tag, cells=boxes if has_cells else (), lines=rows,
            fills=tuple(fill or self.grounds.page for fill in fills if has_cells),
        )  # fmt: skip
        self.found.append(element)


def _usual(pieces: Sequence[PaintedString]) -> str:
    return Counter(piece.fill for piece in pieces).most_common(1)[0][0] if pieces else ""


def _on(pieces: list[PaintedString], ground: str) -> list[PaintedString]:
    return [piece if piece.fill == ground else replace(piece, colour="") for piece in pieces]

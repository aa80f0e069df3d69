"""A web edition as one page of text: headings, paragraphs, tables and charts in reading order; its links, its records
and what it carries.

The labels of a chart have no boxes in the file: their width is taken as half of the type's size for each character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote_to_bytes

from msgspec import Struct, field

from briefing.proof.findings import Box
from briefing.proof.parsed_file import Element, Page, Paragraph, ParsedFile, Role, Run
from briefing.proof.reading.letter import Tag, markup, unescaped

_MOST_BYTES: Final = 20_000_000
_BLOCKS: Final = frozenset("p h1 h2 h3 li td th caption dt dd summary figcaption blockquote text code data".split())  # noqa: SIM905
_EMPTY: Final = frozenset(
    "meta br link img hr input col base area embed source track wbr path rect circle line".split()  # noqa: SIM905
)
_SILENT: Final = ("style", "script", "title", "head")
_HEADS: Final = {"h1": "H1", "h2": "H2", "h3": "H3"}
_TABLE: Final = re.compile(r"data:text/csv;charset=utf-8,(.*)", re.DOTALL)
_SOURCES: Final = ("source", "sources")  # classes of a source line and of the list
_LONG: Final = 0x2E80  # from here on a character is as wide as it is high


class Link(Struct, frozen=True):
    """A link: where it leads, its words, and the drawing that it stands in, from 1, 0 for none."""

    target: str
    words: str
    drawing: int = 0


class WebRecord(Struct):
    """The record of a number as it stands on the page, each part in the words of the page."""

    printed: str = ""
    name: str = ""
    confidence: str = ""
    formula: str = ""
    value: str = ""
    notes: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


class WebTable(Struct):
    """A table: the section that it stands in, the heads of its columns, the names of its rows, and of each row, the
    heads' too, where the link in each cell leads, "" where there is none."""

    section: str
    heads: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


class WebPage(Struct):
    """A web edition as read: the ids of its elements, records and sources by id, its style sheet, what it may load."""

    parsed: ParsedFile
    links: tuple[Link, ...]
    ids: tuple[str, ...]
    records: Mapping[str, WebRecord]
    sources: Mapping[str, str]
    tables: tuple[WebTable, ...]
    tags: tuple[Tag, ...]
    style: str
    policy: str


def web(name: str, data: bytes) -> WebPage:
    """Return a web edition as a reader sees it.

    Raises ValueError with a plain sentence if it is no UTF-8 or too long.
    """
    if len(data) > _MOST_BYTES:
        raise ValueError(f"it has {len(data) / 1e6:,.1f} MB, a web edition at most {_MOST_BYTES // 1_000_000}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"it is no UTF-8 from byte {error.start + 1} on") from error
    reading = _Reading()
    for piece in markup(text):
        if isinstance(piece, Tag):
            reading.begin(piece)
        elif piece.startswith("</"):
            reading.end(piece[2:-1])
        elif piece == "<" or not piece.startswith("<"):
            reading.words(unescaped(piece))
    elements = tuple(reading.elements)
    attached = dict(_attached(reading.tags))
    page = Page(1, 0, 0, elements)
    parsed = ParsedFile(name, "web", data, (page,), reading.lang, " ".join(reading.title.split()), attached=attached)
    return WebPage(
        parsed,
        tuple(reading.links),
        tuple(reading.ids),
        reading.records,
        reading.sources,
        tuple(reading.tables),
        tuple(reading.tags),
        reading.style,
        reading.policy,
    )


def _attached(tags: list[Tag]) -> Iterator[tuple[str, bytes]]:
    """Yield the tables that are offered to download."""
    for tag in tags:
        table = _TABLE.fullmatch(tag.attributes.get("href", "")) if tag.name == "a" else None
        if table:
            yield tag.attributes.get("download", ""), unquote_to_bytes(table[1])


class _Reading:
    """Collects what stands on a page while its markup is walked through."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.links: list[Link] = []
        self.ids: list[str] = []
        self.records: dict[str, WebRecord] = {}
        self.sources: dict[str, str] = {}
        self.tables: list[WebTable] = []
        self.drawings = 0
        self.tags: list[Tag] = []
        self.lang = self.title = self.style = self.policy = ""
        self._open: list[Tag] = []
        self._pieces: list[str] = []
        self._section = ""
        self._link: list[str] = []
        self._boxes: list[Box] = []
        self._labels: list[Paragraph] = []
        self._record: WebRecord | None = None
        self._series: WebRecord | None = None  # what records of one series share, read as one
        self._before = ""
        self._run = 0  # values behind a record that its next link is the source of

    # The walk

    def begin(self, tag: Tag) -> None:
        """Open an element."""
        self.tags.append(tag)
        if tag.name == "html":
            self.lang = tag.attributes.get("lang", "")
        elif tag.name == "style":
            self.style += tag.held
        elif tag.attributes.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = tag.attributes.get("content", "")
        if tag.name in _BLOCKS:
            self._flush()
        if key := tag.attributes.get("id"):
            self.ids.append(key)
            if key.startswith("s-"):
                self._section = key[2:]
            if key.startswith("record-"):
                self._record = self.records.setdefault(key, WebRecord())
        if tag.name == "li" and tag.attributes.get("class") == "series":
            self._series = self._record = WebRecord()
        if tag.name == "br":
            self._pieces.append("\n")
        elif tag.name == "a":
            self._link = []
        elif tag.name == "table":
            self.tables.append(WebTable(self._section))
        elif tag.name == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag.name == "td" and self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].append("")
        elif tag.name == "svg":
            self._labels, self._boxes = [], []
            self.drawings += 1
        if tag.name not in _EMPTY:
            self._open.append(tag)

    def end(self, name: str) -> None:
        """Close an element, and those in it that were left open."""
        at = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at].name == name), None)
        if at is None:
            return
        for tag in reversed(self._open[at:]):
            self._close(tag)
            self._open.pop()

    def words(self, text: str) -> None:
        """Add words to what is open."""
        if self._inside("title") and not self._inside("svg"):
            self.title += text
        elif not any(self._inside(name) for name in _SILENT):
            self._pieces.append(text)
            if self._inside("a"):
                self._link.append(text)

    def _inside(self, name: str) -> bool:
        return any(tag.name == name for tag in self._open)

    def _close(self, tag: Tag) -> None:
        if tag.name == "a":
            self._close_link(tag)
        if tag.name in _BLOCKS:
            self._flush(tag)
        elif tag.name == "svg":
            self._close_svg(tag)
        if tag.attributes.get("id", "").startswith("record-"):
            if self._record is not None and self._series is not None:
                _complete(self._record, self._series)
            self._record = None
        elif tag.name == "li" and tag.attributes.get("class") == "series":
            self._series = self._record = None

    # Links, tables, charts

    def _close_link(self, tag: Tag) -> None:
        target, words = tag.attributes.get("href", ""), " ".join("".join(self._link).split())
        self.links.append(Link(target, words, self.drawings if self._inside("svg") else 0))
        if self._record is not None:
            self._record.sources += [target] * max(1, self._run)
            self._run = 0
        elif self._inside("td") and self.tables and self.tables[-1].rows and self.tables[-1].rows[-1]:
            self.tables[-1].rows[-1][-1] = target

    def _close_svg(self, tag: Tag) -> None:
        alt = tag.attributes.get("aria-label", "")
        role: Role = "picture" if tag.attributes.get("class") == "spark" else "chart"
        wide, high = ([float(n) for n in tag.attributes.get("viewBox", "0 0 0 0").split()] + [0.0] * 4)[2:4]
        name = f"{self._section}, {tag.attributes.get('class', '')}"
        box = (0.0, 0.0, wide, high)
        self.elements.append(Element(role, name, box, tuple(self._labels), alt, cells=tuple(self._boxes)))
        self._labels, self._boxes = [], []

    # Paragraphs

    def _flush(self, tag: Tag | None = None) -> None:
        """End a paragraph: what was collected is one, of the element that it stands in."""
        text = " ".join("".join(self._pieces).split(" ")).strip()
        self._pieces = []
        words = " ".join(text.split())
        if not words:
            return
        if self._record is not None:
            self._into_record(words, tag)
            return
        paragraph = (Run(text),)
        if tag is not None and tag.name == "text" and self._inside("svg"):
            self._labels.append(paragraph)
            self._boxes.append(_label_box(tag, text))
            return
        name = tag.name if tag else "p"
        if name in ("td", "th") and self.tables and self._inside("table"):
            if name == "th" and tag and tag.attributes.get("scope") == "col":
                self.tables[-1].heads.append(words)
            elif name == "th":
                self.tables[-1].names.append(words)
            self._into_table(paragraph)
            return
        if self._inside("nav"):
            self.elements.append(Element("text", "contents", None, (paragraph,)))
            return
        if tag and tag.attributes.get("id", "").startswith("source-"):
            self.sources[tag.attributes["id"]] = words
        role: Role = "title" if name in _HEADS else "text"
        if any(tag.attributes.get("class") in _SOURCES for tag in self._open):
            role = "source"
        tag_name = "LI" if name == "li" and role == "source" else _HEADS.get(name, "")
        self.elements.append(Element(role, self._section or "masthead", None, (paragraph,), tag=tag_name))

    def _into_table(self, paragraph: Paragraph) -> None:
        """Add a cell to the element of the table that is open."""
        last = self.elements[-1] if self.elements else None
        name = f"{self._section}, table {len(self.tables)}"
        if last is not None and last.role == "table" and last.name == name:
            self.elements[-1] = Element("table", name, None, (*last.paragraphs, paragraph))
        else:
            self.elements.append(Element("table", name, None, (paragraph,)))

    def _into_record(self, words: str, tag: Tag | None) -> None:
        record, name = self._record, tag.name if tag else ""
        assert record is not None
        before, self._before = self._before, words
        in_run = any(tag.name == "li" and tag.attributes.get("class") == "run" for tag in self._open)
        if name == "data" and in_run:
            of, _, kind = before.removesuffix("):").rpartition(" (")
            run = [pair.partition(": ") for pair in words.split("; ")]
            record.values += [f"{of}, {period}: {value} ({kind})" for period, _, value in run]
            self._run = len(run)
        elif name == "code" and not record.name:
            record.name = words
        elif name == "code":
            record.formula = words
        elif name == "data":
            record.value = words
        elif name == "li" and not in_run:
            record.values.append(words)
        elif not record.name:
            record.printed = words
        elif not record.value and not record.confidence:
            record.confidence = words
        elif record.value and tag is not None and tag.attributes.get("class") == "remark":
            record.notes.append(words)


def _complete(record: WebRecord, series: WebRecord) -> None:
    """Give a record of a published value what those of its series share, as if it stated it itself."""
    period, _, value = record.value.partition(": ")
    record.name, record.confidence, record.sources = series.name.replace("…", period), series.confidence, series.sources
    record.value = f"{value} {series.value}".strip()
    record.values = [f"{series.printed}, {period}: {value} {series.formula}"]


def _label_box(tag: Tag, text: str) -> Box:
    """Return about where a label stands."""
    x, y, size = (_number(tag.attributes.get(key, "")) for key in ("x", "y", "font-size"))
    wide = sum(size if ord(char) >= _LONG else size / 2 for char in text)
    return x, y - 0.7 * size, x + wide, y + 0.2 * size


def _number(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        return 0.0

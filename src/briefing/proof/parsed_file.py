"""What a reader sees in a finished file, whatever its format: pages, elements on them, text in runs.

Every check of numbers, words and layout works on these types; only `reading` knows decks, briefs, letters and web
editions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from operator import is_
from typing import Final, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.proof.findings import Box, Location
from briefing.proof.package.opc_package import Package
from briefing.reuse import digest, reused_of

Kind = Literal["deck", "brief", "letter", "handout", "notes", "web"]
Role = Literal[
    "title", "subtitle", "body", "text", "table", "chart", "picture", "shape", "line",
    "source", "footer", "date", "number",
]  # fmt: skip
FURNITURE: Final = ("footer", "date", "number")  # roles of what surrounds a page
_FIGURE: Final = re.compile("[0-9]")
LIST_ITEMS: Final = ("LI", "LBody", "Lbl")  # tags of a brief's lists


class Run(Struct, frozen=True):
    """A stretch of text of one look: size in points (0: unknown), colour as RRGGBB ("": unknown), family."""

    text: str
    size: float = 0.0
    bold: bool = False
    colour: str = ""
    face: str = ""
    lang: str = ""


Paragraph = tuple[Run, ...]
# In place of a colour: a picture, a gradient or a pattern, which has no one colour; or one that is not known.
UNKNOWN = "?"


class ParagraphFormat(Struct, frozen=True):
    """How a paragraph is set: alignment (l, ctr, r, just), spacing and indents in points.

    `pitch` is the distance of its lines, in points or, where `share`, in line heights of its type; `size` that of the
    type at its end.
    """

    align: str = "l"
    pitch: float = 1.0
    share: bool = True
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    first: float = 0.0
    size: float = 0.0


class TextFrame(Struct, frozen=True):
    """How a shape holds its text: insets (left, top, right, bottom) in points, anchor (t, ctr, b), wrapping.

    `fit` is what happens to text that is too long, in the file's word: "", noAutofit, normAutofit, spAutoFit; `scale`
    is the share that normAutofit leaves of its size; `plain` text runs level and in one column.
    """

    insets: Box = (7.2, 3.6, 7.2, 3.6)
    anchor: str = "t"
    wrap: bool = True
    fit: str = ""
    scale: float = 1.0
    plain: bool = True


class Element(Struct, frozen=True, dict=True):
    """What stands on a page, in reading order: its role, name, box, text, and alternative text (None: cannot have one).

    `fill` is the colour behind its text ("": that of the page); `part` the part of a deck that holds a chart, or the
    address of a letter's picture; `tag` the structure element of a brief; `cells` the box of each paragraph where it is
    known: of a table, the room for text in its cell, and then `fills` has the colour behind each. Of a deck's shape
    `settings` is how each paragraph is set and `frame` how the shape holds them; `holder` is the type of its
    placeholder, "" for a loose shape, and `layout_box` the box that the layout has for it; `solid` is whether it covers
    what lies below it, `turned` whether it is rotated, `grouped` whether it is part of a group. Of a brief `lines` are
    the boxes of its lines, and of its figures `drawing` is a digest of what is drawn without words, `shapes` the number
    of shapes that are filled with each colour, `rectangles` the boxes of what may be a bar, `circles` those of dots,
    `areas` the upper and the lower edge of each area over periods, and `drawn_lines` its open lines of straight
    segments, each with its colour.
    """

    role: Role
    name: str
    box: Box | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    alt: str | None = None
    fill: str = ""
    part: str = ""
    tag: str = ""
    cells: tuple[Box, ...] = ()
    fills: tuple[str, ...] = ()
    settings: tuple[ParagraphFormat, ...] = ()
    frame: TextFrame | None = None
    holder: str = ""
    layout_box: Box | None = None
    solid: bool = False
    turned: bool = False
    grouped: bool = False
    lines: tuple[Box, ...] = ()
    drawing: str = ""
    shapes: Mapping[str, int] = {}
    rectangles: tuple[Box, ...] = ()
    circles: tuple[Box, ...] = ()
    areas: tuple[tuple[tuple[tuple[float, float], ...], ...], ...] = ()
    drawn_lines: tuple[tuple[str, tuple[tuple[float, float], ...]], ...] = ()

    @cached_property
    def text(self) -> str:
        """The text, a paragraph on each line."""
        return "\n".join("".join(run.text for run in paragraph) for paragraph in self.paragraphs)


class Page(Struct, frozen=True, dict=True):
    """A slide or page: number from 1, size in points, elements in reading order, notes, colour of its ground.

    `layout` is the name of a slide's layout; `hidden` is whether a slide is not shown. Of a brief `links` are where its
    links lead, `remarks` the comments of those who marked it, and `drawing` is a digest of what is drawn outside its
    figures.
    """

    number: int
    wide: float
    high: float
    elements: tuple[Element, ...] = ()
    notes: tuple[str, ...] = ()
    ground: str = "FFFFFF"
    layout: str = ""
    hidden: bool = False
    links: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    drawing: str = ""

    @cached_property
    def digest(self) -> bytes:
        """A digest of it all, which editions that share the page share with it.

        What has the same body, as a page without its dates, has it from the digest of this, which is worked out once.
        """
        body = self.body
        furniture = [(at, one) for at, one in enumerate(self.elements) if one.role in FURNITURE]
        return digest(self) if body is self else digest(body.digest, furniture)

    @cached_property
    def undated(self) -> Page:
        """The page without its dates."""
        return self._with(one for one in self.elements if one.role != "date")

    @cached_property
    def look(self) -> Page:
        """The page with figures of dates that are all 0."""
        return self._with(_with_zeros(one) if one.role == "date" else one for one in self.elements)

    @cached_property
    def body(self) -> Page:
        """The page without its furniture."""
        found = tuple(one for one in self.elements if one.role not in FURNITURE)
        return self if len(found) == len(self.elements) else replace(self, elements=found)

    @cached_property
    def furniture(self) -> Page:
        """The page with its furniture alone."""
        return self._with(one for one in self.elements if one.role in FURNITURE)

    def replaced(self, at: int, element: Element) -> Page:
        """Return the page with another element at a place."""
        return self.with_elements((*self.elements[:at], element, *self.elements[at + 1 :]))

    def with_elements(self, elements: Iterable[Element]) -> Page:
        """Return the page with these elements; where only date or furniture are others, both share what is without."""
        found = self._sharing(replace(self, elements=tuple(elements)), "body", FURNITURE)
        return self._sharing(found, "undated", ("date",))

    def _with(self, elements: Iterable[Element]) -> Page:
        found = tuple(elements)
        return (
            self if _are_same(found, self.elements) else self._sharing(replace(self, elements=found), "body", FURNITURE)
        )

    def _sharing(self, found: Page, name: str, left_out: Sequence[Role]) -> Page:
        """Return a page that has a part of this one, if it has the same elements there."""
        part: Page = getattr(self, name)
        if _are_same([one for one in found.elements if one.role not in left_out], part.elements):
            found.__dict__[name] = part
        return found


def _are_same(some: Sequence[Element], others: Sequence[Element]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


class Catalog(Struct, frozen=True):
    """What a PDF has outside its pages: whether it is tagged and marked as such, properties by name, of each table
    without heads the page and the name, bookmarks with the page each leads to, and how many scripts it runs."""

    tagged: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)
    headless: tuple[tuple[int, str], ...] = ()
    outline: tuple[tuple[str, int], ...] = ()
    scripts: int = 0


class ParsedFile(Struct, frozen=True, dict=True):
    """A file as a reader sees it. `package` is the parts of a deck, `attached` the files in a brief or web edition."""

    file: str
    kind: Kind
    data: bytes
    pages: tuple[Page, ...] = ()
    lang: str = ""
    title: str = ""
    package: Package | None = None
    attached: Mapping[str, bytes] = field(default_factory=dict)
    catalog: Catalog = Catalog()

    @property
    def word(self) -> str:
        """What its pages are called."""
        return {"deck": "slide", "handout": "slide", "letter": "", "web": ""}.get(self.kind, "page")

    @property
    def paged(self) -> bool:
        """Whether it has slides or pages, and is not one page without an end."""
        return self.kind not in ("letter", "web")

    @property
    def printed(self) -> str:
        """The output whose part of the story it prints: a web edition that of the brief."""
        return "brief" if self.kind == "web" else self.kind

    @cached_property
    def file_digest(self) -> str:
        """The SHA-256 of its bytes, in hex."""
        return sha256(self.data).hexdigest()

    @cached_property
    def attached_digests(self) -> Mapping[str, bytes]:
        """The SHA-256 of each file inside it, which are large and often those of an edition of another day."""
        own = self.attached
        kind = "digests of files inside"
        return reused_of(kind, own, lambda: {name: sha256(own[name]).digest() for name in own}, most=1) if own else {}

    @property
    def undated(self) -> tuple[Page, ...]:
        """The pages without their dates."""
        return tuple(page.undated for page in self.pages)

    @property
    def looks(self) -> tuple[Page, ...]:
        """The pages as far as their look goes: the figures of their dates, which are equally wide, are all 0."""
        return tuple(page.look for page in self.pages)

    @property
    def bodies(self) -> tuple[Page, ...]:
        """The pages without their furniture: running heads and feet, the date and the number."""
        return tuple(page.body for page in self.pages)

    @property
    def furniture(self) -> tuple[Page, ...]:
        """The pages with their furniture alone."""
        return tuple(page.furniture for page in self.pages)

    def location(self, page: Page | None = None, element: Element | None = None) -> Location:
        """Return the place of a page, or of an element on it."""
        number = page.number if page and self.paged else 0
        return Location(self.file, number, element.name if element else "", element.box if element else None, self.word)

    def elements(self) -> Iterator[tuple[Page, Element]]:
        """Yield every element with its page."""
        for page in self.pages:
            for element in page.elements:
                yield page, element


def _with_zeros(element: Element) -> Element:
    texts = tuple(
        tuple(replace(run, text=_FIGURE.sub("0", run.text)) for run in paragraph) for paragraph in element.paragraphs
    )
    return replace(element, paragraphs=texts)

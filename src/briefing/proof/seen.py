"""What a reader sees in a finished file, whatever its format: pages, elements on them, text in runs.

Every check of numbers, words and layout works on these nouns; only `reading` knows decks, briefs and letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct, field

from briefing.proof.findings import Box, Spot
from briefing.proof.package.parts import Package

Kind = Literal["deck", "brief", "letter"]
Role = Literal[
    "title", "subtitle", "body", "text", "table", "chart", "picture", "shape", "line",
    "source", "footer", "date", "number",
]  # fmt: skip


class Run(Struct, frozen=True):
    """A stretch of text of one look: size in points (0: not told), colour as RRGGBB ("": not told), family."""

    text: str
    size: float = 0.0
    bold: bool = False
    colour: str = ""
    face: str = ""
    lang: str = ""


Paragraph = tuple[Run, ...]


class Element(Struct, frozen=True):
    """What stands on a page, in reading order: its role, name, box, text, and alternative text (None: cannot have one).

    `fill` is the colour behind its text ("": that of the page); `part` the part of a deck that holds a chart;
    `tag` the structure element of a brief; `cells` the box of each paragraph where it is known (cells of a table).
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

    @property
    def text(self) -> str:
        """The text, a paragraph on each line."""
        return "\n".join("".join(run.text for run in paragraph) for paragraph in self.paragraphs)


class Page(Struct, frozen=True):
    """A slide or page: number from 1, size in points, elements in reading order, notes, colour of its ground."""

    number: int
    wide: float
    high: float
    elements: tuple[Element, ...] = ()
    notes: tuple[str, ...] = ()
    ground: str = "FFFFFF"
    layout: str = ""


class Seen(Struct, frozen=True):
    """A file as a reader sees it. `package` is a deck's parts; `attached` the files inside a brief."""

    file: str
    kind: Kind
    data: bytes
    pages: tuple[Page, ...] = ()
    lang: str = ""
    title: str = ""
    package: Package | None = None
    attached: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """What its pages are called."""
        return {"deck": "slide", "brief": "page", "letter": ""}[self.kind]

    def spot(self, page: Page | None = None, element: Element | None = None) -> Spot:
        """The place of a page, or of an element on it."""
        number = page.number if page and self.kind != "letter" else 0
        return Spot(self.file, number, element.name if element else "", element.box if element else None, self.word)

    def elements(self) -> Iterator[tuple[Page, Element]]:
        """Every element with its page."""
        for page in self.pages:
            for element in page.elements:
                yield page, element

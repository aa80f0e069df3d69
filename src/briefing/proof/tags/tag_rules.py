"""The rules of a PDF's tags, conformance marks and properties, and what is wrong by one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefing.proof.findings import Rule

if TYPE_CHECKING:
    from briefing.proof.tags.marked import StructureElement, TaggedPdf

DOCUMENT = Rule("tags-document", "error", "a PDF is tagged and has a title and a language")
STANDARD = Rule("tags-standard", "error", "the PDF claims PDF/UA-1 and the part of PDF/A that it keeps")
BOOKMARKS = Rule("tags-bookmarks", "warning", "the PDF has bookmarks, which say what its headings say")
MARKS = Rule("tags-marks", "error", "all that is painted is marked, and each mark is one element's")
ORDER = Rule("tags-order", "error", "the tags are read in the order in which a page is painted")
ARTIFACTS = Rule("tags-artifacts", "error", "what is no content repeats content or stands on every page")
HEADINGS = Rule("tags-headings", "error", "headings have words and skip no level")
GROUPS = Rule("tags-groups", "error", "items stand in lists, cells in rows, and each holds something")
TABLES = Rule("tags-tables", "error", "a table has heads with a scope, rows of one length and a caption or heading")
FIGURES = Rule("tags-figures", "error", "a figure has words of its own, its place and its data")
LINKS = Rule("tags-links", "error", "a link has words, a description and a target, and stands in the tree")
NOTES = Rule("tags-notes", "error", "each note has an ID of its own")
FONTS = Rule("tags-fonts", "error", "fonts are embedded and every sign can be read and copied")
FILES = Rule("tags-files", "error", "each file inside a PDF says what it is and whose")
PRIVATE = Rule("tags-private", "warning", "no path, user name, comment, hidden layer, script or strange file")

RULES = (
    DOCUMENT, STANDARD, BOOKMARKS, MARKS, ORDER, ARTIFACTS, HEADINGS, GROUPS, TABLES, FIGURES, LINKS, NOTES, FONTS,
    FILES, PRIVATE,
)  # fmt: skip
REBUILD: Final = "build the edition again"


class TagFault(Struct, frozen=True):
    """What is wrong, how to correct it, and where: page from 1 (0: the file as a whole), element."""

    what: str
    fix: str = REBUILD
    page: int = 0
    element: str = ""


Check = tuple[Rule, Callable[["TaggedPdf"], Iterable[TagFault]]]


def named(brief: TaggedPdf, node: StructureElement) -> str:
    """Return the type of an element and its first words."""
    return called(node.tag, brief.text(node))


def called(tag: str, text: str) -> str:
    """Return a name of a type and a text by which a reader finds it."""
    quoted = text if len(text) <= 40 else f"{text[:39]}…"
    return f"{tag} “{quoted}”" if quoted else tag


def page_of(node: StructureElement) -> int:
    """Return the page from 1 on which an element begins; 0 if it stands on none."""
    return next((max(0, page + 1) for _, (page, _) in node.marks()), 0)

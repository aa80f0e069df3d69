"""What is wrong with a PDF's structure, before it is known how grave that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefing.proof.findings import Rule

if TYPE_CHECKING:
    from briefing.proof.tags.marked import Node, TaggedPdf

REBUILD: Final = "build the edition again"


class Fault(Struct, frozen=True):
    """What is wrong, how to correct it, and where: page from 1 (0: the file as a whole), element."""

    what: str
    fix: str = REBUILD
    page: int = 0
    element: str = ""


Check = tuple[Rule, Callable[["TaggedPdf"], Iterable[Fault]]]


def named(brief: TaggedPdf, node: Node) -> str:
    """Return the type of an element and its first words."""
    return called(node.tag, brief.text(node))


def called(tag: str, text: str) -> str:
    """Return a name of a type and a text by which a reader finds it."""
    quoted = text if len(text) <= 40 else f"{text[:39]}…"
    return f"{tag} “{quoted}”" if quoted else tag


def page_of(node: Node) -> int:
    """Return the page from 1 on which an element begins; 0 if it stands on none."""
    return next((max(0, page + 1) for _, (page, _) in node.marks()), 0)

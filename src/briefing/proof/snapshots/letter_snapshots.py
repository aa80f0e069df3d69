"""What a letter shows and where its links lead, and a digest of its markup.

No program saves a letter again, so that a change of its tags was made by somebody: hidden words, colours, styles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from html import unescape
from typing import Final

from briefing.proof.parsed_file import ParsedFile
from briefing.proof.reading.letter import Tag, pieces
from briefing.proof.snapshot import ElementSnapshot, PageSnapshot

_MOST: Final = 5000


def of_letter(parsed: ParsedFile) -> Iterator[PageSnapshot]:
    """Yield the one page of a letter."""
    for page in parsed.pages:
        items: list[ElementSnapshot] = []
        for element in page.elements:
            texts = tuple(_joined(text) for text in element.text.split("\n") if text.strip())
            links = (("", element.part),) if element.part else ()
            items.append(
                ElementSnapshot(element.role, element.name, texts, alt=_joined(element.alt or ""), links=links)
            )
        if targets := tuple(_links(parsed)):
            items.append(ElementSnapshot("links", "links", links=targets))
        yield PageSnapshot(page.number, tuple(items))


def _links(parsed: ParsedFile) -> Iterator[tuple[str, str]]:
    """Yield the links of a letter in order, with what stands in them."""
    target: str | None = None
    words: list[str] = []
    count = 0
    for piece in _pieces(parsed):
        if isinstance(piece, Tag) and piece.name == "a" and "href" in piece.attributes:
            target, words = piece.attributes["href"], []
        elif piece == "</a>" and target is not None and count < _MOST:
            yield _joined("".join(words)), target
            target, count = None, count + 1
        elif isinstance(piece, str) and target is not None and not piece.startswith("<"):
            words.append(unescape(piece))


def _pieces(parsed: ParsedFile) -> Iterator[Tag | str]:
    return iter(pieces(parsed.data.decode("utf-8", "replace")) if parsed.file.lower().endswith(".html") else ())


def _joined(text: str) -> str:
    return " ".join(text.split())


def form_of(parsed: ParsedFile) -> str:
    """Return a digest of a letter's tags, styles and comments, without the targets of links; "" for plain text."""
    found = [_described(piece) for piece in _pieces(parsed) if isinstance(piece, Tag) or piece.startswith("<")]
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:16] if found else ""


def _described(piece: Tag | str) -> str:
    if isinstance(piece, str):
        return _joined(piece)
    attributes = (f"{name}={value}" for name, value in piece.attributes.items() if name != "href")
    return _joined(f"<{piece.name} {' '.join(attributes)}>{piece.held}")

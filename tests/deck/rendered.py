"""A deck as LibreOffice draws it: where each planned text stands on its page, and on how many lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from briefing.deck.plan.text import fit
from briefing.deck.slides import Box, Paragraph, Slide, TableBox, TextBox
from briefing.model.text import plain
from tests.converting import converted

NEAR = 6.0  # points that a first sign may stand outside of its box, as a text set right or centred
LINE_HYPHEN = "\x02"  # what pdfium makes of a hyphen at a line's end
LEAN = 1.5  # points by which ink may leave its box


class Sign(Struct, frozen=True):
    """A sign on a page: its character, left and right edge and baseline in points, y down."""

    char: str
    left: float
    right: float
    base: float


class Place(Struct, frozen=True):
    """A planned text: slide, name, box and paragraphs."""

    slide: int
    name: str
    box: Box
    paragraphs: tuple[Paragraph, ...]


def drawn(data: bytes, folder: Path) -> list[list[Sign]]:
    """A deck's bytes → the signs of each page in the order in which they are drawn, spaces left out."""
    import pypdfium2

    path = folder / "deck.pptx"
    path.write_bytes(data)
    (drawing,) = converted([path], "pdf", folder)
    document = pypdfium2.PdfDocument(drawing)
    try:
        return [_signs(page) for page in document]
    finally:
        document.close()


def _signs(page: object) -> list[Sign]:
    import pypdfium2.raw as pdfium

    height = page.get_height()  # type: ignore[attr-defined]
    text = page.get_textpage()  # type: ignore[attr-defined]
    signs: list[Sign] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text.raw, index)).replace(LINE_HYPHEN, "-")
        if char.isspace() or not char.isprintable() or pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
            continue
        left, _, right, _ = text.get_charbox(index)
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        signs.append(Sign(char, left, right, height - y.value))
    return signs


def places(slides: Sequence[Slide]) -> Iterator[Place]:
    """Slides → every text box and table cell of theirs that says something."""
    for number, slide in enumerate(slides):
        for item in slide.elements:
            if isinstance(item, TextBox):
                yield Place(number, item.name, item.box, item.paragraphs)
            if isinstance(item, TableBox):
                yield from _cells(number, item)


def _cells(number: int, table: TableBox) -> Iterator[Place]:
    top, last = table.box.y, len(table.widths) - 1
    edge = 0.0 if table.highlight is None else table.inset
    for row, height in zip(table.rows, table.heights, strict=True):
        left = table.box.x
        for at, (cell, width) in enumerate(zip(row, table.widths, strict=True)):
            before, after = (edge if at == 0 else table.inset), (edge if at == last else table.inset)
            room = Box(left + before, top, width - before - after, height)
            yield Place(number, f"{table.name} {plain(cell.text)[:20]}", room, (cell,))
            left += width
        top += height


def predicted(place: Place) -> int:
    """The number of lines that the plan counts on."""
    return sum(len(fit.lines(p.text, p.style, place.box.w)) for p in place.paragraphs)


def found(place: Place, page: Sequence[Sign]) -> list[Sign]:
    """A planned text → its signs on the page; empty if they are not there in this order.

    Where another text is drawn between two of its lines, only the signs on the box's own ground are looked through.
    """
    said = [char for p in place.paragraphs for char in plain(p.text) if not char.isspace() and char.isprintable()]
    for signs in (page, [sign for sign in page if _on(place.box, sign)]):
        chars = [sign.char for sign in signs]
        for start, first in enumerate(signs[: len(signs) - len(said) + 1]):
            if first.char == said[0] and _on(place.box, first) and chars[start : start + len(said)] == said:
                return list(signs[start : start + len(said)])
    return []


def _on(box: Box, sign: Sign) -> bool:
    return box.x - NEAR <= sign.left <= box.x + box.w + NEAR and box.y - NEAR <= sign.base <= box.y + box.h + NEAR


def lines(signs: Sequence[Sign]) -> int:
    """Signs → the number of baselines that they stand on."""
    bases = sorted(sign.base for sign in signs)
    return sum(index == 0 or base - bases[index - 1] > 3.0 for index, base in enumerate(bases))


def beyond(place: Place, signs: Sequence[Sign]) -> bool:
    """Whether a text leaves its box: at the sides, or below with more than its descenders."""
    box = place.box
    low = max(sign.base for sign in signs)
    wide = min(sign.left for sign in signs) < box.x - LEAN or max(sign.right for sign in signs) > box.x + box.w + LEAN
    return wide or low > box.y + box.h + LEAN

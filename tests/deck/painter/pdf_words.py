"""The words of the pages of a PDF with their places, as pypdfium2 reads them."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

_ONE_LINE, _ONE_WORD = 0.6, 2.0  # points between baselines, and between characters


class Word(Struct):
    """Characters without a space between them: left and right edge, size and baseline in points, y down."""

    text: str
    left: float
    right: float
    size: float
    base: float


class Pair(Struct, frozen=True):
    """A word of one page and the nearest of the same characters on another, None where there is none."""

    page: int
    word: Word
    other: Word | None


def words(data: bytes) -> list[list[Word]]:
    """Return the words of each page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [list(_words(page)) for page in document]
    finally:
        document.close()


def _words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    height, text = page.get_height(), page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    word: Word | None = None
    for at in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text.raw, at)).replace("\x02", "-")
        if char.isspace() or not char.isprintable() or pdfium.FPDFText_IsGenerated(text.raw, at) == 1:
            continue
        left, _, right, _ = text.get_charbox(at, loose=True)
        pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
        base = height - y.value
        if word and abs(word.base - base) < _ONE_LINE and abs(left - word.right) < _ONE_WORD:
            word.text, word.right = word.text + char, right
            continue
        if word:
            yield word
        word = Word(char, x.value, right, pdfium.FPDFText_GetFontSize(text.raw, at), base)
    if word:
        yield word


def pairs(ours: Sequence[Sequence[Word]], theirs: Sequence[Sequence[Word]]) -> Iterator[Pair]:
    """Yield each word of other pages with ours of the same characters that is nearest, each of ours once."""
    for number, (own, other) in enumerate(zip(ours, theirs, strict=True)):
        left = defaultdict(list)
        for word in own:
            left[word.text].append(word)
        for word in other:
            found = min(left[word.text], key=lambda one, sought=word: _far(one, sought), default=None)  # type: ignore[misc]
            if found:
                left[word.text] = [one for one in left[word.text] if one is not found]
            yield Pair(number, word, found)


def _far(one: Word, other: Word) -> float:
    return abs(one.left - other.left) + abs(one.right - other.right) + abs(one.base - other.base)

"""The words of the pages of a PDF with their places, as pypdfium2 reads them."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

_ONE_LINE, _ONE_WORD = 0.6, 2.0  # points between baselines, and between characters


class Char(Struct, frozen=True):
    """A character: where it begins and ends, its size and baseline in points, y down, and the name of its face."""

    text: str
    left: float
    right: float
    size: float
    base: float
    face: str


class Word(Struct):
    """Characters without a space between them: left and right edge, size and baseline in points, y down."""

    text: str
    left: float
    right: float
    size: float
    base: float


Words = list[list[Word]]


class Pair(Struct, frozen=True):
    """A word of one page and the nearest of the same characters on another, None where there is none."""

    page: int
    word: Word
    other: Word | None


def words(data: bytes, placed: Callable[[int, Iterator[Char]], Iterable[Char]] = lambda _, chars: chars) -> Words:
    """Return the words of each page; `placed` gives the characters of a page, by its number from 0, other places."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [list(_words(placed(number, _chars(page)))) for number, page in enumerate(document)]
    finally:
        document.close()


def _chars(page: pypdfium2.PdfPage) -> Iterator[Char]:
    height, text = page.get_height(), page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    for at in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text.raw, at)).replace("\x02", "-")
        if not (char.isprintable() or char.isspace()) or pdfium.FPDFText_IsGenerated(text.raw, at) == 1:
            continue
        _, _, right, _ = text.get_charbox(at, loose=True)
        pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
        pdfium.FPDFText_GetFontInfo(text.raw, at, name, 100, flags)
        size = pdfium.FPDFText_GetFontSize(text.raw, at)
        yield Char(char, x.value, right, size, height - y.value, name.value.decode())


def _words(chars: Iterable[Char]) -> Iterator[Word]:
    word: Word | None = None
    for char in chars:
        if char.text.isspace():
            continue
        if word and abs(word.base - char.base) < _ONE_LINE and abs(char.left - word.right) < _ONE_WORD:
            word.text, word.right = word.text + char.text, char.right
            continue
        if word:
            yield word
        word = Word(char.text, char.left, char.right, char.size, char.base)
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

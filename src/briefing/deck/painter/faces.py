"""The faces that slides are painted in: Arimo, which has the widths of Arial, and Noto Sans SC for Chinese."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from briefing.typesetting.arial import is_cjk
from briefing.typesetting.font_files import HAN_WEIGHTS, han_file, slide_file
from briefing.typesetting.shaping import ShapingFont

# Between a wide character and a narrow one, in parts of the size, as LibreOffice sets them.
BETWEEN_SCRIPTS = 0.24
# Marks of both scripts.
_SHARED = frozenset("“”‘’…—−")
_OPENING = frozenset("“‘")
HANGS = 0.199  # how far a line of the face hangs below its baseline, in parts of the size
RISES = 0.905


@lru_cache(8)
def _latin(bold: bool, italic: bool) -> ShapingFont:
    return ShapingFont(slide_file(italic=italic), 700 if bold else 400)


@lru_cache(2)
def _han(bold: bool) -> ShapingFont | None:
    path = han_file()
    return ShapingFont(path, HAN_WEIGHTS["Bold" if bold else "Regular"]) if path else None


def wide_signs(string: str) -> list[bool]:
    """Return for each character whether it is set as wide.

    What belongs to no script (spaces, signs, quotation marks) is set as what stands before it; as what follows at the
    beginning, and a quotation mark that opens after a space.
    """
    found: list[bool] = []
    strong = next((is_cjk(char) for char in string if not _is_weak(char)), False)
    for at, char in enumerate(string):
        if char in _OPENING and string[at - 1 : at].isspace():
            strong = next((is_cjk(after) for after in string[at:] if not _is_weak(after)), strong)
        strong = strong if _is_weak(char) else is_cjk(char)
        found.append(strong)
    return found


def _is_weak(char: str) -> bool:
    return char in _SHARED or unicodedata.category(char) in ("Zs", "So")


def between(before: bool, after: bool) -> float:
    """Return the space between two characters in parts of the size: a little where the script changes."""
    return BETWEEN_SCRIPTS if before != after else 0.0


def kern(one: str, two: str, wide: bool, bold: bool, italic: bool) -> float:
    """Return what kerning adds between two characters of one script, in parts of the size."""
    return script_width(one + two, wide, bold, italic) - sum(script_width(c, wide, bold, italic) for c in (one, two))


def pieces(string: str) -> Iterator[tuple[str, float]]:
    """Yield the parts of a string of one script, each with the space after it in parts of the size."""
    if string.isascii():
        yield string, 0.0
        return
    wide = wide_signs(string)
    start = 0
    for at in range(1, len(string)):
        if space := between(wide[at - 1], wide[at]):
            yield string[start:at], space
            start = at
    yield string[start:], 0.0


@lru_cache(8192)
def width(string: str, bold: bool) -> float:
    """Return the width of a string in parts of its size, kerned, spaces between scripts included."""
    return sum(_width(piece, bold) + space for piece, space in pieces(string))


def _width(piece: str, bold: bool) -> float:
    return script_width(piece, wide_signs(piece)[0], bold, italic=False)


@lru_cache(8192)
def script_width(piece: str, wide: bool, bold: bool, italic: bool) -> float:
    """Return the width of a piece of one script in parts of its size, kerned; a `wide` one is set in the Chinese face,
    its spaces too."""
    face, other = _latin(bold, italic), _han(bold)
    if wide and other is not None:
        face, other = other, face
    if all(face.has(char) for char in piece):
        return sum(advance for _, advance in face.shape(piece))
    total = 0.0
    for char in piece:
        owner = face if face.has(char) or other is None or not other.has(char) else other
        total += sum(advance for _, advance in owner.shape(char)) if owner.has(char) else 1.0
    return total


def spots(string: str, bold: bool) -> Iterator[tuple[str, float, float]]:
    """Yield the parts of a string of one script, each with its left end and its width in parts of the size."""
    at = 0.0
    for piece, space in pieces(string):
        wide = _width(piece, bold)
        yield piece, at, wide
        at += wide + space

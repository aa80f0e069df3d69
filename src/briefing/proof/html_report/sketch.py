"""A sketch of a page that was not rendered: the boxes of its elements and their text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from briefing.proof.colour_science import channels, known
from briefing.proof.findings import Box
from briefing.proof.parsed_file import Element, Page

_SIZE = 12.0  # points where the file does not tell
_LEADING = 1.2
_NARROW, _FULL = 0.52, 1.0  # ems of a Latin and of a Chinese sign
_MOST_LINES = 40
_PIECE = re.compile(r"[\u2e80-\u9fff\uf900-\uffef]|[^\s\u2e80-\u9fff\uf900-\uffef]+\s*|\s+")


class SketchLine(Struct, frozen=True):
    """A line of text in a sketch, at the left end of its baseline."""

    x: str
    y: str
    size: str
    fill: str
    bold: bool
    text: str


class SketchBox(Struct, frozen=True):
    """The box of an element in a sketch."""

    x: str
    y: str
    width: str
    height: str
    fill: str


def ground(page: Page) -> str:
    """Return the colour that a page lies on."""
    return f"#{page.ground}" if known(page.ground) else "#FFFFFF"


def sketched(page: Page) -> Iterator[tuple[SketchBox, list[SketchLine]]]:
    """Yield the box of each element of a page, with the lines of its text as far as there is room."""
    for element in page.elements:
        if element.box is not None:
            left, top, right, bottom = element.box
            fill = f"#{element.fill}" if known(element.fill) else "none"
            size = f"{max(right - left, 0):.0f}", f"{max(bottom - top, 0):.0f}"
            lies = element.fill if fill != "none" else ground(page).removeprefix("#")
            yield SketchBox(f"{left:.0f}", f"{top:.0f}", *size, fill), list(_lines(element, element.box, lies))


def _lines(element: Element, box: Box, ground: str) -> Iterator[SketchLine]:
    plain = "#FFFFFF" if _dark(ground) else "#14202E"
    left, base, right, bottom = box
    for at, paragraph in enumerate(element.paragraphs):
        words = "".join(run.text for run in paragraph)
        size = min(max(next((run.size for run in paragraph if run.size > 0), _SIZE), 4.0), 200.0)
        colour = next((f"#{run.colour}" for run in paragraph if known(run.colour)), plain)
        bold = any(run.bold for run in paragraph)
        if len(element.cells) == len(element.paragraphs):
            left, base, right, bottom = element.cells[at]
        for line in _wrapped(words, max(right - left, size), size):
            base += size * _LEADING
            if base > bottom + size:
                break
            yield SketchLine(f"{left:.0f}", f"{base - size * 0.25:.0f}", f"{size:g}", colour, bold, line)


def _dark(colour: str) -> bool:
    red, green, blue = channels(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128


def _wrapped(words: str, room: float, size: float) -> list[str]:
    """Return a text in lines of about the width of its box; no font is measured here."""
    lines, filled = [""], 0.0
    for piece in _PIECE.findall(words):
        wide = sum(_FULL if char >= "\u2e80" else _NARROW for char in piece.rstrip()) * size
        if filled and filled + wide > room:
            if len(lines) == _MOST_LINES:
                break
            lines.append("")
            filled = 0.0
        lines[-1] += piece
        filled += wide + (len(piece) - len(piece.rstrip())) * _NARROW * size
    return lines

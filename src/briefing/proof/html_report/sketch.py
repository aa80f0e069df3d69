"""A sketch of a page that was not rendered: the boxes of its elements and their text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.proof.colour_science import channels, known
from briefing.proof.html_report.html_elements import text
from briefing.proof.parsed_file import Element, Page

_SIZE = 12.0  # points where the file does not tell
_LEADING = 1.2
_NARROW, _FULL = 0.52, 1.0  # ems of a Latin and of a Chinese sign
_MOST_LINES = 40
_PIECE = re.compile(r"[\u2e80-\u9fff\uf900-\uffef]|[^\s\u2e80-\u9fff\uf900-\uffef]+\s*|\s+")


def sketch(page: Page, name: str) -> str:
    """Return an inline SVG of a page whose size is known."""
    wide, high = f"{page.wide:.0f}", f"{page.high:.0f}"
    ground = page.ground if known(page.ground) else "FFFFFF"
    parts = "".join(_element(element, ground) for element in page.elements)
    head = f'<svg class="sketch" viewBox="0 0 {wide} {high}" role="img" aria-label="{text(name)}, a sketch">'
    return f'{head}<rect width="{wide}" height="{high}" fill="#{ground}"/>{parts}</svg>'


def _element(element: Element, ground: str) -> str:
    if element.box is None:
        return ""
    left, top, right, bottom = element.box
    frame = f'x="{left:.0f}" y="{top:.0f}" width="{max(right - left, 0):.0f}" height="{max(bottom - top, 0):.0f}"'
    fill = f"#{element.fill}" if known(element.fill) else "none"
    lines = "".join(_lines(element, element.fill if fill != "none" else ground))
    edge = '<rect class="edge" ' + frame + f' fill="{fill}"/>'
    return edge + lines


def _lines(element: Element, ground: str) -> Iterator[str]:
    """Yield the lines of an element's text, as far as its box has room."""
    if element.box is None:
        return
    plain = "#FFFFFF" if _dark(ground) else "#14202E"
    left, base, right, bottom = element.box
    for at, paragraph in enumerate(element.paragraphs):
        words = "".join(run.text for run in paragraph)
        size = min(max(next((run.size for run in paragraph if run.size > 0), _SIZE), 4.0), 200.0)
        colour = next((run.colour for run in paragraph if known(run.colour)), "")
        weight = ' font-weight="bold"' if any(run.bold for run in paragraph) else ""
        if len(element.cells) == len(element.paragraphs):
            left, base, right, bottom = element.cells[at]
        for line in _wrapped(words, max(right - left, size), size):
            base += size * _LEADING
            if base > bottom + size:
                break
            fill = f"#{colour}" if colour else plain
            place = f'x="{left:.0f}" y="{base - size * 0.25:.0f}" font-size="{size:g}" fill="{fill}"'
            yield f"<text {place}{weight}>{text(line)}</text>"


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

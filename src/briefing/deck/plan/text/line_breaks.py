"""Spaces at line breaks: programs that read a text without its lines would join two words to one."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.deck.plan.text import measure
from briefing.deck.slides import Element, Paragraph, Slide, TableBox, TextBox, TextStyle, cell_rooms
from briefing.model.text import Run, Text, plain, text
from briefing.typesetting import arial
from briefing.typesetting.runs import split_lines

_LESS = 0.004  # of a width: as much wider some programs set a line
_HYPHENS = "-‐‑/–—"  # at which a word or an address goes on in the next line


def with_spaces(slide: Slide) -> Slide:
    """Return a slide with a space at each line break inside a paragraph that stands between two words."""
    result = tuple(map(_element, slide.elements))
    return replace(slide, elements=result) if result != slide.elements else slide


def _element(item: Element) -> Element:
    if isinstance(item, TextBox) and any(_broken(one) for one in item.paragraphs):
        return replace(item, paragraphs=tuple(_paragraph(one, item.box.w) for one in item.paragraphs))
    if isinstance(item, TableBox) and any(_broken(cell) for row in item.rows for cell in row):
        rooms = cell_rooms(item.widths, item.inset, tinted=item.highlight is not None)
        return replace(item, rows=tuple(tuple(map(_paragraph, row, rooms)) for row in item.rows))
    return item


def _broken(item: Paragraph) -> bool:
    return any("\n" in run.text for run in item.text)


def _paragraph(item: Paragraph, width: float) -> Paragraph:
    """Return a paragraph with a space at each break where it moves nothing.

    It ends the line, or begins the next one where the text is set right. Centred text has none: it would stand off by
    half a space.
    """
    if not _broken(item) or item.style.align == "ctr":
        return item
    characters = plain(item.text)
    breaks = [at for at, sign in enumerate(characters) if sign == "\n"]
    spaced = split_lines(item.text)[1:] if item.style.align == "r" else split_lines(item.text)
    held = zip(breaks, spaced, strict=False)
    spaces = {at: _space(characters, at) for at, line in held if _holds_space(line, item.style, width)}
    result: list[Run] = []
    start = 0
    for run in item.text:
        words = ""
        for at, sign in enumerate(run.text, start=start):
            space = spaces.get(at, "")
            words += f"{sign}{space}" if item.style.align == "r" else f"{space}{sign}"
        start += len(run.text)
        result.append(replace(run, text=words) if words != run.text else run)
    return replace(item, text=tuple(result))


def _holds_space(line: Text, style: TextStyle, width: float) -> bool:
    """Return whether a line, which office programs fill up to its width, has room for a space; LibreOffice would give
    one without room a line of its own."""
    if not line:
        return True
    *_, last = measure.wrap(line, style.size, width / (1 - arial.reserve(line)), style.bold)
    return arial.width((*last, Run(" ")), style.size, style.bold) <= width * (1 - _LESS)


def _space(characters: str, at: int) -> str:
    """Return what separates the words around a break: nothing in Chinese, after a hyphen, or where a space stands."""
    before, after = characters[at - 1 : at] if at else "", characters[at + 1 : at + 2]
    if not before or not after or before.isspace() or after.isspace() or before in _HYPHENS:
        return ""
    return "" if arial.has_cjk(text(before)) or arial.has_cjk(text(after)) else " "

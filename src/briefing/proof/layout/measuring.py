"""Where the text of a slide's elements stands, measured with the advance widths of Arial."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from briefing.assets import asset
from briefing.proof.findings import Box
from briefing.proof.parsed_file import Element, Page, Paragraph, ParagraphFormat, Run, TextFrame

_PITCH = 1.2  # of the size of type: the distance of single-spaced lines
_ASCENT, _DESCENT = 0.3, 0.25  # of a line: the air above the signs of the first and below those of the last
_FIRST_WIDE = "\u2e80"
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_CLOSING = "，。、；：！？）》」』】〉〕”’…—·％,.;:!?)%"
# What no line divides: a word with its spaces or its hyphen, or a wide sign with the marks that close it.
_WORD = re.compile(r"[^ \-]*-+ *|[^ \-]+ *| +")
_WIDE_WORD = f"[{_WIDE}][{_CLOSING}]* *|[^ \\-{_WIDE}]*-+ *|[^ \\-{_WIDE}]+ *| +"
# How wide other faces run than Arial, where they run narrower.
_NARROW = {
    "calibri": 0.89, "carlito": 0.89, "times": 0.9, "cambria": 0.93, "garamond": 0.85, "aptos": 0.97, "corbel": 0.92,
    "gill": 0.9, "candara": 0.92, "constantia": 0.94, "source": 0.93, "open": 1.0, "arial narrow": 0.82,
}  # fmt: skip


class TextExtent(Struct, frozen=True):
    """Where a text stands: its box, and how far it reaches beyond the room that it has, to the side and downwards.

    `room` is where it may stand, `line` the height of its last line, `parts` the boxes of its lines.
    """

    box: Box
    room: Box
    aside: float
    below: float
    line: float
    parts: tuple[Box, ...] = ()


class MeasuredSlide(Struct, frozen=True):
    """A slide with the extents of its texts; of a table, those of its cells."""

    page: Page
    extents: tuple[tuple[TextExtent, ...], ...]

    @property
    def scale(self) -> float:
        """How large the slide is against one of 960 × 540 points."""
        return min(self.page.wide / 960, self.page.high / 540) or 1.0


def measured(page: Page) -> MeasuredSlide:
    """Return a slide with the extents of its texts."""
    return MeasuredSlide(page, tuple(tuple(extents(element)) for element in page.elements))


def extents(element: Element) -> Iterable[TextExtent]:
    """Return the extents of an element's text; none where it has no text or they cannot be measured."""
    if not element.paragraphs or element.box is None or element.turned:
        return ()
    if element.cells:
        return _of_cells(element)
    frame = element.frame
    if frame is None or not frame.plain:
        return ()
    left, top, right, bottom = element.box
    insets = frame.insets
    room = (left + insets[0], top + insets[1], right - insets[2], bottom - insets[3])
    return (_extent(element.paragraphs, element.settings, room, frame),)


def _of_cells(element: Element) -> Iterable[TextExtent]:
    """Yield the extents of a table's cells; paragraphs that share a room stand in one cell."""
    start, rooms = 0, element.cells
    frame = TextFrame(anchor="ctr")
    for at in range(1, len(rooms) + 1):
        if at == len(rooms) or rooms[at] != rooms[start]:
            if any(element.paragraphs[start:at]):
                yield _extent(element.paragraphs[start:at], element.settings[start:at], rooms[start], frame)
            start = at


def _extent(
    paragraphs: tuple[Paragraph, ...], settings: tuple[ParagraphFormat, ...], room: Box, frame: TextFrame
) -> TextExtent:
    wide = max(room[2] - room[0], 0.0)
    rows: list[tuple[float, float, float, float]] = []  # left, width, height, space before
    aside, last = 0.0, len(paragraphs) - 1
    air = 0.0
    for number, (paragraph, setting) in enumerate(zip(paragraphs, settings, strict=True)):
        air += setting.before if number else 0.0
        free = wide - setting.left if frame.wrap else 1e9
        for at, (width, size) in enumerate(_lines(paragraph, setting, free, frame.scale)):
            high = size * _PITCH * setting.pitch if setting.share else setting.pitch
            indent = setting.left + (setting.first if at == 0 else 0.0)
            aside = max(aside, width + indent - wide if frame.wrap else 0.0)
            slack = wide - indent - width
            start = indent + {"ctr": slack / 2, "r": slack}.get(setting.align, 0.0)
            rows.append((start, width, high, air))
            air = 0.0
        air += setting.after if number < last else 0.0
    high = sum(row[2] + row[3] for row in rows)
    slack = room[3] - room[1] - high
    down = room[1] + {"ctr": slack / 2, "b": slack}.get(frame.anchor, 0.0)
    parts = []
    for start, width, line, before in rows:
        down += before
        if width > 0:
            box = (room[0] + start, down + line * _ASCENT, room[0] + start + width, down + line * (1 - _DESCENT))
            parts.append(box)
        down += line
    line = rows[-1][2] if rows else 0.0
    return TextExtent(_around(parts, room), room, aside, -slack, line, tuple(parts))


def _around(parts: list[Box], room: Box) -> Box:
    if not parts:
        return (room[0], room[1], room[0], room[1])
    return (min(p[0] for p in parts), parts[0][1], max(p[2] for p in parts), parts[-1][3])


def _lines(paragraph: Paragraph, setting: ParagraphFormat, free: float, scale: float) -> list[tuple[float, float]]:
    """Return the width and the size of type of each line of a paragraph."""
    if not paragraph:
        return [(0.0, setting.size * scale)]
    lines: list[tuple[float, float]] = []
    run_of_line: list[Run] = []
    for run in (*paragraph, None):
        if run is None or run.text == "\n":
            lines += _broken(run_of_line, free - (setting.first if not lines else 0.0), free, scale) or [
                (0.0, (run.size if run else setting.size) * scale)
            ]
            run_of_line = []
        else:
            run_of_line.append(run)
    return lines


def _broken(runs: list[Run], first: float, free: float, scale: float) -> list[tuple[float, float]]:
    """Return the lines of runs between hard breaks, each as full as possible."""
    if not runs:
        return []
    whole = sum(_advance(run, run.text, scale) for run in runs)
    largest = max(run.size for run in runs) * scale
    if whole <= first:
        return [(whole, largest)]
    lines: list[tuple[float, float]] = []
    width, size, room, gap = 0.0, 0.0, first, 0.0
    for word, spaces, tall in _words(runs, scale):
        if width and width + gap + word > room + 0.01:
            lines.append((width, size))
            width, size, room, gap = 0.0, 0.0, free, 0.0
        width, size, gap = width + gap + word, max(size, tall), spaces
    return [*lines, (width, size)]


def _words(runs: list[Run], scale: float) -> Iterable[tuple[float, float, float]]:
    """Yield of each word its width, that of the spaces after it, and the size of its type; a word may span runs."""
    held, tall, joined = 0.0, 0.0, ""
    for run in runs:
        words = _WORD if max(run.text, default="") < _FIRST_WIDE else _wide_words()
        for word in words.findall(run.text):
            text = word.rstrip(" ")
            held += _advance(run, text, scale)
            tall, joined = max(tall, run.size * scale), joined + text
            if len(text) < len(word) or (text and (text[-1] > "\u2e7f" or text[-1] == "-")):
                yield held, _advance(run, " ", scale) * (len(word) - len(text)), tall
                held, tall, joined = 0.0, 0.0, ""
    if joined:
        yield held, 0.0, tall


@functools.cache
def _wide_words() -> re.Pattern[str]:
    return re.compile(_WIDE_WORD)


def _advance(run: Run, text: str, scale: float) -> float:
    return sum(map(_face(run.bold).__getitem__, text)) * run.size * scale * _narrowness(run.face)


@functools.cache
def _narrowness(face: str) -> float:
    low = face.lower()
    return next((share for name, share in _NARROW.items() if low.startswith(name)), 1.0)


class _Advances(dict[str, float]):
    """The advances of characters in em; an unknown one counts a whole em."""

    def __missing__(self, sign: str) -> float:
        marks = unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc")
        return self.setdefault(sign, 0.0 if marks else 1.0)


@functools.cache
def _face(bold: bool) -> _Advances:
    data = json.loads(asset("deck/arial.json").read_bytes())
    rows, em = data["bold" if bold else "regular"], data["unitsPerEm"]
    return _Advances({chr(first + at): units / em for first, *row in rows for at, units in enumerate(row)})

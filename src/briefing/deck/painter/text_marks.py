"""Paragraphs in boxes → lines of text where an office program sets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from briefing.deck.ooxml.shapes import loose_body
from briefing.deck.ooxml.text_xml import clean, is_rtl, look_of
from briefing.deck.painter import faces
from briefing.deck.painter.flat_colours import FlatColours
from briefing.deck.painter.painted_marks import PaintedText
from briefing.deck.plan.text import measure
from briefing.deck.slides import Align, Anchor, Box, Paragraph, TextBox, TextStyle
from briefing.model.text import Run, Text
from briefing.typesetting.runs import cut, split_lines

# LibreOffice lays text out for a printer: heights of type are whole hundredths of a millimetre, then whole dots.
_INCH, _HUNDREDTHS, _DOTS = 72, 2540, 600


class PaintContext(Struct, frozen=True):
    """What all marks of a slide are painted with: its colours and its language."""

    colours: FlatColours
    lang: str


class _LinePart(Struct, frozen=True):
    """Characters of one run and script: their width, and the space after them, in parts of the size."""

    run: Run
    string: str
    width: float
    space: float


class _Line(Struct, frozen=True):
    runs: Text
    style: TextStyle
    before: float
    part: tuple[int, ...]


def box_text(item: TextBox, context: PaintContext, anchor: Anchor | None = None) -> tuple[PaintedText, ...]:
    """Return the text of a box; a number alone and a `whole` text are never broken."""
    broken = 'wrap="none"' not in loose_body(item) or bool(item.placeholder)
    return tuple(paragraph_text(item.paragraphs, item.box, anchor or item.anchor, context, broken=broken))


def paragraph_text(
    paragraphs: Sequence[Paragraph],
    box: Box,
    anchor: Anchor,
    context: PaintContext,
    *,
    broken: bool = True,
    cell: tuple[int, ...] = (),
) -> Iterator[PaintedText]:
    """Yield the lines of paragraphs in a box; `broken` ones end at its width. A `cell` is a part of its own."""
    lines = [
        _Line(line, paragraph.style, paragraph.style.before if number == 0 and at else 0.0, cell or (at,))
        for at, paragraph in enumerate(paragraphs)
        for number, line in enumerate(_lines(paragraph, box.w if broken else 1e6))
    ]
    tall = sum(line.before + line.style.leading for line in lines)
    y = box.y + {"t": 0.0, "ctr": 0.5, "b": 1.0}[anchor] * (box.h - tall)
    for line in lines:
        y += line.before + line.style.leading
        baseline = y - faces.HANGS * line.style.size
        for mark in line_text(line.runs, line.style, (box.x, box.w), baseline, context):
            yield replace(mark, part=line.part)


def _lines(paragraph: Paragraph, width: float) -> tuple[Text, ...]:
    """Return the lines of a paragraph, each as full as LibreOffice fills it."""
    style = paragraph.style
    room = width / _laid_out(style.size)
    found: list[Text] = []
    for part in split_lines(paragraph.text):
        start, end = 0, 0
        for first, last in measure.unbroken(part, style.size, width, style.bold):
            if end > start and _wide(cut(part, start, last), style) > room:
                found.append(cut(part, start, end))
                start = first
            end = last
        found.append(cut(part, start, end))
    return tuple(found)


def _laid_out(size: float) -> float:
    """Return the size of type that LibreOffice breaks the lines of a size with."""
    return round(round(size * _HUNDREDTHS / _INCH) * _DOTS / _HUNDREDTHS) * _INCH / _DOTS


def _wide(line: Text, style: TextStyle) -> float:
    return sum(part.width + part.space for part in _parts(line, style))


def line_text(
    runs: Text, style: TextStyle, across: tuple[float, float], baseline: float, context: PaintContext
) -> Iterator[PaintedText]:
    """Yield a line of text, aligned between the left end and over the width of `across`."""
    parts = list(_parts(_trimmed(runs), style))
    total = sum(part.width + part.space for part in parts) * style.size
    align: Align = "r" if style.align in ("", "l") and is_rtl(runs) else style.align
    x = across[0] + {"ctr": 0.5, "r": 1.0}.get(align, 0.0) * (across[1] - total)
    for part in parts:
        run = part.run
        role = (style.lead if style.lead and run.bold else style.colour) or "ink"
        yield PaintedText(
            x,
            baseline,
            part.string,
            part.width * style.size,
            style.size,
            context.colours.value(role),
            style.bold or run.bold,
            run.italic,
            run.link,
            run.fact,
            run.node,
            run.lang,
            term=run.term,
        )
        x += (part.width + part.space) * style.size


def _parts(runs: Sequence[Run], style: TextStyle) -> Iterator[_LinePart]:
    """Yield the parts of a line, none with two runs or two scripts."""
    whole = clean("".join(run.text for run in runs))
    wide = [False] * len(whole) if whole.isascii() else faces.wide_signs(whole)
    stop = 0
    for run, after in zip_longest(runs, runs[1:]):
        start, stop = stop, stop + len(clean(run.text))
        bold = style.bold or run.bold
        for end in range(start + 1, stop + 1):
            if end < stop and wide[end - 1] == wide[end]:
                continue
            space = 0.0
            if end < stop or (end < len(whole) and not run.link):  # LibreOffice leaves none after a link
                space = faces.between(wide[end - 1], wide[end])
            if end == stop < len(whole) and not space and after and look_of(run) == look_of(after):
                space = faces.kern(whole[end - 1], whole[end], wide[end], bold, run.italic)
            part = whole[start:end]
            yield _LinePart(run, part, faces.script_width(part, wide[start], bold, run.italic), space)
            start = end


def _trimmed(runs: Text) -> list[Run]:
    """Return runs without the spaces at the end of their line; neighbours of one look and origin are one."""
    found: list[Run] = []
    for run in runs:
        if found and _look(found[-1]) == _look(run):
            found[-1] = Run(found[-1].text + run.text, *_look(run))
        else:
            found.append(Run(run.text, *_look(run)))
    while found and not found[-1].text.rstrip(" "):
        found.pop()
    if found:
        found[-1] = Run(found[-1].text.rstrip(" "), *_look(found[-1]))
    return found


def _look(run: Run) -> tuple[bool, bool, str, str, str, str, str]:
    return run.bold, run.italic, run.link, run.fact, run.term, run.lang, run.node

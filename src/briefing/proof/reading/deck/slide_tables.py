"""The cells of a table on a slide as paragraphs, with the room for text and the fill of each."""

from __future__ import annotations

from xml.etree.ElementTree import Element as Tree

from msgspec import Struct, field

from briefing.proof.findings import Box
from briefing.proof.package.xml_names import long
from briefing.proof.parsed_file import UNKNOWN, Paragraph, ParagraphFormat, Run, TextFrame
from briefing.proof.reading.deck import pml
from briefing.proof.reading.deck.shape_text import Looks, levels, read
from briefing.proof.reading.deck.theme_colours import Scheme, whole

_GRID, _ROW, _CELL = long("a:tblGrid"), long("a:tr"), long("a:tc")
_BODY, _PROPERTIES = long("a:txBody"), long("a:tcPr")
_LOOK, _STYLE = long("a:tblPr"), long("a:tableStyleId")
# Styles that fill nothing: no style with and without a grid.
_BARE = {"", "{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}"}
_MARGINS = (("marL", 91_440), ("marT", 45_720), ("marR", 91_440), ("marB", 45_720))
_EMU = 12700
_MOST = 20_000  # cells that are read of one table


class TableCells(Struct):
    """What a table holds: paragraphs, and of each its setting, the room of its cell and the colour behind it."""

    box: Box | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    settings: list[ParagraphFormat] = field(default_factory=list)
    rooms: list[Box] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)


def cells(table: Tree, box: Box | None, looks: Looks, scheme: Scheme, ground: str) -> TableCells:
    """Return the cells of an `a:tbl` in the box of its frame; `ground` is the colour behind the table."""
    grid, properties = table.find(_GRID), table.find(_LOOK)
    widths = [whole(column.get("w"), 0) / _EMU for column in grid] if grid is not None else []
    style = (properties.findtext(_STYLE) or "") if properties is not None else ""
    rows = table.findall(_ROW)
    heights = [whole(row.get("h"), 0) / _EMU for row in rows]
    left, top = (box[0], box[1]) if box else (0.0, 0.0)
    found = TableCells(box)
    if box and sum(widths) > 0:
        found.box = (left, top, left + sum(widths), top + max(sum(heights), 0.0))
    bare = style in _BARE
    down = top
    for number, (row, high) in enumerate(zip(rows, heights, strict=True)):
        across = left
        for at, cell in enumerate(row.findall(_CELL)):
            if at >= len(widths) or len(found.paragraphs) > _MOST:
                break
            columns, lines = (max(1, whole(cell.get(name), 1)) for name in ("gridSpan", "rowSpan"))
            if not {"1", "true"} & {cell.get("hMerge"), cell.get("vMerge")}:
                wide, deep = sum(widths[at : at + columns]), sum(heights[number : number + lines])
                _cell(found, cell, (across, down, across + wide, down + deep), (looks, scheme, ground, bare))
            across += widths[at]
        down += high
    return found


def _cell(found: TableCells, cell: Tree, box: Box, of: tuple[Looks, Scheme, str, bool]) -> None:
    looks, scheme, ground, bare = of
    body, properties = cell.find(_BODY), cell.find(_PROPERTIES)
    attributes = dict(properties.items()) if properties is not None else {}
    left, top, right, bottom = (whole(attributes.get(name), usual) / _EMU for name, usual in _MARGINS)
    own = scheme.fill(properties)
    fill = own.over(ground) or ground if own else ground if bare else UNKNOWN
    paragraphs, settings = (
        read(body, levels((body.find(pml.LISTS),), looks, scheme), scheme) if body is not None else ((), ())
    )
    # The colours of a table style are stored in programs, not in the file.
    for paragraph in paragraphs:
        found.paragraphs.append(paragraph if bare else tuple(map(_doubtful, paragraph)))
        found.rooms.append((box[0] + left, box[1] + top, box[2] - right, box[3] - bottom))
        found.fills.append(fill)
    found.settings += settings


def _doubtful(run: Run) -> Run:
    return Run(run.text, run.size, run.bold, UNKNOWN, run.face, run.lang)


def frame_of(bodies: list[Tree]) -> TextFrame:
    """Return how a text is held by its properties, the nearest first."""
    attributes: dict[str, str] = {}
    for body in reversed(bodies):
        attributes.update(body.items())
    insets = tuple(whole(attributes.get(name), usual) / _EMU for name, usual in _INSETS)
    fit, scale = next(filter(None, map(_fitted, bodies)), ("", 1.0))
    level = (
        attributes.get("vert", "horz") == "horz"
        and whole(attributes.get("numCol"), 1) < 2
        and not whole(attributes.get("rot"), 0)
    )
    margins = (insets[0], insets[1], insets[2], insets[3])
    return TextFrame(margins, attributes.get("anchor", "t"), attributes.get("wrap") != "none", fit, scale, level)


_INSETS = (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))
_FITS = {long("a:noAutofit"), long("a:normAutofit"), long("a:spAutoFit")}


def _fitted(body: Tree) -> tuple[str, float] | None:
    for child in body:
        if child.tag in _FITS:
            scale = whole((child.get("fontScale") or "100000").replace("%", "000"), 100_000)
            return child.tag.rpartition("}")[2], scale / 100_000
    return None

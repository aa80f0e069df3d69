"""A planned table → a native table: a header row, thin rules, no vertical lines."""

from __future__ import annotations

from typing import Any

from pptx.shapes.shapetree import SlideShapes

from briefing.deck.ooxml.shapes import WrittenShape, name_shape, parse_elements
from briefing.deck.ooxml.text_xml import XmlContext, emu, emu_box, paragraphs
from briefing.deck.reading import A
from briefing.deck.slides import Paragraph, TableBox
from briefing.errors import LayoutError
from briefing.model.text import plain

# "No Style, No Grid": everything a reader sees is written at the cells.
_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
HEAD_RULE = 1.0
ROW_RULE = 0.75
GAP = 1.5  # between filled cells


def add_table(shapes: SlideShapes, item: TableBox, context: XmlContext) -> WrittenShape:
    """Add a table. Raise LayoutError where rows, widths and heights do not agree."""
    _check(item, context.where)
    frame: Any = shapes.add_table(len(item.heights), len(item.widths), *emu_box(item.box))  # type: ignore[arg-type]
    table = frame.table
    table.horz_banding = False
    table._tbl.tblPr.find(f"{A}tableStyleId").text = _STYLE
    for column, width in zip(table.columns, item.widths, strict=True):
        column.width = emu(width)
    for row, height in zip(table.rows, item.heights, strict=True):
        row.height = emu(height)
    rows = [_cells(item, index, context) for index in range(len(item.rows))]
    for row, contents in zip(table._tbl.tr_lst, rows, strict=True):
        for cell, content in zip(row.tc_lst, contents, strict=True):
            cell[:] = parse_elements(content)
    name_shape(frame._element, item.name, plain(item.alt))
    return WrittenShape(frame._element, cells=rows)


def _check(item: TableBox, where: str) -> None:
    if not item.alt:
        raise LayoutError("a table needs an alt text", f"{where}, {item.place}", "give the table an `alt`")
    grids = (item.rows, item.fills) if item.fills else (item.rows,)
    if any(len(rows) != len(item.heights) or any(len(row) != len(item.widths) for row in rows) for rows in grids):
        shape = f"{len(item.rows)} rows of {sorted({len(row) for row in item.rows})} cells"
        grid = f"{len(item.heights)} heights and {len(item.widths)} widths"
        raise LayoutError(f"a table of {shape} has {grid}", f"{where}, {item.place}", "give each row all its cells")


def _cells(item: TableBox, index: int, context: XmlContext) -> list[str]:
    """Return what each cell of a row holds: its text, margins, edges and ground."""
    header = index == 0
    tint = "highlight_tint" if index == item.highlight and not item.fills else ""
    fills = item.fills[index] if item.fills else (tint,) * len(item.widths)
    margins = cell_margins(item)
    look = f'marT="0" marB="{emu(item.air if header else 0)}" anchor="{"b" if header else "ctr"}"'
    return [
        _cell(
            cell,
            f'marL="{emu(left)}" marR="{emu(right)}" {look}',
            _lines(item, index, at, context) + _ground(item, index, at, fills[at], context),
            context,
        )
        for at, (cell, (left, right)) in enumerate(zip(item.rows[index], margins, strict=True))
    ]


def cell_margins(item: TableBox) -> list[tuple[float, float]]:
    """Return what each cell of a row leaves free at its left and right."""
    last = len(item.widths) - 1
    if item.fills:
        return [(0.0, item.inset), *[(item.inset, item.inset)] * last]
    # text meets the margin, unless a tint would end at it
    edge = item.inset if item.highlight is not None else 0.0
    return [(edge if at == 0 else item.inset, edge if at == last else item.inset) for at in range(last + 1)]


def _ground(item: TableBox, row: int, column: int, fill: str, context: XmlContext) -> str:
    """Return the fill of a cell; among filled ones a hatch says that there is no value, as the palest shade says
    little."""
    hatched = bool(item.fills) and row > 0 and column > 0 and not fill
    return context.colours.hatch("rule") if hatched else context.colours.fill(fill)


def _lines(item: TableBox, row: int, column: int, context: XmlContext) -> str:
    """Return the four edges of a cell: a rule below, or gaps of paper around a filled one under a loose rule."""
    none = '<a:ln w="0"><a:noFill/></a:ln>'
    edges = (none, none, none, none)
    if not item.fills and (item.closed or row < len(item.rows) - 1):
        role, weight = ("ink", HEAD_RULE) if row == 0 else ("rule", ROW_RULE)
        edges = (none, none, none, context.colours.line(role, weight))
    elif item.fills and row > 0 and column > 0:
        gap = context.colours.line("paper", GAP)
        edges = (gap, gap, none if row == 1 else gap, gap)
    return "".join(_edge(side, line) for side, line in zip(("lnL", "lnR", "lnT", "lnB"), edges, strict=True))


def _edge(side: str, line: str) -> str:
    return line.replace("<a:ln ", f"<a:{side} ", 1).replace("</a:ln>", f"</a:{side}>")


def _cell(cell: Paragraph, look: str, inside: str, context: XmlContext) -> str:
    return f"<a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs([cell], context)}</a:txBody><a:tcPr {look}>{inside}</a:tcPr>"

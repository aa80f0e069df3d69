"""A planned table → a native table: a header row, thin rules, no vertical lines."""

from __future__ import annotations

from briefing.deck.ooxml.markup import Pen, emu, paragraphs
from briefing.deck.ooxml.shapes import named, transform
from briefing.deck.slides import Paragraph, TableBox
from briefing.errors import LayoutError
from briefing.model.text import plain

# "No Style, No Grid": everything a reader sees is written at the cells.
_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_HEAD_RULE = 1.0
_ROW_RULE = 0.75


def table(item: TableBox, number: int, pen: Pen) -> str:
    """A table box → its graphic frame. LayoutError where rows, widths and heights do not agree."""
    _check(item, pen.where)
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in item.widths)
    rows = "".join(
        f'<a:tr h="{emu(height)}">{_cells(item, index, pen)}</a:tr>' for index, height in enumerate(item.heights)
    )
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{named(number, item.name, plain(item.alt))}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{transform(item.box, "p")}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _check(item: TableBox, where: str) -> None:
    if not item.alt:
        raise LayoutError("a table needs an alt text", f"{where}, {item.place}", "give the table an `alt`")
    if len(item.heights) != len(item.rows) or any(len(row) != len(item.widths) for row in item.rows):
        shape = f"{len(item.rows)} rows of {sorted({len(row) for row in item.rows})} cells"
        grid = f"{len(item.heights)} heights and {len(item.widths)} widths"
        raise LayoutError(f"a table of {shape} has {grid}", f"{where}, {item.place}", "give each row all its cells")


def _cells(item: TableBox, index: int, pen: Pen) -> str:
    header = index == 0
    rule = pen.colours.line("ink", _HEAD_RULE) if header else pen.colours.line("rule", _ROW_RULE)
    fill = pen.colours.fill("highlight_tint") if index == item.highlight else "<a:noFill/>"
    last = len(item.widths) - 1
    edge = 0.0 if item.highlight is None else item.inset  # text meets the margin, unless a tint would end at it
    margins = [(edge if at == 0 else item.inset, edge if at == last else item.inset) for at in range(last + 1)]
    look = f'marT="0" marB="{emu(item.air if header else 0)}" anchor="{"b" if header else "ctr"}"'
    return "".join(
        _cell(cell, f'marL="{emu(left)}" marR="{emu(right)}" {look}', rule, fill, pen)
        for cell, (left, right) in zip(item.rows[index], margins, strict=True)
    )


def _cell(cell: Paragraph, look: str, rule: str, fill: str, pen: Pen) -> str:
    bottom = rule.replace("<a:ln ", "<a:lnB ").replace("</a:ln>", "</a:lnB>")
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs([cell], pen)}</a:txBody>"
        f"<a:tcPr {look}>{none}{bottom}{fill}</a:tcPr></a:tc>"
    )

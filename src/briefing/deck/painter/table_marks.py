"""A planned table → the grounds of its cells, its rules and its text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from briefing.charts.vector.drawing_surface import Paint
from briefing.deck.ooxml.table import GAP, HEAD_RULE, ROW_RULE, cell_margins
from briefing.deck.painter.painted_marks import PaintedMark, PaintedPath, polygon, rectangle
from briefing.deck.painter.shape_marks import hatch
from briefing.deck.painter.text_marks import PaintContext, paragraph_text
from briefing.deck.slides import Box, TableBox


def table_marks(item: TableBox, context: PaintContext) -> Iterator[PaintedMark]:
    """Yield grounds first, then rules, then what the cells say."""
    across = list(accumulate(item.widths, initial=item.box.x))
    down = list(accumulate(item.heights, initial=item.box.y))
    cells = [
        [Box(across[at], down[row], width, height) for at, width in enumerate(item.widths)]
        for row, height in enumerate(item.heights)
    ]
    for row, boxes in enumerate(cells):
        for at, box in enumerate(boxes):
            yield from _ground(item, row, at, box, context)
    yield from _rules(item, cells, context)
    for row, boxes in enumerate(cells):
        margins = cell_margins(item)
        for at, (cell, box, (left, right)) in enumerate(zip(item.rows[row], boxes, margins, strict=True)):
            low = item.air if row == 0 else 0.0
            inner = Box(box.x + left, box.y, box.w - left - right, box.h - low)
            yield from paragraph_text([cell], inner, "b" if row == 0 else "ctr", context, cell=(row, at))


def _ground(item: TableBox, row: int, column: int, box: Box, context: PaintContext) -> Iterator[PaintedMark]:
    if not item.fills:
        if row == item.highlight:
            yield PaintedPath(rectangle(box), Paint(fill=context.colours.value("highlight_tint")))
        return
    fill = item.fills[row][column]
    inner = Box(box.x + GAP / 2, box.y + GAP / 2, box.w - GAP, box.h - GAP)
    if fill:
        yield PaintedPath(rectangle(inner if row and column else box), Paint(fill=context.colours.value(fill)))
    elif row and column:
        yield from hatch(rectangle(inner), inner, "rule", context)


def _rules(item: TableBox, cells: list[list[Box]], context: PaintContext) -> Iterator[PaintedMark]:
    for row, boxes in enumerate(cells):
        if item.fills:
            return
        role, weight = ("ink", HEAD_RULE) if row == 0 else ("rule", ROW_RULE)
        ends = (boxes[0].x, boxes[0].y1), (boxes[-1].x1, boxes[-1].y1)
        paint = Paint(stroke=context.colours.value(role), width=weight * context.colours.scale)
        yield PaintedPath(polygon(ends, closed=False), paint)

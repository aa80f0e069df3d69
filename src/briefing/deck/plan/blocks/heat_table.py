"""The heat table: rows by years, every value printed on its shade, and below it what the shades mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from msgspec.structs import replace

from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Paragraph, Shape, TableBox, TextBox, TextStyle
from briefing.model.document import HeatCell, HeatRow, HeatTable
from briefing.model.text import Text, embolden, text
from briefing.model.theme import HEAT_GROUNDS, HEAT_TEXTS

SIZES = (TextStyle(16, 20.5), TextStyle(14, 18), TextStyle(12, 15))
HEAD_AIR = 4.0  # between the header's text and its rule
PAD_X, PAD_Y = 6.0, 2.0
NAME_SHARE, LEAST_NAMES = 0.3, 0.12  # of the table's width, at most and at least
MOST_ROW, MOST_OF_WIDE = 48.0, 1.6  # the height of a row of many, and of any as a share of a cell's width
SCALE_GAP, SCALE_TALL, SCALE_STEP = 10.0, 18.0, 1.5
BREAK = 2.0  # weight of the line before a value on a new base
FOCUS = 2.0  # of the edge of the row in focus
_PARTS: Final = re.compile("[^\\s年]+年?|年")
SCALE_PAD, LEAST_PAD = 8.0, 4.0  # at both sides of the values of a shade, the least where these are long


def heat_table(page: Page, block: HeatTable, area: Box) -> list[Element]:
    """Return a heat table and its scale in an area, in the larger size that fits."""
    room = area.h - (SCALE_GAP + SCALE_TALL if block.scale else 0.0)
    for style, whole in product(SIZES, (True, False)):
        rows = (_head(block), *(_row(block, index, style) for index in range(len(block.rows))))
        widths = _widths(rows, area.w, whole=whole)
        if not widths:
            continue
        heights = [_tall(rows[0], widths) + HEAD_AIR, *(_tall(row, widths) + 2 * PAD_Y for row in rows[1:])]
        if sum(heights) <= room:
            break
    else:
        fix = "choose fewer by `period`, print large numbers in a scale (`formats`), or give the rows shorter names"
        raise page.error("heat table", f"rows of {len(block.years)} periods have no room", fix)
    spare = max(0.0, (room - sum(heights)) / len(block.rows))
    most = max(MOST_ROW, MOST_OF_WIDE * widths[1])
    heights = [heights[0], *(max(height, min(most, height + spare)) for height in heights[1:])]
    box = Box(area.x, area.y, area.w, sum(heights))
    fills = (("",) * len(widths), *(("", *(HEAT_GROUNDS[cell.step] for cell in row.cells)) for row in block.rows))
    alt = block.alt or page.section.title
    table = TableBox(
        "Heat table", box, widths, tuple(heights), rows, alt, "table", inset=PAD_X, air=HEAD_AIR, fills=fills
    )
    # no edge of cells: it would be broken where the gaps between them meet it
    rule = Shape("Heat rule", "line", Box(box.x, box.y + heights[0], box.w, 0), line="ink", weight=1.0)
    marks = [*_breaks(block, box, widths, heights), *_focus(block, box, widths, heights)]
    return [table, rule, *marks, *(_scale(page, block, area, box.y1 + SCALE_GAP) if block.scale else ())]


def _breaks(block: HeatTable, box: Box, widths: Sequence[float], heights: Sequence[float]) -> list[Shape]:
    """Return a dashed line before each value on a new base, over the gap of its cell."""
    found: list[Shape] = []
    top = box.y + heights[0]
    for row, tall in zip(block.rows, heights[1:], strict=True):
        for at, cell in enumerate(row.cells):
            if cell.new_base:
                line = Box(box.x + widths[0] + at * widths[1], top, 0, tall)
                name = f"Break {len(found) + 1}"
                found.append(Shape(name, "line", line, line="ink", weight=BREAK, dash=True))
        top += tall
    return found


def _focus(block: HeatTable, box: Box, widths: Sequence[float], heights: Sequence[float]) -> list[Shape]:
    """Return an edge around the cells of a row in focus, as shades say how large values are and not which row leads;
    its name, which has the colour, stands clear of it. Edges of rows below each other do not meet."""
    found: list[Shape] = []
    for name, index in (("Row in focus", block.highlight), ("Second row", block.second)):
        if index is not None:
            y = box.y + sum(heights[: index + 1])
            row = Box(box.x + widths[0], y + FOCUS / 2, box.w - widths[0], heights[index + 1] - FOCUS)
            found.append(Shape(name, "rect", row, line=block.roles(index)[1], weight=FOCUS))
    return found


def _widths(rows: Sequence[tuple[Paragraph, ...]], total: float, *, whole: bool) -> tuple[float, ...]:
    """Return the names as wide as they need, within their share and what the values leave, and equal widths for the
    years.

    `whole` values stand on one line; else a value may break between its words. No widths where the names would have too
    little.
    """
    values = [cell for row in rows for cell in row[1:]]
    stretches = [(part, cell.style) for cell in values for part in ((cell.text,) if whole else _words(cell.text))]
    years = len(rows[0]) - 1
    most = total - years * (max(fit.width(part, style) for part, style in stretches) + 2 * PAD_X)
    needed = max(fit.width(row[0].text, row[0].style) for row in rows) + PAD_X
    names = min(needed, total * NAME_SHARE, most)
    if names < min(needed, total * LEAST_NAMES):
        return ()
    return (names, *((total - names) / years for _ in range(years)))


def _words(value: Text) -> Iterator[Text]:
    """Yield what no line divides: words, and in Chinese a year and what follows it."""
    for run in value:
        yield from (text(word) for word in _PARTS.findall(run.text))


def _head(block: HeatTable) -> tuple[Paragraph, ...]:
    years = (Paragraph(year, grid.aligned(grid.HEAD, "ctr")) for year in block.years)
    return (Paragraph(block.head, grid.HEAD), *years)


def _row(block: HeatTable, index: int, style: TextStyle) -> tuple[Paragraph, ...]:
    row = block.rows[index]
    name = Paragraph(_named(row), replace(style, colour="ink_2", lead=block.roles(index)[0]))
    middle = grid.aligned(style, "ctr")
    cells = (Paragraph(cell.text, grid.coloured(middle, HEAT_TEXTS[cell.step])) for cell in row.cells)
    return (name, *cells)


def _named(row: HeatRow) -> Text:
    """Return a row's name in bold, its detail below."""
    return (*embolden(row.name), *((*text("\n"), *row.detail) if row.detail else ()))


def _tall(row: tuple[Paragraph, ...], widths: tuple[float, ...]) -> float:
    free = [widths[0] - PAD_X, *(width - 2 * PAD_X for width in widths[1:])]
    return max(fit.height((cell,), width) for cell, width in zip(row, free, strict=True))


def _scale(page: Page, block: HeatTable, area: Box, y: float) -> list[Element]:
    """Return what the shades mean: a box for each step that occurs, by value, the values printed in it."""
    content = page.say("heat_scale")
    width = fit.width(content, grid.HEAD)
    label = fit.set_text(page, "Scale", Box(area.x, y, width, SCALE_TALL), fit.single(content, grid.HEAD), anchor="ctr")
    elements: list[Element] = [label]
    free = area.w - width - sum(fit.width(cell.text, grid.HEAD) + SCALE_STEP for cell in block.scale)
    pads = 2 * (len(block.scale) + 1)
    if free < pads * LEAST_PAD:
        fix = "print fewer decimals, or an index"
        raise page.error("scale", f"{pads * LEAST_PAD - free:.0f} points too wide", fix)
    pad = min(SCALE_PAD, free / pads)
    x = area.x + width + 2 * pad
    for number, cell in enumerate(block.scale, start=1):
        box = _swatch(page, cell, number, Box(x, y, fit.width(cell.text, grid.HEAD) + 2 * pad, SCALE_TALL))
        elements.append(box)
        x += box.box.w + SCALE_STEP
    return elements


def _swatch(page: Page, cell: HeatCell, number: int, box: Box) -> TextBox:
    style = grid.aligned(grid.coloured(grid.HEAD, HEAT_TEXTS[cell.step]), "ctr")
    result = fit.set_text(page.at("scale"), f"Scale {number}", box, fit.single(cell.text, style), anchor="ctr")
    return replace(result, fill=HEAT_GROUNDS[cell.step])

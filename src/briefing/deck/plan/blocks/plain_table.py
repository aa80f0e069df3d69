"""A table over the full width: measured row heights, no cell cut, the header row first."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Align, Box, Element, Paragraph, TableBox, TextStyle, cell_rooms
from briefing.errors import LayoutError
from briefing.model.document import Table
from briefing.model.text import embolden, text
from briefing.typesetting import arial

PAD_X, PAD_Y = 6.0, 4.0  # what a cell leaves free at its sides, and above and below its text
# The largest is smaller than the title of a slide and larger than the head of the columns.
SIZES = tuple(
    TextStyle(size, leading, "ink_2", lead="ink") for size, leading in ((18, 23), (16, 20.5), (14, 18), (13, 16.5))
)
AIRY = 2.5  # of the size: what a row takes at most of the height that is left, which else stays below the table
MOST_WORDY = 3  # lines of a cell in the larger sizes
PROJECTED = tuple(TextStyle(size, leading, "ink_2", lead="ink") for size, leading in ((24, 31), (20, 26), (18, 23)))
HEAD = grid.HEAD
HEAD_AIR = 4.0  # between the header's text and its rule
LEAST = 26.0
_OPEN = 24.0  # above the foot of its area, where a rule of what is below ends the table
FEW_SIGNS = 4  # of Chinese, that a column holds at least


def plain_table(page: Page, block: Table, area: Box) -> list[Element]:
    """Return a table in the largest size that fits; its rows share what height is left, up to a measure."""
    tinted = block.highlight is not None
    styles = PROJECTED if page.presented else SIZES
    for style in styles:
        rows = _all_rows(block, style)
        widths = _widths(block, rows, area.w, tinted=tinted)
        rooms = cell_rooms(widths, PAD_X, tinted=tinted)
        heights = [_head_height(rows[0], rooms), *(_height(row, rooms) for row in rows[1:])]
        if sum(heights) <= area.h + 0.5 and (style in styles[-2:] or _lines(rows, rooms) <= MOST_WORDY):
            break
    else:
        raise _too_tall(page, rows, heights, rooms, area.h)
    spare = min(max(0.0, area.h - sum(heights)) / max(1, len(rows) - 1), AIRY * style.size)
    heights = [heights[0], *(height + spare for height in heights[1:])]
    box = Box(area.x, area.y, area.w, sum(heights))
    strong = None if block.highlight is None else block.highlight + 1
    alt = block.alt or page.section.title
    ended = tuple(tuple(map(_with_ends, row, rooms)) for row in rows)
    closed = area.y1 - box.y1 > _OPEN
    return [TableBox("Table", box, widths, tuple(heights), ended, alt, "table", strong, PAD_X, HEAD_AIR, closed=closed)]


def _with_ends(cell: Paragraph, room: float) -> Paragraph:
    """Return a cell in Chinese, which programs break anywhere, with the ends of its lines."""
    return fit.with_ends(cell, room) if arial.has_cjk(cell.text) else cell


def _widths(block: Table, rows: Sequence[Sequence[Paragraph]], wide: float, *, tinted: bool) -> tuple[float, ...]:
    """Return the widths of columns: as the story has them, else by what their cells need.

    Where all cells fit on one line, columns share what is left; else those whose cells are long give way, none to less
    than its longest word.
    """
    if block.weights:
        return tuple(wide * weight / sum(block.weights) for weight in block.weights)
    count = len(block.head)
    pads = [wide / count - room for room in cell_rooms((wide / count,) * count, PAD_X, tinted=tinted)]
    columns = list(zip(*rows, strict=True))
    most = [
        max(fit.width(cell.text, cell.style) for cell in column) + pad
        for column, pad in zip(columns, pads, strict=True)
    ]
    least = [
        min(full, max(map(_longest_word, column)) + pad) for column, pad, full in zip(columns, pads, most, strict=True)
    ]
    if sum(most) <= wide:
        return tuple(full + (wide - sum(most)) / count for full in most)
    if sum(least) >= wide:
        return tuple(wide * width / sum(least) for width in least)
    share = (wide - sum(least)) / max(1e-6, sum(most) - sum(least))
    return tuple(low + (full - low) * share for low, full in zip(least, most, strict=True))


def _longest_word(cell: Paragraph) -> float:
    """Return the width of the longest word of a cell; of text without spaces, that of a few signs."""
    if arial.has_cjk(cell.text):
        return min(fit.width(cell.text, cell.style), FEW_SIGNS * cell.style.size)
    bold = all(run.bold for run in cell.text)
    words = [text(word, bold=bold) for run in cell.text for word in ([run.text] if run.fact else run.text.split())]
    return max((fit.width(word, cell.style) for word in words), default=0.0)


def _lines(rows: Sequence[Sequence[Paragraph]], rooms: Sequence[float]) -> int:
    return max(
        len(fit.lines(cell.text, cell.style, room)) for row in rows for cell, room in zip(row, rooms, strict=True)
    )


def _all_rows(block: Table, style: TextStyle) -> tuple[tuple[Paragraph, ...], ...]:
    return (_head(block), *(_row(block, index, style) for index in range(len(block.rows))))


def _too_tall(
    page: Page, rows: Sequence[Sequence[Paragraph]], heights: Sequence[float], rooms: Sequence[float], room: float
) -> LayoutError:
    """Return the error of a table that no size makes fit: of the row that no slide holds, else of its height."""
    room -= heights[0]
    for row, tall in zip(rows[1:], heights[1:], strict=True):
        if tall > room + 0.5:
            wide, cell = max(
                zip(rooms, row, strict=True),
                key=lambda pair: fit.height((pair[1],), pair[0]),
            )
            return fit.overflow(page, "table", (cell,), Box(0, 0, wide, room - 2 * PAD_Y))
    over = sum(heights[1:]) - room
    return page.error("table", f"{over:.0f} points too tall for the slide", "shorten its cells")


def _aligns(block: Table) -> tuple[Align, ...]:
    return tuple("r" if letter == "r" else "l" for letter in block.align or "l" * len(block.head))


def _head(block: Table) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(cell, grid.aligned(HEAD, align)) for cell, align in zip(block.head, _aligns(block), strict=True)
    )


def _row(block: Table, index: int, style: TextStyle) -> tuple[Paragraph, ...]:
    strong = block.highlight == index
    cells: list[Paragraph] = []
    for at, (given, align) in enumerate(zip(block.rows[index], _aligns(block), strict=True)):
        cell = fit.whole_dates(given)
        head = at == 0 and block.row_head
        colour = "highlight" if strong else "ink" if head else style.colour
        cells.append(Paragraph(embolden(cell) if head else cell, grid.coloured(grid.aligned(style, align), colour)))
    return tuple(cells)


def _head_height(row: Sequence[Paragraph], rooms: Sequence[float]) -> float:
    """Return the height of the header, whose rule then stands where other evidence has its own."""
    return max(fit.height((cell,), room) for cell, room in zip(row, rooms, strict=True)) + HEAD_AIR


def _height(row: Sequence[Paragraph], rooms: Sequence[float]) -> float:
    tallest = max(fit.height((cell,), room) for cell, room in zip(row, rooms, strict=True))
    return max(LEAST, tallest + 2 * PAD_Y)

"""Columns of numbers and words next to a chart of rows: their styles, how they are set, and the width they need."""

from __future__ import annotations

from briefing.charts.roles import LEADS, WORDS
from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.slides import Align, Paragraph, TextStyle
from briefing.model.chart import Column, Role
from briefing.model.text import Text, plain, text
from briefing.typesetting import arial
from briefing.typesetting.runs import split_lines

SEPARATOR = " · "  # between a name's second line and a column of words that has moved there
WIDEST_CELL = 96.0  # of a column of numbers, unless a number is wider


def column_width(column: Column, detail: TextStyle) -> float:
    """Return the width of a column, its second lines in the style of details."""
    cells = [
        fit.width(piece, first_style(column) if index == 0 else detail)
        for cell in column.cells
        for index, piece in enumerate(split_lines(cell))
        if piece
    ]
    head = fit.width(column.head, grid.HEAD)  # which stands on one line
    return max(min(max(cells, default=0.0), WIDEST_CELL), _longest_word(column, detail), head)


def _longest_word(column: Column, detail: TextStyle) -> float:
    """Return the width of a column's longest word or number, which nothing breaks."""
    content = [(piece, first_style(column) if at == 0 else detail) for cell in column.cells
            for at, piece in enumerate(split_lines(cell))]  # fmt: skip
    words = [(text(word, bold=any(run.bold for run in piece)), style) for piece, style in content
             if not arial.has_cjk(piece) for word in plain(piece).split()]  # fmt: skip
    return max((fit.width(word, style) for word, style in words), default=0.0)


def column_align(column: Column) -> Align:
    """Return how a column is set: with numbers, which print facts, at the right."""
    return "r" if any(run.fact for cell in column.cells for run in cell) else "l"


def first_style(column: Column, role: Role = "context") -> TextStyle:
    """Return the style of the first lines of a column, or of its cell in a row of a role, which may stand out."""
    if column.emphasis and role in LEADS:
        return grid.coloured(grid.CELL, WORDS[role], bold=True)
    return grid.CELL if column.emphasis else grid.coloured(grid.CELL, "ink_2")


def second_lines(words: Text, style: TextStyle, width: float) -> list[Paragraph]:
    """Return what stands below a row's name, in lines of their own where its parts have no room on one: none begins
    with the sign between them."""
    at = next((at for at, run in enumerate(words) if run.text == SEPARATOR), 0)
    if not at or fit.height(fit.single(words, style), width) < 1.5 * style.leading:
        return [Paragraph(words, style)] if words else []
    return [Paragraph(words[:at], style), Paragraph(words[at + 1 :], style)]

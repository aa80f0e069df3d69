"""The tables of a document: one for each figure that has numbers, with their units, notes and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from briefing.data.block_tables import DraftRow, DraftTable, TableContext, drafts
from briefing.data.figure_table import Cell, FigureTable, NumberCell, TableColumn
from briefing.data.value_notes import row_note, without_drawing
from briefing.model.chart import PICTURES
from briefing.model.document import Block, Document
from briefing.model.text import ABSENT_CELL, Text, join, plain, text
from briefing.wording import of

_UNIT: Final = "unit of the values"


class FigureHead(Struct, frozen=True):
    """What stands over the figures of a part of the story, and their sources."""

    origin: str
    title: Text
    subtitle: Text
    source_line: Text
    note_line: Text
    sources: tuple[str, ...] = ()


def figure_tables(document: Document) -> tuple[FigureTable, ...]:
    """Return the tables of all figures of a document that have numbers, in its order."""
    context = TableContext(document, of(document.lang, document.edition.things.get(document.lang, "")))
    found: list[FigureTable] = []
    for head, blocks in _figures(document):
        made = [draft for block in blocks for draft in drafts(context, block)]
        found += [_finished(context, head, draft, alone=len(made) == 1) for draft in made]
    return tuple(found)


def _figures(document: Document) -> Iterator[tuple[FigureHead, tuple[Block, ...]]]:
    """Yield the figures of the cover, unless that is a picture of data, and those of each section."""
    cover = document.cover
    if cover is not None and cover.kind not in PICTURES:
        lines = (document.cover_source_line, document.cover_note_line)
        yield FigureHead("cover", document.title, cover.title or cover.subtitle, *lines), (cover,)
    for section in document.sections:
        source, note = section.source_line_years or section.source_line, section.note_line_full or section.note_line
        head = FigureHead(f"section {section.id}", section.title, section.subtitle, source, note, section.sources)
        yield head, section.blocks


def _finished(context: TableContext, head: FigureHead, draft: DraftTable, *, alone: bool) -> FigureTable:
    """Return a table with its units, notes and sources, under the title of its part of the story."""
    wording = context.wording
    title = head.title
    if draft.title and not alone:
        title = (*head.title, *text(wording.joint(": ")), *draft.title)
    subtitle = head.subtitle or draft.subtitle if alone else draft.subtitle or head.subtitle
    columns = [TableColumn(words, tuple(row.heads[at] for row in draft.rows)) for at, words in enumerate(draft.heads)]
    numbers = [TableColumn(words, tuple(row.cells[at] for row in draft.rows)) for at, words in enumerate(draft.columns)]
    columns += _with_units(context, numbers)
    notes = tuple(_note(context, draft, row) for row in draft.rows)
    if any(notes):
        columns.append(TableColumn(context.phrase("data_notes"), notes))
    facts = [[cell.fact for cell in row.cells if isinstance(cell, NumberCell)] for row in draft.rows]
    sources = [tuple(dict.fromkeys(key for fact in row for key in fact.sources)) for row in facts]
    by_row = len(set(filter(None, sources))) > 1
    if by_row:
        columns.append(TableColumn(context.phrase("sources"), tuple(_names(context, keys) for keys in sources)))
    lines = (subtitle, () if by_row else head.source_line, without_drawing(head.note_line, wording))
    keys = dict.fromkeys((*head.sources, *(key for row in sources for key in row)))
    known = tuple(key for key in keys if key in context.document.sources)
    none = context.phrase("data_none")
    filled = [TableColumn(one.head, tuple(none if _is_blank(cell) else cell for cell in one.cells)) for one in columns]
    return FigureTable(head.origin, title, tuple(filter(None, lines)), _distinct(filled), known)


def _is_blank(cell: Cell) -> bool:
    """Whether a cell has no words: screen readers say nothing of a dash alone."""
    return isinstance(cell, tuple) and plain(cell) in ("", ABSENT_CELL)


def _distinct(columns: Sequence[TableColumn]) -> tuple[TableColumn, ...]:
    """Return columns whose heads differ, whatever their case, as those of a table in a workbook must."""
    seen: dict[str, int] = {}
    found: list[TableColumn] = []
    for column in columns:
        head = column.head or text("–")
        key = plain(head).casefold()
        seen[key] = seen.get(key, 0) + 1
        again = text(f" ({seen[key]})", term="number of a column") if seen[key] > 1 else ()
        found.append(TableColumn((*head, *again), column.cells))
    return tuple(found)


def _with_units(context: TableContext, columns: Sequence[TableColumn]) -> list[TableColumn]:
    """Return columns of numbers, each with its unit in its head; where it changes from row to row, in a column."""
    found: list[TableColumn] = []
    mixed: list[TableColumn] = []
    for column in columns:
        own = {context.unit(cell.fact) for cell in column.cells if isinstance(cell, NumberCell)}
        unit = next(iter(own)) if len(own) == 1 else ""
        mixed += [column] if len(own) > 1 else []
        stated = unit.casefold() in plain(column.head).casefold()
        shown = text(f"{context.wording.joint(' (')}{unit}{context.wording.joint(')')}", term=_UNIT)
        found.append(column if stated else TableColumn((*column.head, *shown), column.cells))
    if mixed:
        rows = zip(*(column.cells for column in mixed), strict=True)
        numbers = ([cell.fact for cell in row if isinstance(cell, NumberCell)] for row in rows)
        units = [dict.fromkeys(filter(None, map(context.spelled_unit, facts))) for facts in numbers]
        words = tuple(text(context.wording.joint("; ").join(row), term=_UNIT) for row in units)
        found.insert(0, TableColumn(context.phrase("data_unit"), words))
    return found


def _note(context: TableContext, draft: DraftTable, row: DraftRow) -> Text:
    pairs = zip(draft.columns, row.cells, strict=True)
    found = [(head, cell.fact) for head, cell in pairs if isinstance(cell, NumberCell)]
    return row_note(context.document, context.wording, found, row.remarks)


def _names(context: TableContext, keys: Iterable[str]) -> Text:
    sources = context.document.sources
    names = dict.fromkeys(sources[key].name for key in keys if key in sources)
    return join([text(name, term="source") for name in names], context.wording.joint("; "))

"""What the sheets of the workbook hold: cover, contents, notes, sources and a sheet for each figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from briefing.data.figure_table import AbsentCell, Cell, FigureTable, NumberCell, TableColumn
from briefing.model.dataset import Source
from briefing.model.document import Document
from briefing.model.text import Run, Text, mailto, plain, text
from briefing.wording import DirectedWording

_TABLE_NUMBER: Final = "number of a table"
_FIXED: Final = "fixed phrase"
_SOURCE: Final = "source"
_YEAR: Final = re.compile("[12][0-9]{3}")
_CODES: Final = ("x", "c", "z")
_TERMS: Final = ("at_least", "at_most", "about_value")


class Link(Struct, frozen=True):
    """A cell that leads to a sheet of the workbook by its name, or to an address."""

    words: Text
    sheet: str = ""
    address: str = ""


class SheetTable(Struct, frozen=True):
    """The one table of a sheet: its name in the workbook, and columns of cells, of which some are links."""

    name: str
    heads: tuple[Text, ...]
    columns: tuple[tuple[Cell | Link, ...], ...]


class WorkbookSheet(Struct, frozen=True):
    """A sheet: its name, a title, lines below it, and its table, if it has one; all begin in the first column.

    `origin` is the part of the story that it is of.
    """

    name: str
    title: Text
    lines: tuple[Text | Link, ...]
    table: SheetTable | None = None
    origin: str = ""


def sheets(document: Document, wording: DirectedWording, tables: tuple[FigureTable, ...]) -> tuple[WorkbookSheet, ...]:
    """Return the sheets of a workbook in order."""
    names = [f"{wording.phrase('data_table')}_{number}" for number in range(1, len(tables) + 1)]
    back = Link(_phrase(wording, "data_back"), wording.phrase("data_contents"))
    figures = (_figure(wording, name, table, back) for name, table in zip(names, tables, strict=True))
    return (
        _cover(document, wording),
        _contents(wording, names, tables, back),
        _notes(wording, back),
        _sources(document, wording, back),
        *figures,
    )


def _phrase(wording: DirectedWording, key: str) -> Text:
    return text(wording.phrase(key), term=_FIXED)


def _cover(document: Document, wording: DirectedWording) -> WorkbookSheet:
    edition, imprint = document.edition, document.edition.imprint
    issuer = imprint.organisation or imprint.owner
    joint = wording.joint(": ")
    lines: list[Text | Link] = [document.subtitle] if document.subtitle else []
    if issuer:
        lines.append(text(wording.phrase("issued_by", organisation=issuer), term="issuer"))
    lines.append(text(wording.edition_of(edition), term="date of the edition"))
    if imprint.classification:
        lines.append(text(imprint.classification, term="classification"))
    lines += [_phrase(wording, key) for key in ("data_about", "data_precision")]
    if imprint.contact:
        words = text(wording.phrase("contact") + joint + imprint.contact, term="contact")
        lines.append(Link(words, address=mailto(imprint.contact)) if mailto(imprint.contact) else words)
    lines.append(Link(_phrase(wording, "data_back"), wording.phrase("data_contents")))
    return WorkbookSheet(wording.phrase("data_cover"), document.title, tuple(lines))


def _contents(wording: DirectedWording, names: list[str], tables: tuple[FigureTable, ...], back: Link) -> WorkbookSheet:
    others = ("data_notes", "sources")
    leads = [Link(_phrase(wording, key), wording.phrase(key)) for key in others]
    leads += [Link(text(name, term=_TABLE_NUMBER), name) for name in names]
    titles = [_phrase(wording, key) for key in ("data_notes_title", "data_sources_title")]
    titles += [table.title for table in tables]
    heads = (_phrase(wording, "data_sheet"), _phrase(wording, "data_title"))
    contents = SheetTable("Contents", heads, (tuple(leads), tuple(titles)))
    line = _phrase(wording, "data_one_table")
    return WorkbookSheet(back.sheet, _phrase(wording, "data_contents_title"), (line,), contents)


def _notes(wording: DirectedWording, back: Link) -> WorkbookSheet:
    terms: list[Text] = [text(f"[{code}]") for code in _CODES]
    meanings = [_phrase(wording, f"data_code_{code}") for code in _CODES]
    terms += [_phrase(wording, f"data_{key}") for key in _TERMS]
    meanings += [_phrase(wording, f"data_means_{key}") for key in _TERMS]
    terms.append(_phrase(wording, "data_left_out"))
    meanings.append(_phrase(wording, "data_means_left_out"))
    heads = (_phrase(wording, "data_term"), _phrase(wording, "data_meaning"))
    table = SheetTable("Notes", heads, (tuple(terms), tuple(meanings)))
    lines = (_phrase(wording, "data_one_table"), back)
    return WorkbookSheet(wording.phrase("data_notes"), _phrase(wording, "data_notes_title"), lines, table)


def _sources(document: Document, wording: DirectedWording, back: Link) -> WorkbookSheet:
    heads = ("data_publisher", "data_title", "data_published", "data_read", "data_address")
    rows = [dict(zip(heads, _source(source), strict=True)) for source in document.sources.values()]
    shown = [key for key in heads if key != "data_read" or any(row[key] != AbsentCell("z") for row in rows)]
    columns = tuple(tuple(row[key] for row in rows) for key in shown)
    table = SheetTable("Sources", tuple(_phrase(wording, key) for key in shown), columns)
    lines = (_phrase(wording, "data_one_table"), back)
    title = _phrase(wording, "data_sources_title")
    return WorkbookSheet(wording.phrase("sources"), title, lines, table if rows else None)


def _source(source: Source) -> Iterator[Text | Link | AbsentCell]:
    for words in (source.publisher, source.title, source.published, source.read_on):
        yield text(" ".join(words.split()), term=_SOURCE) or AbsentCell("z")
    address = text(source.url, term=_SOURCE)
    yield Link(address, address=source.url) if address else AbsentCell("z")


def _figure(wording: DirectedWording, name: str, table: FigureTable, back: Link) -> WorkbookSheet:
    number = text(name.replace("_", " ") + wording.joint(": "), term=_TABLE_NUMBER)
    lines: tuple[Text | Link, ...] = (*table.lines, _phrase(wording, "data_one_table"), back)
    columns: tuple[TableColumn, ...] = table.columns
    held = SheetTable(table_name(name), tuple(column.head for column in columns), tuple(c.cells for c in columns))
    return WorkbookSheet(name, (*number, *table.title), lines, held, table.origin)


def table_name(sheet: str) -> str:
    """Return the name of a sheet's table, by the number of the sheet."""
    return f"Table_{sheet.rpartition('_')[2]}"


def absent_words(cell: AbsentCell) -> str:
    """Return the sign of a value that there is none of: "[x]"."""
    return f"[{cell.code}]"


def holds_years(cells: Sequence[Cell | Link]) -> bool:
    """Return whether the texts of a column are years alone, which are numbers wherever tables are worked on."""
    held = [cell for cell in cells if not isinstance(cell, AbsentCell)]
    texts = [plain(cell_words(cell)) for cell in held if not isinstance(cell, NumberCell)]
    return len(texts) == len(held) > 0 and all(map(_YEAR.fullmatch, texts))


def cell_words(cell: Cell | Link) -> Text:
    """Return the words of a cell that is no number."""
    if isinstance(cell, Link):
        return cell.words
    return (Run(absent_words(cell)),) if isinstance(cell, AbsentCell) else cell if isinstance(cell, tuple) else ()

"""Sheets → an .xlsx that everybody can read, after the UK's guidance on releasing statistics in spreadsheets.

Every sheet begins in its first cell with a title, has at most one table, which is a named one, no merged cell and no
empty row. Numbers are numbers, in the decimals that were published, and texts are texts: none becomes a formula.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from briefing.data.figure_table import AbsentCell, Cell, NumberCell
from briefing.data.workbook_sheets import Link, SheetTable, WorkbookSheet, cell_words, holds_years
from briefing.errors import Finding, LayoutError
from briefing.model.document import Document
from briefing.model.ledger import Trace, Use
from briefing.model.text import Run, Text, plain
from briefing.zip_bytes import without_clock

MOST_ROWS: Final = 1_048_576  # of a sheet, as the other limits are those of Excel
MOST_COLUMNS: Final = 16_384
LONGEST_CELL: Final = 32_767
LONGEST_HEAD: Final = 255
_LONGEST_LINK: Final = 2_079
_LONGEST_LINE: Final = 100  # characters of a line above a table, which runs over the columns beside it
_NARROW, _WIDE = 12, 60
_ROW: Final = 21  # pixels, which a line of this size needs
_PAPER: Final = {"A4": 9, "Letter": 1}  # as Excel numbers them
_WEB: Final = re.compile(r"(?i)(https?://|mailto:)[^\x00-\x20\x7f-\xa0\s\"<>\\^`{|}]+")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_FONT: Final[Mapping[str, object]] = {"font_name": "Arial", "font_size": 12}


class CellFormats:
    """The formats of a workbook, each made when it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **properties: object) -> Any:
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format({**_FONT, "valign": "top", **properties})
        return self._known[key]


class SheetPlace(Struct, frozen=True):
    """Where cells of a sheet stand: its number in the workbook, and the trace that notes what is printed there."""

    number: int
    trace: Trace

    def note(self, row: int, column: int, words: Text) -> str:
        """Note the words of a cell and return them as one line without what XML forbids."""
        place = self.trace.place(self.number, xl_rowcol_to_cell(row, column))
        return _FORBIDDEN.sub("", " ".join(self.trace.note(place, words).split()))

    def note_number(self, row: int, column: int, cell: NumberCell) -> None:
        """Note a number."""
        place = self.trace.place(self.number, f"value {xl_rowcol_to_cell(row, column)}")
        self.trace.uses.append(Use(place, cell.digits + cell.scale, cell.fact.name))


def workbook(document: Document, sheets: Sequence[WorkbookSheet], trace: Trace) -> bytes:
    """Return the .xlsx of sheets. Raise LayoutError for a table that is larger than a sheet can be."""
    found = [finding for sheet in sheets for finding in _too_large(sheet)]
    if found:
        raise LayoutError(found)
    target = io.BytesIO()
    options = {"in_memory": True, "default_format_properties": dict(_FONT), "default_row_height": _ROW}
    with Workbook(target, options) as book:
        book.set_properties(_properties(document))
        formats = CellFormats(book)
        for number, sheet in enumerate(sheets, start=1):
            page = book.add_worksheet(sheet.name)
            page.set_paper(_PAPER[document.edition.page])
            page.set_landscape()
            page.fit_to_pages(1, 0)
            _fill(page, sheet, formats, SheetPlace(number, trace))
    return without_clock(target)


def _properties(document: Document) -> dict[str, object]:
    imprint = document.edition.imprint
    texts = {
        "title": plain(document.title),
        "subject": plain(document.subtitle),
        "author": imprint.owner or imprint.organisation,
        "company": imprint.organisation,
        "category": imprint.classification,
        "keywords": document.edition.entity,
    }
    cleaned = {name: _FORBIDDEN.sub("", value)[:LONGEST_HEAD] for name, value in texts.items() if value}
    return {**cleaned, "created": dt.datetime.combine(document.edition.as_of, dt.time())}


def _too_large(sheet: WorkbookSheet) -> Iterator[Finding]:
    """Yield what of a sheet Excel cannot hold."""
    table = sheet.table
    if table is None:
        return
    rows, columns = len(table.columns[0]) + _top(sheet) + 1, len(table.columns)
    if rows > MOST_ROWS:
        what = f"a table of {rows:,} rows, and a sheet has at most {MOST_ROWS:,}"
        yield Finding(sheet.name, what, "show fewer places or periods in this figure", origin=sheet.origin)
    if columns > MOST_COLUMNS:
        what = f"a table of {columns:,} columns, and a sheet has at most {MOST_COLUMNS:,}"
        yield Finding(sheet.name, what, "show fewer series in this figure", origin=sheet.origin)
    for head in table.heads:
        if len(plain(head)) > LONGEST_HEAD:
            what = f"the head of a column has {len(plain(head))} characters, and Excel takes {LONGEST_HEAD}"
            yield Finding(sheet.name, what, f"shorten the name that begins “{plain(head)[:30]}”", origin=sheet.origin)
    for cell in (cell for column in table.columns for cell in column if not isinstance(cell, NumberCell)):
        if len(plain(cell_words(cell))) > LONGEST_CELL:
            what = f"a text of {len(plain(cell_words(cell))):,} characters, and a cell has at most {LONGEST_CELL:,}"
            yield Finding(sheet.name, what, "shorten it", origin=sheet.origin)


def _top(sheet: WorkbookSheet) -> int:
    """Return the row, from 0, in which the heads of a sheet's table stand."""
    return 1 + sum(1 if isinstance(line, Link) else len(wrapped(line)) for line in sheet.lines)


def _fill(page: Any, sheet: WorkbookSheet, formats: CellFormats, place: SheetPlace) -> None:
    """Write title, lines and table of a sheet from its first cell down."""
    page.write_string(0, 0, place.note(0, 0, sheet.title), formats.of(bold=True, font_size=16))
    row = 1
    for line in sheet.lines:
        if isinstance(line, Link):
            _write_link(page, row, 0, line, formats, place)
            row += 1
            continue
        for words in wrapped(line):
            page.write_string(row, 0, place.note(row, 0, words), formats.of())
            row += 1
    if sheet.table is None:
        page.set_column(0, 0, 100)
        return
    _write_table(page, row, sheet.table, formats, place)
    page.repeat_rows(row)
    page.freeze_panes(row + 1, 1 if len(sheet.table.columns) > 2 else 0)


def _write_table(page: Any, top: int, table: SheetTable, formats: CellFormats, place: SheetPlace) -> None:
    heads = [place.note(top, at, head) for at, head in enumerate(table.heads)]
    last = top + len(table.columns[0])
    columns: list[dict[str, object]] = []
    for at, (head, cells) in enumerate(zip(heads, table.columns, strict=True)):
        numeric = any(isinstance(cell, NumberCell) for cell in cells)
        side: dict[str, object] = {"align": "right"} if numeric else {"align": "left", "indent": 1 if at else 0}
        columns.append({"header": head, "header_format": formats.of(bold=True, text_wrap=True, bottom=1, **side)})
        page.set_column(at, at, _width(head, cells))
        look, years = formats.of(text_wrap=True, **side), holds_years(cells)
        for row, cell in enumerate(cells, start=top + 1):
            if isinstance(cell, NumberCell):
                place.note_number(row, at, cell)
                page.write_number(row, at, cell.value, formats.of(num_format=_code(cell), align="right"))
            elif isinstance(cell, Link):
                _write_link(page, row, at, cell, formats, place)
            elif years and not isinstance(cell, AbsentCell):
                year = int(place.note(row, at, cell_words(cell)))
                page.write_number(row, at, year, formats.of(num_format="0", **side))
            else:
                page.write_string(row, at, place.note(row, at, cell_words(cell)), look)
    options = {"name": table.name, "columns": columns, "style": None, "autofilter": False}
    page.add_table(top, 0, last, len(heads) - 1, options)


def _code(cell: NumberCell) -> str:
    return ("#,##0" if cell.grouped else "0") + (f".{'0' * cell.decimals}" if cell.decimals else "")


def _write_link(page: Any, row: int, column: int, link: Link, formats: CellFormats, place: SheetPlace) -> None:
    words = place.note(row, column, link.words)
    address = f"internal:'{link.sheet}'!A1" if link.sheet else link.address
    look = formats.of(font_color="#0563C1", underline=1, text_wrap=bool(link.address))
    if link.sheet or (_WEB.fullmatch(address) and len(address) <= _LONGEST_LINK):
        page.write_url(row, column, address, look, words)
    else:
        page.write_string(row, column, words, formats.of(text_wrap=True))


def _width(head: str, cells: Sequence[Cell | Link]) -> float:
    """Return the width of a column in characters: that of its longest text and of its head's longest word, within
    bounds."""
    texts = (cell.digits if isinstance(cell, NumberCell) else plain(cell_words(cell)) for cell in cells)
    longest = max((_advance(words) for words in texts), default=0)
    word = max(map(_advance, head.split()), default=0)
    return min(max(longest + 3, word + 2, min(_advance(head) + 2, 2 * _NARROW), _NARROW), _WIDE)


def _advance(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)


def wrapped(words: Text) -> list[Text]:
    """Return a text in lines of at most a hundred characters, as it is if it has fewer; a run is never parted."""
    lines: list[list[Run]] = [[]]
    width = 0
    for run in _pieces(words):
        size = _advance(run.text)
        if width + size > _LONGEST_LINE and lines[-1] and _may_end(lines[-1][-1].text, run.text):
            lines.append([])
            width = 0
        lines[-1].append(run)
        width += size
    return [tuple(line) for line in lines if any(run.text.strip() for run in line)]


def _may_end(before: str, after: str) -> bool:
    """Return whether a line may end between two texts: at a space, and in Chinese before no closing sign."""
    if before[-1:].isspace() or not before:
        return True
    wide = unicodedata.east_asian_width(before[-1]) in "WF"
    return wide and not unicodedata.category(after[:1] or " ").startswith("P")


def _pieces(words: Text) -> Iterator[Run]:
    """Yield the runs of a text; those that are neither a fact nor a term in words, between which a line may end."""
    for run in words:
        if run.fact or run.term:
            yield run
            continue
        for part in re.findall(r"\S+\s*|\s+", run.text):
            yield replace(run, text=part)

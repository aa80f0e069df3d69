"""A table of texts as its source has it: rows with their numbers, and how it lies in its file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from briefing.errors import InputError
from briefing.model.dataset import CellLocation
from briefing.read.characters import FIX, flaw, tidy
from briefing.read.files import sha256
from briefing.read.report import Report

CELL_CHARACTERS = 10_000
MOST_ROWS = 200_000


class SourceRow(Struct, frozen=True):
    """Cells by column. `heads` names the heading in the file where it differs from the column.

    `file` is the one in which the row stands, where the table is a folder.
    """

    line: int
    cells: Mapping[str, str]
    heads: Mapping[str, str] = field(default_factory=dict)
    file: str = ""


class SourceTable(Struct, frozen=True):
    """A table as it was read: its file in the project and its whole path, columns, rows and SHA-256.

    `heads` names the heading in the file of each column, `counted` what the number of a row counts: lines of a text,
    rows of a Parquet file or of a folder's file, rows of an answer.
    """

    file: str
    path: str
    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    digest: str
    heads: Mapping[str, str] = field(default_factory=dict)
    counted: Literal["line", "row", "answer row"] = "line"

    @property
    def top(self) -> str:
        """The place of the names of its columns."""
        return f"{self.path}, line 1" if self.counted == "line" else self.path

    def label(self, row: SourceRow) -> str:
        """Return the number of a row, in a folder after its file: "line 14". No other row of the table has the same."""
        return f"{row.file}, {self.counted} {row.line}" if row.file else f"{self.counted} {row.line}"

    def where(self, row: SourceRow, column: str) -> str:
        """Return the place of a cell for messages, with the path of its file."""
        return f"{self.path}{str(self.location(row, column)).removeprefix(self.file)}"

    def location(self, row: SourceRow, column: str) -> CellLocation:
        """Return the place of a cell by the name of its file in the project."""
        head = row.heads.get(column) or self.heads.get(column, column)
        return CellLocation(row.file or self.file, self.counted, row.line, head)


def rows_digest(rows: Iterable[SourceRow]) -> str:
    """Return the SHA-256 of the texts of rows: the same in any place and order, and with or without empty columns."""
    texts = sorted(json.dumps(sorted((k, v) for k, v in row.cells.items() if v), ensure_ascii=True) for row in rows)
    return sha256("\n".join(texts).encode("ascii"))


def as_text(value: object) -> str:
    """Return a cell's value as text; floats with the fifteen digits that spreadsheets show, a moment with a zone as
    such unless it is a midnight, any other as its day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.datetime):
        whole = value.tzinfo is None or value.time() == dt.time()
        return value.date().isoformat() if whole else value.isoformat()
    return str(value)


NumberedCells = tuple[int, list[str]]


def named_columns(line: NumberedCells | None, where: str) -> tuple[str, ...]:
    """Return the names of columns in the first line of a table, whose number is 0 where lines have none; InputError for
    a bad name."""
    if line is None:
        raise InputError("the table is empty", where, "write a line with the names of the columns and rows below it")
    number, cells = line
    place = f"{where}, line {number}" if number else where
    if len(cells) == 1 and (sign := next((sign for sign in ";\t" if sign in cells[0]), "")):
        stated = f'"dialect": {{"delimiter": {json.dumps(sign)}}}'
        fix = f"save the table as CSV with commas, or write {stated} for it in datapackage.json"
        raise InputError("the columns are not separated by commas", place, fix)
    names = [tidy(cell) for cell in cells]
    while names and not names[-1]:  # spreadsheets leave empty columns at the right
        names.pop()
    for position, name in enumerate(names, start=1):
        if not name:
            raise InputError(f"column {position} has no name", place, "name it or delete it")
        if flaw(name):
            raise InputError(f"{flaw(name)} stands in the name of column {position}", place, FIX)
        if name in names[: position - 1]:
            raise InputError(f"two columns are called {name[:60]!r}", place, "rename or delete one")
    return tuple(names)


def tidy_rows(
    lines: Iterable[NumberedCells],
    head: tuple[str, ...],
    where: str,
    report: Report,
    counted: str = "line",
    file: str = "",
) -> Iterator[SourceRow]:
    """Yield numbered lines as rows of tidy text; a refused cell is reported, an empty row left out."""
    good: dict[str, str] = {}  # most texts occur many times
    for count, (number, cells) in enumerate(lines):
        if count == MOST_ROWS:
            fix = "leave out what is not used; observations in a .parquet file are read for [facts] alone"
            raise InputError(f"the table has more than {MOST_ROWS:,} rows", where, fix)
        while len(cells) > len(head) and not cells[-1]:
            cells.pop()
        if len(cells) != len(head):
            fix = "put quotation marks around a cell that holds a comma; every line needs all commas"
            report.add(f"{where}, {counted} {number}", f"the line has {len(cells)} cells, the head {len(head)}", fix)
            continue
        for at, (cell, name) in enumerate(zip(cells, head, strict=True)):
            if cell in good:
                cells[at] = good[cell]
            elif fault := _fault(cell):
                report.add(f"{where}, {counted} {number}, column {name}", *fault)
                cells[at] = tidy(cell[:CELL_CHARACTERS])
            else:
                cells[at] = good[cell] = tidy(cell)
        if any(cells):
            yield SourceRow(number, dict(zip(head, cells, strict=True)), {}, file)


def _fault(cell: str) -> tuple[str, str] | None:
    """Return what is wrong with the text of a cell, and the fix."""
    if len(cell) > CELL_CHARACTERS:
        return f"the cell has {len(cell):,} characters", f"shorten it to {CELL_CHARACTERS:,}"
    found = flaw(cell)
    return (f"{found} stands in the cell", FIX) if found else None

"""Table files → rows of text with the line on which each stands: CSV, XLSX and Parquet, long or wide."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from briefing.errors import InputError
from briefing.read.characters import FIX, flaw, tidy
from briefing.read.files import TABLE_BYTES, decode, read_bytes, sha256
from briefing.read.report import Report, suggest

CELL_CHARACTERS = 10_000
MOST_ROWS = 200_000


class Row(Struct, frozen=True):
    """Cells by column. `heads` names the heading in the file where it differs from the column."""

    line: int
    cells: Mapping[str, str]
    heads: Mapping[str, str] = field(default_factory=dict)


class Table(Struct, frozen=True):
    """A table as it was read: its file in the project and its whole path, columns, rows and SHA-256.

    `heads` names the heading in the file of each column.
    """

    file: str
    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    digest: str
    heads: Mapping[str, str] = field(default_factory=dict)

    def where(self, row: Row, column: str) -> str:
        """The place of a cell, in the words of the file."""
        return f"{self.path}{self.place(row, column).removeprefix(self.file)}"

    def place(self, row: Row, column: str) -> str:
        """The same with the file's name in the project in place of its path."""
        head = row.heads.get(column) or self.heads.get(column, column)
        return f"{self.file}, line {row.line}, column {head}"


class Layout(Struct, frozen=True):
    """How a table lies in its file, from `[tables.<name>]` of briefing.toml.

    `columns` maps headings of the file to ours. `wide` is the first and last year of the columns headed by years,
    or None for a long table. `fill` gives cells that are the same in every row.
    """

    file: str
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    wide: tuple[int, int] | None = None
    fill: Mapping[str, str] = field(default_factory=dict)


def read_table(path: Path, layout: Layout, report: Report) -> Table:
    """Table file → Table in long form. Rows that cannot be used are reported and left out.

    InputError if the file cannot be read at all or its head is wrong.
    """
    data = read_bytes(path, TABLE_BYTES)
    where = path.as_posix()
    lines = _lines(path, data, layout, where)
    head = _head(next(lines, None), where)
    rows = tuple(_rows(lines, head, where, report))
    columns = _renamed(head, layout, where)
    table = Table(layout.file, where, columns, rows, sha256(data), dict(zip(columns, head, strict=True)))
    return _fill(_rename(table, head), layout)


Line = tuple[int, list[str]]


def _lines(path: Path, data: bytes, layout: Layout, where: str) -> Iterator[Line]:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return _csv(decode(data, where), where)
    if suffix in (".xlsx", ".xlsm"):
        from briefing.read.workbook import read_sheet

        return iter(read_sheet(data, layout.sheet, where))
    if suffix == ".parquet":
        return iter(_parquet(data, where))
    raise InputError(f"a table cannot be read from {suffix or 'a file without suffix'}", where, "use .csv or .xlsx")


def _csv(text: str, where: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"this is no CSV: {error}", f"{where}, line {line}", "close the quotation marks; double them inside a cell"
        ) from None


def _parquet(data: bytes, where: str) -> list[Line]:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise InputError("reading Parquet needs pyarrow", where, "pip install pyarrow, or save the table as CSV")
    import pandas as pd

    from briefing.read.workbook import as_text

    try:
        frame = pd.read_parquet(io.BytesIO(data))
    except Exception as error:  # pyarrow raises a dozen kinds for a damaged file
        raise InputError(f"this is no Parquet: {type(error).__name__}", where, "save the table again") from None
    body = frame.astype(object).where(frame.notna(), None).itertuples(index=False)
    return [
        (1, [str(name) for name in frame.columns]),
        *((number, [as_text(cell) for cell in row]) for number, row in enumerate(body, start=2)),
    ]


def _head(line: Line | None, where: str) -> tuple[str, ...]:
    if line is None:
        raise InputError("the table is empty", where, "write a line with the names of the columns and rows below it")
    number, cells = line
    place = f"{where}, line {number}"
    if len(cells) == 1 and any(sign in cells[0] for sign in ";\t"):
        raise InputError("the columns are not separated by commas", place, "save the table as CSV with commas")
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


def _rows(lines: Iterable[Line], head: tuple[str, ...], where: str, report: Report) -> Iterator[Row]:
    for count, (number, cells) in enumerate(lines):
        if count == MOST_ROWS:
            raise InputError(f"the table has more than {MOST_ROWS:,} rows", where, "split it")
        while len(cells) > len(head) and not cells[-1]:
            cells.pop()
        if len(cells) != len(head):
            fix = "put quotation marks around a cell that holds a comma; every line needs all commas"
            report.add(f"{where}, line {number}", f"the line has {len(cells)} cells, the head {len(head)}", fix)
            continue
        tidied = [_cell(cell, (where, number, name), report) for cell, name in zip(cells, head, strict=True)]
        if any(tidied):
            yield Row(number, dict(zip(head, tidied, strict=True)))


def _cell(cell: str, place: tuple[str, int, str], report: Report) -> str:
    if len(cell) > CELL_CHARACTERS:
        report.add(_at(place), f"the cell has {len(cell):,} characters", f"shorten it to {CELL_CHARACTERS:,}")
        return cell[:20]
    if cell.isalnum() and cell.isascii():
        return cell  # most are numbers, codes and single words
    found = flaw(cell)
    if found:
        report.add(_at(place), f"{found} stands in the cell", FIX)
    return tidy(cell)


def _at(place: tuple[str, int, str]) -> str:
    where, number, column = place
    return f"{where}, line {number}, column {column}"


def _renamed(head: tuple[str, ...], layout: Layout, where: str) -> tuple[str, ...]:
    """Headings of the file → our columns."""
    for name in layout.columns:
        if name not in head:
            raise InputError(
                f"there is no column {name!r} to rename", f"{where}, line 1", suggest(name, head, "columns")
            )
    columns = tuple(layout.columns.get(name, name) for name in head)
    for position, column in enumerate(columns):
        if column in columns[:position]:
            raise InputError(f"two columns are called {column!r}", f"{where}, line 1", "rename only one of them")
    return columns


def _rename(table: Table, head: tuple[str, ...]) -> Table:
    if table.columns == head:
        return table
    rows = tuple(Row(row.line, dict(zip(table.columns, row.cells.values(), strict=True))) for row in table.rows)
    return Table(table.file, table.path, table.columns, rows, table.digest, table.heads)


def _fill(table: Table, layout: Layout) -> Table:
    columns, rows, extra = table.columns, table.rows, dict(layout.fill)
    if layout.wide is not None:
        columns, rows = _long(table, layout.wide)
    clash = sorted(set(extra) & set(columns))
    if clash:
        raise InputError(f"fill gives {clash[0]!r}, which the table has too", table.path, "drop one of the two")
    if extra:
        columns = (*columns, *extra)
        rows = tuple(Row(row.line, {**row.cells, **extra}, row.heads) for row in rows)
    return Table(table.file, table.path, columns, rows, table.digest, table.heads)


def _long(table: Table, span: tuple[int, int]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """One row for each value of a wide table, in the order of lines and then of years."""
    import pandas as pd

    headed = [name for name in table.columns if re.fullmatch(r"[12][0-9]{3}", name)]
    years = [name for name in headed if span[0] <= int(name) <= span[1]]
    if not years:
        raise InputError(
            f"no column is headed by a year from {span[0]} to {span[1]}", table.path, "head the columns 2014, 2015, …"
        )
    kept = [name for name in table.columns if name not in headed]
    frame = pd.DataFrame([dict(row.cells) for row in table.rows], columns=list(table.columns), dtype=object)
    frame["\0line"] = [row.line for row in table.rows]
    long = frame.melt(id_vars=["\0line", *kept], value_vars=years, var_name="year", value_name="value")
    long = long.sort_values(["\0line", "year"], kind="stable")
    rows = (
        Row(int(record["\0line"]), {str(k): str(v) for k, v in record.items() if k != "\0line"}, _heads(record["year"]))
        for record in long.to_dict("records")
    )
    return (*kept, "year", "value"), tuple(rows)


def _heads(year: object) -> dict[str, str]:
    return {"year": str(year), "value": str(year)}

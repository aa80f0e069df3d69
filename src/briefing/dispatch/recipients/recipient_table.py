"""Where recipients are listed: a CSV or XLSX file of the project, or a database query."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from briefing.dispatch.models import RecipientTable
from briefing.read.database import query_table
from briefing.read.files import TABLE_BYTES, decode, inside, read_bytes
from briefing.read.raw_tables import read_table
from briefing.read.report import Report
from briefing.read.source_table import SourceTable
from briefing.read.table_layout import Layout


def load(source: RecipientTable, project: Path, report: Report) -> SourceTable:
    """Return the rows of the table; cells keep their line breaks, so that they can be refused.

    Report cells with refused characters; raise InputError if nothing can be read at all.
    """
    if source.query:
        return query_table(source.query, source.url_env, project, source.where, report)
    path = inside(project, source.file, source.where)
    table = read_table(path, Layout(source.file, source.sheet), report)
    broken = {line: cells for line, cells in _lines(path, source.sheet) if any(map(_breaks, cells))}
    rows = [
        replace(row, cells=dict(zip(table.columns, broken[row.line], strict=False))) if row.line in broken else row
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def _breaks(cell: str) -> bool:
    return "\n" in cell or "\r" in cell


def _lines(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the unchanged cells of a table that `read_table` could read."""
    data = read_bytes(path, TABLE_BYTES)
    if path.suffix.lower() != ".csv":
        from briefing.read.sheet_cells import read_sheet  # takes 180 ms with openpyxl

        if path.suffix.lower() in (".xlsx", ".xlsm"):
            yield from read_sheet(data, sheet, path.as_posix())
        return
    reader, line = csv.reader(io.StringIO(decode(data, path.as_posix()), newline="")), 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1

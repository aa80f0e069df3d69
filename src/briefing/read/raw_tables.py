"""Table files → rows of text with the line on which each stands: CSV, XLSX, SDMX, long or wide; Parquet and folders."""

from __future__ import annotations

import csv
import importlib.util
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from msgspec.structs import replace

from briefing.errors import InputError, install
from briefing.model.build_options import TextTable
from briefing.read.characters import tidy
from briefing.read.files import TABLE_BYTES, decode, read_bytes, sha256
from briefing.read.report import Report
from briefing.read.source_table import NumberedCells, SourceTable, named_columns, rows_digest, tidy_rows
from briefing.read.table_layout import Layout, apply_layout

SDMX: Final = (".xml", ".json")


def read_table(path: Path, layout: Layout, report: Report) -> SourceTable:
    """Return the table of a file or of a folder of files, in long form. Rows that cannot be used are reported and left
    out.

    The digest is that of a file's bytes; of a Parquet file and of a folder, that of the rows that were read.
    InputError if the file cannot be read at all or its head is wrong.
    """
    if path.suffix.lower() == ".parquet" or layout.file.endswith("/") or path.is_dir():
        if importlib.util.find_spec("pyarrow") is None:
            what = "reading a folder needs pyarrow" if path.is_dir() else "reading Parquet needs pyarrow"
            raise InputError(what, path.as_posix(), f"{install('parquet')}, or save the table as CSV")
        from briefing.read.arrow import read_arrow  # pyarrow may be missing, and takes 0.4 s

        return read_arrow(path, layout, report)
    data = read_bytes(path, TABLE_BYTES)
    where = path.as_posix()
    lines = _lines(path, data, layout, where)
    head = named_columns(next(lines, None), where)
    counted: Literal["line", "row"] = "row" if path.suffix.lower() in SDMX else "line"
    rows = tuple(tidy_rows(lines, head, where, report, counted))
    return apply_layout(SourceTable(layout.file, where, head, rows, sha256(data), counted=counted), layout)


def _lines(path: Path, data: bytes, layout: Layout, where: str) -> Iterator[NumberedCells]:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return _written(_csv(decode(data, where), where, layout), layout)
    if suffix in (".xlsx", ".xlsm"):
        from briefing.read.sheet_cells import read_sheet  # brings openpyxl

        return iter(read_sheet(data, layout.sheet, where))
    if suffix in SDMX:
        if importlib.util.find_spec("sdmx") is None:
            raise InputError("reading SDMX needs sdmx1", where, f"{install('sdmx')}, or save the table as CSV")
        from briefing.read.sdmx_message import read_message

        return read_message(data, layout, where)
    raise InputError(
        f"a table cannot be read from {suffix or 'a file without suffix'}", where, "save it as .csv or .xlsx"
    )


def _written(lines: Iterator[NumberedCells], layout: Layout) -> Iterator[NumberedCells]:
    """Yield lines without texts for what is missing, and with a point for decimals."""
    head = next(lines, None)
    if head is None:
        return
    yield head
    marks = {at: layout.marks[name] for at, name in enumerate(map(tidy, head[1])) if name in layout.marks}
    for number, cells in lines:
        written = ["" if cell.strip() in layout.missing else cell for cell in cells] if layout.missing else cells
        for at, (point, group) in marks.items():
            if at < len(written):
                plain = written[at].replace(group, "") if group else written[at]
                written[at] = plain.replace(point, ".")
        yield number, written


def _csv(text: str, where: str, layout: Layout) -> Iterator[NumberedCells]:
    form: dict[str, str] = {"delimiter": layout.delimiter, "quotechar": layout.quote}
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, **form)  # type: ignore[arg-type]
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


def frame_name(table: str) -> str:
    """The name of a table that is a data frame, in messages and in the ledger."""
    return f"frame {table}"


def read_frame(name: str, data: TextTable, layout: Layout, report: Report) -> SourceTable:
    """Return a table of texts under the columns, years and cells that the layout gives; rows count from 1."""
    where = frame_name(name)
    head = named_columns((0, list(data.columns)), where)
    rows = tidy_rows(enumerate(map(list, data.rows), start=1), head, where, report, "row")
    own = Layout("", columns=layout.columns, wide=layout.wide, fill=layout.fill, filters=layout.filters)
    table = apply_layout(SourceTable(where, where, head, tuple(rows), "", counted="row"), own)
    return replace(table, digest=rows_digest(table.rows))

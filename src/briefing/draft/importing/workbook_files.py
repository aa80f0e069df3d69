"""A workbook → the tables of its sheets, cells as the workbook shows them."""

from __future__ import annotations

import io
import re
import warnings
from typing import Any, Final

import openpyxl  # type: ignore[import-untyped]
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from briefing.draft.importing.grid_tables import grid_tables
from briefing.draft.importing.shown_cells import shown_text
from briefing.draft.importing.table_limits import MOST_COLUMNS
from briefing.draft.importing.text_tables import TablePlace
from briefing.draft.raw_table import Omission, RawTable
from briefing.errors import Finding, InputError
from briefing.read.report import suggest
from briefing.read.zip_members import LargeZip, UnreadableZip, zip_members

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_UNPACKED: Final = 400_000_000
_FORMULA: Final = re.compile(rb"<f[ >]")
_MOST_WRONG: Final = 20
_CALCULATE: Final = "open the workbook in its program, let it calculate, and save it"


def is_workbook(data: bytes) -> bool:
    """Return whether bytes are a workbook of any version, readable or not."""
    return data.startswith(OLE) or (data.startswith(b"PK") and b"xl/" in data)


def workbook_tables(data: bytes, sheet: str, place: TablePlace) -> tuple[RawTable, ...]:
    """Return the tables of the visible sheets of a workbook, or of the one that is named.

    Sheets that are hidden or hold no table are reported with the first table. InputError for a workbook that is
    encrypted, damaged or too large, for formulas without results, and for an unknown sheet.
    """
    shown, typed = _shown_and_typed(data, place.where)
    if sheet and sheet not in shown.sheetnames:
        raise InputError(f"there is no sheet {sheet!r}", place.where, suggest(sheet, shown.sheetnames, "sheets"))
    tables: list[RawTable] = []
    omissions: list[Omission] = []
    for name in [sheet] if sheet else shown.sheetnames:
        where = f"{place.file}, sheet {name}"
        page = shown[name]
        if not isinstance(page, Worksheet):
            omissions.append(Omission(where, "it is a chart, not a table"))
        elif page.sheet_state != "visible" and not sheet:
            omissions.append(Omission(where, f"the sheet is hidden; --sheet {name!r} reads it"))
        else:
            lines = _lines(page, typed[name], f"{place.where}, sheet {name}")
            if sum(sum(map(bool, cells)) > 1 for _, cells in lines) < 2:
                omissions.append(Omission(where, "there is no table in it"))
                continue
            tables += grid_tables(lines, TablePlace(f"{place.where}, sheet {name}", place.file, name, "row"))
    if not tables:
        fix = "put a table into it, or name a sheet that holds one by --sheet"
        raise InputError(Finding(omission.where, omission.reason, fix) for omission in omissions)
    first = replace(tables[0], omissions=(*omissions, *tables[0].omissions))
    return (first, *tables[1:])


def _shown_and_typed(data: bytes, where: str) -> tuple[Any, Any]:
    """Return a workbook with its values, and with its formulas, whose results must have been saved."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise InputError("the workbook is encrypted", where, "remove its password in its program, and save it")
        from briefing.draft.importing.old_workbooks import old_workbook  # brings xlrd, which few files need

        shown = old_workbook(data, where)
        return shown, shown
    formulas = _has_formulas(data, where)
    shown = _book(data, True, where)
    return shown, _book(data, False, where) if formulas else shown


def _has_formulas(data: bytes, where: str) -> bool:
    """Whether a workbook has formulas; InputError for what is no such workbook."""
    try:
        sheets = zip_members(data, MOST_UNPACKED, "xl/worksheets/")
    except LargeZip:
        what = f"the workbook unpacks to more than {MOST_UNPACKED / 1e6:,.0f} MB"
        raise InputError(what, where, "save only the sheet that is used") from None
    except UnreadableZip:
        raise InputError("this is no XLSX workbook", where, "save the table as .xlsx or .csv") from None
    return any(_FORMULA.search(content) for _, content in sheets)


def _book(data: bytes, results: bool, where: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of features that a table does not need
        try:
            return openpyxl.load_workbook(io.BytesIO(data), data_only=results)
        except Exception as error:  # openpyxl lets zip, XML and its own errors through
            what = f"the workbook cannot be read: {type(error).__name__}"
            raise InputError(what, where, "open it in its program and save it again") from None


def _lines(page: Any, typed: Any, where: str) -> list[tuple[int, list[str]]]:
    """The rows of a sheet as texts, merged cells filled; InputError for each formula without a result."""
    if page.max_column > MOST_COLUMNS * 8:
        raise InputError(f"the sheet reaches to column {page.max_column:,}", where, "delete the columns without cells")
    lines, wrong = [], []
    for number, row in enumerate(page.iter_rows(), start=1):
        cells = []
        for cell in row:
            formula = typed.cell(cell.row, cell.column).value if cell.value is None else None
            if isinstance(formula, str) and formula.startswith("="):
                wrong.append(Finding(f"{where}, cell {cell.coordinate}", "the formula has no saved result", _CALCULATE))
            text = shown_text(cell.value, cell.number_format)
            cells.append(" " * _set_in(cell) + text if isinstance(cell.value, str) else text)
        lines.append((number, cells))
    if wrong:
        raise InputError(wrong[:_MOST_WRONG])
    _fill_merged(page, lines)
    return lines


def _set_in(cell: Any) -> int:
    """How far a text is set in by the format of its cell, as a name below another is, in blanks."""
    return round(cell.alignment.indent or 0) if cell.has_style else 0


def _fill_merged(page: Any, lines: list[tuple[int, list[str]]]) -> None:
    """Write the text of merged cells into each of them, but for a title, which stands over the whole table."""
    for area in page.merged_cells.ranges:
        first, last = area.min_col - 1, area.max_col
        row = lines[area.min_row - 1][1] if area.min_row <= len(lines) else []
        if first >= len(row) or (first == 0 and last > 1 and not any(cell for cell in row[last:])):
            continue
        for _, cells in lines[area.min_row - 1 : area.max_row]:
            cells[first:last] = [row[first]] * (min(last, len(cells)) - first)

"""A sheet of a workbook → lines of text cells, as its author sees them."""

from __future__ import annotations

import io
import warnings
from typing import Any

import openpyxl  # type: ignore[import-untyped]

from briefing.errors import InputError
from briefing.read.report import suggest
from briefing.read.source_table import as_text
from briefing.read.zip_members import LargeZip, UnreadableZip, zip_members

MOST_UNPACKED = 200_000_000


def read_sheet(data: bytes, sheet: str, where: str) -> list[tuple[int, list[str]]]:
    """Return the numbered rows of one sheet of an XLSX file (the first if `sheet` is empty).

    InputError for a damaged or exploding file, an unknown sheet, and formulas that were never calculated.
    """
    _check_package(data, where)
    shown, typed = _values(data, sheet, where, True), _values(data, sheet, where, False)
    lines = []
    for number, (values, sources) in enumerate(zip(shown, typed, strict=True), start=1):
        for column, (value, source) in enumerate(zip(values, sources, strict=True), start=1):
            if value is None and source is not None:
                raise InputError(
                    "the formula has no saved result",
                    f"{where}, line {number}, column {column}",
                    "open the workbook in its program, let it calculate, and save it",
                )
        cells = [as_text(value) for value in values]
        if any(cells):
            lines.append((number, cells))
    return lines


def _check_package(data: bytes, where: str) -> None:
    try:
        zip_members(data, MOST_UNPACKED, below=None)
    except LargeZip:
        raise InputError(
            "the workbook unpacks to more than 200 MB", where, "save only the sheet that is used"
        ) from None
    except UnreadableZip:
        raise InputError("this is no XLSX workbook", where, "save the table as .xlsx or .csv") from None


def _values(data: bytes, sheet: str, where: str, results: bool) -> list[tuple[Any, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of features that a table does not need
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=results)
            names = book.sheetnames
            values = list(book[sheet or names[0]].iter_rows(values_only=True)) if not sheet or sheet in names else None
        except Exception as error:  # openpyxl lets zip, XML and its own errors through
            what = f"the workbook cannot be read: {type(error).__name__}"
            raise InputError(what, where, "open it in its program and save it again") from None
    if values is None:
        raise InputError(f"there is no sheet {sheet!r}", where, suggest(sheet, names, "sheets"))
    width = max((len(row) for row in values), default=0)
    return [tuple(row) + (None,) * (width - len(row)) for row in values]

"""A workbook of Excel 97 to 2003 (.xls) → the same as a workbook of today, with what its reader looks at."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import xlrd  # type: ignore[import-untyped]
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
from openpyxl.styles import Alignment  # type: ignore[import-untyped]

from briefing.errors import InputError

_STATES: Final = ("visible", "hidden", "veryHidden")
_GENERAL: Final = "General"


def old_workbook(data: bytes, where: str) -> Any:
    """Return a workbook of openpyxl with the values, formats, indentation and merged cells of an old one.

    Values of formulas are the saved ones. InputError for one that is encrypted or damaged.
    """
    try:
        with xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=_Silent()) as old:
            return _converted(old)
    except Exception as error:  # xlrd lets struct, index and its own errors through
        if "encrypted" in str(error):
            what = "the workbook is encrypted"
            raise InputError(what, where, "remove its password in its program, and save it") from None
        what = f"the workbook of an old version (.xls) cannot be read: {type(error).__name__}"
        raise InputError(what, where, "open it in its program and save it as .xlsx") from None


class _Silent:
    """Where xlrd tells of features that a table does not need."""

    def write(self, text: str) -> int:
        return len(text)


def _converted(old: Any) -> Any:
    book = Workbook()
    book.remove(book.active)
    for sheet in old.sheets():
        page = book.create_sheet(sheet.name)
        page.sheet_state = _STATES[sheet.visibility]
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                _write(page, old, sheet.cell(row, column), (row, column))
        for first, end, left, right in sheet.merged_cells:
            page.merge_cells(start_row=first + 1, end_row=end, start_column=left + 1, end_column=right)
    return book


def _write(page: Any, old: Any, cell: Any, place: tuple[int, int]) -> None:
    value = _value(cell, old.datemode)
    if value is None:
        return
    own = page.cell(place[0] + 1, place[1] + 1)
    own.value = value
    if isinstance(value, str):
        own.data_type = "s"  # what begins with "=" is no formula here
    form = old.xf_list[cell.xf_index]
    known = old.format_map.get(form.format_key)
    if known and known.format_str != _GENERAL:
        own.number_format = known.format_str
    if form.alignment.indent_level:
        own.alignment = Alignment(indent=form.alignment.indent_level)


def _value(cell: Any, datemode: int) -> Any:
    """Return the value of a cell as openpyxl has it; None for none."""
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return ILLEGAL_CHARACTERS_RE.sub("", cell.value) or None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment: dt.datetime = xlrd.xldate_as_datetime(cell.value, datemode)
        return moment if cell.value >= 1 else moment.time()
    return int(cell.value) if float(cell.value).is_integer() else cell.value

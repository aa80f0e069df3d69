"""The rules of accessible spreadsheets, on a workbook as openpyxl reads it, which wrote none of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl  # type: ignore[import-untyped]

_CODE = re.compile(r"\[[a-z]+\]")
_LEAST_POINTS = 10
_WIDEST = 80


def faults(data: bytes) -> list[str]:
    """A workbook → what breaks a rule, each with its sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = [f"{sheet.title}: {fault}" for sheet in book for fault in sheet_faults(sheet)]
    return [*found, *book_faults(book)]


def book_faults(book: Any) -> Iterator[str]:
    names = [name for sheet in book for name in sheet.tables]
    if len(set(map(str.casefold, names))) < len(names):
        yield "two tables have one name"
    if not (book.properties.title and book.properties.created):
        yield "the properties lack title or date"
    if book.active.title != book.sheetnames[0]:
        yield "it does not open on its cover"
    if book[book.sheetnames[0]].tables:
        yield "the cover has a table"
    cells = [cell for row in book[book.sheetnames[1]].iter_rows() for cell in row if cell.hyperlink]
    listed = {str(cell.hyperlink.location).rpartition("!")[0].strip("'") for cell in cells}
    for name in book.sheetnames[2:]:
        if name not in listed:
            yield f"the contents do not lead to {name}"
    for name in listed - set(book.sheetnames):
        yield f"a link leads to {name}, which is no sheet"
    explained = {str(cell.value) for cell in book[book.sheetnames[2]]["A"]}
    values = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    for code in {value for value in values if isinstance(value, str) and _CODE.fullmatch(value)} - explained:
        yield f"{code} is explained nowhere"


def sheet_faults(sheet: Any) -> Iterator[str]:
    title = sheet["A1"]
    if not title.value:
        yield "it has no title in its first cell"
    elif not (title.font.bold and title.font.size > sheet["A2"].font.size):
        yield "its title looks like any text"
    if sheet.merged_cells.ranges:
        yield "cells are merged"
    if sheet.sheet_state != "visible" or any(row.hidden for row in sheet.row_dimensions.values()):
        yield "something is hidden"
    for row in sheet.iter_rows():
        if not any(cell.value not in (None, "") for cell in row):
            yield f"row {row[0].row} is empty"
        for cell in row:
            yield from cell_faults(cell)
    if len(sheet.tables) > 1:
        yield "it has several tables"
    for table in sheet.tables.values():
        yield from table_faults(sheet, table)


def cell_faults(cell: Any) -> Iterator[str]:
    if cell.data_type == "f":
        yield f"{cell.coordinate} is a formula"
    if cell.value is not None and cell.font.size < _LEAST_POINTS:
        yield f"{cell.coordinate} is small"
    if isinstance(cell.value, str) and not any(map(str.isalnum, cell.value)):
        yield f"{cell.coordinate} has special characters alone"


def table_faults(sheet: Any, table: Any) -> Iterator[str]:
    head, *rows = sheet[table.ref]
    heads = [str(cell.value or "").casefold() for cell in head]
    if any(char.isspace() for char in table.displayName):
        yield "the name of the table has a space"
    if "" in heads or len(set(heads)) < len(heads):
        yield "a head is empty, or two are alike"
    if head[0].column != 1 or rows[-1][0].row != sheet.max_row or head[-1].column != sheet.max_column:
        yield "the table does not begin in the first column, or something stands beside or below it"
    if any(cell.value in (None, "") for row in rows for cell in row):
        yield "a cell of the table is empty"
    if not sheet.freeze_panes or sheet[sheet.freeze_panes].row != head[0].row + 1:
        yield "its heads scroll away"
    for cell in head:
        groups = (group for group in sheet.column_dimensions.values() if group.min <= cell.column <= group.max)
        width = next(groups).width
        if not len(max(str(cell.value).split(), key=len)) <= width <= _WIDEST:
            yield f"column {cell.column_letter} is {width} wide"

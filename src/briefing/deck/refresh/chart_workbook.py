"""The workbook behind a refreshed chart: its cells are the chart's, and what people have added to it stays."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from briefing.deck.chart_xml.workbook import SHEET
from briefing.deck.reading import name_of, values_of
from briefing.deck.refresh.chart_update import ChartGrid, letter_of, refer
from briefing.zip_bytes import without_clock

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def refresh_book(blob: bytes, fresh: bytes, old: dict[str, Any], grid: ChartGrid, as_of: dt.date) -> bytes:
    """Return the refreshed workbook, from the one that stands, the new one, the remembered chart and what it holds now.

    One that nobody has edited is replaced by the new one; addresses in the chart are set to fit.
    """
    # Imported here, as it takes a fifth of a second, and every command on a project would load it.
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    book = load_workbook(io.BytesIO(blob))
    names = book.sheetnames if blob == fresh else load_workbook(io.BytesIO(fresh), read_only=True).sheetnames
    sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    if grid.own and book.sheetnames == names and (not grid.rows or _cells(sheet) == _remembered(old)):
        if grid.rows:
            refer(grid, [xl_col_to_name(at + 1) for at in range(len(grid.series))], SHEET)
        return fresh
    if not grid.rows:
        return blob
    letters, new = _letters(grid, sheet.max_column), load_workbook(io.BytesIO(fresh))
    _fill(sheet, new[SHEET], grid, letters)
    refer(grid, letters, sheet.title if re.fullmatch(r"\w+", sheet.title) else f"'{sheet.title}'")
    _about(book, new)
    target = io.BytesIO()
    book.save(target)
    return _dated(target.getvalue(), as_of)


def _cells(sheet: Any) -> list[list[Any]]:
    """Return the rows of values of a sheet."""
    return [list(map(_plain, row)) for row in sheet.iter_rows(values_only=True)]


def _plain(value: Any) -> Any:
    """Return what a cell holds, a date as the text of its day."""
    return value.date().isoformat() if isinstance(value, dt.datetime) else value


def _remembered(old: dict[str, Any]) -> list[list[Any]]:
    """Return the cells that were written for a remembered chart."""
    heads = [None, *(item["name"] for item in old["series"])]
    rows = [[name, *(item["values"][at] for item in old["series"])] for at, name in enumerate(old["categories"])]
    return [heads, *rows]


def _letters(grid: ChartGrid, wide: int) -> list[str]:
    """Return the column of each series: its own, or for a new one the next that nothing stands in."""
    added = [id(item) for item in grid.added]
    letters = ["" if id(item) in added else letter_of(item) for item in grid.series]
    free = (xl_col_to_name(at) for at in range(max(1, wide), 16000))
    for at, letter in enumerate(letters):
        if not letter or letter == "A" or letter in letters[:at]:
            letters[at] = next(name for name in free if name not in letters)
    return letters


def _fill(sheet: Any, new: Any, grid: ChartGrid, letters: Sequence[str]) -> None:
    """Write names and values of a chart into a sheet; what stands next to them moves with its category."""
    wide = sheet.max_column
    former = {
        at: [_held(sheet.cell(at, wide_at)) for wide_at in range(1, wide + 1)] for at in range(2, sheet.max_row + 1)
    }
    for at in former:
        for wide_at in range(1, wide + 1):
            sheet.cell(at, wide_at).value = None
    used = {row.now + 2 for row in grid.rows if row.now is not None}
    for number, row in enumerate(grid.rows, start=2):
        for wide_at, value in enumerate(former.get(row.now + 2, []) if row.now is not None else [], start=1):
            _set(sheet.cell(number, wide_at), *value)
        _name(sheet.cell(number, 1), row.name, new)
    # Rows below the chart's, as a hand's remark, keep their distance from it.
    below = [at for at in sorted(former) if at not in used and any(value is not None for value, _ in former[at])]
    for at in (at for at in below if at > max(used, default=1)):
        for wide_at, value in enumerate(former[at], start=1):
            _set(sheet.cell(at - max(used, default=1) + len(grid.rows) + 1, wide_at), *value)
    heads = {cell.value: cell.column for cell in new[1]}
    for item, letter in zip(grid.series, letters, strict=True):
        if sheet[f"{letter}1"].data_type != "f":
            _set(sheet[f"{letter}1"], name_of(item))
        for number, (row, given) in enumerate(zip(grid.rows, values_of(item), strict=True), start=2):
            cell = sheet[f"{letter}{number}"]
            cell.value = given
            if row.new is not None and name_of(item) in heads:
                cell.number_format = new.cell(row.new + 2, heads[name_of(item)]).number_format


def _name(cell: Any, name: str, new: Any) -> None:
    """Write the name of a category into a cell; as a date where the new edition has dates."""
    first = new.cell(2, 1)
    if isinstance(first.value, dt.datetime) and _DAY.fullmatch(name):
        cell.value, cell.number_format = dt.datetime.fromisoformat(name), first.number_format
    else:
        _set(cell, name)


def _held(cell: Any) -> tuple[Any, str]:
    return cell.value, cell.data_type


def _set(cell: Any, value: Any, kind: str = "s") -> None:
    """A value into a cell; words that look like a formula stay words, unless a formula stood there."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = kind


def _about(book: Any, new: Any) -> None:
    """The sheet that says what the numbers are, if the workbook still has it."""
    if "About" in book.sheetnames and "About" in new.sheetnames:
        here, there = book["About"], new["About"]
        descriptions = {row[0].value: row[1].value for row in there.iter_rows(max_col=2)}
        for row in here.iter_rows(max_col=2):
            if row[0].value in descriptions:
                row[1].value = descriptions[row[0].value]
                row[1].data_type = "s"


def _dated(blob: bytes, as_of: dt.date) -> bytes:
    """Return a workbook with the as-of date in place of the moment at which it was saved."""
    moment = f"{as_of.isoformat()}T00:00:00Z".encode()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            core = name == "docProps/core.xml"
            archive.writestr(name, _MODIFIED.sub(rb"\g<1>" + moment, content) if core else content)
    return without_clock(target)

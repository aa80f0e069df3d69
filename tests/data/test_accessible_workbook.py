"""Everybody can read the workbook: the rules of accessible spreadsheets, those of statistics offices, LibreOffice."""

from __future__ import annotations

import io
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pandas as pd
import pytest

import briefing
from tests.conftest import ROOT
from tests.converting import converted
from tests.data.editions import DRAFTED, EDITIONS, SHEETS_BEFORE, built, tables
from tests.data.spreadsheet_rules import faults
from tests.programs import calc
from tests.zoo.foreign import zoo


@pytest.mark.parametrize("name", EDITIONS)
def test_it_keeps_the_rules_of_accessible_spreadsheets(name: str) -> None:
    assert faults(built(name)[".xlsx"]) == []


@pytest.mark.parametrize("name", DRAFTED)
def test_a_drafted_table_of_somebody_else_keeps_them_too(name: str, tmp_path: Path) -> None:
    briefing.draft(zoo() / name, out=tmp_path / "drafted")
    build = briefing.build(tmp_path / "drafted", tmp_path / "out", only=["data"])
    (workbook,) = (path for path in build.files if path.suffix == ".xlsx")
    assert faults(workbook.read_bytes()) == []
    assert len(tables(workbook.read_bytes())) > SHEETS_BEFORE


def _formula(book: Any) -> None:
    book.worksheets[4]["B8"].value = "=1+1"


def _merged(book: Any) -> None:
    book.worksheets[0].merge_cells("A1:B1")


def _empty_row(book: Any) -> None:
    book.worksheets[0].append(["", ""])
    book.worksheets[0].cell(book.worksheets[0].max_row + 1, 1, "later")


def _no_title(book: Any) -> None:
    book.worksheets[4]["A1"].value = None


def _plain_title(book: Any) -> None:
    book.worksheets[4]["A1"].style = "Normal"


def _hidden(book: Any) -> None:
    book.worksheets[4].sheet_state = "hidden"


def _scrolling(book: Any) -> None:
    book.worksheets[4].freeze_panes = None


def _beside(book: Any) -> None:
    book.worksheets[4]["Z9"].value = "and another thing"


def _twice(book: Any) -> None:
    sheet = book.worksheets[4]
    (table,) = sheet.tables.values()
    head = sheet[table.ref][0]
    head[1].value = head[0].value


def _blank(book: Any) -> None:
    sheet = book.worksheets[4]
    (table,) = sheet.tables.values()
    sheet[table.ref][1][0].value = None


def _unlisted(book: Any) -> None:
    book.copy_worksheet(book.worksheets[0]).title = "Extra"


def _anonymous(book: Any) -> None:
    book.properties.title = None


def _unexplained(book: Any) -> None:
    book.worksheets[4]["B8"].value = "[q]"


def _signs(book: Any) -> None:
    book.worksheets[4]["A2"].value = "***"


BREACHES: dict[Callable[[Any], None], str] = {
    _formula: "is a formula",
    _merged: "merged",
    _empty_row: "is empty",
    _no_title: "no title",
    _plain_title: "looks like any text",
    _hidden: "hidden",
    _scrolling: "scroll away",
    _beside: "beside or below",
    _twice: "two are alike",
    _blank: "a cell of the table is empty",
    _unlisted: "do not lead to Extra",
    _anonymous: "properties lack",
    _unexplained: "explained nowhere",
    _signs: "special characters",
}


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: breach.__name__.strip("_"))
def test_the_rules_find_a_workbook_that_breaks_one(breach: Callable[[Any], None]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(built("harbour")[".xlsx"]))
    breach(book)
    out = io.BytesIO()
    book.save(out)
    assert any(BREACHES[breach] in fault for fault in faults(out.getvalue()))


def refused_by_offices(data: bytes, folder: Path) -> str:
    """What the library of statistics offices does not take of a workbook."""
    path = folder / "edition.xlsx"
    path.write_bytes(data)
    command = [sys.executable, "-m", "tests.data.statistics_offices", str(path)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("name", [name for name, (_, lang) in EDITIONS.items() if lang == "en"])
def test_the_library_of_statistics_offices_takes_every_table(name: str, tmp_path: Path) -> None:
    # not of the Chinese editions: for it a cell without a Latin letter has special characters alone
    assert refused_by_offices(built(name)[".xlsx"], tmp_path) == ""


def test_the_library_of_statistics_offices_refuses_an_empty_cell_and_two_equal_heads(tmp_path: Path) -> None:
    for breach in (_blank, _twice, _signs_in_table):
        book = openpyxl.load_workbook(io.BytesIO(built("harbour")[".xlsx"]))
        breach(book)
        out = io.BytesIO()
        book.save(out)
        assert "Table_1" in refused_by_offices(out.getvalue(), tmp_path)


def _signs_in_table(book: Any) -> None:
    sheet = book.worksheets[4]
    (table,) = sheet.tables.values()
    sheet[table.ref][1][0].value = "***"


@pytest.mark.parametrize("name", ["lakes", "gallery"])
def test_libreoffice_opens_every_sheet_with_the_same_values(name: str, tmp_path: Path) -> None:
    calc()
    path = tmp_path / "edition.xlsx"
    path.write_bytes(built(name)[".xlsx"])
    (saved,) = converted([path], "ods", tmp_path, "open the data edition")
    ours = pd.read_excel(path, sheet_name=None, header=None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = pd.read_excel(
            converted([saved], "xlsx:Calc MS Excel 2007 XML", tmp_path / "again")[0], None, header=None
        )
    assert list(ours) == list(theirs)
    for sheet, table in ours.items():
        pd.testing.assert_frame_equal(table, theirs[sheet], check_dtype=False, obj=str(sheet))

"""Everybody can read the workbook: the rules of accessible spreadsheets, those of statistics offices, LibreOffice."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping
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
from tests.thorough import THOROUGH
from tests.zoo.foreign import zoo


@pytest.mark.parametrize("name", EDITIONS)
def test_it_keeps_the_rules_of_accessible_spreadsheets(name: str) -> None:
    assert faults(built(name)[".xlsx"]) == []


@pytest.mark.parametrize("name", DRAFTED if THOROUGH else DRAFTED[:1])
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


def refused_by_offices(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """What the library of statistics offices, which takes a second to load, does not take of each workbook."""
    for name, data in workbooks.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    command = [sys.executable, "-m", "tests.data.statistics_offices", *(str(folder / f"{it}.xlsx") for it in workbooks)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return dict(zip(workbooks, json.loads(done.stdout), strict=True))


def test_the_library_of_statistics_offices_takes_every_table_and_no_empty_cell_and_no_two_equal_heads(
    tmp_path: Path,
) -> None:
    # not of the Chinese editions: for it a cell without a Latin letter has special characters alone
    good = {name: built(name)[".xlsx"] for name, (_, lang) in EDITIONS.items() if lang == "en"}
    bad = {}
    for breach in (_blank, _twice, _signs_in_table):
        book = openpyxl.load_workbook(io.BytesIO(good["harbour"]))
        breach(book)
        out = io.BytesIO()
        book.save(out)
        bad[breach.__name__] = out.getvalue()
    found = refused_by_offices(good | bad, tmp_path)
    assert {name: told for name, told in found.items() if told and name in good} == {}
    assert [name for name in bad if not any(told.startswith("Table_1") for told in found[name])] == []


def _signs_in_table(book: Any) -> None:
    sheet = book.worksheets[4]
    (table,) = sheet.tables.values()
    sheet[table.ref][1][0].value = "***"


def test_libreoffice_opens_every_sheet_with_the_same_values(tmp_path: Path) -> None:
    calc()
    paths = [tmp_path / f"{name}.xlsx" for name in (("lakes", "gallery") if THOROUGH else ("lakes",))]
    for path in paths:
        path.write_bytes(built(path.stem)[".xlsx"])
    # in a thorough run by way of its own format
    saved = converted(paths, "ods", tmp_path, "open the data edition") if THOROUGH else paths
    for path, again in zip(paths, converted(saved, "xlsx:Calc MS Excel 2007 XML", tmp_path / "again"), strict=True):
        ours = pd.read_excel(path, sheet_name=None, header=None)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = pd.read_excel(again, None, header=None)
        assert list(ours) == list(theirs)
        for sheet, table in ours.items():
            pd.testing.assert_frame_equal(table, theirs[sheet], check_dtype=False, obj=f"{path.stem} {sheet}")

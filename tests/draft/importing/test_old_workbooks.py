"""Workbooks of Excel 97 to 2003 become the tables that the same ones of today do. `islands.xls` is what LibreOffice
makes of the workbook of `test_workbooks`, with a sheet of cells of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlrd  # type: ignore[import-untyped]

from briefing.draft.importing import OpenOptions, open_tables
from briefing.draft.importing.old_workbooks import old_workbook
from briefing.errors import InputError
from tests.draft.importing.test_workbooks import book

OLD = Path(__file__).with_name("islands.xls")


def test_an_old_workbook_has_the_tables_of_the_same_one_of_today(tmp_path: Path) -> None:
    new = open_tables([book(tmp_path / "islands.xlsx")])
    old = [table for table in open_tables([OLD]) if table.part != "Cells"]
    for one, other in zip(old, new, strict=True):
        assert one.frame.to_dict("split") == other.frame.to_dict("split")
        assert (one.part, one.title, one.footnotes) == (other.part, other.title, other.footnotes)
    assert ("islands.xls, sheet Drafts", "the sheet is hidden; --sheet 'Drafts' reads it") in [
        (omission.where, omission.reason) for omission in old[0].omissions
    ]
    (hidden,) = open_tables([OLD], OpenOptions(sheet="Drafts"))
    assert hidden.frame.to_dict("list") == {"year": ["2020"], "value": ["1"]}


def test_cells_of_an_old_workbook_have_their_values_results_and_indentation() -> None:
    page = old_workbook(OLD.read_bytes(), "islands.xls")["Cells"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["Harbours", 2, True, "#N/A"],
        ["Piers", 2.5, None, "'=words"],
    ]
    assert page["A2"].alignment.indent == 2


def test_an_old_workbook_that_is_damaged_or_encrypted_is_refused_with_a_fix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cut.xls").write_bytes(OLD.read_bytes()[:1500])
    with pytest.raises(InputError, match=r"of an old version \(.xls\) cannot be read") as raised:
        open_tables([tmp_path / "cut.xls"])
    assert raised.value.findings[0].fix == "open it in its program and save it as .xlsx"

    def locked(**_: object) -> None:
        raise xlrd.XLRDError("Workbook is encrypted")

    monkeypatch.setattr(xlrd, "open_workbook", locked)
    with pytest.raises(InputError, match="the workbook is encrypted"):
        open_tables([OLD])

"""Workbooks become tables, sheet by sheet, as they show their cells."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from briefing.draft.importing import OpenOptions, open_tables, workbook_files
from briefing.draft.importing.shown_cells import shown_text
from briefing.errors import InputError


def book(path: Path) -> Path:
    """A workbook with a title, two rows of merged heads, flags, notes; sheets of words, of dates and a hidden one."""
    made = openpyxl.Workbook()
    page = made.active
    page.title = "Islands"
    page["A1"], page["A2"] = "Population and area of islands", "thousand persons; hectares"
    page["A4"], page["B4"], page["D4"] = "Island", "Population", "Area"
    for area in ("A1:E1", "A4:A5", "B4:C4", "D4:E4"):
        page.merge_cells(area)
    for column, year in zip("BCDE", (2020, 2021, 2020, 2021), strict=True):
        page[f"{column}5"] = year
    page.append(["Arran", 4.61, "4.7p", 43201, 43201])
    page.append(["Skye", 10.04, "..", 165600.0, ":"])
    page.append([])
    page.append(["Source: Register of Islands"])
    page["B6"].number_format = page["B7"].number_format = "#,##0.0"
    made.create_sheet("Notes")["A1"] = "only words"
    hidden = made.create_sheet("Drafts")
    hidden.append(["year", "value"])
    hidden.append([2020, 1])
    hidden.sheet_state = "hidden"
    months = made.create_sheet("Months")
    months.append(["month", "rate"])
    for month in (1, 2):
        months.append([dt.datetime(2024, month, 1), 0.0125 * month])
        months.cell(month + 1, 1).number_format, months.cell(month + 1, 2).number_format = "mmm\\-yy", "0.00%"
    made.save(path)
    return path


def test_sheets_become_tables_as_they_are_shown(tmp_path: Path) -> None:
    islands, months = open_tables([book(tmp_path / "islands.xlsx")])
    assert islands.part == "Islands"
    assert islands.title == "Population and area of islands\nthousand persons; hectares"
    assert islands.footnotes == ("Source: Register of Islands",)
    heads = ["Island", "Population / 2020", "Population / 2021", "Area / 2020", "Area / 2021"]
    assert islands.frame.to_dict("split") == {
        "index": [6, 7],
        "columns": heads,
        "data": [["Arran", "4.6", "4.7p", "43201", "43201"], ["Skye", "10.0", "..", "165600", ":"]],
    }
    assert islands.counted == "row"
    assert months.frame.to_dict("list") == {"month": ["2024-01", "2024-02"], "rate": ["1.25%", "2.50%"]}
    assert [(omission.where, omission.reason) for omission in islands.omissions] == [
        ("islands.xlsx, sheet Notes", "there is no table in it"),
        ("islands.xlsx, sheet Drafts", "the sheet is hidden; --sheet 'Drafts' reads it"),
    ]
    (hidden,) = open_tables([tmp_path / "islands.xlsx"], OpenOptions(sheet="Drafts"))
    assert hidden.frame.to_dict("list") == {"year": ["2020"], "value": ["1"]}


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234.5, "General", "1234.5"),
        (1234.5, '#,##0.00" km"', "1234.50"),
        (-0.125, "0.0%;[Red]-0.0%", "-12.5%"),
        (0.004, "0.0", "0.004"),
        (5, "0", "5"),
        (12.5, "# ?/?", "12.5"),
        (True, "General", "yes"),
        (None, "0.0", ""),
        (dt.datetime(2024, 5, 17), "dd.mm.yyyy", "2024-05-17"),
        (dt.datetime(2024, 5, 17, 12, 30), "General", "2024-05-17 12:30:00"),
        (dt.datetime(2024, 1, 1), "yyyy", "2024"),
        ("=cmd()", "General", "=cmd()"),
    ],
)
def test_a_cell_has_the_digits_that_it_shows(value: object, number_format: str, text: str) -> None:
    assert shown_text(value, number_format) == text


def test_a_workbook_that_cannot_be_read_is_refused_with_a_fix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_files, "MOST_UNPACKED", 400_000)
    formulas = openpyxl.Workbook()
    formulas.active.append(["year", "value", "double"])
    formulas.active.append([2020, 1, "=B2*2"])
    formulas.save(tmp_path / "formulas.xlsx")
    words = openpyxl.Workbook()
    words.active["A1"] = "only words"
    words.save(tmp_path / "words.xlsx")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    (tmp_path / "locked.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    (tmp_path / "old.xls").write_bytes(ole)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", bytes(500_000))
    (tmp_path / "bomb.xlsx").write_bytes(bomb.getvalue())
    for name, where, what in [
        ("formulas.xlsx", "formulas.xlsx, sheet Sheet, cell C2", "the formula has no saved result"),
        ("words.xlsx", "words.xlsx, sheet Sheet", "there is no table in it"),
        ("locked.xlsx", "locked.xlsx", "the workbook is encrypted"),
        ("old.xls", "old.xls", "an old version"),
        ("bomb.xlsx", "bomb.xlsx", "unpacks to more than 0 MB"),
    ]:
        with pytest.raises(InputError, match=what) as raised:
            open_tables([tmp_path / name])
        assert [finding.where.endswith(where) and finding.fix != "" for finding in raised.value.findings] == [True]
    with pytest.raises(InputError, match="there is no sheet 'Island'") as raised:
        open_tables([book(tmp_path / "islands.xlsx")], OpenOptions(sheet="Island"))
    assert "Islands" in raised.value.findings[0].fix

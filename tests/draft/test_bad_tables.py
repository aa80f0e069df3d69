"""A table that is bad in some way is drafted with what was left out, or refused with row, column and what helps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from briefing.draft.drafting import draft
from briefing.draft.importing import open_tables
from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.recognising import recognise
from briefing.draft.recognition.role_corrections import corrections
from briefing.errors import InputError
from briefing.read import source_table

ROWS = "year,weight\n2001,{}\n2002,{}\n2003,{}\n2004,{}\n"


def read(folder: Path, content: str | bytes, options: RecognitionOptions | None = None) -> ImportedData:
    path = folder / "isles.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return recognise(open_tables([path]), options)


REFUSED: Mapping[str, tuple[str | bytes, str, str]] = {
    "no time": ("isle,people\nArran,3\nBute,5\nSkye,4\n", "line 2, column isle", "no column holds periods"),
    "no numbers": ("year,name\n2001,red\n2002,blue\n", "line 2", "no column holds numbers"),
    "no value": (ROWS.format("", "n/a", "..", ":"), "line 2", "no column holds numbers"),
    "one row": ("year,people\n2024,34\n", "line 2", "one period and few places alone"),
    "heads alone": ("year,people\n", "isles.csv", "there is no row below the heads"),
    "several units": (ROWS.format("3 kg", "4 kg", "400 g", "5 kg"), "line 2, column weight", "several units, kg and g"),
    "two decimal signs": (ROWS.format("45%", "46.5%", "44 %", '"47,1%"'), "line 5, column weight", "“47,1%” is none"),
    "double keys": ("isle,year,v\nBute,2001,3\nBute,2001,4\nBute,2002,5\n", "line 2, column v", "3, and 4 in line 3"),
    "dates of three forms": (
        "day,v\n2024-05-06,1\n06/06/2024,2\n13/08/2024,4\n", "line 2, column day", "dates stand in several forms"
    ),
    "two orders": ("day,v\n05/06/2024,1\n06/07/2024,2\n", "line 2, column day", "whether day or month stands first"),
    "5,000 columns": (
        f"year,{','.join(map(str, range(5000)))}\n" + f"2001,{',' * 4999}\n" * 3, "isles.csv", "has 5,001 columns"
    ),
    "an open quotation mark": ('year,v\n2001,"3\n2002,4\n', "isles.csv, line 2", "a quotation mark is never closed"),
    "bytes of nothing known": (bytes(range(256)) * 40, "isles.csv", "no text and no table that is known"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_drafted_is_refused_with_its_place_and_a_fix(name: str, tmp_path: Path) -> None:
    content, where, what = REFUSED[name]
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    (finding,) = caught.value.findings
    assert finding.where.endswith(where)
    assert what in finding.what
    assert finding.fix


FIXES: Mapping[str, RecognitionOptions] = {
    "no time": RecognitionOptions(period="2024"),
    "two decimal signs": RecognitionOptions(roles=corrections(["weight=value"])),
    "two orders": RecognitionOptions(dates="day first"),
}


@pytest.mark.parametrize("name", FIXES)
def test_the_option_that_an_error_names_helps(name: str, tmp_path: Path) -> None:
    content = REFUSED[name][0]
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    (finding,) = caught.value.findings
    named = {"no time": "--period 2024", "two decimal signs": "--map 'weight'=value", "two orders": "--dates day-first"}
    assert named[name] in finding.fix
    assert len(read(tmp_path, content, FIXES[name]).observations) >= 2


def test_what_does_not_belong_to_a_table_is_left_out_and_said(tmp_path: Path) -> None:
    noted = read(
        tmp_path,
        "Visits\n(thousands)\n\nisle,2019,2020\nArran,3,4\nBute,4,5 p\nSkye,..,7\n\n"
        "1) Arran with Holy Isle.\nSource: Register of Isles, 2022\n",
    )
    assert noted.notes == ("1) Arran with Holy Isle.", "Source: Register of Isles, 2022")
    assert set(noted.observations["entity"]) == {"Arran", "Bute", "Skye"}
    summed = read(tmp_path, "sector,2019,2020\nFarms,1,2\nMines,2,2\nSubtotal goods,3,4\nShops,50,60\nTotal,53,64\n")
    assert [item.key for item in summed.indicators] == ["farms", "mines", "subtotal_goods", "shops", "isles_total"]
    words = read(tmp_path, ROWS.format("45 percent", "46.5 per cent", "44 %", "47.1 pct"))
    assert [item.unit for item in words.indicators] == ["%"]
    dotted = read(tmp_path, ROWS.format(3, 4, "about five", 6), RecognitionOptions(roles={"weight": "value"}))
    assert any("no number: “about five”" in item.reason and "line 4" in item.where for item in dotted.omissions)


def test_values_with_one_unit_have_it_and_ages_and_scales_are_no_units(tmp_path: Path) -> None:
    weighed = read(tmp_path, ROWS.format("3 kg", "4.5kg", "..", "5 kg"))
    assert [item.unit for item in weighed.indicators] == ["kg"]
    for texts in (
        ("15 years", "16 years", "17 years", "18 years"),
        ("1.2M", "3M", "4M", "5M"),
        ("1 kg", "2", "3", "4"),
    ):
        with pytest.raises(InputError, match="no column holds numbers"):
            read(tmp_path, ROWS.format(*texts))


def test_of_more_values_than_an_edition_holds_the_series_with_the_fewest_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"{year},{year % 7},{year % 5 if year > 2003 else ''},{year % 3}" for year in range(2001, 2011)]
    content = "\n".join(["year,eggs,milk,wool", *rows])
    assert len(read(tmp_path, content).indicators) == 3
    monkeypatch.setattr(source_table, "MOST_ROWS", 26)
    data = read(tmp_path, content)
    assert [item.key for item in data.indicators] == ["eggs", "wool"]
    assert any("1 of 3 series, those with the fewest values: an edition holds at most 26 values" in item.reason
               for item in data.omissions)  # fmt: skip


def test_values_of_years_to_come_are_left_out_unless_they_are_called_forecasts(tmp_path: Path) -> None:
    options = RecognitionOptions(today=dt.date(2024, 6, 1))
    rows = [f"{year},{year % 7 + 3},{{}}" for year in range(2020, 2031)]
    plain = "\n".join(["year,eggs,status", *(row.format("") for row in rows)])
    data = read(tmp_path, plain, options)
    assert max(data.observations["period"]) == "2024"
    assert any("values of 2025 to 2030, which lie ahead" in item.reason for item in data.omissions)
    assert max(read(tmp_path, plain).observations["period"]) == "2030", "nobody said what day it is"
    called = "\n".join(["year,eggs,status", *(row.format("forecast" if row > "2025" else "") for row in rows)])
    data = read(tmp_path, called, options)
    assert max(data.observations["period"]) == "2030"
    assert data.omissions == ()
    plans = "\n".join(["year,eggs", *(f"{year},{year % 7 + 3}" for year in range(2026, 2031))])
    assert max(read(tmp_path, plans, options).observations["period"]) == "2030", "there is nothing else"


def test_of_columns_with_one_year_each_those_of_the_newest_are_compared_by_place(tmp_path: Path) -> None:
    rows = [
        f"{isle},2007,{at + 3},\n{isle},2012,,{at + 5}" for at, isle in enumerate(("Arran", "Bute", "Skye", "Mull"))
    ]
    data = read(tmp_path, "\n".join(["isle,year,eggs,wool", *rows]))
    assert [item.key for item in data.indicators] == ["wool"]
    assert any("one period alone, with which nothing can be compared: eggs" in item.reason.lower()
               for item in data.omissions)  # fmt: skip


def test_a_workbook_of_formulas_that_were_never_calculated_names_each_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["year", "a", "b"])
    for row in (2, 3):
        book.active.append([1999 + row, row, f"=B{row}*2"])
    book.save(tmp_path / "isles.xlsx")
    with pytest.raises(InputError) as caught:
        open_tables([tmp_path / "isles.xlsx"])
    assert [item.where.rpartition(", ")[2] for item in caught.value.findings] == ["cell C2", "cell C3"]
    assert {item.what for item in caught.value.findings} == {"the formula has no saved result"}


SPARSE = """\
Port,2022-02,2022-03,2022-05,2022-06,2022-07,2022-09,2022-10,2022-11,2023-02,2023-03
North,1366.7,1334.4,1249.9,1512.0,1202.3,1381.0,1523.4,1229.1,1399.5,1422.0
Coast,5466.3,6014.0,6539.6,6132.3,6574.6,5654.6,5785.6,5579.7,6220.2,6896.6
Isles,3649.1,3820.0,3456.8,3793.9,3194.6,3370.8,3727.0,3774.9,3492.2,3181.6
Inner,237.6,233.9,238.6,273.4,233.2,278.5,278.0,223.6,245.0,252.5
"""


def test_a_table_of_months_with_many_gaps_is_built(tmp_path: Path) -> None:
    (tmp_path / "ports.csv").write_text(SPARSE, encoding="utf-8")
    made = draft(tmp_path / "ports.csv", tmp_path / "made")
    assert [finding.what for finding in made.findings if finding.severity == "error"] == []

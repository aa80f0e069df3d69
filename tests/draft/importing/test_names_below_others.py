"""Names that recur below others, as in accounts, get those before them; names that do not recur stay as they are."""

from __future__ import annotations

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from briefing.draft.importing import open_tables
from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.time_texts import read_periods

HEAD = "Item,2021,2022,2023"
BLANKS = """\
Current account,-4,5,6
  Credit,10,11,12
  Debit,14,6,6
  Goods,1,2,3
    Exports,5,6,7
    Imports,4,4,4
  Services,-5,3,3
    Exports,5,5,5
    Imports,10,2,2
Capital account,1,1,1
  Credit,2,2,2
  Debit,1,1,1
"""
JOINED = [
    "Current account",
    "Current account, Credit",
    "Current account, Debit",
    "Goods",
    "Goods, Exports",
    "Goods, Imports",
    "Services",
    "Services, Exports",
    "Services, Imports",
    "Capital account",
    "Capital account, Credit",
    "Capital account, Debit",
]


def opened(tmp_path: Path, rows: str) -> RawTable:
    path = tmp_path / "accounts.csv"
    path.write_text(f"{HEAD}\n{rows}", encoding="utf-8")
    (table,) = open_tables([path])
    return table


def names(table: RawTable) -> list[str]:
    return [str(name) for name in table.frame["Item"]]


def test_names_that_recur_have_the_one_above_them_that_begins_further_left(tmp_path: Path) -> None:
    table = opened(tmp_path, BLANKS)
    assert names(table) == JOINED
    assert table.choices == ("names that recur, as Credit, begin with what stands above them",)


def test_names_have_as_many_above_them_as_distinguish_them(tmp_path: Path) -> None:
    inner = "    Assets,{0},{0},1\n      Shares,{0},2,3\n"
    rows = "Direct,1,2,3\n" + inner.format(4) + "Portfolio,1,2,3\n" + inner.format(5) + "Alone,1,1,1\n"
    assert names(opened(tmp_path, rows)) == [
        "Direct", "Direct, Assets", "Direct, Assets, Shares",
        "Portfolio", "Portfolio, Assets", "Portfolio, Assets, Shares", "Alone",
    ]  # fmt: skip


def test_a_row_without_values_stands_above_those_that_begin_where_it_does(tmp_path: Path) -> None:
    rows = "Revenue,,,\nTaxes,5,6,7\nOther,1,2,3\nSpending,,,\nWages,4,4,4\nOther,2,2,2\n"
    found = names(opened(tmp_path, rows))
    assert found == ["Revenue", "Taxes", "Revenue, Other", "Spending", "Wages", "Spending, Other"]


def test_the_cells_of_a_workbook_are_set_in_by_their_format(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    page = made.active
    page.append(HEAD.split(","))
    for row in BLANKS.splitlines():
        name, *values = row.split(",")
        page.append([name.strip(), *map(int, values)])
        depth = (len(name) - len(name.lstrip())) / 2
        page.cell(page.max_row, 1).alignment = openpyxl.styles.Alignment(indent=depth)
    made.save(tmp_path / "accounts.xlsx")
    (table,) = open_tables([tmp_path / "accounts.xlsx"])
    assert names(table) == JOINED


@pytest.mark.parametrize(
    "rows",
    [
        "Goods,1,2,3\n  Exports,1,2,3\n  Imports,1,2,3\n",  # no name recurs
        "Goods,1,2,3\nOther,1,2,3\nServices,1,2,3\nOther,1,2,3\n",  # nothing says what they stand below
        "Goods,1,2,3\n  Other,1,2,3\n  Other,4,5,6\n",  # both stand below the same
    ],
)
def test_other_names_stay(rows: str, tmp_path: Path) -> None:
    table = opened(tmp_path, rows)
    assert names(table) == [line.split(",")[0].strip() for line in rows.splitlines()]
    assert table.choices == ()


def test_names_in_several_columns_stay(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("Item,Isle,2021,2022\nGoods,Arran,1,2\n  Cod,Arran,1,2\nGoods,Skye,1,2\n  Cod,Skye,1,2\n")
    (table,) = open_tables([path])
    assert names(table) == ["Goods", "Cod", "Goods", "Cod"]


@pytest.mark.parametrize(
    ("months", "period"),
    [
        ("Enero Febrero Marzo", "2022-02"),
        ("janvier février mars", "2022-02"),
        ("Januar Februar März", "2022-02"),
        ("Jan Feb Mar", "2022-02"),
        ("1月 2月 3月", "2022-02"),
        ("I II III", "2022-Q2"),
        ("Q1 Q2 Q3", "2022-Q2"),
    ],
)
@pytest.mark.parametrize("year", ["{},,,", "{},6,7,8"])  # which may have the value of all of it
def test_the_parts_of_a_year_below_it_are_periods(months: str, period: str, year: str, tmp_path: Path) -> None:
    rows = [[year.format(number), *(f"{month},1,2,3" for month in months.split())] for number in (2021, 2022, 2023)]
    table = opened(tmp_path, "\n".join(row for one in rows for row in one) + "\n")
    found = read_periods([name for name in names(table) if " " in name])
    assert found is not None
    second = [name for name in names(table) if name.startswith("2022 ")][1]
    assert (str(found.periods[second]), len(found.periods)) == (period, 9)


def test_the_same_text_below_each_year_is_the_year(tmp_path: Path) -> None:
    rows = "".join(
        f"{year},,,\nAverage,{year - 2020},{few},3\n" for year, few in ((2021, 4), (2022, "n.d."), (2023, "n.d."))
    )
    found = names(opened(tmp_path, rows))
    assert found == ["2021", "2022", "2023"]

"""A series has the name of its title without what divides and dates the table, or the one that is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from briefing.draft.importing import OpenOptions, open_tables
from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from briefing.draft.recognition.names_of_series import given_names
from briefing.draft.recognition.recognising import recognise
from briefing.errors import InputError, UsageError
from tests.draft.recognition.test_recognising import grid, recognised


def found(*heads: str, title: str = "", **options: object) -> ImportedData:
    cells = [
        (town, 2020 + year, *(3 * at + year + 1 for at in range(len(heads))))
        for town in ("Ash", "Elm")
        for year in (0, 1)
    ]
    text = grid("|".join(["town", "year", *heads]), *cells)
    return recognised(text, RecognitionOptions(**options), title=title)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "name", "edition"),
    [
        (
            "Unemployment rate by region, quarterly, 2016 to 2025 (percent)",
            "Unemployment rate",
            "Unemployment rate by region, quarterly (percent)",
        ),
        ("Births, 1990–2020", "Births", "Births"),
        ("Trips, Q1 2016 to Q4 2025", "Trips", "Trips"),
        ("Trips (January 2016 – December 2025), monthly", "Trips", "Trips, monthly"),
        ("Ferry trips since 2010", "Ferry trips", "Ferry trips"),
        ("Results, 2015-2016", "Results, 2015–2016", "Results, 2015–2016"),  # a season
        ("Price index, 2015–2017 = 100", "Price index", "Price index, 2015–2017 = 100"),
    ],
)
def test_a_title_gives_its_name_without_how_a_table_is_divided_and_dated(title: str, name: str, edition: str) -> None:
    data = found("value", title=title)
    assert ([item.name for item in data.indicators], data.title) == ([name], edition)


def test_names_are_given_by_series_or_for_the_only_one() -> None:
    assert [item.name for item in found("value", names=given_names(["Ferry trips"])).indicators] == ["Ferry trips"]
    data = found("bt", "ft (thousand)", names=given_names(["bt=Bicycle trips"]), units={"bt": "dozen"})
    assert {item.name: item.unit for item in data.indicators} == {"Bicycle trips": "dozen", "Ft": "thousand"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Weekly pay of men", "rate"),
        ("Monthly full-time earnings of women", "rate"),
        ("Pay (upper quartile)", "rate"),
        ("Annual wages", ""),
        ("Weekly trips", ""),
    ],
)
def test_pay_by_the_week_has_no_sum_also_where_a_given_name_says_so(name: str, kind: str) -> None:
    (given,) = found("value", names=given_names([name])).indicators
    (stated,) = found("value", title=name).indicators
    assert (given.kind, stated.kind) == (kind, kind)


def test_the_given_name_of_the_only_series_is_the_title_of_a_table_that_has_none() -> None:
    assert found("value", names=given_names(["Ferry trips"])).title == "Ferry trips"
    assert found("value", names=given_names(["Ferry trips"]), title="The isles").title == "The isles"
    assert found("boats", "ferries", names=given_names(["boats=Ferry trips"])).title != "Ferry trips"


def test_a_name_of_no_series_or_of_several_is_refused_with_what_to_write() -> None:
    with pytest.raises(InputError, match="would be the name of 2 series") as caught:
        found("boats", "ferries", names=given_names(["Trips"]))
    assert caught.value.findings[0].fix.startswith("write one, as --name Boats=Trips")
    with pytest.raises(InputError, match="there is no series 'baots'"):
        found("boats", "ferries", names=given_names(["baots=Trips"]))
    with pytest.raises(InputError, match="is the name of another series too"):
        found("boats", "ferries", names=given_names(["boats=Ferries"]))
    with pytest.raises(UsageError, match="names no name"):
        given_names(["boats="])


ROWS = "town,year,{head}\nAsh,2020,1\nAsh,2021,2\nElm,2020,3\nElm,2021,5\nOak,2020,4\nOak,2021,7\n"


def title_of_files(folder: Path, files: dict[str, str], source: str) -> str:
    for name, head in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(ROWS.format(head=head), encoding="utf-8")
    return recognise(open_tables([folder / source], OpenOptions())).title


@pytest.mark.parametrize(
    ("files", "source", "title"),
    [
        ({"ca-8-2-1.csv": "Ferry trips"}, "ca-8-2-1.csv", "Ferry trips"),
        ({"data.csv": "Ferry trips"}, "data.csv", "Ferry trips"),
        ({"ferries.csv": "Trips"}, "ferries.csv", "Ferries"),
        ({"渡轮2.csv": "Trips"}, "渡轮2.csv", "渡轮2"),
        ({"data.csv": "Value"}, "data.csv", "Data"),
        ({"isles/a1.csv": "Trips", "isles/b1.csv": "Fares"}, "isles", "Isles"),
        ({"x/trips-one.csv": "Trips", "x/trips-two.csv": "Fares"}, "x", "Trips one"),
    ],
)
def test_a_file_whose_name_says_nothing_leaves_the_title_to_its_series_or_its_folder(
    files: dict[str, str], source: str, title: str, tmp_path: Path
) -> None:
    assert title_of_files(tmp_path, files, source) == title


def test_a_sheet_gives_the_title_where_the_name_of_its_workbook_says_nothing(tmp_path: Path) -> None:
    def title(file: str, *sheets: str) -> str:
        book = Workbook()
        book.remove(book.active)
        for number, name in enumerate(sheets):
            sheet = book.create_sheet(name)
            sheet.append(["town", "year", "Value"])
            for at, town in enumerate(("Ash", "Elm", "Oak")):
                for year in (2020, 2021):
                    sheet.append([town, year, (at + 2) * (year - 2015) * (number + 1) + at])
        book.save(tmp_path / file)
        return recognise(open_tables([tmp_path / file], OpenOptions())).title

    assert title("b3.xlsx", "Ferry trips") == "Ferry trips"
    assert title("harbours.xlsx", "Ferry trips") == "Harbours"
    assert title("b4.xlsx", "Ferry trips", "Ferry fares") == "B4"

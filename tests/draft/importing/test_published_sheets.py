"""Sheets as offices publish them, saved as text: heads of several rows with empty lines, in tables below each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.draft.importing import open_tables
from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.draft.recognition.recognising import recognise
from tests.draft.recognition.test_published_tables import read, values

YEARBOOK = """\
{page}
,,,,YEARBOOK OF THE ISLES
,,,,
Table 12. Ferries and freight,,,,
,,,,
Year,,Ferries,,Freight
,,,,
,,Trips,Delays,Loads
,,,,
2020,,410,12,88
2021,,423,14,91

2022,,431,11,90
,,,,
Year,,Buses,,Coaches
,,,,
,,Trips,Delays,Loads
,,,,
2020,,7010,45,3
2021,,7110,44,4
2022,,7205,48,5
,,,,
Source: Office of the Isles,,,,
"""


def opened(tmp_path: Path, content: str) -> list[RawTable]:
    path = tmp_path / "isles.csv"
    path.write_text(content)
    return [*open_tables([path])]


def test_an_empty_line_may_stand_between_the_rows_of_heads_and_below_them(tmp_path: Path) -> None:
    ferries, buses = opened(tmp_path, YEARBOOK.format(page="12,,,,"))
    assert [name for name in ferries.frame.columns if "/" in name] == [
        "Ferries / Trips",
        "Ferries / Delays",
        "Freight / Loads",
    ]
    assert [name for name in buses.frame.columns if "/" in name] == [
        "Buses / Trips",
        "Buses / Delays",
        "Coaches / Loads",
    ]
    assert list(buses.frame["Buses / Trips"]) == ["7010", "7110", "7205"]
    assert "Table 12. Ferries and freight" in ferries.title


def test_a_first_line_of_names_that_pandas_gives_to_empty_heads_is_no_head(tmp_path: Path) -> None:
    page = "12,Unnamed: 1,Unnamed: 2,Unnamed: 3,THE ISLES 2024"
    ferries, _ = opened(tmp_path, YEARBOOK.format(page=page))
    assert next(iter(ferries.frame.columns)) == "Year"
    assert "Unnamed" not in ferries.title
    few = "Isle,Unnamed: 1,2021,2022,2023,Unnamed: 5\nArran,a,1,2,3,c\nSkye,b,3,4,5,d\n"
    (one,) = opened(tmp_path, few)
    assert list(one.frame.columns)[1::4] == ["Unnamed: 1", "Unnamed: 5"], "columns without a name"
    (merged,) = opened(
        tmp_path, "Isle,Boats,Unnamed: 2,Trips,Unnamed: 4\n,2021,2022,2021,2022\nArran,1,2,3,4\nSkye,3,4,5,6\n"
    )
    assert list(merged.frame.columns)[2:4] == ["Boats / 2022", "Trips / 2021"]


def test_dates_below_one_measure_are_heads_of_years(tmp_path: Path) -> None:
    heads = ";;Boote;Boote;Boote\n;;30.06.2021;30.06.2022;30.06.2023\n;;Anzahl;Anzahl;Anzahl\n"
    data = read(tmp_path, heads + "01;Nord;15;25;35\n02;Süd;45;25;15\n03;Ost;35;25;10\n")
    assert {period for _, period, _ in values(data)} == {"2021", "2022", "2023"}


def test_names_in_the_second_column_that_recur_begin_with_those_they_are_set_in_below(tmp_path: Path) -> None:
    rows = "1;Land;60;61\n11;  Nord;30;30\n111;    Kastl;10;11\n12;  Süd;30;31\n121;    Kastl;20;20\n"
    (table,) = opened(tmp_path, f"Nr;Ort;2021;2022\n{rows}")
    assert list(table.frame["Ort"]) == ["Land", "Nord", "Nord, Kastl", "Süd", "Süd, Kastl"]
    (quoted,) = opened(tmp_path, 'Nr, Ort, 2021\n1, "Nord, alt", 4\n2, "Süd, neu", 5\n')
    assert list(quoted.frame["Ort"]) == ["Nord, alt", "Süd, neu"]


SET_IN = """\
Nr;Ort;2021;2022;2023
1;Land;100;103;104
11;  Nord;60;61;62
111;    Ahrn;40;40;41
112;    Bek;20;21;21
12;  Süd;40;42;42
121;    Cors;30;33;31
122;    Dorn;10;9;11
"""


def test_places_that_have_others_set_in_below_them_hold_these_and_are_not_ranked(tmp_path: Path) -> None:
    (table,) = opened(tmp_path, SET_IN)
    assert table.above == ("Land", "Land", "Nord", "Süd")
    data = read(tmp_path, SET_IN.replace("62", "57"))  # no sum of those below
    assert data.totals == ("Land", "Nord", "Süd")
    assert data.entity == "Land"
    assert "Land holds others: all others are set in below it" in data.choices
    (flat,) = opened(tmp_path, SET_IN.replace("  ", ""))
    assert flat.above == ()
    (several,) = opened(tmp_path, SET_IN.replace("1;Land", "1;    Land"))
    assert several.above == ("", "Nord", "Süd")


def test_keys_with_zeros_in_front_are_no_values_and_heads_lose_what_the_title_says(tmp_path: Path) -> None:
    heads = "".join(f";;{';'.join([row] * 3)}\n" for row in ("Boden", "Art der Nutzung"))
    table = f"GENESIS-Tabelle: Temporär\nFläche: Orte, Art der\nNutzung\n{heads};;Wald;Wasser;Wege\n;;ar;ar;ar\n"
    rows = "".join(f"0{at}1;Ort {name};{9 * at};{at + 4};{31 - at}\n" for at, name in enumerate("abcdef", 1))
    data = recognise(opened(tmp_path, table + rows), RecognitionOptions(period="2024"))
    assert [(one.name, one.unit) for one in data.indicators] == [
        ("Boden / Wald", "ar"),
        ("Boden / Wasser", "ar"),
        ("Boden / Wege", "ar"),
    ]
    assert data.title.startswith("Fläche: Orte")
    assert ("column 1", "ignored") in [(one.column, one.role) for one in data.decisions]


@pytest.mark.parametrize(("title", "known"), [("GENESIS-Tabelle: 12-34", ["0", "3"]), ("Tabelle: 12-34", ["3"])])
def test_the_dash_of_genesis_is_zero_and_its_point_is_not_known(title: str, known: list[str], tmp_path: Path) -> None:
    rows = "Nord;-;3;.\nSüd;45;25;15\nOst;35;25;10\n"
    data = read(tmp_path, f"{title}\nBoote\nRegion;2021;2022;2023\n{rows}")
    mine = data.observations[(data.observations["entity"] == "Nord") & (data.observations["value"] != "")]
    assert list(mine["value"]) == known
    assert any("“-” is 0" in choice for choice in data.choices) is (len(known) > 1)


def test_a_unit_at_the_other_end_of_the_line_of_a_title_is_that_of_all_values(tmp_path: Path) -> None:
    rows = [f"{31 + at},{2019 + at},{900 + at},{950 + 2 * at},{800 - at},{820 - at}" for at in range(6)]
    content = '表2-1　離島の人口：中位・高位の仮定,,,,,"（1,000人）"\n年　次,,中位,,高位,\n,,男,女,男,女\n' + "\n".join(
        rows
    )
    (table,) = opened(tmp_path, content)
    assert list(table.frame.columns)[2:] == ["中位 / 男", "中位 / 女", "高位 / 男", "高位 / 女"]
    data = recognise([table])
    assert {item.unit for item in data.indicators} == {"千人"}
    assert len(data.indicators) == 4, "the years of an era are no values"
    assert data.period.startswith("2019")
    (plain,) = opened(tmp_path, "Isle,2020,2021,2022,2023,(p)\nArran,1,2,3,4,5\nSkye,2,3,4,5,6\n")
    assert plain.frame.columns[0] == "Isle"

"""Texts with separators become tables of texts, and what was left out is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.draft.importing import open_tables, table_limits
from briefing.draft.raw_table import RawTable
from briefing.errors import InputError

ROWS = [["2021", "Arran", "4.6"], ["2022", "Arran", "4.7"], ["2021", "Skye", "10.0"]]


def opened(tmp_path: Path, content: str | bytes, name: str = "islands.csv") -> RawTable:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (table,) = open_tables([path])
    return table


def cells(table: RawTable) -> list[list[str]]:
    return [list(row) for row in table.frame.itertuples(index=False)]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_every_separator_is_found(sign: str, tmp_path: Path) -> None:
    table = opened(tmp_path, "\n".join(sign.join(row) for row in [["year", "island", "rate"], *ROWS]))
    assert list(table.frame.columns) == ["year", "island", "rate"]
    assert cells(table) == ROWS
    assert list(table.frame.index) == [2, 3, 4]
    assert table.counted == "line"


@pytest.mark.parametrize("sign", ["|", "\t"])
def test_signs_within_labels_cut_no_lines_below_a_head_that_commas_cut(sign: str, tmp_path: Path) -> None:
    labels = [[*row, f"Boats {sign} {row[1]}"] for row in ROWS * 10]
    table = opened(tmp_path, "\n".join(",".join(row) for row in [["year", "island", "rate", "label"], *labels]))
    assert list(table.frame.columns) == ["year", "island", "rate", "label"]
    assert [row[:3] for row in cells(table)] == ROWS * 10


def test_a_title_and_decimals_with_commas_leave_a_table_its_own_signs(tmp_path: Path) -> None:
    rows = "\n".join("|".join(row).replace(".", ",") for row in [["year", "island", "rate"], *ROWS])
    table = opened(tmp_path, f"Rates of islands, in %\n\n{rows}\n")
    assert list(table.frame.columns) == ["year", "island", "rate"]


def test_tabs_that_fill_up_the_cells_of_commas_cut_nothing(tmp_path: Path) -> None:
    padded = "\n".join("\t,".join([*row, ""]) for row in [["year", "island", "rate"], *ROWS])
    table = opened(tmp_path, f"Database: ferries \n{padded}\n")
    assert list(table.frame.columns)[:3] == ["year", "island", "rate"]
    assert [row[:3] for row in cells(table)] == ROWS


@pytest.mark.parametrize("last", ["2023p", "2023 (e)", "2023"])
def test_a_year_with_a_flag_is_a_head(last: str, tmp_path: Path) -> None:
    table = opened(tmp_path, f"Table 4. Landings (tonnes)\n\nItem,2021,2022,{last}\nCod,4,5,6\nHerring,7,8,9\n")
    assert list(table.frame.columns) == ["Item", "2021", "2022", last]
    values = opened(tmp_path, "Cod,4,5,6p\nHerring,7,8,9\nSprat,1,2,3\n", "other.csv")
    assert len(values.frame) == 3, "values with a flag are no head"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
def test_every_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    table = opened(tmp_path, "année;Région\n2021;Île-de-France\n2022;Rhône\n".encode(encoding))
    assert list(table.frame.columns) == ["année", "Région"]
    assert cells(table) == [["2021", "Île-de-France"], ["2022", "Rhône"]]
    assert [omission.reason[:26] for omission in table.omissions] == ["its letters are read as cp"] * (
        encoding in ("cp1252", "latin-1")
    )


def test_chinese_is_read(tmp_path: Path) -> None:
    assert cells(opened(tmp_path, "年份,地区,人口\n2021,全国,3\n".encode("gb18030"))) == [["2021", "全国", "3"]]


def test_a_text_without_a_table_is_refused_with_a_fix(tmp_path: Path) -> None:
    for content, what in [
        (b"", "the file is empty"),
        (b"\n \n", "there is nothing in it"),
        (b"\x00\x01\x7f\x03" * 9, "this is no text and no table that is known"),
        ("год;город\n2021;Москва\n".encode("cp1251"), "the encoding of the text cannot be known"),
        (b'year;rate\n2021;"4\n2022;3\n', "a quotation mark is never closed"),
        (b'{"rows": [1, 2', "this is no JSON"),
        (b'{"rows": 3}', "the JSON holds no list of records"),
        (b"PK\x03\x04 xl/ damaged", "this is no XLSX workbook"),
    ]:
        with pytest.raises(InputError, match=what) as raised:
            opened(tmp_path, content)
        assert all(finding.fix and "islands.csv" in finding.where for finding in raised.value.findings)
    with pytest.raises(InputError, match="the file is missing"):
        open_tables([tmp_path / "none.csv"])
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(InputError, match="the file has 2,000 MB, and at most 50 MB are read"):
        open_tables([tmp_path / "large.csv"])


def test_a_table_that_is_too_large_is_refused_with_what_can_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = ",".join(f"c{at}" for at in range(5000))
    with pytest.raises(InputError, match="the table has 5,000 columns, and at most 2,000 are read") as raised:
        opened(tmp_path, f"{wide}\n{wide.replace('c', '')}\n")
    assert "long" in raised.value.findings[0].fix
    monkeypatch.setattr(table_limits, "MOST_ROWS", 3)
    with pytest.raises(InputError, match="the table has more than 3 rows") as raised:
        opened(tmp_path, "year,rate\n" + "2021,1\n" * 4)
    assert "--query" in raised.value.findings[0].fix


def test_words_above_and_below_a_table_are_no_rows(tmp_path: Path) -> None:
    table = opened(
        tmp_path,
        "Islands, population\n# thousand persons\n\nyear,,Arran,Skye,\n2021,,4.6,10\n\n2022,,4.7,,\nyear,,Arran,Skye\n"
        "2023,,4.8,9,7\n2024,,4.8\n\n* Estimated, in part\nSource: Register, 2024\n",
    )
    assert table.title == "Islands, population\nthousand persons"
    assert table.footnotes == ("* Estimated, in part", "Source: Register, 2024")
    assert list(table.frame.columns) == ["year", "Arran", "Skye"]
    assert cells(table) == [["2021", "4.6", "10"], ["2022", "4.7", ""], ["2024", "4.8", ""]]
    assert {omission.where: omission.reason for omission in table.omissions} == {
        "islands.csv, line 8": "the head again",
        "islands.csv, line 9": "more cells than the 4 of the head: left out",
        "islands.csv, line 10": "the line is short: its last cells count as empty",
    }


def test_two_rows_of_heads_are_joined(tmp_path: Path) -> None:
    table = opened(
        tmp_path, "island,population,,area,\n,2020,2021,2020,2021\nArran,4.6,4.7,432,432\nSkye,10,9.9,1656,1656\n"
    )
    assert list(table.frame.columns) == [
        "island",
        "population / 2020",
        "population / 2021",
        "area / 2020",
        "area / 2021",
    ]
    assert len(table.frame) == 2


def test_a_row_below_years_names_the_columns_that_have_no_head(tmp_path: Path) -> None:
    named = opened(tmp_path, ",,2020,2021\nisland,flow,,\nArran,births,4.6,4.7\nSkye,births,10,9.9\n")
    assert list(named.frame.columns) == ["island", "flow", "2020", "2021"]
    assert len(named.frame) == 2
    group = opened(tmp_path, "island,flow,2020,2021\nWest,coast,,\nArran,births,4.6,4.7\nSkye,births,10,9.9\n")
    assert len(group.frame) == 3, "where all columns have heads the row is one of the table"


@pytest.mark.parametrize(
    ("line", "publisher", "published", "url"),
    [
        ("Source: Register of Islands, 2024.", "Register of Islands, 2024", "", ""),
        ("Data Source,Register of Islands", "Register of Islands", "", ""),
        ("© Register of Islands; 2024", "Register of Islands; 2024", "", ""),
        ("资料来源：统计局", "统计局", "", ""),
        ("Sources: Register (https://islands.example/a).", "Register", "", "https://islands.example/a"),
        ("Source: Office of the Isles (provisional)", "Office of the Isles (provisional)", "", ""),
        ("Source: Office of the Isles. (p) provisional; n.a.: not available", "Office of the Isles", "", ""),
        ("Source: Office of St. Kilda: Register", "Office of St. Kilda: Register", "", ""),
        ("Last Updated Date,2024-06-28", "", "2024-06-28", ""),
        ("Sources differ between islands", "", "", ""),
    ],
)
def test_a_line_states_the_source(line: str, publisher: str, published: str, url: str, tmp_path: Path) -> None:
    table = opened(tmp_path, f"{line}\n\nyear,Arran,Skye\n2021,4.6,10\n2022,4.7,11\n")
    assert (table.source.publisher, table.source.published, table.source.url) == (publisher, published, url)
    assert len(table.frame) == 2


def test_a_line_above_that_states_the_source_is_no_title(tmp_path: Path) -> None:
    table = opened(tmp_path, "Isles by year\nSource: Register\n\nyear,Arran,Skye\n2021,4.6,10\n2022,4.7,11\n")
    assert (table.title, table.source.publisher) == ("Isles by year", "Register")
    differing = opened(tmp_path, "Sources differ between isles\n\nyear,Arran,Skye\n2021,4.6,10\n2022,4.7,11\n")
    assert differing.title == "Sources differ between isles"


def test_groups_and_numbers_in_heads_are_no_title_and_no_row(tmp_path: Path) -> None:
    weeks = "Islands by week;;;;;\n;;;;;\nNo;Year;Week;;;All\n;;1;2;3;\n1;2021;40;50;60;150\n2;2022;70;80;90;240\n"
    table = opened(tmp_path, weeks)
    assert table.title == "Islands by week"
    assert list(table.frame.columns) == ["No", "Year", "Week / 1", "Week / 2", "Week / 3", "All"]
    assert len(table.frame) == 2


def test_notes_cut_by_their_own_signs_are_no_rows(tmp_path: Path) -> None:
    table = opened(
        tmp_path, ";;men;women\n1950;May;4;5\n1950;June;6;7\n____;;;\nIn part;;;\n© Register;2022;;\nAs of May;;;\n"
    )
    assert cells(table) == [["1950", "May", "4", "5"], ["1950", "June", "6", "7"]]
    assert table.footnotes == ("____", "In part", "© Register, 2022", "As of May")


def test_a_part_of_a_head_that_another_repeats_is_left_out(tmp_path: Path) -> None:
    table = opened(tmp_path, "island,rate,rate,area\n,2020 rate,2021 rate,ha\nArran,1,2,3\nSkye,4,5,6\n")
    assert list(table.frame.columns) == ["island", "2020 rate", "2021 rate", "area / ha"]


def test_signs_that_nobody_can_see_are_reported(tmp_path: Path) -> None:
    table = opened(tmp_path, "year,island\n2021,A\x07rran\n2022,C\ufffdte\n")
    assert list(table.frame["island"]) == ["Arran", "C?te"]
    assert [str(omission.where) for omission in table.omissions] == [
        "islands.csv, line 2",
        "islands.csv, line 3",
    ]


def test_tables_below_each_other_are_tables_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "islands.csv"
    path.write_text(
        "Women\n\nyear,Arran,Skye\n2021,1,2\n2022,3,4\n\nyear,Arran,Skye\n2023,5,6\n\n"
        "Men\nyear,Arran,Skye\n2021,7,8\n2022,9,10\n\nisland,area,height\nArran,432,874\n"
        "Skye,1656,992\n\nSource: Register\n"
    )
    women, men, areas = open_tables([path])
    assert [table.part for table in (women, men, areas)] == ["Women", "Men", "table 3"]
    assert cells(women) == [["2021", "1", "2"], ["2022", "3", "4"], ["2023", "5", "6"]]
    assert [omission.reason for omission in women.omissions] == ["the head again"]
    assert cells(men) == [["2021", "7", "8"], ["2022", "9", "10"]]
    assert list(areas.frame.columns) == ["island", "area", "height"]
    assert areas.footnotes == ("Source: Register",)


def test_a_head_that_lacks_names_loses_no_row(tmp_path: Path) -> None:
    table = opened(tmp_path, "year,Arran\n2021,1,2\n2022,3,4\n2023,5,6\n2024,7\n")
    assert list(table.frame.columns) == ["year", "Arran", "column 3"]
    assert cells(table) == [["2021", "1", "2"], ["2022", "3", "4"], ["2023", "5", "6"], ["2024", "7", ""]]

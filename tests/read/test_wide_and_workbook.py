"""Wide tables and workbooks give the same observations as a long CSV."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import briefing
import briefing.read
from briefing.errors import install
from briefing.model.dataset import Observation
from briefing.read.source_table import as_text
from tests.read.small import change, messages

LONG = """\
indicator_id,entity,year,value,source_id
trees,Town,2020,100,OFFICE
trees,Town,2022,150,OFFICE
rain,Town,2021,640.5,OFFICE
rain,Town,2022,612.25,OFFICE
"""
WIDE: list[list[Any]] = [
    ["Indikator", "note", 2020, 2021, 2022, 2031],
    ["trees", "", 100, None, 150, 1],
    ["rain", "", None, 640.5, 612.25, 2],
]
SETTINGS = """
[tables.observations]
file = "{file}"
columns = {{ "Indikator" = "indicator_id" }}
wide = {{ years = [2019, 2024] }}
fill = {{ entity = "Town", source_id = "OFFICE" }}
"""


def observations(project: Path) -> list[Observation]:
    """The observations, without the lines on which they stand."""
    found = briefing.read.project(project).dataset.observations
    return sorted((replace(item, cell=None) for item in found), key=lambda item: (item.indicator, item.period))


@pytest.fixture
def long(small: Path) -> list[Observation]:
    (small / "breaks.csv").unlink()
    (small / "observations.csv").write_text(LONG, encoding="utf-8")
    found = observations(small)
    (small / "observations.csv").unlink()
    return found


def workbook(path: Path, rows: list[list[Any]], title: str = "Sheet1", extra: str = "") -> None:
    import openpyxl  # type: ignore[import-untyped]

    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if extra:
        book.create_sheet(extra, 0).append(["nothing"])
    book.save(path)


def settle(project: Path, text: str) -> None:
    with (project / "briefing.toml").open("a", encoding="utf-8") as file:
        file.write(text)


def write_csv(path: Path) -> None:
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in WIDE]
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(("file", "write"), [("wide.xlsx", lambda path: workbook(path, WIDE)), ("wide.csv", write_csv)])
def test_a_wide_table_equals_the_long_one(
    file: str, write: Callable[[Path], None], small: Path, long: list[Observation]
) -> None:
    write(small / file)
    settle(small, SETTINGS.format(file=file))
    assert observations(small) == long
    assert file in briefing.read.project(small).dataset.inputs


def test_a_wide_table_keeps_the_cell_of_each_value(small: Path, long: list[Observation]) -> None:
    workbook(small / "wide.xlsx", WIDE)
    settle(small, SETTINGS.format(file="wide.xlsx"))
    found = briefing.read.project(small).dataset.observations
    places = [(2, 2020), (2, 2022), (3, 2021), (3, 2022)]
    assert [str(item.cell) for item in found] == [f"wide.xlsx, line {line}, column {year}" for line, year in places]


def test_a_wrong_cell_of_a_wide_table_is_reported_by_its_heading(small: Path, long: list[Observation]) -> None:
    workbook(small / "wide.xlsx", [WIDE[0], ["trees", "", 100, "?", 150, 1], ["rian", "", None, 640.5, None, 2]])
    settle(small, SETTINGS.format(file="wide.xlsx"))
    found = messages(small)
    assert found[0].startswith("wide.xlsx, line 2, column 2021: '?' is not a number")
    assert found[1].startswith("wide.xlsx, line 3, column Indikator: the indicator 'rian' is unknown")


def test_a_workbook_named_like_its_table_needs_no_mapping(small: Path, long: list[Observation]) -> None:
    rows: list[list[Any]] = [line.split(",") for line in LONG.splitlines()]
    workbook(
        small / "observations.xlsx", [rows[0], *([*row[:2], int(row[2]), float(row[3]), row[4]] for row in rows[1:])]
    )
    assert observations(small) == long


def test_a_sheet_is_found_by_name_and_missed_by_name(small: Path, long: list[Observation]) -> None:
    workbook(small / "wide.xlsx", WIDE, "Figures", extra="Cover")
    settle(small, SETTINGS.format(file="wide.xlsx") + 'sheet = "Figures"\n')
    assert observations(small) == long
    change(small, "briefing.toml", '"Figures"', '"Figurs"')
    assert messages(small)[0] == "wide.xlsx: there is no sheet 'Figurs'\n  fix: did you mean 'Figures'?"


def test_a_formula_without_a_result_is_no_empty_cell(small: Path, long: list[Observation]) -> None:
    workbook(small / "wide.xlsx", [WIDE[0], ["trees", "", "=50+50", None, 150, 1]])
    settle(small, SETTINGS.format(file="wide.xlsx"))
    assert messages(small)[0].startswith("wide.xlsx, line 2, column 3: the formula has no saved result")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (2014.0, "2014"),
        (853.69, "853.69"),
        (None, ""),
        (True, "yes"),
        (dt.datetime(2024, 7, 17), "2024-07-17"),
    ],
)
def test_cells_are_read_as_spreadsheets_show_them(value: object, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"indicator_id,entity"])
def test_what_is_no_workbook_is_reported(content: bytes, small: Path) -> None:
    (small / "observations.csv").rename(small / "kept")
    (small / "observations.xlsx").write_bytes(content)
    assert messages(small)[0].startswith("observations.xlsx: this is no XLSX workbook")


def test_a_zip_that_is_no_workbook_is_reported(small: Path) -> None:
    (small / "observations.csv").unlink()
    with zipfile.ZipFile(small / "observations.xlsx", "w") as package:
        package.writestr("readme.txt", "nothing")
    assert messages(small)[0].startswith("observations.xlsx: the workbook cannot be read: KeyError")


def test_a_workbook_that_explodes_is_refused(small: Path) -> None:
    (small / "observations.csv").unlink()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"\0" * 201_000_000)
    (small / "observations.xlsx").write_bytes(packed.getvalue())
    assert messages(small)[0].startswith("observations.xlsx: the workbook unpacks to more than 200 MB")


def test_parquet_says_what_it_needs(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (small / "observations.csv").rename(small / "observations.parquet")
    assert messages(small)[0] == (
        f"observations.parquet: reading Parquet needs pyarrow\n  fix: {install('parquet')}, or save the table as CSV"
    )


def test_another_kind_of_file_is_reported(small: Path) -> None:
    (small / "observations.csv").rename(small / "observations.ods")
    settle(small, '\n[tables.observations]\nfile = "observations.ods"\n')
    assert messages(small)[0] == "observations.ods: a table cannot be read from .ods\n  fix: save it as .csv or .xlsx"


@pytest.mark.parametrize(
    ("mapping", "finding"),
    [
        ('columns = { "Years" = "year" }', "there is no column 'Years' to rename\n  fix: did you mean 'year'?"),
        ('columns = { "note" = "unit" }', "two columns are called 'unit'\n  fix: rename only one of them"),
        ('fill = { entity = "Town" }', "fill gives 'entity', which the table has too\n  fix: drop one of the two"),
        ("wide = { years = [2000, 2005] }", "no column is headed by a year from 2000 to 2005"),
    ],
)
def test_a_mapping_that_does_not_fit_is_reported(mapping: str, finding: str, small: Path) -> None:
    settle(small, f'\n[tables.observations]\nfile = "observations.csv"\n{mapping}\n')
    assert finding in messages(small)[0]


RENAMED = """
[tables.observations]
file = "wide.csv"
columns = { "When" = "year", "Visits (000)" = "library_visits", "Cycle paths, km" = "cycle_paths", "City" = "entity" }
wide = { across = { indicator_id = ["library_visits", "cycle_paths"] } }
fill = { source_id = "EXAMPLE" }
"""
NUMBERED = """
[tables.observations]
file = "years.csv"
columns = { "What" = "indicator_id", "First" = "2019", "Last" = "2023" }
wide = { years = [2019, 2023] }
fill = { source_id = "EXAMPLE" }
"""
ACROSS = """\
When,City,Visits (000),"Cycle paths, km"
2019,Example City,410,40.5
2020,Example City,250,
2021,Example City,330,62.0
2022,Example City,480,
2023,Example City,560,101.2
2019,Sample Town,390,
2023,Sample Town,430,
2019,Model Village,120,
2023,Model Village,135,
"""
YEARS = """\
What,entity,First,2020,2021,2022,Last
library_visits,Example City,410,250,330,480,560
cycle_paths,Example City,40.5,,62.0,,101.2
library_visits,Sample Town,390,,,,430
library_visits,Model Village,120,,,,135
"""


@pytest.mark.parametrize(
    ("file", "table", "settings", "place"),
    [
        ("wide.csv", ACROSS, RENAMED, "wide.csv, line 2, column Visits (000)"),
        ("years.csv", YEARS, NUMBERED, "years.csv, line 2, column First"),
    ],
)
def test_columns_across_that_are_renamed_are_cited_and_proved_by_their_headings(
    file: str, table: str, settings: str, place: str, starter: Path, tmp_path: Path
) -> None:
    (starter / "observations.csv").unlink()
    (starter / "datapackage.json").unlink()
    (starter / file).write_text(table, encoding="utf-8")
    settle(starter, settings)
    assert str(briefing.read.project(starter).dataset.observations[0].cell) == place
    assert briefing.build(starter, tmp_path / "out", only=("letter",)).findings == ()

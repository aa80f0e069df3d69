"""What the tables of a data edition hold."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import briefing
from briefing.data import accessible_workbook
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Series
from briefing.model.document import Document
from briefing.model.text import text
from tests.data.editions import EDITIONS, SHEETS_BEFORE, built, composed, tables, written
from tests.data.spreadsheet_rules import faults
from tests.proof.mutations.strangers import PROJECTS
from tests.thorough import examples


@pytest.mark.parametrize("name", EDITIONS)
def test_every_number_of_the_workbook_is_a_fact_of_the_ledger_with_its_digits(name: str) -> None:
    files = built(name)
    ledger = json.loads(files[".ledger.json"])
    book = openpyxl.load_workbook(io.BytesIO(files[".xlsx"]))
    cells = {
        (at, cell.coordinate): cell.value
        for at, sheet in enumerate(book, start=1)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    uses = {
        (use["page"], use["element"].removeprefix("value ")): use["fact"]
        for use in ledger["uses"]
        if use["element"].startswith("value ")
    }
    words = {(term["page"], term["element"], term["text"]) for term in ledger["terms"] if term["output"] == "data"}
    years = {place for place, value in cells.items() if (*place, str(value)) in words}
    assert cells.keys() - years == uses.keys()
    assert years.isdisjoint(uses)
    facts = ledger["facts"]
    for place in uses:
        value = cells[place]
        ratio = value / facts[uses[place]]["value"] if facts[uses[place]]["value"] else 1.0
        assert min(abs(ratio / 10.0**power - 1) for power in (0, 1, 2, -3, -4, -6)) < 1e-11, (place, uses[place])


def test_a_value_is_shown_with_the_decimals_that_were_published() -> None:
    book = openpyxl.load_workbook(io.BytesIO(built("prices")[".xlsx"]))
    sheet = book["Table_6"]
    shown = {(cell.value, cell.number_format) for (cell,) in sheet["B8:B40"]}
    assert {form for _, form in shown} == {"#,##0.00"}


def test_a_small_change_is_not_shown_as_zero() -> None:
    def tiny(chart: Chart) -> Chart:
        first = next(point for point in chart.series[0].points if point is not None)
        points = (replace(first, value=-0.0376624191827, measure="percent", unit="%", decimals=0),)
        return replace(chart, categories=chart.categories[:1], series=(Series("x", text("X"), points),), periods=(),
                       rows=(), columns=(), targets=(), breaks=(), level=None)  # fmt: skip

    (use,) = (use for use in written(with_chart(composed(PROJECTS["harbour"]), tiny)).trace.uses
              if use.place.element.startswith("value "))  # fmt: skip
    assert use.text == "-0.038"


@pytest.mark.parametrize("name", EDITIONS)
def test_the_csv_hold_what_the_workbook_holds(name: str) -> None:
    files = built(name)
    sheets = list(tables(files[".xlsx"]).items())[SHEETS_BEFORE - 1 :]
    with zipfile.ZipFile(io.BytesIO(files[".zip"])) as archive:
        descriptor = json.loads(archive.read("datapackage.json"))
        assert len(descriptor["resources"]) == len(sheets)
        for resource, (sheet, table) in zip(descriptor["resources"], sheets, strict=True):
            assert resource["worksheet"] == sheet
            head, *rows = csv.reader(io.StringIO(archive.read(resource["path"]).decode(), newline=""))
            assert [field["name"] for field in resource["schema"]["fields"]] == head == list(table.columns)
            for row, held in zip(rows, table.itertuples(index=False), strict=True):
                assert [same(*pair) for pair in zip(row, held, strict=True)] == [True] * len(row)


def test_the_sheet_of_sources_has_no_column_of_dates_that_no_source_has() -> None:
    made = composed(PROJECTS["harbour"])
    for read_on in ("2024-03-01", ""):
        sources = {key: replace(source, read_on=read_on) for key, source in made.sources.items()}
        heads = list(tables(written(replace(made, sources=sources)).files[".xlsx"]).values())[SHEETS_BEFORE - 2].columns
        assert len(heads) == (5 if read_on else 4)


def same(cell: str, value: object) -> bool:
    if isinstance(value, int | float):
        return float(cell) == value
    return cell == ("" if value in ("[x]", "[c]", "[z]") else value)


def test_the_package_is_read_by_the_project_that_reads_packages(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(built("lakes")[".zip"])) as archive:
        archive.extractall(tmp_path)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        numbers = [field["name"] for field in resource["schema"]["fields"] if field["type"] == "number"]
        table = pd.read_csv(tmp_path / resource["path"])
        assert numbers
        assert all(pd.api.types.is_numeric_dtype(table[name]) for name in numbers)


def test_years_are_years_in_the_package_and_months_are_texts() -> None:
    def periods(project: str) -> set[tuple[str, bool]]:
        with zipfile.ZipFile(io.BytesIO(built(project)[".zip"])) as archive:
            descriptor = json.loads(archive.read("datapackage.json"))
        fields = [field for resource in descriptor["resources"] for field in resource["schema"]["fields"]]
        return {(field["type"], field["name"] == "Period") for field in fields if field["type"] != "number"}

    assert ("year", True) in periods("harbour")
    assert ("year", True) not in periods("fuel")
    assert ("string", True) in periods("fuel")


def test_years_are_numbers_in_the_workbook_and_months_are_texts() -> None:
    def periods(project: str) -> set[type]:
        columns = [table["Period"] for table in tables(built(project)[".xlsx"]).values() if "Period" in table]
        return {type(value) for column in columns for value in column if not str(value).startswith("[")}

    assert int in periods("harbour")
    assert periods("fuel") == {str}


@pytest.mark.usefixtures("nothing_reused")
def test_the_same_edition_gives_the_same_bytes() -> None:
    document = composed(PROJECTS["harbour"])
    first, second = written(document).files, written(composed(PROJECTS["harbour"])).files
    assert first == second
    assert first[".xlsx"] == built("harbour")[".xlsx"]
    later = replace(document, edition=replace(document.edition, as_of=dt.date(2024, 1, 1)))
    assert written(later).files[".xlsx"] != first[".xlsx"]


def charts(document: Document) -> list[Chart]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]


def with_chart(document: Document, change: Callable[[Chart], Chart]) -> Document:
    """A document of one section, with its first chart changed."""
    part = document.parts[0]
    section = next(one for one in document.sections if any(isinstance(block, Chart) for block in one.blocks))
    (chart, *_) = (block for block in section.blocks if isinstance(block, Chart))
    changed = replace(section, blocks=(change(chart),))
    return replace(document, cover=None, parts=(replace(part, sections=(changed,)),))


@pytest.mark.parametrize("words", ["=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "\t=1", "a;=1"])
def test_a_text_of_the_data_never_becomes_a_formula(words: str) -> None:
    def named(chart: Chart) -> Chart:
        first, *others = chart.series
        return replace(chart, series=(replace(first, name=text(words)), *others), subtitle=text(words))

    files = written(with_chart(composed(PROJECTS["harbour"]), named)).files
    book = openpyxl.load_workbook(io.BytesIO(files[".xlsx"]))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    with zipfile.ZipFile(io.BytesIO(files[".zip"])) as archive:
        rows = csv.reader(io.StringIO(archive.read("table-01.csv").decode(), newline=""))
        cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]


@cache
def harbour() -> Document:
    return composed(PROJECTS["harbour"])


@settings(max_examples=examples(25), deadline=None)
@example(["", "0" * 25])
@example(["0" * 60, "1" * 60])
@given(st.lists(st.text(max_size=60), min_size=2, max_size=2))
def test_any_names_give_a_workbook_that_opens_and_rows_that_can_be_read(names: list[str]) -> None:
    def named(chart: Chart) -> Chart:
        first = chart.series[0]
        series = tuple(replace(first, key=f"s{at}", name=text(name)) for at, name in enumerate(names))
        return replace(chart, series=series, columns=(), targets=(), breaks=())

    files = written(with_chart(harbour(), named)).files
    found = faults(files[".xlsx"])
    assert [fault for fault in found if "special characters" not in fault] == []  # as a name may be "…"
    with zipfile.ZipFile(io.BytesIO(files[".zip"])) as archive:
        head, *rows = csv.reader(io.StringIO(archive.read("table-01.csv").decode(), newline=""))
        fields = json.loads(archive.read("datapackage.json"))["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == head
    assert {len(row) for row in rows} == {len(head)}


def test_two_series_of_one_name_have_two_heads() -> None:
    def alike(chart: Chart) -> Chart:
        first = chart.series[0]
        return replace(chart, series=(first, replace(first, key="other"), replace(first, key="third")))

    files = written(with_chart(composed(PROJECTS["harbour"]), alike)).files
    assert faults(files[".xlsx"]) == []


def test_an_edition_without_a_number_in_a_figure_says_so() -> None:
    document = composed(PROJECTS["harbour"])
    with pytest.raises(LayoutError, match="no figure of this edition has a number"):
        written(replace(document, cover=None, parts=()))


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        ("MOST_ROWS", 6, "a sheet has at most 6"),
        ("MOST_COLUMNS", 1, "a sheet has at most 1"),
        ("LONGEST_HEAD", 3, "Excel takes 3"),
        ("LONGEST_CELL", 2, "a cell has at most 2"),
    ],
)
def test_what_is_over_a_limit_of_excel_is_refused_with_its_section(
    limit: str, value: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accessible_workbook, limit, value)
    with pytest.raises(LayoutError, match=message) as error:
        written(composed(PROJECTS["harbour"]))
    assert any(finding.origin.startswith("section ") for finding in error.value.findings)


def test_a_name_longer_than_a_head_can_be_is_refused_as_it_is() -> None:
    def long(chart: Chart) -> Chart:
        first, *others = chart.series
        return replace(chart, series=(replace(first, name=text("x" * 256)), *others))

    with pytest.raises(LayoutError, match="has 273 characters, and Excel takes 255"):
        written(with_chart(composed(PROJECTS["harbour"]), long))


def test_values_that_are_marked_in_the_data_have_a_note_in_their_row() -> None:
    found = tables(built("gallery")[".xlsx"])
    (months,) = (table for table in found.values() if "Ferry passengers by month (thousand passengers)" in table)
    by_month = dict(zip(months["Period"], months["Notes"], strict=True))
    assert by_month["December 2023"] == "Provisional"
    assert by_month["March 2023"] == "not published"
    assert by_month["January 2023"] == "none"


def test_a_note_of_a_drawing_is_left_out_and_all_others_stay() -> None:
    book = openpyxl.load_workbook(io.BytesIO(built("gallery")[".xlsx"]))
    lines = [str(sheet.cell(row, 1).value) for sheet in book for row in range(1, 9)]
    assert not [line for line in lines if "Dashes" in line or "Hollow" in line or "without a column" in line]
    assert any("A value on a limit counts in the higher class" in line for line in lines)


def test_it_is_built_where_it_is_asked_for_alone(tmp_path: Path) -> None:
    build = briefing.build(PROJECTS["harbour"], tmp_path, only=["letter"])
    assert not [path for path in build.files if path.suffix in (".xlsx", ".zip")]

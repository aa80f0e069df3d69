"""The data edition: what its tables hold, and that everybody can read them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import briefing
from briefing import compose, read
from briefing.assets import asset
from briefing.data import accessible_workbook, write
from briefing.errors import LayoutError
from briefing.model.build_options import BuildOptions
from briefing.model.chart import Chart, Series
from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.text import text
from tests.conftest import ROOT
from tests.converting import converted
from tests.data.spreadsheet_rules import faults
from tests.once import once
from tests.programs import calc
from tests.proof.mutations.strangers import PROJECTS
from tests.zoo.foreign import zoo

EDITIONS = {
    "prices": (ROOT / "data" / "prices", "en"),
    "gallery": (asset("gallery"), "en"),
    "harbour": (PROJECTS["harbour"], "en"),
    "lakes": (PROJECTS["lakes"], "zh"),
    "fuel": (PROJECTS["fuel"], "en"),
}
DRAFTED = ("sea-level-monthly.csv", "gdp-top-economies.csv", "ecb-exr-usd-eur-monthly.sdmx.xml")
SHEETS_BEFORE = 4  # cover, contents, notes, sources


def composed(folder: Path, lang: str = "en") -> Document:
    project = read.project(folder, BuildOptions())
    return compose.compose(project, read.story(project.stories[lang]), lang)


def written(document: Document) -> Written:
    return write(document, read.theme(asset("themes") / "ink.toml"))


@once
def built(name: str) -> dict[str, bytes]:
    """The files of an edition by suffix; it has passed the proof."""
    folder, lang = EDITIONS[name]
    build = briefing.build(folder, shared_output(name), languages=(lang,), only=["data"])
    return {path.name.partition(f".{lang}")[2]: path.read_bytes() for path in build.files}


def shared_output(name: str) -> Path:
    from tests.once import shared_folder

    return shared_folder(f"data-{name}")


def tables(data: bytes) -> dict[str, pd.DataFrame]:
    """The tables of a workbook by the name of their sheet, as openpyxl reads them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = {}
    for sheet in book:
        for table in sheet.tables.values():
            head, *rows = sheet[table.ref]
            found[sheet.title] = pd.DataFrame(
                [[cell.value for cell in row] for row in rows], columns=[cell.value for cell in head], dtype=object
            )
    return found


@pytest.mark.parametrize("name", EDITIONS)
def test_it_keeps_the_rules_of_accessible_spreadsheets(name: str) -> None:
    assert faults(built(name)[".xlsx"]) == []


@pytest.mark.parametrize("name", DRAFTED)
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


def refused_by_offices(data: bytes, folder: Path) -> str:
    """What the library of statistics offices does not take of a workbook."""
    path = folder / "edition.xlsx"
    path.write_bytes(data)
    command = [sys.executable, "-m", "tests.data.statistics_offices", str(path)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("name", [name for name, (_, lang) in EDITIONS.items() if lang == "en"])
def test_the_library_of_statistics_offices_takes_every_table(name: str, tmp_path: Path) -> None:
    # not of the Chinese editions: for it a cell without a Latin letter has special characters alone
    assert refused_by_offices(built(name)[".xlsx"], tmp_path) == ""


def test_the_library_of_statistics_offices_refuses_an_empty_cell_and_two_equal_heads(tmp_path: Path) -> None:
    for breach in (_blank, _twice, _signs_in_table):
        book = openpyxl.load_workbook(io.BytesIO(built("harbour")[".xlsx"]))
        breach(book)
        out = io.BytesIO()
        book.save(out)
        assert "Table_1" in refused_by_offices(out.getvalue(), tmp_path)


def _signs_in_table(book: Any) -> None:
    sheet = book.worksheets[4]
    (table,) = sheet.tables.values()
    sheet[table.ref][1][0].value = "***"


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
    assert cells.keys() == uses.keys()
    facts = ledger["facts"]
    for place, value in cells.items():
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


@settings(max_examples=25, deadline=None)
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
    assert not [line for line in lines if "Dashes" in line or "Hollow" in line or "column have no value" in line]
    assert any("A value on a bound is in the higher class" in line for line in lines)


def test_it_is_built_where_it_is_asked_for_alone(tmp_path: Path) -> None:
    build = briefing.build(PROJECTS["harbour"], tmp_path, only=["letter"])
    assert not [path for path in build.files if path.suffix in (".xlsx", ".zip")]


@pytest.mark.parametrize("name", ["lakes", "gallery"])
def test_libreoffice_opens_every_sheet_with_the_same_values(name: str, tmp_path: Path) -> None:
    calc()
    path = tmp_path / "edition.xlsx"
    path.write_bytes(built(name)[".xlsx"])
    (saved,) = converted([path], "ods", tmp_path, "open the data edition")
    ours = pd.read_excel(path, sheet_name=None, header=None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = pd.read_excel(
            converted([saved], "xlsx:Calc MS Excel 2007 XML", tmp_path / "again")[0], None, header=None
        )
    assert list(ours) == list(theirs)
    for sheet, table in ours.items():
        pd.testing.assert_frame_equal(table, theirs[sheet], check_dtype=False, obj=str(sheet))

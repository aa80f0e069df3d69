"""What the proof finds in a data edition that was changed: every kind of fault by the rule that is meant for it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from msgspec import Struct

import briefing
from briefing.assets import asset
from briefing.pipeline.outputs import READERS
from briefing.proof.proof_report import Report, proved
from tests.once import once, shared_folder


@once
def built() -> dict[str, bytes]:
    """The gallery's data edition."""
    build = briefing.build(asset("gallery"), shared_folder("data-proof"), only=["data"])
    return {path.name: path.read_bytes() for path in build.files}


def proof(files: dict[str, bytes], folder: Path) -> Report:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return proved([folder], project=asset("gallery"), readers=READERS)


def test_a_data_edition_as_it_was_built_has_no_finding(tmp_path: Path) -> None:
    assert proof(built(), tmp_path).findings == ()


def cells(book: Any) -> list[Any]:
    """The numbers of the tables, years included, in order."""
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]


def values(book: Any) -> list[Any]:
    """The numbers of the tables that are facts, in order."""
    return [cell for cell in cells(book) if cell.column > 1]


def _year(book: Any) -> Any:
    return next(cell for cell in cells(book) if cell.column == 1 and cell.number_format == "0")


def table(book: Any, words: str) -> Any:
    """The sheet of the table whose title has these words."""
    return next(sheet for sheet in book if words in str(sheet["A1"].value))


class Fault(Struct, frozen=True):
    """A change of the workbook, the rule that finds it and words of its finding."""

    rule: str
    words: str
    change: Callable[[Any], object]


def _exchange(book: Any) -> None:
    sheet = table(book, "Wind and solar together")
    (own,) = sheet.tables.values()
    _, first, *_ = sheet[own.ref]
    first[1].value, first[2].value = first[2].value, first[1].value


def _note(book: Any, old: str, new: str, *, last: bool = False) -> None:
    cells = (cell for sheet in book.worksheets[4:] for row in sheet.iter_rows() for cell in row)
    found = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(old)]
    cell = found[-1 if last else 0]
    cell.value = cell.value.replace(old, new)


def _set(cell: Any, value: object) -> None:
    cell.value = value


def _source(book: Any, how: str) -> None:
    sheet = book.worksheets[3]
    if how == "gone":
        sheet.delete_rows(5)
        return
    sheet.cell(sheet.max_row, 1).value = "Somebody else"


FAULTS = {
    "a value raised": Fault(
        "data-values", "96.096 is not wind.at(2014)", lambda book: _set(values(book)[0], values(book)[0].value * 1.001)
    ),
    "a value as text": Fault("data-values", "the cell holds '41.6'", lambda book: _set(values(book)[3], "41.6")),
    "a value gone": Fault("data-values", "the cell holds None", lambda book: _set(values(book)[3], None)),
    "two values exchanged": Fault("data-values", "330 is not clean.at(2019)", _exchange),
    "a value more": Fault(
        "data-values",
        "12 is no number of the ledger",
        lambda book: _set(table(book, "Wind and solar together")["H9"], 12),
    ),
    "another year": Fault(
        "data-values", "2015 is no number of the ledger", lambda book: _set(_year(book), _year(book).value + 1)
    ),
    "a number in a title": Fault(
        "data-texts",
        "'98' in “Rose 98-fold” cannot be traced",
        lambda book: _set(book.worksheets[5]["A1"], "Rose 98-fold"),
    ),
    "a bound without its note": Fault(
        "data-notes", "pumps.at(2017) is marked, and has no note", lambda book: _note(book, "Approximate", "none")
    ),
    "a bound with the other note": Fault(
        "data-notes", "is ≥ 3000, and its note does not say so", lambda book: _note(book, "Lower bound", "Upper bound")
    ),
    "a status without its note": Fault(
        "data-notes",
        "passengers.at('2023-12') is marked, and has no note",
        lambda book: _note(book, "Provisional", "none", last=True),
    ),
    "the status of a place without its note": Fault(
        "data-notes", "has the status P, and its note does", lambda book: _note(book, "Provisional", "none")
    ),
    "a source gone": Fault(
        "data-sources", "Yearbook of Port Alder 2020, is not listed", lambda book: _source(book, "gone")
    ),
    "a source more": Fault(
        "data-sources", "Somebody else, Ferries of the coast 2018, is no source", lambda book: _source(book, "more")
    ),
    "a formula": Fault("data-active", "it has 1 formulas", lambda book: _set(book.worksheets[5]["A2"], "=1+1")),
    "a hidden sheet": Fault(
        "data-active", "the sheet is hidden", lambda book: setattr(book.worksheets[3], "sheet_state", "hidden")
    ),
}


# The faults of one workbook, of which none stands in the place of another: each has a finding in its own words.
TOGETHER = [list(FAULTS)[at::3] for at in range(3)]


@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: f"{names[0]} and others")
def test_a_fault_of_the_workbook_is_found(names: list[str], tmp_path: Path) -> None:
    files = dict(built())
    (workbook,) = (file for file in files if file.endswith(".xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(files[workbook]))
    for name in names:
        FAULTS[name].change(book)
    out = io.BytesIO()
    book.save(out)
    findings = proof({**files, workbook: out.getvalue()}, tmp_path).findings
    assert [one.severity for one in findings if one.rule == "edition-changed"] == ["warning"]
    found = {
        name: [one.severity for one in findings if one.rule == fault.rule and fault.words in one.what]
        for name, fault in FAULTS.items()
    }
    assert found == {name: ["error"] if name in names else [] for name in FAULTS}


def test_a_workbook_that_another_program_saved_without_a_change_has_no_error(tmp_path: Path) -> None:
    files = dict(built())
    (workbook,) = (file for file in files if file.endswith(".xlsx"))
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(files[workbook])).save(out)
    report = proof({**files, workbook: out.getvalue()}, tmp_path)
    assert {one.rule for one in report.findings} == {"edition-changed"}


def package(change: Callable[[dict[str, Any], dict[str, list[list[str]]]], None], *, rehash: bool = True) -> bytes:
    """The package of CSV, its descriptor and tables changed."""
    from hashlib import sha256

    (name,) = (file for file in built() if file.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(built()[name])) as archive:
        files = {file: archive.read(file).decode() for file in archive.namelist()}
    descriptor = json.loads(files.pop("datapackage.json"))
    tables = {file: list(csv.reader(io.StringIO(text, newline=""))) for file, text in files.items()}
    change(descriptor, tables)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for file, rows in tables.items():
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            archive.writestr(file, text.getvalue())
            for resource in descriptor["resources"]:
                if resource["path"] == file and rehash:
                    resource["hash"] = f"sha256:{sha256(text.getvalue().encode()).hexdigest()}"
        archive.writestr("datapackage.json", json.dumps(descriptor))
    return out.getvalue()


def _value(descriptor: dict[str, Any], tables: dict[str, list[list[str]]]) -> None:
    tables["table-04.csv"][1][1] = "299"


def _gone(descriptor: dict[str, Any], tables: dict[str, list[list[str]]]) -> None:
    tables["table-04.csv"][1][1] = ""


def _exchanged(descriptor: dict[str, Any], tables: dict[str, list[list[str]]]) -> None:
    row = tables["table-04.csv"][1]
    row[1], row[2] = row[2], row[1]


def _lost_row(descriptor: dict[str, Any], tables: dict[str, list[list[str]]]) -> None:
    tables["table-04.csv"].pop()


def _formula(descriptor: dict[str, Any], tables: dict[str, list[list[str]]]) -> None:
    tables["table-04.csv"][0][0] = "=1+1"
    descriptor["resources"][3]["schema"]["fields"][0]["name"] = "=1+1"


def _head(descriptor: dict[str, Any], tables: dict[str, list[list[str]]]) -> None:
    tables["table-04.csv"][0][1] = "Another"


def _lost_table(descriptor: dict[str, Any], tables: dict[str, list[list[str]]]) -> None:
    tables.pop("table-04.csv")


def _publisher(descriptor: dict[str, Any], tables: dict[str, list[list[str]]]) -> None:
    descriptor["sources"][0]["title"] = "Somebody else"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (_value, "data-values"),
        (_gone, "data-values"),
        (_exchanged, "data-values"),
        (_lost_row, "data-values"),
        (_formula, "data-values"),
        (_head, "data-values"),
        (_lost_table, "data-values"),
        (_publisher, "data-sources"),
    ],
    ids=lambda item: getattr(item, "__name__", str(item)),
)
def test_a_fault_of_the_package_is_found(
    change: Callable[[dict[str, Any], dict[str, list[list[str]]]], None], rule: str, tmp_path: Path
) -> None:
    files = dict(built())
    (name,) = (file for file in files if file.endswith(".zip"))
    found = {one.rule: one.severity for one in proof({**files, name: package(change)}, tmp_path).findings}
    assert found == {"edition-changed": "warning", rule: "error"}


def test_a_table_that_its_descriptor_does_not_describe_is_found(tmp_path: Path) -> None:
    files = dict(built())
    (name,) = (file for file in files if file.endswith(".zip"))
    changed = package(lambda descriptor, tables: tables["table-04.csv"][0].reverse(), rehash=False)
    assert "not the file that the descriptor describes" in str(proof({**files, name: changed}, tmp_path))


@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive", "an empty archive"])
def test_what_is_no_data_edition_is_found(suffix: str, content: bytes | str, tmp_path: Path) -> None:
    files = dict(built())
    (name,) = (file for file in files if file.endswith(suffix))
    if isinstance(content, str):
        out = io.BytesIO()
        zipfile.ZipFile(out, "w").close()
        content = out.getvalue()
    found = {(one.rule, one.severity) for one in proof({**files, name: content}, tmp_path).findings}
    assert found == {("file-unreadable", "error")}

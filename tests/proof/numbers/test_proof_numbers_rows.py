"""Cells of Parquet files and of folders are read again by their rows; those of a query cannot be, and that is told."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.numbers import left_out
from briefing.proof.numbers.raw_cells import CELL, check
from briefing.proof.proving import prove
from briefing.proof.reading import parquet_rows, table_rows
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import Ledger
from tests.programs import missing
from tests.proof.numbers.sample import cell, fact, ledger

HEAD = ("indicator_id", "entity", "year", "value", "source_id", "qualifier")
ROWS: list[tuple[object, ...]] = [
    ("trees", "Town", 2014, 48.2, "OFFICE", "="),
    ("trees", "Town", 2023, 262.9, "OFFICE", None),
]
ANSWER = "briefing.toml tables.observations, answer row {}, column value"


def placed(place: str, first: int = 1, last: int = 2, entity: str = "Town") -> Ledger:
    cells = (
        cell(2014, 48.2, cell=place.format(first), entity=entity),
        cell(2023, 262.9, cell=place.format(last), entity=entity),
    )
    return ledger(
        facts={
            "trees.first": fact(48.2, "48.2", cells[0], unit="trees"),
            "trees.last": fact(262.9, "262.9", cells[1], unit="trees"),
            "trees.multiple": fact(5.45435684647, "262.9 / 48.2", *cells),
        }
    )


def found(given: Ledger, folder: Path) -> list[ProofFinding]:
    return list(check(Evidence((), given, "l", Tables(folder))))


def parquet(
    path: Path, rows: list[tuple[object, ...]], row_group_size: int = 1, drop: str = "", head: tuple[str, ...] = HEAD
) -> None:
    if find_spec("pyarrow") is None:
        missing("pyarrow is not installed", "prove cells of Parquet")
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    path.parent.mkdir(parents=True, exist_ok=True)
    made = [{name: value for name, value in zip(head, row, strict=True) if name != drop} for row in rows]
    pq.write_table(pa.Table.from_pylist(made), path, row_group_size=row_group_size)


@pytest.mark.parametrize("row_group_size", [1, 10])
def test_a_right_ledger_is_silent(tmp_path: Path, row_group_size: int) -> None:
    parquet(tmp_path / "observations.parquet", ROWS, row_group_size)
    assert found(placed("observations.parquet, row {}, column value"), tmp_path) == []


CHANGES: list[tuple[int, object, str]] = [
    (3, 262.8, "the cell holds '262.8'"),
    (3, None, "the cell holds ''"),
    (2, 2022, "its row does not say 2023"),
    (1, "City", "its row does not say Town"),
    (4, "CLUB", "its row does not say OFFICE"),
    (5, "≥", "its row says ≥, not ="),
]


@pytest.mark.parametrize(("column", "value", "given"), CHANGES)
@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_cell_that_says_something_else_is_found(
    tmp_path: Path, kind: str, column: int, value: object, given: str
) -> None:
    changed = [ROWS[0], (*ROWS[1][:column], value, *ROWS[1][column + 1 :])]
    path = tmp_path / "observations" / f"part-1.{kind}"
    if kind == "parquet":
        parquet(path, changed)
    else:
        csv(path, changed)
    findings = found(placed(f"observations/part-1.{kind}, row {{}}, column value"), tmp_path)
    assert {one.rule for one in findings} == {CELL.id}
    assert given in findings[0].what


def csv(path: Path, rows: list[tuple[object, ...]], head: tuple[str, ...] = HEAD) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [",".join("" if cell is None else f'"{cell}"' for cell in row) for row in [head, *rows]]
    path.write_text("\ufeff" + "\n\n".join(lines), encoding="utf-8")


def test_a_cell_that_stands_in_many_rows_is_one_object(tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text("entity,value\nNew Town,48.2\nNew Town,262.9\n", encoding="utf-8")
    _, (first, second) = Tables(tmp_path).lines("observations.csv")
    assert first[0] is second[0]
    assert (*first, *second) == ("New Town", "48.2", "New Town", "262.9")


def test_rows_of_a_csv_are_counted_without_empty_lines(tmp_path: Path) -> None:
    csv(tmp_path / "observations" / "part-1.csv", [(*ROWS[0][:5], "=\n"), ROWS[1]])
    assert found(placed("observations/part-1.csv, row {}, column value"), tmp_path) == []


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_blanks_around_and_within_words_do_not_count(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "observations" / f"part-1.{kind}"
    rows = [(" trees", "Green\t Town ", *row[2:4], "OFFICE\n", row[5]) for row in ROWS]
    head = (" indicator_id", "entity", "year", "value ", "source_id", "qualifier")
    if kind == "csv":
        csv(path, rows, head)
    else:
        parquet(path, rows, head=head)
    place = f"observations/part-1.{kind}, row {{}}, column value"
    assert found(placed(place, entity="Green Town"), tmp_path) == []
    assert "its row does not say Green\u00a0Town" in found(placed(place, entity="Green\u00a0Town"), tmp_path)[0].what
    assert "its row does not say Greentown" in found(placed(place, entity="Greentown"), tmp_path)[0].what


def test_what_a_folders_name_says_belongs_to_the_row(tmp_path: Path) -> None:
    parquet(tmp_path / "observations" / "entity=Town" / "part.parquet", ROWS, drop="entity")
    assert found(placed("observations/entity=Town/part.parquet, row {}, column value"), tmp_path) == []
    (tmp_path / "observations" / "entity=Town").rename(tmp_path / "observations" / "entity=City")
    findings = found(placed("observations/entity=City/part.parquet, row {}, column value"), tmp_path)
    assert "its row does not say Town" in findings[0].what


def test_rows_that_are_not_there_and_files_that_are_gone_or_damaged_are_found(tmp_path: Path) -> None:
    parquet(tmp_path / "observations.parquet", ROWS)
    given = placed("observations.parquet, row {}, column value", last=3)
    assert "its table has no such cell" in found(given, tmp_path)[0].what
    (tmp_path / "observations.parquet").write_bytes(b"PAR1")
    assert "its table has no such cell" in found(given, tmp_path)[0].what
    (tmp_path / "observations.parquet").unlink()
    assert "observations.parquet is missing" in found(given, tmp_path)[0].what
    (tmp_path / "in").mkdir()
    parquet(tmp_path / "observations.parquet", ROWS)
    assert "is missing" in found(placed("../observations.parquet, row {}, column value"), tmp_path / "in")[0].what


def test_only_row_groups_with_a_row_that_is_named_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet(tmp_path / "observations.parquet", [*[ROWS[0]] * 50, *ROWS], 10)
    read: list[int] = []
    group = parquet_rows._of_group

    def noted(file: Any, number: int, first: int, numbers: list[int]) -> Any:
        read.append(number)
        return group(file, number, first, numbers)

    monkeypatch.setattr(parquet_rows, "_of_group", noted)
    assert found(placed("observations.parquet, row {}, column value", 51, 52), tmp_path) == []
    assert read == [5]


def test_a_query_is_not_asked_again_and_that_is_reported(tmp_path: Path) -> None:
    given = placed(ANSWER)
    assert found(given, tmp_path) == []
    words = "briefing.toml tables.observations is a query, which is not asked again: its values are those of the ledger"
    assert left_out(Evidence((), given, "l", Tables(tmp_path))) == (words,)
    assert left_out(Evidence((), given, "l", None)) == ()


def test_formulas_of_a_query_are_still_worked_out(tmp_path: Path) -> None:
    given = placed(ANSWER)
    wrong = ledger(facts={**given.facts, "trees.last": fact(263, "262.9", given.facts["trees.last"].records[0])})
    assert found(wrong, tmp_path)


def test_without_pyarrow_cells_of_parquet_are_reported_as_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "observations.parquet").write_bytes(b"")
    monkeypatch.setattr(table_rows, "find_spec", lambda name: None)
    given = placed("observations.parquet, row {}, column value")
    assert found(given, tmp_path) == []
    words = "pyarrow is missing: the cells of observations.parquet were not read again"
    assert left_out(Evidence((), given, "l", Tables(tmp_path))) == (words,)


def test_words_in_a_small_parquet_table_are_read(tmp_path: Path) -> None:
    parquet(tmp_path / "sources.parquet", [("OFFICE", "Office", 2023, 1.5, "b", None)])
    assert Tables(tmp_path).rows("sources.csv") == [
        {
            "indicator_id": "OFFICE",
            "entity": "Office",
            "year": "2023",
            "value": "1.5",
            "source_id": "b",
            "qualifier": "",
        }
    ]


def test_the_whole_proof_says_what_it_left_out(tmp_path: Path) -> None:
    import msgspec

    data = msgspec.json.encode(placed(ANSWER))
    assert any("is a query" in words for words in prove({}, ("l", data), Tables(tmp_path)).done)

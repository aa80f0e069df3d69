"""Facts rest on the cells of the dataset, and are printed rightly rounded, alike everywhere, with a source."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook  # type: ignore[import-untyped]

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.numbers.raw_cells import CELL, FORMULA, UNSOURCED, VALUE, check, left_out
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import Ledger, Use
from tests.proof.numbers.sample import FACTS, USES, cell, fact, ledger

LONG = "indicator_id,entity,year,value,source_id\ntrees,Town,2014,48.2,OFFICE\ntrees,Town,2023,262.9,OFFICE\n"
WIDE = "place,2014,2023\nTown,48.2,262.9\n"
FILLED = '[tables.observations]\nfile = "wide.csv"\nfill = { indicator_id = "trees", source_id = "OFFICE" }\n'


def found(given: Ledger, folder: Path | None = None) -> list[ProofFinding]:
    return list(check(Evidence((), given, "l", Tables(folder) if folder else None)))


def rules(given: Ledger, folder: Path | None = None) -> list[str]:
    return [one.rule for one in found(given, folder)]


def placed(first: str, last: str) -> Ledger:
    cells = cell(2014, 48.2, cell=first), cell(2023, 262.9, cell=last)
    facts = {
        "trees.first": fact(48.2, "48.2", cells[0], unit="trees"),
        "trees.last": fact(262.9, "262.9", cells[1], unit="trees"),
        "trees.multiple": fact(5.45435684647, "262.9 / 48.2", *cells),
    }
    return ledger(facts=facts)


LINES = placed("observations.csv, line 2, column value", "observations.csv, line 3, column value")


def test_a_right_ledger_is_silent(tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text(LONG, encoding="utf-8")
    assert rules(ledger()) == rules(LINES, tmp_path) == []


@pytest.mark.parametrize(
    ("written", "held", "wrong"),
    [
        ("125.0000000000125", 125.000000000012, []),
        ("125.0000000000125", 125.000000000013, []),
        ("125.0000000000125", 125.000000000014, [CELL.id]),
        ("154.97", 154.970000000001, [CELL.id]),
    ],
)
def test_a_half_in_the_sixteenth_digit_is_rounded_either_way(
    written: str, held: float, wrong: list[str], tmp_path: Path
) -> None:
    (tmp_path / "observations.csv").write_text(LONG.replace("48.2", written), encoding="utf-8")
    place = cell(2014, held, cell="observations.csv, line 2, column value")
    facts = {"trees.first": fact(held, str(held), place, unit="trees")}
    assert rules(ledger(facts=facts, uses=()), tmp_path) == wrong


def test_a_wide_table_and_a_workbook_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text(FILLED, encoding="utf-8")
    (tmp_path / "wide.csv").write_text(WIDE, encoding="utf-8")
    wide = placed("wide.csv, line 2, column 2014", "wide.csv, line 2, column 2023")
    assert rules(wide, tmp_path) == []
    book = Workbook()
    for line in LONG.splitlines():
        book.active.append([float(item) if item.replace(".", "").isdecimal() else item for item in line.split(",")])
    book.save(tmp_path / "observations.xlsx")
    sheet = placed("observations.xlsx, line 2, column value", "observations.xlsx, line 3, column value")
    assert rules(sheet, tmp_path) == []
    book.active["D3"] = 262.8
    book.save(tmp_path / "observations.xlsx")
    assert rules(sheet, tmp_path) == [CELL.id]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("262.9", "262.8", "the cell holds '262.8'"),
        ("262.9", "n/a", "the cell holds 'n/a'"),
        ("2023", "2022", "its row does not say 2023"),
        ("262.9,OFFICE", "262.9,CLUB", "its row does not say OFFICE"),
        ("trees,Town,2023,262.9,OFFICE\n", "", "its table has no such cell"),
        ("value", "worth", "its table has no such cell"),
    ],
)
def test_a_cell_that_says_something_else_is_found(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / "observations.csv").write_text(LONG.replace(old, new), encoding="utf-8")
    findings = found(LINES, tmp_path)
    assert {one.rule for one in findings} == {CELL.id}
    assert any(message in one.what for one in findings)


def test_a_table_that_is_gone_is_found_and_one_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    assert "is missing" in found(LINES, tmp_path)[0].what
    (tmp_path / "observations.csv").write_text(LONG, encoding="utf-8")
    (tmp_path / "in").mkdir()
    outside = placed("../observations.csv, line 2, column value", "../observations.csv, line 3, column value")
    assert "is missing" in found(outside, tmp_path / "in")[0].what


def test_a_list_is_counted_in_the_table_of_statements(tmp_path: Path) -> None:
    (tmp_path / "statements.csv").write_text("id,text\nclusters,A | B | C\n", encoding="utf-8")
    listed = {"items('clusters')": fact(3, "entries of the statement clusters", unit="")}
    assert rules(ledger(facts={**FACTS, **listed}), tmp_path) == []
    wrong = {"items('clusters')": fact(4, "entries of the statement clusters", unit="")}
    assert rules(ledger(facts={**FACTS, **wrong}), tmp_path) == [CELL.id]


def test_a_formula_that_gives_something_else_is_found() -> None:
    wrong = {**FACTS, "trees.multiple": replace(FACTS["trees.multiple"], value=5.55)}
    assert FORMULA.id in rules(ledger(facts=wrong))


def test_a_value_of_another_year_is_found() -> None:
    wrong = {**FACTS, "trees.at(2022)": FACTS["trees.last"]}
    (one,) = found(ledger(facts=wrong))
    assert (one.rule, one.what) == (FORMULA.id, "it is of 2022, its observation of 2023")


def test_a_number_that_is_no_rounding_of_its_fact_is_found() -> None:
    assert rules(ledger(uses=(*USES, Use("brief", 1, "text", "text", "5.6-fold", "trees.multiple")))) == [VALUE.id]
    assert rules(ledger(uses=(*USES, Use("brief", 1, "text", "text", "5.5-fold", "trees.missing")))) == [VALUE.id]


def test_a_printed_fact_needs_an_observation_and_a_source() -> None:
    bare = {**FACTS, "trees.last": fact(262.9, "262.9", unit="trees")}
    assert UNSOURCED.id in rules(ledger(facts=bare))
    assert rules(ledger(sources={})) == [UNSOURCED.id] * 3


def test_a_cell_that_was_changed_is_found_though_its_fact_was_looked_at_before(tmp_path: Path) -> None:
    table = tmp_path / "observations.csv"
    for text, expected in ((LONG, []), (LONG.replace("48.2", "84.2"), [CELL.id]), (LONG, [])):
        table.write_text(text, encoding="utf-8")
        assert rules(LINES, tmp_path) == expected


def test_a_fact_that_was_looked_at_before_is_looked_at_again_under_another_name_text_and_language() -> None:
    assert rules(ledger()) == []
    named = {**FACTS, "trees.at(2014)": FACTS["trees.first"], "trees.at(2015)": FACTS["trees.first"]}
    assert [one.location.element for one in found(ledger(facts=named))] == ["fact trees.at(2015)"]
    assert rules(ledger(uses=(*USES, Use("deck", 1, "chart", "text", "48.3", "trees.first")))) == [VALUE.id]


def test_what_a_fact_depends_on_besides_is_part_of_what_is_found_again() -> None:
    one, looks = fact(48.2, "48.2", cell(2014, 48.2)), list[str]()
    for kind, of, inputs in (("a", "x", 1), ("a", "x", 1), ("a", "y", 1), ("b", "x", 1), ("a", "x", 2), ("a", "x", 1)):
        found_now = f"{kind}{of}{inputs}"

        def look(now: str = found_now) -> str:
            looks.append(now)
            return now

        assert one.found(kind, of, inputs, look) == found_now
    assert looks == ["ax1", "ay1", "bx1", "ax2", "ax1"]
    assert replace(one, value=48.3).found("a", "x", 1, lambda: "of another fact") == "of another fact"


def test_what_facts_rest_on_is_that_of_the_facts_that_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text(LONG, encoding="utf-8")
    asked = {"trees.last": fact(262.9, "262.9", cell(2023, 262.9, cell="trees.sql, answer row 1, column value"))}
    (message,) = left_out(Evidence((), ledger(facts=asked), "l", Tables(tmp_path)))
    assert message.startswith("trees.sql is a query")
    assert left_out(Evidence((), LINES, "l", Tables(tmp_path))) == ()
    lost = {**FACTS, "trees.first": fact(48.2, "48.2", cell(2014, 48.2, source="REGISTER"))}
    assert UNSOURCED.id in rules(ledger(facts=lost))
    assert rules(ledger()) == []

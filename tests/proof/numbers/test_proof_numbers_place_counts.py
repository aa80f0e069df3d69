"""Counts of places in a ledger are worked out again: from the places that a formula names, or from the table."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.proof.numbers.counted_places import table_fault
from briefing.proof.numbers.formulas import fault
from briefing.proof.numbers.rank_checks import Values, table_values
from briefing.proof.reading.formula_trees import PlaceCount
from briefing.proof.reading.ledger_reader import LedgerFact, Record
from tests.proof.numbers.test_proof_numbers_ranks import CELLS, cell, counted, rank, table

ROSE = "2 of 3 places > 0: Alden 60 − 40, Corby, north 30 − 10, Burford 80 − 90"


def count(value: float, formula: str, *cells: Record) -> LedgerFact:
    return LedgerFact(value, "", "=", formula, cells)


def tabled(fact: LedgerFact, values: Values) -> str:
    """A count and the values of a table → what is wrong with it."""
    formula = fact.read_formula()
    assert isinstance(formula, PlaceCount)
    return table_fault(fact, formula, values)


@pytest.mark.parametrize(
    ("value", "formula"),
    [(2, ROSE), (1, ROSE.replace("2 of", "1 of").replace(">", "<")), (3, "places with a value: 3")],
)
def test_a_count_of_places_is_read(value: float, formula: str) -> None:
    assert fault(count(value, formula, *CELLS)) == ""


@pytest.mark.parametrize(
    ("value", "formula", "message"),
    [
        (3, ROSE, "its value is 3"),
        (3, ROSE.replace("2 of 3", "3 of 3"), "2 of the places in its formula are > 0, not 3"),
        (2, ROSE.replace("of 3", "of 4"), "4 places are compared"),
        (2, ROSE.replace("80 − 90", "80 − 91"), "Burford has other values"),
        (2, ROSE.replace("> 0", "> −20"), "3 of the places in its formula are > −20, not 2"),
        (2, "places with a value: 3", "counts 3 places"),
        (4, "places with a value: 4", "with observations of 3"),
    ],
)
def test_a_count_that_its_formula_does_not_give_is_found(value: float, formula: str, message: str) -> None:
    assert message in fault(count(value, formula, *CELLS))


ABOVE = count(100, "100 of 500 places > 470, as Town 7 77", cell("Town 7", 2023, 77))
WITH = count(500, "places with a value: 500", cell("Town 7", 2023, 77))
GREW = count(500, "500 of 500 places > 0, as Town 7 77 − 7", cell("Town 7", 2019, 7), cell("Town 7", 2023, 77))


@pytest.mark.parametrize("fact", [ABOVE, GREW, WITH])
def test_a_count_among_many_is_made_again_in_the_table(fact: LedgerFact, tmp_path: Path) -> None:
    assert fault(fact) == ""
    assert tabled(fact, table_values(table(tmp_path), "2024-12-31")) == ""


@pytest.mark.parametrize(
    ("fact", "old", "new", "value", "message"),
    [
        (ABOVE, "100 of", "99 of", 99, "100 places of the table are > 470, not 99"),
        (ABOVE, "of 500", "of 501", 100, "the table has 500 with a value"),
        (ABOVE, ">", "<", 100, "399 places of the table are < 470, not 100"),
        (GREW, "500 of", "499 of", 499, "500 places of the table are > 0, not 499"),
        (WITH, "500", "499", 499, "the table has 500 places with a value, not 499"),
    ],
)
def test_a_count_that_the_table_does_not_give_is_found(
    fact: LedgerFact, old: str, new: str, value: float, message: str, tmp_path: Path
) -> None:
    values = table_values(table(tmp_path), "2024-12-31")
    wrong = replace(fact, formula=fact.formula.replace(old, new), value=value)
    assert message in tabled(wrong, values)


def test_below_zero_a_rank_and_a_count_among_many_are_worked_out_with_the_sign_of_each_place(tmp_path: Path) -> None:
    given = table(tmp_path)
    text = (tmp_path / "observations.csv").read_text(encoding="utf-8").replace(",2023,77,", ",2023,-77,")
    (tmp_path / "observations.csv").write_text(text, encoding="utf-8")
    values = table_values(given, "2024-12-31")
    own = cell("Town 7", 2023, -77)
    assert counted(rank(500, "place of −77 among 500: 499 higher", own), values) == ""
    assert "499 places" in counted(rank(499, "place of −77 among 500: 498 higher", own), values)
    assert tabled(count(1, "1 of 500 places < 0, as Town 7 −77", own), values) == ""
    assert "1 places" in tabled(count(2, "2 of 500 places < 0, as Town 7 −77", own), values)

"""Ranks in a ledger are worked out again: from the places that a formula names, or from the table."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.proof.numbers.formulas import fault
from briefing.proof.numbers.rank_checks import Values, counted_fault, table_values
from briefing.proof.numbers.raw_cells import check
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.formula_trees import Difference, Rank, Value
from briefing.proof.reading.ledger_reader import LedgerFact, Record
from tests.proof.numbers.sample import evidence, ledger

MULTIPLE = "place of 60 / 40 among 3: Corby, north 30 / 10, Alden 60 / 40, Burford 80 / 90"


def cell(entity: str, year: int, value: float, indicator: str = "visits") -> Record:
    return Record(indicator, entity, year, value, "=", "DESK", "official")


def rank(value: float, formula: str, *cells: Record) -> LedgerFact:
    return LedgerFact(value, "rank", "=", formula, cells)


def counted(fact: LedgerFact, values: Values) -> str:
    """A rank and the values of a table → what is wrong with it."""
    formula = fact.read_formula()
    assert isinstance(formula, Rank)
    return counted_fault(fact, formula, values)


CELLS = tuple(
    cell(entity, year, value)
    for entity, ends in {"Alden": (40, 60), "Burford": (90, 80), "Corby, north": (10, 30)}.items()
    for year, value in zip((2019, 2023), ends, strict=True)
)
LEVELS = tuple(cell(entity, 2023, value) for entity, value in {"Alden": -3.5, "Burford": -10.0, "Corby": 2.0}.items())
NEGATIVE = "place of −3.5 among 3: Corby 2, Alden −3.5, Burford −10"


def test_ranks_of_multiples_and_of_negative_values_are_read() -> None:
    assert fault(rank(2, MULTIPLE, *CELLS)) == ""
    assert fault(rank(2, NEGATIVE, *LEVELS)) == ""


@pytest.mark.parametrize(
    ("value", "formula", "message"),
    [
        (1, MULTIPLE, "stands in place 2, not 1"),
        (3, MULTIPLE, "stands in place 2, not 3"),
        (2, MULTIPLE.replace("among 3", "among 4"), "ranked among 4"),
        (2, MULTIPLE.replace(", Burford 80 / 90", "").replace("among 3", "among 2"), "ranked among 2"),
        (2, MULTIPLE.replace("80 / 90", "80 / 91"), "Burford has other values"),
        (1, "place of 60 / 40 among 3: Alden 60 / 40, Corby, north 30 / 10, Burford 80 / 90", "in no order"),
        (2, MULTIPLE.replace("of 60 / 40", "of 61 / 40"), "none of its values"),
    ],
)
def test_a_rank_that_its_formula_does_not_give_is_found(value: float, formula: str, message: str) -> None:
    assert message in fault(rank(value, formula, *CELLS))


def table(folder: Path, count: int = 500) -> Tables:
    """So many towns with values of two years: town 7 has 7 and 70 + 7."""
    (folder / "briefing.toml").write_text('[edition]\ntotals = ["Country"]\n', encoding="utf-8")
    lines = [f"visits,Town {at},2019,{at},DESK" for at in range(1, count + 1)]
    lines += [f"visits,Town {at},2023,{at + 70},DESK" for at in range(1, count + 1)]
    lines += ["visits,Country,2019,9999,DESK", "visits,Country,2023,9999,DESK", "visits,Late,2023,999,LATER"]
    head = "indicator_id,entity,year,value,source_id"
    (folder / "observations.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    (folder / "sources.csv").write_text("id,published\nDESK,2024-01\nLATER,2025\n", encoding="utf-8")
    return Tables(folder)


COUNTED = rank(494, "place of 77 among 500: 493 higher", cell("Town 7", 2023, 77), cell("Town 8", 2023, 78))
GREW = rank(7, "place of 77 / 7 among 500: 6 higher", cell("Town 7", 2019, 7), cell("Town 7", 2023, 77))


@pytest.mark.parametrize("fact", [COUNTED, GREW])
def test_a_rank_among_many_is_counted_again_in_the_table(fact: LedgerFact, tmp_path: Path) -> None:
    values = table_values(table(tmp_path), "2024-12-31")
    assert fault(fact) == ""
    assert counted(fact, values) == ""


@pytest.mark.parametrize(
    ("old", "new", "value", "message"),
    [
        ("493 higher", "492 higher", 493, "493 places of the table are higher, not 492"),
        ("among 500", "among 501", 494, "the table has 500 with a value"),
        ("493 higher", "493 lower", 494, "6 places of the table are lower, not 493"),
    ],
)
def test_a_count_that_the_table_does_not_give_is_found(
    old: str, new: str, value: float, message: str, tmp_path: Path
) -> None:
    values = table_values(table(tmp_path), "2024-12-31")
    wrong = replace(COUNTED, formula=COUNTED.formula.replace(old, new), value=value)
    assert message in counted(wrong, values)


def gained(of: tuple[Rank, Rank], formula: str, *cells: Record) -> LedgerFact:
    """The difference of a place in 2019 and one in 2023."""
    return LedgerFact(0, "places", "=", formula, cells, tree=Difference(of))


def test_the_ranks_in_places_gained_are_counted_again_in_the_table(tmp_path: Path) -> None:
    cells, tables = (cell("Town 7", 2019, 7), cell("Town 7", 2023, 77)), table(tmp_path)
    for ahead, wrong in ((493, []), (492, ["493 places of the table are higher, not 492"] * 2)):
        ranks = Rank(Value(0), 500, None, ahead, "higher"), Rank(Value(1), 500, None, ahead, "higher")
        words = f"(place of 7 among 500: {ahead} higher) − (place of 77 among 500: {ahead} higher)"
        fact = gained(ranks, words, *cells)
        assert fault(fact) == ""
        given = replace(evidence(uses=(), terms=(), claims=()), tables=tables)
        rows = replace(given, ledger=ledger(facts={"visits.places_gained": fact}, uses=(), terms=(), claims=()))
        assert [one.what for one in check(rows) if one.rule == "number-formula"] == wrong


def test_the_ranks_in_places_gained_have_their_values_in_order() -> None:
    of = {"Alden": (40.0, 60.0), "Burford": (90.0, 80.0), "Corby": (10.0, 30.0)}
    cells = tuple(cell(name, year, ends[at]) for name, ends in of.items() for at, year in enumerate((2019, 2023)))
    for places, message in (((2, 0, 4), ""), ((2, 4, 0), "are in no order"), ((2, 0), "or not 3")):
        earlier = Rank(Value(0), 3, tuple(map(Value, places)))
        later = Rank(Value(1), 3, (Value(3), Value(1), Value(5)))
        named = ", ".join(f"{cells[at].entity} {cells[at].value:g}" for at in places)
        words = f"(place of 40 among 3: {named}) − (place of 60 among 3: Burford 80, Alden 60, Corby 30)"
        assert message in fault(gained((earlier, later), words, *cells))


def test_a_place_that_is_not_one_more_than_those_ahead_is_found() -> None:
    assert "493 are ahead of it, and its place is 3" in fault(replace(COUNTED, value=3))
    assert "none of its observations" in fault(replace(COUNTED, formula="place of 70 among 500: 493 higher"))


def test_what_was_published_after_the_as_of_date_does_not_count(tmp_path: Path) -> None:
    given = table(tmp_path)
    assert "the table has 501" in counted(COUNTED, table_values(given, "2025-12-31"))


def test_where_the_table_does_not_hold_the_rank_s_own_value_nothing_is_reported(tmp_path: Path) -> None:
    values = table_values(table(tmp_path), "2024-12-31")
    other = rank(494, "place of 78 among 500: 493 higher", cell("Town 7", 2023, 78))
    assert counted(other, values) == ""


@pytest.mark.parametrize(
    ("value", "formula"),
    [
        (60, "median of 3: 31; 60; 80"),
        (2, "(median of 3: 31; 60; 80) / (60 / 2)"),
        (60, "median of 3: 80; 31; 60"),
    ],
)
def test_a_median_is_worked_out_from_its_values(value: float, formula: str) -> None:
    cells = [cell(entity, 2023, value) for entity, value in {"A": 60.0, "B": 80.0, "C": 31.0}.items()]
    more = [cell("A", 2019, 2.0)] if "/ 2" in formula else []
    assert fault(LedgerFact(value, "visits", "=", formula, (*cells, *more))) == ""


@pytest.mark.parametrize(
    ("value", "formula", "message"),
    [
        (31, "median of 3: 31; 60; 80", "gives 60, not 31"),
        (60, "median of 4: 31; 60; 80", "names 3"),
        (60, "median of 3: 31; 60; 81", "none of its observations"),
        (45.5, "median of 2: 31; 60", "lacks the observation 80"),
    ],
)
def test_a_median_that_its_values_do_not_have_is_found(value: float, formula: str, message: str) -> None:
    cells = [cell(entity, 2023, value) for entity, value in {"A": 60.0, "B": 80.0, "C": 31.0}.items()]
    assert message in fault(LedgerFact(value, "visits", "=", formula, tuple(cells)))


def test_a_mean_divides_by_the_number_of_its_places_and_by_no_other() -> None:
    cells = tuple(cell(entity, 2023, value) for entity, value in {"A": 60.0, "B": 80.0, "C": 31.0}.items())
    assert fault(LedgerFact(57, "visits", "=", "(60 + 80 + 31) / 3", cells)) == ""
    assert "none of its observations" in fault(LedgerFact(42.75, "visits", "=", "(60 + 80 + 31) / 4", cells))

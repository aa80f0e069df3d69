"""The highest and the lowest value of a period, with its year and lineage; the proof works both out anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts import FactRegistry
from briefing.model.period import Period
from briefing.proof.numbers.formulas import fault
from briefing.proof.reading.ledger_reader import LedgerFact, Record
from tests.compose import harbours
from tests.compose.harbours import composed, section


def test_the_highest_and_the_lowest_value_have_their_years_and_every_value_in_the_formula() -> None:
    ships = harbours.book().subject("ships")
    assert (ships.highest.value, ships.highest.value_period.notation, ships.highest.unit) == (512.5, 2023, "ships")
    assert (ships.lowest.value, ships.lowest.value_period.notation) == (250.0, 2020)
    assert ships.highest.formula == "highest of 5 values (2019: 400, 2020: 250, 2021: 410, 2022: 380, 2023: 512.5)"
    assert {row.period.notation for row in ships.highest.observations} == {2019, 2020, 2021, 2022, 2023}
    assert ships.between(Period.year(2019), Period.year(2021)).highest.value == 410
    assert ships.between(Period.year(2019), Period.year(2021)).highest.name == "ships.between(2019, 2021).highest"


def test_a_bound_that_may_be_the_highest_is_refused_with_the_years_beside_it() -> None:
    with pytest.raises(FactError, match="2019 is only known as ≥ 20, and may be the highest"):
        _ = harbours.book().subject("berths").highest
    assert harbours.book().subject("berths").between(Period.year(2021), Period.year(2023)).highest.qualifier == "≤"


def test_the_first_of_several_alike_is_the_year(tmp_path: Path) -> None:
    data = harbours.dataset()
    rows = tuple(replace(row, value=400.0) if row.period.notation == 2023 else row for row in data.observations)
    alike = FactRegistry(replace(data, observations=rows), harbours.edition()).subject("ships").lowest
    assert alike.value_period.notation == 2020


def test_a_story_prints_and_compares_them(tmp_path: Path) -> None:
    text = "Most ships came in {{ ships.highest | year }}: {{ ships.highest }}"
    point = f'  - {{text: "{text}", expect: "ships.last == ships.highest"}}'
    made = composed(section("Ships", "points:", point), tmp_path)
    (sentence,) = made.parts[0].sections[0].points
    assert "".join(run.text for run in sentence.body) == "Most ships came in 2023: 512.5"


def ledger_fact(value: float, formula: str) -> LedgerFact:
    values = {2019: 400.0, 2020: 250.0, 2021: 410.0}
    cells = tuple(Record("ships", "Nordhavn", year, found, "=", "DESK") for year, found in values.items())
    return LedgerFact(value, "ships", "=", formula, cells)


GOOD = "highest of 3 values (2019: 400, 2020: 250, 2021: 410)"


@pytest.mark.parametrize(
    ("value", "formula", "expected"),
    [
        (410, GOOD, ""),
        (250, GOOD.replace("highest", "lowest"), ""),
        (400, GOOD, "gives 410, not 400"),
        (410, GOOD.replace("lowest", "highest").replace("250", "255"), "lacks the observation 250 of 2020"),
        (410, "highest of 3 values (2019: 400, 2021: 410)", "says 3 values and names 2"),
        (410, "highest of 2 values (2019: 400, 2021: 410)", "lacks the observation 250"),
        (500, GOOD.replace("highest of 3", "highest of 4").replace(")", ", 2022: 500)"), "without an observation"),
    ],
)
def test_the_proof_works_them_out_anew(value: float, formula: str, expected: str) -> None:
    found = fault(ledger_fact(value, formula))
    assert (expected in found) if expected else found == ""

"""How sure values are is no indicator of a draft, unless a table has nothing else or somebody asks for it."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.imported_data import RecognitionOptions
from tests.draft.recognition.test_recognising import grid, recognised

YEARS = range(2011, 2017)
CELLS = [
    (isle, year, 40 + at * year % 9, 1 + year * at % 5 / 10)
    for at, isle in ((2, "Coll"), (3, "Skye"))
    for year in YEARS
]


@pytest.mark.parametrize(
    "head", ["Standard error", "std_err", "Lower CI", "ci_upper", "Margin of error", "upper 95% CI"]
)
def test_how_sure_values_are_is_left_out(head: str) -> None:
    data = recognised(grid(f"Isle|Year|Score|{head}", *CELLS))
    assert [item.name for item in data.indicators] == ["Score"]
    assert "how sure other values of the table are" in data.omissions[0].reason


@pytest.mark.parametrize(
    "head", ["Confidence", "Error reports", "Lower school", "High confidence", "Consumer confidence"]
)
def test_other_heads_stay(head: str) -> None:
    assert len(recognised(grid(f"Isle|Year|Score|{head}", *CELLS)).indicators) == 2


def test_it_stays_where_it_is_all_or_asked_for() -> None:
    alone = [(isle, year, error) for isle, year, _, error in CELLS]
    assert len(recognised(grid("Isle|Year|Standard error", *alone)).indicators) == 1
    asked = RecognitionOptions(roles={"Standard error": "value"})
    assert len(recognised(grid("Isle|Year|Score|Standard error", *CELLS), asked).indicators) == 2


def test_the_same_in_another_unit_is_left_out_and_shares_are_not() -> None:
    fuels = {"Peat": (21.5, 34.1, 28.7, 40.2, 33.3), "Wood": (60.4, 58.2, 71.9, 66.6, 64.1)}
    whole = [sum(values) for values in zip(*fuels.values(), strict=True)]
    cells = [
        (fuel, 2015 + at, unit, f"{value:.3f}")
        for fuel, values in fuels.items()
        for at, one in enumerate(values)
        for unit, value in (("PJ", one), ("tce", one * 34.121), ("%", 100 * one / whole[at]))
    ]
    data = recognised(grid("Fuel|Year|Unit|Output", *cells))
    assert sorted(item.name for item in data.indicators) == ["Peat", "Peat (%)", "Wood", "Wood (%)"]
    (left,) = [item.reason for item in data.omissions]
    assert left == "the same values in another unit: Peat (tce), Wood (tce)"


def test_changes_of_values_that_stand_in_the_table_are_left_out_and_other_percentages_are_not() -> None:
    output = {"Peat": (21.5, 34.1, 28.7, 40.2, 33.3, 30.1), "Wood": (60.4, 58.2, 71.9, 66.6, 64.1, 69.9)}
    cells: list[tuple[object, ...]] = []
    for fuel, values in output.items():
        for at, value in enumerate(values):
            change = f"{100 * (value / values[at - 1] - 1):.2f}" if at else "n/a"
            moist = f"{40 + value % 7:.2f}"
            cells += [(f"{fuel}{what}", 2015 + at, unit, number) for what, unit, number in (
                ("", "GWh", value), (", change on the year before", "%", change), (", moisture", "%", moist),
            )]  # fmt: skip
    data = recognised(grid("Fuel|Year|Unit|Output", *cells))
    assert sorted(item.name for item in data.indicators) == ["Peat", "Peat, moisture", "Wood", "Wood, moisture"]
    assert [one.reason for one in data.omissions if "changes of other values" in one.reason]

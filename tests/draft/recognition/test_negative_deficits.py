"""Deficits below zero are called balances, as “the deficit fell” would be said of one that grows."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from tests.draft.recognition.test_recognising import grid, recognised


def found(head: str, values: tuple[int, ...] = (-6, -9, 2, -16), **options: object) -> ImportedData:
    cells = [(2020 + at, value) for at, value in enumerate(values)]
    return recognised(grid(f"year|{head}", *cells), RecognitionOptions(entity="Isle", **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Deficit", "Balance"),
        ("Budget deficit (% of GDP)", "Budget balance"),
        ("DÉFICIT FISCAL", "BALANCE FISCAL"),
        ("Handelsbilanzdefizit", "Handelsbilanzsaldo"),
        ("财政赤字", "财政收支差额"),
        ("贸易逆差（亿元）", "贸易差额"),
        ("Deficit or surplus", "Deficit or surplus"),
        ("Deficit (-)", "Deficit (-)"),
        ("Rainfall deficits in days", "Rainfall deficits in days"),
    ],
)
def test_a_deficit_below_zero_is_a_balance(head: str, name: str) -> None:
    assert [item.name for item in found(head).indicators] == [name]


def test_whether_it_is_no_surplus_is_asked_until_somebody_names_it() -> None:
    (asked,) = [line for line in found("Deficit").to_fill if "surplus" in line]
    assert asked.startswith("indicators.csv: whether Deficit below zero is a deficit and no surplus")
    assert asked.endswith("it is called Balance, and --name Balance=NAME calls it otherwise")
    named = found("Deficit", names={"Balance": "Shortfall"})
    assert [item.name for item in named.indicators] == ["Shortfall"]
    assert not [line for line in named.to_fill if "surplus" in line]


def test_a_deficit_above_zero_and_one_that_is_named_stay() -> None:
    assert [item.name for item in found("Deficit", (6, 9, -2, 16)).indicators] == ["Deficit"]
    assert [item.name for item in found("Deficit", names={"Deficit": "Deficit"}).indicators] == ["Deficit"]


def test_no_two_series_are_called_alike() -> None:
    cells = [(2020 + at, -6 - at, at) for at in range(4)]
    data = recognised(grid("year|Deficit|Balance", *cells), RecognitionOptions(entity="Isle"))
    assert [item.name for item in data.indicators] == ["Deficit", "Balance"]

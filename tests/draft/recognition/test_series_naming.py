"""What kind of number a head says that its values are."""

from __future__ import annotations

import pytest

from tests.draft.recognition.test_recognising import grid, recognised


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("share price", "rate"),
        ("price of bread", "rate"),
        ("yield to maturity", "rate"),
        ("yield of wheat", ""),
        ("output at constant price", ""),
        ("output at 2015 prices", ""),
        ("births per woman", "rate"),
        ("emissions per capita (tonnes)", "rate"),
        ("deaths per 100,000", "rate"),
        ("prevalence of anaemia", "rate"),
        ("人均产量", "rate"),
        ("output per day", ""),
        ("persons", ""),
    ],
)
def test_prices_yields_and_what_is_divided_among_many_have_no_sum_and_amounts_have_one(head: str, kind: str) -> None:
    data = recognised(grid(f"year|{head}", *((year, year % 7 + 20) for year in range(2001, 2009))))
    assert [item.kind for item in data.indicators] == [kind]

"""Every fact of two editions is what pandas works out from the raw tables, with what was known on the day."""

from __future__ import annotations

import copy
import datetime as dt

import pytest

from tests.prices.editions import PRICES, built, ledger
from tests.prices.truth import known, wrong

TWO = ["2025-12-31", "2026-08-31"]


@pytest.mark.parametrize("as_of", TWO)
def test_every_fact_of_an_edition_is_what_pandas_works_out_from_the_raw_tables(as_of: str) -> None:
    found = ledger(built(as_of))
    assert len(found["facts"]) > 30
    assert list(wrong(found, known(PRICES, dt.date.fromisoformat(as_of)))) == []


def test_the_second_reckoning_finds_each_wrong_value_each_wrong_period_and_another_day() -> None:
    right, day = ledger(built(TWO[0])), dt.date.fromisoformat(TWO[0])
    turned = copy.deepcopy(right)
    for fact in turned["facts"].values():
        fact["value"] += 0.01
        if "period" in fact:
            fact["period"] = "1999-01"
    assert [line.split(" is ")[0] for line in wrong(turned, known(PRICES, day))] == list(right["facts"])
    assert list(wrong(right, known(PRICES, dt.date(2026, 1, 31))))

"""Every fact of two editions is what pandas works out from the raw tables, with what was known on the day."""

from __future__ import annotations

import copy
import datetime as dt

import pytest

from tests.prices.editions import PRICES, built, ledger
from tests.prices.truth import known, wrong

TWO = ["2026-06-30", "2026-08-31"]


@pytest.mark.parametrize("as_of", TWO)
def test_every_fact_of_an_edition_is_what_pandas_works_out_from_the_raw_tables(as_of: str) -> None:
    found = ledger(built(as_of))
    assert len(found["facts"]) > 30
    assert list(wrong(found, known(PRICES, dt.date.fromisoformat(as_of)))) == []


def test_the_second_reckoning_finds_a_wrong_value_another_day_and_another_period() -> None:
    right, day = ledger(built(TWO[0])), dt.date.fromisoformat(TWO[0])
    for name in right["facts"]:
        turned = copy.deepcopy(right)
        fact = turned["facts"][name]
        fact["value"] += 0.01
        if "period" in fact and fact["value"] > 20_000:
            fact["period"] = "1999-01"
        assert [line.split(" is ")[0] for line in wrong(turned, known(PRICES, day))] == [name]
    assert list(wrong(right, known(PRICES, dt.date(2026, 7, 31))))

"""Rows of rises and since when a value is the highest: of what is worked out by the digits that are printed."""

from __future__ import annotations

import pytest

from briefing.errors import FactError
from briefing.model.format import Format
from tests.facts.months import indicator
from tests.facts.test_over_time import Values, harbour_of


def test_worked_out_values_are_compared_as_they_are_printed_and_published_ones_exactly() -> None:
    rates = [3.04, 2.96, 2.44, 2.36, 2.41, 2.98]
    levels: Values = [*[1000.0] * 12, *(1000 + 10 * rate for rate in rates)]
    harbour = harbour_of("M", levels)
    harbour.add(indicator("published", "%"), "2021-02", rates)
    harbour.name("yearly", change="x", on="year")
    harbour.name("finer", change="x", on="year", format=Format(decimals=2))
    for key, months, since in (("yearly", 1, "03"), ("finer", 2, "02"), ("published", 2, "02")):
        streak, highest = harbour.fact(f"{key}.streak()"), harbour.fact(f"{key}.highest_since()")
        assert (streak.value, str(highest.period)[-2:]) == (months, since), key
        assert harbour.value(f"certain({key}.streak() >= 2)") is (months == 2)
        for fact in (streak, highest):
            assert fact.tree is not None
            assert fact.tree.get("decimals") == {"yearly": 1, "finer": 2, "published": None}[key]
            assert ("to 1 decimal" in fact.formula) is (key == "yearly")
    assert harbour.fact("yearly.streak('2021-05')").value == 0
    with pytest.raises(FactError, match=r"is not below .* of 2021-04, to 1 decimal"):
        harbour.fact("yearly.lowest_since('2021-05')")

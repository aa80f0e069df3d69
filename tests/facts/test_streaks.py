"""Rows of rises and since when a value is the highest: of what is worked out by the digits that are printed."""

from __future__ import annotations

import pytest

from briefing.errors import FactError
from briefing.facts.streaks import has_hole
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


@pytest.mark.parametrize(
    ("years", "steps", "found"),
    [
        ([2001, 2002, 2003, 2004], 3, False),
        ([2001, 2002, 2005, 2006, 2007, 2008], 5, False),  # two years without a value
        ([2001, 2002, 2006, 2007, 2008, 2009], 5, True),
        ([2001, 2002, 2006, 2007, 2008, 2009], 3, False),  # before the steps that count
        ([2001, 2006, 2011, 2016], 3, False),  # every fifth year, as usual
        ([2001], 1, False),
    ],
)
def test_a_hole_is_longer_than_what_is_usual(years: list[int], steps: int, *, found: bool) -> None:
    assert has_hole(years, steps) == found

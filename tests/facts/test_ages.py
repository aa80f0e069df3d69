"""How old the newest value is at the date of the edition."""

from __future__ import annotations

import pytest

from briefing.errors import Impossible
from tests.facts.months import Harbour, indicator


def test_an_age_counts_from_the_year_of_the_last_value_to_that_of_the_edition() -> None:
    months = Harbour(("2010-01", "2030-12")).add(indicator("x"), "2020-02", [1.0, 2.0, 3.0]).fact("x.age")
    assert (months.value, months.unit, months.formula) == (10, "years", "2030 − 2020")
    years = Harbour(("2010", "2029")).add(indicator("x"), "2021", [1.0, 2.0]).fact("x.age")
    assert (years.value, years.formula) == (8, "2030 − 2022")


def test_a_value_after_the_edition_has_no_age() -> None:
    with pytest.raises(Impossible, match="is of 2090, after the edition, which is of 2030"):
        Harbour(("2010-01", "2090-12")).add(indicator("x"), "2090-01", [1.0]).fact("x.age")

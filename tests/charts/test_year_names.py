"""The years that are named where not all have room: even steps from round years, and both ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.year_names import named
from briefing.model.chart import Axis, Plot, PlotSeries
from briefing.model.period import Period


def plot(first: int, last: int, *, every: int = 1) -> Plot:
    """A line over years, of which every n-th has a value."""
    years = range(first, last + 1)
    values = tuple(None if (year - first) % every else 5.0 for year in years)
    series = PlotSeries("Visits", values, "highlight")
    periods = tuple(map(Period.year, years))
    return Plot("line", tuple(map(str, years)), (series,), Axis(0.0, 10.0, 2.0), "0", periods=periods)


def years(made: Plot, wide: float, step: float) -> list[int]:
    found = named(made, lambda one, other: (other - one) * step >= wide)
    return [int(made.categories[at]) for at in found]


# First and last year, the steps that a name needs → the years that are named.
NAMED = {
    (2019, 2023, 1): [2019, 2020, 2021, 2022, 2023],
    (2014, 2023, 2): [2014, 2017, 2020, 2023],
    (2013, 2023, 2): [2013, 2015, 2017, 2019, 2021, 2023],
    (2012, 2023, 2): [2012, 2014, 2016, 2018, 2020, 2023],
    (1990, 2023, 2): [1990, 1995, 2000, 2005, 2010, 2015, 2020, 2023],
    (1990, 2021, 2): [1990, 1995, 2000, 2005, 2010, 2015, 2021],
    (1964, 2023, 3): [1964, 1970, 1975, 1980, 1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020, 2023],
    (1880, 2016, 9): [1880, 1890, 1900, 1910, 1920, 1930, 1940, 1950, 1960, 1970, 1980, 1990, 2000, 2016],
    (1850, 2024, 9): [1850, 1880, 1900, 1920, 1940, 1960, 1980, 2000, 2024],
    (1880, 2016, 40): [1880, 1950, 2016],
    (1880, 2016, 80): [1880, 2016],
    (2022, 2023, 2): [2023],
    (2023, 2023, 1): [2023],
}


@pytest.mark.parametrize("asked", NAMED)
def test_years_are_named_in_even_steps_from_round_ones(asked: tuple[int, int, int]) -> None:
    first, last, wide = asked
    assert years(plot(first, last), wide, 1.0) == NAMED[asked]


def test_years_with_values_are_named_where_these_stand_in_even_steps() -> None:
    assert years(plot(2001, 2021, every=4), 3, 1.0) == [2001, 2005, 2009, 2013, 2017, 2021]
    assert years(plot(2001, 2023, every=4), 3, 1.0) == [2001, 2005, 2009, 2013, 2017, 2023]


def test_categories_that_are_no_years_are_counted_from_the_last() -> None:
    made = Plot("column", tuple("abcdefgh"), (), Axis(0.0, 10.0, 2.0), "0")
    assert named(made, lambda one, other: other - one >= 2) == [0, 3, 5, 7]


@given(st.integers(1800, 2020), st.integers(1, 90), st.floats(5, 60), st.floats(2, 60), st.integers(1, 6))
def test_both_ends_are_named_and_no_name_touches_another(
    first: int, count: int, wide: float, step: float, every: int
) -> None:
    found = years(plot(first, first + count, every=every), wide, step)
    assert found[-1] == first + count
    assert found[0] == first or count * step < wide
    assert all((later - before) * step >= wide for before, later in pairwise(found))


@given(st.integers(1800, 2020), st.integers(15, 90), st.floats(1.5, 20))
def test_between_the_ends_of_many_years_all_steps_are_alike(first: int, count: int, wide: float) -> None:
    between = years(plot(first, first + count), wide, 1.0)[1:-1]
    steps = {later - before for before, later in pairwise(between)}
    assert len(steps) < 2
    assert all(year % step == 0 for step in steps for year in between)

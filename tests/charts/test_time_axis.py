"""Names under charts of months, quarters, weeks and days: each year once, January first, none on another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts import plot
from briefing.charts.time_axis import TimeAxis, is_dated, time_axis
from briefing.model.chart import Axis, Plot
from briefing.model.period import FREQUENCIES, Period, period_range
from briefing.model.period_notation import parse_period
from tests.charts.dated_samples import chart

EACH = 6.0  # points of a letter


def axis(first: str, count: int, wide: float = 560.0, lang: str = "en") -> TimeAxis:
    """The names of so many periods over a width."""
    start = parse_period(first)
    periods = period_range(start, start + (count - 1))
    made = Plot("line", tuple(map(str, periods)), (), Axis(0.0, 1.0, 1.0), "0", lang=lang, periods=periods)
    return time_axis(made, wide / count, lambda words: EACH * len(words))


# First period and count → the names, and those of the second row.
NAMED = {
    ("2025-01", 12): ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "2025"),
    ("2024-11", 24): ("Nov Jan Mar May Jul Sep Nov Jan Mar May Jul Sep", "2024 2025 2026"),
    ("2015-01", 137): ("2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 2025 2026", ""),
    ("1976-07", 600): ("1980 1985 1990 1995 2000 2005 2010 2015 2020 2025", ""),
    ("2024-Q3", 8): ("Q3 Q4 Q1 Q2 Q3 Q4 Q1 Q2", "2024 2025 2026"),
    ("2023-Q2", 15): ("Q2 Q3 Q4 Q1 Q2 Q3 Q4 Q1 Q2 Q3 Q4 Q1 Q2 Q3 Q4", "2023 2024 2025 2026"),
    ("2014-Q2", 40): ("2015 2016 2017 2018 2019 2020 2021 2022 2023 2024", ""),
    ("2024-S2", 4): ("H2 H1 H2 H1", "2024 2025 2026"),
    ("2025-W01", 12): ("W1 W2 W3 W4 W5 W6 W7 W8 W9 W10 W11 W12", "2025"),
    ("2025-W01", 86): ("Jan Mar May Jul Sep Nov Jan Mar May Jul", "2025 2026"),
    ("2026-03-02", 14): ("2 3 4 5 6 7 8 9 10 11 12 13 14 15", "Mar 2026"),
    ("2026-01-01", 120): ("Jan Feb Mar Apr", "2026"),
    ("2026-03-02", 85): ("2 9 16 23 30 6 13 20 27 4 11 18 25", "Mar 2026 Apr May"),
    ("2025-12-20", 45): ("22 29 5 12 19 26 2", "Dec 2025 Jan 2026 Feb"),
    ("2026-03-02", 93): ("Mar Apr May Jun", "2026"),
    ("2020-01-01", 1827): ("2020 2021 2022 2023 2024", ""),
    ("2026-05", 2): ("May 2026|Jun 2026", ""),
}  # fmt: skip


@pytest.mark.parametrize("asked", NAMED, ids=str)
def test_periods_are_named_from_the_first_of_the_year_and_each_year_once(asked: tuple[str, int]) -> None:
    found = axis(*asked)
    names, groups = NAMED[asked]
    assert [name.words for name in found.names] == names.split("|" if "|" in names else " ")
    assert " ".join(name.words for name in found.groups) == groups


@given(
    st.sampled_from([letter for letter in FREQUENCIES if letter != "A"]),
    st.integers(0, 400),
    st.integers(1, 700),
    st.floats(60, 900),
    st.sampled_from(["en", "zh"]),
)
def test_no_name_touches_another_and_none_is_of_another_period(
    letter: str, start: int, count: int, wide: float, lang: str
) -> None:
    first = Period.containing(parse_period("1990-01").start, FREQUENCIES[letter]) + start
    found = axis(str(first), count, wide, lang)
    step = wide / count
    assert found.names
    for row in (found.names, found.groups):
        for one, other in pairwise(row):
            halves = EACH * (len(one.words) + len(other.words)) / 2
            assert (other.middle - one.middle) * step >= halves
            assert one.words != other.words or row is found.names
    years = [name.words for name in found.groups]
    assert len(years) == len(set(years))


def test_years_are_not_dated_and_a_plot_has_the_periods_of_its_chart() -> None:
    assert not is_dated(plot(chart("line", "2014", 8)))
    assert is_dated(plot(chart("line", "2014-Q1", 8)))
    assert plot(chart("columns", "2024-01", 8)).periods[-1] == parse_period("2024-08")


def test_years_close_to_each_other_stand_below_a_narrow_plot_whose_ends_would_reach_over_its_sides() -> None:
    assert [name.words for name in axis("2020-03-15", 900, wide=78.0, lang="zh").names] == ["2021", "2022"]
    assert [name.words for name in axis("2020-Q2", 15, wide=114.0, lang="zh").names] == ["2020年Q2", "2023年Q4"]

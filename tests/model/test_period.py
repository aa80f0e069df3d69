"""Periods are ordered and counted within their frequency, and written and read the same."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import Incomparable
from briefing.model.period import EARLIEST, LATEST, Period, consecutive, notations, period_range

MARCH = Period("month", 24290)  # type: ignore[arg-type]  # the frequencies that are still to come
NUMBERS = st.integers(EARLIEST.ordinal, LATEST.ordinal)
YEARS = NUMBERS.map(Period.year)


@given(YEARS)
def test_a_period_that_is_written_is_read_as_itself(period: Period) -> None:
    assert Period.parse(str(period)) == period == Period.of(period.notation) == Period.of(period)
    assert msgspec.json.decode(msgspec.json.encode(period), type=Period) == period


@pytest.mark.parametrize("text", ["", "23", "999", "0999", "3000", "20233", "2023.0", "2023 ", "２０２３", "2024-03"])
def test_what_is_no_year_is_refused_by_its_text(text: str) -> None:
    with pytest.raises(ValueError, match="is no year, 1000 to 2999") as refused:
        Period.parse(text)
    assert repr(text) in str(refused.value)


@given(NUMBERS, NUMBERS)
def test_order_and_distance_of_years_are_those_of_their_numbers(one: int, other: int) -> None:
    first, second = Period.year(one), Period.year(other)
    compared = (first < second, first <= second, first > second, first >= second, first == second)
    assert compared == (one < other, one <= other, one > other, one >= other, one == other)
    assert second - first == other - one
    assert first + (second - first) == second == first - (first - second)


@given(YEARS, st.integers(-9, 60))
def test_a_range_has_every_period_once_and_in_order(first: Period, length: int) -> None:
    found = period_range(first, first + length)
    assert len(found) == max(0, length + 1)
    assert all(later - earlier == 1 for earlier, later in pairwise(found))
    assert found[:1] == (first,)[: len(found)]


@given(st.sets(YEARS))
def test_runs_without_a_gap_hold_all_periods_and_lie_apart(periods: set[Period]) -> None:
    runs = consecutive(periods)
    assert [period for run in runs for period in run] == sorted(periods)
    assert all(run == list(period_range(run[0], run[-1])) for run in runs)
    assert all(later[0] - earlier[-1] > 1 for earlier, later in pairwise(runs))


@given(YEARS)
def test_a_period_begins_the_day_after_the_one_before_it_ends(period: Period) -> None:
    assert period.start - (period - 1).end == dt.timedelta(days=1)
    assert (period.start, period.end) == (dt.date(period.ordinal, 1, 1), dt.date(period.ordinal, 12, 31))


def test_periods_of_two_frequencies_are_never_compared_or_counted() -> None:
    for compare in (
        lambda: MARCH < EARLIEST, lambda: EARLIEST <= MARCH, lambda: MARCH > EARLIEST, lambda: MARCH >= EARLIEST,
        lambda: MARCH - EARLIEST, lambda: max(EARLIEST, MARCH),
    ):  # fmt: skip
        with pytest.raises(Incomparable, match="a year") as refused:
            compare()
        assert "a month" in str(refused.value)
    assert Period.year(24290) != MARCH


def test_equal_periods_are_one_key() -> None:
    assert {Period.year(2023): 1} | {Period.year(2023): 2} == {Period.year(2023): 2}


def test_both_ends_are_written_as_in_settings() -> None:
    assert notations((Period.year(2014), Period.year(2023))) == (2014, 2023)

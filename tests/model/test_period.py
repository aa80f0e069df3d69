"""Periods are ordered and counted within their frequency, and written and read the same; pandas is a second opinion."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise

import msgspec
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import Incomparable
from briefing.model.period import (
    DAY,
    EARLIEST,
    FOUR_MONTHS,
    FREQUENCIES,
    HALF_YEAR,
    LATEST,
    MONTH,
    QUARTER,
    WEEK,
    YEAR,
    Frequency,
    Period,
    consecutive,
    ends_within,
    notations,
    period_range,
    periods_within,
    years_between,
)
from briefing.model.period_notation import parse_period, period_of

FISCAL = Frequency("year", 4)
HARVEST = Frequency("year", 9, 7)  # September to March
REGULAR = tuple(FREQUENCIES.values())
PANDAS = {YEAR: "Y", QUARTER: "Q", MONTH: "M", WEEK: "W-SUN", DAY: "D", FISCAL: "Y-MAR"}
DAYS = st.dates(dt.date(1001, 1, 1), dt.date(2998, 12, 31))
PERIODS = st.builds(Period.containing, DAYS, st.sampled_from((*REGULAR, FISCAL)))
ALL = PERIODS | st.builds(lambda year: Period(HARVEST, year), st.integers(1001, 2997))
YEARS = st.integers(EARLIEST.ordinal, LATEST.ordinal).map(Period.year)
MARCH = parse_period("2024-03")


@given(ALL)
def test_a_period_that_is_written_is_read_as_itself(period: Period) -> None:
    assert parse_period(str(period)) == period == period_of(period.notation) == period_of(period)
    assert msgspec.json.decode(msgspec.json.encode(period), type=Period) == period


@given(DAYS, st.sampled_from((*REGULAR, FISCAL)))
def test_a_day_lies_in_one_period_of_a_frequency(day: dt.date, frequency: Frequency) -> None:
    period = Period.containing(day, frequency)
    assert period.start <= day <= period.end
    assert (period + 1).start - period.end == dt.timedelta(days=1) == period.start - (period - 1).end


@given(st.dates(dt.date(1700, 1, 1), dt.date(2260, 12, 31)), st.sampled_from(tuple(PANDAS)), st.integers(-40, 40))
def test_pandas_has_the_same_periods(day: dt.date, frequency: Frequency, steps: int) -> None:
    ours, theirs = Period.containing(day, frequency), pandas.Period(day, PANDAS[frequency])
    assert (ours.start, ours.end) == (theirs.start_time.date(), theirs.end_time.date())
    later = theirs + steps
    assert ((ours + steps).start, (ours + steps).end) == (later.start_time.date(), later.end_time.date())


@pytest.mark.parametrize("year", range(2000, 2041))
def test_iso_weeks_are_those_of_the_calendar(year: int) -> None:
    last = dt.date(year, 12, 28).isocalendar().week
    weeks = period_range(parse_period(f"{year}-W01"), parse_period(f"{year}-W{last}"))
    assert [str(week) for week in weeks] == [f"{year}-W{number:02}" for number in range(1, last + 1)]
    assert str(weeks[-1] + 1) == f"{year + 1}-W01"
    assert all(week.start.isoweekday() == 1 and week.end.isoweekday() == 7 for week in weeks)


@given(ALL, st.integers(-300, 300))
def test_order_and_distance_are_those_of_the_ordinals(first: Period, steps: int) -> None:
    second = first + steps
    compared = (first < second, first <= second, first > second, first >= second, first == second)
    assert compared == (steps > 0, steps >= 0, steps < 0, steps <= 0, steps == 0)
    assert second - first == steps
    assert (second.start > first.start) == (steps > 0)


@given(ALL, st.integers(-9, 60))
def test_a_range_has_every_period_once_and_in_order(first: Period, length: int) -> None:
    found = period_range(first, first + length)
    assert len(found) == max(0, length + 1)
    assert all(later - earlier == 1 for earlier, later in pairwise(found))
    assert found[:1] == (first,)[: len(found)]


@given(st.sets(PERIODS))
def test_runs_without_a_gap_hold_all_periods_and_lie_apart(periods: set[Period]) -> None:
    runs = consecutive(periods)
    assert sorted((period for run in runs for period in run), key=str) == sorted(periods, key=str)
    assert all(run == list(period_range(run[0], run[-1])) for run in runs)
    same = [(one, other) for one, other in pairwise(runs) if one[0].frequency == other[0].frequency]
    assert all(later[0] - earlier[-1] > 1 for earlier, later in same)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2024", "2023"), ("2024-S2", "2023-S2"), ("2024-T1", "2023-T1"), ("2024-Q4", "2023-Q4"),
        ("2024-02", "2023-02"), ("2024-W52", "2023-W52"), ("2024-02-28", "2023-02-28"),
        ("2023-07/2024-06", "2022-07/2023-06"), ("2024-01/2024-09", "2023-01/2023-09"),
    ],
)  # fmt: skip
def test_the_same_period_a_year_before(period: str, before: str) -> None:
    assert str(parse_period(period).year_before) == before


@pytest.mark.parametrize(("period", "lacks"), [("2020-W53", "week 53"), ("2024-02-29", "29 February")])
def test_a_year_before_without_that_period_is_refused_by_name(period: str, lacks: str) -> None:
    with pytest.raises(Incomparable, match=lacks):
        _ = parse_period(period).year_before


@pytest.mark.parametrize("year", range(2000, 2041))
def test_leap_days_are_days_of_leap_years_alone(year: int) -> None:
    march = parse_period(f"{year}-03-01")
    leap = (march - 1).start == dt.date(year, 2, 28) + dt.timedelta(days=1)
    assert leap == (march - parse_period(f"{year}-02-28") == 2) == (len(periods_within(Period.year(year), DAY)) == 366)


def test_the_distance_in_years_is_exact_for_months_and_by_days_for_weeks() -> None:
    assert years_between(parse_period("2012-03"), parse_period("2016-12")) == Fraction(57, 12)
    assert years_between(parse_period("2024-Q1"), parse_period("2026-Q2")) == Fraction(9, 4)
    assert years_between(parse_period("2023-W01"), parse_period("2024-W01")) == Fraction(364 * 10000, 3652425)


def test_a_longer_period_is_made_up_of_shorter_ones_that_divide_it() -> None:
    assert [str(month) for month in periods_within(parse_period("2024-Q2"), MONTH)] == ["2024-04", "2024-05", "2024-06"]
    assert len(periods_within(parse_period("2023-07/2024-06"), QUARTER)) == 4
    with pytest.raises(Incomparable, match="is not made up of whole ISO weeks"):
        periods_within(parse_period("2025-Q1"), WEEK)


def test_bounds_hold_the_periods_of_another_frequency_that_end_within_them() -> None:
    months = (parse_period("2024-06"), parse_period("2026-05"))
    assert [str(end) for end in ends_within(YEAR, months)] == ["2024", "2025"]
    assert [str(end) for end in ends_within(QUARTER, months)] == ["2024-Q2", "2026-Q1"]
    years = (Period.year(2024), Period.year(2025))
    assert [str(end) for end in ends_within(MONTH, years)] == ["2024-01", "2025-12"]
    first, last = ends_within(YEAR, (parse_period("2024-02"), parse_period("2024-09")))
    assert last < first


def test_periods_of_two_frequencies_are_never_compared_or_counted() -> None:
    for compare in (
        lambda: MARCH < EARLIEST, lambda: EARLIEST <= MARCH, lambda: MARCH > EARLIEST, lambda: MARCH >= EARLIEST,
        lambda: MARCH - EARLIEST, lambda: max(EARLIEST, MARCH),
    ):  # fmt: skip
        with pytest.raises(Incomparable, match="a year") as refused:
            compare()
        assert "a month" in str(refused.value)
    assert Period.year(MARCH.ordinal) != MARCH
    assert parse_period("2023-04/2024-03") != Period.year(2023) != parse_period("2023-01/2023-09")


def test_frequencies_of_parts_of_a_year_are_called_by_their_months() -> None:
    named = [str(parse_period(text).frequency) for text in ("2023-04/2024-03", "2024-01/2024-09", "2024-T1")]
    assert named == ["year from April", "reading from January to September", "four-month period"]
    assert {HALF_YEAR.a_year, FOUR_MONTHS.a_year, WEEK.a_year} == {2, 3, 0}


def test_equal_periods_are_one_key() -> None:
    assert {Period.year(2023): 1} | {Period.year(2023): 2} == {Period.year(2023): 2}


def test_both_ends_are_written_as_in_settings() -> None:
    assert notations((Period.year(2014), Period.year(2023))) == (2014, 2023)
    assert notations((MARCH, MARCH + 2)) == ("2024-03", "2024-05")

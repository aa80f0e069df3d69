"""The proof's calendar against the package's own, which shares nothing with it, and against pandas."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import Incomparable
from briefing.model.period import FREQUENCIES, Frequency, Period, years_between
from briefing.model.period_notation import as_frequency, parse_period
from briefing.proof import periods as proof
from briefing.proof.periods import NoPeriod, fiscal, means, of_frequency, period
from tests.thorough import examples

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
YEARS = st.builds(Frequency, st.just("year"), st.integers(1, 12), st.integers(2, 12))
ANY = st.one_of(st.sampled_from(list(FREQUENCIES.values())), YEARS)
ALIKE = {"Q": "Q", "M": "M", "W": "W-SUN", "D": "D", "A": "Y-DEC"}


@settings(max_examples=examples(300))
@given(ANY, DAYS, DAYS, st.integers(-60, 60))
def test_periods_have_the_ends_order_and_distance_of_the_package(
    frequency: Frequency, day: dt.date, other_day: dt.date, count: int
) -> None:
    theirs, others = Period.containing(day, frequency), Period.containing(other_day, frequency)
    own, other = period(theirs.notation), period(others.notation)
    assert (own.first, own.last) == (theirs.start, theirs.end)
    assert (str(own), own.ordinal) == (str(theirs), theirs.ordinal)
    assert own.alike(other)
    assert (own < other, own.since(other)) == (theirs < others, theirs - others)
    assert own.years_since(other) == years_between(others, theirs)
    assert str(own.later(count)) == str(theirs + count)
    assert own.a_year == (frequency.a_year if not frequency.partial else 1)
    assert own.in_part == frequency.partial
    try:
        before: str | None = str(theirs.year_before)
    except Incomparable:
        before = None
    assert (str(own.a_year_before()) if own.a_year_before() else None) == before


@settings(max_examples=examples(200))
@given(st.sampled_from(sorted(ALIKE)), DAYS)
def test_periods_are_those_of_pandas(code: str, day: dt.date) -> None:
    theirs = pd.Timestamp(day).to_period(ALIKE[code])
    own = proof.containing(day, proof.kind_of(code) or "D")
    assert (own.first, own.last) == (theirs.start_time.date(), theirs.end_time.date())
    assert own.later(5).first == (theirs + 5).start_time.date()


@pytest.mark.parametrize(
    "text",
    ["2024", "2024-A1", "2024-S1", "2024-T3", "2024-Q1", "2024Q4", "2024-03", "2024-M03", "2024M3", "2024-W05",
     "2020-W53", "2024-03-17", "2024-D077", "2024-366", "2023-07/2024-06", "2024-01/2024-09",
     "2023-07/P1Y", "2023-07/P12M", "2024-Mar", "Mar 2024", "March 2024", "2024-03-17T00:00:00"],
)  # fmt: skip
def test_a_notation_is_the_period_that_the_package_reads(text: str) -> None:
    assert str(period(text)) == str(parse_period(text))
    assert means(text, period(text))


@pytest.mark.parametrize(
    "text",
    ["", "24-03", "2024-13", "2024-Q5", "2024-W54", "2023-W53", "2024/3", "March 24",
     "2023-D366", "2023-02-29", "2023/25"],
)  # fmt: skip
def test_what_is_no_period_is_none(text: str) -> None:
    with pytest.raises(NoPeriod):
        period(text)


@settings(max_examples=examples(150))
@given(ANY, DAYS)
def test_a_date_stands_for_the_period_in_which_it_lies_and_for_no_other(frequency: Frequency, day: dt.date) -> None:
    own = period(Period.containing(day, frequency).notation)
    serial = (day - dt.date(1899, 12, 30)).days
    assert means(day.isoformat(), own) == (not frequency.partial)
    assert means(str(serial), own) == (not frequency.partial and serial > 9999)  # of four digits it is a year
    assert not any(
        means((end + step * dt.timedelta(days=1)).isoformat(), own) for end, step in ((own.first, -1), (own.last, 1))
    )
    if not frequency.partial:
        kind = next(code for code, known in FREQUENCIES.items() if known.unit == frequency.unit)
        there = of_frequency(day.isoformat(), proof.kind_of(kind), frequency.first_month)
        assert str(there) == str(as_frequency(parse_period(day.isoformat()), frequency)) == str(own)


def test_a_fiscal_year_is_called_after_its_start_and_needs_it() -> None:
    own = fiscal(2023, 4)
    assert str(own) == "2023-04/2024-03" == str(as_frequency(parse_period("2023"), Frequency("year", 4)))
    assert [means(text, own) for text in ("2023", "2023/24", "2023-04/2024-03")] == [True] * 3
    assert not any(means(text, own) for text in ("2024", "2024/25"))
    assert of_frequency("2023/24", "A", 4) == of_frequency("2023", "A", 4) == own


def test_months_from_one_to_another_are_their_quarter_in_a_table_of_quarters() -> None:
    assert means("2024-04/2024-06", period("2024-Q2"))
    assert not means("2024-04/2024-07", period("2024-Q2"))
    assert of_frequency("2024-04/2024-06", "Q") == period("2024-Q2")
    assert of_frequency("2024-01/2024-09", "A").in_part


def test_two_frequencies_have_no_distance_and_weeks_are_counted_by_days() -> None:
    with pytest.raises(NoPeriod):
        period("2024-03").since(period("2024-Q1"))
    weeks = period("2026-W01").years_since(period("2016-W01"))
    assert weeks == Fraction((dt.date(2025, 12, 29) - dt.date(2016, 1, 4)).days) / Fraction("365.2425")
    assert period("2016-12").years_since(period("2012-03")) == Fraction(57, 12)

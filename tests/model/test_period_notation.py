"""Every notation of ISO 8601 and SDMX is read; what is none is refused with what to write, and that is read."""

from __future__ import annotations

import re

import pytest

from briefing.model.period import MONTH, QUARTER, WEEK, YEAR, Frequency, Period
from briefing.model.period_notation import NotationError, as_frequency, parse_period

FISCAL = Frequency("year", 4)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024", "2024"), ("2024-A1", "2024"), ("2024A1", "2024"), ("2024-S1", "2024-S1"), ("2024-T3", "2024-T3"),
        ("2024-Q1", "2024-Q1"), ("2024Q1", "2024-Q1"), ("2024q4", "2024-Q4"), ("2024-03", "2024-03"),
        ("2024-M03", "2024-03"), ("2024M3", "2024-03"), ("2024M12", "2024-12"), ("2024-W05", "2024-W05"),
        ("2020W53", "2020-W53"), ("2024-03-17", "2024-03-17"), ("2024-D077", "2024-03-17"), ("2024-077", "2024-03-17"),
        ("2024-03-17T00:00:00", "2024-03-17"), ("2024-03-17 00:00:00", "2024-03-17"), ("2024-D366", "2024-12-31"),
        ("2023-07/2024-06", "2023-07/2024-06"), ("2023-07-01/P12M", "2023-07/2024-06"), ("2024-01/P1Y", "2024"),
        ("2024-01/2024-09", "2024-01/2024-09"), ("2024-03/2024-03", "2024-03"), ("1993-Jan", "1993-01"),
        ("Sept 2024", "2024-09"), ("March 2024", "2024-03"), ("2024 dec", "2024-12"),
    ],
)  # fmt: skip
def test_a_notation_is_read(text: str, meant: str) -> None:
    assert str(parse_period(text)) == meant


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("2024-13", "2024-01"), ("2024-00", "2024-12"), ("2024-Q5", "2024-Q1"), ("2024-Q0", "2024-Q1"),
        ("2024-S3", "2024-S1"), ("2024M13", "2024-M1"), ("2024-W54", "2024-W01"), ("2024-W53", "2024-W01"),
        ("24-03", "2024-03"), ("2024/3", "2024-03"), ("2024/03", "2024-03"), ("2024.3", "2024-03"),
        ("2024/3/17", "2024-03-17"), ("March 24", "2024-03"), ("Mar-24", "2024-03"), ("45352", "2024-03"),
        ("45352.0", "2024-03-01"), ("2023-02-29", "2024-03-17"), ("2023-D366", "2023-D001"),
        ("2024-01/2026-01", "2024-01/2024-12"), ("2024-05/2024-04", "2024-05/2025-04"), ("2024/26", "2024/25"),
        ("", "2024-Q1"), ("999", "2023"), ("3000", "2023"), ("20233", "2023"), ("2023 ", "2023"),
        ("２０２３", "2023"), ("last year", "2024-03"), ("2024-3", "2024-03"),
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_what_to_write(text: str, instead: str) -> None:
    with pytest.raises(NotationError) as refused:
        parse_period(text)
    assert repr(text) in str(refused.value)
    assert instead in refused.value.fix
    written = re.findall(r"\b[12][0-9]{3}(?:[-/][0-9A-Z-]+)*\b", refused.value.fix)
    assert all(parse_period(one, 4) for one in written)


@pytest.mark.parametrize(("text", "start"), [("2023/24", "2023-04-01"), ("1999/2000", "1999-04-01")])
def test_a_fiscal_year_is_that_of_its_start_and_needs_its_first_month(text: str, start: str) -> None:
    assert parse_period(text, 4).start.isoformat() == start
    assert parse_period(text, 4).frequency == FISCAL
    with pytest.raises(NotationError, match="its first month is not known") as refused:
        parse_period(text)
    assert start[:7] in refused.value.fix


@pytest.mark.parametrize(
    ("text", "frequency", "meant"),
    [
        ("2024-03-01", MONTH, "2024-03"), ("2024-03-31", MONTH, "2024-03"), ("2016-02-15", MONTH, "2016-02"),
        ("2024-01-01", YEAR, "2024"),
        ("2024-06-30", QUARTER, "2024-Q2"), ("2024-02-04", WEEK, "2024-W05"), ("2023", FISCAL, "2023-04/2024-03"),
        ("2024-03", MONTH, "2024-03"), ("2024-01/2024-09", YEAR, "2024-01/2024-09"),
    ],
)  # fmt: skip
def test_a_date_stands_for_the_period_in_which_it_lies(text: str, frequency: Frequency, meant: str) -> None:
    assert str(as_frequency(parse_period(text), frequency)) == meant


@pytest.mark.parametrize(
    ("text", "frequency", "what", "fix"),
    [
        ("2024", MONTH, "2024 is a year, where the indicator has a value for each month", "write it as 2024-01"),
        ("2024-03", QUARTER, "2024-03 is a month", "write it as 2024-Q1"),
    ],
)
def test_a_period_of_another_frequency_is_refused(text: str, frequency: Frequency, what: str, fix: str) -> None:
    with pytest.raises(NotationError, match=what) as refused:
        as_frequency(parse_period(text), frequency)
    assert fix in refused.value.fix


def test_a_year_beyond_what_tables_hold_is_none() -> None:
    with pytest.raises(NotationError, match="is no period"):
        parse_period("0999-12")
    assert Period.year(2999) == parse_period("2999")

"""Years with their quarters or months as decimals are these, and no months of one or two digits."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.decimal_years import parts_of_years
from briefing.draft.recognition.time_texts import read_periods

QUARTERS = ["1960", "1960.25", "1960.5", "1960.75", "1961"]
MONTHS = ["1949", "1949.08333333333", "1949.16666666667", "1949.25", "1949.9166666666"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (QUARTERS, ["1960-Q1", "1960-Q2", "1960-Q3", "1960-Q4", "1961-Q1"]),
        (MONTHS, ["1949-01", "1949-02", "1949-03", "1949-04", "1949-12"]),
    ],
)
def test_decimals_of_a_year_are_its_quarters_or_months(texts: list[str], expected: list[str]) -> None:
    found = read_periods(texts)
    assert found is not None
    assert [str(period) for period in found.periods.values()] == expected
    assert found.reason == "years with their parts as decimals"


@pytest.mark.parametrize(
    "texts",
    [
        ["1960.1", "1960.2", "1960.10", "1960.12"],  # months by their numbers
        ["1960", "1961", "1962"],
        ["1960.31", "1960.64", "1960.97"],  # values
        [*QUARTERS, "n/a"],
        ["1960.25", "1960.250", "1960.5", "1960.75"],  # one quarter twice
    ],
)
def test_other_numbers_are_no_parts_of_years(texts: list[str]) -> None:
    assert parts_of_years(texts) == {}

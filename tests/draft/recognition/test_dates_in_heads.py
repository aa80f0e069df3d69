"""Heads that are dates are periods: of years where there is one date a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.draft.recognition.dates_in_heads import period_of_head
from tests.draft.recognition.test_published_tables import named, read, values


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("31.12.2020", "2020-12-31"),
        ("Stand am 31.12.2020", "2020-12-31"),
        ("Stand: 1.7.2020", "2020-07-01"),
        ("au 31/12/2020", "2020-12-31"),
        ("AL 31.12.2020", "2020-12-31"),
        ("12/31/2020", "2020-12-31"),
        ("as at 31 Dec 2020", "2020-12-31"),
        ("2020", "2020"),
        ("3/4/2020", "None"),  # nothing says which is the month
        ("31.13.2020", "None"),
        ("Stand der Boote", "None"),
    ],
)
def test_a_head_may_be_a_date_in_numbers_with_a_word_before_it(head: str, period: str) -> None:
    assert str(period_of_head(head)) == period


@pytest.mark.parametrize("heads", ["31.12.{}", "Stand am 31.12.{}", "au 31/12/{}", "31 Dec {}"])
def test_one_date_a_year_makes_years(heads: str, tmp_path: Path) -> None:
    years = ";".join(heads.format(year) for year in (2021, 2022, 2023))
    data = read(tmp_path, f"Fähre;{years}\nNord;1,5;2,5;3,5\nSüd;4,5;2,5;1,5\nOst;3,5;2,5;1,0\n")
    assert {period for _, period, _ in values(data)} == {"2021", "2022", "2023"}


def test_two_rows_of_heads_may_be_a_measure_and_dates(tmp_path: Path) -> None:
    rows = "Nord;1,5;2,5;3,5\nSüd;4,5;2,5;1,5\nOst;3,5;2,5;1,0\n"
    data = read(tmp_path, f"Fähre;;;\n;Schuld;Schuld;Schuld\n;AL 31.12.2021;AL 31.12.2022;AL 31.12.2023\n{rows}")
    assert {period for _, period, _ in values(data)} == {"2021", "2022", "2023"}
    assert len(named(data)) == 3

"""The fixes that findings of tables propose hold together, and the table is read once they are followed."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing.read
from tests.read.small import change, messages

OBS = "observations.csv"


def test_a_column_that_is_like_two_missing_ones_is_offered_for_one_of_them(small: Path) -> None:
    change(small, "breaks.csv", "from_year,to_year", "year")
    change(small, "breaks.csv", "2020,2021", "2021")
    assert messages(small) == [
        "breaks.csv, line 1: the column 'from_period' is missing\n  fix: add it",
        "breaks.csv, line 1: the column 'to_period' is missing\n  fix: rename 'year'",
        "breaks.csv, line 1, column year: this column is unknown\n  fix: did you mean 'to_period'?",
    ]
    change(small, "breaks.csv", "year", "from_year,to_year")
    change(small, "breaks.csv", "2021", "2020,2021")
    assert len(briefing.read.project(small).dataset.breaks) == 1


@pytest.mark.parametrize(("word", "code"), [("Provisional", "P"), ("estimated", "E")])
def test_a_status_in_words_is_answered_with_its_code(word: str, code: str, small: Path) -> None:
    change(small, OBS, "mm,=,E", f"mm,=,{word}")
    assert [text.rpartition("fix: ")[2] for text in messages(small)] == [f"write {code} for {word.lower()}"]
    change(small, OBS, f"mm,=,{word}", f"mm,=,{code}")
    assert briefing.read.project(small).dataset.observations[-1].status == code

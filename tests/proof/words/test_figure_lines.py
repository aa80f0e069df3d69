"""Years between hyphens are found in words, and not in the name of a file."""

from __future__ import annotations

import pytest

from briefing.proof.words.figure_lines import _RANGE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norland, 2014-2023", True),
        ("From 2014-2023.", True),
        ("Source: boats_2014-2023.xlsx, data to 2023", False),
        ("Source: 2014-2023.csv", False),
        ("boats-2014-2023", False),
        ("2014-2023_boats", False),
    ],
)
def test_years_between_a_hyphen_are_words_and_no_name_of_a_file(text: str, *, found: bool) -> None:
    assert bool(_RANGE.search(text)) is found

"""A table says whether its values are adjusted for seasons, in the words of several offices."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.seasonal_adjustment import stated_adjustment


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Jobs, seasonally adjusted", "S"),
        ("Seasonally and calendar adjusted data", "S"),
        ("Seasonally adjusted data, not calendar adjusted data", "S"),
        ("Jobs (SA)", "S"),
        ("kalender- und saisonbereinigt", "S"),
        ("Jobs, not seasonally adjusted", "N"),
        ("Unadjusted data (i.e. neither seasonally adjusted nor calendar adjusted data)", "N"),
        ("Calendar adjusted data, not seasonally adjusted data", "N"),
        ("neither calendar nor seasonally adjusted", "N"),
        ("neither calendar adjusted nor seasonally adjusted", "N"),
        ("Non seasonally adjusted", "N"),
        ("not adjusted for seasonal variation", "N"),
        ("nicht saison- und kalenderbereinigt", "N"),
        ("dati non destagionalizzati", "N"),
        ("serie no desestacionalizada", "N"),
        ("Jobs (NSA)", "N"),
        ("Series Type, Original", "N"),
        ("Original values of all series", ""),
        ("Les îles et sa population", ""),
        ("Jobs", ""),
    ],
)
def test_a_text_says_whether_values_are_adjusted_for_seasons(text: str, code: str) -> None:
    assert stated_adjustment([text]) == code


def test_texts_that_say_both_or_nothing_say_neither() -> None:
    assert stated_adjustment(["seasonally adjusted", "not seasonally adjusted"]) == ""
    assert stated_adjustment([]) == ""

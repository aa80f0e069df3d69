"""Heads in capitals are printed as words, and codes in them as they are."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.printed_names import printed_name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("GAUGE1_2", "GAUGE1_2"),
        ("GAUGE3_4_DEV", "GAUGE3_4 DEV"),
        ("PM2_5", "PM2_5"),
        ("H2O_LEVEL", "H2O level"),
        ("REAL_WAGES", "Real wages"),
        ("UNEMP_RATE", "Unemployment rate"),
        ("Health_Exp_GDP", "Health exp GDP"),
        ("wages_2010_2020", "Wages 2010 2020"),
        ("goods_producing", "Goods producing"),
    ],
)
def test_a_head_in_capitals_is_of_words_and_of_codes_with_their_digits(head: str, name: str) -> None:
    assert printed_name(head) == name

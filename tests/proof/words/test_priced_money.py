"""Money on a chart is known to be real or nominal by the words that say so, a year of prices in its unit among them."""

from __future__ import annotations

import pytest

from briefing.proof.words.language import language

SAID = [
    ("en", "Gross investment, million 1990 dollars"),
    ("en", "Wages in 2015 US dollars"),
    ("en", "Billion dollars of 1990"),
    ("en", "Output in constant euros"),
    ("zh", "总投资，百万1990年美元"),
    ("zh", "按不变价计算"),
]
UNSAID = [
    ("en", "Gross investment, million dollars, 1990–1999"),
    ("en", "In 1990 the dollar was strong"),
    ("en", "1,990 dollars"),
    ("zh", "总投资，百万美元，1990—1999年"),
    ("zh", "1990年，美元走强"),
]


@pytest.mark.parametrize(("lang", "text"), SAID)
def test_words_that_say_at_which_prices_are_found(lang: str, text: str) -> None:
    assert language(lang).find("priced", text)


@pytest.mark.parametrize(("lang", "text"), UNSAID)
def test_money_and_a_year_alone_say_nothing(lang: str, text: str) -> None:
    assert not language(lang).find("priced", text)

"""A number as printed is read as its language tells it, and is a rounding of its fact or not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.model.fact import Fact
from briefing.proof.numbers.printed_numbers import agrees, numerals, tokens, without_unit
from briefing.proof.planned.stretches import words
from briefing.wording import of
from tests.proof.numbers.sample import cell
from tests.proof.numbers.sample import fact as ledger_fact


def test_tokens_are_numbers_words_single_han_signs_and_marks() -> None:
    assert tokens("2.7-fold, 1,185.9 bn") == ("2.7", "-", "fold", ",", "1,185.9", "bn")
    assert tokens("达8536.9亿元") == ("达", "8536.9", "亿", "元")
    assert tokens("five\u00adfold H100") == ("fivefold", "H", "100")


@pytest.mark.parametrize("found", [tokens, words])
def test_a_word_is_one_object_in_all_texts_as_a_process_remembers_very_many(
    found: Callable[[str], tuple[str, ...]],
) -> None:
    assert found("more buses")[1] is found("fewer buses")[1]


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier", "lang", "right"),
    [
        ("853.7", 853.69, "billion yuan", "=", "en", True),
        ("853.69 billion yuan", 853.69, "billion yuan", "=", "en", True),
        ("853.69 million yuan", 853.69, "billion yuan", "=", "en", False),
        ("853.6", 853.69, "billion yuan", "=", "en", False),
        ("8536.9亿元", 853.69, "billion yuan", "=", "zh", True),
        ("8537", 853.69, "billion yuan", "=", "zh", True),
        ("1.25万亿元", 1250, "billion yuan", "=", "zh", True),
        ("1.35万亿元", 1250, "billion yuan", "=", "zh", False),
        ("1.25亿元", 1250, "billion yuan", "=", "zh", False),
        ("853.69亿元", 853.69, "billion yuan", "=", "zh", False),
        ("2.83万家", 28300, "enterprises", "=", "zh", True),
        ("28,300", 28300, "enterprises", "=", "en", True),
        ("28.300", 28300, "enterprises", "=", "de", True),
        ("28 300", 28300, "enterprises", "=", "fr", True),
        ("5.5-fold", 5.4544, "×", "=", "en", True),
        ("5.4-fold", 5.4544, "×", "=", "en", False),
        ("5.5×", 5.4544, "×", "=", "en", True),
        ("5.5倍", 5.4544, "×", "=", "zh", True),
        ("fivefold", 5.0, "×", "=", "en", True),
        ("more than fivefold", 5.4544, "×", "=", "en", True),
        ("less than threefold", 2.72, "×", "=", "en", True),
        ("less than threefold", 3.2, "×", "=", "en", False),
        ("4.5 times more", 445.4, "%", "=", "en", True),
        ("4.5倍", 445.4, "%", "=", "zh", True),
        ("at least 2.6-fold", 2.68, "×", "≥", "en", True),
        ("at least 2.7-fold", 2.68, "×", "≥", "en", False),
        ("at most 5%", 4.81, "%", "≤", "en", True),
        ("26%", -25.76, "%", "=", "en", True),
        ("−26%", -25.76, "%", "=", "en", True),
        ("+26%", 25.76, "%", "=", "en", True),
        ("−0.2%", -0.2, "%", "=", "en", True),
        ("No. 1", 1, "rank", "=", "en", True),
        ("第1名", 1, "rank", "=", "zh", True),
        ("seventh", 7, "rank", "=", "en", True),
        ("Seventh", 6, "rank", "=", "en", False),
        ("第七", 7, "rank", "=", "zh", True),
        ("第十一", 11, "rank", "=", "zh", True),
        ("nine", 9, "years", "=", "en", True),
        ("九", 8, "years", "=", "zh", False),
        ("met", 0.1, "percentage points", "=", "en", True),
        ("met", -0.1, "percentage points", "=", "en", False),
        ("2023", 262.9, "trees", "=", "en", True),
        ("2022", 262.9, "trees", "=", "en", False),
        ("nothing that counts", 1, "", "=", "en", None),
        ("fivefold", 5.0, "×", "=", "xx", None),
    ],
)
def test_a_printed_number_is_a_rounding_of_its_fact(
    text: str, value: float, unit: str, qualifier: str, lang: str, right: bool | None
) -> None:
    assert agrees(text, ledger_fact(value, "", cell(2023, value), unit=unit, qualifier=qualifier), lang) is right


@pytest.mark.parametrize(
    ("text", "value", "words", "right"),
    [
        ("每千人41.6千瓦", 41.6, "千瓦/千人", True),
        ("41.6千瓦/千人", 41.6, "千瓦/千人", True),
        ("每千人4.16万千瓦", 41600, "千瓦/千人", True),
        ("每1000人41.6千瓦", 41.6, "千瓦/1000人", True),
        ("每人41.6千克", 41.6, "千克/人", True),
        ("41.6千瓦时", 41.6, "千瓦时", True),
        ("每千人61.4千瓦", 41.6, "千瓦/千人", False),
        ("每千人41.6万千瓦", 41.6, "千瓦/千人", False),
        ("每千人4.16千千瓦", 41.6, "千瓦/千人", False),
        ("每千人41.6千件", 41.6, "件/千人", False),
    ],
)
def test_a_scale_word_that_belongs_to_the_unit_is_none(text: str, value: float, words: str, right: bool) -> None:
    printed = replace(ledger_fact(value, "", cell(2023, value), unit="kW per 1,000 residents"), unit_words=words)
    assert agrees(text, printed, "zh") is right


@pytest.mark.parametrize(
    ("text", "unit", "left"),
    [
        ("12 m", "m", "12  "),
        ("12m deep", "m", "12  deep"),
        ("12 M", "m", "12  "),
        ("12 million", "m", "12 million"),
        ("12 km", "m", "12 km"),
        ("12 m²", "m", "12 m²"),
        ("½m", "m", "½m"),
        ("m 12 ha", "m", "  12 ha"),
        ("12℃a", "℃", "12 a"),
        ("a℃12", "℃", "a 12"),
        ("共12万人口", "人", "共12万 口"),
        ("12 per  10,000 people", "per 10,000 people", "12  "),
    ],
)
def test_a_unit_is_left_out_of_a_printed_number_where_it_is_a_whole_word(text: str, unit: str, left: str) -> None:
    printed = ledger_fact(12, "", cell(2023, 12), unit=unit)
    assert without_unit(text, replace(printed, unit_words=unit), numerals("en")) == left


VALUES = st.floats(0.001, 9e6, allow_nan=False).map(lambda value: float(f"{value:.9g}"))


@given(VALUES, st.sampled_from(["=", "≈", "≥", "≤"]), st.integers(0, 3), st.sampled_from(["en", "zh"]))
def test_what_the_product_words_the_proof_reads_alike(value: float, qualifier: str, decimals: int, lang: str) -> None:
    """Two readings that share no code: a number as the wording prints it, and its last figure changed."""
    words = of(lang)
    level = Fact("x.last", "value", value, "billion yuan", qualifier, decimals, "", ())  # type: ignore[arg-type]
    times = Fact("x.multiple", "multiple", value, "×", qualifier, 1, "", ())  # type: ignore[arg-type]
    pairs = [(level, words.unit(level)), (times, words.x(times)), (times, words.times(times))]
    if lang == "en":  # without its unit a Chinese figure may be told in 亿 or not
        pairs.append((level, words.value(level)))
    for fact, text in pairs:
        parsed = ledger_fact(value, "", unit=fact.unit, qualifier=qualifier)
        assert agrees(text, parsed, lang) is True, text
        figures = [at for at, sign in enumerate(text) if sign.isdigit()]
        last = figures[-1]
        other = text[:last] + str((int(text[last]) + 1) % 10) + text[last + 1 :]
        assert agrees(other, parsed, lang) is False, other


def test_a_scale_that_takes_the_place_of_the_unit_s_own_leaves_its_numerals_out_in_chinese() -> None:
    fact = replace(
        ledger_fact(2744.091, "2,744.091", unit="million 1990 dollars"),
        unit_words="百万1990年美元",
        format={"scale": "亿"},
    )
    assert agrees("27.4亿（1990年美元）", fact, "zh")
    assert not agrees("27.5亿（1990年美元）", fact, "zh")
    assert not agrees("27.4万（1990年美元）", fact, "zh")


@pytest.mark.parametrize(
    ("value", "better", "right"), [(-20, "down", True), (20, "down", False), (-20, "", False), (20, "", True)]
)
def test_a_target_is_met_from_the_side_on_which_a_value_is_better(value: float, better: str, right: bool) -> None:
    gap = replace(ledger_fact(value, "1180 − 1200", unit="kt"), better=better)
    assert agrees("met", gap, "en") is right


@pytest.mark.parametrize(
    ("text", "lang", "period", "right"),
    [
        ("Q2", "zh", "2022-Q2", True),
        ("Q3", "zh", "2022-Q2", False),
        ("5—8月", "zh", "2020-T2", True),
        ("9—12月", "zh", "2020-T2", False),
        ("Q2", "en", "2022-Q2", True),
    ],
)
def test_the_head_of_a_column_of_a_heat_table_names_the_period_of_its_values(
    text: str, lang: str, period: str, right: bool
) -> None:
    assert (agrees(text, ledger_fact(788.4, "788.4", cell(period, 788.4)), lang) is True) == right

"""Number formats print as Excel prints, and a label's words become literals around its number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.deck.chart_xml.number_format import format_for, minus, printed, scaled, spaced


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0", 27000.0, "27000"),
        ("#,##0", 27000.0, "27,000"),
        ("#,##0.0", 1185.94, "1,185.9"),
        ("0.0", 0.25, "0.3"),
        ("0.0", 2.35, "2.4"),
        ("0%", 0.2, "20%"),
        ('0.0"×"', 5.4544, "5.5×"),
        ("+0.0;-0.0", -2.0, "-2.0"),
        ("+0;-0", 5.0, "+5"),
        ('0;"−"0', -26.0, "−26"),
        ('"a;b "0', 3.0, "a;b 3"),
        ("0.0", -1.25, "-1.3"),
        ("General", 2.5, "2.5"),
    ],
)
def test_a_format_prints_as_excel_does(code: str, value: float, text: str) -> None:
    assert printed(code, value) == text


@pytest.mark.parametrize(
    ("text", "value", "made"),
    [
        ("5.5×", 5.4544, '0.0"×"'),
        ("over 27,000", 27000.0, '"over "#,##0'),
        ("853.7 billion yuan", 853.69, '0.0" billion yuan"'),
        ("20%", 20.0, '0"%"'),
        ("No. 1", 1.0, '"No. "0'),
        ("2019: 132.0", 132.0, '"2019: "0.0'),
        ("−26%", -26.0, '0"%";"−"0"%"'),
    ],
)
def test_words_around_the_number_become_literals(text: str, value: float, made: str) -> None:
    assert format_for(text, value, "0.000") == made
    assert printed(made, value) == text


@pytest.mark.parametrize("text", ["none", 'the "5"', "5\n6", "6", "5" + "x" * 90])
def test_what_no_format_prints_has_none(text: str) -> None:
    assert format_for(text, 5.0, "0.0") is None


def test_a_space_keeps_a_label_off_the_end_of_its_bar() -> None:
    assert printed(spaced('0.0"×"', before=True), 5.5) == " 5.5×"
    assert spaced("0;-0", after=True) == '0" ";-0" "'


def test_ticks_of_whole_steps_need_no_decimals() -> None:
    assert [scaled(code, 5.0) for code in ("#,##0.0", '0.00"×"', "0", "0.0%")] == ["#,##0", '0"×"', "0", "0%"]
    assert [scaled(code, 2.5) for code in ("#,##0", '0.00"×"', "0")] == ["#,##0.0", '0.0"×"', "0.0"]
    assert printed(minus("#,##0.0"), -1234.5) == "−1,234.5"


@given(st.floats(-1e9, 1e9), st.integers(0, 3), st.text(alphabet="ab ×%:", max_size=6), st.booleans())
def test_a_found_format_prints_exactly_the_text(value: float, decimals: int, words: str, before: bool) -> None:
    number = printed(f"#,##0.{'0' * decimals}" if decimals else "#,##0", value)
    text = f"{words}{number}" if before else f"{number}{words}"
    made = format_for(text, value, "0.0000")
    assert made is not None
    assert printed(made, value) == text

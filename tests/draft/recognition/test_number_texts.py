"""Texts are read as numbers in one notation for the whole column, with what stands next to them."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.number_texts import ReadNumber, read_numbers

NOTATIONS = [
    (["1,234", "12", "3,400,000"], ["1234", "12", "3400000"]),
    (["1.234,5", "2"], ["1234.5", "2"]),
    (["1,234.50", "0.10"], ["1234.50", "0.10"]),
    (["12,5", "3,1", "1,234"], ["12.5", "3.1", "1.234"]),
    (["1 234,5", "22 333,0"], ["1234.5", "22333.0"]),
    (["1'234.5", "12"], ["1234.5", "12"]),
    (["1\u00a0234,5", "22\u202f333,0", "4\u2009444,5"], ["1234.5", "22333.0", "4444.5"]),
    (["1.234", "0.5"], ["1.234", "0.5"]),
    (["12,34,567", "1,00,000.5"], ["1234567", "100000.5"]),
    (["−4.0", "-3", "(12)", "+7"], ["-4.0", "-3", "-12", "7"]),
    (["(3.4%)", "2.5%"], ["-3.4", "2.5"]),
    ([".5", "1e6"], ["0.5", "1e6"]),
]


@pytest.mark.parametrize(("texts", "expected"), NOTATIONS, ids=[texts[0] for texts, _ in NOTATIONS])
def test_one_notation_is_that_of_the_whole_column(texts: list[str], expected: list[str]) -> None:
    found = read_numbers(texts)
    assert [found.numbers[text].text for text in texts] == expected
    assert found.unread == ()


def test_what_stands_with_a_number_is_no_part_of_it() -> None:
    texts = {
        "2.4p": ReadNumber("2.4", status="P"),
        "2.4 p": ReadNumber("2.4", status="P"),
        "3.0(e)": ReadNumber("3.0", status="E"),
        "<5": ReadNumber("5", "≤"),
        ">= 10": ReadNumber("10", "≥"),
        "~7": ReadNumber("7", "≈"),
        "8*": ReadNumber("8"),
        "698.4 2)": ReadNumber("698.4"),
        "12.3¹)": ReadNumber("12.3"),
        "7 [a]": ReadNumber("7"),
        "..": ReadNumber("", status="O"),
        ": c": ReadNumber("", status="Q"),
        "#N/A": ReadNumber("", status="O"),
        "n/a": ReadNumber("", status="O"),
        "": ReadNumber(""),
    }
    assert dict(read_numbers(texts).numbers) == texts


@pytest.mark.parametrize(("texts", "sign"), [(["45 %", "3%"], "%"), (["$1,200.50", "$3"], "$"), (["45%", "3"], "")])
def test_a_sign_counts_where_all_have_it(texts: list[str], sign: str) -> None:
    assert read_numbers(texts).sign == sign


def test_what_is_no_number_is_named() -> None:
    assert set(read_numbers(["1", "abc", "12 apples", "1.2.3,4,5", "2024-03"]).unread) == {
        "abc",
        "12 apples",
        "1.2.3,4,5",
        "2024-03",
    }


@pytest.mark.parametrize(
    ("texts", "fillers"),
    [
        (["315.7", "-99.99", "316.2"], ["-99.99"]),
        (["0.4", "-0.2", "-9999"], ["-9999"]),
        (["-80", "-99", "-120"], []),
        (["-9", "3", "4"], []),
        (["-99.9", "-99.99"], []),
    ],
)
def test_nines_fill_cells_where_no_other_number_is_like_them(texts: list[str], fillers: list[str]) -> None:
    found = read_numbers(texts)
    assert [text for text in texts if not found.numbers[text].text] == fillers
    assert list(found.reasons) == [f"{text} stands for no value" for text in fillers]

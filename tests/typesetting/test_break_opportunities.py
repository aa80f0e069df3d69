"""Where a line of Chinese may end, and what stands apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.typesetting.break_opportunities import (
    CLOSING,
    NO_END,
    NO_START,
    break_opportunities,
    has_wide,
    inside_words,
)

SIGNS = "北京每万人专利亿元倍年，。；：！？、（）《》“”‘’…—%0123456789.abcKOTO"


def parts(text: str) -> list[str]:
    """The text, divided wherever a line may end."""
    made = [text[:1]]
    for sign, place in zip(text[1:], break_opportunities(text), strict=True):
        if place.allowed:
            made.append(sign)
        else:
            made[-1] += sign
    return made


@pytest.mark.parametrize(
    "whole",
    [
        "8536.9亿元",
        "5.5倍",
        "2023年",
        "12月",
        "2.83万家",
        "26%",
        "1.3个百分点",
        "3136亿美元",
        "2014—2023年",
        "第3位",
        "431人次",
    ],
)
def test_a_number_stays_with_its_unit(whole: str) -> None:
    assert whole in parts(f"增至{whole}增长")


def test_a_line_may_end_between_two_han_signs_and_before_a_latin_word() -> None:
    assert parts("据KOTO称") == ["据", "KOTO", "称"]
    assert parts("读People’s报") == ["读", "People’s", "报"]


def test_a_doubled_dash_and_a_doubled_ellipsis_are_not_divided() -> None:
    assert parts("较粗——合同") == ["较", "粗——", "合", "同"]
    assert parts("服务……等") == ["服", "务……", "等"]


def test_names_joined_by_a_dash_are_not_divided() -> None:
    assert parts("、深圳—香港—广州、首尔")[-3:] == ["深圳—香港—广州、", "首", "尔"]


def test_the_label_of_a_note_ends_no_line() -> None:
    assert parts("来源。注：均为") == ["来", "源。", "注：均", "为"]


@given(st.text(SIGNS, min_size=2, max_size=60))
def test_no_part_begins_or_ends_with_a_forbidden_mark(text: str) -> None:
    made = parts(text)
    assert not [part for part in made[1:] if part[0] in NO_START]
    assert not [part for part in made[:-1] if part[-1] in NO_END]


def test_han_stands_an_eighth_apart_from_letters_and_figures_but_not_from_marks() -> None:
    assert [place.spacing for place in break_opportunities("年12%的，a（b")] == [125, 0, 0, 125, 0, 0, 0, 0]


def test_two_marks_in_a_row_give_up_half_a_square() -> None:
    assert [place.spacing for place in break_opportunities("文”，（《文》。")] == [0, -500, -500, -500, 0, 0, -500]


def test_latin_text_is_not_set_by_these_rules() -> None:
    assert not has_wide("“Rose” – 5.5×…")
    assert has_wide("“升至”")


def test_every_mark_that_closes_may_not_begin_a_line() -> None:
    assert CLOSING < NO_START


def test_places_that_are_alike_are_one_object_as_a_process_remembers_very_many() -> None:
    texts = "年12%的，a（b", "文”，（《文》。", "5.5倍的2023年"
    places = [place for text in texts for place in break_opportunities(text)]
    assert len({*map(id, places)}) == len({*places}) < len(places)


@pytest.mark.parametrize("word", ["生产总值", "为什么", "翻一番", "北京市政府", "生产"])
def test_no_line_of_a_slide_ends_inside_a_word_though_a_shorter_one_begins_it(word: str) -> None:
    assert inside_words(f"，{word}。") == set(range(1, len(word)))

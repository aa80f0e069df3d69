"""Where lines end, by each strategy, against every way to break a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.typesetting.line_breaking import (
    Unbreakable,
    balanced,
    best_fit,
    filled,
    first_fit,
    ragged,
    strained,
)

MEASURE = 100.0
Strategy = Callable[[Sequence[Unbreakable], float], list[int]]


def no_cost(_first: int, _last: int) -> float:
    return 0.0


def even(words: Sequence[Unbreakable], measure: float) -> list[int]:
    return balanced(words, measure, no_cost)


def words(*widths: float, space: float = 5.0) -> list[Unbreakable]:
    return [Unbreakable(width=width, space=space if at else 0.0) for at, width in enumerate(widths)]


def widths(found: Sequence[Unbreakable], ends: Sequence[int]) -> list[float]:
    return [
        sum(word.width for word in found[start:end]) + sum(word.space for word in found[start + 1 : end])
        for start, end in pairwise((0, *ends))
    ]


def every_way(count: int) -> Iterator[list[int]]:
    for breaks in range(count):
        for ends in combinations(range(1, count), breaks):
            yield [*ends, count]


paragraphs = st.lists(st.floats(1, 120), min_size=1, max_size=9).map(lambda found: words(*found))
strategies: list[Strategy] = [first_fit, even, ragged, filled]


@pytest.mark.parametrize("strategy", strategies)
@given(paragraphs)
def test_every_word_stands_on_a_line_and_only_a_lone_word_is_wider_than_the_measure(
    strategy: Strategy, found: list[Unbreakable]
) -> None:
    ends = strategy(found, MEASURE)
    assert ends[-1] == len(found)
    assert all(start < end for start, end in pairwise((0, *ends)))
    for (start, end), wide in zip(pairwise((0, *ends)), widths(found, ends), strict=True):
        assert end - start == 1 or wide <= MEASURE * 1.0001


@given(paragraphs)
def test_the_first_fit_fills_each_line_as_far_as_it_goes(found: list[Unbreakable]) -> None:
    ends = first_fit(found, MEASURE)
    for start, end in pairwise((0, *ends)):
        if end < len(found):
            assert widths(found[start : end + 1], [end + 1 - start])[0] > MEASURE


@given(paragraphs)
def test_no_strategy_for_titles_and_ragged_lines_takes_more_lines_than_the_first_fit(found: list[Unbreakable]) -> None:
    fewest = len(first_fit(found, MEASURE))
    assert len(even(found, MEASURE)) == len(ragged(found, MEASURE)) == fewest


@given(paragraphs)
def test_the_best_fit_costs_no_more_than_any_other_way(found: list[Unbreakable]) -> None:
    def cost(_first: int, _last: int, width: float) -> float:
        return (MEASURE - width) ** 2

    def total(ends: Sequence[int]) -> float:
        return sum(
            cost(start, end, wide) for (start, end), wide in zip(pairwise((0, *ends)), widths(found, ends), strict=True)
        )

    def fits(ends: Sequence[int]) -> bool:
        lines = zip(pairwise((0, *ends)), widths(found, ends), strict=True)
        return all(end - start == 1 or wide <= MEASURE for (start, end), wide in lines)

    least = min(total(ends) for ends in every_way(len(found)) if fits(ends))
    assert total(best_fit(found, MEASURE, cost)) <= least + 1e-6


def test_balanced_lines_are_of_like_width() -> None:
    assert first_fit(words(45, 45, 20), MEASURE) == [2, 3]
    assert widths(words(45, 45, 20), even(words(45, 45, 20), MEASURE)) == [45, 70]


def test_a_break_that_costs_is_avoided() -> None:
    found = words(40, 40, 40, 40, 40)
    costly = balanced(found, 140.0, lambda _first, last: 5.0 * (last == 3))
    assert even(found, 140.0) in ([2, 5], [3, 5])
    assert costly == [2, 5]


def test_a_single_short_word_does_not_end_a_paragraph() -> None:
    found = words(30, 30, 28, 10)
    assert first_fit(found, MEASURE) == [3, 4]
    assert ragged(found, MEASURE) == [2, 4]
    assert ragged(found, MEASURE, runt=5.0) == [3, 4]


def test_an_even_paragraph_does_not_end_a_line_with_a_word_that_leads_to_the_next() -> None:
    found = [Unbreakable(width=width, space=10.0) for width in (40.0, 20.0, 30.0, 30.0)]
    assert ragged(found, 120.0, even=True) == [2, 4]
    leading = [found[0], replace(found[1], leads=True), *found[2:]]
    assert ragged(leading, 120.0, even=True) == [1, 4]
    assert ragged(leading, 120.0) == ragged(found, 120.0)  # in a paragraph any word may end a line
    assert ragged(leading, 90.0, even=True) == ragged(found, 90.0, even=True)  # one line more would be worse


def test_an_even_paragraph_breaks_where_it_pauses() -> None:
    found = words(40, 30, 30, 20)
    assert ragged(found, 110.0, even=True) == [2, 4]
    pausing = [replace(found[0], pauses=True), *found[1:]]
    assert ragged(pausing, 110.0, even=True) == [1, 4]


def test_a_hyphen_takes_its_room_at_the_end_of_a_line() -> None:
    syllables = [Unbreakable(width=60, hyphen=50), Unbreakable(width=50)]
    assert ragged(syllables, 110.0) == [2]
    crowded = [Unbreakable(width=60), Unbreakable(width=30, space=5, hyphen=10), Unbreakable(width=60)]
    assert ragged(crowded, MEASURE) == [1, 3]


def test_marks_give_up_their_blank_at_the_ends_of_a_line() -> None:
    marked = [Unbreakable(width=55, head=5), Unbreakable(width=55, tail=5)]
    assert ragged(marked, MEASURE) == [2]
    assert ragged([replace(word, head=0.0, tail=0.0) for word in marked], MEASURE) == [1, 2]


def test_lines_with_an_empty_edge_are_strained() -> None:
    assert strained(words(30, 30, 90), [2, 3], MEASURE)
    assert not strained(words(45, 48, 90), [2, 3], MEASURE)


@given(paragraphs)
def test_lines_without_joints_are_filled_as_far_as_they_go(found: list[Unbreakable]) -> None:
    assert filled(found, MEASURE) == first_fit(found, MEASURE)


def test_a_line_ends_at_a_joint_only_if_it_would_be_short_without_it() -> None:
    long, short = words(60, 25, 50, space=0), words(60, 29, 8, 50, space=0)
    joint = [replace(word, joint=at == len(found) - 2) for found in (long, short) for at, word in enumerate(found)]
    assert filled(joint[:3], MEASURE) == [2, 3]
    assert filled(joint[3:], MEASURE) == [2, 4]


def test_a_last_line_of_little_gets_words_of_the_line_before_but_leaves_that_long() -> None:
    found = words(*[10] * 11, space=0)
    assert filled(found, MEASURE) == [10, 11]
    assert filled(found, MEASURE, 35) == [7, 11]
    assert filled(words(50, 50, 10, space=0), MEASURE, 35) == [2, 3]


def test_a_mark_that_gives_up_its_blank_has_room_at_the_end_of_a_line() -> None:
    found = [*words(40, 60, space=0), Unbreakable(width=10, tail=5)]
    assert filled([replace(found[0], width=35), *found[1:]], MEASURE) == [3]
    assert filled(found, MEASURE) == [2, 3]

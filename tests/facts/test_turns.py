"""Where a series turns, and where its last value ends a time without records."""

from __future__ import annotations

from briefing.facts.turns import ends_records, plain_turn, turn


def test_a_turn_is_the_inner_extreme_that_stands_out() -> None:
    assert turn([1, 4, 9, 5, 2]) == 2
    assert turn([9, 5, 1, 4, 8]) == 2
    assert turn([1, 2, 3]) is None
    assert turn([1]) is None
    assert plain_turn([1, 4, 9, 5, 2]) == 2
    assert plain_turn([1, 3, 8, 9, 8.5]) is None


def test_the_last_value_ends_a_time_without_records() -> None:
    assert ends_records([5, 9, 4, 6, 5, 6, 7, 8, 10])
    assert not ends_records([1, 2, 3, 4, 5, 6, 7, 8])
    assert not ends_records([1, 9])

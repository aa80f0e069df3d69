"""What there is no room for: years are thinned out evenly, both ends stay."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.thinning import named


def test_all_years_are_named_where_they_have_room() -> None:
    assert named(5, 30, 30) == [0, 1, 2, 3, 4]


def test_every_second_year_is_named_counted_from_the_last_with_the_first() -> None:
    assert named(7, 30, 20) == [0, 2, 4, 6]
    assert named(8, 30, 20) == [0, 3, 5, 7]


@given(st.integers(2, 90), st.floats(5, 60), st.floats(2, 60))
def test_both_ends_are_named_and_no_name_between_them_touches_another(count: int, wide: float, step: float) -> None:
    found = named(count, wide, step)
    assert (found[0], found[-1]) == (0, count - 1)
    between = found[:-1] if len(found) == 2 else found
    assert all((later - before) * step >= wide for before, later in pairwise(between))

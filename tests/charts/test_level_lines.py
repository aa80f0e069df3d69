"""Lines at the height of a rate a year, over columns of changes."""

from __future__ import annotations

import pytest

from briefing.charts.remarks import clear_pieces


def test_a_level_line_is_whole_where_no_words_stand_on_it() -> None:
    assert clear_pieces(0.0, 100.0, 50.0, [(20.0, 40.0, 60.0, 72.0)]) == [(0.0, 100.0)]


@pytest.mark.parametrize("heights", [(44.0, 56.0), (56.0, 44.0)], ids=["from below", "from above"])
def test_a_level_line_leaves_out_words_that_it_would_cross(heights: tuple[float, float]) -> None:
    (start, before), (after, end) = clear_pieces(0.0, 100.0, 50.0, [(20.0, 40.0, *heights)])
    assert (start, end) == (0.0, 100.0)
    assert before < 20.0 < 40.0 < after


def test_words_side_by_side_leave_no_scrap_of_a_line_between_them() -> None:
    words = [(20.0, 40.0, 44.0, 56.0), (44.0, 60.0, 44.0, 56.0)]
    assert [start for start, _ in clear_pieces(0.0, 100.0, 50.0, words)] == [0.0, 61.5]


def test_words_beyond_its_ends_do_not_shorten_it() -> None:
    assert clear_pieces(0.0, 100.0, 50.0, [(120.0, 140.0, 44.0, 56.0)]) == [(0.0, 100.0)]

"""Places for text: the free one wins, and nothing is moved without need."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.spreading import spread
from briefing.charts.vector.placing import Box, Taken, around, beside

GROUND = Box(0, 0, 300, 200)


def test_a_free_place_on_the_wished_side_is_taken() -> None:
    taken = Taken(GROUND)
    box = taken.best(beside((100, 100), (20, 8), "above", 5))
    assert box == Box(90, 105, 20, 8)


def test_a_line_through_the_wished_place_moves_the_text() -> None:
    taken = Taken(GROUND)
    taken.add_path([(0, 109), (300, 109)])
    box = taken.best(beside((100, 100), (20, 8), "above", 5))
    assert taken.clear(box)
    assert box.y + box.h < 100


def test_a_grid_line_is_no_obstacle_but_a_pity() -> None:
    taken = Taken(GROUND)
    taken.add_path([(0, 109), (300, 109)], "grid")
    assert taken.clear(Box(90, 105, 20, 8))
    assert taken.cost(Box(90, 105, 20, 8)) > 0


def test_a_text_outside_of_the_ground_is_never_clear() -> None:
    assert not Taken(GROUND).clear(Box(295, 10, 20, 8))


def test_places_all_over_begin_near_the_mark() -> None:
    boxes = around((100, 100), (40, 10), "right", GROUND)
    assert boxes[0].x >= 100
    assert abs(boxes[0].y - 100) < 20


heights = st.lists(st.tuples(st.floats(0, 300), st.floats(1, 20)), min_size=1, max_size=8)


@given(heights)
def test_texts_moved_apart_overlap_nowhere_and_keep_their_order(items: list[tuple[float, float]]) -> None:
    wished, sizes = [item[0] for item in items], [item[1] for item in items]
    found = spread(wished, sizes, -1000.0, 1000.0)
    order = sorted(range(len(found)), key=lambda at: (wished[at], at))
    for one, other in pairwise(order):
        assert found[other] - found[one] >= (sizes[one] + sizes[other]) / 2 - 1e-6


def test_texts_that_do_not_touch_stay_where_they_were() -> None:
    assert spread([10.0, 50.0, 90.0], [10.0, 10.0, 10.0], 0, 100) == [10.0, 50.0, 90.0]


def test_texts_of_unlike_heights_are_equally_far_from_where_they_wished() -> None:
    assert spread([50.0, 52.0], [22.0, 10.0], 0, 100) == [43.0, 59.0]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 12)), min_size=1, max_size=8))
def test_texts_moved_apart_stay_inside_where_there_is_room(items: list[tuple[float, float]]) -> None:
    wished, sizes = [item[0] for item in items], [item[1] for item in items]
    found = spread(wished, sizes, 0.0, 100.0)
    order = sorted(range(len(found)), key=lambda at: (wished[at], at))
    for one, other in pairwise(order):
        assert found[other] - found[one] >= (sizes[one] + sizes[other]) / 2 - 1e-6
    assert all(size / 2 - 1e-6 <= at <= 100 - size / 2 + 1e-6 for at, size in zip(found, sizes, strict=True))

"""Places for text: the free one wins, and nothing is moved without need."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.boxes import Box
from briefing.charts.end_names import spread
from briefing.charts.label_placement import SLIDE, Obstacles, around_mark, misleads, next_to_mark, runs_between

GROUND = Box(0, 0, 300, 200)


def test_a_free_place_on_the_wished_side_is_obstacles() -> None:
    obstacles = Obstacles(GROUND)
    box = obstacles.best(next_to_mark((100, 100), (20, 8), "above", 5))
    assert box == Box(90, 105, 20, 8)


def test_a_line_through_the_wished_place_moves_the_text() -> None:
    obstacles = Obstacles(GROUND)
    obstacles.add_line([(0, 109), (300, 109)])
    box = obstacles.best(next_to_mark((100, 100), (20, 8), "above", 5))
    assert obstacles.is_clear(box)
    assert box.y + box.h < 100


def test_a_grid_line_is_no_obstacle_but_a_pity() -> None:
    obstacles = Obstacles(GROUND)
    obstacles.add_line([(0, 109), (300, 109)], "grid")
    assert obstacles.is_clear(Box(90, 105, 20, 8))
    assert obstacles.cost(Box(90, 105, 20, 8)) > 0


def test_a_text_outside_of_the_ground_is_never_clear() -> None:
    assert not Obstacles(GROUND).is_clear(Box(295, 10, 20, 8))


def test_a_label_moves_off_an_obstacle_to_the_nearest_place_on_its_side() -> None:
    wall = Box(80, 100, 40, 40)
    for costs in (SLIDE, Obstacles(GROUND).costs):
        box = Obstacles(GROUND, [wall], costs=costs).cheapest(around_mark((100, 100), (20, 8), "right"))[1]
        assert not box.touches(wall)
        assert box.x + box.w <= 100 or box.x >= 100 or box.y + box.h <= 100


def test_above_is_up_on_a_page_and_on_a_slide() -> None:
    page = Obstacles(GROUND).cheapest(around_mark((100, 100), (20, 8), "above"))[1]
    slide = Obstacles(GROUND, costs=SLIDE).cheapest(around_mark((100, 100), (20, 8), "above", y_down=True))[1]
    assert page == Box(90, 110, 20, 8)
    assert slide == Box(90, 82, 20, 8)


def test_a_label_about_a_mark_can_be_joined_to_it_by_a_level_or_upright_line() -> None:
    for _, box in around_mark((100, 100), (20, 8), "below"):
        assert box.x <= 100 <= box.x + box.w or box.y <= 100 <= box.y + box.h


def test_with_a_margin_what_comes_near_touches() -> None:
    obstacles = Obstacles(GROUND, [Box(90, 114, 20, 8)])
    boxes = [Box(90, 105, 20, 8), Box(90, 80, 20, 8)]
    assert obstacles.best(boxes) == boxes[0]
    assert obstacles.best(boxes, margin=2) == boxes[1]


def test_a_value_nearer_to_another_point_than_to_its_own_misleads() -> None:
    assert misleads(Box(0, 10, 10, 5), (5, 0), [(5, 20)])
    assert not misleads(Box(0, 2, 10, 5), (5, 0), [(5, 20)])


def test_what_two_boxes_share_is_measured() -> None:
    assert Box(0, 0, 10, 10).overlap(Box(8, 5, 10, 10)) == 10
    assert Box(0, 0, 10, 10).overlap(Box(10, 0, 5, 5)) == 0
    assert Box(-2, 5, 10, 10).overhang(Box(0, 0, 10, 10)) == 7


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


def test_a_line_between_a_text_and_its_mark_is_seen() -> None:
    line = [(0.0, 20.0), (100.0, 20.0)]
    assert runs_between(Box(40, 30, 20, 10), (50.0, 10.0), [line])
    assert not runs_between(Box(40, -10, 20, 10), (50.0, 10.0), [line])


def test_a_label_stands_close_to_its_mark_only_where_no_other_place_is_free() -> None:
    narrow = Obstacles(GROUND)
    narrow.add_line([(0, 117), (300, 117)])
    narrow.add_line([(0, 84), (300, 84)])
    assert narrow.cheapest(around_mark((100, 100), (200, 8), "above", close=True))[1].y == 106
    assert Obstacles(GROUND).cheapest(around_mark((100, 100), (200, 8), "above", close=True))[1].y == 110

"""A strip: no dot on another, and who leads, as well as who stands beyond, is seen and named."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts.boxes import Box
from briefing.charts.dot_labels import dots_on, radius_on, side_by_side
from tests.charts.sample_planes import strip_of
from tests.charts.test_vector import drawn


def test_dots_of_a_strip_do_not_touch_and_what_leads_stands_over_its_neighbours() -> None:
    plot = charts.plot(strip_of((50.0 + number % 3 for number in range(40)), "Place 7"))
    spots = list(zip(plot.series[0].values, plot.series[1].values, strict=True))
    assert len(set(spots)) == 40
    assert plot.categories[-1] == "Place 7"
    assert spots[-1][1] == max(level for _, level in spots if level is not None)


@pytest.mark.parametrize(
    ("lead", "named", "beyond"),
    [(4, {0, 1, 2, 3, 4, 39}, {0, 1, 2, 3}), (7, {0, 7, 39}, set()), (37, {0, 37, 38, 39}, {38, 39})],
)
def test_the_few_places_beyond_the_one_that_leads_are_named_and_darker_in_a_strip(
    lead: int, named: set[int], beyond: set[int]
) -> None:
    chart = strip_of((50.0 + number for number in range(40)), f"Place {lead}")
    places, plot = chart.categories, charts.plot(chart)
    labels = zip(plot.categories, plot.series[1].labels, strict=True)
    assert {place for place, label in labels if label and not label.optional} == {places[at] for at in named}
    dark = {place for place, role in zip(plot.categories, plot.series[1].roles, strict=True) if role == "plain"}
    assert dark == {places[at] for at in beyond}
    if beyond:  # what comes second has its own colour there too
        second = max(beyond)
        again = charts.plot(replace(chart, second=places[second]))
        assert dict(zip(again.categories, again.series[1].roles, strict=True))[places[second]] == "second"


@pytest.mark.parametrize(("spread", "along"), [(40.0, 30), (1.0, 75)])
def test_dots_that_lie_far_from_each_other_are_larger_and_none_touches_another(spread: float, along: int) -> None:
    plot = charts.plot(strip_of(50.0 + number * spread / 59 if number else 10.0 for number in range(60)))
    assert side_by_side(plot) == along
    ground = Box(0.0, 0.0, 800.0, 220.0)
    dots = dots_on(plot, ground, radius_on(plot, ground, 4.5))
    assert (
        min(dist(one.middle, other.middle) - one.radius - other.radius for one, other in combinations(dots, 2)) > -0.1
    )


@pytest.mark.parametrize(("least", "marked"), [(50.0, True), (0.0, False)])
def test_a_scale_of_a_strip_that_does_not_begin_at_zero_is_marked_behind_its_lowest_number(
    least: float, marked: bool
) -> None:
    _, surface, _, _ = drawn(strip_of(least + number for number in range(20)))
    words = {item.string: item.box for item in surface.words}
    assert ("//" in words) is marked
    if marked:
        mark = words["//"]
        numbers = [box for string, box in words.items() if string.isdecimal() and box.y == pytest.approx(mark.y)]
        assert min(box.x1 for box in numbers) < mark.x < min(box.x1 for box in numbers) + 6

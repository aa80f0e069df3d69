"""Dots of a page are measured: each stands at its two values and is as large as its third, or the page is refused.

rules: planned-numbers
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log10, sqrt
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.proof.findings import Box
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.planned import planned_circles, planned_dumbbells
from briefing.proof.planned.stretches import Region, TextUnit
from briefing.proof.reading.ledger_reader import PlanEntry, PlannedChart, PlannedSeries

NAMES = ("Ash", "Birch", "Cedar", "Elm", "Fir")
RICH, OLD, MANY = [10.0, 30.0, 20.0, 80.0, 55.0], [60.0, 20.0, 75.0, 40.0, 90.0], [4.0, 9.0, 25.0, 16.0, 1.0]
ELSEWHERE = "section trips: the dot of {} stands elsewhere than its values"


def circle(x: float, y: float, radius: float = 3.0) -> Box:
    return (100 + x - radius, 300 - y - radius, 100 + x + radius, 300 - y + radius)


def dots(across: Sequence[float], up: Sequence[float], radii: Sequence[float] = (3.0,) * 5) -> list[Box]:
    """Boxes of dots in a plane, each with an edge around it."""
    places = list(zip(across, up, radii, strict=False))
    return [circle(x, y, radius + edge) for x, y, radius in places for edge in (0.0, 0.8)]


def faults(boxes: Sequence[Box], *series: Sequence[float | None], kind: str = "scatter") -> list[str]:
    """What is found of a figure of these dots that was composed of these series."""
    facts = {f"f{at}.{row}": SimpleNamespace(value=v) for at, one in enumerate(series) for row, v in enumerate(one)}
    planned = tuple(
        PlannedSeries(f"201{at}", tuple("" if v is None else f"f{at}.{row}" for row, v in enumerate(one)))
        for at, one in enumerate(series)
    )
    element = Element("picture", "figure 1", circles=tuple(boxes))
    page = Page(1, 595.0, 842.0, (element,))
    stretch = Region(ParsedFile("a.pdf", "brief", b"", (page,)), (TextUnit(("trips",), page, element, 0),), (), ())
    entry = PlanEntry("section", "trips", charts=(PlannedChart(kind, "", NAMES[: len(series[0])], planned),))
    ledger = cast(Any, SimpleNamespace(facts=facts))
    module = planned_dumbbells if kind == "dumbbell" else planned_circles
    return [one.what for one in module.check(entry, stretch, ledger)]


def test_dots_at_their_values_are_silent_on_any_scale() -> None:
    assert faults(dots(RICH, OLD), RICH, OLD) == []
    assert faults(dots([2 * x + 7 for x in RICH], [0.4 * y for y in OLD]), RICH, OLD) == []
    assert faults(dots([90 * log10(x) for x in RICH], [80 * log10(y) for y in OLD]), RICH, OLD) == []


@pytest.mark.parametrize("at", range(len(NAMES)))
def test_a_dot_that_is_off_is_found(at: int) -> None:
    other = [*OLD[:at], OLD[at] + 11, *OLD[at + 1 :]]
    assert faults(dots(RICH, other), RICH, OLD)
    assert faults(dots(other, RICH), OLD, RICH)


def test_two_dots_in_each_others_place_are_found_and_one_is_named() -> None:
    assert faults(dots(RICH, [75.0, 20.0, 60.0, 40.0, 90.0]), RICH, OLD) == [ELSEWHERE.format("Ash")]


def test_areas_are_as_the_third_values() -> None:
    radii = [4 * sqrt(value) for value in MANY]
    assert faults(dots(RICH, OLD, radii), RICH, OLD, MANY) == []
    radii[1], radii[2] = radii[2], radii[1]
    (found,) = faults(dots(RICH, OLD, radii), RICH, OLD, MANY)
    assert found.endswith("is not as large as its value")


def test_the_smallest_dots_are_still_seen() -> None:
    assert faults(dots(RICH, OLD, [20.0, 1.0, 1.0, 1.0, 1.0]), RICH, OLD, [4e6, 100.0, 20.0, 1.0, 5000.0]) == []


def test_dots_on_one_scale_lie_over_each_other_in_any_order() -> None:
    values = [10.0, 30.0, 30.0, 80.0, 55.0]
    levels = [0.0, 0.0, 9.0, 0.0, -9.0]
    assert faults(dots(values, levels), values, kind="strip") == []
    assert faults(dots(values, levels), [10.0, 30.0, 45.0, 80.0, 55.0], kind="strip") == [ELSEWHERE.format("Cedar")]


def test_nothing_is_found_among_other_than_as_many_dots() -> None:
    assert faults(dots(RICH[:4], OLD), RICH, OLD) == []
    assert faults([*dots(RICH, OLD), circle(200, 5)], [*RICH], OLD[::-1]) == []
    assert faults(dots(RICH, OLD), [*RICH[:4], None], OLD[::-1]) == []


BEFORE: list[float | None] = [10.0, 30.0, 20.0, 80.0]
AFTER: list[float | None] = [25.0, 28.0, None, 60.0]


def pairs(before: Sequence[float | None], after: Sequence[float | None], order: Sequence[int] = range(4)) -> list[Box]:
    """Boxes of dots in rows below a key, the later ones larger."""
    boxes = [circle(5, 90, 3.0), circle(60, 90, 4.6)]
    for at, row in enumerate(order):
        ends = ((before[row], 3.8), (after[row], 5.4))
        boxes += [circle(2 * value, 60 - 25 * at, radius) for value, radius in ends if value is not None]
    return boxes


def test_both_dots_of_each_row_stand_at_its_values_in_any_order_of_rows() -> None:
    assert faults(pairs(BEFORE, AFTER), BEFORE, AFTER, kind="dumbbell") == []
    assert faults(pairs(BEFORE, AFTER, order=(3, 1, 0, 2)), BEFORE, AFTER, kind="dumbbell") == []


def test_later_values_in_each_others_rows_are_found() -> None:
    (found,) = faults(pairs(BEFORE, [28.0, 25.0, None, 60.0]), BEFORE, AFTER, kind="dumbbell")
    assert found == "section trips: the dots of Ash stand elsewhere than its values"


def test_the_earlier_dot_in_place_of_the_later_is_found() -> None:
    assert faults(pairs([25.0, 30.0, 20.0, 80.0], [10.0, 28.0, None, 60.0]), BEFORE, AFTER, kind="dumbbell")
    assert faults(pairs(BEFORE, [25.0, 28.0, 20.0, 60.0]), BEFORE, AFTER, kind="dumbbell") == []  # it covers the other
    assert faults(pairs(BEFORE, [25.0, 28.0, 33.0, 60.0]), BEFORE, AFTER, kind="dumbbell")


def test_ranks_may_count_from_the_right() -> None:
    assert (
        faults(
            pairs([5.0, 1.0, 9.0, 2.0], [4.0, 3.0, 7.0, 6.0]),
            [5.0, 9.0, 1.0, 8.0],
            [6.0, 7.0, 3.0, 4.0],
            kind="dumbbell",
        )
        == []
    )


numbers = st.lists(st.integers(1, 99), min_size=3, max_size=5, unique=True)


@given(numbers, st.data())
def test_whatever_the_values_are_two_dots_in_each_others_place_are_found(
    across: list[int], data: st.DataObject
) -> None:
    count = len(across)
    up = data.draw(st.lists(st.integers(1, 99), min_size=count, max_size=count, unique=True))
    assume(max(up) - min(up) > 20)
    assume(max(across) - min(across) > 20)
    x, y = [2.0 * value for value in across], [2.0 * value for value in up]
    assert faults(dots(x, y), x, y) == []
    one, other = data.draw(st.permutations(range(count)))[:2]
    assume(abs(up[one] - up[other]) > 5)
    assume(abs(across[one] - across[other]) > 5)
    turned = [*y]
    turned[one], turned[other] = y[other], y[one]
    assert faults(dots(x, turned), x, y)

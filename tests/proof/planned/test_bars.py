"""Bars of a page are measured: each is as long as its value is large, or the page is refused.

rules: planned-numbers
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.proof.findings import Box
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.planned import planned_bars
from briefing.proof.planned.stretches import Region, TextUnit
from briefing.proof.reading.ledger_reader import PlanEntry, PlannedChart, PlannedSeries

BASE, PITCH, WIDE = 300.0, 30.0, 20.0


def columns(values: list[float], *, scale: float = 1.0, left: float = 50.0) -> list[Box]:
    """Boxes of columns over one line, as a page counts from its upper left corner."""
    found = []
    for at, value in enumerate(values):
        x, height = left + PITCH * at, scale * value
        found.append((x, BASE - max(height, 0.0), x + WIDE, BASE - min(height, 0.0)))
    return found


def rows(values: list[float]) -> list[Box]:
    """Boxes of bars to the right of one line."""
    return [(BASE + min(v, 0.0), 50 + PITCH * at, BASE + max(v, 0.0), 70 + PITCH * at) for at, v in enumerate(values)]


def faults(boxes: list[Box], *series: list[float | None], kind: str = "columns", charts: int = 1) -> list[str]:
    """What is found of a figure of these boxes that was composed of these series, in one chart or in one for each."""
    facts = {f"f{at}.{row}": SimpleNamespace(value=v) for at, one in enumerate(series) for row, v in enumerate(one)}
    planned = [
        PlannedSeries(f"Series {at}", tuple("" if v is None else f"f{at}.{row}" for row, v in enumerate(one)))
        for at, one in enumerate(series)
    ]
    years = tuple(str(2001 + row) for row in range(len(series[0])))
    held = [tuple(planned)] if charts == 1 else [(one,) for one in planned]
    entry = PlanEntry("section", "trips", charts=tuple(PlannedChart(kind, "", years, one) for one in held))
    element = Element("picture", "figure 1", rectangles=tuple(boxes))
    page = Page(1, 595.0, 842.0, (element,))
    stretch = Region(ParsedFile("a.pdf", "brief", b"", (page,)), (TextUnit(("trips",), page, element, 0),), (), ())
    return [one.what for one in planned_bars.check(entry, stretch, cast(Any, SimpleNamespace(facts=facts)))]


VALUES: list[float | None] = [80.0, 120.0, -40.0, 60.0]
KNOWN = [value for value in VALUES if value is not None]


def test_bars_that_are_as_long_as_their_values_are_silent() -> None:
    assert faults(columns(KNOWN), VALUES) == []
    assert faults(columns(KNOWN, scale=0.37), VALUES) == []
    assert faults(rows(KNOWN), VALUES, kind="bar") == []


@pytest.mark.parametrize(("at", "drawn"), [(0, 84.0), (1, 110.0), (2, 40.0), (3, 57.0)])
def test_a_bar_of_another_length_or_on_the_other_side_of_zero_is_found(at: int, drawn: float) -> None:
    other = [*KNOWN[:at], drawn, *KNOWN[at + 1 :]]
    assert len(faults(columns(other), VALUES)) == len(faults(rows(other), VALUES, kind="bar")) == 1


def test_the_finding_says_which_bar_and_how_long_it_is() -> None:
    (found,) = faults(columns([80, 120, 50]), [80.0, 120.0, 90.0])
    assert found == "section trips: the bar of Series 0, 2003 is 42% as long as the longest one, and by its value 75%"


def test_two_bars_in_each_others_place_are_found() -> None:
    assert faults(columns([120, 80, -40, 60]), VALUES)
    assert faults(columns([80, 120, 60, -40]), VALUES)


def test_years_without_a_value_and_values_of_zero_have_no_bar() -> None:
    values = [80.0, None, 0.0, 120.0, 30.0]
    assert faults(columns([80, 120, 30]), values) == []
    assert faults(columns([80, 30, 120]), values)


def test_columns_of_two_series_stand_in_turn() -> None:
    boxes = columns([50, 90, 70, 30])
    assert faults(boxes, [50.0, 70.0], [90.0, 30.0]) == []
    assert faults(boxes, [90.0, 30.0], [50.0, 70.0])


def test_charts_side_by_side_on_one_line_may_have_scales_of_their_own() -> None:
    boxes = [*columns([50, 90]), *columns([70, 30], left=200.0)]
    assert faults(boxes, [50.0, 90.0], [70.0, 30.0], charts=2) == []
    assert faults(boxes, [50.0, 90.0], [1400.0, 600.0], charts=2) == []
    assert faults(boxes, [50.0, 90.0], [600.0, 1400.0], charts=2)


def test_a_bar_without_a_length_is_of_charts_that_stand_in_another_order() -> None:
    boxes = [*columns([30, 40, 30]), *columns([0, 10, 20], left=200.0)]
    assert faults(boxes, [0.0, 1.0, 3.0], [4.0, 3.0, 0.0], [2.0, 1.0, 0.0], charts=3) == []


def test_bars_of_another_chart_are_not_compared_with_those_of_one_whose_own_are_not_found() -> None:
    lower = [(left, top + 200, right, bottom + 200) for left, top, right, bottom in columns([30, 10])]
    assert faults([*columns([50, 90]), *lower], [50.0, 90.0], [60.0, 20.0], charts=2) == []
    assert faults(columns([50, 90]), [50.0, 90.0], [60.0, 20.0], charts=2) == []
    assert faults([*columns([50, 90]), *lower], [50.0, 90.0], [20.0, 60.0], charts=2)


def test_an_outline_and_a_frame_are_no_bars_of_their_own() -> None:
    outlined = [(left - 0.6, top - 0.6, right + 0.6, bottom + 0.6) for left, top, right, bottom in columns([80, 120])]
    frame = (40.0, 100.0, 400.0, BASE)
    boxes = [*columns([80, 120, 60]), *outlined, frame]
    assert faults(boxes, [80.0, 120.0, 60.0]) == []
    assert faults(boxes, [80.0, 120.0, 90.0])


def test_bars_of_one_length_are_right_from_either_end() -> None:
    assert faults(rows([70, 70, 70]), [5.0, 5.0, 5.0], kind="bar") == []
    assert faults(rows([70, 70, 70]), [-5.0, -5.0, -5.0], kind="bar") == []


@pytest.mark.parametrize("kind", ["stacked", "line", "waterfall"])
def test_nothing_is_found_in_kinds_whose_bars_do_not_begin_at_zero(kind: str) -> None:
    assert faults(columns([10, 20, 30]), [30.0, 20.0, 10.0], kind=kind) == []


def test_nothing_is_found_where_there_are_not_as_many_bars_as_values() -> None:
    assert faults(columns([10, 20, 30]), [30.0, 20.0]) == []
    assert faults([], [30.0, 20.0]) == []
    assert faults(columns([10]), [30.0]) == []


@given(
    st.lists(st.floats(5, 500) | st.floats(-500, -5), min_size=2, max_size=12).filter(lambda v: max(map(abs, v)) > 50),
    st.data(),
)
def test_whatever_the_values_are_they_are_silent_and_one_that_is_off_is_found(
    values: list[float], data: st.DataObject
) -> None:
    scale = 150 / max(map(abs, values))
    assert faults(columns(values, scale=scale), list(values)) == []
    at = data.draw(st.integers(0, len(values) - 1))
    other = [*values[:at], values[at] / 2, *values[at + 1 :]]
    if abs(values[at]) * scale > 6 and abs(values[at]) < max(map(abs, values)):
        assert faults(columns(other, scale=scale), list(values))


def test_the_line_that_bars_begin_at_may_be_the_edge_of_one_of_them() -> None:
    boxes = [(300.0, 50.0 + 30 * at, 300.0 + length, 70.0 + 30 * at) for at, length in enumerate([168.3, 2.1])]
    boxes += [(300.0 + length, 110.0 + 30 * at, 300.0, 130.0 + 30 * at) for at, length in enumerate([-77.07, -116.94])]
    assert faults(boxes, [57.8, 0.5, -26.9, -40.7], kind="bar") == []
    assert faults(boxes, [57.8, 0.5, -29.9, -40.7], kind="bar")


def test_the_shortest_bars_may_be_as_long_as_their_edges() -> None:
    assert faults(columns([0.1, 170.0, 2.0]), [4.0, 17000.0, 5.0]) == []
    assert faults(columns([0.1, 170.0, 4.0]), [4.0, 17000.0, 5.0])


def test_columns_of_classes_are_as_high_as_their_counts() -> None:
    assert faults(columns([20, 60, 40]), [1.0, 3.0, 2.0], kind="histogram") == []
    assert faults(columns([20, 40, 60]), [1.0, 3.0, 2.0], kind="histogram")


def test_as_many_bars_in_other_groups_than_the_charts_have_are_not_theirs() -> None:
    boxes = [*columns([30, 40, 30]), *columns([10, 20], left=250.0)]
    assert faults(boxes, [10.0, 20.0, 0.0], [30.0, 40.0, 30.0], charts=2) == []
    assert faults(boxes, [30.0, 30.0, 40.0], [10.0, 20.0, 0.0], charts=2)


def test_bars_whose_ends_lie_on_a_line_by_chance_are_no_row() -> None:
    one, other = columns([-10, -22, -31, -20]), columns([-30, -25, -21, -8], left=250.0)
    lower = [(left, top + 1, right, bottom + 1) for left, top, right, bottom in other]  # another line, whose end is -20
    assert faults([*one, *lower], [-42.0, -54.0], [-10.0, -22.0, -31.0, -20.0], charts=2) == []

"""Lines of a page are measured: each goes through the values of a series, or the page is refused.

rules: planned-numbers
"""

from __future__ import annotations

from math import log10
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.planned import planned_curves
from briefing.proof.planned.stretches import Region, TextUnit
from briefing.proof.reading.ledger_reader import PlanEntry, PlannedChart, PlannedSeries

Line = tuple[str, tuple[tuple[float, float], ...]]
BLUE, GREY = "0A4480", "8A929B"


def line(values: list[float], colour: str = BLUE, *, left: float = 50.0, steep: float = 1.0) -> Line:
    """A line of a page, which counts from its upper edge."""
    return colour, tuple((left + 30 * at, 300 - steep * value) for at, value in enumerate(values))


def faults(lines: list[Line], *series: list[float | None], kind: str = "line") -> list[str]:
    """What is found of a figure of these lines that was composed of these series."""
    facts = {f"f{at}.{row}": SimpleNamespace(value=v) for at, one in enumerate(series) for row, v in enumerate(one)}
    planned = [
        PlannedSeries(f"Series {at}", tuple("" if v is None else f"f{at}.{row}" for row, v in enumerate(one)))
        for at, one in enumerate(series)
    ]
    years = tuple(str(2001 + row) for row in range(len(series[0])))
    element = Element("picture", "figure 1", drawn_lines=tuple(lines))
    page = Page(1, 595.0, 842.0, (element,))
    stretch = Region(ParsedFile("a.pdf", "brief", b"", (page,)), (TextUnit(("trips",), page, element, 0),), (), ())
    entry = PlanEntry("section", "trips", charts=(PlannedChart(kind, "", years, tuple(planned)),))
    return [one.what for one in planned_curves.check(entry, stretch, cast(Any, SimpleNamespace(facts=facts)))]


VALUES = [60.0, 80.0, 75.0, -20.0, 110.0]
PLANNED: list[float | None] = [*VALUES]
OTHER: list[float | None] = [10.0, 30.0, 20.0, 50.0, 40.0]


def test_lines_through_their_values_are_silent_on_any_scale() -> None:
    assert faults([line(VALUES)], PLANNED) == []
    assert faults([line(VALUES, steep=0.4)], PLANNED) == []
    assert faults([line([log10(v) for v in (1, 10, 55, 1000)], steep=60)], [1.0, 10.0, 55.0, 1000.0]) == []


@pytest.mark.parametrize("at", range(len(VALUES)))
def test_a_point_that_is_off_is_found_and_its_series_named(at: int) -> None:
    drawn = [*VALUES[:at], VALUES[at] + 12, *VALUES[at + 1 :]]
    assert faults([line(drawn)], PLANNED) == ["section trips: no line goes through the values of Series 0"]


def test_two_points_in_each_others_place_and_a_line_upside_down_are_found() -> None:
    assert faults([line([80.0, 60.0, *VALUES[2:]])], PLANNED)
    assert faults([line([-value for value in VALUES])], PLANNED)


def test_of_two_lines_the_one_that_is_off_is_found() -> None:
    assert faults([line(VALUES), line([10, 30, 20, 50, 40], GREY)], PLANNED, OTHER) == []
    (found,) = faults([line(VALUES), line([10, 30, 25, 50, 40], GREY)], PLANNED, OTHER)
    assert "Series 1" in found


def test_a_line_in_two_widths_is_one() -> None:
    colour, points = line(VALUES)
    assert faults([(colour, points[:3]), (colour, points[2:])], PLANNED) == []
    assert faults([(colour, points[2:][::-1]), (colour, points[:3])], PLANNED) == []
    assert faults([(colour, points[:3]), (GREY, points[2:])], PLANNED) == []  # two lines, which are not compared


def test_a_gap_divides_a_series_into_lines_of_their_own() -> None:
    values: list[float | None] = [60.0, 80.0, 75.0, -20.0, None, 10.0, 30.0, 20.0, 50.0]
    lines = [line([60, 80, 75, -20]), line([10, 30, 20, 50], left=200.0)]
    assert faults(lines, values) == []
    assert faults([lines[0], line([10, 30, 28, 50], left=200.0)], values)


def test_a_level_line_is_level() -> None:
    level: list[float | None] = [5.0, 5.0, 5.0, 5.0]
    assert faults([line([70, 70, 70, 70])], level) == []
    assert faults([line([70, 70, 90, 70])], level)


def test_lines_of_the_scale_and_of_links_are_none_of_its_lines() -> None:
    scale: list[Line] = [(GREY, ((50.0, y), (400.0, y))) for y in (100.0, 200.0, 300.0)]
    elbow: Line = (BLUE, ((175.0, 190.0), (200.0, 190.0), (200.0, 150.0)))
    assert faults([*scale, elbow, line(VALUES)], PLANNED) == []
    assert faults([*scale, elbow, line([*VALUES[:3], 0.0, 110.0])], PLANNED)


@pytest.mark.parametrize(
    ("lines", "kind"), [([line([1, 2, 3])], "line"), ([], "line"), ([line([9, 8, 7, 6, 5])], "bump")]
)
def test_nothing_is_found_where_lines_are_not_as_long_as_series_or_no_values_are_drawn(
    lines: list[Line], kind: str
) -> None:
    assert faults(lines, PLANNED, kind=kind) == []


@given(st.lists(st.floats(-200, 200), min_size=4, max_size=30), st.floats(0.2, 1.5), st.data())
def test_whatever_the_values_are_they_are_silent_and_one_that_is_off_is_found(
    values: list[float], steep: float, data: st.DataObject
) -> None:
    planned: list[float | None] = [*values]
    assert faults([line(values, steep=steep)], planned) == []
    at = data.draw(st.integers(0, len(values) - 1))
    rest = [*values[:at], *values[at + 1 :]]
    if max(rest) - min(rest) > 50 and min(rest) < values[at] < max(rest):
        drawn = [*values[:at], values[at] + 10 / steep, *values[at + 1 :]]
        assert faults([line(drawn, steep=steep)], planned)

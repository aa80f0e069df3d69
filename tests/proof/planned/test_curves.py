"""Lines of a page are measured: each goes through the values of a series, or the page is refused.

rules: planned-numbers
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import log10
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.proof.findings import Box
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.planned import planned_curves
from briefing.proof.planned.stretches import Region, TextUnit
from briefing.proof.reading.ledger_reader import PlanEntry, PlannedChart, PlannedSeries

Line = tuple[str, tuple[tuple[float, float], ...]]
Areas = Sequence[tuple[tuple[tuple[float, float], ...], ...]]
BLUE, GREY, PAPER = "0A4480", "8A929B", "FFFFFF"


def line(values: list[float], colour: str = BLUE, *, left: float = 50.0, steep: float = 1.0) -> Line:
    """A line of a page, which counts from its upper edge."""
    return colour, tuple((left + 30 * at, 300 - steep * value) for at, value in enumerate(values))


def faults(
    lines: list[Line], *series: Sequence[float | None], kind: str = "line", areas: Areas = (), dots: Sequence[Box] = ()
) -> list[str]:
    """What is found of a figure of these lines, areas and dots that was composed of these series."""
    facts = {f"f{at}.{row}": SimpleNamespace(value=v) for at, one in enumerate(series) for row, v in enumerate(one)}
    planned = [
        PlannedSeries(f"Series {at}", tuple("" if v is None else f"f{at}.{row}" for row, v in enumerate(one)))
        for at, one in enumerate(series)
    ]
    years = tuple(str(2001 + row) for row in range(len(series[0])))
    element = Element("picture", "figure 1", drawn_lines=tuple(lines), areas=tuple(areas), circles=tuple(dots))
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


def test_two_series_in_each_others_place_in_one_year_are_found() -> None:
    one, other = [60.0, 80.0, 75.0, 20.0, 110.0], [10.0, 30.0, 20.0, 50.0, 40.0]
    assert faults([line(one), line(other, GREY)], [*one], [*other]) == []
    one[3], other[3] = other[3], one[3]
    drawn = [line(one), line(other, GREY)]
    one[3], other[3] = other[3], one[3]
    assert faults(drawn, [*one], [*other])


def test_lines_from_one_year_to_another_are_measured_on_one_scale() -> None:
    ends: list[list[float | None]] = [[20.0, 80.0], [50.0, 40.0], [30.0, 30.0]]
    drawn = [line([20, 80]), line([50, 40], GREY), line([30, 30], GREY)]
    assert faults(drawn, *ends, kind="slope") == []
    assert faults([line([20, 80]), line([40, 50], GREY), line([30, 30], GREY)], *ends, kind="slope")


def test_the_first_rank_is_the_highest() -> None:
    one, other, third = [1.0, 1.0, 2.0, 3.0], [2.0, 3.0, 1.0, 1.0], [3.0, 2.0, 3.0, 2.0]
    drawn = [line([-20 * rank for rank in row]) for row in (one, other, third)]
    assert faults(drawn, [*one], [*other], [*third], kind="bump") == []
    assert faults(
        [line([20 * rank for rank in row]) for row in (one, other, third)], [*one], [*other], [*third], kind="bump"
    )
    assert faults(drawn, [*one], [*other], [3.0, 3.0, 3.0, 2.0], kind="bump")


def test_a_rank_far_below_the_others_may_be_left_to_words() -> None:
    one: list[float | None] = [1.0, 2.0, 2.0, 1.0]
    other: list[float | None] = [2.0, 1.0, 40.0, 2.0]
    drawn = [line([-20, -40, -40, -20]), line([-40, -20], GREY)]
    last = (135.0, 335.0, 145.0, 345.0)
    dots = [*(circle(50 + 30 * at, -20 * rank) for at, rank in enumerate([1, 2, 2, 1])), circle(140, -40)]
    assert faults(drawn, one, other, kind="bump", dots=dots) == []
    assert faults(drawn, one, [2.0, 1.0, 4.0, 2.0], kind="bump", dots=[*dots, last])


def circle(x: float, height: float) -> Box:
    """A dot of a page."""
    return (x - 3, 300 - height - 3, x + 3, 300 - height + 3)


def areas(*parts: list[float]) -> list[tuple[tuple[tuple[float, float], ...], ...]]:
    """Areas that stand on each other, each with its upper and its lower edge."""
    sums = [
        [0.0] * len(parts[0]),
        *([*column] for column in zip(*(accumulate(c) for c in zip(*parts, strict=True)), strict=True)),
    ]
    edges = [line(row)[1] for row in sums]
    return [(upper, lower) for lower, upper in pairwise(edges)]


GAS, WIND = [60.0, 50.0, 40.0, 20.0], [10.0, 30.0, 35.0, 70.0]


def test_areas_stand_on_each_other_and_their_total_is_a_line() -> None:
    total = [a + b for a, b in zip(GAS, WIND, strict=True)]
    planned = ([*GAS], [*WIND], [*total])
    parting = [line(total, PAPER), line(GAS, PAPER)]
    assert faults([*parting, line(total)], *planned, kind="area", areas=areas(GAS, WIND)) == []
    assert faults([*parting, line(total)], *planned, kind="area", areas=areas(WIND, GAS))
    assert faults([*parting, line(total)], *planned, kind="area", areas=areas(GAS, [10.0, 30.0, 45.0, 70.0]))
    wrong = [total[0], total[2] + 9, total[1], total[3]]
    (found,) = faults([*parting, line(wrong)], *planned, kind="area", areas=areas(GAS, WIND))
    assert found == "section trips: no line goes through the values of Series 2"


def test_a_band_lies_around_its_line() -> None:
    middle, low, high = [50.0, 70.0, 60.0, 90.0], [40.0, 55.0, 50.0, 70.0], [65.0, 80.0, 75.0, 99.0]
    band = [(line(high)[1], line(low)[1])]
    planned = ([*middle], [*low], [*high])
    assert faults([line(middle)], *planned, kind="band", areas=band) == []
    moved = [(line([value + 8 for value in high])[1], line([value + 8 for value in low])[1])]
    assert faults([line(middle)], *planned, kind="band", areas=moved)
    assert faults([line(middle)], *planned, kind="band", areas=[(line([65.0, 75.0, 80.0, 99.0])[1], line(low)[1])])


def test_small_lines_in_rows_have_scales_of_their_own() -> None:
    one, other = [1.0, 4.0, 2.0, 3.0], [700.0, 710.0, 690.0, 720.0]
    drawn = [line([v * 4 for v in one]), (GREY, tuple((x, y + 40) for x, y in line([(v - 690) / 2 for v in other])[1]))]
    assert faults(drawn, [*one], [*other], kind="sparklines") == []
    assert faults(drawn, [*other], [*one], kind="sparklines")
    assert faults(drawn, [1.0, 4.0, 3.0, 2.0], [*other], kind="sparklines")


def test_a_line_over_a_gap_is_none_to_another_series() -> None:
    gap: list[float | None] = [20.0, 40.0, None, 80.0, 90.0]
    other: list[float | None] = [10.0, 30.0, 60.0, 50.0, 40.0]
    dashed = (BLUE, ((80.0, 260.0), (110.0, 240.0), (140.0, 220.0)))
    dots = [circle(50 + 30 * at, value) for row in (gap, other) for at, value in enumerate(row) if value is not None]
    drawn = [line([20, 40]), line([80, 90], left=140), dashed, line([10, 30, 60, 50, 40], GREY)]
    assert faults(drawn, gap, other, dots=dots) == []
    assert faults(drawn, [20.0, 40.0, None, 90.0, 80.0], other, dots=dots)


def test_panels_side_by_side_have_scales_of_their_own() -> None:
    one, other = [20.0, 40.0, 30.0, 90.0], [2.0, 3.0, 9.0, 7.0]
    right = [9 * value for value in other]
    facts = {
        f"f{at}.{row}": SimpleNamespace(value=v) for at, own in enumerate((one, other)) for row, v in enumerate(own)
    }
    charts = tuple(
        PlannedChart(
            "line",
            "",
            ("2001", "2002", "2003", "2004"),
            (PlannedSeries(f"Series {at}", tuple(f"f{at}.{row}" for row in range(4))),),
        )
        for at in range(2)
    )

    def found(*lines: Line) -> list[str]:
        element = Element("picture", "figure 1", drawn_lines=lines)
        page = Page(1, 595.0, 842.0, (element,))
        stretch = Region(ParsedFile("a.pdf", "brief", b"", (page,)), (TextUnit(("trips",), page, element, 0),), (), ())
        entry = PlanEntry("section", "trips", charts=charts)
        return [one.what for one in planned_curves.check(entry, stretch, cast(Any, SimpleNamespace(facts=facts)))]

    assert found(line(one), line(right, left=250)) == []
    assert found(line(one), line([18, 81, 27, 63], left=250)) == [
        "section trips: no line goes through the values of Series 1"
    ]
    assert found(line(one)) == []  # its other panel was not found


def test_the_ends_of_lines_of_a_scale_are_no_columns() -> None:
    scale = [(GREY, ((20.0, y), (200.0, y))) for y in (100.0, 200.0, 300.0)]
    gap = [60.0, 80.0, None, 75.0, 20.0]
    assert faults([*scale, line([60, 80]), line([75, 20], left=140)], gap) == []


def test_lines_of_two_points_are_measured_by_their_dots() -> None:
    scale = [(GREY, ((20.0, y), (230.0, y))) for y in (100.0, 200.0, 300.0)]
    values = [20.0, 40.0, None, None, 80.0, 60.0]
    dots = [circle(50 + 30 * at, value) for at, value in enumerate(values) if value is not None]
    drawn = [*scale, line([20, 40]), line([80, 60], left=170)]
    assert faults(drawn, values, dots=dots) == []
    assert faults(drawn, [40.0, 20.0, None, None, 80.0, 60.0], dots=dots)


def test_a_level_line_says_nothing() -> None:
    assert faults([line([50.0, 50.1, 50.0, 50.1])], [70.0, 70.2, 70.1, 70.3]) == []

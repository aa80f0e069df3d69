"""Parts of columns on a page are measured: each ends where its values add up, or the page is refused.

rules: planned-numbers
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.proof.findings import Box
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.planned import planned_stacks
from briefing.proof.planned.stretches import Region, TextUnit
from briefing.proof.reading.ledger_reader import PlanEntry, PlannedChart, PlannedSeries

ASH, ELM, OAK = [30.0, 60.0, 45.0], [50.0, 20.0, 35.0], [20.0, 40.0, 80.0]
OFF = "section trips: part {} of the bar of {} does not stand where its values add up"


def columns(*series: list[float], edge: float = 1.2, scale: float = 1.0) -> list[Box]:
    """Boxes of columns with parts from the line up, each with a line around it."""
    boxes = []
    for at, parts in enumerate(zip(*series, strict=True)):
        foot = 300.0
        for part in parts:
            head = foot - scale * part
            if part:
                boxes.append((50 + 30 * at - edge, head - edge, 70 + 30 * at + edge, foot + edge))
            foot = head
    return boxes


def faults(boxes: list[Box], *series: list[float], kind: str = "stacked", dots: Sequence[Box] = ()) -> list[str]:
    """What is found of a figure of these boxes and dots that was composed of these series."""
    facts = {f"f{at}.{row}": SimpleNamespace(value=v) for at, one in enumerate(series) for row, v in enumerate(one)}
    planned = tuple(
        PlannedSeries(f"Series {at}", tuple(f"f{at}.{row}" for row, _ in enumerate(one)))
        for at, one in enumerate(series)
    )
    years = tuple(str(2001 + row) for row in range(len(series[0])))
    element = Element("picture", "figure 1", rectangles=tuple(boxes), circles=tuple(dots))
    page = Page(1, 595.0, 842.0, (element,))
    stretch = Region(ParsedFile("a.pdf", "brief", b"", (page,)), (TextUnit(("trips",), page, element, 0),), (), ())
    entry = PlanEntry("section", "trips", charts=(PlannedChart(kind, "", years, planned),))
    return [one.what for one in planned_stacks.check(entry, stretch, cast(Any, SimpleNamespace(facts=facts)))]


def test_parts_that_add_up_are_silent_with_an_edge_and_without() -> None:
    assert faults(columns(ASH, ELM, OAK), ASH, ELM, OAK) == []
    assert faults(columns(ASH, ELM, OAK, edge=0.0, scale=0.4), ASH, ELM, OAK) == []


def test_a_part_of_another_length_is_found_and_named() -> None:
    other = [30.0, 60.0, 60.0]
    assert faults(columns(other, ELM, OAK), ASH, ELM, OAK) == [OFF.format(1, 2003)]
    assert faults(columns(ASH, [50.0, 5.0, 35.0], OAK), ASH, ELM, OAK)


def test_two_parts_in_each_others_place_are_found() -> None:
    assert faults(columns(ELM, ASH, OAK), ASH, ELM, OAK)
    assert faults(columns([60.0, 30.0, 45.0], ELM, OAK), ASH, ELM, OAK)


def test_a_total_over_the_parts_is_no_part_of_them() -> None:
    total = [sum(parts) for parts in zip(ASH, ELM, OAK, strict=True)]
    boxes = columns(ASH, ELM, OAK)
    assert faults(boxes, ASH, ELM, OAK, total) == faults(boxes, total, ASH, ELM, OAK) == []
    assert faults(columns(ELM, ASH, OAK), ASH, ELM, OAK, total)


def test_columns_that_are_all_alike_are_right() -> None:
    assert faults(columns([88.0], [12.0]), [88.0], [12.0]) == []
    assert faults(columns([50.0, 50.0], [30.0, 30.0]), [50.0, 50.0], [30.0, 30.0]) == []
    assert faults(columns([50.0, 20.0], [30.0, 60.0]), [50.0, 50.0], [30.0, 30.0])


def test_a_part_of_zero_is_not_drawn() -> None:
    elm = [50.0, 0.0, 35.0]
    assert faults(columns(ASH, elm, OAK), ASH, elm, OAK) == []
    assert faults(columns(ASH, elm, [20.0, 40.0, 90.0]), ASH, elm, OAK)


@pytest.mark.parametrize(
    ("boxes", "series", "kind"),
    [
        (columns(ELM, ASH), (ASH, ELM), "columns"),
        (columns(ELM, ASH), (ASH, ELM, OAK), "stacked"),
        ([], (ASH, ELM), "stacked"),
    ],
)
def test_nothing_is_found_of_other_kinds_and_of_other_counts(
    boxes: list[Box], series: tuple[list[float], ...], kind: str
) -> None:
    assert faults(boxes, *series, kind=kind) == []


@given(st.lists(st.tuples(*[st.floats(8, 90)] * 3), min_size=2, max_size=8), st.floats(0, 1.5), st.data())
def test_whatever_the_parts_are_they_are_silent_and_two_unlike_ones_in_each_others_place_are_found(
    bars: list[tuple[float, float, float]], edge: float, data: st.DataObject
) -> None:
    first, second, third = ([*row] for row in zip(*bars, strict=True))
    assert faults(columns(first, second, third, edge=edge), first, second, third) == []
    at = data.draw(st.integers(0, len(bars) - 1))
    if abs(first[at] - second[at]) > 12:
        one, other = [*first], [*second]
        one[at], other[at] = other[at], one[at]
        assert faults(columns(one, other, third, edge=edge), first, second, third)


def rows(*series: list[float], order: Sequence[int] = (0, 1, 2), gap: float = 1.5) -> list[Box]:
    """Boxes of rows with parts to the right of one line, each but the last of the longest row with a gap after it."""
    boxes = []
    longest = max(map(sum, zip(*series, strict=True)))
    for at, row in enumerate(order):
        left = 100.0
        for number, part in enumerate(one[row] for one in series):
            last = number == len(series) - 1 and sum(one[row] for one in series) == longest
            boxes.append((left, 50.0 + 30 * at, left + part - (0.0 if last else gap), 70.0 + 30 * at))
            left += part
    return boxes


def test_rows_have_gaps_between_their_parts_and_may_be_sorted() -> None:
    assert faults(rows(ASH, ELM, OAK), ASH, ELM, OAK, kind="stacked_bars") == []
    assert faults(rows(ASH, ELM, OAK, order=(2, 1, 0)), ASH, ELM, OAK, kind="stacked_bars") == []
    assert faults(rows(ASH, ELM, OAK, order=(1, 2, 0)), ASH, ELM, OAK, kind="share") == []
    assert faults(rows(ELM, ASH, OAK), ASH, ELM, OAK, kind="stacked_bars")
    assert faults(rows(ASH, [50.0, 35.0, 20.0], OAK), ASH, ELM, OAK, kind="share")


def test_parts_below_zero_stand_on_the_other_side() -> None:
    up, down = [30.0, 20.0, 50.0], [-10.0, -40.0, -25.0]
    boxes = columns(up, edge=0.0)
    boxes += [(50 + 30 * at, 300.0, 70 + 30 * at, 300.0 - part) for at, part in enumerate(down)]
    assert faults(boxes, up, down, kind="contributions") == []
    assert faults(boxes, up, [-40.0, -10.0, -25.0], kind="contributions")


def dot(at: int, height: float) -> Box:
    """The dot of a total over a column."""
    return (57.0 + 30 * at, 297.0 - height, 63.0 + 30 * at, 303.0 - height)


def test_the_dot_of_a_total_stands_at_its_value() -> None:
    total = [sum(parts) for parts in zip(ASH, ELM, OAK, strict=True)]
    dots = [dot(at, value) for at, value in enumerate(total)]
    boxes = columns(ASH, ELM, OAK)
    assert faults(boxes, ASH, ELM, OAK, total, kind="contributions", dots=dots) == []
    dots[1], dots[2] = dot(1, total[2]), dot(2, total[1])
    (found,) = faults(boxes, ASH, ELM, OAK, total, kind="contributions", dots=dots)
    assert found == "section trips: the total of 2002 does not stand at its value"


def test_each_step_of_a_waterfall_begins_where_the_one_before_it_ends() -> None:
    steps = [100.0, -30.0, 50.0, 120.0]
    spans = [(0.0, 100.0), (70.0, 100.0), (70.0, 120.0), (0.0, 120.0)]

    def boxes(spans: list[tuple[float, float]]) -> list[Box]:
        return [(50 + 30 * at, 300 - high, 70 + 30 * at, 300 - low) for at, (low, high) in enumerate(spans)]

    assert faults(boxes(spans), steps, kind="waterfall") == []
    assert faults(boxes([spans[0], (100.0, 130.0), *spans[2:]]), steps, kind="waterfall")
    assert faults(boxes(spans), [100.0, 50.0, -30.0, 120.0], kind="waterfall")


def test_a_part_too_thin_to_be_seen_may_be_drawn_thicker() -> None:
    boxes = columns([30.0, 60.0, 1.2], [50.0, 20.0, 80.0], edge=0.0)
    assert faults(boxes, [30.0, 60.0, 0.01], [50.0, 20.0, 81.19]) == []


def test_a_part_that_all_others_are_nothing_to_is_no_total() -> None:
    tiny, huge = [1e-6, 2e-6, 1e-6], [50.0, 80.0, 70.0]
    assert faults(columns(huge, edge=0.0), [0.0, 0.0, 0.0], huge) == []
    total = [a + b for a, b in zip(tiny, huge, strict=True)]
    assert faults(columns(tiny, huge, edge=0.0), tiny, huge, total) == []

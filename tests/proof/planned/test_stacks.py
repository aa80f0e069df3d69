"""Parts of columns on a page are measured: each ends where its values add up, or the page is refused.

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
from briefing.proof.planned import planned_stacks
from briefing.proof.planned.stretches import Region, TextUnit
from briefing.proof.reading.ledger_reader import PlanEntry, PlannedChart, PlannedSeries

ASH, ELM, OAK = [30.0, 60.0, 45.0], [50.0, 20.0, 35.0], [20.0, 40.0, 80.0]
OFF = "section trips: part {} of the column of {} does not end at the sum of its values"


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


def faults(boxes: list[Box], *series: list[float], kind: str = "stacked") -> list[str]:
    """What is found of a figure of these boxes that was composed of these series."""
    facts = {f"f{at}.{row}": SimpleNamespace(value=v) for at, one in enumerate(series) for row, v in enumerate(one)}
    planned = tuple(
        PlannedSeries(f"Series {at}", tuple(f"f{at}.{row}" for row, _ in enumerate(one)))
        for at, one in enumerate(series)
    )
    years = tuple(str(2001 + row) for row in range(len(series[0])))
    element = Element("picture", "figure 1", rectangles=tuple(boxes))
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
        (columns(ELM, ASH), (ASH, ELM), "share"),
        (columns(ELM, ASH), (ASH, ELM, OAK), "stacked"),
        (columns(ELM, ASH), (ASH, [-50.0, 20.0, 35.0]), "stacked"),
        ([], (ASH, ELM), "stacked"),
    ],
)
def test_nothing_is_found_of_other_kinds_of_other_counts_and_of_parts_below_zero(
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

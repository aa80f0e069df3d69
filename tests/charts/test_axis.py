"""Value axes: round steps that hold every value."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing import charts
from briefing.charts.axis import alike, bar_axis, given_axis, lifted_axis, nice_axis, rank_axis, strip_axis, ticks
from briefing.model.round_steps import nice_step
from tests.charts import samples

values = st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1, max_size=20)


@given(values)
def test_an_axis_holds_every_value_and_zero(found: list[float]) -> None:
    axis = nice_axis(found)
    slack = 1e-6 * (axis.high - axis.low)
    assert axis.low - slack <= min(0.0, *found)
    assert max(0.0, *found) <= axis.high + slack
    assert 2 <= len(ticks(axis)) <= 7


@given(st.floats(1e-9, 1e12))
def test_a_step_begins_with_a_round_figure(span: float) -> None:
    assert f"{nice_step(span):e}".split("e")[0].rstrip("0").rstrip(".") in ("1", "2", "2.5", "5")


@pytest.mark.parametrize(
    ("highest", "expected"), [(262.9, (0, 100, 200, 300)), (9.2, (0, 2.5, 5, 7.5, 10)), (0.26, (0, 0.1, 0.2, 0.3))]
)
def test_a_reader_finds_three_to_five_lines(highest: float, expected: tuple[float, ...]) -> None:
    assert ticks(nice_axis([highest])) == expected


@pytest.mark.parametrize(
    ("highest", "expected"), [(213.0, (0, 50, 100, 150, 200, 250)), (42.75, (0, 10, 20, 30, 40, 50))]
)
def test_a_sixth_line_stands_where_five_would_leave_much_empty_above_them_but_not_in_panels(
    highest: float, expected: tuple[float, ...]
) -> None:
    axis = nice_axis([highest])
    assert ticks(axis) == expected
    one = replace(charts.plot(samples.line()), axis=axis, unit="km")
    assert [plot.axis for plot in alike([one])] == [axis]
    assert {len(ticks(plot.axis)) for plot in alike([one, one])} == {4}


@given(values)
def test_no_axis_with_six_lines_ends_where_one_with_five_would(found: list[float]) -> None:
    axis = nice_axis(found)
    usual = nice_step(max(0.0, *found) - min(0.0, *found))
    assert axis.step == usual or axis.high < math.ceil(max(0.0, *found) / usual - 1e-9) * usual


@pytest.mark.parametrize(
    ("found", "step", "expected"),
    [([-0.2, 0.7], 0.5, (-0.5, 0, 0.5, 1)), ([0.26], 0.1, (0, 0.1, 0.2, 0.3)), ([-0.7], 0.5, (-1, -0.5, 0))],
)
def test_a_step_that_is_asked_for_is_counted_from_zero(
    found: list[float], step: float, expected: tuple[float, ...]
) -> None:
    assert ticks(given_axis(nice_axis(found), (None, None, step))) == pytest.approx(expected)


def test_values_that_are_all_zero_still_make_an_axis() -> None:
    assert nice_axis([0.0]).high > 0
    assert bar_axis([0.0]).high > 0


def test_first_place_is_at_the_top() -> None:
    axis = rank_axis(8)
    assert (axis.low, axis.high, axis.reverse) == (1.0, 8.0, True)


def test_the_lowest_value_of_a_lifted_scale_stands_free_of_its_foot() -> None:
    for low, high in ((60.1, 90.0), (100.0, 123.0), (408.2, 431.4), (-3.1, -2.4)):
        axis = lifted_axis((low, high))
        assert low - axis.low >= 0.4 * axis.step - 1e-9
        assert axis.high >= high
        assert (axis.high - axis.low) / axis.step <= 6


def test_a_scale_of_dots_ends_half_a_step_earlier_where_none_stands() -> None:
    short, whole = strip_axis((52.1, 82.5)), strip_axis((52.1, 86.0))
    assert (short.low, short.high, ticks(short)) == (50.0, 85.0, (50.0, 60.0, 70.0, 80.0))
    assert (whole.low, whole.high) == (50.0, 90.0)

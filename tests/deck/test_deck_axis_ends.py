"""Free axes: the ends that programs choose for the data as written are those that the plan counts on."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.charts.axis import bar_axis, given_axis, lifted_axis, nice_axis
from briefing.deck.plan.charts.axis_ends import slope_axis, with_free_end, with_free_ends
from briefing.model.chart import Axis, Plot, PlotSeries, Remark, SpanMark
from briefing.model.text import text

SIZES = st.sampled_from([1e-7, 0.01, 1.0, 37.0, 1e4, 1e15])
PARTS = st.lists(st.floats(-1, 1), min_size=1, max_size=8)


def plotted(values: list[float], *, visible: bool = False) -> Plot:
    axis = (nice_axis if visible else bar_axis)(values)
    names = tuple(str(at) for at in range(len(values)))
    return Plot("column", names, (PlotSeries("a", tuple(values), "context"),), axis, "0", "points")


def excel(axis: Axis, values: list[float]) -> tuple[float, float]:
    """Excel's ends: the first multiples of the unit a twentieth of the data's span beyond the data."""
    low, high = min(values), max(values)
    spare = (high - min(0.0, low) if axis.free != "low" else -low) * 0.05
    return _ends(axis, low - spare, high + spare)


def libre_office(axis: Axis, values: list[float]) -> tuple[float, float]:
    """LibreOffice's ends: the first that hold the data, the next where these lie within a twentieth of the scale."""
    low, high = _ends(axis, min(values), max(values))
    span = high - low
    if axis.free in ("high", "both") and high - max(values) < span / 20:
        high += axis.step
    if axis.free in ("low", "both") and min(values) - low < span / 20:
        low -= axis.step
    return low, high


def _ends(axis: Axis, low: float, high: float) -> tuple[float, float]:
    top = math.ceil(high / axis.step - 1e-9) * axis.step if axis.free in ("high", "both") else axis.high
    return (math.floor(low / axis.step + 1e-9) * axis.step if axis.free in ("low", "both") else axis.low), top


@given(PARTS, SIZES, st.booleans())
def test_both_programs_come_to_the_ends_of_the_plan(parts: list[float], size: float, visible: bool) -> None:
    values = [round(part, 6) * size for part in parts]
    axis = with_free_end(plotted(values, visible=visible)).axis
    assert axis.low <= min(values)
    assert axis.high >= max(values)
    if axis.free:
        for found in (excel(axis, values), libre_office(axis, values)):
            assert all(math.isclose(a, b, rel_tol=1e-6) for a, b in zip(found, (axis.low, axis.high), strict=True))


def test_nearly_every_axis_is_free() -> None:
    tried = [[float(a), float(b) / 7] for a in range(1, 30) for b in range(-40, 40)]
    bound = [values for values in tried if not with_free_end(plotted(values)).axis.free]
    assert len(bound) < len(tried) / 50


def test_the_foot_of_a_slope_lies_close_below_its_values() -> None:
    for low, high in ((0.0, 262.9), (1.0, 5.45), (-8.0, 3.0), (100.0, 545.4)):
        axis = slope_axis(low, high, 0.04)
        assert axis.free == "high"
        assert low - 0.1 * (high - low) < axis.low < low
        assert axis.high > high


def test_scales_that_charts_share_stay_the_same_and_have_room() -> None:
    one, two = with_free_ends([plotted([3.0, 5.0]), plotted([1.0, 5.0])])
    assert one.axis == two.axis
    assert not one.axis.free
    assert one.axis.high > 5.0
    assert with_free_ends([plotted([3.0, 5.0])])[0].axis.free == "high"


def test_a_scale_with_numbers_on_both_sides_of_zero_leaves_little_free() -> None:
    for low, high in ((-631.0, 450.5), (-5.7, 19.0), (-43.0, 20.0), (-7.0, 0.5)):
        axis = with_free_end(plotted([low, high], visible=True)).axis
        assert axis.free == "both"
        assert axis.high - axis.low < 1.6 * (high - low)


def test_what_is_laid_over_marks_has_a_scale_with_both_ends_written() -> None:
    bare = plotted([-0.4, 0.3, 1.2], visible=True)
    remark, span = Remark(1.0, 0.3, text("0.3 in 2021")), SpanMark((0.0, -0.4), (2.0, 1.2), text("+1.6"))
    assert with_free_end(bare).axis.free == "both"
    for over in (replace(bare, remarks=(remark,)), replace(bare, spans=(span,))):
        axis = with_free_end(over).axis
        assert axis.free == ""
        assert (axis.low, axis.high) == (with_free_end(bare).axis.low, with_free_end(bare).axis.high)


def test_a_scale_that_a_story_gives_stays() -> None:
    plot = plotted([5.0, 9.1, 4.2], visible=True)
    fixed = with_free_end(replace(plot, axis=given_axis(plot.axis, (None, 10.0, 5.0)))).axis
    assert (fixed.high, fixed.step) == (10.0, 5.0)
    assert with_free_end(plot).axis.free == "high"


def test_a_lifted_scale_below_zero_stays_where_its_values_are() -> None:
    plot = plotted([-300.0, -280.0, -260.0], visible=True)
    lifted = replace(plot, axis=lifted_axis([-300.0, -280.0, -260.0]))
    axis = with_free_end(lifted).axis
    assert (axis.low, axis.high, axis.free) == (lifted.axis.low, lifted.axis.high, "")
    assert with_free_end(plot).axis.high == 0.0

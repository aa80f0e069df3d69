"""Periods without a value: hatched where nothing drawn has one, dashed where one of several lines has none."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts.bridges import dashed
from briefing.model.chart import Chart, PlotSeries
from briefing.model.text import plain, text
from tests.charts import samples
from tests.charts.sample_parts import seasonal
from tests.charts.test_vector import drawn, strings
from tests.deck.samples import LIGHT


def _held(series: PlotSeries) -> dict[int, float]:
    return {index: value for index, value in enumerate(series.values) if value is not None}


def gapped_lines(**changes: Any) -> Chart:
    """Two lines, the second with a value in the year in which the first has none."""
    chart = samples.line()
    (own,) = chart.series
    other = replace(own, key="other", name=text("Ashford"), points=tuple(one or own.points[0] for one in own.points))
    return replace(chart, series=(own, other), **changes)


def test_a_bridge_touches_data_at_both_ends_only() -> None:
    published, _, bridge = charts.plot(gapped_lines(breaks=())).series
    assert _held(bridge) == {5: 132.0, 6: 158.5, 7: 185.0}
    assert published.values[6] is None


def test_no_dashes_cross_a_break_of_their_line() -> None:
    chart = gapped_lines()
    assert [item.role for item in charts.plot(chart).series] == ["highlight", "context"]
    (item,) = chart.breaks
    others = charts.plot(replace(chart, breaks=(replace(item, series="other"),)))
    assert [one.role for one in others.series] == ["highlight", "context", "bridge"]


def test_a_break_of_a_line_closes_no_gap_of_one_whose_name_goes_on() -> None:
    chart = gapped_lines()
    (item,), (own, other) = chart.breaks, chart.series
    series = (replace(own, name=text("Ashford (north)")), other)
    roles = [
        one.role for one in charts.plot(replace(chart, series=series, breaks=(replace(item, series="other"),))).series
    ]
    assert roles == ["highlight", "context", "bridge"]


def test_a_year_in_which_no_line_has_a_value_is_hatched_and_named_as_among_columns() -> None:
    for chart in (samples.line(), replace(samples.line(), breaks=())):
        plot = charts.plot(chart)
        assert [(rule.at, rule.wide, plain(rule.text)) for rule in plot.rules if rule.wide] == [(6.0, 1.0, "no value")]
        assert [item.role for item in plot.series] == ["highlight"]


def test_dashes_lead_to_a_point_that_hatching_would_leave_alone_except_over_a_break() -> None:
    chart = samples.line()
    (own,) = chart.series
    lone = replace(own, points=tuple(None if at in (1, 3) else point for at, point in enumerate(own.points)))
    plot = charts.plot(replace(chart, series=(lone,), annotations=()))
    assert [rule.at for rule in plot.rules if rule.wide] == [6.0]
    assert sorted(_held(plot.series[-1])) == [0, 1, 2, 3, 4]


def test_columns_hatch_the_years_before_their_first_value_too() -> None:
    chart = samples.bounds()
    (own,) = chart.series
    late = replace(own, points=tuple(None if at < 2 else point for at, point in enumerate(own.points)))
    rules = charts.plot(replace(chart, series=(late,))).rules
    assert next((rule.at, rule.wide, plain(rule.text)) for rule in rules) == (0.5, 2.0, "no value")


def test_the_small_line_of_a_card_over_years_has_dashes_in_place_of_hatching() -> None:
    chart = replace(samples.line(), breaks=())
    small = dashed(chart, charts.plot(chart))
    assert [item.role for item in small.series] == ["highlight", "bridge"]
    assert small.rules == ()


def test_no_dashes_join_first_readings_in_the_small_line_of_a_card() -> None:
    chart = replace(samples.line(), breaks=())
    (own,) = chart.series
    revised = replace(own, earlier=tuple(point if at in (1, 4) else None for at, point in enumerate(own.points)))
    chart = replace(chart, series=(revised,))
    small = dashed(chart, charts.plot(chart))
    assert [item.role for item in small.series] == ["highlight", "bridge", "ghost"]


@pytest.mark.parametrize("width", [420.0, 480.0, 560.0])
def test_words_of_a_stretch_next_to_a_break_stand_on_it_and_not_over_the_value_before_it(width: float) -> None:
    _, surface, _, plot = drawn(samples.line(), width)
    (stretch,) = (rule for rule in plot.rules if rule.wide)
    boxes = dict(strings(surface))
    words, year = boxes[plain(stretch.text)], boxes[plot.categories[round(stretch.at)]]
    assert abs((words.x + words.w / 2) - (year.x + year.w / 2)) < 1.0


def test_bridges_are_dashed_and_data_is_solid() -> None:
    (item,) = samples.line().breaks
    _, surface, _, _ = drawn(gapped_lines(breaks=(replace(item, after="2021", before="2022"),)))
    bridges, breaks = (
        [segments for segments, paint in surface.paths if paint.dash and (paint.stroke == LIGHT.highlight) is own]
        for own in (True, False)
    )
    assert [len(segments) for segments in bridges] == [3]
    assert len(breaks) == 1


def test_a_year_among_others_that_lacks_a_month_has_dashes_over_it() -> None:
    chart = seasonal()
    *earlier, newest = chart.series
    some = replace(newest, points=(*newest.points[:2], None, *newest.points[3:]))
    roles = [one.role for one in charts.plot(replace(chart, series=(*earlier, some))).series]
    assert roles.count("bridge") == 1
    assert "bridge" not in [one.role for one in charts.plot(chart).series]

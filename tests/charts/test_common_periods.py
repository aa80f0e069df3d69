"""Columns one over the other have the same period at the same place."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts.common_periods import on_common_periods
from briefing.model.chart import Axis, Label, Plot, PlotSeries, Remark, Rule
from briefing.model.period import Period
from briefing.model.text import text


def _columns(first: int, last: int) -> Plot:
    years = range(first, last + 1)
    labels = tuple(Label(text(str(year), term="year")) for year in years)
    series = PlotSeries("Boats", tuple(float(year) for year in years), "highlight", labels=labels)
    return Plot(
        "column",
        tuple(map(str, years)),
        (series,),
        Axis(0.0, 2100.0, 500.0),
        "0",
        periods=tuple(map(Period.year, years)),
        rules=(Rule("category", 1.0, text("no value"), wide=2.0), Rule("value", 5.0, text("mean"))),
        remarks=(Remark(3.0, 7.0, text("a year"), span=(0.0, 4.0)),),
    )


def test_a_plot_that_begins_a_year_later_has_a_blank_place_for_it_and_not_a_hatched_one() -> None:
    whole, changes = _columns(2010, 2020), _columns(2011, 2020)
    first, second = on_common_periods([whole, changes])
    assert first is whole
    assert second.periods == whole.periods
    assert second.series[0].values == (None, *changes.series[0].values)
    assert second.series[0].labels[0] is None
    assert [rule.at for rule in second.rules] == [2.0, 5.0]
    assert (second.remarks[0].at, second.remarks[0].span) == (4.0, (1.0, 5.0))


def test_a_plot_that_lacks_the_last_year_keeps_its_places() -> None:
    _, second = on_common_periods([_columns(2010, 2020), _columns(2010, 2019)])
    assert second.series[0].values[-1] is None
    assert [rule.at for rule in second.rules] == [1.0, 5.0]


def test_few_columns_other_years_and_lines_stay_as_they_are() -> None:
    few = [_columns(2010, 2013), _columns(2011, 2013)]
    other = [_columns(2010, 2020), _columns(2005, 2015)]
    shorter = [_columns(2010, 2020), _columns(2014, 2020)]
    lines = [_columns(2010, 2020), replace(_columns(2011, 2020), form="line")]
    for plots in (few, other, shorter, lines, []):
        assert on_common_periods(plots) == plots

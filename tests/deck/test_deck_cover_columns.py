"""Columns on the cover: from zero, those of a bracketed change in the accent, the last value large, words over them."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.deck.plan import grid
from briefing.deck.plan.cover_chart import LEFT, NAME, RIGHT
from briefing.deck.plan.text import fit
from briefing.deck.slides import ChartBox, TextBox
from briefing.model.chart import Chart, Series
from briefing.model.chart_remarks import Annotation, Difference
from briefing.model.text import text
from tests.charts import given
from tests.deck.test_deck_cover_line import RISING, cover, line, said, series

VALUES = RISING | {2017: 40.0}


def columns(values: dict[int, float] = VALUES, **more: object) -> Chart:
    return replace(line(series("visits", values)), kind="columns", highlight="", **more)


def test_columns_of_a_bracket_stand_out_and_both_ends_are_printed_with_the_peak() -> None:
    change = Difference(("visits", "2020"), ("visits", "2023"), text("+19%", term="change"))
    peak = Annotation("visits", "2017", text("Peak", term="peak"))
    made = cover(columns(differences=(change,), annotations=(peak,)))
    (chart,) = [item for item in made.elements if isinstance(item, ChartBox)]
    (marks,) = chart.plot.series
    assert chart.plot.axis.low == 0
    assert [at for at, role in enumerate(marks.roles) if role == "highlight"] == [7, 8, 9]
    assert all(marks.labels)
    assert (said(made, "Hero 1"), said(made, "Remark")) == (["19"], ["Peak"])
    assert said(made, "First year") + said(made, "Last year") == ["2014", "2023"]
    (words,) = [item for item in made.elements if isinstance(item, TextBox) and item.name == "Remark 1"]
    assert words.box.y1 < chart.inner.y  # the peak reaches the top
    assert chart.inner.x <= words.box.x < words.box.x1 <= chart.inner.x1


def test_where_values_have_no_room_the_first_stands_at_its_column_and_the_last_is_large_alone() -> None:
    made = cover(columns({year: value * 1e6 for year, value in VALUES.items()}))
    (chart,) = [item for item in made.elements if isinstance(item, ChartBox)]
    assert [at for at, label in enumerate(chart.plot.series[0].labels) if label] == [0]
    assert said(made, "Hero 1") == ["19,000,000"]


def test_without_a_bracket_the_last_column_stands_out_though_it_falls_below_zero() -> None:
    made = cover(columns(RISING | {2023: -5.0}))
    (chart,) = [item for item in made.elements if isinstance(item, ChartBox)]
    assert chart.plot.axis.low < 0
    assert [at for at, role in enumerate(chart.plot.series[0].roles) if role == "highlight"] == [9]


def test_columns_that_are_all_zero_have_a_scale() -> None:
    made = cover(columns(dict.fromkeys(VALUES, 0.0)))
    (chart,) = [item for item in made.elements if isinstance(item, ChartBox)]
    assert (chart.plot.axis.low, chart.plot.axis.high) == (0.0, 1.0)


def test_values_that_all_have_room_stand_over_their_columns_though_one_is_unknown() -> None:
    known = {year: value for year, value in VALUES.items() if year != 2016}
    made = cover(columns(known))
    (chart,) = [item for item in made.elements if isinstance(item, ChartBox)]
    assert sum(map(bool, chart.plot.series[0].labels)) == 9
    assert chart.shifts == ()
    assert chart.box.x1 <= grid.WIDTH


def test_the_first_value_of_many_columns_stands_at_its_side_and_they_reach_to_the_right_edge() -> None:
    years = tuple(str(year) for year in range(1964, 2024))
    values = {int(year): 10.0 + at for at, year in enumerate(years)}
    visits = Series("visits", text("Visits", term="name"), given.run("visits", values, years))
    made = cover(replace(columns(), series=(visits,), categories=years, ends=True))
    (chart,) = [item for item in made.elements if isinstance(item, ChartBox)]
    assert [(shift.index, shift.right > 0) for shift in chart.shifts] == [(0, False)]
    assert chart.inner.x1 == RIGHT


def test_a_long_value_at_the_side_of_the_first_column_begins_below_the_large_one() -> None:
    made = cover(columns({year: value * 1e6 for year, value in VALUES.items()}))
    (chart,) = [item for item in made.elements if isinstance(item, ChartBox)]
    (label, *_), (first, *_) = chart.plot.series[0].labels, chart.shifts
    assert label is not None
    middle = chart.inner.x + chart.inner.w / len(VALUES) / 2 + first.right
    assert middle - fit.width(label.text, replace(NAME, bold=True)) / 2 >= LEFT


def test_a_value_below_zero_at_an_end_moves_up_to_the_side_of_its_column() -> None:
    made = cover(columns({year: value * 1e6 for year, value in VALUES.items()} | {2014: -4e6}))
    (chart,) = [item for item in made.elements if isinstance(item, ChartBox)]
    (first,) = chart.shifts
    assert chart.inner.y1 < chart.box.y1  # with room for a value below the lowest column
    assert first.index == 0
    assert first.right < 0
    assert first.down < 0

"""Values over columns: none on another, on a target or on the years, and all of them live."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.deck.chart_xml.number_format import printed, stacked
from briefing.deck.plan.charts.column_labels import label_boxes, within_parts
from briefing.deck.plan.charts.over_years import chart_over_years
from briefing.deck.plan.charts.period_names import HEIGHT as YEARS
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.charts.reference_lines import BASE
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Shape, TextBox
from briefing.model.chart import Axis, Label, Plot, PlotSeries, Role, Rule
from briefing.model.text import plain, text
from briefing.wording import of
from tests.deck.sample import document, sections

AREA = Box(45, 152, 428, 300)


def columns(
    values: tuple[float | None, ...], aims: tuple[float | None, ...] = (), words: dict[int, str] | None = None
) -> Plot:
    """Values and targets → a plot whose last column leads; `words` are labels of bounds."""
    said, last = words or {}, len(values) - 1
    roles: tuple[Role, ...] = tuple("highlight" if at == last else "context" for at in range(len(values)))
    shown = tuple(
        None if value is None else Label(text(said.get(at, f"{value:,.0f}")), "outside", strong=at == last)
        for at, value in enumerate(values)
    )
    series = [PlotSeries("Value", values, "context", roles, shown)]
    if aims:
        labels = tuple(None if aim is None else Label(text(f"{aim:,.0f}"), "above") for aim in aims)
        series.append(PlotSeries("Target", aims, "target", labels=labels, end=text("Target"), markers=False))
    known = [0.0, *(value for value in (*values, *aims) if value is not None)]
    years = tuple(str(2024 - len(values) + at) for at in range(len(values)))
    axis = Axis(min(known), max(known), 10.0, visible=False)
    return Plot("column", years, tuple(series), axis, "#,##0", alt=text("Columns"))


def planned(plot: Plot) -> tuple[ChartBox, list[TextBox]]:
    elements = chart_over_years(Page(document(), sections()[0], 2, of("en")), plot, AREA)
    (chart,) = [item for item in elements if isinstance(item, ChartBox)]
    return chart, [item for item in elements if isinstance(item, TextBox)]


PLOTS = {
    "future": columns((110.0, 120.0, 130.0, None), (None, None, None, 140.0)),
    "missed": columns((110.0, 120.0, 130.0, 138.0), (None, None, None, 140.0)),
    "reached": columns((110.0, 120.0, 130.0, 146.0), (None, None, None, 140.0)),
    "many aims": columns((110.0, 120.0, 130.0, 138.0), (100.0, 125.0, 131.0, 140.0)),
    "negative": columns((110.0, -120.0, 130.0, -46.0)),
    "all negative": columns((-110.0, -120.0, -130.0, -46.0)),
    "bounds": columns(
        (10400.0, None, 20000.0, 27000.0, None, 27600.0, None, 28300.0), (), {2: "about 20,000", 3: "over 27,000"}
    ),
}


def test_that_a_year_has_no_value_stands_over_its_hatching_which_is_as_high_as_the_plot() -> None:
    missing = Rule("category", 3.0, text("no value"), wide=0.7)
    for count in (6, 10):
        values = tuple(None if at == 3 else 300.0 + 50 * at for at in range(count))
        chart, words = planned(replace(columns(values), rules=(missing,)))
        (said,) = [one for one in words if one.name.startswith("Stretch text")]
        assert chart.inner.y - 2 <= said.box.y1 <= chart.inner.y
        slot = chart.inner.w / count
        assert said.box.x + said.box.w / 2 == pytest.approx(chart.inner.x + 3.5 * slot, abs=1)


def test_a_first_value_gives_way_to_a_next_column_that_would_stand_in_it() -> None:
    for second, printed_first in ((60.0, True), (80.0, False), (75.0, False)):
        values = (60.0, second, *(50.0 + at for at in range(58)), 90.0)
        plot = columns(values)
        ends = tuple(label if at in (0, 60) else None for at, label in enumerate(plot.series[0].labels))
        scale = replace(plot.axis, visible=True, step=50.0)
        chart, _ = planned(replace(plot, axis=scale, series=(replace(plot.series[0], labels=ends),)))
        assert (chart.plot.series[0].labels[0] is not None) is printed_first
        assert chart.plot.series[0].labels[60] is not None


@pytest.mark.parametrize("plot", PLOTS.values(), ids=list(PLOTS))
def test_no_value_stands_on_another_on_the_years_or_outside(plot: Plot) -> None:
    chart, _ = planned(plot)
    boxes = label_boxes(chart.plot, chart.inner, chart.label_size)
    for at, one in enumerate(boxes):
        assert one.y >= AREA.y - 0.5
        assert one.y + one.h <= AREA.y + AREA.h - YEARS + 0.5
        assert [other for other in boxes[:at] if one.overlap(other) > 1] == []


def test_a_missed_target_turns_the_value_into_its_column_and_a_reached_one_goes_into_it() -> None:
    value, aim = planned(PLOTS["missed"])[0].plot.series
    assert (value.labels[-1] and value.labels[-1].side, aim.labels[-1] and aim.labels[-1].side) == ("inside", "above")
    value, aim = planned(PLOTS["reached"])[0].plot.series
    assert (value.labels[-1] and value.labels[-1].side, aim.labels[-1] and aim.labels[-1].side) == ("outside", "below")


def test_the_name_of_the_targets_stands_at_the_last_of_them() -> None:
    (name,) = planned(PLOTS["future"])[1]
    assert plain(name.paragraphs[0].text) == "Target"
    chart, _ = planned(PLOTS["future"])
    centre = chart.inner.x + chart.inner.w * 3.5 / 4
    assert name.box.x + name.box.w / 2 == pytest.approx(centre)


def test_words_that_are_wider_than_their_column_stand_over_the_number_and_stay_live() -> None:
    chart, beside = planned(PLOTS["bounds"])
    assert chart.stacked == (("Value", 2), ("Value", 3))
    assert beside == []
    assert all(label is None or label.live for label in chart.plot.series[0].labels)


def test_a_format_of_two_lines_breaks_between_words_and_number() -> None:
    assert printed(stacked('"over "#,##0'), 27000.0) == "over\n27,000"
    assert printed(stacked('#,##0" or more"'), 27000.0) == "27,000\nor more"
    assert printed(stacked("#,##0"), 27000.0) == "27,000"


def test_a_target_of_all_years_crosses_no_value() -> None:
    plot = columns((92.0, 99.0, 108.0, None), (100.0,) * 4)
    aims = replace(plot.series[1], labels=(None, None, None, plot.series[1].labels[-1]))
    assert aims.level
    box, _ = planned(replace(plot, series=(plot.series[0], aims)))
    sides = [label and label.side for label in box.plot.series[0].labels]
    assert sides == ["inside", "outside", "outside", None]


def test_parts_have_all_their_values_or_none() -> None:
    def labelled(first: float) -> list[bool]:
        parts = tuple(
            PlotSeries(
                name, values, "highlight", labels=tuple(Label(text(f"{value:.1f}"), "centre") for value in values)
            )
            for name, values in (("Low", (first, 30.0, 20.0)), ("High", (41.0, 52.0, 40.0)))
        )
        plot = Plot("column", ("2021", "2022", "2023"), parts, Axis(0, 100, 50), "0.0", stacked=True)
        found = within_parts(plot, Box(0, 0, 150, 300), 14.0)
        return [label is not None for series in found.series for label in series.labels]

    assert labelled(24.0) == [True] * 6
    assert labelled(123456.0) == [False] * 6


def test_a_value_in_the_middle_of_its_column_is_there_and_no_wider() -> None:
    for count, size in ((4, 14.0), (20, 12.0)):
        plot = columns(tuple(110.0 + at for at in range(count)))
        (series,) = plot.series
        labels = tuple(label and replace(label, side="centre") for label in series.labels)
        chart, _ = planned(replace(plot, series=(replace(series, labels=labels),)))
        assert chart.label_size == size
        (first, *_) = label_boxes(chart.plot, chart.inner, chart.label_size)
        foot, top = (position(chart.plot, chart.inner, 0, value)[1] for value in (0.0, 110.0))
        assert first.y + first.h / 2 == pytest.approx((foot + top) / 2, abs=0.5)


@pytest.mark.parametrize("on_each_other", [True, False])
def test_the_line_on_which_stacked_columns_stand_is_drawn_over_their_paper_edges(on_each_other: bool) -> None:
    plot = replace(columns((110.0, 120.0, 130.0)), stacked=on_each_other)
    elements = chart_over_years(Page(document(), sections()[0], 2, of("en")), plot, AREA)
    chart = next(at for at, item in enumerate(elements) if isinstance(item, ChartBox))
    lines = [item for item in elements[chart:] if isinstance(item, Shape) and item.name == "Base 1"]
    assert [(line.line, line.box.w) for line in lines] == [("ink", AREA.w)] * on_each_other
    drawn = elements[chart]
    assert isinstance(drawn, ChartBox)
    for line in lines:  # half of an edge of 1.5 lies over zero
        zero = position(plot, drawn.inner, 0, 0.0)[1]
        assert line.box.y - line.weight / 2 < zero - 0.75
        assert line.box.y + line.weight / 2 == pytest.approx(zero + BASE / 2)


def test_columns_with_their_values_in_them_are_wider() -> None:
    plot = columns((10.1, 14.9, 13.4, 7.2))
    (series,) = plot.series
    within = tuple(label and replace(label, side="centre") for label in series.labels)
    usual, wide = (
        planned(replace(plot, series=(replace(series, labels=labels),)))[0].gap_width
        for labels in (series.labels, within)
    )
    assert wide < usual

"""What stands at the ends of lines and rows: values before names, dots and parts with their words, none on another."""

from __future__ import annotations

from itertools import combinations

import pytest
from msgspec.structs import replace

from briefing.charts.axis import ticks
from briefing.charts.label_placement import misleads
from briefing.deck.plan.charts import plot_positions, point_labels
from briefing.deck.plan.charts.row_layout import ROOMY
from briefing.deck.slides import Box, ChartBox, Slide, TextBox
from briefing.model.chart import Chart, Series
from briefing.model.chart_remarks import Annotation
from briefing.model.text import plain, text
from tests.charts import dated_samples, sample_parts, sample_rows, samples
from tests.deck import checks
from tests.deck.test_deck_hard import planned

CHARTS = {
    "lines": samples.lines(),
    "index": samples.index_lines(),
    "hemmed": samples.hemmed_index(),
    "dumbbell": sample_rows.dumbbell(),
    "ranks": sample_rows.rank_dumbbell(),
    "share": sample_rows.share(),
    "years": sample_rows.year_share(),
    "aims": sample_rows.aimed_columns(),
}


def box(slide: Slide) -> ChartBox:
    (found,) = [item for item in slide.elements if isinstance(item, ChartBox)]
    return found


def named(slide: Slide, start: str) -> list[TextBox]:
    return [item for item in slide.elements if isinstance(item, TextBox) and item.name.startswith(start)]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=list(CHARTS))
def test_no_words_of_a_chart_touch_other_words(chart: Chart) -> None:
    made = planned(chart)
    assert {check.__name__: check(made) for check in checks.CHECKS if check(made)} == {}
    inks = [checks.ink(item) for item in named(made, "")]
    assert [(one, other) for one, other in combinations(inks, 2) if one.overlap(other) > 1] == []


@pytest.mark.parametrize("key", ["lines", "index"])
def test_last_values_of_named_lines_stand_before_their_names_and_the_scale_at_the_left(key: str) -> None:
    made = planned(CHARTS[key])
    chart = box(made)
    assert chart.scale_left
    for series in chart.plot.series:
        if series.end:
            last = max(at for at, value in enumerate(series.values) if value is not None)
            label = series.labels[last]
            assert label is not None
            assert label.side == "right"
    shifted = {shift.series for shift in chart.shifts if shift.right == 0}
    assert len(shifted) >= 2  # two lines end at like values, so both values move with their names


def test_grid_lines_of_named_lines_end_where_these_do() -> None:
    chart = box(planned(CHARTS["index"]))
    assert chart.on_edges
    names = [item.box.x for item in named(planned(CHARTS["index"]), "Name")]
    assert chart.inner.x + chart.inner.w < min(names)
    assert all(not item.fill for item in named(planned(CHARTS["index"]), "Name"))


def test_the_words_of_an_index_base_stand_clear_of_the_lines() -> None:
    (words,) = named(planned(CHARTS["index"]), "Level text")
    assert words.paragraphs[0].text[0].text.startswith("2014")


def test_the_words_of_a_base_among_lines_stand_off_them() -> None:
    made = planned(CHARTS["hemmed"])
    chart = box(made)
    (words,) = named(made, "Level text")
    base = plot_positions.position(chart.plot, chart.inner, 0, 100.0)[1]
    assert min(abs(words.box.y - base), abs(words.box.y + words.box.h - base)) > 5


def test_no_first_value_stands_nearer_to_another_line_than_to_its_own() -> None:
    drawn = box(planned(samples.low_start()))
    plot = drawn.plot
    shifts = {(shift.series, shift.index): (shift.right, shift.down) for shift in drawn.shifts}
    starts = {item.name: plot_positions.position(plot, drawn.inner, 0, item.values[0] or 0.0) for item in plot.series}
    shown = [(item, label) for item in plot.series if (label := item.labels[0])]
    assert "High" in [item.name for item, _ in shown]
    for item, label in shown:
        ink = point_labels.ink(plot, label, starts[item.name], shifts.get((item.name, 0), (0.0, 0.0)))
        others = [at for name, at in starts.items() if name != item.name]
        assert not misleads(ink, starts[item.name], others)


def test_the_name_of_a_part_has_the_colour_of_its_bars() -> None:
    chart = samples.CASES["share"]()
    first, second, *_ = chart.series
    made = planned(replace(chart, highlight=first.key, second=second.key))
    colours = {plain(item.paragraphs[0].text): item.paragraphs[0].style.colour for item in named(made, "Base")}
    assert colours[plain(first.name)] == "highlight"
    assert colours[plain(second.name)] == "accent_text"


def test_what_a_dumbbell_lacks_is_said_beside_the_dot_that_is_there() -> None:
    made = planned(CHARTS["dumbbell"])
    chart = box(made)
    for item in named(made, "Remark"):
        row = int(item.name.rpartition(" ")[2]) - 1
        (value,) = [value for series in chart.plot.series if (value := series.values[row]) is not None]
        axis = chart.plot.axis
        x = chart.inner.x + (value - axis.low) / (axis.high - axis.low) * chart.inner.w
        assert 0 < item.box.x - x < 30


def test_the_years_of_dots_stand_over_the_dots_of_a_row_with_both() -> None:
    made = planned(CHARTS["dumbbell"])
    chart = box(made)
    heads = named(made, "Base")
    assert [item.paragraphs[0].text[0].text for item in heads] == ["2018", "2023"]
    step = chart.inner.h / len(chart.plot.categories)
    both = [None not in row for row in zip(*(s.values for s in chart.plot.series), strict=True)].index(True)
    middle = chart.inner.y + (both + 0.5) * step
    for item in heads:
        roomy = step >= ROOMY
        assert (middle - step / 2 < item.box.y < item.box.y + item.box.h < middle) == roomy


def test_the_value_of_a_sliver_is_raised_above_its_bar() -> None:
    (shift,) = box(planned(CHARTS["share"])).shifts
    assert shift.down < -15


def test_the_years_of_dots_stand_where_the_earlier_is_at_the_left_not_at_the_one_row_that_fell() -> None:
    made = planned(sample_rows.falling_dumbbell())
    chart = box(made)
    earlier, later = named(made, "Base")
    assert [item.paragraphs[0].text[0].text for item in (earlier, later)] == ["2018", "2023"]
    assert earlier.box.x < later.box.x
    axis = chart.plot.axis
    for item, series in zip((earlier, later), chart.plot.series, strict=True):
        x = chart.inner.x + ((series.values[1] or 0.0) - axis.low) / (axis.high - axis.low) * chart.inner.w
        assert item.box.x < x < item.box.x1
    assert chart.inner.y + chart.inner.h / 3 < earlier.box.y < chart.inner.y + chart.inner.h / 2  # in its row


@pytest.mark.parametrize("by", [3.0, 6.0, 9.0])
def test_a_value_in_a_band_stands_on_neither_edge_and_not_among_the_numbers_of_the_scale(by: float) -> None:
    chart = sample_parts.band()
    levels = [point.value for point in chart.series[0].points if point is not None]

    def edge(series: Series, off: float) -> Series:
        pairs = zip(series.points, levels, strict=True)
        return replace(series, points=tuple(replace(point, value=level + off) for point, level in pairs if point))

    line, low, high = chart.series
    drawn = box(planned(replace(chart, series=(line, edge(low, -by), edge(high, by)))))
    plot, shifts = drawn.plot, {(shift.series, shift.index): (shift.right, shift.down) for shift in drawn.shifts}
    named = next(item for item in plot.series if any(item.labels))
    x, *heights = (
        plot_positions.position(plot, drawn.inner, 0, levels[0] + off, on_edges=True) for off in (0.0, -by, by)
    )
    assert named.labels[0] is not None
    ink = point_labels.ink(plot, named.labels[0], x, shifts.get((named.name, 0), (0.0, 0.0)))
    assert not any(ink.y < y < ink.y1 for _, y in heights)
    assert ink.x >= x[0] - ink.w / 2 - 0.1


@pytest.mark.parametrize(("at", "high"), [(22, 93.0), (20, 119.0)])
def test_a_remark_touches_no_number_of_a_scale_at_the_right(at: int, high: float) -> None:
    chart = dated_samples.chart("line", "2022-01", 24)
    (series,) = chart.series
    point = series.points[at]
    assert point is not None
    peak = replace(series, points=(*series.points[:at], replace(point, value=high), *series.points[at + 1 :]))
    note = Annotation(series.key, chart.categories[at], text("August 2023: 119.0", term="remark"))
    made = planned(replace(chart, series=(peak,), annotations=(note,)))
    drawn = box(made)
    (words,) = named(made, "Remark")
    assert not drawn.scale_left
    ink = checks.ink(words)
    for tick in ticks(drawn.plot.axis):
        y = plot_positions.position(drawn.plot, drawn.inner, 0, tick)[1]
        assert not ink.touches(Box(drawn.inner.x1 + 2, y - 7, 40, 14))


@pytest.mark.parametrize(
    "chart", [replace(sample_parts.seasonal(), second="2022"), sample_parts.band()], ids=["seasonal", "band"]
)
def test_a_large_value_at_the_end_of_a_line_does_not_run_into_its_name(chart: Chart) -> None:
    made = planned(chart)
    drawn = box(made)
    names = {plain(item.paragraphs[0].text): item.box.x for item in named(made, "Name")}
    shown = 0
    for series in drawn.plot.series:
        label = series.labels[-1] if series.labels else None
        if label is None or label.side != "right" or plain(series.end) not in names:
            continue
        last = len(series.values) - 1
        point = plot_positions.position(
            drawn.plot, drawn.inner, last, series.values[-1] or 0.0, on_edges=drawn.on_edges
        )
        ink = point_labels.ink(drawn.plot, label, point)
        assert ink.x1 + 3 < names[plain(series.end)]
        shown += 1
    assert shown


def test_a_large_value_before_a_name_does_not_touch_the_words_above_it() -> None:
    chart = sample_parts.band()
    made = planned(chart)
    (band,) = (item for item in named(made, "Name") if "\n" in plain(item.paragraphs[0].text))
    plot, shifts = box(made).plot, {shift.series: shift.down for shift in box(made).shifts}
    line = next(series for series in plot.series if series.role == "highlight")
    label, last = line.labels[-1], line.values[-1]
    assert label
    assert last
    x, y = plot_positions.position(plot, box(made).inner, len(line.values) - 1, last, on_edges=box(made).on_edges)
    ink = point_labels.ink(plot, label, (x, y + shifts.get(line.name, 0.0)))
    assert not ink.grown(2).touches(checks.ink(band))

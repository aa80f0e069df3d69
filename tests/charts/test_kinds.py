"""Every kind against a golden text: marks by role, in the order in which a drawer meets them.

A changed golden is written anew with BRIEFING_GOLDEN=1 and then read line by line.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import pytest
from msgspec import Struct
from msgspec.structs import replace

from briefing import charts
from briefing.charts.vector import drawing
from briefing.deck.chart_xml import native_chart
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Form, Label, PlotSeries, Series
from briefing.model.chart_kinds import KINDS
from briefing.model.chart_remarks import Annotation
from briefing.model.chart_specs import ChartSpec
from briefing.model.text import Run, plain, text
from briefing.wording import languages, of
from tests.charts import given, sample_rows, samples

GOLDEN = Path(__file__).parent / "golden"


def told(value: object, indent: str = "") -> str:
    """A plot → text, one fact a line."""
    if isinstance(value, Label):
        return f"{plain(value.text)!r} {value.side}{' strong' * value.strong}{'' if value.live else ' fixed'}"
    if isinstance(value, tuple) and value and all(isinstance(item, Run) for item in value):
        return repr(plain(value))
    if isinstance(value, Struct):
        inner = (
            f"{indent}{name}: {told(getattr(value, name), indent + '  ')}"
            for name in value.__struct_fields__
            if getattr(value, name) not in ((), "", None) and getattr(value, name) is not False
        )
        return "\n" + "\n".join(inner)
    if isinstance(value, tuple):
        return "[" + "; ".join(told(item, indent + "  ") for item in value) + "]"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("case", sorted(samples.CASES))
def test_a_kind_gives_the_marks_of_its_golden(case: str) -> None:
    found = told(charts.plot(samples.CASES[case]())).lstrip("\n") + "\n"
    golden = GOLDEN / f"{case}.txt"
    if os.environ.get("BRIEFING_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_every_kind_of_the_registry_has_a_golden() -> None:
    own = {"figure"}  # whose marks are those of a project's code
    assert {make().kind for make in samples.CASES.values()} == set(KINDS) - own


def test_a_story_can_ask_for_every_kind_and_each_has_its_word() -> None:
    allowed = ChartSpec.model_json_schema()["properties"]["kind"]["enum"]
    assert set(allowed) == set(KINDS)
    assert all(of(lang).phrase(f"alt_{kind}") for kind in KINDS for lang in languages())


def test_every_form_has_marks_in_vectors_and_a_native_chart_but_maps_which_are_shapes() -> None:
    forms = set(get_args(Form)) - {"figure"}  # which the project's own code draws
    assert set(drawing.FORMS) == {*native_chart.TYPES, "map"} == forms


@pytest.mark.parametrize("case", sorted(samples.CASES))
def test_every_label_carries_its_fact(case: str) -> None:
    plot = charts.plot(samples.CASES[case]())
    for series in plot.series if plot.form != "dots" else ():  # whose labels are the names of places
        for name, label in zip(series.facts, series.labels, strict=False):
            assert label is None or [run.fact for run in label.text if run.fact] == [name]


@pytest.mark.parametrize("case", sorted(samples.CASES))
def test_every_series_has_a_value_or_a_gap_for_each_category(case: str) -> None:
    plot = charts.plot(samples.CASES[case]())
    assert {len(series.values) for series in plot.series} == {len(plot.categories)}


def test_rows_are_sorted_with_their_names_and_columns() -> None:
    plot = charts.plot(samples.bar())
    assert [plain(row.name) for row in plot.rows][:2] == ["Patent density", "Technology contracts"]
    assert [plain(column.cells[0]) for column in plot.columns] == ["48.2", "262.9", "20.7"]


def test_a_row_without_a_value_stands_last_and_says_so() -> None:
    chart = samples.bar()
    gap = replace(chart, series=(replace(chart.series[0], points=(None, *chart.series[0].points[1:])),))
    plot = charts.plot(gap)
    assert plain(plot.rows[-1].name) == "Technology contracts"
    assert [(remark.at, plain(remark.text)) for remark in plot.remarks] == [(3.0, "no value")]


def test_a_line_through_three_points_is_refused_with_other_kinds() -> None:
    chart = samples.line()
    few = replace(chart, series=(replace(chart.series[0], points=(*chart.series[0].points[:3], *[None] * 7)),))
    with pytest.raises(
        LayoutError, match=r"3 observed points, and a line needs 4\n  fix: use columns or bar"
    ) as raised:
        charts.plot(few)
    assert raised.value.findings[0].where == "Belling"


def test_a_line_through_three_points_with_no_two_side_by_side_is_drawn_with_dashes() -> None:
    chart = samples.line()
    points = chart.series[0].points
    parted = tuple(point if at in (0, 4, 9) else None for at, point in enumerate(points))
    assert charts.plot(replace(chart, series=(replace(chart.series[0], points=parted),))).series
    near = tuple(point if at in (0, 1, 9) else None for at, point in enumerate(points))
    with pytest.raises(LayoutError, match="3 observed points, and a line needs 4"):
        charts.plot(replace(chart, series=(replace(chart.series[0], points=near),)))


def test_all_faults_of_a_chart_are_told_at_once() -> None:
    chart = samples.bar()
    bad = replace(
        chart,
        series=(Series("m", text("M"), (given.fact("f", float("nan")),)),),
        columns=(replace(chart.columns[0], cells=()),),
        rows=chart.rows[:1],
    )
    with pytest.raises(LayoutError) as raised:
        charts.plot(bad)
    assert len(raised.value.findings) == 4


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(LayoutError, match=f"kinds: {', '.join(KINDS)}"):
        charts.plot(replace(samples.bar(), kind="pie"))


def test_a_chart_without_a_value_is_refused() -> None:
    with pytest.raises(LayoutError, match="without a single value"):
        charts.plot(Chart("columns", "en", ("2014",), (Series("a", text("A"), (None,)),)))


def test_a_remark_at_an_undrawn_year_is_refused() -> None:
    chart = replace(samples.columns(), categories=("2013", *given.YEARS[1:]))
    shifted = replace(chart.series[0], points=(None, *chart.series[0].points[1:]))
    with pytest.raises(LayoutError, match="where Contracts is not drawn"):
        charts.plot(replace(chart, series=(shifted,), annotations=(Annotation("contracts", "2013", text("Here")),)))


def test_a_share_short_of_its_target_is_not_rounded_up_to_it() -> None:
    plot = charts.plot(samples.bullet())
    said = [plain(label.text) for label in plot.series[0].labels if label]
    assert said == ["about 112%", "100%", "about 99.7%", "99%", "18%"]


def test_coincident_ends_share_one_text() -> None:
    plot = charts.plot(samples.slope())
    ends = [plain(series.end) for series in plot.series]
    assert ends[1:3] == ["contracts (nominal) and high-tech enterprises", ""]
    assert plot.series[2].labels == (None, None)


def test_the_subject_of_the_chart_carries_the_shared_end() -> None:
    plot = charts.plot(replace(samples.slope(), highlight="enterprises"))
    assert [plain(series.end) for series in plot.series][1:3] == ["", "high-tech enterprises and contracts (nominal)"]


def test_series_that_start_on_one_value_print_it_once() -> None:
    chart = samples.level_slope()
    same = tuple(replace(item, points=(chart.series[0].points[0], item.points[1])) for item in chart.series)
    plot = charts.plot(replace(chart, series=same, highlight="b"))
    assert [item.labels[0] is not None for item in plot.series] == [False, True]
    plot = charts.plot(replace(chart, series=same, highlight=""))
    assert [item.labels[0] is not None for item in plot.series] == [True, False]
    assert all(item.labels[0] for item in charts.plot(chart).series)


def test_a_slope_far_from_zero_has_a_scale_around_its_values() -> None:
    axis = charts.plot(samples.slopes((96.0, 104.0), (99.0, 97.0))).axis
    assert 80 < axis.low < 96
    assert 104 < axis.high < 120


def test_a_slope_of_values_next_to_each_other_does_not_look_steep() -> None:
    axis = charts.plot(samples.slopes((100.0, 100.4), (100.1, 100.0))).axis
    assert axis.high - axis.low > 20


def test_a_slope_near_zero_starts_there() -> None:
    assert charts.plot(samples.slopes((5.0, 90.0), (40.0, 60.0))).axis.low == 0


def test_slopes_that_start_on_one_value_print_it_once() -> None:
    one, other, third = charts.plot(samples.slopes((0.0, 3.0), (0.0, 5.0), (4.0, 0.0))).series
    assert [bool(item.labels[0]) for item in (one, other, third)] == [True, False, True]


def test_a_slope_needs_two_categories() -> None:
    with pytest.raises(LayoutError, match="joins two categories"):
        charts.plot(replace(samples.columns(), kind="slope"))


def test_bridges_never_count_as_observed() -> None:
    for make in samples.CASES.values():
        plot = charts.plot(make())
        levels = plot.series[1:] if plot.form == "dots" and not plot.axis.visible else ()  # of the dots of a strip
        heights = [series for series in plot.series if series.filled and series.role == "context"]  # of a band
        for series in plot.series:
            worked_out = series in levels or series in heights
            expected = series.role != "bridge" and not worked_out
            # what no source published has `observed=False`; a new kind of it is a case above
            assert series.observed == expected, (plot.form, series.role, series.name)


def _at(series: PlotSeries) -> dict[int, float]:
    return {index: value for index, value in enumerate(series.values) if value is not None}


def test_a_rank_past_the_last_place_is_a_gap_and_a_remark() -> None:
    plot = charts.plot(samples.bump())
    nanjing = next(series for series in plot.series if series.name == "Nanjing")
    assert nanjing.values[0] is None
    assert [plain(remark.text) for remark in plot.remarks] == ["Off the scale in 2017: Nanjing 12th, Guangzhou 25th"]
    assert plot.axis.reverse
    assert plot.axis.high == 8
    assert [remark.value for remark in plot.remarks] == [9]


def test_the_highlighted_rank_is_drawn_whole_however_low() -> None:
    plot = charts.plot(replace(samples.bump(), highlight="Nanjing"))
    nanjing = next(series for series in plot.series if series.name == "Nanjing")
    assert nanjing.values[0] == 12
    assert plot.axis.high == 12


def test_bars_and_columns_start_at_zero() -> None:
    for make in samples.CASES.values():
        plot = charts.plot(make())
        around = plot.built_up and plot.axis.low <= 0 <= plot.axis.high
        assert plot.form in ("line", "dumbbell", "dots", "map") or plot.axis.low == 0 or around


@pytest.mark.parametrize("refused", [True, False])
def test_no_line_joins_the_sides_of_a_refused_break(refused: bool) -> None:
    chart = samples.line()
    broken = replace(chart, breaks=tuple(replace(item, refused=refused) for item in chart.breaks))
    plot = charts.plot(broken)
    before, after = chart.categories.index(chart.breaks[0].after), chart.categories.index(chart.breaks[0].before)
    joined = [
        series for series in plot.series if series.values[before] is not None and series.values[after] is not None
    ]
    assert bool(joined) is not refused
    shown = [value for series in plot.series if series.observed for value in series.values if value is not None]
    assert sorted(shown) == sorted(point.value for point in chart.series[0].points if point is not None)
    first = next(label for series in plot.series for label in series.labels if label)
    assert first.strong is not refused, "it leads only where the last value can be compared with it"


def test_panels_of_one_unit_stand_on_one_scale_with_first_and_last_values_only() -> None:
    made = charts.plots(sample_rows.panels())
    assert {(plot.axis.low, plot.axis.high, plot.axis.step) for plot in made} == {(0.0, 60.0, 20.0)}
    shown = [[at for at, label in enumerate(plot.series[0].labels) if label] for plot in made]
    assert shown == [[0, 6]] * 4


def test_charts_of_different_units_keep_their_own_scales() -> None:
    one, other = sample_rows.panels()[:2]
    points = tuple(point and replace(point, unit="people") for point in other.series[0].points)
    plots = charts.plots((one, replace(other, series=(replace(other.series[0], points=points),))))
    assert [plot.axis for plot in plots] == [charts.plot(one).axis, charts.plot(other).axis]
    assert plots[0].axis != plots[1].axis


def test_the_faults_of_all_panels_are_told_at_once() -> None:
    bad = replace(sample_rows.panels()[0], kind="pie")
    with pytest.raises(LayoutError) as raised:
        charts.plots((bad, bad))
    assert len(raised.value.findings) == 2


def test_a_dumbbell_is_sorted_by_its_later_values_and_a_missing_end_is_said() -> None:
    plot = charts.plot(sample_rows.dumbbell())
    assert plot.categories == ("Belling", "Shanghai", "Shenzhen", "Hangzhou", "Nanjing", "Guangzhou")
    assert [(remark.at, plain(remark.text)) for remark in plot.remarks] == [
        (3.0, "no value in 2018"),
        (5.0, "no value in 2023"),
    ]
    assert [series.roles[2] for series in plot.series] == ["bound", "bound"]


def test_the_values_of_a_dumbbell_stand_on_the_outer_sides() -> None:
    series = charts.plot(sample_rows.dumbbell()).series
    sides = [[label.side for label in (item.labels[0], item.labels[4]) if label] for item in series]
    assert sides == [["left", "right"], ["right", "left"]]


def test_a_dumbbell_of_ranks_has_the_best_first_and_at_the_left() -> None:
    plot = charts.plot(sample_rows.rank_dumbbell())
    assert plot.categories[0] == "Belling"
    assert not plot.axis.reverse
    assert plot.axis.low < 1 < plot.axis.high


def test_a_dumbbell_of_too_many_rows_or_years_says_what_serves() -> None:
    chart = sample_rows.dumbbell()
    many = replace(chart, categories=chart.categories * 3, rows=(), series=(chart.series[0],))
    many = replace(many, series=tuple(replace(item, points=item.points * 3) for item in many.series))
    with pytest.raises(LayoutError) as raised:
        charts.plot(many)
    assert [finding.fix.split()[0] for finding in raised.value.findings] == ["use", "name"]


def test_a_share_is_sorted_by_its_leading_part_and_labels_every_part() -> None:
    plot = charts.plot(sample_rows.share())
    assert plot.categories == ("Belling", "Suzhou", "Shanghai")
    assert [series.role for series in plot.series] == ["highlight", "context", "context"]
    assert all(label and label.side == "centre" for series in plot.series for label in series.labels)


def test_a_share_over_years_is_columns_from_the_first_year_to_the_last() -> None:
    chart = sample_rows.year_share()
    named = tuple(replace(item, key=key) for item, key in zip(chart.series, ("high", "other"), strict=True))
    plot = charts.plot(replace(chart, series=named, highlight="high"))  # what is left has no colour of its own
    assert (plot.form, plot.categories, plot.rows) == ("column", ("2021", "2022", "2023"), ())
    assert [series.role for series in plot.series] == ["highlight", "context"]
    more = charts.plot(replace(chart, kind="stacked", series=(*named, replace(named[1], key="rest")), highlight="high"))
    assert [series.role for series in more.series[:3]] == ["highlight", "second", "context"]
    assert {label and label.side for series in plot.series for label in series.labels} == {"centre"}


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ((60.0, 50.0, 10.0), "make 120 %, not 100"),
        ((60.0, -10.0, 50.0), "below zero"),
        ((60.0, None, 40.0), "a part has no value"),
    ],
)
def test_parts_that_make_no_whole_are_refused(points: tuple[float | None, ...], told: str) -> None:
    chart = sample_rows.share()
    series = tuple(
        replace(item, points=(None if value is None else given.fact("f", value, "share"), *item.points[1:]))
        for item, value in zip(chart.series, points, strict=True)
    )
    with pytest.raises(LayoutError, match=told) as raised:
        charts.plot(replace(chart, series=series))
    assert all(finding.fix for finding in raised.value.findings)


def test_one_part_or_five_are_no_share() -> None:
    chart = sample_rows.share()
    for series in (chart.series[:1], (*chart.series, *chart.series[:2])):
        with pytest.raises(LayoutError, match="2 to 4 parts"):
            charts.plot(replace(chart, series=series))


def test_a_lone_target_of_columns_is_a_level_with_its_value_at_its_year_and_years_before_it_are_empty() -> None:
    plot = charts.plot(sample_rows.aimed_columns())
    aims = plot.series[-1]
    assert (aims.role, set(aims.values), aims.level) == ("target", {31000}, True)
    assert [at for at, label in enumerate(aims.labels) if label] == [len(plot.categories) - 1]
    assert [plot.categories[round(rule.at)] for rule in plot.rules if rule.wide] == ["2015", "2020", "2022"]
    assert plot.axis.high == 31000


def test_an_index_has_its_base_as_a_rule() -> None:
    (rule,) = charts.plot(samples.index_lines()).rules
    assert (rule.along, rule.at, plain(rule.text)) == ("value", 100.0, "2014 = 100")


def test_a_panel_of_an_index_prints_its_last_value() -> None:
    chart = samples.index_lines()
    panel = charts.plot(replace(chart, series=chart.series[:1], ends=True)).series[0]
    assert [at for at, label in enumerate(panel.labels) if label] == [len(chart.categories) - 1]


def test_two_targets_that_are_named_have_one_colour() -> None:
    plot = charts.plot(replace(samples.bullet(), second="High-precision industries"))
    assert plot.series[0].roles == ("highlight", "highlight", "context", "context", "context")
    assert [row.role for row in plot.rows] == list(plot.series[0].roles)


def test_lines_that_begin_in_other_years_both_print_their_first_values() -> None:
    years = tuple(str(year) for year in range(2004, 2024))
    late, early = ({year: 30.0 + year - 2004 for year in range(first, 2024)} for first in (2014, 2004))
    late |= {2014: 30.0}
    series = tuple(
        Series(key, text(key), given.run(key, values, years)) for key, values in (("early", early), ("late", late))
    )
    labels = [
        [year for year, label in zip(years, item.labels, strict=True) if label]
        for item in charts.plot(Chart("line", "en", years, series)).series
    ]
    assert labels == [["2004", "2023"], ["2014", "2023"]]

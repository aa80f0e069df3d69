"""Areas, stacked bars, seasonal lines and bands: their marks, their native charts and workbooks, what is refused."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook  # type: ignore[import-untyped]
from pptx import Presentation

from briefing import charts, deck, read
from briefing.assets import asset
from briefing.charts.vector.plot_area import scale_words
from briefing.errors import BriefingError, LayoutError
from briefing.model.chart import Chart, Series
from briefing.model.chart_remarks import Annotation
from briefing.model.text import plain, text
from tests.charts import given, grid, sample_parts, sample_rows
from tests.charts.test_vector import drawn

KINDS = {"area": ["AreaPlot", "LinePlot"], "band": ["AreaPlot", "LinePlot"], "stacked bars": ["BarPlot"]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_native_chart_has_the_series_and_values_of_its_workbook(kind: str, tmp_path: Path) -> None:
    written = deck.write(grid.case(kind, "positive").composed(tmp_path), read.theme(asset("themes") / "ink.toml"))
    presentation: Any = Presentation(io.BytesIO(written.files[".pptx"]))
    (chart,) = [shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart]
    assert [type(plot).__name__ for plot in chart.plots] == KINDS[kind]
    sheet: Any = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True)["Data"]
    columns = {column[0].value: [cell.value for cell in column[1:]] for column in sheet.iter_cols(min_col=2)}
    for plot in chart.plots:
        for series in plot.series:
            assert list(series.values) == pytest.approx(columns[series.name])


def test_areas_stand_on_each_other_and_their_sum_is_a_line_on_top() -> None:
    *parts, total = charts.plot(sample_parts.area()).series
    plot = charts.plot(sample_parts.area())
    assert [plot.span(series, 0) for series in parts] == [(0.0, 12.0), (12.0, 15.0), (15.0, 76.0)]
    assert plot.span(total, 0) == (0.0, 76.0)
    assert [plain(series.end) for series in (*parts, total)] == ["Wind 52", "Sun 31", "Gas 29", "Total 112"]
    assert [series.role for series in parts] == ["highlight", "second", "series_3"]


def test_of_the_leading_part_of_places_only_that_of_the_own_place_has_the_full_colour() -> None:
    plot = charts.plot(replace(sample_rows.share(), own="Suzhou"))
    roles = dict(zip(plot.categories, plot.series[0].roles, strict=True))
    assert roles == {"Belling": "earlier", "Suzhou": "highlight", "Shanghai": "earlier"}
    assert {role for series in plot.series[1:] for role in series.roles} == {"context"}
    assert set(charts.plot(sample_rows.share()).series[0].roles) == {"highlight"}


def test_stacked_bars_are_sorted_by_their_sums_and_print_them() -> None:
    plot = charts.plot(sample_parts.stacked_bars())
    assert plot.categories == ("Eastby", "Westford", "Upton", "Northam")
    assert [plain(cell) for cell in plot.columns[0].cells] == ["44", "24", "23", "7"]
    assert not plot.of_shares


def test_the_newest_year_leads_and_more_than_three_earlier_ones_are_named_together() -> None:
    chart = sample_parts.seasonal()
    plot = charts.plot(chart)
    assert [series.role for series in plot.series] == ["context", "context", "context", "plain", "highlight"]
    assert [plain(series.end) for series in plot.series] == ["2019", "2020", "2021", "2022", ""]
    before = replace(chart.series[0], key="2018", name=text("2018", term="year"))
    many = charts.plot(replace(chart, series=(before, *chart.series)))
    assert [plain(series.end) for series in many.series] == ["", "", "", "2018–2021", "2022", ""]
    assert [plain(remark.text) for remark in plot.remarks] == ["2023 18.3"]  # it ends in August, where lines run on
    chosen = charts.plot(replace(sample_parts.seasonal(), highlight="2020"))
    assert (chosen.series[-1].name, chosen.series[-2].name) == ("2020", "2023")


def test_the_name_of_a_year_that_has_one_value_stands_at_its_right_clear_of_the_scale() -> None:
    chart = sample_parts.seasonal()
    *earlier, newest = chart.series
    begun = replace(newest, points=(*newest.points[:1], *(None for _ in newest.points[1:])))
    (remark,) = charts.plot(replace(chart, series=(*earlier, begun))).remarks
    assert (remark.at, remark.side) == (0.0, "right")


def test_a_band_is_drawn_between_its_ends_in_a_tint() -> None:
    plot = charts.plot(sample_parts.band())
    assert [plot.span(series, 0) for series in plot.series] == [(0.0, 108.0), (108.0, 135.0), (0.0, 120.0)]
    assert plot.axis.high >= 186
    _, surface, _, _ = drawn(sample_parts.band())
    assert any("159" in words.string and "186" in words.string for words in surface.words)


@pytest.mark.parametrize("width", [240.0, 330.0, 499.0])
@pytest.mark.parametrize("slope", [-0.5, 4.0, 15.0])
@pytest.mark.parametrize("half", [6.0, 25.0, 40.0])
def test_no_value_stands_on_the_edge_of_a_band(half: float, slope: float, width: float) -> None:
    years = tuple(str(year) for year in range(2014, 2024))
    middle = {int(year): 610.0 + slope * at for at, year in enumerate(years)}
    ends = {"line": 0.0, "low": -half, "high": half}
    series = tuple(
        Series(key, text(key.title()), given.run(key, {year: value + by for year, value in middle.items()}, years))
        for key, by in ends.items()
    )
    canvas, surface, _, _ = drawn(Chart("band", "en", years, series, "line", alt=text("A line in its band.")), width)
    drawn_lines = [(start, end) for start, end, _ in canvas.obstacles.lines]
    edges = [(start, end) for start, end in drawn_lines if start[1] != end[1]]  # no level line of the grid
    assert len(edges) >= 2 * (len(years) - 1)
    (value,) = [words for words in surface.words if words.string in ("610", "610.0")]
    assert not any(value.box.crossed(start, end) for start, end in edges)


@pytest.mark.parametrize(
    ("chart", "what"),
    [
        (sample_parts.crossed_band(), "the lower end, 135, is above the upper one, 108, in 2016"),
        (replace(sample_parts.band(), series=sample_parts.band().series[:2]), "one line and two ends"),
        (replace(sample_parts.seasonal(), series=sample_parts.seasonal().series[:1]), "compares years"),
        (replace(sample_parts.stacked_bars(), series=sample_parts.stacked_bars().series[:1]), "2 to 6 parts"),
    ],
)
def test_what_a_kind_cannot_show_is_refused_with_a_fix(chart: Chart, what: str) -> None:
    with pytest.raises(LayoutError) as raised:
        charts.plot(chart)
    assert any(what in finding.what and finding.fix for finding in raised.value.findings)


@pytest.mark.parametrize(
    ("evidence", "number", "what", "fix"),
    [
        ("{kind: seasonal, series: [level]}", "positive", "is by the year", "write `kind: line`"),
        ("{kind: seasonal, series: [level, other]}", "positive", "years of one series", "name one of level, other"),
        ("{kind: band, series: [level]}", "positive", "a band lies around one line", "write `band: [lower, upper]`"),
        ("{kind: band, series: [level], band: [high, low]}", "positive", "is above the upper one", "exchange"),
        ("{kind: band, series: [level], band: [low, gone]}", "positive", "gone", "level"),
        ("{kind: area, series: [level, other]}", "gaps", "an area would be drawn over 2015", "write `kind: stacked`"),
        ("{kind: stacked_bars, series: [level]}", "positive", "2 to 6 parts", "write `kind: bar`"),
        ("{kind: stacked_bars, series: [level, place]}", "positive", "cannot be added", "parts of one unit"),
        ("{kind: line, series: [level], band: [low, high]}", "positive", "does not show `band`", "leave `band` out"),
    ],
)
def test_a_story_that_asks_for_what_the_data_have_not_gets_a_fix(
    evidence: str, number: str, what: str, fix: str, tmp_path: Path
) -> None:
    case = grid.of(f"subtitle: auto\n    chart: {evidence}", grid.dataset(grid.NUMBERS[number]))
    with pytest.raises(BriefingError) as raised:
        case.composed(tmp_path)
    (finding,) = raised.value.findings
    assert what in finding.what
    assert fix in finding.fix


def test_a_band_without_ends_in_a_year_can_be_drawn_on_either_side_of_it(tmp_path: Path) -> None:
    years = range(2008, 2022)
    data = grid.dataset(lambda place, at: None if at == 8 else 20.0 + 3 * place + at, years=years)
    evidence = "subtitle: auto\n    chart: {kind: band, series: [level], band: [low, high]%s}"
    with pytest.raises(BriefingError) as raised:
        grid.of(evidence % "", data, grid.edition(years)).composed(tmp_path)
    (finding,) = raised.value.findings
    assert finding.what == "the band has no ends in 2016"
    assert finding.fix == "write `period: [2017, 2021]` or `period: [2008, 2015]`"
    for period in ("[2017, 2021]", "[2008, 2015]"):
        assert grid.of(evidence % f", period: {period}", data, grid.edition(years)).composed(tmp_path)


def test_a_line_in_a_band_says_its_low_between_its_ends() -> None:
    chart = sample_parts.band()
    low = 2
    turned = tuple(
        replace(
            one,
            points=tuple(
                replace(point, value=point.value - 80) if at == low and point is not None else point
                for at, point in enumerate(one.points)
            ),
        )
        for one in chart.series
    )
    line = charts.plot(replace(chart, series=turned)).series[-1]
    label = line.labels[low]
    assert label is not None
    assert (label.side, label.strong) == ("below", False)


def test_a_remark_on_a_line_in_a_band_stands_at_its_value() -> None:
    note = Annotation("level", "2019", text("Up to 155", term="remark"))
    made = charts.plot(replace(sample_parts.band(), annotations=(note,)))
    (remark,) = made.remarks
    at = made.categories.index("2019")
    line = next(one for one in made.series if one.observed and one.role == "highlight")
    assert (remark.at, remark.value) == (at, line.values[at])


def test_the_peak_of_a_year_is_said_also_on_a_line_of_the_grid() -> None:
    """Its number would stand over the line of 15, as no other place is as near."""
    whole = sample_parts.seasonal()
    years = [
        replace(one, points=tuple(point and replace(point, value=point.value - 3.0) for point in one.points))
        for one in whole.series
        if one.key in ("2019", "2021", "2022")
    ]
    words = [one.string for one in drawn(replace(whole, series=tuple(years)))[1].words]
    assert "14.2" in words


def test_a_lowest_value_that_comes_again_has_no_number_on_any_year() -> None:
    def lowest(chart: Chart) -> list[str]:
        drawn_lines = charts.plot(chart).series
        found = [plain(label.text) for line in drawn_lines if line.thin for label in line.labels if label]
        return [words for words in found if ": " in words]

    chart = sample_parts.seasonal()
    assert lowest(chart) == ["2021: 6.1"]
    (first, *others) = chart.series
    points = tuple(replace(point, value=6.1) if point and at < 2 else point for at, point in enumerate(first.points))
    assert lowest(replace(chart, series=(replace(first, points=points), *others))) == []


@pytest.mark.parametrize(("form", "shown"), [("#,##0", "20,000"), ("0", "20000")])
def test_the_numbers_of_a_scale_in_chinese_are_parted_where_its_values_are(form: str, shown: str) -> None:
    whole = charts.plot(sample_parts.seasonal())
    axis = replace(whole.axis, low=0.0, high=20_000.0, step=5_000.0)
    made = replace(whole, axis=axis, number_format=form, lang="zh")
    assert [words for _, words in scale_words(made)][-1] == shown

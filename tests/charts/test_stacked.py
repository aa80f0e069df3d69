"""Stacked columns: parts of a whole over years."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing import brief, charts, deck, read
from briefing.assets import asset
from briefing.errors import BriefingError, LayoutError
from briefing.model.chart import Chart, Plot
from briefing.model.document import Document
from briefing.model.text import plain
from tests.charts import grid, samples
from tests.charts.test_vector import drawn
from tests.deck.reading_deck import Deck


def test_each_part_begins_where_those_before_it_end() -> None:
    plot = charts.plot(samples.stacked())
    assert [plot.span(series, 4) for series in plot.series] == [(0.0, 51.0), (51.0, 84.0), (84.0, 91.0)]
    assert max(plot.reached) == 104.0
    assert plot.axis.low == 0.0
    assert plot.axis.high >= 104.0


def test_a_remark_stands_over_all_parts_of_its_period() -> None:
    (remark,) = (item for item in charts.plot(samples.stacked()).remarks if plain(item.text) == "The bridge opened")
    assert (remark.at, remark.value, remark.side) == (4.0, 91.0, "above")


def _with_points(chart: Chart, part: int, at: int, value: float | None) -> Chart:
    series = chart.series[part]
    point = series.points[at]
    assert point is not None
    other = None if value is None else replace(point, value=value)
    points = (*series.points[:at], other, *series.points[at + 1 :])
    return replace(chart, series=(*chart.series[:part], replace(series, points=points), *chart.series[part + 1 :]))


@pytest.mark.parametrize(
    ("chart", "what"),
    [
        (_with_points(samples.stacked(), 1, 0, -3.0), "a part is below zero in 2018"),
        (_with_points(samples.stacked(), 1, 0, None), "South lack a value in 2018"),
        (replace(samples.stacked(), series=samples.stacked().series[:1]), "2 to 6 parts, and this one has 1"),
    ],
)
def test_what_makes_no_whole_is_refused_with_a_fix(chart: Chart, what: str) -> None:
    with pytest.raises(LayoutError) as raised:
        charts.plot(chart)
    assert any(what in finding.what and finding.fix for finding in raised.value.findings)


def test_names_stand_beside_the_last_column_in_the_order_of_the_parts() -> None:
    _, surface, _, _ = drawn(samples.stacked())
    heights = {words.string: words.box.y for words in surface.words if words.string in ("North", "South", "West")}
    assert sorted(heights, key=lambda name: heights[name]) == ["North", "South", "West"]


def test_a_value_stands_in_its_part_or_nowhere() -> None:
    _, surface, _, _ = drawn(samples.stacked())
    shown = {words.string for words in surface.words}
    assert {"60", "35"} <= shown
    assert "5" not in shown  # a part of five in a hundred is too low for its figure


def _document(values: grid.Values, folder: Path) -> Document:
    return grid.of(f"subtitle: auto\n    {grid.EVIDENCE['stacked']}", grid.dataset(values)).composed(folder)


def test_the_deck_has_a_native_stacked_chart(tmp_path: Path) -> None:
    document = grid.case("stacked", "positive").composed(tmp_path)
    shown = Deck.of(deck.write(document, read.theme(asset("themes") / "ink.toml")).files[".pptx"])
    part = "ppt/charts/chart1.xml"
    assert shown.values(part, "//c:barChart/c:grouping/@val") == ["stacked"]
    assert shown.values(part, "//c:barChart/c:overlap/@val") == ["100"]
    assert len(shown.values(part, "//c:barChart/c:ser/c:idx/@val")) == 3
    assert set(shown.values(part, "//c:barChart//c:dLblPos/@val")) <= {"ctr"}
    assert shown.values(part, "//c:lineChart/c:ser/c:tx//c:v/text()") == ["Total"]


def test_a_year_that_lacks_a_part_names_the_years_that_have_all(tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as raised:
        _document(lambda place, at: None if place == 1 and at < 3 else 10.0 + place, tmp_path)
    (finding,) = raised.value.findings
    assert "Eastby for 2016" in finding.what
    assert finding.fix == "write `period: [2017, 2023]`"


def test_a_rest_is_a_part_of_its_own(tmp_path: Path) -> None:
    evidence = "chart: {kind: stacked, series: [level], entities: all, top: 2, rest: All others, highlight: Upton}"
    case = grid.of(f"subtitle: auto\n    {evidence}", grid.dataset(grid.NUMBERS["positive"]))
    (block,) = case.composed(tmp_path).sections[0].blocks
    assert isinstance(block, Chart)
    assert [plain(series.name) for series in block.series[-2:]] == ["All others", "Total"]
    *parts, total = charts.plot(block).series
    whole = sum(value for series in parts if (value := series.values[0]) is not None)
    assert total.values[0] == pytest.approx(whole)
    assert whole == pytest.approx(sum(grid.NUMBERS["positive"](place, 0) or 0.0 for place in range(6)))


def test_the_brief_draws_it_too(tmp_path: Path) -> None:
    document = grid.case("stacked", "huge").composed(tmp_path)
    written = brief.write(document, read.theme(asset("themes") / "ink.toml"))
    assert written.files[".pdf"].startswith(b"%PDF-")


def test_a_plot_that_is_not_stacked_begins_at_zero() -> None:
    plot: Plot = charts.plot(samples.columns())
    assert plot.span(plot.series[0], 0) == (0.0, 313.6)

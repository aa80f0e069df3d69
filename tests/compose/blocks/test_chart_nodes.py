"""Chart nodes → charts: points, gaps, breaks, rows, columns, notes and alt texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.charts import plot as plotted
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.dataset import Observation
from briefing.model.document import Section
from briefing.model.period import Period
from briefing.model.text import plain
from tests.compose.plan import texts
from tests.compose.sample import composed, dataset, faults, section


def made(folder: Path, node: str, *more: str) -> tuple[Section, Chart]:
    found = composed(section("A finding", f"chart: {node}", *more), folder).sections[0]
    (block,) = found.blocks
    assert isinstance(block, Chart)
    return found, block


def names(chart: Chart) -> list[str | None]:
    return [None if point is None else point.name for point in chart.series[0].points]


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ("{kind: bump, series: [patents]}", "only Belling has a value for 2014"),
        ("{kind: slope, series: [patents], period: [2014, 2014]}", "a slope needs two years, and there is only 2014"),
        ("{kind: bar, series: [patents, patents]}", "patents stands in the chart more than once"),
    ],
)
def test_a_chart_that_would_say_nothing_is_refused(node: str, told: str, tmp_path: Path) -> None:
    assert any(told in item.what for item in faults(section("A finding", f"chart: {node}"), tmp_path))


def test_columns_of_many_places_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = "chart: {kind: columns, measure: index, series: [patents, enterprises, firms]}"
    monkeypatch.setitem(KINDS, "columns", replace(KINDS["columns"], most=2))
    assert "3 columns a year are too many to read, at most 2 may stand there" in {
        item.what for item in faults(section("A finding", node), tmp_path)
    }
    monkeypatch.undo()
    assert faults(section("A finding", node), tmp_path) == ()


def test_a_survey_of_every_other_year_has_no_gaps_and_one_that_left_out_a_round_has(tmp_path: Path) -> None:
    def drawn(*years: int) -> tuple[Section, Chart]:
        rows = tuple(Observation("patents", "Belling", Period.year(at), 3.0 * at, "files", "KOTO") for at in years)
        data = replace(dataset(), observations=rows, breaks=(), targets=())
        lines = "chart: {kind: line, series: [patents]}", "cards: [{fact: patents, label: Files, unit: files}]"
        (found,) = composed(section("A finding", *lines), tmp_path, data).sections
        (chart,) = (block for block in found.blocks if isinstance(block, Chart))
        return found, chart

    found, chart = drawn(2014, 2016, 2018, 2020, 2022)
    assert chart.categories == ("2014", "2016", "2018", "2020", "2022")
    assert "Dashes" not in plain(found.note_line)
    found, chart = drawn(2014, 2016, 2018, 2022)
    assert len(chart.categories) == 10
    assert "Dashes bridge years without a value." in plain(found.note_line)


def test_a_line_has_all_years_with_gaps_and_says_so(tmp_path: Path) -> None:
    found, chart = made(tmp_path, "{kind: line, series: [patents], highlight: patents}")
    assert chart.categories == tuple(str(year) for year in range(2014, 2024))
    assert [year for year, point in zip(chart.categories, chart.series[0].points, strict=True) if point is None] == [
        "2016",
        "2018",
        "2020",
    ]
    assert "Dashes bridge 2016 and 2018, without a value. No value for 2020." in plain(found.note_line)


def test_a_disclosed_break_stands_on_the_line_with_its_reason_and_source(tmp_path: Path) -> None:
    found, chart = made(tmp_path, "{kind: line, series: [patents]}")
    (item,) = chart.breaks
    assert (item.after, item.before, plain(item.reason)) == ("2019", "2021", "base of the 2020 census; not comparable")
    assert "Xinhua" in plain(found.source_line)


def test_a_fact_across_a_disclosed_break_forces_the_note(tmp_path: Path) -> None:
    text = section('"Rose {{ patents.multiple | times }}"')
    assert "2019–2021: base of the 2020 census." in plain(composed(text, tmp_path).sections[0].note_line)


def test_the_note_of_a_break_names_whose_it_is_and_is_left_out_where_a_line_shows_it(tmp_path: Path) -> None:
    found, _ = made(tmp_path, "{kind: bar, measure: multiple, series: [patents, firms]}")
    assert "Patents held, 2019–2021: base of the 2020 census." in plain(found.note_line)
    line = section('"Rose {{ patents.multiple | times }}"', "chart: {kind: line, series: [patents]}")
    assert "2020 census" not in plain(composed(line, tmp_path).sections[0].note_line)


def test_a_bound_is_told_in_the_note(tmp_path: Path) -> None:
    found, chart = made(tmp_path, '{kind: columns, series: [enterprises], highlight: "2023"}')
    assert "Hollow: over 27,000 in 2019." in plain(found.note_line)
    assert "Dashes" not in plain(found.note_line)
    assert chart.highlight == "2023"


def test_bars_of_multiples_are_sorted_with_rows_columns_and_baseline(tmp_path: Path) -> None:
    node = (
        "{kind: bar, measure: multiple, series: [firms, patents], highlight: patents, columns: [first, last, growth],"
        " names: {firms: {name: Firms, detail: a day}}}"
    )
    _, chart = made(tmp_path, node)
    assert chart.categories == ("Patents held", "Firms")
    assert names(chart) == ["patents.multiple", "firms.multiple"]
    assert [row.key for row in chart.rows] == ["patents", "firms"]
    assert [plain(column.head) for column in chart.columns] == ["2014", "2023", "% a year"]
    assert [[plain(cell) for cell in column.cells] for column in chart.columns] == [
        ["48.2", "146"],
        ["262.9", "337"],
        ["20.7", "9.7"],
    ]
    assert plain(chart.baseline) == "2014 = 1×"
    assert chart.highlight == "Patents held"


def test_one_series_of_bars_has_its_years_as_rows(tmp_path: Path) -> None:
    _, chart = made(tmp_path, '{kind: bar, series: [enterprises], highlight: "2023"}')
    assert chart.categories == ("2014", "2019", "2023")


def test_a_bullet_holds_shares_of_targets_with_the_aims(tmp_path: Path) -> None:
    _, chart = made(
        tmp_path, "{kind: bullet, series: [firms], columns: [last, target, gap, set_by], set_by: {firms: City}}"
    )
    assert names(chart) == ["firms.target_share(2025)"]
    assert [aim and aim.name for aim in chart.targets] == ["firms.target(2025)"]
    assert [plain(column.cells[0]) for column in chart.columns] == ["337\n2023", "about 400\n2025", "about −63", "City"]


def test_a_bump_compares_places(tmp_path: Path) -> None:
    _, chart = made(
        tmp_path, "{kind: bump, series: [rank], entities: [Belling, Shanghai], period: [2017, 2019], second: Shanghai}"
    )
    assert [item.key for item in chart.series] == ["Belling", "Shanghai"]
    assert [point and point.value for point in chart.series[1].points] == [7, None, 5]
    assert chart.second == "Shanghai"


def test_a_slope_starts_at_one_for_multiples(tmp_path: Path) -> None:
    _, chart = made(tmp_path, "{kind: slope, measure: multiple, series: [patents, firms]}")
    assert chart.categories == ("2014", "2023")
    assert [item.points[0] and item.points[0].value for item in chart.series] == [1, 1]


def test_an_automatic_subtitle_tells_measure_unit_place_and_period(tmp_path: Path) -> None:
    found, chart = made(tmp_path, "{kind: line, series: [patents], subtitle: auto}", "subtitle: auto")
    assert plain(found.subtitle) == plain(chart.subtitle) == "Patents held, per 10,000 residents, Belling, 2014–2023"


def test_an_automatic_subtitle_of_bars_tells_the_year_of_their_values_and_no_single_place(tmp_path: Path) -> None:
    node = "{kind: bar, series: [rank], entities: [Belling, Shanghai], period: [2017, 2019], subtitle: auto}"
    found, chart = made(tmp_path, node, "subtitle: auto")
    assert [point and point.value_period.notation for point in chart.series[0].points] == [2019, 2019]
    assert plain(found.subtitle) == plain(chart.subtitle) == "Science rank, 2019"


def test_every_block_has_an_alt_text_of_at_most_250_characters(tmp_path: Path) -> None:
    title = " ".join(["word"] * 60)
    _, chart = made(tmp_path, "{kind: line, series: [patents]}")
    assert plain(chart.alt) == "Line chart: A finding. Patents held: 48.2 per 10,000 residents in 2014, 262.9 in 2023."
    long = composed(section(title, "chart: {kind: line, series: [patents]}"), tmp_path).sections[0].blocks[0]
    assert isinstance(long, Chart)
    assert len(plain(long.alt)) <= 250
    assert "262.9" in plain(long.alt)


def test_the_authors_alt_text_stands(tmp_path: Path) -> None:
    assert plain(made(tmp_path, "{kind: line, series: [patents], alt: Mine}")[1].alt) == "Mine"


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ("{kind: line, series: [patens]}", "patens"),
        ("{kind: line, series: [patents], highlight: firms}", "highlight names 'firms'"),
        ("{kind: bump, series: [rank], entities: [Atlantis]}", "Atlantis"),
        ("{kind: bullet, series: [patents]}", "needs the year of its target"),
        ("{kind: line, series: [firms], period: [2015, 2016]}", "no value from 2015 to 2016"),
        ("{kind: line, series: [patents], names: {firms: {name: x}}}", "names names 'firms'"),
        ("{kind: line, series: [patents], annotations: [{at: 1999, text: x}]}", "where nothing is"),
        ("{kind: line, series: [patents, firms], entities: [Belling]}", "one series"),
        ("{kind: line, series: [patents], title: Up 77}", "'77'"),
        ("{kind: bar, measure: multiple, series: [firms], columns: [target]}", "needs targets"),
    ],
)
def test_a_chart_that_cannot_be_drawn_says_why(node: str, told: str, tmp_path: Path) -> None:
    found = faults(section("Title", f"chart: {node}"), tmp_path)
    assert any(told in item.what for item in found), found
    assert all(item.where.startswith("story.en.yaml, line ") for item in found)


def test_rows_of_indicators_stand_by_value_or_as_they_are_given(tmp_path: Path) -> None:
    node = "kind: bar, measure: multiple, series: [firms, patents]"
    for order, first in (("", "Patents held"), (", order: given", "New firms")):
        _, chart = made(tmp_path, f"{{{node}{order}}}")
        assert plotted(chart).categories[0] == first


def test_a_category_appears_once_even_if_two_rows_share_a_name(tmp_path: Path) -> None:
    names = "{firms: {name: Same, detail: firms}, patents: {name: Same, detail: patents}}"
    node = f"{{kind: bar, measure: multiple, series: [firms, patents], names: {names}}}"
    _, chart = made(tmp_path, node)
    assert chart.categories == ("Same (patents)", "Same (firms)")
    assert all(plain(text) != "" for _, text in texts(chart))


def test_columns_from_a_year_on_are_highlighted_under_the_rate_of_those_before(tmp_path: Path) -> None:
    node = "{kind: columns, series: [patents], since: 2021, growth: 'patents.between(2014, 2019).growth'}"
    found, chart = made(tmp_path, node)
    plot = plotted(chart)
    assert plot.series[0].roles[-3:] == ("highlight",) * 3
    assert set(plot.series[0].roles[:-3]) == {"context"}
    (rate,) = (remark for remark in plot.remarks if remark.span)
    assert rate.span == (0, 5)
    assert plain(rate.text).endswith("% a year, 2014–2019")
    assert [plain(rule.text) for rule in plot.rules if rule.wide] == ["no value", "", ""]  # 2016, 2018 and 2020
    assert "No value for 2016, 2018 and 2020." in plain(found.note_line)
    _, short = made(tmp_path, "{kind: columns, series: [patents], period: [2017, 2023], growth: true}")
    (rate,) = (remark for remark in plotted(short).remarks if remark.span)
    assert rate.span == (0, 6)
    assert plain(rate.text).endswith("% a year, 2017–2023")
    assert short.growth
    assert short.growth.name == "patents.between(2017, 2023).growth"


@pytest.mark.parametrize(
    ("node", "keys"),
    [
        ("{kind: line, series: [patents], growth: true}", "`growth`"),
        ("{kind: slope, series: [patents], rest: All others, columns: [first]}", "`rest` and `columns`"),
        ("{kind: columns, series: [patents], of: enterprises}", "`of`"),
        ("{kind: stacked, series: [patents, firms], growth: true}", "`growth`"),
    ],
)
def test_a_key_that_its_kind_does_not_show_is_refused(node: str, keys: str, tmp_path: Path) -> None:
    (found,) = faults(section("A finding", f"chart: {node}"), tmp_path)
    assert f"does not show {keys}" in found.what
    assert found.fix == f"leave {keys} out"


@pytest.mark.parametrize(
    ("node", "noted"),
    [
        ("chart: {kind: columns, series: [patents]}", False),
        ("chart: {kind: columns, measure: index, series: [patents, firms]}", True),
        ("charts: [{kind: columns, series: [patents]}, {kind: columns, series: [firms]}]", True),
    ],
)
def test_columns_alone_that_show_all_of_a_break_do_not_note_it(node: str, noted: bool, tmp_path: Path) -> None:
    data = dataset()
    whole = replace(data, breaks=tuple(replace(one, reason="base of the 2020 census") for one in data.breaks))
    (found,) = composed(section("A finding", node), tmp_path, whole).sections
    assert ("base of the 2020 census" in plain(found.note_line)) == noted
    (found,) = composed(section("A finding", node), tmp_path, data).sections
    assert "base of the 2020 census" in plain(found.note_line)  # the columns show its first clause alone

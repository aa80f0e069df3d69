"""Lines of what is worked out from values: a mean over several periods, a share of another place, ranks by value."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import read
from briefing.compose import compose
from briefing.errors import BriefingError, Finding
from briefing.model.chart import Chart
from briefing.model.document import Document, Section
from briefing.model.text import plain
from tests import shires
from tests.compose.plan import untraced

TORSHIRE, ZELSHIRE = shires.NAMES.index("Torshire"), shires.NAMES.index("Zelshire")


def composed(folder: Path, node: str, breaks: str = "") -> Document:
    root = shires.project(folder / "shires", shires.section("subtitle: auto", f"chart: {{{node}}}"))
    directions = (root / "indicators.csv").read_text(encoding="utf-8")
    (root / "indicators.csv").write_text(directions.replace("flow,up", "flow,context"), encoding="utf-8")
    if breaks:
        rows = "indicator_id,entity,from_year,to_year,effect,reason,source_id\n" + breaks
        (root / "breaks.csv").write_text(rows, encoding="utf-8")
    given = read.project(root, entity="Torshire")
    return compose(given, read.story(given.stories["en"]), "en")


def made(folder: Path, node: str) -> tuple[Section, Chart]:
    document = composed(folder, node)
    assert untraced(document) == []
    (found,) = document.parts[0].sections
    (block,) = found.blocks
    assert isinstance(block, Chart)
    return found, block


def refused(folder: Path, node: str, breaks: str = "") -> Finding:
    with pytest.raises(BriefingError) as raised:
        composed(folder, node, breaks)
    assert raised.value.findings[0].fix
    return raised.value.findings[0]


def test_a_mean_over_three_years_lies_over_the_values_from_the_third_year_on(tmp_path: Path) -> None:
    section, chart = made(tmp_path, "kind: line, series: [visits], mean: 3, highlight: mean")
    values, means = chart.series
    own = [shires.value(TORSHIRE, year) for year in shires.YEARS]
    assert [point and point.value for point in values.points] == own
    expected = [None, None, *(sum(own[at - 2 : at + 1]) / 3 for at in range(2, len(own)))]
    assert [point and point.value for point in means.points] == [
        pytest.approx(one) if one else None for one in expected
    ]
    assert plain(means.name) == "Mean over 3 years"
    assert "Each mean is of the 3 years up to it, by our calculation." in plain(section.note_line)
    assert "No value" not in plain(section.note_line)


def test_a_mean_is_drawn_from_values_before_the_chart(tmp_path: Path) -> None:
    _, chart = made(tmp_path, "kind: line, series: [visits], mean: 3, period: [2020, 2023]")
    assert all(chart.series[1].points)


def test_a_bracket_on_a_mean_says_what_the_story_writes(tmp_path: Path) -> None:
    words = "text: '{{ visits.mean_over(3, 2020) }} to {{ visits.mean_over(3) }}'"
    ends = "series: mean, from: 2020, to: last"
    _, chart = made(tmp_path / "a", f"kind: line, series: [visits], mean: 3, brackets: [{{{ends}, {words}}}]")
    assert [one.start for one in chart.differences] == [("mean", "2020")]
    told = refused(tmp_path / "b", f"kind: line, series: [visits], mean: 3, brackets: [{{{ends}}}]")
    assert "worked out for the chart" in told.what


@pytest.mark.parametrize(
    ("node", "breaks", "told"),
    [
        ("kind: line, series: [visits, land], mean: 3", "", "over the values of one line"),
        ("kind: line, series: [visits], measure: index, mean: 3", "", "over the values of one line"),
        ("kind: line, series: [visits], mean: 9", "", "a mean over 9 periods needs a value for each"),
        ("kind: columns, series: [visits], mean: 3", "", "does not show `mean`"),
        (
            "kind: line, series: [visits], mean: 3",
            "visits,Torshire,2020,2021,refuse,counted by gates,DESK\n",
            "a mean would join values of visits from 2020 and 2021: counted by gates",
        ),
    ],
)
def test_a_mean_that_would_mislead_is_refused(node: str, breaks: str, told: str, tmp_path: Path) -> None:
    assert told in refused(tmp_path, node, breaks).what


def test_a_share_of_another_place_is_drawn_in_percent_of_its_values(tmp_path: Path) -> None:
    node = "kind: line, series: [visits], entities: [edition], measure: share, of: Zelshire"
    section, chart = made(tmp_path, node)
    points = chart.series[0].points
    expected = [100 * shires.value(TORSHIRE, year) / shires.value(ZELSHIRE, year) for year in shires.YEARS]
    assert [point and point.value for point in points] == [pytest.approx(one) for one in expected]
    assert {point.unit for point in points if point} == {"%"}
    assert plain(section.subtitle) == "Library visits in % of Zelshire, Torshire, 2018–2023"


def test_a_share_of_a_short_name_ends_where_that_has_no_value(tmp_path: Path) -> None:
    node = "kind: line, series: [visits], entities: [Zelshire, Fromeshire], measure: share, of: land"
    section, chart = made(tmp_path, node)
    assert [bool(series.points[-1]) for series in chart.series] == [True, False]
    assert plain(section.subtitle) == "Library visits in % of Library visits, 2018–2023"


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ("kind: line, series: [visits], measure: share", "a share is in % of something"),
        ("kind: line, series: [visits], measure: share, of: visits", "in % of itself"),
        ("kind: line, series: [visits], measure: share, of: Zellshire", "'Zellshire' does not exist"),
        ("kind: line, series: [visits], measure: share, of: staff", "divides thousand visits by people"),
        ("kind: line, series: [visits], of: land", "does not show `of`"),
        ("kind: columns, series: [visits], measure: share, of: land", "does not show `of`"),
        (
            "kind: line, series: [visits], measure: share, of: land, brackets: [{from: first, to: last}]",
            "worked out for the chart",
        ),
        (
            "kind: line, series: [visits, coast], measure: share, of: land, gaps: [{between: [visits, coast]}]",
            "worked out for the chart",
        ),
    ],
)
def test_a_share_of_nothing_that_it_is_part_of_is_refused(node: str, told: str, tmp_path: Path) -> None:
    assert told in refused(tmp_path, node).what


@pytest.mark.parametrize("best", ["highest", "lowest"])
def test_ranks_begin_at_the_end_that_the_story_names_and_have_their_values_beside_them(
    best: str, tmp_path: Path
) -> None:
    node = f"kind: bump, series: [visits], entities: [edition, Zelshire, Yarshire], best: {best}"
    _, chart = made(tmp_path, f"{node}, period: [2018, 2022]")
    names = ["Torshire", "Zelshire", "Yarshire"]
    others = {name: shires.value(at, 2022) for at, name in enumerate(shires.NAMES)}
    order = sorted(others, key=lambda name: others[name], reverse=best == "highest")
    assert [series.points[-1].value for series in chart.series if series.points[-1]] == [
        order.index(name) + 1 for name in names
    ]
    assert [plain(cell) for cell in chart.columns[0].cells] == [str(others[name]) for name in names]


def test_ranks_without_a_best_end_are_refused_with_the_key_that_names_it(tmp_path: Path) -> None:
    told = refused(tmp_path / "a", "kind: bump, series: [visits], entities: [edition, Zelshire]")
    assert "direction of good is not known" in told.what
    assert "`best: highest`" in told.fix
    assert "does not show `best`" in refused(tmp_path / "b", "kind: line, series: [visits], best: highest").what

"""An edition of any place: its charts, titles and parts follow it; all places, the first of them and the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import read
from briefing.compose import compose
from briefing.errors import BriefingError, Finding
from briefing.model.chart import Chart
from briefing.model.document import Document, HeatTable, Multiples, Section
from briefing.model.text import plain
from tests import shires
from tests.compose.plan import untraced


def composed(folder: Path, story: str, entity: str | None = None) -> Document:
    given = read.project(shires.project(folder / "shires", story), entity=entity)
    return compose(given, read.story(given.stories["en"]), "en")


def made(folder: Path, *lines: str, entity: str | None = "Torshire") -> tuple[Section, Chart]:
    document = composed(folder, shires.section("subtitle: auto", *lines), entity)
    assert untraced(document) == []
    (found,) = document.parts[0].sections
    (block,) = found.blocks
    assert isinstance(block, Chart)
    return found, block


def refused(folder: Path, *lines: str, entity: str | None = "Torshire", title: str = "A finding") -> list[Finding]:
    with pytest.raises(BriefingError) as raised:
        composed(folder, shires.section(*lines, title=title), entity)
    assert all(found.fix and found.where.startswith("story.en.yaml, line") for found in raised.value.findings)
    return list(raised.value.findings)


def keys(chart: Chart) -> list[str]:
    return [row.key for row in chart.rows] or [series.key for series in chart.series]


@pytest.mark.parametrize("highlight", ["edition", '"{{ visits.entity }}"', '"{{ edition }}"'])
@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("bar", "period: [2022, 2022]"),
        ("line", ""),
        ("columns", "period: [2021, 2022]"),
        ("slope", "period: [2018, 2022]"),
        ("bump", "period: [2018, 2022]"),
        ("dumbbell", "period: [2018, 2022]"),
    ],
)
def test_every_kind_of_chart_follows_the_edition(kind: str, more: str, highlight: str, tmp_path: Path) -> None:
    node = f"chart: {{kind: {kind}, series: [visits], entities: [edition, Zelshire], highlight: {highlight}, {more}}}"
    _, chart = made(tmp_path, node)
    assert set(keys(chart)) == {"Torshire", "Zelshire"}
    assert chart.highlight == "Torshire"


def test_heat_tables_and_panels_follow_the_edition(tmp_path: Path) -> None:
    heat = "heat: {series: [visits], entities: [Zelshire, edition], highlight: edition}"
    panels = "multiples: {kind: line, series: [visits], entities: [Zelshire, edition], highlight: [edition]}"
    document = composed(tmp_path / "a", shires.section(heat, panels), "Torshire")
    groups, table = document.parts[0].sections[0].blocks
    assert isinstance(table, HeatTable)
    assert isinstance(groups, Multiples)
    assert table.highlight == 1
    assert [panel.highlight for panel in groups.panels] == ["", "Torshire"]


def test_a_place_that_is_the_edition_s_and_named_too_stands_once(tmp_path: Path) -> None:
    node = (
        "chart: {kind: line, series: [visits], entities: [edition, Torshire, Zelshire], names: {edition: {name: Us}}}"
    )
    _, chart = made(tmp_path, node)
    assert keys(chart) == ["Torshire", "Zelshire"]
    assert plain(chart.series[0].name) == "Us"


def test_without_places_the_highlight_is_the_one_series_of_the_edition_s_place(tmp_path: Path) -> None:
    _, chart = made(tmp_path / "a", "chart: {kind: line, series: [land, visits], highlight: edition}")
    assert chart.highlight == "visits"
    told = refused(tmp_path / "b", "chart: {kind: line, series: [visits, staff], measure: index, highlight: edition}")
    assert "names no one series: 2 of the series are of Torshire" in told[0].what


def test_unknown_places_are_told_all_at_once_with_near_names(tmp_path: Path) -> None:
    told = refused(tmp_path, "chart: {kind: line, series: [visits], entities: [edition, Zellshire, Radshir]}")
    assert [found.what for found in told[:2]] == [
        "visits.of('Zellshire'): the place 'Zellshire' does not exist",
        "visits.of('Radshir'): the place 'Radshir' does not exist",
    ]
    assert "did you mean Zelshire" in told[0].fix
    assert "Radshire" in told[1].fix


def by_value(year: int) -> list[str]:
    sizes = {name: shires.value(at, year) for at, name in enumerate(shires.NAMES)}
    return sorted(sizes, key=lambda name: -sizes[name])


def test_the_first_places_stand_with_the_edition_s_own_and_the_note_tells_the_rest(tmp_path: Path) -> None:
    node = "chart: {kind: bar, series: [visits], entities: all, period: [2022, 2022], top: 5, highlight: edition}"
    section, chart = made(tmp_path, node)
    order = by_value(2022)
    assert keys(chart) == [*order[:5], "Torshire"]
    place = order.index("Torshire") + 1
    assert f"25 more places are not shown. Torshire: No. {place} of 31." in plain(section.note_line)


def test_a_place_among_the_first_is_not_added_again(tmp_path: Path) -> None:
    node = "chart: {kind: bar, series: [visits], entities: all, period: [2022, 2022], top: 5, highlight: edition}"
    section, chart = made(tmp_path, node, entity=by_value(2022)[2])
    assert keys(chart) == by_value(2022)[:5]
    assert plain(section.note_line) == "Note: 26 more places are not shown."


def test_the_rest_is_a_row_at_the_end_and_the_total_of_another_series_stands_beside(tmp_path: Path) -> None:
    node = (
        "chart: {kind: bar, series: [visits], entities: all, period: [2022, 2022], top: 3, rest: Others, "
        "beside: [land], highlight: edition}"
    )
    _, chart = made(tmp_path, node)
    assert keys(chart) == ["land", *by_value(2022)[:3], "Torshire", "rest"]
    values = [point.value for point in chart.series[0].points if point is not None]
    assert values[0] == sum(values[1:])
    assert plain(chart.rows[0].name) == "Whole Land"
    assert chart.ordered


@pytest.mark.parametrize(
    ("order", "found"),
    [("name", ["Torshire", "Yarshire", "Zelshire"]), ("given", ["Zelshire", "Torshire", "Yarshire"])],
)
def test_rows_stand_in_the_order_that_is_asked_for(order: str, found: list[str], tmp_path: Path) -> None:
    for number, kind in enumerate(("bar", "dumbbell")):
        places = f"entities: [Zelshire, edition, Yarshire], order: {order}, period: [2018, 2022]"
        node = f"chart: {{kind: {kind}, series: [visits], {places}}}"
        assert keys(made(tmp_path / str(number), node)[1]) == found


def test_places_without_a_value_are_named_in_the_note(tmp_path: Path) -> None:
    node = "chart: {kind: bar, series: [visits], entities: all, top: 2, order: value}"
    section, chart = made(tmp_path, node)
    assert "No value: Fromeshire." in plain(section.note_line)
    assert {point.value_period.notation for point in chart.series[0].points if point} == {2023}


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ("{kind: line, series: [visits], top: 3}", "top and order choose among places"),
        ("{kind: line, series: [visits], beside: [land]}", "beside names what stands with the places"),
        ("{kind: bump, series: [visits], benchmark: average}", "a benchmark stands on values"),
        (
            "{kind: bar, series: [visits], entities: all, benchmark: staff, top: 3}",
            "the benchmark staff is in 'people'",
        ),
        ("{kind: bar, series: [open], entities: all, top: 3, rest: Others}", "adds up % of libraries"),
        ("{kind: bar, series: [visits], entities: [edition, Zelshire], highlight: Yarshire}", "no part of the chart"),
        ('{kind: line, series: [visits], highlight: "{{ visits.last }}"}', "is no place"),
    ],
)
def test_what_cannot_be_chosen_is_refused(node: str, told: str, tmp_path: Path) -> None:
    assert told in refused(tmp_path, f"chart: {node}")[0].what


@pytest.mark.parametrize(
    ("benchmark", "name"),
    [("average", "Unweighted mean of 31 places"), ("median", "Median of 31 places"), ("Yarshire", "Yarshire")],
)
def test_bars_have_a_line_to_compare_with(benchmark: str, name: str, tmp_path: Path) -> None:
    node = (
        f"chart: {{kind: bar, series: [visits], entities: all, period: [2022, 2022], top: 3, benchmark: {benchmark}}}"
    )
    _, chart = made(tmp_path, node)
    assert chart.level is not None
    assert plain(chart.level_name).startswith(name)
    if benchmark == "average":
        assert chart.level.value == pytest.approx(sum(shires.value(at, 2022) for at in range(31)) / 31)


def test_lines_have_another_line_to_compare_with(tmp_path: Path) -> None:
    section, chart = made(tmp_path, "chart: {kind: line, series: [visits], benchmark: average, period: [2018, 2022]}")
    assert keys(chart) == ["visits", "benchmark"]
    assert "Unweighted mean of 31 places." in plain(section.note_line)


def test_a_bump_of_values_shows_their_ranks_and_says_whose_they_are(tmp_path: Path) -> None:
    section, chart = made(tmp_path, "chart: {kind: bump, series: [visits], entities: all, top: 3, highlight: edition}")
    assert all(point.measure == "rank" for series in chart.series for point in series.points if point)
    assert plain(section.subtitle) == "Rank by Library visits, 2018–2023"
    assert "Ranks are our calculation, among the 30–31 places with a value." in plain(section.note_line)


def test_parts_and_asides_stand_where_their_condition_holds(tmp_path: Path) -> None:
    story = shires.STORY.replace(
        'had {{ visits.last }} thousand visits"}',
        'had {{ visits.last }} thousand visits", aside: [{title: On the coast, when: edition == "Burshire"}]}',
        1,
    )
    found = {entity: composed(tmp_path / entity, story, entity) for entity in ("Burshire", "Torshire")}
    assert [part.id for part in found["Burshire"].parts] == ["shire", "coast"]
    assert [part.id for part in found["Torshire"].parts] == ["shire"]
    assert [len(one.parts[0].asides) for one in found.values()] == [1, 0]
    assert [section.id for section in found["Torshire"].sections] == ["bars", "bump"]


def test_an_edition_without_any_part_is_refused(tmp_path: Path) -> None:
    story = shires.STORY.replace("- {id: shire,", '- {id: shire, when: edition == "Burshire",')
    with pytest.raises(BriefingError, match="no part stands in this edition"):
        composed(tmp_path, story, "Torshire")


def test_the_title_of_briefing_toml_and_the_texts_print_the_place(tmp_path: Path) -> None:
    document = composed(tmp_path, shires.STORY, "Torshire")
    assert plain(document.title) == "Library visits in Torshire"
    assert plain(document.header) == "Torshire"
    assert plain(document.letter.subject) == "Libraries in Torshire"
    assert plain(document.parts[0].name) == "Torshire"
    assert "Aldshire" not in document.edition.entity


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Library visits in {{ edition }}", "Library visits in Aldshire"),
        ("Libraries in {{ edition }}", "Libraries in Aldshire"),
        ("Visits in {{ edition }} stood", "Visits in Aldshire stood"),
        ("{{ edition }} is {{ visits.rank(2022) }}", "Aldshire is {{ visits.rank(2022) }}"),
    ],
)
def test_a_title_that_types_the_project_s_place_is_refused_in_another_edition(
    old: str, new: str, tmp_path: Path
) -> None:
    folder = shires.project(tmp_path / "shires")
    for name in ("briefing.toml", "story.en.yaml"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    own, other = (read.project(folder, entity=entity) for entity in (None, "Torshire"))
    assert compose(own, read.story(own.stories["en"]), "en").findings == ()
    with pytest.raises(BriefingError, match="'Aldshire' is typed into the edition of Torshire") as raised:
        compose(other, read.story(other.stories["en"]), "en")
    assert all("{{ edition }}" in found.fix for found in raised.value.findings)


def test_another_text_that_types_it_is_doubtful_and_one_that_prints_it_is_not(tmp_path: Path) -> None:
    typed = shires.section('points: ["More than in Aldshire."]')
    printed = shires.section("points: [\"More than in {{ visits.of('Aldshire').entity }}.\"]")
    (found,) = composed(tmp_path / "typed", typed, "Torshire").findings
    assert (found.severity, found.where) == ("warning", "story.en.yaml, line 4")
    assert composed(tmp_path / "printed", printed, "Torshire").findings == ()
    assert composed(tmp_path / "own", typed, None).findings == ()

"""Lines, bars and rows of one indicator are called by their places, and no two of a chart have one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import read
from briefing.compose import compose
from briefing.errors import BriefingError
from briefing.model.chart import Chart
from briefing.model.document import HeatTable, Multiples, Section
from briefing.model.text import plain
from tests import shires

FACTS = """\
zel = { indicator = "visits", entity = "Zelshire" }
ash = { indicator = "visits", entity = "Ashshire" }
zelopen = { indicator = "open", entity = "Zelshire" }
[facts.each]"""


def section(folder: Path, *lines: str) -> Section:
    made = shires.project(folder / "shires", shires.section(*lines))
    settings = made / "briefing.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[facts.each]", FACTS), encoding="utf-8")
    given = read.project(made)
    return compose(given, read.story(given.stories["en"]), "en").parts[0].sections[0]


def chart(folder: Path, node: str) -> Chart:
    (block,) = section(folder, f"chart: {node}").blocks
    assert isinstance(block, Chart)
    return block


def names(found: Chart) -> list[str]:
    return [plain(item.name) for item in found.rows or found.series]


@pytest.mark.parametrize("kind", ["line", "columns", "slope", "bar", "dumbbell"])
def test_series_of_one_indicator_are_called_by_their_places(kind: str, tmp_path: Path) -> None:
    period = "[2018, 2022]" if kind == "line" else "[2021, 2022]"
    found = chart(tmp_path, f"{{kind: {kind}, series: [visits, zel, ash], period: {period}}}")
    assert sorted(names(found)) == ["Aldshire", "Ashshire", "Zelshire"]
    assert "Zelshire" in plain(found.alt)


def test_a_name_of_the_story_goes_before_and_others_keep_their_places(tmp_path: Path) -> None:
    node = "{kind: line, series: [visits, zel, ash], period: [2018, 2022], names: {visits: {name: Here}}}"
    assert names(chart(tmp_path, node)) == ["Here", "Zelshire", "Ashshire"]


def test_beside_another_indicator_they_have_both(tmp_path: Path) -> None:
    node = "{kind: line, measure: index, series: [visits, zel, zelopen], period: [2018, 2022]}"
    assert names(chart(tmp_path, node)) == ["Library visits, Aldshire", "Library visits, Zelshire", "Open libraries"]


def test_two_indicators_of_one_place_are_called_by_what_they_measure(tmp_path: Path) -> None:
    node = "{kind: line, measure: index, series: [zel, zelopen], period: [2018, 2022]}"
    assert names(chart(tmp_path, node)) == ["Library visits", "Open libraries"]


@pytest.mark.parametrize(
    ("benchmark", "name"),
    [("zel", "Zelshire"), ("land", "Whole Land"), ("Ashshire", "Ashshire"), ("median", "Median of 31 places")],
)
@pytest.mark.parametrize("kind", ["line", "slope"])
def test_a_benchmark_of_another_place_is_called_by_it(kind: str, benchmark: str, name: str, tmp_path: Path) -> None:
    more = "entities: all, top: 2, period: [2018, 2022]" if benchmark == "median" else "period: [2018, 2022]"
    found = chart(tmp_path, f"{{kind: {kind}, series: [visits], {more}, benchmark: {benchmark}}}")
    assert names(found)[-1] == name


def test_a_benchmark_of_several_places_with_a_name_has_it(tmp_path: Path) -> None:
    node = "{kind: line, series: [visits], period: [2018, 2022], benchmark: coast}"
    assert names(chart(tmp_path, node))[-1] == "Coastal visits"


def test_rows_of_places_have_a_head_that_says_so(tmp_path: Path) -> None:
    found = section(tmp_path / "a", "heat: {series: [visits, zel], period: [2018, 2022]}").blocks[0]
    assert isinstance(found, HeatTable)
    assert plain(found.head) == "Place"
    assert [plain(row.name) for row in found.rows] == ["Aldshire", "Zelshire"]
    panels = section(tmp_path / "b", "multiples: {kind: line, series: [visits, zel]}").blocks[0]
    assert isinstance(panels, Multiples)
    assert [plain(panel.title) for panel in panels.panels] == ["Aldshire", "Zelshire"]


def test_two_lines_of_one_name_are_refused_with_the_way_out(tmp_path: Path) -> None:
    node = "{kind: line, series: [visits, zel], names: {visits: {name: Readers}, zel: {name: Readers}}}"
    with pytest.raises(BriefingError, match="visits and zel are both called 'Readers' in one chart") as raised:
        chart(tmp_path / "a", node)
    assert raised.value.findings[0].fix == "write `names: {zel: {name: …}}` with what tells them apart"
    mended = node.replace("zel: {name: Readers}", "zel: {name: Zel}")
    assert names(chart(tmp_path / "b", mended)) == ["Readers", "Zel"]


VISITS, ZEL = "Library visits, thousand visits", "Library visits, thousand visits, Zelshire, 2018–2023"
SUBTITLES = [
    (
        "chart: {kind: line, series: [visits], measure: index, entities: [edition, Zelshire]}",
        "Library visits, index, 2018 = 100",
    ),
    (
        "chart: {kind: bar, series: [visits, zel], measure: multiple, period: [2018, 2022]}",
        "Library visits, 2022 value as a multiple of the 2018 value",
    ),
    (
        "chart: {kind: line, series: [zel, zelopen], measure: index, period: [2018, 2022]}",
        "Index, 2018 = 100, Zelshire",
    ),
    ("charts: [{kind: line, series: [visits]}, {kind: columns, series: [zel]}]", f"{VISITS}, 2018–2023"),
    (
        "charts: [{kind: line, series: [zel]}, {kind: line, series: [zelopen]}]",
        f"{ZEL}; Open libraries, % of libraries, Zelshire, 2018–2023",
    ),
    (
        "charts: [{kind: line, series: [zel]}, {kind: line, series: [zel], measure: index}]",
        f"{ZEL}; Library visits, index, 2018 = 100, Zelshire",
    ),
]


@pytest.mark.parametrize(("node", "subtitle"), SUBTITLES)
def test_a_subtitle_from_the_data_says_what_all_charts_of_the_section_show(
    node: str, subtitle: str, tmp_path: Path
) -> None:
    assert plain(section(tmp_path, "subtitle: auto", node).subtitle) == subtitle


def test_an_alternative_text_names_the_line_to_compare_with_and_every_part_of_a_whole(tmp_path: Path) -> None:
    bars = chart(tmp_path / "a", "{kind: bar, series: [visits, zel, ash], period: [2022, 2022], benchmark: ash}")
    assert bars.level_name
    assert plain(bars.level_name) in plain(bars.alt)
    node = "{kind: share, series: [visits, zel, ash], names: {visits: {name: A long name of the part called here}}}"
    parts = plain(chart(tmp_path / "b", node).alt)
    for year in ("2018", "2023"):
        assert f"{year}: A long name of the part called here" in parts
    assert parts.count("Zelshire") == parts.count("Ashshire") == 2

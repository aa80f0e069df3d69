"""Bars of changes: from the largest rise to the largest fall, each with its sign, in one unit or in % a year."""

from __future__ import annotations

from pathlib import Path

from briefing import compose, read
from briefing.charts import plot
from briefing.model.chart import Chart
from briefing.model.document import Document
from briefing.model.text import plain
from tests.draft.narrative.tables import table, years

VALUES = {"fish": [10.0, 30.0], "grain": [50.0, 20.0], "salt": [5.0, 6.0]}
STORY = """
sections:
  - id: changes
    title: "Fish {{ fish.change | moved }}, grain {{ grain.change | moved }}"
    subtitle: auto
    chart: {kind: bar, measure: change, series: [grain, salt, fish], highlight: fish, second: grain}
"""


def _composed(folder: Path, story: str, unit: str = "tonnes") -> Document:
    project = table(folder, {key: {"Alder": row} for key, row in VALUES.items()}, years(2020, 2), unit=unit)
    path = folder / "story.en.yaml"
    path.write_text(story, encoding="utf-8")
    document, faults = compose.draft(project, read.story(path), "en")
    assert [one for one in faults if one.severity == "error"] == []
    return document


def test_they_stand_from_the_largest_rise_to_the_largest_fall_with_their_signs(tmp_path: Path) -> None:
    section = _composed(tmp_path, STORY).sections[0]
    chart = section.blocks[0]
    assert isinstance(chart, Chart)
    drawn = plot(chart)
    assert drawn.series[0].values == (20.0, 1.0, -30.0)
    assert [plain(label.text) for label in drawn.series[0].labels if label] == ["+20", "+1", "−30"]
    assert [row.role for row in drawn.rows] == ["highlight", "context", "second"]
    assert plain(section.subtitle) == "Change, tonnes, Alder, 2020–2021"


def test_a_column_of_changes_next_to_bars_in_the_unit_says_that_it_is_in_percent(tmp_path: Path) -> None:
    story = STORY.replace("second: grain}", "second: grain, columns: [change]}")
    heads = []
    for name, unit in (("amounts", "tonnes"), ("shares", "%")):
        chart = _composed(tmp_path / name, story, unit=unit).sections[0].blocks[0]
        assert isinstance(chart, Chart)
        heads.append(plain(chart.columns[0].head))
    assert heads == ["Change in %", "Change"], "shares change by points"


def test_of_two_units_none_stands_next_to_another(tmp_path: Path) -> None:
    table(tmp_path, {key: {"Alder": row} for key, row in VALUES.items()}, years(2020, 2))
    indicators = (
        (tmp_path / "indicators.csv").read_text(encoding="utf-8").replace("Ferry salt,visits", "Ferry salt,EUR")
    )
    (tmp_path / "indicators.csv").write_text(indicators, encoding="utf-8")
    path = tmp_path / "story.en.yaml"
    path.write_text(STORY, encoding="utf-8")
    _, faults = compose.draft(read.project(tmp_path), read.story(path), "en")
    assert "different units" in " ".join(one.what for one in faults)


def test_in_percent_a_year_places_stand_from_the_fastest_rise_to_the_fastest_fall(tmp_path: Path) -> None:
    places = {"Alder": [100.0, 110.0, 121.0], "Birch": [1000.0, 950.0, 902.5], "Cedar": [2.0, 2.4, 2.88]}
    project = table(tmp_path, {"fish": places}, years(2020, 3), unit="tonnes")
    path = tmp_path / "story.en.yaml"
    story = "sections:\n  - id: pace\n    title: Who {{ fish.growth | moved }}\n    subtitle: auto\n"
    path.write_text(
        story + "    chart: {kind: bar, measure: growth, series: [fish], entities: all}\n", encoding="utf-8"
    )
    section = compose.draft(project, read.story(path), "en")[0].sections[0]
    chart = section.blocks[0]
    assert isinstance(chart, Chart)
    drawn = plot(chart)
    assert chart.categories == ("Cedar", "Alder", "Birch")
    assert [plain(label.text) for label in drawn.series[0].labels if label] == ["+20.0%", "+10.0%", "−5.0%"]
    assert "change in % a year" in plain(section.subtitle)
    assert drawn.rules == (), "a rate has no base at one"


def test_a_column_of_first_values_goes_where_a_reader_would_subtract_another_change(tmp_path: Path) -> None:
    def heads(last: float) -> list[str]:
        folder = tmp_path / str(last)
        table(folder, {"rate": {"Alder": [70.88, last], "Birch": [60.0, 61.0]}}, years(2020, 2))
        settings = folder / "briefing.toml"
        one = settings.read_text(encoding="utf-8").replace('"rate" }', '"rate", format = { decimals = 1 } }')
        settings.write_text(one, encoding="utf-8")
        project, path = read.project(folder), folder / "story.en.yaml"
        chart = "{kind: bar, measure: change, series: [rate], entities: all, columns: [first, last]}"
        path.write_text(f"sections:\n  - {{id: a, title: Rates, chart: {chart}}}\n", encoding="utf-8")
        document, _ = compose.draft(project, read.story(path), "en")
        (made,) = document.sections[0].blocks
        assert isinstance(made, Chart)
        return [plain(column.head) for column in made.columns]

    assert heads(76.83) == ["2021"]  # +6.0 between 70.9 and 76.8
    assert heads(76.88) == ["2020", "2021"]

"""A target is met from below where more is better, and from above where less is."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.charts import plot
from briefing.compose import compose
from briefing.compose.blocks.row_charts import _is_met
from briefing.data.figure_tables import figure_tables
from briefing.errors import BriefingError
from briefing.model.chart import Chart
from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import plain
from briefing.read import story
from tests.compose.norland import TARGETS, composed, project

STORY = f"""sections:
  - id: aims
    title: Aims
    chart:
      kind: bullet
      measure: target
      series: [{", ".join(TARGETS)}]
      target: {{{", ".join(f"{key}: 2025" for key in TARGETS)}}}
      columns: [last, target, gap]
"""


def test_an_unemployment_above_its_target_does_not_meet_it(tmp_path: Path) -> None:
    (section,) = composed(STORY, tmp_path).parts[0].sections
    chart = next(block for block in section.blocks if isinstance(block, Chart))
    gap = next(column for column in chart.columns if plain(column.head) == "Gap")
    told = dict(zip(chart.categories, map(plain, gap.cells), strict=True))
    assert told == {
        "Unemployment": "+0.2",
        "Jobs": "−10",
        "Emissions": "reached",
        "Average wage": "reached",
        "Births": "+0.1",
    }


UNMEASURED = STORY.replace("target: {", "highlight: jobs\n      order: given\n      target: {")


def _document_without(folder: Path, *keys: str) -> Document:
    """The targets of a town without the values of some of its indicators."""
    path = folder / "story.en.yaml"
    path.write_text(UNMEASURED, encoding="utf-8")
    whole = project(folder, path, "en")
    rows = tuple(row for row in whole.dataset.observations if row.indicator not in keys)
    return compose(replace(whole, dataset=replace(whole.dataset, observations=rows)), story(path), "en")


def _without_results(folder: Path, *keys: str) -> Chart:
    (section,) = _document_without(folder, *keys).parts[0].sections
    return next(block for block in section.blocks if isinstance(block, Chart))


def test_a_target_without_a_value_has_a_row_that_says_so(tmp_path: Path) -> None:
    chart = _without_results(tmp_path, "co2", "births")
    shown = dict(zip(chart.categories, chart.series[0].points, strict=True))
    assert [name for name, point in shown.items() if point is None] == ["Emissions", "Births"]
    named = {plain(column.head): map(plain, column.cells) for column in chart.columns}
    cells = {head: dict(zip(chart.categories, column, strict=True)) for head, column in named.items()}
    assert cells["Value"]["Emissions"] == cells["Gap"]["Emissions"] == "–"
    assert cells["Target 2025"]["Emissions"] == "1,200"  # the year of all stands in the head
    assert cells["Value"]["Jobs"] == "230\n2023"
    drawn = plot(chart)
    assert [(drawn.categories[round(item.at)], plain(item.text)) for item in drawn.remarks] == [
        ("Emissions", "no result found"),
        ("Births", "no result found"),
    ]


def test_a_table_of_data_has_words_where_a_row_has_a_dash(tmp_path: Path) -> None:
    (table,) = figure_tables(_document_without(tmp_path, "co2"))
    cells = [plain(cell) for column in table.columns for cell in column.cells if isinstance(cell, tuple)]
    assert "none" in cells
    assert "–" not in cells


def test_targets_without_any_value_are_no_chart(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="no row has a value, only a target"):
        _without_results(tmp_path, *TARGETS)


def test_gaps_in_several_short_units_name_them(tmp_path: Path) -> None:
    gap = next(column for column in _without_results(tmp_path, "births").columns if plain(column.head) == "Gap")
    assert plain(gap.cells[0]) == "+0.2\npoints"
    assert plain(gap.cells[1]) == "−10\nthousand jobs"


def test_a_target_met_by_a_value_older_than_others_says_when(tmp_path: Path) -> None:
    path = tmp_path / "story.en.yaml"
    path.write_text(STORY, encoding="utf-8")
    whole = project(tmp_path, path, "en")
    old = [row for row in whole.dataset.observations if row.indicator != "co2" or row.period < Period.year(2023)]
    aims = tuple(replace(aim, value=1300.0) if aim.indicator == "co2" else aim for aim in whole.dataset.targets)
    data = replace(whole.dataset, observations=tuple(old), targets=aims)
    document = compose(replace(whole, dataset=data), story(path), "en")
    (section,) = document.parts[0].sections
    chart = next(block for block in section.blocks if isinstance(block, Chart))
    gap = next(column for column in chart.columns if plain(column.head) == "Gap")
    shown = dict(zip(chart.categories, map(plain, gap.cells), strict=True))
    assert (shown["Emissions"], shown["Average wage"]) == ("reached\nin 2022", "reached")


def test_a_rule_parts_a_target_of_another_year(tmp_path: Path) -> None:
    chart = _without_results(tmp_path, "births")
    assert not any(row.parted for row in plot(chart).rows)
    *others, last = chart.targets
    assert last is not None
    later = replace(chart, targets=(*others, replace(last, period=Period.year(2026))))
    assert [row.parted for row in plot(later).rows] == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("value", "qualifier", "direction", "met"),
    [
        (1.0, "=", "up", True),
        (0.0, "=", "up", True),
        (-1.0, "=", "up", False),
        (1.0, "≥", "up", True),
        (1.0, "≤", "up", False),
        (1.0, "=", "down", False),
        (-1.0, "=", "down", True),
        (-1.0, "≥", "down", False),
        (1.0, "=", "", False),
        (0.0, "=", "", True),
    ],
)
def test_a_bound_that_leaves_it_open_meets_no_target(value: float, qualifier: str, direction: str, met: bool) -> None:
    gap = Fact("x.gap(2025)", "gap", value, "jobs", "=", 0, "", ())
    assert _is_met(replace(gap, qualifier=qualifier, better=direction)) is met

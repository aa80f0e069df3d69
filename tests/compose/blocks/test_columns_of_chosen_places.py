"""Columns beside bars of chosen places go back to the first year, as those of places that are named do."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.model.chart import Chart
from briefing.model.text import plain
from tests.compose.norland import composed
from tests.following import towns

STORY = "sections:\n  - {id: a, title: Facts, subtitle: auto, chart: {kind: bar, series: [jobs], columns: [%s], %s}}\n"
PLACES = ("entities: [Alder, Birch]", "entities: all, top: 2", "entities: all", "entities: [Alder, Birch], order: name")


@pytest.mark.parametrize("places", PLACES)
def test_the_first_and_the_last_value_have_their_years_however_places_are_chosen(places: str, tmp_path: Path) -> None:
    (chart,) = composed(STORY % ("first, last, growth", places), tmp_path).parts[0].sections[0].blocks
    assert isinstance(chart, Chart)
    own = chart.categories.index("Alder")
    heads = [plain(column.head) for column in chart.columns]
    cells = [plain(column.cells[own]) for column in chart.columns]
    assert (heads, cells) == (["2018", "2023", "% a year"], ["210", "230", "1.8"])


def test_bars_without_columns_need_no_value_of_the_first_year(tmp_path: Path) -> None:
    towns(tmp_path)
    table = tmp_path / "observations.csv"
    rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(row for row in rows if not row.startswith("visits,Oakwick,2014")), encoding="utf-8")
    chart = "{kind: bar, series: [visits], entities: all, top: 4}"
    story = f"sections:\n- {{id: a, title: 'Visits: {{{{ visits.last }}}}', subtitle: auto, chart: {chart}}}\n"
    (tmp_path / "story.en.yaml").write_text(story, encoding="utf-8")
    assert briefing.check(tmp_path, only=("deck",)) == ()

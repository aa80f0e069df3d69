"""Columns beside bars of chosen places go back to the first year, as those of places that are named do."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.chart import Chart
from briefing.model.text import plain
from tests.compose.norland import composed

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

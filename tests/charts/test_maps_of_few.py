"""Maps of a few places: all of them are named."""

from __future__ import annotations

from pathlib import Path

from briefing.charts import plot
from briefing.charts.boxes import Box
from briefing.charts.map_layout import placed, within
from tests.charts.test_maps import COUNTRIES, chart_of, document

FOUR, CODES = COUNTRIES[:4], ("FRA", "DEU", "CIV", "BRA")


def test_all_places_of_a_few_are_named_on_a_map_in_their_land_or_at_their_ring(tmp_path: Path) -> None:
    chart = chart_of(document(tmp_path, places=FOUR, codes=dict(zip(FOUR, CODES, strict=True))))
    drawn = plot(chart).map
    assert drawn is not None
    assert len(drawn.values) == 4
    whole = placed(drawn, Box(0, 0, 900, 500))
    brazil = next(area for area in drawn.areas if area.code == "BRA")
    assert within(brazil, whole, (20.0, 8.0)) is not None
    assert within(brazil, whole, (600.0, 8.0)) is None

"""Maps of a few places: all of them are named."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefing.charts import plot
from briefing.charts.boxes import Box
from briefing.charts.map_layout import MapLabel, PlacedMap, place_labels, placed, within
from briefing.model.outlines import MapArea
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


def test_words_of_a_place_do_not_stand_in_the_land_of_another_with_a_name(tmp_path: Path) -> None:
    drawn = plot(chart_of(document(tmp_path, places=FOUR, codes=dict(zip(FOUR, CODES, strict=True))))).map
    assert drawn is not None
    west = MapArea("WW", (((0, 0), (300, 0), (300, 265), (0, 265)),), (250, 130), at=0)
    east = MapArea("EE", (((306, 0), (600, 0), (600, 265), (306, 265)),), (560, 250), at=1)
    labels = [MapLabel(0, (280.0, 130.0), (70.0, 40.0)), MapLabel(1, (560.0, 250.0), (30.0, 10.0))]
    over = Box(306, 0, 294, 265)
    for shown, clear in ((labels, True), (labels[:1], False)):
        found = place_labels(replace(drawn, areas=(west, east)), PlacedMap(1, 0, 0), Box(0, 0, 600, 265), shown)
        assert (next(one for one in found if one.at == 0).box.touches(over)) is not clear

"""Where the words on a map stand: clear of each other, of marks, and of the land of others."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from briefing.charts import plot
from briefing.charts.boxes import Box
from briefing.charts.map_layout import CIRCLE, MapLabel, PlacedMap, place_labels, placed
from briefing.model.outlines import MapArea
from tests.charts.test_maps import chart_of, document


def test_words_on_a_map_touch_neither_each_other_nor_their_marks(tmp_path: Path) -> None:
    drawn = plot(chart_of(document(tmp_path))).map
    assert drawn is not None
    ground = Box(0, 0, 600, 265)
    place = placed(drawn, ground)
    spots = {area.at: place.at(area.spot) for area in drawn.areas if area.at is not None}
    labels = [MapLabel(at, spot, (80.0, 40.0)) for at, spot in sorted(spots.items())]
    found = place_labels(drawn, place, ground, labels)
    assert len(found) == len(labels)
    assert not any(one.box.touches(other.box) for at, one in enumerate(found) for other in found[:at])
    assert not any(item.box.distance(spot) == 0 for item in found for spot in spots.values())
    assert all(item.box.overhang(ground) < 0.02 for item in found)
    assert Box(0, 0, 600, 265).distance(spots[0]) == 0  # what the test asks can fail


def test_no_line_to_a_name_runs_through_the_mark_of_another_place(tmp_path: Path) -> None:
    drawn = plot(chart_of(document(tmp_path))).map
    assert drawn is not None
    coast = MapArea("XX", (((170, 0), (600, 0), (600, 265), (170, 265)),), (300, 130))  # all sea is in the west
    spots = [(184.0, 65.0), (256.0, 62.0), (212.0, 151.0)]
    labels = [MapLabel(at, spot, (70.0, 40.0)) for at, spot in enumerate(spots)]
    found = place_labels(replace(drawn, areas=(coast,)), PlacedMap(1, 0, 0), Box(0, 0, 600, 265), labels)
    lines = [(item.at, item.leader) for item in found if item.leader]
    assert lines
    marks = [Box(x, y, 0, 0).grown(CIRCLE) for x, y in spots]
    assert not [at for at, line in lines for mark in marks[:at] + marks[at + 1 :] if mark.crossed(*line)]


def test_a_name_stands_in_the_sea_next_to_its_place_and_its_line_runs_over_no_other_land(tmp_path: Path) -> None:
    drawn = plot(chart_of(document(tmp_path))).map
    assert drawn is not None

    def land(code: str, left: int, top: int, right: int, foot: int, at: int | None = None) -> MapArea:
        return MapArea(code, (((left, top), (right, top), (right, foot), (left, foot)),), (left + 30, top + 15), at)

    own = land("OW", 300, 200, 345, 230, at=0)
    others = (land("NO", 290, 40, 345, 200), land("IS", 352, 40, 372, 212), land("EA", 444, 40, 600, 265))
    west = land("WE", 200, 40, 230, 250)
    label = MapLabel(0, (330.0, 215.0), (88.0, 40.0))
    (found,) = place_labels(
        replace(drawn, areas=(own, *others, west)), PlacedMap(1, 0, 0), Box(0, 0, 600, 260), [label]
    )
    assert 345 < found.box.x < 360
    assert not found.on_land

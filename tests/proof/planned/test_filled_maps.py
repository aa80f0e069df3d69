"""Places of a map on a page have the colour of the class of their value."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.charts.map_layout import PlacedMap
from briefing.charts.vector import map_marks
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.model.outlines import MapArea
from tests.proof.planned.exchanges import faults


@pytest.mark.parametrize("step", [1, 4])
def test_a_place_in_the_colour_of_another_class_is_found_and_no_map_that_is_right(
    step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert faults("gallery", "brief", sections=("map",)) == []
    paint, painted = map_marks._place, list[str]()

    def wrong(canvas: ChartCanvas, area: MapArea, place: PlacedMap) -> None:
        changed = not painted and area.step != step
        painted.extend([area.code] * changed)
        paint(canvas, replace(area, step=step) if changed else area, place)

    monkeypatch.setattr(map_marks, "_place", wrong)
    found = faults("gallery", "brief", sections=("map",))
    assert painted
    assert len(found) == 2  # one class has a place too few, the other one too many
    assert all("places have the colour of class" in one.what for one in found)

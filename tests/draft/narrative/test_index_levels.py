"""A number of an index has no unit behind it; of two that are drawn side by side each panel says whose line it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.draft.insight import Insight
from briefing.draft.narrative.charts_over_time import pair
from briefing.draft.narrative.phrases import text
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan
from briefing.draft.narrative.section_view import ChartScene, SectionView
from briefing.draft.narrative.series_shape import shape_of
from tests.draft.narrative.tables import table, years

RENTS = [100.0, 104, 109, 117, 128, 141, 155]


@pytest.mark.parametrize(
    ("unit", "printed"), [("index", "155"), ("Number", "155"), ("Numbers", "155"), ("crowns", "155 crowns")]
)
def test_a_level_of_an_index_is_a_number_alone(unit: str, printed: str, tmp_path: Path) -> None:
    project = table(tmp_path, {"rents": {"Alder": RENTS}}, years(2015, 7), unit=unit)
    context = PhrasingContext(project, "en")
    level = Insight("standing", ("rents",), "", {"last": "rents.last"}, 0.0, 0.0, 0.0)
    found = [context.trial.printed(text(level, context, "sentence")) for _ in range(4)]
    assert any(printed in one for one in found), found
    assert not [one for one in found if "155 index" in one or "155 Number" in one]


def test_each_panel_of_two_that_have_values_below_zero_is_called_by_its_name(tmp_path: Path) -> None:
    swings = {"rents": [3.0, -1, 2, 5, -2, 1, 4], "fares": [2.0, -2, 1, 4, -3, 0, 5]}
    project = table(tmp_path, {key: {"Alder": row} for key, row in swings.items()}, years(2015, 7), unit="%")
    context = PhrasingContext(project, "en")
    shapes = {key: shape for key in swings if (shape := shape_of(context, key)) is not None}
    lead = Insight("correlation", ("rents", "fares"), "", {}, 0.0, 0.0, 0.0)
    view = SectionView(SectionPlan("pair", "rents", (lead,)), shapes["rents"], ChartScene(context, shapes))
    (figure,) = pair(view)
    assert [panel["title"] for panel in figure["charts"]] == ["Ferry rents", "Ferry fares"]

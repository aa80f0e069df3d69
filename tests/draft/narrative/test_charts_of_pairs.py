"""Two series that move together are drawn where both are seen."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.draft.narrative.charts_over_time import draws_pair
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.series_shape import shape_of
from tests.draft.narrative.made_up_projects import Made, project


def test_two_are_drawn_side_by_side_where_neither_is_flat_on_the_scale_of_both() -> None:
    first = shape_of(PhrasingContext(project(Made({"Ash": (0, 30, 10, 90)})), "en"), "visits")
    assert first is not None
    assert draws_pair([first, replace(first, highest=60)])
    assert not draws_pair([first, replace(first, highest=0.5)])
    assert draws_pair([first, replace(first, highest=0.5, unit="boats")])  # each on a scale of its own
    assert draws_pair([replace(first, lowest=1), replace(first, lowest=0.1, highest=0.5)])  # as indices

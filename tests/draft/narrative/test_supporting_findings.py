"""What supports the title of a section: it is found where it is there, and not where it is not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from briefing.draft.insight import Insight
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.section_plan import SectionPlan, View
from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.series_shape import shape_of
from briefing.draft.narrative.supporting_findings import supporting
from tests.draft.narrative.made_up_projects import Made, Values, project

STRAIGHT = (10.0, 11, 12, 13, 14, 15, 16, 17)


def _found(places: Mapping[str, Values], view: View = "time") -> dict[str, Insight]:
    """What supports a section of visits, by type."""
    context = PhrasingContext(project(Made(places)), "en")
    shape = shape_of(context, "visits")
    assert shape is not None
    scene = ChartScene(context, {"visits": shape})
    found = {one.type: one for one in supporting(SectionPlan(view, "visits"), scene, ())}
    assert all(not one.claim or context.holds(one.claim) for one in found.values())
    return found


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((10, 20, 30, 40, 42, 43, 45, 46), {"slower"}),
        ((10, 11, 12, 13, 15, 23, 33, 43), {"faster"}),
        ((10, 20, 30, 40, 38, 30, 21, 15), {"turn"}),
        ((30, 40, 30, 20, 30, 45, 50, 55), {"recovery", "turn"}),
        ((10, 11, 12, 40, 13, 14, 15, 16), {"outlier"}),
        ((10, 11, 12, 13, 30, 31, 32, 33), {"leap"}),
    ],
)
def test_a_course_is_supported_by_what_happened_in_it(values: Values, expected: set[str]) -> None:
    assert expected <= set(_found({"Ash": values}))


def test_a_straight_course_is_supported_by_its_newest_change_alone() -> None:
    assert set(_found({"Ash": STRAIGHT})) == {"change"}


def test_the_moves_to_and_from_an_odd_value_are_no_moves_of_their_own() -> None:
    assert "leap" not in _found({"Ash": (10, 11, 12, 40, 13, 14, 15, 16)})


def test_a_ranking_is_supported_by_who_is_near_and_both_ends() -> None:
    places = {name: [value * at for value in STRAIGHT] for at, name in enumerate(("Ash", "Birch", "Cedar", "Dale"), 2)}
    first = _found({"Dale": places["Dale"], **places}, "ranking")
    assert {"runner_up", "same_rank"} <= set(first)
    assert "neighbours" not in first, "the first has none ahead"
    middle = _found({"Birch": places["Birch"], **places}, "ranking")
    assert {"neighbours", "ends"} <= set(middle)


def test_a_share_of_all_places_supports_a_course_where_it_changed_and_the_places_add_up() -> None:
    names = ("Ash", "Birch", "Cedar", "Dale", "Elm")
    grown = {name: (STRAIGHT if name != "Ash" else [4 * value for value in STRAIGHT[::-1]]) for name in names}
    assert "portion" in _found(grown)
    assert "portion" not in _found(dict.fromkeys(names, STRAIGHT))

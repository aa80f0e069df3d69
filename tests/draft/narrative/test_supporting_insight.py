"""By which measure people say how values changed."""

from __future__ import annotations

import pytest

from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.draft.narrative.supporting_insight import change_measure
from tests.draft.narrative.made_up_projects import Made, project

RISING = {"Ash": (10, 20, 30), "Birch": (20, 30, 50)}
BELOW_ZERO = {"Ash": (-10, 20, 30), "Birch": (20, 30, 50)}


@pytest.mark.parametrize(
    ("unit", "measure"),
    [
        ("thousand visits", "percent"),
        ("%", "points"),
        ("% of GDP", "points"),
        ("percentage points", "change"),
        ("rank", "change"),
        ("°C", "change"),
        ("years", "change"),
        ("年", "change"),
    ],
)
def test_a_change_is_given_in_percent_only_where_values_have_a_ratio_people_speak_of(unit: str, measure: str) -> None:
    context = PhrasingContext(project(Made(RISING, unit=unit)), "en")
    assert change_measure(context.subject("visits")) == measure


def test_values_below_zero_have_no_ratio() -> None:
    context = PhrasingContext(project(Made(BELOW_ZERO, unit="thousand visits")), "en")
    assert change_measure(context.subject("visits")) == "change"

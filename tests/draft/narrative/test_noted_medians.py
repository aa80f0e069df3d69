"""A caveat explains medians where an edition has some, and not where the word stands in a name."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefing.draft.narrative.section_view import ChartScene
from briefing.draft.narrative.unstated_words import note_medians

SUBJECTS = {"median_income": SimpleNamespace(combine=""), "middle": SimpleNamespace(combine="median")}
CONTEXT = SimpleNamespace(project=SimpleNamespace(edition=SimpleNamespace(subjects=SUBJECTS)))


@pytest.mark.parametrize(
    ("nodes", "noted"),
    [
        ({"title": "The median income rose {{ median_income.change | moved }}"}, False),
        ({"title": "{{ median_income.median_of('all').last | value }}"}, True),
        ({"chart": {"kind": "line", "series": ["median_income"], "benchmark": "median"}}, True),
        ({"cards": [{"of": "middle"}]}, True),
        ({"cards": [{"of": "middle_class"}]}, False),
    ],
)
def test_a_median_is_one_of_the_story_of_a_chart_or_of_a_short_name(nodes: dict[str, Any], noted: bool) -> None:
    scene = SimpleNamespace(context=CONTEXT, noted=set())
    note_medians([nodes], cast(ChartScene, scene))
    assert bool(scene.noted) is noted

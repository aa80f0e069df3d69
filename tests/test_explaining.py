"""A number is explained although something else in the story is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import StoryError
from briefing.explain import Explanation, explain
from tests.everything import Words, project, story
from tests.test_checking import BREAKS, Story


@pytest.mark.parametrize("broken", [one for one in BREAKS if one.__name__ != "_decisions_aside"])
def test_a_fact_is_explained_while_the_story_has_faults_elsewhere(broken: object, tmp_path: Path) -> None:
    told: Story = story(Words())
    assert callable(broken)
    broken(told)
    folder = project(tmp_path / "alder", told)
    for what in ("loans.last", "600"):
        (found, *_) = explain(folder, what)
        assert isinstance(found, Explanation)
        assert found.fact.value == 600
        assert found.faults > 0
        assert "places may be missing: briefing check" in str(found)
        assert found.as_json()["faults"] == found.faults


def test_without_faults_nothing_is_told_of_them(tmp_path: Path) -> None:
    (found,) = explain(project(tmp_path / "alder", story(Words())), "loans.last")
    assert "fault" not in str(found)
    assert "faults" not in found.as_json()


def test_a_number_that_may_be_of_what_cannot_be_set_tells_the_faults(tmp_path: Path) -> None:
    told: Story = story(Words())
    told["sections"][0]["title"] = "There are 47 loans"
    with pytest.raises(StoryError, match="'47' is typed"):
        explain(project(tmp_path / "alder", told), "12345")


def test_a_fact_is_explained_where_the_only_text_of_a_section_cannot_be_set(tmp_path: Path) -> None:
    told: Story = story(Words())
    told["sections"].append({"id": "bare", "part": "all", "title": "Loans go on", "points": ["{{ nosuch.last }}"]})
    (found, *_) = explain(project(tmp_path / "alder", told), "loans.last")
    assert isinstance(found, Explanation)
    assert found.faults > 0

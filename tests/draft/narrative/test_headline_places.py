"""Tests of whom a headline is of: a brief names no other place at its head, and the finding on one place is whole."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefing.charts.backdrop import backdrop
from briefing.draft.insights.finding import insights
from briefing.draft.narrative import story, story_trial
from briefing.model.text import plain
from tests.draft.narrative.tables import table, years
from tests.draft.narrative.test_first_story import composed

RISING = [40.0, 44, 47, 48, 51, 52, 58, 60, 66, 70, 71, 78]


def _story(folder: Path, places: dict[str, list[float]]) -> dict[str, object]:
    project = table(folder, {"trips": places}, years(2012, 12))
    found: dict[str, object] = yaml.safe_load(story(project, insights(project), "en"))
    return found


@pytest.fixture(autouse=True)
def _in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the writers and the proof out."""
    monkeypatch.setattr(story_trial, "_written_and_proved", lambda *_: iter(()))


def _many() -> dict[str, list[float]]:
    return {f"Town {chr(65 + at)}": [value * (at + 2) for value in RISING] for at in range(21)}


def test_a_brief_whose_headline_is_of_another_place_names_that_and_others_at_its_head(tmp_path: Path) -> None:
    places = _many() | {"Zorn": [60.0, 70, 80, 90, 100, 95, 90, 80, 70, 60, 55, 50]}
    text = str(_story(tmp_path, places))
    assert "only Zorn had lower" in text or "Zorn alone" in text
    assert "'entity': 'Zorn and other places'" in text
    assert "had lower ferry trips" in text
    assert "a lower ferry trips" not in text
    assert "the lowest of" in text  # what it lost since its peak, and where it stands


def test_a_brief_on_many_places_says_of_which_its_medians_are(tmp_path: Path) -> None:
    text = str(_story(tmp_path, _many())["sections"])
    assert "in a median each counts alike" in text
    assert "years apart" not in text


def test_values_that_are_years_apart_are_named_as_such(tmp_path: Path) -> None:
    every_five = [str(year) for year in range(1960, 2020, 5)]
    places = dict.fromkeys(("Alder", "Birch", "Cedar"), RISING)
    project = table(tmp_path, {"trips": places}, every_five)
    text = str(yaml.safe_load(story(project, insights(project), "en"))["sections"])
    assert "| words }} years apart: a peak or a low in between is not seen." in text


def test_a_brief_of_its_own_place_names_that_place(tmp_path: Path) -> None:
    assert "entity" not in _story(tmp_path, {"Alder": RISING, "Birch": [90.0 - value for value in RISING]})


def test_what_all_places_did_names_where_it_was_most_and_shows_none_that_did_otherwise(tmp_path: Path) -> None:
    text = str(_story(tmp_path, _many()))
    assert ", most in " in text
    assert "below those that changed least" in text
    assert "fell or rose least" not in text


def test_what_is_drawn_behind_a_headline_on_a_ratio_is_named_as_that_ratio(tmp_path: Path) -> None:
    near = [12.0, 20, 28, 36, 44, 52, 60, 66, 70, 74, 76, 66]
    places = {"Alder": [100.0 + at for at in range(12)], "Birch": near}
    places |= {name: [value / at for value in RISING] for at, name in ((4, "Elm"), (5, "Fir"), (6, "Oak"))}
    project = table(tmp_path, {"trips": places}, years(2012, 12))
    behind = backdrop(composed(project, story(project, insights(project), "en"), tmp_path))
    assert behind is not None
    assert plain(behind.name) == "Birch’s ferry trips as a percentage of Alder’s"

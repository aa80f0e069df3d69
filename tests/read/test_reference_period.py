"""The word `reference` of a story: the period that an edition is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import read
from briefing.errors import BriefingError
from tests import traffic
from tests.dispatch.projects import change
from tests.editions import project as yearly


def words(folder: Path, **options: object) -> object:
    return read.project(folder, **options).edition.parameters.get("reference")  # type: ignore[arg-type]


def test_it_is_the_last_period_of_an_edition_or_that_which_was_asked_for(tmp_path: Path) -> None:
    project = traffic.project(tmp_path / "months")
    found = [words(project, as_of=traffic.MARCH), words(project, reference="2026-Q1"), words(project, reference=2025)]
    assert found == [
        {"en": "March 2026", "zh": "2026年3月"},
        {"en": "Q1 2026", "zh": "2026年第一季度"},
        {"en": "2025", "zh": "2025年"},
    ]


def test_a_project_s_own_word_and_a_short_name_go_before(tmp_path: Path) -> None:
    project = traffic.project(tmp_path / "months")
    with (project / "briefing.toml").open("a", encoding="utf-8") as file:
        file.write('[parameters]\nreference = "spring"\n')
    assert words(project) == "spring"
    assert words(project, reference="2026-03") == {"en": "March 2026", "zh": "2026年3月"}
    change(project / "briefing.toml", '[parameters]\nreference = "spring"\n', "")
    change(project / "briefing.toml", "[facts]\n", '[facts]\nreference = { indicator = "cargo" }\n')
    assert words(project) is None


def test_an_edition_of_years_has_it_where_it_is_asked_for_alone(tmp_path: Path) -> None:
    project = yearly(tmp_path / "years")
    assert words(project) is None
    assert words(project, reference=2024) == {"en": "2024", "zh": "2024年"}


def test_what_is_no_period_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="'2026-13' is no period"):
        words(traffic.project(tmp_path / "months"), reference="2026-13")

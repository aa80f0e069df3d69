"""A row of breaks.csv may concern one place, several, or all that have the series."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing.read
from tests.read.small import change, make, messages

HEAD = "indicator_id,entity,series,from_year,to_year,effect,reason\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    made = make(tmp_path / "town")
    with (made / "observations.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"trees,{name},2021,official,9,trees,=,A,yes,OFFICE,\n" for name in ("North", "South; East"))
    return made


def places(project: Path, entity: str) -> list[str]:
    (project / "breaks.csv").write_text(f"{HEAD}trees,{entity},official,2020,2021,disclose,new count\n", "utf-8")
    return [item.entity for item in briefing.read.project(project).dataset.breaks]


@pytest.mark.parametrize(
    ("entity", "found"),
    [
        ("Town", ["Town"]),
        ("Town; North", ["Town", "North"]),
        ("South; East", ["South; East"]),
        ("", ["North", "South; East", "Town"]),
        ("*", ["North", "South; East", "Town"]),
    ],
)
def test_a_row_names_one_place_several_or_all(entity: str, found: list[str], small: Path) -> None:
    assert places(small, entity) == found


def test_without_a_column_for_places_a_break_is_of_all(small: Path) -> None:
    (small / "breaks.csv").write_text(
        "indicator_id,from_year,to_year,effect,reason\ntrees,2020,2021,disclose,new count\n", "utf-8"
    )
    assert len(briefing.read.project(small).dataset.breaks) == 3


def test_an_unknown_place_of_several_is_a_finding_with_its_fix(small: Path) -> None:
    (small / "breaks.csv").write_text(f"{HEAD}trees,Town; Nroth,official,2020,2021,disclose,new count\n", "utf-8")
    assert (
        "the entity 'Nroth' is unknown\n  fix: did you mean 'North'? Leave the cell empty to mean all"
        in messages(small)[0]
    )
    change(small, "breaks.csv", "Nroth", "North")
    assert len(briefing.read.project(small).dataset.breaks) == 2


def test_a_series_that_a_place_or_nobody_has_is_a_finding(small: Path) -> None:
    (small / "breaks.csv").write_text(f"{HEAD}trees,,offical,2020,2021,disclose,new count\n", "utf-8")
    assert "trees has no series 'offical' anywhere" in messages(small)[0]

"""Levels of conditions and targets a hundred times beyond all values are noted, as those of another unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.model.dataset import Target
from briefing.model.period import Period
from tests.compose.sample import composed, dataset, section


def noted(lines: str, folder: Path, target: float = 0.0) -> list[str]:
    data = dataset()
    if target:
        own = Target("patents", "Belling", Period.year(2025), target, "KOTO")
        data = replace(data, targets=(own,))
    notices = composed(section("A finding", lines), folder, data).notices
    return [f"{item.where}: {item.what}; {item.fix}" for item in notices if "hundred times" in item.what]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("points: [{text: It grew., when: patents.last > 270000}]", "`patents.last > 270000`: the level is more than"),
        ("points: [{text: It grew., when: not (-270000 > patents.last)}]", "`-270000 > patents.last`: the level is"),
        ("points: [{text: It grew., when: patents.last > 1e300}]", "`patents.last > 1e+300`: the level is"),
        (
            "points: [{text: It grew., expect: patents.last < 270000}]",
            "`patents.last < 270000`: the level is more than",
        ),
        (
            "points: [\"It {{ 'grew' if 1 < patents.last < 270000 else 'fell' }}.\"]",
            "`1 < patents.last < 270000`: the level is",
        ),
        (
            "points: [\"{{ patents.places('above', 99999) | value }} did.\"]",
            "`patents.places('above', 99999)`: the level is",
        ),
    ],
)
def test_a_level_far_beyond_all_values_is_noted_with_the_unit_of_these(lines: str, said: str, tmp_path: Path) -> None:
    (found,) = noted(lines, tmp_path)
    assert said in found
    assert "more than a hundred times any value; write it in the unit of the values" in found


@pytest.mark.parametrize(
    "condition", ["patents.last > 2700", "patents.percent < 1000000", "patents.last > 5", "rank.last.year > 1999"]
)
def test_levels_among_the_values_and_those_of_other_measures_are_not_noted(condition: str, tmp_path: Path) -> None:
    assert noted(f"points: [{{text: It grew., when: {condition}}}]", tmp_path) == []


@pytest.mark.parametrize(("target", "far"), [(270000.0, True), (400.0, False)])
def test_a_target_far_beyond_all_values_is_noted_where_it_is_used(target: float, far: bool, tmp_path: Path) -> None:
    lines = 'points: ["The target is {{ patents.target(2025) }}."]'
    found = noted(lines, tmp_path, target)
    assert bool(found) is far
    assert not far or found[0].startswith("targets.csv: patents.target(2025) is more than a hundred times any value")


def test_values_that_the_data_refuse_are_held_against_nothing(tmp_path: Path) -> None:
    story = section(
        "A finding", "points: [{text: It grew., when: known(patents.at(1990)) and patents.at(1990) > 99999}]"
    )
    assert [item for item in composed(story, tmp_path).notices if "hundred times" in item.what] == []

"""The difference of two series at one time in a story: printed with its sign, compared, and worked out by the proof."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError
from tests.invented import Invented, project

FACTS = """\
visits = { indicator = "visits" }
other = { indicator = "visits", entity = "Sample Town" }"""
STORY = """\
sections:
  - id: one
    title: "Example City had {{ visits.minus(other) | full }} more than Sample Town in {{ visits.last | year }}"
    expect: visits.minus(other) > 0
    points:
      - "**Difference** {{ visits.minus(other) | signed }}, in 2021 {{ visits.minus(other, 2021) | signed }}."
"""


def test_a_difference_is_printed_and_passes_the_proof(tmp_path: Path) -> None:
    folder = project(tmp_path / "mine", Invented(facts=FACTS), STORY)
    built = briefing.build(folder, tmp_path / "out")
    assert built.letter is not None
    assert "Example City had 12 visits more than Sample Town in 2023" in built.letter.read_text("utf-8").replace(
        "\xa0", " "
    )


def test_a_difference_that_turned_stops_the_build(tmp_path: Path) -> None:
    folder = project(tmp_path / "mine", Invented(facts=FACTS, other=(30, 20, 28, 41, 60)), STORY)
    with pytest.raises(BriefingError, match=r"visits\.minus\(other\) > 0 \(now .* = −4\)"):
        briefing.build(folder, tmp_path / "out")

"""Findings of the proof name the line of the text that is printed where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError
from tests.invented import Invented, project

STORY = """\
sections:
  - id: one
    title: "Visits in {{ visits.last | year }}"
    points:
      - "**Now {{ visits.last }}.** In {{ visits.first | year }} visits were {{ visits.first }}."
"""


def test_a_finding_in_a_point_names_the_line_of_the_point_and_not_of_its_section(tmp_path: Path) -> None:
    caused = STORY + '      - "**More.** Visits are many due to rain."\n'
    with pytest.raises(BriefingError) as caught:
        briefing.build(project(tmp_path / "mine", Invented(), caused), tmp_path / "out")
    found = [finding.where for finding in caught.value.findings if finding.where]
    assert found
    assert {where.partition(", section one: ")[0] for where in found} == {"story.en.yaml, line 6"}

"""A source to whose address a point has a link stands in the source line where that point does."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.text import plain
from briefing.pipeline.build import editions
from tests.invented import Invented, project

ADDRESS = "https://example.org/census"
STORY = """\
sections:
  - id: visits
    title: "{{ visits.last | full }}"
    chart: {kind: line, series: [visits]}
    points:
      - text: "**Counted** in a [census](%s)."
        only: [%s]
"""


@pytest.mark.parametrize(("output", "deck", "brief"), [("deck", True, False), ("brief", False, True)])
def test_a_source_that_a_point_links_to_is_named_in_the_outputs_of_the_point(
    output: str, deck: bool, brief: bool, tmp_path: Path
) -> None:
    made = project(tmp_path / "mine", Invented(), STORY % (ADDRESS, output))
    with (made / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(f"SHIRE,Shire office,Shire,Census,{ADDRESS},2024-07-01\r\n")
    (edition,) = editions(made)
    (section,) = edition.document.sections
    assert ("Shire" in plain(section.source_line)) == deck
    assert ("Shire" in plain(section.source_line_years)) == brief
    assert "SHIRE" in edition.document.sources


def test_a_link_to_another_address_cites_nothing(tmp_path: Path) -> None:
    made = project(tmp_path / "mine", Invented(), STORY % (f"{ADDRESS}/2", "deck"))
    with (made / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(f"SHIRE,Shire office,Shire,Census,{ADDRESS},2024-07-01\r\n")
    (edition,) = editions(made)
    assert "SHIRE" not in edition.document.sources

"""Cards of a section of a brief stand over its columns, and its chart in them as a figure: both are its own."""

from __future__ import annotations

from pathlib import Path

import briefing
from tests import shires

PARTS = 'parts: [{id: shire, name: Visits, headline: "Visits stood at {{ visits.last }} thousand"}]\n'
STORY = shires.section(
    "part: shire",
    'subtitle: "{{ visits.first | year }} and {{ visits.last | year }}"',
    "only: [brief]",
    "cards:",
    "  - {fact: visits, label: Library visits, unit: thousand}",
    "  - {fact: zel, label: Visits elsewhere, unit: thousand}",
    "chart: {kind: line, series: [visits]}",
    title='"Visits in {{ visits.last | year }}"',
)


def built(folder: Path) -> list[str]:
    made = shires.project(folder / "shires", PARTS + STORY)
    settings = made / "briefing.toml"
    zel = 'zel = { indicator = "visits", entity = "Zelshire" }\n[facts.each]'
    settings.write_text(settings.read_text(encoding="utf-8").replace("[facts.each]", zel), encoding="utf-8")
    result = briefing.build(made, folder / "out", only=["brief"])
    return [one.what for one in result.findings if one.severity == "error"]


def test_cards_and_a_chart_may_stand_in_one_section_of_a_brief(tmp_path: Path) -> None:
    assert built(tmp_path) == []

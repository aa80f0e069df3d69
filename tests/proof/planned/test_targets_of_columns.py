"""A target stands over its year among columns, whatever other year has its value."""

from __future__ import annotations

from pathlib import Path

import briefing
from tests.invented import Invented, project

STORY = """\
sections:
  - id: a
    title: "Visits are {{ visits.last }}"
    subtitle: auto
    chart: {kind: columns, series: [visits], target: 2022}
"""
TARGETS = "indicator_id,entity,year,value,qualifier,source_id\nvisits,Example City,2022,25,=,OFFICE\n"


def test_a_target_of_the_same_value_as_another_year_is_no_exchange(tmp_path: Path) -> None:
    made = project(tmp_path / "project", Invented(), STORY)
    (made / "targets.csv").write_text(TARGETS, encoding="utf-8")
    edition = briefing.build(made, tmp_path / "out", only=["deck", "brief"])
    assert [finding for finding in edition.findings if finding.severity == "error"] == []

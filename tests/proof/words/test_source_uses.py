"""A source without a date is named with the newest value of each figure, whatever else stands on its page."""

from __future__ import annotations

from pathlib import Path

import briefing
from tests.draft.narrative.tables import table, years
from tests.proof.numbers.sample import FIRST, LAST, ledger

STORY = """\
title: Gas and the plan
parts:
  - id: all
    name: All
    headline: "Gas rose to {{ gas.last }}"
    aside:
      - title: Ahead
        points: ["**The plan** It asks for {{ plan.last }} in {{ plan.last | period }}."]
sections:
  - id: gas
    part: all
    title: "Gas rose from {{ gas.first }} to {{ gas.last }}"
    subtitle: auto
    chart: {kind: line, series: [gas], highlight: gas}
"""


def test_a_figure_that_ends_before_a_value_next_to_it_names_its_own_end(tmp_path: Path) -> None:
    gas, plan = [1500.0 + 5 * at for at in range(14)], [40.0, *[None] * 49, 90.0]
    table(tmp_path / "project", {"gas": {"Alder": gas}, "plan": {"Alder": plan}}, years(1980, 51))
    sources = tmp_path / "project" / "sources.csv"
    sources.write_text(sources.read_text(encoding="utf-8").replace(",2031", ","), encoding="utf-8")
    (tmp_path / "project" / "story.en.yaml").write_text(STORY, encoding="utf-8")
    made = briefing.build(tmp_path / "project", tmp_path / "out", only=["brief"])
    assert [finding.what for finding in made.findings if "is not named" in finding.what] == []


def test_a_record_on_which_several_facts_rest_is_looked_at_once() -> None:
    read = ledger()
    assert sum(len(fact.records) for fact in read.facts.values()) == 4
    assert [id(record) for record in read.records] == [id(FIRST), id(LAST)]

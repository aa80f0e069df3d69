"""Foreign tables of months, weeks and days from their raw files: each edition builds and proves clean."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import briefing
from tests.prices.truth import known, wrong
from tests.zoo.over_time import PROJECTS, project

AS_OF = dt.date(2026, 11, 1)


@pytest.mark.parametrize("name", PROJECTS)
def test_one_story_of_relative_time_is_an_edition_of_any_frequency_with_each_fact_right(
    name: str, tmp_path: Path
) -> None:
    made = project(name, tmp_path)
    built = briefing.build(made, tmp_path / "out")
    assert all(finding.severity == "warning" for finding in built.findings)
    ledger = json.loads(built.ledger.read_text(encoding="utf-8"))
    assert len({use["fact"] for use in ledger["uses"]}) > 5
    assert list(wrong(ledger, known(made, AS_OF))) == []

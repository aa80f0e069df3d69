"""What a chart of months cannot show is refused with a fix that fits: too short a line, a highlight of no column."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.compose import compose
from briefing.errors import BriefingError, Finding
from briefing.read import story
from tests.compose.skerry import MISSING, project

STORY = """
sections:
  - {id: short, title: Prices, subtitle: auto, chart: {kind: line, series: [prices, fuel]}}
  - {id: line, title: Fuel, subtitle: auto, chart: {kind: line, series: [fuel], period: "2024-01", highlight: last}}
  - {id: columns, title: Fuel, subtitle: auto, chart: {kind: columns, series: [fuel], highlight: last}}
"""


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    folder = tmp_path_factory.mktemp("story")
    path = folder / "story.en.yaml"
    path.write_text(STORY, encoding="utf-8")
    made = project(folder, path, "en")
    one_month = replace(made, edition=replace(made.edition, period=(MISSING, MISSING)))
    with pytest.raises(BriefingError) as refused:
        compose(one_month, story(path), "en")
    return list(refused.value.findings)


def test_a_line_of_one_month_that_a_series_lacks_is_refused_with_what_can_be_drawn(findings: list[Finding]) -> None:
    (short,) = (finding for finding in findings if finding.where.endswith("line 3"))
    assert short.what == "a line needs 4 observed points from 2025-10 to 2025-10; fuel has 1"
    assert short.fix == "leave fuel out"


def test_a_line_that_highlights_its_last_month_says_that_columns_can(findings: list[Finding]) -> None:
    (line,) = (finding for finding in findings if finding.where.endswith("line 4"))
    assert line.what == "highlight names 'last', which columns over time alone have"
    assert line.fix == "write `kind: columns`, or use one of fuel"
    assert not [finding for finding in findings if finding.where.endswith("line 5")]

"""A target is met from below where more is better, and from above where less is."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose.blocks.row_charts import _is_met
from briefing.model.chart import Chart
from briefing.model.fact import Fact
from briefing.model.text import plain
from tests.compose.norland import TARGETS, composed

STORY = f"""sections:
  - id: aims
    title: Aims
    chart:
      kind: bullet
      measure: target
      series: [{", ".join(TARGETS)}]
      target: {{{", ".join(f"{key}: 2025" for key in TARGETS)}}}
      columns: [last, target, gap]
"""


def test_an_unemployment_above_its_target_does_not_meet_it(tmp_path: Path) -> None:
    (section,) = composed(STORY, tmp_path).parts[0].sections
    chart = next(block for block in section.blocks if isinstance(block, Chart))
    gap = next(column for column in chart.columns if plain(column.head) == "Gap")
    told = dict(zip(chart.categories, map(plain, gap.cells), strict=True))
    assert told == {
        "Unemployment": "+0.2",
        "Jobs": "−10",
        "Emissions": "reached",
        "Average wage": "reached",
        "Births": "+0.1",
    }


@pytest.mark.parametrize(
    ("value", "qualifier", "direction", "met"),
    [
        (1.0, "=", "up", True),
        (0.0, "=", "up", True),
        (-1.0, "=", "up", False),
        (1.0, "≥", "up", True),
        (1.0, "≤", "up", False),
        (1.0, "=", "down", False),
        (-1.0, "=", "down", True),
        (-1.0, "≥", "down", False),
        (1.0, "=", "", False),
        (0.0, "=", "", True),
    ],
)
def test_a_bound_that_leaves_it_open_meets_no_target(value: float, qualifier: str, direction: str, met: bool) -> None:
    gap = Fact("x.gap(2025)", "gap", value, "jobs", "=", 0, "", ())
    assert _is_met(replace(gap, qualifier=qualifier, better=direction)) is met

"""Rows of a table with sparklines give their change in percent, in its unit where values lie below zero."""

from __future__ import annotations

from pathlib import Path

from briefing.model.chart import Chart
from briefing.model.text import plain
from tests.compose.norland import composed

STORY = """
sections:
  - id: lines
    title: "Jobs came to {{ jobs.last }} thousand"
    chart: {kind: sparklines, series: [jobs, balance]}
"""


def test_a_row_whose_indicator_has_a_value_below_zero_gives_no_percent(tmp_path: Path) -> None:
    document = composed(STORY, tmp_path)
    (chart,) = document.parts[0].sections[0].blocks
    assert isinstance(chart, Chart)
    jobs, balance = (plain(cell) for cell in chart.columns[-1].cells)
    assert (jobs, balance) == ("+9.5%", "−8")
    assert "Changes are in %, or in the unit of the row" in plain(document.parts[0].sections[0].note_line)

"""Dots of before and after lie on a scale without zero where zero would press them together, and the note says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import charts
from briefing.model.chart import Chart
from briefing.model.text import plain
from tests.compose.cities import composed

STORY = """
sections:
  - id: a
    title: "{{ edition }} and others"
    chart: {kind: dumbbell, series: [rate], entities: [edition, Elsewhere], period: [2019, 2023]}
"""


@pytest.mark.parametrize(("first", "lifted"), [(160.0, True), (20.0, False)])
def test_dots_that_zero_would_press_together_are_lifted_and_the_note_says_so(
    first: float, lifted: bool, tmp_path: Path
) -> None:
    values = {"rate": {2019: first, 2021: 160.5, 2023: 161.0}}  # Elsewhere has the half
    made = composed(STORY, tmp_path, values)
    (section,) = made.sections
    (chart,) = (block for block in section.blocks if isinstance(block, Chart))
    axis = charts.plot(chart).axis
    assert (chart.lifted, axis.low > 0) == (lifted, lifted)
    assert ("does not begin at zero" in plain(section.note_line)) == lifted
    assert all(axis.low < point.value < axis.high for series in chart.series for point in series.points if point)

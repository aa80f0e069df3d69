"""A cover's line that would be a flat thread above zero stands on a lifted scale, and the note says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.text import plain
from tests.compose.cities import composed


@pytest.mark.parametrize(("low", "lifted"), [(95.0, True), (50.0, False), (-95.0, False)])
def test_a_flat_line_of_a_cover_is_lifted_and_the_note_says_so(low: float, lifted: bool, tmp_path: Path) -> None:
    values = {"rate": {year: low + (100 - low) * (year - 2017) / 6 for year in range(2017, 2024)}}
    story = "cover: {chart: {kind: line, series: [rate]}}\nsections:\n  - {id: a, title: Rates}\n"
    made = composed(story, tmp_path, values)
    assert made.cover
    assert made.cover.lifted == lifted
    assert ("does not begin at zero" in plain(made.cover_note_line)) == lifted

"""Charts with a rest, and with a measure that they do not show: what builds, and what is refused with a fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.following import edition_of, found, section

PLACES = "series: [visits], entities: all, top: 3, rest: Others"


def test_an_area_with_a_rest_passes_the_proof(tmp_path: Path) -> None:
    assert edition_of([f"chart: {{kind: area, {PLACES}, period: [2014, 2021]}}"], tmp_path) == []


@pytest.mark.parametrize("kind", ["bar", "bullet", "slope", "dumbbell", "histogram", "map"])
def test_a_measure_that_a_kind_does_not_show_is_refused(kind: str, tmp_path: Path) -> None:
    lines = f"chart: {{kind: {kind}, series: [visits], entities: [Ashby, Elmby], measure: contribution}}"
    (finding,) = found([section(lines)], tmp_path)
    assert "does not show the measure contribution" in finding.what
    assert finding.fix.startswith("leave `measure` out")

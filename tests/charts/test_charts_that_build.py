"""Charts with a rest, with remarks below zero, and with a measure that they do not show: what builds, and what is
refused with a fix."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from tests.following import edition_of, found, section
from tests.invented import Invented, project

PLACES = "series: [visits], entities: all, top: 3, rest: Others"


def test_an_area_with_a_rest_passes_the_proof(tmp_path: Path) -> None:
    assert edition_of([f"chart: {{kind: area, {PLACES}, period: [2014, 2021]}}"], tmp_path) == []


REMARKED = """\
sections:
  - id: deficit
    title: "It is {{ visits.last }} in {{ visits.last | year }}"
    subtitle: Balance
    chart: {kind: columns, series: [visits], annotations: [{at: 2021, series: visits, text: A remark on it}]}
"""


@pytest.mark.parametrize("values", [(-35.9, -35.7, -35.6, -35.6, -35.8), (-374, -310, -374.5, -20), (3, -9, -5, 4, -6)])
def test_a_remark_on_a_column_below_zero_stands_over_the_line_at_zero(
    values: tuple[float, ...], tmp_path: Path
) -> None:
    made = project(tmp_path / "project", Invented(values=values), REMARKED)
    assert briefing.build(made, tmp_path / "out", only=["deck", "brief"]).findings == ()


def test_a_remark_on_the_highest_of_like_columns_stands_over_its_value(tmp_path: Path) -> None:
    made = project(tmp_path / "project", Invented(values=(141.6, 136.3, 140.6, 141.8, 142.5, 136.8, 104.4)), REMARKED)
    assert briefing.build(made, tmp_path / "out", only=["deck", "brief"]).findings == ()


GROUPED = """\
sections:
  - id: both
    title: "It is {{ visits.last }} in {{ visits.last | year }}"
    subtitle: Visits of both towns
    chart:
      kind: KIND
      series: [visits]
      entities: [Example City, Sample Town]
      highlight: Example City
      annotations: [{at: 2022, text: A remark on it}]
"""


@pytest.mark.parametrize("kind", ["stacked", "columns"])
@pytest.mark.parametrize("other", [(30, 20, 28, 41, 44), (300, 310, 280, 320, 305)])
def test_a_remark_stands_over_all_columns_of_its_period(kind: str, other: tuple[float, ...], tmp_path: Path) -> None:
    made = Invented(values=(40, 35, 33, 48, 56), other=other)
    folder = project(tmp_path / "project", made, GROUPED.replace("KIND", kind))
    assert briefing.build(folder, tmp_path / "out", only=["deck", "brief"]).findings == ()


def test_a_remark_at_a_period_without_a_column_is_refused(tmp_path: Path) -> None:
    made = project(tmp_path / "project", Invented(values=(30, 50, None, 40, 60)), REMARKED)
    with pytest.raises(briefing.BriefingError, match=r"a remark stands at 2021, where Visits is not drawn\n.*value$"):
        briefing.build(made, tmp_path / "out", only=["deck"])


@pytest.mark.parametrize("kind", ["bar", "bullet", "slope", "dumbbell", "histogram", "map"])
def test_a_measure_that_a_kind_does_not_show_is_refused(kind: str, tmp_path: Path) -> None:
    lines = f"chart: {{kind: {kind}, series: [visits], entities: [Ashby, Elmby], measure: contribution}}"
    (finding,) = found([section(lines)], tmp_path)
    assert "does not show the measure contribution" in finding.what
    assert finding.fix.startswith("leave `measure` out")

"""The scale and the decimals that a story asks for in a chart, and the scales that would mislead."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.charts import plot
from briefing.errors import StoryError
from briefing.model.chart import Chart
from briefing.model.text import plain
from briefing.pipeline.build import editions
from tests.invented import Invented, project

STORY = """\
sections:
  - id: one
    title: "Visits in {{ visits.last | year }}"
    subtitle: auto
    chart: {kind: %s, series: [visits], %s}
"""


def _project(tmp_path: Path, kind: str, more: str) -> Path:
    return project(tmp_path, Invented(), STORY % (kind, more))


@pytest.mark.parametrize(
    ("kind", "more", "ends"),
    [
        ("line", "axis: {from: 10, to: 70, step: 20}", (10, 70, 20)),
        ("line", "axis: {from: 20}", (20, 60, 10)),
        ("line", "axis: {to: 90}", (0, 90, 30)),
        ("columns", "axis: {to: 80}", (0, 80, 20)),
    ],
)
def test_a_scale_is_as_the_story_asks_and_the_rest_follows_the_data(
    kind: str, more: str, ends: tuple[float, float, float], tmp_path: Path
) -> None:
    (whole,) = editions(_project(tmp_path, kind, more))
    section = whole.document.sections[0]
    (drawn,) = section.blocks
    assert isinstance(drawn, Chart)
    axis = plot(drawn).axis
    assert (axis.low, axis.high, axis.step) == ends
    assert ("does not begin at zero" in plain(section.note_line)) == (axis.low > 0)


@pytest.mark.parametrize(
    ("axis", "note"),
    [
        ("axis: {from: 10}, ", "The scale does not begin at zero."),
        ("", "Scales marked // do not begin at zero."),
    ],
)
def test_a_line_with_gaps_says_once_that_its_scale_does_not_begin_at_zero(axis: str, note: str, tmp_path: Path) -> None:
    facts = """\
visits = { indicator = "visits" }
other = { indicator = "visits", entity = "Sample Town" }"""
    story = """\
sections:
  - id: one
    title: "Visits in {{ visits.last | year }}"
    subtitle: auto
    chart: {kind: line, %sseries: [visits, other], gaps: [{between: [other, visits]}]}
"""
    made = Invented(values=(30, 31, 33, 35, 40), other=(50, 52, 55, 57, 60), facts=facts)
    (whole,) = editions(project(tmp_path, made, story % axis))
    assert note in plain(whole.document.sections[0].note_line)
    assert plain(whole.document.sections[0].note_line).count("begin at zero") == 1


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("columns", "axis: {from: 10}", "columns begin at zero, as their lengths are compared, and not at 10"),
        ("line", "axis: {from: 30}", "is 25, beyond the axis from 30 to the data"),
        ("line", "axis: {from: 10, to: 75, step: 20}", "no 1 to 10 whole steps of 20"),
        ("line", "axis: {from: 80, to: 10}", "runs backwards"),
        ("bar", "axis: {to: 80}", "a chart of kind bar does not show `axis`"),
    ],
)
def test_a_scale_that_would_mislead_is_refused(kind: str, more: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(StoryError) as raised:
        editions(_project(tmp_path, kind, more))
    assert words in str(raised.value)


def test_a_scale_and_decimals_of_a_chart_pass_the_proof(tmp_path: Path) -> None:
    folder = project(
        tmp_path, Invented(values=(40.25, 25.5, 33.125, 48, 56.75)), STORY % ("line", "decimals: 1, axis: {to: 80}")
    )
    built = briefing.build(folder, tmp_path / "out")
    assert built.findings == ()
    (whole,) = editions(folder)
    (drawn,) = whole.document.sections[0].blocks
    assert isinstance(drawn, Chart)
    labels = [label for label in plot(drawn).series[0].labels if label is not None]
    assert [plain(label.text) for label in labels] == ["40.3", "25.5", "33.1", "48.0", "56.8"]

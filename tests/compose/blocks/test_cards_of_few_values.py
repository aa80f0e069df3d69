"""Cards of three values have a line only where years without a value lie between all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.model.chart import Chart
from briefing.model.document import Cards
from briefing.model.line_points import lone_points
from briefing.model.text import plain
from briefing.pipeline.build import editions
from tests.invented import Invented, project

STORY = """\
sections:
  - id: cards
    title: "A card in {{ visits.last | year }}"
    subtitle: "Visits, {{ visits.last | year }}"
    cards:
      - {fact: visits, label: Here, unit: "a year", highlight: true}
"""


@pytest.mark.parametrize(
    ("values", "kind", "drawn"),
    [
        ((40, None, 33, None, 56), "line", [40, None, 33, None, 56]),
        ((40, None, None, 33, None, 56), "line", [40, None, None, 33, None, 56]),
        ((40, 33, 56), "slope", [40, 56]),
        ((40, 33, None, None, 56), "slope", [40, 56]),  # a whole line from two of three would claim a path
        ((40, None, None, None, 56), "slope", [40, 56]),
        ((40, None, None, None, 33, None, None, None, 56), "line", [40, None, None, None, 33, None, None, None, 56]),
    ],
)
def test_three_values_make_a_line_where_dashes_bridge_the_years_between_all(
    values: tuple[int | None, ...], kind: str, drawn: list[float | None], tmp_path: Path
) -> None:
    folder = project(tmp_path / "mine", Invented(values=values), STORY)
    (whole,) = editions(folder)
    section = whole.document.sections[0]
    (block,) = section.blocks
    assert isinstance(block, Cards)
    (card,) = block.cards
    assert isinstance(card.slope, Chart)
    assert card.slope.kind == kind
    assert [point and point.value for point in card.slope.series[0].points] == drawn
    assert ("Dashes bridge years without a value." in plain(section.note_line)) == (kind == "line")
    briefing.build(folder, tmp_path / "out")  # every output draws it


def test_a_point_between_gaps_is_alone_and_an_end_of_a_line_is_not() -> None:
    assert lone_points([40, None, 33, None, 56]) == [0, 2, 4]
    assert lone_points([40, 33, None, 56, None, None, 7, 8]) == [3]
    assert lone_points([]) == lone_points([None, None]) == []

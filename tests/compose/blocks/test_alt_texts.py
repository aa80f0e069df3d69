"""Alternative texts: every series is named, a card's name is said once, and what does not fit is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.compose.blocks.alt_texts import LONGEST
from briefing.model.chart import Chart
from briefing.model.document import Block, Cards, HeatTable
from briefing.model.text import plain
from briefing.pipeline.build import editions
from tests.charts import grid
from tests.invented import Invented, project

TOWNS = tuple(f"Town {letter}" for letter in "ABCDEFGHIJKLMNOPQRST")


def block(evidence: str, folder: Path, number: str = "positive") -> Block:
    data = grid.dataset(grid.NUMBERS[number])
    return grid.of(evidence, data).composed(folder).sections[0].blocks[0]


def of_towns(evidence: str, folder: Path) -> Block:
    data = grid.dataset(lambda place, at: 900.0 - place + at, places=TOWNS)
    return grid.of(evidence, data, grid.edition(places=TOWNS)).composed(folder).sections[0].blocks[0]


@pytest.mark.parametrize("kind", ["bump", "line of four", "slope", "dumbbell", "bar", "multiples", "heat"])
def test_every_series_is_named_with_a_value(kind: str, tmp_path: Path) -> None:
    evidence = grid.EVIDENCE[kind]
    shown = block(f"subtitle: auto\n    {evidence}", tmp_path)
    said = plain(shown.alt)  # type: ignore[union-attr]
    named = [place for place in grid.PLACES if place in evidence]
    assert [place for place in named if place not in said] == []
    assert len(said) <= LONGEST


def test_where_all_do_not_fit_it_says_how_many_more_there_are(tmp_path: Path) -> None:
    names = ", ".join(TOWNS)
    shown = of_towns(f"subtitle: auto\n    chart: {{kind: bump, series: [place], entities: [{names}]}}", tmp_path)
    assert isinstance(shown, Chart)
    said = plain(shown.alt)
    left = len([town for town in TOWNS if f"{town}:" not in said])
    assert left
    assert said.endswith(f"and {left} more.")
    assert len(said) <= LONGEST


def test_a_card_says_its_name_once_in_the_text_of_its_slope(tmp_path: Path) -> None:
    shown = block(grid.EVIDENCE["cards"], tmp_path)
    assert isinstance(shown, Cards)
    assert plain(shown.cards[0].slope.alt) == "Line chart: Level: 40 points in 2014, 96.7 in 2023."


def test_the_line_of_a_card_tells_its_ends_and_how_far_it_went_between_them(tmp_path: Path) -> None:
    made = Invented(values=(40, 25, 33, 78, 56))
    cards = "[{fact: visits, label: Here, unit: a year}]"
    story = f"sections:\n  - {{id: one, title: Cards, subtitle: Visits, cards: {cards}}}\n"
    (whole,) = editions(project(tmp_path / "mine", made, story))
    (shown,) = whole.document.sections[0].blocks
    assert isinstance(shown, Cards)
    said = "Here: 40 visits in 2019, 56 in 2023, low of 25 in 2020, high of 78 in 2022."
    assert plain(shown.cards[0].slope.alt) == f"Line chart: {said}"


def test_a_card_without_a_multiple_tells_its_change(tmp_path: Path) -> None:
    shown = block(grid.EVIDENCE["cards"], tmp_path, "negative")
    assert isinstance(shown, Cards)
    assert plain(shown.cards[0].multiple) == "−15.3"
    assert all(low < high < 0 for low, high in (card.scale for card in shown.cards))


def test_steps_of_shade_below_zero_are_joined_by_a_word(tmp_path: Path) -> None:
    shown = block(f"subtitle: auto\n    {grid.EVIDENCE['heat']}", tmp_path, "negative")
    assert isinstance(shown, HeatTable)
    assert all(" to −" in plain(cell.text) for cell in shown.scale)
    same = block(f"subtitle: auto\n    {grid.EVIDENCE['heat']}", tmp_path, "all equal")
    assert isinstance(same, HeatTable)
    assert {cell.step for row in same.rows for cell in row.cells} == {1}

"""A row for all others stands last, whatever its value; other rows out of order are found."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from tests import shires


@pytest.mark.parametrize("rest", ["The others", "All the rest", "Other shires", "All other shires"])
def test_a_row_for_the_rest_stands_in_no_order(rest: str, tmp_path: Path) -> None:
    assert _unsorted(tmp_path, f"top: 3, rest: {rest}") == []


def test_rows_in_the_order_of_their_names_are_found(tmp_path: Path) -> None:
    (found,) = _unsorted(tmp_path, "top: 6, order: name")
    assert found.startswith("the bars from Aldshire to ")


def _unsorted(folder: Path, more: str) -> list[str]:
    node = f"chart: {{kind: bar, series: [visits], entities: all, period: [2022, 2022], {more}}}"
    story = shires.section("subtitle: auto", node, title='"Visits in {{ visits.at(2022) | year }}"')
    made = briefing.build(shires.project(folder / "shires", story), out=folder / "out", only=("deck",))
    return [found.what for found in made.findings if "in no order" in found.what]

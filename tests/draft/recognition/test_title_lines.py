"""Lines above a table that are no title."""

from __future__ import annotations

from tests.draft.recognition.test_recognising import grid, recognised


def test_the_corner_of_a_pivot_table_is_no_title() -> None:
    text = grid("Row Labels|Arran|Skye", *((year, year % 7 + 20, year % 5 + 30) for year in range(2001, 2009)))
    assert recognised(text, title="Sum of value, Column Labels").title == "Isles"
    assert recognised(text, title="Sum of Boat trips, Column Labels").title == "Boat trips"

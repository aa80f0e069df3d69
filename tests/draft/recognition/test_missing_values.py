"""Values that a table lacks are named for each indicator, with their places and periods."""

from __future__ import annotations

import io

import pandas as pd

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.recognising import recognise

HEAD = "town,quarter,rents,trips\n"
ROWS = [
    f"{town},2024-Q{quarter},{700 + 7 * quarter},{90 + quarter * quarter}\n"
    for town in ("Ashby", "Bray", "Crewe")
    for quarter in (1, 2, 3, 4)
]


def missing(rows: list[str]) -> tuple[str, ...]:
    frame = pd.read_csv(io.StringIO(HEAD + "".join(rows)), dtype=str, keep_default_na=False)
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return recognise([RawTable("towns.csv", frame)]).missing


def test_a_whole_table_lacks_nothing() -> None:
    assert missing(ROWS) == ()


def test_an_empty_cell_is_named_for_its_indicator_alone() -> None:
    assert missing([row.replace("Bray,2024-Q2,714,", "Bray,2024-Q2,,") for row in ROWS]) == ("Rents: 2024-Q2 of Bray",)


def test_a_row_that_is_not_there_is_missing_in_each_indicator_at_the_end_too() -> None:
    rows = [row for row in ROWS if not row.startswith(("Ashby,2024-Q4", "Crewe,2024-Q3"))]
    places = "2024-Q4 of Ashby, 2024-Q3 of Crewe"
    assert missing(rows) == (f"Rents: {places}", f"Trips: {places}")


def test_what_precedes_the_first_value_of_a_place_does_not_lack() -> None:
    assert missing([row for row in ROWS if not row.startswith("Bray,2024-Q1")]) == ()


def test_more_than_three_values_are_counted() -> None:
    rows = [row for row in ROWS if row.startswith("Ashby") or "-Q1" in row]
    assert missing(rows)[0] == "Rents: 2024-Q2 of Bray, 2024-Q3 of Bray, 2024-Q4 of Bray and 3 more"


def test_a_value_whose_cell_says_that_it_is_missing_does_not_lack() -> None:
    assert missing([row.replace("Bray,2024-Q2,714,", "Bray,2024-Q2,: c,") for row in ROWS]) == ()

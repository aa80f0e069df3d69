"""Empty cells say what stands above them where groups of rows are alike, and nowhere else."""

from __future__ import annotations

import pandas as pd
import pytest

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.filled_down import filled_down
from briefing.draft.recognition.imported_data import RecognitionOptions
from tests.draft.recognition.test_recognising import grid, recognised


def first_column(*rows: str) -> tuple[list[str], tuple[str, ...]]:
    frame = pd.DataFrame([row.split("|") for row in rows], columns=["Year", "Quarter", "Visits"], dtype="str")
    table, words = filled_down(RawTable("isles.csv", frame))
    return table.frame["Year"].tolist(), words


def test_a_year_stands_for_the_quarters_below_it() -> None:
    found, words = first_column("2019|Q1|5", "|Q2|6", "2020|Q1|7", "|Q2|8")
    assert found == ["2019", "2019", "2020", "2020"]
    assert words == ("empty cells of Year say what stands above them",)


@pytest.mark.parametrize(
    "rows",
    [
        ("2019|Q1|5", "|Q2|6", "2020|Q3|7", "|Q4|8"),  # quarters that do not come again
        ("|Q1|5", "2019|Q2|6", "|Q1|7", "2020|Q2|8"),  # a first cell without anything above
        ("2019|Q1|5", "|Q1|6", "2020|Q1|7", "|Q1|8"),  # rows that would say the same
        ("2019|Q1|5", "2019|Q2|6", "2020|Q1|7", "|Q2|8"),  # one gap, which is a gap
    ],
)
def test_other_gaps_stay(rows: tuple[str, ...]) -> None:
    assert first_column(*rows) == ([row.split("|")[0] for row in rows], ())


def test_rows_with_a_text_in_the_first_column_alone_are_heads_of_those_below() -> None:
    rows = ("Do you sail?||", "|Yes|61", "|No|38", "|No answer|1", "Do you row?||", "|Yes|40", "|No|59", "|No answer|1")
    found, words = first_column(*rows)
    assert found == ["Do you sail?"] * 3 + ["Do you row?"] * 3
    assert words == ("rows with a text in Year alone are heads of those below them",)


@pytest.mark.parametrize(
    "rows",
    [
        ("Note||", "2019|Q1|5", "2019|Q2|6", "2020|Q1|7"),  # one text alone, above rows that have their own
        ("One||", "|Q1|6", "|Q2|7", "Two||", "|Q3|8", "|Q4|9"),  # rows that do not come again
        ("One||", "|Q1|6", "|Q2|7", "One||", "|Q1|8", "|Q2|9"),  # heads that do not tell their rows from others
    ],
)
def test_other_texts_alone_stay(rows: tuple[str, ...]) -> None:
    assert first_column(*rows) == ([row.split("|")[0] for row in rows], ())


def test_entries_of_a_column_without_a_head_are_not_called_by_its_number() -> None:
    cells = [
        (question, answer, 3 + at, 9 - 2 * at)
        for question in ("Sail?", "Row?")
        for at, answer in enumerate(("Yes", "No", "Perhaps"))
    ]
    data = recognised(grid("Question|column 2|Users|Others", *cells), RecognitionOptions(period="2018"))
    assert data.things["en"] == "entries"

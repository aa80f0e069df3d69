"""Rows of one text alone say what the rows below them are, over the names of rows or over their numbers."""

from __future__ import annotations

import pytest

from briefing.draft.importing.grid_tables import grid_tables
from briefing.draft.importing.text_tables import TablePlace
from briefing.draft.recognition.imported_data import ImportedData
from briefing.draft.recognition.recognising import recognise
from briefing.errors import InputError
from tests.draft.recognition.test_recognising import roles, rows

HEAD = "Fuel|2019|2020|2021"
TONNES = ("Peat|4|5|7", "Wood|8|6|9", "Total|12|11|16")
SHARES = ("Peat|33|45|44", "Wood|67|55|56", "Total|100|100|100")


def sheet(*lines: str) -> ImportedData:
    numbered = [(at, line.split("|")) for at, line in enumerate(lines, start=1)]
    return recognise(list(grid_tables(numbered, TablePlace("isles.xlsx", "isles.xlsx", counted="row"))))


def named(data: ImportedData) -> dict[str, str]:
    return {item.name: item.unit for item in data.indicators}


def test_texts_over_the_numbers_divide_rows_whose_names_come_again_and_say_their_units() -> None:
    data = sheet(
        "17", "1.4 Fuel burnt by kind", HEAD,
        "|Fuel burnt by kind in GWh", *TONNES, "|Fuel burnt by kind, change on the year before in %", *SHARES,
    )  # fmt: skip
    assert data.title == "Fuel burnt by kind"
    assert named(data) == {
        "Peat": "GWh",
        "Wood": "GWh",
        "Fuel burnt, total": "GWh",
        "Peat, change on the year before": "%",
        "Wood, change on the year before": "%",
        "Change on the year before": "%",
    }
    assert len(rows(data, "value")) == 18
    assert [one for one in data.choices if "heads of those below them" in one]
    assert set(roles(data).values()) == {"category", "unit", "value"}


def test_codes_before_such_texts_and_columns_without_a_number_yet_are_passed_over() -> None:
    data = sheet(
        "Fuel|Unit|2018|2019|2020|2021",
        "ELE||Power, output", *(f"{line.replace('|', '|GWh|n/a|', 1)}" for line in TONNES),
        "HEAT||Heat, output", *(f"{line.replace('|', '|GWh|n/a|', 1)}" for line in SHARES),
    )  # fmt: skip
    assert {"Peat, Power, output", "Peat, Heat, output"} < named(data).keys()
    assert not [name for name in named(data) if "ELE" in name]


def test_rows_whose_names_do_not_come_again_need_no_text_that_heads_them() -> None:
    data = sheet(
        "Fuel|Unit|2019|2020|2021", "||Basics 1)", "People|m|7|8|9", "Homes|m|3|4|5",
        "||Use 2)", "Peat|GJ|4|5|7", "||Use , change in %", "Peat|%|2|3|4",
    )  # fmt: skip
    assert list(named(data)) == ["People", "Homes", "Peat, Use", "Peat, Use, change"]


def test_merged_texts_over_the_numbers_are_the_same_once() -> None:
    merged = ("|Men|Men|Men", *TONNES[:2], "|Women|Women|Women", *SHARES[:2])
    alone = ("|Men", *TONNES[:2], "|Women", *SHARES[:2])
    assert named(sheet(HEAD, *merged)) == named(sheet(HEAD, *alone)) == dict.fromkeys(
        ("Peat, Men", "Wood, Men", "Peat, Women", "Wood, Women"), "unit not stated yet"
    )  # fmt: skip


def test_units_over_the_numbers_alone_are_the_units_of_what_stands_in_two_of_them() -> None:
    data = sheet("Fuel burnt", HEAD, "|in GWh", *TONNES[:2], "|in %", *SHARES[:2])
    assert named(data) == {"Peat": "GWh", "Wood": "GWh", "Peat (%)": "%", "Wood (%)": "%"}


def test_texts_over_names_of_rows_in_two_columns_are_what_these_are_of() -> None:
    data = sheet(
        "Answer|Unit|2019 (n = 1,204)|2020 (n = 998)|2021 (n = 86)",
        "Do you sail?", "Yes|%|61|60|58", "No|%|38|39|41", "Do you row?", "Yes|%|40|42|44", "No|%|59|57|55",
    )  # fmt: skip
    assert list(named(data)) == ["Do you sail?, Yes", "Do you sail?, No", "Do you row?, Yes", "Do you row?, No"]


def test_questions_without_values_do_not_make_too_many_series_of_their_answers() -> None:
    answers = [f"{answer}|{at}|{at + 1}|{at + 2}" for at, answer in enumerate(("Often", "At times", "Never", "Unsure"))]
    questions = [line for number in range(10) for line in (f"Do you sail to isle {number}?", *answers)]
    data = sheet("TABLE S7-33", "Sailors and isles", HEAD.replace("Fuel", "Question"), *questions)
    assert len(data.indicators) == 40
    assert data.title == "Sailors and isles"  # the number of a table alone is none


def test_a_unit_over_all_numbers_stays_a_part_of_their_heads() -> None:
    data = sheet("Fuel|2019|2020|2021", "|GWh", "Peat|4|5|7", "Wood|8|6|9")
    assert [item.name for item in data.indicators] == ["Peat", "Wood"]
    assert len(rows(data, "value")) == 6


@pytest.mark.parametrize(
    "lines",
    [
        ("Peat|t|1|2|3", "Men", "Peat|t|4|5|7", "Women", "Peat|t|5|6|8"),  # rows above the first text
        ("Men", "Peat|t|4|5|7", "Men", "Peat|t|5|6|8"),  # texts that distinguish nothing
    ],
)
def test_other_rows_of_one_text_divide_nothing(lines: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="two values for 2019"):
        sheet(HEAD.replace("Fuel", "Fuel|Unit"), *lines)


def test_a_mismatch_names_the_sheet() -> None:
    lines = [(at, line.split("|")) for at, line in enumerate((HEAD, *TONNES, *SHARES), start=1)]
    tables = grid_tables(lines, TablePlace("isles.xlsx", "isles.xlsx", part="5.3", counted="row"))
    with pytest.raises(InputError, match=r"isles\.xlsx, 5\.3, row 2"):
        recognise(list(tables))

"""Columns of numbers that say no more than another one does."""

from __future__ import annotations

import pytest

from tests.draft.recognition.test_recognising import grid, reasons, recognised, roles

LEVELS = [7.5, 6.98, 7.33, 7.43, 7.12, 7.09, 7.32, 7.49, 7.6, 7.7, 7.54, 7.18, 7.47, 7.23]


def test_a_multiple_of_another_column_is_left_out_with_its_reason() -> None:
    rows = [(2000 + at, level, f"{level / 0.365:.2f}", 3 * level + at) for at, level in enumerate(LEVELS)]
    data = recognised(grid("year|Visits a year|Visits a day|Boats", *rows))
    assert {name for name, role in roles(data).items() if role == "value"} == {"Visits a year", "Boats"}
    assert (
        reasons(data)["Visits a day"]
        == "it is Visits a year times one number in each row, so that it says nothing else"
    )


def test_a_column_of_the_same_values_or_of_few_unlike_ones_is_no_multiple() -> None:
    rows = [(2000 + at, level, level, 2 * (at % 3), 4 * (at % 3)) for at, level in enumerate(LEVELS)]
    data = recognised(grid("year|Visits|Visits again|Boats|Oars", *rows))
    assert {name for name, role in roles(data).items() if role == "value"} >= {
        "Visits",
        "Visits again",
        "Boats",
        "Oars",
    }


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_column_that_adds_up_another_since_each_year_began_is_left_out(newest_first: bool) -> None:
    landed = {
        f"{year}-{month:02}": 40 + (7 * month + year) % 23 for year in (2020, 2021, 2022) for month in range(1, 13)
    }
    rows = [
        (
            month,
            value,
            sum(one for other, one in landed.items() if other[:4] == month[:4] and other <= month),
            90 - value,
        )
        for month, value in landed.items()
    ]
    rows = rows[::-1] if newest_first else rows
    data = recognised(grid("month|Landed|Landed so far|Sold", *rows))
    assert {name for name, role in roles(data).items() if role == "value"} == {"Landed", "Sold"}
    assert reasons(data)["Landed so far"] == "it is Landed added up since each year began, which says nothing else"
    over_all = [(month, value, 10 + 50 * at, value) for at, (month, value, *_) in enumerate(rows)]
    assert roles(recognised(grid("month|Landed|Stock|Sold", *over_all)))["Stock"] == "value"


WARDS = [
    (f"E{at}", f"Ward {chr(65 + at % 26)}{at // 26 * 'a'}", f"Shire {at % 6}", 2024, 400 + 7 * at % 90, 430 + at % 6)
    for at in range(60)
]


def test_a_value_of_the_region_that_each_row_repeats_is_left_out() -> None:
    data = recognised(grid("WardID|WardName|ShireName|Year|Ward|Shire", *WARDS))
    assert {name for name, role in roles(data).items() if role == "value"} == {"Ward"}
    assert reasons(data)["Shire"] == "it is the same in all rows of one ShireName: a value of these"
    only = recognised(grid("WardID|WardName|ShireName|Year|Shire", *(row[:4] + row[5:] for row in WARDS)))
    assert roles(only)["Shire"] == "value", "the table has no other"


def test_a_head_that_says_whom_a_value_is_of_is_no_name_of_what_is_measured() -> None:
    pay = recognised(grid("WardID|WardName|ShireName|Year|Ward|Shire", *WARDS), title="Weekly pay by ward")
    assert [item.name for item in pay.indicators] == ["Weekly pay"]
    wards = recognised(grid("Shire|Year|Wards", *((f"Shire {at}", 2024, 30 + at) for at in range(9))), title="Shires")
    assert [item.name for item in wards.indicators] == ["Wards"]

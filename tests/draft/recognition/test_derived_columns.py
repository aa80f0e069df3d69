"""Columns of numbers that say no more than another one does."""

from __future__ import annotations

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

"""Names of activities, as a sentence has them."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.activity_names import with_activity_last


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Combustion of fuels", "Fuel combustion"),
        ("Production of cement clinker", "Cement clinker production"),
        ("production of bulk chemicals", "Bulk chemical production"),
        ("Manufacture of glass", "Glass manufacture"),
        ("Refining of gas", "Gas refining"),
    ],
)
def test_what_an_activity_is_of_stands_in_front_of_it(name: str, expected: str) -> None:
    assert with_activity_last(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Production of coke in ovens",
        "Production of Brent crude",
        "Mining of xylitol",
        "Production of the largest firms",
        "Ministry of transport",
        "Production",
        "水泥生产",
    ],
)
def test_a_longer_phrase_a_name_and_what_is_no_activity_stay(name: str) -> None:
    assert with_activity_last(name) == name

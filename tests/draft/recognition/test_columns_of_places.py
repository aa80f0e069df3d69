"""A column for each place is one indicator of many places, and not an indicator for each column."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.errors import InputError
from tests.draft.recognition.test_recognising import grid, reasons, recognised, roles, rows, units

YEARS = range(2001, 2005)


def wide(*heads: str) -> str:
    cells = [(year, *(10 * number + year - 2000 for number in range(1, len(heads) + 1))) for year in YEARS]
    return grid("|".join(["year", *heads]), *cells)


def test_heads_that_are_places_are_places_of_one_indicator() -> None:
    data = recognised(wide("Germany", "France", "Italy", "Elsewhere"))
    assert set(roles(data).values()) == {"period", "entity_value"}
    assert reasons(data)["Germany"] == "its head is a place"
    assert reasons(data)["Elsewhere"] == "its head stands among those of places"
    assert units(data).keys() == {"Isles"}
    assert rows(data, "entity", "value")[:5] == [("Germany", str(11 + at)) for at in range(4)] + [("France", "21")]


@pytest.mark.parametrize("heads", [("Germany (%)", "France (%)", "Italy (%)"), ("Arran (%)", "Skye (%)", "Tiree (%)")])
def test_the_unit_behind_all_places_is_that_of_their_values_and_no_part_of_names(heads: tuple[str, ...]) -> None:
    data = recognised(wide(*heads), RecognitionOptions(roles={"*": "entity_value"}, by_pattern=frozenset(heads)))
    assert units(data) == {"Isles": "%"}
    assert {name for (name,) in rows(data, "entity")} == {head.removesuffix(" (%)") for head in heads}
    if heads[0] == "Germany (%)":
        assert set(roles(recognised(wide(*heads))).values()) == {"period", "entity_value"}


def test_a_total_of_one_year_is_not_the_place_of_an_edition_over_time() -> None:
    cells = [(isle, year, at + year - 1990) for at, isle in enumerate(("Arran", "Skye", "Tiree")) for year in YEARS]
    every = grid("island|year|visits", *cells, *(("Total", year, 99) for year in YEARS))
    assert recognised(every).entity == "Total"
    assert recognised(grid("island|year|visits", *cells, ("Total", 2004, 99))).entity == "Tiree"


def test_small_letters_are_codes_of_places_only_where_all_heads_are() -> None:
    stations = roles(recognised(wide("ad", "ba", "ef", "la", "lu", "re", "ri", "se")))
    assert set(stations.values()) == {"period", "value"}, "ef and ri are no places"
    countries = roles(recognised(wide("ad", "ba", "la", "lu", "re", "se")))
    assert set(countries.values()) == {"period", "entity_value"}


@pytest.mark.parametrize(
    ("heads", "names"),
    [
        (("germany", "france"), ["Germany", "France"]),
        (("world", "oecd", "rest"), ["World", "OECD", "Rest"]),
        (("Ohio", "Iowa", "Utah"), ["Ohio", "Iowa", "Utah"]),
        (("法国", "德国", "日本"), ["法国", "德国", "日本"]),
        (("DE", "FR", "IT", "ES", "PL"), ["DE", "FR", "IT", "ES", "PL"]),
    ],
)
def test_places_have_the_names_of_their_heads(heads: tuple[str, ...], names: list[str]) -> None:
    data = recognised(wide(*heads))
    assert list(dict.fromkeys(name for (name,) in rows(data, "entity"))) == names


@pytest.mark.parametrize(
    "heads",
    [
        ("Exports", "Imports", "Balance"),
        ("Germany", "Exports", "Imports"),  # one place among measures
        ("All items", "Total", "Food"),  # wholes that are of no place
        ("CO", "SO", "NH3"),  # gases, which are also codes of countries
    ],
)
def test_other_heads_are_indicators(heads: tuple[str, ...]) -> None:
    assert set(roles(recognised(wide(*heads))).values()) == {"period", "value"}


def test_a_column_of_places_leaves_the_heads_to_the_indicators() -> None:
    data = recognised(grid("year|town|Germany|France", (2001, "Ash", 1, 2), (2002, "Ash", 3, 4), (2001, "Elm", 5, 6)))
    assert roles(data)["Germany"] == "value"


def test_indicators_have_rows_of_their_own() -> None:
    cells = [(year, name, f"million {name}", year - 2000, year - 1999) for name in ("cars", "dams") for year in YEARS]
    data = recognised(grid("year|indicator|unit|France|Spain", *cells))
    assert units(data) == {"cars": "million cars", "dams": "million dams"}
    assert len(data.observations) == 16


def test_a_pattern_says_which_heads_are_places() -> None:
    text = wide("AZ-Phoenix", "CA-Los Angeles", "Composite-10")
    options = RecognitionOptions(roles={"??-*": "entity_value", "Composite-10": "ignored"})
    data = recognised(text, options)
    assert roles(data) == {
        "year": "period",
        "AZ-Phoenix": "entity_value",
        "CA-Los Angeles": "entity_value",
        "Composite-10": "ignored",
    }
    given = recognised(text, RecognitionOptions(roles={"*": "value", "year": "period"}))  # a name goes before a pattern
    assert roles(given)["year"] == "period"
    notes = text.replace("year|", "note|year|").replace("\n", "\nby hand|").replace("\nby hand|", "\n12|", 1)
    assert roles(recognised(notes, RecognitionOptions(roles={"*": "entity_value"})))["note"] != "entity_value"
    with pytest.raises(InputError, match="there is no column 'ZZ-\\*'"):
        recognised(text, RecognitionOptions(roles={"ZZ-*": "entity_value"}))

"""Names and codes are places, by the map that knows them, and are printed as names."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.place_names import (
    codes_of_parts,
    holds_others,
    is_place_head,
    known_share,
    own_map,
    place_of,
    printed_place,
)

STATES = ["al", "az", "ca", "ga", "in", "nv"]


def test_codes_are_places_of_the_map_that_knows_most_of_them() -> None:
    assert own_map(STATES) == "us_tiles"
    assert own_map(["al", "at", "be", "de", "fr", "it"]) == ""
    assert own_map(["Georgia", "Nevada", "Ohio", "Utah", "Iowa", "Maine"]) == ""
    alabama, albania = place_of("al", "us_tiles"), place_of("al")
    assert (alabama and alabama.name, albania and albania.name) == ("Alabama", "Albania")
    assert printed_place("nv", map_name="us_tiles") == "Nevada"
    assert known_share(STATES) == 1.0


@pytest.mark.parametrize(
    ("name", "capitals", "printed"),
    [
        ("AT", False, "Austria"),
        ("Austria AT", False, "Austria"),
        ("Austria (AUT)", False, "Austria"),
        ("Bute AT", False, "Bute AT"),
        ("DOM", False, "Dominican Republic"),
        ("SWZ", False, "Eswatini"),
        ("COD", False, "DR Congo"),
        ("GLOBAL", False, "World"),
        ("TURKEY", False, "TURKEY"),
        ("TURKEY", True, "Turkey"),
        ("NEW_JERSEY", True, "New Jersey"),
        ("ISLE OF BUTE", True, "Isle of Bute"),
        ("OECD", True, "OECD"),
        ("EU27_2020", False, "European Union"),
        ("European Union - 27 countries (from 2020)", False, "European Union"),
        ("European Union - 28 countries (2013-2020)", False, "EU-28"),
        ("Euro area – 20 countries (from 2023)", False, "Euro area of 20"),
    ],
)
def test_a_place_is_printed_by_its_name(name: str, capitals: bool, printed: str) -> None:
    assert printed_place(name, capitals=capitals) == printed


def test_groups_are_named_by_a_part_of_the_world() -> None:
    groups = ["Northern Africa", "Latin America & Caribbean", "East Asia & Pacific", "Middle East & North Africa"]
    assert all(holds_others(name) for name in groups)
    assert not any(holds_others(name) for name in ["EAST & WEST PAKISTAN", "North Macedonia", "South Sudan", "Bute"])


def test_two_letters_that_the_world_does_not_know_are_no_countries() -> None:
    states = ["MT", "PR", "RS", "GO", "BA"]
    assert place_of("MT", own_map(states)) is None
    assert known_share(states) == 0
    countries = ["MT", "FR", "RS", "EU27_2020", "BA"]
    assert place_of("MT", own_map(countries)) == place_of("Malta")


def test_capitals_of_which_the_world_knows_few_are_no_countries() -> None:
    states = ["NSW", "VIC", "QLD", "SA", "WA", "TAS"]
    assert place_of("SA", own_map(states)) is None
    with_groups = ["ARB", "CEB", "BRA", "CHL", "PER", "SA"]
    assert place_of("SA", own_map(with_groups)) == place_of("Saudi Arabia")


def test_two_letters_below_a_head_of_parts_of_a_country_are_no_countries() -> None:
    assert codes_of_parts("UF", ["MT", "PR", "RS"])
    assert not codes_of_parts("Member State", ["MT", "FR"])
    assert not codes_of_parts("UF", ["Malta", "France"])


@pytest.mark.parametrize("head", ["Comunidad autónoma", "Województwo", "都道府県", "Région", "UF"])
def test_heads_of_other_languages_say_places(head: str) -> None:
    assert is_place_head(head)
    assert not is_place_head(f"{head}x")

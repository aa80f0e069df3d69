"""A place whose name changed within a table is one place, if nothing speaks against it."""

from __future__ import annotations

from collections import Counter

from tests.draft.recognition.test_recognising import grid, recognised

OLD, NEW = "UAE", "United Arab Emirates"
OTHERS = [(name, year, 5 + at) for name in ("Jordan", "Oman") for at, year in enumerate(range(2001, 2007))]


def test_a_place_under_two_names_has_the_newest_one() -> None:
    cells = [
        *OTHERS,
        *((OLD, year, 1) for year in (2001, 2002, 2003)),
        *((NEW, year, 2) for year in (2004, 2005, 2006)),
    ]
    data = recognised(grid("country|year|visits", *cells))
    assert Counter(data.observations["entity"]) == {"Jordan": 6, "Oman": 6, NEW: 6}
    assert f"{OLD} is {NEW} under another name: it has values where that has none" in data.choices
    assert [place.code for place in data.places].count("ARE") == 1


def test_two_names_with_values_of_one_time_are_two_places_of_which_one_has_the_code() -> None:
    cells = [*OTHERS, *((name, year, at) for at, name in enumerate((OLD, NEW)) for year in (2001, 2002, 2003))]
    data = recognised(grid("country|year|visits", *cells))
    assert Counter(data.observations["entity"]) == {"Jordan": 6, "Oman": 6, OLD: 3, NEW: 3}
    assert [place.code for place in data.places].count("ARE") == 1

"""Rows without a text in a column of places or categories are the total where they have the sums of the others."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from tests.draft.recognition.test_recognising import grid, recognised

COUNTIES = ("Alder", "Birch", "Cedar")
CLASSES = ("first", "second", "third")
Cell = tuple[int, str, str, int]


def _pupils(year: int, county: int, grade: int) -> int:
    return 100 + 7 * county + 3 * grade + (year * (county + 2 * grade + 1)) % 11


def _cells(*, lost: int = 0) -> list[Cell]:
    """Pupils by year, county and class, and the sums of both; `lost` is what is added to each sum."""
    cells: list[Cell] = []
    for year in range(2016, 2024):
        counts = {
            (county, grade): _pupils(year, at, step)
            for at, county in enumerate(COUNTIES)
            for step, grade in enumerate(CLASSES)
        }
        cells += [(year, *key, count) for key, count in counts.items()]
        for county in (*COUNTIES, ""):
            for grade in (*CLASSES, ""):
                if not county or not grade:
                    parts = [one for key, one in counts.items() if county in ("", key[0]) and grade in ("", key[1])]
                    cells.append((year, county, grade, sum(parts) + lost))
    return cells


def _drafted(cells: list[Cell]) -> ImportedData:
    return recognised(grid("year|county|class|pupils", *cells))


def test_rows_without_a_place_that_have_the_sums_of_the_others_are_of_the_place_that_holds_them() -> None:
    data = _drafted(_cells())
    assert (data.entity, data.totals) == ("Total", ("Total",))
    assert not [item for item in data.omissions if "name no place" in item.reason]
    assert [choice for choice in data.choices if choice.startswith("an empty cell of county is called Total")]


def test_the_row_of_all_classes_is_called_as_what_it_counts_and_not_as_not_stated() -> None:
    names = [item.name for item in _drafted(_cells()).indicators]
    assert len(names) == 1 + len(CLASSES)
    assert not [name for name in names if "not stated" in name.lower()], names


@pytest.mark.parametrize("lost", [60, -90])
def test_rows_without_a_text_that_have_no_such_sums_stay_what_nobody_knows(lost: int) -> None:
    data = _drafted(_cells(lost=lost))
    assert data.entity in COUNTIES
    assert [item for item in data.omissions if "name no place" in item.reason]
    assert [item.name for item in data.indicators if "not stated" in item.name.lower()]


def test_the_edition_may_be_of_the_total_by_the_name_that_somebody_gives_it() -> None:
    options = RecognitionOptions(totals={"Total": "Altland"}, entity="Altland")
    data = recognised(grid("year|county|class|pupils", *_cells()), options)
    assert data.entity == "Total"
    assert [place.names["en"] for place in data.places if place.name == "Total"] == ["Altland"]


def test_na_is_no_place_but_next_to_codes_of_countries_or_regions_of_a_firm() -> None:
    cells = [(year, county or "NA", grade or "NA", pupils) for year, county, grade, pupils in _cells()]
    assert _drafted(cells).totals == ("Total",)
    for places in (("NA", "ZA", "BW"), ("APAC", "EMEA", "LATAM", "NA"), ("Mali", "UK", "Chad", "NA")):
        rows = [(year, code, at + year % 7) for year in range(2016, 2024) for at, code in enumerate(places)]
        data = recognised(grid("year|country|visits", *rows))
        assert {*data.observations["entity"]} == {*places} - ({"NA"} if "Mali" in places else set())
        assert data.totals == ()
        assert "Namibia" not in [place.names["en"] for place in data.places if "EMEA" in places]

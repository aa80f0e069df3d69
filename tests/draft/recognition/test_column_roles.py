"""Of columns that say the same, the right one is taken; what nothing tells apart is counted."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.errors import InputError
from tests.draft.recognition.test_recognising import grid, recognised, roles, units


def test_of_names_and_codes_of_indicators_and_categories_the_names_are_printed() -> None:
    cells = [
        (code, name, year, at + year)
        for at, (code, name) in enumerate((("a_1", "Wind power"), ("b_2", "Solar power")))
        for year in range(2001, 2005)
    ]
    data = recognised(grid("indicator_id|indicator|year|output", *cells))
    assert roles(data)["indicator_id"] == "indicator_code"
    assert set(units(data)) == {"Wind power", "Solar power"}
    data = recognised(grid("technology_id|technology|year|output", *cells))
    assert roles(data)["technology"] == "category"
    assert set(units(data)) == {"Wind power", "Solar power"}


def test_numbers_of_editions_are_no_values() -> None:
    cells = [
        (name, year, year - 2000 + (year > 2003), 7 * at + year % 3)
        for at, name in enumerate(("Arran", "Skye"))
        for year in range(2001, 2015)
    ]
    assert roles(recognised(grid("island|year|version|visits", *cells)))["version"] == "ignored"
    uneven = [(name, year, edition**2, visits) for name, year, edition, visits in cells]
    assert roles(recognised(grid("island|year|version|visits", *uneven)))["version"] == "value"


def test_rows_that_nothing_tells_apart_are_counted() -> None:
    cells = [("Arran", year, number) for number in (1, 2) for year in range(2001, 2021)]
    with pytest.raises(InputError, match="so do 15 more: no column tells these rows apart"):
        recognised(grid("island|year|visits", *cells))


def test_years_again_under_a_head_that_says_nothing_are_no_values() -> None:
    cells = [(year, month, year + (month - 1) / 12, 7 * month) for year in (2001, 2002) for month in range(1, 13)]
    for head, again in (("date", True), ("column 3", True), ("depth", False)):
        data = recognised(grid(f"year|month|{head}|price", *cells))
        assert (roles(data)[head] == "ignored") is again
    later = [(year, month, date + 1, price) for year, month, date, price in cells]
    assert roles(recognised(grid("year|month|date|price", *later)))["date"] == "value", "not the years of the rows"


def test_versions_with_parts_are_no_values() -> None:
    numbers = ["1.3", "1.8", "2.0", "2.1", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10", "2.11", "2.12", "3.0"]
    cells = [(2001 + at, number, 40 + at % 7) for at, number in enumerate(numbers)]
    assert roles(recognised(grid("year|version|packages", *cells)))["version"] == "ignored"
    assert roles(recognised(grid("year|price|packages", *cells)))["price"] == "value"


def test_a_place_that_is_a_number_is_called_by_its_head_too() -> None:
    cells = [(state, year, 7 * state + year % 3) for state in (4, 12, 44) for year in range(2001, 2007)]
    data = recognised(grid("state|year|visits", *cells))
    assert [*units(data)] == ["State 4", "State 12", "State 44"]


def test_a_number_in_millions_shows_its_usual_move() -> None:
    cells = [
        (year, 5_400_000 + 37_000 * (year - 2001), 5_400_000 + 900_000 * (year - 2001)) for year in range(2001, 2010)
    ]
    data = recognised(grid("year|residents|visits", *cells))
    assert {item.name: item.scale for item in data.indicators} == {
        "Residents": ("million", 2),
        "Visits": ("million", 1),
    }


def test_dates_that_say_again_when_a_row_is_are_no_notes() -> None:
    cells = [(1990 + at // 12, at % 12 + 1, 40 + at % 7, f"{1990 + at // 12}-{at % 12 + 1:02}-01") for at in range(60)]
    assert roles(recognised(grid("year|month|visits|date", *cells)))["date"] == "ignored"
    noted = [(*row, f"counted on {day}") for *row, day in cells]
    assert roles(recognised(grid("year|month|visits|remark on it", *noted)))["remark on it"] == "note"


def test_a_head_in_another_language_says_that_a_column_has_places() -> None:
    for head in ("Région", "Gemeinde", "Ciudad"):
        cells = [(town, year, year % 7 - 3) for town in ("Orlen", "Vask") for year in (2001, 2002, 2003)]
        assert roles(recognised(grid(f"{head}|year|balance", *cells)))[head] == "entity"


def test_a_column_without_a_name_that_numbers_the_rows_holds_no_values() -> None:
    cells = [(name, year, 7 * at + year % 3) for at, name in enumerate(("Arran", "Skye")) for year in range(2001, 2015)]
    numbered = [(at, *row) for at, row in enumerate(cells, start=1)]
    for head in ("column 1", "Unnamed: 0", "Obs"):
        assert roles(recognised(grid(f"{head}|island|year|visits", *numbered)))[head] == "ignored"
    sampled = [(at + 34 + 500 * (at > 20), *row) for at, *row in numbered]  # some rows were left out of the file
    assert roles(recognised(grid("column 1|island|year|visits", *sampled)))["column 1"] == "ignored"
    assert roles(recognised(grid("Obs|island|year|visits", *sampled)))["Obs"] == "value"
    for head, rows in (("boats", numbered), ("Obs", [(at * at, *row) for at, *row in numbered])):
        assert roles(recognised(grid(f"{head}|island|year|visits", *rows)))[head] == "value"


def test_years_of_something_else_than_the_values_are_no_values() -> None:
    cells = [
        (name, year, 1890 + 10 * at + year % 7, 7 * at + year % 3)
        for at, name in enumerate(("Arran", "Skye"))
        for year in range(2001, 2009)
    ]
    assert roles(recognised(grid("island|year|pier_year|visits", *cells)))["pier_year"] == "ignored"
    for head in ("tonnes per year", "berths"):  # what no head calls years are amounts
        assert roles(recognised(grid(f"island|year|{head}|visits", *cells)))[head] == "value"
    beyond = [(name, year, built + 1000, visits) for name, year, built, visits in cells]
    assert roles(recognised(grid("island|year|pier_year|visits", *beyond)))["pier_year"] == "value"


@pytest.mark.parametrize("head", ["series", "line", "head", "code", "given", "value_text"])
def test_a_category_may_be_called_what_the_rows_of_values_call_a_column(head: str) -> None:
    cells = [
        (kind, name, year, 10 * at + year % 3 + len(kind))
        for kind in ("Riders", "Journeys")
        for at, name in enumerate(("Red", "Blue", "Green"))
        for year in range(2001, 2009)
    ]
    data = recognised(grid(f"measure|{head}|year|amount", *cells), RecognitionOptions(roles={head: "category"}))
    assert set(units(data)) == {
        f"{kind}, {name}" for kind in ("Riders", "Journeys") for name in ("Red", "Blue", "Green")
    }
    assert len(data.observations) == len(cells)


def test_a_unit_in_thousands_goes_over_to_millions_for_all_that_have_it_where_the_least_keeps_two_decimals() -> None:
    def scales(least: int, head: str = "(thousand jobs)") -> set[str]:
        cells = [(year, 143_000 + 900 * (year - 2001), least + 9 * (year - 2001)) for year in range(2001, 2012)]
        return {item.scale[0] for item in recognised(grid(f"year|all {head}|mines {head}", *cells)).indicators}

    assert scales(745) == {"million"}
    assert scales(5) == {""}, "it would be 0.01 million"
    assert scales(745, "(tonnes)") == {""}


def test_numbers_whose_last_zeros_a_program_dropped_have_them_again_and_others_have_not() -> None:
    def decimals(values: list[str]) -> int:
        return (
            recognised(grid("year|depth", *((1970 + at, one) for at, one in enumerate(values)))).indicators[0].scale[1]
        )

    numbers = [round(50 + at * 37 % 1000 / 100, 2) for at in range(50)]
    assert decimals([str(one) for one in numbers]) == 2
    assert decimals([f"{one:.2f}" for one in numbers]) == 0, "the table has all of them"
    assert decimals([f"{one:.2f}" if at else "52.1" for at, one in enumerate(numbers)]) == 0, "52.1 is less exact"
    assert decimals([str(round(one, 1 + at % 2)) for at, one in enumerate(numbers)]) == 0


@pytest.mark.parametrize("head", ["column 1", "Unnamed: 0"])
def test_a_column_without_a_head_that_counts_rows_again_in_each_part_is_left_out(head: str) -> None:
    wards = ("Alder", "Birch", "Cedar", "Dogwood", "Elder")
    parts = ((2019, wards[1:]), (2020, wards[:3]), (2021, wards), (2022, wards[:4]))
    rows = [(at, name, year, 70 + year * 5 % 7 * at) for year, names in parts for at, name in enumerate(names)]
    assert roles(recognised(grid(f"{head}|ward|year|waiting", *rows)))[head] == "ignored"
    gaps = [(3 * at % 7, *others) for at, (_, *others) in enumerate(rows)]
    assert roles(recognised(grid(f"{head}|ward|year|waiting", *gaps)))[head] == "value"


def test_numbers_with_a_head_that_come_again_in_each_year_may_stand_for_places() -> None:
    rows = [(at, year, 70 + at * year % 7) for year in range(2019, 2024) for at in range(1, 4 + year % 2)]
    assert roles(recognised(grid("id|year|waiting", *rows)))["id"] != "ignored"


def test_where_school_classes_are_taken_for_values_the_error_names_their_column() -> None:
    rows = [
        (year, county, grade if grade else "nursery", 90 + 7 * year % 13 + grade)
        for year in range(2015, 2023)
        for county in ("Alder", "Birch", "Cedar")
        for grade in range(12)
    ]
    with pytest.raises(InputError, match="two values for 2015 of Alder") as error:
        recognised(grid("year|county|class|pupils", *rows))
    assert "--map 'class'=category" in error.value.findings[0].fix
    assert roles(recognised(grid("year|county|class|pupils", *rows), RecognitionOptions(roles={"class": "category"})))

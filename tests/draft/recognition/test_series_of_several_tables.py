"""A series that goes on in the next sheet of a workbook is one, and others of one name have that of their sheet."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from briefing.draft.raw_table import StatedSource
from briefing.draft.recognition.imported_data import ImportedData
from briefing.draft.recognition.recognising import recognise
from tests.draft.recognition.test_recognising import grid, table

ISLES = ("Arran", "Coll", "Eigg", "Skye")


def _sheets(*years: range, value: Callable[[int, int, int], int], isles: tuple[str, ...] = ISLES) -> ImportedData:
    sheets = []
    for number, span in enumerate(years):
        cells = [(isle, year, value(at, year, number)) for at, isle in enumerate(isles) for year in span]
        sheets.append(replace(table(grid("Isle|Year|Score", *cells)), part=f"Sheet{number + 1}"))
    return recognise(sheets)


def _names(data: ImportedData) -> list[str]:
    return [item.name for item in data.indicators]


def test_sheets_of_one_year_each_are_one_series() -> None:
    data = _sheets(*(range(year, year + 1) for year in range(2014, 2019)), value=lambda at, year, _: 10 * at + year % 7)
    assert _names(data) == ["Isles score"]
    assert len(data.observations) == 20


def test_a_sheet_that_repeats_years_of_another_is_not_counted_again() -> None:
    data = _sheets(range(2016, 2018), range(2012, 2018), value=lambda at, year, _: 10 * at + year % 7)
    assert _names(data) == ["Isles score"]
    assert len(data.observations) == 24


def test_sheets_that_say_something_else_of_a_year_are_series_of_their_own() -> None:
    data = _sheets(range(2012, 2018), range(2012, 2018), value=lambda at, year, sheet: 10 * at + year % 7 + sheet)
    assert _names(data) == ["Isles score (Sheet1)", "Isles score (Sheet2)"]


def test_other_years_of_too_few_places_are_a_series_of_their_own() -> None:
    data = _sheets(range(2012, 2015), range(2015, 2018), value=lambda at, year, _: at + year % 7, isles=ISLES[:2])
    assert _names(data) == ["Isles score (Sheet1)", "Isles score (Sheet2)"]


def test_sheets_that_have_numbers_for_names_are_called_by_their_titles() -> None:
    cells = [(year, year % 7) for year in range(2012, 2018)]
    sheets = [
        replace(table(grid("Year|Peat", *((year, value + at) for year, value in cells))), part=part, title=title)
        for at, (part, title) in enumerate((("1.3", "1.3 Exports by fuel"), ("1.4", "1.4 Imports by fuel")))
    ]
    assert _names(recognise(sheets)) == ["Peat (Exports by fuel)", "Peat (Imports by fuel)"]
    long = "1.{} Final consumption of all fuels by those who burn them: {}"
    parts = [
        replace(sheet, title=long.format(at, who)) for at, (sheet, who) in enumerate(zip(sheets, "AB", strict=True))
    ]
    assert all(name.endswith((": A)", ": B)")) for name in _names(recognise(parts)))
    named = [replace(sheet, part=part) for sheet, part in zip(sheets, ("Exports", "Imports"), strict=True)]
    assert _names(recognise(named)) == ["Peat (Exports)", "Peat (Imports)"]


def _stated(*publishers: str, single: tuple[int, ...] = ()) -> ImportedData:
    """Sheets of other series with who published each; those of one year alone are left out."""
    sheets = []
    for number, publisher in enumerate(publishers):
        years = range(2020, 2021) if number in single else range(2012, 2021)
        cells = [(isle, year, 10 * at + (year * (number + 3)) % 7) for at, isle in enumerate(ISLES) for year in years]
        source = StatedSource(publisher, published=f"202{number}")
        sheets.append(replace(table(grid(f"Isle|Year|Score {number}", *cells), source=source), part=f"Sheet{number}"))
    return recognise(sheets)


def test_a_sheet_that_is_left_out_names_no_publisher_and_those_of_an_edition_all_do() -> None:
    left_out = _stated("Harbour Board", "Isle Office", single=(0,))
    assert (left_out.source.publisher, left_out.source.published) == ("Isle Office", "2021")
    both = _stated("Harbour Board", "", "Isle Office", "Harbour Board")
    assert both.source == StatedSource("Harbour Board; Isle Office"), "they have no one day"

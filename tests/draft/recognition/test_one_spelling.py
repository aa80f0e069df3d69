"""Texts that differ in capitals alone are one, unless rows would then say two things of one period."""

from __future__ import annotations

from briefing.draft.recognition.imported_data import ImportedData
from tests.draft.recognition.test_recognising import grid, recognised


def _drafted(*, late: str, overlap: bool = False) -> ImportedData:
    cells = [
        (year, late if good == "Palm nuts" and year > 2018 else good, 40 + 9 * at + year % 5)
        for at, good in enumerate(("Palm nuts", "Vanilla", "Timber"))
        for year in range(2014, 2023)
    ]
    return recognised(grid("year|good|tonnes", *cells, *([(2018, late, 77)] if overlap else [])))


def _names(data: ImportedData) -> set[str]:
    return {item.name for item in data.indicators}


def test_a_good_that_is_written_with_another_capital_in_later_years_goes_on() -> None:
    data = _drafted(late="Palm Nuts")
    assert _names(data) == {"Palm nuts", "Vanilla", "Timber"}
    assert [choice for choice in data.choices if choice.startswith("“Palm Nuts” of good is “Palm nuts”")]


def test_two_spellings_that_both_have_a_value_for_a_year_stay_two() -> None:
    data = _drafted(late="Palm Nuts", overlap=True)
    assert {name.lower() for name in _names(data)} >= {"palm nuts"}
    assert len(data.indicators) == 4


def test_other_words_stay_what_they_are() -> None:
    assert len(_drafted(late="Palm kernels").indicators) == 4


def test_of_several_goods_those_stay_two_that_say_two_things_of_a_year() -> None:
    cells = [
        (year, good.title() if year > 2018 else good, 40 + 9 * at + year % 5)
        for at, good in enumerate(("Palm nuts", "Cane sugar", "Timber"))
        for year in range(2014, 2023)
    ]
    data = recognised(grid("year|good|tonnes", *cells, (2018, "Palm Nuts", 77)))
    assert len(data.indicators) == 4
    assert [choice.partition(",")[0] for choice in data.choices if " of good is " in choice] == [
        "“Cane Sugar” of good is “Cane sugar”"
    ]

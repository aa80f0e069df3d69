"""Columns of places that no map knows are places where the title says so, and are asked about where it does not."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.imported_data import ImportedData, RecognitionOptions
from tests.draft.recognition.test_recognising import grid, reasons, recognised, roles, rows

QUARTERS = [f"{year}-Q{quarter}" for year in (2023, 2024) for quarter in range(1, 5)]
REGIONS = ("Northmark", "Eastvale", "Lakeland", "Capital City")


def wide(title: str, *heads: str, **options: object) -> ImportedData:
    """A table of quarters with a column for each head, whose values lie around those of its neighbours."""
    cells = [(quarter, *(f"{4 + (3 * at + 7 * number) % 40 / 10:.1f}" for number in range(len(heads))))
             for at, quarter in enumerate(QUARTERS)]  # fmt: skip
    return recognised(
        grid("|".join(["Quarter", *heads]), *cells),
        RecognitionOptions(**options),  # type: ignore[arg-type]
        title=title,
    )


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("Unemployment rate by region (percent)", REGIONS),
        ("Visits by district", ("Ward 1", "Ward 2", "Ward 3")),
        ("Visits by region", ("North", "South", "Rest", "Total")),
        ("Arbeitslosenquote nach Bundesländern", ("Nordmark", "Ostheim")),
        ("Taux de chômage par région", ("Nordmarche", "Valbrune")),
        ("Unemployment rate", REGIONS),
        ("Unemployment rate", ("Germany", "Bavaria", "Hesse")),
    ],
)
def test_columns_of_one_measure_that_the_title_names_are_places(title: str, heads: tuple[str, ...]) -> None:
    data = wide(title, *heads)
    assert {name: role for name, role in roles(data).items() if name != "Quarter"} == dict.fromkeys(
        heads, "entity_value"
    )
    assert "the title says" in reasons(data)[heads[0]]
    assert len(data.indicators) == 1
    assert {name for (name,) in rows(data, "entity")} == {*heads}


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("Labour market by region", ("Employment", "Unemployment", "Vacancies")),
        ("Unemployment rate by region", ("Northmark", "Eastvale", "Sample size")),
        ("Visits by region", ("Northmark (%)", "Eastvale", "Lakeland")),
        ("Unemployment rate by region and age", ("Under 25", "25–54", "55 and over")),
        ("Unemployment rate by age", ("Youngest", "Eldest")),
        ("Visits by area type", ("Alpha", "Beta")),
        ("Visits by city group", ("Alpha", "Beta")),
        ("Unemployment rate", ("Men", "Women", "Total")),
        ("Unemployment rate", ("Bachelor", "Master", "Doctorate")),
        ("Share prices", ("Fernwerk", "Oakland", "Lakeland")),
        ("Deaths", ("Pneumonia", "Dementia", "Sepsis")),
        ("Population", ("Woodland", "Farmland", "Grassland")),
        ("Meat consumption", ("Turkey", "Beef", "Pork")),
    ],
)
def test_columns_of_something_else_are_indicators(title: str, heads: tuple[str, ...]) -> None:
    assert set(roles(wide(title, *heads)).values()) == {"period", "value"}


def test_names_with_the_unit_of_all_and_one_in_capitals_that_maps_know_are_asked_about_too() -> None:
    stated = wide("Unemployment by region", "Northmark (%)", "Eastvale (%)", "Lakeland (%)")
    assert {name for (name,) in rows(stated, "entity")} == {"Northmark", "Eastvale", "Lakeland"}
    data = wide("Rain", "Northmark (mm)", "Eastvale (mm)", "UK (mm)")
    assert [line for line in data.to_fill if "whether Northmark" in line]
    assert not [line for line in wide("Rain", "Northmark", "Eastvale", "ABC").to_fill if "are places" in line]


def test_months_of_a_year_are_not_asked_about() -> None:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    cells = [(year, *(f"{(7 * year + 3 * month) % 40 / 10:.1f}" for month in range(12))) for year in (2023, 2024, 2025)]
    data = recognised(grid("|".join(["Year", *months]), *cells), title="Rain")
    assert len(data.observations) == 36
    assert not [line for line in data.to_fill if "are places" in line]


def test_names_of_which_the_title_says_nothing_are_asked_about_with_the_line_to_type() -> None:
    data = wide("Visits", *REGIONS)
    assert set(roles(data).values()) == {"period", "value"}
    line = next(line for line in data.to_fill if "places" in line)
    assert "whether Northmark, Eastvale, Lakeland and 1 more are places" in line
    assert "briefing draft isles.csv --map '*=entity_value' --out NEW-FOLDER" in line
    assert "--entity PLACE" in line
    answered = wide("Visits", *REGIONS, roles={"*": "entity_value"})
    assert {name for (name,) in rows(answered, "entity")} == {*REGIONS}
    assert not [line for line in answered.to_fill if "are places" in line]
    assert not [line for line in wide("Visits", "Boats", "Ferries", "Trains").to_fill if "are places" in line]


def test_a_pattern_leaves_a_recognised_period_be() -> None:
    data = wide("Visits", "Ash", "Elm", roles={"*": "entity_value"})
    assert roles(data) == {"Quarter": "period", "Ash": "entity_value", "Elm": "entity_value"}
    text = grid("year|quarter|Ash|Elm", *((2020 + at // 4, at % 4 + 1, 3 + at, 5 + at) for at in range(8)))
    data = recognised(text, RecognitionOptions(roles={"*": "entity_value"}))
    assert (roles(data)["year"], roles(data)["quarter"]) == ("year", "quarter")
    noted = grid("year|Ash|Elm|remark", *((2020 + at, 3 + at, 5 + at, f"as of week {at}") for at in range(4)))
    assert roles(recognised(noted, RecognitionOptions(roles={"*": "entity_value"})))["remark"] == "note"
    dated = grid("year|entry_date|Ash", *((2020 + at, f"202{at}-03-01", 3 + at) for at in range(4)))
    data = recognised(dated, RecognitionOptions(roles={"entry_*": "ignored"}))
    assert roles(data) == {"year": "period", "entry_date": "ignored", "Ash": "value"}

"""A unit is read where a head has one, and a year or a country in brackets is none."""

from __future__ import annotations

import pytest

from briefing.draft.recognition.units_in_heads import is_unit, name_and_unit
from tests.draft.recognition.test_recognising import grid, recognised, units

HEADS = {
    "visits (thousands)": ("Visits", "thousand"),
    "Spending (% of GDP) (national office)": ("Spending (national office)", "% of GDP"),
    "Spending (real) (USD)": ("Spending (real)", "US dollars"),
    "Peat output (Office (2018))": ("Peat output (Office (2018))", ""),
    "Price (index, 2015 = 100)": ("Price", "index, 2015 = 100"),
    "Index (2005 = 100)": ("Index", "index, 2005 = 100"),
    "Boat prices (Q1 2010=100)": ("Boat prices", "index, Q1 2010 = 100"),
    "Boat prices, 2015-2017 = 100": ("Boat prices", "index, 2015–2017 = 100"),
    "Price index 2015=100": ("Price index", "index, 2015 = 100"),
    "Indice (base 100 en 2015)": ("Indice", "index, 2015 = 100"),
    "Boats (2005)": ("Boats (2005)", ""),
    "Births (annual)": ("Births", ""),
    "Share (2015 prices)": ("Share (2015 prices)", ""),
    "Marriages_per_1000": ("Marriages per 1000", "per 1,000"),
    "cases_per_million_people": ("Cases per million people", "per million people"),
    "Spending_USD": ("Spending", "US dollars"),
    "Ventes (M€)": ("Ventes", "million euros"),
    "Sales ($ Millions)": ("Sales", "million dollars"),
    "Value (Million NT$)": ("Value", "million NT$"),
    "Exports, HK$ million": ("Exports", "million HK$"),
    "Debt (A$m)": ("Debt", "million A$"),
    "Catch (Thousand Metric Tons)": ("Catch", "thousand Metric Tons"),
    "Rule (metric)": ("Rule (metric)", ""),
    "Sales (€ Thousand)": ("Sales", "thousand euros"),
    "Résultat (M€, hors exceptionnel)": ("Résultat (hors exceptionnel)", "million euros"),
    "Walkers (m, f)": ("Walkers (m, f)", ""),
    "Taux en %": ("Taux", "%"),
    "Exports ($bn)": ("Exports", "billion dollars"),
    "Dette (Md €)": ("Dette", "billion euros"),
    "Distance (m)": ("Distance", "m"),
    "Haushalt (Tsd. €)": ("Haushalt", "thousand euros"),
    "Saldo (Personen)": ("Saldo", "Personen"),
    "Debt as % of output": ("Debt as % of output", "%"),
    "Wealth (as % of income)": ("Wealth", "% of income"),
    "Emissions (gCO2e/km)": ("Emissions", "gCO2e/km"),
    "Yield (t/ha)": ("Yield", "t/ha"),
    "Staff (full/part)": ("Staff (full/part)", ""),
    "Percentage not owning boats": ("Percentage not owning boats", "%"),
    "Percentage points gained": ("Percentage points gained", ""),
    "Poverty (<50% of median)": ("Poverty (<50% of median)", ""),
    "Income share (top 10%)": ("Income share (top 10%)", ""),
    "Share of top 10% of earners": ("Share of top 10% of earners", ""),
    "Output (2015 = 100%)": ("Output", "2015 = 100%"),
    "Income (million crowns)": ("Income", "million crowns"),
    "人口(千人)": ("人口", "千人"),
    "Pasajeros (miles de pasajeros)": ("Pasajeros", "thousand pasajeros"),
    "Emplois (milliers d’emplois)": ("Emplois", "thousand emplois"),
    "Umsatz (Milliarden Euro)": ("Umsatz", "billion euros"),
    "Deuda (millones de dólares)": ("Deuda", "million dollars"),
    "Saldo (miles de dólares estadounidenses)": ("Saldo", "thousand US dollars"),
    "Saldo in Mio. Franken": ("Saldo", "million francs"),
    "Saldo (Mio. CHF)": ("Saldo", "million Swiss francs"),
    "Schulden in Milliarden Euro": ("Schulden", "billion euros"),
    "Dette en milliards d’euros": ("Dette", "billion euros"),
    "Deuda, en millones de dólares": ("Deuda", "million dollars"),
    "Quote in Promille": ("Quote", "‰"),
    "Quote (Promille)": ("Quote", "‰"),
    "Spread (basis points)": ("Spread", "basis points"),
    "Growth in jobs": ("Growth in jobs", ""),
    "Rise in euros": ("Rise in euros", ""),
    "Fuel (miles per gallon)": ("Fuel", "miles per gallon"),
    "Roads (miles of road)": ("Roads (miles of road)", ""),
    "Distance (miles)": ("Distance (miles)", ""),
    "Traffic (billions of miles)": ("Traffic", "billion miles"),
}


def test_a_head_is_a_name_and_a_unit() -> None:
    assert {head: name_and_unit(head)[:2] for head in HEADS} == HEADS


@pytest.mark.parametrize("words", ["2018", "4", "us", "current prices", "of the", "constant"])
def test_words_that_only_stand_in_units_are_none(words: str) -> None:
    assert not is_unit(words)
    assert is_unit(f"% of {words}")


@pytest.mark.parametrize("words", ["taux pour 1 000 habitants", "Fälle je 100.000 Einwohner", "tasa por 100 hogares"])
def test_so_many_for_so_many_is_a_unit_in_other_languages(words: str) -> None:
    assert is_unit(words)
    assert not is_unit(words.replace("0", "2")), "no such number of people"


def test_years_in_a_head_are_joined_by_a_dash() -> None:
    assert name_and_unit("Visits 1960-2012")[0] == "Visits 1960–2012"
    assert name_and_unit("Visits, 1990 - 2012 (thousands)")[0] == "Visits, 1990–2012"
    assert name_and_unit("Visits 2012-05")[0] == "Visits 2012-05"


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("Crude Death Rate (Per Thousand Residents )", "per thousand residents"),
        ("Maternal Mortality (Per Hundred Thousand Live-Births)", "per hundred thousand live-births"),
        ("Loans (per million people)", "per million people"),
    ],
)
def test_so_many_of_what_a_rate_is_of_are_its_unit(head: str, unit: str) -> None:
    assert name_and_unit(head)[1] == unit


def test_names_of_data_series_have_their_units_in_brackets() -> None:
    cells = [("Visits (Number)", 40, 42, 47, 49, 51), ("Death Rate (Per Thousand Residents)", 5, 6, 4, 5, 7)]
    data = recognised(grid("Data Series|2020|2021|2022|2023|2024", *cells))
    assert units(data) == {"Visits": "Number", "Death Rate": "per thousand residents"}
    assert data.title == "Isles", "the head says nothing of what they are"


def test_a_stated_base_of_which_the_values_are_far_from_100_is_asked_about() -> None:
    prices = {year: 70 + 3 * (year - 2005) for year in range(2003, 2021)}
    (line,) = (
        text
        for text in recognised(grid("year|Price index (2005 = 100)", *prices.items())).to_fill
        if "whether the base" in text
    )
    assert line.endswith("is 2005, as the table states: its mean of 2005 is 70.0, and of 2015 100.0")
    right = recognised(grid("year|Price index (2015 = 100)", *prices.items()))
    assert not [text for text in right.to_fill if "whether the base" in text]

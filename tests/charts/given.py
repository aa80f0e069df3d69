"""Made-up values by year, and how they become facts."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model.dataset import Observation, Qualifier
from briefing.model.fact import Fact, Measure
from briefing.model.period import Period

YEARS = tuple(str(year) for year in range(2014, 2024))
PATENTS = {
    2014: 48.2,
    2015: 61.3,
    2016: 76.8,
    2017: 94.5,
    2018: 111.2,
    2019: 132.0,
    2021: 185,
    2022: 218.3,
    2023: 262.9,
}
CONTRACTS = {
    2014: 313.6,
    2015: 345.26,
    2016: 394.08,
    2018: 495.78,
    2019: 569.53,
    2020: 631.62,
    2021: 700.57,
    2022: 794.75,
    2023: 853.69,
}
ENTERPRISES = {2014: 10400, 2016: 16000, 2017: 20000, 2018: 25000, 2019: 27000, 2021: 27600, 2023: 28300}
RANKS = {
    "Belling": {2017: 1, 2019: 1, 2021: 1, 2022: 1, 2023: 1, 2024: 1},
    "Shanghai": {2017: 7, 2019: 5, 2020: 5, 2021: 3, 2022: 3, 2023: 2, 2024: 2},
    "New York": {2017: 2, 2019: 2, 2021: 2, 2022: 2, 2023: 3, 2024: 3},
    "Boston": {2017: 3, 2019: 3, 2021: 4, 2022: 4, 2023: 4, 2024: 4},
    "Nanjing": {2017: 12, 2020: 8, 2021: 8, 2022: 6, 2023: 5, 2024: 5},
    "Guangzhou": {2017: 25, 2022: 8, 2023: 8, 2024: 6},
    "San Francisco Bay Area": {2017: 4, 2019: 4, 2021: 5, 2022: 5, 2023: 6, 2024: 7},
}


def fact(
    name: str,
    value: float,
    measure: Measure = "value",
    *,
    unit: str = "",
    qualifier: Qualifier = "=",
    decimals: int = 1,
    year: int | None = None,
) -> Fact:
    """A fact with one observation."""
    seen = Observation("i", "Belling", Period.year(year or 2023), value, unit, "S", qualifier=qualifier)
    return Fact(
        name, measure, value, unit, qualifier, decimals, "", (seen,), period=Period.year(year) if year else None
    )


def run(
    key: str,
    values: Mapping[int, float],
    years: tuple[str, ...] = YEARS,
    *,
    decimals: int = 1,
    measure: Measure = "value",
    bounds: dict[int, Qualifier] | None = None,
) -> tuple[Fact | None, ...]:
    """Values by year → a fact or a gap for each category."""
    return tuple(
        fact(
            f"{key}.at({year})",
            values[int(year)],
            measure,
            decimals=0 if values[int(year)] == int(values[int(year)]) else decimals,
            qualifier=(bounds or {}).get(int(year), "="),
            year=int(year),
        )
        if int(year) in values
        else None
        for year in years
    )

"""Foreign files as their publishers made them → the observations of projects whose stories stand in `projects`.

The files lie in the folder that BRIEFING_ZOO names, and are never copied into this repository.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

PROJECTS = Path(__file__).parent / "projects"
COLUMNS = ["indicator_id", "entity", "year", "series", "value"]
# Two records of one file have publishers of their own.
SOURCES = {"gistemp": "NASA", "gcag": "NOAA"}


def zoo() -> Path:
    """The folder of foreign files; a test without one is skipped with the reason."""
    folder = os.environ.get("BRIEFING_ZOO", "")
    if not folder:
        pytest.skip("BRIEFING_ZOO names no folder of foreign tables")
    return Path(folder)


def _temperature(folder: Path) -> pd.DataFrame:
    raw = pd.read_csv(folder / "global-temp-annual.csv", dtype=str)
    return raw.rename(columns={"Source": "series", "Year": "year", "Mean": "value"}).assign(
        indicator_id="anomaly", entity="World", series=lambda frame: frame["series"].str.lower()
    )


def _emissions(folder: Path) -> pd.DataFrame:
    raw = pd.read_csv(folder / "eu-ets-sector-emissions.csv", dtype=str)
    return raw.rename(columns={"sector": "entity", "emissions_mt": "value"}).assign(
        indicator_id="emissions", series="official"
    )


def _rates(folder: Path) -> pd.DataFrame:
    raw = pd.read_csv(folder / "exchange-rates-annual.csv", dtype=str)
    return raw.rename(columns={"Country": "entity", "Exchange rate": "value"}).assign(
        indicator_id="rate", series="official", year=lambda frame: frame["Date"].str[:4]
    )


def _economies(folder: Path) -> pd.DataFrame:
    raw = pd.read_csv(folder / "gdp-top-economies.csv", dtype=str)
    return raw.rename(columns={"country": "entity", "gdp_trillion": "value"}).assign(
        indicator_id="gdp", series="official"
    )


def _electricity(folder: Path) -> pd.DataFrame:
    raw = pd.read_csv(folder / "iowa-electricity.csv", dtype=str)
    names = {"Fossil Fuels": "fossil", "Nuclear Energy": "nuclear", "Renewables": "renewable"}
    return raw.assign(
        indicator_id=raw["source"].map(names),
        entity="Iowa",
        series="official",
        year=raw["year"].str[:4],
        value=raw["net_generation"].map(lambda value: str(Decimal(value).scaleb(-3))),  # thousand MWh → TWh
    )


def _populations(folder: Path) -> pd.DataFrame:
    raw = pd.read_json(folder / "gapminder.json", dtype=False)
    raw["pop"] = raw["pop"].map(lambda people: Decimal(people).scaleb(-6))  # people → million people
    names = {"pop": "population", "life_expect": "life_expectancy", "fertility": "fertility"}
    long = raw.melt(["year", "country"], list(names), "indicator_id").rename(columns={"country": "entity"})
    return long.assign(
        indicator_id=long["indicator_id"].map(names),
        series="official",
        value=long["value"].map(str),
    )


def _sea_level(folder: Path) -> pd.DataFrame:
    raw = pd.read_csv(folder / "sea-level-yearly.csv", dtype=str)
    return raw.rename(columns={"Time": "year", "GMSL (yearly)": "value"}).assign(
        indicator_id="sea_level", entity="World", series="official"
    )


TABLES: Mapping[str, Callable[[Path], pd.DataFrame]] = {
    "temperature": _temperature,
    "emissions": _emissions,
    "rates": _rates,
    "economies": _economies,
    "electricity": _electricity,
    "populations": _populations,
    "sea_level": _sea_level,
}


def observations(name: str) -> pd.DataFrame:
    """A project's name → its observations as text, as the foreign file has them, one row a value."""
    frame = TABLES[name](zoo())[COLUMNS].astype(str)
    return frame[frame["value"].ne("nan")].reset_index(drop=True)


def project(name: str, root: Path) -> Path:
    """A project's name and a folder → the project there, with the observations of the foreign file."""
    made = root / name
    shutil.copytree(PROJECTS / name, made)
    frame = observations(name)
    frame = frame.assign(source_id=frame["series"].map(SOURCES).fillna("FILE"))
    frame.to_csv(made / "observations.csv", index=False)
    return made

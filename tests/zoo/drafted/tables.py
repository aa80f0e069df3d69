"""Raw tables to draft editions from, and what stands in them, read with pandas alone.

They are those of the zoo, cut by time, by places and by indicators, and made-up ones of a seed: a series, places by
years, months by sectors, parts of a whole, with gaps, ties, zeros and values below zero.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
from msgspec import Struct

from tests.zoo.foreign import zoo

Long = pd.DataFrame  # series, entity, period, value: texts all
_INDICATORS = ("pop", "life_expect", "fertility")  # of gapminder.json


class Case(Struct, frozen=True):
    """A table's name, its rows as they go into a file, what stands in them, and for which place it is drafted."""

    name: str
    rows: pd.DataFrame
    long: Long
    entity: str = ""
    languages: tuple[str, ...] = ("en",)


def _csv(name: str) -> pd.DataFrame:
    return pd.read_csv(zoo() / name, dtype=str, keep_default_na=False)


def _long(rows: pd.DataFrame, series: object, entity: object, period: object, value: str) -> Long:
    made = pd.DataFrame({"series": series, "entity": entity, "period": period, "value": rows[value]}, index=rows.index)
    return made[made["value"].ne("") & made["value"].ne("#N/A")]


def _wide(rows: pd.DataFrame, when: str, series: list[str], entity: str = "") -> Long:
    made = rows.melt([when, *([entity] if entity else [])], series, "series", "value")
    place = made[entity] if entity else ""
    return _long(made, made["series"], place, made[when], "value")


def _sectors_of(rows: pd.DataFrame) -> list[str]:
    return [str(one) for one in rows if one not in ("month", "nonfarm_change")]


def _gapminder(rows: pd.DataFrame) -> Long:
    return _wide(rows, "year", [one for one in _INDICATORS if one in rows], "country")


def _months_of(texts: pd.Series) -> pd.Series:
    return pd.to_datetime(texts, format="%Y-%b").dt.strftime("%Y-%m")


def _sea(rows: pd.DataFrame) -> Long:
    return _long(rows, "GMSL (monthly)", "", _months_of(rows["Time"]), "GMSL (monthly)")


# a file → the column of its periods, that of its places or series, and what stands in its rows
FILES: dict[str, tuple[str, str, Callable[[pd.DataFrame], Long]]] = {
    "eu-ets-sector-emissions.csv": (
        "year", "sector", lambda rows: _long(rows, rows["sector"].str[3:], "", rows["year"], "emissions_mt"),
    ),
    "euribor-3m-monthly.csv": ("date", "", lambda rows: _long(rows, "rate", "", rows["date"].str[:7], "rate")),
    "exchange-rates-annual.csv": (
        "Date", "Country",
        lambda rows: _long(rows, "Exchange rate", rows["Country"], rows["Date"].str[:4], "Exchange rate"),
    ),
    "gapminder.json": ("year", "country", _gapminder),
    "gdp-top-economies.csv": (
        "year", "country", lambda rows: _long(rows, "gdp", rows["country"], rows["year"], "gdp_trillion"),
    ),
    "global-temp-annual.csv": ("Year", "", lambda rows: _long(rows, rows["Source"], "", rows["Year"], "Mean")),
    "iowa-electricity.csv": (
        "year", "", lambda rows: _long(rows, rows["source"], "", rows["year"].str[:4], "net_generation"),
    ),
    "sea-level-monthly.csv": ("Time", "", _sea),
    "sea-level-yearly.csv": ("Time", "", lambda rows: _long(rows, "GMSL", "", rows["Time"], "GMSL (yearly)")),
    "us-employment-monthly-wide.csv": (
        "month", "",
        lambda rows: _wide(
            rows.assign(month=rows["month"].str[:7]), "month", _sectors_of(rows)
        ),
    ),
}  # fmt: skip


def raw(name: str) -> pd.DataFrame:
    """The rows of a file of the zoo, as texts."""
    if name.endswith(".json"):
        rows = json.loads((zoo() / name).read_text(encoding="utf-8"), parse_float=str, parse_int=str)
        return pd.DataFrame(rows)
    return _csv(name)


def zoo_cases(count: int, seed: int = 0) -> Iterator[Case]:
    """Editions of the tables of the zoo: first each whole, then cut by what chance draws."""
    chance = random.Random(seed)
    for at in range(count):
        name = list(FILES)[at % len(FILES)]
        rows, cut = (raw(name), ["whole"]) if at < len(FILES) else _cut(name, raw(name), chance)
        long = FILES[name][2](rows)
        entity = ""
        if at >= len(FILES) and long["entity"].nunique() > 1 and chance.random() < 0.7:
            entity = chance.choice(sorted(long["entity"].unique()))
        languages = ("en", "zh") if at % 5 == 4 else ("en",)
        yield Case(f"{name}, {', '.join(cut) or 'whole'}, {entity or 'any place'}", rows, long, entity, languages)


def _cut(name: str, rows: pd.DataFrame, chance: random.Random) -> tuple[pd.DataFrame, list[str]]:
    """Rows of a file → some of them, and in words which."""
    places, cut = FILES[name][1], list[str]()
    order = sorted(set(FILES[name][2](rows)["period"]))
    if chance.random() < 0.75 and len(order) > 12:
        end = order[chance.randrange(len(order) // 2, len(order))]
        begin = order[0] if chance.random() < 0.5 else order[chance.randrange(len(order) // 4)]
        rows = rows.loc[_rows_of(rows, name, begin, end)]
        cut.append(f"{begin} to {end}")
    if places and chance.random() < 0.6:
        every = sorted(rows[places].unique())
        drawn = chance.sample(every, chance.randrange(min(4, len(every)), len(every) + 1))
        rows = rows[rows[places].isin(drawn)]
        cut.append(f"{len(drawn)} of {len(every)}")
    if name.startswith("us-") and chance.random() < 0.7:
        names = _sectors_of(rows)
        rows = rows[["month", *sorted(chance.sample(names, chance.randrange(2, 10)), key=names.index)]]
        cut.append(f"{rows.shape[1] - 1} columns")
    if name.startswith("gapminder") and chance.random() < 0.4:
        rows = rows.drop(columns=[chance.choice(_INDICATORS)])
        cut.append("two indicators")
    return rows, cut


def _rows_of(rows: pd.DataFrame, name: str, begin: str, end: str) -> list[int]:
    when = FILES[name][0]
    texts = rows[when]
    texts = _months_of(texts) if name == "sea-level-monthly.csv" else texts.str[: len(begin)]
    return list(rows.index[texts.between(begin, end)])


PLACES = (
    "Arden", "Brill", "Corbel", "Dunmore", "Esker", "Fallow", "Garth", "Holm", "Inver", "Jarrow", "Kell", "Lorn",
    "Marl", "Ness", "Orrin", "Penn", "Quarry", "Ravel", "Selkirk Bay", "Tarn",
)  # fmt: skip
THINGS = (
    "Output",
    "Visitors",
    "Wages",
    "Exports",
    "Water use",
    "Unemployment rate (%)",
    "Bus passengers",
    "Rainfall (mm)",
)
SECTORS = (
    "Farming",
    "Mining",
    "Textiles",
    "Chemicals",
    "Machinery",
    "Building",
    "Retail",
    "Transport",
    "Hotels",
    "Banking",
)


def _walk(chance: random.Random, count: int) -> list[float]:
    """A course: a level that drifts, with a turn, a step or one value apart now and then."""
    level, drift = 10 ** chance.uniform(0.5, 4.5), chance.gauss(0.01, 0.03)
    noise, made = abs(chance.gauss(0, 0.04)), list[float]()
    turn = chance.randrange(count) if chance.random() < 0.4 else -1
    for at in range(count):
        drift = -drift if at == turn else drift
        level *= 1 + drift
        made.append(level * (1 + chance.gauss(0, noise)))
    if chance.random() < 0.2:
        begin, size = chance.randrange(count // 2, count), chance.uniform(1.2, 2)
        made[begin:] = [value * size for value in made[begin:]]
    if chance.random() < 0.15:
        made[chance.randrange(count)] *= chance.choice([0.3, 2.5])
    if chance.random() < 0.2:  # some below zero
        middle = sum(made) / len(made)
        made = [value - middle for value in made]
    return made


def _texts(chance: random.Random, values: list[float]) -> list[str]:
    size = max(map(abs, values), default=1)
    decimals = 0 if size > 2000 else chance.choice([0, 1, 1, 2]) if size > 20 else chance.choice([1, 2])
    texts = [f"{value:.{decimals}f}" for value in values]
    if chance.random() < 0.2:
        texts[chance.randrange(len(texts))] = ""
    return texts


def made_up(seed: int) -> Case:
    """A seed → a made-up table of one of six shapes."""
    chance = random.Random(seed)
    shapes = (_years, _towns, _months, _sectors, _quarters, _counts)
    rows, long = shapes[seed % len(shapes)](chance, chance.randrange(1960, 2012))
    places = sorted(long["entity"].unique())
    entity = chance.choice(places) if len(places) > 1 and chance.random() < 0.5 else ""
    name = f"made up {seed}, {shapes[seed % len(shapes)].__name__.strip('_')}, {entity or 'any place'}"
    return Case(name, rows, long, entity, ("en", "zh") if seed % 5 == 4 else ("en",))


Made = tuple[pd.DataFrame, Long]


def _years(chance: random.Random, begin: int) -> Made:
    years = [str(begin + at) for at in range(chance.randrange(8, 60))]
    rows = pd.DataFrame({"Year": years, chance.choice(THINGS): _texts(chance, _walk(chance, len(years)))})
    return rows, _wide(rows, "Year", [rows.columns[1]])


def _towns(chance: random.Random, begin: int) -> Made:
    years = [str(begin + at) for at in range(chance.randrange(4, 14))]
    things = chance.sample(THINGS, chance.randrange(1, 4))
    parts = []
    for place in chance.sample(PLACES, chance.randrange(3, 16)):
        columns = {thing: _texts(chance, _walk(chance, len(years))) for thing in things}
        parts.append(pd.DataFrame({"Town": place, "Year": years, **columns}))
    rows = pd.concat(parts, ignore_index=True)
    return rows, _wide(rows, "Year", things, "Town")


def _months(chance: random.Random, begin: int) -> Made:
    months = [str(one) for one in pd.period_range(f"{begin}-01", periods=chance.randrange(20, 90), freq="M")]
    names = chance.sample(SECTORS, chance.randrange(2, 10))
    rows = pd.DataFrame({"Month": months, **{name: _texts(chance, _seasonal(chance, len(months))) for name in names}})
    return rows, _wide(rows, "Month", names)


def _sectors(chance: random.Random, begin: int) -> Made:
    years = [str(begin + at) for at in range(chance.randrange(6, 25))]
    parts = []
    for name in chance.sample(SECTORS, chance.randrange(3, 10)):
        values = _texts(chance, [abs(value) + 1 for value in _walk(chance, len(years))])
        parts.append(pd.DataFrame({"Sector": name, "Year": years, "Emissions (kt)": values}))
    rows = pd.concat(parts, ignore_index=True)
    return rows, _long(rows, rows["Sector"], "", rows["Year"], "Emissions (kt)")


def _quarters(chance: random.Random, begin: int) -> Made:
    periods = pd.period_range(f"{begin}Q1", periods=chance.randrange(12, 60), freq="Q")
    names = chance.sample(THINGS, chance.randrange(1, 4))
    columns = {name: _texts(chance, _seasonal(chance, len(periods), 4)) for name in names}
    rows = pd.DataFrame({"Quarter": [str(one).replace("Q", "-Q") for one in periods], **columns})
    return rows, _wide(rows, "Quarter", names)


def _counts(chance: random.Random, begin: int) -> Made:
    """Small counts, of which many are the same."""
    years = [str(begin + 5 * at) for at in range(chance.randrange(3, 9))]
    parts = []
    for place in chance.sample(PLACES, chance.randrange(6, 20)):
        values = [str(chance.randrange(1, 9)) for _ in years]
        parts.append(pd.DataFrame({"Town": place, "Year": years, "Households": values}))
    rows = pd.concat(parts, ignore_index=True)
    return rows, _wide(rows, "Year", ["Households"], "Town")


def _seasonal(chance: random.Random, count: int, year: int = 12) -> list[float]:
    made = _walk(chance, count)
    if chance.random() < 0.5:
        shape = [1 + chance.gauss(0, 0.1) for _ in range(year)]
        made = [value * shape[at % year] for at, value in enumerate(made)]
    return made


def written(case: Case, folder: Path) -> Path:
    """A case → its table as a file in a folder."""
    name = case.name.partition(",")[0].replace(" ", "-")
    if name.endswith(".json"):
        rows = case.rows.assign(**{str(one): pd.to_numeric(case.rows[one]) for one in case.rows if one != "country"})
        path = folder / name
        rows.to_json(path, orient="records")
    else:
        path = folder / (name if name.endswith(".csv") else f"{name}.csv")
        case.rows.to_csv(path, index=False)
    return path

"""A seed → a made-up dataset: every sign, size and unit, gaps, bounds, statuses, names in many scripts."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

Nature = Literal["level", "negative", "mixed", "rate", "tiny", "huge", "steady", "zeros", "rank", "part", "whole"]
Cell = tuple[str, int]  # place, year

PLACES = (
    "Harbour Town", "Two Rivers", "Area 51 County", "Saint-Étienne", "Łódź", "Αθήνα", "Москва", "大阪市", "新北市",
    "First Bank District", "Ñuble", "O’Higgins", "Cork & Kerry", "Göttingen", "Ho Chi Minh City (Q1)", "Reykjavík",
    "Tórshavn", "Île-de-France", "N. Cape", "Top End",
)  # fmt: skip
UNITS: Mapping[Nature, tuple[str, ...]] = {
    "level": ("visits", "km²", "index, 2015 = 100", "per 10,000 residents", "chained 2005 dollars", "persons (1,000)",
              "million yuan", "USD", "kg CO₂e per $1,000", "m3"),
    "negative": ("mm against 1993", "million euros", "°C", "balance of answers"),
    "mixed": ("°C", "net migration, persons", "billion dollars", "points, −100 to 100"),
    "rate": ("%", "% of GDP", "% a year", "% of 2015"),
    "tiny": ("g per m³", "deaths per 1,000", "share of 1"),
    "huge": ("dollars", "kWh", "persons"),
    "steady": ("stations", "% of homes"),
    "zeros": ("cases", "accidents per 10 km"),
    "rank": ("rank",),
    "part": ("GWh",),
    "whole": ("GWh",),
}  # fmt: skip
SUBJECTS = (
    "Net exports", "Library visits", "Sea level", "Road deaths", "Budget balance", "G20 share of trade", "Births",
    "Air quality (PM2.5)", "Channel 4 viewers", "ISO 9001 certificates", "House prices", "Temperature anomaly",
    "Unemployment rate", "River flow", "New firms", "Debt", "Hospital beds", "Rainfall", "Wages", "Tourists",
)  # fmt: skip
PUBLISHERS = ("Statistics Office", "OECD; Eurostat", "First Bank", "Top 10 Review", "国家统计局", "Two Rivers Council")


class Quantity(Struct):
    """An indicator and its values as text; `years` are those with a value for the edition's place."""

    id: str
    name: str
    unit: str
    nature: Nature
    direction: str
    decimals: int
    cells: dict[Cell, str] = field(default_factory=dict)

    @property
    def format(self) -> str:
        """How its values are printed, as a key of its line in [facts]."""
        return ', format = { scale = "billion", decimals = 1 }' if self.nature == "huge" else ""

    def years(self, place: str) -> list[int]:
        """The years with a value for a place."""
        return sorted(year for at, year in self.cells if at == place)

    def value(self, place: str, year: int) -> float:
        """A value as a number."""
        return float(self.cells[place, year])

    @property
    def places(self) -> list[str]:
        """The places with any value, in order of their first."""
        return list(dict.fromkeys(place for place, _ in self.cells))


class World(Struct):
    """A made-up dataset on its way to a folder."""

    seed: int
    places: list[str]
    period: tuple[int, int]
    quantities: list[Quantity]
    targets: dict[str, tuple[int, str]]
    milestones: list[str]
    dated: bool

    @property
    def entity(self) -> str:
        """The edition's place."""
        return self.places[0]

    def of(self, *natures: Nature) -> list[Quantity]:
        """The quantities of some natures, with two values or more for the edition's place."""
        return [item for item in self.quantities if item.nature in natures and len(item.years(self.entity)) > 1]


def world(seed: int) -> World:
    """A seed → its dataset; the same seed gives the same."""
    chance = random.Random(seed)
    count = chance.choice([1, 2, 3, 5, 8, 12, 20, 31] + ([200] if seed % 25 == 0 else []))
    places = chance.sample(PLACES, min(count, len(PLACES)))
    places += [
        f"{chance.choice(('Upper', 'Lower', 'New', 'Old'))} Ward {number}" for number in range(count - len(places))
    ]
    last = chance.randint(1995, 2024)
    period = (last - chance.choice([1, 2, 4, 5, 9, 12, 20, 33, 59]), last)
    natures: list[Nature] = ["level", "negative", "mixed", "rate", "tiny", "huge", "steady", "zeros"]
    chosen: list[Nature] = [*chance.sample(natures, chance.randint(3, 6)), "rank", "part", "whole"]
    names = chance.sample(SUBJECTS, len(chosen))
    quantities = [
        Quantity(
            f"q{at}",
            name,
            chance.choice(UNITS[nature]),
            nature,
            chance.choice(["up", "down", ""]),
            _decimals(nature, chance),
        )
        for at, (name, nature) in enumerate(zip(names, chosen, strict=True))
    ]
    for item in quantities:
        _fill(item, places, period, chance)
    _add_up(quantities)
    targets = {
        item.id: (last + 2, item.cells[places[0], period[1]])
        for item in quantities
        if item.nature in ("level", "rate") and float(item.cells[places[0], period[1]]) > 0
    }
    dates = sorted({f"{chance.randint(*period)}-{chance.randint(1, 12):02}" for _ in range(3)})
    return World(seed, places, period, quantities, targets, dates, dated=chance.random() < 0.8)


def _decimals(nature: Nature, chance: random.Random) -> int:
    fixed = {"tiny": 6, "huge": 0, "rank": 0, "zeros": 0}
    return fixed.get(nature, chance.choice([0, 1, 2]))


def _fill(item: Quantity, places: Sequence[str], period: tuple[int, int], chance: random.Random) -> None:
    gaps = chance.choice([0.0, 0.0, 0.15, 0.4])
    for rank, place in enumerate(places, start=1):
        walk = 0.0
        for year in range(period[0], period[1] + 1):
            walk += chance.gauss(0, 1)
            ends = year in period and (place == places[0] or chance.random() < 0.9)
            if not ends and chance.random() < gaps:
                continue
            item.cells[place, year] = _text(item, _value(item.nature, walk, rank, chance), chance)


def _value(nature: Nature, walk: float, rank: int, chance: random.Random) -> float:
    values: dict[Nature, float] = {
        "level": abs(120 + 12 * walk) + 1,
        "part": abs(40 + 5 * walk) + 1,
        "whole": 0,
        "negative": -abs(30 + 6 * walk) - 1,
        "mixed": 4 * walk,
        "rate": 3 + walk,
        "tiny": abs(0.0003 + 0.00002 * walk) + 0.0000001,
        "huge": abs(3.1e12 + 2e11 * walk) + 1e9,
        "steady": 7,
        "zeros": max(0.0, round(walk)),
        "rank": max(1, rank + chance.choice([-1, 0, 0, 1])),
    }
    return values[nature]


def _text(item: Quantity, value: float, chance: random.Random) -> str:
    """As an export writes it: now and then with float noise."""
    text = f"{Decimal(repr(value)):.{item.decimals}f}"
    if item.decimals and item.nature in ("level", "mixed", "rate") and chance.random() < 0.03:
        return repr(float(text) + 1e-13 * float(text))
    return text


def _add_up(quantities: Iterable[Quantity]) -> None:
    """A whole is its part and something more."""
    found = {item.nature: item for item in quantities}
    part, whole = found["part"], found["whole"]
    whole.unit = part.unit
    whole.cells = {cell: f"{float(value) * 1.7:.1f}" for cell, value in part.cells.items()}


def write(made: World, root: Path, chance: random.Random) -> None:
    """A dataset → its tables in a folder."""
    root.mkdir(parents=True, exist_ok=True)
    _table(root / "indicators.csv", ["id", "name_en", "unit", "kind", "direction_of_good", "decimals", "definition"], (
        [item.id, item.name, item.unit, "", item.direction, str(item.decimals), ""] for item in made.quantities
    ))  # fmt: skip
    sources = [f"S{number}" for number in range(chance.randint(1, 4))]
    rows = []
    for item in made.quantities:
        for (place, year), value in item.cells.items():
            bound = item.nature == "level" and made.period[0] < year < made.period[1] and chance.random() < 0.02
            rows.append([
                item.id, place, str(year), value, chance.choice(["≥", "≈"]) if bound else "=",
                chance.choices(["A", "P", "E"], [12, 1, 1])[0], chance.choice(sources),
                "source anomaly" if chance.random() < 0.01 else "",
            ])  # fmt: skip
    head = ["indicator_id", "entity", "year", "value", "qualifier", "status", "source_id", "note"]
    _table(root / "observations.csv", head, rows)
    _table(root / "sources.csv", ["id", "publisher", "short", "title", "url", "published"], (
        [key, chance.choice(PUBLISHERS), f"{chance.choice(PUBLISHERS)} {'ABCD'[at]}", f"Yearbook, table {at + 1}", "",
         str(made.period[1])]
        for at, key in enumerate(sources)
    ))  # fmt: skip
    _table(root / "targets.csv", ["indicator_id", "entity", "year", "value", "qualifier", "source_id"], (
        [key, made.entity, str(year), value, "=", sources[0]] for key, (year, value) in made.targets.items()
    ))  # fmt: skip
    _table(root / "statements.csv", ["id", "kind", "speaker", "text", "year", "source_id"], [
        ["said", "quotation", "Head of Area 51", "We count 3 rivers, not two.", "", sources[0]],
        ["listed", "list", "", "Wind|Sun|Tide", "", sources[0]],
    ])  # fmt: skip
    _table(root / "milestones.csv", ["date", "title", "source_id"], (
        [date, f"Plan no. {at + 1} adopted", sources[0]] for at, date in enumerate(made.milestones)
    ))  # fmt: skip


def _table(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)

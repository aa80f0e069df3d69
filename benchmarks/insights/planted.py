"""Datasets in which one thing is known to be, and datasets in which nothing is: the same ones from the same seed.

Sizes: 3 to 8 indicators, 1 to 12 places, 10 to 120 years, quarters or months. All values are noise about a constant,
of 1, 3 or 8 percent, but for what is planted, whose size is given in standard deviations of that noise. Places have
levels of their own, at most a fifth from each other's mean; where nothing is planted they have the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

Values = NDArray[np.float64]

PLACES: Final = ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Holly", "Ivy", "Juniper", "Larch", "Maple")
NOISE: Final = (0.01, 0.03, 0.08)
_LENGTHS: Final = (("year", 10), ("year", 15), ("year", 25), ("quarter", 40), ("month", 60), ("month", 120))
TOTAL: Final = "All places"


class PlantedThing(Struct, frozen=True):
    """What is known of a dataset: its type, the indicators it is about, places, direction and the columns where it is.

    `entities` are the places that it is about, where it is not that of the edition.
    """

    type: str
    indicators: tuple[str, ...]
    entities: tuple[str, ...] = ()
    direction: str = ""
    columns: tuple[int, ...] = ()


class PlantedDataset(Struct):
    """Values by indicator: a row for each place, a column for each period. `totals` are the indicators with a total."""

    seed: int
    unit: str  # of time
    places: tuple[str, ...]
    entity: str
    values: dict[str, Values]
    noise: float
    thing: PlantedThing | None = None
    totals: tuple[str, ...] = ()
    units: dict[str, str] = field(default_factory=dict)

    @property
    def own(self) -> int:
        """The row of the edition's place."""
        return self.places.index(self.entity)

    @property
    def periods(self) -> tuple[str, ...]:
        """The notations of the periods, which begin with a year."""
        length = next(iter(self.values.values())).shape[1]
        parts = {"year": 1, "quarter": 4, "month": 12}[self.unit]
        form = {"year": "{}", "quarter": "{}-Q{}", "month": "{}-{:02}"}[self.unit]
        return tuple(form.format(2001 + at // parts, at % parts + 1) for at in range(length))

    @property
    def dates(self) -> tuple[str, ...]:
        """The first day of each period."""
        months = {"year": 0, "quarter": 3, "month": 1}[self.unit]
        parts = {"year": 1, "quarter": 4, "month": 12}[self.unit]
        return tuple(f"{2001 + at // parts}-{at % parts * months + 1:02}-01" for at in range(len(self.periods)))


def planted(seed: int, kind: str) -> PlantedDataset:
    """Return the dataset of a seed with one thing of a kind in it."""
    fewest, units = _NEEDS.get(kind, (1, None))
    rng = np.random.default_rng([seed, sorted(KINDS).index(kind)])
    data = _background(rng, fewest, units, seed)
    data.thing = KINDS[kind](rng, data)
    return data


def nothing(seed: int) -> PlantedDataset:
    """Return the dataset of a seed that is noise alone, about the same constant in all places."""
    rng = np.random.default_rng([seed, 1_000_003])
    return _background(rng, 1, None, seed, alike=True)


def _background(
    rng: np.random.Generator, fewest: int, units: tuple[str, ...] | None, seed: int, *, alike: bool = False
) -> PlantedDataset:
    lengths = [item for item in _LENGTHS if units is None or item[0] in units]
    unit, length = lengths[rng.integers(len(lengths))]
    places = PLACES[: rng.integers(fewest, len(PLACES) + 1)]
    noise = float(rng.choice(NOISE))
    values = {}
    for at in range(rng.integers(3, 9)):
        level = float(np.exp(rng.uniform(np.log(20), np.log(5000))))
        factors = np.ones(len(places)) if alike else rng.uniform(0.8, 1.2, len(places))
        values[f"indicator{at + 1}"] = level * factors[:, None] * (1 + noise * rng.normal(size=(len(places), length)))
    return PlantedDataset(seed, unit, places, places[rng.integers(len(places))], values, noise)


# -- what is planted: each changes the values, and returns what is known of them ---------------------------------------


def _chosen(rng: np.random.Generator, data: PlantedDataset) -> tuple[str, Values, float]:
    """An indicator, its values, and the standard deviation of its noise in the edition's place."""
    key = f"indicator{rng.integers(len(data.values)) + 1}"
    rows = data.values[key]
    return key, rows, float(rows[data.own].mean()) * data.noise


def _middle(rng: np.random.Generator, length: int, margin: float = 0.35) -> int:
    return int(rng.integers(round(length * margin), round(length * (1 - margin)) + 1))


def _trend(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """From its first value to its last by 6 to 12 standard deviations."""
    key, rows, deviation = _chosen(rng, data)
    sign = rng.choice([-1, 1])
    rows[data.own] += sign * rng.uniform(6, 12) * deviation * np.linspace(0, 1, rows.shape[1])
    return PlantedThing("trend", (key,), direction="up" if sign > 0 else "down")


def _turn(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """To a peak or a trough in the middle third, and back, by 8 to 14 standard deviations each way."""
    key, rows, deviation = _chosen(rng, data)
    length, at, sign = rows.shape[1], _middle(rng, rows.shape[1]), rng.choice([-1, 1])
    legs = np.concatenate([np.linspace(0, 1, at + 1), np.linspace(1, 0, length - at)[1:]])
    rows[data.own] += sign * rng.uniform(8, 14) * deviation * legs
    return PlantedThing("turn", (key,), direction="down" if sign > 0 else "up", columns=(at,))


def _shift(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """A step in the middle third by 5 to 9 standard deviations."""
    key, rows, deviation = _chosen(rng, data)
    at, sign = _middle(rng, rows.shape[1]), rng.choice([-1, 1])
    rows[data.own, at:] += sign * rng.uniform(5, 9) * deviation
    return PlantedThing("shift", (key,), direction="up" if sign > 0 else "down", columns=(at,))


def _outlier(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """One value 8 to 12 standard deviations from the others, not at an end."""
    key, rows, deviation = _chosen(rng, data)
    at, sign = _middle(rng, rows.shape[1], 0.2), rng.choice([-1, 1])
    rows[data.own, at] += sign * rng.uniform(8, 12) * deviation
    return PlantedThing("outlier", (key,), direction="up" if sign > 0 else "down", columns=(at,))


def _season(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """A wave of a year, 3 to 6 standard deviations to each side, over five to ten years."""
    key, rows, deviation = _chosen(rng, data)
    parts = {"quarter": 4, "month": 12}[data.unit]
    wave = np.cos(2 * np.pi * (np.arange(rows.shape[1]) - rng.integers(parts)) / parts)
    rows[data.own] += rng.uniform(3, 6) * deviation * wave
    return PlantedThing("season", (key,))


def _rank_change(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """Past 40% of the field and more, steadily; neighbours are 4 standard deviations from each other."""
    key, rows, deviation = _chosen(rng, data)
    count, length = rows.shape
    others = [at for at in range(count) if at != data.own]
    level = rows.mean() + 4 * deviation * np.arange(count)
    order = rng.permutation(others)
    noise = rng.normal(0, deviation, size=rows.shape)
    for position, row in enumerate(order):
        rows[row] = level[position] + noise[row]
    ends = (0, round(rng.uniform(0.45, 1.0) * (count - 1)))
    ends = ends if rng.random() < 0.5 else ends[::-1]
    path = np.linspace(level[ends[0]] - 2 * deviation, level[ends[1]] - 2 * deviation, length)
    rows[data.own] = path + noise[data.own]
    return PlantedThing("rank_change", (key,), direction="up" if ends[1] > ends[0] else "down")


def _all_but(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """All places go one way by 7 to 12 standard deviations, one goes the other way by half of that."""
    key, rows, deviation = _chosen(rng, data)
    sign, size = rng.choice([-1, 1]), rng.uniform(7, 12) * deviation
    exception = int(rng.integers(len(rows)))
    for row in range(len(rows)):
        rows[row] += sign * size * (-0.5 if row == exception else 1) * np.linspace(0, 1, rows.shape[1])
    direction = "up" if sign > 0 else "down"
    return PlantedThing("all_but", (key,), (data.places[exception],), direction)


def _leader(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """One place has 1.9 to 3 times the value of the others."""
    key, rows, _ = _chosen(rng, data)
    best = int(rng.integers(len(rows)))
    rows[best] *= rng.uniform(1.9, 3) * rows.mean() / rows[best].mean()
    return PlantedThing("leader", (key,), (data.places[best],))


def _majority(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """One place is 58 to 75% of a total that the table has."""
    key, rows, _ = _chosen(rng, data)
    largest = int(rng.integers(len(rows)))
    share = rng.uniform(0.58, 0.75)
    others = rows.mean(axis=1).sum() - rows[largest].mean()
    rows[largest] *= share / (1 - share) * others / rows[largest].mean()
    data.totals = (key,)
    return PlantedThing("majority", (key,), (data.places[largest],))


def _share_change(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """The share of a place in a total goes up or down by 10 to 20 percentage points, those of others make room."""
    key, rows, _ = _chosen(rng, data)
    level = rows.mean()
    low = rng.uniform(0.15, 0.25)
    path = np.linspace(low, low + rng.uniform(0.1, 0.2), rows.shape[1])
    path = path if rng.random() < 0.5 else path[::-1]
    noise = 1 + data.noise * rng.normal(size=rows.shape)
    others = rng.uniform(0.8, 1.2, len(rows))
    others[data.own] = 0
    shares = others[:, None] / others.sum() * (1 - path)
    shares[data.own] = path
    rows[:] = level * len(rows) * shares * noise
    data.totals = (key,)
    return PlantedThing("share_change", (key,), direction="up" if path[-1] > path[0] else "down")


def _convergence(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """The distances of places from their mean shrink to 20 to 40%, or grow from that."""
    key, rows, deviation = _chosen(rng, data)
    count, length = rows.shape
    offsets = rng.permutation(np.linspace(-1, 1, count)) * 8 * deviation
    path = np.linspace(1, rng.uniform(0.2, 0.4), length)
    path = path if rng.random() < 0.5 else path[::-1]
    rows[:] = rows.mean() + offsets[:, None] * path + rng.normal(0, deviation, size=rows.shape)
    return PlantedThing("convergence", (key,), direction="down" if path[-1] < path[0] else "up")


def _correlation(rng: np.random.Generator, data: PlantedDataset) -> PlantedThing:
    """Two indicators share 95% of their noise, or of their steps where they wander; the noise is 3 times as large."""
    one, other = rng.choice(len(data.values), size=2, replace=False) + 1
    keys = (f"indicator{min(one, other)}", f"indicator{max(one, other)}")
    length: int = data.values[keys[0]].shape[1]
    shared = rng.normal(size=length)
    sign, wanders = int(rng.choice([-1, 1])), rng.random() < 0.5
    for key, turned in zip(keys, (1, sign), strict=True):
        own = turned * shared + 0.23 * rng.normal(size=length)
        path = own.cumsum(axis=0) if wanders else own
        level = float(data.values[key][data.own].mean())
        size = min(3 * data.noise, 0.5 / max(1.0, np.abs(path).max()))
        data.values[key][data.own] = level * (1 + size * path)
    return PlantedThing("correlation", keys, direction="up" if sign > 0 else "down")


KINDS: Final[Mapping[str, Callable[[np.random.Generator, PlantedDataset], PlantedThing]]] = {
    "trend": _trend,
    "turn": _turn,
    "shift": _shift,
    "outlier": _outlier,
    "season": _season,
    "rank_change": _rank_change,
    "all_but": _all_but,
    "leader": _leader,
    "majority": _majority,
    "share_change": _share_change,
    "convergence": _convergence,
    "correlation": _correlation,
}
# The fewest places, and the units of time, that a kind needs.
_NEEDS: Final[Mapping[str, tuple[int, tuple[str, ...] | None]]] = {
    "season": (1, ("quarter", "month")),
    "rank_change": (5, None),
    "all_but": (6, None),
    "leader": (5, None),
    "majority": (3, None),
    "share_change": (3, None),
    "convergence": (5, None),
}

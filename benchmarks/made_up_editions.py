"""A made-up project to measure with: fifty towns, eight indicators and twelve years.

Its English and its Chinese story are in `made_up`; what they claim holds for every town. An edition is about as large
as Beijing's. The values are random by the names of towns and indicators, so the same bytes are made each time.
"""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

MADE_UP = Path(__file__).parent / "made_up"
OBSERVATIONS = ("indicator_id", "entity", "year", "value", "source_id")
TOTAL = "The province"
YEARS = range(2012, 2024)
_FIRST = {"Ald": "奥尔", "Bar": "巴尔", "Cor": "科尔", "Dun": "邓", "Eld": "埃尔", "Fal": "法尔", "Gar": "加尔",
          "Hol": "霍尔", "Inver": "因弗", "Kel": "凯尔"}  # fmt: skip
_MIDDLE = {"": "", "en": "恩", "ing": "因", "er": "厄"}
_LAST = {"ford": "福德", "wick": "威克", "mere": "米尔", "by": "比", "stead": "斯特德"}
ALL_TOWNS = {
    first + middle + last: _FIRST[first] + _MIDDLE[middle] + _LAST[last]
    for middle, first, last in product(_MIDDLE, _FIRST, _LAST)
}
TOWNS = tuple(ALL_TOWNS)[:50]
# names, unit, kind, direction of good, decimals
_INDICATORS = {
    "passengers": ("Bus passengers", "公共汽车客运量", "thousand passengers", "千人次", "flow, full year", "up", 0),
    "electric": ("Electric buses, year end", "电动公交车", "buses", "辆", "stock", "up", 0),
    "kilometres": ("Bus kilometres", "公交行驶里程", "thousand kilometres", "千公里", "flow, full year", "up", 0),
    "income": ("Income from fares", "票款收入", "million dollars", "百万美元", "flow, full year", "up", 1),
    "drivers": ("Bus drivers, year end", "公交司机", "drivers", "人", "stock", "up", 0),
    "punctual": ("Punctual departures", "公交正点率", "% of departures", "%", "ratio", "up", 1),
    "shelters": ("Covered stops, year end", "有棚车站", "stops", "个", "stock", "up", 0),
    "residents": ("Residents, year end", "常住人口", "thousand residents", "千人", "stock", "", 1),
}
# lowest and highest first value, lowest and highest change a year in %: apart, so that lines do not end in one place
_PATHS = {
    "passengers": (9_000, 60_000, 2.6, 5), "electric": (12, 70, 6, 22), "kilometres": (900, 7_000, 0.6, 1.2),
    "income": (12, 90, 6.5, 9), "drivers": (120, 900, -1, 3), "punctual": (70, 82, 0.1, 1.2),
    "shelters": (80, 600, 1, 6), "residents": (60, 400, -0.4, 1.4),
}  # fmt: skip
_SOURCES = (
    ("BUS_YEARBOOK", "Bus Desk", "公交资料室", "Yearbook of buses", "2024-06-30"),
    ("REGISTER", "Province Register", "省登记处", "Register of residents", "2024-05-14"),
    ("FLEET", "Vehicle Office", "车辆管理处", "Licensed vehicles", "2024-04-02"),
    ("TARGETS", "Council of Towns", "城镇联席会", "Targets of the towns", "2023-09-20"),
)
_SOURCE_OF = {"residents": "REGISTER", "electric": "FLEET", "drivers": "FLEET"}


def buses(project: Path, towns: int = len(TOWNS), years: Sequence[int] = YEARS, further: int = 0) -> Path:
    """Make the project of the towns in a new folder, with so many indicators that its story does not tell of; → it."""
    shutil.copytree(MADE_UP, project, ignore=shutil.ignore_patterns("words.toml"))
    chosen = list(ALL_TOWNS)[:towns]
    values = {
        (name, town): _path(random.Random(f"{name} {town}"), name, len(years))
        for name, town in product(_INDICATORS, chosen)
    }
    rows = [
        (name, town, year, value, _SOURCE_OF.get(name, "BUS_YEARBOOK"))
        for (name, town), path in values.items()
        for year, value in zip(years, path, strict=True)
    ]
    sums = [sum(values["passengers", town][at] for town in chosen) for at in range(len(years))]
    rows += [("passengers", TOTAL, year, value, "BUS_YEARBOOK") for year, value in zip(years, sums, strict=True)]
    others = [f"further_{number}" for number in range(further)]
    rows += [(name, chosen[0], year, year + at, "BUS_YEARBOOK") for at, name in enumerate(others) for year in years]
    write(project / "observations.csv", OBSERVATIONS, rows)
    head = ("id", "name_en", "name_zh", "unit", "unit_zh", "kind", "direction_of_good", "decimals")
    told = [(name, *rest) for name, rest in _INDICATORS.items()]
    untold = [(name, f"Further {at}", f"其他{at}", "buses", "辆", "stock", "up", 0) for at, name in enumerate(others)]
    write(project / "indicators.csv", head, [*told, *untold])
    write(project / "sources.csv", ("id", "publisher", "short_zh", "title", "published"), _SOURCES)
    write(project / "entities.csv", ("id", "name_zh"), [*((town, ALL_TOWNS[town]) for town in chosen), (TOTAL, "全省")])
    targets = [
        (name, town, 2025, _rounded(name, values[name, town][-1] * factor), "TARGETS")
        for town in chosen
        for name, factor in (("punctual", 0.97 if len(town) % 2 else 1.04), ("electric", 1.3), ("shelters", 1.1))
    ]
    write(project / "targets.csv", OBSERVATIONS, targets)
    return project


def _path(random_: random.Random, name: str, length: int) -> list[float]:
    """Values of an indicator that go up most years and down in some."""
    low, high, least, most = _PATHS[name]
    value, rate = random_.uniform(low, high), random_.uniform(least, most)
    found = []
    for _ in range(length):
        found.append(_rounded(name, value))
        value *= 1 + (rate + random_.gauss(0, 0.6)) / 100
    return found


def _rounded(name: str, value: float) -> float:
    return round(value, _INDICATORS[name][-1] or None)


def write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])

"""Made-up towns with values of several kinds, for facts that look at several places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from briefing.facts import FactRegistry
from briefing.model.dataset import Break, Dataset, Indicator, Observation, Source
from briefing.model.edition import Edition, Subject
from briefing.model.period import Period

VISITS: Mapping[str, tuple[float | None, ...]] = {  # 2019, 2021, 2023
    "Alden": (40, 44, 60),
    "Burford": (90, 70, 80),
    "Corby": (10, 25, 30),
    "Dunmore": (20, 20, None),
}
YEARS = (2019, 2021, 2023)
INDICATORS = (
    Indicator("visits", {"en": "Library visits"}, "thousand visits", "flow", "up"),
    Indicator("staff", {"en": "Staff"}, "people", "stock", ""),
    Indicator("open", {"en": "Open libraries"}, "% of libraries", "ratio", "up"),
    Indicator("rent", {"en": "Rent"}, "euro", "flow", "down"),
    Indicator("temperature", {"en": "January temperature"}, "°C", "", "up"),
)
STAFF = {"Alden": 4, "Burford": 16, "Corby": 2}
OPEN = {"Alden": (50.0, 75.0), "Burford": (80.0, 90.0), "Corby": (20.0, 60.0)}
TEMPERATURE = {"Alden": -3.5, "Burford": -10.0, "Corby": 0.0}
SUBJECTS = (
    Subject("visits", "visits"),
    Subject("staff", "staff"),
    Subject("open", "open"),
    Subject("rent", "rent"),
    Subject("temperature", "temperature"),
    Subject("each", ratio=("visits", "staff"), unit="thousand visits a head", names={"en": "Visits for each"}),
    Subject(
        "per_head", ratio=("visits", "staff"), unit="thousand a head", names={"en": "Visits a head"}, direction="up"
    ),
    Subject("north", "visits", places=("Alden", "Burford"), combine="sum", names={"en": "Visits in the north"}),
    Subject("usual", "visits", places=("Alden", "Burford", "Corby"), combine="mean"),
    Subject("here", "visits", places=("edition", "Corby"), combine="sum"),
)


def row(indicator: str, entity: str, year: int, value: float, **more: Any) -> Observation:
    unit = next(item.unit for item in INDICATORS if item.id == indicator)
    return Observation(indicator, entity, Period.year(year), value, unit, "DESK", **more)


def dataset(*more: Observation, breaks: tuple[Break, ...] = ()) -> Dataset:
    rows = [
        row("visits", town, year, value)
        for town, values in VISITS.items()
        for year, value in zip(YEARS, values, strict=True)
        if value is not None
    ]
    rows += [row("staff", town, year, value) for town, value in STAFF.items() for year in YEARS]
    rows += [
        row("open", town, year, value)
        for town, ends in OPEN.items()
        for year, value in zip((2019, 2023), ends, strict=True)
    ]
    rows += [row("rent", town, 2023, value) for town, value in zip(STAFF, (7, 9, 5), strict=True)]
    rows += [row("temperature", town, 2023, value) for town, value in TEMPERATURE.items()]
    source = Source("DESK", "Desk", "Figures", "2024-01-01")
    return Dataset({item.id: item for item in INDICATORS}, (*rows, *more), {"DESK": source}, breaks=breaks)


def book(*more: Observation, entity: str = "Alden", breaks: tuple[Break, ...] = (), **changes: Any) -> FactRegistry:
    given: dict[str, Any] = {
        "slug": "towns", "title": "Towns", "entity": entity,
        "period": (Period.year(2019), Period.year(2023)), "as_of": dt.date(2024, 12, 31),
        "subjects": {subject.key: subject for subject in SUBJECTS},
    }  # fmt: skip
    return FactRegistry(dataset(*more, breaks=breaks), Edition(**(given | changes)))

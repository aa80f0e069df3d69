"""A made-up dataset of a harbour town, and the edition that looks at it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from briefing.facts import FactRegistry
from briefing.model.dataset import Dataset, Indicator, Observation, Source
from briefing.model.edition import Edition, Subject
from briefing.model.period import Period

TOWN = "Port Alder"
UNITS = {
    "berths": "per 1,000 residents",
    "deep_berths": "per 1,000 residents",
    "freight": "million dollars",
    "speed_rank": "rank",
    "care_rank": "rank",
}
VALUES = {"berths": 262.9, "deep_berths": 136.95, "freight": 853.69, "speed_rank": 1, "care_rank": 3}


def edition(**changes: Any) -> Edition:
    given: dict[str, Any] = {
        "slug": "port-alder",
        "title": TOWN,
        "entity": TOWN,
        "period": (Period.year(2014), Period.year(2023)),
        "as_of": dt.date(2025, 12, 31),
        "subjects": {name: Subject(name, name) for name in UNITS},
    }
    return Edition(**(given | changes))


@pytest.fixture
def book() -> FactRegistry:
    indicators = {name: Indicator(name, {"en": name.title()}, unit) for name, unit in UNITS.items()}
    rows = tuple(
        Observation(name, TOWN, Period.year(2023), value, UNITS[name], "REGISTER") for name, value in VALUES.items()
    )
    return FactRegistry(
        Dataset(indicators, rows, {"REGISTER": Source("REGISTER", "Registry", "Yearbook", "2024-05")}), edition()
    )

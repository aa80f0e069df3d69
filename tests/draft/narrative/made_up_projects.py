"""Made-up projects in memory, and findings that are true of them until the projects turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.insight import Insight
from briefing.model.dataset import Dataset, Indicator, Observation, Qualifier, Source, Target
from briefing.model.edition import Edition, Project, Subject
from briefing.model.format import Format
from briefing.model.period import DAY, MONTH, QUARTER, WEEK, YEAR, Frequency, Period

Values = Sequence[float | None]
FIRST = {
    YEAR: Period.year(2010),
    QUARTER: Period.containing(dt.date(2019, 1, 1), QUARTER),
    MONTH: Period.containing(dt.date(2021, 1, 1), MONTH),
    WEEK: Period.containing(dt.date(2024, 1, 29), WEEK),
    DAY: Period.containing(dt.date(2024, 3, 1), DAY),
}
NAMES: Final[Mapping[str, str]] = MappingProxyType({"en": "Harbour visits", "zh": "港口到访次数"})
SEA_LEVEL: Final[Mapping[str, str]] = MappingProxyType({"en": "Sea level", "zh": "海平面"})  # from a base
SECOND = {"en": "Tickets sold", "zh": "售票数"}


class Made(Struct, frozen=True):
    """What a project holds: the values of each place, and of a second indicator for the place of the edition."""

    places: Mapping[str, Values]
    frequency: Frequency = YEAR
    unit: str = "visits"
    second: Values = ()
    target: float | None = None
    bound: Qualifier = "="  # of the newest value
    names: Mapping[str, str] = NAMES
    direction: str = ""
    first_reading: float | None = None  # of the newest value
    decimals: int | None = None  # with which values are printed
    status: str = "A"  # of the newest value
    noun: str = ""  # what both indicators are amounts of, as the head of their table says


def project(made: Made) -> Project:
    """What it holds → the project, of the first place."""
    first, own = FIRST[made.frequency], next(iter(made.places))
    length = max([len(made.second), *map(len, made.places.values())])
    rows = [
        _row("visits", place, first + at, value, made.unit, made.bound if at == length - 1 else "=")
        for place, values in made.places.items()
        for at, value in enumerate(values)
        if value is not None
    ]
    rows += [
        _row("tickets", own, first + at, value, "tickets") for at, value in enumerate(made.second) if value is not None
    ]
    if made.first_reading is not None:
        newest = next(at for at, row in reversed(list(enumerate(rows))) if row.indicator == "visits")
        earlier = replace(rows[newest], value=made.first_reading, published="2024-01-01")
        rows[newest] = replace(rows[newest], published="2024-06-01", earlier=(earlier,))
    if rows:
        rows[-1] = replace(rows[-1], status=made.status)
    defined = _defined(made, made.names)
    printed = Format(decimals=made.decimals)
    visits = Indicator("visits", made.names, made.unit, direction=made.direction, definition=defined, format=printed)
    indicators = {"visits": visits}
    subjects = {"visits": Subject("visits", indicator="visits")}
    if made.second:
        indicators["tickets"] = Indicator("tickets", SECOND, "tickets", definition=_defined(made, SECOND))
        subjects["tickets"] = Subject("tickets", indicator="tickets")
    targets = () if made.target is None else (Target("visits", own, Period.year(2030), made.target, "OFF"),)
    edition = Edition(
        "made-up",
        "Made up",
        own,
        (first, first + (length - 1)),
        dt.date(2026, 12, 31),
        languages=("en", "zh"),
        subjects=subjects,
    )
    source = Source("OFF", "Harbour office", "Yearbook", "2025-01-01", short="Harbour office")
    dataset = Dataset(indicators, tuple(rows), {"OFF": source}, targets)
    return Project(Path(), edition, dataset, {}, Path())


def _defined(made: Made, names: Mapping[str, str]) -> str:
    return f"{made.noun}: {names['en']}" if made.noun else ""


def _row(
    indicator: str, place: str, period: Period, value: float, unit: str, qualifier: Qualifier = "="
) -> Observation:
    return Observation(indicator, place, period, value, unit, "OFF", qualifier=qualifier)


class Finding(Struct, frozen=True):
    """An insight, the project that it is true of, and one in which it has turned; `gone` are words that are then
    false, by language."""

    insight: Insight
    now: Made
    turned: Made
    gone: Mapping[str, str] = {}


def insight(
    type: str,
    facts: Mapping[str, str],
    claim: str,
    direction: str = "",
    *,
    subjects: Sequence[str] = ("visits",),
    entities: Sequence[str] = (),
    missing: str = "",
    **statistics: float,
) -> Insight:
    periods = {"missing": missing} if missing else {}
    way: Literal["up", "down", ""] = "up" if direction == "up" else "down" if direction == "down" else ""
    return Insight(type, tuple(subjects), claim, facts, 0.5, 0.5, 0.5, way, tuple(entities), periods, statistics)


LAST = {"last": "visits.last"}
RISING: Values = (40, 43, 41, 47, 52, 58)
FALLING: Values = (58, 52, 47, 41, 43, 40)

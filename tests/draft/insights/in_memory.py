"""Made-up series of one place → a project in memory, of any frequency, with targets, breaks and readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from briefing.draft.insight import Insight
from briefing.draft.insights.finding import insights
from briefing.model.dataset import Break, Dataset, Indicator, Observation, Source, Target
from briefing.model.edition import Edition, Project, Subject
from briefing.model.period import MONTH, QUARTER, WEEK, YEAR, Frequency, Period

FIRST = {
    YEAR: 2001,
    QUARTER: 2010 * 4,
    MONTH: 2015 * 12,
    WEEK: Period.containing(dt.date(2020, 7, 1), WEEK).ordinal,
}


def edition(
    series: Mapping[str, Sequence[float] | NDArray[np.float64]],
    frequency: Frequency = YEAR,
    unit: str = "visits",
    column: str = "",
) -> Project:
    """Return a project with a short name for each series, all of one place and one `column`, if it has a head; NaN is a
    period without a value."""
    first, length = FIRST[frequency], max(map(len, series.values()))
    rows = [
        Observation(key, "Ash", Period(frequency, first + at), round(float(value), 3), unit, "s")
        for key, values in series.items()
        for at, value in enumerate(values)
        if not np.isnan(value)
    ]
    period = Period(frequency, first), Period(frequency, first + length - 1)
    subjects = {key: Subject(key, indicator=key) for key in series}
    indicators = {
        key: Indicator(
            key,
            {"en": key.title()},
            unit,
            frequency=frequency,
            definition=f"{column}: {key.title()}" if column else "",
        )
        for key in series
    }
    dataset = Dataset(indicators, tuple(rows), {"s": Source("s", "Nobody", "Made up", "2025")})
    return Project(
        Path(), Edition("x", "X", "Ash", period, dt.date(2100, 1, 1), subjects=subjects), dataset, {}, Path()
    )


def with_target(project: Project, key: str, year: int, value: float) -> Project:
    """Return the project with a target for a year."""
    target = Target(key, "Ash", Period.year(year), value, "s")
    return replace(project, dataset=replace(project.dataset, targets=(target,)))


def with_break(project: Project, key: str, before: int, effect: str = "refuse") -> Project:
    """Return the project with a break after a year."""
    years = Period.year(before), Period.year(before + 1)
    found = Break(
        key, "Ash", "official", *years, "refuse" if effect == "refuse" else "disclose", "counted another way", "s"
    )
    return replace(project, dataset=replace(project.dataset, breaks=(found,)))


def with_last_row(project: Project, **changes: object) -> Project:
    """Return the project with another newest observation."""
    *rows, last = project.dataset.observations
    return replace(project, dataset=replace(project.dataset, observations=(*rows, replace(last, **changes))))


def of_type(project: Project, type: str) -> Insight | None:
    """Return the best insight of a type; None if there is none."""
    return next((item for item in insights(project, all=True) if item.type == type), None)


def types(project: Project) -> set[str]:
    """Return the types of all insights."""
    return {item.type for item in insights(project, all=True)}


def noise(count: int, seed: int = 1, deviation: float = 1.0) -> NDArray[np.float64]:
    """Return values that vary about 100 without any pattern."""
    return 100 + np.random.default_rng(seed).normal(0, deviation, count)

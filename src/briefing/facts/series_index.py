"""Observations of a dataset → series that may be compared: one indicator, entity and series, one value a period.

Only preferred observations count: which publisher's value stands for a period is the dataset's word, never ours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from msgspec import Struct

from briefing.model.dataset import Break, Dataset, Gap, Observation, Target
from briefing.model.period import Period

Key = tuple[str, str, str]  # indicator, entity, series
FORECAST: Final = "F"  # the status of what is never an observation


class SeriesIndex(Struct, frozen=True):
    """A dataset sorted: series by key, their periods in order; targets by indicator and entity; breaks, gaps by key.

    `aside` has by key the readings of a part of a year and the forecasts, which no series compares with its values.
    `places` lists the entities of each indicator and series that are compared with each other: no totals of others.
    `below_zero` are the indicators that have a value below zero, of whatever place and period. `full_decimals` has, by
    indicator, the most decimals in a table that keeps a zero at the end, as in 132.0: there 185 was published as 185.
    """

    series: Mapping[Key, Mapping[Period, Observation]]
    aside: Mapping[Key, Mapping[Period, Observation]]
    targets: Mapping[tuple[str, str], tuple[Target, ...]]
    breaks: Mapping[Key, tuple[Break, ...]]
    gaps: Mapping[Key, Mapping[Period, Gap]]
    runs: Mapping[tuple[str, str], tuple[str, ...]]
    places: Mapping[tuple[str, str], tuple[str, ...]]
    below_zero: frozenset[str]
    full_decimals: Mapping[str, int]

    def series_of(self, indicator: str, entity: str) -> tuple[str, ...]:
        """The series that an indicator has for an entity."""
        return self.runs.get((indicator, entity), ())

    def entities(self, indicator: str, series: str) -> tuple[str, ...]:
        """The entities of a series that may be compared with each other, sorted; no totals of others."""
        return self.places.get((indicator, series), ())


def index_series(dataset: Dataset, totals: Collection[str] = ()) -> SeriesIndex:
    """Return the preferred observations of a dataset, its targets, breaks and gaps, sorted in one pass.

    `totals` are entities that hold others, as a country its regions.
    """
    rows: dict[Key, dict[Period, Observation]] = {}
    aside: dict[Key, dict[Period, Observation]] = {}
    for row in dataset.observations:
        if row.preferred:
            key = row.indicator, row.entity, row.series
            found = rows.setdefault(key, {})
            if row.status == FORECAST or row.period.frequency.months < 12:
                found = aside.setdefault(key, {})
            found.setdefault(row.period, row)
    targets: dict[tuple[str, str], list[Target]] = {}
    for target in dataset.targets:
        targets.setdefault((target.indicator, target.entity), []).append(target)
    breaks: dict[Key, list[Break]] = {}
    for item in dataset.breaks:
        breaks.setdefault((item.indicator, item.entity, item.series), []).append(item)
    gaps: dict[Key, dict[Period, Gap]] = {}
    for gap in dataset.gaps:
        gaps.setdefault((gap.indicator, gap.entity, gap.series), {})[gap.period] = gap
    runs: dict[tuple[str, str], list[str]] = {}
    places: dict[tuple[str, str], list[str]] = {}
    for indicator, entity, series in sorted(rows):
        runs.setdefault((indicator, entity), []).append(series)
        if entity not in totals and rows[indicator, entity, series]:
            places.setdefault((indicator, series), []).append(entity)
    return SeriesIndex(
        series={key: dict(sorted(values.items(), key=_ordinal)) for key, values in rows.items()},
        aside={key: dict(sorted(values.items(), key=_ordinal)) for key, values in aside.items()},
        targets={key: tuple(found) for key, found in targets.items()},
        breaks={key: tuple(found) for key, found in breaks.items()},
        gaps=gaps,
        runs={key: tuple(found) for key, found in runs.items()},
        places={key: tuple(found) for key, found in places.items()},
        below_zero=frozenset(row.indicator for row in dataset.observations if row.preferred and row.value < 0),
        full_decimals=_full_decimals(dataset.observations),
    )


def _full_decimals(rows: Sequence[Observation]) -> Mapping[str, int]:
    most: dict[str, int] = {}
    for row in rows:
        if row.preferred and row.decimals:
            most[row.indicator] = max(row.decimals, most.get(row.indicator, 0))
    # A zero as the last of the most decimals is one that the publisher wrote; "1.0" next to 0.876 is a program's.
    zeros = {
        row.indicator
        for row in rows
        if row.preferred
        and row.decimals
        and row.decimals == most[row.indicator]
        and round(row.value, row.decimals - 1) == row.value
    }
    return {indicator: most[indicator] for indicator in sorted(zeros)}


def _ordinal(item: tuple[Period, Observation]) -> int:
    return item[0].ordinal

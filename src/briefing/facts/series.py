"""Observations of a dataset → series that may be compared: one indicator, entity and series, one value a year.

What was not yet published on the as-of date is left out. Where the preferred row is left out with it, the next
best of the remaining rows stands in: unqualified before qualified, final before provisional, most precise.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.model.dataset import Break, Dataset, Observation, Target
from briefing.wording.rounding import published

Key = tuple[str, str, str]  # indicator, entity, series


@dataclass(frozen=True, slots=True)
class Shelf:
    """A dataset as known on a date: series by key, targets by indicator and entity, breaks by key."""

    dataset: Dataset
    series: Mapping[Key, Mapping[int, Observation]]
    targets: Mapping[tuple[str, str], tuple[Target, ...]]
    breaks: Mapping[Key, tuple[Break, ...]]

    def series_of(self, indicator: str, entity: str) -> tuple[str, ...]:
        """The series that an indicator has for an entity."""
        return tuple(sorted(key[2] for key in self.series if key[:2] == (indicator, entity)))

    def entities(self, indicator: str, series: str) -> tuple[str, ...]:
        """The entities of a series, sorted."""
        return tuple(sorted(key[1] for key in self.series if (key[0], key[2]) == (indicator, series)))


def shelve(dataset: Dataset, as_of: dt.date) -> Shelf:
    """Dataset and date → what was known then, sorted onto the shelf in one pass."""
    late = {source.id for source in dataset.sources.values() if source.published and ends(source.published) > as_of}
    rows: dict[Key, dict[int, list[Observation]]] = {}
    for row in dataset.observations:
        if row.source not in late:
            rows.setdefault((row.indicator, row.entity, row.series), {}).setdefault(row.year, []).append(row)
    series = {key: {year: _best(found) for year, found in sorted(years.items())} for key, years in rows.items()}
    targets = _grouped(target for target in dataset.targets if target.source not in late)
    breaks: dict[Key, tuple[Break, ...]] = {}
    for item in dataset.breaks:
        key = (item.indicator, item.entity, item.series)
        breaks[key] = (*breaks.get(key, ()), item)
    return Shelf(dataset, series, targets, breaks)


def ends(published_on: str) -> dt.date:
    """ISO day, month or year → its last day."""
    year, month, day = (*(int(part) for part in published_on.split("-")), 0, 0)[:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def _grouped(targets: Iterable[Target]) -> dict[tuple[str, str], tuple[Target, ...]]:
    groups: dict[tuple[str, str], tuple[Target, ...]] = {}
    for target in targets:
        key = (target.indicator, target.entity)
        groups[key] = (*groups.get(key, ()), target)
    return groups


def _best(rows: list[Observation]) -> Observation:
    return rows[0] if len(rows) == 1 else min(rows, key=_order)


def _order(row: Observation) -> tuple[bool, bool, int, int, str]:
    precision = published(row.value) if row.decimals is None else row.decimals
    return not row.preferred, row.qualifier != "=", "APE".index(row.status), -precision, row.source

"""When values were published: vintages of a value, and what was known by the end of a day or at a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from briefing.model.dataset import Dataset, Gap, Indicator, Observation, Source
from briefing.model.moment import as_of_day, parse_moment
from briefing.model.period import Period
from briefing.read.cells import last_day
from briefing.read.rows import AHEAD, ParsedRows
from briefing.reuse import Large, reused

_EARLY = 10  # days before a period ends by which a survey of it may be out
SeriesPeriod = tuple[str, str, Period, str]


def series_period(item: Observation | Gap) -> SeriesPeriod:
    """Return what has one value: indicator, entity, period and series."""
    return item.indicator, item.entity, item.period, item.series


def dated(source: Source) -> str:
    """Return when a source was published, else read; "" where nobody knows."""
    return source.published or source.read_on


class Publication:
    """When each observation was published: as its row says, else its source, else by the indicator's lag after the end
    of its period, else when its source was read."""

    def __init__(self, sources: Mapping[str, Source], indicators: Mapping[str, Indicator]) -> None:
        self._sources = sources
        self._lags = {name: item.lag_days for name, item in indicators.items() if item.lag_days is not None}

    def date(self, item: Observation | Gap) -> str:
        """Return the date or the moment in ISO form; "" where nobody knows."""
        source = self._sources.get(item.source)
        found = item.published or (source.published if source is not None else "")
        if not found and item.indicator in self._lags and item.status != "F":  # a forecast is no reading of its period
            return _after(item.period, self._lags[item.indicator])
        return found or (source.read_on if source is not None else "")

    def is_known(self, item: Observation, by: dt.date | dt.datetime) -> bool:
        """Whether an observation was published by the end of a day, or at a moment; what nobody can date was."""
        return is_by(self.date(item), by)

    def is_known_gap(self, item: Gap, by: dt.date | dt.datetime) -> bool:
        """Whether it was known that a period has no value."""
        return is_by(self.gap_date(item), by)

    def gap_date(self, item: Gap) -> str:
        """Return when a period was known to have no value: once its row or source was published, or the value due."""
        source = self._sources.get(item.source)
        date = item.published or (source.published if source is not None else "")
        return date or _after(item.period, self._lags.get(item.indicator, 0))

    def with_vintages(self, parsed: ParsedRows[Observation]) -> list[Observation]:
        """Return an observation for each value of a source: the newest of its readings, which has the earlier ones.

        Two readings of one day, and those of which nobody knows the day, are findings.
        """
        groups: dict[tuple[SeriesPeriod, str], list[int]] = {}
        for at, (_, item) in enumerate(parsed):
            groups.setdefault((series_period(item), item.source), []).append(at)
        if len(groups) == len(parsed):
            return [item for _, item in parsed]
        return [
            parsed[rows[0]][1] if len(rows) == 1 else self._newest_of([parsed[at] for at in rows])
            for rows in groups.values()
        ]

    def _newest_of(self, rows: ParsedRows[Observation]) -> Observation:
        labels: dict[dt.datetime, str] = {}
        for cells, item in rows:
            label = labels.setdefault(_instant(self.date(item)), cells.label)
            if label != cells.label:
                what = f"{item.source} gives {item.indicator} of {item.entity} for {item.period} in {label} too"
                own = "published" in cells.table.columns
                fix = "give each the day on which it was published" if own else "give them different series"
                cells.reject("published" if own else "source_id", what, f"delete one, or {fix}")
        preferred = any(item.preferred for _, item in rows)
        items = [replace(item, preferred=preferred) for _, item in rows]
        newest, *earlier = sorted(items, key=lambda item: _instant(self.date(item)), reverse=True)
        return replace(newest, earlier=tuple(earlier))


def known_on(dataset: Dataset, by: dt.date | dt.datetime) -> Dataset:
    """Return what was published by the end of a day, or at a moment; a date by month or year counts at its end.

    Of the readings of a value the newest of these counts, and has the earlier ones.

    Where the preferred value is later and all earlier rows agree, the first of them takes its place; where they
    differ, the period has no value, for choosing between publishers is the dataset's work and not ours.

    On most days the same is known as on the day before.
    """
    all_dates = reused("dates", (Large(dataset),), lambda: _dates(dataset))
    known = tuple(is_by(date, by) for date in all_dates)
    return reused("known", (Large(dataset), known), lambda: _known_on(dataset, by), shared=True)


def _dates(dataset: Dataset) -> tuple[str, ...]:
    """Return all dates that decide what is known."""
    publication = Publication(dataset.sources, dataset.indicators)
    found = {dated(source) for source in dataset.sources.values()}
    found.update(publication.date(one) for item in dataset.observations for one in (item, *item.earlier))
    found.update(publication.gap_date(item) for item in dataset.gaps)
    return tuple(sorted(found))


def _known_on(dataset: Dataset, by: dt.date | dt.datetime) -> Dataset:
    publication = Publication(dataset.sources, dataset.indicators)
    items = list(_known(dataset.observations, publication, by))
    groups: dict[SeriesPeriod, list[Observation]] = {}
    for item in items:
        groups.setdefault(series_period(item), []).append(item)
    promoted = {id(group[0]) for group in groups.values() if _unanimous(group)}
    observations = tuple(replace(item, preferred=True) if id(item) in promoted else item for item in items)
    targets = (item for item in dataset.targets if is_by(dated(dataset.sources[item.source]), by))
    gaps = (item for item in dataset.gaps if publication.is_known_gap(item, by) and series_period(item) not in groups)
    return replace(dataset, observations=observations, targets=tuple(targets), gaps=tuple(gaps))


def _known(items: Iterable[Observation], publication: Publication, by: dt.date | dt.datetime) -> Iterator[Observation]:
    for item in items:
        if publication.is_known(item, by):
            yield item
        elif known := [one for one in item.earlier if publication.is_known(one, by)]:
            yield replace(known[0], earlier=tuple(known[1:]))


def _unanimous(group: Sequence[Observation]) -> bool:
    same = len({(item.value, item.qualifier) for item in group}) == 1
    return same and not any(item.preferred for item in group)


def newest(dataset: Dataset) -> dt.date | None:
    """Return the day by which all sources and observations were published; None where none has a date."""
    publication = Publication(dataset.sources, dataset.indicators)
    dates = {dated(source) for source in dataset.sources.values()} | {item.published for item in dataset.observations}
    lagging = {name for name, item in dataset.indicators.items() if item.lag_days is not None}
    if lagging:
        dates |= {publication.date(item) for item in dataset.observations if item.indicator in lagging}
    return max((published_day(date) for date in dates if date), default=None)


@lru_cache(maxsize=4096)  # for each observation its source's
def published_day(date: str) -> dt.date:
    """Return the last day of a date in ISO form, or the day of a moment in its own zone; the first of all for none."""
    at = parse_moment(date)
    return at.date() if at is not None else last_day(date) or dt.date.min


@lru_cache(maxsize=4096)
def is_by(date: str, by: dt.date | dt.datetime) -> bool:
    """Whether a date in ISO form is by the end of a day, or by a moment; what has no date is.

    Most tables date a value by its day alone: on that day, in the zone of the moment, it is known.
    """
    if not date:
        return True
    if not isinstance(by, dt.datetime):
        return published_day(date) <= by
    at = parse_moment(date)
    return at <= by if at is not None else published_day(date) <= by.date()


@lru_cache(maxsize=4096)
def _instant(date: str) -> dt.datetime:
    """Return by what dates and moments are put in order: in UTC, a day at its end."""
    at = parse_moment(date)
    if at is not None:
        return at.astimezone(dt.UTC).replace(tzinfo=None)
    return dt.datetime.combine(published_day(date), dt.time.max)


@lru_cache(maxsize=8192)
def begins_after(period: Period, date: str) -> bool:
    """Whether a period begins after a date in ISO form."""
    return period.start > published_day(date)


@lru_cache(maxsize=8192)
def _after(period: Period, days: int) -> str:
    return (period.end + dt.timedelta(days=days)).isoformat()


def undated_after(dataset: Dataset, by: dt.date | dt.datetime) -> list[Observation]:
    """Return the values within a year that nobody dates and whose period begins after a day: none can be known on it.

    A year without a date stays whatever the day.
    """
    publication = Publication(dataset.sources, dataset.indicators)
    day = as_of_day(by).isoformat()
    undated = {name for name, source in dataset.sources.items() if not dated(source)}
    items = (item for item in dataset.observations if item.source in undated and item.status not in AHEAD)
    within = (item for item in items if item.period.frequency.unit != "year" and begins_after(item.period, day))
    return [item for item in within if not publication.date(item)]


def published_early(dataset: Dataset) -> dict[str, tuple[Observation, str]]:
    """Return for each source the newest value, and its date, of a period within a year that ends well after that date.

    What is marked as an estimate or a forecast may be published ahead. A year may be counted at one of its days.
    """
    found: dict[str, tuple[Observation, str]] = {}
    dates = {name: dated(source) for name, source in dataset.sources.items()}
    for item in dataset.observations:
        date = item.published or dates.get(item.source, "")
        if not date or item.status in AHEAD or item.period.frequency.unit == "year":
            continue
        newer = item.source not in found or item.period.end > found[item.source][0].period.end
        if newer and _ends_after(item.period, date):
            found[item.source] = item, date
    return found


@lru_cache(maxsize=8192)
def _ends_after(period: Period, date: str) -> bool:
    return (period.end - published_day(date)).days > _EARLY

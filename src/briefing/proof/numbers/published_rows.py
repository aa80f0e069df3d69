"""The rows of the table of observations, and which of several readings of a period stood at an as-of date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from briefing.proof.periods import Kind, NoPeriod, Period, kind_of, means, of_frequency
from briefing.proof.reading.dataset_tables import Tables

_YES: Final = ("yes", "true", "1", "")
# What a row without a value says of why there is none: CL_OBS_STATUS of SDMX.
GAPS: Final = ("H", "L", "M", "O", "Q")
# Indicator, entity and series.
Subject = tuple[str, str, str]
# What rows are read from, by the usual names.
TABLES: Final = ("observations.csv", "indicators.csv", "sources.csv")
_MOST_INDEXED: Final = 20_000  # rows; of a larger table only those are read that facts rest on


class TableRow(Struct, frozen=True):
    """A row: its value as the cell has it, and when it was published, by itself, by its source or by the indicator."""

    indicator: str
    entity: str
    series: str
    source: str
    period: Period
    value: str
    published: str
    preferred: bool
    status: str
    number: int

    @property
    def subject(self) -> Subject:
        """What the values of a series share."""
        return self.indicator, self.entity, self.series


class _Indicator(Struct, frozen=True):
    kind: Kind | None = None
    first_month: int = 1
    lag_days: int | None = None


def table_rows(tables: Tables, subjects: Collection[Subject] | None = None) -> Iterator[TableRow]:
    """Yield the rows of a long table that have a period; only those of some subjects, where these are named."""
    indexed = rows_by_period(tables, subjects)
    for subject in indexed if subjects is None else subjects:
        for rows in indexed.get(subject, {}).values():
            yield from rows


def rows_by_period(
    tables: Tables, subjects: Collection[Subject] | None = None
) -> Mapping[Subject, Mapping[Period, Sequence[TableRow]]]:
    """Return the same rows by subject and period, and those of further subjects where the table is not large."""
    heads, lines = tables.lines("observations.csv")
    if not {"indicator_id", "entity"} <= {*heads} or not {"year", "period"} & {*heads}:
        return {}
    if len(lines) > _MOST_INDEXED:
        return _by_period(tables, heads, lines, subjects)
    return tables.derived("rows by subject", TABLES, lambda: _by_period(tables, heads, lines, None))


def known_readings(tables: Tables, as_of: str) -> tuple[object, ...] | None:
    """Return all that decides on the readings in a table that are known at a date; None where they are too many.

    An edition of another day finds the same where nothing was published in between.
    """
    inputs = tables.inputs(TABLES)
    if inputs is None or len(tables.lines("observations.csv")[1]) > _MOST_INDEXED:
        return None
    dates = tables.derived(
        "dates of publication", TABLES, lambda: sorted({row.published for row in table_rows(tables)})
    )
    return *inputs, [date for date in dates if is_known(date, as_of)]


def _by_period(
    tables: Tables, heads: Sequence[str], lines: Sequence[Sequence[str]], subjects: Collection[Subject] | None
) -> Mapping[Subject, Mapping[Period, Sequence[TableRow]]]:
    found: dict[Subject, dict[Period, list[TableRow]]] = {}
    for row in _Rows(tables, heads).of(enumerate(lines), subjects):
        found.setdefault(row.subject, {}).setdefault(row.period, []).append(row)
    return found


class _Rows:
    """Reads rows of a long table whose heads are known."""

    def __init__(self, tables: Tables, heads: Sequence[str]) -> None:
        self._at = {head: place for place, head in enumerate(heads)}
        self._indicators = _indicators(tables)
        self._sources = {row.get("id", ""): row for row in tables.rows("sources.csv")}

    def of(
        self, lines: Iterable[tuple[int, Sequence[str]]], subjects: Collection[Subject] | None
    ) -> Iterator[TableRow]:
        """Yield the rows of numbered lines, only those of some subjects where these are named."""
        name_of, entity_of, series_of = map(self._cell, ("indicator_id", "entity", "series"))
        period_of, year_of = map(self._cell, ("period", "year"))
        source_of, published_of, preferred_of = map(self._cell, ("source_id", "published", "preferred"))
        status_of, value_of = map(self._cell, ("status", "value"))
        for number, cells in lines:
            subject = name, entity, series = name_of(cells), entity_of(cells), series_of(cells) or "official"
            if subjects is not None and subject not in subjects:
                continue
            indicator = self._indicators.get(name, _Indicator())
            try:
                period = of_frequency(period_of(cells) or year_of(cells), indicator.kind, indicator.first_month)
            except NoPeriod:
                continue
            source, status = source_of(cells), status_of(cells) or "A"
            lag = None if status == "F" else indicator.lag_days  # a forecast is published before its period
            published = published_of(cells) or _published(self._sources.get(source, {}), period, lag)
            preferred = preferred_of(cells).casefold() in _YES
            yield TableRow(name, entity, series, source, period, value_of(cells), published, preferred, status, number)

    def _cell(self, head: str) -> Callable[[Sequence[str]], str]:
        """Return what takes the cell below a head, "" where a row has none."""
        place = self._at.get(head)
        if place is None:
            return lambda _: ""
        return lambda cells: cells[place] if place < len(cells) else ""


def newest(rows: Iterable[TableRow], source: str, as_of: str) -> TableRow | None:
    """Return the row of a source that was published last up to an as-of date; None where none was."""
    known = [row for row in rows if row.source == source and is_known(row.published, as_of)]
    return max(known, key=lambda row: last_moment(row.published), default=None)


@lru_cache(maxsize=16384)
def is_known(published: str, as_of: str) -> bool:
    """Whether what was published at a date or moment is known at another; what has no date is known."""
    if not published:
        return True
    at = last_moment(as_of)
    moment = last_moment(published)
    return moment <= at if ":" in as_of and ":" in published else moment.date() <= at.date()


def is_date(text: str, published: str) -> bool:
    """Whether a cell writes a date of publication, in whatever form: a day, or the same moment in another zone."""
    if text == published:
        return True
    if ":" in text and ":" in published:
        return last_moment(text) == last_moment(published)
    try:
        return ":" not in published and means(text, of_frequency(published, None))
    except NoPeriod:
        return False


@lru_cache(maxsize=16384)
def last_moment(date: str) -> dt.datetime:
    """Return the last moment of a year, month, day or moment; the first of all for what is none of them."""
    try:
        if ":" in date:
            moment = dt.datetime.fromisoformat(date)
            return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        stretch = of_frequency(date, None)
    except (NoPeriod, ValueError):
        return dt.datetime.min.replace(tzinfo=dt.UTC)
    return dt.datetime.combine(stretch.last, dt.time.max, dt.UTC)


def _published(source: Mapping[str, str], period: Period, lag_days: int | None) -> str:
    if source.get("published"):
        return source["published"]
    if lag_days is not None:
        return (period.last + dt.timedelta(days=lag_days)).isoformat()
    return source.get("read_on", "")


def _indicators(tables: Tables) -> Mapping[str, _Indicator]:
    found = {}
    for row in tables.rows("indicators.csv"):
        month, lag = row.get("year_starts", ""), row.get("lag_days", "")
        found[row.get("id", "")] = _Indicator(
            kind_of(row.get("frequency", "")),
            int(month) if month.isdecimal() and 1 <= int(month) <= 12 else 1,
            int(lag) if lag.isdecimal() else None,
        )
    return found

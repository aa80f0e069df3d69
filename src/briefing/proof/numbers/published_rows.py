"""The rows of the table of observations, and which of several readings of a period stood at an as-of date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from briefing.proof.periods import Kind, NoPeriod, Period, kind_of, means, of_frequency
from briefing.proof.reading.dataset_tables import Tables

_YES: Final = ("yes", "true", "1", "")
# What a row without a value says of why there is none: CL_OBS_STATUS of SDMX.
GAPS: Final = ("H", "L", "M", "O", "Q")


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
    def subject(self) -> tuple[str, str, str]:
        """What the values of a series share."""
        return self.indicator, self.entity, self.series


class _Indicator(Struct, frozen=True):
    kind: Kind | None = None
    first_month: int = 1
    lag_days: int | None = None


def table_rows(tables: Tables, subjects: set[tuple[str, str, str]] | None = None) -> Iterator[TableRow]:
    """Yield the rows of a long table that have a period; only those of some subjects, where these are named."""
    heads, lines = tables.lines("observations.csv")
    at = {head: place for place, head in enumerate(heads)}
    if not {"indicator_id", "entity"} <= at.keys() or not {"year", "period"} & at.keys():
        return
    indicators, sources = _indicators(tables), {row.get("id", ""): row for row in tables.rows("sources.csv")}

    def cell(cells: Sequence[str], head: str) -> str:
        place = at.get(head)
        return cells[place] if place is not None and place < len(cells) else ""

    for number, cells in enumerate(lines):
        name, entity, source = (cell(cells, head) for head in ("indicator_id", "entity", "source_id"))
        series = cell(cells, "series") or "official"
        if subjects is not None and (name, entity, series) not in subjects:
            continue
        indicator = indicators.get(name, _Indicator())
        try:
            period = of_frequency(cell(cells, "period") or cell(cells, "year"), indicator.kind, indicator.first_month)
        except NoPeriod:
            continue
        own = cell(cells, "published")
        preferred = cell(cells, "preferred").casefold() in _YES
        status = cell(cells, "status") or "A"
        lag = None if status == "F" else indicator.lag_days  # a forecast is published before its period
        published = own or _published(sources.get(source, {}), period, lag)
        value = cell(cells, "value")
        yield TableRow(name, entity, series, source, period, value, published, preferred, status, number)


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

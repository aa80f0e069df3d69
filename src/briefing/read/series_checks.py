"""Observations against each other: what may stand together in a series, and which of several values is preferred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from briefing.model.dataset import Break, Gap, Observation
from briefing.model.period import DAY, Frequency, Period
from briefing.model.period_notation import NotationError, as_frequency
from briefing.read.cells import Cells
from briefing.read.publication import SeriesPeriod, series_period
from briefing.read.report import Report
from briefing.read.rows import KnownNames, ParsedRows
from briefing.read.series_columns import ADJUSTMENT_WORDS
from briefing.read.source_table import SourceTable

Series = tuple[str, str, str]
_FEWEST_DAYS = 3  # that tell months from days
# Why a series is broken before a value with status B, where its row has no note.
MARKED_BREAK = "the publisher marks a break"
MARKED_BREAKS: Mapping[str, str] = {"zh": "发布机构标明此处有间断"}


def series_of(item: Observation | Gap) -> Series:
    """Return the indicator, the entity and the series of a value."""
    return item.indicator, item.entity, item.series


def check_rows(table: SourceTable | None, only: Mapping[str, tuple[str, ...]], report: Report) -> None:
    """Report a table without a row."""
    if table is not None and not table.rows and only:
        asked = ", and ".join(f"{column} is {_any_of(values)}" for column, values in only.items())
        report.add(
            table.path, f"no row has a value whose {asked}", "correct the names in [edition], [facts] or entities"
        )
    elif table is not None and not table.rows:
        report.add(table.path, "there are no observations", "add a row for each published value")


def _any_of(values: tuple[str, ...]) -> str:
    """A few of the values of a column, in words."""
    shown = [repr(value) for value in values[:5]]
    return " or ".join([*shown, f"one of {len(values) - 5} more"] if len(values) > 5 else shown)


def check_preferred(parsed: ParsedRows[Observation], table: SourceTable | None) -> None:
    """Report each period of a series for which two sources are preferred, or none."""
    preferred: dict[SeriesPeriod, tuple[str, str]] = {}
    for cells, item in parsed:
        if item.preferred:
            source, label = preferred.setdefault(series_period(item), (item.source, cells.label))
            if source != item.source:
                what = f"{label} is already preferred for {item.indicator} of {item.entity} in {item.period}"
                cells.reject("preferred", what, _prefer_fix(cells))
    wrong = _wrong_series(parsed, table)
    undecided: dict[SeriesPeriod, tuple[Cells, Observation]] = {}
    for cells, item in parsed:
        if not item.preferred and (item.indicator, item.entity) not in wrong and series_period(item) not in preferred:
            undecided.setdefault(series_period(item), (cells, item))
    for cells, item in undecided.values():
        what = f"no row is preferred for {item.indicator} of {item.entity} in {item.period} (series {item.series})"
        cells.reject("preferred", what, "write yes in the row that the edition shall show")


def _wrong_series(parsed: ParsedRows[Observation], table: SourceTable | None) -> set[tuple[str, str]]:
    """Indicators and entities with a row that was refused: the preferred one may be just that."""
    if table is None or len(parsed) == len(table.rows):
        return set()
    good = {id(cells.row) for cells, _ in parsed}
    return {(row.cells["indicator_id"], row.cells["entity"]) for row in table.rows if id(row) not in good}


def _prefer_fix(cells: Cells) -> str:
    if "preferred" in cells.table.columns:
        return f"write yes in one row for each indicator, entity, {cells.time('period')} and series"
    return "add a column preferred and write yes in one of the rows, or give them series of which [facts] names one"


# What stands together in a series


class _First(Struct):
    """The first value of a series, and whether its days could be those of longer periods."""

    cells: Cells
    item: Observation
    days: int = 0
    longer: bool = True


def check_series(parsed: ParsedRows[Observation], names: KnownNames) -> None:
    """Report series of two frequencies or adjustments, of days that stand for longer periods, of ranges that overlap;
    each once."""
    firsts: dict[Series, _First] = {}
    partial: dict[Series, dict[Frequency, tuple[Cells, Observation]]] = {}
    mixed: set[Series] = set()
    for cells, item in parsed:
        key = series_of(item)
        if item.indicator in names.unclear:
            continue
        if item.period.frequency.partial:
            partial.setdefault(key, {}).setdefault(item.period.frequency, (cells, item))
            continue
        first = firsts.get(key)
        if first is None:
            first = firsts[key] = _First(cells, item)
        elif key not in mixed and (what := _unlike(first, item)):
            mixed.add(key)
            column = "adjustment" if _same_frequency(first, item) else "period"
            column = column if column in cells.table.columns else cells.time("period")
            cells.reject(column, what, _unlike_fix(first, item))
        if item.period.frequency == DAY and item.indicator not in names.frequencies:
            first.days += 1
            first.longer = first.longer and 1 in (item.period.start.day, (item.period + 1).start.day)
    for first in firsts.values():
        if first.days >= _FEWEST_DAYS and first.longer:
            what = f"all days of {first.item.indicator} of {first.item.entity} are the first or the last of a month"
            fix = "give the indicator's frequency in indicators.csv: M, Q or A, or D if they are days"
            first.cells.reject(first.cells.time("period"), what, fix)
    for rows in partial.values():
        _check_parts(list(rows.values()))


def _unlike(first: _First, item: Observation) -> str:
    """Return how a value differs from the first of its series; empty where it does not."""
    one, other = first.item.period.frequency, item.period.frequency
    whose = f"{item.indicator} of {item.entity} (series {item.series})"
    if one is not other and one != other:
        if one.unit == other.unit:
            return f"{item.period} overlaps years of {whose} as {first.item.period} in {first.cells.label}"
        return f"{whose} has {item.period}, a {other}, and in {first.cells.label} {first.item.period}, a {one}"
    if first.item.adjustment != item.adjustment:
        mine, its = (ADJUSTMENT_WORDS.get(one.adjustment, "of no stated adjustment") for one in (item, first.item))
        return f"{whose} is {mine} here and {its} in {first.cells.label}"
    return ""


def _same_frequency(first: _First, item: Observation) -> bool:
    return first.item.period.frequency == item.period.frequency


def _unlike_fix(first: _First, item: Observation) -> str:
    if _same_frequency(first, item):
        return "give each adjustment a series of its own, as adjusted and unadjusted"
    return "give each frequency a series of its own, as monthly and yearly, or an indicator"


def _check_parts(rows: Sequence[tuple[Cells, Observation]]) -> None:
    """Report readings of parts of a year that overlap, neither within the other, as those of moving windows."""
    for at, (cells, item) in enumerate(rows):
        for earlier, other in rows[:at]:
            mine, its = _months(item.period.frequency), _months(other.period.frequency)
            if mine & its and not (mine <= its or its <= mine):
                what = f"{item.period} overlaps {other.period} in {earlier.label}"
                fix = f"give each its own series, or write moving values under their last month, as {_last_month(item)}"
                cells.reject(cells.time("period"), what, fix)
                break


def _months(frequency: Frequency) -> frozenset[int]:
    return frozenset((frequency.first_month + step - 1) % 12 for step in range(frequency.months))


def _last_month(item: Observation) -> str:
    return f"{item.period.end:%Y-%m}"


# Breaks and targets


class SeriesFrequencies:
    """The frequencies of the series of a dataset, of each indicator and of each of its series."""

    def __init__(self, items: Sequence[Observation], names: KnownNames) -> None:
        self._declared = names.frequencies
        self._found: dict[tuple[str, str], set[Frequency]] = {}
        for indicator, series, frequency in {(item.indicator, item.series, item.period.frequency) for item in items}:
            if not frequency.partial:
                for key in ((indicator, series), (indicator, "")):
                    self._found.setdefault(key, set()).add(frequency)

    def fitted(self, cells: Cells, column: str, period: Period, indicator: str, series: str = "") -> Period:
        """Return the period that a target or a break means in its series; what it has not is a finding."""
        known = self._found.get((indicator, series), set())
        declared = self._declared.get(indicator)
        if period.frequency in known or not (known or declared):
            return period
        frequency = declared if declared in known or not known else min(known, key=str)
        assert frequency is not None
        try:
            return as_frequency(period, frequency)
        except NotationError:
            what = f"{period} is a {period.frequency}, where {indicator} has a value for each {frequency}"
            cells.reject(cells.time(column), what, f"write {Period.containing(period.end, frequency)}")
            return period


def marked_breaks(items: Sequence[Observation], breaks: Sequence[Break]) -> Iterator[Break]:
    """Yield a break before each value with status B of which the table of breaks says nothing."""
    marked = {series_of(item) for item in items if item.status == "B"}
    if not marked:
        return
    tabled = {(found.indicator, found.entity, found.series, found.after) for found in breaks}
    periods: dict[tuple[Series, Frequency], set[Period]] = {}
    for item in items:
        if series_of(item) in marked and item.status != "F":
            periods.setdefault((series_of(item), item.period.frequency), set()).add(item.period)
    for item in {(series_of(item), item.period): item for item in items if item.status == "B"}.values():
        before = [period for period in periods[series_of(item), item.period.frequency] if period < item.period]
        if before and (*series_of(item)[:2], item.series, item.period) not in tabled:
            yield Break(
                indicator=item.indicator,
                entity=item.entity,
                series=item.series,
                before=max(before),
                after=item.period,
                effect="refuse",
                reason=item.note or MARKED_BREAK,
                source=item.source,
                reasons=dict(item.notes) if item.note else MARKED_BREAKS,
            )

"""Time series: one value a period that may be compared, with unit, direction of good and breaks.

`PublishedSeries` holds values as published, `RatioSeries` (ratio.py) and `CombinedSeries` (combined.py) are worked out.
Everything in `subject` works on any series and does not know where the values come from.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import FactError, Impossible
from briefing.facts.formula import RecordValue, as_tree, figure
from briefing.facts.lookup_errors import no_value, unknown
from briefing.facts.series_index import FORECAST, SeriesIndex
from briefing.model.dataset import (
    WITHIN_YEAR,
    Adjustment,
    Aggregation,
    Break,
    Gap,
    Indicator,
    Observation,
    Target,
)
from briefing.model.fact import Fact
from briefing.model.format import Format
from briefing.model.period import Frequency, Period
from briefing.wording.fitting import is_rate_of_change
from briefing.wording.levels import readable_decimals
from briefing.wording.rounding import published


class TimeSeries(Struct, frozen=True, dict=True, kw_only=True):
    """One value a period.

    The story reaches it by `expression`, `nature` or `nature.of('Shanghai')`; `root` is the same without a place of
    its own. `names` and `units` are its name and its unit by language. `direction` is that of good, up, down, or
    anything else for neither. `indicator` is None and `series_id` empty for what is worked out.

    Readings `within_year` are printed and never compared. `below_zero` says whether any value of the indicator, of
    whatever place and period, is below zero.
    """

    expression: str
    root: str
    names: Mapping[str, str]
    unit: str
    units: Mapping[str, str]
    format: Format
    direction: str
    entity: str
    indicator: Indicator | None = None
    series_id: str = ""
    within_year: bool
    below_zero: bool

    @property
    @abstractmethod
    def periods(self) -> tuple[Period, ...]:
        """All periods with a value, in order."""

    @property
    @abstractmethod
    def breaks(self) -> tuple[Break, ...]:
        """All breaks."""

    @cached_property
    def known(self) -> frozenset[Period]:
        """The periods with a value, to look one up."""
        return frozenset(self.periods)

    @cached_property
    def frequency(self) -> Frequency | None:
        """How often it has a value; None where it has none and nothing says so."""
        return self.periods[0].frequency if self.periods else self._declared

    @property
    def _declared(self) -> Frequency | None:
        return self.indicator.frequency if self.indicator is not None else None

    @property
    def kind(self) -> str:
        """What the indicator calls its values, as stock or flow; "ratio" of what is worked out."""
        return self.indicator.kind if self.indicator is not None else "ratio"

    @property
    def adjustment(self) -> Adjustment:
        """For what the values are adjusted; "" where nothing says so."""
        return self.indicator.adjustment if self.indicator is not None else ""

    @property
    def aggregation(self) -> Aggregation:
        """What makes one value of a longer period of those in it; "" where nothing does."""
        return self.indicator.aggregation if self.indicator is not None else ""

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have the same series and may be compared with each other, sorted."""
        return ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """Published targets."""
        return ()

    @property
    def readings(self) -> tuple[Period, ...]:
        """The periods of forecasts and of readings of parts of a year, which are printed alone."""
        return ()

    @abstractmethod
    def observations(self, period: Period) -> tuple[Observation, ...]:
        """Return the observations behind a period's value."""

    @abstractmethod
    def of(self, entity: str) -> TimeSeries:
        """Return the same series of another place; FactError where it has none."""

    @abstractmethod
    def of_part(self, frequency: Frequency) -> TimeSeries:
        """Return the readings of the same part of each year as a series of their own."""

    @abstractmethod
    def gap(self, period: Period) -> Gap | None:
        """Return why a period has no value, where the publisher says so."""

    @cached_property
    def _points(self) -> dict[Period, Fact]:
        return {}  # filled by `point`

    def point(self, period: Period) -> Fact:
        """Return the value of a period as a fact named `….at(period)`; FactError where there is none."""
        if period not in self._points:
            name, part = f"{self.expression}.at({period.literal})", period.frequency.partial
            aside = self.of_part(period.frequency) if part and period.frequency != self.frequency else None
            self._points[period] = aside.point(period) if aside is not None else self._fact(name, period)
        return self._points[period]

    def reading(self, period: Period) -> Fact:
        """Return what is published for a period, which may be a forecast: it is printed and never compared."""
        return self.point(period)

    @abstractmethod
    def _fact(self, name: str, period: Period) -> Fact: ...


class PublishedSeries(TimeSeries, frozen=True, dict=True, kw_only=True):
    """The published values of one indicator, entity and series. It may be empty where only a target exists.

    `part` is the frequency of readings within a year, where the series is of these.
    """

    indicator: Indicator
    index: SeriesIndex
    part: Frequency | None = None

    @cached_property
    def rows(self) -> Mapping[Period, Observation]:
        """The observation that stands for each period."""
        if self.part is None:
            return self.index.series.get(self._key, {})
        aside = self._aside.items()
        return {period: row for period, row in aside if period.frequency == self.part and row.status != FORECAST}

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """All periods with a value, in order."""
        return tuple(self.rows)

    @property
    def _declared(self) -> Frequency | None:
        return self.part or self.indicator.frequency

    @property
    def adjustment(self) -> Adjustment:
        """That of the rows, else of the indicator."""
        return next(iter(self.rows.values())).adjustment or self.indicator.adjustment if self.rows else ""

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks of the series."""
        return self.index.breaks.get(self._key, ())

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have this series."""
        return self.index.entities(self.indicator.id, self.series_id)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The place's targets for the indicator."""
        return self.index.targets.get((self.indicator.id, self.entity), ())

    def observations(self, period: Period) -> tuple[Observation, ...]:
        """Return the one observation of a period."""
        return (self.rows[period],)

    def of(self, entity: str) -> PublishedSeries:
        """Return the same series of another place."""
        expression = f"{self.root}.of({entity!r})"
        if (self.indicator.id, entity, self.series_id) not in self.index.series:
            anywhere = any(place == entity for _, place, _ in self.index.series)
            raise unknown("the place", entity, self.entities, expression, FactError if anywhere else Impossible)
        return replace(self, entity=entity, expression=expression)

    def of_part(self, frequency: Frequency) -> PublishedSeries:
        """Return the readings of the same part of each year as a series of their own."""
        return replace(self, part=frequency)

    def gap(self, period: Period) -> Gap | None:
        """Return why a period has no value, where the publisher says so."""
        return self.index.gaps.get(self._key, {}).get(period)

    def reading(self, period: Period) -> Fact:
        """Return what is published for a period, which may be a forecast."""
        row = self._aside.get(period)
        if row is not None and row.status == FORECAST:
            return self._made(f"{self.expression}.at({period.literal})", row)
        return self.point(period)

    @property
    def readings(self) -> tuple[Period, ...]:
        """The periods of forecasts and of readings of parts of a year."""
        return tuple(self._aside)

    @property
    def _key(self) -> tuple[str, str, str]:
        return self.indicator.id, self.entity, self.series_id

    @property
    def _aside(self) -> Mapping[Period, Observation]:
        return self.index.aside.get(self._key, {})

    def _fact(self, name: str, period: Period) -> Fact:
        if period in self.rows:
            return self._made(name, self.rows[period])
        if period in self._aside:
            what = f"compares the forecast of {period}, which is no observation"
            raise FactError(what, name, f"print it alone, as {self.expression}.at({period.literal})")
        raise no_value(name, self.expression, period, self.periods or self.readings, self.gap(period))

    def _made(self, name: str, row: Observation) -> Fact:
        decimals = published(row.value) if row.decimals is None else row.decimals
        shown = self._decimals(row, readable_decimals(row.value, decimals))
        return Fact(
            name=name,
            measure="rank" if row.unit == "rank" else "value",
            value=row.value,
            unit=row.unit or self.unit,
            qualifier=row.qualifier,
            decimals=shown,
            formula=figure(row.value, decimals),
            tree=as_tree(RecordValue(row), (row,)),
            observations=(row,),
            indicator=self.indicator.id,
            entity=self.entity,
            period=row.period,
            units=self.units,
            format=self.format,
            rate=is_rate_of_change(row.unit or self.unit, (*self.names.values(), self.indicator.definition)),
            coarse=(row.decimals or 0) < self.index.full_decimals.get(row.indicator, 0),
        )

    def _decimals(self, row: Observation, given: int) -> int:
        """How many are printed: those of the format, at most those of the indicator; a bound keeps its own."""
        if self.format.decimals is not None:
            return self.format.decimals if row.qualifier == "=" else min(given, self.format.decimals)
        return given if self.indicator.precision is None else min(given, self.indicator.precision)


def published_series(
    index: SeriesIndex, indicator: Indicator, entity: str, series_id: str, key: str, format: Format
) -> PublishedSeries:
    """Return an indicator's series of an entity under its short name, with the format of that name."""
    return PublishedSeries(
        expression=key,
        root=key,
        names=indicator.names,
        unit=indicator.unit,
        units=indicator.units,
        format=format.over(indicator.format),
        direction=indicator.direction,
        entity=entity,
        indicator=indicator,
        series_id=series_id,
        within_year=indicator.kind == WITHIN_YEAR or indicator.id.endswith("_partial"),
        below_zero=indicator.id in index.below_zero,
        index=index,
    )

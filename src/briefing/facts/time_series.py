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

from briefing.facts.formula import RecordValue, as_tree, figure
from briefing.facts.lookup_errors import no_value, unknown
from briefing.facts.series_index import SeriesIndex
from briefing.model.dataset import WITHIN_YEAR, Break, Indicator, Observation, Target
from briefing.model.fact import Fact
from briefing.model.format import Format
from briefing.model.period import Period
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

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have the same series and may be compared with each other, sorted."""
        return ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """Published targets."""
        return ()

    @abstractmethod
    def observations(self, period: Period) -> tuple[Observation, ...]:
        """Return the observations behind a period's value."""

    @abstractmethod
    def of(self, entity: str) -> TimeSeries:
        """Return the same series of another place; FactError where it has none."""

    @cached_property
    def _points(self) -> dict[Period, Fact]:
        return {}  # filled by `point`

    def point(self, period: Period) -> Fact:
        """Return the value of a period as a fact named `….at(period)`; FactError where there is none."""
        if period not in self._points:
            self._points[period] = self._fact(f"{self.expression}.at({period})", period)
        return self._points[period]

    @abstractmethod
    def _fact(self, name: str, period: Period) -> Fact: ...


class PublishedSeries(TimeSeries, frozen=True, dict=True, kw_only=True):
    """The published values of one indicator, entity and series. It may be empty where only a target exists."""

    indicator: Indicator
    index: SeriesIndex

    @cached_property
    def rows(self) -> Mapping[Period, Observation]:
        """The observation that stands for each period."""
        return self.index.series.get((self.indicator.id, self.entity, self.series_id), {})

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """All periods with a value, in order."""
        return tuple(self.rows)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks of the series."""
        return self.index.breaks.get((self.indicator.id, self.entity, self.series_id), ())

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
            raise unknown("the place", entity, self.entities, expression)
        return replace(self, entity=entity, expression=expression)

    def _fact(self, name: str, period: Period) -> Fact:
        if period not in self.rows:
            raise no_value(name, self.expression, period, self.periods)
        row = self.rows[period]
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

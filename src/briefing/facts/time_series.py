"""Time series: one value a year that may be compared, with unit, direction of good and breaks.

`PublishedSeries` holds values as published, `RatioSeries` (ratio.py) and `CombinedSeries` (combined.py) are worked out.
Everything in `subject` works on the protocol and does not know where the values come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from msgspec import Struct

from briefing.facts.formula import RecordValue, as_tree, figure
from briefing.facts.lookup_errors import no_value, unknown
from briefing.facts.series_index import SeriesIndex
from briefing.model.dataset import WITHIN_YEAR, Break, Indicator, Observation, Target
from briefing.model.fact import Fact
from briefing.model.format import PLAIN, Format
from briefing.model.period import Period
from briefing.wording.fitting import is_rate_of_change
from briefing.wording.levels import readable_decimals
from briefing.wording.rounding import published


class TimeSeries(Protocol):
    """What subjects need of a time series."""

    @property
    def expression(self) -> str:
        """How the story reaches it: `nature` or `nature.of('Shanghai')`."""

    @property
    def root(self) -> str:
        """The same without a place of its own: `nature`."""

    @property
    def names(self) -> Mapping[str, str]:
        """Its name by language."""

    @property
    def unit(self) -> str:
        """The unit of its values."""

    @property
    def units(self) -> Mapping[str, str]:
        """The unit in other languages."""

    @property
    def format(self) -> Format:
        """How its values are printed."""

    @property
    def direction(self) -> str:
        """Direction of good: up, down, or anything else for neither."""

    @property
    def indicator(self) -> Indicator | None:
        """The indicator; None for a ratio."""

    @property
    def entity(self) -> str:
        """The place."""

    @property
    def series_id(self) -> str:
        """The id of the series; empty for a ratio."""

    @property
    def periods(self) -> tuple[Period, ...]:
        """All years with a value, in order."""

    @property
    def breaks(self) -> tuple[Break, ...]:
        """All breaks."""

    @property
    def within_year(self) -> bool:
        """Readings within a year: printed, never compared."""

    @property
    def below_zero(self) -> bool:
        """Whether any value of the indicator, of whatever place and year, is below zero."""

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have the same series and may be compared with each other, sorted."""

    @property
    def targets(self) -> tuple[Target, ...]:
        """Published targets."""

    def point(self, period: Period) -> Fact:
        """The value of a year as a fact named `….at(year)`; FactError where none was published."""

    def observations(self, period: Period) -> tuple[Observation, ...]:
        """The observations behind a year's value."""

    def of(self, entity: str) -> TimeSeries:
        """The same series of another place; FactError where it has none."""


class PublishedSeries(Struct, frozen=True, dict=True):
    """The published values of one indicator, entity and series. It may be empty where only a target exists."""

    index: SeriesIndex
    indicator: Indicator
    entity: str
    series_id: str
    expression: str
    root: str
    format: Format = PLAIN

    @property
    def names(self) -> Mapping[str, str]:
        """The indicator's names."""
        return self.indicator.names

    @property
    def unit(self) -> str:
        """The indicator's unit."""
        return self.indicator.unit

    @property
    def units(self) -> Mapping[str, str]:
        """The indicator's unit in other languages."""
        return self.indicator.units

    @property
    def direction(self) -> str:
        """The indicator's direction of good."""
        return self.indicator.direction

    @cached_property
    def _points(self) -> dict[Period, Fact]:
        return {}  # filled by `point`

    @cached_property
    def rows(self) -> Mapping[Period, Observation]:
        """Year → the observation that stands for it."""
        return self.index.series.get((self.indicator.id, self.entity, self.series_id), {})

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """All years with a value, in order."""
        return tuple(self.rows)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks of the series."""
        return self.index.breaks.get((self.indicator.id, self.entity, self.series_id), ())

    @property
    def within_year(self) -> bool:
        """Whether the indicator's kind is "reading within a year", or its id ends in _partial."""
        return self.indicator.kind == WITHIN_YEAR or self.indicator.id.endswith("_partial")

    @property
    def below_zero(self) -> bool:
        """Whether a value of the indicator is below zero, of whatever place and year."""
        return self.indicator.id in self.index.below_zero

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have this series."""
        return self.index.entities(self.indicator.id, self.series_id)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The place's targets for the indicator."""
        return self.index.targets.get((self.indicator.id, self.entity), ())

    def point(self, period: Period) -> Fact:
        """The published value of a year."""
        if period not in self._points:
            name = f"{self.expression}.at({period})"
            if period not in self.rows:
                raise no_value(name, self.expression, period, self.periods)
            self._points[period] = self._fact(name, self.rows[period])
        return self._points[period]

    def observations(self, period: Period) -> tuple[Observation, ...]:
        """The one observation of a year."""
        return (self.rows[period],)

    def of(self, entity: str) -> PublishedSeries:
        """The same series of another place."""
        if (self.indicator.id, entity, self.series_id) not in self.index.series:
            raise unknown("the place", entity, self.entities, f"{self.root}.of({entity!r})")
        expression = f"{self.root}.of({entity!r})"
        return PublishedSeries(self.index, self.indicator, entity, self.series_id, expression, self.root, self.format)

    def _fact(self, name: str, row: Observation) -> Fact:
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

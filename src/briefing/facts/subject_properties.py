"""What a subject is, beside its facts: name, unit, place, periods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefing.facts.combined import CombinedSeries
from briefing.facts.time_series import TimeSeries
from briefing.model.dataset import Indicator
from briefing.model.format import Format
from briefing.model.period import Period

if TYPE_CHECKING:
    from briefing.facts.registry import FactRegistry


class SubjectProperties:
    """One series within a period. With `strict` both end years must have a value, as `between` asks."""

    __slots__ = ("_period", "_registry", "_series", "_strict", "key")

    def __init__(
        self, registry: FactRegistry, key: str, series: TimeSeries, period: tuple[Period, Period], strict: bool = False
    ) -> None:
        self._registry, self._series, self._period, self._strict = registry, series, period, strict
        self.key = key

    @property
    def expression(self) -> str:
        """How the story reaches it, as `enterprises.between(2019, 2023)`; facts are named after it."""
        bounded = f".between({self._period[0]}, {self._period[1]})" if self._strict else ""
        return self._series.expression + bounded

    @property
    def name(self) -> str:
        """The indicator's name in English; `name_in` for another language."""
        return self.name_in("en")

    def name_in(self, lang: str) -> str:
        """The indicator's name in a language, else in English."""
        return self.names.get(lang) or self.names.get("en") or self.key

    @property
    def names(self) -> Mapping[str, str]:
        """The indicator's name by language."""
        return self._series.names

    @property
    def unit(self) -> str:
        """The unit of the values."""
        return self._series.unit

    @property
    def units(self) -> Mapping[str, str]:
        """The unit in other languages."""
        return self._series.units

    @property
    def format(self) -> Format:
        """How the values are printed."""
        return self._series.format

    @property
    def indicator(self) -> Indicator | None:
        """The indicator; None for a ratio."""
        return self._series.indicator

    @property
    def entity(self) -> str:
        """The place."""
        return self._series.entity

    @property
    def combined(self) -> str:
        """Whether it is the "sum", "mean" or "median" of several places; else empty."""
        return self._series.how if isinstance(self._series, CombinedSeries) else ""

    @property
    def members(self) -> tuple[str, ...]:
        """The places: one, or those that are taken together."""
        return self._series.members if isinstance(self._series, CombinedSeries) else (self._series.entity,)

    @property
    def series(self) -> str:
        """The series; empty for a ratio."""
        return self._series.series_id

    @property
    def direction(self) -> str:
        """Which way is good, "up" or "down"; empty where that is not known."""
        return self._series.direction

    @property
    def within_year(self) -> bool:
        """Whether its values are readings within a year, which are printed and never compared."""
        return self._series.within_year

    @property
    def below_zero(self) -> bool:
        """Whether any value of the indicator, of whatever place and year, is below zero."""
        return self._series.below_zero

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have the same series, sorted."""
        return self._series.entities

    @property
    def known_periods(self) -> tuple[Period, ...]:
        """The years that have a value, also outside the period."""
        return self._series.periods

    @property
    def period(self) -> tuple[Period, Period]:
        """First and last period looked at."""
        return self._period

    @property
    def periods(self) -> tuple[Period, ...]:
        """The years of the period that have a value."""
        return tuple(period for period in self._series.periods if self._period[0] <= period <= self._period[1])

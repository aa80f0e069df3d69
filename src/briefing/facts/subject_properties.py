"""What a subject is, without its facts: name, unit, place, periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.facts.combined import CombinedSeries
from briefing.facts.known_facts import FIRST
from briefing.facts.time_series import TimeSeries
from briefing.facts.totals import is_quantity
from briefing.model.dataset import Adjustment, Gap
from briefing.model.period import Frequency, Period

if TYPE_CHECKING:
    from briefing.facts.registry import FactRegistry


class SubjectProperties:
    """One series within a period. With `strict` both end years must have a value, as `between` asks.

    `names` and `units` are the indicator's name and unit by language, `format` says how the values are printed.
    `indicator` is None and `series` empty for a ratio. `direction` is that of good, "up" or "down"; empty where that is
    not known. `within_year` marks readings within a year, which are printed and never compared; `below_zero` says
    whether any value of the indicator, of whatever place and year, is below zero.
    """

    __slots__ = (
        "_bounds",
        "_registry",
        "_series",
        "_strict",
        "below_zero",
        "direction",
        "entity",
        "format",
        "indicator",
        "key",
        "names",
        "series",
        "unit",
        "units",
        "within_year",
    )

    def __init__(
        self, registry: FactRegistry, key: str, series: TimeSeries, period: tuple[Period, Period], strict: bool = False
    ) -> None:
        self._registry, self._series, self._strict = registry, series, strict
        self.key, self._bounds, self.series = key, period, series.series_id
        self.names, self.unit, self.units, self.format = series.names, series.unit, series.units, series.format
        self.indicator, self.entity, self.direction = series.indicator, series.entity, series.direction
        self.within_year, self.below_zero = series.within_year, series.below_zero

    @property
    def period(self) -> tuple[Period, Period]:
        """The first and the last period that it is about, which those of the edition decide on unless it is strict."""
        if not self._strict:
            self._registry.looked_at((FIRST,))
        return self._bounds

    @property
    def expression(self) -> str:
        """How the story reaches it, as `enterprises.between(2019, 2023)`; facts are named after it."""
        bounded = f".between({self.period[0].literal}, {self.period[1].literal})" if self._strict else ""
        return self._series.expression + bounded

    @property
    def name(self) -> str:
        """The indicator's name in English; `name_in` for another language."""
        return self.name_in("en")

    def name_in(self, lang: str) -> str:
        """Return the indicator's name in a language, else in English."""
        return self.names.get(lang) or self.names.get("en") or self.key

    @property
    def publisher(self) -> str:
        """Who published its newest value."""
        newest = self.known_periods[-1:]
        return self._registry.publishers(row.source for period in newest for row in self._series.observations(period))

    @property
    def combined(self) -> str:
        """Whether it is the "sum", "mean" or "median" of several places; else empty."""
        return self._series.how if isinstance(self._series, CombinedSeries) else ""

    @property
    def members(self) -> tuple[str, ...]:
        """The places: one, or those that are taken together."""
        return self._series.members if isinstance(self._series, CombinedSeries) else (self._series.entity,)

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have the same series, sorted."""
        return self._series.entities

    @property
    def frequency(self) -> Frequency | None:
        """How often it has a value."""
        return self._series.frequency

    @property
    def adjustment(self) -> Adjustment:
        """For what its values are adjusted; "" where nothing says so."""
        return self._series.adjustment

    @property
    def adds_up(self) -> bool:
        """Whether the values of several places can be added up."""
        return is_quantity(self._series)

    def missing(self, period: Period) -> Gap | None:
        """Return why a period has no value, where the publisher says so."""
        return self._series.gap(period)

    @property
    def known_periods(self) -> tuple[Period, ...]:
        """The periods that have a value, also outside the period of the edition."""
        return self._series.periods

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods within the edition's that have a value."""
        first, last = self.period
        if self._series.frequency != first.frequency:
            return ()
        return tuple(period for period in self._series.periods if first.ordinal <= period.ordinal <= last.ordinal)

"""What a subject says of its published targets: how far it is from them, and at which pace it would reach them."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts import measures, targets
from briefing.facts.fact_reference import format_call
from briefing.facts.measures import Pair
from briefing.facts.subject_over_time import FactsOverTime
from briefing.model.fact import Fact
from briefing.model.period import Period


class TargetFacts(FactsOverTime):
    """The measures that hold a value, the last unless another is given, against the target for a year."""

    __slots__ = ()

    @property
    def target_periods(self) -> tuple[Period, ...]:
        """The periods for which a target is published."""
        return tuple(dict.fromkeys(target.period for target in self._series.targets))

    def target(self, period: Period) -> Fact:
        """The published target for a year."""
        name = f"{self._series.expression}.target({period.literal})"
        return self._registry.fact(name, (), lambda: targets.published_target(name, self._series, period))

    def gap(self, period: Period, at: Period | None = None) -> Fact:
        """The last value (or that of the year `at`) − the target for a year."""
        call = format_call("gap", [item.literal for item in (period, at) if item is not None])
        asked = self._asked(call, at)

        def made(name: str) -> Fact:
            return replace(measures.gap(self._against_target(name, period, asked)), better=self._series.direction)

        return self._named(call, made, of=(asked,))

    def short_of(self, period: Period, at: Period | None = None) -> Fact:
        """The target for a year − the last value (or that of the year `at`); above zero where a value is below it."""
        call = format_call("short_of", [item.literal for item in (period, at) if item is not None])
        asked = self._asked(call, at)

        def made(name: str) -> Fact:
            held = self._against_target(name, period, asked)
            return measures.gap(replace(held, base=held.other, other=held.base))

        return self._named(call, made, of=(asked,))

    def target_share(self, period: Period, at: Period | None = None) -> Fact:
        """The last value (or that of the year `at`) in % of the target for a year."""
        call = format_call("target_share", [item.literal for item in (period, at) if item is not None])
        asked = self._asked(call, at)
        return self._named(call, lambda name: measures.share(self._against_target(name, period, asked)), of=(asked,))

    def pace_needed(self, period: Period, at: Period | None = None) -> Fact:
        """The mean change a year that leads from the last value (or that of the year `at`) to the target for a year."""
        call = format_call("pace_needed", [item.literal for item in (period, at) if item is not None])
        asked = self._asked(call, at)

        def made(name: str) -> Fact:
            held = self._against_target(name, period, asked)
            if held.base.value_period <= held.other.value_period:
                what = f"has no time left from {held.other.value_period} to the target for {period}"
                raise FactError(what, name, "use gap, or a target for a later year")
            return measures.pace(replace(held, base=held.other, other=held.base))

        return self._named(call, made, of=(asked,))

    # Inside

    def _asked(self, call: str, at: Period | None) -> Period:
        return self._last(call) if at is None else at

    def _against_target(self, name: str, period: Period, asked: Period) -> Pair:
        own = self._point(asked)
        if self._series.within_year:
            raise FactError("holds a reading within a year against a target", name, "use the full-year indicator")
        return Pair(name, targets.threshold(targets.published_target(name, self._series, period)), own)

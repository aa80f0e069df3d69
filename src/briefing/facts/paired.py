"""Two series → one that is worked out from both, period by period, each value with the lineage of both."""

from __future__ import annotations

from functools import cached_property
from typing import Self

from msgspec.structs import replace

from briefing.facts.formula import Calculation, as_tree
from briefing.facts.lookup_errors import no_value
from briefing.facts.qualifiers import quotient_qualifier
from briefing.facts.time_series import TimeSeries
from briefing.model.dataset import Adjustment, Break, Gap, Observation
from briefing.model.fact import Fact
from briefing.model.period import Frequency, Period


class PairedSeries(TimeSeries, frozen=True, dict=True, kw_only=True):
    """What is worked out from two series for every period that both have."""

    one: TimeSeries
    other: TimeSeries

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods that both have."""
        return tuple(period for period in self.one.periods if period in self.other.known)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks of both."""
        return (*self.one.breaks, *self.other.breaks)

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have both."""
        other = set(self.other.entities)
        return tuple(entity for entity in self.one.entities if entity in other)

    def observations(self, period: Period) -> tuple[Observation, ...]:
        """Return the observations of both."""
        return tuple(dict.fromkeys((*self.one.observations(period), *self.other.observations(period))))

    def of(self, entity: str) -> Self:
        """Return that of another place."""
        one, other = self.one.of(entity), self.other.of(entity)
        return replace(self, one=one, other=other, entity=one.entity, expression=f"{self.root}.of({entity!r})")

    @property
    def adjustment(self) -> Adjustment:
        """That of both, where they are alike."""
        return self.one.adjustment if self.one.adjustment == self.other.adjustment else ""

    def of_part(self, frequency: Frequency) -> Self:
        """Return that of the readings of the same part of each year."""
        return replace(self, one=self.one.of_part(frequency), other=self.other.of_part(frequency))

    def gap(self, period: Period) -> Gap | None:
        """Return why one of both has no value."""
        return self.one.gap(period) or self.other.gap(period)

    def _pair(self, name: str, period: Period) -> tuple[Fact, Fact]:
        """Return the values of both in a period; FactError where one of them has none."""
        if period not in self.known:
            raise no_value(name, self.expression, period, self.periods, self.gap(period))
        return self.one.point(period), self.other.point(period)

    def _worked_out(
        self, name: str, pair: tuple[Fact, Fact], value: float, formula: Calculation, decimals: int
    ) -> Fact:
        """Return what is worked out from two values."""
        period = pair[0].period
        observations = self.observations(period) if period else ()
        return Fact(
            name=name,
            measure="ratio",
            value=value,
            unit=self.unit,
            qualifier=quotient_qualifier(name, *pair),
            decimals=decimals if self.format.decimals is None else self.format.decimals,
            formula=str(formula),
            tree=as_tree(formula, observations),
            observations=observations,
            entity=self.entity,
            period=period,
            units=self.units,
            format=self.format,
        )

    @property
    def _declared(self) -> Frequency | None:
        return self.one.frequency

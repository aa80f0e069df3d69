"""Two series → their ratio period by period, each value with the lineage of both."""

from __future__ import annotations

from functools import cached_property

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts.formula import as_tree, binary, exactly, number, worked_out
from briefing.facts.lookup_errors import no_value
from briefing.facts.qualifiers import quotient_qualifier
from briefing.facts.time_series import TimeSeries
from briefing.model.dataset import Adjustment, Break, Gap, Observation
from briefing.model.edition import Subject
from briefing.model.fact import Fact
from briefing.model.period import Frequency, Period


class RatioSeries(TimeSeries, frozen=True, dict=True, kw_only=True):
    """`over` divided by `under`, times the scale, for every period that both have."""

    over: TimeSeries
    under: TimeSeries
    scale: float
    decimals: int

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods that both have."""
        return tuple(period for period in self.over.periods if period in self.under.known)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks of both."""
        return (*self.over.breaks, *self.under.breaks)

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have both."""
        under = set(self.under.entities)
        return tuple(entity for entity in self.over.entities if entity in under)

    def observations(self, period: Period) -> tuple[Observation, ...]:
        """Return the observations of both."""
        return (*self.over.observations(period), *self.under.observations(period))

    def of(self, entity: str) -> RatioSeries:
        """Return the ratio of another place."""
        over, under = self.over.of(entity), self.under.of(entity)
        expression = f"{self.root}.of({entity!r})"
        return replace(self, over=over, under=under, entity=over.entity, expression=expression)

    @property
    def adjustment(self) -> Adjustment:
        """That of both, where they are alike."""
        return self.over.adjustment if self.over.adjustment == self.under.adjustment else ""

    def of_part(self, frequency: Frequency) -> RatioSeries:
        """Return the ratio of the readings of the same part of each year."""
        return replace(self, over=self.over.of_part(frequency), under=self.under.of_part(frequency))

    def gap(self, period: Period) -> Gap | None:
        """Return why one of both has no value."""
        return self.over.gap(period) or self.under.gap(period)

    @property
    def _declared(self) -> Frequency | None:
        return self.over.frequency

    def _fact(self, name: str, period: Period) -> Fact:
        if period not in self.known:
            raise no_value(name, self.expression, period, self.periods, self.gap(period))
        over, under = self.over.point(period), self.under.point(period)
        if under.value <= 0:
            what = f"divides {over.formula} by {under.formula}; what it is divided by must be above zero"
            raise FactError(what, name, "exchange the two names of the ratio, or leave that year out of the period")
        observations = (*over.observations, *under.observations)
        formula = binary(over, "/", under)
        formula = formula if self.scale == 1 else binary(formula, "×", number(self.scale))
        return Fact(
            name=name,
            measure="ratio",
            value=worked_out(exactly(over.value) / exactly(under.value) * exactly(self.scale)),
            unit=self.unit,
            qualifier=quotient_qualifier(name, over, under),
            decimals=self.decimals if self.format.decimals is None else self.format.decimals,
            formula=str(formula),
            tree=as_tree(formula, observations),
            observations=observations,
            entity=self.entity,
            period=over.period,
            units=self.units,
            format=self.format,
        )


def ratio(subject: Subject, over: TimeSeries, under: TimeSeries) -> RatioSeries:
    """Return the ratio of two series, both or none within a year, under its short name of `[facts]`."""
    return RatioSeries(
        expression=subject.key,
        root=subject.key,
        names=subject.names,
        unit=subject.unit,
        units=subject.units,
        format=subject.format,
        direction=subject.direction,
        entity=over.entity,
        within_year=over.within_year,
        below_zero=over.below_zero,  # what it is divided by is above zero
        over=over,
        under=under,
        scale=subject.scale,
        decimals=subject.decimals,
    )

"""Two series → their ratio year by year, each value with the lineage of both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar

from msgspec import Struct

from briefing.errors import FactError
from briefing.facts.bounds import quotient_qualifier
from briefing.facts.formula import as_tree, binary, exactly, number, worked_out
from briefing.facts.lookup_errors import no_value
from briefing.facts.time_series import TimeSeries
from briefing.model.dataset import Break, Observation, Target
from briefing.model.edition import Subject
from briefing.model.fact import Fact
from briefing.model.format import Format
from briefing.model.period import Period


class RatioSeries(Struct, frozen=True, dict=True):
    """`over` divided by `under`, times the scale, for every year that both have."""

    subject: Subject
    over: TimeSeries
    under: TimeSeries
    expression: str

    indicator: ClassVar[None] = None
    series_id: ClassVar[str] = ""
    targets: ClassVar[tuple[Target, ...]] = ()

    @property
    def root(self) -> str:
        """The short name."""
        return self.subject.key

    @property
    def direction(self) -> str:
        """The direction of good from `[facts]`."""
        return self.subject.direction

    @property
    def names(self) -> Mapping[str, str]:
        """The name from `[facts]`."""
        return self.subject.names

    @property
    def unit(self) -> str:
        """The unit from `[facts]`."""
        return self.subject.unit

    @property
    def units(self) -> Mapping[str, str]:
        """The unit in other languages from `[facts]`."""
        return self.subject.units

    @property
    def format(self) -> Format:
        """The format from `[facts]`."""
        return self.subject.format

    @property
    def entity(self) -> str:
        """The place of the dividend."""
        return self.over.entity

    @cached_property
    def _points(self) -> dict[Period, Fact]:
        return {}  # filled by `point`

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The years that both have."""
        return tuple(period for period in self.over.periods if period in self.under.periods)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks of both."""
        return (*self.over.breaks, *self.under.breaks)

    @property
    def within_year(self) -> bool:
        """True if both are readings within a year; one alone is refused where the ratio is made."""
        return self.over.within_year

    @property
    def below_zero(self) -> bool:
        """Whether a dividend is; what it is divided by is above zero."""
        return self.over.below_zero

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have both."""
        under = set(self.under.entities)
        return tuple(entity for entity in self.over.entities if entity in under)

    def point(self, period: Period) -> Fact:
        """The ratio of a year."""
        if period not in self._points:
            name = f"{self.expression}.at({period})"
            if period not in self.periods:
                raise no_value(name, self.expression, period, self.periods)
            self._points[period] = self._fact(name, self.over.point(period), self.under.point(period))
        return self._points[period]

    def observations(self, period: Period) -> tuple[Observation, ...]:
        """The observations of both."""
        return (*self.over.observations(period), *self.under.observations(period))

    def of(self, entity: str) -> RatioSeries:
        """The ratio of another place."""
        expression = f"{self.subject.key}.of({entity!r})"
        return RatioSeries(self.subject, self.over.of(entity), self.under.of(entity), expression)

    def _fact(self, name: str, over: Fact, under: Fact) -> Fact:
        if under.value <= 0:
            what = f"divides {over.formula} by {under.formula}; what it is divided by must be above zero"
            raise FactError(what, name, "exchange the two names of the ratio, or leave that year out of the period")
        scale = self.subject.scale
        observations = (*over.observations, *under.observations)
        formula = binary(over, "/", under)
        formula = formula if scale == 1 else binary(formula, "×", number(scale))
        return Fact(
            name=name,
            measure="ratio",
            value=worked_out(exactly(over.value) / exactly(under.value) * exactly(scale)),
            unit=self.unit,
            qualifier=quotient_qualifier(name, over, under),
            decimals=self.subject.decimals if self.format.decimals is None else self.format.decimals,
            formula=str(formula),
            tree=as_tree(formula, observations),
            observations=observations,
            entity=self.entity,
            period=over.period,
            units=self.units,
            format=self.format,
        )

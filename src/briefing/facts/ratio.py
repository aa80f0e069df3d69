"""Two series → their ratio period by period, each value with the lineage of both."""

from __future__ import annotations

from briefing.errors import FactError
from briefing.facts.formula import as_tree, binary, exactly, number, worked_out
from briefing.facts.lookup_errors import no_value
from briefing.facts.paired import PairedSeries
from briefing.facts.qualifiers import quotient_qualifier
from briefing.facts.time_series import TimeSeries
from briefing.model.edition import Subject
from briefing.model.fact import Fact
from briefing.model.period import Period


class RatioSeries(PairedSeries, frozen=True, dict=True, kw_only=True):
    """The first series divided by the other, times the scale."""

    scale: float
    decimals: int

    def _fact(self, name: str, period: Period) -> Fact:
        if period not in self.known:
            raise no_value(name, self.expression, period, self.periods, self.gap(period))
        over, under = self.one.point(period), self.other.point(period)
        if under.value <= 0:
            what = f"divides {over.formula} by {under.formula}; what it is divided by must be above zero"
            raise FactError(what, name, "exchange the two names of the ratio, or leave that year out of the period")
        observations = self.observations(period)
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
        one=over,
        other=under,
        scale=subject.scale,
        decimals=subject.decimals,
    )

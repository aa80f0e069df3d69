"""Two series → their ratio period by period, each value with the lineage of both."""

from __future__ import annotations

from briefing.errors import FactError
from briefing.facts.formula import binary, exactly, number, worked_out
from briefing.facts.paired import PairedSeries
from briefing.facts.time_series import TimeSeries
from briefing.model.edition import Subject
from briefing.model.fact import Fact
from briefing.model.period import Period


class RatioSeries(PairedSeries, frozen=True, dict=True, kw_only=True):
    """The first series divided by the other, times the scale."""

    scale: float
    decimals: int

    def _fact(self, name: str, period: Period) -> Fact:
        over, under = self._pair(name, period)
        if under.value <= 0:
            what = f"divides {over.formula} by {under.formula}; what it is divided by must be above zero"
            raise FactError(what, name, "exchange the two names of the ratio, or leave that year out of the period")
        formula = binary(over, "/", under)
        formula = formula if self.scale == 1 else binary(formula, "×", number(self.scale))
        value = worked_out(exactly(over.value) / exactly(under.value) * exactly(self.scale))
        return self._worked_out(name, (over, under), value, formula, self.decimals)


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

"""Two series of one unit → their difference period by period, each value with the lineage of both."""

from __future__ import annotations

from collections.abc import Mapping

from briefing import wording
from briefing.errors import FactError
from briefing.facts.formula import binary, exactly
from briefing.facts.paired import PairedSeries
from briefing.facts.time_series import TimeSeries
from briefing.model.edition import Subject
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.wording.fitting import POINTS, is_percentage


class DifferenceSeries(PairedSeries, frozen=True, dict=True, kw_only=True):
    """The first series less the other."""

    def _fact(self, name: str, period: Period) -> Fact:
        one, other = self._pair(name, period)
        if one.unit != other.unit:
            what = f"takes {other.unit} from {one.unit}"
            raise FactError(what, name, "give all values of both series in one unit, or leave that year out")
        value = float(exactly(one.value) - exactly(other.value))
        return self._worked_out(name, (one, other), value, binary(one, "−", other), max(one.decimals, other.decimals))


def difference(subject: Subject, one: TimeSeries, other: TimeSeries) -> DifferenceSeries:
    """Return the difference of two series of one unit under its short name of `[facts]`.

    FactError where the units differ. Two percentages differ by percentage points.
    """
    if one.unit != other.unit or one.unit == "rank":
        what = f"{subject.key} takes {other.unit or 'no unit'} from {one.unit or 'no unit'}"
        fix = "name two series of one unit, or draw both of them on their own axes"
        if one.unit == "rank":
            what, fix = f"{subject.key} takes ranks from each other, which are an order", "print the ranks themselves"
        raise FactError(what, f"briefing.toml, facts.{subject.key}", fix)
    points = is_percentage(one.unit)
    return DifferenceSeries(
        expression=subject.key,
        root=subject.key,
        names=subject.names or _names(one, other),
        unit=POINTS if points else one.unit,
        units={} if points else one.units,
        format=subject.format.over(one.format),
        direction=subject.direction,
        entity=one.entity,
        within_year=one.within_year,
        below_zero=True,
        one=one,
        other=other,
    )


def _names(one: TimeSeries, other: TimeSeries) -> Mapping[str, str]:
    """Return "Brent less WTI" in each language in which both have a name."""
    known = [lang for lang in one.names if lang in other.names and lang in wording.languages()]
    return {lang: wording.of(lang).phrase("less", one=one.names[lang], other=other.names[lang]) for lang in known}

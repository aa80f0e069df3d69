"""A measure of one period against another: on the previous one, on a year before, at an annual rate, on a base."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import FactError, Impossible, Incomparable
from briefing.facts import measures
from briefing.facts.adjustment import seasonal_note
from briefing.facts.breaks import crossed, notes_across
from briefing.facts.formula import binary, exactly, number
from briefing.facts.lookup_errors import gap_reason, spans
from briefing.facts.measures import Pair
from briefing.facts.qualifiers import quotient_qualifier
from briefing.facts.time_series import TimeSeries
from briefing.facts.totals import one_unit
from briefing.model.fact import Basis, Fact
from briefing.model.period import Period
from briefing.wording.fitting import POINTS, is_percentage, is_temperature

# How a change is given.
HOW: Final[Mapping[str, Callable[[Pair], Fact]]] = {
    "percent": measures.percent,
    "change": measures.change,
    "points": measures.points,
}
_ALONE: Final = "print the values alone"
Needs = Callable[[Period], Sequence[Period]]


class MeasureRequest(Struct, frozen=True):
    """A measure of a period, as a story asks for it: `written` says how it is asked for another period.

    `difference` is how the same change is asked for in the unit.
    """

    name: str
    series: TimeSeries
    period: Period
    written: Callable[[Period], str]
    difference: str = ""

    def points(self, needs: Needs) -> tuple[Fact, ...]:
        """Return the values of the periods that the measure needs, in the order of `needs`.

        FactError that names those without a value, and a period for which the measure can be given.
        """
        if self.series.within_year:
            what = "compares readings within a year, which have different dates"
            raise FactError(what, self.name, f"{_ALONE}, or use the full-year indicator")
        try:
            needed = needs(self.period)
        except Incomparable as error:
            raise Incomparable(error.findings[0].what, self.name, self.instead(needs)) from None
        if lacking := [period for period in needed if period not in self.known]:
            raise FactError(f"needs {self._without_value(lacking)}", self.name, self.instead(needs))
        points = tuple(self.series.point(period) for period in needed)
        one_unit(self.name, points)
        return points

    def notes(self, needs: Needs, *, seasonal: bool = False) -> tuple[str, ...]:
        """Return the notes of the breaks that the needed periods cross; Incomparable where one forbids it."""
        needed = needs(self.period)
        ends = min(needed), max(needed)
        crosses = any(item.effect == "refuse" for item in crossed(self.series.breaks, *ends))
        notes = notes_across(self.name, self.series.breaks, ends, (), self.instead(needs) if crosses else "")
        return (*notes, *(seasonal_note(self.series) if seasonal else ()))

    @property
    def compared(self) -> TimeSeries:
        """The series of what may be compared with the period: of a part of a year the same part of others."""
        partial = self.period.frequency.partial and self.period.frequency != self.series.frequency
        return self.series.of_part(self.period.frequency) if partial else self.series

    @property
    def known(self) -> frozenset[Period]:
        """The periods with a value that may be compared with it."""
        return self.compared.known

    def instead(self, needs: Needs) -> str:
        """Return the fix: the newest period before, else the newest, for which the measure can be given."""
        asked = self.period.chronological
        for period in sorted(self.compared.periods, key=lambda item: (item.chronological < asked, item), reverse=True):
            with suppress(Incomparable):
                needed = needs(period)
                if period != self.period and self.known.issuperset(needed):
                    notes_across(self.name, self.series.breaks, (min(needed), max(needed)), (), _ALONE)
                    return f"write {self.written(period)}, or {_ALONE}"
        return _ALONE

    def _without_value(self, periods: Sequence[Period]) -> str:
        """Return the periods that lack a value, those with a reason by themselves."""
        gaps = [gap for gap in map(self.series.gap, periods) if gap is not None]
        others = [period for period in periods if self.series.gap(period) is None]
        words = [f"{gap.period}, but {gap_reason(gap)}" for gap in gaps]
        if others:
            words.append(f"{spans(others)}, which {'has' if len(others) == 1 else 'have'} no value")
        return "; ".join(words)


def previous(period: Period) -> tuple[Period, Period]:
    """Return the period before one, and itself."""
    return period - 1, period


def year_before(period: Period) -> tuple[Period, Period]:
    """Return the same period a year before, and itself."""
    return period.year_before, period


def single(request: MeasureRequest, needs: Needs) -> Fact:
    """Return the value of the one period that is needed."""
    return request.points(needs)[0]


def change_on(request: MeasureRequest, how: str, needs: Needs, basis: Basis) -> Fact:
    """Return the change of the period's value on another's, in %, in the unit or in percentage points.

    `how` is empty for points of rates and shares, for the change of ranks and temperatures, else for %.
    """
    base, other = request.points(needs)
    notes = request.notes(needs, seasonal=basis == "previous")
    return changed(Pair(request.name, base, other, notes, f"write {request.difference}"), how, basis)


def changed(pair: Pair, how: str, basis: Basis) -> Fact:
    """Return the change of a pair of values, as asked or as is usual for their unit."""
    how = how or usual(pair.other.unit)
    if how not in HOW:
        raise TypeError(how)
    found = HOW[how](pair if how != "change" else replace(pair, instead=_ALONE))
    return replace(found, basis=basis, period=pair.other.period)


def usual(unit: str) -> str:
    """Return how a change in a unit is usually given."""
    if is_percentage(unit):
        return "points"
    return "change" if unit in ("rank", POINTS) or is_temperature(unit) else "percent"


def annualised(request: MeasureRequest) -> Fact:
    """((Value / previous) ^ periods a year − 1) × 100: the change on the previous period, if it held for a year."""
    frequency = request.period.frequency
    root = request.name.rpartition(".")[0]
    if frequency.a_year < 2:
        what = f"is at an annual rate of a value for each {frequency}, of which a fixed number makes no year"
        if frequency.unit == "year":
            what = "is at an annual rate of yearly values, whose change is one"
        raise Impossible(what, request.name, f"write {root}.on_year() or {root}.on_previous()")
    base, other = request.points(previous)
    if is_percentage(other.unit) or is_temperature(other.unit):
        what = f"is at an annual rate of values in {other.unit}"
        raise Impossible(what, request.name, f"write {root}.on_previous() or {root}.on_year()")
    notes = request.notes(previous, seasonal=True)
    pair = Pair(request.name, base, other, notes, f"write {root}.on_previous('change')")
    ratio = measures.quotient(pair)
    value = (ratio**frequency.a_year - 1) * 100
    factor = binary(binary(other, "/", base), "^", number(frequency.a_year))
    formula = binary(binary(factor, "−", number(1)), "×", number(100))
    found = pair.fact("growth", value, "% a year", formula, 1, quotient_qualifier(request.name, other, base))
    return replace(found, basis="annual rate", period=request.period)


def index_on(request: MeasureRequest, base: Period) -> Fact:
    """Value / the base period's value × 100."""

    def needs(period: Period) -> tuple[Period, Period]:
        return base, period

    first, other = request.points(needs)
    found = measures.index(Pair(request.name, first, other, request.notes(needs), _ALONE))
    return replace(found, period=request.period)


def rest_contribution(request: MeasureRequest, parts: Sequence[TimeSeries], needs: Needs, basis: Basis) -> Fact:
    """(Whole less parts − the same before) / the whole before × 100: what the parts leave of the change, in points."""
    _moved(request, needs, basis)  # Impossible for what does not add up
    whole = request.points(needs)
    values = [replace(request, series=part).points(needs) for part in parts]
    base, other = (
        measures.remainder(request.name, own, [value[at] for value in values]) for at, own in enumerate(whole)
    )
    notes = request.notes(needs, seasonal=basis == "previous")
    left = measures.change(Pair(request.name, base, other, notes, _ALONE))
    return _in_points(request, left, whole[0], basis)


def contribution(request: MeasureRequest, whole: TimeSeries, needs: Needs, basis: Basis) -> Fact:
    """(Value − value before) / the whole before × 100: how many points of the whole's change are the part's."""
    of_whole = replace(request, series=whole)
    seasonal = basis == "previous"
    moved = _moved(request, needs, basis)
    notes = tuple(dict.fromkeys((*moved.notes, *of_whole.notes(needs, seasonal=seasonal))))
    return _in_points(request, replace(moved, notes=notes), of_whole.points(needs)[0], basis)


def _moved(request: MeasureRequest, needs: Needs, basis: Basis) -> Fact:
    """Return the change of a part in the unit; Impossible for what does not add up."""
    base, other = request.points(needs)
    if is_percentage(other.unit) or "rank" in (base.measure, other.measure):
        what = f"is a part of the change of values in {other.unit}, which do not add up"
        raise Impossible(what, request.name, "use quantities of which one is a part of the other")
    return measures.change(Pair(request.name, base, other, request.notes(needs, seasonal=basis == "previous"), _ALONE))


def _in_points(request: MeasureRequest, moved: Fact, before: Fact, basis: Basis) -> Fact:
    """Return a change in percentage points of the change of the whole, of which the value before is given."""
    pair = Pair(request.name, before, moved, moved.notes, _ALONE)
    if before.value <= 0:
        raise Incomparable(f"divides by {before.formula}; the base must be above zero", request.name, _ALONE)
    value: Fraction = exactly(moved.value) / exactly(before.value) * 100
    formula = binary(binary(moved, "/", before), "×", number(100))
    side = quotient_qualifier(request.name, moved, before)
    found = pair.fact("contribution", value, POINTS, formula, measures.percent_decimals(value), side)
    return replace(found, basis=basis, period=request.period)

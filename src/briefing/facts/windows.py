"""Several periods up to one → their sum or mean: of the last n, or of the year up to the period."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.errors import FactError, Impossible
from briefing.facts.formula import as_tree, worked_out
from briefing.facts.measures import Pair
from briefing.facts.over_time import MeasureRequest, changed
from briefing.facts.totals import TOTALS, is_quantity, joint_side, mean_decimals
from briefing.model.fact import Fact, Measure
from briefing.model.period import Period, period_range


def over_last(request: MeasureRequest, measure: Measure, count: int) -> Fact:
    """Return the sum or the mean of the values of so many periods, of which the last is the one asked for."""

    def needs(period: Period) -> tuple[Period, ...]:
        return period_range(period - count + 1, period)

    _refuse(request, measure)
    known = request.compared.periods
    if count > len(known):
        root = request.name.rpartition(".")[0]
        fix = f"write {root}.{measure}_over({len(known)}) at most" if len(known) > 1 else "print the value alone"
        raise FactError(f"needs {count:,} values, and there are {len(known)}", request.name, fix)
    return _total(request, request.points(needs), measure, request.notes(needs))


def to_date(request: MeasureRequest) -> Fact:
    """Return the sum or the mean, by the indicator's rule, of the year up to a period."""
    measure = _rule(request)
    return replace(_total(request, request.points(_year_to), measure, request.notes(_year_to)), basis="year to date")


def to_date_on_year(request: MeasureRequest, how: str) -> Fact:
    """Return the change of the year up to a period on the same part of the year before."""

    def needs(period: Period) -> tuple[Period, ...]:
        return (*_year_to(period.year_before), *_year_to(period))

    measure, points, notes = _rule(request), request.points(needs), request.notes(needs)
    before, now = points[: len(points) // 2], points[len(points) // 2 :]
    base, other = (_total(request, part, measure, ()) for part in (before, now))
    found = changed(Pair(request.name, base, other, notes, f"write {request.difference}"), how, "year to date")
    return replace(found, window=other.window)


def _year_to(period: Period) -> tuple[Period, ...]:
    return period_range(period.first_of_year, period)


def _rule(request: MeasureRequest) -> Measure:
    """Return the rule by which the indicator's values make one of a longer period, a sum or a mean."""
    root = request.name.rpartition(".")[0]
    if request.period.frequency.unit == "year":
        what = "is of a year up to a value that is of a whole year"
        raise Impossible(what, request.name, f"write {root}.last or {root}.on_year()")
    rule = request.series.aggregation
    if rule == "sum" or rule == "mean":
        return rule
    if rule == "end":
        what = "adds up what its indicator's rule takes at the end of a period"
        raise Impossible(what, request.name, f"write {root}.on_year(), or print the values alone")
    what = "needs the rule by which its values make one of a longer period, which its indicator has not"
    raise Impossible(what, request.name, f"write sum or mean as `aggregate` in indicators.csv, or {root}.mean_over(3)")


def _refuse(request: MeasureRequest, measure: Measure) -> None:
    rule, unit = request.series.aggregation, request.series.unit
    if unit == "rank":
        raise Impossible(
            f"takes the {measure} of ranks, which are an order", request.name, "print the ranks themselves"
        )
    if measure == "sum" and rule != "sum" and (rule or not is_quantity(request.series)):
        what = f"adds up {unit or 'values'}, {f'where the rule is {rule}' if rule else 'which is no quantity'}"
        fix = request.written(request.period).replace(".sum_over(", ".mean_over(")
        raise Impossible(what, request.name, f"write {fix}")


def _total(request: MeasureRequest, points: Sequence[Fact], measure: Measure, notes: Sequence[str]) -> Fact:
    value, formula = TOTALS[measure](points)
    rows = tuple(dict.fromkeys(row for point in points for row in point.observations))
    most = max(point.decimals for point in points)
    return replace(
        points[-1],
        name=request.name,
        measure=measure,
        value=worked_out(value, 15 if measure == "sum" else 12),
        qualifier=joint_side(request.name, points),
        decimals=mean_decimals(value, points) if measure == "mean" else most,
        formula=str(formula),
        tree=as_tree(formula, rows),
        observations=rows,
        notes=tuple(dict.fromkeys((*notes, *(note for point in points for note in point.notes)))),
        window=(points[0].value_period, points[-1].value_period),
        rate=False,
    )

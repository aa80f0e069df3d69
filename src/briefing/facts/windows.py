"""Several periods up to one → their sum or mean: of the last n, or of the year up to the period."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts.formula import as_tree, worked_out
from briefing.facts.measures import Pair
from briefing.facts.over_time import Asked, changed
from briefing.facts.totals import TOTALS, is_quantity, joint_side, mean_decimals
from briefing.model.fact import Fact, Measure
from briefing.model.period import Period, period_range


def over_last(asked: Asked, measure: Measure, count: int) -> Fact:
    """Return the sum or the mean of the values of so many periods, of which the last is the one asked for."""

    def needs(period: Period) -> tuple[Period, ...]:
        return period_range(period - count + 1, period)

    _refuse(asked, measure)
    known = asked.compared.periods
    if count > len(known):
        root = asked.name.rpartition(".")[0]
        fix = f"write {root}.{measure}_over({len(known)}) at most" if len(known) > 1 else "print the value alone"
        raise FactError(f"needs {count:,} values, and there are {len(known)}", asked.name, fix)
    return _total(asked, asked.points(needs), measure, asked.notes(needs))


def to_date(asked: Asked) -> Fact:
    """Return the sum or the mean, by the indicator's rule, of the year up to a period."""
    measure = _rule(asked)
    return replace(_total(asked, asked.points(_year_to), measure, asked.notes(_year_to)), basis="year to date")


def to_date_on_year(asked: Asked, how: str) -> Fact:
    """Return the change of the year up to a period on the same part of the year before."""

    def needs(period: Period) -> tuple[Period, ...]:
        return (*_year_to(period.year_before), *_year_to(period))

    measure, points, notes = _rule(asked), asked.points(needs), asked.notes(needs)
    before, now = points[: len(points) // 2], points[len(points) // 2 :]
    base, other = (_total(asked, part, measure, ()) for part in (before, now))
    found = changed(Pair(asked.name, base, other, notes, f"write {asked.difference}"), how, "year to date")
    return replace(found, window=other.window)


def _year_to(period: Period) -> tuple[Period, ...]:
    return period_range(period.first_of_year, period)


def _rule(asked: Asked) -> Measure:
    """Return the rule by which the indicator's values make one of a longer period, a sum or a mean."""
    root = asked.name.rpartition(".")[0]
    if asked.period.frequency.unit == "year":
        what = "is of a year up to a value that is of a whole year"
        raise FactError(what, asked.name, f"write {root}.last or {root}.on_year()")
    rule = asked.series.aggregation
    if rule == "sum" or rule == "mean":
        return rule
    if rule == "end":
        what = "adds up what its indicator's rule takes at the end of a period"
        raise FactError(what, asked.name, f"write {root}.on_year(), or print the values alone")
    what = "needs the rule by which its values make one of a longer period, which its indicator has not"
    raise FactError(what, asked.name, f"write sum or mean as `aggregate` in indicators.csv, or {root}.mean_over(3)")


def _refuse(asked: Asked, measure: Measure) -> None:
    rule, unit = asked.series.aggregation, asked.series.unit
    if unit == "rank":
        raise FactError(f"takes the {measure} of ranks, which are an order", asked.name, "print the ranks themselves")
    if measure == "sum" and rule != "sum" and (rule or not is_quantity(asked.series)):
        what = f"adds up {unit or 'values'}, {f'where the rule is {rule}' if rule else 'which is no quantity'}"
        fix = asked.written(asked.period).replace(".sum_over(", ".mean_over(")
        raise FactError(what, asked.name, f"write {fix}")


def _total(asked: Asked, points: Sequence[Fact], measure: Measure, notes: Sequence[str]) -> Fact:
    value, formula = TOTALS[measure](points)
    rows = tuple(dict.fromkeys(row for point in points for row in point.observations))
    most = max(point.decimals for point in points)
    return replace(
        points[-1],
        name=asked.name,
        measure=measure,
        value=worked_out(value, 15 if measure == "sum" else 12),
        qualifier=joint_side(asked.name, points),
        decimals=mean_decimals(value, points) if measure == "mean" else most,
        formula=str(formula),
        tree=as_tree(formula, rows),
        observations=rows,
        notes=tuple(dict.fromkeys((*notes, *(note for point in points for note in point.notes)))),
        window=(points[0].value_period, points[-1].value_period),
        rate=False,
    )

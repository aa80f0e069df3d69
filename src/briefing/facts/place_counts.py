"""A series → how many places rose or fell over the years, or lie above or below a level: "most of the eight fell".

Up to `MOST_NAMED` places stand in the formula with their values, of more one as the pattern of all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from briefing.errors import FactError
from briefing.facts import measures
from briefing.facts.breaks import notes_across
from briefing.facts.formula import Selection, as_tree, figure, operand
from briefing.facts.measures import Pair
from briefing.facts.ranking import MOST_NAMED
from briefing.facts.time_series import TimeSeries
from briefing.model.fact import Fact
from briefing.model.period import Period

# What a place may have done from the first year to the last, and where its value may lie.
MOVEMENTS: Final[Mapping[str, str]] = {"rose": ">", "fell": "<", "unchanged": "="}
SIDES: Final[Mapping[str, str]] = {"above": ">", "below": "<"}
_HOLDS: Final[Mapping[str, Callable[[Fact, float], bool]]] = {
    ">": lambda fact, level: fact > level,
    "<": lambda fact, level: fact < level,
    "=": lambda fact, level: fact == level or (fact.qualifier == "≈" and fact.value == level),
}
_FAILS: Final[Mapping[str, Callable[[Fact, float], bool]]] = {
    ">": lambda fact, level: fact <= level,
    "<": lambda fact, level: fact >= level,
    "=": lambda fact, level: fact < level or fact > level,
}


class CountCondition(Struct, frozen=True):
    """What is counted: places that rose, lie above a level, or (nothing) have a value, over these years."""

    how: str
    level: float
    ends: tuple[Period, Period]


def count_places(expression: str, series: TimeSeries, condition: CountCondition) -> Fact:
    """Return of how many places with the series of a single place a condition holds.

    FactError where a bound leaves it open, or the values are ranks, of which a rise is a smaller number.
    """
    if not series.entities:
        fix = "ask a short name of a single place; all places with the same series are counted"
        raise FactError(f"{series.entity} are several places together", expression, fix)
    first, last = condition.ends
    if condition.how and (series.within_year or series.point(last).measure == "rank"):
        what = "ranks, of which a rise is a smaller number" if not series.within_year else "readings within a year"
        raise FactError(f"counts places by {what}", expression, "write count(…) of the conditions that are meant")
    needed = (first, last) if condition.how in MOVEMENTS else (last,)
    every = [series.of(entity) for entity in series.entities]
    facts = {one.entity: _measured(one, needed) for one in every if one.known.issuperset(needed)}
    if not condition.how:
        formula, tree = f"places with a value: {len(facts):,}", Selection("places", {"among": len(facts)})
        shown = _shown(series, tuple(facts.values()), ())
        return _fact(expression, series, (formula, tree), len(facts), shown, (len(facts), len(every)))
    sign = MOVEMENTS.get(condition.how) or SIDES[condition.how]
    held = [fact for fact in facts.values() if _HOLDS[sign](fact, condition.level)]
    for fact in facts.values():
        if not _HOLDS[sign](fact, condition.level) and not _FAILS[sign](fact, condition.level):
            what = f"{fact.entity} ({fact.qualifier} {fact.formula}) may be {sign} {figure(condition.level)} or not"
            raise FactError(what, expression, "choose a level that the bounds decide, or another year")
    order = sorted(facts.values(), key=lambda fact: (-fact.value, fact.entity))
    shown = _shown(series, order, _nearest(order, condition.level))
    counted = {"holding": len(held), "among": len(facts), "sign": sign, "level": condition.level}
    stated = _stated(counted, f"{sign} {figure(condition.level)}", shown)
    return _fact(expression, series, stated, len(held), shown, (len(facts), len(every)))


def count_in_class(
    expression: str, series: TimeSeries, bounds: tuple[float, float], period: Period, entities: Sequence[str] = ()
) -> Fact:
    """Return how many places with the series of a single place, or how many of some of them, have a value at or above
    a bound and below another.

    FactError where a value is known as a bound, for an empty class, and for many places that are not all.
    """
    low, high = bounds
    if not series.entities or low >= high:
        what = (
            f"counts from {figure(low)} to {figure(high)}" if series.entities else f"{series.entity} are several places"
        )
        raise FactError(what, expression, "ask a short name of a single place, from a lower to a higher bound")
    every = [series.of(entity) for entity in entities or series.entities]
    facts = {one.entity: one.point(period) for one in every if period in one.known}
    for fact in facts.values():
        if fact.qualifier not in "=≈" or fact.measure == "rank":
            what = f"{fact.entity} ({fact.qualifier} {fact.formula}) is in no class of values"
            raise FactError(what, expression, "count places by exact values")
    if entities and len(facts) > MOST_NAMED:
        what = f"counts {len(facts)} named places, and {MOST_NAMED} stand in a formula"
        raise FactError(what, expression, f"name at most {MOST_NAMED}, or count all places")
    held = [fact for fact in facts.values() if low <= fact.value < high]
    order = sorted(facts.values(), key=lambda fact: (-fact.value, fact.entity))
    shown = _shown(series, order, _nearest(order, low))
    counted = {"holding": len(held), "among": len(facts), "sign": "≥", "level": low, "below": high}
    stated = _stated(counted, f"≥ {figure(low)} and < {figure(high)}", shown)
    return _fact(expression, series, stated, len(held), shown, (len(facts), len(every)))


def _measured(series: TimeSeries, ends: tuple[Period, ...]) -> Fact:
    if len(ends) == 1:
        return series.point(ends[0])
    base, other = series.point(ends[0]), series.point(ends[1])
    name = f"{series.expression}.change"
    if base.unit != other.unit:
        raise FactError(f"compares {base.unit} with {other.unit}", name, "give all values of a series in one unit")
    return measures.change(
        Pair(name, base, other, notes_across(name, series.breaks, (ends[0], ends[1]), series.periods))
    )


def _nearest(order: Sequence[Fact], level: float) -> tuple[Fact, ...]:
    """The values on either side of a level, by which a count among many is seen."""
    above = [fact for fact in order if fact.value > level]
    below = [fact for fact in order if fact.value < level]
    return (*above[-1:], *below[:1])


def _shown(series: TimeSeries, facts: Sequence[Fact], nearest: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts that stand in the formula and the lineage: all, or of many that of the own place, or the nearest."""
    if len(facts) <= MOST_NAMED:
        return tuple(facts)
    own = next((fact for fact in facts if fact.entity == series.entity), None)
    return (own,) if own is not None else (*nearest, *facts)[:1]


def _stated(counted: Mapping[str, Any], condition: str, shown: Sequence[Fact]) -> tuple[str, Selection]:
    """The formula of a count and its tree, with the values of all places, or of many with one as the pattern of all."""
    whole, measured = counted["among"] <= MOST_NAMED, tuple(map(operand, shown))
    formula = f"{counted['holding']:,} of {counted['among']:,} places {condition}{': ' if whole else ', as '}"
    formula += ", ".join(f"{fact.entity} {fact.formula}" for fact in shown)
    named = {"places": measured} if whole else {"pattern": measured[0]}
    return formula, Selection("places", {**counted, **named})


def _fact(
    expression: str,
    series: TimeSeries,
    formula: tuple[str, Selection],
    value: int,
    shown: Sequence[Fact],
    among: tuple[int, int],
) -> Fact:
    observations = tuple(dict.fromkeys(row for fact in shown for row in fact.observations))
    return Fact(
        name=expression,
        measure="count",
        value=float(value),
        unit="",
        qualifier="=",
        decimals=0,
        formula=formula[0],
        tree=as_tree(formula[1], observations),
        observations=observations,
        notes=tuple(dict.fromkeys(note for fact in shown for note in fact.notes)),
        indicator=series.indicator.id if series.indicator else "",
        among=among,
    )

"""The values of several places in one year → the place of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.errors import FactError
from briefing.facts.run import Run
from briefing.model.fact import Fact


def place(expression: str, run: Run, year: int) -> Fact:
    """A run and a year → its place among the places with a value, 1 = best by direction of good; ties share it.

    A run that is itself a rank keeps the published rank. FactError without a direction, with nobody to compare
    with, or where a bound leaves the order open.
    """
    own = run.point(year)
    if own.measure == "rank":
        return _fact(expression, own, own.value, own.formula, (own,))
    if run.direction not in ("up", "down"):
        raise FactError("the direction of good is not known", expression, "set direction_of_good to up or down")
    if run.within_year:
        what = "ranks readings within a year, which have different dates"
        raise FactError(what, expression, "print the value alone")
    others = _others(run, year)
    if not others:
        what = f"only {run.entity} has a value for {year}"
        raise FactError(what, expression, "a place needs at least two; choose a year with more")
    better = sum(_beats(expression, other, own, run.direction) for other in others)
    ranked = sorted(
        (own, *others), key=lambda fact: (-fact.value if run.direction == "up" else fact.value, fact.entity)
    )
    values = ", ".join(f"{fact.entity} {fact.formula}" for fact in ranked)
    return _fact(expression, own, better + 1, f"place of {own.formula} among {len(ranked)}: {values}", (own, *others))


def _others(run: Run, year: int) -> list[Fact]:
    runs = (run.of(entity) for entity in run.entities if entity != run.entity)
    return [other.point(year) for other in runs if year in other.years]


def _beats(expression: str, other: Fact, own: Fact, direction: str) -> bool:
    high, low = (other, own) if direction == "up" else (own, other)
    if high > low:
        return True
    if high <= low:
        return False
    told = " and ".join(f"{fact.entity} ({fact.qualifier} {fact.formula})" for fact in (other, own))
    raise FactError(f"{told} cannot be put in order", expression, "choose a year with exact values")


def _fact(expression: str, own: Fact, value: float, formula: str, ranked: Sequence[Fact]) -> Fact:
    return Fact(
        name=expression,
        measure="rank",
        value=float(value),
        unit="rank",
        qualifier="≈" if any(fact.qualifier == "≈" for fact in ranked) else "=",
        decimals=0,
        formula=formula,
        observations=tuple(dict.fromkeys(row for fact in ranked for row in fact.observations)),
        indicator=own.indicator,
        entity=own.entity,
        year=own.year,
    )

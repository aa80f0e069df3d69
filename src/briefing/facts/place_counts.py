"""A run → how many places rose or fell over the years, or lie above or below a level: "most of the eight fell".

Up to `MOST_NAMED` places stand in the formula with their values, of more one as the pattern of all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from briefing.errors import FactError
from briefing.facts import measures
from briefing.facts.breaks import notes_across
from briefing.facts.formula import figure
from briefing.facts.measures import Pair
from briefing.facts.places import MOST_NAMED
from briefing.facts.run import Run
from briefing.model.fact import Fact

# What a place may have done from the first year to the last, and where its value may lie.
MOVED: Final[Mapping[str, str]] = {"rose": ">", "fell": "<", "unchanged": "="}
LYING: Final[Mapping[str, str]] = {"above": ">", "below": "<"}
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


class Asked(Struct, frozen=True):
    """What is counted: places that rose, lie above a level, or (nothing) have a value, over these years."""

    how: str
    level: float
    years: tuple[int, int]


def counted(expression: str, run: Run, asked: Asked) -> Fact:
    """A run of a single place and what is asked → of how many places of the same series it holds.

    FactError where a bound leaves it open, or the values are ranks, of which a rise is a smaller number.
    """
    if not run.entities:
        fix = "ask a short name of a single place; all places with the same series are counted"
        raise FactError(f"{run.entity} are several places together", expression, fix)
    first, last = asked.years
    if asked.how and (run.within_year or run.point(last).measure == "rank"):
        what = "ranks, of which a rise is a smaller number" if not run.within_year else "readings within a year"
        raise FactError(f"counts places by {what}", expression, "write count(…) of the conditions that are meant")
    wanted = (first, last) if asked.how in MOVED else (last,)
    runs = [run.of(entity) for entity in run.entities]
    facts = {one.entity: _measured(one, wanted) for one in runs if set(wanted) <= set(one.years)}
    if not asked.how:
        formula = f"places with a value: {len(facts):,}"
        among = (len(facts), len(runs))
        return _fact(expression, run, len(facts), formula, _shown(run, tuple(facts.values()), ()), among)
    sign = MOVED.get(asked.how) or LYING[asked.how]
    held = [fact for fact in facts.values() if _HOLDS[sign](fact, asked.level)]
    for fact in facts.values():
        if not _HOLDS[sign](fact, asked.level) and not _FAILS[sign](fact, asked.level):
            what = f"{fact.entity} ({fact.qualifier} {fact.formula}) may be {sign} {figure(asked.level)} or not"
            raise FactError(what, expression, "choose a level that the bounds decide, or another year")
    order = sorted(facts.values(), key=lambda fact: (-fact.value, fact.entity))
    shown = _shown(run, order, _nearest(order, asked.level))
    formula = f"{len(held):,} of {len(facts):,} places {sign} {figure(asked.level)}"
    formula += ": " if len(facts) <= MOST_NAMED else ", as "
    formula += ", ".join(f"{fact.entity} {fact.formula}" for fact in shown)
    return _fact(expression, run, len(held), formula, shown, (len(facts), len(runs)))


def _measured(run: Run, years: tuple[int, ...]) -> Fact:
    if len(years) == 1:
        return run.point(years[0])
    base, other = run.point(years[0]), run.point(years[1])
    name = f"{run.expression}.change"
    if base.unit != other.unit:
        raise FactError(f"compares {base.unit} with {other.unit}", name, "give all values of a series in one unit")
    return measures.change(Pair(name, base, other, notes_across(name, run.breaks, years[0], years[1], run.years)))


def _nearest(order: Sequence[Fact], level: float) -> tuple[Fact, ...]:
    """The values on either side of a level, by which a count among many is seen."""
    above = [fact for fact in order if fact.value > level]
    below = [fact for fact in order if fact.value < level]
    return (*above[-1:], *below[:1])


def _shown(run: Run, facts: Sequence[Fact], nearest: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts that stand in the formula and the lineage: all, or of many that of the own place, or the nearest."""
    if len(facts) <= MOST_NAMED:
        return tuple(facts)
    own = next((fact for fact in facts if fact.entity == run.entity), None)
    return (own,) if own is not None else (*nearest, *facts)[:1]


def _fact(expression: str, run: Run, value: int, formula: str, shown: Sequence[Fact], among: tuple[int, int]) -> Fact:
    return Fact(
        name=expression,
        measure="count",
        value=float(value),
        unit="",
        qualifier="=",
        decimals=0,
        formula=formula,
        observations=tuple(dict.fromkeys(row for fact in shown for row in fact.observations)),
        notes=tuple(dict.fromkeys(note for fact in shown for note in fact.notes)),
        indicator=run.indicator.id if run.indicator else "",
        among=among,
    )

"""Facts of several places that may be compared, one of each → the place of one of them in their order.

Their order is worked out once, so that the ranks of all of them take n log n steps. Up to `MOST_NAMED` places stand in
the formula and the lineage of each rank; of more the formula says how many are ahead, and the lineage holds the next on
either side.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import FactError, Impossible
from briefing.facts.formula import Selection, as_tree, operand
from briefing.facts.lookup_errors import with_value
from briefing.facts.time_series import TimeSeries
from briefing.model.fact import Fact

MOST_NAMED: Final = 60
BEST: Final[Mapping[str, str]] = {"highest": "up", "lowest": "down"}


class Ranking(Struct, frozen=True, dict=True):
    """A fact for each place that has one. `direction` is up where the highest is the best, down where the lowest is.

    `places` is how many there are, with a fact or without.
    """

    facts: Mapping[str, Fact]
    direction: str
    places: int

    @cached_property
    def exact(self) -> list[float]:
        """The values that are no bounds, from the lowest."""
        return sorted(fact.value for fact in self.facts.values() if fact.qualifier in "=≈")

    @cached_property
    def bounds(self) -> tuple[Fact, ...]:
        """The facts that are known from one side only."""
        return tuple(fact for fact in self.facts.values() if fact.qualifier not in "=≈")

    @cached_property
    def approximate(self) -> bool:
        """Whether any of them is."""
        return any(fact.qualifier == "≈" for fact in self.facts.values())

    @cached_property
    def order(self) -> tuple[Fact, ...]:
        """All of them, the best first; those of one value by the names of their places."""
        sign = -1 if self.direction == "up" else 1
        return tuple(sorted(self.facts.values(), key=lambda fact: (sign * fact.value, fact.entity)))

    @cached_property
    def listed(self) -> str:
        """Each place with its formula, the best first."""
        return ", ".join(f"{fact.entity} {fact.formula}" for fact in self.order)

    def ahead(self, expression: str, own: Fact) -> int:
        """How many are better than one of them; FactError where a bound leaves it open."""
        open_ended = own.qualifier not in "=≈"
        doubtful = self.facts.values() if open_ended else self.bounds
        found = sum(_beats(expression, other, own, self.direction) for other in doubtful if other.entity != own.entity)
        if open_ended:
            return found
        if self.direction == "up":
            return found + len(self.exact) - bisect_right(self.exact, own.value)
        return found + bisect_left(self.exact, own.value)

    def neighbours(self, ahead: int, own: Fact) -> tuple[Fact, ...]:
        """The next better and the next worse value than one of them that has so many ahead."""
        behind = next((fact for fact in self.order[ahead:] if fact.value != own.value), None)
        return tuple(fact for fact in (self.order[ahead - 1] if ahead else None, behind) if fact is not None)


def ranking(expression: str, series: TimeSeries, fact_of: Callable[[TimeSeries], Fact | None], best: str) -> Ranking:
    """Return the facts of all places of a series in their order; `fact_of` gives None for a place without one.

    FactError without a direction of good.
    """
    if best and best not in BEST:
        raise FactError(f"{best!r} is no end of an order", expression, "write best='highest' or best='lowest'")
    direction = BEST.get(best, series.direction)
    if direction not in ("up", "down"):
        raise Impossible("the direction of good is not known", expression, _how_to_tell(series))
    if series.within_year:
        what = "ranks readings within a year, which have different dates"
        raise FactError(what, expression, "print the value alone")
    found = {entity: fact_of(series.of(entity)) for entity in series.entities}
    return Ranking({entity: fact for entity, fact in found.items() if fact is not None}, direction, len(found))


def rank_among(expression: str, series: TimeSeries, own: Fact, among: Ranking, over: str) -> Fact:
    """Return the rank of a fact of the series's place among those of all, 1 = best; ties share it.

    `over` says of when they are. FactError where there is nobody to compare with, or a bound leaves the order open.
    """
    if series.entity not in among.facts:
        raise no_rank(expression, f"{series.entity} is a total of other places", series.entities[:1])
    count = len(among.facts)
    if count < 2:
        what = f"only {series.entity} has a value for {over}"
        raise FactError(what, expression, _when_several(series))
    ahead = among.ahead(expression, own)
    parts: dict[str, Any] = {"own": operand(own), "among": count}
    if count <= MOST_NAMED:
        listed, others = among.listed, tuple(among.facts.values())
        parts["places"] = tuple(map(operand, among.order))
    else:
        side = "higher" if among.direction == "up" else "lower"
        listed, others = f"{ahead:,} {side}", among.neighbours(ahead, own)
        parts |= {"ahead": ahead, "side": side}
    found = _fact(expression, own, ahead + 1, (own, *others), approximate=among.approximate)
    formula = f"place of {own.formula} among {count:,}: {listed}"
    return replace(
        found, formula=formula, tree=as_tree(Selection("rank", parts), found.observations), among=(count, among.places)
    )


def no_rank(expression: str, what: str, single: Sequence[str]) -> FactError:
    """Return the error that several places have no rank; `single` is one that has, if there is any."""
    root, _, call = expression.rpartition(".")
    fix = "ask for the rank of a single place, with a short name of its own in [facts] of briefing.toml"
    if single:
        fix = f"ask for the rank of a single place, as {root.partition('.')[0]}.of({single[0]!r}).{call}"
    return FactError(f"{what}, so it has no place among them", expression, fix)


def _when_several(series: TimeSeries) -> str:
    """Return the fix for a series that is alone in a year: the years in which others have a value too."""
    own = set(series.periods)
    counts = Counter(period for entity in series.entities for period in series.of(entity).periods if period in own)
    periods = [period for period, count in counts.items() if count > 1]
    return with_value(periods, "a value of several places") if periods else "print the value alone"


def published_rank(expression: str, own: Fact) -> Fact:
    """Return the rank as published, for a series that is itself a rank."""
    return _fact(expression, own, own.value, (own,), approximate=own.qualifier == "≈")


def _how_to_tell(series: TimeSeries) -> str:
    if series.indicator is None:
        where = f"facts.{series.root} in briefing.toml"
        return f'write direction = "up" or "down" for {where}, or best=\'highest\' in the call'
    return "set direction_of_good to up or down in indicators.csv, or write best='highest' or 'lowest' in the call"


def _beats(expression: str, other: Fact, own: Fact, direction: str) -> bool:
    high, low = (other, own) if direction == "up" else (own, other)
    if high > low:
        return True
    if high <= low:
        return False
    both = " and ".join(f"{fact.entity} ({fact.qualifier} {fact.formula})" for fact in (other, own))
    raise FactError(f"{both} cannot be put in order", expression, "choose a year with exact values")


def _fact(expression: str, own: Fact, value: float, ranked: Sequence[Fact], *, approximate: bool) -> Fact:
    return Fact(
        name=expression,
        measure="rank",
        value=float(value),
        unit="rank",
        qualifier="≈" if approximate else "=",
        decimals=0,
        formula=own.formula,
        tree=own.tree,
        observations=tuple(dict.fromkeys(row for fact in ranked for row in fact.observations)),
        notes=tuple(dict.fromkeys(note for fact in ranked for note in fact.notes)),
        indicator=own.indicator,
        entity=own.entity,
        period=own.period,
    )

"""A series → its rank among all places by a year's value, or by what became of it over the years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from briefing.errors import FactError, Impossible
from briefing.facts import measures
from briefing.facts.breaks import notes_across
from briefing.facts.combined import CombinedSeries
from briefing.facts.formula import as_tree, binary
from briefing.facts.measures import Pair
from briefing.facts.ranking import no_rank, published_rank, rank_among, ranking
from briefing.facts.time_series import TimeSeries
from briefing.model.fact import Fact
from briefing.model.period import Period

if TYPE_CHECKING:
    from briefing.facts.registry import FactRegistry

RANKED: Final[Mapping[str, Callable[[Pair], Fact]]] = {
    "multiple": measures.multiple,
    "percent": measures.percent,
    "growth": measures.growth,
    "change": measures.change,
    "points": measures.points,
}


def rank_by_value(expression: str, registry: FactRegistry, series: TimeSeries, period: Period, best: str = "") -> Fact:
    """Return the rank of a place by the value of a year, 1 = best by direction of good; ties share it.

    A series that is itself a rank keeps the published rank.
    """
    _refuse_several(expression, series)
    own = series.point(period)
    if own.measure == "rank":
        return published_rank(expression, own)

    def value(other: TimeSeries) -> Fact | None:
        return other.point(period) if period in other.known else None

    among = registry.ranking((series.root, period, best), lambda: ranking(expression, series, value, best))
    return rank_among(expression, series, own, among, str(period))


def rank_by_measure(
    expression: str,
    registry: FactRegistry,
    series: TimeSeries,
    measure: str,
    ends: tuple[Period, Period],
    best: str = "",
) -> Fact:
    """Return the rank of a place by a measure between two years, among the places with a value for both."""
    if measure not in RANKED:
        raise Impossible(f"{measure!r} is no measure that places are ranked by", expression, f"one of {_choices()}")
    _refuse_several(expression, series)
    first, last = ends

    def measured(other: TimeSeries) -> Fact | None:
        if first not in other.known or last not in other.known:
            return None
        base, end = other.point(first), other.point(last)
        name = f"{other.expression}.{measure}"
        if base.unit != end.unit:
            what = f"compares {base.unit} with {end.unit}"
            raise FactError(what, name, "give all values of a series in one unit")
        return RANKED[measure](Pair(name, base, end, notes_across(name, other.breaks, ends, other.periods)))

    among = registry.ranking(
        (series.root, measure, first, last, best), lambda: ranking(expression, series, measured, best)
    )
    own = measured(series)
    assert own is not None  # its years have values
    return rank_among(expression, series, replace(own, period=last), among, f"{first} and {last}")


def places_gained(expression: str, first: Fact, last: Fact) -> Fact:
    """Return by how many places a rank is better than an earlier one; below zero: worse."""
    formula = binary(first, "−", last)
    observations = tuple(
        dict.fromkeys(
            row
            for fact in (first, last)
            for row in fact.observations
            if row.entity == fact.entity
            or "places" in (fact.tree or {})  # of many places the next ones stand there too
        )
    )
    return replace(
        last,
        name=expression,
        measure="change",
        value=first.value - last.value,
        unit="places",
        qualifier="≈" if "≈" in (first.qualifier, last.qualifier) else "=",
        formula=str(formula),
        tree=as_tree(formula, observations),
        observations=observations,
        notes=tuple(dict.fromkeys((*first.notes, *last.notes))),
        among=None,
    )


def _refuse_several(expression: str, series: TimeSeries) -> None:
    """Several places together have no rank; the field of their root is that of the single places."""
    if isinstance(series, CombinedSeries):
        single = () if series.expression == series.root else [part.entity for part in series.parts[:1]]
        raise no_rank(expression, f"{series.entity} are several places together", single)


def _choices() -> str:
    return ", ".join(map(repr, RANKED))

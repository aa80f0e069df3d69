"""A run → its rank among all places by a year's value, or by what became of it over the years."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts import measures
from briefing.facts.breaks import notes_across
from briefing.facts.combined import CombinedRun
from briefing.facts.measures import Pair
from briefing.facts.places import field, no_place, place, published_place
from briefing.facts.run import Run
from briefing.model.fact import Fact

if TYPE_CHECKING:
    from briefing.facts.book import Book

RANKED: Final[Mapping[str, Callable[[Pair], Fact]]] = {
    "multiple": measures.multiple,
    "percent": measures.percent,
    "growth": measures.growth,
    "change": measures.change,
    "points": measures.points,
}


def ranked(expression: str, book: Book, run: Run, year: int, best: str = "") -> Fact:
    """A run and a year → its place among the places with a value, 1 = best by direction of good; ties share it.

    A run that is itself a rank keeps the published rank.
    """
    _refuse_several(expression, run)
    own = run.point(year)
    if own.measure == "rank":
        return published_place(expression, own)

    def value(other: Run) -> Fact | None:
        return other.point(year) if year in other.years else None

    among = book.field((run.root, year, best), lambda: field(expression, run, value, best))
    return place(expression, run, own, among, str(year))


def ranked_by(expression: str, book: Book, run: Run, measure: str, years: tuple[int, int], best: str = "") -> Fact:
    """A run, a measure and two years → its place by that measure among the places with a value for both."""
    if measure not in RANKED:
        raise FactError(f"{measure!r} is no measure that places are ranked by", expression, f"one of {_choices()}")
    _refuse_several(expression, run)
    first, last = years

    def measured(other: Run) -> Fact | None:
        if first not in other.years or last not in other.years:
            return None
        base, end = other.point(first), other.point(last)
        name = f"{other.expression}.{measure}"
        if base.unit != end.unit:
            what = f"compares {base.unit} with {end.unit}"
            raise FactError(what, name, "give all values of a series in one unit")
        return RANKED[measure](Pair(name, base, end, notes_across(name, other.breaks, first, last, other.years)))

    among = book.field((run.root, measure, first, last, best), lambda: field(expression, run, measured, best))
    own = measured(run)
    assert own is not None  # its years have values
    return place(expression, run, replace(own, year=last), among, f"{first} and {last}")


def called(name: str, given: Sequence[str], **more: str) -> str:
    """A call as a story writes it: its arguments, and those by name that are not empty."""
    return f"{name}({', '.join([*given, *(f'{key}={value!r}' for key, value in more.items() if value)])})"


def _refuse_several(expression: str, run: Run) -> None:
    """Several places together have no rank; the field of their root is that of the single places."""
    if isinstance(run, CombinedRun):
        single = () if run.expression == run.root else [part.entity for part in run.parts[:1]]
        raise no_place(expression, f"{run.entity} are several places together", single)


def _choices() -> str:
    return ", ".join(map(repr, RANKED))

"""How a story reaches places and periods of a short name: the expressions of which claims and facts are written."""

from __future__ import annotations

import numpy as np

from briefing.draft.insights.arrays import Flags, SubjectArrays


def has_field(subject: SubjectArrays, least: int) -> bool:
    """Whether the values of so many places at least may be put in order, and are not the same in all of them."""
    return subject.comparable and subject.ordered and len(subject.places) >= least and places_differ(subject)


def places_differ(subject: SubjectArrays) -> bool:
    """Whether places differ in a period at least, as prices of a whole country that stand with each of its parts do
    not."""
    known = subject.values[:, (~np.isnan(subject.values)).sum(axis=0) > 1]
    return bool((np.nanmax(known, axis=0) > np.nanmin(known, axis=0)).any()) if known.size else False


def period_of(subject: SubjectArrays, column: int) -> str:
    """Return a period as an expression writes it: that of the first value by this name, as the next edition may begin
    later."""
    first = int(np.flatnonzero(~np.isnan(subject.own_values))[0])
    return f"{subject.key}.first.period" if column == first else subject.period(column).literal


def of_place(subject: SubjectArrays, row: int) -> str:
    """Return a short name of a place: `visits`, of another than its own `visits.of('Town A')`."""
    return subject.key if row == subject.own else f"{subject.key}.of({subject.places[row]!r})"


def rank_of(subject: SubjectArrays, row: int, *given: str, best: str = "") -> str:
    """Return the rank of a place; by the highest where nothing is asked for and the data state no direction of good,
    but of ranks these themselves."""
    best = best or ("" if subject.direction or subject.unit == "rank" else "highest")
    return f"{of_place(subject, row)}.rank({', '.join([*given, *([f'best={best!r}'] if best else [])])})"


def when(subject: SubjectArrays, column: int, *rows: int) -> tuple[str, ...]:
    """Return the argument that names a period in a call: none where it is the newest of each of these places, so that
    the expression follows new data."""
    later: Flags = ~np.isnan(subject.values[list(rows), column + 1 :])
    return (period_of(subject, column),) if later.any() else ()

"""An insight that is made to support another: it has no score, and its words stand with a claim like any other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from briefing.draft.insight import Insight
from briefing.facts import SubjectFacts
from briefing.wording.fitting import is_percentage, is_temperature

Way = Literal["up", "down", ""]
_TIMES: Final = ("years", "year", "months", "weeks", "days", "hours", "minutes", "seconds", "年", "岁", "天", "小时")
_SUBJECT: Final = re.compile(r"(\w+(?:\.of\((?:'[^']*'|\"[^\"]*\")\))?)\.")


def made(
    type_: str, key: str, claim: str, facts: Mapping[str, str], way: Way = "", entities: Sequence[str] = ()
) -> Insight:
    """Return an insight of a type on a short name."""
    return Insight(type_, (key,), claim, facts, 0.0, 0.0, 0.0, way, tuple(entities))


def counts_time(subject: SubjectFacts) -> bool:
    """Whether values are years, or other times: people say by how many of these they changed, and not by how many %."""
    return subject.unit in _TIMES


def change_measure(subject: SubjectFacts) -> str:
    """Return by which measure people say how values changed: `points` of a percentage; `change`, in the unit, of times,
    temperatures, ranks, points and values below zero, which have no ratio; `percent` of all others."""
    if is_percentage(subject.unit):
        return "points"
    plain = subject.unit in ("rank", "percentage points") or is_temperature(subject.unit) or counts_time(subject)
    return "change" if plain or subject.below_zero else "percent"


def of_place(key: str, place: str, own: str) -> str:
    """Return a short name of a place as an expression; that of the edition's `own` place is the name alone."""
    return key if place == own else f"{key}.of({place!r})"


def subject_of(fact: str) -> str:
    """Return the short name, with its place, at the head of an expression: `visits.of('Birch')` of
    `visits.of('Birch').last`; "" where there is none."""
    found = _SUBJECT.match(fact)
    return found[1] if found else ""

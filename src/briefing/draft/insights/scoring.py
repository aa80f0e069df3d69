"""Candidates → their scores, and which of them stay: one for a subject and family, and few of one kind.

Score = 0.8 · significance + 0.2 · impact. Indicators do not add up, so impact is no share of a total: it is how much an
edition makes of a short name.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from briefing.draft.insight import TYPES, Insight
from briefing.draft.insights.arrays import SubjectArrays
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.edition_arrays import EditionArrays

_SIGNIFICANCE: Final = 0.8
# What impact is made of, each part from 0 to 1.
_EARLY, _PLACE, _RECENT, _LENGTH, _PEERS, _TARGET = 0.35, 0.2, 0.15, 0.1, 0.1, 0.1
_LONG: Final = 20  # periods of a long series, places of a large field
_OF_ALL_PLACES: Final = ("leader", "all_but", "convergence", "evenness")  # the same whichever place is asked
_OF_ENDED: Final = 0.5  # what a finding counts on a series that ended before the others, so that it leads no edition
_OF_A_TYPE: Final = 3  # of more insights of a type, or of a subject, each counts less


class Scored(Struct, frozen=True):
    """An insight that was not tested yet, what its subjects measure, and what it covers with its family."""

    insight: Insight
    measured: frozenset[str]
    scope: frozenset[str]

    @property
    def order(self) -> tuple[float, str, str]:
        """By what insights are put in order: the score from the highest, then the key."""
        return -self.insight.score, self.insight.key, self.insight.claim


def scored(candidates: Iterable[Candidate], arrays: EditionArrays) -> list[Scored]:
    """Return the candidates with their scores, the best first."""
    impacts = _impacts(arrays)
    return sorted((_scored(item, arrays, impacts) for item in candidates), key=lambda item: item.order)


def _scored(item: Candidate, arrays: EditionArrays, impacts: Mapping[str, float]) -> Scored:
    significance = min(max(item.significance, 0.0), 1.0)
    impact = sum(impacts[key] for key in item.subjects) / len(item.subjects)
    score = _SIGNIFICANCE * significance + (1 - _SIGNIFICANCE) * impact
    if TYPES[item.type][0] != "caveat" and not arrays.ended.isdisjoint(item.subjects):
        score *= _OF_ENDED
    insight = Insight(
        type=item.type,
        subjects=item.subjects,
        claim=item.claim,
        facts=item.facts,
        score=round(score, 6),
        significance=round(significance, 6),
        impact=round(impact, 6),
        direction=item.direction,
        entities=item.entities,
        periods=item.periods,
        statistics={name: float(value) for name, value in item.statistics.items()},
    )
    fields = item.type in _OF_ALL_PLACES and len(item.subjects) == 1
    subjects = (arrays.subjects[key] for key in item.subjects)
    measured = frozenset(one.field if fields else one.identity for one in subjects)
    return Scored(insight, measured, measured | {insight.family, *item.entities, *item.periods.values()})


def _impacts(arrays: EditionArrays) -> dict[str, float]:
    newest: dict[object, int] = {}
    for item in arrays.subjects.values():
        last = int(item.history.ordinals[-1])
        newest[item.frequency] = max(newest.get(item.frequency, last), last)
    return {
        key: _impact(item, at / len(arrays.subjects), arrays.entity, newest[item.frequency])
        for at, (key, item) in enumerate(arrays.subjects.items())
    }


def _impact(item: SubjectArrays, late: float, entity: str, newest: int) -> float:
    behind = newest - int(item.history.ordinals[-1])
    return (
        _EARLY * (1 - late)
        + _PLACE * (item.entity == entity)
        + _RECENT / (1 + behind)
        + _LENGTH * min(1.0, item.history.values.size / _LONG)
        + _PEERS * min(1.0, math.log(1 + len(item.places)) / math.log(1 + _LONG))
        + _TARGET * bool(item.targets)
    )


def picked(found: Sequence[Scored], holds: Callable[[Insight], bool], most: int) -> Iterator[Insight]:
    """Return the insights that hold, one for what is measured and family, the one that adds most first.

    What an insight adds is its score less what it has in common with those before it: the lower of both scores times
    the part of their scopes that is the same. Beyond `_OF_A_TYPE` of a type or a subject each counts less. Only what
    comes next is tested, so that this takes no longer for many candidates.
    """
    rest = [(-item.insight.score, at, item) for at, item in enumerate(found)]
    heapq.heapify(rest)
    before: list[Scored] = []
    taken: set[tuple[frozenset[str], str]] = set()
    while rest and len(before) < most:
        _, at, item = rest[0]
        if (item.measured, item.insight.family) in taken:
            heapq.heappop(rest)
            continue
        adds = -_added(item, before)
        if adds > rest[0][0]:  # it adds less than when it was last looked at
            heapq.heapreplace(rest, (adds, at, item))
            continue
        heapq.heappop(rest)
        if holds(item.insight):
            before.append(item)
            taken.add((item.measured, item.insight.family))
            yield item.insight


def _added(item: Scored, before: Iterable[Scored]) -> float:
    common, types, subjects = 0.0, 0, Counter[str]()
    for other in before:
        alike = len(item.scope & other.scope) / len(item.scope | other.scope)
        common = max(common, alike * min(item.insight.score, other.insight.score))
        types += other.insight.type == item.insight.type
        subjects.update(other.measured)
    over = max(types, *(subjects[one] for one in item.measured)) - _OF_A_TYPE + 1
    return (item.insight.score - common / 2) / (1 + max(0, over))

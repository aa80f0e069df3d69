"""Where a place stands among all: its rank, how that changed, how far the best is ahead, who leads by far."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist
from typing import Final

import numpy as np

from briefing.draft.insights.arrays import Flags, SubjectArrays, Values
from briefing.draft.insights.association import ALPHA, LEAST, with_time
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.place_expressions import has_field, of_place, period_of, rank_of, when

_FIELD: Final = 3  # places that a rank needs
_PEERS: Final = 4  # places that a leader needs
_AHEAD: Final = 1.5  # how many times the second a leader is
_STEADY: Final = 0.5  # the correlation with time of ranks that changed
_MOST_ALIKE: Final = 0.1  # of the places may share a rank
_RECENT: Final = 5  # periods in which a leader must have led


def ranks(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield the rank of each short name's place in its newest period."""
    for subject in _ranked(arrays):
        last = int(np.flatnonzero(~np.isnan(subject.own_values))[-1])
        column = subject.values[:, last]
        known = int((~np.isnan(column)).sum())
        if known < _FIELD:
            continue
        path = rank_path(subject)
        rank = int(path[last])
        if _shared(subject, last, rank):
            continue
        below = int((column == column[subject.own]).sum()) == 1 and rank == known
        end = min(rank - 1, known - rank) / (known - 1)
        recent = path[~np.isnan(path)][-_RECENT:]
        firm = float(np.mean(np.abs(recent - rank) <= (known > 8)))
        asked, places = rank_of(subject, subject.own), f"{subject.key}.places()"
        claim = f"{asked} > 1 and {asked} < {places}"
        if rank == 1:
            claim = f"{asked} == 1"
        elif below:
            claim = f"{asked} == {places}"
        yield Candidate(
            type="rank",
            subjects=(subject.key,),
            claim=claim,
            facts={"rank": asked, "places": places, "last": f"{subject.key}.last"},
            significance=(0.3 + 0.3 * (1 - 2 * end)) * (0.5 + 0.5 * firm),
            statistics={"rank": rank, "places": known, "held": firm},
        )


def rank_changes(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield by how many ranks each place moved over its period, where the order of the years bears it out.

    At both ends the same places must have a value, else a rank is better because others are missing. Ranks of the data
    may be among more places than these have.
    """
    published = [one for one in arrays.subjects.values() if one.unit == "rank" and one.own >= 0]
    subjects = [*_ranked(arrays), *published]
    for subject in subjects:
        known = np.flatnonzero(~np.isnan(subject.own_values))
        first, last = int(known[0]), int(known[-1])
        ends = ~np.isnan(subject.values[:, [first, last]])
        places = int(ends[:, 0].sum())
        if first == last or places < _FIELD or not np.array_equal(ends[:, 0], ends[:, 1]):
            continue
        path = rank_path(subject)
        if any(_shared(subject, at, int(path[at])) for at in (first, last)):
            continue
        gained = int(path[first] - path[last])
        if abs(gained) < max(2, round(places * 0.15)):
            continue
        trend = with_time(-path[None, :])
        tested = len(known) >= LEAST
        if tested and (trend.p[0] > ALPHA / len(subjects) or trend.rho[0] * np.sign(gained) < _STEADY):
            continue
        asked, before = (rank_of(subject, subject.own, *given) for given in ((), (period_of(subject, first),)))
        among = {} if subject.unit == "rank" else {"places": f"{subject.key}.places()"}
        yield Candidate(
            type="rank_change",
            subjects=(subject.key,),
            claim=f"{asked} {'<' if gained > 0 else '>'} {before}",
            facts={"rank_before": before, "rank": asked, **among},
            significance=0.75 + 0.25 * abs(float(trend.rho[0])) if tested else min(0.55, abs(gained) / places),
            direction="up" if gained > 0 else "down",
            periods={"first": str(subject.period(first)), "last": str(subject.period(last))},
            statistics={"gained": gained, "rho": float(trend.rho[0]), "p": float(trend.p[0])},
        )


def gaps_to_best(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield how far each place is from the best of all in its newest period."""
    for subject in _ranked(arrays):
        last = int(np.flatnonzero(~np.isnan(subject.own_values))[-1])
        column = subject.values[:, last]
        if int((~np.isnan(column)).sum()) < _FIELD:
            continue
        top = int(np.nanargmax(column * _sign(subject)))
        gap = float(column[subject.own] - column[top])
        if gap == 0 or int((column == column[top]).sum()) > 1 or when(subject, last, top):
            continue
        best, minus = of_place(subject, top), f"{subject.key}.minus({of_place(subject, top)})"
        part = abs(gap) / float(np.nanmax(column) - np.nanmin(column))
        yield Candidate(
            type="gap_to_best",
            subjects=(subject.key,),
            claim=f"{minus} {'<' if gap < 0 else '>'} 0 and {rank_of(subject, top)} == 1",
            facts={"last": f"{subject.key}.last", "best": f"{best}.last", "gap": minus},
            significance=(0.25 + 0.25 * part) * (1 if subject.direction else 0.8),
            direction="down" if gap < 0 else "up",
            entities=(subject.places[top],),
            statistics={"part_of_range": part},
        )


def leaders(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield the place that is far ahead of all others: 1.5 times the second, and more than the others' order allows.

    Where low is good there is none: what is small may be small in everything.
    """
    for subject in arrays.subjects.values():
        if not has_field(subject, _PEERS) or subject.broken.any() or subject.direction == "down":
            continue
        last = newest_shared(subject)
        column = subject.values[:, last]
        order = [at for at in np.argsort(-column, kind="stable") if not np.isnan(column[at])]
        found = _outstanding(column[order])
        if found is None or when(subject, last, *order[:2]):
            continue
        ratio, p = found
        recent = subject.values[:, max(0, last - _RECENT + 1) : last + 1]
        recent = recent[:, ~np.isnan(recent[order[0]])]
        if np.mean(np.nanmax(recent, axis=0) == recent[order[0]]) < 0.6:
            continue
        one, second = (of_place(subject, int(at)) for at in order[:2])
        yield Candidate(
            type="leader",
            subjects=(subject.key,),
            claim=f"{rank_of(subject, int(order[0]))} == 1 and {one}.last > {_AHEAD} * {second}.last",
            facts={"best": f"{one}.last", "second": f"{second}.last"},
            significance=1 - p,
            entities=(subject.places[order[0]], subject.places[order[1]]),
            statistics={"ratio": ratio, "p": p},
        )


def rank_path(subject: SubjectArrays) -> Values:
    """Return the rank of the own place in each period among all that have a value, 1 = best, or the one that the data
    have; NaN without one."""
    if subject.unit == "rank":
        return subject.own_values
    signed = subject.values * _sign(subject)
    better: Flags = signed > signed[subject.own]
    path: Values = np.where(np.isnan(subject.own_values), np.nan, better.sum(axis=0) + 1.0)
    return path


def _shared(subject: SubjectArrays, at: int, rank: int) -> bool:
    """Whether the own place shares its rank so that it says little: the first or the last rank with any other place,
    one between them with a tenth of the places."""
    column = subject.values[:, at]
    alike, known = int((column == column[subject.own]).sum()) - 1, int((~np.isnan(column)).sum())
    return alike > (0 if rank in (1, known - alike) else known * _MOST_ALIKE)


def _ranked(arrays: EditionArrays) -> Iterator[SubjectArrays]:
    """The short names whose place may be ranked among others."""
    for subject in arrays.subjects.values():
        if subject.own >= 0 and has_field(subject, _FIELD):
            yield subject


def _sign(subject: SubjectArrays) -> int:
    return -1 if subject.direction == "down" else 1


def newest_shared(subject: SubjectArrays) -> int:
    """Return the newest column in which nearly as many places have a value as ever."""
    counts = (~np.isnan(subject.values)).sum(axis=0)
    return int(np.flatnonzero(counts >= 0.75 * counts.max())[-1])


def _outstanding(values: Values) -> tuple[float, float] | None:
    """Return how many times the second the first is, and how likely the others' order lets it be; None unless far.

    The others follow a power of their rank, or are all about alike: whichever fits them better.
    """
    if len(values) < _PEERS or np.min(values) < 0 or values[1] <= 0:
        return None
    ratio, rest = float(values[0] / values[1]), values[1:]
    if ratio < _AHEAD:
        return None
    best, fitted, deviation = np.inf, 0.0, 0.0
    for power in (0.0, -0.7):
        curve = np.arange(1, len(values) + 1, dtype=float) ** power
        factor = float((rest * curve[1:]).sum() / (curve[1:] ** 2).sum())
        spread = float(np.sqrt(((rest - factor * curve[1:]) ** 2).sum() / (len(rest) - 1)))
        if spread < best:
            best, fitted, deviation = spread, factor, max(spread, 0.01 * factor)
    p = 1 - NormalDist().cdf((float(values[0]) - fitted) / deviation)
    return (ratio, p) if p < 0.05 else None

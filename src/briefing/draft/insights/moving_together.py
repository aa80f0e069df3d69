"""Indicators that move together: their changes do, not their levels, as all that grows goes together with all else.

Nothing is said of causes. The claim is what a reader can count: in how many of the last periods both moved alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from briefing.draft.insights.arrays import EditionArrays, SubjectArrays, Values
from briefing.draft.insights.association import ALPHA, chance
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.shared_periods import shared_rows
from briefing.draft.insights.whole_and_parts import wholes

_LEAST: Final = 0.8  # the correlation of changes
_SAME: Final = 0.995  # from here on both are one thing in two units
_CHANGES: Final = 8  # how many changes two short names must have in common
_COUNTED: Final = 8  # periods that a claim counts
_PAIRS: Final = 20  # of an edition


def correlations(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield the pairs of short names whose changes from period to period go together, the closest first."""
    related = {frozenset((part.key, whole.key)) for whole in wholes(arrays) if whole.key for part in whole.parts}
    groups: dict[str, list[SubjectArrays]] = {}
    for subject in arrays.subjects.values():
        if subject.comparable and subject.published and not _refused(subject):
            groups.setdefault(str(subject.frequency), []).append(subject)
    tests = sum(len(group) * (len(group) - 1) // 2 for group in groups.values())
    for group in groups.values():
        _, rows = shared_rows(group)
        for one, other, r, p in _pairs(_changes(rows, group[0].frequency.a_year), tests):
            a, b = group[one], group[other]
            if frozenset((a.key, b.key)) in related or _indicator(a) == _indicator(b):
                continue
            found = _candidate(a, b, rows[[one, other]], r, p)
            if found is not None:
                yield found


def _indicator(subject: SubjectArrays) -> str:
    return subject.identity.partition("/")[0]


def _refused(subject: SubjectArrays) -> bool:
    """Whether a break inside the period forbids comparing its values."""
    last = subject.period(len(subject.own_values) - 1)
    return any(
        item.effect == "refuse" and subject.first.end < item.after.end and last.end > item.before.end
        for item in subject.breaks
    )


def _changes(rows: Values, a_year: int) -> Values:
    """The changes from each period to the next, of months and quarters less what is usual for the time of the year."""
    changes = np.diff(rows, axis=1)
    if a_year > 1 and changes.shape[1] >= 3 * a_year:
        for start in range(a_year):
            season = changes[:, start::a_year]
            counts = np.maximum((~np.isnan(season)).sum(axis=1, keepdims=True), 1)
            changes[:, start::a_year] = season - np.nansum(season, axis=1, keepdims=True) / counts
    return changes


def _pairs(changes: Values, tests: int) -> list[tuple[int, int, float, float]]:
    """The pairs of rows whose correlation chance does not make, the closest first."""
    known = ~np.isnan(changes)
    there = known.astype(np.float64)
    counts = there @ there.T
    filled = np.nan_to_num(changes)
    scale = np.abs(filled).max(axis=1, keepdims=True)
    filled = np.divide(filled, scale, out=np.zeros_like(filled), where=scale > 0)
    sums = filled @ there.T  # of each row where the other has a value
    squares = (filled * filled) @ there.T
    with np.errstate(divide="ignore", invalid="ignore"):
        shared = filled @ filled.T - sums * sums.T / counts
        spread = squares - sums * sums / counts
        r = np.nan_to_num(shared / np.sqrt(spread * spread.T))
    close = (np.abs(r) >= _LEAST) & (np.abs(r) < _SAME) & (counts >= _CHANGES)
    found = []
    own = _after_itself(changes)
    for one, other in zip(*np.nonzero(np.triu(close, 1)), strict=True):
        # changes that follow on themselves say less than their number
        count = float(counts[one, other]) / max(1.0, 1 + 2 * own[one] * own[other])
        p = chance(float(r[one, other]), count)
        if p < ALPHA / tests:
            found.append((int(one), int(other), float(r[one, other]), p))
    return sorted(found, key=lambda item: (-abs(item[2]), item[:2]))[:_PAIRS]


def _after_itself(changes: Values) -> Values:
    """The correlation of each row's changes with those before."""
    centred = np.nan_to_num(changes - np.nan_to_num(np.nansum(changes, axis=1, keepdims=True) / changes.shape[1]))
    whole = (centred * centred).sum(axis=1)
    found: Values = np.divide(
        (centred[:, 1:] * centred[:, :-1]).sum(axis=1), whole, out=np.zeros(len(whole)), where=whole > 0
    )
    return found


def _candidate(one: SubjectArrays, other: SubjectArrays, rows: Values, r: float, p: float) -> Candidate | None:
    """Return the insight of a pair, if in most of the last periods both moved as their correlation says."""
    ends = [int(np.flatnonzero(~np.isnan(row))[-1]) for row in rows]
    if ends[0] != ends[1]:
        return None
    steps = np.sign(np.diff(rows[:, : ends[0] + 1], axis=1))[:, ::-1]
    gaps = np.flatnonzero(np.isnan(steps).any(axis=0))
    steps = steps[:, : min(_COUNTED, int(gaps[0]) if gaps.size else steps.shape[1])]
    together = int((steps[0] * steps[1] * np.sign(r) > 0).sum())
    if steps.shape[1] < 4 or together < 0.7 * steps.shape[1]:
        return None
    counted, among = _counts(one.key, other.key, range(steps.shape[1]), r > 0)
    return Candidate(
        type="correlation",
        subjects=(one.key, other.key),
        claim=f"{counted} >= 0.7 * {among}",
        facts={"together": counted, "periods": among},
        significance=0.5 + 0.5 * abs(r),
        direction="up" if r > 0 else "down",
        statistics={"r": r, "p": p},
    )


def _counts(one: str, other: str, lags: Sequence[int], alike: bool) -> tuple[str, str]:
    """The expressions that count in how many of the last periods both moved alike, or opposite, and of how many."""

    def moved(key: str, lag: int, sign: str) -> str:
        return f"{key}.lag({lag}) {sign} {key}.lag({lag + 1})"

    signs = ((">", ">"), ("<", "<")) if alike else ((">", "<"), ("<", ">"))
    each = [" or ".join(f"{moved(one, lag, up)} and {moved(other, lag, down)}" for up, down in signs) for lag in lags]
    return f"count({', '.join(each)})", f"count({', '.join(f'known({one}.lag({lag + 1}))' for lag in lags)})"

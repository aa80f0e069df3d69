"""Indicators that move together: their changes do, not their levels, as all that grows goes together with all else.

No cause is claimed. The claim is what a reader can count: in how many of the last periods both moved alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from briefing.draft.insights.arrays import SubjectArrays, Values
from briefing.draft.insights.association import ALPHA, chance, ranks_by_row
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.shared_periods import shared_rows

_LEAST: Final = 0.8  # the correlation of changes
_SAME: Final = 0.995  # from here on both are one thing in two units
_YEARS: Final = 3  # of which the usual of a month is known
_CHANGES: Final = 8  # how many changes two short names must have in common
_COUNTED: Final = 8  # periods that a claim counts
_RANKED: Final = 0.6  # the correlation of their ranks, so that no single period makes a pair
_PAIRS: Final = 5  # of a frequency
_PER: Final = re.compile(r"[\s,(]+per\b.*|^(?:per capita|人均|每[^的]{1,4})\s*")


def correlations(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield the pairs of short names whose changes from period to period go together, the closest first."""
    groups: dict[str, list[SubjectArrays]] = {}
    for subject in arrays.subjects.values():
        if subject.comparable and subject.published and not _refused(subject):
            groups.setdefault(str(subject.frequency), []).append(subject)
    tests = sum(len(group) * (len(group) - 1) // 2 for group in groups.values())
    for group in groups.values():
        _, rows = shared_rows(group)
        taken: set[str] = set()
        for one, other, r, p in _pairs(_without_season(rows, group[0].frequency.a_year), tests):
            a, b = group[one], group[other]
            # of an ended series no periods are the last ones that the claim counts
            if {a.key, b.key} & (taken | arrays.ended) or _one_thing(a, b, rows[[one, other]]):
                continue
            found = _candidate(a, b, rows[[one, other]], r, p)
            if found is not None and len(taken) < 2 * _PAIRS:
                taken |= {a.key, b.key}
                yield found


def _one_thing(one: SubjectArrays, other: SubjectArrays, rows: Values) -> bool:
    """Whether two short names are one indicator of two places, or may have a part in common, as amounts of one unit, or
    values of one unit of which one is always the larger, or an amount and the same per head or in % of something: that
    they go together says nothing."""
    if one.identity.partition("/")[0] == other.identity.partition("/")[0] or _undivided(one) == _undivided(other):
        return True
    if one.unit.startswith(("%", "‰")) != other.unit.startswith(("%", "‰")) and _goes_on(one, other):
        return True
    larger = np.sign(rows[0] - rows[1])
    nested = bool(np.ptp(larger[~np.isnan(larger)]) == 0)
    return one.unit == other.unit and (nested or (one.adds_up and other.adds_up))


def _goes_on(one: SubjectArrays, other: SubjectArrays) -> bool:
    """Whether the name of one is the other's with further words, as "debt" and "debt, share of output"."""
    words, others = (set(re.findall(r"\w+", subject.name.casefold())) for subject in (one, other))
    return words < others or others < words


def _undivided(subject: SubjectArrays) -> str:
    """Return the name of a short name without what it is divided by, or its unit: "deaths" of "deaths per 100,000" and
    of "deaths (%)"."""
    return _PER.sub("", subject.name.replace(f" ({subject.unit})", "").casefold()).strip()


def _refused(subject: SubjectArrays) -> bool:
    """Whether a break inside the period forbids comparing its values."""
    last = subject.period(len(subject.own_values) - 1)
    return any(
        item.effect == "refuse" and subject.first.end < item.after.end and last.end > item.before.end
        for item in subject.breaks
    )


def _without_season(rows: Values, a_year: int) -> Values:
    """Values of months and quarters less what is usual for the time of the year."""
    adjusted = rows.copy()
    if a_year > 1 and rows.shape[1] > _YEARS * a_year:
        for start in range(a_year):
            season = rows[:, start::a_year]
            counts = np.maximum((~np.isnan(season)).sum(axis=1, keepdims=True), 1)
            adjusted[:, start::a_year] = season - np.nansum(season, axis=1, keepdims=True) / counts
    return adjusted


def _pairs(values: Values, tests: int) -> list[tuple[int, int, float, float]]:
    """The pairs of rows whose changes go together as chance does not make them, the closest first.

    Where the values themselves are without a trend, they say as much as their changes, and with less noise.
    """
    steps = np.diff(values, axis=1)
    changes, placed = _together(steps), _together(ranks_by_row(steps))
    levels = _together(values)
    close = (np.abs(changes.r) >= _LEAST) & (np.abs(changes.r) < _SAME) & (changes.counts >= _CHANGES)
    close &= placed.r * np.sign(changes.r) >= _RANKED
    found = []
    for one, other in zip(*np.nonzero(np.triu(close, 1)), strict=True):
        p = changes.chance(one, other)
        if changes.r[one, other] * levels.r[one, other] > _LEAST**2:
            p = 2 * min(p, levels.chance(one, other))
        if p < ALPHA / tests:
            found.append((int(one), int(other), float(changes.r[one, other]), p))
    return sorted(found, key=lambda item: (-abs(item[2]), item[:2]))


class _Together(Struct, frozen=True):
    """The correlation of each two rows, of how many columns, and that of each row with itself a column before."""

    r: Values
    counts: Values
    itself: Values

    def chance(self, one: int, other: int) -> float:
        """How likely chance makes a correlation as strong; values that follow on themselves count for fewer."""
        both = float(self.itself[one] * self.itself[other])
        return chance(float(self.r[one, other]), float(self.counts[one, other]) * min(1.0, (1 - both) / (1 + both)))


def _together(rows: Values) -> _Together:
    there = (~np.isnan(rows)).astype(np.float64)
    counts = there @ there.T
    centred = rows - np.nansum(rows, axis=1, keepdims=True) / np.maximum(there.sum(axis=1, keepdims=True), 1)
    filled = np.nan_to_num(centred)
    size = np.sqrt((filled * filled).sum(axis=1, keepdims=True))
    filled = np.divide(filled, size, out=np.zeros_like(filled), where=size > 0)
    sums = filled @ there.T  # of each row where the other has a value
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (filled * filled) @ there.T - sums * sums / counts
        r = np.nan_to_num((filled @ filled.T - sums * sums.T / counts) / np.sqrt(spread * spread.T))
    return _Together(r, counts, (filled[:, 1:] * filled[:, :-1]).sum(axis=1))


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
        significance=1 - p,
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

"""The same is true of all places, or of all short names, but a few: these few, and that there are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import comb
from typing import Final

import numpy as np

from briefing.draft.insights.arrays import SubjectArrays, Values
from briefing.draft.insights.association import ALPHA, LEAST, with_time
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.own_series import history
from briefing.draft.insights.place_expressions import of_place, places_differ
from briefing.draft.insights.yearly_pattern import has_pattern
from briefing.model.unstated import is_unstated

_GROUP: Final = 4  # members that a pattern needs
_EXCEPTIONS: Final = 2
_MOST_NAMES: Final = 12  # short names whose changes one expression counts
_FIRM: Final = 0.8  # the part of those with the pattern whose trend chance does not make


def all_but_places(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield short names that rose, or fell, in all places but at most two and a quarter."""
    for subject in arrays.subjects.values():
        known = np.flatnonzero(~np.isnan(subject.own_values))
        fit = subject.comparable and len(subject.places) >= _GROUP and known.size > 1
        if not fit or not places_differ(subject):
            continue
        rows = subject.values[:, known[0] : known[-1] + 1]
        ends = ~np.isnan(rows[:, [0, -1]])
        if not np.array_equal(ends.all(axis=1), ends[:, 1]):
            continue  # a place without a first value has not risen, nor is it an exception
        there = np.flatnonzero(ends[:, 1])
        found = _pattern(rows[there], len(arrays.subjects)) if there.size >= _GROUP else None
        if found is not None and not _may_be_the_season(subject, rows[there], *found[:2]):
            sign, exceptions, significance, firm = found
            yield _of_places(subject, sign, [int(there[at]) for at in exceptions], significance, firm)


def _may_be_the_season(subject: SubjectArrays, rows: Values, sign: int, exceptions: Sequence[int]) -> bool:
    """Whether values that may have a season say otherwise where the first is of the same part of a year as the last; of
    less than a year there is none."""
    a_year, last = subject.frequency.a_year, rows.shape[1] - 1
    over = last % a_year if a_year > 1 and not subject.steady else 0
    if over in (0, last) or has_pattern(history(subject)) is False:
        return False
    moved = (rows[:, -1] - rows[:, over]) * sign > 0
    return np.flatnonzero(~moved).tolist() != list(exceptions)


def _of_places(subject: SubjectArrays, sign: int, others: list[int], significance: float, firm: float) -> Candidate:
    held, places = f"{subject.key}.places({'rose' if sign > 0 else 'fell'!r})", f"{subject.key}.places()"
    opposite = "<=" if sign > 0 else ">="
    claims = [f"{held} == {places}{f' - {len(others)}' if others else ''}"]
    claims += [f"{of_place(subject, row)}.change {opposite} 0" for row in others]
    return Candidate(
        type="all_but",
        subjects=(subject.key,),
        claim=" and ".join(claims),
        facts={"holding": held, "places": places},
        significance=significance,
        direction="up" if sign > 0 else "down",
        entities=tuple(subject.places[row] for row in others),
        statistics={"exceptions": len(others), "firm": firm},
    )


def all_but_names(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield that all short names of one unit rose, or fell, but at most two and a quarter; a whole is none of them."""
    held = {whole.key for whole in arrays.wholes}
    groups: dict[tuple[str, ...], list[SubjectArrays]] = {}
    for subject in arrays.subjects.values():
        alike = subject.comparable and subject.published and not is_unstated(subject.unit)
        if alike and subject.key not in held and _ends(subject.own_values):
            groups.setdefault((subject.unit, str(subject.frequency), subject.entity), []).append(subject)
    for subjects in groups.values():
        if _GROUP <= len(subjects) <= _MOST_NAMES:
            yield from _of_names(subjects)


def _of_names(subjects: Sequence[SubjectArrays]) -> Iterator[Candidate]:
    columns = max(len(item.own_values) for item in subjects)
    rows = np.full((len(subjects), columns), np.nan)
    for at, item in enumerate(subjects):
        first, last = _ends(item.own_values) or (0, 0)
        rows[at, columns - (last + 1 - first) :] = item.own_values[first : last + 1]
    found = _pattern(rows, 1)
    if found is None or not found[1]:
        return
    sign, exceptions, significance, firm = found
    moved = [f"{item.key}.change {'>' if sign > 0 else '<'} 0" for item in subjects]
    held = f"count({', '.join(moved)})"
    among = f"count({', '.join(f'known({item.key}.change)' for item in subjects)})"
    claims = [f"{held} == {among} - {len(exceptions)}"]
    claims += [f"{subjects[at].key}.change {'<=' if sign > 0 else '>='} 0" for at in exceptions]
    named = [subjects[at].key for at in exceptions]
    yield Candidate(
        type="all_but",
        subjects=(*named, *(item.key for item in subjects if item.key not in named)),
        claim=" and ".join(claims),
        facts={"holding": held, "places": among},
        significance=significance,
        direction="up" if sign > 0 else "down",
        statistics={"exceptions": len(exceptions), "firm": firm},
    )


def _ends(values: Values) -> tuple[int, int] | None:
    known = np.flatnonzero(~np.isnan(values))
    return (int(known[0]), int(known[-1])) if known.size > 1 else None


def _pattern(rows: Values, tests: int) -> tuple[int, list[int], float, float] | None:
    """Return the sign of what most rows did from their first to their last value, the rows that did not, how
    significant it is and how many of those that did have a trend of their own; None without a pattern.

    Of few periods there is no trend to be tested: then so many rows must agree that chance does not make them.
    """
    count, steps = len(rows), np.array([_change(row) for row in rows])
    sign = 1 if (steps > 0).sum() >= (steps < 0).sum() else -1
    exceptions = np.flatnonzero(steps * sign <= 0).tolist()
    if len(exceptions) > min(_EXCEPTIONS, count // 4):
        return None
    holding = np.array([at for at in range(count) if at not in exceptions])
    trend = with_time(rows)
    long = (~np.isnan(rows)).sum(axis=1) >= LEAST
    if long[holding].mean() < _FIRM:
        p = 2 * sum(comb(count, k) for k in range(len(exceptions) + 1)) / 2**count
        return (sign, exceptions, min(0.6, 1 - p), 0.0) if p < ALPHA / tests else None
    firm = float(np.mean((trend.p[holding] < 0.05) & (trend.rho[holding] * sign > 0)))
    if firm < _FIRM:
        return None
    against = (trend.p[exceptions] < 0.05) & (trend.rho[exceptions] * sign < 0)
    if not exceptions:
        return sign, exceptions, 0.6 + 0.15 * firm, firm
    return sign, exceptions, 0.7 + 0.15 * firm + 0.15 * float(np.mean(against)), firm


def _change(row: Values) -> float:
    known = row[~np.isnan(row)]
    return float(known[-1] - known[0])

"""Wholes that are known: a total of the edition that its places add up to, a short name that equals the sum of others.

None is assumed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from briefing.draft.insights.arrays import SubjectArrays, Values
from briefing.draft.insights.place_expressions import of_place
from briefing.draft.insights.shared_periods import shared_rows
from briefing.model.period import Period

_FEWEST_PARTS: Final = 2
_ROUNDING: Final = 0.005  # by which the sum of parts may miss their whole
_TRIED: Final = 10  # short names of one unit of which every sum is tried; of more only pairs and neighbours in [facts]
_PAIRED: Final = 80  # of more no pairs
_RUN: Final = 20  # the most neighbours


class KnownPart(Struct, frozen=True):
    """A part: how a story reaches it, its short name, its place where that is not the edition's, its values."""

    expression: str
    key: str
    entity: str
    values: Values


class KnownWhole(Struct, frozen=True):
    """A whole that its parts add up to in every period for which all have a value, the first of them in column 0."""

    expression: str
    key: str
    first: Period
    values: Values
    parts: tuple[KnownPart, ...]

    @property
    def shares(self) -> Values:
        """What part of the whole each is, in %: a row for each, NaN where any value lacks."""
        rows = np.array([part.values for part in self.parts])
        shares: Values = 100 * rows / np.where(np.isnan(rows.sum(axis=0)) | (self.values <= 0), np.nan, self.values)
        return shares


def known_wholes(subjects: Collection[SubjectArrays]) -> Iterator[KnownWhole]:
    """Yield each whole that is known, with its parts."""
    for subject in subjects:
        yield from _of_totals(subject)
    groups: dict[tuple[str, ...], list[SubjectArrays]] = {}
    for subject in subjects:
        if subject.comparable and subject.adds_up and subject.unit:
            groups.setdefault((subject.unit, str(subject.frequency)), []).append(subject)
    for group in groups.values():
        if len(group) > _FEWEST_PARTS:
            yield from _of_names(group)


def _of_totals(subject: SubjectArrays) -> Iterator[KnownWhole]:
    """The total of the edition that equals the sum of all places of a short name."""
    if not subject.comparable or not subject.adds_up or len(subject.places) < 2:
        return
    for total, values in subject.totals.items():
        if not _adds_up(values, subject.values, _ROUNDING, least=1):
            continue
        rows = range(len(subject.places))
        parts = tuple(
            KnownPart(of_place(subject, row), subject.key, "" if row == subject.own else subject.places[row], values)
            for row, values in zip(rows, subject.values, strict=True)
        )
        named = subject.key if total == subject.entity else f"{subject.key}.of({total!r})"
        yield KnownWhole(named, "", subject.first, values, parts)
        return


def _of_names(group: Sequence[SubjectArrays]) -> Iterator[KnownWhole]:
    """Short names that equal the sum of others of their unit in every period: each by the fewest parts."""
    first, rows = shared_rows(group)
    runs = _runs(rows) if len(group) > _TRIED else []
    for at, subject in enumerate(group):
        for chosen in _sums(at, rows, runs):
            parts = list(chosen)
            if _adds_up(rows[at], rows[parts], _ROUNDING / 2, least=3):
                named = tuple(KnownPart(group[part].key, group[part].key, "", rows[part]) for part in parts)
                yield KnownWhole(subject.key, subject.key, first, rows[at], named)
                break


def _sums(at: int, rows: Values, runs: Sequence[Values]) -> Iterator[Sequence[int]]:
    """Which others may add up to one of a group, the fewest first; of many those that come near to it."""
    count = len(rows)
    if count <= _TRIED:
        for size in range(_FEWEST_PARTS, count):
            yield from combinations([other for other in range(count) if other != at], size)
        return
    for first in range(count - 1 if count <= _PAIRED else 0):
        others = first + 1 + _near(rows[first] + rows[first + 1 :], rows[at])
        yield from ((first, other) for other in others.tolist() if at not in (first, other))
    for size, totals in enumerate(runs, _FEWEST_PARTS):
        found = (range(start, start + size) for start in _near(totals, rows[at]).tolist())
        yield from (run for run in found if at not in run)


def _runs(rows: Values) -> list[Values]:
    """The sums of two neighbours in [facts], of three, and so on: a row for each that may be the first of them."""
    count = min(_RUN, len(rows) - 1)
    sums = [rows[:-1] + rows[1:]]
    for size in range(_FEWEST_PARTS + 1, count + 1):
        sums.append(sums[-1][:-1] + rows[size - 1 :])
    return sums


def _near(totals: Values, whole: Values) -> NDArray[np.int64]:
    """Return which rows come near to a whole in every period in which both have a value, its last one first."""
    known = np.flatnonzero(~np.isnan(whole))
    if not known.size:
        return np.zeros(0, dtype=np.int64)
    rows = np.arange(len(totals))
    for columns in (known[-1:], known):
        gaps = np.abs(totals[np.ix_(rows, columns)] - whole[columns])
        rows = rows[(np.isnan(gaps) | (gaps <= _ROUNDING * np.abs(whole[columns]))).all(axis=1)]
    return rows


def _adds_up(whole: Values, parts: Values, within: float, least: int) -> bool:
    """Whether parts that are not below zero add up to their whole wherever all have a value, and to its changes."""
    total = parts.sum(axis=0)
    both = ~np.isnan(total) & ~np.isnan(whole)
    if both.sum() < least or len(parts) < 2 or (parts[:, both] < 0).any() or (whole[both] <= 0).any():
        return False
    rest = total[both] - whole[both]
    near = bool((np.abs(rest) <= within * whole[both]).all())
    return near and (least == 1 or float(rest.std()) <= 0.2 * float(whole[both].std()))

"""Parts of a whole that is known: which of them is more than half, what part the edition's place is, whose part grew.

A whole is a total of the edition that its places add up to, or a short name that equals the sum of others; it is never
assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import numpy as np
from msgspec import Struct

from briefing.draft.insights.arrays import EditionArrays, SubjectArrays, Values
from briefing.draft.insights.association import ALPHA, LEAST, with_time
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.place_expressions import of_place
from briefing.draft.insights.shared_periods import shared_rows
from briefing.model.period import Period

_PARTS: Final = 3  # parts of which one may be a majority
_ROUNDING: Final = 0.005  # by which the sum of parts may miss their whole
_TRIED: Final = 10  # short names of one unit of which every sum is tried; of more only neighbours in [facts]
_RUN: Final = 20  # the most neighbours
# By how many percentage points, and by what part of itself, a share must have changed.
_MOVED, _MOVED_PART = 1.0, 0.1


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


def parts(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield of each whole that is known the part that is more than half, the share of the edition's place or of the
    largest part, and the shares that changed."""
    found = list(wholes(arrays))
    for whole in found:
        shares = whole.shares
        known = np.flatnonzero(~np.isnan(shares[0]))
        yield from _majority(whole, shares[:, known])
        yield from _share(whole, shares[:, known[-1]])
        yield from _share_changes(whole, shares[:, known], whole.first + int(known[0]), len(found))


def _majority(whole: KnownWhole, shares: Values) -> Iterator[Candidate]:
    at = int(np.argmax(shares[:, -1]))
    largest = float(shares[at, -1])
    if len(whole.parts) < _PARTS or largest <= 50:
        return
    held = float(np.mean(shares[at] > 50))
    subjects, share, entities = _named(whole, at)
    yield Candidate(
        type="majority",
        subjects=subjects,
        claim=f"{share} > 50",
        facts={"share": share, "last": f"{whole.parts[at].expression}.last"},
        significance=0.6 + 0.2 * held + 0.2 * min(1.0, (largest - 50) / 25),
        entities=entities,
        statistics={"share": largest, "held": held},
    )


def _share(whole: KnownWhole, shares: Values) -> Iterator[Candidate]:
    own = [at for at, part in enumerate(whole.parts) if not part.entity]
    if not own:
        return
    at = max(own, key=lambda row: shares[row])
    subjects, share, entities = _named(whole, at)
    second = max((row for row in range(len(shares)) if row != at), key=lambda row: shares[row])
    largest = bool(shares[at] > shares[second])
    claim = f"{share} {'>' if shares[at] > 50 else '<='} 50"
    if largest and shares[at] <= 50:
        claim = f"{whole.parts[at].expression}.last > {whole.parts[second].expression}.last"
    yield Candidate(
        type="share",
        subjects=subjects,
        claim=claim,
        facts={"share": share, "last": f"{whole.parts[at].expression}.last"},
        significance=0.35 + 0.15 * largest,
        entities=entities,
        statistics={"share": float(shares[at])},
    )


def _share_changes(whole: KnownWhole, shares: Values, first: Period, count: int) -> Iterator[Candidate]:
    """The change of the edition's place, and of the part that moved most, where the order of the years bears it out."""
    moved = shares[:, -1] - shares[:, 0]
    order = [int(at) for at in np.argsort(-np.abs(moved), kind="stable")]
    own = [at for at in order if not whole.parts[at].entity]
    trend, tested = with_time(shares), shares.shape[1] >= LEAST
    for at in dict.fromkeys((*own[:1], order[0])):
        tests = 2 * count * (1 if at in own and len(own) == 1 else len(order))
        small = abs(moved[at]) < max(_MOVED, _MOVED_PART * float(shares[at, 0]))
        if small or (tested and (trend.p[at] > ALPHA / tests or trend.rho[at] * moved[at] < 0)):
            continue
        subjects, share, entities = _named(whole, at)
        part = whole.parts[at]
        begins = whole.first + int(np.flatnonzero(~np.isnan(part.values))[0]) == first
        since = f"{part.expression}.first.period" if begins else first.literal
        before = f"{part.expression}.share({whole.expression}, {since})"
        yield Candidate(
            type="share_change",
            subjects=subjects,
            claim=f"{share} {'>' if moved[at] > 0 else '<'} {before}",
            facts={"share_before": before, "share": share},
            significance=(0.75 + 0.25 * abs(float(trend.rho[at])) if tested else 0.5) * (1 if at in own else 0.9),
            direction="up" if moved[at] > 0 else "down",
            entities=entities,
            periods={"first": str(first)},
            statistics={"points": float(moved[at]), "rho": float(trend.rho[at]), "p": float(trend.p[at])},
        )


def wholes(arrays: EditionArrays) -> Iterator[KnownWhole]:
    """Yield each whole that is known, with its parts."""
    for subject in arrays.subjects.values():
        yield from _of_totals(subject)
    groups: dict[tuple[str, ...], list[SubjectArrays]] = {}
    for subject in arrays.subjects.values():
        if subject.comparable and subject.adds_up and subject.unit:
            groups.setdefault((subject.unit, str(subject.frequency)), []).append(subject)
    for group in groups.values():
        if len(group) > _PARTS - 1:
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
    for at, subject in enumerate(group):
        for chosen in _sums(at, len(group)):
            parts = list(chosen)
            if _adds_up(rows[at], rows[parts], _ROUNDING / 2, least=3):
                named = tuple(KnownPart(group[part].key, group[part].key, "", rows[part]) for part in parts)
                yield KnownWhole(subject.key, subject.key, first, rows[at], named)
                break


def _sums(at: int, count: int) -> Iterator[Sequence[int]]:
    """Which others may add up to one of a group, the fewest first."""
    others = [other for other in range(count) if other != at]
    if count <= _TRIED:
        for size in range(2, count):
            yield from combinations(others, size)
        return
    for size in range(2, _RUN + 1):
        yield range(at + 1, min(at + 1 + size, count))
        yield range(max(at - size, 0), at)


def _adds_up(whole: Values, parts: Values, within: float, least: int) -> bool:
    """Whether parts that are not below zero add up to their whole wherever all have a value, and to its changes."""
    total = parts.sum(axis=0)
    both = ~np.isnan(total) & ~np.isnan(whole)
    if both.sum() < least or len(parts) < 2 or (parts[:, both] < 0).any() or (whole[both] <= 0).any():
        return False
    rest = total[both] - whole[both]
    near = bool((np.abs(rest) <= within * whole[both]).all())
    return near and (least == 1 or float(rest.std()) <= 0.2 * float(whole[both].std()))


def _named(whole: KnownWhole, at: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The short names of an insight on a part, the expression of its share, and its place."""
    part = whole.parts[at]
    subjects = (part.key, whole.key) if whole.key else (part.key,)
    return subjects, f"{part.expression}.share({whole.expression})", (part.entity,) if part.entity else ()

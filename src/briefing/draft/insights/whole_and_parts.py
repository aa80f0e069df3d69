"""Parts of a known whole: which of them is more than half, what part the edition's place is, whose part grew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from briefing.draft.insights.arrays import Values
from briefing.draft.insights.association import ALPHA, LEAST, with_time
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.known_wholes import KnownWhole
from briefing.model.period import Period

_PARTS: Final = 3  # parts of which one may be a majority
# By how many percentage points, and by what part of itself, a share must have changed.
_MOVED, _MOVED_PART = 1.0, 0.1


def parts(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield of each whole that is known the part that is more than half, the share of the edition's place or of the
    largest part, and the shares that changed."""
    for whole in arrays.wholes:
        shares = whole.shares
        known = np.flatnonzero(~np.isnan(shares[0]))
        if not known.size or known[-1] < np.flatnonzero(~np.isnan(whole.values))[-1]:
            continue  # a part has no newest value: its claims would be of a year in which one part may be left alone
        yield from _majority(whole, shares[:, known])
        yield from _share(whole, shares[:, known[-1]])
        yield from _share_changes(whole, shares[:, known], whole.first + int(known[0]), len(arrays.wholes))


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


def _named(whole: KnownWhole, at: int) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The short names of an insight on a part, the expression of its share, and its place."""
    part = whole.parts[at]
    subjects = (part.key, whole.key) if whole.key else (part.key,)
    return subjects, f"{part.expression}.share({whole.expression})", (part.entity,) if part.entity else ()

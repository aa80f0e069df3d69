"""Parts in one unit: which of them rose most over the period, and which fell most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from briefing.draft.insights.arrays import SubjectArrays, Values
from briefing.draft.insights.association import ALPHA, LEAST, with_time
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.shared_periods import shared_rows
from briefing.model.unstated import is_unstated

_FEWEST: Final = 4  # parts whose changes are worth an order
MOST_PARTS: Final = 11  # of a whole that are read at a glance
MOST_CLAIMED: Final = 24  # parts that one claim compares; a chart shows those of them that changed most


def largest_changes(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield of each group of parts in one unit the one that changed most and the one that changed most the other way.

    Parts are those of a known whole, in their turn divided as far as a chart has room, or where no whole is known all
    amounts of one stated unit, or of one column of values, which has one unit whether the table states it or not.
    """
    for group in _groups(arrays):
        first, rows = shared_rows(group)
        ends = rows[:, 0] + rows[:, -1]
        own = [at for at, part in enumerate(group) if part.first == first and not np.isnan(ends[at])]
        if len(own) >= _FEWEST and rows.shape[1] > 1:
            late = [part.own_values[~np.isnan(part.own_values)] for at, part in enumerate(group) if at not in own]
            others = [float(values[-1] - values[0]) for values in late if values.size]
            yield from _found([group[at] for at in own], rows[own], others)


def _found(group: Sequence[SubjectArrays], rows: Values, others: Sequence[float]) -> Iterator[Candidate]:
    """Yield the largest changes of parts; `others` are the changes of those with other first or last periods, of which
    none may be larger."""
    changes = rows[:, -1] - rows[:, 0]
    order = [int(at) for at in np.argsort(-changes, kind="stable")]
    if abs(changes[order[0]]) < abs(changes[order[-1]]):
        order.reverse()
    lead, other = order[0], order[-1]
    up = bool(changes[lead] > 0)
    most, least = float(changes[lead]), float(changes[other])
    if not most or np.count_nonzero(changes == most) > 1 or _is_passed(most, others):
        return
    trend = with_time(rows[[lead]])
    if rows.shape[1] >= LEAST and (trend.p[0] > ALPHA / len(group) or trend.rho[0] * changes[lead] < 0):
        return
    named = [f"{group[at].key}.change" for at in order]
    sign = ">" if up else "<"
    claims = [f"{named[0]} {sign} 0", *(f"{named[0]} {sign} {one}" for one in named[1:])]
    facts = {"most": named[0]}
    if most * least < 0 and np.count_nonzero(changes == least) == 1 and not _is_passed(least, others):
        back = "<" if up else ">"
        claims += [f"{named[-1]} {back} 0", *(f"{named[-1]} {back} {one}" for one in named[1:-1])]
        facts["other"] = named[-1]
    yield Candidate(
        type="largest_changes",
        subjects=tuple(group[at].key for at in order),
        claim=" and ".join(claims),
        facts=facts,
        significance=0.7 + 0.3 * abs(float(trend.rho[0])) if rows.shape[1] >= LEAST else 0.6,
        direction="up" if up else "down",
        statistics={"rho": float(trend.rho[0]), "p": float(trend.p[0])},
    )


def _is_passed(change: float, others: Sequence[float]) -> bool:
    """Whether one of other changes goes the same way and is as large."""
    return any(one * change > 0 and abs(one) >= abs(change) for one in others)


def _groups(arrays: EditionArrays) -> Iterator[Sequence[SubjectArrays]]:
    parts = {whole.key: [part.key for part in whole.parts] for whole in arrays.wholes if whole.key}
    if parts:
        coarse = {whole: _joined(own, parts) for whole, own in parts.items()}
        yield [arrays.subjects[key] for key in _divided(max(parts, key=lambda key: _size(key, arrays)), coarse, arrays)]
        return
    groups: dict[tuple[str, ...], list[SubjectArrays]] = {}
    for one in arrays.subjects.values():
        counted = one.column if is_unstated(one.unit) else one.unit
        if one.comparable and one.published and one.adds_up and counted:
            groups.setdefault((counted, str(one.frequency), one.entity), []).append(one)
    yield from (group for group in groups.values() if len(group) <= MOST_CLAIMED)


def _joined(parts: Sequence[str], wholes: Mapping[str, Sequence[str]]) -> list[str]:
    """Return parts with those that make up a smaller whole replaced by that whole."""
    found = list(parts)
    for whole, own in wholes.items():
        if set(own) < set(found):
            at = found.index(own[0])
            found = [key for key in [*found[:at], whole, *found[at:]] if key not in own]
    return found


def _divided(whole: str, wholes: Mapping[str, Sequence[str]], arrays: EditionArrays) -> list[str]:
    """Return the parts of a whole, the largest of them divided in their turn as long as they are not too many."""
    found = list(wholes[whole])
    while True:
        known = set(found)
        room = [
            key
            for key in found
            if key in wholes and not known & set(wholes[key]) and len(found) + len(wholes[key]) - 1 <= MOST_PARTS
        ]
        if not room:
            return found
        largest = max(room, key=lambda key: _size(key, arrays))
        at = found.index(largest)
        found[at : at + 1] = wholes[largest]


def _size(key: str, arrays: EditionArrays) -> float:
    return float(np.nanmax(arrays.subjects[key].own_values))

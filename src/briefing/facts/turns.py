"""Where a series of values turns: the inner extreme that stands out most on both of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_FEW: Final = 8
_LEAST: Final = 0.35  # of the whole range, on both sides: a smaller one is a wave among others


def turn(values: Sequence[float], least: float = 0.0) -> int | None:
    """Return the place of the turn among values; None where none stands out by so much of their range."""
    if len(values) < 3:
        return None
    whole = max(values) - min(values)
    found = max(range(1, len(values) - 1), key=lambda at: _prominence(values, at))
    return found if _prominence(values, found) > least * whole else None


def plain_turn(values: Sequence[float]) -> int | None:
    """Return the place of a turn that nobody overlooks; None where there is none."""
    return turn(values, _LEAST)


def ends_records(values: Sequence[float]) -> bool:
    """Whether the last of values lies beyond all others, after a time as long as a third of them without a record."""
    if len(values) < _FEW:
        return False
    before, last = values[:-1], values[-1]
    for best in (max, min):
        extreme = best(before)
        if best(extreme, last) == last != extreme:
            return len(before) - before.index(extreme) > len(values) / 3
    return False


def _prominence(values: Sequence[float], at: int) -> float:
    """Return by how much values rise and fall around a place at least, 0 where they do not turn there."""
    own, before, after = values[at], values[:at], values[at + 1 :]
    if own >= max(values):
        return min(own - min(before), own - min(after))
    if own <= min(values):
        return min(max(before) - own, max(after) - own)
    return 0.0

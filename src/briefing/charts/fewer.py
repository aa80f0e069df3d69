"""More rows or names than a chart has room for → which key of its node shows fewer, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_WRAPPED: Final = 6  # names of one line have room for more than so many


def fewer(most: int) -> str:
    """How many fit → the fix of a message. `top` leaves room for the edition's place, which it adds to the first."""
    named = f"name at most {max(most, 1)} in `series`"
    return f"write `top: {most - 1}` for places, or {named}" if most > 1 else named


def too_many_names(sizes: Sequence[float], room: float) -> tuple[str, str]:
    """Heights of names that are to stand below each other, and what there is → what is wrong, and the fix."""
    count, used = 0, 0.0
    for size in sorted(sizes, reverse=True):
        used += size
        if used > room:
            break
        count += 1
    what = f"{len(sizes)} names at the ends of its lines, and {count} of these fit below each other"
    return what, fewer(count) + (", or give shorter `names`" if count < _WRAPPED else "")

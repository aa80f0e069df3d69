"""Names at the ends of lines, one below the other, and what to write where they are too many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_WRAPPED: Final = 6  # names of one line have room for more than so many


def spread(centres: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return the centres of boxes in one column, in the order of their wished centres, so that none overlaps another.

    They lie within `low` and `high`. Boxes that would overlap form a block, which stands where the squares of their
    distances from their wishes sum to the least.
    """
    order = sorted(range(len(centres)), key=lambda index: (centres[index], index))
    blocks: list[list[int]] = [[index] for index in order]

    def span(block: list[int]) -> tuple[float, float]:
        total = sum(heights[index] for index in block)
        wished, used = 0.0, 0.0
        for index in block:
            wished += centres[index] - (used + heights[index] / 2)
            used += heights[index]
        top = min(max(wished / len(block), low), max(low, high - total))
        return top, top + total

    merged = True
    while merged:
        merged = False
        for at in range(len(blocks) - 1):
            if span(blocks[at])[1] > span(blocks[at + 1])[0] + 1e-6:
                blocks[at : at + 2] = [blocks[at] + blocks[at + 1]]
                merged = True
                break
    placed = [0.0] * len(centres)
    for block in blocks:
        top = span(block)[0]
        for index in block:
            placed[index] = top + heights[index] / 2
            top += heights[index]
    return placed


def fewer(most: int) -> str:
    """Return the fix of a message for so many that fit. `top` leaves room for the edition's place, which it adds."""
    named = f"name at most {max(most, 1)} in `series`"
    return f"write `top: {most - 1}` for places, or {named}" if most > 1 else named


def too_many_names(sizes: Sequence[float], room: float) -> tuple[str, str]:
    """Return what is wrong, and the fix, where names that stand below each other need more than the height there is."""
    count, used = 0, 0.0
    for size in sorted(sizes, reverse=True):
        used += size
        if used > room:
            break
        count += 1
    what = f"{len(sizes)} names at the ends of its lines, and {count} of these fit below each other"
    return what, fewer(count) + (", or give shorter `names`" if count < _WRAPPED else "")

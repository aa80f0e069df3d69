"""Names at the ends of lines, one below the other: kept apart, each as near to its line as it can stand."""

from __future__ import annotations

from collections.abc import Sequence


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

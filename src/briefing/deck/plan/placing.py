"""Loose texts beside marks: names at line ends kept apart, remarks where they touch neither marks nor text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from briefing.deck.slides import Box
from briefing.model.chart import Plot, Side

REACHES = (10.0, 16.0, 24.0, 34.0, 46.0, 60.0, 76.0)  # distances from the mark, tried in this order
OUTSIDE = 100_000.0  # what a point beyond the ground costs


def position(plot: Plot, inner: Box, index: float, value: float, *, on_edges: bool = False) -> tuple[float, float]:
    """A category's index and a value → x and y in the plot area."""
    count = len(plot.categories)
    x = inner.x + (index / max(1, count - 1) if on_edges else (index + 0.5) / count) * inner.w
    share = (value - plot.axis.low) / (plot.axis.high - plot.axis.low)
    y = inner.y + (share if plot.axis.reverse else 1 - share) * inner.h
    return x, y


def overlap(one: Box, other: Box) -> float:
    """Two boxes → the area they share."""
    left = one.x if one.x > other.x else other.x
    right, beyond = one.x + one.w, other.x + other.w
    wide = (right if right < beyond else beyond) - left
    if wide <= 0:
        return 0.0  # most pairs: this runs tens of thousands of times for a deck
    top = one.y if one.y > other.y else other.y
    foot, below = one.y + one.h, other.y + other.h
    tall = (foot if foot < below else below) - top
    return wide * tall if tall > 0 else 0.0


def misleads(box: Box, own: tuple[float, float], others: Iterable[tuple[float, float]]) -> bool:
    """Whether a value stands nearer to the point of another line than to its own, and would be read as that one's."""
    far = _away(box, own)
    return any(_away(box, other) + 1 < far for other in others)


def _away(box: Box, point: tuple[float, float]) -> float:
    across = max(box.x - point[0], 0.0, point[0] - box.x - box.w)
    upright = max(box.y - point[1], 0.0, point[1] - box.y - box.h)
    return math.hypot(across, upright)


def path(points: Iterable[tuple[float, float] | None], radius: float) -> list[Box]:
    """Points of a line, None where it breaks → small boxes along it, as obstacles."""
    boxes: list[Box] = []
    before: tuple[float, float] | None = None
    for point in points:
        if point is not None:
            steps = 1
            if before is not None:
                steps = max(1, round(max(abs(point[0] - before[0]), abs(point[1] - before[1])) / 6))
            start = before or point
            for step in range(1, steps + 1):
                x = start[0] + (point[0] - start[0]) * step / steps
                y = start[1] + (point[1] - start[1]) * step / steps
                boxes.append(Box(x - radius, y - radius, 2 * radius, 2 * radius))
        before = point
    return boxes


def _at(mark: tuple[float, float], size: tuple[float, float], side: Side, shift: float, reach: float) -> Box:
    """A text of a size on a side of a mark: `shift` −1 … 1 slides it along that side."""
    (x, y), (wide, tall) = mark, size
    if side in ("left", "right"):
        left = x - reach - wide if side == "left" else x + reach
        return Box(left, y - tall / 2 + shift * tall / 2, wide, tall)
    top = y - reach - tall if side == "above" else y + reach
    return Box(x - wide / 2 + shift * wide / 2, top, wide, tall)


def clear_place(
    mark: tuple[float, float], size: tuple[float, float], side: Side, ground: Box, obstacles: Sequence[Box]
) -> Box:
    """A mark, the size of its text and the side it leans to → the nearest box that hits least, inside the ground."""
    return cheapest(mark, size, side, ground, obstacles)[1]


def cheapest(
    mark: tuple[float, float], size: tuple[float, float], side: Side, ground: Box, obstacles: Sequence[Box]
) -> tuple[float, Box]:
    """The same → what the place costs, to compare texts of several shapes, and the place."""
    wished: tuple[Side, ...] = (side, *(other for other in ("above", "below", "left", "right") if other != side))
    near = _near(mark, size, obstacles)
    best: tuple[float, Box] | None = None
    for turn, lean in enumerate(wished):
        for shift in (0.0, -1.0, 1.0, -0.5, 0.5):
            for reach in REACHES:
                box = _at(mark, size, lean, shift, reach)
                cost = OUTSIDE * _outside(box, ground) + reach + turn * 12 + abs(shift) * 4
                if best is not None and cost >= best[0]:
                    continue
                most = math.inf if best is None else best[0] - 1e-9
                x, y, right, foot = box.x, box.y, box.x + box.w, box.y + box.h
                for left, top, beyond, below in near:
                    # As `overlap`, which to call tens of thousands of times for a deck takes too long.
                    if left < right and x < beyond and top < foot and y < below:
                        wide = (right if right < beyond else beyond) - (x if x > left else left)
                        cost += wide * ((foot if foot < below else below) - (y if y > top else top)) * 10
                        if cost >= most:
                            break
                if cost < most:
                    best = (cost, box)
    assert best is not None
    return best


def _near(
    mark: tuple[float, float], size: tuple[float, float], obstacles: Sequence[Box]
) -> list[tuple[float, float, float, float]]:
    """The obstacles that a text of this size may meet at any distance from its mark: left, top, right, foot."""
    wide, tall = REACHES[-1] + size[0], REACHES[-1] + size[1]
    ground = Box(mark[0] - wide, mark[1] - tall, 2 * wide, 2 * tall)
    met = (other for other in obstacles if overlap(ground, other))
    return [(other.x, other.y, other.x + other.w, other.y + other.h) for other in met]


def _outside(box: Box, ground: Box) -> float:
    over = (
        ground.x - box.x,
        ground.y - box.y,
        box.x + box.w - ground.x - ground.w,
        box.y + box.h - ground.y - ground.h,
    )
    return sum(max(0.0, side) for side in over)

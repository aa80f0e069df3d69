"""Where a text may stand: the first place that touches least, in an order that never varies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct, field

# What a text pays for touching: another text or a mark, a line of data, a grid line.
_BOX, _LINE, _GRID = 60.0, 30.0, 2.0


class Box(Struct, frozen=True):
    """A rectangle in points, y up, (x, y) its lower left corner."""

    x: float
    y: float
    w: float
    h: float

    def grown(self, by: float) -> Box:
        """The same with a margin on every side."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def away(self, point: tuple[float, float]) -> float:
        """The distance of a point; 0 inside."""
        x, y = point
        return math.hypot(max(self.x - x, 0.0, x - self.x - self.w), max(self.y - y, 0.0, y - self.y - self.h))

    def touches(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )

    def crossed(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether a line runs through the inside (Liang and Barsky's clip)."""
        if (
            max(x0, x1) < self.x
            or min(x0, x1) > self.x + self.w
            or max(y0, y1) < self.y
            or min(y0, y1) > self.y + self.h
        ):
            return False
        enter, leave = 0.0, 1.0
        for move, room in (
            (x0 - x1, x0 - self.x),
            (x1 - x0, self.x + self.w - x0),
            (y0 - y1, y0 - self.y),
            (y1 - y0, self.y + self.h - y0),
        ):
            if abs(move) < 1e-12:
                if room <= 0:
                    return False
                continue
            share = room / move
            if move < 0:
                enter = max(enter, share)
            else:
                leave = min(leave, share)
        return enter < leave - 1e-9


Kind = Literal["data", "grid"]


class Taken(Struct):
    """What stands on the drawing already: boxes of text and marks, lines of data and grid."""

    ground: Box
    boxes: list[Box] = field(default_factory=list)
    lines: list[tuple[tuple[float, float, float, float], Kind]] = field(default_factory=list)

    def add_path(self, points: Iterable[tuple[float, float]], kind: Kind = "data") -> None:
        """Note the segments of a line."""
        found = list(points)
        for one, other in pairwise(found):
            self.lines.append(((*one, *other), kind))

    def cost(self, box: Box) -> float:
        """What a text in this box touches; 0 for a free place inside the ground."""
        ground = self.ground
        out = max(0.0, ground.x - box.x, box.x + box.w - ground.x - ground.w)
        out += max(0.0, ground.y - box.y, box.y + box.h - ground.y - ground.h)
        total = out * 100.0
        total += _BOX * sum(1 for other in self.boxes if box.touches(other))
        for line, kind in self.lines:
            if box.crossed(*line):
                total += _LINE if kind == "data" else _GRID
        return total

    def best(self, candidates: Sequence[Box]) -> Box:
        """Candidates by preference → the cheapest; an earlier one wins over an equal later one."""
        chosen, least = candidates[0], math.inf
        for order, box in enumerate(candidates):
            if order * 0.05 >= least:  # all that follow cost more for their order alone
                break
            cost = self.cost(box) + order * 0.05
            if cost < least:
                chosen, least = box, cost
        return chosen

    def clear(self, box: Box) -> bool:
        """Whether the place touches neither text nor mark nor a line of data."""
        return self.cost(box) < _LINE


def beside(mark: tuple[float, float], size: tuple[float, float], side: str, gap: float, rise: float = 0.0) -> list[Box]:
    """A mark, a text's size and its wished side → boxes close to the mark, best first.

    `rise` is the slope of the line through the mark: on rising lines a text above leans left and one below right.
    """
    x, y = mark
    w, h = size
    lean = -1.0 if rise > 0.12 else 1.0 if rise < -0.12 else 0.0
    shifts = (0.0, lean * 0.2, lean * 0.35, lean * 0.5, -lean * 0.25)
    above = [Box(x - w / 2 + s * w, y + gap, w, h) for s in shifts]
    below = [Box(x - w / 2 - s * w, y - gap - h, w, h) for s in shifts]
    left = [Box(x - gap - w, y - h / 2 + dy, w, h) for dy in (0.0, h * 0.4, -h * 0.4)]
    right = [Box(x + gap, y - h / 2 + dy, w, h) for dy in (0.0, h * 0.4, -h * 0.4)]
    orders = {
        "above": (above, below, left, right),
        "below": (below, above, right, left),
        "left": (left, above, below, right),
        "right": (right, above, below, left),
    }
    near = [box for group in orders.get(side, orders["above"]) for box in group]
    if lean == 0:
        near += [Box(x - w / 2 + s * w, y + gap, w, h) for s in (-0.4, 0.4)]
    return near


def around(
    mark: tuple[float, float], size: tuple[float, float], side: str, ground: Box, step: float = 6.0
) -> list[Box]:
    """A mark and a text's size → boxes all over the ground, those close to the mark and on its wished side first."""
    x, y = mark
    w, h = size
    made: list[tuple[float, Box]] = []
    columns = int(max(0.0, ground.w - w) // step) + 1
    rows = int(max(0.0, ground.h - h) // step) + 1
    for column in range(columns):
        for row in range(rows):
            box = Box(ground.x + column * step, ground.y + row * step, w, h)
            dx = max(box.x - x, 0.0, x - box.x - w)
            dy = max(box.y - y, 0.0, y - box.y - h)
            wrong = {
                "above": box.y < y,
                "below": box.y + h > y,
                "left": box.x + w > x,
                "right": box.x < x,
            }.get(side, False)
            made.append((dx + dy + (12.0 if wrong else 0.0) + (8.0 if dx + dy < 5 else 0.0), box))
    made.sort(key=lambda item: (item[0], item[1].x, item[1].y))
    return [box for _, box in made]

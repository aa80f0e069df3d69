"""Where a label stands: of its candidates the one that costs least, in an order that never varies.

A candidate costs something of its own, as for its distance from the mark, and for what it touches or leaves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct, field

from briefing.charts.boxes import Box, Point
from briefing.model.chart import Side

LineKind = Literal["data", "grid"]
_SIDES: Final[tuple[Side, ...]] = ("above", "below", "left", "right")
# Distances from the mark and places along a side of the label, in the order in which they are tried.
_REACHES, _SHIFTS = (10.0, 16.0, 24.0, 34.0, 46.0, 60.0, 76.0), (0.0, -1.0, 1.0, -0.5, 0.5)
# Nearer than these, where nothing else is free, and what that costs as a distance.
_CLOSE, _CRAMPED = 6.0, 20.0
# What another side costs, and a place at the end of a side, in points of distance.
_OTHER_SIDE, _SHIFTED = 12.0, 4.0
# What a place costs that is later in a list of preferences.
LATER: Final = 0.05
# Half the width of a way between two points.
_THIN = 0.5
# What a place behind another line costs.
BEHIND: Final = 100.0


class Costs(Struct, frozen=True):
    """What a label pays for touching another box, and for each square point of it; for crossing a line of data or of
    the grid; and for each point that it stands beyond the ground."""

    touch: float = 60.0
    overlap: float = 0.0
    line: float = 30.0
    grid: float = 2.0
    outside: float = 100.0


# On a slide, where lines are rows of small boxes, touching costs by area.
SLIDE: Final = Costs(touch=0.0, overlap=10.0, outside=100_000.0)


class Obstacles(Struct):
    """What stands on a chart already: boxes of text and marks, lines of data and grid."""

    ground: Box
    boxes: list[Box] = field(default_factory=list)
    lines: list[tuple[Point, Point, LineKind]] = field(default_factory=list)
    costs: Costs = Costs()

    def add_line(self, points: Iterable[Point], kind: LineKind = "data") -> None:
        """Add the segments of a line."""
        self.lines += [(start, end, kind) for start, end in pairwise(points)]

    def cost(self, box: Box) -> float:
        """What a label in this box touches; 0 for a free place inside the ground."""
        return self.cheapest([(0.0, box)])[0]

    def is_clear(self, box: Box) -> bool:
        """Whether the place touches neither text nor mark nor a line of data."""
        return self.cost(box) < self.costs.line

    def best(self, boxes: Sequence[Box], *, margin: float = 0.0) -> Box:
        """Return the cheapest of boxes in order of preference; an earlier one wins over an equal later one."""
        return self.cheapest([(at * LATER, box) for at, box in enumerate(boxes)], margin=margin)[1]

    def cheapest(self, candidates: Sequence[tuple[float, Box]], *, margin: float = 0.0) -> tuple[float, Box]:
        """Return the cheapest of boxes that cost something by themselves, with its cost.

        What comes nearer to a box than `margin` touches it.
        """
        near, lines = self._near([box for _, box in candidates], margin)
        touch, area, outside = self.costs.touch, self.costs.overlap, self.costs.outside
        least, chosen = math.inf, candidates[0][1]
        for own, box in candidates:
            grown = box.grown(margin) if margin else box
            cost = own + outside * grown.overhang(self.ground)
            if cost >= least:
                continue
            x, y, right, top = grown.x, grown.y, grown.x + grown.w, grown.y + grown.h
            for left, foot, beyond, above in near:
                # Written out, as calls would be tens of thousands for a deck.
                if left < right and x < beyond and foot < top and y < above:
                    wide = (right if right < beyond else beyond) - (x if x > left else left)
                    cost += touch + wide * ((top if top < above else above) - (y if y > foot else foot)) * area
                    if cost >= least:
                        break
            else:
                cost += sum(self.costs.line if kind == "data" else self.costs.grid
                            for start, end, kind in lines if grown.crossed(start, end))  # fmt: skip
                if cost < least - 1e-9:
                    least, chosen = cost, box
        return least, chosen

    def _near(
        self, boxes: Sequence[Box], margin: float
    ) -> tuple[list[tuple[float, float, float, float]], list[tuple[Point, Point, LineKind]]]:
        """The edges of the obstacles, and the lines, that candidates may meet."""
        left, foot = min(box.x for box in boxes) - margin, min(box.y for box in boxes) - margin
        right, top = max(box.x + box.w for box in boxes) + margin, max(box.y + box.h for box in boxes) + margin
        edges = ((other.x, other.y, other.x + other.w, other.y + other.h) for other in self.boxes)
        met = [edge for edge in edges if edge[0] < right and left < edge[2] and edge[1] < top and foot < edge[3]]
        lines = [
            line
            for line in self.lines
            if min(line[0][0], line[1][0]) <= right
            and max(line[0][0], line[1][0]) >= left
            and min(line[0][1], line[1][1]) <= top
            and max(line[0][1], line[1][1]) >= foot
        ]
        return met, lines


def around_mark(
    mark: Point, size: Point, side: Side, *, y_down: bool = False, close: bool = False
) -> list[tuple[float, Box]]:
    """Return boxes for a label on all sides of its mark, each with what it costs; its preferred side costs nothing.

    All can be joined to the mark by an upright or level line. Of a small mark some may be `close` to it.
    """
    sides = (side, *(other for other in _SIDES if other != side))
    reaches = [*zip(_REACHES, _REACHES, strict=True), *([(_CLOSE, _CRAMPED)] if close else [])]
    return [
        (cost + turn * _OTHER_SIDE + abs(shift) * _SHIFTED, _at(mark, size, lean, (shift, reach), y_down=y_down))
        for turn, lean in enumerate(sides)
        for shift in _SHIFTS
        for reach, cost in reaches
    ]


def reach_over(tall: float) -> float:
    """Return how far above a mark a label stands whose nearest place is over another that is so high."""
    return next((reach for reach in _REACHES if reach >= tall), _REACHES[-1])


def _at(mark: Point, size: Point, side: Side, moved: tuple[float, float], *, y_down: bool) -> Box:
    """A label on a side of a mark: `moved` is how far it slides along that side, −1 … 1, and its distance."""
    (x, y), (wide, tall), (shift, reach) = mark, size, moved
    if side in ("left", "right"):
        return Box(x - reach - wide if side == "left" else x + reach, y - tall / 2 + shift * tall / 2, wide, tall)
    upwards = (side == "below") == y_down
    return Box(x - wide / 2 + shift * wide / 2, y + reach if upwards else y - reach - tall, wide, tall)


def runs_between(box: Box, mark: Point, lines: Iterable[Sequence[Point]]) -> bool:
    """Whether a line runs between a text and its mark, whose remark the text would be taken for."""
    x, y = min(max(mark[0], box.x), box.x1), min(max(mark[1], box.y), box.y + box.h)
    way = Box(min(x, mark[0]), min(y, mark[1]), abs(x - mark[0]), abs(y - mark[1])).grown(_THIN)
    return any(way.crossed(start, end) for line in lines for start, end in pairwise(line))


def next_to_mark(mark: Point, size: Point, side: str, gap: float, rise: float = 0.0) -> list[Box]:
    """Return boxes for a label close to its mark on a line, on its preferred side first; y grows upwards.

    `rise` is the slope of the line: on rising lines a label above leans left and one below right.
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


def misleads(box: Box, own: Point, others: Iterable[Point]) -> bool:
    """Whether a value stands nearer to the point of another line than to its own, and would be read as that one's."""
    far = box.distance(own)
    return any(box.distance(other) + 1 < far for other in others)

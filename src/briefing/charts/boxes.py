"""Rectangles and distances in points, on a page, whose y grows upwards, and on a slide, whose y grows downwards."""

from __future__ import annotations

import math

from msgspec import Struct

Point = tuple[float, float]
# A length that is stored as it was planned: results are found by their encoding, in which 12 is not 12.0.
Number = int | float


class Box(Struct, frozen=True):
    """A rectangle in points; (x, y) is its lower left corner on a page and its upper left one on a slide."""

    x: Number
    y: Number
    w: Number
    h: Number

    @property
    def x1(self) -> float:
        """The x of the right side, as in matplotlib's `Bbox`."""
        return self.x + self.w

    @property
    def y1(self) -> float:
        """The y of the side across from `y`: the lower one on a slide, the upper one on a page."""
        return self.y + self.h

    def grown(self, by: float) -> Box:
        """The same with a margin on every side."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def down_to(self, y: float) -> Box:
        """The same down to another lower side, where `y` grows downwards, as on a slide."""
        return Box(self.x, self.y, self.w, y - self.y)

    def distance(self, point: Point) -> float:
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

    def overlap(self, other: Box) -> float:
        """The area that the two share."""
        left, right, beyond = max(self.x, other.x), self.x + self.w, other.x + other.w
        wide = (right if right < beyond else beyond) - left
        if wide <= 0:
            return 0.0  # most pairs: this runs tens of thousands of times for a deck
        foot, top, above = max(self.y, other.y), self.y + self.h, other.y + other.h
        tall = (top if top < above else above) - foot
        return wide * tall if tall > 0 else 0.0

    def overhang(self, ground: Box) -> float:
        """How far it stands beyond the edges of a ground, all sides together."""
        across = max(0.0, ground.x - self.x) + max(0.0, self.x + self.w - ground.x - ground.w)
        return across + max(0.0, ground.y - self.y) + max(0.0, self.y + self.h - ground.y - ground.h)

    def crossed(self, start: Point, end: Point) -> bool:
        """Whether a line runs through the inside (Liang and Barsky's clip)."""
        (x0, y0), (x1, y1) = start, end
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

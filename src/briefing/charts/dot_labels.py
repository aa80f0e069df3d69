"""Which dots of a plane are named, and on which side: no name touches another, a dot, or a line of data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import dist, hypot
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts.axis import groups_thousands, ticks
from briefing.charts.boxes import Box, Point
from briefing.charts.label_placement import Costs, Obstacles, around_mark, misleads, runs_between
from briefing.model.chart import Axis, Label, Plot, Side
from briefing.wording import of

LEADING: Final = 1.35  # of the size of others, a dot that leads
MOST_SIDE_BY_SIDE: Final = 75  # dots along a scale that has none upwards
ALONG: Final = (30, 36, 42, 54, MOST_SIDE_BY_SIDE)  # dots along, the largest first
_NEARLY: Final = 1e-9
_FILLED: Final = 0.92  # of what each of them has
_GAP: Final = 4.0  # from the edge of a dot to its name
_AIR: Final = 1.0  # around a name
_CLEAR: Final = 1.0  # what a free place costs at most
_LATER: Final = 3.0  # what another side costs
_LARGE, _ROUND = 10.0, 0.86
_GRAZED: Final = 75.0  # what a place costs at most that an extreme takes
_HOLDS: Final = 1.7  # of its radius, the width of a name that a dot holds
_PARTED: Final = 2.0  # between a leader and what it joins
_OFF_LINE: Final = 2.0  # between a name and a line of data or of a reference
_PARTING: Final = 2 * _GAP  # between a name and a dot that it is not of, on the other side
_SHORTEST: Final = 3.0  # of a leader; a shorter one looks like a speck between a dot and the name next to it
_JOINED: Final = 10.0  # from the edge of a dot to a name that is joined to it
_OVER_LINE: Final = 40.0  # what a leader over a line or a dot costs
_AT_ANOTHER: Final = 25.0  # what a name with a leader costs that stands at another dot
_WITHOUT_SIZES: Final = 2  # series of dots that have none
_MOST: Final = 16  # names that may be left out, of which so many are set
_WIDEST: Final = 0.25  # of the shorter side of the plane, the diameter of the largest bubble, as programs draw it


class Dot(Struct, frozen=True):
    """A dot: the index of its category, its middle and its radius in points."""

    at: int
    middle: Point
    radius: float

    @property
    def box(self) -> Box:
        """The square around it; of a large one, whose corners are far from it, a smaller one."""
        (x, y), r = self.middle, self.radius * (_ROUND if self.radius > _LARGE else 1.0)
        return Box(x - r, y - r, 2 * r, 2 * r)


def dots_on(plot: Plot, ground: Box, radius: float, *, y_down: bool = False, largest: float = _WIDEST) -> list[Dot]:
    """Return the dots of a plot on a ground, whose radius is given where no series says how large they are.

    `largest` is the diameter of the largest bubble as a part of the shorter side.
    """
    assert plot.across is not None
    across, up, *rest = plot.series
    sizes = rest[0].values if rest else ()
    most = max((size for size in sizes if size is not None), default=1.0) or 1.0
    widest = largest * min(ground.w, ground.h) / 2
    found: list[Dot] = []
    for at, (x, y) in enumerate(zip(across.values, up.values, strict=True)):
        size = sizes[at] if sizes else None
        if x is None or y is None or (sizes and size is None):
            continue
        share = plot.axis.share(y)
        middle = ground.x + plot.across.share(x) * ground.w, ground.y + (1 - share if y_down else share) * ground.h
        usual = radius * (LEADING if up.roles and up.roles[at] in ("highlight", "second") else 1.0)
        found.append(Dot(at, middle, usual if size is None else max(1.0, widest * (size / most) ** 0.5)))
    return found


def radius_on(plot: Plot, ground: Box, usual: float) -> float:
    """Return the radius of dots on a ground, on which so many of one scale stand side by side without touching."""
    if plot.axis.visible:
        return usual
    along = side_by_side(plot)
    level = ground.h / (plot.axis.high - plot.axis.low)  # those over each other do not touch either
    return min(usual * MOST_SIDE_BY_SIDE / along, _FILLED * ground.w / along / 2, level / 2)


def side_by_side(plot: Plot) -> int:
    """Return for how many dots side by side those of a scale that has none upwards have been placed: of few, or of such
    as lie far from each other, each is larger."""
    assert plot.across is not None
    across, up = plot.series[:2]
    rows: dict[float, list[float]] = {}
    for x, level in zip(across.values, up.values, strict=True):
        if x is not None and level is not None:
            rows.setdefault(level, []).append(plot.across.share(x))
    gaps = [after - before for row in rows.values() for before, after in pairwise(sorted(row))]
    nearest = min(gaps, default=1.0)
    return next((along for along in ALONG if nearest * along >= 1 - _NEARLY), MOST_SIDE_BY_SIDE)


class DotNames:
    """Names at dots, each set where it touches nothing: first those that lead, at last those that may be left out."""

    def __init__(
        self,
        plot: Plot,
        dots: Sequence[Dot],
        sizes: Mapping[int, Point],
        obstacles: Obstacles,
        *,
        filled: bool = False,
    ) -> None:
        """`filled` names stand on a ground, which would hide what is under it."""
        self._plot, self._dots, self._sizes, self._obstacles = plot, dots, sizes, obstacles
        self._filled, self._air = filled, _GAP if filled else _AIR
        obstacles.boxes += [dot.box for dot in dots]
        if plot.joined:
            obstacles.add_line(dot.middle for dot in dots)
        self.places: dict[int, tuple[Side, Box]] = {}
        self.leaders: dict[int, tuple[Point, Point]] = {}

    def lead(self, *, y_down: bool = False) -> None:
        """Set the names of the dots that lead, wherever they touch least; next to other dots, away from them all with a
        leader."""
        for dot, label in _in_order(self._plot, self._dots):
            if label.strong:
                size = self._sizes[dot.at]
                self._set(dot, _boxes(dot, size, label.side, y_down=y_down))
                near = self.places[dot.at][1]
                crowded = self._bubbles and any(near.touches(other.box) for other in self._dots if other is not dot)
                if crowded or self._crossed(near) or self._on_another(dot, near):
                    around = around_mark(dot.middle, size, label.side, y_down=y_down)
                    self._set_away(dot, [*around, *_off_lines(dot, size)])

    @property
    def drawn_leaders(self) -> dict[int, tuple[Point, Point]]:
        """The leaders that are long enough to be seen as such."""
        return {at: (start, end) for at, (start, end) in self.leaders.items() if dist(start, end) >= _SHORTEST}

    @property
    def _bubbles(self) -> bool:
        return len(self._plot.series) > _WITHOUT_SIZES

    def _crossed(self, box: Box) -> bool:
        """Whether a line of data or of a reference runs through a place, or along its edge."""
        near = box.grown(_OFF_LINE - _NEARLY)
        return any(near.crossed(start, end) for start, end, kind in self._obstacles.lines if kind == "data")

    def _set_away(self, dot: Dot, candidates: Sequence[tuple[float, Box]], *, sure: bool = False) -> None:
        """Set a name where it touches nothing, joined to its dot by a leader, if there is such a place; a `sure` one
        only where nobody takes it for that of another dot."""
        _, near = self.places.get(dot.at, ("right", None))
        obstacles = replace(self._obstacles, boxes=[box for box in self._obstacles.boxes if box is not near])
        clear = [
            (cost, box)
            for cost, box in candidates
            if obstacles.cost(box.grown(_AIR)) < _CLEAR
            and all(box.distance(other.middle) > other.radius + _AIR for other in self._dots)
            and not any(words.grown(_PARTED).crossed(*_leader(dot, box)) for words in self._words if words is not near)
        ]
        lines = [(start, end) for start, end, kind in obstacles.lines if kind == "data"]
        costs = [(self._mistaken(dot, box, lines), cost, box) for cost, box in clear]
        costs = [one for one in costs if not (sure and one[0])]
        if not costs:
            return
        box = min(costs, key=lambda one: one[0] + one[1])[2]
        obstacles.boxes.append(box)
        self._obstacles.boxes[:] = obstacles.boxes
        self.places[dot.at] = "right", box
        self.leaders[dot.at] = _leader(dot, box)
        self._obstacles.add_line(self.leaders[dot.at])

    def _mistaken(self, dot: Dot, box: Box, lines: Sequence[tuple[Point, Point]]) -> float:
        """Return what a name away from its dot costs whose leader crosses a line or a dot, or that stands at a line,
        which its ascenders and brackets reach, or at another dot."""
        others = [other for other in self._dots if other is not dot]
        next_to = any(box.distance(other.middle) < other.radius + _JOINED for other in others)
        leaders = [(self.leaders[other.at][1], other.middle) for other in others if other.at in self.leaders]
        over = any(other.box.grown(_AIR).crossed(*_leader(dot, box)) for other in others)
        crossing = runs_between(box, dot.middle, [*lines, *leaders])
        return _OVER_LINE * (over + crossing + self._crossed(box)) + _AT_ANOTHER * next_to

    def follow(self, *, y_down: bool = False) -> None:
        """Set the other names that touch nothing and stand nearest to their own dot, up to a number of those that may
        be left out; those of dots far from all others come first."""
        middles, optional = [dot.middle for dot in self._dots], 0
        for dot, label in _in_order(self._plot, self._dots):
            if label.strong or (label.optional and optional >= _MOST):
                continue
            others = [middle for middle in middles if middle != dot.middle]
            around = self._without(dot)
            sides = _boxes(dot, self._sizes[dot.at], label.side, y_down=y_down)
            own = {
                side: box
                for side, box in sides.items()
                if not misleads(box, dot.middle, others) and not self._between(dot, box)
            }
            free = {
                side: box
                for side, box in own.items()
                if around.cost(box.grown(self._air)) < _CLEAR and not self._crossed(box)
            }
            grazing = {} if free or label.optional or self._filled else self._grazing(dot, sides)
            free = free or {side: box for side, box in grazing.items() if side in own}
            if free:
                self._set(dot, free)
                optional += label.optional
            elif not label.optional or any(run.fact for run in label.text):  # a name with a value was asked for
                around_it = around_mark(dot.middle, self._sizes[dot.at], label.side, y_down=y_down)
                self._set_away(dot, around_it, sure=label.optional)
                if dot.at not in self.places and grazing:
                    self._set(dot, grazing)

    def _grazing(self, dot: Dot, sides: Mapping[Side, Box]) -> dict[Side, Box]:
        """Return the places over the edge of another dot, but over no words, line or bubble."""
        around = self._without(dot)
        near = {side: box for side, box in sides.items() if around.cost(box) < _GRAZED}
        if self._bubbles:
            near = {side: box for side, box in near.items() if not self._on_another(dot, box)}
        return {
            side: box for side, box in near.items() if not any(map(box.touches, self._words)) and not self._crossed(box)
        }

    def _on_another(self, dot: Dot, box: Box) -> bool:
        return any(box.distance(other.middle) < other.radius for other in self._dots if other is not dot)

    def _between(self, dot: Dot, box: Box) -> bool:
        """Whether a name at the side of its dot ends at another one, whose name it might be as well."""
        (x, y), middle = dot.middle, box.x + box.w / 2
        if not box.y <= y <= box.y1 or box.x <= x <= box.x1:
            return False
        far = box.x if middle < x else box.x1
        ends = [other for other in self._dots if box.y <= other.middle[1] <= box.y1 and other is not dot]
        return any(
            (other.middle[0] - middle) * (far - middle) > 0 and abs(other.middle[0] - far) - other.radius < _PARTING
            for other in ends
        )

    @property
    def _words(self) -> list[Box]:
        dots = [dot.box for dot in self._dots]
        return [box for box in self._obstacles.boxes if box not in dots]

    def _without(self, dot: Dot) -> Obstacles:
        """Return what stands around a dot, which may hold its own name."""
        boxes = [box for box in self._obstacles.boxes if box != dot.box]
        return replace(self._obstacles, boxes=boxes)

    def _set(self, dot: Dot, boxes: Mapping[Side, Box]) -> None:
        sides = list(boxes)
        choices = [(at * _LATER, boxes[side]) for at, side in enumerate(sides)]
        box = self._without(dot).cheapest(choices, margin=self._air if self._filled else 0.0)[1]
        self._obstacles.boxes.append(box)
        self.places[dot.at] = next(side for side in sides if boxes[side] is box), box


def _in_order(plot: Plot, dots: Sequence[Dot]) -> Iterator[tuple[Dot, Label]]:
    """Yield dots with names, those that must be set first, then those with the most room."""
    labels = plot.series[1].labels

    def room(dot: Dot) -> float:
        return min((hypot(dot.middle[0] - o.middle[0], dot.middle[1] - o.middle[1]) for o in dots if o is not dot),
                   default=0.0)  # fmt: skip

    held = [(dot, label) for dot in dots if dot.at < len(labels) and (label := labels[dot.at]) is not None]
    yield from sorted(held, key=lambda pair: (pair[1].optional, not pair[1].strong, -room(pair[0]), pair[0].at))


def _boxes(dot: Dot, size: Point, wished: Side, *, y_down: bool) -> dict[Side, Box]:
    """Return the box of a name on each side of its dot, the wished one first."""
    (x, y), (wide, tall), reach = dot.middle, size, dot.radius + _GAP
    up, down = y + reach, y - reach - tall
    found: dict[Side, Box] = {
        "right": Box(x + reach, y - tall / 2, wide, tall),
        "left": Box(x - reach - wide, y - tall / 2, wide, tall),
        "above": Box(x - wide / 2, down if y_down else up, wide, tall),
        "below": Box(x - wide / 2, up if y_down else down, wide, tall),
    }
    held: dict[Side, Box] = {"centre": Box(x - wide / 2, y - tall / 2, wide, tall)}
    inside = held if wide < dot.radius * _HOLDS else {}
    return inside | {wished: found[wished]} | found


def _off_lines(dot: Dot, size: Point) -> Iterator[tuple[float, Box]]:
    """Yield boxes at the right and left of a dot, over and under the level line that may run through its middle."""
    (x, y), (wide, tall), reach = dot.middle, size, dot.radius + _JOINED
    for turn, left in enumerate((x + reach, x - reach - wide)):
        for shift, low in enumerate((y + 2 * _AIR, y - 2 * _AIR - tall)):
            yield reach + turn + shift, Box(left, low, wide, tall)


def _leader(dot: Dot, box: Box) -> tuple[Point, Point]:
    """Return the upright or level line between the edge of a dot and that of its name."""
    x, y = dot.middle
    near = min(max(x, box.x), box.x1), min(max(y, box.y), box.y + box.h)
    far = hypot(near[0] - x, near[1] - y) or 1.0
    start, end = ((dot.radius + _PARTED) / far, 1 - _PARTED / far)
    return (
        (x + start * (near[0] - x), y + start * (near[1] - y)),
        (x + end * (near[0] - x), y + end * (near[1] - y)),
    )


def covering(ground: Box) -> Obstacles:
    """Return obstacles on a ground of which a name covers as little as it can."""
    return Obstacles(ground, costs=Costs(overlap=0.5))


def scale_numbers(plot: Plot, axis: Axis) -> list[tuple[float, str]]:
    """Return the values of the lines of a scale with their numbers, as the language of the plot writes them."""
    wording = of(plot.lang)
    found: list[tuple[float, str]] = []
    for value in ticks(axis):
        step = value if axis.log else axis.step
        decimals = len(f"{step:.12f}".rstrip("0").partition(".")[2])
        found.append((value, wording.number(value, decimals, groups_thousands(plot))))
    return found

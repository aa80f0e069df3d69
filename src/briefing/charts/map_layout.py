"""Where a map and the words on it stand, on slides and pages alike: in points from the upper left corner, y down."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.charts.boxes import Box, Point
from briefing.charts.roles import MARKS, WORDS
from briefing.model.chart import Plot, Role
from briefing.model.outlines import MapArea, MapPlot

CIRCLE: Final = 3.4  # radius of a place that is too small to draw
HALO: Final = 1.5  # of paper around marks and lines, which are as dark as some places
_CELL: Final = 6.0  # points: the grain in which land is known
_REACHES: Final = (14.0, 22.0, 32.0, 44.0, 58.0, 76.0, 98.0, 124.0, 154.0, 190.0, 230.0)
_DIRECTIONS: Final = 24
_SLIDES: Final = (0.0, -0.35, 0.35)  # of words along their side that faces the mark, in parts of it
_LAND, _FAR, _NEAR = 8.0, 0.35, 2.0  # what a label pays for a cell of land, a point of distance, a mark that it covers
_COAST: Final = 4.0  # between words and land next to them, whose grain is coarse
_OVER: Final = 2.5  # for a cell of land that a leader crosses
_ABROAD: Final = 10.0  # more, for one of another place: the words would seem to belong to what the leader runs over
_CROSSING: Final = 40.0  # for a leader over another label, or over another leader
_OTHERS: Final = 60.0  # for a cell of another named place under words or a leader, which would seem to be its own
_THROUGH: Final = 400.0  # for a leader through the mark of another place, to which its words would seem to belong
_SPACING: Final = 3.0
_SHORT: Final = 5.0  # between the end of a leader and its words, whose digits reach to the foot of their box
_NEXT: Final = 9.0  # a label that is nearer to its mark has no line to it
_CORNER: Final = 1.2  # of half a tile: what words keep clear of it
_STEPS, _INSIDE = 6, 1.0  # half cells that words may move from the middle of their land; land around them, in points
_EDGE: Final = 0.2  # of the height of words, how far from their upper and lower edge a line from the side ends


class PlacedMap(Struct, frozen=True):
    """A map in a box: how large a unit is, and where the first one stands."""

    scale: float
    left: float
    top: float

    def at(self, point: tuple[float, float]) -> Point:
        """Return a place of the map in points."""
        return point[0] * self.scale + self.left, point[1] * self.scale + self.top


def placed(drawn: MapPlot, box: Box) -> PlacedMap:
    """Return a map as large as a box holds it, in its middle; circles at its edges have room."""
    scale = min((box.w - 2 * CIRCLE) / drawn.wide, (box.h - 2 * CIRCLE) / drawn.high)
    left = box.x + (box.w - drawn.wide * scale) / 2
    top = box.y + (box.h - drawn.high * scale) / 2
    return PlacedMap(scale, left - drawn.left * scale, top - drawn.top * scale)


class MapLabel(Struct, frozen=True):
    """A place that is named on a map: its index, its spot, the size of its words, which keep clear of its mark."""

    at: int
    spot: Point
    size: tuple[float, float]
    clear: float = CIRCLE


class PlacedLabel(Struct, frozen=True):
    """Words on a map: their place, the line that leads to them, if they do not stand next to their spot, and whether
    they need a ground of their own, as they stand on land."""

    at: int
    spot: Point
    box: Box
    leader: tuple[Point, Point] | None
    on_land: bool = False

    @property
    def leftward(self) -> bool:
        """Whether they stand at the left of their spot, so that they end towards it."""
        return self.box.x + self.box.w / 2 < self.spot[0]


def named(plot: Plot) -> list[int]:
    """Return the places that are named on the map itself: what is highlighted, or has a remark."""
    (series,) = plot.series
    leading: tuple[Role, ...] = ("highlight", "second")
    noted = {round(remark.at) for remark in plot.remarks}
    return [at for at, row in enumerate(plot.rows) if (row.role in leading or at in noted) and series.labels[at]]


def small_print(plot: Plot) -> list[int]:
    """Return the other places of a map of few, whose names and values stand in their own land where they have room."""
    assert plot.map is not None
    known = set(named(plot))
    return [at for at in range(len(plot.map.values)) if at not in known] if not plot.map.tiles else []


def within(area: MapArea, place: PlacedMap, size: tuple[float, float]) -> Box | None:
    """Return a box of a size inside the land of a place, as near to its spot as can be; None where it has no room."""
    rings = [[place.at(point) for point in ring] for ring in area.rings]
    (x, y), (wide, tall) = place.at(area.spot), size
    steps = [step * _CELL / 2 for step in range(-_STEPS, _STEPS + 1)]
    for across, down in sorted(((a, d) for a in steps for d in steps), key=lambda move: math.hypot(*move)):
        box = Box(x + across - wide / 2, y + down - tall / 2, wide, tall)
        if _holds(rings, box.grown(_INSIDE)):
            return box
    return None


def _holds(rings: Sequence[Sequence[Point]], box: Box) -> bool:
    """Whether a box lies in what rings enclose: its middle does, and no outline runs through it."""
    middle = box.x + box.w / 2, box.y + box.h / 2
    edges = [edge for ring in rings for edge in zip(ring, (*ring[1:], *ring[:1]), strict=True)]
    inside = False
    for (x, y), (x1, y1) in edges:
        if (y > middle[1]) != (y1 > middle[1]) and middle[0] < x + (middle[1] - y) / (y1 - y) * (x1 - x):
            inside = not inside
    return inside and not any(box.crossed(*edge) for edge in edges)


def mark_colour(plot: Plot, at: int) -> str:
    """Return the colour of the mark at a place that is named: that of its role, as in every other chart."""
    role = plot.rows[at].role
    return MARKS[role] if role in WORDS else "ink"


def mark_radius(area: MapArea, place: PlacedMap) -> float:
    """Return how far a mark of a place reaches: of a tile to its edges."""
    (x, _), (x1, _) = area.rings[0][0], area.rings[0][2]
    return (x1 - x) / 2 * place.scale * _CORNER


def spots(drawn: MapPlot) -> dict[int, MapArea]:
    """Return the places that have a value, by its index."""
    return {area.at: area for area in drawn.areas if area.at is not None}


class _Land(Struct):
    """Which cells of a box are land."""

    box: Box
    cells: set[tuple[int, int]] = field(default_factory=set)

    def add(self, ring: Sequence[Point]) -> None:
        """Note the cells whose middle a ring encloses, row by row."""
        rows: dict[int, list[float]] = {}
        for (x, y), (x1, y1) in zip(ring, (*ring[1:], *ring[:1]), strict=True):
            low, high = sorted((y, y1))
            for row in range(math.ceil((low - self.box.y) / _CELL - 0.5), math.ceil((high - self.box.y) / _CELL - 0.5)):
                level = self.box.y + (row + 0.5) * _CELL
                rows.setdefault(row, []).append(x + (level - y) / (y1 - y) * (x1 - x))
        for row, cuts in rows.items():
            cuts.sort()
            for left, right in zip(cuts[::2], cuts[1::2], strict=False):
                first, last = (math.floor((x - self.box.x) / _CELL) for x in (left, right))
                self.cells.update((column, row) for column in range(first, last + 1))

    def under(self, box: Box) -> int:
        """Return how many cells of land a box covers."""
        columns = range(math.floor((box.x - self.box.x) / _CELL), math.floor((box.x1 - self.box.x) / _CELL) + 1)
        rows = range(math.floor((box.y - self.box.y) / _CELL), math.floor((box.y1 - self.box.y) / _CELL) + 1)
        return sum((column, row) in self.cells for column in columns for row in rows)

    def crossed(self, line: tuple[Point, Point]) -> int:
        """Return how many cells of land a line runs over, in steps of a cell."""
        (x, y), (x1, y1) = line
        count = max(1, round(math.dist(*line) / _CELL))
        steps = (at / count for at in range(count + 1))
        points = ((x + (x1 - x) * step - self.box.x, y + (y1 - y) * step - self.box.y) for step in steps)
        return sum((math.floor(across / _CELL), math.floor(down / _CELL)) in self.cells for across, down in points)


def place_labels(
    drawn: MapPlot, place: PlacedMap, box: Box, labels: Sequence[MapLabel], taken: Sequence[Box] = ()
) -> list[PlacedLabel]:
    """Return labels where they cover the least land, each clear of the others and of what is taken; one that has no
    place is left out."""
    land, areas = _land(drawn.areas, place, box), spots(drawn)
    named_lands = {one.at: _land([areas[one.at]], place, box) for one in labels if one.at in areas}
    circles = [Box(x - CIRCLE, y - CIRCLE, 2 * CIRCLE, 2 * CIRCLE) for x, y in _circles(drawn, place)]
    marks = [item.spot for item in labels]
    choices: list[list[tuple[float, PlacedLabel]]] = []
    for label in labels:
        choices.append(sorted(_choices(label, land, named_lands, circles, marks), key=lambda pair: pair[0]))
    held = [PlacedLabel(-1, (0.0, 0.0), one, None) for one in taken]
    tried = [_chosen(choices, start, held) for start in range(len(labels))]
    best = min(tried, key=lambda pair: (len(labels) - len(pair[1]), pair[0]), default=(0.0, []))
    return sorted(best[1], key=lambda item: [label.at for label in labels].index(item.at))


def _land(areas: Iterable[MapArea], place: PlacedMap, box: Box) -> _Land:
    found = _Land(box)
    for area in areas:
        for ring in area.rings:
            found.add([place.at(point) for point in ring])
    return found


def _choices(
    label: MapLabel, land: _Land, named_lands: Mapping[int, _Land], circles: Sequence[Box], marks: Sequence[Point]
) -> Iterator[tuple[float, PlacedLabel]]:
    """Yield the places of a label inside the box of the land that cover no mark, each with what it costs by itself:
    most where it covers the land of another place with a name."""
    box = land.box
    foreign = [one for at, one in named_lands.items() if at != label.at]
    others = [Box(x, y, 0, 0).grown(CIRCLE + _SPACING) for x, y in marks if (x, y) != label.spot]
    for item in _candidates(label):
        wide = item.box.grown(_SPACING)
        if item.box.overhang(box) > 0.01 or any(wide.distance(mark) == 0 for mark in marks):
            continue
        covered = land.under(item.box)
        cost = _LAND * land.under(item.box.grown(_COAST)) + _FAR * item.box.distance(item.spot)
        cost += _OTHERS * sum(one.under(item.box) for one in foreign)
        if item.leader:
            cost += _OTHERS * sum(one.crossed(item.leader) for one in foreign)
            own = named_lands[label.at].crossed(item.leader) if label.at in named_lands else 0
            crossed = land.crossed(item.leader)
            cost += _OVER * crossed + _ABROAD * max(0, crossed - own)
            cost += _THROUGH * sum(mark.crossed(*item.leader) for mark in others)
        yield cost + _NEAR * sum(wide.touches(circle) for circle in circles), replace(item, on_land=covered > 0)


def _chosen(
    choices: Sequence[Sequence[tuple[float, PlacedLabel]]], start: int, held: Sequence[PlacedLabel]
) -> tuple[float, list[PlacedLabel]]:
    """Return what labels cost together that are placed one after the other, each clear of those before it."""
    found: list[PlacedLabel] = []
    total = 0.0
    for own in (*choices[start:], *choices[:start]):
        best: tuple[float, PlacedLabel] | None = None
        for cost, item in own:
            if best and cost >= best[0]:
                break  # all others cost more by themselves
            more = _meeting(item, [*held, *found])
            if more is not None and (best is None or cost + more < best[0]):
                best = cost + more, item
        if best:
            total += best[0]
            found.append(best[1])
    return total, found


def _circles(drawn: MapPlot, place: PlacedMap) -> list[Point]:
    return [place.at(area.spot) for area in drawn.areas if area.small]


def _candidates(label: MapLabel) -> Iterator[PlacedLabel]:
    """Yield places around a spot, the nearest first."""
    (x, y), (wide, tall) = label.spot, label.size
    for reach in _REACHES:
        for turn, slide in product(range(_DIRECTIONS), _SLIDES):
            angle = 2 * math.pi * turn / _DIRECTIONS
            across, down = math.cos(angle), math.sin(angle)
            far = reach + label.clear - CIRCLE
            left = x + far * across - (wide if across < -0.3 else wide / 2 if across < 0.3 else 0.0)
            top = y + far * down - (tall if down < -0.6 else tall / 2 if down < 0.6 else 0.0)
            sideways, upright = abs(down) < 0.6, abs(across) < 0.3
            if slide and not (sideways or upright):
                continue  # at a corner
            left, top = left + slide * wide * upright, top + slide * tall * sideways
            box = Box(left, top, wide, tall)
            if box.distance(label.spot) < label.clear + _SPACING:
                continue
            edge = 0.0 if box.x <= x <= box.x1 else _EDGE * tall
            end = min(max(x, box.x), box.x1), min(max(y, box.y + edge), box.y1 - edge)
            yield PlacedLabel(label.at, label.spot, box, _leader(label, end))


def _leader(label: MapLabel, end: Point) -> tuple[Point, Point] | None:
    """Return the line from a mark to words, which stops short of both; none where they are near."""
    spot, length = label.spot, math.dist(label.spot, end)
    if length - label.clear < _NEXT:
        return None
    across, down = (end[0] - spot[0]) / length, (end[1] - spot[1]) / length
    start = spot[0] + (label.clear + 1) * across, spot[1] + (label.clear + 1) * down
    return start, (end[0] - _SHORT * across, end[1] - _SHORT * down)


def _meeting(item: PlacedLabel, found: Sequence[PlacedLabel]) -> float | None:
    """Return what a label costs among others, whose words and lines it crosses; None where it covers one."""
    wide = item.box.grown(_SPACING)
    if any(wide.touches(other.box) for other in found):
        return None
    crossed = sum(wide.crossed(*other.leader) for other in found if other.leader)
    if item.leader:
        crossed += sum(other.box.grown(1).crossed(*item.leader) for other in found)
        crossed += sum(_cross(item.leader, other.leader) for other in found if other.leader)
    return _CROSSING * crossed


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two lines cross."""
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

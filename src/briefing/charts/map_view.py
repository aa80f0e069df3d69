"""What of a set of outlines a map shows: all of it, or where its places lie, if they fill only a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.model.outlines import WIDE, MapPoint, Region, Ring

_MAIN: Final = 0.4  # of the largest part of a place: other parts that a smaller view holds, no islands far away
_CLOSER: Final = 0.5  # of the width: how wide the places lie at most where a smaller view is taken
_AIR: Final = 0.05  # of a smaller view, around its places
_LEAST: Final = WIDE // 10  # of a view's width and height


class MapView(Struct, frozen=True):
    """A rectangle of a map."""

    left: int
    top: int
    right: int
    foot: int

    def holds(self, point: MapPoint) -> bool:
        """Return whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.foot


def view_of(regions: Sequence[Region], held: Iterable[str], *, whole: bool) -> MapView:
    """Return the view of places that have a value, `held` by their codes; of all regions where it is the `whole`, or
    where the places lie nearly as wide."""
    codes = set(held)
    everything = _around(point for region in regions for ring in (region.rings or ((region.spot,),)) for point in ring)
    everything = _wide_enough(everything)
    if whole:
        return everything
    own = _around(point for region in regions if region.code in codes for point in _main(region))
    if own.right - own.left > _CLOSER * (everything.right - everything.left):
        return everything
    air = round(_AIR * max(own.right - own.left, own.foot - own.top))
    return _wide_enough(MapView(own.left - air, own.top - air, own.right + air, own.foot + air))


def shown(regions: Sequence[Region], view: MapView) -> Iterator[Region]:
    """Yield the regions that lie in a view, their outlines cut at its edges."""
    for region in regions:
        rings = tuple(ring for ring in (clipped(ring, view) for ring in region.rings) if len(ring) > 2)
        if rings or (not region.rings and view.holds(region.spot)):
            yield replace(region, rings=rings)


def clipped(ring: Ring, view: MapView) -> Ring:
    """Return a ring inside a view: cut at one edge after the other (I. Sutherland and G. Hodgman, "Reentrant polygon
    clipping", Communications of the ACM 17, 1974)."""
    if all(map(view.holds, ring)):
        return ring
    points = list(ring)
    for axis, edge, sign in ((0, view.left, 1), (0, view.right, -1), (1, view.top, 1), (1, view.foot, -1)):
        points = list(_cut(points, axis, edge, sign))
    return tuple(point for point, _ in groupby(points))


def _cut(points: Sequence[MapPoint], axis: int, edge: int, sign: int) -> Iterator[MapPoint]:
    """Yield the points of a ring at one side of an edge, and where it crosses the edge."""
    for before, point in zip((*points[-1:], *points[:-1]), points, strict=True):
        was, now = sign * (before[axis] - edge), sign * (point[axis] - edge)
        if (was < 0) != (now < 0):
            share = was / (was - now)
            other = round(before[1 - axis] + share * (point[1 - axis] - before[1 - axis]))
            yield (edge, other) if axis == 0 else (other, edge)
        if now >= 0:
            yield point


def _main(region: Region) -> Iterator[MapPoint]:
    """Yield the points of the larger parts of a place, or its spot where it has no outline."""
    boxes = [_around(ring) for ring in region.rings]
    sizes = [(box.right - box.left) * (box.foot - box.top) for box in boxes]
    for ring, size in zip(region.rings, sizes, strict=True):
        if size >= _MAIN * max(sizes):
            yield from ring
    if not region.rings:
        yield region.spot


def _around(points: Iterable[MapPoint]) -> MapView:
    across, down = zip(*points, strict=True)
    return MapView(min(across), min(down), max(across), max(down))


def _wide_enough(view: MapView) -> MapView:
    """Return a view that is no narrower and no lower than a map can be, around the same middle."""
    across = max(0, _LEAST - (view.right - view.left)) // 2
    down = max(0, _LEAST - (view.foot - view.top)) // 2
    return MapView(view.left - across, view.top - down, view.right + across, view.foot + down)

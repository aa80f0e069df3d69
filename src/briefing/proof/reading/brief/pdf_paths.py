"""The corners of paths of straight lines, as PDFium painted them, and which paths are circles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import byref, c_float
from itertools import pairwise
from typing import Final

from briefing.proof.findings import Box
from briefing.proof.reading.pdfium import library

Point = tuple[float, float]
_STRAIGHT: Final = 0  # a segment
_CURVED: Final = 1
_LEVEL: Final = 0.5  # how far a corner lies from the bounds at most
_FEWEST: Final = 6  # corners of an area, at three periods
_DISC: Final = 13  # corners of what looks like a disc
_ROUND: Final = 0.3  # points by which a circle may be wider than it is high
_LARGEST: Final = 90.0  # points of a dot's diameter
_MOST: Final = 2_000  # segments, of which the outline of a country has more


def polyline(painted_object: int, place: Callable[[float, float], Point]) -> tuple[Point, ...]:
    """Return the points of a path that is one open line of straight segments, each by `place`; () for any other."""
    corners = _corners(painted_object)
    closed = len(corners) > 2 and corners[0] == corners[-1]
    return () if closed else _placed(painted_object, corners, place)


def area_edges(painted_object: int, place: Callable[[float, float], Point]) -> tuple[tuple[Point, ...], ...]:
    """Return the upper and the lower edge of a filled path that is an area over periods, from left to right, each
    point by `place`; () for any other path."""
    corners = _placed(painted_object, _corners(painted_object), place)
    if len(corners) < _FEWEST:
        return ()
    start = min(range(len(corners)), key=lambda at: corners[at][0])
    turned = [*corners[start:], *corners[:start]]
    end = max(range(len(turned)), key=lambda at: turned[at][0])
    there, back = turned[: end + 1], [*turned[end + 1 :], turned[0]][::-1]
    sides = [_from_left(side) for side in (there, back)]
    if any(len(side) < 2 or one[0] > other[0] for side in sides for one, other in pairwise(side)):
        return ()
    return tuple(sorted(sides, key=lambda side: sum(y for _, y in side) / len(side)))


def _from_left(side: Sequence[Point]) -> tuple[Point, ...]:
    """Return an edge without the upright lines at both ends, along which the other edge is reached."""
    own = [*dict.fromkeys(side)]
    if len(own) > 2 and own[0][0] == own[1][0]:
        del own[0]
    if len(own) > 2 and own[-1][0] == own[-2][0]:
        del own[-1]
    return tuple(own)


def is_circle(painted_object: int, box: Box) -> bool:
    """Whether a path may be a dot: as wide as it is high, not large, and curved or of many corners."""
    left, top, right, bottom = box
    if abs((right - left) - (bottom - top)) > _ROUND or right - left > _LARGEST:
        return False
    pdfium = library()
    many = pdfium.FPDFPath_CountSegments(painted_object)
    if many < 2:
        return False
    curved = pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(painted_object, 1)) == _CURVED
    return bool(curved or many >= _DISC)


def slanted(painted_object: int, place: Callable[[float, float], Point]) -> tuple[Point, ...]:
    """Return the corners of a path of straight lines that fills its bounds only in part, as an area over periods."""
    corners = _corners(painted_object)
    ends = [(min(numbers), max(numbers)) for numbers in zip(*corners, strict=True)]
    if all(
        min(number - low, high - number) < _LEVEL
        for one in corners
        for number, (low, high) in zip(one, ends, strict=True)
    ):
        return ()
    return _placed(painted_object, corners, place)


def _corners(painted_object: int) -> Sequence[Point]:
    """Return the corners of a path in its own units; none if it has a curve or several parts."""
    pdfium = library()
    x, y, corners = c_float(), c_float(), []
    many = pdfium.FPDFPath_CountSegments(painted_object)
    for at in range(many if many <= _MOST else 0):
        segment = pdfium.FPDFPath_GetPathSegment(painted_object, at)
        if at and pdfium.FPDFPathSegment_GetType(segment) != _STRAIGHT:
            return ()
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        corners.append((x.value, y.value))
    return corners


def _placed(painted_object: int, corners: Sequence[Point], place: Callable[[float, float], Point]) -> tuple[Point, ...]:
    matrix = (c_float * 6)()
    library().FPDFPageObj_GetMatrix(painted_object, matrix)
    a, b, c, d, right, up = matrix
    return tuple(place(a * x + c * y + right, b * x + d * y + up) for x, y in corners)

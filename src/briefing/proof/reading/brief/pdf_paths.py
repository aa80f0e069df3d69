"""The corners of paths of straight lines, as PDFium painted them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import byref, c_float
from typing import Final

from briefing.proof.reading.pdfium import library

Point = tuple[float, float]
_STRAIGHT: Final = 0  # a segment
_LEVEL: Final = 0.5  # how far a corner lies from the bounds at most
_MOST: Final = 2_000  # segments, of which the outline of a country has more


def polyline(painted_object: int, place: Callable[[float, float], Point]) -> tuple[Point, ...]:
    """Return the points of a path that is one open line of straight segments, each by `place`; () for any other."""
    corners = _corners(painted_object)
    closed = len(corners) > 2 and corners[0] == corners[-1]
    return () if closed else _placed(painted_object, corners, place)


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

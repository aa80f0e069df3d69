"""The points of a drawing in columns, one for each category, and the scale on which values stand at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf, log10
from typing import Final, Literal

from msgspec import Struct

from briefing.proof.page_boxes import centre
from briefing.proof.parsed_file import Element

_LONG: Final = 3  # points of a line that is no rule, no tick and no leader
_NEAR: Final = 1.0  # points of a page
_LEVEL: Final = 4.0  # points of a page, by which a drawing has to rise, else any values stand on it
_ONE_COLUMN: Final = 0.4  # points of a page
_ENDS: Final = 2  # largest and smallest values that a scale is tried through, as one of them may be drawn wrong
_Points = Sequence[tuple[float, float]]
_Joint = tuple[tuple[int, float], tuple[int, float]]
Of = Literal["lines", "areas", "both"]
Column = tuple[float | None, ...]  # the values of all series in a category


class PointColumns(Struct, frozen=True):
    """How high the points of a drawing stand in each column, and what lines join: column and height of both ends.

    `steps` are the joints of lines of several points, which end nowhere else than at values. A page counts from its
    upper edge; here what is higher is larger.
    """

    heights: tuple[tuple[float, ...], ...]
    joints: tuple[_Joint, ...] = ()
    steps: tuple[_Joint, ...] = ()

    def charts(self, series: int) -> int:
        """Return how many charts of so many series these may be, one over the other."""
        return max(1, min(len(set(column)) for column in self.heights) // series)


def point_columns(element: Element, count: int, of: Of, ground: str = "") -> list[PointColumns]:
    """Return the points of a figure's lines and dots, of the edges of its areas, or of both: of the parts of the
    figure, side by side, that have so many columns. No dot stands elsewhere, and no line has the colour of the
    ground."""
    seen = [points for colour, points in element.drawn_lines if colour != ground]
    lines: list[_Points] = [*seen] if of != "areas" else []
    lines += [edge for area in element.areas for edge in area] if of != "lines" else []
    dots = [centre(box) for box in element.circles] if of != "areas" else []
    marks = [*dots, *map(centre, element.rectangles)] if of != "areas" else []  # a diamond has four corners
    every = [line for line in lines if len(line) >= _LONG or abs(line[0][0] - line[-1][0]) > _ONE_COLUMN]
    long = [line for line in every if len(line) >= _LONG]
    parts = _side_by_side(long)
    found = []
    for left, right in [(-inf, inf)] if len(parts) < 2 else [(-inf, inf), *parts]:
        own = [line for line in every if left <= line[0][0] and line[-1][0] <= right]
        whole, middles = [line for line in own if len(line) >= _LONG], [dot for dot in dots if left <= dot[0] <= right]
        for chosen in ([*whole, middles], whole, [middles], [*own, middles], own):
            places = _places([x for line in chosen for x, _ in line])
            if len(places) == count > 1 and all(_place(places, x) is not None for x, _ in middles):
                found.append(_placed(places, [*own, *([mark] for mark in marks)], whole if of == "lines" else ()))
                break
    return found


def _side_by_side(lines: Sequence[_Points]) -> list[tuple[float, float]]:
    """Return the first and the last place of lines that stand over each other, from the left."""
    found: list[tuple[float, float]] = []
    for left, right in sorted((min(line)[0], max(line)[0]) for line in lines):
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], max(right, found[-1][1])
        else:
            found.append((left, right))
    return [(left - _ONE_COLUMN, right + _ONE_COLUMN) for left, right in found]


def _places(across: Sequence[float]) -> list[tuple[float, float]]:
    """Return the first and the last place of each column, from the left."""
    found: list[tuple[float, float]] = []
    for place in sorted(across):
        if found and place - found[-1][1] <= _ONE_COLUMN:
            found[-1] = found[-1][0], place
        else:
            found.append((place, place))
    return found


def _placed(places: Sequence[tuple[float, float]], lines: Sequence[_Points], whole: Sequence[_Points]) -> PointColumns:
    heights: list[list[float]] = [[] for _ in places]
    joints: list[_Joint] = []
    steps: list[_Joint] = []
    for line in lines:
        own = [(at, -y) for x, y in line if (at := _place(places, x)) is not None]
        for at, height in own:
            heights[at].append(height)
        if len(own) == len(line):
            ends = [(min(pair), max(pair)) for pair in pairwise(own)]
            # a line of two points from the first to the last column may be a rule
            joints += [(one, other) for one, other in ends if len(line) >= _LONG or other[0] - one[0] == 1]
            steps += ends if line in whole else []
    return PointColumns(tuple(map(tuple, heights)), tuple(joints), tuple(steps))


def _place(places: Sequence[tuple[float, float]], x: float) -> int | None:
    inside = (at for at, (left, right) in enumerate(places) if left - _ONE_COLUMN <= x <= right + _ONE_COLUMN)
    return next(inside, None)


def drawn_elsewhere(points: PointColumns, columns: Sequence[Column]) -> list[int]:
    """Return the numbers of the series that have a value without a point, or a line that goes on to another series, on
    the scale on which these are fewest; values count by themselves or by their logarithms. On a level drawing nothing
    is elsewhere."""
    best = _elsewhere(points, columns)
    if best and min(value for column in columns for value in column if value is not None) > 0:
        powers = [tuple(None if value is None else log10(value) for value in column) for column in columns]
        best = min(best, _elsewhere(points, powers), key=len)
    return best


def _elsewhere(points: PointColumns, columns: Sequence[Column]) -> list[int]:
    best: list[int] | None = None
    for foot, rise in _scales(points, columns):
        wished = [tuple(None if value is None else foot + rise * value for value in column) for column in columns]
        found = [*_without_a_point(points, wished)] or [*_crossing(points, wished)]
        if best is None or len(found) < len(best):
            best = found
        if not best:
            break
    if best is not None:
        return best
    every = [height for heights in points.heights for height in heights]
    return [0] if max(every) - min(every) > _LEVEL else []  # it falls where it should rise


def _scales(points: PointColumns, columns: Sequence[Column]) -> Iterator[tuple[float, float]]:
    """Yield where zero stands and how high one is, by which the largest values stand at a point, and the smallest."""
    places: dict[float, int] = {}
    for at, column in enumerate(columns):
        for value in column:
            if value is not None:
                places.setdefault(value, at)
    held = sorted(places)
    if len(held) == 1:
        yield from ((height, 0.0) for height in points.heights[places[held[0]]])
    for top in held[: -_ENDS - 1 : -1]:
        for low in held[:_ENDS]:
            for head in sorted(points.heights[places[top]], reverse=True):
                for foot in sorted(points.heights[places[low]]):
                    if top > low and head - foot > _LEVEL:
                        rise = (head - foot) / (top - low)
                        yield foot - rise * low, rise


def _without_a_point(points: PointColumns, wished: Sequence[Column]) -> Iterator[int]:
    for heights, column in zip(points.heights, wished, strict=True):
        for number, height in enumerate(column):
            if height is not None and not any(abs(height - own) <= _NEAR for own in heights):
                yield number


def _crossing(points: PointColumns, wished: Sequence[Column]) -> Iterator[int]:
    """Yield series from whose points lines lead to the points of others alone, or to none; a bridge over a gap has any
    height."""
    for joints, alone in ((points.joints, False), (points.steps, True)):
        for (at, height), (later, reached) in joints:
            starts, ends = _at(wished[at], height), _at(wished[later], reached)
            own = (starts | _gaps(wished[at])) & (ends | _gaps(wished[later]))
            if not own and ((starts and ends) or (alone and (starts or ends))):
                yield min(starts or ends)


def _at(column: Column, height: float) -> set[int]:
    return {number for number, own in enumerate(column) if own is not None and abs(own - height) <= _NEAR}


def _gaps(column: Column) -> set[int]:
    return {number for number, own in enumerate(column) if own is None}

"""The points of a drawing in columns, one for each category, and the scale on which values stand at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log10
from typing import Final, Literal

from msgspec import Struct

from briefing.proof.page_boxes import centre
from briefing.proof.parsed_file import Element

_LONG: Final = 3  # points of a line that is no rule, no tick and no leader
_NEAR: Final = 1.0  # points of a page
_LEVEL: Final = 4.0  # points of a page that a drawing rises at least, as any values stand on a level line
_TWO: Final = 2  # columns, between which lines have two points
_ONE_COLUMN: Final = 0.4  # points of a page
_ENDS: Final = 2  # largest and smallest values that a scale is tried through, as one of them may be drawn wrong
_Point = tuple[float, float]
_Points = Sequence[_Point]
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
        levels = ([b - a > _NEAR for a, b in pairwise(sorted(column))] for column in self.heights)
        return max(1, min(1 + sum(gaps) for gaps in levels) // series)


class _Part(Struct, frozen=True):
    """What is drawn in a part of a figure: lines, dots, and the middles of what may be another mark."""

    lines: Sequence[_Points]
    dots: Sequence[_Point]
    marks: Sequence[_Point]

    @property
    def long(self) -> list[_Points]:
        """The lines of several points."""
        return [line for line in self.lines if len(line) >= _LONG]

    def divided(self, along: int) -> list[_Part]:
        """Return the parts that stand side by side, or where `along` is 1 over each other."""
        spans: list[tuple[float, float]] = []
        for low, high in sorted((min(own), max(own)) for line in self.long for own in [[p[along] for p in line]]):
            if spans and low <= spans[-1][1]:
                spans[-1] = spans[-1][0], max(high, spans[-1][1])
            else:
                spans.append((low, high))
        return [self._within(along, low - _ONE_COLUMN, high + _ONE_COLUMN) for low, high in spans]

    def _within(self, along: int, low: float, high: float) -> _Part:
        def inside(point: _Point) -> bool:
            return low <= point[along] <= high

        lines = [line for line in self.lines if all(map(inside, line))]
        return _Part(lines, [*filter(inside, self.dots)], [*filter(inside, self.marks)])

    def in_columns(self, count: int, of: Of) -> PointColumns | None:
        """Return its points in so many columns; None if they stand in others, or a dot does."""
        long, dots = self.long, self.dots
        longer = [line for line in long if len(line) > _LONG]  # without leaders with an elbow
        between = ([*self.lines, dots], self.lines) if count == _TWO else ([dots],)  # else rules have such ends too
        for chosen in ([*long, dots], long, [dots], longer) if long else between:
            places = _places([x for line in chosen for x, _ in line])
            if len(places) == count > 1 and all(_place(places, x) is not None for x, _ in dots):
                every = [*self.lines, *([mark] for mark in (*dots, *self.marks))]
                return _placed(places, every, long if of == "lines" else ())
        return None


def point_columns(element: Element, count: int, of: Of, ground: str = "", *, alone: bool = False) -> list[PointColumns]:
    """Return the points of a figure's lines and dots, of the edges of its areas, or of both: of the parts of the
    figure, side by side, that have so many columns. No line has the colour of the ground.

    `alone`: a part has one line, so that those over each other are parts too.
    """
    lines: list[_Points] = [points for colour, points in element.drawn_lines if colour != ground]
    lines = [*(lines if of != "areas" else ()), *(edge for area in element.areas for edge in area if of != "lines")]
    boxes = (element.circles, element.rectangles) if of != "areas" else ((), ())  # a diamond has four corners
    dots, marks = ([centre(box) for box in own] for own in boxes)
    lines = [line for line in lines if len(line) >= _LONG or abs(line[0][0] - line[-1][0]) > _ONE_COLUMN]
    whole = _Part(lines, dots, marks)
    found: list[PointColumns] = []
    for part in [whole] if whole.in_columns(count, of) else whole.divided(0):
        if columns := part.in_columns(count, of):
            over = part.divided(1) if alone else []
            found += [held for row in over if (held := row.in_columns(count, of))] or [columns]
    return found


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
    the scale on which these are fewest; values count by themselves or by their logarithms."""
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
    return [0] if points.steps else []  # it falls where it should rise


def _scales(points: PointColumns, columns: Sequence[Column]) -> Iterator[tuple[float, float]]:
    """Yield where zero stands and how high one is, by which the largest values stand at a point, and the smallest."""
    places: dict[float, int] = {}
    for at, column in enumerate(columns):
        for value in column:
            if value is not None:
                places.setdefault(value, at)
    held = sorted(places)
    spread = [height for joint in points.steps for _, height in joint]
    level = min(_LEVEL, (max(spread) - min(spread)) / 2) if spread else _LEVEL
    if len(held) == 1:
        yield from ((height, 0.0) for height in points.heights[places[held[0]]])
    for top in held[: -_ENDS - 1 : -1]:
        for low in held[:_ENDS]:
            for head in sorted(points.heights[places[top]], reverse=True):
                for foot in sorted(points.heights[places[low]]):
                    if top > low and head - foot >= level:
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

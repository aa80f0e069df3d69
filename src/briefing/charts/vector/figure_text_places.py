"""Where the words of a figure of the project's own stand: whole, large enough, clear of each other and of lines; and
whether its marks lie within it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from briefing.charts.boxes import Box
from briefing.charts.vector.drawing_surface import DrawingOptions, Measure, PathMark, TextMark
from briefing.charts.vector.figure_messages import DrawnFigure
from briefing.errors import Finding

_MEETING: Final = 1.0  # points that two texts may lie over each other, reach out of the figure, or into a line
_ASTRAY: Final = 6.0  # points that a mark may reach out of it
_LISTED: Final = 3  # pairs of texts that are named
_THIN: Final = 1.0  # points: thinner lines are grids, axes and edges
Placed = tuple[TextMark, Box]
Point = tuple[float, float]


def misplaced(call: str, options: DrawingOptions, drawn: DrawnFigure, measure: Measure) -> Iterator[Finding]:
    """Yield texts that are too small, reach out of the figure, or lie over each other or over a line, and the mark that
    reaches out furthest."""
    placed = [(line, _box(line, measure)) for words in drawn.words for line in words.lines]
    least = options.sizes.note
    for line, box in placed:
        if line.size < least - 0.05:
            what = f"{call} writes {line.string!r} in {line.size:g} points, and {least:g} are the least here"
            yield Finding("", what, "leave its size out, or take one of `facts.sizes`")
        over = _over(box, options)
        if over > _MEETING:
            what = f"{call} writes {line.string!r} {over:.0f} points out of the figure"
            yield Finding("", what, "place it within, or draw in `plt.subplots()`, which leaves room for it")
    shapes = (_around(points) for mark in drawn.marks if not mark.paint.clips and (points := _points(mark)))
    furthest = max((_over(box, options) for box in shapes), default=0.0)
    if furthest > _ASTRAY:
        fix = "draw it within the axes, and leave `clip_on` out"
        yield Finding("", f"{call} draws a mark {furthest:.0f} points out of the figure", fix)
    yield from _over_others(call, placed)
    yield from _over_lines(call, placed, drawn.marks)


def _over(box: Box, options: DrawingOptions) -> float:
    """Return how far a box reaches out of the figure; below zero where it lies within."""
    return max(-box.x, -box.y, box.x1 - options.width, box.y1 - options.height)


def _over_others(call: str, placed: Sequence[Placed]) -> Iterator[Finding]:
    meeting = [
        (one.string, other.string)
        for (one, here), (other, there) in combinations(placed, 2)
        if min(here.x1, there.x1) - max(here.x, there.x) > _MEETING
        and min(here.y1, there.y1) - max(here.y, there.y) > _MEETING
    ]
    for at, (one, other) in enumerate(meeting[:_LISTED]):
        more = f", and {len(meeting) - _LISTED} more pairs" if at == 0 and len(meeting) > _LISTED else ""
        yield Finding("", f"{call} writes {other!r} over {one!r}{more}", "move one of them, or leave it out")


def _over_lines(call: str, placed: Sequence[Placed], marks: Sequence[PathMark]) -> Iterator[Finding]:
    shapes = [(mark, _around(points)) for mark in marks if (points := _points(mark))]
    for line, whole in placed:
        box = whole.grown(-_MEETING)
        for mark, around in reversed(shapes):  # the uppermost first
            if not around.touches(box):
                continue
            paint = mark.paint
            if paint.fill and paint.alpha == 1.0 and not paint.clips and _holds(around, box):
                break  # its own ground
            thin = not _THIN <= paint.width < line.size  # a wider one is a ground too
            if thin or not paint.stroke or not any(box.crossed(*ends) for ends in _lines(mark)):
                continue
            fix = 'move it, or give it a ground: bbox={"facecolor": facts.palette.paper, "edgecolor": "none", "pad": 1}'
            yield Finding("", f"{call} writes {line.string!r} over a line", fix)
            break


def _points(mark: PathMark) -> list[Point]:
    return [(numbers[-2], numbers[-1]) for _, numbers in mark.segments if numbers]


def _lines(mark: PathMark) -> Iterator[tuple[Point, Point]]:
    """Yield the ends of each straight line of a path."""
    start = last = (0.0, 0.0)
    for letter, numbers in mark.segments:
        at = (numbers[-2], numbers[-1]) if numbers else start
        if letter == "M":
            start = at
        else:
            yield last, at
        last = at


def _around(points: Sequence[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs) or 1e-6, max(ys) - min(ys) or 1e-6)


def _holds(ground: Box, box: Box) -> bool:
    return ground.x <= box.x and box.x1 <= ground.x1 and ground.y <= box.y and box.y1 <= ground.y1


def _box(line: TextMark, measure: Measure) -> Box:
    wide = measure.width(line.string, line.font, line.size)
    low, high = measure.descent(line.font, line.size) * 0.5, measure.ascent(line.font, line.size)
    return Box(line.x, line.y - low, wide, low + high)

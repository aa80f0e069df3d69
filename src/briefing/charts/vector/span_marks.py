"""Differences between marks: an arrow over a base line with the change in a pill, a bar with two ends for a gap, the
ground between two lines; and pale grounds for every other year."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.charts.boxes import Box
from briefing.charts.label_placement import LATER
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import ChartCanvas, Point
from briefing.charts.vector.plot_area import PlotArea, time_of
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import SpanMark
from briefing.model.text import Text

_CLEAR: Final = 5.5  # between a mark and the base line from it
_DOT: Final = 2.4  # between the middle of a mark and an arrow's point, which so touches its edge
_BEYOND: Final = 5.0  # of a base line, behind its arrow
_HEAD: Final = (2.4, 5.0)  # half of an arrow's head, and its length
_HALF_COLUMN: Final = 0.42  # of the distance of two columns
_LEAST: Final = 5.0  # of a gap's bar: the marks of a lower one hide it
_HALF: Final = 4.0  # of the ends of a gap's bar
_INSET: Final = 4.5  # of these ends, from the middle of a mark that would hide them
_PILL: Final = (5.0, 2.4)  # around the words of a pill
_TO_WORDS: Final = 4.0  # between a bar and its words
_FROM_ENDS: Final = 4.0  # below and above an arrow
_OFF: Final = (0.0, 8.0, 16.0, 24.0)  # farther, where lines leave no room at the bar
_AROUND: Final = 24  # above and below the middle of a low bar, where diverging lines have more room for its words
_NARROW: Final = 0.75  # of the width of its words, two lines of them
_GRAZED: Final = 5.0  # what a place costs at most that no words or marks touch
_VALUE: Final = 3.0  # from the end of a gap's bar to the value of its mark
_INK: Final = 1.0
_ASIDE: Final = 11.0  # a gap's bar, from an arrow in the same category
_OFF_BASE: Final = (3.0, 8.0)  # of a pill beyond a base line
_FAR: Final = 0.5  # what a pill costs for each point that it stands from its arrow
_LONG: Final = 2.0  # times the width of a pill: a level base line that has it on its middle
_BARE: Final = re.compile(r"[\d.,]*\d(?:\s?%)?")  # the number of a gap
_CORNER: Final = 4  # sides of a quarter of a pill's end


def shade(canvas: ChartCanvas, area: PlotArea) -> None:
    """Fill the grounds between lines, over the grid and behind all else."""
    for ground in area.plot.shades:
        canvas.polygon([area.point(*place) for place in ground], canvas.colour("accent_tint"), z=1.2)


def band_years(canvas: ChartCanvas, area: PlotArea, foot: float) -> None:
    """Fill every other year of periods that stand over their years, from the names up."""
    step = area.x(1) - area.x(0)
    time = time_of(area.plot, canvas.surface, canvas.sizes, step)
    for group in time.groups[1::2] if time else ():
        left, right = max(area.first, area.x(group.first) - step / 2), min(area.last, area.x(group.last) + step / 2)
        corners = ((left, foot), (right, foot), (right, canvas.height), (left, canvas.height))
        canvas.polygon(corners, canvas.colour("wash"), z=0.1)


def draw_spans(canvas: ChartCanvas, area: PlotArea) -> None:
    """Draw the changes and gaps between marks, whose words touch nothing that stands already."""
    column = area.plot.form == "column" and len(area.plot.categories) > 1
    from_mark = _HALF_COLUMN * (area.x(1) - area.x(0)) if column else _CLEAR
    ended = [_ends(area, span) for span in area.plot.spans]
    for span, ends in zip(area.plot.spans, ended, strict=True):
        if span.upright:  # no words of a change may stand on it
            canvas.obstacles.add_line(ends)
    for span, ends in zip(_alike(canvas, area.plot.spans, ended), ended, strict=True):
        if span.upright:
            _gap(canvas, span, ends, [_at_mark(area, *pair) for pair in zip((span.start, span.end), ends, strict=True)])
        else:
            _bracket(canvas, span, ends, (from_mark, 0.0 if column else _DOT))


def _ends(area: PlotArea, span: SpanMark) -> tuple[Point, Point]:
    """Return where a change or gap ends; a gap stands at the side of an arrow that ends in its category."""
    (x0, y0), (x1, y1) = area.point(*span.start), area.point(*span.end)
    arrow = any(not other.upright and other.end[0] == span.end[0] for other in area.plot.spans)
    aside = _ASIDE if span.upright and arrow else 0.0
    return (x0 - aside, y0), (x1 - aside, y1)


def _bracket(canvas: ChartCanvas, span: SpanMark, ends: tuple[Point, Point], clear: Point) -> None:
    """Draw a dashed line from the first mark, an arrow from it to the last mark, and the change in a pill on it.

    `clear` is what the line and the arrow leave free at the marks.
    """
    (x0, y0), (x1, y1) = ends
    ink, up = _ink(canvas, span), 1 if y1 > y0 else -1
    tip = y1 - up * clear[1]
    canvas.line(((x0 + clear[0], y0), (x1 + _BEYOND, y0)), ink, 0.7, dash=(2.0, 1.6), z=3.5)
    half, long = _HEAD
    flat = abs(tip - y0) <= long  # then its words may stand on the middle of the line
    if not flat:
        canvas.obstacles.add_line(((x0, y0), (x1 + _BEYOND, y0)))
        canvas.line(((x1, y0), (x1, tip - up * long)), ink, _INK, z=3.5)
        base = tip - up * long
        canvas.polygon(((x1 - half, base), (x1 + half, base), (x1, tip)), ink, z=3.6)
    if not span.text:
        canvas.obstacles.add_line(((x1, y0), (x1, tip)))
        return
    face = Face(canvas.sizes.label, strong=True)
    words, tall = canvas.size_of(span.text, face)
    size = words + 2 * _PILL[0], tall + 2 * _PILL[1]
    places = _pill_places((x1, y0, tip), size, clear[0] if not clear[1] else 0.0)
    if clear[1]:  # of lines: beyond the base line too, on the side that the arrow leaves
        places += [Box(x - size[0] / 2, y0 - up * off - size[1] * (up > 0), *size) for x, off in _beyond(x0, x1)]
    if flat and x1 - x0 > _LONG * size[0]:
        places = [Box((x0 + x1 - size[0]) / 2, y0 - size[1] / 2, *size), *places]
    box = _place(canvas, places, () if flat else (x1, min(y0, tip), max(y0, tip)))
    _fill_pill(canvas, box, ink)
    inner = Box(box.x + _PILL[0], box.y + _PILL[1], words, tall)
    canvas.obstacles.boxes.append(box)
    canvas.obstacles.add_line(((x1, y0), (x1, tip)))
    canvas.write(span.text, inner, face, canvas.colour("paper"))


def _beyond(start: float, end: float) -> list[tuple[float, float]]:
    """Return where the middle of a pill stands along a base line, and how far off it."""
    return [(start + part * (end - start), off) for off in _OFF_BASE for part in (0.5, 0.7, 0.3)]


def _pill_places(arrow: tuple[float, float, float], size: Point, half: float) -> list[Box]:
    """Return places of a pill on an upright arrow, from its middle on, then at its sides, below and above it; at a
    column over it or on its far side, never in the column before."""
    (x, foot, tip), (wide, tall) = arrow, size
    middle, low, high = (foot + tip) / 2, min(foot, tip), max(foot, tip)
    steps = [middle, *(y for by in range(3, max(6, round((high - low) / 2)), 3) for y in (middle - by, middle + by))]
    on = [y for y in steps if low + tall / 2 + 3 < y < high - tall / 2 - _HEAD[1] - 1]
    over = max(foot, tip) + 2
    others = [Box(x + _BEYOND + 2, over - 2, wide, tall), Box(x - wide / 2, over, wide, tall)] if half else []
    sides = (x + half + _TO_WORDS,) if half else (x + _TO_WORDS, x - _TO_WORDS - wide)
    others += [Box(left, y - tall / 2, wide, tall) for y in steps for left in sides]
    if not half:  # a short arrow, with large figures at its side
        feet = [foot for off in _OFF[:2] for foot in (low - _FROM_ENDS - tall - off, high + _FROM_ENDS + off)]
        others += [Box(x + by - wide, foot, wide, tall) for by in (wide / 2, _BEYOND) for foot in feet]
    return [*(Box(x - wide / 2, y - tall / 2, wide, tall) for y in on), *others]


def _place(canvas: ChartCanvas, places: Sequence[Box], arrow: tuple[float, ...]) -> Box:
    """Return the place of a pill: one away from its arrow would be read as of what it stands at, one of a level base
    line is read on that. It covers a line of the scale, which therefore drives it nowhere."""
    obstacles = replace(canvas.obstacles, costs=replace(canvas.obstacles.costs, grid=0.0))
    far = [0.0] * len(places)
    if arrow:
        x, low, high = arrow
        far = [box.distance((x, min(max(box.y + box.h / 2, low), high))) for box in places]
    costs = (at * LATER + _FAR * by for at, by in enumerate(far))
    return obstacles.cheapest(list(zip(costs, places, strict=True)), margin=2.0)[1]


def _fill_pill(canvas: ChartCanvas, box: Box, ink: str) -> None:
    radius = box.h / 2
    left, right = _arc(box.x + radius, box, 1), _arc(box.x1 - radius, box, -1)
    canvas.polygon([*left, *right], ink, z=7)


def _arc(x: float, box: Box, way: int) -> list[Point]:
    """Return half a circle at an end of a pill: from its foot to its top at the left, back at the right."""
    radius, middle = box.h / 2, box.y + box.h / 2
    turns = [math.pi * (at / (2 * _CORNER) - 0.5) for at in range(2 * _CORNER + 1)]
    return [(x - way * radius * math.cos(turn), middle + way * radius * math.sin(turn)) for turn in turns]


def _at_mark(area: PlotArea, place: Point, end: Point) -> bool:
    """Whether a bar that stands for a place of the data ends in the mark of a line there."""
    marked = (series for series in area.plot.series if series.markers and series.observed)
    own = (point for series in marked for point in enumerate(series.values))
    return area.point(*place) == end and any(place == point for point in own)


def _alike(canvas: ChartCanvas, spans: Sequence[SpanMark], ended: Sequence[tuple[Point, Point]]) -> Sequence[SpanMark]:
    """Return several gaps as numbers alone, whose unit the chart has, where one of them has no room at its own bar for
    both: all of them read alike."""
    gaps = [(span, ends) for span, ends in zip(spans, ended, strict=True) if span.upright]
    numbers = {id(span): number for span, _ in gaps if (number := _number(span.text))}
    if len(gaps) == 1 or len(numbers) < len(gaps) or all(_has_room(canvas, *gap) for gap in gaps):
        return spans
    return [replace(span, text=numbers[id(span)]) if span.upright else span for span in spans]


def _number(words: Text) -> Text:
    """Return the number of a gap without its unit."""
    number = next((run for run in words if run.fact), None)
    bare = _BARE.match(number.text) if number else None
    return (replace(number, text=bare.group()),) if number and bare else ()


def _has_room(canvas: ChartCanvas, span: SpanMark, ends: tuple[Point, Point]) -> bool:
    """Whether the words of a gap have a free place at its bar, between its ends."""
    (x, y0), (_, y1) = ends
    wide, tall = canvas.size_of(span.text, Face(canvas.sizes.label, strong=True))
    low, high = min(y0, y1), max(y0, y1)
    feet = [low + by for by in range(0, max(1, round(high - low - tall)), 5)]
    sides = (x - _HALF - _TO_WORDS - wide, x + _HALF + _TO_WORDS)
    return any(
        canvas.obstacles.cost(Box(left, foot, wide, tall).grown(2.0)) < _GRAZED for left in sides for foot in feet
    )


def _gap(canvas: ChartCanvas, span: SpanMark, ends: tuple[Point, Point], marked: Sequence[bool]) -> None:
    """Draw an upright bar between two places, with their distance at its side; its ends stand clear of marks."""
    (x, y0), (_, y1) = ends
    low, high, ink = min(y0, y1), max(y0, y1), _ink(canvas, span)
    if high > low + _LEAST:
        inset = _INSET if high - low > 3 * _INSET else 0.0
        ends_at = [y + (inset if y == low else -inset) * mark for y, mark in zip((y0, y1), marked, strict=True)]
        canvas.line(((x, min(ends_at)), (x, max(ends_at))), ink, _INK, z=1.9)
        for y in (y for y, mark in zip(ends_at, marked, strict=True) if inset or not mark):
            canvas.line(((x - _HALF, y), (x + _HALF, y)), ink, _INK, z=1.9)
    face = Face(canvas.sizes.label, strong=True)
    wide, tall = canvas.size_of(span.text, face)
    middle = (low + high) / 2
    steps = [
        middle,
        *(y for step in range(5, max(_AROUND, round(abs(y1 - y0) / 2)), 5) for y in (middle - step, middle + step)),
    ]
    sides = [left for off in _OFF for left in (x - _HALF - _TO_WORDS - wide - off, x + _HALF + _TO_WORDS + off)]
    values = [Box(x - tall, foot, 2 * tall, tall) for foot in (high + _VALUE, low - _VALUE - tall)]  # set later
    canvas.obstacles.boxes += values
    box = _free(canvas, [Box(left, y - tall / 2, wide, tall) for left in sides for y in steps])
    lines: tuple[Text, ...] = (span.text,)
    if min(abs(box.x - x), abs(box.x1 - x)) > _HALF + _TO_WORDS + _OFF[1]:  # narrower words may stand at the bar
        split = text_lines.balanced(canvas.surface, span.text, face, _NARROW * wide)
        narrow, high = text_lines.widest(canvas.surface, split, face), canvas.tall(face, len(split))
        sides = [x - _HALF - _TO_WORDS - narrow, x + _HALF + _TO_WORDS]
        near = [(0.0, Box(left, y - high / 2, narrow, high)) for left in sides for y in steps]
        cost, found = canvas.obstacles.cheapest(near, margin=1.0)
        if len(split) > 1 and cost < _GRAZED:
            box, lines = found, split
    del canvas.obstacles.boxes[-len(values) :]
    canvas.write_lines(span.text, lines, box, face, canvas.colour("accent_text") if span.accented else ink)


def _ink(canvas: ChartCanvas, span: SpanMark) -> str:
    return canvas.colour("accent" if span.accented else "ink")


def _free(canvas: ChartCanvas, boxes: Sequence[Box]) -> Box:
    return canvas.obstacles.best(boxes, margin=2.0)

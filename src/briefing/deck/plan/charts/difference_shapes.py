"""Differences between marks: an arrow over a base line with the change in a pill, a bar with two ends for a gap, the
ground between two lines; and the dashed ring of a first reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts.boxes import Point
from briefing.charts.label_placement import SLIDE, Obstacles
from briefing.charts.remarks import clear_pieces
from briefing.charts.roles import MARKS, owner
from briefing.deck.plan import grid
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.charts.reference_lines import grid_lines, stretch
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Freeform, Path, Shape, TextBox
from briefing.model.chart import Plot, Remark, SpanMark
from briefing.model.text import Text

GROUND: Final = "Ground"  # name of the shapes between lines
_CLEAR: Final = 8.0  # between a mark and the base line from it
_DOT: Final = 3.5  # between the middle of a mark and an arrow's point, which so touches its edge
_PAST: Final = 3.0  # of the line of a rate, behind its last column, where it turns up to its words
_BEYOND: Final = 8.0  # of a base line, behind its arrow
_HALF: Final = 5.0  # of the ends of a gap's bar
_INSET: Final = 7.0  # of these ends, from the middle of a mark that would hide them
_PILL: Final = (10.0, 3.0)  # around the words of a pill
_TO_WORDS: Final = 7.0  # between a bar and its words
_ASIDE: Final = 16.0  # from an arrow in the same category
_RING: Final = 7.5  # half of it
_WEIGHT: Final = 1.5
_OFF: Final = (0.0, 10.0, 20.0, 30.0, 40.0)  # farther, where lines leave no room at the bar
_HALF_COLUMN: Final = 0.4  # of the distance of two columns
_HEAD: Final = 7.0  # length of an arrow's head
_AROUND: Final = 21  # above and below the middle of a low bar, where diverging lines have more room for its words
_OFF_BASE: Final = (4.0, 10.0)  # of a pill beyond a base line, on the side that its arrow leaves
_LONG: Final = 2.0  # times the width of a pill: a level base line that has it on its middle
_LAST: Final = 0.8  # of the width: a bar beyond it is at the last place
_LEAST: Final = 8.0  # of a gap's bar: the marks of a lower one hide it
_STYLE = grid.aligned(grid.coloured(grid.NAME, "paper"), "ctr")
_WORDS = grid.coloured(grid.NAME, "ink")


def shaded(page: Page, plot: Plot, inner: Box) -> list[Element]:
    """Return the grounds between lines, which stand behind all else."""
    found: list[Element] = []
    for number, area in enumerate(plot.shades, start=1):
        points = tuple(position(plot, inner, at, value) for at, value in area)
        found.append(Freeform(page.numbered(GROUND, number), (Path(points),), fill="accent_tint"))
    return found


class _Room(Struct, frozen=True):
    """Where the words of gaps may stand, what stands there already, and whether they are `left` of their bars."""

    inner: Box
    taken: list[Box]
    left: bool


class DrawnSpans(Struct, frozen=True):
    """The lines of changes and gaps, their words, and the ground that both take."""

    lines: tuple[Element, ...]
    words: tuple[TextBox, ...]
    taken: tuple[Box, ...]


def differences(page: Page, plot: Plot, inner: Box, area: Box, around: Sequence[Box]) -> DrawnSpans:
    """Return the changes and gaps between marks, their words in an area and clear of what stands around."""
    found: list[Element] = []
    ended = [_ends(plot, inner, span) for span in plot.spans]
    bars = [_bar(*ends) for span, ends in zip(plot.spans, ended, strict=True) if span.upright]
    taken = [*around, *bars, *(stretch(plot, inner, rule) for rule in plot.rules if rule.wide)]
    behind = grid_lines(plot, inner)  # over which a pill, which is filled, may stand
    column = _HALF_COLUMN * inner.w / len(plot.categories) if plot.form == "column" else 0.0
    free = column or not any(series.end for series in plot.series)  # no names stand at the right
    ground = Box(inner.x, area.y, area.x1 - inner.x, inner.y1 - area.y) if free else inner
    edge = inner.x + _LAST * inner.w
    left = any(span.upright and ends[0][0] >= edge for span, ends in zip(plot.spans, ended, strict=True))
    room = _Room(inner, taken, left)
    for number, (span, ends) in enumerate(zip(plot.spans, ended, strict=True), start=1):
        if span.upright:
            short = any(one.upright for one in plot.spans[number:])
            found += _gap(page, span, ends, room, number, short=short)
        else:
            standing = [box for box in taken if box not in behind]
            count = len(standing)
            found += _bracket(page, span, ends, (ground, standing, column), number)
            taken += standing[count:]
    words = tuple(item for item in found if isinstance(item, TextBox))
    lines = tuple(item for item in found if not isinstance(item, TextBox))
    return DrawnSpans(lines, words, tuple(taken[len(around) :]))


def _ends(plot: Plot, inner: Box, span: SpanMark) -> tuple[Point, Point]:
    """Return where a change or gap ends; a gap stands at the side of an arrow that ends in its category."""
    (x0, y0), (x1, y1) = position(plot, inner, *span.start), position(plot, inner, *span.end)
    arrow = any(not other.upright and other.end[0] == span.end[0] for other in plot.spans)
    aside = _ASIDE if span.upright and arrow else 0.0
    return (x0 - aside, y0), (x1 - aside, y1)


def _bar(start: Point, end: Point) -> Box:
    """Return the ground of a gap's bar."""
    return Box(start[0] - _HALF, min(start[1], end[1]), 2 * _HALF, abs(end[1] - start[1]))


def rings(page: Page, plot: Plot, inner: Box) -> list[Element]:
    """Return a dashed ring around each first reading that a remark tells."""
    found: list[Element] = []
    for number, remark in enumerate((one for one in plot.remarks if one.ring), start=1):
        x, y = position(plot, inner, remark.at, remark.value)
        box = Box(x - _RING, y - _RING, 2 * _RING, 2 * _RING)
        found.append(Shape(page.numbered("Ring", number), "ellipse", box, line="ink_3", weight=_WEIGHT, dash=True))
    return found


def hollow_marks(page: Page, plot: Plot, inner: Box, size: float, *, on_edges: bool = False) -> list[Element]:
    """Return a ring of paper on each hollow mark of lines: LibreOffice fills a mark with the colour of its edge."""
    found: list[Element] = []
    for series in plot.series if plot.form == "line" and not plot.rank_marks else ():
        for at, (value, role) in enumerate(zip(series.values, series.roles, strict=False)):
            if value is None or role != "bound" or not (series.markers and series.observed):
                continue
            x, y = position(plot, inner, at, value, on_edges=on_edges)
            box = Box(x - size / 2, y - size / 2, size, size)
            name = page.numbered("Hollow", len(found) + 1)
            found.append(Shape(name, "ellipse", box, "paper", MARKS[owner(plot, series)], _WEIGHT))
    return found


def _bracket(
    page: Page, span: SpanMark, ends: tuple[Point, Point], around: tuple[Box, list[Box], float], number: int
) -> list[Element]:
    """Return a dashed line from the first mark, an arrow from it to the last mark, and the change in a pill on it."""
    (x0, y0), (x1, y1) = ends
    inner, taken, column = around
    up = -1 if y1 < y0 else 1
    tip = y1 - up * (0.0 if column else _DOT)
    start = x0 + (column or _CLEAR)
    ink = _ink(span)
    base = Box(start, y0, x1 + _BEYOND - start, 0)
    found: list[Element] = [Shape(page.numbered("Base", number), "line", base, line="ink", weight=1.0, dash=True)]
    if abs(tip - y0) > _HEAD:
        arrow = Box(x1, y0, 0, tip - y0)
        found.append(Shape(page.numbered("Arrow", number), "line", arrow, line=ink, weight=_WEIGHT, arrow=True))
    taken += [Box(x1 - 1, min(y0, tip), 2, abs(tip - y0)), base.grown(1)]
    if not span.text:
        return found
    wide, tall = fit.width(span.text, _STYLE) + 2 * _PILL[0], _STYLE.leading + 2 * _PILL[1]
    middle = (y0 + tip) / 2
    reach = range(4, max(8, round(abs(tip - y0) / 2)), 4)
    steps = [middle, *(y for step in reach for y in (middle - step, middle + step))]
    along = [y for y in steps if min(y0, tip) + tall / 2 + 4 < y < max(y0, tip) - tall / 2 - 9]
    on = [Box(x1 - wide / 2, y - tall / 2, wide, tall) for y in along]
    # an arrow that is too short for a pill has it at its side; that of a column over it, or on its far side
    over = min(y0, y1) - 3 - tall
    others = [Box(x1 + _BEYOND + 3, over + 3, wide, tall), Box(x1 - wide / 2, over, wide, tall)] if column else []
    sides = (x1 + column + _TO_WORDS,) if column else (x1 + _BEYOND + 3, x1 - _TO_WORDS - wide)
    others += [Box(x, y - tall / 2, wide, tall) for y in steps for x in sides]
    if not column:  # where a large result leaves no room at its side
        others += [Box(x1 - wide / 2, y, wide, tall) for y in (over - _DOT, max(y0, y1) + 3 + _DOT)]
        beyond = [(start + part * (x1 - start), off) for off in _OFF_BASE for part in (0.5, 0.7, 0.3)]
        others += [Box(x - wide / 2, y0 + off if up < 0 else y0 - off - tall, wide, tall) for x, off in beyond]
    flat = abs(tip - y0) <= _HEAD and x1 - start > _LONG * wide  # then it may stand on the middle of the line
    on = [Box((start + x1 - wide) / 2, y0 - tall / 2, wide, tall)] if flat and not column else on
    inside = [replace(box, x=min(box.x, inner.x1 - wide)) for box in (*on, *others)]
    box = _free(inside, inner, [*taken[:-2], *taken[-1:] * (not flat)])  # its arrow runs behind it
    taken.append(box)
    found.append(_text(page, "Change", number, box, span, pill=True))
    return found


def _gap(
    page: Page, span: SpanMark, ends: tuple[Point, Point], room: _Room, number: int, *, short: bool
) -> list[Element]:
    """Return an upright bar with two ends between two marks, with their distance at its side: where `short`, as a later
    one has it, without its unit if lines leave the whole no room there."""
    (x, y0), (_, y1) = ends
    low, high = max(y0, y1), min(y0, y1)
    found: list[Element] = []
    if low - high > _LEAST:
        inset = _INSET if low - high > 2 * _INSET + _HALF else 0.0
        paths = (
            Path(((x, high + inset), (x, low - inset)), closed=False),
            *(Path(((x - _HALF, y), (x + _HALF, y)), closed=False) for y in (high + inset, low - inset)),
        )
        found.append(Freeform(page.numbered("Gap", number), paths, line=_ink(span), weight=_WEIGHT))
    span, box = _at_bar(span, (x, low, high), room, short=short)
    room.taken.append(box)
    found.append(_text(page, "Difference", number, box, span))
    return found


def _at_bar(span: SpanMark, bar: tuple[float, float, float], room: _Room, *, short: bool) -> tuple[SpanMark, Box]:
    """Return a gap with its words, or where `short` its number if that alone has room between its ends, and their
    ground."""
    x, low, high = bar
    middle, tall = (low + high) / 2, _WORDS.leading  # a whole line: what hangs below letters rests on no grid line
    near = max(_AROUND, round((low - high) / 2))
    steps = [middle, *(y for step in range(4, near, 4) for y in (middle - step, middle + step))]
    # lines part to the right, where the words have more room; but for the last place, before names and results, and for
    # those before it, as words between two bars would be read with either
    turn = -1 if room.left else 1

    def place(words: Text) -> Box:
        wide = fit.width(words, _WORDS)
        by_bar = [(x - _HALF - _TO_WORDS - wide - off, x + _HALF + _TO_WORDS + off)[::-turn] for off in _OFF]
        boxes = [Box(left, y - tall / 2, wide, tall) for pair in by_bar for left in pair for y in steps]
        return _free(boxes, room.inner, room.taken)

    def is_between(box: Box) -> bool:
        clear = not any(map(box.touches, room.taken))
        return clear and high <= box.y + tall / 2 <= low and min(abs(box.x - x), abs(box.x1 - x)) < _OFF[1] + _HALF

    whole = place(span.text)
    number = tuple(run for run in span.text if run.fact)
    if short and number and not is_between(whole) and is_between(alone := place(number)):
        return replace(span, text=number), alone
    return span, whole


def _ink(span: SpanMark) -> str:
    return "accent" if span.accented else "ink"


def _free(boxes: Sequence[Box], inner: Box, taken: Sequence[Box]) -> Box:
    return Obstacles(inner.grown(2), list(taken), costs=SLIDE).best(boxes)


def _text(page: Page, kind: str, number: int, box: Box, span: SpanMark, *, pill: bool = False) -> TextBox:
    look = _STYLE if pill else grid.coloured(_WORDS, "accent_text") if span.accented else _WORDS
    written = fit.set_text(page, page.numbered(kind, number), box, fit.single(span.text, look), anchor="ctr")
    return replace(written, fill=_ink(span), rounded=True) if pill else written


def rate_lines(
    page: Page, chart: ChartBox, inner: Box, rates: Sequence[Remark], values: Sequence[Box]
) -> list[Element]:
    """Return dashed lines at the height of rates a year over columns of changes, which leave out the values, and from
    the end of each a line up to its words."""
    found: list[Element] = []
    plot = chart.plot
    half = inner.w / len(plot.categories) / (2 * (1 + chart.gap_width / 100))
    for remark in rates:
        first, last = remark.span or (remark.at, remark.at)
        y = position(plot, inner, first, remark.value)[1]
        start, end = position(plot, inner, first, 0.0)[0] - half, position(plot, inner, last, 0.0)[0] + half + _PAST
        for left, right in clear_pieces(start, end, y, [(box.x, box.x1, box.y, box.y1) for box in values]):
            line = Box(left, y, right - left, 0)
            name = page.numbered("Level", len(found) + 1)
            found.append(Shape(name, "line", line, line="ink", weight=_WEIGHT, dash=True))
        up = Box(end, chart.box.y, 0, y - chart.box.y)
        found.append(Shape(page.numbered("Level", len(found) + 1), "line", up, line="ink", weight=_WEIGHT))
    return found

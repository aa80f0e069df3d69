"""Values at the points of lines: each stands where it touches no line, mark, grid line, rule or other value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from briefing.charts.boxes import Point
from briefing.charts.label_placement import misleads
from briefing.charts.line_pieces import are_one_line
from briefing.charts.roles import is_part
from briefing.deck.plan.charts.plot_positions import path, position
from briefing.deck.plan.text import fit
from briefing.deck.slides import Box, Shift, TextStyle
from briefing.model.chart import Label, Plot, Side

STRONG_SIZE, SIZE = 18.0, 14.0  # of the ends of a lone line, and of the values between them
NAMED_SIZE = 14.0  # of values at the ends of several lines
INK = 0.78  # height of digits with their air, as a share of the size
GAP = 6.0  # from the middle of a mark to the box of its text
SLIDES = (0.0, 3.0, 6.0, 9.0, 12.0, 16.0, 20.0, 25.0)  # to either side, in points
RISES = (0.0, 2.0, 4.0, 7.0, 10.0, 13.0)  # away from the mark, in points
LINE, MARK = 4.5, 5.5  # radius that a text keeps clear of
FOOT = 4.0  # below the plot area, where names of categories begin
SPARE = 1.0  # of that, what an optional value may use
CLEARANCE = 3.0  # what an optional value keeps clear of other words, as programs set digits higher or lower
# What a square point of each costs; a line through a value makes it unreadable, a grid line behind it does not.
ON_LINE, ON_GRID, ON_TEXT = 10.0, 1.5, 20.0
NEAR = 60.0  # across, within which a point of another line may take a value for its own


class _Value(NamedTuple):
    """A label at a point, by the number of its line and its place in that; a `grey` one looks as the numbers of the
    scale do."""

    line: int
    at: int
    label: Label
    point: Point
    grey: bool


def size_of(plot: Plot, label: Label) -> float:
    """Return the size of a label of a line chart: where some are strong, the others are smaller."""
    strong = any(item.strong for series in plot.series for item in series.labels if item)
    return (STRONG_SIZE if label.strong else SIZE) if strong else NAMED_SIZE


def ink(plot: Plot, label: Label, point: tuple[float, float], shift: tuple[float, float] = (0.0, 0.0)) -> Box:
    """Return the box of a label's digits, as a chart draws them on the label's side of its point."""
    return _placed(*_measured(plot, label), label.side, point, shift)


def _measured(plot: Plot, label: Label) -> tuple[float, float]:
    """Return the size and the width of a label."""
    size = size_of(plot, label)
    return size, fit.width(label.text, TextStyle(size, size, bold=label.strong))


def _placed(size: float, wide: float, side: Side, point: tuple[float, float], shift: tuple[float, float]) -> Box:
    """Return the box of digits of a size and a width on a side of their point."""
    tall, line = size * INK, size * 1.15
    x, y = point
    if side in ("left", "right"):
        offset = GAP + 2.5 + wide / 2
        x += -offset if side == "left" else offset
    else:
        y += GAP + line / 2 if side == "below" else -GAP - line / 2
    return Box(x + shift[0] - wide / 2, y + shift[1] - tall / 2, wide, tall)


def clear(
    plot: Plot, inner: Box, obstacles: Sequence[Box], texts: Sequence[Box] = ()
) -> tuple[Plot, tuple[Shift, ...]]:
    """Return a plot of lines with each value label on the side where it touches least, and the shifts of labels.

    `texts` are grounds of other words, on which no value may stand. An optional label is left out where it would touch
    anything. Where there is a scale, so is one whose only place is nearer to another line's point, one of a line of
    context before its end that would touch other words, and, of several lines, one before the last whose only place is
    among the names at the foot.
    """
    if plot.form != "line" or plot.rank_marks:
        return plot, ()
    heights = [(None,) * len(s.values) if s.filled else s.values for s in plot.series]  # nothing crosses an area
    drawn = [[None if v is None else position(plot, inner, i, v) for i, v in enumerate(values)] for values in heights]
    lines = [box for points in drawn for box in path(points, LINE)] + _parts(plot, inner) + _edges(plot, inner)
    marks = [
        Box(point[0] - MARK, point[1] - MARK, 2 * MARK, 2 * MARK)
        for series, points in zip(plot.series, drawn, strict=True)
        for point in points
        if point and series.markers
    ]
    published = [(own, points) for own, points in zip(plot.series, drawn, strict=True) if own.role != "bridge"]
    several = sum(any(series.labels) for series in plot.series) > 1
    taken: list[Box] = [*texts]
    shifts: list[Shift] = []
    turned = [list(series.labels) for series in plot.series]
    for value in _in_order(plot, drawn):
        line, index, label, point, grey = value
        others = [points for own, points in published if not are_one_line(own, plot.series[line])]
        near = [other for points in others for other in points if other and abs(other[0] - point[0]) < NEAR]
        chosen, shift = _best(plot, value, inner, ([*lines, *marks], obstacles, taken), near)
        box = ink(plot, chosen, point, shift)
        hit = any(map(box.grown(-SPARE).touches, (*lines, *obstacles))) or any(map(box.grown(CLEARANCE).touches, taken))
        before_end = index < len(drawn[line]) - 1
        unread = several and before_end and box.y1 > inner.y + inner.h + FOOT
        unread |= before_end and grey and any(map(box.touches, taken))
        if (label.optional and hit) or (plot.axis.visible and (unread or misleads(box, point, near))):
            turned[line][index] = None
            continue
        turned[line][index] = chosen
        taken.append(box)
        if shift != (0.0, 0.0):
            shifts.append(Shift(plot.series[line].name, index, *shift))
    series = [replace(own, labels=tuple(labels)) for own, labels in zip(plot.series, turned, strict=True)]
    return replace(plot, series=tuple(series)), tuple(shifts)


def _parts(plot: Plot, inner: Box) -> list[Box]:
    """Return a box under the top of each part of a whole, on which no value can be read."""
    step = inner.w / len(plot.categories)
    found: list[Box] = []
    for series in plot.series:
        for at in range(len(series.values)) if is_part(plot, series) else ():
            if span := plot.span(series, at):
                (x, low), (_, high) = (position(plot, inner, at, value) for value in span)
                found.append(Box(x - step / 2, min(low, high) + 2, step, abs(low - high)))
    return found


def _edges(plot: Plot, inner: Box) -> list[Box]:
    """Return small boxes along both edges of a band, through which no value can be read."""
    found: list[Box] = []
    for series in plot.series:
        if series.filled and series.role != "unseen" and not is_part(plot, series):
            spans = [plot.span(series, at) for at in range(len(series.values))]
            for end in (0, 1):
                points = [position(plot, inner, at, span[end]) if span else None for at, span in enumerate(spans)]
                found += path(points, 2.0)
    return found


def _in_order(plot: Plot, drawn: Sequence[Sequence[Point | None]]) -> list[_Value]:
    """Return the labels of a plot, line by line, those last that may be left out."""
    found = [
        _Value(line, index, label, point, series.role == "context")
        for line, (series, points) in enumerate(zip(plot.series, drawn, strict=True))
        for index, (label, point) in enumerate(zip(series.labels, points, strict=False))
        if label is not None and point is not None
    ]
    return sorted(found, key=lambda item: item.label.optional)


def _best(
    plot: Plot,
    value: _Value,
    inner: Box,
    around: tuple[Sequence[Box], Sequence[Box], Sequence[Box]],
    others: Sequence[Point],
) -> tuple[Label, tuple[float, float]]:
    """Return a label on its best side, and its best shift; a grey one not over the numbers of the scale."""
    label, point = value.label, value.point
    size, wide = _measured(plot, label)
    reach = _placed(size, wide, label.side, point, (0.0, 0.0))
    ground = Box(point[0] - reach.w - 20, point[1] - 40, 2 * reach.w + 40, 80)
    near = [
        [(box, cost) for box in boxes if ground.overlap(box)]
        for boxes, cost in zip(around, (ON_LINE, ON_GRID, ON_TEXT), strict=True)
    ]
    obstacles = [item for group in near for item in group]
    best: tuple[float, Side, tuple[float, float]] | None = None
    # farther left a value would stand among the numbers of the scale
    spare = MARK if value.grey else wide / 2
    scale = position(plot, inner, 0, plot.axis.low)[0] - spare if plot.axis.visible else 0.0
    for turn, shift in _tries(label.side):
        box = _placed(size, wide, turn, point, shift)
        cost = abs(shift[0]) * 0.5 + abs(shift[1]) * 2.0 + (0.0 if turn == label.side else 3.0)
        cost += 50 * (max(0.0, inner.x - 2 - box.x) + max(0.0, box.x1 - inner.x - inner.w - 2))
        cost += 50 * max(0.0, box.y1 + 2 - inner.y - inner.h)
        if plot.axis.visible:
            cost += 50 * max(0.0, scale - box.x)
        if best is not None and cost >= best[0]:
            continue
        cost += ON_TEXT * misleads(box, point, others)
        cost += sum(box.overlap(other) * weight for other, weight in obstacles)
        if best is None or cost < best[0] - 1e-9:
            best = cost, turn, shift
    assert best is not None
    return replace(label, side=best[1]), best[2]


def _tries(wished: Side) -> Iterator[tuple[Side, tuple[float, float]]]:
    if wished in ("left", "right"):
        yield wished, (0.0, 0.0)
    upright: tuple[Side, ...] = ("below", "above") if wished == "below" else ("above", "below")
    for side in upright:
        away = -1.0 if side == "above" else 1.0
        for slide in SLIDES:
            for rise in RISES:
                yield side, (slide, rise * away)
                if slide:
                    yield side, (-slide, rise * away)

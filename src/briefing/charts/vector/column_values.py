"""Values of columns: where each stands over, under or in its column, and the room that they need."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from briefing.charts.boxes import Box
from briefing.charts.label_placement import Obstacles, reach_over
from briefing.charts.roles import within
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.column_remarks import SHARE
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.plot_area import REMARK_MOST
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Label, Plot, PlotSeries, Role
from briefing.model.text import Text

GAP = 3.0
OVER_VALUE = 2.0  # between the value of a target and the word over it
_SIDES = 2.5  # what a value in a column leaves free
_CLEAR = 0.9  # around a label
_WITHIN = 2.0  # over and under a value in a column, part of which the paper between parts takes
_OFF_LINE = 2.5  # between a value and the line of a target


class Ruler(Struct, frozen=True):
    """The measures of a face, and a chart's text sizes."""

    measure: Measure
    sizes: Sizes

    def tall(self, face: Face, count: int = 1) -> float:
        """Return the height of a number of lines."""
        return text_lines.tall(self.measure, face, count)


class DrawnColumn(Struct, frozen=True):
    """A column, and its label, which looks for room above it (below, if negative)."""

    box: Box
    role: Role
    label: Label | None
    room: float
    negative: bool
    end: bool


class _PlacedLabel(Struct, frozen=True):
    """A label and its column."""

    label: Label
    column: DrawnColumn
    room: float


def room_of(series: PlotSeries, index: int, step: float) -> float:
    """Return how wide a column's label may be: its category, and for a strong one half of an empty one next to it."""
    label = series.labels[index] if index < len(series.labels) else None
    free = (
        sum(0 <= at < len(series.values) and series.values[at] is None for at in (index - 1, index + 1))
        if label and label.strong
        else 0
    )
    return step * (1 + free / 2) - 1


def label_lines(ruler: Ruler, label: Label, room: float) -> tuple[tuple[Text, ...], Face]:
    """Return a label as one line, or more where it is wider than its room; the leading one larger if it fits."""
    sizes = ruler.sizes
    faces = [Face(sizes.strong, strong=True)] if label.strong else []
    for face in [*faces, Face(sizes.label, strong=label.strong), Face(sizes.axis, strong=label.strong)]:
        if text_lines.width(ruler.measure, label.text, face) <= room:
            return (label.text,), face
    return text_lines.lines(ruler.measure, label.text, face, room), face


def headroom(ruler: Ruler, plot: Plot, step: float, room: float) -> float:
    """Return the room above the highest column, so that no label is cut; a lower column's label needs less.

    What is named in a class, and a remark, stands over its label.
    """
    need = 0.0
    span = plot.axis.high - plot.axis.low
    named = {round(remark.at): remark.text for remark in plot.remarks if remark.span is None and remark.value}
    for series in plot.series:
        for index, (value, label) in enumerate(zip(series.values, series.labels, strict=False)):
            if value is None or label is None or label.side == "centre":
                continue
            lines, face = label_lines(ruler, label, room_of(series, index, step))
            if plot.stepped:
                value = max(plot.span(series, index) or (value,))
            value = max(value, *_neighbours(series, index, text_lines.widest(ruler.measure, lines, face) / 2 / step))
            lower = max(0.0, (plot.axis.high - value) / span)  # as a part of the columns' own height
            needed = ruler.tall(face, len(lines) + (series.role == "target")) + GAP + 2
            needed += OVER_VALUE if series.role == "target" else 0.0
            if index in named:
                note = Face(ruler.sizes.note)
                count = len(text_lines.balanced(ruler.measure, named[index], note, REMARK_MOST))
                needed = reach_over(needed) + ruler.tall(note, count) + 2
            need = max(need, (needed - lower * room) / (1 - lower) if lower < 1 else 0.0)
    over_zero = [remark.text for remark in plot.remarks if remark.span is None and not remark.value]
    if over_zero and not plot.axis.high:
        note = Face(ruler.sizes.note)
        count = max(len(text_lines.balanced(ruler.measure, words, note, REMARK_MOST)) for words in over_zero)
        need = max(need, reach_over(0.0) + ruler.tall(note, count) + 2)
    return need


def _neighbours(series: PlotSeries, index: int, reach: float) -> list[float]:
    """Return the columns without a label that a label reaches over, `reach` in categories to either side."""
    far = math.ceil(reach - SHARE / 2) if reach > SHARE / 2 else 0
    near = range(max(0, index - far), min(len(series.values), index + far + 1))
    return [0.0, *(value for at in near if (value := series.values[at]) is not None and not series.labels[at])]


def in_order(made: Sequence[DrawnColumn]) -> list[_PlacedLabel]:
    """Return the labels of columns, those that matter most first: they choose their places first."""
    placed = [
        _PlacedLabel(item.label, item, item.room)
        for item in made
        if item.label and item.label.side not in ("right", "centre")
    ]
    return sorted(placed, key=lambda item: (not item.label.strong, not item.column.end, -item.column.box.h))


def label_box(
    ruler: Ruler, obstacles: Obstacles, placed: _PlacedLabel, lines: Sequence[Text], face: Face, width: float
) -> Box:
    """Return where a label stands freest: over its column, a little higher over a taller neighbour."""
    column, negative = placed.column.box, placed.column.negative
    wide, tall = text_lines.widest(ruler.measure, lines, face), ruler.tall(face, len(lines))
    y = column.y - GAP - tall if negative else column.y + column.h + GAP
    middle, beyond = column.x + column.w / 2 - wide / 2, column.x + column.w - wide
    lifts = range(0, 37 if placed.column.end else 15, 3)  # an end may stand over neighbours that are higher
    options = [
        Box(min(max(0.0, x), width - wide), y + (-lift if negative else lift), wide, tall)
        for lift in lifts
        for x in (middle, middle - 3, middle + 3, column.x, beyond, column.x + 3, beyond - 3)
    ]
    return obstacles.best(options, margin=_CLEAR)


def is_on_number(ruler: Ruler, placed: _PlacedLabel, numbers: Sequence[Box]) -> bool:
    """Return whether a label right over its column would stand on the line of a number of the scale, close to it."""
    lines, face = label_lines(ruler, placed.label, placed.room)
    wide, tall = text_lines.widest(ruler.measure, lines, face), ruler.tall(face, len(lines))
    column = placed.column.box
    foot = column.y - GAP - tall if placed.column.negative else column.y + column.h + GAP
    box = Box(column.x + column.w / 2 - wide / 2, foot, wide, tall)
    return any(box.touches(number) for number in numbers)


def any_inside(canvas: ChartCanvas, made: Iterable[_PlacedLabel], levels: Sequence[float]) -> bool:
    """Return whether a label stands in its column as it has no room short of the line of a target: then all that end
    short of it do, as one of several over its column would look like a choice."""
    ruler = Ruler(canvas.surface, canvas.sizes)
    for placed in made if levels else ():
        lines, face = label_lines(ruler, placed.label, placed.room)
        box = label_box(ruler, canvas.obstacles, placed, lines, face, canvas.width)
        if len(lines) == 1 and any(_beyond(placed.column.box, box, y) for y in levels):
            near = _short_of(ruler, placed, levels, inside=False)
            if near is not None and near[2]:
                return True
    return False


def write_label(canvas: ChartCanvas, placed: _PlacedLabel, levels: Sequence[float], *, inside: bool = False) -> None:
    """Write a label; one that would stand beyond the line of a target which its column does not reach stands in the
    column, if it has no room between them, or all of them stand `inside`."""
    label, role = placed.label, placed.column.role
    ruler = Ruler(canvas.surface, canvas.sizes)
    lines, face = label_lines(ruler, label, placed.room)
    box = label_box(ruler, canvas.obstacles, placed, lines, face, canvas.width)
    colour = canvas.word_colour(role, "ink" if label.strong else "ink_2")
    held = placed.column.box
    short = inside and any(held.y1 <= y or y <= held.y for y in levels)
    if len(lines) == 1 and (short or any(_beyond(held, box, y) for y in levels)):
        near = _short_of(ruler, placed, levels, inside=inside)
        if near is not None:
            box, face, within_it = near
            colour = canvas.colour(within(role)) if within_it else colour
    elif not canvas.obstacles.is_clear(box) and not label.strong:
        return
    canvas.write_lines(label.text, lines, box, face, colour, "centre")


def size_inside(ruler: Ruler, made: Sequence[DrawnColumn]) -> float | None:
    """Return the size at which most values in columns are no wider than these, else None: a few alone would look like a
    choice. It is that of values at marks or, where these are too wide, that of the axis."""
    labels = [(item, item.label) for item in made if item.label and item.label.side == "centre"]
    for size in (ruler.sizes.label, ruler.sizes.axis):
        held = [
            text_lines.width(ruler.measure, label.text, Face(size, strong=label.strong)) + _SIDES <= item.box.w
            for item, label in labels
        ]
        if 2 * sum(held) > len(held):
            return size
    return None


def write_inside(canvas: ChartCanvas, made: Sequence[DrawnColumn]) -> None:
    """Write values in the middle of their columns where most have room; one that has none is left to the scale."""
    ruler = Ruler(canvas.surface, canvas.sizes)
    size = size_inside(ruler, made)
    for column in made:
        if column.label and size is not None and has_room(ruler, column, size):
            face = Face(size, strong=column.label.strong)
            wide, tall = canvas.size_of(column.label.text, face)
            box, colour = column.box, canvas.colour(within(column.role))
            place = Box(box.x + (box.w - wide) / 2, box.y + (box.h - tall) / 2, wide, tall)
            canvas.write(column.label.text, place, face, colour)


def has_room(ruler: Ruler, column: DrawnColumn, size: float) -> bool:
    """Return whether a column has a value of its own in its middle, and the room for it."""
    if column.label is None or column.label.side != "centre":
        return False
    face = Face(size, strong=column.label.strong)
    wide = text_lines.width(ruler.measure, column.label.text, face)
    return wide + _SIDES <= column.box.w and ruler.tall(face) + 2 * _WITHIN <= column.box.h


def _short_of(
    ruler: Ruler, placed: _PlacedLabel, levels: Sequence[float], *, inside: bool
) -> tuple[Box, Face, bool] | None:
    """Return a label in small figures between its column and the levels, unless all are to be inside, else inside the
    column; None without room."""
    column, face = placed.column, Face(ruler.sizes.axis, strong=True)
    held, wide, tall = (
        column.box,
        text_lines.width(ruler.measure, placed.label.text, face),
        ruler.tall(face),
    )
    x = held.x + (held.w - wide) / 2
    y = held.y - _CLEAR - tall if column.negative else held.y + held.h + _CLEAR
    if not inside and wide <= placed.room and not any(y - _OFF_LINE < level < y + tall + _OFF_LINE for level in levels):
        return Box(x, y, wide, tall), face, False
    if wide > held.w - 1 or tall + 2 * GAP > held.h:
        return None
    return Box(x, held.y + GAP if column.negative else held.y + held.h - GAP - tall, wide, tall), face, True


def _beyond(column: Box, label: Box, level: float) -> bool:
    """Return whether a level lies between a column's end and the far edge of its label, or close to that edge."""
    return column.y1 <= level <= label.y1 + _OFF_LINE or label.y - _OFF_LINE <= level <= column.y

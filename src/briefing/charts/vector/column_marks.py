"""Columns over years, each with its value; a rate over all of them as an arrow at the top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts.boxes import Box
from briefing.charts.label_placement import Obstacles
from briefing.charts.thinning import thinned
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import INK, ChartCanvas, style
from briefing.charts.vector.column_remarks import SHARE, growth, no_values
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.plot_area import (
    PlotArea,
    break_line,
    break_words,
    foot_height,
    grid,
    level,
    level_words,
    remark_words,
    scale_words,
    years,
)
from briefing.charts.vector.series_names import NamedEnd, last, names_width, write_names
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Label, Plot, PlotSeries, Role
from briefing.model.text import Text, text

_GAP = 3.0
_CLEAR = 0.9  # around a label
_NAME_MOST = 0.24  # of the width
_AIR = 8.0  # before the names
_PARTING = 1.2  # paper between stacked columns


def draw_columns(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a plot of columns over the whole canvas."""
    if not plot.stacked and not labelled(plot, canvas.sizes, canvas.width, canvas.height, canvas.surface):
        plot = thinned(plot)
    spans = [remark for remark in plot.remarks if remark.span is not None]
    ruler = _Ruler(canvas.surface, canvas.sizes)
    area = _ground(ruler, plot, canvas.width, canvas.height)
    area.frame(canvas)
    if plot.axis.visible:
        named = bool(_ends(plot))
        scale = 0.0 if named else _scale_width(ruler, plot)
        grid(canvas, area, left=named, end=area.box.x + area.box.w + scale)
    for rule in plot.rules:
        break_line(canvas, area, rule) if rule.along == "category" else level(canvas, area, rule)
    made = [item for series, part in _parts(plot) for item in _columns(area, series, part)]
    for series, part in _parts(plot):
        _draw(canvas, plot, series, part)
    canvas.obstacles.boxes += [column.box for column in made]
    for column in made:
        _label_inside(canvas, column)
    for series in plot.series:
        if series.role == "target":
            _targets(canvas, area, series)
    levels = [area.y(series.values[0] or 0.0) for series in plot.series if series.level]
    for item in _in_order(made):
        _label(canvas, item, levels)
    _years(canvas, area)
    write_names(canvas, _ends(plot, area), _NAME_MOST * canvas.width, area.box.y)
    for remark in spans:
        growth(canvas, area, remark)
    for rule in plot.rules:
        words = break_words if rule.along == "category" else level_words
        words(canvas, area, rule)
    ground = Box(0, area.box.y + 3, canvas.width, canvas.height - area.box.y - 3)
    for remark in plot.remarks:
        if remark.span is None and remark.value != 0:
            remark_words(canvas, area, remark, ground)
    no_values(canvas, area)


def labelled(plot: Plot, sizes: Sizes, width: float, height: float, measure: Measure) -> bool:
    """Return whether each column of a plot gets its label on a width and height."""
    ruler = _Ruler(measure, sizes)
    ground = _ground(ruler, plot, width, height)
    obstacles = Obstacles(Box(0, 0, width, height))
    made = [item for series, part in _parts(plot) for item in _columns(ground, series, part)]
    obstacles.boxes += [item.box for item in made]
    inside = [item for item in made if item.label and item.label.side == "centre"]
    if any(text_lines.width(measure, item.label.text, Face(sizes.label)) > item.box.w for item in inside if item.label):
        return False
    for placed in _in_order(made):
        lines, face = _label_lines(ruler, placed.label, placed.room)
        box = _label_box(ruler, obstacles, placed, lines, face, width)
        if not obstacles.is_clear(box):
            return False
        obstacles.boxes.append(box)
    return True


def level_ground(plot: Plot, sizes: Sizes, width: float, height: float, measure: Measure) -> bool:
    """Return whether the labels of a plot have room below the end of its scale on a width and height."""
    bare = replace(plot, series=tuple(replace(item, labels=()) for item in plot.series))
    ruler = _Ruler(measure, sizes)
    return _ground(ruler, plot, width, height).box.h >= _ground(ruler, bare, width, height).box.h - 0.01


class _Ruler(Struct, frozen=True):
    """The measures of a face, and a chart's text sizes."""

    measure: Measure
    sizes: Sizes

    def tall(self, face: Face, count: int = 1) -> float:
        """Return the height of a number of lines."""
        return text_lines.tall(self.measure, face, count)


def _ground(ruler: _Ruler, plot: Plot, width: float, height: float) -> PlotArea:
    """Return the plot area: years below, labels and spans above the highest column."""
    spans = any(remark.span is not None for remark in plot.remarks)
    scale = _scale_width(ruler, plot)
    ends = _ends(plot)
    names = _AIR + names_width(ruler.measure, ruler.sizes, ends, _NAME_MOST * width) if ends else 0.0
    left, width = (scale if names else 0.0), width - scale - names
    step = width / len(plot.categories)
    foot = foot_height(ruler.measure, ruler.sizes)
    room = height - foot - (ruler.tall(Face(ruler.sizes.label)) + 7 if spans else 0.0)
    room -= ruler.tall(Face(ruler.sizes.axis)) + 3 if plot.axis.visible else 0.0  # the number over its highest line
    below = ruler.tall(Face(ruler.sizes.strong)) + 2 * _GAP if plot.axis.low < 0 else 0.0  # for labels under columns
    area = Box(left, foot + below, width, room - below - _headroom(ruler, plot, step, room))
    return PlotArea(plot, area, left + step / 2, left + width - step / 2)


def _ends(plot: Plot, area: PlotArea | None = None) -> list[NamedEnd]:
    """Return the ends of several series, at the last columns in an area, with the values that are moved there."""
    found: list[NamedEnd] = []
    for series in plot.series:
        end = last(series)
        if not series.end or series.role == "target" or not end:
            continue
        moved = next((label for label in series.labels if label and label.side == "right"), None)
        start, top = plot.span(series, end[0]) or (0.0, 0.0)
        x, y = (
            (area.box.x + area.box.w + _AIR, area.y((start + top) / 2 if plot.stacked else top)) if area else (0.0, 0.0)
        )
        found.append(NamedEnd(series, moved, x, y))
    return found


def _scale_width(ruler: _Ruler, plot: Plot) -> float:
    """Return what the numbers of a scale take at the side of the columns."""
    if not plot.axis.visible:
        return 0.0
    face = Face(ruler.sizes.axis)
    numbers = [text(words, term="axis") for _, words in scale_words(plot)]
    return max(text_lines.width(ruler.measure, words, face) for words in numbers) + 6.0


def _room(series: PlotSeries, index: int, step: float) -> float:
    """Return how wide a column's label may be: its category, and for a strong one half of an empty one next to it."""
    label = series.labels[index] if index < len(series.labels) else None
    free = (
        sum(0 <= at < len(series.values) and series.values[at] is None for at in (index - 1, index + 1))
        if label and label.strong
        else 0
    )
    return step * (1 + free / 2) - 1


def _label_lines(ruler: _Ruler, label: Label, room: float) -> tuple[tuple[Text, ...], Face]:
    """Return a label as one line, or more where it is wider than its room; the leading one larger if it fits."""
    sizes = ruler.sizes
    faces = [Face(sizes.strong, strong=True)] if label.strong else []
    for face in [*faces, Face(sizes.label, strong=label.strong), Face(sizes.axis, strong=label.strong)]:
        if text_lines.width(ruler.measure, label.text, face) <= room:
            return (label.text,), face
    return text_lines.lines(ruler.measure, label.text, face, room), face


def _headroom(ruler: _Ruler, plot: Plot, step: float, room: float) -> float:
    """Return the room above the highest column, so that no label is cut; a lower column's label needs less."""
    need = 0.0
    span = plot.axis.high - plot.axis.low
    for series in plot.series:
        for index, (value, label) in enumerate(zip(series.values, series.labels, strict=False)):
            if value is None or label is None or label.side == "centre":
                continue
            lines, face = _label_lines(ruler, label, _room(series, index, step))
            value = max(value, *_neighbours(series, index, text_lines.widest(ruler.measure, lines, face) / 2 / step))
            lower = max(0.0, (plot.axis.high - value) / span)  # as a part of the columns' own height
            needed = ruler.tall(face, len(lines) + (series.role == "target")) + _GAP + 2
            need = max(need, (needed - lower * room) / (1 - lower) if lower < 1 else 0.0)
    return need


def _neighbours(series: PlotSeries, index: int, reach: float) -> list[float]:
    """Return the columns without a label that a label reaches over, `reach` in categories to either side."""
    far = math.ceil(reach - SHARE / 2) if reach > SHARE / 2 else 0
    near = range(max(0, index - far), min(len(series.values), index + far + 1))
    return [0.0, *(value for at in near if (value := series.values[at]) is not None and not series.labels[at])]


class _Column(Struct, frozen=True):
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
    column: _Column
    room: float


# Where the columns of a series lie within those of a category: its left edge and its width, as parts of their room.
_Part = tuple[float, float]


def _parts(plot: Plot) -> list[tuple[PlotSeries, _Part]]:
    """Return the series that are drawn as columns, side by side, or stacked over the whole width."""
    filled = [series for series in plot.series if series.role != "target"]
    if plot.stacked:
        return [(series, (0.0, 1.0)) for series in filled]
    return [(series, (order / len(filled), 1 / len(filled))) for order, series in enumerate(filled)]


def _draw(canvas: ChartCanvas, plot: Plot, series: PlotSeries, part: _Part) -> None:
    """Draw the columns of a series; those known as a bound are hollow. Paper lies between stacked ones."""
    known = [(index, span) for index in range(len(series.values)) if (span := plot.span(series, index))]
    if not known:
        return
    roles = [series.roles[index] if series.roles else series.role for index, _ in known]
    places = [index + SHARE * (part[0] + part[1] / 2 - 0.5) for index, _ in known]
    starts = [max(start, plot.axis.low) for _, (start, _) in known]
    heights = [end - start for start, (_, (_, end)) in zip(starts, known, strict=True)]
    colours = [canvas.mark_colour(role) for role in roles]
    edge: dict[str, Any] = {"edgecolor": canvas.colour("paper"), "linewidth": _PARTING} if plot.stacked else {}
    bars = canvas.axes.bar(places, heights, SHARE * part[1], starts, color=colours, zorder=2, **edge)
    for bar, role in zip(bars, roles, strict=True):
        if role == "bound":
            canvas.hollow(bar)


def _columns(area: PlotArea, series: PlotSeries, part: _Part) -> list[_Column]:
    """Return the columns of a series."""
    plot = area.plot
    step = area.box.w / len(plot.categories)
    known = [(index, span) for index in range(len(series.values)) if (span := plot.span(series, index))]
    made: list[_Column] = []
    for index, (start, end) in known:
        role: Role = series.roles[index] if series.roles else series.role
        low, high = sorted((area.y(max(start, plot.axis.low)), area.y(end)))
        left = area.x(index) + step * SHARE * (part[0] - 0.5)
        box = Box(left, low, step * SHARE * part[1], high - low)
        label = series.labels[index] if index < len(series.labels) else None
        room = _room(series, index, step * part[1])
        made.append(_Column(box, role, label, room, end < start, index in (known[0][0], known[-1][0])))
    return made


def _label_inside(canvas: ChartCanvas, column: _Column) -> None:
    """Write a value in the middle of its column, or none where it has no room there: the scale says it."""
    if column.label is None or column.label.side != "centre":
        return
    face = Face(canvas.sizes.label, strong=column.label.strong)
    wide, tall = canvas.size_of(column.label.text, face)
    box = column.box
    if wide <= box.w and tall + 2 * _CLEAR <= box.h:
        colour = canvas.colour("paper" if column.role in ("highlight", "second") else "ink")
        place = Box(box.x + (box.w - wide) / 2, box.y + (box.h - tall) / 2, wide, tall)
        canvas.write(column.label.text, place, face, colour)


def _in_order(made: Sequence[_Column]) -> list[_PlacedLabel]:
    """Return the labels of columns, those that matter most first: they choose their places first."""
    placed = [
        _PlacedLabel(item.label, item, item.room)
        for item in made
        if item.label and item.label.side not in ("right", "centre")
    ]
    return sorted(placed, key=lambda item: (not item.label.strong, not item.column.end, -item.column.box.h))


def _label_box(
    ruler: _Ruler, obstacles: Obstacles, placed: _PlacedLabel, lines: Sequence[Text], face: Face, width: float
) -> Box:
    """Return where a label stands freest: over its column, a little higher over a taller neighbour."""
    column, negative = placed.column.box, placed.column.negative
    wide, tall = text_lines.widest(ruler.measure, lines, face), ruler.tall(face, len(lines))
    y = column.y - _GAP - tall if negative else column.y + column.h + _GAP
    middle = column.x + column.w / 2 - wide / 2
    lifts = range(0, 37 if placed.column.end else 15, 3)  # an end may stand over neighbours that are higher
    options = [
        Box(min(max(0.0, x), width - wide), y + (-lift if negative else lift), wide, tall)
        for lift in lifts
        for x in (middle, middle - 3, middle + 3, column.x, column.x + column.w - wide)
    ]
    return obstacles.best(options, margin=_CLEAR)


def _label(canvas: ChartCanvas, placed: _PlacedLabel, levels: Sequence[float]) -> None:
    """Write a label; one that would stand beyond the line of a target which its column does not reach stands in the
    column."""
    label, role = placed.label, placed.column.role
    ruler = _Ruler(canvas.surface, canvas.sizes)
    lines, face = _label_lines(ruler, label, placed.room)
    box = _label_box(ruler, canvas.obstacles, placed, lines, face, canvas.width)
    colour = canvas.word_colour(role, "ink" if label.strong else "ink_2")
    if len(lines) == 1 and any(_beyond(placed.column.box, box, y) for y in levels):
        near = _short_of(ruler, placed, levels)
        if near is not None:
            box, face, inside = near
            colour = canvas.colour("paper" if role in ("highlight", "second") else "ink") if inside else colour
    elif not canvas.obstacles.is_clear(box) and not label.strong:
        return
    canvas.write_lines(label.text, lines, box, face, colour, "centre")


def _short_of(ruler: _Ruler, placed: _PlacedLabel, levels: Sequence[float]) -> tuple[Box, Face, bool] | None:
    """Return a label in small figures between its column and the levels, else inside the column; None without room."""
    column, face = placed.column, Face(ruler.sizes.axis, strong=True)
    held, wide, tall = (
        column.box,
        text_lines.width(ruler.measure, placed.label.text, face),
        ruler.tall(face),
    )
    x = held.x + (held.w - wide) / 2
    y = held.y - _CLEAR - tall if column.negative else held.y + held.h + _CLEAR
    if wide <= placed.room and not any(y - _CLEAR < level < y + tall + _CLEAR for level in levels):
        return Box(x, y, wide, tall), face, False
    if wide > held.w - 1 or tall + 2 * _GAP > held.h:
        return None
    return Box(x, held.y + _GAP if column.negative else held.y + held.h - _GAP - tall, wide, tall), face, True


def _beyond(column: Box, label: Box, level: float) -> bool:
    """Return whether a level lies between a column's end and its label."""
    return column.y + column.h <= level <= label.y + 0.5 or label.y + label.h - 0.5 <= level <= column.y


def _years(canvas: ChartCanvas, area: PlotArea) -> None:
    """Write the years at the foot, clear of labels under columns below zero, where zero has its own line."""
    plot = area.plot
    if plot.axis.low >= 0:
        years(canvas, area)
        return
    foot = foot_height(canvas.surface, canvas.sizes)
    years(canvas, replace(area, box=Box(0, foot, area.box.w, area.box.h)), line=False)
    across = (area.part(0.0), area.part(area.box.w))
    canvas.axes.axhline(min(0.0, plot.axis.high), *across, color=canvas.colour("ink"), linewidth=INK, zorder=5)


def _targets(canvas: ChartCanvas, area: PlotArea, series: PlotSeries) -> None:
    """Draw targets: a dash at each height, or a line for one of all years; its value above it, the word on top."""
    step = area.box.w / len(area.plot.categories)
    ruler = _Ruler(canvas.surface, canvas.sizes)
    right = area.box.x + area.box.w if area.plot.axis.visible else canvas.width
    if series.level:
        _across(canvas, area, series.values[0] or 0.0, area.y(series.values[0] or 0.0))
    for index, (value, label) in enumerate(zip(series.values, series.labels, strict=True)):
        if value is None or (series.level and label is None):
            continue
        x, y = area.point(index, value)
        if not series.level:
            half, ends = step * SHARE / 2, (index - SHARE / 2, index + SHARE / 2)
            canvas.axes.hlines(value, *ends, color=canvas.colour("paper"), linewidth=4.4, zorder=5)
            canvas.axes.hlines(value, *ends, color=canvas.colour("ink"), linewidth=2.2, zorder=6)
            canvas.obstacles.boxes.append(Box(x - half, y - 1.1, 2 * half, 2.2))
        foot = y + _GAP + 1
        if label is not None:
            lines, face = _label_lines(ruler, label, step - 1)
            foot = _centred(canvas, label.text, lines, face, (x, foot, right))
        word = Face(canvas.sizes.note)
        _centred(
            canvas, series.end, text_lines.lines(canvas.surface, series.end, word, step * 1.5), word, (x, foot, right)
        )


def _across(canvas: ChartCanvas, area: PlotArea, value: float, y: float) -> None:
    """Draw the line of a target over all columns, with paper on both sides."""
    canvas.axes.axhline(value, color=canvas.colour("paper"), linewidth=2.2, zorder=5)
    canvas.axes.axhline(value, color=canvas.colour("ink"), linewidth=0.9, linestyle=style((4.0, 2.5)), zorder=6)
    canvas.obstacles.boxes.append(Box(area.box.x, y - 0.6, area.box.w, 1.2))


def _centred(
    canvas: ChartCanvas, whole: Text, lines: Sequence[Text], face: Face, at: tuple[float, float, float]
) -> float:
    """Write lines over a place, given by its middle, foot and right limit; return the height of the next."""
    wide, tall = text_lines.widest(canvas.surface, lines, face), canvas.tall(face, len(lines))
    x = min(max(0.0, at[0] - wide / 2), at[2] - wide)
    canvas.write_lines(whole, lines, Box(x, at[1], wide, tall), face, canvas.colour("ink"), "centre")
    return at[1] + tall

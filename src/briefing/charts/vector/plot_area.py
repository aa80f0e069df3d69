"""What charts over years share: the plot area, grid and scale, years at the foot, breaks and remarks."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts.axis import LIFTED, groups_thousands, ticks
from briefing.charts.boxes import Box
from briefing.charts.label_placement import BEHIND, around_mark, runs_between
from briefing.charts.line_pieces import lines_of_others
from briefing.charts.time_axis import TimeAxis, category_words, is_dated, time_axis
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import GRID, INK, Align, ChartCanvas, Point, style
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.text_lines import Face
from briefing.charts.year_names import named
from briefing.model.chart import Plot, PlotSeries, Remark, Rule
from briefing.model.text import Text, text
from briefing.wording import of

REMARK_MOST = 118.0
_CARRIED: Final = re.compile(r'"([^"]*)"$')  # what a number format writes after its digits
_TICK = 3.0
_RING = 3.6  # of a reading that was revised, half of it
_WIDE_RING, _TURNS = 5.2, 40  # half of a dashed ring, and the sides that it is drawn with
_ROW = 2.0  # between two rows of names
_YEAR_TICK = 1.6  # of the height of a row, where a year begins
_FROM_LINES = 2.4  # of words on a rule, as lines of data are wide themselves
_BEFORE_NAMES = 24.0  # between words on a line and the names at its end, which would be read as one
_OVER = 2.5  # a number over its line
_BETWEEN = 4.0  # between the names of two categories
_ON_GRID, _FAR = 7.5, 0.25  # what a grid line through a remark costs, and a point of distance from its mark


class PlotArea(Struct, frozen=True):
    """The plot area of a chart over years, the place of the first and the last category's middle in it, and the edge
    from which results are tied to their marks: the last middle, or of columns their right edge.
    """

    plot: Plot
    box: Box
    first: float
    last: float
    edge: float = 0.0

    def x(self, index: float) -> float:
        """Return the middle of a category."""
        return self.first + (self.last - self.first) * index / max(1, len(self.plot.categories) - 1)

    def y(self, value: float) -> float:
        """Return the height of a value."""
        share = (value - self.plot.axis.low) / (self.plot.axis.high - self.plot.axis.low)
        return self.box.y + (1 - share if self.plot.axis.reverse else share) * self.box.h

    def point(self, index: float, value: float) -> Point:
        """Return the place of a value in a category."""
        return self.x(index), self.y(value)

    def stretch(self, rule: Rule) -> tuple[float, float]:
        """Return the sides of a stretch of which no value is known."""
        half = (self.x(1) - self.x(0)) * rule.wide / 2
        return max(0.0, self.x(rule.at) - half), min(self.box.x + self.box.w, self.x(rule.at) + half)

    def part(self, x: float) -> float:
        """Return the part of the plot area's width at the left of a place across."""
        return (x - self.box.x) / self.box.w

    def frame(self, canvas: ChartCanvas) -> None:
        """Put the axes of a drawing on the plot area: indices of categories across, values up."""
        step = (self.last - self.first) / max(1, len(self.plot.categories) - 1) or self.box.w
        left = (self.box.x - self.first) / step
        ends = (self.plot.axis.low, self.plot.axis.high)
        canvas.frame(self.box, (left, left + self.box.w / step), ends[::-1] if self.plot.axis.reverse else ends)


def foot_height(measure: Measure, sizes: Sizes, time: TimeAxis | None = None) -> float:
    """Return the height of the years, or of the names of other periods, below the plot area."""
    tall = text_lines.tall(measure, Face(sizes.axis))
    return tall + _TICK + 4.0 + (tall + _ROW if time is not None and time.rows > 1 else 0.0)


def time_of(plot: Plot, measure: Measure, sizes: Sizes, step: float) -> TimeAxis | None:
    """Return the names of periods that lie within years, so far from each other; None for years and other names."""
    face = Face(sizes.axis)
    return time_axis(plot, step, lambda words: text_lines.width(measure, text(words), face)) if is_dated(plot) else None


def years(canvas: ChartCanvas, area: PlotArea, *, line: bool = True) -> None:
    """Write the categories at the foot: all of them, or those of even steps where they would touch.

    Lines that go below zero have no line at the foot, but one at zero.
    """
    plot = area.plot
    face = Face(canvas.sizes.axis)
    crossed = plot.below_zero and not plot.axis.lifted
    if line:
        level = min(0.0, plot.axis.high) if crossed else plot.axis.low
        across, order = (area.part(0.0), 1.0), 1.5 if crossed else 5
        colour, weight = ("rule_strong", GRID) if plot.axis.off_zero else ("ink", INK)  # a line at zero is a strong one
        canvas.axes.axhline(level, *across, color=canvas.colour(colour), linewidth=weight, zorder=order)
        if crossed:
            y = area.y(level)  # as strong as a line of data: a number across it would be struck through
            canvas.obstacles.add_line(((0.0, y), (area.box.x + area.box.w, y)))
    line = line and not crossed
    if not canvas.options.dated:
        return
    if is_dated(plot):
        _time_names(canvas, area, line=line)
        return
    tall = canvas.tall(face)
    boxes: list[Box] = []
    names = category_words(plot)
    for index, name in enumerate(names):
        wide = canvas.size_of(canvas.tick(name), face)[0]
        left = min(max(0.0, area.x(index) - wide / 2), canvas.width - wide)
        boxes.append(Box(left, area.box.y - _TICK - 3 - tall, wide, tall))
    shown = named(plot, lambda one, other: boxes[other].x - boxes[one].x - boxes[one].w > _BETWEEN)
    if line:
        xs, top, ink = [area.x(index) for index in shown], area.box.y, canvas.colour("ink")
        canvas.axes.vlines(xs, top - _TICK, top, color=ink, linewidth=0.8, zorder=5, transform=canvas.points)
    for index in shown:
        canvas.write(canvas.tick(names[index]), boxes[index], face, canvas.colour("ink_2"), "centre")


def _time_names(canvas: ChartCanvas, area: PlotArea, *, line: bool) -> None:
    """Write the names of periods within years, the years below them, with a longer tick where a year begins."""
    face, top, tall = Face(canvas.sizes.axis), area.box.y, canvas.tall(Face(canvas.sizes.axis))
    step = area.x(1) - area.x(0)
    time = time_of(area.plot, canvas.surface, canvas.sizes, step)
    assert time is not None
    for row, names in enumerate((time.names, time.groups)):
        colour = canvas.colour("ink" if row else "ink_2")
        for name in names:
            words = canvas.tick(name.words)
            wide = canvas.size_of(words, face)[0]
            left = min(max(0.0, area.x(name.middle) - wide / 2), canvas.width - wide)
            foot = top - _TICK - 3 - tall - row * (tall + _ROW)
            canvas.write(words, Box(left, foot, wide, tall), face, colour, "centre")
    if line:
        xs, ink = [area.x(name.first) for name in time.names], canvas.colour("ink")
        canvas.axes.vlines(xs, top - _TICK, top, color=ink, linewidth=0.8, zorder=5, transform=canvas.points)
    if time.groups:
        xs, deep = [area.x(at) - step / 2 for at in time.starts], _TICK + 3 + _YEAR_TICK * tall
        rule = canvas.colour("ink_3")
        canvas.axes.vlines(xs, top - deep, top, color=rule, linewidth=0.6, zorder=1, transform=canvas.points)


def scale_words(plot: Plot) -> list[tuple[float, str]]:
    """Return the values of a plot's grid lines with their numbers, as its language writes them.

    All but zero carry the word of their scale, as "m" for millions, or the sign of a percentage, and those above it a
    plus where values do.
    """
    step = f"{plot.axis.step:.10f}".rstrip("0")
    decimals = len(step.split(".")[1])
    wording = of(plot.lang)
    carried = _CARRIED.search(plot.number_format)
    word = carried[1] if carried else ""
    plus = "+" if plot.number_format.startswith('"+"') else ""
    group = groups_thousands(plot)
    numbers = ((value, wording.number(value, decimals, group) + (word if value else "")) for value in ticks(plot.axis))
    return [(value, plus + number if value > 0 else number) for value, number in numbers]


def grid(canvas: ChartCanvas, area: PlotArea, *, left: bool = False, end: float = 0.0) -> list[Box]:
    """Draw grid lines over the plot area, their numbers above them at the right end (or the left one), unless another
    panel has them.

    Return where the numbers stand.
    """
    plot = area.plot
    face = Face(canvas.sizes.axis)
    right = end or area.box.x + area.box.w
    shown = _with_room(scale_words(plot), area.box.h, canvas.tall(face))
    drawn = [area.y(value) for value, _ in shown if value != plot.axis.low or plot.axis.low != 0]
    rule = canvas.colour("rule")
    canvas.axes.hlines(drawn, 0, right, color=rule, linewidth=GRID, zorder=1, transform=canvas.points)
    for y in drawn:
        canvas.obstacles.add_line(((0.0, y), (right, y)), "grid")
    places: list[Box] = []
    if canvas.options.numbers == "none":
        return places
    for value, number in shown:
        y = area.y(value)
        words = canvas.tick(number)
        wide, tall = canvas.size_of(words, face)
        places.append(Box(0.0 if left else right - wide, y + _OVER, wide, tall))
        canvas.write(words, places[-1], face, canvas.colour("ink_3"))
    if plot.axis.lifted:
        scale_mark(canvas, area, places[0], left=left)
    return places


def scale_mark(canvas: ChartCanvas, area: PlotArea, number: Box | None = None, *, left: bool = True) -> None:
    """Write the mark of a scale that does not begin at zero over its foot: at the left, or next to its lowest number,
    to the right of one at the left."""
    face = Face(canvas.sizes.axis)
    words = canvas.tick(LIFTED)
    wide, tall = canvas.size_of(words, face)
    x = 0.0 if number is None else number.x1 + _OVER if left else number.x - _OVER - wide
    canvas.write(words, Box(x, area.box.y + _OVER, wide, tall), face, canvas.colour("ink_2"))


def _with_room(lines: list[tuple[float, str]], height: float, tall: float) -> list[tuple[float, str]]:
    """Return the lines of a scale that leave their numbers room, zero among them: a flat chart has fewer."""
    count = max(1, len(lines) - 1)
    zero = next((at for at, (value, _) in enumerate(lines) if value == 0), 0)
    every = next((n for n in range(1, count) if n * height / count >= tall + _OVER), count)
    return [line for at, line in enumerate(lines) if (at - zero) % every == 0]


def level(canvas: ChartCanvas, area: PlotArea, rule: Rule) -> None:
    """Draw a rule at a value."""
    y = area.y(rule.at)
    across = (area.part(0.0), 1.0)
    canvas.axes.axhline(rule.at, *across, color=canvas.colour("ink_3"), linewidth=0.9, linestyle=style((3.0, 2.0)))
    canvas.obstacles.add_line(((0.0, y), (area.box.x + area.box.w, y)))


def level_words(canvas: ChartCanvas, area: PlotArea, rule: Rule) -> None:
    """Write the words of a rule at a value, on it where nothing stands, from the left; farther off among many lines."""
    if not rule.text:
        return
    face, y = Face(canvas.sizes.note), area.y(rule.at)
    wide, tall = canvas.size_of(rule.text, face)
    end = area.box.x + area.box.w if area.plot.form == "column" else area.last - _BEFORE_NAMES
    room = int(max(0.0, end - wide))
    feet = [foot for away in range(0, int(area.box.h), 6) for foot in (y + 3 + away, y - 3 - tall - away)]
    within = [foot for foot in feet[2:] if area.box.y < foot < area.box.y + area.box.h - tall]
    options = [Box(float(x), foot, wide, tall) for foot in (*feet[:2], *within) for x in range(0, room + 1, 6)]
    inside = [option for option in options if option.y > area.box.y] or options
    box = canvas.obstacles.best(inside, margin=_FROM_LINES)
    canvas.write(rule.text, box, face, canvas.colour("ink_2"))


def remark_words(canvas: ChartCanvas, area: PlotArea, remark: Remark, ground: Box) -> None:
    """Write a remark near its point where nothing stands, best off the lines of the grid."""
    levels = [area.point(remark.at, tick)[1] for tick in ticks(area.plot.axis)] if area.plot.axis.visible else []
    others = lines_of_others(area.plot, remark, area.point)
    words_at(canvas, remark, area.point(remark.at, remark.value), ground, levels, others)


def words_at(
    canvas: ChartCanvas,
    remark: Remark,
    mark: Point,
    ground: Box,
    levels: Sequence[float] = (),
    others: Sequence[Sequence[Point]] = (),
) -> None:
    """Write a remark near its mark where nothing stands, behind none of the `others`; a far one gets an upright or
    level leader.
    """
    face = Face(canvas.sizes.note)
    choices: list[tuple[float, Box, tuple[Text, ...]]] = []
    obstacles = replace(canvas.obstacles, ground=ground)
    for most in (REMARK_MOST, REMARK_MOST * 0.7, REMARK_MOST * 1.6):
        lines = text_lines.balanced(canvas.surface, remark.text, face, most)
        size = text_lines.widest(canvas.surface, lines, face), canvas.tall(face, len(lines))
        places = [
            (
                cost * _FAR
                + _ON_GRID * any(box.y - 1 < y < box.y + box.h + 1 for y in levels)
                + BEHIND * runs_between(box, mark, others),
                box,
            )
            for cost, box in around_mark(mark, size, remark.side, close=True)
        ]
        choices.append((*obstacles.cheapest(places, margin=2.0), lines))
    _, box, lines = min(choices, key=lambda choice: choice[0])
    align: Align = "right" if box.x + box.w <= mark[0] else "left"
    canvas.write_lines(remark.text, lines, box, face, canvas.word_colour(remark.role, "ink_2"), align)
    _leader(canvas, box, mark)


def pale_dots(canvas: ChartCanvas, area: PlotArea, series: PlotSeries, ringed: Sequence[int] = ()) -> None:
    """Draw the readings that were revised as pale dots, on which nothing is written, or as dashed rings."""
    points = [(at, value) for at, value in enumerate(series.values) if value is not None]
    dots = [point for point in points if point[0] not in ringed]
    edge = {"markeredgecolor": canvas.colour("ink_3"), "markeredgewidth": 1.1}
    if dots:
        order = 1.9 if area.plot.form == "line" else 6
        canvas.marks(dots, _RING, canvas.colour("context_soft"), zorder=order, **edge)
    for at, value in points:
        x, y = area.point(at, value)
        half = _WIDE_RING if at in ringed else _RING
        canvas.obstacles.boxes.append(Box(x - half, y - half, 2 * half, 2 * half))
        if at in ringed:
            turns = [2 * math.pi * step / _TURNS for step in range(_TURNS + 1)]
            around = [(x + half * math.cos(turn), y + half * math.sin(turn)) for turn in turns]
            canvas.line(around, canvas.colour("ink_3"), 1.0, dash=(1.8, 1.4), z=7)


def _leader(canvas: ChartCanvas, box: Box, mark: Point) -> None:
    x = min(max(mark[0], box.x), box.x + box.w)
    y = min(max(mark[1], box.y), box.y + box.h)
    upright, level_ = abs(x - mark[0]) < 0.01, abs(y - mark[1]) < 0.01
    far = abs(x - mark[0]) + abs(y - mark[1])
    if far < 16 or upright == level_:
        return  # near enough to be read together, or slanted, which would look like a mark
    if upright:
        near = mark[1] + (5 if y > mark[1] else -5)
        ends = ((x, y + (-2 if y > mark[1] else 2)), (x, near))
    else:
        near = mark[0] + (5 if x > mark[0] else -5)
        ends = ((x + (-2 if x > mark[0] else 2), y), (near, y))
    middle = Box(
        min(ends[0][0], ends[1][0]),
        min(ends[0][1], ends[1][1]),
        abs(ends[0][0] - ends[1][0]),
        abs(ends[0][1] - ends[1][1]),
    )
    if any(other is not box and middle.grown(0.5).touches(other) for other in canvas.words):
        return
    canvas.line(ends, canvas.colour("ink_3"), 0.6, z=4)

"""Columns over years, each with its value; a rate over all of them as an arrow at the top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from briefing.charts.boxes import Box
from briefing.charts.label_placement import Obstacles
from briefing.charts.roles import PALE, within
from briefing.charts.thinning import thinned
from briefing.charts.vector import text_lines
from briefing.charts.vector.break_marks import break_line, break_room, break_words, close_stretches
from briefing.charts.vector.chart_canvas import ChartCanvas, style
from briefing.charts.vector.column_names import foot_of, write_foot
from briefing.charts.vector.column_remarks import SHARE, growth, share
from briefing.charts.vector.column_totals import DOT, joints, totals
from briefing.charts.vector.column_values import (
    GAP,
    OVER_VALUE,
    DrawnColumn,
    Ruler,
    any_inside,
    has_room,
    headroom,
    in_order,
    is_on_number,
    label_box,
    label_lines,
    room_of,
    size_inside,
    write_inside,
    write_label,
)
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.plot_area import (
    PlotArea,
    grid,
    level,
    level_words,
    pale_dots,
    remark_words,
    scale_words,
)
from briefing.charts.vector.result_column import column_width, with_result, write_results
from briefing.charts.vector.series_names import NamedEnd, names_width, write_names
from briefing.charts.vector.span_marks import draw_spans
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Plot, PlotSeries, Role, Rule
from briefing.model.text import Text, text

_NAME_MOST = 0.24  # of the width
_TO_WORDS = 4.0  # between the line of a median and its words
_AIR = 8.0  # before the names
_CLEAR_OF = 8.0  # between a number of the scale and a value on its line
_OVER_SPAN = 8.0  # over a change drawn at the top of columns, below their heading
_PARTING = 1.2  # paper between stacked columns


def draw_columns(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a plot of columns over the whole canvas."""
    if not plot.built_up and not labelled(plot, canvas.sizes, canvas.width, canvas.height, canvas.surface):
        plot = thinned(plot)
    spans = [remark for remark in plot.remarks if remark.span is not None]
    ruler = Ruler(canvas.surface, canvas.sizes)
    area = _on_ends(_ground(ruler, plot, canvas.width, canvas.height), canvas.options.ends)
    area.frame(canvas)
    numbers: list[Box] = []
    if plot.axis.visible:
        named = bool(_ends(plot) or with_result(plot))
        scale = 0.0 if named else _scale_width(ruler, plot)
        places = grid(canvas, area, left=named, end=area.box.x + area.box.w + scale)
        # A value on the line of a number would be read as a part of it.
        numbers = [Box(box.x - _CLEAR_OF, box.y, box.w + 2 * _CLEAR_OF, box.h) for box in places]
        canvas.obstacles.boxes += numbers
    for rule in plot.rules if not plot.classed else ():
        break_line(canvas, area, rule) if rule.along == "category" else level(canvas, area, rule)
    made = [item for series, part in _parts(plot) for item in _columns(area, series, part)]
    for series, part in _parts(plot):
        _draw(canvas, plot, series, part)
    if plot.stepped:
        joints(canvas, plot)
    for rule in plot.rules if plot.classed else ():
        _upright(canvas, area, rule)
    canvas.obstacles.boxes += [column.box for column in made]
    write_inside(canvas, made)
    _over_columns(canvas, area, made)
    _write_values(canvas, area, made, numbers)
    close_stretches(canvas, area)
    write_foot(canvas, area)
    write_names(canvas, _ends(plot, area), _NAME_MOST * canvas.width, area.box.y)
    write_results(canvas, area)
    draw_spans(canvas, area)
    for remark in spans:
        growth(canvas, area, remark, [column.box for column in made])
    for rule in plot.rules if not plot.classed else ():
        words = break_words if rule.along == "category" else level_words
        words(canvas, area, rule)
    ground = Box(0, area.box.y + 3, canvas.width, canvas.height - area.box.y - 3)
    for remark in plot.remarks:
        if remark.span is None:
            remark_words(canvas, area, remark, ground)


def _write_values(canvas: ChartCanvas, area: PlotArea, made: Sequence[DrawnColumn], numbers: Sequence[Box]) -> None:
    """Write the values of columns that stand at their ends, but those on the numbers of a scale, which says them."""
    levels = [area.y(series.values[0] or 0.0) for series in area.plot.series if series.level]
    placed, ruler = in_order(made), Ruler(canvas.surface, canvas.sizes)
    inside = any_inside(canvas, placed, levels)
    for item in placed:
        if item.label.strong or not is_on_number(ruler, item, numbers):
            write_label(canvas, item, levels, inside=inside)


def _over_columns(canvas: ChartCanvas, area: PlotArea, made: Sequence[DrawnColumn]) -> None:
    """Draw targets, first readings and totals."""
    for series in area.plot.series:
        if series.role == "target":
            _targets(canvas, area, series, made)
        if series.role == "ghost":
            pale_dots(canvas, area, series)
        if series.role == "total" and series.above:
            if series.markers:
                totals(canvas, area, series)
            _sums(canvas, area, series)


def _on_ends(area: PlotArea, ends: tuple[float, float] | None) -> PlotArea:
    """Return a plot area with its first and its last column at the ends that it shares with lines."""
    if ends is None or len(area.plot.categories) < 2:
        return area
    half = (ends[1] - ends[0]) / (len(area.plot.categories) - 1) / 2
    box = Box(ends[0] - half, area.box.y, ends[1] - ends[0] + 2 * half, area.box.h)
    return PlotArea(area.plot, box, *ends)


def labelled(plot: Plot, sizes: Sizes, width: float, height: float, measure: Measure) -> bool:
    """Return whether each column of a plot gets its label on a width and height."""
    ruler = Ruler(measure, sizes)
    ground = _ground(ruler, plot, width, height)
    obstacles = Obstacles(Box(0, 0, width, height))
    made = [item for series, part in _parts(plot) for item in _columns(ground, series, part)]
    obstacles.boxes += [item.box for item in made]
    inside = [item for item in made if item.label and item.label.side == "centre"]
    if any(text_lines.width(measure, item.label.text, Face(sizes.label)) > item.box.w for item in inside if item.label):
        return False
    for placed in in_order(made):
        lines, face = label_lines(ruler, placed.label, placed.room)
        box = label_box(ruler, obstacles, placed, lines, face, width)
        if not obstacles.is_clear(box):
            return False
        obstacles.boxes.append(box)
    return True


def values_held(plot: Plot, sizes: Sizes, width: float, height: float, measure: Measure) -> int:
    """Return how many parts of columns hold their values on a width and height."""
    ruler = Ruler(measure, sizes)
    ground = _ground(ruler, plot, width, height)
    made = [item for series, part in _parts(plot) for item in _columns(ground, series, part)]
    size = size_inside(ruler, made)
    return 0 if size is None else sum(has_room(ruler, item, size) for item in made)


def level_ground(plot: Plot, sizes: Sizes, width: float, height: float, measure: Measure) -> bool:
    """Return whether the labels of a plot have room below the end of its scale on a width and height."""
    bare = replace(plot, series=tuple(replace(item, labels=()) for item in plot.series))
    ruler = Ruler(measure, sizes)
    return _ground(ruler, plot, width, height).box.h >= _ground(ruler, bare, width, height).box.h - 0.01


def _ground(ruler: Ruler, plot: Plot, width: float, height: float) -> PlotArea:
    """Return the plot area: years below, labels and spans above the highest column."""
    spans = any(remark.span is not None for remark in plot.remarks)
    scale = _scale_width(ruler, plot)
    ends = _ends(plot)
    names = _AIR + names_width(ruler.measure, ruler.sizes, ends, _NAME_MOST * width) if ends else 0.0
    names = max(names, column_width(plot, ruler.sizes, width, ruler.measure))
    left, width = (scale if names else 0.0), width - scale - names
    step = width / len(plot.categories)
    foot = foot_of(plot, ruler.measure, ruler.sizes, step)
    room = height - foot - (ruler.tall(Face(ruler.sizes.label)) + 7 if spans or (plot.classed and plot.rules) else 0.0)
    room -= ruler.tall(Face(ruler.sizes.axis)) + 3 if plot.axis.visible else 0.0  # the number over its highest line
    room -= _OVER_SPAN if plot.spans else 0.0
    room -= break_room(ruler.measure, ruler.sizes, plot)
    below = ruler.tall(Face(ruler.sizes.strong)) + 2 * GAP if plot.axis.low < 0 else 0.0  # for labels under columns
    area = Box(left, foot + below, width, room - below - headroom(ruler, plot, step, room))
    return PlotArea(plot, area, left + step / 2, left + width - step / 2)


def _ends(plot: Plot, area: PlotArea | None = None) -> list[NamedEnd]:
    """Return the ends of several series, at the last columns in an area, with the values that are moved there."""
    found: list[NamedEnd] = []
    for series in plot.series:
        end = series.last
        if not series.end or series.result or (series.over and not series.above) or not end:
            continue
        moved = next((label for label in series.labels if label and label.side == "right"), None)
        start, top = plot.span(series, end[0]) or (0.0, 0.0)
        at = (start + top) / 2 if plot.stacks(series) else top
        x, y = (area.box.x + area.box.w + _AIR, area.y(at)) if area else (0.0, 0.0)
        found.append(NamedEnd(series, moved, x, y))
    return found


def _scale_width(ruler: Ruler, plot: Plot) -> float:
    """Return what the numbers of a scale take at the side of the columns."""
    if not plot.axis.visible:
        return 0.0
    face = Face(ruler.sizes.axis)
    numbers = [text(words, term="axis") for _, words in scale_words(plot)]
    return max(text_lines.width(ruler.measure, words, face) for words in numbers) + 6.0


# Where the columns of a series lie within those of a category: its left edge and its width, as parts of their room.
_Part = tuple[float, float]


def _parts(plot: Plot) -> list[tuple[PlotSeries, _Part]]:
    """Return the series that are drawn as columns, side by side, or stacked over the whole width."""
    filled = [series for series in plot.series if not series.over]
    if plot.stacked:
        return [(series, (0.0, 1.0)) for series in filled]
    return [(series, (order / len(filled), 1 / len(filled))) for order, series in enumerate(filled)]


def _draw(canvas: ChartCanvas, plot: Plot, series: PlotSeries, part: _Part) -> None:
    """Draw the columns of a series; those known as a bound are hollow, earlier ones pale. Paper lies between stacked
    ones."""
    known = [(index, span) for index in range(len(series.values)) if (span := plot.span(series, index))]
    if not known:
        return
    roles = [series.roles[index] if series.roles else series.role for index, _ in known]
    taken = share(plot)
    places = [index + taken * (part[0] + part[1] / 2 - 0.5) for index, _ in known]
    starts = [max(start, plot.axis.low) for _, (start, _) in known]
    heights = [end - start for start, (_, (_, end)) in zip(starts, known, strict=True)]
    colours = [canvas.mark_colour(role) for role in roles]
    edge: dict[str, Any] = {"edgecolor": canvas.colour("paper"), "linewidth": _PARTING} if plot.stacked else {}
    bars = canvas.axes.bar(places, heights, taken * part[1], starts, color=colours, zorder=2, **edge)
    for bar, role in zip(bars, roles, strict=True):
        if role == "bound" or role in PALE:
            canvas.hollow(bar, PALE.get(role, "paper"))


def _columns(area: PlotArea, series: PlotSeries, part: _Part) -> list[DrawnColumn]:
    """Return the columns of a series."""
    plot = area.plot
    step = area.box.w / len(plot.categories)
    wide = step * share(plot)
    known = [(index, span) for index in range(len(series.values)) if (span := plot.span(series, index))]
    made: list[DrawnColumn] = []
    for index, (start, end) in known:
        role: Role = series.roles[index] if series.roles else series.role
        low, high = sorted((area.y(max(start, plot.axis.low)), area.y(end)))
        left = area.x(index) + wide * (part[0] - 0.5)
        box = Box(left, low, wide * part[1], high - low)
        label = series.labels[index] if index < len(series.labels) else None
        room = room_of(series, index, step * part[1])
        below = end < start and not plot.stepped  # over a step down stands the level that it begins at, and its value
        made.append(DrawnColumn(box, role, label, room, below, index in (known[0][0], known[-1][0])))
    return made


def _targets(canvas: ChartCanvas, area: PlotArea, series: PlotSeries, made: Sequence[DrawnColumn]) -> None:
    """Draw targets: a dash at each height, or a line for one of all years; its value above it, the word on top.

    In a column that is higher both stand below it.
    """
    step = area.box.w / len(area.plot.categories)
    ruler = Ruler(canvas.surface, canvas.sizes)
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
        word = Face(canvas.sizes.note, strong="second" in series.roles)
        wide = max(step * 1.5, min(canvas.size_of(series.end, word)[0] + 1, _NAME_MOST * canvas.width))
        name = text_lines.lines(canvas.surface, series.end, word, wide)
        lines, face = label_lines(ruler, label, step - 1) if label is not None else ((), word)
        higher = next((one for one in made if one.box.x <= x <= one.box.x1 and one.box.y1 > y + GAP), None)
        colours = canvas.colour("ink"), canvas.colour("accent_text" if word.strong else "ink")
        widest = max(text_lines.widest(canvas.surface, *item) for item in ((lines, face), (name, word)))
        x = min(max(widest / 2, x), right - widest / 2)  # of both, which stand over each other
        foot = y + GAP + 1
        if higher is not None:
            values = canvas.tall(face, len(lines)) + OVER_VALUE if lines else 0.0
            foot = y - GAP - 1 - values - canvas.tall(word, len(name))
            inside = canvas.colour(within(higher.role))
            colours = inside, inside
        if label is not None:
            foot = _centred(canvas, label.text, (lines, face, colours[0]), (x, foot)) + OVER_VALUE
        _centred(canvas, series.end, (name, word, colours[1]), (x, foot))


def _sums(canvas: ChartCanvas, area: PlotArea, series: PlotSeries) -> None:
    """Write the sums of stacked columns over them; those of the ends alone where they would touch, none on a column."""
    face = Face(canvas.sizes.label, strong=True)
    known = [
        (at, value, label) for at, (value, label) in enumerate(zip(series.values, series.labels, strict=False)) if label
    ]
    widest = max((canvas.size_of(label.text, face)[0] for _, _, label in known), default=0.0)
    all_fit = widest + GAP <= area.box.w / len(area.plot.categories)
    ends = (*known[:1], *known[1:][-1:]) if 2 * widest + GAP < area.box.w else ()
    for at, value, label in known if all_fit else ends:
        wide, tall = canvas.size_of(label.text, face)
        x, y = area.point(at, value or 0.0)
        over = GAP + (DOT if series.markers else 0.0)
        box = Box(min(max(area.box.x, x - wide / 2), canvas.width - wide), y + over, wide, tall)
        if canvas.obstacles.is_clear(box):
            canvas.write(label.text, box, face, canvas.colour("ink"))


def _upright(canvas: ChartCanvas, area: PlotArea, rule: Rule) -> None:
    """Draw the line of a value over classes, and its words at the top of it; paper around it would part a column."""
    face = Face(canvas.sizes.note)
    wide, tall = canvas.size_of(rule.text, face)
    x, over = area.x(rule.at), canvas.height - area.box.y - area.box.h
    left = x + _TO_WORDS if x + _TO_WORDS + wide <= canvas.width else x - _TO_WORDS - wide
    canvas.write(rule.text, Box(left, canvas.height - tall, wide, tall), face, canvas.colour("ink_2"))
    top = 1 + over / area.box.h
    ink = canvas.colour("ink")
    canvas.axes.axvline(rule.at, 0, top, color=ink, linewidth=0.9, linestyle=style((4.0, 2.5)), zorder=6)
    canvas.obstacles.add_line(((x, area.box.y), (x, canvas.height)))


def _across(canvas: ChartCanvas, area: PlotArea, value: float, y: float) -> None:
    """Draw the line of a target over all columns; paper around it would part each into two."""
    canvas.axes.axhline(value, color=canvas.colour("ink"), linewidth=0.9, linestyle=style((4.0, 2.5)), zorder=6)
    canvas.obstacles.boxes.append(Box(area.box.x, y - 0.6, area.box.w, 1.2))


def _centred(
    canvas: ChartCanvas, whole: Text, look: tuple[Sequence[Text], Face, str], at: tuple[float, float]
) -> float:
    """Write lines over a place, given by its middle and foot; return the height of their top."""
    lines, face, colour = look
    wide, tall = text_lines.widest(canvas.surface, lines, face), canvas.tall(face, len(lines))
    canvas.write_lines(whole, lines, Box(at[0] - wide / 2, at[1], wide, tall), face, colour, "centre")
    return at[1] + tall

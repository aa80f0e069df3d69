"""Draws breaks between years that may not be compared, and stretches of which no value is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec.structs import replace

from briefing.charts.boxes import Box
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import ChartCanvas, style
from briefing.charts.vector.drawing_surface import Measure, Sizes
from briefing.charts.vector.plot_area import REMARK_MOST, PlotArea
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Plot, Rule
from briefing.model.text import Text, plain, text

_BREAK: Final = (2.4, 2.0)  # dashes of the rule between years that may not be compared
_OVER = 2.5  # words over a stretch
_SPACE = 8.0  # from words on the line of a number to it
_STEP = 5  # between two places that are tried
_STACKED = 2  # lines of words that are wider than their stretch among columns
_MOST = 1.3 * REMARK_MOST  # width of the words of a break; above columns is room for their lines at this width
_FIELD = 1.5  # of paper around words that stand on a stretch


def break_line(canvas: ChartCanvas, area: PlotArea, rule: Rule) -> None:
    """Draw a vertical rule between two categories, a little higher than the plot area."""
    if rule.wide:
        _stretch(canvas, area, rule)
        return
    x, top = area.x(rule.at), _top(canvas, area, 4.0)
    look: Any = {"color": canvas.colour("ink_3"), "linewidth": 0.9, "linestyle": style(_BREAK)}
    canvas.axes.axvline(rule.at, 0, (top - area.box.y) / area.box.h, **look)
    canvas.obstacles.add_line(((x, area.box.y), (x, top)))


def break_room(measure: Measure, sizes: Sizes, plot: Plot) -> float:
    """Return the height of the words of breaks, which stand above the values of columns; lines have room for them."""
    if plot.form != "column" or plot.built_up or plot.classed:
        return 0.0
    face = Face(sizes.note)
    words = [rule.text for rule in plot.rules if rule.along == "category" and rule.text and not rule.wide]
    lines = [len(text_lines.balanced(measure, one, face, _MOST)) for one in words]
    return text_lines.tall(measure, face, max(lines)) + _OVER if lines else 0.0


def _top(canvas: ChartCanvas, area: PlotArea, over: float) -> float:
    """Return the upper end of a break: a little over the plot area, or over the words above columns."""
    room = break_room(canvas.surface, canvas.sizes, area.plot)
    return canvas.height if room else area.box.y + area.box.h + over


def _stretch(canvas: ChartCanvas, area: PlotArea, rule: Rule) -> None:
    """Hatch a stretch without values behind grid and lines, all of the plot area, as a lower one would be read as a
    column, and as pale as a rule, as it is no value; none stands on it."""
    left, right = area.stretch(rule)
    start, end = (rule.at + (x - area.x(rule.at)) / (area.x(1) - area.x(0)) for x in (left, right))
    ground = canvas.axes.axvspan(start, end, 0.0, 1.0, facecolor="none", linewidth=0.0, zorder=0.5)
    ground.set(edgecolor=canvas.colour("rule"), hatch="//////")
    if area.plot.form != "column":
        canvas.obstacles.boxes.append(_ground(area, rule))


def _ground(area: PlotArea, rule: Rule) -> Box:
    left, right = area.stretch(rule)
    return Box(left, area.box.y, right - left, area.box.h)


def close_stretches(canvas: ChartCanvas, area: PlotArea) -> None:
    """Let no more words stand on stretches without values: those of columns next to them may reach over their edges."""
    canvas.obstacles.boxes += [_ground(area, rule) for rule in area.plot.rules if rule.wide]


def _stretch_words(canvas: ChartCanvas, area: PlotArea, rule: Rule) -> None:
    """Write over a stretch, or on it, else at its side, that it has no value, where that touches nothing.

    At its side the words may be taken for a remark on the next value, so among columns they never stand there.
    """
    face, top = Face(canvas.sizes.note), area.box.y + area.box.h
    wide, tall = canvas.size_of(rule.text, face)
    left, right = area.stretch(rule)
    most = area.box.x + area.box.w - wide
    middle = min(max(0.0, (left + right - wide) / 2), most)
    words = max(canvas.size_of(text(word), face)[0] for word in plain(rule.text).split())
    lines = text_lines.balanced(canvas.surface, rule.text, face, words + 0.5)
    narrow, high = text_lines.widest(canvas.surface, lines, face), canvas.tall(face, len(lines))
    boxes: list[tuple[Box, tuple[Text, ...]]] = [(Box(middle, top + _OVER, wide, tall), (rule.text,))]
    if len(lines) == _STACKED:
        boxes += [(Box(max(0.0, (left + right - narrow) / 2), top + _OVER, narrow, high), lines)]
    if area.plot.form == "column":
        free = [item for item in boxes if _is_clear(canvas, item[0], _SPACE)]
        free += [] if free else _on_ground(canvas, area, rule, boxes)
        free += [] if free else [item for item in boxes if _is_clear(canvas, item[0])]
    else:
        sides = [Box(x, foot, wide, tall) for foot in _feet(area, tall) for x in (left - 5 - wide, right + 5)]
        at_sides = [(box, (rule.text,)) for box in sides if 0 <= box.x <= most]
        before = (Box(max(0.0, right - wide), top + _OVER, wide, tall), (rule.text,))
        free = [item for item in (*boxes, before) if _is_clear(canvas, item[0], _SPACE)]
        free += [] if free else _on_ground(canvas, area, rule, boxes)
        free += [item for item in (*at_sides, *boxes) if _is_clear(canvas, item[0])]
    if free:
        canvas.write_lines(rule.text, free[0][1], free[0][0], face, canvas.colour("ink_2"), "centre")


def _feet(area: PlotArea, tall: float) -> Iterator[float]:
    """Yield the lower edges of words of a height inside the plot area, from its top down."""
    for step in range(int(max(0.0, area.box.h - tall - 6) // _STEP) + 1):
        yield area.box.y + area.box.h - 3 - tall - step * _STEP


def _on_ground(
    canvas: ChartCanvas, area: PlotArea, rule: Rule, boxes: list[tuple[Box, tuple[Text, ...]]]
) -> list[tuple[Box, tuple[Text, ...]]]:
    """Return the first place for words on their own stretch, on a field of paper, of the widths of some boxes."""
    ground = _ground(area, rule)
    others = replace(canvas.obstacles, boxes=[box for box in canvas.obstacles.boxes if box != ground])
    for size, lines in boxes:
        x = ground.x + (ground.w - size.w) / 2
        for foot in _feet(area, size.h) if size.w + 2 * _FIELD <= ground.w else ():
            box = Box(x, foot, size.w, size.h)
            field = box.grown(_FIELD)
            if others.cost(field.grown(_FIELD)) == 0:
                ends = [(field.x, foot + size.h / 2), (field.x + field.w, foot + size.h / 2)]
                canvas.line(ends, canvas.colour("paper"), field.h, z=0.6)
                return [(box, lines)]
    return []


def _is_clear(canvas: ChartCanvas, box: Box, room: float = 1.5) -> bool:
    """Whether words touch nothing, and have so much room at their sides as not to be read as one with a number."""
    return canvas.obstacles.cost(Box(box.x - room, box.y - 1.5, box.w + 2 * room, box.h + 3)) == 0


def break_words(canvas: ChartCanvas, area: PlotArea, rule: Rule) -> None:
    """Write the reason of a break next to its rule, as high as there is room.

    It is left out where it could stand only on other words or beyond the chart, and on columns and in panels where it
    could stand only on a mark.
    """
    if not rule.text:
        return
    if rule.wide:
        _stretch_words(canvas, area, rule)
        return
    face = Face(canvas.sizes.note)
    x, top = area.x(rule.at), _top(canvas, area, 2.0)
    choices: list[tuple[float, Box, tuple[Text, ...]]] = []
    for most in (REMARK_MOST, _MOST, REMARK_MOST * 0.8):
        lines = text_lines.balanced(canvas.surface, rule.text, face, most)
        wide, tall = text_lines.widest(canvas.surface, lines, face), canvas.tall(face, len(lines))
        steps = range(int(max(0.0, area.box.h - tall) // 5) + 1)
        places = [
            (step * 0.4, Box(x_, top - tall - step * 5, wide, tall)) for x_ in (x - 6 - wide, x + 6) for step in steps
        ]
        choices.append((*canvas.obstacles.cheapest(places, margin=1.5), lines))
    _, box, lines = min(choices, key=lambda choice: choice[0])
    on_words = box.overhang(canvas.obstacles.ground) > 0 or any(map(box.touches, canvas.words))
    small = area.plot.form == "column" or canvas.options.numbers != "own"
    if on_words or (small and not canvas.obstacles.is_clear(box)):
        return
    canvas.write_lines(rule.text, lines, box, face, canvas.colour("ink_2"))

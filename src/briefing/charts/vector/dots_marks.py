"""Dots in a plane: two scales with their names, lines of medians, dots in order, and the names that find room."""

from __future__ import annotations

from typing import Final

from briefing.charts.axis import LIFTED, is_lifted_across
from briefing.charts.boxes import Box
from briefing.charts.dot_labels import Dot, DotNames, covering, dots_on, radius_on, scale_numbers
from briefing.charts.label_placement import Obstacles
from briefing.charts.roles import within
from briefing.charts.vector.chart_canvas import GRID, INK, ChartCanvas, Point, style
from briefing.charts.vector.plot_area import words_at
from briefing.charts.vector.text_lines import Face
from briefing.model.chart import Label, Plot, Role, Rule
from briefing.model.text import Text

_DOT: Final = 3.1
_CROWD, _SMALL = 60, 2.4  # from so many dots on they are smaller
_BETWEEN: Final = 5.0
_BUBBLE: Final = 0.18  # of the shorter side of a page's plane, the diameter of the largest bubble
_AT_NUMBER: Final = 3.0  # between the lowest number and the mark of a scale that does not begin at zero
_SPACING: Final = 12.0  # between two names of scales
_ABOVE: Final = 8.0  # the name of the scale over the plane
_LEADER: Final = 0.6  # of a name that is away from its dot
_DASH: Final = (3.0, 2.5)


def draw_dots(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a plot of dots over the whole canvas."""
    assert plot.across is not None
    ground = _ground(canvas, plot)
    _frame(canvas, plot, ground)
    _scales(canvas, plot, ground)
    radius = _SMALL if len(plot.categories) > _CROWD and plot.axis.visible else _DOT
    dots = dots_on(plot, ground, radius_on(plot, ground, radius), largest=_BUBBLE)
    _marks(canvas, plot, dots)
    obstacles = covering(Box(ground.x, ground.y, canvas.width - ground.x, canvas.height - ground.y))
    obstacles.boxes += canvas.words
    labels = plot.series[1].labels
    sizes = {at: canvas.size_of(label.text, _face(canvas, label)) for at, label in enumerate(labels) if label}
    names = DotNames(plot, dots, sizes, obstacles)
    for rule in plot.rules:
        obstacles.add_line(_line(plot, ground, rule))
    names.lead()
    _medians(canvas, plot, ground, obstacles)
    names.follow()
    _names(canvas, plot, names)
    canvas.obstacles.boxes += [dot.box for dot in dots]
    if plot.joined:
        canvas.obstacles.add_line(dot.middle for dot in dots)
    for rule in plot.rules:
        canvas.obstacles.add_line(_line(plot, ground, rule))
    for remark in plot.remarks:
        middle = next(dot.middle for dot in dots if dot.at == round(remark.at))
        words_at(canvas, remark, middle, ground)


def _ground(canvas: ChartCanvas, plot: Plot) -> Box:
    face = Face(canvas.sizes.axis)
    tall = canvas.tall(face)
    left = right = _BETWEEN
    if plot.axis.visible:
        left = max(canvas.size_of(canvas.tick(words), face)[0] for _, words in scale_numbers(plot, plot.axis)) + 6
    assert plot.across is not None
    *_, (_, last) = scale_numbers(plot, plot.across)
    right = canvas.size_of(canvas.tick(last), face)[0] / 2 + 2
    foot = tall + _BETWEEN + (tall + 3 if plot.across.name else 0.0)
    head = tall + _ABOVE + 2 if plot.axis.name else 4.0
    head += canvas.tall(face) + 3 if _over_each_other(canvas, plot) else 0.0
    return Box(left, foot, canvas.width - left - right, canvas.height - foot - head)


def _frame(canvas: ChartCanvas, plot: Plot, ground: Box) -> None:
    """Put the axes on the ground, in the values of the data, or powers of ten."""
    assert plot.across is not None
    canvas.frame(ground, (plot.across.low, plot.across.high), (plot.axis.low, plot.axis.high))
    if plot.across.log:
        canvas.axes.set_xscale("log")
        canvas.axes.set_xlim(plot.across.low, plot.across.high)
    if plot.axis.log:
        canvas.axes.set_yscale("log")
        canvas.axes.set_ylim(plot.axis.low, plot.axis.high)
    canvas.axes.set_axis_off()


def _scales(canvas: ChartCanvas, plot: Plot, ground: Box) -> None:
    assert plot.across is not None
    face, tall = Face(canvas.sizes.axis), canvas.tall(Face(canvas.sizes.axis))
    ink = canvas.colour("ink_3")
    for value, words in scale_numbers(plot, plot.axis) if plot.axis.visible else ():
        y = ground.y + plot.axis.share(value) * ground.h
        _grid(canvas, ((ground.x, y), (ground.x1, y)))
        wide = canvas.size_of(canvas.tick(words), face)[0]
        canvas.write(canvas.tick(words), Box(ground.x - 5 - wide, y - tall / 2 + 0.8, wide, tall), face, ink)
    boxes: list[Box] = []
    for value, words in scale_numbers(plot, plot.across):
        x = ground.x + plot.across.share(value) * ground.w
        _grid(canvas, ((x, ground.y), (x, ground.y1)))
        wide = canvas.size_of(canvas.tick(words), face)[0]
        box = Box(min(max(0.0, x - wide / 2), canvas.width - wide), ground.y - _BETWEEN - tall + 1, wide, tall)
        if not any(box.grown(2).touches(other) for other in boxes):
            canvas.write(canvas.tick(words), box, face, ink)
            boxes.append(box)
    if is_lifted_across(plot):
        mark = canvas.tick(LIFTED)
        at = Box(boxes[0].x1 + _AT_NUMBER, boxes[0].y, *canvas.size_of(mark, face))
        canvas.write(mark, at, face, canvas.colour("ink_2"))
    canvas.line(((ground.x, ground.y), (ground.x1, ground.y)), canvas.colour("ink"), INK, z=1.5)
    _scale_name(canvas, plot.axis.name, Box(0, ground.y1 + _ABOVE, canvas.width, tall), right=False)
    _scale_name(canvas, plot.across.name, Box(0, 0, ground.x1, tall), right=True)
    if len(plot.series) > 2:
        up = tall + 3 if _over_each_other(canvas, plot) else 0.0
        _scale_name(canvas, plot.series[2].end, Box(0, ground.y1 + _ABOVE + up, ground.x1, tall), right=True)


def _grid(canvas: ChartCanvas, ends: tuple[Point, Point]) -> None:
    """Draw a line of the grid, which words open."""
    canvas.line(ends, canvas.colour("rule"), GRID, z=1)
    canvas.obstacles.add_line(ends, "grid")


def _over_each_other(canvas: ChartCanvas, plot: Plot) -> bool:
    """Whether the name of the upright scale and that of the areas have no room side by side."""
    face = Face(canvas.sizes.axis)
    sized = plot.series[2].end if len(plot.series) > 2 else ()
    widths = canvas.size_of(plot.axis.name, face)[0] + canvas.size_of(sized, face)[0]
    return bool(sized) and widths + _SPACING > canvas.width - _SPACING


def _scale_name(canvas: ChartCanvas, name: Text, box: Box, *, right: bool) -> None:
    if name:
        face = Face(canvas.sizes.axis)
        wide = canvas.size_of(name, face)[0]
        x = max(0.0, box.x1 - wide) if right else box.x
        canvas.write(name, Box(x, box.y, wide, box.h), face, canvas.colour("ink_2"))


def _marks(canvas: ChartCanvas, plot: Plot, dots: list[Dot]) -> None:
    up = plot.series[1]
    places = [(plot.series[0].values[dot.at], up.values[dot.at]) for dot in dots]
    if plot.joined:
        xs, ys = zip(*places, strict=True)
        canvas.axes.plot(xs, ys, color=canvas.colour("context"), linewidth=1.2, linestyle=style(None), zorder=3)
    paper, drawn = canvas.colour("paper"), len(plot.series) > 2
    groups: dict[tuple[Role, float], list[tuple[float, float]]] = {}
    for dot, (x, y) in zip(dots, places, strict=True):
        assert x is not None
        assert y is not None
        role: Role = up.roles[dot.at] if up.roles else up.role
        groups.setdefault((role, dot.radius), []).append((x, y))
    for at, ((role, radius), points) in enumerate(groups.items()):
        colour = canvas.mark_colour("context" if role == "bound" else role)
        z = 4 + at / max(1, len(groups)) if drawn else {"highlight": 6.0, "second": 5.0}.get(role, 4.0)
        if role == "bound":
            canvas.marks(points, radius - 0.4, paper, zorder=z, markeredgecolor=colour, markeredgewidth=1.2)
        elif drawn and role == "context":  # pale, as bubbles lie over each other
            soft = canvas.colour("context_soft")
            canvas.marks(points, radius + 0.8, paper, zorder=z - 0.1 / max(1, len(groups)))
            canvas.marks(points, radius, soft, zorder=z, markeredgecolor=colour, markeredgewidth=0.8)
        else:
            canvas.marks(points, radius + 0.3, colour, zorder=z, markeredgecolor=paper, markeredgewidth=0.6)


def _medians(canvas: ChartCanvas, plot: Plot, ground: Box, obstacles: Obstacles) -> None:
    """Draw the lines of the medians with their words where these touch least: along the top, or at the right."""
    face, colour = Face(canvas.sizes.note), canvas.colour("ink_3")
    for rule in plot.rules:
        wide, tall = canvas.size_of(rule.text, face)
        ends = (x, y), _ = _line(plot, ground, rule)
        if rule.along == "across":
            tops = [ground.y1 - tall - 1 - step * 4 for step in range(int(ground.h // 8))]
            boxes = [Box(left, top, wide, tall) for top in tops for left in (x + 3, x - 3 - wide)]
        else:
            lefts = [ground.x1 - wide - step * 6 for step in range(int(max(0.0, ground.w - wide) // 6) + 1)]
            boxes = [Box(left, foot, wide, tall) for left in lefts for foot in (y + 2, y - 2 - tall)]
        canvas.line(ends, colour, 0.9, dash=_DASH, z=2)
        box = obstacles.best(boxes)
        canvas.write(rule.text, box, face, canvas.colour("ink_2"))
        obstacles.boxes.append(box)


def _line(plot: Plot, ground: Box, rule: Rule) -> tuple[Point, Point]:
    """Return the ends of a line at a value across or up."""
    if rule.along == "across":
        assert plot.across is not None
        x = ground.x + plot.across.share(rule.at) * ground.w
        return (x, ground.y), (x, ground.y1)
    y = ground.y + plot.axis.share(rule.at) * ground.h
    return (ground.x, y), (ground.x1, y)


def _names(canvas: ChartCanvas, plot: Plot, names: DotNames) -> None:
    up = plot.series[1]
    for ends in names.drawn_leaders.values():
        canvas.line(ends, canvas.colour("ink_3"), _LEADER, z=9)
    for at, (side, box) in names.places.items():
        label = up.labels[at]
        assert label is not None
        role: Role = up.roles[at] if up.roles else up.role
        colour = canvas.colour(within(role)) if side == "centre" else canvas.word_colour(role)
        canvas.write(label.text, box, _face(canvas, label), colour)


def _face(canvas: ChartCanvas, label: Label) -> Face:
    return Face(canvas.sizes.label if label.strong else canvas.sizes.axis, strong=label.strong)

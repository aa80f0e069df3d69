"""Dots in a plane: a native chart with both scales, the names of the scales, lines of medians, names at dots."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from briefing.charts.axis import LIFTED, is_lifted_across, ticks
from briefing.charts.dot_labels import DotNames, covering, dots_on, radius_on, scale_numbers
from briefing.charts.label_placement import Obstacles
from briefing.charts.roles import WORDS
from briefing.deck.plan import grid
from briefing.deck.plan.charts.remark_boxes import set_remark
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Shape, TextStyle
from briefing.model.chart import Label, Plot, Rule
from briefing.model.text import Text

DOT: Final = 9.0  # diameter
SMALL, CROWD = 7.0, 60  # the same of many dots
_ABOVE: Final = 11.0  # the name of the upright scale over the plane
_BELOW: Final = 7.0  # the numbers of the scale across under it
_HALVES: Final = 0.85  # of the width over dots, what two names side by side take at most
_STEP: Final = 8.0
_INSET: Final = 4.0  # that a program leaves at both sides of a name


def dots_chart(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the chart of a plot of dots in an area, with what stands around it."""
    assert plot.across is not None
    page = page if page.place else page.at("chart")
    inner = _inner(plot, area)
    usual = SMALL if len(plot.categories) > CROWD and plot.axis.visible else DOT
    marker = 2 * radius_on(plot, inner, usual / 2)
    dots = dots_on(plot, inner, marker / 2, y_down=True)
    obstacles = covering(Box(inner.x, inner.y, area.x1 - inner.x, inner.h))
    sizes = {at: _size(plot, label) for at, label in enumerate(plot.series[1].labels) if label is not None}
    names = DotNames(plot, dots, sizes, obstacles, filled=True)
    for rule in plot.rules:
        obstacles.add_line(_line(plot, inner, rule))
    names.lead(y_down=True)
    lines, words = _medians(page, plot, inner, obstacles)
    names.follow(y_down=True)
    words += _away(page, plot, names)
    plot = _named(plot, names)
    taken = [*obstacles.boxes, *(line.box.grown(1) for line in lines if isinstance(line, Shape))]
    for number, remark in enumerate(plot.remarks, start=1):
        middle = next(dot.middle for dot in dots if dot.at == round(remark.at))
        words += set_remark(page, remark, middle, inner, (taken, (), ()), number)
    box = ChartBox(
        page.place.capitalize(),
        area,
        inner,
        plot,
        plot.alt,
        page.place,
        label_size=_style(plot).size,
        strong_size=grid.CELL.size,
        axis_size=grid.HEAD.size,
        marker=marker,
    )
    return [box, *lines, *_axis_names(page, plot, inner, area), *_scale_mark(page, plot, inner), *words]


def _inner(plot: Plot, area: Box) -> Box:
    """Return the plane between the numbers of its scales and their names."""
    assert plot.across is not None
    left = 4.0
    if plot.axis.visible:
        numbers = [fit.axis_text(words) for _, words in scale_numbers(plot, plot.axis)]
        left = max(fit.width(words, grid.HEAD) for words in numbers) + 10
    (_, first), *_, (_, last) = scale_numbers(plot, plot.across)
    left, right = max(left, _half(first)), _half(last)
    head = grid.HEAD.leading * (1 + _over_each_other(plot, area)) + _ABOVE if plot.axis.name else _ABOVE
    foot = grid.HEAD.leading * (2 if plot.across.name else 1) + _BELOW
    return Box(area.x + left, area.y + head, area.w - left - right, area.h - head - foot)


def _half(number: str) -> float:
    """Return the room that a number at an end of a scale takes beyond it."""
    return fit.width(fit.axis_text(number), grid.HEAD) / 2 + 2


def _axis_names(page: Page, plot: Plot, inner: Box, area: Box) -> list[Element]:
    """Return the names of both scales and of the areas, in all the width that each has."""
    assert plot.across is not None
    tall, style = grid.HEAD.leading, grid.coloured(grid.HEAD, "ink_2")
    ends = grid.aligned(style, "r")
    sized, wide = _sized(plot), inner.x1 - area.x
    over = _over_each_other(plot, area)
    own = fit.whole_width(plot.axis.name, style, wide) if sized and not over else wide
    start = area.x if own == wide else area.x + own
    places = (
        (plot.axis.name, style, Box(area.x, area.y + (tall if over else 0.0), own, tall)),
        (plot.across.name, ends, Box(area.x, area.y1 - tall, wide, tall)),
        (sized, ends, Box(start, area.y, inner.x1 - start, tall)),
    )
    return [
        fit.set_text(page, page.numbered("Scale", number), box, fit.single(words, look))
        for number, (words, look, box) in enumerate(places, start=1)
        if words
    ]


def _scale_mark(page: Page, plot: Plot, inner: Box) -> list[Element]:
    """Return the mark of the one scale of dots that does not begin at zero, behind its lowest number."""
    if not is_lifted_across(plot):
        return []
    assert plot.across is not None
    content = fit.axis_text(LIFTED)
    (_, first), *_ = scale_numbers(plot, plot.across)
    box = Box(inner.x + _half(first) + 2, inner.y1 + _BELOW - 1, fit.width(content, grid.HEAD), grid.HEAD.leading)
    return [fit.set_text(page, page.numbered("Scale mark", 1), box, fit.single(content, grid.HEAD))]


def _sized(plot: Plot) -> Text:
    """Return what the areas of the dots are, if they are any."""
    return plot.series[2].end if len(plot.series) > 2 else ()


def _over_each_other(plot: Plot, area: Box) -> bool:
    """Whether the name of the upright scale and that of the areas have no room side by side."""
    widths = fit.width(plot.axis.name, grid.HEAD) + fit.width(_sized(plot), grid.HEAD)
    return bool(_sized(plot)) and widths > _HALVES * area.w


def _medians(page: Page, plot: Plot, inner: Box, obstacles: Obstacles) -> tuple[list[Element], list[Element]]:
    """Return the lines of medians, and their words along the top or from the right end, where they touch least."""
    lines: list[Element] = []
    words: list[Element] = []
    style, tall = grid.REMARK, grid.REMARK.leading
    gridded = replace(obstacles, lines=list(obstacles.lines))
    held = [Rule("value", value, ()) for value in ticks(plot.axis) if plot.axis.visible]
    held += [Rule("across", value, ()) for value in ticks(plot.across)] if plot.across else []
    for rule in held:
        gridded.add_line(_line(plot, inner, rule), "grid")
    for number, rule in enumerate(plot.rules, start=1):
        ends = _line(plot, inner, rule)
        (x, y), (x1, y1) = ends
        line = Box(x, y, x1 - x, y1 - y)
        lines.append(Shape(page.numbered("Median", number), "line", line, line="ink_3", weight=1.0, dash=True))
        wide = fit.whole_width(rule.text, style, inner.w * 0.6)
        if rule.along == "across":
            tops = [inner.y + 1 + step * _STEP for step in range(int(max(0.0, inner.h - tall) // _STEP) + 1)]
            boxes = [Box(left, top, wide, tall) for top in tops for left in (x + 5, x - 5 - wide)]
        else:
            lefts = [inner.x1 - wide - step * _STEP for step in range(int(max(0.0, inner.w - wide) // _STEP) + 1)]
            boxes = [Box(left, top, wide, tall) for left in lefts for top in (y - 2 - tall, y + 2)]
        box = gridded.best(boxes)
        obstacles.boxes.append(box)
        content = fit.single(rule.text, style)
        words.append(fit.set_text(page, page.numbered("Median text", number), box, content))
    return lines, words


def _line(plot: Plot, inner: Box, rule: Rule) -> tuple[tuple[float, float], tuple[float, float]]:
    if rule.along == "across":
        assert plot.across is not None
        x = inner.x + plot.across.share(rule.at) * inner.w
        return (x, inner.y), (x, inner.y1)
    y = inner.y + (1 - plot.axis.share(rule.at)) * inner.h
    return (inner.x, y), (inner.x1, y)


def _named(plot: Plot, names: DotNames) -> Plot:
    """Return a plot with the names that found room, each on its side."""
    up = plot.series[1]
    labels = tuple(
        replace(label, side=names.places[at][0])
        if label is not None and at in names.places and at not in names.leaders
        else None
        for at, label in enumerate(up.labels)
    )
    return replace(plot, series=(plot.series[0], replace(up, labels=labels), *plot.series[2:]))


def _away(page: Page, plot: Plot, names: DotNames) -> list[Element]:
    """Return the names that stand away from their dots, each with its leader."""
    found: list[Element] = []
    up = plot.series[1]
    for number, at in enumerate(names.leaders, start=1):
        label, box = up.labels[at], names.places[at][1]
        assert label is not None
        if at in names.drawn_leaders:
            (x, y), (x1, y1) = names.drawn_leaders[at]
            line = Box(min(x, x1), min(y, y1), abs(x1 - x), abs(y1 - y))
            found.append(Shape(page.numbered("Name leader", number), "line", line, line="ink_3", weight=0.75))
        look = replace(grid.CELL, bold=True) if label.strong else _style(plot)
        style = grid.coloured(look, WORDS.get(up.roles[at] if up.roles else up.role, "ink_2"))
        words = fit.set_text(page, page.numbered("Name", number), box, fit.single(label.text, style))
        found.append(replace(words, fill="paper"))
    return found


def _style(plot: Plot) -> TextStyle:
    """Return how the names of dots look that do not lead."""
    return grid.DETAIL if len(plot.categories) > CROWD else grid.CELL


def _size(plot: Plot, label: Label) -> tuple[float, float]:
    style = grid.CELL if label.strong else _style(plot)
    wide = fit.width(label.text, TextStyle(style.size, style.leading, bold=label.strong))
    return wide + _INSET, style.size * 1.25

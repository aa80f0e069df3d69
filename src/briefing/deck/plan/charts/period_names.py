"""The names of years or other periods under a plot, as text where a native axis would break or crowd them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.charts import year_names
from briefing.charts.foot_names import FootNames, placed
from briefing.charts.time_axis import TimeAxis, category_words, is_dated, time_axis
from briefing.deck.plan import grid
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Freeform, Path, Shape, TextBox
from briefing.model.chart import Plot
from briefing.model.text import Text, plain

# How the names of elements begin that stand below a plot.
PERIODS = ("Period ", "Tick ", "Year ", "Column ")
HEIGHT = 22.0  # of a row of names under the plot
_SECOND = grid.HEAD.leading  # height of a second row, of the years below months
_BETWEEN = 4.0  # the names of two years
_UNDIVIDED = re.compile(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+")
_BELOW = 5.0  # columns, before their names
_TICK, _YEAR_TICK = 4.0, 30.0  # at a name, and where a year begins above its name
STYLE = grid.coloured(grid.aligned(grid.HEAD, "ctr"), "ink_2")
_GROUP = grid.coloured(STYLE, "ink")


def foot(plot: Plot, step: float) -> float:
    """Return the height of the names under a plot whose categories stand so far from each other."""
    if plot.rows and not plot.in_rows:
        return _foot_names(plot, step).height + _BELOW
    return HEIGHT + (_SECOND if is_dated(plot) and _axis(plot, step).rows > 1 else 0.0)


def _axis(plot: Plot, step: float) -> TimeAxis:
    return time_axis(plot, step, lambda words: fit.width(fit.axis_text(words), grid.HEAD))


def named_years(plot: Plot, wide: float) -> list[int]:
    """Return the categories that are named below a plot in a width, so that no name touches the next."""
    widest = max(fit.width(fit.axis_text(words), grid.HEAD) for words in category_words(plot))
    step = wide / len(plot.categories)
    return year_names.named(plot, lambda one, other: (other - one) * step >= widest + _BETWEEN)


def on_axis(plot: Plot, wide: float) -> bool:
    """Return whether a native axis prints the names of all categories in a width."""
    return not plot.rows and is_native(plot) and len(named_years(plot, wide)) == len(plot.categories)


def is_native(plot: Plot) -> bool:
    """Return whether the categories of a native chart are as they are printed: those of calendar years and names."""
    return not is_dated(plot) and (not plot.periods or plot.periods[0].frequency.regular)


def period_names(page: Page, plot: Plot, inner: Box, area: Box, *, on_edges: bool = False) -> list[Element]:
    """Return the names that have room under a plot, within the sides of an area, and marks where years begin."""
    if is_dated(plot):
        return _dated_names(page, plot, inner, area, on_edges=on_edges)
    if plot.rows:
        return _row_names(page, plot, inner)
    shown, words = named_years(plot, inner.w), category_words(plot)
    return [
        _name(page.numbered("Year", index + 1), page, words[index], _x(plot, inner, index, on_edges), (inner, area))
        for index in shown
    ]


def _row_names(page: Page, plot: Plot, inner: Box) -> list[Element]:
    """Return the names of columns that are no periods, each on as many lines as it needs."""
    names = _foot_names(plot, inner.w / len(plot.categories))
    elements: list[Element] = []
    for at, row in enumerate(plot.rows):
        x, top, down, wide = _x(plot, inner, at, False), inner.y1 + _BELOW, names.lowered(at), names.widths[at]
        if down:
            mark = Box(x, top - 1, 0, down - 1)
            elements.append(Shape(page.numbered("Tick", at + 1), "line", mark, line="rule_strong", weight=0.75))
        style = grid.coloured(STYLE, "ink") if row.role == "total" else STYLE
        box = Box(x - wide / 2, top + down, wide, _foot_size(row.name, wide)[1])
        elements.append(fit.set_text(page, page.numbered("Column", at + 1), box, fit.single(row.name, style)))
    return elements


def _foot_names(plot: Plot, step: float) -> FootNames:
    return placed([row.name for row in plot.rows], step, _foot_size)


def _foot_size(name: Text, wide: float) -> tuple[float, float]:
    """Return the widest part of a name that no line divides, and its height in a width."""
    parts = (fit.width(fit.axis_text(part), STYLE) for part in _UNDIVIDED.findall(plain(name)))
    return max(parts, default=0.0), fit.height(fit.single(name, STYLE), wide)


def _dated_names(page: Page, plot: Plot, inner: Box, area: Box, *, on_edges: bool) -> list[Element]:
    step = inner.w / max(1, len(plot.categories) - on_edges)
    axis = _axis(plot, step)
    elements: list[Element] = []
    if axis.groups:
        for number, at in enumerate(axis.starts, start=1):
            x = _x(plot, inner, at - 0.5, on_edges)
            mark = Box(x, inner.y1, 0, _YEAR_TICK)
            elements.append(Shape(page.numbered("Year mark", number), "line", mark, line="rule_strong", weight=0.75))
    for number, name in enumerate(axis.names, start=1):
        x = _x(plot, inner, name.middle, on_edges)
        tick = Box(x, inner.y1, 0, _TICK)
        elements.append(Shape(page.numbered("Tick", number), "line", tick, line="ink", weight=0.75))
        elements.append(_name(page.numbered("Period", number), page, name.words, x, (inner, area)))
    for number, name in enumerate(axis.groups, start=1):
        x = _x(plot, inner, name.middle, on_edges)
        elements.append(_name(page.numbered("Year", number), page, name.words, x, (inner, area), row=1))
    return elements


def without_marks(names: Sequence[Element], plot: Plot) -> list[Element]:
    """Return the names under a line without the marks where years begin, which pale grounds show."""
    return [item for item in names if plot.form != "line" or not item.name.startswith("Year mark")]


def year_bands(plot: Plot, inner: Box, top: float, foot: float) -> list[Element]:
    """Return pale grounds behind every other year of months and other periods within years that stand over them."""
    if not is_dated(plot):
        return []
    grounds: list[Path] = []
    for group in _axis(plot, inner.w / len(plot.categories)).groups[1::2]:
        left = max(inner.x, _x(plot, inner, group.first - 0.5, False))
        right = min(inner.x1, _x(plot, inner, group.last + 0.5, False))
        grounds.append(Path(((left, top), (right, top), (right, foot), (left, foot))))
    return [Freeform("Years", tuple(grounds), fill="wash")] if grounds else []


def _x(plot: Plot, inner: Box, index: float, on_edges: bool) -> float:
    return position(plot, inner, index, plot.axis.low, on_edges=on_edges)[0]


def _name(name: str, page: Page, words: str, x: float, around: tuple[Box, Box], *, row: int = 0) -> TextBox:
    """Return a name under its place, within the sides of the area."""
    inner, area = around
    content, style = fit.axis_text(words), _GROUP if row else STYLE
    wide = fit.width(content, style)
    left = max(area.x, min(x - wide / 2, area.x1 - wide) if row else x - wide / 2)
    box = Box(left, inner.y1 + 4 + row * _SECOND, wide, STYLE.leading)
    return fit.set_text(page, name, box, fit.single(content, style))

"""Two or more charts side by side on shared rules, a one-line finding above each; two lines over the same months stand
one over the other, on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts.panel_needs import on_one_axis, panel_colour, panel_parts
from briefing.deck.plan import grid
from briefing.deck.plan.blocks.corner import corner
from briefing.deck.plan.blocks.panel import strip
from briefing.deck.plan.charts.chart_by_form import evidence
from briefing.deck.plan.charts.over_years import BEFORE_NAMES, Sides, chart_over_years, scale_width, shared_size_and_top
from briefing.deck.plan.charts.period_names import PERIODS, foot, year_bands
from briefing.deck.plan.charts.result_column import column_width
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Shape
from briefing.model.chart import Chart, Plot
from briefing.model.document import Point

MOST_PANELS = 3
LEAST_OF_TWO = 250.0  # height for two lines one over the other
HEAD = 24.0  # height of their titles
_BELOW_HEAD = 5.0  # free below a title, as the first value may stand there
_RAISED = 6.0  # above the body, as no rule stands over the first
_INSET = 14.0  # of marks without a scale
HALF_NUMBER = 8.0  # what a number of the scale takes below its line
_ABOVE_STRIP = 14.0
BETWEEN = 10.0  # the upper axis and the rule of the lower chart
LENT = 12.0  # a finding may use the gutter, so that one that fits its panel without a reserve stays on one line


def side_by_side(page: Page, charts: Sequence[Chart], plots: Sequence[Plot]) -> list[Element]:
    """Return charts with their findings in equal panels; points and ask stand in columns at the foot."""
    if len(charts) > MOST_PANELS:
        over = len(charts) - MOST_PANELS
        raise page.error("charts", f"{over} too many side by side", "give them sections of their own")
    stacked = on_one_axis(plots) and all(_head_width(chart) <= page.zones.body.w for chart in charts)
    if stacked and page.points and (found := _with_callout(page, charts, plots)):
        return found
    below, limit = _strip(page, page.points)
    if stacked and limit - page.zones.body.y >= LEAST_OF_TWO:
        return _over_each_other(page, charts, plots, limit) + below
    zones = page.zones.columns(len(charts), grid.GUTTER)
    wide = zones[0][1]
    heads = max(
        (fit.height(fit.single(chart.title, grid.PANEL_HEAD), wide + LENT) for chart in charts if chart.title),
        default=0,
    )
    subs = max(
        (fit.height(fit.single(chart.subtitle, grid.DETAIL), wide) for chart in charts if chart.subtitle), default=0
    )
    areas = [
        Box(x, page.zones.body.y + 16 + heads + subs, wide, limit - page.zones.body.y - 16 - heads - subs)
        for x, _ in zones
    ]
    size, high = shared_size_and_top(plots, areas)
    elements: list[Element] = []
    for index, (chart, plot, (x, _)) in enumerate(zip(charts, plots, zones, strict=True), start=1):
        top = page.zones.body.y
        elements.append(Shape(f"Panel rule {index}", "line", Box(x, top, wide, 0), line="ink", weight=1.0))
        there = page.at(f"chart {index}")
        if chart.title:
            box = Box(x, top + 8, wide + LENT, heads)
            elements.append(
                fit.set_text(there, f"Finding {index}", box, fit.single(chart.title, grid.PANEL_HEAD), anchor="b")
            )
        if chart.subtitle:
            box = Box(x, top + 10 + heads, wide, subs)
            elements.append(fit.set_text(there, f"Measure {index}", box, fit.single(chart.subtitle, grid.DETAIL)))
        area = areas[index - 1]
        elements += evidence(there, plot, area, size=size, top=high)
    return elements + below


def _strip(page: Page, points: Sequence[Point]) -> tuple[list[Element], float]:
    """Return points and ask in columns at the foot, and the y down to which charts may reach."""
    below, limit = strip(page, points, gap=grid.GUTTER)
    return below, limit - _ABOVE_STRIP if below else page.foot


def _with_callout(page: Page, charts: Sequence[Chart], plots: Sequence[Plot]) -> list[Element]:
    """Return charts one over the other with the first point in a corner that their marks leave free; nothing without
    one."""
    below, limit = _strip(page, page.points[1:])
    if limit - page.zones.body.y < LEAST_OF_TWO:
        return []
    drawn = _over_each_other(page, charts, plots, limit)
    called = corner(page, page.points[0], drawn)
    return [*drawn, *called, *below] if called else []


def _head_width(chart: Chart) -> float:
    return fit.width(chart.title, grid.PANEL_HEAD) + fit.width(chart.subtitle, grid.CELL) + 12


def _over_each_other(page: Page, charts: Sequence[Chart], plots: Sequence[Plot], limit: float) -> list[Element]:
    """Return charts one over the other on one axis of time, as high as what stands in them needs.

    The names of their periods stand once, below the lowest, under a pale ground for every other year.
    """
    body = page.zones.body
    sides = _sides(plots, body.w)
    names = max(foot(plot, (body.w - sides.left - sides.right) / len(plot.categories)) for plot in plots)
    tall = limit - body.y - names - (HEAD + _BELOW_HEAD + BETWEEN) * len(plots) + BETWEEN
    elements: list[Element] = []
    grounds: list[Box] = []
    top = body.y - _RAISED
    for index, (chart, plot, part) in enumerate(zip(charts, plots, panel_parts(plots), strict=True), start=1):
        there, last = page.at(f"chart {index}"), index == len(charts)
        high = tall * part / len(plots)
        elements += _heads(there, chart, panel_colour(plot, plots), Box(body.x, top, body.w, HEAD), index)
        drawn = chart_over_years(there, plot, Box(body.x, top + HEAD + _BELOW_HEAD, body.w, high + names), sides=sides)
        grounds += [item.inner for item in drawn if isinstance(item, ChartBox)]
        elements += drawn if last else _unnamed(drawn, names)
        top += HEAD + _BELOW_HEAD + high + BETWEEN
    ground = grounds[-1]
    return [*year_bands(plots[-1], _categories(plots[-1], ground), body.y - _RAISED, ground.y1 + names), *elements]


def _categories(plot: Plot, ground: Box) -> Box:
    """Return the ground of the categories of a line, from the ground between its first and its last point."""
    half = ground.w / max(1, len(plot.categories) - 1) / 2
    return Box(ground.x - half, ground.y, ground.w + 2 * half, ground.h)


def _sides(plots: Sequence[Plot], wide: float) -> Sides:
    """Return the room around the marks of charts over each other; lines leave half the room of a column of others."""
    left = max(scale_width(plot) if plot.axis.visible else _INSET for plot in plots)
    right = max(map(_right, plots))
    mixed = len({plot.form for plot in plots}) > 1
    half = (wide - right) / len(plots[0].categories) / 2 if mixed else 0.0
    return Sides(left, right, half)


def _right(plot: Plot) -> float:
    """Return the room that a plot needs at the right of its last marks."""
    return max(column_width(plot) - BEFORE_NAMES, _INSET)


def _heads(page: Page, chart: Chart, colour: str, box: Box, index: int) -> list[Element]:
    """Return the finding of a chart, in the colour of its line, with what it measures behind it, on one line."""
    style = grid.coloured(grid.PANEL_HEAD, colour)
    wide = min(box.w, fit.width(chart.title, style) + 2)
    elements: list[Element] = []
    if chart.title:
        finding = Box(box.x, box.y, wide, box.h)
        elements.append(fit.set_text(page, f"Finding {index}", finding, fit.single(chart.title, style), anchor="b"))
    if chart.subtitle:
        left = wide + 8 if chart.title else 0.0
        measure = Box(box.x + left, box.y, box.w - left, box.h)
        content = fit.single(chart.subtitle, grid.coloured(grid.CELL, "ink_2"))
        elements.append(fit.set_text(page, f"Measure {index}", measure, content, anchor="b"))
    return elements


def _unnamed(drawn: Sequence[Element], names: float) -> list[Element]:
    """Return the upper chart without the names of its periods, for which its frame has no room; below the lowest line
    it has some for the number there, as LibreOffice would else raise that line."""
    left = [item for item in drawn if not item.name.startswith(PERIODS)]
    return [_bare(item, names) if isinstance(item, ChartBox) else item for item in left]


def _bare(item: ChartBox, names: float) -> ChartBox:
    box = item.box
    return replace(item, box=Box(box.x, box.y, box.w, box.h - names + HALF_NUMBER), category_axis=False)

"""Two or more charts side by side on shared rules, a one-line finding above each; two lines over the same months stand
one over the other, on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts.time_axis import is_dated
from briefing.deck.plan import grid
from briefing.deck.plan.blocks.panel import strip
from briefing.deck.plan.charts.over_years import chart_over_years, scale_width, shared_size_and_top
from briefing.deck.plan.charts.period_names import PERIODS, foot
from briefing.deck.plan.charts.row_charts import row_table
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Shape
from briefing.model.chart import Chart, Plot

MOST_PANELS = 3
LEAST_OF_TWO = 250.0  # height for two lines one over the other
HEAD = 26.0  # height of their titles
HALF_NUMBER = 8.0  # what a number of the scale takes below its line
BETWEEN = 10.0  # the upper axis and the rule of the lower chart
LENT = 12.0  # a finding may use the gutter, so that one that fits its panel without a reserve stays on one line


def side_by_side(page: Page, charts: Sequence[Chart], plots: Sequence[Plot]) -> list[Element]:
    """Return charts with their findings in equal panels; points and ask stand in columns at the foot."""
    if len(charts) > MOST_PANELS:
        over = len(charts) - MOST_PANELS
        raise page.error("charts", f"{over} too many side by side", "give them sections of their own")
    below, limit = strip(page, page.points, gap=grid.GUTTER)
    limit = limit - 14 if below else page.foot
    heads_fit = all(_head_width(chart) <= page.zones.body.w for chart in charts)
    if _of_one_time(plots) and heads_fit and limit - page.zones.body.y >= LEAST_OF_TWO:
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
        if plot.in_rows:
            elements += row_table(there, plot, area)
        else:
            elements += chart_over_years(there, plot, area, size=size, top=high)
    return elements + below


def _of_one_time(plots: Sequence[Plot]) -> bool:
    """Return whether two charts are lines over the same months or other periods within years."""
    same = len({plot.periods for plot in plots}) == 1
    return len(plots) == 2 and same and all(plot.form == "line" and is_dated(plot) for plot in plots)


def _head_width(chart: Chart) -> float:
    return fit.width(chart.title, grid.PANEL_HEAD) + fit.width(chart.subtitle, grid.DETAIL) + 12


def _over_each_other(page: Page, charts: Sequence[Chart], plots: Sequence[Plot], limit: float) -> list[Element]:
    """Return two lines one over the other on one axis of time, whose names stand below the lower one."""
    body = page.zones.body
    widest = max(scale_width(plot) for plot in plots)
    step = (body.w - widest) / len(plots[0].categories)
    names = foot(plots[0], step)
    tall = (limit - body.y - names - BETWEEN) / 2
    areas: list[Box] = []
    elements: list[Element] = []
    for index, (chart, plot) in enumerate(zip(charts, plots, strict=True), start=1):
        there, top = page.at(f"chart {index}"), body.y + (index - 1) * (tall + BETWEEN)
        elements.append(Shape(f"Panel rule {index}", "line", Box(body.x, top, body.w, 0), line="ink", weight=1.0))
        elements += _heads(there, chart, Box(body.x, top + 6, body.w, HEAD - 6), index)
        wide = body.w - widest + scale_width(plot)
        areas.append(Box(body.x, top + HEAD, wide, tall - HEAD + names))
    left = max(_left(page, plot, area) for plot, area in zip(plots, areas, strict=True))
    for index, (plot, area) in enumerate(zip(plots, areas, strict=True), start=1):
        there, behind = page.at(f"chart {index}"), left - _left(page, plot, area)
        drawn = chart_over_years(there, plot, Box(area.x + behind, area.y, area.w - behind, area.h))
        elements += drawn if index == len(charts) else _unnamed(drawn, names)
    return elements


def _left(page: Page, plot: Plot, area: Box) -> float:
    """Return where the ground of a chart begins, behind a first value that sticks out."""
    return next(item.inner.x for item in chart_over_years(page, plot, area) if isinstance(item, ChartBox))


def _heads(page: Page, chart: Chart, box: Box, index: int) -> list[Element]:
    """Return the finding of a chart with what it measures behind it, on one line."""
    wide = min(box.w, fit.width(chart.title, grid.PANEL_HEAD) + 2)
    finding = Box(box.x, box.y, wide, box.h)
    elements: list[Element] = [
        fit.set_text(page, f"Finding {index}", finding, fit.single(chart.title, grid.PANEL_HEAD), anchor="b")
    ]
    if chart.subtitle:
        measure = Box(box.x + wide + 8, box.y, box.w - wide - 8, box.h)
        content = fit.single(chart.subtitle, grid.DETAIL)
        elements.append(fit.set_text(page, f"Measure {index}", measure, content, anchor="b"))
    return elements


def _unnamed(drawn: Sequence[Element], names: float) -> list[Element]:
    """Return the upper chart without the names of its periods, for which its frame has no room; below the lowest line
    it has some for the number there, as LibreOffice would else raise that line."""
    left = [item for item in drawn if not item.name.startswith(PERIODS)]
    return [
        replace(item, box=Box(item.box.x, item.box.y, item.box.w, item.box.h - names + HALF_NUMBER))
        if isinstance(item, ChartBox)
        else item
        for item in left
    ]

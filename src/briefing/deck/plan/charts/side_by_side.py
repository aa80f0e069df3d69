"""Two or more charts side by side on shared rules, a one-line finding above each."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.deck.plan import grid
from briefing.deck.plan.blocks.panel import strip
from briefing.deck.plan.charts.over_years import chart_over_years, shared_size_and_top
from briefing.deck.plan.charts.row_charts import row_table
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Shape
from briefing.model.chart import Chart, Plot

MOST_PANELS = 3
LENT = 12.0  # a finding may use the gutter, so that one that fits its panel without a reserve stays on one line


def side_by_side(page: Page, charts: Sequence[Chart], plots: Sequence[Plot]) -> list[Element]:
    """Return charts with their findings in equal panels; points and ask stand in columns at the foot."""
    if len(charts) > MOST_PANELS:
        over = len(charts) - MOST_PANELS
        raise page.error("charts", f"{over} too many side by side", "give them sections of their own")
    foot, limit = strip(page, page.points, gap=grid.GUTTER)
    limit = limit - 14 if foot else page.foot
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
    return elements + foot

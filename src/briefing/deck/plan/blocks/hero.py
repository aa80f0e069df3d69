"""One big number at the left, its chart at the right."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.deck.plan import grid
from briefing.deck.plan.blocks.panel import spread, strip
from briefing.deck.plan.charts.chart_by_form import evidence as chart_evidence
from briefing.deck.plan.charts.row_layout import row_table
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Shape, TextStyle
from briefing.model.chart import Plot
from briefing.model.document import Hero

NUMBERS = (
    TextStyle(72, 78, "highlight", bold=True),
    TextStyle(60, 66, "highlight", bold=True),
    TextStyle(48, 54, "highlight", bold=True),
)
AIR = 8.0  # between the rule over the chart and what stands first under it
LABEL = replace(grid.PANEL_HEAD, colour="ink")


def hero(page: Page, block: Hero, plot: Plot) -> list[Element]:
    """Return a big number with its label and the points below it, its chart at the right, and the ask as a strip at the
    foot."""
    foot, limit = strip(page, (), zone=page.zones.hero_evidence)
    limit = limit - 14 if foot else min(page.foot, page.zones.table_foot)
    zone = page.zones.hero
    number = next((style for style in NUMBERS if fit.width(block.value, style) <= zone.w + 20), NUMBERS[-1])
    elements: list[Element] = [Shape("Hero rule", "line", Box(zone.x, zone.y, zone.w, 0), line="ink", weight=1.0)]
    y = zone.y + 6
    box = Box(zone.x, y, zone.w + 30, number.leading)
    elements.append(fit.set_text(page.at("hero"), "Hero", box, fit.single(block.value, number)))
    y += number.leading
    label = fit.single(block.label, replace(grid.PROJECTED, bold=True) if page.presented else LABEL)
    tall = fit.height(label, zone.w)
    elements.append(fit.set_text(page.at("hero"), "Hero label", Box(zone.x, y, zone.w, tall), label))
    y += tall + 14
    evidence = page.zones.hero_evidence
    area = replace(evidence, h=limit - evidence.y)
    if plot.in_rows:
        elements += row_table(page, plot, area)
    else:
        elements.append(Shape("Chart rule", "line", Box(evidence.x, evidence.y, evidence.w, 0), line="ink", weight=1.0))
        elements += chart_evidence(page, plot, Box(area.x, area.y + AIR, area.w, area.h - AIR))
    if page.points:
        elements.append(spread(page, "Panel", Box(zone.x, y, zone.w, page.foot - y), page.points))
    return elements + foot

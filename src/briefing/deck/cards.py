"""KPI cards: label, unit, value, first value, and a mini slope on one scale for all; headed blocks below."""

from __future__ import annotations

from dataclasses import replace

from briefing.charts import plot as plotted
from briefing.deck import fit, grid
from briefing.deck.fit import Page
from briefing.deck.panel import strip
from briefing.deck.slides import Box, ChartBox, Element, Paragraph, Shape, Style
from briefing.model.chart import Axis, Plot
from briefing.model.document import Card, Cards, Point

LABEL = Style(14, 17, "ink", bold=True)
VALUE = Style(40, 44, "ink", bold=True)
MULTIPLE = Style(14, 18, "ink", bold=True)
SLOPE_TALL = 52.0
MULTIPLE_W = 50.0
BLOCK_HEAD = Style(15, 19, "accent_text", bold=True)


def cards(page: Page, block: Cards) -> list[Element]:
    """A row of cards → their boxes; every value stands on one line across the row."""
    section = page.section
    assert section is not None
    zones = _zones(len(block.cards))
    labels = max(fit.height(fit.one(card.label, LABEL), w) for card, (_, w) in zip(block.cards, zones, strict=True))
    units = max(fit.height(fit.one(card.unit, grid.DETAIL), w) for card, (_, w) in zip(block.cards, zones, strict=True))
    elements: list[Element] = []
    bottom = grid.BODY_TOP
    for index, (card, (x, wide)) in enumerate(zip(block.cards, zones, strict=True), start=1):
        made, bottom = _card(page, card, Box(x, grid.BODY_TOP, wide, 0), (labels, units), block, index)
        elements += made
    return elements + _blocks(page, section.points, bottom + 20)


def _zones(count: int) -> list[tuple[float, float]]:
    if count == len(grid.CARD_X):
        return [(x, grid.CARD_W) for x in grid.CARD_X]
    return list(grid.columns(count, grid.GUTTER))


def _card(
    page: Page, card: Card, zone: Box, talls: tuple[float, float], block: Cards, index: int
) -> tuple[list[Element], float]:
    colour = "highlight" if card.highlight else "context"
    ink = "highlight" if card.highlight else "ink"
    y = zone.y + 11
    head = Box(zone.x, y, zone.w, talls[0] + talls[1] + 1)
    said = (Paragraph(card.label, grid.coloured(LABEL, ink)), Paragraph(card.unit, grid.DETAIL))
    elements: list[Element] = [
        Shape(f"Card bar {index}", "rect", Box(zone.x, zone.y, zone.w, 3), fill=colour),
        fit.set_text(page, f"Label {index}", head, said, place=f"card {index}"),
    ]
    y += head.h + 3
    number = Box(zone.x, y, zone.w, VALUE.leading)
    elements.append(
        fit.set_text(
            page, f"Number {index}", number, fit.one(card.value, grid.coloured(VALUE, ink)), place=f"card {index}"
        )
    )
    y += VALUE.leading + 1
    since = Box(zone.x, y, zone.w, grid.DETAIL.leading)
    elements.append(
        fit.set_text(page, f"Since {index}", since, fit.one(card.since, grid.DETAIL), place=f"card {index}")
    )
    y += grid.DETAIL.leading + 8
    slope = Box(zone.x, y, zone.w, SLOPE_TALL)
    return elements + _slope(page, card, slope, block, index, ink), y + SLOPE_TALL


def _slope(page: Page, card: Card, zone: Box, block: Cards, index: int, ink: str) -> list[Element]:
    drawn = plotted(card.slope)
    axis = Axis(block.low, block.high, max(block.high - block.low, 1.0), visible=False)
    bare = replace(
        drawn,
        axis=axis,
        rules=(),
        remarks=(),
        series=tuple(replace(series, labels=(), end=()) for series in drawn.series),
    )
    left, right = zone.x + 5, zone.x + zone.w - MULTIPLE_W - 8
    inner = _around(bare, left, right, zone.y + 6, zone.h - 12)
    frame = Box(zone.x, zone.y, zone.w - MULTIPLE_W, zone.h)
    chart = ChartBox(
        f"Slope {index}",
        frame,
        inner,
        bare,
        drawn.alt or card.slope.alt or block.alt,
        f"card {index}",
        line_weight=2.25,
        marker=6.0,
        category_axis=False,
    )
    ends = [value for series in bare.series for value in series.values if value is not None]
    y = inner.y + (1 - (ends[-1] - axis.low) / (axis.high - axis.low)) * inner.h if ends else zone.y + 9
    top = min(max(y - 9, zone.y), zone.y + zone.h - 18)
    box = Box(zone.x + zone.w - MULTIPLE_W, top, MULTIPLE_W, 18)
    said = fit.one(card.multiple, grid.coloured(MULTIPLE, ink))
    base = Shape(
        f"Slope base {index}", "line", Box(left, zone.y + zone.h - 6, right - left, 0), line="rule", weight=0.75
    )
    return [base, chart, fit.set_text(page, f"Multiple {index}", box, said, place=f"card {index}", anchor="ctr")]


def _around(plot: Plot, left: float, right: float, top: float, tall: float) -> Box:
    """Where the first and the last category shall stand → the plot area."""
    step = (right - left) / max(1, len(plot.categories) - 1)
    return Box(left - step / 2, top, step * len(plot.categories), tall)


def _blocks(page: Page, points: tuple[Point, ...], top: float) -> list[Element]:
    """Headed blocks in equal columns under the cards; the ask as a band at the foot."""
    section = page.section
    assert section is not None
    foot: list[Element] = []
    limit = min(page.foot, grid.BODY_FOOT)
    if section.ask:
        foot, limit = strip(page, ())
        limit -= 8
    elements: list[Element] = []
    if points and not page.presented:
        for index, (point, (x, wide)) in enumerate(zip(points, grid.columns(len(points), 28), strict=True), start=1):
            elements.append(Shape(f"Block rule {index}", "line", Box(x, top, wide, 0), line="ink", weight=1.0))
            said = [Paragraph(point.lead, BLOCK_HEAD)] if point.lead else []
            if point.body:
                said.append(Paragraph(point.body, grid.BODY))
            box = Box(x, top + 8, wide, limit - top - 8)
            elements.append(fit.set_text(page, f"Block {index}", box, said, place=f"block {index}"))
    return elements + foot

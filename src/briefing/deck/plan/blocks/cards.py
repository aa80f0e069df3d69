"""KPI cards: label, unit, value, first value, and a mini slope on one scale for all; headed blocks below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from msgspec.structs import replace

from briefing.charts import plot as plotted
from briefing.charts.time_axis import category_words
from briefing.deck.plan import grid
from briefing.deck.plan.blocks.panel import MOST_COLUMNS, lead_line, strip
from briefing.deck.plan.charts.over_years import padded
from briefing.deck.plan.charts.plot_area import position
from briefing.deck.plan.charts.reference_lines import break_lines
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Paragraph, Shape, TextBox, TextStyle
from briefing.model.chart import Chart, Label, Plot, PlotSeries, Role
from briefing.model.document import Card, Cards, Point
from briefing.model.text import plain

LABEL = TextStyle(14, 17, "ink", bold=True)
VALUE = TextStyle(40, 44, "ink", bold=True)
VALUES = (VALUE, TextStyle(32, 44, "ink", bold=True), TextStyle(26, 44, "ink", bold=True))  # on one line across the row
MULTIPLE = TextStyle(14, 18, "ink", bold=True)
SLOPE_LEAST, SLOPE_MOST = 44.0, 104.0
YEARS = 16.0  # of the first and the last year, below a slope that has room for them
MULTIPLE_W = 50.0
BLOCK_HEAD = TextStyle(15, 19, "accent_text", bold=True)
_BELOW_HEAD = 5.0
_ROOM = 0.15  # of the scale of the slopes, above the highest


def cards(page: Page, block: Cards) -> list[Element]:
    """Return a row of cards; every value stands on one line across the row."""
    zones = page.zones.columns(len(block.cards), grid.GUTTER)
    labels = max(fit.height(fit.single(card.label, LABEL), w) for card, (_, w) in zip(block.cards, zones, strict=True))
    units = max(
        fit.height(fit.single(card.unit, grid.DETAIL), w) for card, (_, w) in zip(block.cards, zones, strict=True)
    )
    sinces = max(_since_height(card, wide) for card, (_, wide) in zip(block.cards, zones, strict=True))
    head = labels + units + sinces - grid.DETAIL.leading
    points = page.points
    blocks, top = _blocks(page, points, _spans(page, points, zones))
    if top - 20 - page.zones.body.y - _used(head) < SLOPE_LEAST + YEARS:
        blocks, top = _blocks(page, points, page.zones.columns(max(1, len(points)), 28))
    most = 2 * SLOPE_MOST * max(1.0, page.zones.body.h / grid.OWN.body.h)  # a taller slide has taller slopes
    slope = _slope_height(page, head, top, most)
    number = fit.largest_style(VALUES, [(card.value, Box(0, 0, zones[0][1], VALUE.leading)) for card in block.cards])
    elements: list[Element] = []
    for index, (card, (x, wide)) in enumerate(zip(block.cards, zones, strict=True), start=1):
        there = page.at(f"card {index}")
        zone = Box(x, page.zones.body.y, wide, slope)
        elements += _card(there, card, zone, (labels + units, sinces, number), block, index)
    return elements + blocks


def _since_height(card: Card, wide: float) -> float:
    """Return the height of what a card's value is measured against: one line, or what the changes of a line take."""
    several = card.is_line or "\n" in plain(card.since)
    return fit.height(fit.single(card.since, grid.DETAIL), wide) if several else grid.DETAIL.leading


def _used(head: float) -> float:
    """Return the height that a card takes above its slope, given that of its head."""
    return 11 + head + 4 + VALUE.leading + 1 + grid.DETAIL.leading + 8


def _slope_height(page: Page, head: float, top: float, most: float) -> float:
    """Return the height that is left for the slopes under heads of a height, up to a measure."""
    room = top - 20 - page.zones.body.y - _used(head)
    if room < SLOPE_LEAST - 12:
        raise page.error(
            "cards",
            f"labels and units leave {max(room, 0):.0f} points for the slopes",
            "shorten labels, units or points",
        )
    return min(most, max(SLOPE_LEAST, room))


def _card(
    page: Page, card: Card, zone: Box, head: tuple[float, float, TextStyle], block: Cards, index: int
) -> list[Element]:
    """Return a card in a zone whose height is that of its slope; `head` is the height of label and unit, that of what
    the value is measured against, and the style of the value."""
    tall, below, value = head
    colour = "highlight" if card.highlight else "context"
    ink = "highlight" if card.highlight else "ink"
    y = zone.y + 11
    above = Box(zone.x, y, zone.w, tall + 1)
    content = (Paragraph(card.label, grid.coloured(LABEL, ink)), Paragraph(card.unit, grid.DETAIL))
    elements: list[Element] = [
        Shape(f"Card bar {index}", "rect", Box(zone.x, zone.y, zone.w, 3), fill=colour),
        replace(fit.set_text(page, f"Label {index}", above, content), link=_evidence_of(page, card)),
    ]
    y += above.h + 3
    number = Box(zone.x, y, zone.w, VALUE.leading)
    elements.append(fit.set_text(page, f"Number {index}", number, fit.single(card.value, grid.coloured(value, ink))))
    y += VALUE.leading + 1
    since = Box(zone.x, y, zone.w, below)
    elements.append(fit.set_text(page, f"Since {index}", since, fit.single(card.since, grid.DETAIL)))
    y += below + 8
    if card.single:
        return elements
    return elements + _slope(page, card, Box(zone.x, y, zone.w, zone.h), block, index)


def _evidence_of(page: Page, card: Card) -> str:
    """Return the id of the first later section of the deck whose chart has the series of a card, else ""."""
    keys = {series.key for series in card.slope.series}
    shown = [section for section in page.document.sections if "deck" in section.outputs]
    later = shown[[section.id for section in shown].index(page.section.id) + 1 :]
    for section in later:
        charts = [block for block in section.blocks if isinstance(block, Chart)]
        if any(series.key in keys for chart in charts for series in chart.series):
            return section.id
    return ""


def _slope(page: Page, card: Card, zone: Box, block: Cards, index: int) -> list[Element]:
    drawn = plotted(card.slope)
    low, high = _own_scale(page, card) or (block.low, block.high)
    axis = padded(low, high)
    axis = replace(axis, high=high + (high - low or 1.0) * _ROOM)  # one scale for all, with room for a raised value
    role: Role = "highlight" if card.highlight else "context"
    bare = replace(
        drawn,
        axis=axis,
        rules=(),
        remarks=(),
        series=tuple(
            replace(series, role=role, roles=(), labels=_last_only(series, card), end=()) for series in drawn.series
        ),
    )
    # a multiple is short; a change has as many digits as the values
    multiple_width = max(MULTIPLE_W, *(fit.width(one.multiple, MULTIPLE) + 4 for one in block.cards))
    left, right = zone.x + 5, zone.x1 - (multiple_width + 8 if card.multiple else 8)
    dated = zone.h >= SLOPE_LEAST + YEARS
    zone = replace(zone, h=zone.h - YEARS) if dated else zone
    inner = Box(left, zone.y + 4, right - left, zone.h - 8)
    frame = Box(zone.x, zone.y, zone.w, zone.h)
    chart = ChartBox(
        f"Slope {index}",
        frame,
        inner,
        bare,
        drawn.alt or card.slope.alt or block.alt or card.label,
        page.place,
        label_size=MULTIPLE.size,
        strong_size=MULTIPLE.size,
        line_weight=2.25,
        marker=6.0,
        category_axis=False,
        on_edges=True,
    )
    # the line that a reader measures from: nought, or the first value, which may lie above the last
    floor = position(bare, inner, 0, 0.0 if card.scale else 1.0)[1]
    base = Shape(f"Slope base {index}", "line", Box(left, floor, right - left, 0), line="rule", weight=0.75)
    end = inner.x1, position(bare, inner, 1, drawn.series[0].values[-1] or 0.0)[1]
    change = [] if card.is_multiple or not card.multiple else [_change(page, card, end, index)]
    based = next((at for at, one in enumerate(block.cards, start=1) if one.slope.baseline), 0)
    years = _years(page, drawn, inner, index, zone.y1, based=based == index) if dated else ()
    return [*([] if card.is_line else [base]), *_stretches(page, drawn, inner, index), chart, *change, *years]


def _stretches(page: Page, drawn: Plot, inner: Box, index: int) -> list[Element]:
    """Return the hatches of the months that a line has no value of, named after their card."""
    lines = break_lines(page, drawn, inner, on_edges=True)
    return [replace(item, name=f"{item.name} of {index}") for item in lines]


def _own_scale(page: Page, card: Card) -> tuple[float, float] | None:
    """Return the scale of a card in the unit of its chart's values, as billions where the data are in millions."""
    point = card.slope.series[0].points[-1]
    if card.scale is None or point is None:
        return card.scale
    low, high = (page.wording.spoken(replace(point, value=end)).value for end in card.scale)
    return low, high


def _change(page: Page, card: Card, end: tuple[float, float], index: int) -> TextBox:
    """Return the change that a card prints in place of its multiple, at the end of its slope."""
    style = grid.coloured(MULTIPLE, "highlight" if card.highlight else "ink")
    box = Box(end[0] + 8, end[1] - 9, max(MULTIPLE_W, fit.width(card.multiple, MULTIPLE) + 1), 18)
    content = fit.single(card.multiple, style)
    return fit.set_text(page, f"Change {index}", box, content, anchor="ctr")


def _last_only(series: PlotSeries, card: Card) -> tuple[Label | None, ...]:
    """Return the labels of a slope whose first value is that of all others: its multiple alone, a live value."""
    last = series.labels[-1] if series.labels and card.is_multiple else None
    return (*(None for _ in series.values[1:]), last and replace(last, side="right", strong=True))


def _years(page: Page, plot: Plot, inner: Box, index: int, y: float, *, based: bool) -> list[Element]:
    """Return the first and the last year below the ends of a slope.

    In the first card with a base the first says what it is set to.
    """
    first, last = map(fit.axis_text, category_words(plot)[:: len(plot.categories) - 1])
    if based:
        first = plot.baseline
    elements: list[Element] = []
    for name, content, right in (("First", first, False), ("Last", last, True)):
        style = grid.aligned(grid.DETAIL, "r" if right else "l")
        wide = fit.width(content, style)
        x = inner.x1 + 5 - wide if right else inner.x - 5
        box = Box(x, y, wide, grid.DETAIL.leading)
        elements.append(fit.set_text(page, f"{name} year {index}", box, fit.single(content, style)))
    return elements


def _spans(
    page: Page, points: Sequence[Point], zones: Sequence[tuple[float, float]]
) -> tuple[tuple[float, float], ...]:
    """Return columns for points whose edges are those of cards, the widths as even as they can be, the longest points
    widest; equal columns of their own where the points are more."""
    if not points or len(points) > len(zones):
        return page.zones.columns(max(1, len(points)), 28)
    content = [_block(point) for point in points]

    def columns(cuts: tuple[int, ...]) -> tuple[tuple[float, float], ...]:
        firsts, lasts = (0, *cuts), (*(cut - 1 for cut in cuts), len(zones) - 1)
        return tuple((zones[a][0], zones[b][0] + zones[b][1] - zones[a][0]) for a, b in zip(firsts, lasts, strict=True))

    def cost(found: tuple[tuple[float, float], ...]) -> tuple[float, float, float]:
        widths = [wide for _, wide in found]
        heights = [fit.height(words, wide) for words, wide in zip(content, widths, strict=True)]
        return round(max(widths) - min(widths)), max(heights), sum(heights)

    return min(map(columns, combinations(range(1, len(zones)), len(points) - 1)), key=cost)


def _blocks(page: Page, points: tuple[Point, ...], zones: Sequence[tuple[float, float]]) -> tuple[list[Element], float]:
    """Return points as headed blocks in columns at the foot, above the ask, and the y of their top."""
    foot, limit = strip(page, ())
    limit -= 12 if foot else 0
    if not points:
        return foot, limit
    if len(points) > MOST_COLUMNS:
        over = len(points) - MOST_COLUMNS
        raise page.error("points", f"{over} too many for {MOST_COLUMNS} columns", "leave some to the brief")
    content = [_block(point) for point in points]
    tall = max(fit.height(paragraphs, wide) for paragraphs, (_, wide) in zip(content, zones, strict=True))
    top = limit - tall - 10
    elements: list[Element] = []
    for index, (paragraphs, (x, wide)) in enumerate(zip(content, zones, strict=True), start=1):
        elements.append(Shape(f"Block rule {index}", "line", Box(x, top, wide, 0), line="ink", weight=1.0))
        box = Box(x, top + 10, wide, tall)
        elements.append(fit.set_text(page.at(f"block {index}"), f"Block {index}", box, paragraphs))
    return [*elements, *foot], top


def _block(point: Point) -> list[Paragraph]:
    content = [Paragraph(lead_line(point), BLOCK_HEAD)] if point.lead else []
    # below a head in full-width signs, which fill their line, body text would stand on it
    body = replace(grid.BODY, before=_BELOW_HEAD) if content else grid.BODY
    return [*content, Paragraph(point.body, body)] if point.body else content

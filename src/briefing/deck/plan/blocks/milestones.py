"""Milestones in order of time: dots at equal steps, level below other evidence and where few stand alone, else upright
on one axis."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Shape, TextStyle
from briefing.model.document import Event, Timeline

DATE = TextStyle(14, 18, "ink", bold=True)
EVENT = TextStyle(14, 17.5, "ink_2")
SMALL = TextStyle(12, 15, "ink_2")
DOT, HIGHLIGHT_DOT = 8.0, 11.0
GAP = 12.0
# Of an upright one: styles of date and event, the largest first, and the height of a milestone.
UPRIGHT = ((TextStyle(18, 23, "ink", bold=True), TextStyle(18, 23, "ink_2")), (DATE, EVENT))
STEP_MOST, STEP_GAP = 64.0, 8.0
# Of a level one that stands alone: styles, how many milestones, lines of a text, and the share of spare height above.
LEVEL = ((TextStyle(20, 26, "ink", bold=True), TextStyle(20, 26, "ink_2")), UPRIGHT[0])
FEW, MOST_LINES, LEVEL_ABOVE = (3, 6), 4, 0.4


def height(page: Page, block: Timeline, columns: int = 0) -> float:
    """Return the height that a timeline over the body takes in the larger size, on a grid of so many columns."""
    wide = page.zones.columns(columns or len(block.events), GAP)[0][1]
    return 44 + max(fit.height(fit.single(event.text, EVENT), wide) for event in block.events)


def timeline(page: Page, block: Timeline, area: Box, columns: int = 0) -> list[Element]:
    """Return the axis, dots, dates and texts of milestones in an area, in the larger size that fits.

    `columns` are those of the slide's grid, as many as milestones or more; 0 for as many.
    """
    page = page.at("timeline")
    zones = page.zones.columns(columns or len(block.events), GAP, area)
    below = Box(0, 0, zones[0][1], area.h - 44)
    fitting = all(fit.height(fit.single(event.text, EVENT), below.w) <= below.h for event in block.events)
    return _level(page, block, area, zones, DATE, EVENT if fitting else SMALL)


def alone(page: Page, block: Timeline, area: Box) -> list[Element]:
    """Return milestones with a slide of their own: level in large type where few and short, else upright."""
    page = page.at("timeline")
    zones = page.zones.columns(len(block.events), GAP, area)
    for date, event in LEVEL if FEW[0] <= len(block.events) <= FEW[1] else ():
        lines = max(len(fit.lines(item.text, event, zones[0][1])) for item in block.events)
        dated = all(fit.width(item.date, date) <= zones[0][1] for item in block.events)
        tall = date.leading + 26 + lines * event.leading
        if lines <= MOST_LINES and dated and tall <= area.h:
            top = area.y + (area.h - tall) * LEVEL_ABOVE
            return _level(page, block, Box(area.x, top, area.w, area.y1 - top), zones, date, event)
    return upright(page, block, area)


def _level(
    page: Page, block: Timeline, area: Box, zones: Sequence[tuple[float, float]], date: TextStyle, event: TextStyle
) -> list[Element]:
    """Milestones in columns: dates above a rule for each, events below it, and at equal steps no axis."""
    axis = area.y + date.leading + 14
    elements: list[Element] = []
    for index, (item, (x, wide)) in enumerate(zip(block.events, zones, strict=False), start=1):
        line = "highlight" if item.highlight else "rule_strong"
        elements.append(Shape(f"Step rule {index}", "line", Box(x, axis, wide, 0), line=line, weight=1.5))
        elements += _event(page, item, index, Box(x, area.y, wide, area.h), axis, (date, event))
    return elements


def upright(page: Page, block: Timeline, area: Box) -> list[Element]:
    """Return milestones on a line each over a whole area, the date at the left of the axis, the event at its right."""
    step = min(STEP_MOST, area.h / len(block.events))
    for date, event in UPRIGHT:
        dates = max(fit.width(item.date, date) for item in block.events)
        left = area.x + dates + 2 * GAP + HIGHLIGHT_DOT
        right = area.x1 - left
        if all(fit.height(fit.single(item.text, event), right) <= step - STEP_GAP for item in block.events):
            break
    axis = area.x + dates + GAP + HIGHLIGHT_DOT / 2
    first, last = area.y + step / 2, area.y + step * (len(block.events) - 0.5)
    line = Box(axis, first, 0, last - first)
    elements: list[Element] = [Shape("Time axis", "line", line, line="rule_strong", weight=1.5)]
    for index, item in enumerate(block.events, start=1):
        middle = first + (index - 1) * step
        size = HIGHLIGHT_DOT if item.highlight else DOT
        dot = Box(axis - size / 2, middle - size / 2, size, size)
        event_style = replace(event, colour="ink" if item.highlight else event.colour)
        date_content = fit.single(item.date, replace(date, colour="highlight" if item.highlight else "ink"))
        box = Box(area.x, middle - date.leading / 2, dates, date.leading)
        elements.append(fit.set_text(page, f"Date {index}", box, date_content, anchor="ctr"))
        elements.append(Shape(f"Dot {index}", "ellipse", dot, fill="highlight" if item.highlight else "ink_3"))
        box = Box(left, middle - step / 2, right, step)
        words = fit.single(item.text, event_style)
        elements.append(fit.set_text(page, f"Event {index}", box, words, anchor="ctr"))
    return elements


def _event(
    page: Page, item: Event, index: int, zone: Box, axis: float, styles: tuple[TextStyle, TextStyle]
) -> list[Element]:
    size = HIGHLIGHT_DOT if item.highlight else DOT
    fill = "highlight" if item.highlight else "ink_3"
    date = replace(styles[0], colour="highlight" if item.highlight else "ink")
    event_style = replace(styles[1], colour="ink" if item.highlight else styles[1].colour)
    when = Box(zone.x, axis - date.leading - 12, zone.w, date.leading + 1)
    what = Box(zone.x, axis + 12, zone.w, zone.y1 - axis - 12)
    return [
        fit.set_text(page, f"Date {index}", when, fit.single(item.date, date)),
        Shape(f"Dot {index}", "ellipse", Box(zone.x, axis - size / 2, size, size), fill=fill),
        fit.set_text(page, f"Event {index}", what, fit.single(item.text, event_style)),
    ]

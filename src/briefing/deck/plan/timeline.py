"""Milestones in order of time: dots at equal steps on one axis, level below other evidence, upright where alone."""

from __future__ import annotations

from dataclasses import replace

from briefing.deck.plan import fit
from briefing.deck.plan.fit import Page
from briefing.deck.slides import Box, Element, Shape, Style
from briefing.model.document import Event, Timeline

DATE = Style(14, 18, "ink", bold=True)
EVENT = Style(14, 17.5, "ink_2")
SMALL = Style(12, 15, "ink_2")
DOT, HIGHLIGHT_DOT = 8.0, 11.0
GAP = 12.0
# Of an upright one: styles of date and event, the largest first, and the height of a milestone.
UPRIGHT = ((Style(18, 23, "ink", bold=True), Style(18, 23, "ink_2")), (DATE, EVENT))
STEP_MOST, STEP_GAP = 64.0, 8.0


def height(page: Page, block: Timeline) -> float:
    """A timeline over the body → the height it takes in the larger size."""
    zones = page.zones.columns(len(block.events), GAP)
    return 44 + max(fit.height(fit.one(event.text, EVENT), zones[0][1]) for event in block.events)


def timeline(page: Page, block: Timeline, area: Box) -> list[Element]:
    """Milestones → axis, dots, dates and texts in an area, in the larger size that fits."""
    zones = page.zones.columns(len(block.events), GAP, area)
    axis = area.y + 32
    below = Box(0, axis + 12, zones[0][1], area.y + area.h - axis - 12)
    fitting = all(fit.height(fit.one(event.text, EVENT), below.w) <= below.h for event in block.events)
    style = EVENT if fitting else SMALL
    line = Box(area.x, axis, area.w, 0)
    elements: list[Element] = [Shape("Time axis", "line", line, line="rule_strong", weight=1.5)]
    for index, (event, (x, wide)) in enumerate(zip(block.events, zones, strict=True), start=1):
        elements += _event(page, event, index, Box(x, area.y, wide, area.h), axis, style)
    return elements


def upright(page: Page, block: Timeline, area: Box) -> list[Element]:
    """Milestones → a line each, the date at the left of the axis and the event at its right, over a whole area."""
    step = min(STEP_MOST, area.h / len(block.events))
    for date, event in UPRIGHT:
        dates = max(fit.width(item.date, date) for item in block.events)
        left = area.x + dates + 2 * GAP + HIGHLIGHT_DOT
        right = area.x + area.w - left
        if all(fit.height(fit.one(item.text, event), right) <= step - STEP_GAP for item in block.events):
            break
    axis = area.x + dates + GAP + HIGHLIGHT_DOT / 2
    first, last = area.y + step / 2, area.y + step * (len(block.events) - 0.5)
    line = Box(axis, first, 0, last - first)
    elements: list[Element] = [Shape("Time axis", "line", line, line="rule_strong", weight=1.5)]
    for index, item in enumerate(block.events, start=1):
        middle = first + (index - 1) * step
        size = HIGHLIGHT_DOT if item.highlight else DOT
        dot = Box(axis - size / 2, middle - size / 2, size, size)
        said = replace(event, colour="ink" if item.highlight else event.colour)
        told = fit.one(item.date, replace(date, colour="highlight" if item.highlight else "ink"))
        box = Box(area.x, middle - date.leading / 2, dates, date.leading)
        elements.append(fit.set_text(page, f"Date {index}", box, told, place="timeline", anchor="ctr"))
        elements.append(Shape(f"Dot {index}", "ellipse", dot, fill="highlight" if item.highlight else "ink_3"))
        box = Box(left, middle - step / 2, right, step)
        words = fit.one(item.text, said)
        elements.append(fit.set_text(page, f"Event {index}", box, words, place="timeline", anchor="ctr"))
    return elements


def _event(page: Page, event: Event, index: int, zone: Box, axis: float, style: Style) -> list[Element]:
    size = HIGHLIGHT_DOT if event.highlight else DOT
    fill = "highlight" if event.highlight else "ink_3"
    date = replace(DATE, colour="highlight" if event.highlight else "ink")
    said = replace(style, colour="ink" if event.highlight else style.colour)
    top = axis + 12
    return [
        fit.set_text(
            page, f"Date {index}", Box(zone.x, axis - 30, zone.w, 19), fit.one(event.date, date), place="timeline"
        ),
        Shape(f"Dot {index}", "ellipse", Box(zone.x, axis - size / 2, size, size), fill=fill),
        fit.set_text(
            page,
            f"Event {index}",
            Box(zone.x, top, zone.w, zone.y + zone.h - top),
            fit.one(event.text, said),
            place="timeline",
        ),
    ]

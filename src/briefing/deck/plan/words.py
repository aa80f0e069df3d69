"""A section without evidence: its points in columns under a rule, as large as they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.deck.plan import fit, grid
from briefing.deck.plan.fit import Page
from briefing.deck.plan.panel import MOST_COLUMNS, paragraphs, strip
from briefing.deck.slides import Box, Element, Paragraph, Shape, Style
from briefing.model.document import Point, Section

# Style of leads and of sentences, the largest first: nothing else stands on the slide.
_STYLES = (
    (Style(20, 25, bold=True), Style(18, 24, "ink_2", lead="ink")),
    (Style(18, 23, bold=True), Style(16, 21, "ink_2", lead="ink")),
    (grid.PANEL_HEAD, grid.BODY),
)
_GAP, _AIR = 28.0, 14.0
_LEAST_COLUMNS = 2  # one over the whole width would have too long lines


def words(page: Page, section: Section) -> list[Element]:
    """A section → its points in equal columns, its ask at the foot; projected too, as nothing else is told."""
    if not section.points and not section.ask:
        return []
    if len(section.points) > MOST_COLUMNS:
        over = len(section.points) - MOST_COLUMNS
        raise page.error("points", f"{over} too many for {MOST_COLUMNS} columns", "leave some to the brief")
    foot, limit = strip(replace(page, section=section), ())
    top = page.zones.body_top
    columns = page.zones.columns(max(_LEAST_COLUMNS, len(section.points)), _GAP)
    boxes = [Box(x, top + _AIR, wide, limit - 2 * _AIR - top) for x, wide in columns][: len(section.points)]
    elements: list[Element] = []
    for number, (said, box) in enumerate(zip(_largest(page, section.points, boxes), boxes, strict=True), start=1):
        elements.append(Shape(f"Rule {number}", "line", Box(box.x, top, box.w, 0), line="ink", weight=1.0))
        elements.append(fit.set_text(page, f"Point {number}", box, said, place=f"point {number}"))
    return elements + foot


def _largest(page: Page, points: Sequence[Point], boxes: Sequence[Box]) -> list[tuple[Paragraph, ...]]:
    """Points → their paragraphs in the largest styles in which all fit, else in the smallest."""
    for lead, body in _STYLES[:1] if page.presented else _STYLES:
        made = [paragraphs([point], 0, lead, body) for point in points]
        if all(fit.height(said, box.w) <= box.h for said, box in zip(made, boxes, strict=True)):
            break
    return made

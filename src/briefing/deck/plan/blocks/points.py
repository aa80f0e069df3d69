"""A section without evidence: short points a row each over the whole slide, longer ones in columns under a rule."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.deck.plan import grid
from briefing.deck.plan.blocks.panel import MOST_COLUMNS, lead_line, paragraphs, strip
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Paragraph, Shape, TextStyle
from briefing.model.document import Point

# Style of leads and of sentences, the largest first: nothing else stands on the slide.
_STYLES = (
    (TextStyle(20, 25, bold=True), TextStyle(18, 24, "ink_2", lead="ink")),
    (TextStyle(18, 23, bold=True), TextStyle(16, 21, "ink_2", lead="ink")),
    (grid.SMALL_HEAD, grid.SMALL_BODY),
)
_GAP, _AIR = 28.0, 14.0
# Of rows: lead and sentence, the columns of which the lead has the first, lines of a sentence, a row's height.
_ROW_LEAD, _ROW_BODY = TextStyle(20, 26, bold=True), TextStyle(20, 26, "ink_2", lead="ink")
_ROW_COLUMNS, _ROW_LINES, _ROW_MOST = 4, 2, 120.0
_LEAST_COLUMNS = 2  # one over the whole width would have too long lines


def points_slide(page: Page) -> list[Element]:
    """Return a section's points in rows or equal columns, its ask at the foot; there is nothing else on the slide."""
    section = page.section
    if not section.points and not section.ask:
        return []
    if len(section.points) > MOST_COLUMNS:
        over = len(section.points) - MOST_COLUMNS
        raise page.error("points", f"{over} too many for {MOST_COLUMNS} columns", "leave some to the brief")
    foot, limit = strip(page, ())
    top = page.zones.body.y
    rows = _rows(page, section.points, limit - _AIR)
    if rows:
        return rows + foot
    columns = page.zones.columns(max(_LEAST_COLUMNS, len(section.points)), _GAP)
    boxes = [Box(x, top + _AIR, wide, limit - 2 * _AIR - top) for x, wide in columns][: len(section.points)]
    elements: list[Element] = []
    for number, (content, box) in enumerate(zip(_largest(page, section.points, boxes), boxes, strict=True), start=1):
        elements.append(Shape(f"Rule {number}", "line", Box(box.x, top, box.w, 0), line="ink", weight=1.0))
        elements.append(fit.set_text(page.at(f"point {number}"), f"Point {number}", box, content))
    return elements + foot


def _rows(page: Page, points: Sequence[Point], limit: float) -> list[Element]:
    """Return points in a row each, the lead at the left and its sentence at the right; nothing where one is too long
    for that, or stands alone."""
    top = page.zones.body.y
    (left, narrow), (right, _), *_ = page.zones.columns(_ROW_COLUMNS, _GAP)
    wide = page.zones.body.x1 - right
    tall = min(_ROW_MOST, (limit - top) / max(1, len(points)))
    least = _AIR + _ROW_LINES * _ROW_BODY.leading
    if len(points) < _LEAST_COLUMNS or tall < least or not all(point.lead and point.body for point in points):
        return []
    content = [(fit.single(lead_line(point), _ROW_LEAD), fit.single(point.body, _ROW_BODY)) for point in points]
    if any(max(fit.height(lead, narrow), fit.height(body, wide)) > least - _AIR for lead, body in content):
        return []
    elements: list[Element] = []
    for number, (lead, body) in enumerate(content, start=1):
        y = top + (number - 1) * tall
        line, weight = ("ink", 1.0) if number == 1 else ("rule_strong", 0.75)
        elements.append(Shape(f"Rule {number}", "line", Box(left, y, page.zones.body.w, 0), line=line, weight=weight))
        boxes = Box(left, y + _AIR, narrow, tall - _AIR), Box(right, y + _AIR, wide, tall - _AIR)
        for name, box, words in zip(("Lead", "Point"), boxes, (lead, body), strict=True):
            elements.append(fit.set_text(page.at(f"point {number}"), f"{name} {number}", box, words))
    return elements


def _largest(page: Page, points: Sequence[Point], boxes: Sequence[Box]) -> list[tuple[Paragraph, ...]]:
    """Return the paragraphs of points in the largest styles in which all fit, else in the smallest."""
    for lead, body in _STYLES[:1] if page.presented else _STYLES:
        result = [paragraphs([point], 0, lead, body) for point in points]
        if all(fit.height(content, box.w) <= box.h for content, box in zip(result, boxes, strict=True)):
            break
    return result

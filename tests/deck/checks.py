"""Checkers of planned slides: each takes a slide and gives one line for every breach, none if it is right."""

from __future__ import annotations

from itertools import combinations

from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.slides import Box, ChartBox, Paragraph, Slide, TableBox, TextBox
from briefing.model.text import plain

SOURCE_FLOOR, CHART_FLOOR, BODY_FLOOR = 10.0, 12.0, 14.0
PROJECTED_FLOOR = 18.0
PROJECTED_PLACES = ("panel", "callout", "proposal", "decisions", "quote", "hero", "point", "block")
MOST_SIZES = 7
TOLERANCE = 2.0


def texts(slide: Slide) -> list[TextBox]:
    """The text boxes of a slide."""
    return [item for item in slide.elements if isinstance(item, TextBox)]


def ink(item: TextBox) -> Box:
    """Where the lines of a box really stand."""
    tall = fit.height(item.paragraphs, item.box.w)
    wide = max(fit.width(line, p.style) for p in item.paragraphs for line in fit.lines(p.text, p.style, item.box.w))
    wide = min(wide, item.box.w)
    left = {"l": 0.0, "r": item.box.w - wide, "ctr": (item.box.w - wide) / 2}[item.paragraphs[0].style.align]
    top = {"t": 0.0, "ctr": (item.box.h - tall) / 2, "b": item.box.h - tall}[item.anchor]
    return Box(item.box.x + left, item.box.y + top, wide, tall)


def overlaps(slide: Slide) -> list[str]:
    """Texts that share ground."""
    return [
        f"{one.name} / {other.name}"
        for one, other in combinations(texts(slide), 2)
        if ink(one).overlap(ink(other)) > 4.0
    ]


def outside(slide: Slide) -> list[str]:
    """Texts, charts and tables beyond the margins."""
    found = []
    for item in slide.elements:
        if isinstance(item, TextBox | ChartBox | TableBox):
            box = ink(item) if isinstance(item, TextBox) else item.box
            right = box.x + box.w > grid.OWN.body.x1 + TOLERANCE
            if box.x < grid.OWN.body.x - TOLERANCE or right or box.y < 20 or box.y + box.h > grid.HEIGHT - 4:
                found.append(f"{item.name} at {box.x:.0f} {box.y:.0f} {box.w:.0f} {box.h:.0f}")
    return found


def small(slide: Slide) -> list[str]:
    """Texts under the floor of their kind: source 10, chart 12, body 14 points."""
    found = []
    for item in texts(slide):
        floor = CHART_FLOOR
        if item.placeholder == "source" or (slide.layout == "cover" and item.place in ("note", "source")):
            floor = SOURCE_FLOOR
        elif item.placeholder == "body" or item.place in ("callout", "proposal", "quote"):
            floor = BODY_FLOOR
        found += [item.name for paragraph in item.paragraphs if paragraph.style.size < floor]
    return found


def unreadable(slide: Slide) -> list[str]:
    """Body text of a slide to be presented that is smaller than 18 points; labels of evidence are no body."""
    body = [(item.name, p) for item in texts(slide) if item.place.startswith(PROJECTED_PLACES) for p in item.paragraphs]
    for item in slide.elements:
        if isinstance(item, TableBox) and not item.fills:  # a heat table is a chart
            body += [(item.name, cell) for row in item.rows[1:] for cell in row]
    return [name for name, paragraph in body if paragraph.style.size < PROJECTED_FLOOR]


def overflowing(slide: Slide) -> list[str]:
    """Texts taller than their box."""
    return [item.name for item in texts(slide) if fit.height(item.paragraphs, item.box.w) > item.box.h + 0.6]


def untitled(slide: Slide) -> list[str]:
    """A slide whose first text is not its one title."""
    filled = [item.placeholder for item in texts(slide)]
    return [] if filled.count("title") == 1 and filled[0] == "title" else [slide.id]


def twice(slide: Slide) -> list[str]:
    """Placeholders filled more than once, and names that two elements share."""
    filled = [item.placeholder for item in texts(slide) if item.placeholder]
    names = [item.name for item in slide.elements]
    return sorted({item for item in filled if filled.count(item) > 1} | {n for n in names if names.count(n) > 1})


def sizes(slide: Slide) -> set[float]:
    """The sizes of type on a slide, tables and charts included."""
    paragraphs: list[Paragraph] = [p for item in texts(slide) for p in item.paragraphs]
    for item in slide.elements:
        if isinstance(item, TableBox):
            paragraphs += [cell for row in item.rows for cell in row]
    found = {paragraph.style.size for paragraph in paragraphs}
    for item in slide.elements:
        if isinstance(item, ChartBox):
            shown = [label for series in item.plot.series for label in series.labels if label]
            found |= {(item.strong_size or item.label_size) if label.strong else item.label_size for label in shown}
            found |= {item.axis_size} if item.category_axis or item.plot.axis.visible else set()
    return found


def placeless(slide: Slide) -> list[str]:
    """Texts, charts and tables that the ledger could not name."""
    return [item.name for item in slide.elements if isinstance(item, TextBox | ChartBox | TableBox) and not item.place]


def described(slide: Slide) -> list[str]:
    """Charts and tables without an alt text."""
    return [i.name for i in slide.elements if isinstance(i, ChartBox | TableBox) and not plain(i.alt).strip()]


CHECKS = (overlaps, outside, small, overflowing, untitled, twice, placeless, described)

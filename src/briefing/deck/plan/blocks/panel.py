"""What stands at the side of the evidence or below it: points, and the callout with what to ask next."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Paragraph, Shape, TextStyle
from briefing.model.document import Point
from briefing.model.text import Text, embolden, plain, text
from briefing.wording import Wording

PAD = 12.0
BAR = 3.0
MOST_COLUMNS = 4
LEAST_EVIDENCE = 120.0  # height above the columns at a slide's foot
GAPS = (16.0, 12.0, 8.0, 5.0)  # between points, tried in this order
_FULL = 0.72  # of a panel's height: what leaves more of it empty stands below the chart
_LOST = 16.0  # of height, to a bar for the ask below several points
TALL_STRIP = 104.0  # height of columns at a slide's foot from which on their text is smaller
# Of leads and of sentences: where there is room, as usual, and where there is little.
LARGER = TextStyle(18, 23, bold=True), TextStyle(18, 23, "ink_2", lead="ink")
SIZES = ((grid.PANEL_HEAD, grid.BODY), (grid.SMALL_HEAD, grid.SMALL_BODY))

_Cell = tuple[Point | None, tuple[Paragraph, ...], float]  # a point, or the ask; how it is set; its height


def paragraphs(
    points: Sequence[Point], gap: float, lead: TextStyle = grid.PANEL_HEAD, body: TextStyle = grid.BODY
) -> tuple[Paragraph, ...]:
    """Return points as a bold line and its sentence each, with a gap between points."""
    result: list[Paragraph] = []
    for point in points:
        if point.lead:
            result.append(Paragraph(lead_line(point), replace(lead, before=gap)))
        if point.body:
            before = 0.0 if point.lead else gap
            result.append(Paragraph(point.body, replace(body, before=before)))
    return tuple(result)


def lead_line(point: Point) -> Text:
    """Return the lead of a point for a line of its own, where it needs no colon or comma."""
    return point.lead[:-1] if plain(point.lead[-1:]) in (":", ",", "，") else point.lead


def run_in(point: Point, wording: Wording) -> Text:
    """Return the lead of a point in bold and its sentence on the same line."""
    if not point.lead:
        return point.body
    marked = point.continues or point.lead[-1].text.rstrip()[-1:] in ".,;:!?。，；：！？"
    stop = "" if marked else wording.joint(": ").rstrip()
    lead = embolden(point.lead)
    last, tail = replace(lead[-1], text=lead[-1].text.rstrip()), stop + (wording.joint(" ") if point.body else "")
    if last.fact:  # a colon is no part of the number as printed
        return (*lead[:-1], last, *text(tail, bold=True), *point.body)
    return (*lead[:-1], replace(last, text=last.text + tail), *point.body)


def side(page: Page, zone: Box) -> list[Element]:
    """Return a section's points and ask as a panel under a rule at the zone's top, its callout at the foot."""
    section = page.section
    foot = min(page.foot, page.zones.table_foot)
    top = zone.y + 12
    for _, body in SIZES:
        called = callout(page, replace(zone, h=foot - zone.y), body) if section.ask else []
        box = Box(zone.x, top, zone.w, (called[0].box.y - 12 if called else foot) - top)
        content = _spread(page, box, section.points)
        if not content or content[0].style.size >= body.size:
            break
    rule = Shape("Panel rule", "line", Box(zone.x, zone.y, zone.w, 0), line="ink", weight=1.0)
    panel = [fit.set_text(page.at("panel"), "Panel", box, content, placeholder="body")] if content else []
    return [rule, *panel, *called]


def is_hollow(page: Page) -> bool:
    """Whether a panel with a section's points and its callout would have a large hole."""
    zone = page.zones.panel
    tall = fit.height(_spread(page, zone, page.section.points), zone.w)
    if page.section.ask:
        tall += fit.height(asked(page, grid.BODY), zone.w - BAR - 2 * PAD) + 2 * PAD
    return tall < _FULL * zone.h


def spread(page: Page, name: str, box: Box, points: Sequence[Point]) -> Element:
    """Return points in one box, as large and as widely spaced as fits; where nothing does, leads run into sentences."""
    return fit.set_text(page.at("panel"), name, box, _spread(page, box, points), placeholder="body")


def _spread(page: Page, box: Box, points: Sequence[Point]) -> tuple[Paragraph, ...]:
    tried = [paragraphs(points, gap, *LARGER) for gap in GAPS[:2]]
    tried += [paragraphs(points, gap, head, body) for head, body in SIZES for gap in GAPS]
    tried += [
        tuple(Paragraph(run_in(point, page.wording), replace(grid.SMALL_BODY, before=gap)) for point in points)
        for gap in GAPS
    ]
    return next((item for item in tried if fit.height(item, box.w) <= box.h + 0.5), tried[-1])


def asked(page: Page, body: TextStyle) -> tuple[Paragraph, ...]:
    """Return a section's ask with its lead in the size of a body; a projected slide sets it larger."""
    style = grid.PROJECTED if page.presented else replace(body, colour="ink", lead="highlight")
    ask = page.section.ask
    count = next((at for at, run in enumerate(ask) if not run.bold), len(ask))
    # who is asked stands before the question
    lead = (
        (*page.lead("ask"), *ask) if count in (0, len(ask)) else (*_asked_of(page, ask[:count]), *_begun(ask[count:]))
    )
    return fit.single(lead, style)


def _asked_of(page: Page, whom: Text) -> Text:
    """Return the words that name who is asked, in bold with their colon: "Ask the harbour office: "."""
    before, after = page.wording.phrase("ask_of").split("{}")
    colon = page.wording.joint(": ")
    named = (*whom[:-1], replace(whom[-1], text=whom[-1].text.rstrip(" :：")))
    return embolden((*text(before), *named, *text(after + colon)))


def _begun(question: Text) -> Text:
    """Return a question without the spaces and the colon before it."""
    return (replace(question[0], text=question[0].text.lstrip(" :：")), *question[1:])


def callout(page: Page, zone: Box, body: TextStyle) -> list[Element]:
    """Return a section's ask in a tinted box with a bar, standing on the zone's foot."""
    content = asked(page, body)
    inner = zone.w - BAR - 2 * PAD
    tall = fit.height(content, inner) + 2 * PAD - 2
    if tall > zone.h - PAD:
        raise fit.overflow(page, "Callout text", content, Box(0, 0, inner, zone.h - 3 * PAD + 2))
    return tinted(page.at("callout"), "Callout", Box(zone.x, zone.y1 - tall, zone.w, tall), content)


def tinted(page: Page, name: str, box: Box, content: Sequence[Paragraph]) -> list[Element]:
    """Return a text in a tinted box with a bar at its left."""
    inner = Box(box.x + BAR + PAD, box.y, box.w - BAR - 2 * PAD, box.h)
    return [
        Shape(name, "rect", box, fill="highlight_tint"),
        Shape(f"{name} bar", "rect", Box(box.x, box.y, BAR, box.h), fill="highlight"),
        fit.set_text(page, f"{name} text", inner, content, anchor="ctr"),
    ]


def _cells(page: Page, points: Sequence[Point], gap: float, zone: Box, *, ask: bool) -> list[_Cell]:
    """Return the contents of the columns of a strip with their heights, as large as they leave the evidence room."""
    shown: list[Point | None] = [*points, *([None] if ask else [])]
    widths = [width for _, width in page.zones.columns(len(shown), gap, zone)] if shown else []
    cells: list[_Cell] = []
    for _, body in SIZES:
        cells = []
        for point, width in zip(shown, widths, strict=True):
            content = fit.single(run_in(point, page.wording), body) if point else asked(page, body)
            inner = width if point else width - BAR - 2 * PAD
            around = PAD - 2 if point else 2 * (PAD - 2)
            cells.append((point, content, fit.height(content, inner) + around))
        if all(tall <= TALL_STRIP for _, _, tall in cells):
            break
    return cells


def _closest(page: Page, points: Sequence[Point], gap: float, zone: Box, *, ask: bool) -> tuple[list[_Cell], float]:
    """Return the columns of a strip with the gap between them: those that stand closer may save a line, which would be
    empty where a program sets the words a little narrower."""
    tried = [(_cells(page, points, wide, zone, ask=ask), wide) for wide in dict.fromkeys((gap, min(gap, grid.GUTTER)))]
    return min(tried, key=lambda found: max((tall for _, _, tall in found[0]), default=0.0))


def _bar(page: Page, zone: Box, body: TextStyle) -> tuple[list[Element], float]:
    """Return a section's ask on one line across a zone, and the y above which points end; nothing if it is longer."""
    content = asked(page, body)
    inner = zone.w - BAR - 2 * PAD
    tall = fit.height(content, inner)
    if tall > content[0].style.leading * 1.5:
        return [], page.foot
    box = Box(zone.x, page.foot - tall - PAD, zone.w, tall + PAD)
    return tinted(page.at("callout"), "Callout", box, content), box.y - PAD


def strip(
    page: Page, points: Sequence[Point], *, gap: float = 24.0, zone: Box | None = None
) -> tuple[list[Element], float]:
    """Return points and ask in equal columns at the foot of a zone, and the y of their top. An ask of one line stands
    in a bar below the points where that takes about as little room, so that no box is taller than its text."""
    zone = zone or page.zones.body
    cells, between = _closest(page, points, gap, zone, ask=bool(page.section.ask))
    if not cells:
        return [], page.foot
    if page.section.ask and points:
        bar, limit = _bar(page, zone, _closest(page, points, gap, zone, ask=False)[0][0][1][0].style)
        above = replace(page, section=replace(page.section, ask=()), foot=limit)
        found, top = strip(above, points, gap=gap, zone=zone)
        if bar and top > page.foot - max(tall for _, _, tall in cells) - (_LOST if len(points) > 1 else 0.0):
            return [*found, *bar], top
    gap = between
    if len(cells) > MOST_COLUMNS:
        over = len(cells) - MOST_COLUMNS
        raise page.error("points", f"{over} too many for {MOST_COLUMNS} columns", "leave some to the brief")
    tall = max(height for _, _, height in cells)
    _check_height(page, cells, zone, gap, page.foot - page.zones.body.y - LEAST_EVIDENCE)
    top = page.foot - tall
    elements: list[Element] = []
    columns = page.zones.columns(len(cells), gap, zone)
    for index, ((point, content, _), (x, wide)) in enumerate(zip(cells, columns, strict=True), start=1):
        if point is None:
            elements.extend(tinted(page.at("callout"), "Callout", Box(x, top, wide, tall), content))
            continue
        elements.append(Shape(f"Point rule {index}", "line", Box(x, top, wide, 0), line="rule_strong", weight=0.75))
        box = Box(x, top + PAD - 2, wide, tall - PAD + 2)
        elements.append(fit.set_text(page.at("panel"), f"Point {index}", box, content))
    return elements, top


def _check_height(page: Page, cells: Sequence[_Cell], zone: Box, gap: float, room: float) -> None:
    """LayoutError for the first column that would leave the evidence too little."""
    for index, ((point, content, tall), (_, wide)) in enumerate(
        zip(cells, page.zones.columns(len(cells), gap, zone), strict=True), start=1
    ):
        if tall > room:
            inner = wide if point else wide - BAR - 2 * PAD
            name = f"Point {index}" if point else "Callout text"
            raise fit.overflow(page, name, content, Box(0, 0, inner, room - 2 * PAD + 4))

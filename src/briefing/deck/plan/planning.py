"""Document → slides with every box placed and every text measured; the layout follows from the section's content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.charts import plot as plotted
from briefing.deck.plan import frame, tiles
from briefing.deck.plan import timeline as timelines
from briefing.deck.plan.bump import bump
from briefing.deck.plan.cards import cards
from briefing.deck.plan.cover import cover
from briefing.deck.plan.decisions import decisions
from briefing.deck.plan.evidence import bar_table
from briefing.deck.plan.fit import Page
from briefing.deck.plan.hero import hero
from briefing.deck.plan.lines import chart_over_years
from briefing.deck.plan.pairs import pair
from briefing.deck.plan.panel import side, strip
from briefing.deck.plan.quote import quote
from briefing.deck.plan.sheet import sheet
from briefing.deck.plan.slope import slope
from briefing.deck.plan.strip import rank_strip
from briefing.deck.plan.words import words
from briefing.deck.slides import Box, Element, Layout, Slide
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Chart, Plot
from briefing.model.document import (
    Block,
    Cards,
    Decisions,
    Document,
    Point,
    Quote,
    RankStrip,
    Section,
    Table,
    TileMap,
    Timeline,
)
from briefing.model.text import Text
from briefing.model.theme import Theme
from briefing.wording import of

POLICY_GAP = 30.0  # between the tiles and the timeline
MOST_POINTS_BESIDE = 1  # a line chart with more points than this gets a panel


def plan(document: Document, theme: Theme) -> tuple[Slide, ...]:
    """Document → the cover and one slide for each section of the deck. LayoutError with every text that does not fit.

    Positions are points on 960 × 540. A theme brings colours and fonts of one metric, so it moves no box;
    one whose ground is dark has all slides on its dark palette.
    """
    slides: list[Slide] = []
    findings: list[Finding] = []
    wording = of(document.lang)
    places: list[tuple[Section | None, Text, str]] = [(None, (), "")]
    for part in document.parts:
        places += [(_shown(section), part.name, part.id) for section in part.sections if "deck" in section.outputs]
    for number, (section, name, part_id) in enumerate(places, start=1):
        page = Page(document, section, number, wording)
        try:
            slides.append(_slide(page, name, part_id) if section else _cover(page))
        except LayoutError as error:
            findings.extend(error.findings)
    findings += _same_titles(slides)
    if findings:
        raise LayoutError(findings)
    return tuple(replace(slide, dark=True) if theme.ground == "dark" else slide for slide in slides)


def _same_titles(slides: Sequence[Slide]) -> list[Finding]:
    """Slides of one title: whoever jumps by title, on a screen or by ear, cannot tell them apart."""
    seen: dict[str, Slide] = {}
    findings: list[Finding] = []
    for number, slide in enumerate(slides, start=1):
        title = slide.title
        if title in seen:
            what = f"has the title of {seen[title].id}: “{title}”"
            findings.append(Finding(f"slide {number} ({slide.id}), title", what, "say what this slide alone shows"))
        seen.setdefault(title, slide)
    return findings


def _shown(section: Section) -> Section:
    """A section with only the points that stand in the deck."""
    return replace(section, points=tuple(point for point in section.points if "deck" in point.outputs))


def _cover(page: Page) -> Slide:
    document = page.document
    return Slide("cover", "cover", "", cover(page), document.cover_notes, dark=True)


def _slide(page: Page, name: Text, part: str) -> Slide:
    section = page.section
    assert section is not None
    foot, body_foot = frame.foot(page)
    page = replace(page, foot=body_foot)
    dark = any(isinstance(block, Quote | Decisions) for block in section.blocks)
    layout: Layout = "pause" if dark else "headline"
    elements = [*frame.head(page, name), *_body(page, section), *foot]
    moved = frame.spoken(section) if page.presented else ()
    return Slide(
        layout,
        section.id,
        part,
        tuple(elements),
        frame.notes(page, moved),
        dark=dark,
        footer=frame.footer(page),
        date=frame.date(page),
    )


def _body(page: Page, section: Section) -> list[Element]:
    """A section's blocks → the layout that shows them; one that no layout holds is an error."""
    blocks = section.blocks
    charts = [block for block in blocks if isinstance(block, Chart)]
    if charts and len(charts) == len(blocks):
        return _charts(page, section, charts)
    kinds = {type(block) for block in blocks}
    if kinds == {TileMap, Timeline} or kinds == {TileMap} or kinds == {Timeline}:
        return _policy(page, section, blocks)
    if len(blocks) == 1:
        return _component(page, section, blocks[0])
    if not blocks:
        return words(page, section)
    names = ", ".join(sorted(kind.__name__.lower() for kind in kinds))
    raise page.error(
        "blocks", f"no layout holds {names} on one slide", "give each its own section, or leave one to the brief (only)"
    )


def _points(page: Page, section: Section) -> tuple[Point, ...]:
    return () if page.presented else section.points


def _charts(page: Page, section: Section, charts: Sequence[Chart]) -> list[Element]:
    plots = [_with_alt(chart, section) for chart in charts]
    if len(charts) > 1:
        return pair(page, charts, plots)
    chart, plot = charts[0], plots[0]
    points = _points(page, section)
    if section.hero is not None:
        return hero(page, section.hero, plot)
    if chart.kind == "bump":
        foot, top = strip(page, points)
        return [*bump(page, plot, _down_to(page.zones.whole, top - 14)), *foot]
    over_years = chart.kind not in ("bar", "bullet")
    if len(points) > (MOST_POINTS_BESIDE if over_years else 0) or (section.ask and not over_years):
        evidence = _evidence(page, chart, plot, _down_to(page.zones.evidence, min(page.foot, page.zones.table_foot)))
        beside = replace(page, section=replace(section, points=points))
        return [*evidence, *side(beside, page.zones.panel, heading=page.say("beyond") if points else ())]
    foot, top = strip(page, points)
    return [*_evidence(page, chart, plot, _down_to(page.zones.whole, top - 14)), *foot]


def _evidence(page: Page, chart: Chart, plot: Plot, area: Box) -> list[Element]:
    if chart.kind in ("bar", "bullet"):
        return bar_table(page, plot, area)
    if chart.kind == "slope":
        return slope(page, plot, area)
    return chart_over_years(page, plot, area)


def _with_alt(chart: Chart, section: Section) -> Plot:
    """A chart → its plot; without an alt text of its own the finding above it says what it shows."""
    drawn = plotted(chart)
    return drawn if drawn.alt else replace(drawn, alt=chart.alt or chart.title or section.title)


def _component(page: Page, section: Section, block: Block) -> list[Element]:
    if isinstance(block, Cards):
        return cards(page, block)
    if isinstance(block, Quote):
        return quote(page, block)
    if isinstance(block, Decisions):
        return decisions(page, block)
    foot, top = strip(page, _points(page, section))
    area = _down_to(
        page.zones.whole, min(top - 20, page.zones.table_foot) if foot else min(page.foot, page.zones.table_foot)
    )
    if isinstance(block, RankStrip):
        return [*rank_strip(page, block, area), *foot]
    assert isinstance(block, Table)
    return [*sheet(page, block, area), *foot]


def _policy(page: Page, section: Section, blocks: Sequence[Block]) -> list[Element]:
    """Tile maps above, the timeline below them, points and ask at the foot."""
    foot, limit = strip(page, _points(page, section))
    limit = limit - 14 if foot else limit
    if len(blocks) == 1 and isinstance(blocks[0], Timeline):
        top = page.zones.body_top
        return [*timelines.upright(page, blocks[0], Box(page.zones.left, top, page.zones.full, limit - top)), *foot]
    spare = limit - page.zones.body_top
    for block in blocks:
        if isinstance(block, TileMap):
            spare -= tiles.height(block) + POLICY_GAP
        if isinstance(block, Timeline):
            spare -= timelines.height(page, block)
    elements: list[Element] = []
    top = page.zones.body_top
    for block in blocks:
        if isinstance(block, TileMap):
            tall = tiles.tile_height(block, spare * 0.7)
            zone = Box(page.zones.left, top, page.zones.full, tiles.height(block, tall))
            elements += tiles.tile_map(page, block, zone, tall)
            top += zone.h + POLICY_GAP
    for block in blocks:
        if isinstance(block, Timeline):
            elements += timelines.timeline(page, block, Box(page.zones.left, top, page.zones.full, limit - top))
    return elements + foot


def _down_to(zone: Box, y: float) -> Box:
    return Box(zone.x, zone.y, zone.w, y - zone.y)

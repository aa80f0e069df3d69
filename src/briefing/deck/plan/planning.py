"""Document → slides with every box placed and every text measured; the layout follows from the section's content."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from briefing.charts import plots as plotted
from briefing.deck.plan import frame
from briefing.deck.plan.blocks import milestones as timelines
from briefing.deck.plan.blocks import tile_map
from briefing.deck.plan.blocks.cards import cards
from briefing.deck.plan.blocks.decisions import decisions
from briefing.deck.plan.blocks.heat_table import heat_table
from briefing.deck.plan.blocks.hero import hero
from briefing.deck.plan.blocks.panel import side, strip
from briefing.deck.plan.blocks.plain_table import sheet
from briefing.deck.plan.blocks.points import words
from briefing.deck.plan.blocks.quotation import quote
from briefing.deck.plan.blocks.rank_strip import rank_strip
from briefing.deck.plan.charts import axis_ends
from briefing.deck.plan.charts.bump import bump
from briefing.deck.plan.charts.over_years import chart_over_years
from briefing.deck.plan.charts.row_charts import row_table
from briefing.deck.plan.charts.side_by_side import pair
from briefing.deck.plan.charts.slope import slope
from briefing.deck.plan.charts.small_multiples import multiples
from briefing.deck.plan.company_cover import company_cover
from briefing.deck.plan.cover import cover, shown_note
from briefing.deck.plan.grid import OWN, SlideZones
from briefing.deck.plan.splitting import divided
from briefing.deck.plan.text import word_limit
from briefing.deck.plan.text.fit import Page
from briefing.deck.plan.text.line_breaks import spaced
from briefing.deck.slides import Box, Element, Layout, Slide
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Chart, Plot
from briefing.model.document import (
    Block,
    Cards,
    Decisions,
    Document,
    HeatTable,
    Multiples,
    Point,
    Quote,
    RankStrip,
    Section,
    Table,
    TileMap,
    Timeline,
)
from briefing.model.text import Text, join
from briefing.model.theme import Theme
from briefing.wording import of

_KEYS = {"RankStrip": "ranks", "HeatTable": "heat", "TileMap": "tiles", "Timeline": "milestones"}  # of a story
POLICY_GAP = 30.0  # between the tiles and the timeline
_T = TypeVar("_T")
MOST_POINTS_BELOW = 1  # a chart with more points than this gets a panel
ROOM_OF_ROW = 28.0  # height that a row of a chart needs where a point stands below


def plan(document: Document, theme: Theme, company: Mapping[Layout, SlideZones] | None = None) -> tuple[Slide, ...]:
    """Return the cover and a slide for each section of the deck, or several where one does not hold it.

    Raise LayoutError with every text that fits no slide. Positions are points on 960 × 540, or on the canvas of a
    company's layouts. A theme brings colours and fonts of one metric, so it moves no box; one whose ground is dark has
    all slides on its dark palette.
    """
    slides: list[Slide] = []
    findings: list[Finding] = []
    places: list[tuple[Section | None, Text, str]] = [(None, (), "")]
    for part in document.parts:
        places += [(_shown(section), part.name, part.id) for section in part.sections if "deck" in section.outputs]
    pages = [_page(document, section, company) for section, _, _ in places]
    short = any(frame.needs_short(page) for page in pages if page.section)
    number = 1
    for (section, name, part_id), blank in zip(places, pages, strict=True):
        page = replace(blank, number=number, short_sources=short)
        made: tuple[Slide, ...] = ()
        try:
            made = _slides(page, section, name, part_id) if section else (_cover(page, company is not None),)
        except LayoutError as error:
            origin = f"section {section.id}" if section else "cover"
            findings.extend(replace(found, origin=origin) for found in error.findings)
        slides.extend(made)
        number += max(1, len(made))
    findings += _same_titles(slides)
    if findings:
        raise LayoutError(findings)
    return tuple(spaced(replace(slide, dark=True) if theme.ground == "dark" else slide) for slide in slides)


def _page(document: Document, section: Section | None, company: Mapping[Layout, SlideZones] | None) -> Page:
    """Return the page of a section, or for None of the cover, not yet numbered."""
    zones = company[_layout(section)] if company else OWN
    return Page(document, section, 0, of(document.lang), zones, zones.body_foot)


def _same_titles(slides: Sequence[Slide]) -> list[Finding]:
    """Return findings for slides of one title, which nobody can tell from each other who jumps by title."""
    seen: dict[str, Slide] = {}
    findings: list[Finding] = []
    for number, slide in enumerate(slides, start=1):
        title = slide.title
        if title in seen:
            what = f"has the title of {seen[title].id}: “{title}”"
            where, origin = f"slide {number} ({slide.id}), title", f"section {slide.id}"
            findings.append(Finding(where, what, "say what this slide alone shows", origin=origin))
        seen.setdefault(title, slide)
    return findings


def _shown(section: Section) -> Section:
    """A section with only the points that stand in the deck. A big number without a chart is a point."""
    points = tuple(point for point in section.points if "deck" in point.outputs)
    charts = [block for block in section.blocks if isinstance(block, Chart)]
    if section.hero is None or len(charts) == 1:
        return replace(section, points=points)
    return replace(section, points=(Point(section.hero.value, section.hero.label), *points), hero=None)


def _layout(section: Section | None) -> Layout:
    """Return the layout that holds a section, or for None the cover."""
    if section is None:
        return "cover"
    return "pause" if any(isinstance(block, Quote | Decisions) for block in section.blocks) else "headline"


def _cover(page: Page, company: bool) -> Slide:
    document = page.document
    elements = company_cover(page) if company else cover(page)
    # a company's cover has no place for sources, and the foot of ours none for a long note
    origin = [document.cover_source_line, document.cover_note_line] if company else []
    if not company and shown_note(page) != document.cover_note_line:
        origin = [document.cover_note_line]
    return Slide("cover", "cover", "", elements, join([document.cover_notes, *origin], "\n\n"), dark=True)


def _slides(page: Page, section: Section, name: Text, part: str) -> tuple[Slide, ...]:
    """Return the slide of a section; where that does not hold it, its slides, which go on under the same title."""
    _check_blocks(page, section)
    layout = _layout(section)  # of all its slides
    try:
        return (_slide(page, name, part, layout),)
    except LayoutError:

        def planned(some: Section, place: int, before: int) -> Slide:
            here = replace(page, section=_continued(page, some, place), number=page.number + place, before=before)
            return _slide(here, name, part, layout)

        return divided(section, not (page.presented and section.blocks), planned)


def _continued(page: Page, section: Section, place: int) -> Section:
    """Return a part of a section under a title and an id that no other slide has; the first keeps its own."""
    if place == 0:
        return section
    key = "continued" if place == 1 else "continued_part"
    mark = page.say(key, "part of a section", number=str(place + 1))
    return replace(section, id=f"{section.id} {place + 1}", title=join([section.title, mark], page.wording.joint(" ")))


def _slide(page: Page, name: Text, part: str, layout: Layout) -> Slide:
    section = page.section
    assert section is not None
    faults: list[Finding] = []
    nothing: list[Element] = []
    foot, body_foot = _tried(lambda: frame.foot(page), (nothing, page.zones.body_foot), faults)
    head = _tried(lambda: frame.head(page, name), nothing, faults)
    below = replace(page, foot=body_foot, zones=frame.risen(page, head) if head else page.zones)
    body = _tried(lambda: _body(below, section), nothing, faults)
    if faults:
        raise LayoutError(faults)
    elements = [*head, *body, *foot]
    word_limit.check(page, elements)
    moved = frame.spoken(section, page.wording, presented=page.presented)
    return Slide(
        layout,
        section.id,
        part,
        tuple(elements),
        frame.notes(page, moved),
        dark=layout == "pause",
        footer=frame.footer(page, name),
        date=frame.date(page),
        foot_style=page.zones.foot_style,
    )


def _tried(made: Callable[[], _T], otherwise: _T, faults: list[Finding]) -> _T:
    """What a part of a slide gives, or what stands in for it: the faults of each part come together."""
    try:
        return made()
    except LayoutError as error:
        faults += error.findings
        return otherwise


def _body(page: Page, section: Section) -> list[Element]:
    """Return a section's blocks in the layout that shows them."""
    blocks = section.blocks
    charts = [block for block in blocks if isinstance(block, Chart)]
    if charts:
        return _charts(page, section, charts)
    if any(isinstance(block, TileMap | Timeline) for block in blocks):
        return _policy(page, section, blocks)
    return _component(page, section, blocks[0]) if blocks else words(page, section)


def _check_blocks(page: Page, section: Section) -> None:
    """LayoutError for blocks that no layout holds together."""
    kinds = {type(block) for block in section.blocks}
    if len(section.blocks) > 1 and kinds not in ({Chart}, {TileMap, Timeline}, {TileMap}, {Timeline}):
        names = ", ".join(sorted(_KEYS.get(kind.__name__, kind.__name__.lower()) for kind in kinds))
        fix = "give each a section of its own; one with `only: [brief]` is not in the deck"
        raise page.error("blocks", f"no layout holds {names} on one slide", fix)


def _points(page: Page, section: Section) -> tuple[Point, ...]:
    return () if page.presented else section.points


def _charts(page: Page, section: Section, charts: Sequence[Chart]) -> list[Element]:
    pairs = zip(plotted(charts), charts, strict=True)
    plots = axis_ends.among([_with_alt(plot, chart, section) for plot, chart in pairs])
    if len(charts) > 1:
        return pair(page, charts, plots)
    chart, plot = charts[0], plots[0]
    points = _points(page, section)
    if section.hero is not None:
        return hero(page, section.hero, plot)
    if chart.kind == "bump":
        foot, top = strip(page, points)
        return [*bump(page, plot, _down_to(page.zones.whole, top - 14)), *foot]
    if _has_panel(page, section, plot, points):
        evidence = _evidence(page, chart, plot, _down_to(page.zones.evidence, min(page.foot, page.zones.table_foot)))
        shown = replace(page, section=replace(section, points=points))
        return [*evidence, *side(shown, page.zones.panel, heading=page.say("beyond") if points else ())]
    foot, top = strip(page, points)
    return [*_evidence(page, chart, plot, _down_to(page.zones.whole, top - 14)), *foot]


def _has_panel(page: Page, section: Section, plot: Plot, points: Sequence[Point]) -> bool:
    """Return whether points and ask stand at the side of a chart.

    One point alone would leave a panel empty: it stands below, unless that leaves the rows of a chart too little
    height.
    """
    if not plot.in_rows:
        return len(points) > MOST_POINTS_BELOW
    if section.ask and not page.presented:
        return True
    room = strip(page, points)[1] - page.zones.body_top
    return bool(points) and (len(points) > MOST_POINTS_BELOW or room < ROOM_OF_ROW * len(plot.categories))


def _evidence(page: Page, chart: Chart, plot: Plot, area: Box) -> list[Element]:
    if plot.in_rows:
        return row_table(page, plot, area)
    if chart.kind == "slope":
        return slope(page, plot, area)
    return chart_over_years(page, plot, area)


def _with_alt(plot: Plot, chart: Chart, section: Section) -> Plot:
    """Return a plot that has an alt text: where it has none, the finding above it says what it shows."""
    return plot if plot.alt else replace(plot, alt=chart.alt or chart.title or section.title)


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
    if isinstance(block, HeatTable):
        return [*heat_table(page, block, area), *foot]
    if isinstance(block, Multiples):
        return [*multiples(page, block, area), *foot]
    assert isinstance(block, Table)
    return [*sheet(page, block, area), *foot]


def _policy(page: Page, section: Section, blocks: Sequence[Block]) -> list[Element]:
    """Tile maps above, the timeline below them, points and ask at the foot."""
    foot, limit = strip(page, _points(page, section))
    limit = limit - 14 if foot else limit
    top = page.zones.body_top
    if len(blocks) == 1 and isinstance(blocks[0], Timeline):
        return [*timelines.alone(page, blocks[0], Box(page.zones.left, top, page.zones.full, limit - top)), *foot]
    maps = [block for block in blocks if isinstance(block, TileMap)]
    lines = [block for block in blocks if isinstance(block, Timeline)]
    columns = _shared_columns(maps, lines)
    spare = limit - top - sum(tile_map.height(block) for block in maps) - POLICY_GAP * (len(maps) - (0 if lines else 1))
    spare -= sum(timelines.height(page, block, columns) for block in lines)
    share = 0.7 if lines else 1 / len(maps)
    elements: list[Element] = []
    for block in maps:
        tall = tile_map.tile_height(block, spare * share, alone=not lines)
        zone = Box(page.zones.left, top, page.zones.full, tile_map.height(block, tall))
        elements += tile_map.tile_map(page, block, zone, tall, grid_of=columns, alone=not lines)
        if zone.y + zone.h > limit:
            over = zone.y + zone.h - limit
            raise page.error("tiles", f"{over:.0f} points too tall for the slide", "leave some groups out")
        top += zone.h + POLICY_GAP
    for line in lines:
        area = Box(page.zones.left, top, page.zones.full, limit - top)
        elements += timelines.timeline(page, line, area, columns)
    return elements + foot


def _shared_columns(maps: Sequence[TileMap], lines: Sequence[Timeline]) -> int:
    """Return the columns of one grid for tile maps and timelines, names included; 0 where their counts differ much."""
    if not maps or not lines:
        return 0
    names_and_tiles = {tile_map.across(block) + 1 for block in maps}
    counts = names_and_tiles | {len(block.events) for block in lines}
    return max(counts) if max(counts) - min(counts) <= 1 else 0


def _down_to(zone: Box, y: float) -> Box:
    return Box(zone.x, zone.y, zone.w, y - zone.y)

"""Document → slides with every box placed and every text measured; the layout follows from the section's content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from briefing.deck.plan import frame
from briefing.deck.plan.blocks import milestones as timelines
from briefing.deck.plan.blocks import tile_map
from briefing.deck.plan.blocks.card_rows import cards
from briefing.deck.plan.blocks.chart_slide import chart_slide, form_of
from briefing.deck.plan.blocks.decisions import decisions
from briefing.deck.plan.blocks.heat_table import heat_table
from briefing.deck.plan.blocks.panel import strip
from briefing.deck.plan.blocks.plain_table import plain_table
from briefing.deck.plan.blocks.points import points_slide
from briefing.deck.plan.blocks.quotation import quotation
from briefing.deck.plan.blocks.rank_strip import rank_strip
from briefing.deck.plan.charts.small_multiples import small_multiples
from briefing.deck.plan.company_cover import company_cover
from briefing.deck.plan.cover import cover, shown_note
from briefing.deck.plan.divider import divider
from briefing.deck.plan.grid import OWN, SlideZones
from briefing.deck.plan.parts_of_deck import is_divided, is_summary, number_of
from briefing.deck.plan.source_slides import source_slides
from briefing.deck.plan.splitting import split
from briefing.deck.plan.text import word_limit
from briefing.deck.plan.text.fit import Page
from briefing.deck.plan.text.line_breaks import with_spaces
from briefing.deck.slides import Box, Element, Layout, Slide
from briefing.errors import FigureError, Finding, LayoutError
from briefing.model.chart import Chart, Series
from briefing.model.cited import cited_sources, named_alike
from briefing.model.dataset import Source
from briefing.model.document import (
    Block,
    Cards,
    Decisions,
    Document,
    HeatTable,
    Letter,
    Multiples,
    Part,
    Point,
    Quote,
    RankStrip,
    Section,
    Table,
    TileMap,
    Timeline,
)
from briefing.model.text import join
from briefing.model.theme import Theme
from briefing.reuse import Large, reused
from briefing.wording import of

_KEYS = {"RankStrip": "ranks", "HeatTable": "heat", "TileMap": "tiles", "Timeline": "milestones"}  # of a story
REMEMBERED = 6  # slides whose forms the next one differs from
POLICY_GAP = 30.0  # between the tiles and the timeline
_T = TypeVar("_T")


def plan(document: Document, theme: Theme, company: Mapping[Layout, SlideZones] | None = None) -> tuple[Slide, ...]:
    """Return the cover and a slide for each section of the deck, or several where one does not hold it.

    Raise LayoutError with every text that fits no slide. Positions are points on 960 × 540, or on the canvas of a
    company's layouts. A theme brings colours and fonts of one metric, so it moves no box; one whose ground is dark has
    all slides on its dark palette.
    """
    document = replace(document, sources=cited_sources(document))
    zones = company or dict.fromkeys(("cover", "headline", "pause"), OWN)
    wording = of(document.lang)
    sections = [
        (section, part)
        for part in document.parts
        for section in map(_shown, part.sections)
        if "deck" in section.outputs
    ]
    palette = theme.dark if theme.ground == "dark" else theme.light
    pages = [Page(document, section, 0, wording, zones[_layout(section)], palette=palette) for section, _ in sections]
    short = any(map(frame.needs_short_sources, pages))
    shortened = any(frame.shortens_sources(replace(page, short_sources=short)) for page in pages)
    listed = shortened or named_alike(document.sources, by_year=short)
    front = Page(document, Section("cover", document.title), 1, wording, zones["cover"])
    slides: list[Slide] = []
    findings: list[Finding] = []
    number = 1
    divided = is_divided(document, [section for section, _ in sections])
    for page, part in [(front, None), *zip(pages, (part for _, part in sections), strict=True)]:
        if part and divided and part.id not in {slide.part for slide in slides} and not is_summary(document, part):
            opening = replace(page, number=number, zones=zones["pause"], short_sources=short)
            slides.append(with_spaces(_divider(opening, part, sections, findings)))
            number += 1
        forms = tuple(form_of(slide.elements) for slide in slides[-REMEMBERED:])
        page = replace(page, number=number, foot=page.zones.body.y1, short_sources=short, listed=listed, forms=forms)
        result: tuple[Slide, ...] = ()
        try:
            result = _planned(page, part) if part else (with_spaces(_cover(page, company is not None)),)
        except LayoutError as error:
            origin = f"section {page.section.id}" if part else "cover"
            findings.extend(replace(found, origin=origin) for found in error.findings)
        slides.extend(result)
        number += max(1, len(result))
    if listed and not findings:
        last = Page(document, Section("sources", ()), number, wording, zones["headline"])
        slides.extend(_spaced(source_slides(last, document.parts[-1])))
    findings += _same_titles(slides)
    if findings:
        raise LayoutError(findings)
    return tuple(replace(slide, dark=True) if theme.ground == "dark" else slide for slide in slides)


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
    """Return a section with only the points that stand in the deck. A big number without a chart is a point."""
    points = tuple(point for point in section.points if "deck" in point.outputs)
    charts = [block for block in section.blocks if isinstance(block, Chart)]
    if section.hero is None or len(charts) == 1:
        return section if points == section.points else replace(section, points=points)
    return replace(section, points=(Point(section.hero.value, section.hero.label), *points), hero=None)


def _layout(section: Section) -> Layout:
    """Return the layout that holds a section."""
    return "pause" if any(isinstance(block, Quote | Decisions) for block in section.blocks) else "headline"


def _divider(page: Page, part: Part, sections: Sequence[tuple[Section, Part]], findings: list[Finding]) -> Slide:
    """Return the slide before the sections of a part; what does not fit on it is a finding."""
    follow = [section for section, other in sections if other is part]
    page = replace(page, foot=page.zones.body.y1)
    try:
        return divider(page, part, number_of(page.document, part, sections), follow)
    except LayoutError as error:
        findings += [replace(found, origin=f"part {part.id}") for found in error.findings]
        return Slide("pause", f"part {part.id}", part.id, ())


def _cover(page: Page, company: bool) -> Slide:
    document = page.document
    elements = company_cover(page) if company else cover(page)
    # a company's cover has no place for sources, and the foot of ours none for a long note
    origin = [document.cover_source_line, document.cover_note_line] if company else []
    if not company and shown_note(page) != document.cover_note_line:
        origin = [document.cover_note_line]
    return Slide("cover", "cover", "", elements, join([document.cover_notes, *origin], "\n\n"), dark=True)


def _planned(page: Page, part: Part) -> tuple[Slide, ...]:
    """Return the slides of a section; those of a section and a place that were planned before are not planned again."""
    seen = replace(page, document=_seen(page))
    unlike = {"section", "wording"}  # which is of the language
    fields: list[object] = [Large(page.section)]
    fields += (getattr(seen, name) for name in Page.__struct_fields__ if name not in unlike)
    if any(isinstance(block, Chart) and block.figure is not None for block in page.section.blocks):
        planned = _spaced(_slides(page, part))  # drawn by code that may read what it likes
    else:
        own = replace(part, sections=())
        planned = reused("slides", (*fields, part.id, part.name), lambda: _spaced(_slides(seen, own)))
    date = frame.date(page)
    return tuple(replace(slide, date=date) for slide in planned)


def _spaced(slides: Iterable[Slide]) -> tuple[Slide, ...]:
    return tuple(map(with_spaces, slides))


def _seen(page: Page) -> Document:
    """Return what the slides of a section may see of the document: of other sections only the series of their charts,
    where cards lead to them, and neither the day of the edition, which stands at the foot, nor its first period; of
    sources their names, and with them their numbers.
    """
    document = page.document
    leads = any(isinstance(block, Cards) for block in page.section.blocks)
    parts = tuple(map(_with_series_alone, document.parts)) if leads else ()
    last = document.edition.period[1]  # which tells the date of an edition that has no other
    edition = replace(document.edition, slug="", as_of=dt.date.min, moment=None, period=(last, last), chosen=None)
    named = bool(page.section.source_entries)
    sources = {key: Source(key, source.name, "", "") for key, source in document.sources.items() if named}
    letter = Letter((), (), ())
    return Document(edition, document.lang, (), (), (), None, parts, letter, {}, sources, header=document.header)


def _with_series_alone(part: Part) -> Part:
    """Return a part with the ids of its sections, where they appear, and the keys of what their charts show."""
    return Part(part.id, (), (), (), tuple(map(_keys_alone, part.sections)))


def _keys_alone(section: Section) -> Section:
    charts = (block for block in section.blocks if isinstance(block, Chart))
    keys = (Chart(chart.kind, "", (), tuple(Series(one.key, (), ()) for one in chart.series)) for chart in charts)
    return Section(section.id, (), blocks=tuple(keys), outputs=section.outputs)


def _slides(page: Page, part: Part) -> tuple[Slide, ...]:
    """Return the slide of a section; where that does not hold it, its slides, which go on under the same title."""
    _check_blocks(page)
    layout = _layout(page.section)  # of all its slides
    try:
        return (_slide(page, part, layout),)
    except FigureError:
        raise  # code that is run again fails again
    except LayoutError:

        def planned(some: Section, place: int, before: int) -> Slide:
            here = replace(page, section=_continued(page, some, place), number=page.number + place, before=before)
            return _slide(here, part, layout)

        return split(page.section, not (page.presented and page.section.blocks), planned)


def _continued(page: Page, section: Section, place: int) -> Section:
    """Return a part of a section under a title and an id that no other slide has; the first keeps its own."""
    if place == 0:
        return section
    key = "continued" if place == 1 else "continued_part"
    mark = page.say(key, "part of a section", number=str(place + 1))
    return replace(section, id=f"{section.id} {place + 1}", title=join([section.title, mark], page.wording.joint(" ")))


def _slide(page: Page, part: Part, layout: Layout) -> Slide:
    faults: list[Finding] = []
    nothing: list[Element] = []
    foot, body_foot = _tried(lambda: frame.foot(page), (nothing, page.zones.body.y1), faults)
    head = _tried(lambda: frame.head(page), nothing, faults)
    below = replace(page, foot=body_foot, zones=frame.zones_below(page, head) if head else page.zones)
    body = _tried(lambda: _body(below), nothing, faults)
    if faults:
        raise LayoutError(faults)
    elements = [*head, *body, *foot]
    word_limit.check(page, elements)
    return Slide(
        layout,
        page.section.id,
        part.id,
        tuple(elements),
        frame.notes(page),
        dark=layout == "pause",
        footer=frame.footer(page, part.name),
        foot_style=page.zones.foot_style,
    )


def _tried(result: Callable[[], _T], otherwise: _T, faults: list[Finding]) -> _T:
    """Return what a part of a slide gives, or what stands in for it: the faults of each part come together."""
    try:
        return result()
    except FigureError:
        raise
    except LayoutError as error:
        faults += error.findings
        return otherwise


def _body(page: Page) -> list[Element]:
    """Return a section's blocks in the layout that shows them."""
    blocks = page.section.blocks
    charts = [block for block in blocks if isinstance(block, Chart)]
    if charts:
        return chart_slide(page, charts)
    if any(isinstance(block, TileMap | Timeline) for block in blocks):
        return _policy(page, blocks)
    return _component(page, blocks[0]) if blocks else points_slide(page)


def _check_blocks(page: Page) -> None:
    """LayoutError for blocks that no layout holds together."""
    kinds = {type(block) for block in page.section.blocks}
    if len(page.section.blocks) > 1 and kinds not in ({Chart}, {TileMap, Timeline}, {TileMap}, {Timeline}):
        names = ", ".join(sorted(_KEYS.get(kind.__name__, kind.__name__.lower()) for kind in kinds))
        fix = "give each a section of its own; one with `only: [brief]` is not in the deck"
        raise page.error("blocks", f"no layout holds {names} on one slide", fix)


# Components that have a slide to themselves, and those with points at the foot.
_ALONE: Mapping[type[Block], Callable[[Page, Any], list[Element]]] = {
    Cards: cards,
    Quote: quotation,
    Decisions: decisions,
}
_OVER_POINTS: Mapping[type[Block], Callable[[Page, Any, Box], list[Element]]] = {
    RankStrip: rank_strip,
    HeatTable: heat_table,
    Multiples: small_multiples,
    Table: plain_table,
}


def _component(page: Page, block: Block) -> list[Element]:
    if alone := _ALONE.get(type(block)):
        return alone(page, block)
    foot, top = strip(page, page.points)
    area = page.zones.body.down_to(min(top - 20 if foot else page.foot, page.zones.table_foot))
    return [*_OVER_POINTS[type(block)](page, block, area), *foot]


def _policy(page: Page, blocks: Sequence[Block]) -> list[Element]:
    """Tile maps above, the timeline below them, points and ask at the foot."""
    foot, limit = strip(page, page.points)
    limit = limit - 14 if foot else limit
    top = page.zones.body.y
    if len(blocks) == 1 and isinstance(blocks[0], Timeline):
        return [*timelines.alone(page, blocks[0], Box(page.zones.body.x, top, page.zones.body.w, limit - top)), *foot]
    maps = [block for block in blocks if isinstance(block, TileMap)]
    lines = [block for block in blocks if isinstance(block, Timeline)]
    columns = _shared_columns(maps, lines)
    spare = limit - top - sum(tile_map.height(block) for block in maps) - POLICY_GAP * (len(maps) - (0 if lines else 1))
    spare -= sum(timelines.height(page, block, columns) for block in lines)
    share = 0.7 if lines else 1 / len(maps)
    elements: list[Element] = []
    for block in maps:
        tall = tile_map.tile_height(block, spare * share, alone=not lines)
        zone = Box(page.zones.body.x, top, page.zones.body.w, tile_map.height(block, tall))
        elements += tile_map.tile_map(page, block, zone, tall, grid_of=columns, alone=not lines)
        if zone.y1 > limit:
            over = zone.y1 - limit
            raise page.error("tiles", f"{over:.0f} points too tall for the slide", "leave some groups out")
        top += zone.h + POLICY_GAP
    for line in lines:
        area = Box(page.zones.body.x, top, page.zones.body.w, limit - top)
        elements += timelines.timeline(page, line, area, columns)
    return elements + foot


def _shared_columns(maps: Sequence[TileMap], lines: Sequence[Timeline]) -> int:
    """Return the columns of one grid for tile maps and timelines, names included; 0 where their counts differ much."""
    if not maps or not lines:
        return 0
    names_and_tiles = {tile_map.across(block) + 1 for block in maps}
    counts = names_and_tiles | {len(block.events) for block in lines}
    return max(counts) if max(counts) - min(counts) <= 1 else 0

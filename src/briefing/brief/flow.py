"""The flowables of a document: for each part its headline, its main column and its side column, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from briefing.brief.big_number import BigNumber
from briefing.brief.brief_context import BriefContext
from briefing.brief.bullet_lists import items
from briefing.brief.card_strip import CardStrip
from briefing.brief.components import decisions, quotation, rank_strip, tile_map
from briefing.brief.figure_with_text import FigureWithText
from briefing.brief.figures import ChartBlock, Panels, data_file
from briefing.brief.flowables import Flowable, Stack, height_of
from briefing.brief.heat_table import heat_table, is_wide
from briefing.brief.layout import Flow
from briefing.brief.opening import Opening, fits_opening
from briefing.brief.page_zones import PageZones
from briefing.brief.panel_grid import MultiplesBlock
from briefing.brief.side_column import aside
from briefing.brief.sources import source_line
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import (
    ADVICE,
    BODY,
    CARD_HEAD,
    FIGURE_SUBTITLE,
    FIGURE_TITLE,
    H2,
    HEADLINES,
    SOURCE,
    STANDFIRST,
    ParagraphStyle,
)
from briefing.brief.tables import least_measure, table
from briefing.brief.text_block import TextBlock
from briefing.brief.text_columns import TextColumns
from briefing.brief.timeline import TimelineStack, timeline
from briefing.errors import LayoutError
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.document import (
    Block,
    Cards,
    Decisions,
    HeatTable,
    List,
    Multiples,
    Part,
    Quote,
    RankStrip,
    Section,
    Table,
    TileMap,
    Timeline,
)
from briefing.model.text import Run, Text, plain
from briefing.typesetting.run_in import run_in

_FIGURE_GAP = 14.0
_HEADING_GAP = 11.0
_PARAGRAPH_GAP = 6.0
_FEW_LINES = 4
_FEW_COLUMNS = 5
_MOST_COLUMNS, _MOST_BARS = 2, 6  # of bars up to targets in the main column
_MOST_TILES = 3  # side by side in the main column, where more have a word or two on a line
_MANY = 12  # periods of a chart that is better wide
_PROPOSAL, _PROPOSAL_GAP = (4.5, 7.0, 3.0, 7.0), 4.0  # the ground around what is proposed, and above it


class FlowBuilder:
    """Makes the flows of one document; figures and tables are numbered through all parts."""

    def __init__(self, context: BriefContext, zones: PageZones) -> None:
        self.context, self.zones = context, zones
        self.headline = self._headline()
        self.described = ""  # the figure that is being made, for those who see its data alone

    def _headline(self) -> ParagraphStyle:
        """The largest size that sets all headlines in the fewest lines: one size for the whole brief."""
        texts = [part.headline for part in self.context.document.parts[1:]]

        def lines(style: ParagraphStyle) -> int:
            return sum(len(self.context.typesetter.lines(words, style, self.zones.full)) for words in texts)

        return min(HEADLINES, key=lines)

    def part(self, part: Part) -> Flow:
        """Return a part's flow. Structure is made in reading order: headline, cards, main column, side column."""
        context, flow = self.context, Flow()
        origin = Origin(f"part {part.id}", "headline")
        element = context.root.add("Sect", origin)
        element.title = plain(part.name)  # which the running head may show in place of a long headline
        if not plain(part.headline).strip():
            context.refuse(origin, "a part without a headline", "give it one: it is the first heading of its page")
        if part is context.document.parts[0] and fits_opening(context, part, self.zones):
            flow.top.append(Opening(context, part, element, self.zones))
        else:
            flow.top += self._head(part, element)
        sections = [section for section in part.sections if "brief" in section.outputs]
        for section in sections:
            for block in section.blocks:
                if isinstance(block, Cards):
                    flow.top += self._cards(section, block, element, part.headline)
        body = element.add("Sect")
        for section in sections:
            self._section(section, body, flow, two_columns=bool(part.asides))
        for given in part.asides:
            flow.side += aside(context, given, element, self.zones.side)
        return flow

    def _head(self, part: Part, element: Element) -> list[Flowable]:
        """The headline and the standfirst of a part."""
        context = self.context
        headline = TextBlock(context, part.headline, self.headline, element.add("H1"))
        blocks: list[Flowable] = [headline.spaced(keep=True).anchored(part.id, 0)]
        if part.standfirst:
            words = element.add("P", element.origin.at("standfirst"))
            blocks.append(TextBlock(context, part.standfirst, STANDFIRST, words).spaced(6))
        return blocks

    # -- cards over both columns -----------------------------------------------------------------------------------

    def _cards(self, section: Section, block: Cards, parent: Element, headline: Text) -> list[Flowable]:
        context = self.context
        element = parent.add("Sect", Origin(f"section {section.id}", "cards"))
        # where the part's headline above gives the finding, the measure is enough here
        given = self.context.document.title != headline
        words = (given and section.subtitle) or section.title
        head = TextBlock(context, words, CARD_HEAD, element.add("H2")).spaced(12, keep=True).anchored(section.id, 1)
        blocks: list[Flowable] = [head]
        if words is not section.subtitle:
            blocks += self._subtitle(section, element.add("P"))
        strip = CardStrip(context, block, element, gap=5)
        if drawn := [box.slope.element for box in strip.boxes if box.slope]:
            file = data_file(f"cards-{section.id}.csv", [card.slope for card in block.cards], plain(words))
            context.attachments.append(file)
            for line in drawn:
                line.files.append(file.name)
        strip.keep = bool(section.source_line_short or section.source_line or section.note_line)
        blocks.append(strip)
        if block.band_note:
            note = TextBlock(context, block.band_note, SOURCE, element.add("P")).spaced(6, keep=strip.keep)
            strip.keep = True
            blocks.append(note)
        return [*blocks, *self._sources(section, element, self.zones.full, gap=6)]

    def _subtitle(self, section: Section, element: Element) -> list[Flowable]:
        """What a section measures, under its title; an element without words is left out of the tree."""
        words = section.subtitle
        return [TextBlock(self.context, words, FIGURE_SUBTITLE, element).spaced(1, keep=True)] if words else []

    # -- sections of the main column -------------------------------------------------------------------------------

    def _section(self, section: Section, parent: Element, flow: Flow, *, two_columns: bool) -> None:
        """A section in its place in the order of the story: into the main column, or, where a table is too wide for it
        one of `two_columns`, over both: above the columns if it comes first, else below, with all that follow. Panels
        over time that come first, a chart with results, and many bars up to targets next to more columns than leave
        them room stand above both columns, and their text in the main one. Rows, and a few columns, of a part without
        asides have their text at their side.
        """
        element = parent.add("Sect")
        evidence = [block for block in section.blocks if not isinstance(block, Cards)]
        has_cards = len(evidence) < len(section.blocks)
        wide = any(self._is_wide(block) for block in evidence)
        over = two_columns and (wide or bool(flow.tail))
        first = two_columns and not (over or flow.main) and bool(evidence)
        several = len(evidence) > 1 or any(_has_results(block) for block in evidence)
        panels = first and ((several and all(map(_is_over_time, evidence))) or all(map(_is_between_columns, evidence)))
        blocks: list[Flowable] = []
        if evidence and all(isinstance(block, Quote) for block in evidence):
            blocks += self._quotes(section, evidence, element)
        elif evidence:
            blocks += self._figure(
                section, evidence, element, self.zones.full if wide or over or panels else self.zones.main
            )
        if panels:
            flow.top += blocks
            blocks = []
        words = self._text(section, element, alone=not evidence and not has_cards)
        pair = None
        if words and not two_columns and len(evidence) == 1 and _is_narrow(evidence[0]):
            pair = FigureWithText(blocks, words, self.zones)
        text = words[bool(section.heading) :]  # a heading stays with what follows it
        short = len(text) == 1 and height_of(text, self.zones.main) <= _FEW_LINES * BODY.leading
        if blocks and short:
            blocks[-1].keep = True  # a few lines on a figure are not left for the next page
        blocks = [pair] if pair and pair.fits else [*blocks, *words]
        if _proposes(section):
            for block in blocks[:-1]:
                block.keep = True  # the proposal stays with the questions that it answers
        into = flow.main if not over else flow.tail if flow.main else flow.top
        into += blocks

    def _is_wide(self, block: Block) -> bool:
        if isinstance(block, HeatTable):
            return is_wide(self.context, block, self.zones.main)
        if isinstance(block, TileMap):
            return max((len(group.items) for group in block.groups), default=0) > _MOST_TILES
        return isinstance(block, Table) and least_measure(self.context, block) > self.zones.main

    def _quotes(self, section: Section, evidence: Sequence[Block], element: Element) -> list[Flowable]:
        """Quotations under the finding that they prove; each tells its own source."""
        context, element.origin = self.context, Origin(f"section {section.id}", "quotation")
        head = (
            TextBlock(context, section.title, H2, element.add("H2")).spaced(_FIGURE_GAP, keep=True).anchored(section.id)
        )
        blocks: list[Flowable] = [head]
        blocks += self._subtitle(section, element.add("P"))
        blocks += [quotation(context, block, element, gap=8) for block in evidence if isinstance(block, Quote)]
        if section.note_line:
            blocks.append(TextBlock(context, section.note_line, SOURCE, element.add("P")).spaced(4.5))
        return blocks

    def _figure(self, section: Section, evidence: Sequence[Block], element: Element, width: float) -> list[Flowable]:
        """Number, title, subtitle, blocks, sources: bound together so that none is left behind."""
        context = self.context
        caption = context.captions.next(context.wording, evidence)
        element.origin = Origin(f"section {section.id}", caption.place)
        self.described = f"{caption.named}{context.wording.joint(': ')}{plain(section.title)}"
        heading = element.add("H2")
        label = Run(f"{caption.named}\u00a0\u00a0", bold=True, term="figure number")
        title: Text = (label, *section.title)
        blocks: list[Flowable] = [
            TextBlock(context, title, FIGURE_TITLE, heading).spaced(_FIGURE_GAP, keep=True).anchored(section.id)
        ]
        titled = [block for block in evidence if isinstance(block, Chart) and block.subtitle]
        legend = element.add("Caption")
        if section.subtitle and len(titled) < 2:  # panels have measures of their own
            blocks.append(TextBlock(context, section.subtitle, FIGURE_SUBTITLE, legend).spaced(1, keep=True))
        shown = self._evidence(evidence, element, caption.number, width)
        for table_ in [kid for kid in element.kids if isinstance(kid, Element) and kid.tag == "Table"][:1]:
            legend.lead(table_)  # not of a figure, whose alternative text would take its place
        for first in shown[:1]:
            first.space = 5
        blocks += shown
        sources = self._sources(section, element, width, gap=4.5)
        for block in shown if sources else shown[:-1]:
            block.keep = True
        return [*blocks, *sources]

    def _evidence(self, evidence: Sequence[Block], element: Element, number: int, width: float) -> list[Flowable]:
        context = self.context
        charts = [block for block in evidence if isinstance(block, Chart)]
        shown: list[Flowable] = []
        for block in evidence:
            if isinstance(block, Chart):
                shown += self._charts(charts, element, number) if block is charts[0] else ()
            elif isinstance(block, Multiples):
                shown += self._multiples(block, element, number)
            else:
                shown += _COMPONENTS[type(block)](context, block, element, width)
        return shown

    def _charts(self, charts: list[Chart], element: Element, number: int) -> list[Flowable]:
        """Charts as one figure; what cannot be drawn is recorded as a finding."""
        context = self.context
        try:
            if len(charts) == 1:
                block = ChartBlock(context, charts[0], element)
                self._attach(charts, block, number)
                return [block]
            panels = Panels(context, charts, element)
        except LayoutError as error:
            context.record(error, element.origin)
            return []
        for block in panels.charts:
            self._attach([block.chart], block, number)
        return [panels]

    def _multiples(self, block: Multiples, element: Element, number: int) -> list[Flowable]:
        context = self.context
        try:
            panels = MultiplesBlock(context, block, element)
        except LayoutError as error:
            context.record(error, element.origin)
            return []
        self._attach(block.panels, panels, number)
        return [panels]

    def _attach(self, drawn: Sequence[Chart], block: ChartBlock | MultiplesBlock, number: int) -> None:
        """Attach a figure's data to it: the first drawing's under the figure's number, the others' with a letter."""
        stem = f"figure-{number:02d}"
        before = sum(file.name.startswith(stem) for file in self.context.attachments)
        file = data_file(f"{stem}{chr(ord('a') + before) if before else ''}.csv", drawn, self.described)
        self.context.attachments.append(file)
        block.element.files.append(file.name)

    def _sources(self, section: Section, element: Element, width: float, *, gap: float) -> list[Flowable]:
        joined = source_line(self.context, section, width)
        if not joined:
            return []
        sources = TextBlock(self.context, joined, SOURCE, element.add("P")).spaced(gap)
        sources.whole = True
        if section.note_line:
            noted = section.note_line_full or section.note_line
            note = element.add("Note", id=f"note {section.id} {element.origin.name}".replace(" ", "-"))
            sources.content.owners.update((id(run), note) for run in noted)
        return [sources]

    def _text(self, section: Section, element: Element, *, alone: bool) -> list[Flowable]:
        context = self.context
        element.origin = Origin(f"section {section.id}", "text")
        blocks: list[Flowable] = []
        paragraphs = (*section.paragraphs, *self._points(section))
        heading = section.heading if paragraphs else ()
        if alone:
            key, title = section.id, element.add("H2")
            blocks.append(TextBlock(context, section.title, H2, title).spaced(_HEADING_GAP, keep=True).anchored(key, 1))
            blocks += self._subtitle(section, element.add("P"))
        if section.hero:
            blocks.append(BigNumber(context, section.hero, element, self.zones.main).spaced(_FIGURE_GAP))
        if heading:
            key, gap = f"{section.id}-text", 2.5 if alone else _HEADING_GAP
            element_h = element.add("H2")
            blocks.append(TextBlock(context, heading, H2, element_h).spaced(gap, keep=True).anchored(key, 1))
        words: list[Flowable] = []
        for at, paragraph in enumerate(paragraphs):
            gap = _PARAGRAPH_GAP if at else 2.5 if heading or alone else 8
            if isinstance(paragraph, List):
                words += items(context, paragraph, element, gap=min(gap, 4))
                continue
            words.append(TextBlock(context, paragraph, BODY, element.add("P")).spaced(gap))
        if words:
            blocks.append(TextColumns(words, self.zones))
        if alone and section.note_line:
            blocks.append(TextBlock(context, section.note_line, SOURCE, element.add("P")).spaced(4.5))
        if _proposes(section):
            blocks.append(self._ask(section.ask, element))
        return blocks

    def _points(self, section: Section) -> tuple[Text, ...]:
        """Points that stand in the brief, as paragraphs."""
        return tuple(run_in(point, self.context.wording) for point in section.points if "brief" in point.outputs)

    def _ask(self, ask: Text, element: Element) -> Flowable:
        """The decision that is proposed; its lead sets it off from findings."""
        words: Text = (Run(self.context.phrase("proposal") + self.context.wording.joint(": "), bold=True), *ask)
        proposal = TextBlock(self.context, words, ADVICE, element.add("P", element.origin.at("proposal")))
        return Stack(self.context, [proposal], pad=_PROPOSAL, fill="highlight_tint", whole=True).spaced(_PROPOSAL_GAP)


def _is_over_time(block: Block) -> bool:
    return isinstance(block, Chart) and len(block.periods) == len(block.categories) > _MANY


def _is_between_columns(block: Block) -> bool:
    """Whether a chart has many bars up to targets, whose gaps are to be seen, next to more columns than leave them
    room."""
    if not isinstance(block, Chart) or block.kind != "bullet":
        return False
    return len(block.columns) > _MOST_COLUMNS and len(block.categories) > _MOST_BARS


def _has_results(block: Block) -> bool:
    """Whether a chart has results at its right, which take much of a column."""
    return isinstance(block, Chart) and bool(block.results)


def _is_narrow(block: Block) -> bool:
    """Whether a chart serves in the main column: one of rows, or of so few columns that on the whole page each would be
    a slab."""
    if not isinstance(block, Chart):
        return False
    in_rows = len(block.periods) != len(block.categories)
    return in_rows or (KINDS[block.kind].form == "column" and len(block.categories) <= _FEW_COLUMNS)


def _proposes(section: Section) -> bool:
    return bool(section.ask) and any(isinstance(block, Decisions) for block in section.blocks)


# Components of a figure.
_COMPONENTS: Final[Mapping[type[Block], Callable[[BriefContext, Any, Element, float], list[Flowable]]]] = {
    RankStrip: lambda *figure: [rank_strip(*figure)],
    HeatTable: heat_table,
    Table: lambda *figure: [table(*figure)],
    TileMap: lambda context, block, element, _: tile_map(context, block, element),
    Timeline: lambda context, block, element, _: [TimelineStack(context, timeline(context, block, element)).spaced(12)],
    Decisions: lambda *figure: [decisions(*figure)],
    Quote: lambda context, block, element, _: [quotation(context, block, element, gap=12)],
}

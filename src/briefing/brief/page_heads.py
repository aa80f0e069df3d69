"""The headline of a page that a part goes on to: the title of its first section, a finding of its own.

The title with which the page begins becomes its headline: larger, on the line where a repeated one would stand. Above a
figure its number goes over to the line of what it measures, so that all figures are numbered in small. Where the page
begins with what an earlier page left, the title of that section is repeated in the same place, but for the text of a
figure that is not on the page, under whose title that figure would be looked for: the text goes on at the top, or its
heading is the headline. What is left of a side column alone goes on under no title.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.figure_with_text import FigureWithText
from briefing.brief.flowables import Flowable
from briefing.brief.page_zones import PageLayout, PageZones
from briefing.brief.side_column import clauses
from briefing.brief.structure import Origin
from briefing.brief.styles import FIGURE_SUBTITLE, FIGURE_TITLE, H2, PAGE_HEADS
from briefing.brief.text_block import HangingBlock, TextBlock
from briefing.brief.text_columns import TextColumns
from briefing.model.text import Text, plain

_HEAD: Final = Origin("edition", "running head")
_TEXT: Final = (TextBlock, HangingBlock, TextColumns)
_AIR: Final = 3.0  # below the headline of a figure


def page_head(context: BriefContext, page: PageLayout, zones: PageZones) -> tuple[TextBlock | None, float]:
    """Return the title that a page repeats above its content, or by how much all of the page stands higher, as it
    begins with a title, which becomes its headline."""
    title = _own_title(context, page.placed[0].block) if page.placed else None
    if title:
        return None, _raise(context, page, title, zones.top_continued - zones.top)
    sections = {f"section {section.id}": section for section in context.document.sections if section.title}
    # of the part that goes on alone: below it the next one may begin, under its own headline
    going_on = takewhile(lambda item: item.block.origin.name != "headline", page.placed)
    scope = next((of for item in going_on if (of := item.block.origin.scope) in sections), "")
    if not scope:
        return None, 0.0
    own = (item.block for item in page.placed if item.block.origin.scope == scope)
    if sections[scope].blocks and all(isinstance(block, _TEXT) for block in own):
        return None, zones.top_continued - zones.top
    return _on_one_line(context, sections[scope].title, zones.full), 0.0


def _raise(context: BriefContext, page: PageLayout, title: TextBlock, room: float) -> float:
    """Make the title with which a page begins its headline; return by how much all of the page stands higher then."""
    first, tall, air = page.placed[0], title.height, 0.0
    block = first.block
    blocks = block.figure if isinstance(block, FigureWithText) else [item.block for item in page.placed]
    if title.content.style != context.typesetter.style(FIGURE_TITLE):
        _enlarge(title, title.content.text, room)
    elif len(blocks) > 1 and _headed(context, title, blocks[1], room - _AIR):
        air = _AIR
        if isinstance(block, FigureWithText):
            blocks[1].space += air
        else:
            page.placed[0] = replace(first, y=first.y + air)
    block.wrap(block.width, 0.0)
    return room - air - (title.height - tall)


def _headed(context: BriefContext, title: TextBlock, measured: Flowable, room: float) -> bool:
    """Set the title of a figure as a headline, its number before what it measures; False where that has no room."""
    if not isinstance(measured, TextBlock) or measured.content.style != context.typesetter.style(FIGURE_SUBTITLE):
        return False
    label, *words = title.content.text
    whole, lines = measured.content.text, len(measured.lines or ())
    measured.reword((label, *whole))
    measured.wrap(measured.width, 0.0)
    if len(measured.lines or ()) == lines and _enlarge(title, tuple(words), room):
        return True
    measured.reword(whole)
    measured.wrap(measured.width, 0.0)
    return False


def _own_title(context: BriefContext, block: Flowable | None) -> TextBlock | None:
    """Return the title of a section, of its text, or of the sources, that a block is or begins with."""
    lead = block.figure[0] if isinstance(block, FigureWithText) else block
    if not isinstance(lead, TextBlock):
        return None
    ids = [section.id for section in context.document.sections]
    keys = {*ids, *(f"{one}-text" for one in ids), "sources"}
    headed = {context.typesetter.style(style) for style in (FIGURE_TITLE, H2)}
    return lead if lead.content.key in keys and lead.content.style in headed else None


def _enlarge(title: TextBlock, words: Text, room: float) -> bool:
    """Set a title as these words in the largest type whose lines take no more than so much more height, if any."""
    usual, whole, tall = title.content.style, title.content.text, title.height
    width = title.width
    title.reword(words)
    for style in PAGE_HEADS:
        title.restyle(style)
        if title.wrap(width, 0.0)[1] <= tall + room:
            return True
    title.reword(whole)
    title.restyle(usual)
    title.wrap(width, 0.0)
    return False


def _on_one_line(context: BriefContext, words: Text, width: float) -> TextBlock | None:
    """Return a title, or a beginning of it that is a sentence, in the largest type that sets it on one line."""
    whole = tuple(replace(run, text=run.text.replace("\n", " ")) for run in words)
    for way in (whole, *clauses(whole)):
        for style in PAGE_HEADS:
            if plain(way).strip() and len(context.typesetter.lines(way, style, width)) < 2:
                return TextBlock(context, way, style, None, _HEAD)
    return None

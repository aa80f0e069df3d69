"""The headline of a page that a part goes on to: the title of its first section, a finding of its own.

Where the page begins with the title of a text, it becomes the headline: larger, and higher by what the zones leave
above it. The title of a figure is as large as on any other page. Where the page begins with what an earlier page left,
the title of that section is repeated in the same place.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.figure_with_text import FigureWithText
from briefing.brief.flowables import Flowable
from briefing.brief.page_zones import PageLayout, PageZones
from briefing.brief.side_column import clauses
from briefing.brief.structure import Origin
from briefing.brief.styles import FIGURE_TITLE, H2, PAGE_HEADS
from briefing.brief.text_block import TextBlock
from briefing.model.text import Text, plain

_HEAD: Final = Origin("edition", "running head")


def page_head(context: BriefContext, page: PageLayout, zones: PageZones) -> TextBlock | None:
    """Return the title that a page repeats above its content; None where its own first title is now its headline, or
    where it begins with a figure, or with no section."""
    first = page.placed[0].block if page.placed else None
    title = _own_title(context, first)
    if first is not None and title is not None:
        if not _is_of_figure(context, title):
            _enlarge(title, zones.top_continued - zones.top)
            first.wrap(first.width, zones.high)
        return None
    found = (_section_title(context, item.block) for item in page.placed)
    words = next((words for words in found if words), ())
    return _on_one_line(context, words, zones.full) if words else None


def room_above(context: BriefContext, page: PageLayout, zones: PageZones) -> float:
    """Return by how much the content of a page that a part goes on to stands higher, as it begins with a figure."""
    title = _own_title(context, page.placed[0].block) if page.placed else None
    return zones.top_continued - zones.top if title and _is_of_figure(context, title) else 0.0


def _is_of_figure(context: BriefContext, title: TextBlock) -> bool:
    return title.content.style == context.typesetter.style(FIGURE_TITLE)


def _own_title(context: BriefContext, block: Flowable | None) -> TextBlock | None:
    """Return the title of a section, or of the sources, that a block is or begins with."""
    lead = block.figure[0] if isinstance(block, FigureWithText) else block
    if not isinstance(lead, TextBlock):
        return None
    keys = {section.id for section in context.document.sections} | {"sources"}
    headed = {context.typesetter.style(style) for style in (FIGURE_TITLE, H2)}
    return lead if lead.content.key in keys and lead.content.style in headed else None


def _section_title(context: BriefContext, block: Flowable) -> Text:
    """Return the title of the section that a block belongs to; nothing for what belongs to none."""
    scope = block.origin.scope
    return next((section.title for section in context.document.sections if f"section {section.id}" == scope), ())


def _enlarge(title: TextBlock, room: float) -> None:
    """Set a title in the largest type whose lines take no more than so much more height; else as it was."""
    usual, tall = title.content.style, title.height
    width = title.width
    for style in PAGE_HEADS:
        title.restyle(replace(style, lead=usual.lead))
        if title.wrap(width, 0.0)[1] <= tall + room:
            return
    title.restyle(usual)
    title.wrap(width, 0.0)


def _on_one_line(context: BriefContext, words: Text, width: float) -> TextBlock | None:
    """Return a title, or a beginning of it that is a sentence, in the largest type that sets it on one line."""
    whole = tuple(replace(run, text=run.text.replace("\n", " ")) for run in words)
    for way in (whole, *clauses(whole)):
        for style in PAGE_HEADS:
            if plain(way).strip() and len(context.typesetter.lines(way, style, width)) < 2:
                return TextBlock(context, way, style, None, _HEAD)
    return None

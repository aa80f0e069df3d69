"""The slide deck: Document → planned slides with measured text → an editable .pptx."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.deck.planned_deck import plan_deck
from briefing.deck.slides import Slide
from briefing.deck.uses import note_uses
from briefing.deck.writer import write_slides
from briefing.model.document import Document
from briefing.model.ledger import Trace, Written
from briefing.model.record_links import with_record_links
from briefing.model.text import plain
from briefing.model.theme import Theme

__all__ = ["write"]


def write(document: Document, theme: Theme) -> Written:
    """Return the deck's file and where each fact stands in it. Raise LayoutError with all findings at once."""
    planned = plan_deck(with_record_links(document), theme)
    trace = Trace("deck")
    note_uses(planned.slides, trace)
    _show_parts(document, planned.slides, trace)
    sections = {part.id: plain(part.name) for part in document.parts}
    content = write_slides(planned.slides, theme, planned.properties, sections, planned.masters)
    return Written({".pptx": content}, trace, planned.findings)


def _show_parts(document: Document, slides: Sequence[Slide], trace: Trace) -> None:
    """Record the names of parts that have slides: those of the file's sections."""
    shown = {slide.part for slide in slides}
    for part in document.parts:
        if part.id in shown:
            trace.show(part.name)

"""The deck as a PDF with what the speaker says: a slide and its notes on each page."""

from __future__ import annotations

from briefing.deck.planned_deck import plan_deck
from briefing.handout.slides_pdf import slides_pdf
from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.theme import Theme


def write(document: Document, theme: Theme) -> Written:
    """Return the slides with their notes as a PDF and its trace. Raise LayoutError with all findings at once."""
    return slides_pdf(plan_deck(document, theme), document, "notes", ".notes.pdf", noted=True)

"""The deck as a PDF: its slides painted one to a page, tagged and archival, without an office program."""

from __future__ import annotations

from briefing.deck.planned_deck import plan_deck
from briefing.handout.slides_pdf import slides_pdf
from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.theme import Theme


def write(document: Document, theme: Theme) -> Written:
    """Return the slides as a PDF (PDF/UA-1 and PDF/A-2a) and its trace. Raise LayoutError with all findings at once."""
    return slides_pdf(plan_deck(document, theme), document, "handout", ".handout.pdf", noted=False)

"""The brief: a tagged, archival PDF that flows over as many pages as its text needs."""

from __future__ import annotations

from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.theme import Theme


def write(document: Document, theme: Theme) -> Written:
    """Document and theme → `.pdf` (PDF/UA-1 and PDF/A) and where each fact stands in it; LayoutError if it can't."""
    from briefing.brief.pdf import write as write_pdf  # reportlab is loaded only when a brief is made

    return write_pdf(document, theme)

"""The brief: a tagged, archival PDF that flows over as many pages as its text needs."""

from __future__ import annotations

from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.theme import Theme


def write(document: Document, theme: Theme) -> Written:
    """Return a document's PDF (PDF/UA-1 and PDF/A) and where each fact stands; LayoutError if it cannot be set."""
    from briefing.brief import pdf  # reportlab is loaded only when a brief is made

    return pdf.write(document, theme)


def prepare(everything: bool) -> None:
    """Load what any brief needs before its document is known: modules and fonts; with `everything` what draws charts
    and hyphenates English too."""
    from briefing.brief import pdf  # as above

    pdf.prepare(everything)

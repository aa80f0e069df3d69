"""The brief: a tagged, archival PDF that flows over as many pages as its text needs."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.theme import Theme

_DRAWING: Final = "briefing.charts.vector.backend"


def write(document: Document, theme: Theme) -> Written:
    """Return a document's PDF (PDF/UA-1 and PDF/A) and where each fact stands; LayoutError if it cannot be set."""
    from briefing.brief.pdf import write as write_pdf  # reportlab is loaded only when a brief is made

    return write_pdf(document, theme)


def prepare(everything: bool) -> None:
    """Load what any brief needs before its document is known: modules and fonts; with `everything` what draws charts
    and hyphenates English too."""
    for module in ("briefing.brief.pdf", *((_DRAWING,) if everything else ())):
        import_module(module)
    from briefing.brief.fonts import load_usual
    from briefing.typesetting.hyphenation import load_patterns

    load_usual()
    if everything:
        load_patterns("en")

"""The slide deck: Document → planned slides with measured text → an editable .pptx."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.deck.ooxml.package import DeckProperties
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Slide
from briefing.deck.template.company_masters import CompanyMasters
from briefing.deck.uses import note_uses
from briefing.deck.writer import write_slides
from briefing.model.document import Document
from briefing.model.ledger import Trace, Written
from briefing.model.text import plain
from briefing.model.theme import Theme
from briefing.wording import of

__all__ = ["write"]


def write(document: Document, theme: Theme) -> Written:
    """Return the deck's file and where each fact stands in it. Raise LayoutError with all findings at once."""
    template, masters = document.edition.template, None
    if template is None:
        slides = plan(document, theme)
    else:
        masters = CompanyMasters(template, theme, document.edition.imprint.organisation, document.lang)
        slides = tuple(map(masters.fitted, masters.explained(lambda: plan(document, theme, masters.zones()))))
    trace = Trace("deck")
    note_uses(slides, trace)
    _show_parts(document, slides, trace)
    sections = {part.id: plain(part.name) for part in document.parts}
    content = write_slides(slides, theme, properties(document), sections, masters)
    return Written({".pptx": content}, trace, masters.findings if masters else ())


def _show_parts(document: Document, slides: Sequence[Slide], trace: Trace) -> None:
    """Record the names of parts that have slides: those of the file's sections."""
    shown = {slide.part for slide in slides}
    for part in document.parts:
        if part.id in shown:
            trace.show(part.name)


def properties(document: Document) -> DeckProperties:
    """Return the properties of a document's file."""
    edition = document.edition
    imprint = edition.imprint
    return DeckProperties(
        title=plain(document.title),
        as_of=edition.as_of,
        lang=document.lang,
        author=imprint.owner or imprint.organisation,
        subject=plain(document.subtitle),
        keywords=of(document.lang).joint(", ").join(item for item in (edition.entity, plain(document.kicker)) if item),
        company=imprint.organisation,
        category=imprint.classification,
        story=f"{edition.slug}.{document.lang}",
        template=edition.template.path.name if edition.template else "",
    )

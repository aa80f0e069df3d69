"""The slide deck: Document → planned slides with measured text → an editable .pptx."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.model.document import Document
from briefing.model.ledger import Trace, Written
from briefing.model.text import plain
from briefing.model.theme import Theme

if TYPE_CHECKING:
    from briefing.deck.ooxml.package import DeckProperties
    from briefing.deck.slides import Slide

__all__ = ["write"]


def write(document: Document, theme: Theme) -> Written:
    """Return the deck's file and where each fact stands in it. Raise LayoutError with all findings at once."""
    # Here, so that whoever measures a text does not load the whole writer.
    from briefing.deck.plan.planning import plan
    from briefing.deck.uses import note_uses
    from briefing.deck.writer import write_slides

    trace = Trace("deck")
    sections = {part.id: plain(part.name) for part in document.parts}
    if document.edition.template is None:
        slides = plan(document, theme)
        note_uses(slides, trace)
        _show_parts(document, slides, trace)
        return Written({".pptx": write_slides(slides, theme, properties(document), sections)}, trace)
    from briefing.deck.template.company_masters import CompanyMasters

    masters = CompanyMasters(document.edition.template, theme, document.edition.imprint.organisation, document.lang)
    slides = tuple(map(masters.fitted, masters.explained(lambda: plan(document, theme, masters.zones()))))
    note_uses(slides, trace)
    _show_parts(document, slides, trace)
    content = write_slides(slides, theme, properties(document), sections, masters)
    return Written({".pptx": content}, trace, masters.findings)


def _show_parts(document: Document, slides: Sequence[Slide], trace: Trace) -> None:
    """The names of parts that have slides: those of the file's sections."""
    shown = {slide.part for slide in slides}
    for part in document.parts:
        if part.id in shown:
            trace.show(part.name)


def properties(document: Document) -> DeckProperties:
    """Return the properties of a document's file."""
    from briefing.deck.ooxml.package import DeckProperties
    from briefing.wording import of

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

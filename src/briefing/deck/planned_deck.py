"""What a deck is written or painted from: its slides, what they stand on, and the properties of its file."""

from __future__ import annotations

from msgspec import Struct

from briefing.deck.ooxml.package import DeckProperties
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Slide
from briefing.deck.template.company_masters import CompanyMasters
from briefing.deck.template.slide_masters import DefaultMasters, SlideMasters
from briefing.errors import Finding
from briefing.model.document import Document
from briefing.model.text import plain
from briefing.model.theme import Theme
from briefing.reuse import lasting
from briefing.wording import of


class PlannedDeck(Struct, frozen=True):
    """The slides of a deck at their size, the masters that they stand on, and what was found on the way."""

    slides: tuple[Slide, ...]
    masters: SlideMasters
    properties: DeckProperties
    theme: Theme
    findings: tuple[Finding, ...] = ()


def plan_deck(document: Document, theme: Theme) -> PlannedDeck:
    """Return the planned deck of a document. Raise LayoutError with all findings at once."""
    template, about = document.edition.template, properties(document)
    with lasting("slides", (about.story,), tuple[Slide, ...]):
        if template is None:
            return PlannedDeck(plan(document, theme), DefaultMasters(theme, about), about, theme)
        masters = CompanyMasters(template, theme, document.edition.imprint.organisation, document.lang)
        slides = tuple(map(masters.fitted, masters.explained(lambda: plan(document, theme, masters.zones()))))
        return PlannedDeck(slides, masters, about, theme, masters.findings)


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

"""The cover on a company's layout: title, subtitle and imprint in their places; the layout brings all the rest."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.deck.plan.cover import imprint_lines
from briefing.deck.plan.divider_note import divider_note
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Element, Paragraph, TextBox, TextStyle
from briefing.model.text import Text

SHRINK = (1.0, 0.9, 0.8, 0.7)  # of the subtitle's size, tried in this order
AIR = 8.0  # above the imprint where it stands under the subtitle


def company_cover(page: Page) -> tuple[Element, ...]:
    """Return the elements of a document's cover, the title first; the imprint has a place of its own, or follows the
    subtitle in the same placeholder."""
    document, zones = page.document, page.zones
    fix = "shorten the edition's title, or map another layout to cover"
    elements: list[Element] = [fit.set_title(page, zones.title, zones.title_styles, "the cover", fix)]
    imprint = [line for line in (document.kicker, *imprint_lines(page)) if line]
    # A layout has no place for the note, which stays with the speaker: the cover says at least that values have one.
    noted = [line for line in (divider_note(page, (document.title, document.kicker, document.subtitle)),) if line]
    own_place = zones.body.h > 0
    under = [] if own_place else imprint
    if document.subtitle or under:
        elements.append(_subtitle(page, document.subtitle, under, [] if own_place else noted))
    if own_place:
        elements.append(_imprint(page, imprint, noted))
    return tuple(elements)


def _imprint(page: Page, lines: list[Text], noted: list[Text]) -> TextBox:
    """Return the imprint in its own place with what is noted; the last lines of the imprint give way."""
    shown = [[*lines[:count], *noted] for count in range(len(lines), 0, -1)] or [noted]
    found = ([Paragraph(line, page.zones.foot_style) for line in each] for each in shown)
    fitting = (each for each in found if fit.height(each, page.zones.body.w) <= page.zones.body.h)
    least = [Paragraph(line, page.zones.foot_style) for line in shown[-1]]
    return fit.set_text(page, "Imprint", page.zones.body, next(fitting, least), placeholder="body")


def _subtitle(page: Page, content: Text, under: list[Text], noted: list[Text]) -> TextBox:
    """Return a subtitle with smaller lines under it, in the largest size that holds them; the last lines before what is
    noted give way."""
    zone, style = page.zones.subtitle, page.zones.subtitle_style
    for count in range(len(under), -1, -1):
        for share in SHRINK:
            paragraphs = _paragraphs(content, [*under[:count], *noted], style, share)
            if paragraphs and fit.height(paragraphs, zone.w) <= zone.h + 0.5:
                return fit.set_text(page, "Subtitle", zone, paragraphs, placeholder="subtitle")
    last = _paragraphs(content or under[0], noted, style, SHRINK[-1])
    return fit.set_text(page, "Subtitle", zone, last, placeholder="subtitle")


def _paragraphs(content: Text, under: list[Text], style: TextStyle, share: float) -> list[Paragraph]:
    large = replace(style, size=style.size * share, leading=style.leading * share)
    small = replace(large, size=max(12.0, large.size * 0.75), leading=max(16.0, large.leading * 0.75))
    result = [Paragraph(content, large)] if content else []
    return result + [
        Paragraph(line, replace(small, before=AIR if content and index == 0 else 0.0))
        for index, line in enumerate(under)
    ]

"""Planned slides → the bytes of a presentation. It decides nothing: places, sizes and colours are the plan's.

python-pptx adds slides, boxes, tables, pictures, charts and notes to the template. Text, and what has a colour, is
markup that lxml puts into them: runs name their language, steps of the theme's colours, exact leading and links, for
most of which python-pptx has no names, and by its objects they would take a tenth of a warm edition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from msgspec import Struct
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import Slide as Page

from briefing.deck.bindings import bind, note_lines
from briefing.deck.chart_xml.native_chart import add_chart
from briefing.deck.ooxml.colours import Colours
from briefing.deck.ooxml.package import DeckProperties, add_sections, describe, guid, number_parts, saved
from briefing.deck.ooxml.shapes import add_foot, add_picture, add_shape, add_text_box, parsed
from briefing.deck.ooxml.table import add_table
from briefing.deck.ooxml.text_xml import XmlContext, languages, paragraphs, runs
from briefing.deck.reading import A, P
from briefing.deck.slides import Element, Paragraph, Picture, Shape, Slide, TableBox, TextBox, TextStyle
from briefing.deck.template.slide_masters import DefaultMasters, SlideMasters, key_of
from briefing.errors import BriefingError, Finding, LayoutError
from briefing.model.text import Text
from briefing.model.theme import Theme

_NOTES = TextStyle(12, 15)


class _Deck(Struct):
    """The presentation being filled, its slides and what they have in common."""

    masters: SlideMasters
    pages: list[Page]
    places: Mapping[str, int]
    properties: DeckProperties
    notes_colours: Colours


def write_slides(
    slides: Sequence[Slide],
    theme: Theme,
    properties: DeckProperties,
    sections: Mapping[str, str] | None = None,
    masters: SlideMasters | None = None,
) -> bytes:
    """Slides, theme, properties and the name of each part → a .pptx. LayoutError with every finding at once.

    A slide whose part has no name in `sections` stands in a section named as the presentation. `masters` is what the
    slides are written on, by default our own template in the theme's colours.
    """
    _check(slides)
    masters = masters or DefaultMasters(theme, properties)
    presentation = masters.presentation
    number_parts(presentation)
    pages = [presentation.slides.add_slide(masters.layout(slide)) for slide in slides]
    places = {slide.id: number for number, slide in reversed(list(enumerate(slides)))}
    deck = _Deck(masters, pages, places, properties, Colours(theme, dark=False))
    findings: list[Finding] = []
    for number, slide in enumerate(slides):
        try:
            _fill(deck, number, slide)
        except BriefingError as error:
            findings.extend(error.findings)
    if findings:
        raise LayoutError(findings)
    names = sections or {}
    add_sections(presentation, [names.get(slide.part) or properties.title for slide in slides])
    describe(presentation, properties)
    return saved(presentation)


def _check(slides: Sequence[Slide]) -> None:
    """Every slide needs one title, which readers and screen readers find it by."""
    findings: list[Finding] = []
    for number, slide in enumerate(slides, start=1):
        filled = [item.placeholder for item in slide.elements if isinstance(item, TextBox) and item.placeholder]
        titles = filled.count("title")
        if titles != 1:
            findings.append(Finding(f"slide {number} ({slide.id})", f"{titles} titles", "plan exactly one title"))
        findings += [
            Finding(f"slide {number} ({slide.id})", f"two boxes fill the placeholder {name!r}", "make one a loose box")
            for name in sorted(set(filled) - {"title"})
            if filled.count(name) > 1
        ]
    if not slides:
        findings.append(Finding("deck", "no slides", "give the story at least one section for the deck"))
    if findings:
        raise LayoutError(findings)


def _fill(deck: _Deck, number: int, slide: Slide) -> None:
    """Write one slide with its notes. Shapes stand in reading order; footer and number come last."""
    page = deck.pages[number]
    _keep_mapping(page)
    page.shapes.turbo_add_enabled = True
    context = XmlContext(
        deck.masters.colours(slide), deck.properties.lang, _relate(deck, page.part), f"slide {number + 1} ({slide.id})"
    )
    tree: Any = page.shapes._spTree
    placeholders: dict[str, Any] = {}
    for placeholder in tree.findall(f"{P}sp"):
        tree.remove(placeholder)  # until a text fills it
        placeholders.setdefault(key_of(placeholder), placeholder)
    made = [(item, _element(deck, page, item, context, slide, placeholders)) for item in slide.elements]
    feet = _feet(deck, page, slide, number, context)
    # Slides of one section are told apart by how far they stand from its first.
    further = number - deck.places[slide.id]
    key = f"{slide.id}+{further}" if further else slide.id
    bind(page, slide, key, deck.properties, [*made, *feet])
    if slide.notes:
        _write_notes(page, slide.notes, context, deck)


def _keep_mapping(page: Page) -> None:
    """A layout that maps the theme's colours its own way, as for dark ground, does so for its slide."""
    slide: Any = page._element
    own = page.slide_layout._element.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    if own is not None:
        slide.find(f"{P}clrMapOvr")[:] = [deepcopy(own)]


def _element(
    deck: _Deck, page: Page, item: Element, context: XmlContext, slide: Slide, placeholders: Mapping[str, Any]
) -> Any:
    shapes = page.shapes
    if isinstance(item, TextBox):
        target = deck.masters.placeholder(slide.layout, item.placeholder) if item.placeholder else None
        return add_text_box(shapes, item, context, target, placeholders[target.key] if target else None)
    if isinstance(item, Shape):
        return add_shape(shapes, item, context.colours)
    if isinstance(item, TableBox):
        return add_table(shapes, item, context)
    if isinstance(item, Picture):
        return add_picture(shapes, item, context.where)
    return add_chart(shapes, item, context, deck.properties)


def _feet(deck: _Deck, page: Page, slide: Slide, number: int, context: XmlContext) -> list[tuple[str, Any]]:
    """Write footer and date, if the slide has them, and the live number, which a cover goes without; each where the
    layout has a place for it; → the texts of the plan with their shapes."""
    lang = languages(context.lang)
    field = f'<a:fld id="{guid("number", number)}" type="slidenum"><a:rPr {lang}/><a:t>{number + 1}</a:t></a:fld>'
    feet: list[tuple[str, Any]] = []
    for name, text in (("Footer", slide.footer), ("Date", slide.date)):
        target = deck.masters.placeholder(slide.layout, name.lower()) if text else None
        if target:  # its look is written too: else LibreOffice takes it for a footer of its own, in an order of its own
            feet.append((name, add_foot(page, target.key, name, runs(text, slide.foot_style, context), lang)))
    target = deck.masters.placeholder(slide.layout, "number")
    if target and slide.layout != "cover":
        add_foot(page, target.key, "Slide Number", field, lang)
    return feet


def _relate(deck: _Deck, part: Any, *, jumps: bool = True) -> Callable[[str, bool], str]:
    """The part of a slide → the function that gives the id of a relationship to an address or to another slide.

    A link to a section that the deck does not hold gives no id, so that its words stand unlinked; so does any from a
    notes page (`jumps` False), which is of the one slide that it is related to.
    """

    def relate(address: str, inside: bool) -> str:
        if not inside:
            return str(part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        if address not in deck.places or not jumps:
            return ""
        return str(part.relate_to(deck.pages[deck.places[address]].part, RELATIONSHIP_TYPE.SLIDE))

    return relate


def _write_notes(page: Page, notes: Text, context: XmlContext, deck: _Deck) -> None:
    """The speaker notes, one paragraph for each line, in the colours of the notes page, which is light."""
    written: Any = page.notes_slide
    relate = _relate(deck, written.part, jumps=False)
    light = XmlContext(deck.notes_colours, context.lang, relate, f"{context.where}, notes")
    lines = paragraphs([Paragraph(line, _NOTES) for line in note_lines(notes)], light)
    written.notes_text_frame._txBody[:] = parsed(f"<a:bodyPr/><a:lstStyle/>{lines}")

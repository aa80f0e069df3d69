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
from briefing.deck.ooxml.package import Properties, add_sections, describe, guid, number_parts, saved
from briefing.deck.ooxml.shapes import add_foot, add_picture, add_shape, add_text_box, parsed
from briefing.deck.ooxml.table import add_table
from briefing.deck.ooxml.text_xml import Pen, languages, paragraphs, runs
from briefing.deck.reading import A, P
from briefing.deck.slides import Element, Paragraph, Picture, Shape, Slide, Style, TableBox, TextBox
from briefing.deck.template.slide_masters import DefaultMasters, Masters, key_of
from briefing.errors import BriefingError, Finding, LayoutError
from briefing.model.text import Text
from briefing.model.theme import Theme

_NOTES = Style(12, 15)


class _Deck(Struct):
    """The presentation being filled, its slides and what they have in common."""

    masters: Masters
    pages: list[Page]
    places: Mapping[str, int]
    properties: Properties
    notes_colours: Colours


def write_slides(
    slides: Sequence[Slide],
    theme: Theme,
    properties: Properties,
    sections: Mapping[str, str] | None = None,
    masters: Masters | None = None,
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
    pen = Pen(
        deck.masters.colours(slide), deck.properties.lang, _relate(deck, page.part), f"slide {number + 1} ({slide.id})"
    )
    tree: Any = page.shapes._spTree
    holders: dict[str, Any] = {}
    for holder in tree.findall(f"{P}sp"):
        tree.remove(holder)  # until a text fills it
        holders.setdefault(key_of(holder), holder)
    made = [(item, _element(deck, page, item, pen, slide, holders)) for item in slide.elements]
    feet = _feet(deck, page, slide, number, pen)
    # Slides of one section are told apart by how far they stand from its first.
    further = number - deck.places[slide.id]
    key = f"{slide.id}+{further}" if further else slide.id
    bind(page, slide, key, deck.properties, [*made, *feet])
    if slide.notes:
        _write_notes(page, slide.notes, pen, deck)


def _keep_mapping(page: Page) -> None:
    """A layout that maps the theme's colours its own way, as for dark ground, does so for its slide."""
    slide: Any = page._element
    own = page.slide_layout._element.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    if own is not None:
        slide.find(f"{P}clrMapOvr")[:] = [deepcopy(own)]


def _element(deck: _Deck, page: Page, item: Element, pen: Pen, slide: Slide, holders: Mapping[str, Any]) -> Any:
    shapes = page.shapes
    if isinstance(item, TextBox):
        home = deck.masters.home(slide.layout, item.placeholder) if item.placeholder else None
        return add_text_box(shapes, item, pen, home, holders[home.key] if home else None)
    if isinstance(item, Shape):
        return add_shape(shapes, item, pen.colours)
    if isinstance(item, TableBox):
        return add_table(shapes, item, pen)
    if isinstance(item, Picture):
        return add_picture(shapes, item, pen.where)
    return add_chart(shapes, item, pen, deck.properties)


def _feet(deck: _Deck, page: Page, slide: Slide, number: int, pen: Pen) -> list[tuple[str, Any]]:
    """Write footer and date, if the slide has them, and the live number, which a cover goes without; each where the
    layout has a place for it; → the texts of the plan with their shapes."""
    lang = languages(pen.lang)
    field = f'<a:fld id="{guid("number", number)}" type="slidenum"><a:rPr {lang}/><a:t>{number + 1}</a:t></a:fld>'
    feet: list[tuple[str, Any]] = []
    for name, text in (("Footer", slide.footer), ("Date", slide.date)):
        home = deck.masters.home(slide.layout, name.lower()) if text else None
        if home:  # its look is written too: else LibreOffice takes it for a footer of its own, in an order of its own
            feet.append((name, add_foot(page, home.key, name, runs(text, slide.foot_style, pen), lang)))
    home = deck.masters.home(slide.layout, "number")
    if home and slide.layout != "cover":
        add_foot(page, home.key, "Slide Number", field, lang)
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


def _write_notes(page: Page, notes: Text, pen: Pen, deck: _Deck) -> None:
    """The speaker notes, one paragraph for each line, in the colours of the notes page, which is light."""
    written: Any = page.notes_slide
    relate = _relate(deck, written.part, jumps=False)
    light = Pen(deck.notes_colours, pen.lang, relate, f"{pen.where}, notes")
    lines = paragraphs([Paragraph(line, _NOTES) for line in note_lines(notes)], light)
    written.notes_text_frame._txBody[:] = parsed(f"<a:bodyPr/><a:lstStyle/>{lines}")

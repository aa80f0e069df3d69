"""Planned slides → the bytes of a presentation. It decides nothing: places, sizes and colours are the plan's.

python-pptx adds slides, boxes, tables, pictures, charts and notes to the template. Text, and what has a colour, is
markup that lxml puts into them: runs name their language, steps of the theme's colours, exact leading and links, for
most of which python-pptx has no names, and by its objects they would take a tenth of a warm edition.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from copy import deepcopy
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import Slide as PptxSlide

from briefing.deck.bindings import bind, bind_shape, dated, note_lines, tag_content, undated, unique
from briefing.deck.chart_xml.native_chart import add_chart
from briefing.deck.chart_xml.workbook import written as written_workbook
from briefing.deck.ooxml.blank_slides import BlankSlides
from briefing.deck.ooxml.colours import Colours
from briefing.deck.ooxml.freeforms import add_freeform, add_group
from briefing.deck.ooxml.package import DeckProperties, add_sections, guid, number_parts, release, save, set_properties
from briefing.deck.ooxml.saved_shapes import SavedShape, WrittenSlide, renumbered, take_out, taken_alone, written_slide
from briefing.deck.ooxml.shapes import (
    WrittenShape,
    add_footer_shape,
    add_picture,
    add_shape,
    add_text_box,
    parse_elements,
    placeholder_key,
)
from briefing.deck.ooxml.table import add_table
from briefing.deck.ooxml.text_xml import XmlContext, clean, languages, paragraphs, runs
from briefing.deck.ooxml.written_slides import SlideAssembly, SlideParts, release_slide
from briefing.deck.reading import A, P
from briefing.deck.slides import (
    Element,
    Freeform,
    Group,
    Paragraph,
    Picture,
    Shape,
    Slide,
    TableBox,
    TextBox,
    TextStyle,
)
from briefing.deck.template.slide_masters import DefaultMasters, SlideMasters
from briefing.errors import BriefingError, Finding, LayoutError
from briefing.model.text import Text
from briefing.model.theme import Theme
from briefing.reuse import Large, lasting, remade

_NOTES = TextStyle(12, 15)


class _Deck(Struct):
    """The presentation being filled, and what its slides have in common."""

    masters: SlideMasters
    made_from: tuple[object, ...]
    blank: BlankSlides
    numbers: Mapping[str, int]  # of the first slide of each section
    lang: str
    notes_colours: Colours


class _Filling(Struct):
    """A slide being filled: its page and place, its key in bindings, the shapes that the last one of this key had by
    name and element, and the names of those that it has so far."""

    deck: _Deck
    page: PptxSlide
    number: int
    slide: Slide
    key: str
    known: Mapping[tuple[str, Element | None], SavedShape]
    names: list[str] = field(default_factory=list)


def write_slides(
    slides: Sequence[Slide],
    theme: Theme,
    properties: DeckProperties,
    sections: Mapping[str, str] | None = None,
    masters: SlideMasters | None = None,
) -> bytes:
    """Return the bytes of a .pptx with these slides. Raise LayoutError with every finding at once.

    `sections` names each part; a slide whose part has no name stands in a section named as the presentation. The
    slides are written on `masters`, by default those of our own template in the theme's colours.
    """
    _check(slides)
    masters = masters or DefaultMasters(theme, properties)
    presentation = masters.presentation
    number_parts(presentation)
    numbers = {slide.id: number for number, slide in reversed(list(enumerate(slides)))}
    made_from = *masters.made_from, theme, properties.lang
    deck = _Deck(masters, made_from, BlankSlides(presentation), numbers, properties.lang, Colours(theme, dark=False))
    findings: list[Finding] = []
    written: list[SlideParts] = []
    with lasting("slide", (properties.story,), WrittenSlide):
        for number, slide in enumerate(slides):
            try:
                written.append(_written(deck, number, slide))
            except BriefingError as error:
                findings.extend(error.findings)
    if findings:
        raise LayoutError(findings)
    layouts = [masters.layout(slide).part for slide in slides]
    assembly = SlideAssembly(presentation, numbers, lambda content: written_workbook(content, properties))
    assembly.add(written, layouts, lambda slide: tag_content(slide.bindings, properties))
    names = sections or {}
    add_sections(presentation, [names.get(slide.part) or properties.title for slide in slides])
    set_properties(presentation, properties)
    content = save(presentation)
    release(presentation)
    return content


def _check(slides: Sequence[Slide]) -> None:
    """Raise LayoutError unless every slide has one title, which readers and screen readers find it by."""
    findings: list[Finding] = []
    for number, slide in enumerate(slides, start=1):
        where = f"slide {number} ({slide.id})"
        filled = [item.placeholder for item in slide.elements if isinstance(item, TextBox) and item.placeholder]
        titles = filled.count("title")
        if titles != 1:
            findings.append(Finding(where, f"{titles} titles", "plan exactly one title"))
        findings += [
            Finding(where, f"two boxes fill the placeholder {name!r}", "make one a loose box")
            for name in sorted(set(filled) - {"title"})
            if filled.count(name) > 1
        ]
    if not slides:
        findings.append(Finding("deck", "no slides", "give the story at least one section for the deck"))
    if findings:
        raise LayoutError(findings)


def _written(deck: _Deck, number: int, slide: Slide) -> SlideParts:
    """Return the parts of a slide; one that the last deck of the same masters had in the same place is not written
    again, nor are those of its shapes that are the same.

    It is written without the words of its date, which are all that slides of two days differ in.
    """
    without = undated(slide)
    # Slides of one section differ in how far they stand from its first.
    further = number - deck.numbers[slide.id]
    key = clean(f"{slide.id}+{further}" if further else slide.id)

    def written(last: WrittenSlide | None) -> WrittenSlide:
        page = deck.blank.slide(deck.masters.layout(slide))
        known: dict[tuple[str, Element | None], SavedShape] = {}
        if last is not None:
            known |= {(shape.name, shape.item): shape for shape in last.shapes if shape.item}
        made = _fill(_Filling(deck, page, number, without, key, known))
        part: Any = page.part
        release_slide(part)
        return made

    if any(isinstance(item, Picture) for item in slide.elements):
        return dated(written(None).parts, slide)  # whose file may have changed
    parts = Large(deck.made_from), key, slide.layout, slide.dark
    state = deck.numbers, number, Large(without.elements), replace(without, elements=())
    return dated(remade("slide", parts, state, written).parts, slide)


def _fill(filling: _Filling) -> WrittenSlide:
    """Write one slide with its notes. Shapes stand in reading order; footer and number come last."""
    deck, page, slide, number = filling.deck, filling.page, filling.slide, filling.number
    _copy_colour_mapping(page)
    page.shapes.turbo_add_enabled = True
    where = f"slide {number + 1} ({slide.id})"
    colours, relate = deck.masters.colours(slide), _relate(deck.numbers, page.part)
    context = XmlContext(colours, deck.lang, relate, where, deck.masters.loose)
    tree: Any = page.shapes._spTree
    placeholders: dict[str, Any] = {}
    for placeholder in tree.findall(f"{P}sp"):
        tree.remove(placeholder)  # until a text fills it
        placeholders.setdefault(placeholder_key(placeholder), placeholder)
    shapes = [_placed(filling, item, context, placeholders) for item in slide.elements]
    for name, shape in _add_footers(deck, page, slide, number, context):
        shapes.append(_taken(filling, name, unique(name, filling.names), shape))
    remembered = bind(page, slide, filling.key)
    if slide.notes:
        _write_notes(page, slide.notes, context, deck)
    return written_slide(page.part, remembered, shapes)


def _placed(filling: _Filling, item: Element, context: XmlContext, placeholders: Mapping[str, Any]) -> SavedShape:
    """Return an element as a shape of a slide; one that the last slide of the same key had is not written again."""
    name, alone = unique(item.name, filling.names), taken_alone(item)
    found = filling.known.get((name, alone))
    if found is None:
        shape = _add(filling, item, context, placeholders)
        return _taken(filling, item, name, shape)
    return renumbered(found, filling.page.shapes._next_shape_id) if found.loose else found


def _taken(filling: _Filling, item: Element | str, name: str, shape: WrittenShape) -> SavedShape:
    """Give a shape its identity and take it out of the slide, which is written by its shapes."""
    page, element = filling.page, shape.element
    remembered = bind_shape(item, name, filling.key, shape, page, filling.slide)
    markup = take_out(page.shapes._spTree, element)
    alone = None if isinstance(item, str) else taken_alone(item)
    return SavedShape(markup, name, remembered, not placeholder_key(element), alone)


def _copy_colour_mapping(page: PptxSlide) -> None:
    """Let a slide map the theme's colours as its layout does, where that has a mapping of its own for dark ground."""
    slide: Any = page._element
    own = page.slide_layout._element.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    if own is not None:
        slide.find(f"{P}clrMapOvr")[:] = [deepcopy(own)]


def _add(filling: _Filling, item: Element, context: XmlContext, placeholders: Mapping[str, Any]) -> WrittenShape:
    masters, shapes = filling.deck.masters, filling.page.shapes
    if isinstance(item, TextBox):
        target = masters.placeholder(filling.slide.layout, item.placeholder) if item.placeholder else None
        return add_text_box(shapes, item, context, target, placeholders[target.key] if target else None)
    if isinstance(item, Shape):
        return add_shape(shapes, item, context.colours)
    if isinstance(item, Freeform):
        return add_freeform(shapes, item, context.colours)
    if isinstance(item, Group):
        return add_group(shapes, item, context)
    if isinstance(item, TableBox):
        return add_table(shapes, item, context)
    if isinstance(item, Picture):
        return add_picture(shapes, item, context.where)
    return WrittenShape(add_chart(shapes, item, context))


def _add_footers(
    deck: _Deck, page: PptxSlide, slide: Slide, number: int, context: XmlContext
) -> list[tuple[str, WrittenShape]]:
    """Add footer and date, if the slide has them, and the live number, which a cover goes without.

    Each stands where the layout has a place for it. Return the names and shapes of the plan's texts.
    """
    lang = languages(context.lang)
    field = f'<a:fld id="{guid("number", number)}" type="slidenum"><a:rPr {lang}/><a:t>{number + 1}</a:t></a:fld>'
    footers: list[tuple[str, WrittenShape]] = []
    for name, text in (("Footer", slide.footer), ("Date", slide.date)):
        target = deck.masters.placeholder(slide.layout, name.lower()) if text else None
        if target:  # its look is written too: else LibreOffice takes it for a footer of its own, in an order of its own
            content = runs(text, slide.foot_style, context)
            footers.append((name, add_footer_shape(page, target.key, name, content, lang)))
    target = deck.masters.placeholder(slide.layout, "number")
    if target and slide.layout != "cover":
        add_footer_shape(page, target.key, "Slide Number", field, lang)
    return footers


def _relate(sections: Container[str], part: Any) -> Callable[[str, bool], str]:
    """Return the function that gives the id of a slide's relationship to an address or to another slide.

    A link to a section that is none of these gives no id, so that its words stand unlinked. The slide of a section is
    related to where the slides are put into a package, and named by the section here.
    """

    def relate(address: str, inside: bool) -> str:
        if not inside:
            return str(part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        if address not in sections:
            return ""
        return str(part.relate_to(address, RELATIONSHIP_TYPE.SLIDE, is_external=True))

    return relate


def _write_notes(page: PptxSlide, notes: Text, context: XmlContext, deck: _Deck) -> None:
    """Write the speaker notes, a paragraph for each line, in the colours of the notes page, which is light.

    A notes page has no jumps: it is of the one slide that it is related to.
    """
    notes_slide: Any = deck.blank.notes(page)
    relate = _relate((), notes_slide.part)
    light = XmlContext(deck.notes_colours, context.lang, relate, f"{context.where}, notes")
    lines = paragraphs([Paragraph(line, _NOTES) for line in note_lines(notes)], light)
    notes_slide.notes_text_frame._txBody[:] = parse_elements(f"<a:bodyPr/><a:lstStyle/>{lines}")

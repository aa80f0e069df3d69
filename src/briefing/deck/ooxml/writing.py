"""Planned slides → the bytes of a presentation. It decides nothing: places, sizes and colours are the plan's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from briefing.deck.bindings import bind, note_lines
from briefing.deck.ooxml.base_layouts import GROUP
from briefing.deck.ooxml.colours import Colours
from briefing.deck.ooxml.markup import Pen, languages, paragraphs, runs
from briefing.deck.ooxml.masters import Masters, OwnMasters
from briefing.deck.ooxml.native import chart_part, frame
from briefing.deck.ooxml.opc import Package, Part, relation
from briefing.deck.ooxml.package import Properties, describe, guid, list_slides
from briefing.deck.ooxml.pages import NotesPages, add_page, write_page
from briefing.deck.ooxml.pictures import image_part
from briefing.deck.ooxml.shapes import date, footer, picture, shape, slide_number, text_box
from briefing.deck.ooxml.table import table
from briefing.deck.slides import ChartBox, Element, Paragraph, Picture, Shape, Slide, Style, TableBox, TextBox
from briefing.errors import BriefingError, Finding, LayoutError
from briefing.model.text import Text
from briefing.model.theme import Theme

_NOTES = Style(12, 15)


class _Deck(Struct):
    """The package being filled, its slides and what they have in common."""

    masters: Masters
    pages: list[Part]
    places: Mapping[str, int]
    properties: Properties
    notes: NotesPages
    notes_colours: Colours
    charts: int = 0  # the highest number that a chart has


def write_slides(
    slides: Sequence[Slide],
    theme: Theme,
    properties: Properties,
    sections: Mapping[str, str] | None = None,
    masters: Masters | None = None,
) -> bytes:
    """Slides, theme, properties and the name of each part → a .pptx. LayoutError with every finding at once.

    A slide whose part has no name in `sections` stands in a section named as the presentation. `masters` is what the
    slides are written on, by default our own package in the theme's colours.
    """
    _check(slides)
    masters = masters or OwnMasters(theme, properties)
    package = masters.package
    pages = [add_page(package, number, masters.layout(slide)) for number, slide in enumerate(slides, start=1)]
    places = {slide.id: number for number, slide in reversed(list(enumerate(slides)))}
    notes, light = NotesPages(package), Colours(theme, dark=False)
    deck = _Deck(masters, pages, places, properties, notes, light, _charts(package))
    findings: list[Finding] = []
    for number, slide in enumerate(slides):
        try:
            _fill(deck, number, slide)
        except BriefingError as error:
            findings.extend(error.findings)
    if findings:
        raise LayoutError(findings)
    names = sections or {}
    list_slides(package, pages, [names.get(slide.part) or properties.title for slide in slides])
    describe(package, properties)
    return package.packed()


def _charts(package: Package) -> int:
    """The highest number of the charts that layouts hold."""
    numbered = re.compile(r"ppt/(?:charts/chart|embeddings/Microsoft_Excel_Sheet)(\d+)\.\w+")
    found = map(numbered.fullmatch, package.parts)
    return max((int(match[1]) for match in found if match), default=0)


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
    pen = Pen(
        deck.masters.colours(slide), deck.properties.lang, _relate(deck, page), f"slide {number + 1} ({slide.id})"
    )
    made = [_element(deck, page, item, at, pen, slide) for at, item in enumerate(slide.elements, start=2)]
    made += _feet(deck, slide, number, len(made) + 2, pen)
    # Slides of one section are told apart by how far they stand from its first.
    further = number - deck.places[slide.id]
    key = f"{slide.id}+{further}" if further else slide.id
    made, tags = bind(deck.masters.package, page, slide, key, deck.properties, made)
    write_page(page, GROUP + "".join(made), tags, deck.masters.layout(slide))
    if slide.notes:
        _write_notes(page, slide.notes, pen, deck)


def _element(deck: _Deck, page: Part, item: Element, at: int, pen: Pen, slide: Slide) -> str:
    if isinstance(item, TextBox):
        home = deck.masters.home(slide.layout, item.placeholder) if item.placeholder else None
        return text_box(item, at, pen, home)
    if isinstance(item, Shape):
        return shape(item, at, pen.colours)
    if isinstance(item, TableBox):
        return table(item, at, pen)
    if isinstance(item, Picture):
        return _picture(deck, page, item, at, pen)
    return _chart(deck, page, item, at, pen)


def _chart(deck: _Deck, page: Part, item: ChartBox, at: int, pen: Pen) -> str:
    deck.charts += 1
    part = chart_part(item, pen, deck.charts, deck.masters.package, deck.properties)
    return frame(item, at, page.relate(relation("chart"), part))


def _picture(deck: _Deck, page: Part, item: Picture, at: int, pen: Pen) -> str:
    """A raster picture as it is; a vector one with the raster picture of the same name beside it."""
    path = Path(item.path)
    vector = path.suffix.lower() == ".svg"
    raster = path.with_suffix(".png") if vector else path
    try:
        image = image_part(deck.masters.package, raster.read_bytes())
        key = page.relate(relation("image"), image)
        if not vector:
            return picture(item, at, key, "")
        name = f"{image.name.rpartition('.')[0]}.svg"
        part = deck.masters.package.add(name, "image/svg+xml", path.read_bytes())
    except (OSError, ValueError, SyntaxError) as error:
        fix = "give a PNG of twice the placed size" + (f" as {raster.name} beside the SVG" if vector else "")
        raise LayoutError(f"{raster.name} cannot be read as a picture", f"{pen.where}, {item.name}", fix) from error
    return picture(item, at, key, page.relate(relation("image"), part))


def _feet(deck: _Deck, slide: Slide, number: int, at: int, pen: Pen) -> list[str]:
    """Footer and date, if the slide has them, and the number, which a cover goes without; each where the layout has
    a place for it."""
    feet: list[str] = []
    lang = languages(pen.lang)
    homes = {place: deck.masters.home(slide.layout, place) for place in ("footer", "date", "number")}
    if slide.footer and (home := homes["footer"]):
        feet.append(footer(at, runs(slide.footer, slide.foot_style, pen), lang, home))
    if slide.date and (home := homes["date"]):
        feet.append(date(at + len(feet), runs(slide.date, slide.foot_style, pen), lang, home))
    if slide.layout != "cover" and (home := homes["number"]):
        feet.append(slide_number(at + len(feet), number + 1, lang, guid("number", number), home))
    return feet


def _relate(deck: _Deck, page: Part, *, jumps: bool = True) -> Callable[[str, bool], str]:
    """A slide → the function that gives the id of a relationship to an address or to another slide.

    A link to a section that the deck does not hold gives no id, so that its words stand unlinked; so does any from a
    notes page (`jumps` False), which is of the one slide that it is related to.
    """

    def relate(address: str, inside: bool) -> str:
        if not inside:
            return page.relate(relation("hyperlink"), address)
        if address not in deck.places or not jumps:
            return ""
        return page.relate(relation("slide"), deck.pages[deck.places[address]])

    return relate


def _write_notes(page: Part, notes: Text, pen: Pen, deck: _Deck) -> None:
    """The speaker notes, one paragraph for each line, in the colours of the notes page, which is light."""
    part = deck.notes.add(page)
    light = Pen(deck.notes_colours, pen.lang, _relate(deck, part, jumps=False), f"{pen.where}, notes")
    deck.notes.write(part, paragraphs([Paragraph(line, _NOTES) for line in note_lines(notes)], light))

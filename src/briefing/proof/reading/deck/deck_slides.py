"""The slides of a deck with their elements: text in its look, boxes, alternative texts, notes."""

from __future__ import annotations

from collections import Counter
from functools import partial

from msgspec.structs import replace

from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import find, long
from briefing.proof.parsed_file import Page, ParsedFile
from briefing.proof.reading.deck import pml
from briefing.proof.reading.deck.master_layouts import Masters, ground, mapped, shapes, shows_master
from briefing.proof.reading.deck.shape_text import levels, plain, read
from briefing.proof.reading.deck.slide_shapes import Reading
from briefing.proof.reading.deck.theme_colours import Scheme, whole
from briefing.reuse import reused

_SLIDE_ROOT, _SHAPE = long("p:sld"), long("p:sp")
_SIZE, _DEFAULTS = long("p:sldSz"), long("p:defaultTextStyle")
_TITLE, _LANGUAGE = long("dc:title"), long("dc:language")
_EMU = 12700
_USUAL = (12_192_000, 6_858_000)


def deck(name: str, data: bytes, package: Package) -> ParsedFile:
    """Return a .pptx as a reader sees it."""
    root = package.trees.get(package.presentation)
    size = find(root, _SIZE)
    wide, high = (
        (whole(size.get(key), usual) if size is not None else usual) / _EMU
        for key, usual in zip(("cx", "cy"), _USUAL, strict=True)
    )
    masters = Masters(package, find(root, _DEFAULTS))
    slides = sorted((number, part) for part, number in package.numbers.items() if _is_slide(package, part))
    pages = tuple(_read(masters, number, part, wide, high) for number, part in slides)
    title, lang = _properties(package)
    return ParsedFile(name, "deck", data, pages, lang or _spoken(pages), title, package)


def _is_slide(package: Package, part: str) -> bool:
    return package.trees.tags.get(part) == _SLIDE_ROOT


def _read(masters: Masters, number: int, part: str, wide: float, high: float) -> Page:
    """Return a slide; one that differs from an earlier one in its date alone is that one, with its own date."""
    package = masters.package
    rest = masters.inputs(part), number, wide, high
    make = partial(_page, masters, number, part, wide, high)
    if date := package.parts.date(part):  # of which reading looks at the length, and at the script
        inputs = package.undated_inputs(part, "notesSlide"), len(date), date.isascii(), *rest
        page, earlier = reused("slide-page", inputs, lambda: (make(), date))
        if (dated := page if date == earlier else _dated(page, earlier, date)) is not None:
            return dated
    return reused("slide-page", (package.inputs(part, "notesSlide"), *rest, "whole"), make)


def _dated(page: Page, earlier: str, date: str) -> Page | None:
    """Return a slide with another date, None where its date is not the one text of one element."""
    places = [at for at, element in enumerate(page.elements) if element.role == "date"]
    for at in places if len(places) == 1 else ():
        element = page.elements[at]
        if [[run.text for run in paragraph] for paragraph in element.paragraphs] == [[earlier]]:
            element = replace(element, paragraphs=((replace(element.paragraphs[0][0], text=date),),))
            return page.replaced(at, element)
    return None


def _page(masters: Masters, number: int, part: str, wide: float, high: float) -> Page:
    package = masters.package
    root, layout = package.trees[part], masters.layout(part)
    scheme = mapped(layout.scheme, root)
    if scheme is not layout.scheme:
        layout = replace(layout, scheme=scheme, loose=levels((masters.styles,), plain, scheme))
    lies = ground(root, scheme) or layout.ground
    grounds = list(layout.grounds) if shows_master(root) else []
    reading = Reading(package, part, layout, high, [], grounds)
    reading.read(shapes(root))
    notes = [text for name in package.targets(part, "notesSlide") for text in _notes(package, name)]
    hidden = root.get("show") in ("0", "false")
    return Page(number, wide, high, tuple(reading.elements), tuple(notes), lies, layout.name, hidden)


def _notes(package: Package, part: str) -> list[str]:
    """Return the paragraphs of a page of notes, in the order in which they stand."""
    root = package.trees.get(part)
    found: list[str] = []
    for shape in root.iter(_SHAPE) if root is not None else ():
        holder = next(shape.iter(pml.HOLDER), None)
        body = shape.find(pml.BODY)
        if body is not None and holder is not None and holder.get("type") == "body":
            paragraphs, _ = read(body, plain, Scheme())
            found += ["".join(run.text for run in paragraph) for paragraph in paragraphs]
    return found


def _properties(package: Package) -> tuple[str, str]:
    """Return title and language from the core properties."""
    for _, root in package.of_kind("core-properties"):
        return (root.findtext(_TITLE) or "").strip(), (root.findtext(_LANGUAGE) or "").strip()
    return "", ""


def _spoken(pages: tuple[Page, ...]) -> str:
    """Return the language that most of the text is marked with."""
    counted: Counter[str] = Counter()
    for page in pages:
        for element in page.elements:
            for paragraph in element.paragraphs:
                for run in paragraph:
                    counted[run.lang] += len(run.text)
    del counted[""]
    return counted.most_common(1)[0][0] if counted else ""

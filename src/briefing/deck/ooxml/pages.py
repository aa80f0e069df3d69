"""Slides and notes pages as parts that hold their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from briefing.deck.ooxml.base_layouts import GROUP
from briefing.deck.ooxml.markup import NAMESPACES, escape
from briefing.deck.ooxml.opc import HEAD, Package, Part, content, relation

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# What a notes page takes from its master, and as what.
_NOTES = {"sldImg": "Slide Image Placeholder", "body": "Notes Placeholder", "sldNum": "Slide Number Placeholder"}
_PLACEHOLDER = ("type", "orient", "sz", "idx")


def add_page(package: Package, number: int, layout: Part) -> Part:
    """A package, the number of a slide from 1 and its layout → the part of the slide, still without text."""
    page = package.add(f"ppt/slides/slide{number}.xml", content("presentationml.slide"))
    page.relate(relation("slideLayout"), layout)
    return page


def write_page(page: Part, tree: str, tags: str, layout: Part) -> None:
    """The part of a slide, what its shape tree holds, its list of tags and its layout → the part with its text."""
    page.blob = (
        f"{HEAD}<p:sld {NAMESPACES}><p:cSld><p:spTree>{tree}</p:spTree>{tags}</p:cSld>"
        f"<p:clrMapOvr>{_mapping(layout)}</p:clrMapOvr></p:sld>"
    ).encode()


def _mapping(layout: Part) -> str:
    """A layout that maps the theme's colours its own way, as for dark ground, does so for its slides."""
    if b"overrideClrMapping" in layout.blob:
        own = etree.fromstring(layout.blob).find(f"{_P}clrMapOvr/{_A}overrideClrMapping")
        if own is not None:
            return str(etree.tostring(own, encoding="unicode", with_tail=False))
    return "<a:masterClrMapping/>"


class NotesPages:
    """The notes pages of a package, which all look as its notes master asks."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._master = package.presentation.related(relation("notesMaster"))
        self._before, self._after = _around(self._master)
        self._count = 0

    def add(self, page: Part) -> Part:
        """The part of a slide → the part of its notes page, still without text."""
        self._count += 1
        name = f"ppt/notesSlides/notesSlide{self._count}.xml"
        notes = self._package.add(name, content("presentationml.notesSlide"))
        notes.relate(relation("notesMaster"), self._master)
        notes.relate(relation("slide"), page)
        page.relate(relation("notesSlide"), notes)
        return notes

    def write(self, notes: Part, paragraphs: str) -> None:
        """The part of a notes page and its paragraphs → the part with its text."""
        notes.blob = f"{self._before}{paragraphs}{self._after}".encode()


def _around(master: Part) -> tuple[str, str]:
    """A notes master → what stands before and after the paragraphs of every notes page: its placeholders."""
    shapes = ["", ""]
    written = False
    for number, holder in enumerate(_holders(master), start=2):
        kind = holder.get("type")
        role = " ".join(f'{name}="{escape(holder.get(name))}"' for name in _PLACEHOLDER if holder.get(name))
        shapes[written] += (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{_NOTES[kind]} {number - 1}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {role}/></p:nvPr></p:nvSpPr><p:spPr/>'
        )
        if kind == "body":
            shapes[written] += "<p:txBody><a:bodyPr/><a:lstStyle/>"
            shapes[1] += "<a:p/></p:txBody>" if written else "</p:txBody>"
            written = True
        shapes[written] += "</p:sp>"
    return (
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{GROUP}{shapes[0]}",
        f"{shapes[1]}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
    )


def _holders(master: Part) -> Iterator[Any]:
    for holder in etree.fromstring(master.blob).iterfind(f"{_P}cSld/{_P}spTree/{_P}sp/{_P}nvSpPr/{_P}nvPr/{_P}ph"):
        if holder.get("type") in _NOTES:
            yield holder

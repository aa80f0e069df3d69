"""A written slide as the bytes of its parts, of no package yet, and the package that they are put into.

A slide that differs in nothing from one of an earlier deck is not written again: its parts get names and relationships
in the new package.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation

from briefing.deck.ooxml.package import number_parts

TAGS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags"
SVG: Final = "image/svg+xml"
# Parts of a slide's own, by their relationship; masters, layouts and other slides are of the package.
_NAMES: Final = {
    RELATIONSHIP_TYPE.CHART: "/ppt/charts/chart%d.xml",
    RELATIONSHIP_TYPE.PACKAGE: "/ppt/embeddings/Microsoft_Excel_Sheet%d.xlsx",
    RELATIONSHIP_TYPE.NOTES_SLIDE: "/ppt/notesSlides/notesSlide%d.xml",
    TAGS: "/ppt/tags/tag%d.xml",
}
_DRAWING: Final = "/ppt/media/drawing%d.svg"


class Relation(Struct, frozen=True):
    """What a part is related to: a part of the slide's own with its content and relations, or an address.

    The address of a slide is the id of its section.
    """

    kind: str
    address: str = ""
    content: bytes = b""
    content_type: str = ""
    relations: tuple[Relation, ...] = ()


class SlideParts(Struct, frozen=True):
    """A written slide: its own part, what that is related to in order, and what its tag remembers, as JSON."""

    content: bytes
    relations: tuple[Relation, ...]
    bindings: str


def release_slide(part: Any) -> None:
    """Let go of a slide that was read into its parts: it and they refer to each other, and would await a collection."""
    own = [one.target_part for one in part.rels.values() if not one.is_external and one.reltype in _NAMES]
    vars(part).clear()
    for one in own:
        release_slide(one)


def relations_of(part: Any) -> tuple[Relation, ...]:
    """Return what a part is related to, in order."""
    return tuple(_relation(relation) for relation in part.rels.values())


def _relation(relation: Any) -> Relation:
    if relation.is_external:
        return Relation(relation.reltype, relation.target_ref)
    target = relation.target_part
    if relation.reltype not in _NAMES and relation.reltype != RELATIONSHIP_TYPE.IMAGE:
        return Relation(relation.reltype)
    return Relation(relation.reltype, "", target.blob, target.content_type, relations_of(target))


class SlideAssembly:
    """Puts written slides into a presentation that has none.

    `numbers` are those of the sections' first slides, `book` gives a workbook from what it is written from.
    """

    def __init__(self, presentation: Presentation, numbers: Mapping[str, int], book: Callable[[bytes], bytes]) -> None:
        self._presentation: Any = presentation.part
        self._package: Any = self._presentation.package
        self._numbers, self._book = numbers, book
        self._drawings: dict[bytes, Part] = {}
        number_parts(presentation)

    def add(self, slides: Sequence[SlideParts], layouts: Sequence[Any], tag: Callable[[SlideParts], bytes]) -> None:
        """Add slides with the parts of their layouts; `tag` gives the content of a slide's tag part."""
        kind = CONTENT_TYPE.PML_SLIDE
        pages = [
            Part(PackURI(f"/ppt/slides/slide{number}.xml"), kind, self._package, slide.content)
            for number, slide in enumerate(slides, start=1)
        ]
        ids = self._presentation._element.get_or_add_sldIdLst()
        for page in pages:
            ids.add_sldId(self._presentation.relate_to(page, RELATIONSHIP_TYPE.SLIDE))
        for page, slide, layout in zip(pages, slides, layouts, strict=True):
            for relation in slide.relations:
                if relation.kind == RELATIONSHIP_TYPE.SLIDE_LAYOUT:
                    _add(page, relation.kind, layout)
                elif relation.kind == TAGS:
                    self._relate(page, Relation(TAGS, "", tag(slide), relation.content_type), page, pages)
                else:
                    self._relate(page, relation, page, pages)

    def _relate(self, part: Part, relation: Relation, page: Part, pages: Sequence[Part]) -> None:
        """Relate a part of a slide, whose own is `page`, to what it was related to."""
        kind = relation.kind
        if kind == RELATIONSHIP_TYPE.SLIDE:
            _add(part, kind, pages[self._numbers[relation.address]] if relation.address else page)
        elif relation.address:
            _add(part, kind, relation.address)
        elif kind == RELATIONSHIP_TYPE.NOTES_MASTER:
            _add(part, kind, self._presentation.notes_master_part)
        elif kind == RELATIONSHIP_TYPE.IMAGE:
            _add(part, kind, self._picture(relation))
        else:
            name = self._package.next_partname(_NAMES[kind])
            content = self._book(relation.content) if kind == RELATIONSHIP_TYPE.PACKAGE else relation.content
            own = Part(name, relation.content_type, self._package, content)
            _add(part, kind, own)
            for inner in relation.relations:
                self._relate(own, inner, page, pages)

    def _picture(self, relation: Relation) -> Part:
        """Return the part of a picture, one for all slides that show it."""
        if relation.content_type != SVG:
            picture: Part = self._package.get_or_add_image_part(io.BytesIO(relation.content))
            return picture
        if relation.content not in self._drawings:
            name = self._package.next_partname(_DRAWING)
            self._drawings[relation.content] = Part(name, SVG, self._package, relation.content)
        return self._drawings[relation.content]


def _add(part: Any, kind: str, target: Part | str) -> None:
    """Add a relationship under the next id, as the markup names it, without a search for one that is alike."""
    part.rels._add_relationship(kind, target, isinstance(target, str))

"""A written slide by its shapes, so that the next slide of the same section takes over those that are the same.

A slide of another period or place differs in some of its shapes; the others are half of what a batch of editions would
write. Shapes are compared as planned elements. Numbers that are equal are written alike, whichever type they have, as
all those of boxes and shapes are rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from briefing.deck.ooxml.written_slides import Relation, SlideParts, relations_of
from briefing.deck.reading import P
from briefing.deck.slides import Element, Shape, TextBox


class SavedShape(Struct, frozen=True):
    """A shape as markup inside of a slide, its name there, and what the slide remembers of it, as JSON.

    `item` is the planned element, of a shape that another slide may take over. One that is `loose` has its place in the
    slide's count of shapes as its number; one in a placeholder has that of the layout.
    """

    markup: bytes
    name: str
    remembered: str
    loose: bool
    item: TextBox | Shape | None = None


class WrittenSlide(Struct, frozen=True):
    """The parts of a slide: its own, and what it remembers as JSON, each before and behind its shapes."""

    content: tuple[bytes, bytes]
    remembered: tuple[str, str]
    shapes: tuple[SavedShape, ...]
    relations: tuple[Relation, ...]

    @property
    def parts(self) -> SlideParts:
        """Its parts as a whole."""
        content = b"".join(shape.markup for shape in self.shapes).join(self.content)
        remembered = ",".join(shape.remembered for shape in self.shapes).join(self.remembered)
        return SlideParts(content, self.relations, remembered)


def taken_alone(item: Element) -> TextBox | Shape | None:
    """Return an element whose markup names nothing that its slide is related to; None for another."""
    if isinstance(item, TextBox):
        linked = item.link or any(run.link for paragraph in item.paragraphs for run in paragraph.text)
        return None if linked else item
    return item if isinstance(item, Shape) else None


def take_out(tree: Any, shape: Any) -> bytes:
    """Take a shape out of the tree of its slide and return its markup, without the namespaces that the slide declares.

    Those of a placeholder that only its layout declares stay with it.
    """
    markup: bytes = etree.tostring(shape, encoding="utf-8")
    tree.remove(shape)
    start, _, rest = markup.partition(b">")
    for prefix, address in tree.nsmap.items():
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        start = start.replace(f' {name}="{address}"'.encode(), b"")
    return b"%b>%b" % (start, rest)


def renumbered(shape: SavedShape, number: int) -> SavedShape:
    """Return a shape under another number, which is its first attribute."""
    before, _, after = shape.markup.partition(b' id="')
    return replace(shape, markup=b'%b id="%d%b' % (before, number, after[after.index(b'"') :]))


def written_slide(part: Any, remembered: tuple[str, str], shapes: Sequence[SavedShape]) -> WrittenSlide:
    """Return the parts of a slide that python-pptx has filled and whose shapes were taken out of its tree."""
    tree = part._element.cSld.spTree
    tree.insert(2, tree.makeelement(f"{P}sp"))  # before what was not taken out, as the slide's number
    before, _, after = part.blob.partition(b"<p:sp/>")
    return WrittenSlide((before, after), remembered, tuple(shapes), relations_of(part))

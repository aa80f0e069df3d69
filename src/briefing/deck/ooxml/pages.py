"""Slides and notes pages as parts that hold their text.

python-pptx keeps a tree of each slide to the end and walks all parts to name a new one: with many slides that takes
most of the time and the memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.deck.ooxml.markup import NAMESPACES

if TYPE_CHECKING:
    from pptx.opc.package import Part
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MARK = "\ue000"  # stands where the notes will; private use, which no text holds


def add_page(presentation: Presentation, layout: SlideLayout) -> Part:
    """A presentation and a layout → the part of a new last slide, still without text."""
    from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    root: Any = presentation.part._element
    listed = root.get_or_add_sldIdLst()
    name = PackURI(f"/ppt/slides/slide{len(listed) + 1}.xml")
    page = Part(name, CONTENT_TYPE.PML_SLIDE, presentation.part.package)
    page.relate_to(layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
    listed.add_sldId(presentation.part.relate_to(page, RELATIONSHIP_TYPE.SLIDE))
    return page


def write_page(page: Part, tree: str, tags: str, layout: SlideLayout) -> None:
    """The part of a slide, what its shape tree holds, its list of tags and its layout → the part with its text.

    A layout that maps the theme's colours its own way, as for dark ground, does so for its slides.
    """
    from pptx.opc.oxml import serialize_part_xml
    from pptx.oxml.ns import qn

    own = layout._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    mapping = "<a:masterClrMapping/>"
    if own is not None:
        mapping = serialize_part_xml(own).decode().partition("?>")[2].strip()  # type: ignore[arg-type]
    page.blob = (
        f"{HEAD}<p:sld {NAMESPACES}><p:cSld><p:spTree>{tree}</p:spTree>{tags}</p:cSld>"
        f"<p:clrMapOvr>{mapping}</p:clrMapOvr></p:sld>"
    ).encode()


class NotesPages:
    """The notes pages of a presentation, which all look as its notes master asks."""

    def __init__(self, presentation: Presentation) -> None:
        self.presentation = presentation
        self._around: tuple[str, str] | None = None
        self._count = 0

    def add(self, page: Part) -> Part:
        """The part of a slide → the part of its notes page, still without text."""
        from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from pptx.opc.package import Part
        from pptx.opc.packuri import PackURI

        self._count += 1
        name = PackURI(f"/ppt/notesSlides/notesSlide{self._count}.xml")
        notes = Part(name, CONTENT_TYPE.PML_NOTES_SLIDE, page.package)
        notes.relate_to(self.presentation.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        notes.relate_to(page, RELATIONSHIP_TYPE.SLIDE)
        page.relate_to(notes, RELATIONSHIP_TYPE.NOTES_SLIDE)
        return notes

    def write(self, notes: Part, paragraphs: str) -> None:
        """The part of a notes page and its paragraphs → the part with its text."""
        self._around = self._around or self._pattern(notes)
        before, after = self._around
        notes.blob = f"{before}{paragraphs}{after}".encode()

    def _pattern(self, notes: Part) -> tuple[str, str]:
        """What stands before and after the paragraphs of every notes page: the master's placeholders."""
        from pptx.opc.oxml import serialize_part_xml
        from pptx.oxml import parse_xml
        from pptx.oxml.slide import CT_NotesSlide
        from pptx.parts.slide import NotesSlidePart

        master = self.presentation.part.notes_master_part
        part = NotesSlidePart(notes.partname, notes.content_type, notes.package, CT_NotesSlide.new())
        part.notes_slide.clone_master_placeholders(master.notes_master)
        frame = part.notes_slide.notes_text_frame
        assert frame is not None
        for old in frame._txBody.p_lst:
            frame._txBody.remove(old)
        frame._txBody.append(parse_xml(f"<a:p {NAMESPACES}><a:r><a:t>{_MARK}</a:t></a:r></a:p>"))
        before, _, after = serialize_part_xml(part._element).decode().partition(_MARK)
        return before[: before.rindex("<a:p")], after[after.index("</a:p>") + len("</a:p>") :]

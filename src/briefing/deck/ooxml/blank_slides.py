"""Empty slides and notes pages: python-pptx makes one for each layout, and the others are copies of it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.parts.slide import NotesSlidePart, SlidePart
from pptx.presentation import Presentation
from pptx.slide import NotesSlide, SlideLayout
from pptx.slide import Slide as PptxSlide

# Their names while they are filled, in no package.
_SLIDE: Final = PackURI("/ppt/slides/slide1.xml")
_NOTES: Final = PackURI("/ppt/notesSlides/notesSlide1.xml")


class BlankSlides:
    """Gives slides that have the placeholders of their layout and are related to it, but belong to no package yet."""

    def __init__(self, presentation: Presentation) -> None:
        self._presentation: Any = presentation.part
        self._package: Any = self._presentation.package
        self._slides: dict[str, Any] = {}
        self._notes: Any = None

    def slide(self, layout: SlideLayout) -> PptxSlide:
        """Return a new slide of a layout."""
        name = str(layout.part.partname)
        if name not in self._slides:
            first: Any = SlidePart.new(_SLIDE, self._package, layout.part)  # type: ignore[no-untyped-call]
            first.slide.shapes.clone_layout_placeholders(layout)
            self._slides[name] = first._element
        part: Any = SlidePart(_SLIDE, CONTENT_TYPE.PML_SLIDE, self._package, deepcopy(self._slides[name]))
        part.relate_to(layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        page: PptxSlide = part.slide
        return page

    def notes(self, slide: PptxSlide) -> NotesSlide:
        """Return the new notes page of a slide."""
        owner, master = slide.part, self._presentation.notes_master_part
        if self._notes is None:
            self._notes = NotesSlidePart.new(self._package, owner)._element  # type: ignore[no-untyped-call]
        part: Any = NotesSlidePart(_NOTES, CONTENT_TYPE.PML_NOTES_SLIDE, self._package, deepcopy(self._notes))
        part.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(owner, RELATIONSHIP_TYPE.SLIDE)
        owner.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
        notes: NotesSlide = part.notes_slide
        return notes

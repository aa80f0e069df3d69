"""A planned deck → a tagged PDF of its slides, alone or with the notes of the speaker."""

from __future__ import annotations

import io

from briefing.brief.canvas import TaggedCanvas
from briefing.brief.pdf import properties
from briefing.brief.structure import Element, Origin
from briefing.deck.ooxml.colours import Colours
from briefing.deck.painter.chart_axes import AXIS
from briefing.deck.painter.flat_colours import FlatColours
from briefing.deck.painter.painted_marks import PaintedText, Painting
from briefing.deck.painter.painting import NUMBER, paint_slides
from briefing.deck.planned_deck import PlannedDeck
from briefing.deck.slides import ChartBox
from briefing.deck.uses import note_slide
from briefing.handout.notes_pages import NotesPage, NotesSheet
from briefing.handout.slide_fonts import SlideFonts
from briefing.handout.slide_page import SlidePage, SlidePlace
from briefing.model.document import Document
from briefing.model.ledger import Term, Trace, Written


def slides_pdf(planned: PlannedDeck, document: Document, output: str, suffix: str, *, noted: bool) -> Written:
    """Return the file of an output with its suffix, and its trace; `noted` slides have their notes below them."""
    paintings = paint_slides(planned.slides, planned.masters, planned.properties)
    trace = Trace(output)
    fonts = SlideFonts(f"{planned.slides!r}")
    root, target = Element("Document"), io.BytesIO()
    paper = NotesPage.of(document.edition.page)
    size = (paper.width, paper.height) if noted else (paintings[0].width, paintings[0].height)
    canvas = TaggedCanvas(target, size, properties(document), fonts.face(), root)
    targets = [slide.id for slide in planned.slides]
    light = FlatColours(Colours(planned.theme, dark=False), {})
    for number, (slide, painting) in enumerate(zip(planned.slides, paintings, strict=True), start=1):
        if targets.index(slide.id) == number - 1:  # a section that goes on is found at its first slide
            canvas.place(slide.id, size[1])
            canvas.bookmark(slide.title, slide.id, 0)
        note_slide(slide, canvas.page, trace)
        _note_painted(painting, canvas.page, trace, numbered=noted)
        section = root.add("Sect", Origin(f"slide {number}", slide.id))
        if noted:
            sheet = NotesSheet(canvas, fonts, paper, light, trace, targets)
            sheet.paint(slide, painting, section)
        else:
            where = f"slide {number} ({slide.id})"
            page = SlidePage(canvas, fonts, SlidePlace(0.0, painting.height), targets, where)
            page.paint(painting, section, "H1")
        canvas.showPage()
    canvas.save()
    return Written({suffix: target.getvalue()}, trace, planned.findings)


def _note_painted(painting: Painting, page: int, trace: Trace, *, numbered: bool) -> None:
    """Record what is painted besides the plan's texts: names and numbers of axes, which a deck's charts write, and of a
    `numbered` page the number of the slide."""
    for element in painting.elements:
        kinds = [AXIS] if isinstance(element.item, ChartBox) else [NUMBER] if numbered else []
        for mark in element.marks:
            if isinstance(mark, PaintedText) and mark.term in kinds:
                trace.terms.append(Term(trace.place(page, element.name), mark.string, mark.term))

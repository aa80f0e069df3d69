"""The slides with what the speaker says: a slide at the head of each page, its notes below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefing.brief.canvas import TaggedCanvas
from briefing.brief.structure import Element
from briefing.deck.bindings import note_lines
from briefing.deck.painter.flat_colours import FlatColours
from briefing.deck.painter.painted_marks import Painting
from briefing.deck.painter.text_marks import PaintContext, paragraph_text
from briefing.deck.slides import Box, Paragraph, Slide, TextStyle
from briefing.handout.slide_fonts import SlideFonts
from briefing.handout.slide_page import SlidePage, SlidePlace
from briefing.model.ledger import Trace
from briefing.model.text import Text

_SIZES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
_MARGIN, _GAP = 56.0, 24.0  # around the page, and between slide and notes
_NOTES = TextStyle(12, 16, "ink", before=4.0)
_FRAME = 0.75


class NotesPage(Struct, frozen=True):
    """A page's size, and where its slide and its notes stand."""

    width: float
    height: float

    @classmethod
    def of(cls, page: str) -> NotesPage:
        """Return the page of a paper, as "A4"."""
        return cls(*_SIZES[page])

    @property
    def measure(self) -> float:
        """The width of slide and notes."""
        return self.width - 2 * _MARGIN

    def place(self, painting: Painting) -> SlidePlace:
        """Return where the slide stands."""
        return SlidePlace(_MARGIN, self.height - _MARGIN, self.measure / painting.width)

    def below(self, painting: Painting | None) -> Box:
        """Return where notes stand, y down: below a slide, or on a page of their own."""
        top = _MARGIN + (self.measure / painting.width * painting.height + _GAP if painting else 0.0)
        return Box(_MARGIN, top, self.measure, self.height - _MARGIN - top)


def notes_on(page: NotesPage, painting: Painting, notes: Text, context: PaintContext) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs of notes page by page; one that no page holds is divided at its lines."""
    box = page.below(painting)
    held: list[Paragraph] = []
    for line in note_lines(notes):
        paragraph = Paragraph(line, _NOTES)
        if held and _height([*held, paragraph], box, context) > box.h:
            yield held
            held, box = [], page.below(None)
        held.append(paragraph)
    yield held


def _height(paragraphs: Sequence[Paragraph], box: Box, context: PaintContext) -> float:
    marks = list(paragraph_text(paragraphs, box, "t", context))
    return (max(mark.y for mark in marks) - box.y) if marks else 0.0


class NotesSheet(Struct, frozen=True):
    """What pages with notes are painted with. Links lead to the pages of slides by `targets`."""

    canvas: TaggedCanvas
    fonts: SlideFonts
    page: NotesPage
    colours: FlatColours
    trace: Trace
    targets: Sequence[str]

    def paint(self, slide: Slide, painting: Painting, section: Element) -> None:
        """Paint a slide with its notes on the open page, and on pages that follow if its notes need them."""
        canvas, page, where = self.canvas, self.page, f"notes of slide {slide.id}"
        context, place = PaintContext(self.colours, painting.lang), page.place(painting)
        SlidePage(canvas, self.fonts, place, self.targets, where).paint(painting, section, "H1")
        with canvas.artifact():
            canvas.setLineWidth(_FRAME)
            canvas.setStrokeColorRGB(0.7, 0.7, 0.7)
            corner = place.x(0.0), place.y(painting.height)
            canvas.rect(*corner, painting.width * place.scale, painting.height * place.scale)
        sheet = SlidePage(canvas, self.fonts, SlidePlace(0.0, page.height), self.targets, where)
        for number, paragraphs in enumerate(notes_on(page, painting, slide.notes, context)):
            if number:
                canvas.showPage()
            box = page.below(None if number else painting)
            sheet.paint_paragraphs(list(paragraph_text(paragraphs, box, "t", context)), section)
            self.trace.note_all(self.trace.place(canvas.page, "notes"), [one.text for one in paragraphs])

"""A painted slide on a page: its marks in vectors and live text, each tagged as what it is."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from msgspec import Struct
from PIL import Image

from briefing.brief.canvas import TaggedCanvas, TextState, colour_source, image_of, numbers
from briefing.brief.structure import Element as Tag
from briefing.brief.structure import Origin
from briefing.charts.vector.drawing_surface import Paint, Segment
from briefing.deck.painter.painted_marks import (
    PaintedElement,
    PaintedMark,
    PaintedPath,
    PaintedPicture,
    PaintedText,
    Painting,
)
from briefing.deck.slides import Box, TableBox, TextBox
from briefing.handout.slide_fonts import SlideFonts
from briefing.model.text import plain

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


class SlidePlace(Struct, frozen=True):
    """Where a slide stands on its page: its upper left corner from the page's lower left one, and its scale."""

    left: float
    top: float
    scale: float = 1.0

    def x(self, x: float) -> float:
        """Return where a place across the slide is on the page."""
        return self.left + x * self.scale

    def y(self, y: float) -> float:
        """Return where a place down the slide is on the page."""
        return self.top - y * self.scale


class SlidePage:
    """Paints one slide on the open page of a canvas. Links lead to the pages of slides by `targets`."""

    def __init__(
        self, canvas: TaggedCanvas, fonts: SlideFonts, place: SlidePlace, targets: Sequence[str] = (), where: str = ""
    ) -> None:
        self._canvas, self._fonts, self._place = canvas, fonts, place
        self._targets, self._where = targets, where

    def paint(self, painting: Painting, section: Tag, heading: str) -> None:
        """Paint a slide; its elements are tagged below `section`, its title as `heading`."""
        with self._canvas.artifact("Background"):
            ground = Box(0, 0, painting.width, painting.height)
            self._fill(ground, painting.ground)
        for element in painting.elements:
            self._element(element, section, heading)

    def paint_paragraphs(self, texts: Sequence[PaintedText], section: Tag) -> None:
        """Paint lines of text, each of their paragraphs tagged as one."""
        for _, held in groupby(texts, key=lambda mark: mark.part):
            self._paragraph(list(held), section.add("P"))

    def _element(self, element: PaintedElement, section: Tag, heading: str) -> None:
        item = element.item
        alt = plain(getattr(item, "alt", ()))
        if isinstance(item, TextBox):
            self._texts(element.marks, section, heading if item.placeholder == "title" else "P")
        elif isinstance(item, TableBox):
            self._table(element, item, section)
        elif alt:
            figure = section.add("Figure", Origin(section.origin.scope, element.name), alt=alt)
            box = _box_of(element.marks)
            corners = self._place.x(box.x), self._place.y(box.y1), self._place.x(box.x1), self._place.y(box.y)
            figure.attributes = {"Layout": {"BBox": f"[ {numbers(*corners)} ]", "Placement": "/Block"}}
            with self._canvas.tagged(figure):
                self._marks(element.marks)
        elif item is None:
            with self._canvas.artifact("Footer" if element.name != "design" else "Background"):
                self._marks(element.marks)
        else:
            with self._canvas.artifact():
                self._marks(element.marks)

    def _texts(self, marks: Sequence[PaintedMark], section: Tag, tag: str) -> None:
        with self._canvas.artifact():
            self._marks([mark for mark in marks if not isinstance(mark, PaintedText)])
        texts = [mark for mark in marks if isinstance(mark, PaintedText)]
        if tag != "P":  # a heading is one, on however many lines
            self._paragraph(texts, section.add(tag))
            return
        self.paint_paragraphs(texts, section)

    def _paragraph(self, texts: Sequence[PaintedText], paragraph: Tag) -> None:
        for link, linked in groupby(texts, key=lambda mark: mark.link):
            held = list(linked)
            if not link or (link.startswith("#") and link[1:] not in self._targets):
                with self._canvas.tagged(paragraph):
                    self._marks(held)
                continue
            element = paragraph.add("Link")
            with self._canvas.tagged(element):
                self._marks(held)
            for line in _lines(held):
                box = _box_of(line)
                corners = self._place.x(box.x), self._place.y(box.y1), self._place.x(box.x1), self._place.y(box.y)
                self._canvas.link(element, link, corners, " ".join(mark.string for mark in held))

    def _table(self, element: PaintedElement, item: TableBox, section: Tag) -> None:
        with self._canvas.artifact():
            self._marks([mark for mark in element.marks if not isinstance(mark, PaintedText)])
        texts = [mark for mark in element.marks if isinstance(mark, PaintedText)]
        cells = {part: list(held) for part, held in groupby(texts, key=lambda mark: mark.part)}
        table = section.add("Table", Origin(section.origin.scope, element.name), alt=plain(item.alt))
        for row in range(len(item.rows)):
            line = table.add("TR")
            for column in range(len(item.widths)):
                cell = line.add("TH" if row == 0 else "TD")
                if row == 0:
                    cell.attributes = {"Table": {"Scope": "/Column"}}
                if (row, column) in cells:
                    self._paragraph(cells[row, column], cell)

    # -- marks ---------------------------------------------------------------------------------------------------------

    def _marks(self, marks: Sequence[PaintedMark]) -> None:
        for mark in marks:
            if isinstance(mark, PaintedText):
                self._text(mark)
            elif isinstance(mark, PaintedPath):
                self._path(mark)
            else:
                self._picture(mark)

    def _text(self, mark: PaintedText) -> None:
        x, y, size = self._place.x(mark.x), self._place.y(mark.y), mark.size * self._place.scale
        for face, part in self._fonts.runs(mark.string, bold=mark.bold, italic=mark.italic, where=self._where):
            shaped = face.shape(part)
            self._canvas.show(shaped, x, y, TextState(face, size, mark.colour))
            x += shaped.width * size / 1000

    def _path(self, mark: PaintedPath) -> None:
        paint = mark.paint
        with self._alone(paint):
            clips = [f"{self._outline(clip)} W n" for clip in paint.clips]
            source = [*clips, *self._state(paint), self._outline(mark.segments), _operator(paint)]
            self._canvas.paint(" ".join(source))

    @contextmanager
    def _alone(self, paint: Paint) -> Iterator[None]:
        """Set clip and opacity for one path alone."""
        if paint.alpha == 1 and not paint.clips:
            yield
            return
        self._canvas.saveState()
        if paint.alpha < 1:
            self._canvas.setFillAlpha(paint.alpha)
            self._canvas.setStrokeAlpha(paint.alpha)
        yield
        self._canvas.restoreState()

    def _state(self, paint: Paint) -> Iterator[str]:
        if paint.fill:
            yield f"{colour_source(paint.fill)} rg"
        if paint.stroke:
            scale = self._place.scale
            dashes = numbers(*(part * scale for part in paint.dash))
            yield f"{colour_source(paint.stroke)} RG {numbers(paint.width * scale)} w"
            yield f"{_CAPS[paint.cap]} J {_JOINS[paint.join]} j [ {dashes} ] 0 d"

    def _outline(self, segments: Sequence[Segment]) -> str:
        steps: list[str] = []
        for letter, values in segments:
            placed = [self._place.y(n) if odd % 2 else self._place.x(n) for odd, n in enumerate(values)]
            steps.append(f"{numbers(*placed)} {_OPERATORS[letter]}".lstrip())
        return " ".join(steps)

    def _fill(self, box: Box, colour: str) -> None:
        scale = self._place.scale
        corner = self._place.x(box.x), self._place.y(box.y1)
        self._canvas.fill_rect(*corner, box.w * scale, box.h * scale, colour)

    def _picture(self, mark: PaintedPicture) -> None:
        scale, box = self._place.scale, mark.box
        self._canvas.saveState()
        clip = mark.clip
        self._canvas.clip(self._place.x(clip.x), self._place.y(clip.y1), clip.w * scale, clip.h * scale)
        with Image.open(io.BytesIO(mark.data)) as picture:
            shown = picture.convert("RGBA")
        self._canvas.drawImage(
            image_of(shown), self._place.x(box.x), self._place.y(box.y1), box.w * scale, box.h * scale, mask="auto"
        )
        self._canvas.restoreState()


def _operator(paint: Paint) -> str:
    if paint.fill:
        return "B*" if paint.stroke else "f*"
    return "S" if paint.stroke else "n"


def _lines(texts: Sequence[PaintedText]) -> Iterator[list[PaintedText]]:
    for _, held in groupby(texts, key=lambda mark: mark.y):
        yield list(held)


def _box_of(marks: Sequence[PaintedMark]) -> Box:
    """Return the box around marks."""
    xs: list[float] = []
    ys: list[float] = []
    for mark in marks:
        if isinstance(mark, PaintedText):
            xs += [mark.x, mark.x + mark.width]
            ys += [mark.y - mark.size, mark.y + mark.size * 0.25]
        elif isinstance(mark, PaintedPath):
            xs += [value for _, values in mark.segments for value in values[::2]]
            ys += [value for _, values in mark.segments for value in values[1::2]]
        else:
            xs += [mark.clip.x, mark.clip.x1]
            ys += [mark.clip.y, mark.clip.y1]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

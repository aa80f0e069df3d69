"""Planned slides on the canvas → the same on a template's slides: every place times one factor, texts by their face."""

from __future__ import annotations

import math
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from briefing.deck.slides import (
    Box,
    ChartBox,
    Element,
    Freeform,
    Group,
    Paragraph,
    Path,
    Picture,
    Shape,
    Slide,
    TableBox,
    TextBox,
    TextStyle,
)


class CanvasScale(Struct, frozen=True):
    """Points of a slide for each point of the canvas: of places, of text, of bold text, and of the text of a title.

    Weights of lines are scaled where their colour is.
    """

    places: float
    text: float
    bold: float
    title: float

    def slide(self, slide: Slide) -> Slide:
        """Return a slide of the canvas at its size."""
        return replace(slide, elements=tuple(map(self.element, slide.elements)))

    def element(self, item: Element) -> Element:
        """Return an element of the canvas at its size."""
        if isinstance(item, TextBox):
            text = self._sized(self.title if item.placeholder == "title" else 0.0)
            return replace(item, box=self.box(item.box), paragraphs=tuple(map(text, item.paragraphs)))
        if isinstance(item, ChartBox):
            return self._chart(item)
        if isinstance(item, TableBox):
            return self._table(item)
        if isinstance(item, Group):
            return replace(item, items=tuple(map(self._part, item.items)))
        return replace(item, box=self.box(item.box)) if isinstance(item, Picture) else self._shape(item)

    def _part(self, item: Shape | Freeform | TextBox) -> Shape | Freeform | TextBox:
        if not isinstance(item, TextBox):
            return self._shape(item)
        return replace(item, box=self.box(item.box), paragraphs=tuple(map(self._sized(0.0), item.paragraphs)))

    def _shape(self, item: Shape | Freeform) -> Shape | Freeform:
        if isinstance(item, Shape):
            return replace(item, box=self.box(item.box))
        return replace(
            item,
            paths=tuple(
                Path(
                    tuple((x * self.places, y * self.places) for x, y in path.points),
                    path.closed,
                    path.radius * self.places,
                )
                for path in item.paths
            ),
        )

    def box(self, box: Box) -> Box:
        """Return a box of the canvas on the slide."""
        return Box(*(side * self.places for side in (box.x, box.y, box.w, box.h)))

    def style(self, style: TextStyle, text: float = 0.0, bold: bool = False) -> TextStyle:
        """Return a style of the canvas on the slide; the face makes letters smaller, not their lines."""
        size = rounded(style.size * (text or (self.bold if bold or style.bold else self.text)))
        return replace(style, size=size, leading=style.leading * self.places, before=style.before * self.places)

    def _sized(self, text: float) -> Callable[[Paragraph], Paragraph]:
        return lambda item: replace(item, style=self.style(item.style, text, _is_bold(item)))

    def _chart(self, item: ChartBox) -> ChartBox:
        return replace(
            item,
            box=self.box(item.box),
            inner=self.box(item.inner),
            label_size=rounded(item.label_size * self.bold),
            axis_size=rounded(item.axis_size * self.text),
            strong_size=rounded(item.strong_size * self.bold),
            marker=item.marker * self.places,
            shifts=tuple(
                replace(shift, right=shift.right * self.places, down=shift.down * self.places) for shift in item.shifts
            ),
        )

    def _table(self, item: TableBox) -> TableBox:
        sized = self._sized(0.0)
        return replace(
            item,
            box=self.box(item.box),
            widths=tuple(width * self.places for width in item.widths),
            heights=tuple(height * self.places for height in item.heights),
            rows=tuple(tuple(map(sized, row)) for row in item.rows),
            inset=item.inset * self.places,
            air=item.air * self.places,
        )


def _is_bold(item: Paragraph) -> bool:
    return all(run.bold for run in item.text)


def rounded(size: float) -> float:
    """Return the next lower half point of a text size, as people set sizes."""
    return math.floor(size * 2 + 1e-6) / 2

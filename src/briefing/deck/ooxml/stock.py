"""What slides are written on: a presentation without slides, its layouts, placeholders and colours."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Protocol

from briefing.deck.ooxml.base import base_package
from briefing.deck.ooxml.base_layouts import LAYOUTS
from briefing.deck.ooxml.colours import Colours
from briefing.deck.ooxml.markup import locale
from briefing.deck.ooxml.package import Properties
from briefing.deck.ooxml.shapes import PLACEHOLDERS, Home
from briefing.deck.slides import Layout, Slide
from briefing.model.theme import Theme

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout


class Stock(Protocol):
    """Our own package, or a company's template."""

    presentation: Presentation

    def layout(self, slide: Slide) -> SlideLayout:
        """A slide → the layout that it is written on."""

    def colours(self, slide: Slide) -> Colours:
        """A slide → the colours of its ground."""

    def home(self, layout: Layout, place: str) -> Home | None:
        """A layout and a place, as "title" or "footer" → its placeholder; None where the layout has none."""


class OwnStock:
    """Our own package in the colours of a theme."""

    def __init__(self, theme: Theme, properties: Properties) -> None:
        from pptx import Presentation

        self.presentation = Presentation(io.BytesIO(base_package(theme, locale(properties.lang), properties.company)))
        light, dark = ({item.name: item for item in m.slide_layouts} for m in self.presentation.slide_masters)
        self._layouts: dict[bool, dict[str, SlideLayout]] = {False: light, True: dark}
        self._colours = {dark: Colours(theme, dark=dark) for dark in (False, True)}

    def layout(self, slide: Slide) -> SlideLayout:
        """A slide → its layout on light or on dark ground."""
        return self._layouts[slide.dark][slide.layout]

    def colours(self, slide: Slide) -> Colours:
        """A slide → the light or the dark palette."""
        return self._colours[slide.dark]

    def home(self, layout: Layout, place: str) -> Home | None:
        """A layout and a place → its placeholder, at the box of the layout."""
        slot = LAYOUTS[layout].get(place)
        return Home(PLACEHOLDERS[place], slot.box) if slot else None

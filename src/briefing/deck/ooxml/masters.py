"""What slides are written on: a package without slides, its layouts, placeholders and colours."""

from __future__ import annotations

from typing import Protocol

from briefing.deck.ooxml.base import base_package, layout_name
from briefing.deck.ooxml.base_layouts import LAYOUTS
from briefing.deck.ooxml.colours import Colours
from briefing.deck.ooxml.opc import Package, Part
from briefing.deck.ooxml.package import Properties
from briefing.deck.ooxml.shapes import PLACEHOLDERS, Home
from briefing.deck.slides import Layout, Slide
from briefing.model.theme import Theme


class Masters(Protocol):
    """Our own package, or a company's template."""

    package: Package

    def layout(self, slide: Slide) -> Part:
        """A slide → the layout that it is written on."""

    def colours(self, slide: Slide) -> Colours:
        """A slide → the colours of its ground."""

    def home(self, layout: Layout, place: str) -> Home | None:
        """A layout and a place, as "title" or "footer" → its placeholder; None where the layout has none."""


class OwnMasters:
    """Our own package in the colours of a theme."""

    def __init__(self, theme: Theme, properties: Properties) -> None:
        self.package = base_package(theme, properties.lang, properties.company)
        self._colours = {dark: Colours(theme, dark=dark) for dark in (False, True)}

    def layout(self, slide: Slide) -> Part:
        """A slide → its layout on light or on dark ground."""
        return self.package.parts[layout_name(slide.layout, dark=slide.dark)]

    def colours(self, slide: Slide) -> Colours:
        """A slide → the light or the dark palette."""
        return self._colours[slide.dark]

    def home(self, layout: Layout, place: str) -> Home | None:
        """A layout and a place → its placeholder, at the box of the layout."""
        slot = LAYOUTS[layout].get(place)
        return Home(PLACEHOLDERS[place], slot.box) if slot else None

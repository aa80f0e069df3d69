"""A theme by role: colours and fonts, no places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

Ground = Literal["light", "dark"]
# Step of a heat table → palette roles of its ground and of the text that can be read on it; 0 has no value.
HEAT_GROUNDS: Final = ("", "heat_1", "heat_2", "heat_3", "heat_4", "heat_5")
HEAT_TEXTS: Final = ("ink_3", "ink", "ink", "ink", "paper", "paper")


class Palette(Struct, frozen=True):
    """Colours by role, sRGB as `#RRGGBB`.

    `heat_1` to `heat_5` are even steps from near the paper to the highlight. `series_1` to `series_6` are those of
    several series, in the order in which they are taken: the first two are highlight and accent.
    """

    paper: str
    wash: str
    rule: str
    rule_strong: str
    ink: str
    ink_2: str
    ink_3: str
    context: str
    context_soft: str
    highlight: str
    highlight_tint: str
    accent: str
    accent_text: str
    accent_tint: str
    heat_1: str
    heat_2: str
    heat_3: str
    heat_4: str
    heat_5: str
    series_1: str
    series_2: str
    series_3: str
    series_4: str
    series_5: str
    series_6: str


class Status(Struct, frozen=True):
    """A status chip: fill, text colour, glyph; the word is the wording's."""

    fill: str
    text: str
    glyph: str


class Fonts(Struct, frozen=True):
    """Family names: `deck` and `deck_ea` for slides, `text` and `display` for the brief."""

    deck: str
    deck_ea: str
    text: str
    display: str


class Theme(Struct, frozen=True):
    """A look: `light` for slides and pages, `dark` for covers and pauses, and for all slides if `ground` says so."""

    name: str
    light: Palette
    dark: Palette
    fonts: Fonts
    status: Mapping[str, Status]
    ground: Ground = "light"


def luminance(colour: str) -> float:
    """Return the WCAG relative luminance of a colour, `#RRGGBB`."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)

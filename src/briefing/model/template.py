"""A company's template: the file, and which of its layouts and placeholders serve which slides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

# Slides that a layout serves; placeholders that a layout may have for them.
SLIDES = ("cover", "headline", "pause")
PLACES = ("title", "subtitle", "imprint", "source", "footer", "number", "date")
# Colours that a mapping may choose, and the theme's slots that it may choose them from.
COLOURS = ("highlight", "accent")
SLOTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "tx2", "bg2", "hlink")


class LayoutChoice(Struct, frozen=True):
    """How a layout serves: its name, a placeholder for each place as "body 13", the body's x, y, width and height.

    What is empty is chosen automatically; a place that is "none" stays empty. The body is in points of a canvas
    960 wide.
    """

    layout: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    body: tuple[float, float, float, float] | None = None
    ground: Literal["", "light", "dark"] = ""


class Template(Struct, frozen=True):
    """A presentation whose masters, layouts, colours and fonts a deck takes.

    `digest` is the SHA-256 of the file and its mapping; `choices` and `colours` (role → slot) are the mapping's.
    """

    path: Path
    digest: str
    mapping: Path
    choices: Mapping[str, LayoutChoice] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

"""What a function that draws a figure is called with: values and their printed forms, and the look of the document.

All of it is read-only. Where nothing else is asked for, matplotlib draws in this look: its settings are those of the
document while the function runs.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefing.charts.vector.drawing_surface import Sizes
from briefing.model.own_figure import FigureSeries
from briefing.model.theme import Palette


class FigureView(Struct, frozen=True):
    """The values, texts and look of a figure.

    `series` are those of the story by their names, `texts` its texts as printed, `periods` the names of all periods.
    `size` is width and height in inches, as matplotlib has them. `palette` has colours by role, as `#RRGGBB`, `sizes`
    the sizes of text in points. `highlight` and `second` name series, or are empty.
    """

    series: Mapping[str, FigureSeries]
    texts: Mapping[str, str]
    periods: tuple[str, ...]
    size: tuple[float, float]
    palette: Palette
    sizes: Sizes
    lang: str
    highlight: str = ""
    second: str = ""

    def __getitem__(self, key: str) -> FigureSeries:
        """Return a series by its name."""
        return self.series[key]

    def text_on(self, colour: object) -> str:
        """Return ink or paper, whichever reads better on a colour: `#RRGGBB`, or red, green and blue from 0 to 1."""
        ground = _luminance(colour)
        return max((self.palette.ink, self.palette.paper), key=lambda one: _contrast(_luminance(one), ground))


def _luminance(colour: object) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    if isinstance(colour, str):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    else:
        parts = [float(part) for part in colour][:3]  # type: ignore[attr-defined]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)

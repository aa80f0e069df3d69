"""What a function that draws a figure is called with: values and their printed forms, and the look of the document.

All of it is read-only. Where nothing else is asked for, matplotlib draws in this look: its settings are those of the
document while the function runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from briefing.charts.vector.drawing_surface import Sizes
from briefing.model.own_figure import FigureSeries
from briefing.model.theme import Palette, contrast


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

    def text_on(self, colour: str | Sequence[float]) -> str:
        """Return ink or paper, whichever reads better on a colour: `#RRGGBB`, or red, green and blue from 0 to 1."""
        parts = () if isinstance(colour, str) else tuple(colour)[:3]
        ground = colour if isinstance(colour, str) else f"#{''.join(f'{round(255 * part):02X}' for part in parts)}"
        return max((self.palette.ink, self.palette.paper), key=lambda one: contrast(one, ground))

"""A string as an artist: placed by its baseline and written by the surface itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.artist import Artist

if TYPE_CHECKING:
    from briefing.charts.vector.surface import Font


class Words(Artist):
    """A string from its left end on its baseline, in points. matplotlib's own text would first look for font files."""

    def __init__(self, x: float, y: float, string: str, font: Font, size: float, colour: str) -> None:
        super().__init__()
        self.string, self.at, self.font, self.size, self.colour = string, (x, y), font, size, colour
        self.set_zorder(8)

    def draw(self, renderer: Any) -> None:
        """Write it on the renderer's surface."""
        renderer.surface.text(*self.at, self.string, self.font, self.size, self.colour)

"""A figure in the main column with its text in the side column, where a part has nothing else for that one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief.flowables import Flowable, draw_down, height_of
from briefing.brief.page_zones import PageZones

# Of the height of a figure, the least that its text takes: next to a few lines most of the side column would be empty.
_LEAST = 0.3


class FigureWithText(Flowable):
    """Blocks of a figure at the left and of its text at the right, on one upper edge."""

    kind, whole = "figure", True

    def __init__(self, figure: Sequence[Flowable], words: Sequence[Flowable], zones: PageZones) -> None:
        super().__init__()
        self.figure, self.words, self.zones = figure, words, zones
        self.origin, self.space = figure[0].origin, figure[0].space
        self.fits = _LEAST <= height_of(words, zones.side) / height_of(figure, zones.main) <= 1.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As high as the higher of both; the figure may grow as its charts do."""
        self.width = width
        self.height = max(height_of(self.figure, self.zones.main), height_of(self.words, self.zones.side))
        self.give = sum(block.give for block in self.figure)
        return width, self.height

    def squeeze(self, factor: float) -> None:
        """Draw its charts at a part of their height."""
        for block in self.figure:
            block.squeeze(factor)

    def tighten(self, factor: float) -> None:
        """Narrow the gaps between its blocks too."""
        super().tighten(factor)
        for block in (*self.figure, *self.words):
            block.tighten(factor)

    def stretch(self, height: float) -> None:
        """Let its charts become taller, each by its part."""
        for block in self.figure:
            block.stretch(height * block.give / self.give if self.give else 0.0)

    def places(self) -> Iterator[str]:
        """The places of all its blocks."""
        for block in (*self.figure, *self.words):
            yield from block.places()

    def draw(self) -> None:
        """Paint the figure, then its text."""
        draw_down(self.figure, self.canvas, (0.0, self.height), self.zones.main)
        draw_down(self.words, self.canvas, (self.zones.main + self.zones.gutter, self.height), self.zones.side)

"""Blocks of the side column in columns of their own, below the main column and the side column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief.flowables import Flowable, draw_down, height_of

_GUTTER = 24.0
# One alone is as narrow as one of two: longer lines cannot be read.
_FEWEST, _MOST = 2, 3


class SideBySide(Flowable):
    """Groups of blocks as columns of one width, at most three in a row."""

    kind, turn = "row of blocks", 1

    def __init__(self, groups: Sequence[Sequence[Flowable]]) -> None:
        super().__init__()
        self.groups = groups
        self.across = min(_MOST, max(_FEWEST, len(groups)))
        self.origin = groups[0][0].origin

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Each row is as high as its highest column."""
        self.width, self.each = width, (width - _GUTTER * (self.across - 1)) / self.across
        talls = [height_of(group, self.each) for group in self.groups]
        self.rows = [max(talls[at : at + self.across]) for at in range(0, len(talls), self.across)]
        self.height = sum(self.rows) + _GUTTER * (len(self.rows) - 1)
        return width, self.height

    def places(self) -> Iterator[str]:
        """The places of all its blocks."""
        for group in self.groups:
            for block in group:
                yield from block.places()

    def draw(self) -> None:
        """Paint the columns from the top of their row down."""
        top = self.height
        for at, group in enumerate(self.groups):
            row, column = divmod(at, self.across)
            if at and not column:
                top -= self.rows[row - 1] + _GUTTER
            draw_down(group, self.canvas, (column * (self.each + _GUTTER), top), self.each)

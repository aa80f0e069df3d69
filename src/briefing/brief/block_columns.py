"""Blocks of the side column in columns of their own, below the main column and the side column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief.flowables import Flowable

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

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Each row is as high as its highest column."""
        self.width, self.each = width, (width - _GUTTER * (self.across - 1)) / self.across
        talls = [self._height(group, height) for group in self.groups]
        self.rows = [max(talls[at : at + self.across]) for at in range(0, len(talls), self.across)]
        self.height = sum(self.rows) + _GUTTER * (len(self.rows) - 1)
        return width, self.height

    def _height(self, blocks: Sequence[Flowable], height: float) -> float:
        return sum(block.wrap(self.each, height)[1] + (block.gap if at else 0.0) for at, block in enumerate(blocks))

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
            y = top
            for number, block in enumerate(group):
                block.wrap(self.each, y)
                y -= block.height + (block.gap if number else 0.0)
                block.drawOn(self.canvas, column * (self.each + _GUTTER), y)

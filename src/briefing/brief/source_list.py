"""A numbered list in narrow columns, filled one after the other; it goes on over pages."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.brief.brief_context import BriefContext
from briefing.brief.flowables import Flowable
from briefing.brief.styles import SOURCES

_GUTTER = 18.0
_BETWEEN = 2.4
_NARROWEST = 150.0
# A list up to this height goes to the next page rather than over two, one that stays `whole` up to the other.
_SHORT, _WHOLE = 260.0, 600.0


class SourceList(Flowable):
    """Items in as many columns as the measure holds, all of them about as high, with some air between items."""

    divides = True

    def __init__(self, context: BriefContext, items: Sequence[Flowable], *, whole: bool = False) -> None:
        super().__init__()
        self.context, self.items = context, list(items)
        self.most = _WHOLE if whole else _SHORT

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Of the least height that takes all items."""
        if self.width != width:
            self.width = width
            self.count = max(1, min(len(self.items), int((width + _GUTTER) // (_NARROWEST + _GUTTER))))
            self.each = (width - _GUTTER * (self.count - 1)) / self.count
            self.talls = [item.wrap(self.each, height)[1] + _BETWEEN for item in self.items]
            self.height = max([sum(self.talls) / self.count, *self.talls])
            while len(self._columns(self.height)) > self.count:
                self.height += SOURCES.leading / 2
        return width, self.height

    def _columns(self, height: float) -> list[list[int]]:
        """Return the items of each column of a height, however many columns it takes."""
        columns: list[list[int]] = [[]]
        used = 0.0
        for at, tall in enumerate(self.talls):
            if used + tall > height + 0.01:
                columns.append([])
                used = 0.0
            columns[-1].append(at)
            used += tall
        return columns

    def split(self, width: float, height: float) -> list[Flowable]:
        """The items whose columns fit a height, and the rest."""
        self.wrap(width, height)
        if max(self.talls) > height or self.height <= self.most:
            return []
        fit = sum(map(len, self._columns(height)[: self.count]))
        if not 0 < fit < len(self.items):
            return []
        first = SourceList(self.context, self.items[:fit]).spaced(self.space)
        return [first, SourceList(self.context, self.items[fit:])]

    def draw(self) -> None:
        """Paint the items, column by column."""
        for column, items in enumerate(self._columns(self.height)):
            x, y = column * (self.each + _GUTTER), self.height
            for at in items:
                y -= self.talls[at]
                self.items[at].drawOn(self.canvas, x, y + _BETWEEN)

"""The paragraphs of a section: one column of the main measure, or two side by side over the full one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.brief.flowables import ColumnFrame, Flowable, draw_down, height_of
from briefing.brief.page_zones import PageZones
from briefing.brief.styles import BODY
from briefing.brief.text_block import TextBlock

# What a column is made taller by, until both hold the text.
_STEP = 2.0
# By how much columns of whole paragraphs may be higher than even ones: a line.
_UNEVEN = BODY.leading + _STEP
# So many lines of a paragraph may be as wide as a page, and so many of all: the eye finds the way back to the next one.
_MOST_LONG_LINES, _MOST_OF_ALL = 3, 5


def rejoined(blocks: Sequence[Flowable]) -> list[Flowable]:
    """Return what goes on, on another page, with texts as one that were divided for this one in vain."""
    found: list[Flowable] = []
    for block in blocks:
        last = found[-1] if found else None
        one = last.joined(block) if isinstance(last, TextColumns) and isinstance(block, TextColumns) else None
        if one is None:
            found.append(block)
        else:
            found[-1] = one
    return found


class TextColumns(Flowable):
    """Paragraphs one below the other; where they have the full measure to themselves, in two columns of one height, as
    lines of the whole width cannot be read and half of it would be left empty; but for paragraphs of up to three lines,
    five in all, which need no columns that cut a sentence. What a page before has divided in one column goes on in one.
    """

    kind = "paragraph"

    def __init__(self, blocks: Sequence[Flowable], zones: PageZones) -> None:
        super().__init__(blocks[0].space)
        self.blocks, self.zones = list(blocks), zones
        self.origin = blocks[0].origin
        self.columns: list[list[Flowable]] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As high as its one column or the higher of two."""
        self.width = width
        self.each = (width - self.zones.gutter) / 2
        wide = width > self.zones.main
        whole = all(not block.set_for for block in self.blocks)
        if wide and whole and self._are_few(width):
            self.columns = []
            self.height = height_of(self.blocks, width)
            return width, self.height
        self._limit(self.zones.main)
        divides = wide and all(block.set_for <= self.each for block in self.blocks)
        self.columns = self._two() if divides else []
        if self.columns:
            self.height = max(height_of(column, self.each) for column in self.columns)
        else:
            self.height = height_of(self.blocks, width)
        return width, self.height

    def _are_few(self, width: float) -> bool:
        """Whether its paragraphs have few lines each, and together, on a width, which they keep."""
        self._limit(width)
        for block in self.blocks:
            block.wrap(width, 0.0)
        counts = [len(block.lines or ()) if isinstance(block, TextBlock) else _MOST_OF_ALL + 1 for block in self.blocks]
        return max(counts) <= _MOST_LONG_LINES and sum(counts) <= _MOST_OF_ALL

    def _limit(self, most: float) -> None:
        for block in self.blocks:
            if isinstance(block, TextBlock):
                block.most = most

    def _two(self) -> list[list[Flowable]]:
        """Return two columns of whole paragraphs, or where these are more than a line higher, two as even as may be."""
        even, whole = self._even(), self._whole()
        return whole if even and whole and self._high(whole) <= self._high(even) + _UNEVEN else even

    def _whole(self) -> list[list[Flowable]]:
        """Return the two columns of whole paragraphs of the least height; none of one paragraph."""
        columns = [[self.blocks[:at], self.blocks[at:]] for at in range(1, len(self.blocks))]
        return min(columns, key=self._high, default=[])

    def _high(self, columns: Sequence[Sequence[Flowable]]) -> float:
        """Return the height of the highest of some columns."""
        return max(height_of(column, self.each) for column in columns)

    def _even(self) -> list[list[Flowable]]:
        """Return two columns that are as even as may be; none where the text cannot be divided."""
        tall = height_of(self.blocks, self.each)
        least = tall / 2
        while least < tall:
            frame = ColumnFrame(self.each, least)
            left, more = frame.fill(self.blocks)
            if left and more and not frame.fill(more)[1]:
                return [left, more]
            least += _STEP
        return []

    def tighten(self, factor: float) -> None:
        """Narrow the gaps between its paragraphs too."""
        super().tighten(factor)
        for block in self.blocks:
            block.tighten(factor)

    def split(self, width: float, height: float) -> list[Flowable]:
        """The text that fits a height and the rest."""
        self.wrap(width, height)
        measure = self.each if self.columns else width
        frame = ColumnFrame(measure, height)
        placed, rest = frame.fill(self.blocks)
        if placed and rest and self.columns:
            more, rest = frame.fill(rest)
            placed = [*placed, *more]
        if not placed or not rest:
            return []
        return [TextColumns(placed, self.zones).spaced(self.space), TextColumns(rest, self.zones).spaced()]

    def joined(self, rest: TextColumns) -> TextColumns | None:
        """Return this text and the rest of it, which one page has divided and another takes whole, as one; None for two
        texts."""
        last, first = self.blocks[-1], rest.blocks[0]
        one = last.joined(first) if isinstance(last, TextBlock) and isinstance(first, TextBlock) else None
        if one is None:
            return None
        return TextColumns([*self.blocks[:-1], one, *rest.blocks[1:]], self.zones).spaced(self.space, keep=rest.keep)

    def places(self) -> Iterator[str]:
        """The places of all its blocks."""
        for block in self.blocks:
            yield from block.places()

    def draw(self) -> None:
        """Paint its columns."""
        for at, column in enumerate(self.columns or [self.blocks]):
            x = at * (self.each + self.zones.gutter)
            draw_down(column, self.canvas, (x, self.height), self.each if self.columns else self.width)

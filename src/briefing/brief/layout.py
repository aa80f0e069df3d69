"""Pages of two columns: what overflows goes on, and both columns end on one line where they can."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct, field

from briefing.brief.flowables import ColumnFrame, Flowable, bound
from briefing.errors import Finding, LayoutError
from briefing.model.text import Text

# How much wider a gap between blocks may become, as a part of itself: the rhythm of gaps stays.
_STRETCH, _STRETCH_SIDE = 0.9, 1.8
# What may be done to save a page, the least first: charts at a part of their height, gaps at a part of theirs.
_FITS = ((1.0, 1.0), (0.9, 0.9), (0.8, 0.75), (0.7, 0.65), (0.6, 0.6), (0.6, 0.45))
_LOOSE_GAP = 6.5
# Below the headline block, and above a block that spans both columns.
_BELOW_TOP = 13.0
_ABOVE_TAIL = 14.0
_SMALLEST_TAIL = 150.0
# So much emptiness more at the foot of a page is no reason to draw charts flatter.
_TOLERATED = 70.0
# Emptiness of the side column counts for less.
_SIDE = 0.6
_STRAGGLER = 80.0
# A part begins below another one where that saves a page and so much of one is free, and so far below it.
_ENOUGH, _BETWEEN_PARTS = 0.45, 26.0


class PageZones(Struct, frozen=True):
    """The places of a page in points from its lower left corner."""

    width: float
    height: float
    left: float = 48.0
    # at most 75 characters of the body a line, whatever the page's width: the side column takes the rest
    main: float = 330.0
    gutter: float = 24.0
    top: float = 48.0
    top_continued: float = 74.0
    foot: float = 42.0

    @property
    def full(self) -> float:
        """The measure between the margins."""
        return self.width - 2 * self.left

    @property
    def side(self) -> float:
        """The measure of the side column."""
        return self.full - self.main - self.gutter

    @property
    def side_left(self) -> float:
        """The left edge of the side column."""
        return self.width - self.left - self.side

    @property
    def ceiling(self) -> float:
        """Where content begins."""
        return self.height - self.top

    @property
    def ceiling_continued(self) -> float:
        """Where content begins on a page that a part goes on to, below its headline in small."""
        return self.height - self.top_continued

    @property
    def floor(self) -> float:
        """Where content ends, above the rule of the foot."""
        return self.foot + 9


class PlacedFlowable(Struct, frozen=True):
    """A block with its left and lower edge."""

    block: Flowable
    x: float
    y: float


class PageLayout(Struct):
    """One page: placed blocks in reading order; `low` is the lowest edge reached, `empty` what the columns left.

    `main` is the height of the main column, `begun` says that another part stands above, `continued` is the headline
    of a part that goes on from the page before.
    """

    placed: list[PlacedFlowable] = field(default_factory=list)
    low: float = 0.0
    empty: float = 0.0
    main: float = 0.0
    begun: bool = False
    continued: Text = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it yet."""
        return not (self.placed or self.begun)


class Flow(Struct):
    """A part's blocks: `top` over both columns, then `main` and `side`, then `tail` over both again."""

    top: list[Flowable] = field(default_factory=list)
    main: list[Flowable] = field(default_factory=list)
    side: list[Flowable] = field(default_factory=list)
    tail: list[Flowable] = field(default_factory=list)


def lay_out(flow: Flow, zones: PageZones, before: PageLayout | None = None) -> list[PageLayout]:
    """Return a part's pages: the fewest, then the fullest, then those with the tallest charts.

    The first one is `begun` where the page `before` is empty enough and the part runs on below what stands there:
    a page has one headline, unless that saves a page.
    """
    alone = _best(flow, zones, zones.ceiling)
    if before and before.low - _BETWEEN_PARTS - zones.floor > _ENOUGH * (zones.ceiling - zones.floor):
        below = _best(flow, zones, before.low - _BETWEEN_PARTS)
        if below[0].main > _STRAGGLER and len(below) <= len(alone):
            return below
        alone = _best(flow, zones, zones.ceiling)  # blocks know the fit of their last layout
    return alone


def _best(flow: Flow, zones: PageZones, start: float) -> list[PageLayout]:
    costs: list[tuple[int, float]] = []
    for fit in _FITS:
        pages = _with_tail(flow, zones, start, *fit)
        costs.append((len(pages), _looseness(pages)))
        if len(pages) == 1:
            return pages
    return _with_tail(flow, zones, start, *_FITS[costs.index(min(costs))])


def _with_tail(flow: Flow, zones: PageZones, start: float, squeeze: float, tight: float) -> list[PageLayout]:
    """The pages at one fit, what spans both columns at the end included."""
    pages = _pages(flow, zones, start, squeeze, tight)
    if flow.tail:
        least = min(_SMALLEST_TAIL, _height(flow.tail, zones.full))
        if pages[-1].low - _ABOVE_TAIL * tight - zones.floor < least - 0.01:
            pages.append(PageLayout(low=zones.ceiling_continued))
        else:
            pages[-1].low -= _ABOVE_TAIL * tight
        _down(pages, flow.tail, zones)
    return pages


def _looseness(pages: Sequence[PageLayout]) -> float:
    """How empty all pages but the last are, in steps; a few lines alone on the last page count as one more."""
    straggling = len(pages) > 1 and 0 < pages[-1].main < _STRAGGLER
    return sum(page.empty for page in pages[:-1]) // _TOLERATED + straggling


def _pages(flow: Flow, zones: PageZones, start: float, squeeze: float, tight: float) -> list[PageLayout]:
    """The pages of both columns at one fit."""
    _fit((*flow.main, *flow.tail), squeeze, tight)
    _fit(flow.side, squeeze, tight if flow.tail else 1.0)  # a tail stands below the longer column
    pages = [PageLayout(low=start, begun=start < zones.ceiling)]
    _down(pages, flow.top, zones)
    main, side = list(flow.main), list(flow.side)
    if (main or side) and pages[-1].placed:
        pages[-1].low -= _BELOW_TOP * tight
    room = pages[-1].low - zones.floor
    # a few lines of the side column alone on a page are worse than narrow gaps, which are no narrower than need be
    for closer in sorted({of for _, of in _FITS if of <= tight}, reverse=True):
        if _height(side, zones.side) > room:
            for block in side:
                block.tighten(closer)
    tail = _height(flow.tail, zones.full) + _ABOVE_TAIL * tight if flow.tail else 0.0
    while main or side:
        main, side = _columns(pages[-1], main, side, zones, tail)
        if main or side:
            pages.append(PageLayout(low=zones.ceiling_continued))
    return pages


def _fit(blocks: Sequence[Flowable], squeeze: float, tight: float) -> None:
    for block in blocks:
        block.squeeze(squeeze)
        block.tighten(tight)
        block.stretch(0.0)


def _too_tall(block: Flowable) -> None:
    what = f"a {block.kind} is taller than a page and cannot be divided"
    fix = "show less in it (of places by `top`, of texts by fewer words), or make two of it"
    raise LayoutError([Finding(str(block.origin), what, fix, origin=block.origin.scope)])


def _fill(
    column: ColumnFrame, blocks: list[Flowable], zones: PageZones, *, empty: bool
) -> tuple[list[Flowable], list[Flowable]]:
    """Fill a column; what stays together elsewhere is divided where it is taller than a page."""
    placed, rest = column.fill(blocks)
    if not rest:
        return placed, rest
    at_top = empty and not placed
    if not at_top and _height(bound(rest, 0), column.width) <= zones.ceiling_continued - zones.floor:
        return placed, rest
    used = _height(placed, column.width) + rest[0].gap if placed else 0.0
    more, left = ColumnFrame(column.width, column.height - used).force(rest)
    if at_top and not more:
        _too_tall(rest[0])
    if more and not at_top and more[-1].keep:  # a heading would be left behind
        return placed, rest
    return [*placed, *more], left


def _down(pages: list[PageLayout], blocks: Sequence[Flowable], zones: PageZones) -> None:
    """Place blocks over the full measure, on as many pages as they need."""
    rest = list(blocks)
    while rest:
        page = pages[-1]
        placed, left = _fill(ColumnFrame(zones.full, page.low - zones.floor), rest, zones, empty=page.is_empty)
        page.low = _Filled(placed, zones.left, zones.full).place(page, 0.0)
        rest = left
        if rest:
            pages.append(PageLayout(low=zones.ceiling_continued))


def _columns(
    page: PageLayout, main: list[Flowable], side: list[Flowable], zones: PageZones, tail: float
) -> tuple[list[Flowable], list[Flowable]]:
    """Fill both columns of a page; return what is left of each."""
    room = page.low - zones.floor
    ended = not side  # on a page before, or there is none: figures take the whole measure
    wide = zones.full if ended else zones.main
    first, more = _fill(ColumnFrame(wide, room), main, zones, empty=page.is_empty)
    second, other = _fill(ColumnFrame(zones.side, room), side, zones, empty=page.is_empty)
    if not more and not other:
        _loosen(first, wide, (room - tail, room))
    left = _Filled(first, zones.left, wide)
    right = _Filled(second, zones.side_left, zones.side, _STRETCH_SIDE)
    tall, reach = left.height, left.height + left.give
    page.main = tall
    page.empty = max(0.0, room - reach)
    if other:
        page.empty += _SIDE * max(0.0, room - right.height - right.give)
    lowest = max(tall, right.height)
    rest = room - tail - lowest  # with the tail below the columns, if they end here
    # charts may be taller too, unless the next part has room to begin below
    taller = ended or rest < _ENOUGH * (zones.ceiling - zones.floor)
    target = max(lowest, min(room - tail, reach)) if taller else lowest
    if more or 0 <= rest <= max(left.give, right.give):
        target = room if more else room - tail
    ends = (
        left.place(page, left.share(target, best=bool(more) or taller)),
        right.place(page, right.share(target, best=False)),
    )
    page.low = min(ends)
    return more, other


class _Filled(Struct, frozen=True, dict=True):
    """A column with what stands in it, and how much wider its gaps may become."""

    blocks: Sequence[Flowable]
    x: float
    width: float
    stretch: float = _STRETCH

    @cached_property
    def height(self) -> float:
        """How tall it is."""
        return _height(self.blocks, self.width)

    @cached_property
    def give(self) -> float:
        """How much it can be stretched: at gaps between groups, not inside one, and at charts."""
        gaps = sum(block.gap for before, block in pairwise(self.blocks) if _widens(before, block))
        return gaps * self.stretch + sum(block.give for block in self.blocks)

    def share(self, target: float, *, best: bool) -> float:
        """The part of its give that it needs for a height: if it cannot, none, or all for the best that it can."""
        give, need = self.give, target - self.height
        if need > give > 0:
            return float(best)
        return need / give if need > 0 and give else 0.0

    def place(self, page: PageLayout, share: float) -> float:
        """Place it where the page is free, gaps and charts stretched by a share; return its lower edge."""
        y = page.low
        for at, block in enumerate(self.blocks):
            block.stretch(share * block.give)
            y -= block.wrap(self.width, 10_000)[1]
            if at:
                widened = share * self.stretch * block.gap if _widens(self.blocks[at - 1], block) else 0.0
                y -= block.gap + widened
            page.placed.append(PlacedFlowable(block, self.x, y))
        return y


def _loosen(blocks: Sequence[Flowable], width: float, rooms: Sequence[float]) -> None:
    """What was squeezed for the pages before is as tall on the last one as there is room for: the first that can do."""
    for room in rooms:
        for squeeze, tight in _FITS:
            _fit(blocks, squeeze, tight)
            if _height(blocks, width) <= room + 0.01:
                return


def _height(blocks: Sequence[Flowable], width: float) -> float:
    return sum(block.wrap(width, 10_000)[1] + (block.gap if at else 0.0) for at, block in enumerate(blocks))


def _widens(before: Flowable, block: Flowable) -> bool:
    return block.gap >= _LOOSE_GAP and not before.keep

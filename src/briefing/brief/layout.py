"""Pages of two columns: what overflows goes on, and both columns end on one line where they can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct, field

from briefing.brief.flowables import ColumnFrame, Flowable, bound
from briefing.brief.side_by_side import SideBySide
from briefing.errors import Finding, LayoutError
from briefing.model.text import Text

# How much wider a gap between blocks may become, as a part of itself: the rhythm of gaps stays.
_STRETCH, _STRETCH_SIDE = 0.9, 1.8
# What may be done to save a page, the least first: charts at a part of their height, gaps at a part of theirs.
_FITS = ((1.0, 1.0), (0.9, 0.9), (0.8, 0.75), (0.7, 0.65), (0.6, 0.6), (0.6, 0.45))
# So much shorter than the side column may be what stands at its left when the full measure begins below both.
_SHORTER = 26.0
# So much of what charts may grow they do for a side column that is longer, and so many blocks stand side by side.
_PART_OF_GIVE, _FEWEST_COLUMNS = 0.3, 2
# The turns of the side column and of the end.
_BESIDE, _END = 1, 2
# So much taller than the main column may the side column be; what is more stands below both.
_TALLER = 30.0
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
# A part begins below another one where so much of a page is free and that costs no page, or where that much more is
# free and it costs one at most; and so far below it.
_ENOUGH, _EMPTY, _BETWEEN_PARTS = 0.45, 0.6, 26.0


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
    """A block with its left and lower edge; those of a page are painted by their `turn`, as their tags are read."""

    block: Flowable
    x: float
    y: float
    turn: int = 0


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
    """A part's blocks: `top` over both columns, then `main` and `side`, then `tail` and `end` over both again.

    They are read in this order, but for the side column, which is read before the `end`.
    """

    top: list[Flowable] = field(default_factory=list)
    main: list[Flowable] = field(default_factory=list)
    side: list[Flowable] = field(default_factory=list)
    tail: list[Flowable] = field(default_factory=list)
    end: list[Flowable] = field(default_factory=list)

    @property
    def below(self) -> list[Flowable]:
        """What stands below both columns."""
        return [*self.tail, *self.end]


class Fit(Struct, frozen=True):
    """Charts at a part of their height, gaps at a part of theirs, whether the full measure begins as soon as the side
    column has ended, and whether charts fill a page that is half empty too.
    """

    squeeze: float
    tight: float
    below: bool
    filled: bool


def lay_out(
    flow: Flow, zones: PageZones, before: PageLayout | None = None, *, filled: bool = False
) -> list[PageLayout]:
    """Return a part's pages: the fewest, then the fullest, then those with the tallest charts.

    The first one is `begun` where the page `before` is empty enough and the part runs on below what stands there:
    a page has one headline, unless it would be left half empty. Where `filled`, charts are taller on a page that is
    half empty too, as no part begins there.
    """
    alone = _best(flow, zones, zones.ceiling, filled=filled)
    free = (before.low - _BETWEEN_PARTS - zones.floor) / (zones.ceiling - zones.floor) if before else 0.0
    if before and free > _ENOUGH:
        below = _best(flow, zones, before.low - _BETWEEN_PARTS, filled=filled)
        if below[0].main > _STRAGGLER and len(below) <= len(alone) + (free > _EMPTY):
            return below
        alone = _best(flow, zones, zones.ceiling, filled=filled)  # blocks know the fit of their last layout
    return alone


def _best(flow: Flow, zones: PageZones, start: float, *, filled: bool) -> list[PageLayout]:
    costs: list[tuple[int, float]] = []
    fits = [Fit(*fit, below, filled) for some in (_FITS[:3], _FITS[3:]) for below in (True, False) for fit in some]
    for fit in fits:
        pages = _with_tail(flow, zones, start, fit)
        costs.append((len(pages), _looseness(pages)))
        if len(pages) == 1:
            return pages
    return _with_tail(flow, zones, start, fits[costs.index(min(costs))])


def _with_tail(flow: Flow, zones: PageZones, start: float, fit: Fit) -> list[PageLayout]:
    """The pages at one fit, what spans both columns at the end included."""
    tight = fit.tight
    pages = _pages(flow, zones, start, fit)
    if flow.below:
        least = min(_SMALLEST_TAIL, _height(flow.below, zones.full))
        if pages[-1].low - _ABOVE_TAIL * tight - zones.floor < least - 0.01:
            pages.append(PageLayout(low=zones.ceiling_continued))
        else:
            pages[-1].low -= _ABOVE_TAIL * tight
        _down(pages, flow.tail, zones)
        if flow.tail and flow.end:
            pages[-1].low -= flow.end[0].gap
        _down(pages, flow.end, zones, turn=_END)
    for page in pages:
        page.placed.sort(key=lambda item: item.turn)
    return pages


def _looseness(pages: Sequence[PageLayout]) -> float:
    """How empty all pages but the last are, in steps; a few lines alone on the last page count as one more."""
    straggling = len(pages) > 1 and 0 < pages[-1].main < _STRAGGLER
    return sum(page.empty for page in pages[:-1]) // _TOLERATED + straggling


def _pages(flow: Flow, zones: PageZones, start: float, fit: Fit) -> list[PageLayout]:
    """The pages of both columns at one fit."""
    tight = fit.tight
    _fit((*flow.main, *flow.below), fit.squeeze, tight)
    _fit(flow.side, fit.squeeze, tight if flow.below else 1.0)  # a tail stands below the longer column
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
    tail = _height(flow.below, zones.full) + _ABOVE_TAIL * tight if flow.below else 0.0
    while main or side:
        main, side, below = _columns(pages[-1], main, side, zones, tail, fit)
        if below:
            pages[-1].low -= main[0].gap
        elif main or side:
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


def _down(pages: list[PageLayout], blocks: Sequence[Flowable], zones: PageZones, turn: int = 0) -> None:
    """Place blocks over the full measure, on as many pages as they need."""
    rest = list(blocks)
    while rest:
        page = pages[-1]
        placed, left = _fill(ColumnFrame(zones.full, page.low - zones.floor), rest, zones, empty=page.is_empty)
        page.low = _Filled(placed, zones.left, zones.full, turn=turn).place(page, 0.0)
        rest = left
        if rest:
            pages.append(PageLayout(low=zones.ceiling_continued))


def _columns(
    page: PageLayout, main: list[Flowable], side: list[Flowable], zones: PageZones, tail: float, fit: Fit
) -> tuple[list[Flowable], list[Flowable], bool]:
    """Fill both columns of a page; return what is left of each, and whether it goes on below them on this page."""
    room = page.low - zones.floor
    ended = not side  # on a page before, above on this one, or there is none: figures take the whole measure
    wide = zones.full if ended else zones.main
    first, more = _fill(ColumnFrame(wide, room), main, zones, empty=page.is_empty)
    second, other = _fill(ColumnFrame(zones.side, room), side, zones, empty=page.is_empty)
    if not more and not other:
        _loosen(first, wide, (room - tail, room))
    rest: list[Flowable] = []
    if fit.below and not ended:
        if lower := _lower_figures(main, side, zones, room - tail):
            (first, second, rest), more, other = lower, [], []
        elif not other:
            rest = _after(first, second, zones)
            first = first[: len(first) - len(rest)]
        if not rest and not more and first:
            second, other, rest = _moved(first, [*second, *other], len(second), zones, room - tail)
    left = _Filled(first, zones.left, wide)
    right = _Filled(second, zones.side_left, zones.side, _STRETCH_SIDE, _BESIDE)
    tall, reach = left.height, left.height + left.give
    page.main += tall
    page.empty = max(0.0, room - reach)
    if other:
        page.empty += _SIDE * max(0.0, room - right.height - right.give)
    lowest = max(tall, right.height)
    free = room - tail - lowest  # with the tail below the columns, if they end here
    # charts may be taller too, unless the next part has room to begin below
    taller = ended or fit.filled or free < _ENOUGH * (zones.ceiling - zones.floor)
    if rest:
        target, taller = lowest + _shared(left, [*rest, *more], free, zones), True
    else:
        target = max(lowest, min(room - tail, reach)) if taller else lowest
        if more or 0 <= free <= max(left.give, right.give):
            target = room if more else room - tail
    ends = (
        left.place(page, left.share(target, best=bool(more) or taller)),
        right.place(page, right.share(lowest if rest else target, best=False)),
    )
    page.low = min(ends)
    return [*rest, *more], other, bool(rest)


def _lower_figures(
    main: Sequence[Flowable], side: Sequence[Flowable], zones: PageZones, room: float
) -> tuple[list[Flowable], list[Flowable], list[Flowable]] | None:
    """Return the first figure with its text, as much of the side column as is as tall, and what stands below both over
    the full measure: the other figures, then the rest of the side column in columns; None if a page has no such room.
    """
    starts = [at for at, block in enumerate(side) if at and block.opens]
    at = 0
    while at < len(main):
        group = bound(main, at)
        if at and _is_figure(group) and any(map(_is_figure, _groups(main[:at]))):
            break
        at += len(group)
    first, figures = list(main[:at]), list(main[at:])
    if not figures:
        return None
    left = _Filled(first, zones.left, zones.main)
    most = left.height + left.give * _PART_OF_GIVE + _SHORTER
    kept = max((start for start in starts if _height(side[:start], zones.side) <= most), default=0)
    ends = [start for start in starts if start >= kept]
    if not kept or len(ends) < _FEWEST_COLUMNS:
        return None
    row = SideBySide([side[start:end] for start, end in pairwise([*ends, len(side)])])
    rest = [*figures, row.spaced(_ABOVE_TAIL)]
    tall = max(left.height, _height(side[:kept], zones.side)) + rest[0].gap + _height(rest, zones.full)
    return (first, list(side[:kept]), rest) if tall <= room else None


def _groups(blocks: Sequence[Flowable]) -> Iterator[list[Flowable]]:
    """Yield the blocks that stay together."""
    at = 0
    while at < len(blocks):
        yield bound(blocks, at)
        at += len(bound(blocks, at))


def _is_figure(group: Sequence[Flowable]) -> bool:
    return any(block.give > 0 for block in group)


def _after(first: Sequence[Flowable], second: Sequence[Flowable], zones: PageZones) -> list[Flowable]:
    """Return the blocks that stand below the side column, if what stands at its left is as tall."""
    least, at = _height(second, zones.side) - _SHORTER, 0
    while at < len(first):
        at += len(bound(first, at))
        if _height(first[:at], zones.main) >= least:
            return list(first[at:])
    return []


def _shared(left: _Filled, rest: Sequence[Flowable], free: float, zones: PageZones) -> float:
    """Return how much taller the main column becomes where all that stands below leaves some room free."""
    free -= rest[0].gap + _height(rest, zones.full)
    give = sum(block.give for block in rest) + left.give
    return max(0.0, free) * left.give / give if give else 0.0


def _moved(
    first: Sequence[Flowable], side: list[Flowable], placed: int, zones: PageZones, room: float
) -> tuple[list[Flowable], list[Flowable], list[Flowable]]:
    """Return a side column that is no taller than the main one, and the blocks that are too many for it in columns of
    their own, if they have room below both; `placed` of them have room at the side.
    """
    main = _Filled(first, zones.left, zones.main)
    most = main.height + main.give + _TALLER
    starts = [at for at, block in enumerate(side) if at and block.opens]
    kept = max((at for at in starts if _height(side[:at], zones.side) <= most), default=0)
    if kept and (placed < len(side) or _height(side, zones.side) > most):
        ends = [at for at in starts if at >= kept]
        row = SideBySide([side[at:end] for at, end in pairwise([*ends, len(side)])])
        row.spaced(_ABOVE_TAIL)
        lowest = max(main.height, _height(side[:kept], zones.side))
        if lowest + row.gap + row.wrap(zones.full, room)[1] <= room:
            return side[:kept], [], [row]
    return side[:placed], side[placed:], []


class _Filled(Struct, frozen=True, dict=True):
    """A column with what stands in it, and how much wider its gaps may become."""

    blocks: Sequence[Flowable]
    x: float
    width: float
    stretch: float = _STRETCH
    turn: int = 0

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
            page.placed.append(PlacedFlowable(block, self.x, y, self.turn or block.turn))
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

"""Two columns of a page: which blocks share a row, what takes the full measure below, and how both end on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from briefing.brief.block_columns import SideBySide
from briefing.brief.flowables import ColumnFrame, Flowable, bound, height_of
from briefing.brief.page_zones import PageLayout, PageZones, PlacedFlowable
from briefing.brief.text_columns import rejoined
from briefing.errors import Finding, LayoutError

# How much wider a gap between blocks may become, as a part of itself: the rhythm of gaps stays.
_STRETCH, _STRETCH_SIDE = 0.9, 1.8
# What may be done to save a page, the least first: charts at a part of their height, gaps at a part of theirs.
FITS = ((1.0, 1.0), (0.9, 0.9), (0.8, 0.75), (0.7, 0.65), (0.65, 0.6), (0.6, 0.6), (0.6, 0.45))
# So much shorter than the side column may be what stands at its left when the full measure begins below both.
_SHORTER = 26.0
# So much of what charts may grow they do for a side column that is longer, and so many blocks stand side by side.
_PART_OF_GIVE, _FEWEST_COLUMNS = 0.3, 2
# The same where all else stands below both columns.
_MORE_OF_GIVE = 0.7
# Of a figure's height, what is little of a side column.
_LITTLE = 0.75
# The turn of the side column.
_IN_SIDE_COLUMN = 1
# So much taller than the main column may the side column be; what is more stands below both.
_TALLER = 30.0
_LOOSE_GAP = 6.5
# Above a block that spans both columns.
ABOVE_TAIL = 14.0
# Emptiness of the side column counts for less.
_SIDE = 0.6
# Emptiness below a side column, next to figures and tables that could take its room: of so much more than this.
_VOID, _SOME_VOID = 0.5, 100.0
# A part begins below another one where so much of a page is free.
ENOUGH = 0.37


class Fit(Struct, frozen=True):
    """Charts at a part of their height, gaps at a part of theirs, whether the full measure begins as soon as the side
    column has ended, and whether charts fill a page that is half empty too; `lift` is how much taller the charts above
    both columns become, where the first page would end early.
    """

    squeeze: float
    tight: float
    below: bool
    filled: bool
    lift: float = 0.0


def fill_columns(
    page: PageLayout, main: list[Flowable], side: list[Flowable], zones: PageZones, tail: float, fit: Fit
) -> tuple[list[Flowable], list[Flowable], bool]:
    """Fill both columns of a page; return what is left of each, and whether it goes on below them on this page."""
    room = page.low - zones.floor
    if page.is_empty and page.low == zones.ceiling_continued and _is_left_over(main, side, zones):
        main, side = [*main, _row(side, 0)], []
    ended = not side  # on a page before, above on this one, or there is none: figures take the whole measure
    wide = zones.full if ended else zones.main
    first, more = fill_column(ColumnFrame(wide, room), main, zones, empty=page.is_empty)
    second, other = fill_column(ColumnFrame(zones.side, room), side, zones, empty=page.is_empty)
    if not more and not other:
        _loosen(first, wide, (room - tail, room))
    rest: list[Flowable] = []
    if fit.below and not ended:
        if lower := _lower_figures(main, side, zones, room - tail):
            (first, second, rest), more, other = lower, [], []
        elif not other:
            first, rest, more = _after(first, more, second, zones, room)
        if not rest and first:
            free = room if more else room - tail
            second, other, rest = _side_or_below(first, side, (second, other), zones, free, fit, ends=not more)
            wide = zones.main if second or other else zones.full
    page.parted = any(block not in side for block in second)
    left = FilledColumn(first, zones.left, wide)
    right = FilledColumn(second, zones.side_left, zones.side, _STRETCH_SIDE, _IN_SIDE_COLUMN)
    reach = left.height + left.give
    page.main += left.height
    page.empty = max(0.0, room - reach)
    if other or not rest:
        page.empty += _SIDE * max(0.0, room - right.height - right.give) if other else _void(left, right)
    lowest = max(left.height, right.height)
    free = room - tail - lowest  # with the tail below the columns, if they end here
    # charts may be taller too, unless the next part has room to begin below
    taller = ended or fit.filled or free < ENOUGH * zones.high
    if rest:
        target, taller = lowest + _shared_above(left, (rest, more), (room - lowest, free), zones), True
    else:
        target = max(lowest, min(room - tail, reach)) if taller else lowest
        if more or 0 <= free <= max(left.give, right.give):
            target = room if more else room - tail
    page.low = min(
        left.place(page, left.share(target, best=bool(more) or taller)),
        right.place(page, right.share(lowest if rest else target, best=False)),
    )
    return rejoined([*rest, *more]), other, bool(rest)


def _side_or_below(
    first: Sequence[Flowable],
    side: Sequence[Flowable],
    filled: tuple[list[Flowable], list[Flowable]],
    zones: PageZones,
    room: float,
    fit: Fit,
    *,
    ends: bool,
) -> tuple[list[Flowable], list[Flowable], list[Flowable]]:
    """Return what stands at the side of the main column, what is left for the next page, and what stands below both;
    where the main column `ends` on this page, a part of the side column may stand below it, else all or nothing.

    What stands below is of the undivided `side`: the lines of a block that was divided to be `filled` in are of the
    width of the side column."""
    (second, other), rest, lone = filled, list[Flowable](), True
    if ends:
        second, other, rest = _moved(first, side, filled, zones, room)
        lone = sum(block.opens for block in (side[len(second) :] if rest else other)) < _FEWEST_COLUMNS
    if lone and (row := _all_below(first, side, zones, room, fit.tight)):
        return [], [], [row]
    return second, other, rest


def _void(left: FilledColumn, right: FilledColumn) -> float:
    """Return how much the emptiness below a side column counts, where what stands next to it could take that room."""
    wider = right.blocks and any(block.give > 0 or block.kind == "table" for block in left.blocks)
    return _VOID * max(0.0, left.height - right.height - right.give - _SOME_VOID) if wider else 0.0


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
        if at and _is_figure(group) and any(map(_is_figure, groups_of(main[:at]))):
            break
        at += len(group)
    first, figures = list(main[:at]), list(main[at:])
    if not figures:
        return None
    left = FilledColumn(first, zones.left, zones.main)
    most = left.height + left.give * _PART_OF_GIVE + _SHORTER
    enough = starts[: 1 - _FEWEST_COLUMNS]  # of which so many are left over
    taken = max((start for start in enough if height_of(side[:start], zones.side) <= most), default=0)
    if not taken:
        return None
    rest = [*figures, _row(side, taken)]
    tall = max(left.height, height_of(side[:taken], zones.side)) + rest[0].gap + height_of(rest, zones.full)
    return (first, list(side[:taken]), rest) if tall <= room else None


def _is_left_over(main: Sequence[Flowable], side: Sequence[Flowable], zones: PageZones) -> bool:
    """Whether a page goes on with a figure, and little is left of the side column next to it."""
    figure = bound(main, 0) if main else []
    return bool(side) and _is_figure(figure) and height_of(side, zones.side) < _LITTLE * height_of(figure, zones.full)


def _row(side: Sequence[Flowable], start: int) -> SideBySide:
    """Return the blocks of a side column from a place on, side by side."""
    ends = [start, *(at for at, block in enumerate(side) if at > start and block.opens), len(side)]
    row = SideBySide([side[first:last] for first, last in pairwise(ends)])
    row.spaced(ABOVE_TAIL)
    return row


def groups_of(blocks: Sequence[Flowable]) -> Iterator[list[Flowable]]:
    """Yield the blocks that stay together."""
    at = 0
    while at < len(blocks):
        yield bound(blocks, at)
        at += len(bound(blocks, at))


def _is_figure(group: Sequence[Flowable]) -> bool:
    return any(block.give > 0 for block in group)


def _after(
    first: list[Flowable], more: list[Flowable], second: Sequence[Flowable], zones: PageZones, room: float
) -> tuple[list[Flowable], list[Flowable], list[Flowable]]:
    """Return what stands at the left of the side column, if it is as tall or can be drawn so, what stands below both,
    and what is left for the next page; what was too tall for the main column may have room on the full measure."""
    side, at = height_of(second, zones.side), 0
    while at < len(first):
        at += len(bound(first, at))
        give = sum(block.give for block in first[:at])
        if height_of(first[:at], zones.main) + give * _MORE_OF_GIVE >= side - _SHORTER:
            break
    else:
        return first, [], more
    rest = first[at:]
    high = max(height_of(first[:at], zones.main), side)
    while more:
        longer = [*rest, *bound(more, 0)]
        if high + longer[0].gap + height_of(longer, zones.full) > room:
            break
        rest, more = longer, more[len(longer) - len(rest) :]
    return first[:at], rest, more


def _shared(left: FilledColumn, rest: Sequence[Flowable], free: float, zones: PageZones) -> float:
    """Return how much taller the main column becomes where all that stands below leaves some room free."""
    free -= rest[0].gap + height_of(rest, zones.full)
    give = sum(block.give for block in rest) + left.give
    return max(0.0, free) * left.give / give if give else 0.0


def _shared_above(
    left: FilledColumn,
    below: tuple[Sequence[Flowable], list[Flowable]],
    free: tuple[float, float],
    zones: PageZones,
) -> float:
    """Return the same above what stands below on this page and what follows, which may have room on the next alone.

    Room is left on the page, and with what spans both columns at the end.
    """
    (rest, more), (alone, with_all) = below, free
    ends = more and height_of([*rest, *bound(more, 0)], zones.full) > alone - rest[0].gap
    return _shared(left, rest, alone, zones) if ends else _shared(left, [*rest, *more], with_all, zones)


def _moved(
    first: Sequence[Flowable],
    side: Sequence[Flowable],
    filled: tuple[list[Flowable], list[Flowable]],
    zones: PageZones,
    room: float,
) -> tuple[list[Flowable], list[Flowable], list[Flowable]]:
    """Return a side column that is no taller than the main one, and the blocks that are too many for it in columns of
    their own, if they have room below both; else what was `filled` into it, and what is left.
    """
    main = FilledColumn(first, zones.left, zones.main)
    most = main.height + main.give + _TALLER
    starts = [at for at, block in enumerate(side) if at and block.opens]
    taken = max((at for at in starts if height_of(side[:at], zones.side) <= most), default=0)
    if taken and (filled[1] or height_of(side, zones.side) > most):
        row = _row(side, taken)
        lowest = max(main.height, height_of(side[:taken], zones.side))
        if lowest + row.gap + row.wrap(zones.full, room)[1] <= room:
            return list(side[:taken]), [], [row]
    return *filled, []


def _all_below(
    first: Sequence[Flowable], side: Sequence[Flowable], zones: PageZones, room: float, tight: float
) -> SideBySide | None:
    """Return a side column as columns below the main one, which takes the full measure, where it would be taller than
    that one and both have room; else None.
    """
    main = FilledColumn(first, zones.left, zones.main)
    if height_of(side, zones.side) <= main.height + main.give + _TALLER:
        return None
    row = _row(side, 0)
    row.tighten(tight)
    return row if len(row.groups) >= _FEWEST_COLUMNS and height_of([*first, row], zones.full) <= room else None


class FilledColumn(Struct, frozen=True, dict=True):
    """A column with what stands in it, and how much wider its gaps may become."""

    blocks: Sequence[Flowable]
    x: float
    width: float
    stretch: float = _STRETCH
    turn: int = 0

    @cached_property
    def height(self) -> float:
        """How tall it is."""
        return height_of(self.blocks, self.width)

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
        for squeeze, tight in FITS:
            fit_blocks(blocks, squeeze, tight)
            if height_of(blocks, width) <= room + 0.01:
                return


def fit_blocks(blocks: Sequence[Flowable], squeeze: float, tight: float) -> None:
    """Set charts at a part of their height and gaps at a part of theirs."""
    for block in blocks:
        block.squeeze(squeeze)
        block.tighten(tight)
        block.stretch(0.0)


def fill_column(
    column: ColumnFrame, blocks: list[Flowable], zones: PageZones, *, empty: bool
) -> tuple[list[Flowable], list[Flowable]]:
    """Fill a column; what stays together elsewhere is divided where it is taller than a page."""
    placed, rest = column.fill(blocks)
    if not rest:
        return placed, rest
    at_top = empty and not placed
    if not at_top and height_of(bound(rest, 0), column.width) <= zones.ceiling_continued - zones.floor:
        return placed, rest
    used = height_of(placed, column.width) + rest[0].gap if placed else 0.0
    more, left = ColumnFrame(column.width, column.height - used).force(rest)
    if at_top and not more:
        _too_tall(rest[0])
    if more and not at_top and more[-1].keep:  # a heading would be left behind
        return placed, rest
    return [*placed, *more], left


def _too_tall(block: Flowable) -> None:
    what = f"a {block.kind} is taller than a page and cannot be divided"
    fix = "show less in it (of places by `top`, of texts by fewer words), or make two of it"
    raise LayoutError([Finding(str(block.origin), what, fix, origin=block.origin.scope)])


def _widens(before: Flowable, block: Flowable) -> bool:
    return block.gap >= _LOOSE_GAP and not before.keep

"""Pages of two columns: what overflows goes on, and both columns end on one line where they can."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.brief.flowables import ColumnFrame, Flowable, height_of
from briefing.brief.page_columns import (
    ABOVE_TAIL,
    ENOUGH,
    FITS,
    FilledColumn,
    Fit,
    fill_column,
    fill_columns,
    fit_blocks,
    groups_of,
)
from briefing.brief.page_zones import PageLayout, PageZones

# Below the headline block.
_BELOW_TOP = 13.0
_SMALLEST_TAIL = 150.0
# The turn of the end.
_END = 2
# So much emptiness more at the foot of a page is no reason to draw charts flatter.
_TOLERATED = 70.0
# A divided block of the side column is as bad as so many steps of emptiness.
_PARTED = 3
_STRAGGLER = 80.0
# Of a page: so much of the last one is free where it holds a few lines alone; no more of the one before it.
_NEARLY_EMPTY, _HOLE = 0.5, 0.3
# Where no part begins below, so much of a last page is not left free, if no more of the one before it is then.
_PARTLY_EMPTY, _SLIT = 0.2, 0.1
# Of a page: so much free at the foot of the first of several lets charts above both columns grow.
_SLACK = 0.1
# So far below another part a part begins.
_BETWEEN_PARTS = 26.0


class Flow(Struct):
    """A part's blocks: `top` over both columns, then `main` and `side`, then `tail` and `end` over both again.

    They are read in this order, but for the side column, which is read before the `end`. With `own_page`, `tail` and
    `end` begin a page.
    """

    top: list[Flowable] = field(default_factory=list)
    main: list[Flowable] = field(default_factory=list)
    side: list[Flowable] = field(default_factory=list)
    tail: list[Flowable] = field(default_factory=list)
    end: list[Flowable] = field(default_factory=list)
    own_page: bool = False

    @property
    def below(self) -> list[Flowable]:
        """What stands below both columns."""
        return [*self.tail, *self.end]


def lay_out(
    flow: Flow, zones: PageZones, before: PageLayout | None = None, *, filled: bool = False
) -> list[PageLayout]:
    """Return a part's pages: the fewest, then the fullest, then those with the tallest charts.

    The first one is `begun` where the page `before` is empty enough and the part runs on below what stands there:
    a page has one headline, unless much of it would be left empty. Where `filled`, charts are taller on a page that is
    half empty too, as no part begins there.
    """
    alone = _best(flow, zones, zones.ceiling, filled=filled)
    free = (before.low - _BETWEEN_PARTS - zones.floor) / zones.high if before else 0.0
    if before and free > ENOUGH:
        below = _best(flow, zones, before.low - _BETWEEN_PARTS, filled=filled)
        if len(below) == 1 or (below[0].main > _STRAGGLER and len(below) <= len(alone) + 1):
            return below
        alone = _best(flow, zones, zones.ceiling, filled=filled)  # blocks know the fit of their last layout
    return alone


def _best(flow: Flow, zones: PageZones, start: float, *, filled: bool) -> list[PageLayout]:
    costs: list[tuple[int, float]] = []
    fits = [Fit(*fit, below, filled) for some in (FITS[:3], FITS[3:]) for below in (True, False) for fit in some]
    tightest = [fit for fit in fits if (fit.squeeze, fit.tight) == FITS[-1]]
    fewest = 0
    for fit in fits:
        pages = _with_tail(flow, zones, start, fit)
        costs.append((len(pages), _looseness(pages)))
        if len(pages) == 1:
            return pages
        if not fewest and not costs[-1][1]:
            fewest = min(len(_with_tail(flow, zones, start, fit)) for fit in tightest)
        if costs[-1] == (fewest, 0.0):  # no other fit is better
            break
    best = fits[costs.index(min(costs))]
    pages = _with_tail(flow, zones, start, best)
    if moved := _with_figure_moved(flow, zones, start, best, pages):
        return moved
    return _lifted(flow, zones, start, best, _with_tail(flow, zones, start, best))  # blocks know their last layout


def _lifted(flow: Flow, zones: PageZones, start: float, fit: Fit, pages: list[PageLayout]) -> list[PageLayout]:
    """Return pages, the first of several that would end early with taller charts above both columns."""
    slack = pages[0].low - zones.floor
    if len(pages) == 1 or slack <= _SLACK * zones.high or not any(block.give for block in flow.top):
        return pages
    found = _with_tail(flow, zones, start, replace(fit, lift=slack))
    return found if len(found) == len(pages) else _with_tail(flow, zones, start, fit)


def _with_figure_moved(
    flow: Flow, zones: PageZones, start: float, fit: Fit, pages: Sequence[PageLayout]
) -> list[PageLayout] | None:
    """Return as many pages, the last of which begins with a figure: with the last of all where half of that page is
    free, with the last of the page before where a part of it is.

    None if enough of the last page is used, or the one before would be too empty, or left without a figure.
    """
    free = (pages[-1].low - zones.floor) / zones.high
    groups = list(groups_of(flow.main))
    figures = [at for at, group in enumerate(groups) if any(block.give for block in group)]
    if free > _NEARLY_EMPTY:
        fewest, hole = 1, _HOLE
    elif _PARTLY_EMPTY < free <= ENOUGH:
        fewest, hole = 2, _SLIT  # one stays on the page before
        placed = {id(item.block) for item in pages[-1].placed}
        figures = [at for at in figures if not any(id(block) in placed for block in groups[at])]
    else:
        return None
    if len(pages) == 1 or len(figures) < fewest or not figures[-1]:
        return None
    rest, last = (list(chain.from_iterable(some)) for some in (groups[: figures[-1]], groups[figures[-1] :]))
    moved = Flow(flow.top, rest, flow.side, [*last, *flow.tail], flow.end, own_page=True)
    for looser in (Fit(*of, fit.below, True) for of in FITS):
        found = _with_tail(moved, zones, start, looser)
        if len(found) == len(pages) and found[-2].low - zones.floor < hole * zones.high:
            return _lifted(moved, zones, start, looser, found)
    return None


def _with_tail(flow: Flow, zones: PageZones, start: float, fit: Fit) -> list[PageLayout]:
    """The pages at one fit, what spans both columns at the end included."""
    tight = fit.tight
    pages = _pages(flow, zones, start, fit)
    if flow.own_page:
        fit_blocks(flow.below, *FITS[0])
    if flow.below:
        least = min(_SMALLEST_TAIL, height_of(flow.below, zones.full))
        if flow.own_page or pages[-1].low - ABOVE_TAIL * tight - zones.floor < least - 0.01:
            pages.append(PageLayout(low=zones.ceiling_continued))
        else:
            pages[-1].low -= ABOVE_TAIL * tight
        _down(pages, flow.tail, zones)
        if flow.tail and flow.end:
            pages[-1].low -= max(flow.end[0].gap, ABOVE_TAIL * flow.own_page)
        _down(pages, flow.end, zones, turn=_END)
    for page in pages:
        page.placed.sort(key=lambda item: item.turn)
    return pages


def _looseness(pages: Sequence[PageLayout]) -> float:
    """How empty all pages but the last are, in steps; a few lines alone on the last page count as one more, and so does
    each block of the side column that is divided.
    """
    straggling = len(pages) > 1 and 0 < pages[-1].main < _STRAGGLER
    return (
        sum(page.empty for page in pages[:-1]) // _TOLERATED + straggling + _PARTED * sum(page.parted for page in pages)
    )


def _pages(flow: Flow, zones: PageZones, start: float, fit: Fit) -> list[PageLayout]:
    """The pages of both columns at one fit."""
    tight = fit.tight
    fit_blocks((*flow.top, *flow.main, *flow.below), fit.squeeze, tight)
    fit_blocks(flow.side, fit.squeeze, tight if flow.below else 1.0)  # a tail stands below the longer column
    pages = [PageLayout(low=start, begun=start < zones.ceiling)]
    main, side = list(flow.main), list(flow.side)
    _down(pages, flow.top, zones, share=_share_of_top(flow, zones, start, fit))
    if (main or side) and pages[-1].placed:
        pages[-1].low -= _BELOW_TOP * tight
    room = pages[-1].low - zones.floor
    # a few lines of the side column alone on a page are worse than narrow gaps, which are no narrower than need be
    for closer in sorted({of for _, of in FITS if of <= tight}, reverse=True):
        if height_of(side, zones.side) > room:
            for block in side:
                block.tighten(closer)
    tail = height_of(flow.below, zones.full) + ABOVE_TAIL * tight if flow.below and not flow.own_page else 0.0
    if tail > room:  # it goes on over pages, and begins on this one if it has room for a part
        tail = min(tail, _SMALLEST_TAIL + ABOVE_TAIL * tight)
    while main or side:
        main, side, below = fill_columns(pages[-1], main, side, zones, tail, fit)
        if below:
            pages[-1].low -= main[0].gap
        elif main or side:
            pages.append(PageLayout(low=zones.ceiling_continued))
    return pages


def _share_of_top(flow: Flow, zones: PageZones, start: float, fit: Fit) -> float:
    """Return how much of what they may grow the charts above both columns do where a part has room on its page, unless
    the next part has room to begin below.
    """
    top = FilledColumn(flow.top, zones.left, zones.full)
    if fit.lift:
        return top.share(top.height + fit.lift, best=True)
    columns = max(height_of(flow.main, zones.main), height_of(flow.side, zones.side))
    used = top.height + (_BELOW_TOP * fit.tight if columns else 0.0) + columns
    if flow.below:
        used += ABOVE_TAIL * fit.tight + height_of(flow.below, zones.full)
    free = start - zones.floor - used
    if not any(block.give for block in flow.top) or not (fit.filled or free < ENOUGH * zones.high):
        return 0.0
    return top.share(top.height + free, best=True)


def _down(
    pages: list[PageLayout], blocks: Sequence[Flowable], zones: PageZones, turn: int = 0, share: float = 0.0
) -> None:
    """Place blocks over the full measure, on as many pages as they need, gaps and charts stretched by a share."""
    rest = list(blocks)
    while rest:
        page = pages[-1]
        placed, left = fill_column(ColumnFrame(zones.full, page.low - zones.floor), rest, zones, empty=page.is_empty)
        page.low = FilledColumn(placed, zones.left, zones.full, turn=turn).place(page, share)
        rest = left
        if rest:
            page.empty = page.low - zones.floor
            pages.append(PageLayout(low=zones.ceiling_continued))

"""The snapshot of a deck that LibreOffice saved, without the changes that this program always makes.

It blends the tints of tables again and fills the hollow marks of charts, in any deck. A tint that became the same other
tint in all cells, and that the deck did not have before, carries no meaning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from briefing.proof.comparing.pairing import of_items, of_pages
from briefing.proof.snapshot import ChartSnapshot, ElementSnapshot, PageSnapshot, SeriesSnapshot, Snapshot

_PROGRAM = "LibreOffice"


def as_built(before: Snapshot, now: Snapshot) -> Snapshot:
    """Return the snapshot as it is now, as it would be if another program had saved it."""
    if now.program != _PROGRAM or before.program == _PROGRAM:
        return now
    return replace(now, pages=_mixed(_filled(now.pages), _tints(before, now)))


def _tints(before: Snapshot, now: Snapshot) -> dict[str, str]:
    """Return the tints of cells of today that stand everywhere for one of those that were built, and only for it."""
    built_tints: dict[str, set[str]] = defaultdict(set)
    current_tints: dict[str, set[str]] = defaultdict(set)
    for old, new in of_pages(before.pages, now.pages):
        for one, other in of_items(old.items, new.items, named=True) if old and new else ():
            if one and other:
                for was, current in zip(one.fills, other.fills, strict=False):
                    built_tints[current].add(was)
                    current_tints[was].add(current)
    known = {shade for page in before.pages for item in page.items for shade in _shades(item)}
    return {
        current: next(iter(was))
        for current, was in built_tints.items()
        if len(was) == 1 and current not in known and current_tints[next(iter(was))] == {current}
    }


def _shades(item: ElementSnapshot) -> Iterator[str]:
    yield from (item.fill, item.line, *item.fills)


def _mixed(pages: tuple[PageSnapshot, ...], tints: dict[str, str]) -> tuple[PageSnapshot, ...]:
    def item(one: ElementSnapshot) -> ElementSnapshot:
        return replace(one, fills=tuple(tints.get(fill, fill) for fill in one.fills))

    return tuple(replace(page, items=tuple(map(item, page.items))) for page in pages) if tints else pages


def _filled(pages: tuple[PageSnapshot, ...]) -> tuple[PageSnapshot, ...]:
    """Return pages whose charts have no fill for marks that are filled in the colour of their line."""

    def item(one: ElementSnapshot) -> ElementSnapshot:
        return replace(one, chart=_unmarked(one.chart)) if one.chart else one

    return tuple(replace(page, items=tuple(map(item, page.items))) for page in pages)


def _unmarked(chart: ChartSnapshot) -> ChartSnapshot:
    def series(one: SeriesSnapshot) -> SeriesSnapshot:
        points = tuple(replace(point, fill="") if point.fill in (one.line, one.fill) else point for point in one.points)
        known = "" if one.mark_fill in (one.line, one.fill) else one.mark_fill
        return replace(one, mark_fill=known, points=points)

    return replace(chart, series=tuple(map(series, chart.series)))

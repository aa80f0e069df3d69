"""A section that one slide does not hold → several slides, in order and evenly filled.

What can be separated is an item: each row of a table, heat table or rank strip, question, milestone and group of tiles,
each other block as a whole, each point. The ask stays with the last item; hero and spoken notes with the first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from briefing.deck.slides import Slide
from briefing.errors import LayoutError
from briefing.model.document import Block, Decisions, HeatTable, RankStrip, Section, Table, TileMap, Timeline

# Blocks that may go on, on the next slide → the field that holds their items.
_ITEMS = {
    Table: "rows",
    HeatTable: "rows",
    RankStrip: "rows",
    Decisions: "items",
    Timeline: "events",
    TileMap: "groups",
}
_POINT = -1

# A block's index, or _POINT, and the item's index in it.
_Item = tuple[int, int]


def split(section: Section, points: bool, plan: Callable[[Section, int, int], Slide]) -> tuple[Slide, ...]:
    """Return the fewest slides that hold a section; with `points` these stand on the slide and may be divided.

    `plan` makes the slide of a part of the section, given the slide's place from 0 and the number of items before it;
    its LayoutError says that the part does not fit. Raise the LayoutError of a first item that no slide holds.
    """
    items = _items(section, points)
    result: dict[tuple[int, int, int], Slide | LayoutError] = {}

    def tried(start: int, end: int, place: int) -> Slide | LayoutError:
        key = (start, end, place)
        if key not in result:
            try:
                result[key] = plan(_part(section, items, start, end, points), place, start)
            except LayoutError as error:
                result[key] = error
        return result[key]

    ends: list[int] = []
    while not ends or ends[-1] < len(items):
        start, place = ends[-1] if ends else 0, len(ends)
        ends.append(_most(partial(_fits, tried, start, place), start, len(items)))
        if ends[-1] == start:
            failed = tried(start, start + 1, place)
            assert isinstance(failed, LayoutError)
            raise failed
    for filling in (_even(len(items), len(ends)), ends):
        slides = [tried(start, end, place) for place, (start, end) in enumerate(pairwise((0, *filling)))]
        held = tuple(slide for slide in slides if isinstance(slide, Slide))
        if len(held) == len(slides):
            break
    return held


def _fits(tried: Callable[[int, int, int], object], start: int, place: int, end: int) -> bool:
    return isinstance(tried(start, end, place), Slide)


def _items(section: Section, points: bool) -> list[_Item]:
    blocks = [(at, row) for at, block in enumerate(section.blocks) for row in range(_length(block))]
    return [*blocks, *((_POINT, at) for at in range(len(section.points) if points else 0))]


def _length(block: Block) -> int:
    field = _ITEMS.get(type(block))
    return len(getattr(block, field)) if field else 1


def _most(fits: Callable[[int], bool], start: int, total: int) -> int:
    """Return the farthest end up to which items from `start` on fit: in growing steps, then halving the last one."""
    low, step = start, 1
    while low < total and fits(min(low + step, total)):
        low, step = min(low + step, total), 2 * step
    high = min(low + step, total + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _even(total: int, slides: int) -> list[int]:
    """Return the end of each slide's items, spread as evenly as can be, the longer ones first."""
    return [at * (total // slides) + min(at, total % slides) for at in range(1, slides + 1)]


def _part(section: Section, items: list[_Item], start: int, end: int, points: bool) -> Section:
    """Return a section with only some of its items."""
    chosen = items[start:end]
    blocks = [_cut(block, [row for at, row in chosen if at == number]) for number, block in enumerate(section.blocks)]
    first = start == 0
    shown = tuple(section.points[row] for at, row in chosen if at == _POINT)
    return replace(
        section,
        blocks=tuple(block for block in blocks if block is not None),
        points=shown if points else section.points if first else (),
        hero=section.hero if first else None,
        notes=section.notes if first else (),
        ask=section.ask if end == len(items) else (),
    )


def _cut(block: Block, rows: list[int]) -> Block | None:
    """Return a block with only these of its items; None without any."""
    if not rows:
        return None
    field = _ITEMS.get(type(block))
    if not field:
        return block
    chosen: dict[str, Any] = {field: tuple(getattr(block, field)[row] for row in rows)}
    if isinstance(block, Table | HeatTable):
        chosen["highlight"] = rows.index(block.highlight) if block.highlight in rows else None
    return replace(block, **chosen)

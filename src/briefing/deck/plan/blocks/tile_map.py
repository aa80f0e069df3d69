"""The tile map: groups of equal tiles with their names at the left; what is known of an entry stands below it, and no
size is drawn."""

from __future__ import annotations

from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Paragraph, Shape, TextStyle
from briefing.model.document import TileGroup, TileMap

TILES = (TextStyle(14, 17, "ink"), TextStyle(12, 15, "ink"))
DETAIL = TextStyle(12, 15, "ink_2")
KNOWN = TextStyle(12, 15, "highlight", bold=True)
ALONE = (TextStyle(18, 22, "ink"), TextStyle(16, 20, "ink"), *TILES)  # where nothing else stands on the slide
ALONE_HEAD = TextStyle(18, 22, bold=True)
GAP, COLUMN_GAP = 8.0, 12.0
PAD = 8.0
LEAST, MOST, MOST_ALONE = 44.0, 88.0, 148.0
HEAD_WIDE = 148.0  # of the groups' names, at the left of their rows
MOST_IN_ROW = 4


def across(block: TileMap) -> int:
    """Return how many tiles of a map stand side by side."""
    return min(MOST_IN_ROW, max(len(group.items) for group in block.groups))


def _deep(group: TileGroup, count: int) -> int:
    return -(-len(group.items) // count)


def rows(block: TileMap) -> int:
    """Return the number of rows of tiles."""
    return sum(_deep(group, across(block)) for group in block.groups)


def _more(group: TileGroup) -> float:
    """Return what a group's tiles need for a line below each entry."""
    return DETAIL.leading if group.details else 0.0


def height(block: TileMap, tall: float = LEAST) -> float:
    """Return the height that a map of tiles of a height takes; each group begins with a rule and its air."""
    more = sum(_deep(group, across(block)) * _more(group) for group in block.groups)
    return rows(block) * (tall + GAP) + more + len(block.groups) * GAP - GAP


def tile_height(block: TileMap, spare: float, *, alone: bool) -> float:
    """Return the height of a tile, given the height left over at its least."""
    return min(MOST_ALONE if alone else MOST, LEAST + max(0.0, spare) / rows(block))


def tile_map(
    page: Page, block: TileMap, area: Box, tall: float = LEAST, *, grid_of: int = 0, alone: bool = False
) -> list[Element]:
    """Return a row for each group: the name at the left, then tiles of one size on a shared grid.

    `grid_of` is the number of columns of the slide's grid, the first for the names; 0 for columns of its own.
    """
    page = page.at("tiles")
    count = across(block)
    columns = page.zones.columns(count, GAP, Box(area.x + HEAD_WIDE, 0, area.w - HEAD_WIDE, 0))
    if grid_of:
        columns = page.zones.columns(grid_of, COLUMN_GAP, area)[1:]
    spots = [(item, Box(0, 0, columns[0][1] - 2 * PAD, tall)) for group in block.groups for item in group.items]
    style = fit.largest_style(ALONE if alone else TILES, spots)
    naming = ALONE_HEAD if alone else grid.PANEL_HEAD
    elements: list[Element] = []
    y = area.y
    for index, group in enumerate(block.groups, start=1):
        line, weight = ("ink", 1.0) if index == 1 else ("rule", 0.75)
        high = tall + _more(group)
        elements.append(Shape(f"Group rule {index}", "line", Box(area.x, y, area.w, 0), line=line, weight=weight))
        head = Box(area.x, y + GAP, columns[0][0] - area.x - 2 * GAP, high)
        content = fit.single(group.title, fit.largest_style((naming, grid.PANEL_HEAD), [(group.title, head)]))
        elements.append(fit.set_text(page, f"Group {index}", head, content, anchor="ctr"))
        for at, item in enumerate(group.items):
            x, wide = columns[at % count]
            box = Box(x, y + GAP + at // count * (high + GAP), wide, high)
            detail = fit.single(group.detail(at), KNOWN if group.leads(at) else DETAIL) if group.detail(at) else ()
            elements += _tile(
                page, (*fit.single(item, style), *detail), f"{index}.{at + 1}", box, leads=group.leads(at)
            )
        y += GAP + _deep(group, count) * (high + GAP)
    return elements


def _tile(page: Page, content: tuple[Paragraph, ...], name: str, box: Box, *, leads: bool) -> list[Element]:
    """Return a tile: on the ground of cards, as a tint is the mark of what to ask."""
    inner = Box(box.x + PAD, box.y, box.w - 2 * PAD, box.h)
    line, weight = ("highlight", 1.5) if leads else ("", 0.0)
    return [
        Shape(f"Tile {name}", "rect", box, fill="wash", line=line, weight=weight),
        fit.set_text(page, f"Tile text {name}", inner, content, anchor="ctr"),
    ]

"""The tile map: groups of equal tiles beside their names; no sizes are known, so none are drawn."""

from __future__ import annotations

from briefing.deck.plan import fit, grid
from briefing.deck.plan.fit import Page
from briefing.deck.slides import Box, Element, Shape, Style
from briefing.model.document import TileGroup, TileMap
from briefing.model.text import Text

TILES = (Style(14, 17, "ink"), Style(12, 15, "ink"))
GAP = 8.0
PAD = 12.0
LEAST, MOST = 44.0, 88.0
HEAD_WIDE = 148.0  # of the groups' names, at the left of their rows
MOST_IN_ROW = 4


def _across(block: TileMap) -> int:
    """How many tiles stand side by side."""
    return min(MOST_IN_ROW, max(len(group.items) for group in block.groups))


def _deep(group: TileGroup, across: int) -> int:
    return -(-len(group.items) // across)


def rows(block: TileMap) -> int:
    """A tile map → its rows of tiles."""
    return sum(_deep(group, _across(block)) for group in block.groups)


def height(block: TileMap, tall: float = LEAST) -> float:
    """A tile map and the height of a tile → the height it takes; each group begins with a rule and its air."""
    return rows(block) * (tall + GAP) + len(block.groups) * GAP - GAP


def tile_height(block: TileMap, spare: float) -> float:
    """A tile map and the height left over at its least → the height of a tile."""
    return min(MOST, LEAST + max(0.0, spare) / rows(block))


def tile_map(page: Page, block: TileMap, area: Box, tall: float = LEAST) -> list[Element]:
    """Groups → a row each: the name at the left, then tiles of one size on a shared grid."""
    across = _across(block)
    columns = page.zones.columns(across, GAP, Box(area.x + HEAD_WIDE, 0, area.w - HEAD_WIDE, 0))
    spots = [(item, Box(0, 0, columns[0][1] - 2 * PAD - 3, tall)) for group in block.groups for item in group.items]
    style = fit.largest(TILES, spots)
    elements: list[Element] = []
    y = area.y
    for index, group in enumerate(block.groups, start=1):
        line, weight = ("ink", 1.0) if index == 1 else ("rule", 0.75)
        elements.append(Shape(f"Group rule {index}", "line", Box(area.x, y, area.w, 0), line=line, weight=weight))
        head = Box(area.x, y + GAP, HEAD_WIDE - 2 * GAP, tall)
        said = fit.one(group.title, grid.PANEL_HEAD)
        elements.append(fit.set_text(page, f"Group {index}", head, said, place="tiles", anchor="ctr"))
        for at, item in enumerate(group.items):
            x, wide = columns[at % across]
            box = Box(x, y + GAP + at // across * (tall + GAP), wide, tall)
            elements += _tile(page, item, f"{index}.{at + 1}", box, style)
        y += GAP + _deep(group, across) * (tall + GAP)
    return elements


def _tile(page: Page, item: Text, name: str, box: Box, style: Style) -> list[Element]:
    inner = Box(box.x + PAD + 3, box.y, box.w - 2 * PAD - 3, box.h)
    return [
        Shape(f"Tile {name}", "rect", box, fill="highlight_tint"),
        Shape(f"Tile bar {name}", "rect", Box(box.x, box.y, 3, box.h), fill="highlight"),
        fit.set_text(page, f"Tile text {name}", inner, fit.one(item, style), place="tiles", anchor="ctr"),
    ]

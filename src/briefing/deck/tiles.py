"""The tile map: groups of equal tiles under headings; no sizes are known, so none are drawn."""

from __future__ import annotations

from briefing.deck import fit, grid
from briefing.deck.fit import Page
from briefing.deck.slides import Box, Element, Shape, Style
from briefing.model.document import TileGroup, TileMap

TILE = Style(14, 17, "ink")
HEAD_TALL = 26.0
GAP = 8.0
PAD = 12.0
LEAST, MOST = 44.0, 64.0


def rows(block: TileMap) -> int:
    """A tile map → its rows of tiles, two in a row."""
    return max((len(group.items) + 1) // 2 for group in block.groups)


def height(block: TileMap, tall: float = LEAST) -> float:
    """A tile map and the height of a tile → the height it takes."""
    return HEAD_TALL + rows(block) * tall + (rows(block) - 1) * GAP


def tile_height(block: TileMap, spare: float) -> float:
    """A tile map and the height left over at its least → the height of a tile."""
    return min(MOST, LEAST + max(0.0, spare) / rows(block))


def tile_map(page: Page, block: TileMap, area: Box, tall: float = LEAST) -> list[Element]:
    """Groups → headings with their tiles, all of one size."""
    elements: list[Element] = []
    for index, (group, (x, wide)) in enumerate(
        zip(block.groups, grid.columns(len(block.groups), grid.GUTTER, area), strict=True), start=1
    ):
        elements += _group(page, group, Box(x, area.y, wide, tall), index)
    return elements


def _group(page: Page, group: TileGroup, zone: Box, number: int) -> list[Element]:
    head = Box(zone.x, zone.y, zone.w, 19)
    elements: list[Element] = [
        fit.set_text(page, f"Group {number}", head, fit.one(group.title, grid.PANEL_HEAD), place="tiles")
    ]
    wide, tall = (zone.w - GAP) / 2, zone.h
    for index, item in enumerate(group.items):
        x = zone.x + (index % 2) * (wide + GAP)
        y = zone.y + HEAD_TALL + (index // 2) * (tall + GAP)
        box = Box(x, y, wide, tall)
        name = f"{number}.{index + 1}"
        elements.append(Shape(f"Tile {name}", "rect", box, fill="highlight_tint"))
        elements.append(Shape(f"Tile bar {name}", "rect", Box(x, y, 3, tall), fill="highlight"))
        inner = Box(x + PAD + 3, y, box.w - 2 * PAD - 3, tall)
        elements.append(
            fit.set_text(page, f"Tile text {name}", inner, fit.one(item, TILE), place="tiles", anchor="ctr")
        )
    return elements

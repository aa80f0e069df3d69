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
TALL = 48.0


def height(block: TileMap) -> float:
    """A tile map → the height it takes."""
    rows = max((len(group.items) + 1) // 2 for group in block.groups)
    return HEAD_TALL + rows * TALL + (rows - 1) * GAP


def tile_map(page: Page, block: TileMap, area: Box) -> list[Element]:
    """Groups → headings with their tiles, two in a row."""
    elements: list[Element] = []
    for index, (group, (x, wide)) in enumerate(
        zip(block.groups, grid.columns(len(block.groups), grid.GUTTER, area), strict=True), start=1
    ):
        elements += _group(page, group, Box(x, area.y, wide, 0), index)
    return elements


def _group(page: Page, group: TileGroup, zone: Box, number: int) -> list[Element]:
    head = Box(zone.x, zone.y, zone.w, 19)
    elements: list[Element] = [
        fit.set_text(page, f"Group {number}", head, fit.one(group.title, grid.PANEL_HEAD), place="tiles")
    ]
    wide = (zone.w - GAP) / 2
    for index, item in enumerate(group.items):
        x = zone.x + (index % 2) * (wide + GAP)
        y = zone.y + HEAD_TALL + (index // 2) * (TALL + GAP)
        last_alone = index == len(group.items) - 1 and index % 2 == 0
        box = Box(x, y, zone.w if last_alone else wide, TALL)
        name = f"{number}.{index + 1}"
        elements.append(Shape(f"Tile {name}", "rect", box, fill="highlight_tint"))
        elements.append(Shape(f"Tile bar {name}", "rect", Box(x, y, 3, TALL), fill="highlight"))
        inner = Box(x + PAD + 3, y, box.w - 2 * PAD - 3, TALL)
        elements.append(
            fit.set_text(page, f"Tile text {name}", inner, fit.one(item, TILE), place="tiles", anchor="ctr")
        )
    return elements

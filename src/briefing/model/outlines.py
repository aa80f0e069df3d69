"""The outlines of places, flat: what a map draws, and what its places are called by."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

# How wide every set of outlines is, in its own units; a tenth of them is finer than any screen.
WIDE: Final = 10_000

MapPoint = tuple[int, int]
Ring = tuple[MapPoint, ...]


class Region(Struct, frozen=True):
    """The outline of a place: rings, those within others holes, x to the right and y down, from the upper left corner.

    `names` are all that it is joined by, codes too. `spot` is where a mark of it stands; a place that is only a spot
    has no rings.
    """

    code: str
    names: tuple[str, ...]
    rings: tuple[Ring, ...]
    spot: MapPoint


class Outlines(Struct, frozen=True):
    """The outlines of places that are drawn together. `source` says whose they are; `tiles` are squares of one size."""

    name: str
    source: str
    height: int
    regions: tuple[Region, ...]
    tiles: bool = False

"""Outlines of Chinese characters on a coarser grid: two fifths of what a Chinese brief weighs are outlines.

A step is a two hundredth of the size, a twentieth of a millimetre in a headline: half of it, which is the
most that a point moves, is below what a printer sets or a screen shows. Hints, and the tables that are of use to an
installed font only, are left out.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

GRID: Final = 200  # steps in the size of the type
STEP: Final = 1000 // GRID  # in thousandths of the size
_NEEDED: Final = frozenset({"GlyphOrder", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"})
_SUBSETS: Final = 8  # which a process remembers: editions of one story have the same characters, but for a few


@lru_cache(_SUBSETS)
def on_grid(font: bytes) -> bytes:
    """Return a TrueType font with its outlines and advances on the grid."""
    found: Any = TTFont(BytesIO(font), recalcTimestamp=False)
    for tag in {*found.keys()} - _NEEDED:
        del found[tag]
    for name in found.getGlyphOrder():
        found["glyf"][name].removeHinting()
    scale_upem(found, GRID)
    made = BytesIO()
    found.save(made, reorderTables=None)
    return made.getvalue()

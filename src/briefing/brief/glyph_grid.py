"""Outlines of Chinese characters on a coarser grid: two fifths of what a Chinese brief weighs are outlines.

A step is a two hundredth of the size, a twentieth of a millimetre in a headline: half of it, which is the
most that a point moves, is below what a printer sets or a screen shows. Hints, and the tables that are of use to an
installed font only, are left out.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from struct import Struct, unpack_from
from typing import Any, Final

from fontTools.misc.roundTools import otRound
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

from briefing.typesetting.font_files import HAN_GRID as GRID

_NEEDED: Final = frozenset({"GlyphOrder", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"})
_SUBSETS: Final = 4  # which a process remembers: two weights of the last editions
_OUTLINES: Final = 1000  # that a process remembers, half a kilobyte each; editions of one story share most of them
_SCALED: Final = {  # lengths of a font's tables, but those of its characters
    "head": ("xMin", "yMin", "xMax", "yMax"),
    "hhea": (
        "ascent", "descent", "lineGap", "advanceWidthMax", "minLeftSideBearing", "minRightSideBearing", "xMaxExtent",
        "caretOffset",
    ),
}  # fmt: skip
_HEADER: Final = Struct(">hhhhh")  # of a glyph: how many contours it has, if not made of others, and its bounds


@lru_cache(_SUBSETS)
def on_grid(font: bytes) -> bytes:
    """Return a TrueType font with its outlines and advances on the grid."""
    found: Any = TTFont(BytesIO(font), recalcTimestamp=False)
    for tag in {*found.keys()} - _NEEDED:
        del found[tag]
    table, size = found["glyf"], found["head"].unitsPerEm
    sources = {name: getattr(glyph, "data", b"") for name, glyph in table.glyphs.items()}
    if any(source and _HEADER.unpack_from(source)[0] < 0 for source in sources.values()):
        _scale_with_parts(found)
    else:
        _scale(found)
        table.glyphs = {name: _Outline(_coarse(source, size)) for name, source in sources.items()}
    made = BytesIO()
    found.save(made, reorderTables=None)
    return made.getvalue()


def _scale_with_parts(font: Any) -> None:
    """Bring a font with glyphs that are made of others to the grid; these are written by the points of their parts."""
    from fontTools.ttLib.scaleUpem import scale_upem  # which brings tables of every kind of font, 8 MB, and few need it

    font["glyf"].removeHinting()
    scale_upem(font, GRID)


def _scale(font: Any) -> None:
    """Bring all but the outlines of a font to the grid."""
    factor = GRID / font["head"].unitsPerEm
    for tag, names in _SCALED.items():
        for name in names:
            setattr(font[tag], name, otRound(getattr(font[tag], name) * factor))
    font["head"].unitsPerEm = GRID
    font["cmap"].ensureDecompiled(recurse=True)  # so that it is written by the rules of fontTools, as all else
    metrics = font["hmtx"].metrics
    metrics.update({name: (otRound(wide * factor), otRound(side * factor)) for name, (wide, side) in metrics.items()})


@lru_cache(_OUTLINES)
def _coarse(source: bytes, size: int) -> bytes:
    """Return the outline of a glyph, as a font has it whose type has a size of so many units, on the grid."""
    table, glyph = newTable("glyf"), Glyph(source)
    glyph.removeHinting()
    glyph.expand(table)
    if glyph.numberOfContours:
        factor = GRID / size
        glyph.coordinates.scale((factor, factor))
        glyph.coordinates.toInt()
    made: bytes = glyph.compile(table)
    return made


class _Outline:
    """A written outline: what fontTools asks of a glyph when it writes a font."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        header = _HEADER.unpack_from(source) if source else (0, 0, 0, 0, 0)
        self.numberOfContours, self.xMin, self.yMin, self.xMax, self.yMax = header

    def expand(self, _: object) -> None:
        """Do nothing, as all that fontTools asks for is there."""

    def getMaxpValues(self) -> tuple[int, int]:
        """Return how many points and contours it has."""
        (last,) = unpack_from(">H", self._source, _HEADER.size + 2 * (self.numberOfContours - 1))
        return last + 1, self.numberOfContours

    def compile(self, *_: object, **__: object) -> bytes:
        """Return its source."""
        return self._source

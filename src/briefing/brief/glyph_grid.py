"""Outlines of Chinese characters on a coarser grid: two fifths of what a Chinese brief weighs are outlines.

A step is a two hundred and fiftieth of the size, a thirtieth of a millimetre in a headline: half of it, which is the
most that a point moves, is below what a printer sets or a screen shows. Hints, and the tables that are of use to an
installed font only, are left out.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from itertools import pairwise
from struct import Struct, pack, unpack_from
from typing import Any, Final

from reportlab.pdfbase.ttfonts import TTFontMaker

GRID: Final = 250  # steps in the size of the type
STEP: Final = 1000 // GRID  # in thousandths of the size
_COPIED: Final = ("cmap", "maxp")
_HEAD_BOX: Final = slice(36, 44)
_HHEA_MEASURES: Final = slice(4, 16)
_LONG: Final = 0x1FFFF  # what the offsets of the short format reach
# What flags say about a point: on the curve, a short number, its sign or that it is none, how often they are repeated.
_ON, _X_SHORT, _Y_SHORT, _REPEATED, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
_OVERLAPS: Final = 64
_OUTLINES: Final = 8192  # which a process remembers
_BOX: Final = Struct(">hhhhh")
_SHORT: Final = Struct(">h")


def on_grid(font: bytes) -> bytes:
    """Return a TrueType font whose glyphs are outlines, none made of others, with these on the grid."""
    tables = _tables(font)
    head, hhea = bytearray(tables["head"]), bytearray(tables["hhea"])
    (size,) = unpack_from(">H", head, 18)
    count = unpack_from(">H", tables["maxp"], 4)[0] + 1
    offsets = unpack_from(f">{count}I", tables["loca"]) if head[51] else unpack_from(f">{count}H", tables["loca"])
    unit = 1 if head[51] else 2
    places, glyphs = [0], bytearray()
    for start, end in pairwise(offsets):
        glyphs += _coarse(tables["glyf"][start * unit : end * unit], size)
        glyphs += bytes(len(glyphs) % 2)
        places.append(len(glyphs))
    head[18:20] = pack(">H", GRID)
    head[51] = places[-1] > _LONG
    head[_HEAD_BOX] = _scaled(bytes(head[_HEAD_BOX]), size)
    hhea[_HHEA_MEASURES] = _scaled(bytes(hhea[_HHEA_MEASURES]), size)
    maker: Any = TTFontMaker()
    for tag in _COPIED:
        maker.add(tag, tables[tag])
    maker.add("head", bytes(head))
    maker.add("hhea", bytes(hhea))
    maker.add("hmtx", _scaled(tables["hmtx"], size))
    maker.add("glyf", bytes(glyphs))
    maker.add("loca", pack(f">{count}I", *places) if head[51] else pack(f">{count}H", *(at // 2 for at in places)))
    made: bytes = maker.makeStream()
    return made


def _tables(font: bytes) -> dict[str, bytes]:
    tables: dict[str, bytes] = {}
    for at in range(12, 12 + 16 * unpack_from(">H", font, 4)[0], 16):
        tag, _, offset, length = unpack_from(">4sIII", font, at)
        tables[tag.decode("latin-1")] = font[offset : offset + length]
    return tables


def _scaled(measures: bytes, size: int) -> bytes:
    """Return a table of signed numbers of two bytes in steps of the grid."""
    count = len(measures) // 2
    return pack(f">{count}h", *(round(value * GRID / size) for value in unpack_from(f">{count}h", measures)))


@lru_cache(_OUTLINES)
def _coarse(glyph: bytes, size: int) -> bytes:
    """Return a glyph without hints, its points on the grid."""
    contours = _SHORT.unpack_from(glyph)[0] if glyph else 0
    if not contours:
        return b""
    if contours < 0:
        raise ValueError("a glyph made of others")
    ends = glyph[10 : 10 + 2 * contours]
    count = unpack_from(">H", ends, 2 * contours - 2)[0] + 1
    at = 12 + 2 * contours + unpack_from(">H", glyph, 10 + 2 * contours)[0]
    flags = bytearray()
    while len(flags) < count:
        flag = glyph[at]
        at += 1
        if flag & _REPEATED:
            flags += bytes((flag,)) * (glyph[at] + 1)
            at += 1
        else:
            flags.append(flag)
    across, at = _places(glyph, at, flags, _X_SHORT, _X_SAME, size)
    along, _ = _places(glyph, at, flags, _Y_SHORT, _Y_SAME, size)
    coarse = bytearray(flag & (_ON | _OVERLAPS) for flag in flags)
    numbers = _written(across, coarse, _X_SHORT, _X_SAME) + _written(along, coarse, _Y_SHORT, _Y_SAME)
    box = _BOX.pack(contours, min(across), min(along), max(across), max(along))
    return b"".join((box, ends, b"\0\0", _repeated(coarse), numbers))


def _places(glyph: bytes, at: int, flags: bytearray, short: int, same: int, size: int) -> tuple[array[int], int]:
    """Return one coordinate of each point in steps of the grid, and where the next table begins."""
    here, places = 0, array("i")
    for flag in flags:
        if flag & short:
            here += glyph[at] if flag & same else -glyph[at]
            at += 1
        elif not flag & same:
            here += _SHORT.unpack_from(glyph, at)[0]
            at += 2
        places.append(here)
    return array("i", [round(place * GRID / size) for place in places]), at


def _written(places: array[int], flags: bytearray, short: int, same: int) -> bytes:
    """Return one coordinate of each point as the way from the point before, and note in the flags how it is written."""
    written, before = bytearray(), 0
    for index, place in enumerate(places):
        way, before = place - before, place
        if not way:
            flags[index] |= same
        elif -256 < way < 256:
            flags[index] |= short | (same if way > 0 else 0)
            written.append(abs(way))
        else:
            written += _SHORT.pack(way)
    return bytes(written)


def _repeated(flags: bytearray) -> bytes:
    """Return flags in which a value that occurs three times or more is written once."""
    written, at = bytearray(), 0
    while at < len(flags):
        flag, run = flags[at], 1
        while run < 256 and at + run < len(flags) and flags[at + run] == flag:
            run += 1
        written += bytes((flag | _REPEATED, run - 1)) if run > 2 else bytes((flag,)) * run
        at += run
    return bytes(written)

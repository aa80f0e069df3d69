"""The widths of text in Arial, for slides and e-mails, whose programs set it in this face or in one of equal widths.

The advance widths stand in `assets/deck/arial.json`. Points in, points out; pixels just as well. A bold run is measured
bold.
"""

from __future__ import annotations

import functools
import itertools
import json
import unicodedata
from collections.abc import Iterator

from briefing.assets import asset
from briefing.model.text import Text, plain

ASCENT, DESCENT = 0.905, 0.212  # in sizes
SPACED = 0.2  # em, between CJK and Latin, as renderers set them
_RESERVE, _CJK_RESERVE = 0.03, 0.05
_LAST_NARROW = "\u10ff"  # all that is drawn a full em wide comes after it
# Marks that Chinese faces draw a full em wide.
_WIDE_IN_CJK = frozenset("“”‘’…—·")


class _Advances(dict[str, float]):
    """The advance of each character in em. Unknown ones count a whole em, so that a box is never too small."""

    def __missing__(self, char: str) -> float:
        if is_cjk(char):
            advance = 1.0
        elif unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
            advance = 0.0
        else:
            advance = 1.3 if char > "\uffff" else 1.0
        return self.setdefault(char, advance)


@functools.cache
def _face(bold: bool, wide: bool) -> _Advances:
    """Return the advances of a face; `wide` for a text that holds CJK."""
    data = json.loads(asset("deck/arial.json").read_text(encoding="utf-8"))
    rows = data["bold" if bold else "regular"]
    units_of = {chr(first + i): units / data["unitsPerEm"] for first, *row in rows for i, units in enumerate(row)}
    face = _Advances(units_of)
    face["\u2011"] = face["-"]
    if wide:
        face.update(dict.fromkeys(_WIDE_IN_CJK, 1.0))
    return face


def is_cjk(char: str) -> bool:
    """Return whether a character is drawn a full em wide and allows a line to break before and after it."""
    return char > _LAST_NARROW and unicodedata.east_asian_width(char) in "WF"


@functools.lru_cache(maxsize=1024)
def has_cjk(text: Text) -> bool:
    """Return whether any character of a text is CJK."""
    return any(max(run.text, default="") > _LAST_NARROW and any(map(is_cjk, run.text)) for run in text)


def reserve(text: Text) -> float:
    """Share of a width that a line of this text leaves free."""
    return _CJK_RESERVE if has_cjk(text) else _RESERVE


def width(text: Text, size: float, bold: bool = False) -> float:
    """Return the width of a text in one line, without any reserve."""
    wide = has_cjk(text)
    em = sum(sum(map(_face(bold or run.bold, wide).__getitem__, run.text)) for run in text)
    return (em + (sum(_script_spaces(plain(text))) if wide else 0.0)) * size


def advances(text: Text, bold: bool, wide: bool) -> list[float]:
    """Return the advance of each character of a text in em; `wide` where it is a part of a text that holds CJK."""
    found: list[float] = []
    for run in text:
        found += map(_face(bold or run.bold, wide).__getitem__, run.text)
    if wide:
        return [advance + space for advance, space in zip(found, _script_spaces(plain(text)), strict=False)]
    return found


def _script_spaces(chars: str) -> Iterator[float]:
    """Yield the space after each character of a text that holds CJK: a little between a wide and a narrow one."""
    for one, two in itertools.pairwise(chars):
        yield SPACED if is_cjk(one) != is_cjk(two) and one > " " and two > " " else 0.0
    yield 0.0

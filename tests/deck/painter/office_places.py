"""Where LibreOffice prints the characters of a page, worked out from where they are painted.

LibreOffice keeps heights of type in whole hundredths of a millimetre, lays text out for a printer of 600 dots an inch
with type of whole dots, and puts each character at a whole hundredth of a millimetre. Its PDF says by how many whole
thousandths of the height each advance is less than the face's own, cut off, so that what is lost adds up along a line:
at 10.5 points to 7 points on a line over the whole slide. PowerPoint does none of this, so the painter does not either.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace

from briefing.deck.painter.faces import width
from tests.deck.painter.pdf_words import Char

INCH, HUNDREDTHS, DOTS = 72, 2540, 600  # points, hundredths of a millimetre, dots of the printer
APART = 1.0  # of the size: characters of one line of a text are nearer
# A link is a field to LibreOffice, and one in Chinese as tall as Noto Sans CJK is (1.160 above its baseline and 0.288
# below it), where a line is else 1.207. Of a line that is taller than its leading it takes the rest off at the top.
CHINESE_LINK = 1.448 - 1.207
# A dash among Chinese characters is as wide as these are in Noto Sans CJK, and narrower in Noto Sans SC.
WIDER_DASH = 1.0 - 0.894


def printed(chars: Iterable[Char], linked: Collection[str] = ()) -> Iterator[Char]:
    """Yield painted characters where LibreOffice prints them, each line from where it starts.

    `linked`: the lines with a link in Chinese. The words of the link may stand on other lines of the page too.
    """
    for line in _lines(chars):
        said = "".join(char.text for char in line)
        up = CHINESE_LINK * line[0].size if said in linked else 0.0
        for char in _line(line):
            yield replace(char, base=char.base - up)


def _lines(chars: Iterable[Char]) -> Iterator[list[Char]]:
    line: list[Char] = []
    for char in chars:
        if line and not _follows(line[-1], char):
            yield line
            line = []
        line.append(char)
    if line:
        yield line


def _follows(one: Char, two: Char) -> bool:
    near = abs(two.left - one.right) < APART * one.size
    return near and abs(two.base - one.base) < 0.1 and abs(two.size - one.size) < 0.1


def _line(line: Sequence[Char]) -> Iterator[Char]:
    """Yield the characters of a line; where the face changes LibreOffice begins where it lays out."""
    first, shrunk = line[0], _laid_out(line[0].size) / line[0].size
    begun = at = first.left
    whole, wider = 0, 0.0
    for before, char in zip((first, *line), line, strict=False):
        if char is not first and before.text == "—" and "NotoSansSC" in before.face:
            wider += WIDER_DASH * before.size
        laid_out = first.left + (char.left - first.left + wider) * shrunk
        if char.face != before.face:
            begun = at = laid_out
            whole = 0
        elif char is not first:
            reached = math.floor((laid_out - begun) * HUNDREDTHS / INCH)
            at += _advance(before, reached - whole)
            whole = reached
        yield replace(char, left=at, right=at + char.right - char.left)


def _height(size: float) -> int:
    return round(size * HUNDREDTHS / INCH)


def _laid_out(size: float) -> float:
    """Return the size of type in points that text of a size is laid out with."""
    return round(_height(size) * DOTS / HUNDREDTHS) * INCH / DOTS


def _advance(char: Char, whole: int) -> float:
    """Return the advance in points that the PDF has for one of whole hundredths of a millimetre."""
    height = _height(char.size)
    own = width(char.text, "Bold" in char.face) * 1000
    less = math.trunc(own * char.size * HUNDREDTHS / INCH / height - whole / height * 1000 + 0.5)
    return (math.floor(own) - less) / 1000 * height * INCH / HUNDREDTHS

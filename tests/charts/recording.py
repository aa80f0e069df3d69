"""A surface that remembers what was drawn; its letters are as wide as those of Source Sans on average."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import astuple

from briefing.charts.boxes import Box
from briefing.charts.vector import Font, Paint, Segment, TextMark


class Words(Struct, frozen=True):
    """A string as written."""

    x: float
    y: float
    string: str
    font: Font
    size: float
    colour: str
    box: Box
    angle: float = 0.0


class Recording(Struct):
    """Remembers paths and strings."""

    paths: list[tuple[tuple[Segment, ...], Paint]] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        self.paths.append((tuple(segments), paint))

    def text(self, mark: TextMark) -> None:
        x, y, string, font, size, colour, angle, _ = astuple(mark)
        low = y - self.descent(font, size)
        box = Box(x, low, self.width(string, font, size), self.ascent(font, size) + self.descent(font, size))
        self.words.append(Words(x, y, string, font, size, colour, box, angle))

    def width(self, string: str, font: Font, size: float) -> float:
        return sum(_wide(sign) for sign in string) * size * (1.05 if font == "bold" else 1.0)

    def ascent(self, font: Font, size: float) -> float:
        return 0.66 * size

    def descent(self, font: Font, size: float) -> float:
        return 0.21 * size


def _wide(sign: str) -> float:
    if ord(sign) > 0x2E80:
        return 1.0
    if sign in " .,;:'il|-":
        return 0.25
    return 0.62 if sign.isupper() or sign in "mw×%" else 0.5

"""Fonts as HarfBuzz reads them: which characters they have, how wide text is, how its glyphs are drawn; cut to size."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import uharfbuzz  # type: ignore[import-untyped]

# A letter with its numbers: M x y · L x y · C x y x y x y · Z
Segment = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]
# Kerning alone: ligatures and contextual forms would leave the text layer without plain letters.
_FEATURES: Final = {"kern": True, "liga": False, "clig": False, "dlig": False, "calt": False}


class ShapingFont:
    """A font, or a variable one at a weight; all measures are parts of the type's size."""

    def __init__(self, data: bytes | Path, weight: int | None = None) -> None:
        blob = uharfbuzz.Blob(data) if isinstance(data, bytes) else uharfbuzz.Blob.from_file_path(str(data))
        self._font = uharfbuzz.Font(uharfbuzz.Face(blob))
        if weight:
            self._font.set_variation("wght", weight)
        self.scale = 1 / self._font.face.upem
        self._outlines: dict[int, list[Segment]] = {}

    @property
    def cap_height(self) -> float:
        """How far capitals rise."""
        height: float = self._font.get_metric_position_with_fallback(uharfbuzz.OTMetricsTag.CAP_HEIGHT) * self.scale
        return height

    @property
    def descent(self) -> float:
        """How far letters hang below the baseline."""
        depth: float = -self._font.get_font_extents("ltr").descender * self.scale * 0.85
        return depth

    def has(self, char: str) -> bool:
        """Whether it has a glyph for a character."""
        return bool(self._font.get_nominal_glyph(ord(char)))

    def ink(self, char: str) -> float:
        """The width of what is drawn for a character, without the blank at its sides."""
        width: float = self._font.get_glyph_extents(self._font.get_nominal_glyph(ord(char))).width * self.scale
        return width

    @lru_cache(512)  # noqa: B019  # a font lives as long as the process
    def shape(self, text: str) -> tuple[tuple[int, float], ...]:
        """Return the glyphs of a text, each with its advance, kerned."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer, _FEATURES)
        pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        return tuple((info.codepoint, position.x_advance * self.scale) for info, position in pairs)

    def outline(self, glyph: int) -> list[Segment]:
        """Return the contours of a glyph in units of the font; `scale` makes them parts of the size."""
        if glyph not in self._outlines:
            pen = _Pen()
            self._font.draw_glyph_with_pen(glyph, pen)
            self._outlines[glyph] = pen.segments
        return self._outlines[glyph]


def subset(path: Path, characters: str, weight: int | None = None) -> bytes:
    """Return a font with only these characters, a variable one as a static one of a weight; always the same bytes.

    Raises OSError, RuntimeError or HarfBuzzError if the file is no such font.
    """
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    options = uharfbuzz.SubsetInput()
    options.unicode_set.update(map(ord, characters))
    if weight is not None:
        options.pin_axis_location(face, "wght", weight)
    data: bytes = uharfbuzz.subset(face, options).blob.data
    return data


HarfBuzzError: Final[type[Exception]] = uharfbuzz.HarfBuzzError


class _Pen:
    """Takes the contours of a glyph as HarfBuzz draws them; its methods are those of fontTools' pens."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:
        """A contour begins."""
        self._add("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        """A straight line."""
        self._add("L", point)

    def curveTo(self, *points: tuple[float, float]) -> None:
        """A cubic curve."""
        self._add("C", *points)

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        """A quadratic curve, as a cubic one."""
        first, second = (
            (side[0] + (control[0] - side[0]) * 2 / 3, side[1] + (control[1] - side[1]) * 2 / 3)
            for side in (self._at, end)
        )
        self._add("C", first, second, end)

    def closePath(self) -> None:
        """A contour ends."""
        self.segments.append(("Z", ()))

    def _add(self, letter: Any, *points: tuple[float, float]) -> None:
        self.segments.append((letter, tuple(number for point in points for number in point)))
        self._at = points[-1]

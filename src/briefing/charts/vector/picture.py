"""Plots as PNG, for media that show no vectors: Agg fills paths, HarfBuzz gives the outlines of the type.

The chart is the figure that the brief draws, on another surface: matplotlib's canvas for Agg would set its text in a
font of the machine.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import Any, Final

from matplotlib.backends import _backend_agg
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D
from PIL import Image

from briefing.charts.vector import LETTER, PAGE, drawing_cache
from briefing.charts.vector.chart_size import height_for
from briefing.charts.vector.drawing_surface import DrawingOptions, Font, Paint, Segment, TextMark
from briefing.errors import LayoutError
from briefing.model.chart import Plot
from briefing.model.ledger import Place, Trace
from briefing.model.theme import Palette
from briefing.typesetting.break_opportunities import break_opportunities, has_wide
from briefing.typesetting.font_files import FAMILIES, HAN_FIX, HAN_WEIGHTS, WHOLE, family_file, han_file
from briefing.typesetting.shaping import ShapingFont

# Pixels for a point: screens of today have two for each of the reader's.
_SCALE: Final = 2
# Paper around the chart in points: letters rise above capitals, and marks stand on the edge.
_MARGIN: Final = 4.0
# Colours of a picture: a few, and the steps between each and the paper.
_COLOURS: Final = 64
_WEIGHTS: Final[dict[Font, str]] = {"text": "Regular", "bold": "Semibold"}
_CODES: Final = {"M": (Outline.MOVETO,), "L": (Outline.LINETO,), "C": (Outline.CURVE4,) * 3, "Z": (Outline.CLOSEPOLY,)}


def picture(plot: Plot, palette: Palette, family: str, width: float, *, trace: Trace, place: Place) -> bytes:
    """Return a PNG of a plot, `width` points wide and as high as its form needs, in a family of type.

    Every printed text is noted in `trace` at `place`. Raise LayoutError for a character that no font has. Same plot,
    same bytes.
    """
    face = Type(family, plot.lang, str(place))
    wide = width - 2 * _MARGIN
    tall = height_for(plot, LETTER, wide, face)
    if not plot.in_rows:  # the height of rows follows from their text
        tall *= LETTER.label / PAGE.label
    surface = PictureSurface(face, width, tall + 2 * _MARGIN, palette.paper, _MARGIN)
    options = DrawingOptions(palette, LETTER, wide, tall)
    drawing_cache.draw(plot, options, surface, trace=trace, place=place)
    return surface.png()


# -- type -------------------------------------------------------------------------------------------------------------


@lru_cache(8)
def _family(family: str, weight: str) -> ShapingFont:
    if family not in FAMILIES:
        raise LayoutError(f"a picture has no font {family!r}", "theme, fonts", f"use one of: {', '.join(FAMILIES)}")
    return ShapingFont(family_file(family, weight))


@lru_cache(8)
def _han(weight: str) -> ShapingFont | None:
    path = han_file()
    return ShapingFont(path, HAN_WEIGHTS[weight]) if path else None


class Type:
    """The measures of a picture's text: the theme's family, and Noto Sans SC for Chinese and what the family lacks."""

    def __init__(self, family: str, lang: str, place: str) -> None:
        self.place, self.name = place, f"picture {family} {lang}"
        self._faces: dict[Font, list[ShapingFont]] = {}
        for font, weight in _WEIGHTS.items():
            both = [_family(family, weight), *([han] if (han := _han(weight)) else [])]
            self._faces[font] = both[::-1] if lang in WHOLE else both

    def width(self, string: str, font: Font, size: float) -> float:
        """Return the width that a string takes in points."""
        return sum(advance for *_, advance in self.placed(string, font)) * size

    def ascent(self, font: Font, size: float) -> float:
        """Return how far capitals and digits rise above the baseline."""
        return self._faces[font][0].cap_height * size

    def descent(self, font: Font, size: float) -> float:
        """Return how far letters hang below the baseline."""
        return self._faces[font][0].descent * size

    def placed(self, string: str, font: Font) -> list[tuple[ShapingFont, int, float]]:
        """Return the glyphs of a string with their faces and advances, in parts of the size.

        Raise LayoutError for characters that no face has.
        """
        text = unicodedata.normalize("NFC", string)
        gaps = [place.spacing / 1000 for place in break_opportunities(text)] if has_wide(text) else []
        found: list[tuple[ShapingFont, int, float]] = []
        start = 0
        for at, char in enumerate(text):
            face, gap = self._face(char, font, string), max(gaps[at], 0.0) if at < len(gaps) else 0.0
            if gap or at + 1 == len(text) or self._face(text[at + 1], font, string) is not face:
                found += [(face, *glyph) for glyph in face.shape(text[start : at + 1])]
                found[-1] = (*found[-1][:2], found[-1][2] + gap)
                start = at + 1
        return found

    def _face(self, char: str, font: Font, text: str) -> ShapingFont:
        for face in self._faces[font]:
            if face.has(char):
                return face
        missing = has_wide(char) and han_file() is None
        fix = f"install the Chinese face: {HAN_FIX}" if missing else f"write {text!r} in other characters"
        raise LayoutError(f"no font has a glyph for {char!r} (U+{ord(char):04X})", self.place, fix)


# -- the surface ------------------------------------------------------------------------------------------------------


class _Look:
    """How Agg draws one path: the part of matplotlib's graphics context that it reads.

    That itself would take 78 ms of a processor to load, half of what a picture from the cache takes.
    """

    _antialiased = True
    _forced_alpha = True

    _cliprect = None

    def __init__(self, paint: Paint, clip: tuple[Outline, Affine2D] | None, *, snapped: bool) -> None:
        self._clip = clip or (None, None)
        self._linewidth = paint.width * _SCALE if paint.stroke else 0.0
        self._alpha = paint.alpha
        self._rgb = (*_rgb(paint.stroke or "#000000"), paint.alpha)
        self._capstyle, self._joinstyle = paint.cap, paint.join
        self._dashes = [part * _SCALE for part in paint.dash] or None
        self._offset, self._snapped = paint.offset * _SCALE, snapped

    def get_dashes(self) -> tuple[float, list[float] | None]:
        """Offset, on and off in pixels."""
        return self._offset, self._dashes

    def get_clip_path(self) -> tuple[Outline | None, Affine2D | None]:
        """Return the path that what is painted lies inside of."""
        return self._clip

    def get_snap(self) -> bool | None:
        """Whether edges move to whole pixels; None: those of rectangles and level lines."""
        return None if self._snapped else False

    def get_sketch_params(self) -> None:
        """Nothing is sketched."""

    get_hatch_path = get_sketch_params

    def get_hatch_color(self) -> tuple[float, float, float, float]:
        """Asked for, though nothing is hatched."""
        return 0.0, 0.0, 0.0, 0.0

    def get_hatch_linewidth(self) -> float:
        """As for the colour."""
        return 0.0


class PictureSurface:
    """Pixels as a surface, with a margin around what is drawn; see `Surface`."""

    def __init__(self, face: Type, width: float, height: float, paper: str, margin: float = 0.0) -> None:
        engine: Any = _backend_agg  # comes without types
        self._type, self.faces = face, face.name
        self._size = ceil(width * _SCALE), ceil(height * _SCALE)
        self._agg = engine.RendererAgg(*self._size, 72)
        self._pixels = Affine2D().scale(_SCALE)
        edges = ((0.0, 0.0), (width, 0.0), (width, height + 1), (0.0, height + 1))
        corners: list[Segment] = [("L" if at else "M", edge) for at, edge in enumerate(edges)]
        self.path([*corners, ("Z", ())], Paint(fill=paper))
        self._pixels = Affine2D().translate(margin, margin).scale(_SCALE)
        self.width, self.ascent, self.descent = face.width, face.ascent, face.descent

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        """Fill and stroke a path."""
        self._draw(segments, paint, Affine2D(), snapped=True)

    def text(self, mark: TextMark) -> None:
        """Write a string literally."""
        at, parts = 0.0, list[Segment]()
        for face, glyph, advance in self._type.placed(mark.string, mark.font):
            by = face.scale * mark.size
            for letter, numbers in face.outline(glyph):
                parts.append((letter, tuple(n * by + (0.0 if odd % 2 else at) for odd, n in enumerate(numbers))))
            at += advance * mark.size
        if parts:
            place = Affine2D().rotate_deg(mark.angle).translate(mark.x, mark.y)
            self._draw(parts, Paint(fill=mark.colour), place, snapped=False)

    def _draw(self, segments: Sequence[Segment], paint: Paint, place: Affine2D, *, snapped: bool) -> None:
        if len(paint.clips) > 1:
            raise LayoutError("a picture takes one clip at a time", self._type.place, "leave out the hatch or the clip")
        clip = (_outline(paint.clips[0]), self._pixels) if paint.clips else None
        fill = _rgb(paint.fill) if paint.fill else None
        look = _Look(paint, clip, snapped=snapped)
        self._agg.draw_path(look, _outline(segments), place + self._pixels, fill)

    def png(self) -> bytes:
        """Return what was drawn as a PNG of few colours, without a trace of how it was made."""
        drawn = Image.frombuffer("RGBA", self._size, bytes(self._agg), "raw", "RGBA", 0, 1).convert("RGB")
        few = drawn.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        out = io.BytesIO()
        few.save(out, "PNG", optimize=True)
        return out.getvalue()


def _outline(segments: Sequence[Segment]) -> Outline:
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for letter, numbers in segments:
        points += list(zip(numbers[::2], numbers[1::2], strict=True)) or [(0.0, 0.0)]
        codes += _CODES[letter]
    outline = Outline(points, codes)
    outline.should_simplify = False
    return outline


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue

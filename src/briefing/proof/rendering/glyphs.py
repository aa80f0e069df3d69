"""The pages of a PDF as rendered: every sign of the text with its place, the bitmap, a picture to show."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from math import isfinite
from typing import Any
from unicodedata import normalize

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct
from PIL.Image import Dither, Image, Quantize

from briefing.proof.findings import Box

MOST_PAGES = 200
_WIDE = 960  # pixels of a picture to show
_MOST_PIXELS = 4_000_000
_MOST_SIGNS = 50_000
_COLOURS = 64
_LINE_HYPHEN = "\x02"  # what PDFium makes of a hyphen at a line's end


class Glyph(Struct, frozen=True):
    """A sign as drawn: its character, case folded; the box of its ink and its baseline, in points, y down.

    `turned` is whether it does not stand upright.
    """

    char: str
    box: Box
    base: float
    turned: bool = False


class RenderedPage(Struct, frozen=True):
    """A page as drawn: size in points, signs in the order in which they are drawn, bitmap at 72 dpi, and a PNG to show
    where one is asked for."""

    number: int
    wide: float
    high: float
    glyphs: tuple[Glyph, ...]
    bitmap: Image
    picture: bytes = b""

    def cut(self, box: Box) -> Image | None:
        """Return a part of the bitmap by its box in points; None if none of it is on the page."""
        if not all(map(isfinite, box)):
            return None
        across, down = self.bitmap.width / self.wide, self.bitmap.height / self.high
        left, top = max(0, int(box[0] * across)), max(0, int(box[1] * down))
        right = min(self.bitmap.width, int(box[2] * across + 1))
        bottom = min(self.bitmap.height, int(box[3] * down + 1))
        return self.bitmap.crop((left, top, right, bottom)) if right > left and bottom > top else None


def folded(text: str) -> str:
    """Return a text as it is compared: compatible forms unified, case folded, without what is not drawn."""
    return "".join(char for char in normalize("NFKD", text).casefold() if _drawn(char))


def _drawn(char: str) -> bool:
    return char.isprintable() and not char.isspace() and "\ufffd" != char <= "\uffff"


def rendered_pages(data: bytes, *, pictured: bool = False) -> tuple[list[RenderedPage], int]:
    """Return the first pages of a PDF as rendered, and how many it has; `pictured` makes pictures to show of them.

    Raises ValueError if it cannot be rendered.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        count = len(document)
        shown = range(min(count, MOST_PAGES))
        return [_rendered_page(document[index], index + 1, pictured=pictured) for index in shown], count
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    finally:
        document.close()


def page_picture(page: Any) -> bytes:
    """Return a page as a PNG to show."""
    wide, high = (max(1.0, side) for side in page.get_size())
    return _png(_bitmap(page, max(1.0, _WIDE / wide), wide * high))


def _rendered_page(page: Any, number: int, *, pictured: bool) -> RenderedPage:
    wide, high = (max(1.0, side) for side in page.get_size())
    bitmap = _bitmap(page, 1.0, wide * high)
    picture = b""  # to make it takes longer than all else here
    if pictured:
        picture = _png(bitmap) if wide >= _WIDE else page_picture(page)
    drawn_page = RenderedPage(number, wide, high, tuple(_glyphs(page, wide, high)), bitmap, picture)
    page.close()
    return drawn_page


def _bitmap(page: Any, scale: float, area: float) -> Image:
    fitting: float = min(scale, (_MOST_PIXELS / area) ** 0.5)
    bitmap: Image = page.render(scale=fitting).to_pil()
    return bitmap.convert("RGB")


def _png(image: Image) -> bytes:
    """Return a PNG of few colours, so that a sheet of many pages stays small."""
    buffer = io.BytesIO()
    image.quantize(_COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _glyphs(page: Any, wide: float, high: float) -> Iterator[Glyph]:
    text = page.get_textpage()
    left, bottom, _, _ = page.get_bbox()
    quarter = page.get_rotation() // 90
    x, y = ctypes.c_double(), ctypes.c_double()
    sides = [ctypes.c_double() for _ in range(4)]
    for index in range(min(text.count_chars(), _MOST_SIGNS)):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        chars = folded("-" if chr(code) == _LINE_HYPHEN else chr(code))
        if not chars or pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
            continue
        pdfium.FPDFText_GetCharBox(text.raw, index, *sides)
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        (x0, x1, y0, y1), ground = (side.value for side in sides), (left, bottom)
        one = _onto((x0, y0), ground, quarter, wide, high)
        other = _onto((x1, y1), ground, quarter, wide, high)
        base = _onto((x.value, y.value), ground, quarter, wide, high)[1]
        box = (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
        if not all(map(isfinite, (*box, base))):
            continue
        turned = quarter != 0 or abs(pdfium.FPDFText_GetCharAngle(text.raw, index)) > 0.01
        for char in chars:
            yield Glyph(char, box, base, turned)
    text.close()


def _onto(
    point: tuple[float, float], ground: tuple[float, float], quarter: int, wide: float, high: float
) -> tuple[float, float]:
    """Return a point of a PDF page as shown, given the corner of what it shows and its rotation in quarters."""
    x, y = point[0] - ground[0], point[1] - ground[1]
    return ((x, high - y), (y, x), (wide - x, y), (wide - y, high - x))[quarter]

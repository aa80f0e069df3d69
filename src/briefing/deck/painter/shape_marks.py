"""Shapes, freeforms, groups and pictures → paths and pictures."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Final

from PIL import Image

from briefing.charts.vector.drawing_surface import Paint, Segment
from briefing.deck.painter.painted_marks import (
    PaintedMark,
    PaintedPath,
    PaintedPicture,
    disc,
    ellipse,
    pill,
    polygon,
    rectangle,
    underline,
)
from briefing.deck.painter.text_marks import PaintContext, box_text
from briefing.deck.slides import Anchor, Box, Freeform, Group, Path, Picture, Shape, TextBox
from briefing.errors import LayoutError

# Strokes of a hatch: how far apart and how wide, in points.
_HATCH_STEP, _HATCH_WEIGHT = 3.0, 0.6
# A dash and a gap, and the head of an arrow, in widths of their line.
_DASH: Final = (3.0, 1.0)
_HEAD: Final = 3.0
_LEAST_HEAD: Final = 2.0  # points of a line below which a head grows no smaller
_FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_MOST_PIXELS: Final = 2000  # on a side of a picture


def stroke(role: str, weight: float, context: PaintContext, *, dash: bool = False, alpha: float = 1.0) -> Paint:
    """Return the paint of a line of a weight in points."""
    if not role:
        return Paint()
    wide = weight * context.colours.scale
    dashes = tuple(part * max(wide, 0.75) for part in _DASH) if dash else ()
    return Paint(stroke=context.colours.value(role), width=wide, dash=dashes, join="round", alpha=alpha)


def text_box_marks(item: TextBox, context: PaintContext, anchor: Anchor | None = None) -> Iterator[PaintedMark]:
    """Yield the ground of a box and its text."""
    if item.fill:
        outline = pill(item.box) if item.rounded else rectangle(item.box)
        yield PaintedPath(outline, Paint(fill=context.colours.value(item.fill)))
    for text in box_text(item, context, anchor):
        yield text
        if text.link:
            yield underline(text)


def shape_marks(item: Shape, context: PaintContext) -> Iterator[PaintedMark]:
    """Yield a rectangle, an ellipse or a line."""
    box = item.box
    line = stroke(item.line, item.weight, context, dash=item.dash)
    if item.kind == "line":
        ends = (box.x, box.y), (box.x1, box.y1)
        if item.arrow:
            yield from _arrow(ends, line)
        else:
            yield PaintedPath(polygon(ends, closed=False), line)
        return
    outline = ellipse(box) if item.kind == "ellipse" else rectangle(box)
    yield from _area(outline, box, item.fill, line, context, hatched=item.hatched)


def _arrow(ends: tuple[tuple[float, float], tuple[float, float]], line: Paint) -> Iterator[PaintedMark]:
    """Yield a line and the head at its end, at which the line stops."""
    (x0, y0), (x1, y1) = ends
    length = math.hypot(x1 - x0, y1 - y0)
    if not length:
        return
    size = _HEAD * max(line.width, _LEAST_HEAD)
    across, down = (x1 - x0) / length, (y1 - y0) / length
    foot = (x1 - across * size, y1 - down * size)
    half = size / 2
    sides = ((foot[0] - down * half, foot[1] + across * half), (foot[0] + down * half, foot[1] - across * half))
    yield PaintedPath(polygon(((x0, y0), foot), closed=False), line)
    yield PaintedPath(polygon(((x1, y1), *sides)), Paint(fill=line.stroke, alpha=line.alpha))


def _area(
    outline: tuple[Segment, ...],
    box: Box,
    fill: str,
    line: Paint,
    context: PaintContext,
    *,
    hatched: bool = False,
    alpha: float = 1.0,
) -> Iterator[PaintedMark]:
    if hatched:
        yield from hatch(outline, box, fill, context)
        fill = ""
    ground = context.colours.value(fill) if fill else ""
    if ground or line.stroke:
        yield PaintedPath(
            outline,
            Paint(ground, line.stroke, line.width, line.dash, join="round", alpha=alpha),
        )


def hatch(outline: tuple[Segment, ...], box: Box, role: str, context: PaintContext) -> Iterator[PaintedMark]:
    """Yield thin strokes on the paper inside an outline, whose box is given."""
    yield PaintedPath(outline, Paint(fill=context.colours.value("paper")))
    strokes: list[Segment] = []
    for number in range(1, math.ceil((box.w + box.h) / _HATCH_STEP)):
        at = number * _HATCH_STEP
        strokes += polygon(((box.x, box.y + at), (box.x + at, box.y)), closed=False)
    if strokes:
        paint = Paint(stroke=context.colours.value(role), width=_HATCH_WEIGHT, clips=(outline,))
        yield PaintedPath(tuple(strokes), paint)


def freeform_marks(item: Freeform, context: PaintContext) -> Iterator[PaintedMark]:
    """Yield the areas of a freeform as one path, and its open lines as another."""
    line = stroke(item.line, item.weight, context, dash=item.dash, alpha=item.alpha)
    areas = [segment for path in item.paths if path.closed for segment in _outline(path)]
    lines = [segment for path in item.paths if not path.closed for segment in _outline(path)]
    if areas:
        yield from _area(tuple(areas), item.box, item.fill, line, context, hatched=item.hatched, alpha=item.alpha)
    if lines and line.stroke:
        yield PaintedPath(tuple(lines), line)


def _outline(path: Path) -> tuple[Segment, ...]:
    if path.radius:
        ((x, y),) = path.points
        return disc(x, y, path.radius)
    return polygon(path.points, closed=path.closed)


def group_marks(item: Group, context: PaintContext) -> Iterator[PaintedMark]:
    """Yield the marks of the parts of a group."""
    for part in item.items:
        if isinstance(part, TextBox):
            yield from text_box_marks(part, context)
        elif isinstance(part, Shape):
            yield from shape_marks(part, context)
        else:
            yield from freeform_marks(part, context)


def picture_marks(item: Picture, where: str) -> Iterator[PaintedMark]:
    """Yield a picture as the deck shows it, of a vector one the raster picture of the same name."""
    path = FilePath(item.path)
    raster = path.with_suffix(".png") if path.suffix.lower() == ".svg" else path
    try:
        with Image.open(raster, formats=_FORMATS) as picture:
            size, data = picture.size, _encoded(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        fix = "give a PNG of twice the placed size"
        raise LayoutError(f"{raster.name} cannot be read as a picture", f"{where}, {item.name}", fix) from error
    box = item.box
    if item.filling:
        by = max(box.w / size[0], box.h / size[1])
        wide, tall = size[0] * by, size[1] * by
        yield PaintedPicture(data, Box(box.x + (box.w - wide) / 2, box.y + (box.h - tall) / 2, wide, tall), box)
    else:
        yield PaintedPicture(data, box, box)


def _encoded(picture: Image.Image) -> bytes:
    """Return a picture as a PNG, no larger than screens show it."""
    shown = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
    shown.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()

"""What a painted slide consists of: texts, paths and pictures in points, y down, each with where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from briefing.charts.vector.drawing_surface import Paint, Segment
from briefing.deck.slides import Box, Element

_BEND = 0.5523  # of a quarter of a circle
_UNDERLINE = 0.12, 0.06  # how far below the baseline and how thick, in parts of the size


class PaintedText(Struct, frozen=True):
    """A string in one look from its left end on its baseline, as wide as its face runs.

    `fact`, `term` and `node` are those of the run that it was cut from; `link` is where a click leads. `part` says
    where in its element it stands: the number of its paragraph, or row and column of its cell.
    """

    x: float
    y: float
    string: str
    width: float
    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    fact: str = ""
    node: str = ""
    lang: str = ""
    part: tuple[int, ...] = ()
    term: str = ""


class PaintedPath(Struct, frozen=True):
    """A path that is filled by the even-odd rule and stroked."""

    segments: tuple[Segment, ...]
    paint: Paint


class PaintedPicture(Struct, frozen=True):
    """A raster picture as a PNG or JPEG: its bytes, its box, and the box inside of which it is seen."""

    data: bytes
    box: Box
    clip: Box


PaintedMark = PaintedText | PaintedPath | PaintedPicture


class PaintedElement(Struct, frozen=True):
    """The marks of one element of a slide; without an `item` they are the design's, or foot and number."""

    name: str
    marks: tuple[PaintedMark, ...]
    item: Element | None = None


class Painting(Struct, frozen=True):
    """A painted slide: its size in points, its ground, what stands on it in reading order, and its language."""

    width: float
    height: float
    ground: str
    elements: tuple[PaintedElement, ...]
    lang: str
    title: str


def underline(text: PaintedText) -> PaintedPath:
    """Return the line below a text that leads somewhere."""
    y = text.y + _UNDERLINE[0] * text.size
    ends = (text.x, y), (text.x + text.width, y)
    return PaintedPath(polygon(ends, closed=False), Paint(stroke=text.colour, width=_UNDERLINE[1] * text.size))


def rectangle(box: Box) -> tuple[Segment, ...]:
    """Return the outline of a box."""
    return polygon(((box.x, box.y), (box.x1, box.y), (box.x1, box.y1), (box.x, box.y1)))


def polygon(points: Sequence[tuple[float, float]], *, closed: bool = True) -> tuple[Segment, ...]:
    """Return straight lines from point to point."""
    first, *others = points
    lines: list[Segment] = [("M", first), *(("L", point) for point in others)]
    return (*lines, ("Z", ())) if closed else tuple(lines)


def ellipse(box: Box) -> tuple[Segment, ...]:
    """Return the ellipse that fills a box."""
    across, down = box.w / 2, box.h / 2
    x, y = box.x + across, box.y + down
    found: list[Segment] = [("M", (x + across, y))]
    for ax, ay, bx, by in ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)):
        first = (x + across * (ax + _BEND * bx), y + down * (ay + _BEND * by))
        second = (x + across * (bx + _BEND * ax), y + down * (by + _BEND * ay))
        found.append(("C", (*first, *second, x + across * bx, y + down * by)))
    return (*found, ("Z", ()))


def pill(box: Box) -> tuple[Segment, ...]:
    """Return a box whose shorter sides are half circles."""
    r = min(box.w, box.h) / 2
    k = r * (1 - _BEND)
    return (
        ("M", (box.x + r, box.y)),
        ("L", (box.x1 - r, box.y)),
        ("C", (box.x1 - k, box.y, box.x1, box.y + k, box.x1, box.y + r)),
        ("L", (box.x1, box.y1 - r)),
        ("C", (box.x1, box.y1 - k, box.x1 - k, box.y1, box.x1 - r, box.y1)),
        ("L", (box.x + r, box.y1)),
        ("C", (box.x + k, box.y1, box.x, box.y1 - k, box.x, box.y1 - r)),
        ("L", (box.x, box.y + r)),
        ("C", (box.x, box.y + k, box.x + k, box.y, box.x + r, box.y)),
        ("Z", ()),
    )


def disc(x: float, y: float, radius: float) -> tuple[Segment, ...]:
    """Return a circle around a point."""
    return ellipse(Box(x - radius, y - radius, 2 * radius, 2 * radius))

"""matplotlib's drawing commands → a surface: vectors and live text, never a picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from matplotlib.artist import Artist
from matplotlib.colors import to_hex, to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Transform

from briefing.charts.vector.surface import Marks, Paint, Segment
from briefing.errors import LayoutError


def refuse(feature: str) -> NoReturn:
    """A feature that no surface has → LayoutError with its name."""
    raise LayoutError(f"the chart asks for {feature}", "chart", "draw it with lines, areas and plain text")


def _refusing(feature: str) -> Any:
    """A drawing command of matplotlib that no page takes → a method that says so."""

    def refused(*_: Any, **__: Any) -> NoReturn:
        refuse(feature)

    return refused


class GraphicsContext:
    """What an artist sets before it draws, as matplotlib's own context takes it; what no page takes is refused."""

    def __init__(self) -> None:
        self.colour = (0.0, 0.0, 0.0, 1.0)
        self.alpha: float | None = None
        self.width = 1.0
        self.cap: Any = "butt"
        self.join: Any = "round"
        self.offset: float = 0.0
        self.dash: tuple[float, ...] = ()

    def set_foreground(self, colour: Any, isRGBA: bool = False) -> None:
        """The colour of strokes."""
        self.colour = tuple(colour) if isRGBA else to_rgba(colour)

    def set_alpha(self, alpha: float | None) -> None:
        """How opaque all is; None leaves it to the colours."""
        self.alpha = alpha

    def set_linewidth(self, width: float) -> None:
        """The width of strokes in points."""
        self.width = float(width)

    def set_capstyle(self, style: Any) -> None:
        """The ends of strokes."""
        self.cap = getattr(style, "name", style)

    def set_joinstyle(self, style: Any) -> None:
        """The corners of strokes."""
        self.join = getattr(style, "name", style)

    def set_dashes(self, offset: float | None, dashes: Iterable[float] | None) -> None:
        """On and off in points."""
        self.offset, self.dash = float(offset or 0.0), tuple(float(dash) for dash in dashes or ())

    def set_clip_rectangle(self, rectangle: Any) -> None:
        """A chart keeps inside its room by itself."""
        if rectangle is not None:
            refuse("a clip")

    def set_clip_path(self, path: Any) -> None:
        """As for a rectangle."""
        self.set_clip_rectangle(path)

    def set_url(self, url: str | None) -> None:
        """A place to click on."""
        if url:
            refuse("a link (url)")

    def restore(self) -> None:
        """Nothing is kept from one artist to the next."""

    def _unused(self, *_: Any) -> None:
        """Means nothing to vectors."""

    set_antialiased = set_snap = set_gid = _unused
    set_hatch = _refusing("a hatch")
    set_sketch_params = _refusing("a sketched line")


class SurfaceRenderer:
    """Draws artists whose unit is the point.

    It takes the place of matplotlib's RendererBase and is none: that one's module lists all fonts of the machine when
    it is imported, for a second on a new one, and keeps the list in the user's home; no chart of ours needs one.
    """

    # asked by every artist
    _raster_depth = 0
    _rasterizing = False

    def __init__(self, surface: Marks) -> None:
        self.surface = surface

    def new_gc(self) -> GraphicsContext:
        """A context for one artist."""
        return GraphicsContext()

    def points_to_pixels(self, points: float) -> float:
        """A pixel is a point."""
        return points

    def open_group(self, *_: Any) -> None:
        """Groups mean nothing to a page."""

    close_group = open_group

    def draw_path(self, gc: GraphicsContext, path: Path, transform: Transform, rgbFace: Any = None) -> None:
        """Fill and stroke a path."""
        parts = list(segments(path, transform))
        paint = _paint(gc, rgbFace)
        if parts and (paint.fill or paint.stroke):
            self.surface.path(parts, paint)

    start_rasterizing = _refusing("pixels (rasterized)")
    start_filter = _refusing("a filter (agg_filter)")
    stop_filter = open_group  # called after the refusal

    def __getattr__(self, name: str) -> Any:
        if name.startswith("draw_"):
            return _refusing(name.removeprefix("draw_").replace("_", " "))
        raise AttributeError(name)


def render(artists: Iterable[Artist], surface: Marks) -> None:
    """Draw artists on a surface, the lowest order first."""
    renderer: Any = SurfaceRenderer(surface)
    for artist in sorted(artists, key=lambda artist: artist.get_zorder()):
        artist.draw(renderer)


def segments(path: Path, transform: Transform) -> Iterable[Segment]:
    """A path and its transform → segments; quadratic curves become cubic."""
    at = (0.0, 0.0)
    for numbers, code in path.iter_segments(transform, simplify=False, remove_nans=True):
        found = [float(number) for number in numbers]
        if code == Path.MOVETO:
            yield "M", tuple(found)
        elif code == Path.LINETO:
            yield "L", tuple(found)
        elif code == Path.CURVE4:
            yield "C", tuple(found)
        elif code == Path.CURVE3:
            yield "C", _cubic(at, found)
        elif code == Path.CLOSEPOLY:
            yield "Z", ()
        if code != Path.CLOSEPOLY and len(found) >= 2:
            at = (found[-2], found[-1])


def _cubic(start: tuple[float, float], curve: list[float]) -> tuple[float, ...]:
    cx, cy, x, y = curve
    first = (start[0] + (cx - start[0]) * 2 / 3, start[1] + (cy - start[1]) * 2 / 3)
    return (*first, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y)


def _paint(gc: GraphicsContext, face: Any) -> Paint:
    stroked = gc.width > 0 and gc.colour[3] > 0
    filled = face is not None and (len(face) < 4 or face[3] > 0)
    if filled and stroked and gc.alpha is None and (*face, 1.0)[3] != gc.colour[3]:
        refuse("an edge and an area of unlike alpha")
    alpha = gc.alpha if gc.alpha is not None else gc.colour[3] if stroked else (*face, 1.0)[3] if filled else 1.0
    return Paint(
        fill=to_hex(face[:3]).upper() if filled else "",
        stroke=to_hex(gc.colour[:3]).upper() if stroked else "",
        width=gc.width if stroked else 0.0,
        dash=gc.dash,
        offset=gc.offset,
        cap=gc.cap,
        join=gc.join,
        alpha=float(alpha),
    )

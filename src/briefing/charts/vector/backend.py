"""A matplotlib back end that draws a Figure on a surface, as vectors and live text in the document's own faces.

Any figure can be drawn. What a page cannot take, such as pixels and mathematical text, is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, floor
from typing import Any, Final, NoReturn

from matplotlib.backend_bases import FigureCanvasBase, GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, weight_dict
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from briefing.charts.vector.drawing_surface import Font, Marks, Paint, Segment, TextMark
from briefing.errors import LayoutError

_DPI: Final = 72  # a pixel is a point
_FAMILIES: Final = ("sans-serif",)
_SEMIBOLD: Final = 600
_TILE: Final = 72.0  # the side of a hatch's pattern, as in matplotlib's own back ends
_Clip = tuple[Segment, ...]


def refuse(feature: str) -> NoReturn:
    """Raise LayoutError for a feature that no page has."""
    raise LayoutError(f"the chart asks for {feature}", "chart", "draw it with lines, areas and plain text")


class SurfaceRenderer(RendererBase):
    """Draw artists on a surface; its width and height are in points."""

    dpi = _DPI

    def __init__(self, surface: Marks, width: float, height: float) -> None:
        super().__init__()
        self.surface, self.width, self.height = surface, width, height
        self._text2path: Any = _Outlines()

    # Lines and areas. Markers, collections and meshes come here too: RendererBase draws each of them as paths.

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None) -> None:
        """Fill and stroke a path."""
        if gc.get_url():
            refuse("a link (url)")
        if gc.get_sketch_params():
            refuse("a sketched line")
        parts, clips = tuple(segments(path, transform)), _clips(gc)
        if not parts:
            return
        for paint in _paints(gc, rgbFace, clips):
            self.surface.path(parts, paint)
        if gc.get_hatch():
            self._hatch(gc, path, transform, (*clips, parts))

    def _hatch(self, gc: GraphicsContextBase, path: Path, transform: Transform, clips: tuple[_Clip, ...]) -> None:
        """Cover a path with the tiles of its hatch."""
        pattern: Any = gc.get_hatch_path()
        box = path.get_extents(transform)
        columns = range(floor(box.x0 / _TILE), ceil(box.x1 / _TILE))
        rows = range(floor(box.y0 / _TILE), ceil(box.y1 / _TILE))
        tiles = (Affine2D().scale(_TILE).translate(x * _TILE, y * _TILE) for x in columns for y in rows)
        found = tuple(part for tile in tiles for part in segments(pattern, tile))
        colour: Any = gc.get_hatch_color()
        hue = to_hex(colour[:3]).upper()
        alpha = float((*colour, 1.0)[3])
        width = float(gc.get_hatch_linewidth())
        self.surface.path(found, Paint(fill=hue, stroke=hue, width=width, alpha=alpha, clips=clips))

    # Text

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        *_: Any,
        **__: Any,
    ) -> None:
        """Write a string from its left end on its baseline."""
        if gc.get_url():
            refuse("a link (url)")
        if _clips(gc):
            refuse("clipped text")
        colour: Any = gc.get_rgb()
        if (*colour, 1.0)[3] < 1:
            refuse("transparent text")
        size = float(prop.get_size_in_points())
        self.surface.text(TextMark(float(x), float(y), s, _font(prop), size, to_hex(colour[:3]).upper(), float(angle)))

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | str
    ) -> tuple[float, float, float]:
        """Measure a string in the document's face."""
        if ismath:
            refuse("TeX" if ismath == "TeX" else "mathematical text ($…$)")
        font, size = _font(prop), float(prop.get_size_in_points())
        ascent, descent, _ = self._get_font_height_metrics(prop)
        return self.surface.width(s, font, size), ascent + descent, descent

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        """Return the face's ascent, descent and line gap; without it matplotlib lays out text by a font of its own."""
        font, size = _font(prop), float(prop.get_size_in_points())
        return self.surface.ascent(font, size), self.surface.descent(font, size), 0.0

    # What a page has not

    def draw_image(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse pixels."""
        refuse("an image")

    def draw_gouraud_triangles(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse colours that run into each other."""
        refuse("gouraud triangles")

    def draw_tex(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse TeX."""
        refuse("TeX")

    def start_rasterizing(self) -> NoReturn:
        """Refuse pixels in place of vectors."""
        refuse("pixels (rasterized)")

    def start_filter(self) -> NoReturn:
        """Refuse a filter of pixels."""
        refuse("a filter (agg_filter)")

    def stop_filter(self, filter_func: Any) -> None:
        """Do nothing: matplotlib calls it after `start_filter` has raised."""

    # The canvas

    def flipy(self) -> bool:
        """Say that y runs up the page."""
        return False

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return width and height in points."""
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:
        """Return points: a pixel is a point."""
        return points

    def option_image_nocomposite(self) -> bool:
        """Say that images come one by one, so that the first is refused."""
        return True


class _Outlines:
    """What would make paths of text; path effects ask for it."""

    def __getattr__(self, name: str) -> NoReturn:
        refuse("path effects on text")


class SurfaceCanvas(FigureCanvasBase):
    """The canvas of a figure that is drawn on a surface, its lower left corner at the surface's origin."""

    fixed_dpi = _DPI

    def __init__(self, figure: Figure, surface: Marks) -> None:
        super().__init__(figure)
        self.surface = surface

    def get_renderer(self) -> SurfaceRenderer:
        """Return a renderer of the figure's size."""
        width, height = self.figure.get_size_inches() * _DPI
        return SurfaceRenderer(self.surface, float(width), float(height))

    def draw(self, *_: Any, **__: Any) -> None:
        """Draw the figure."""
        before = self.figure.dpi
        self.figure.dpi = _DPI
        try:
            self.figure.draw(self.get_renderer())
        finally:
            self.figure.dpi = before


# The names that matplotlib looks for in a back end's module.
FigureCanvas = SurfaceCanvas


def segments(path: Path, transform: Transform) -> Iterator[Segment]:
    """Yield the segments of a transformed path, quadratic curves as cubic ones."""
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


def _font(prop: FontProperties) -> Font:
    """Return the weight of the document's face that serves a font, or refuse the font."""
    for name, value in (("style", prop.get_style()), ("variant", prop.get_variant())):
        if value != "normal":
            refuse(f"{value} text (font {name})")
    other = next((family for family in prop.get_family() if family not in _FAMILIES), None)
    if other or prop.get_file():
        refuse(f"the font {other or prop.get_file()!r}, and a document has one face")
    weight: Any = prop.get_weight()
    return "bold" if weight_dict.get(weight, weight) >= _SEMIBOLD else "text"


def _clips(gc: GraphicsContextBase) -> tuple[_Clip, ...]:
    """Return what is drawn inside of: the clip rectangle and the clip path, as far as they are set."""
    found: list[_Clip] = []
    box: Any = gc.get_clip_rectangle()
    if box is not None:
        (x0, y0), (x1, y1) = (map(float, corner) for corner in (box.min, box.max))
        found.append((("M", (x0, y0)), ("L", (x1, y0)), ("L", (x1, y1)), ("L", (x0, y1)), ("Z", ())))
    path: Any = gc.get_clip_path()
    if path[0] is not None:
        found.append(tuple(segments(*path)))
    return tuple(found)


def _paints(gc: GraphicsContextBase, face: Any, clips: tuple[_Clip, ...]) -> Iterable[Paint]:
    """Return how a path is painted: fill and edge at once where they are equally opaque, else one after the other."""
    colour: Any = gc.get_rgb()
    width = float(gc.get_linewidth())
    edge = float((*colour, 1.0)[3]) if width > 0 else 0.0
    area = 0.0 if face is None else float(gc.get_alpha() if gc.get_forced_alpha() else (*face, 1.0)[3])
    if area > 0 and edge > 0 and area != edge:
        return *_paints_of(gc, face, area, 0.0, clips), *_paints_of(gc, None, 0.0, edge, clips)
    return _paints_of(gc, face, area, edge, clips)


def _paints_of(
    gc: GraphicsContextBase, face: Any, area: float, edge: float, clips: tuple[_Clip, ...]
) -> tuple[Paint, ...]:
    if not (area or edge):
        return ()
    dashes: Any = gc.get_dashes()
    offset, dash = dashes
    stroke: Any = gc.get_rgb()
    paint = Paint(
        fill=to_hex(face[:3]).upper() if area else "",
        stroke=to_hex(stroke[:3]).upper() if edge else "",
        width=float(gc.get_linewidth()) if edge else 0.0,
        dash=tuple(map(float, dash)) if edge and dash is not None else (),
        offset=float(offset or 0.0) if edge else 0.0,
        cap=getattr(gc.get_capstyle(), "value", gc.get_capstyle()),
        join=getattr(gc.get_joinstyle(), "value", gc.get_joinstyle()),
        alpha=area or edge,
        clips=clips,
    )
    return (paint,)

"""matplotlib's drawing commands → a surface: vectors and live text, never a picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from matplotlib.backend_bases import FigureCanvasBase, GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Transform

from briefing.charts.vector.surface import Font, Paint, Segment, Surface
from briefing.errors import LayoutError

_BOLD = ("bold", "semibold", "heavy", "black", "demibold", "demi", "extra bold")


def refuse(feature: str) -> NoReturn:
    """A feature that no surface has → LayoutError with its name."""
    raise LayoutError(f"the chart asks for {feature}", "chart", "draw it with lines, areas and plain text")


def _refusing(feature: str) -> Any:
    """A drawing command of matplotlib that no page takes → a method that says so."""

    def refused(*_: Any, **__: Any) -> NoReturn:
        refuse(feature)

    return refused


class SurfaceRenderer(RendererBase):
    """Draws a figure of 72 dots an inch, so that a pixel is a point."""

    def __init__(self, surface: Surface, width: float, height: float) -> None:
        super().__init__()
        self.surface, self.size = surface, (width, height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Width and height of the figure in points."""
        return self.size

    def flipy(self) -> bool:
        """Y runs up, as on a page."""
        return False

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,
    ) -> None:
        """Fill and stroke a path."""
        if gc.get_hatch():
            refuse("a hatch")
        if gc.get_sketch_params():
            refuse("a sketched line")
        if gc.get_clip_path()[0] is not None:
            refuse("a clip that is no rectangle")
        parts = list(segments(path, transform))
        paint = _paint(gc, rgbFace)
        if not parts or not (paint.fill or paint.stroke):
            return
        box = gc.get_clip_rectangle()
        if box is None:
            self.surface.path(parts, paint)
            return
        self.surface.save()
        self.surface.clip(*box.bounds)
        self.surface.path(parts, paint)
        self.surface.restore()

    draw_image = _refusing("an image")
    draw_gouraud_triangles = _refusing("a gradient")
    draw_tex = _refusing("TeX")

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,  # noqa: ARG002  # as matplotlib calls it
    ) -> None:
        """Write a string as it is."""
        if ismath:
            refuse("mathematical text")
        self.surface.text(x, y, s, _font(prop), prop.get_size_in_points(), to_hex(gc.get_rgb()[:3]).upper(), angle)

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """A string's measures by the surface's own metrics."""
        if ismath:
            refuse("mathematical text")
        font, size = _font(prop), prop.get_size_in_points()
        descent = self.surface.descent(font, size)
        return self.surface.width(s, font, size), self.surface.ascent(font, size) + descent, descent


class SurfaceCanvas(FigureCanvasBase):
    """A figure's canvas that measures text as the surface does."""

    fixed_dpi = 72

    def __init__(self, figure: Figure, surface: Surface) -> None:
        super().__init__(figure)
        self.surface = surface

    def get_renderer(self) -> SurfaceRenderer:
        """The renderer of this figure's size."""
        width, height = self.figure.get_size_inches() * 72
        return SurfaceRenderer(self.surface, float(width), float(height))


def render(figure: Figure, surface: Surface) -> None:
    """Draw a figure on a surface whose origin is the figure's lower left corner."""
    figure.draw(SurfaceCanvas(figure, surface).get_renderer())


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


def _font(prop: FontProperties) -> Font:
    weight = prop.get_weight()
    heavy = weight in _BOLD if isinstance(weight, str) else weight >= 600
    return "bold" if heavy else "text"


def _paint(gc: GraphicsContextBase, face: Any) -> Paint:
    rgba = gc.get_rgb()
    stroked = gc.get_linewidth() > 0 and rgba[3] > 0
    filled = face is not None and (len(face) < 4 or face[3] > 0)
    dashes: Any
    offset, dashes = gc.get_dashes()
    alpha = gc.get_alpha() if gc.get_forced_alpha() else (rgba[3] if stroked else (face[3] if filled else 1.0))
    return Paint(
        fill=to_hex(face[:3]).upper() if filled else "",
        stroke=to_hex(rgba[:3]).upper() if stroked else "",
        width=float(gc.get_linewidth()) if stroked else 0.0,
        dash=() if dashes is None else tuple(float(dash) for dash in dashes),
        offset=float(offset or 0.0),
        cap=gc.get_capstyle(),
        join=gc.get_joinstyle(),
        alpha=float(alpha if alpha is not None else 1.0),
    )

"""A figure of a project's own as marks that every medium takes: straight paths inside their clips, and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axis import Axis
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.dates import AutoDateFormatter, ConciseDateFormatter, DateFormatter
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter, FuncFormatter, LogFormatter, NullFormatter, ScalarFormatter
from matplotlib.transforms import Affine2D, Bbox, IdentityTransform, Transform
from msgspec.structs import replace

from briefing.charts.vector.backend import SurfaceCanvas, SurfaceRenderer, refuse
from briefing.charts.vector.drawing_surface import Measure, Paint, PathMark, Segment, TextMark
from briefing.charts.vector.figure_messages import DrawnFigure, FigureWords, RefusedFigure
from briefing.errors import LayoutError

_SAME: Final = IdentityTransform()
_LEVEL: Final = 0.5  # degrees
_FINE: Final = 8.0  # how much larger curves are when they are cut into lines
_ASTRAY: Final = 0.25  # points that a path may reach over its clip
_LEADING: Final = 1.2  # from one line of a text to the next, in its size
_LARGE: Final = 10_000  # numbers of a scale from which on thousands are parted
_MOST: Final = 20_000  # marks: nobody edits more
_ALIGNED: Final = {"center": "centre", "right": "right"}
_DATES: Final = (AutoDateFormatter, ConciseDateFormatter, DateFormatter)
Box = tuple[float, float, float, float]


def drawn(figure: Figure, measure: Measure, call: str, group: str) -> DrawnFigure | RefusedFigure:
    """Return the marks of a figure; LayoutError that names what no slide and no page takes. `group` parts thousands."""
    if not _has_marks(figure):
        return RefusedFigure(f"{call} draws nothing", "draw the values on the axes of the figure")
    for axis in _axes(figure):
        _write_plainly(axis, group)
    for item in figure.findobj(Text):
        item.set_parse_math(False)
        if item.get_usetex():
            refuse("TeX")
    recorder = _FigureMarks(measure)
    _FigureCanvas(figure, recorder).draw()
    return DrawnFigure(tuple(recorder.marks), tuple(recorder.words))


def _write_plainly(axis: Axis, group: str) -> None:
    """Let an axis write its numbers as text: powers in full, and large numbers with their thousands parted."""
    form = axis.get_major_formatter()
    logarithmic = isinstance(form, LogFormatter)  # which would write mathematical text
    large = type(form) is ScalarFormatter and max(map(abs, axis.get_view_interval())) >= _LARGE
    if logarithmic or large:
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.12g}".replace(",", group)))
    if logarithmic:
        axis.set_minor_formatter(NullFormatter())


def _has_marks(figure: Figure) -> bool:
    """Return whether a figure shows anything besides empty axes."""
    own = (*figure.lines, *figure.patches, *figure.texts, *figure.artists, *figure.images)
    held = (artist for axes in figure.axes for artist in axes.get_children() if _is_drawn(axes, artist))
    return any(artist.get_visible() for artist in (*own, *held))


def _is_drawn(axes: Any, artist: Any) -> bool:
    """Return whether an artist of axes was put there: not their frame, scales and ground, nor a title without words."""
    frame = (*axes.spines.values(), axes.xaxis, axes.yaxis, axes.patch)
    if any(artist is part for part in frame):
        return False
    return not isinstance(artist, Text) or bool(artist.get_text().strip())


def _axes(figure: Figure) -> Iterator[Axis]:
    for axes in figure.axes:
        yield from (axes.xaxis, axes.yaxis)


class _FigureMarks:
    """Takes the marks of a figure, and has the measures of the document's face."""

    def __init__(self, measure: Measure) -> None:
        self.width, self.ascent, self.descent = measure.width, measure.ascent, measure.descent
        self.marks: list[PathMark] = []
        self.words: list[FigureWords] = []
        self.lines: list[TextMark] = []
        self.scale: tuple[float, bool] | None = None  # of a number at a tick: its place, and whether it is a date

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        """Take a path."""
        self.marks.append(PathMark(tuple(segments), paint))
        if len(self.marks) > _MOST:
            refuse(f"more than {_MOST:,} marks")

    def text(self, mark: TextMark) -> None:
        """Take a line of a text."""
        if abs(mark.angle) > _LEVEL:
            fix = 'write it level, as ax.set_ylabel("…", rotation=0, loc="top") or ax.set_title("…")'
            raise LayoutError(f"the text {mark.string!r} is turned, which nobody likes to read", fix=fix)
        self.lines.append(mark)

    def end_text(self) -> None:
        """Take the lines since the last text as one text."""
        lines = tuple(line for line in self.lines if line.string.strip())
        if lines:
            place, dated = self.scale or (None, False)
            self.words.append(FigureWords(lines, place, dated))
        self.lines, self.scale = [], None


class _FigureCanvas(SurfaceCanvas):
    """The canvas of a figure whose marks are recorded."""

    def get_renderer(self) -> SurfaceRenderer:
        """Return the renderer that records them."""
        width, height = self.figure.get_size_inches() * self.fixed_dpi
        return _FigureRenderer(self.surface, float(width), float(height), self.figure)


class _FigureRenderer(SurfaceRenderer):
    """Records paths as straight lines inside their clips, and texts with what they are."""

    def __init__(self, surface: Any, width: float, height: float, figure: Any) -> None:
        super().__init__(surface, width, height)
        self._recorder: _FigureMarks = surface
        self._figure = figure

    def open_group(self, s: str, gid: str | None = None) -> None:  # noqa: ARG002  # as matplotlib has it
        """Begin an artist."""
        if s == "text":
            self._recorder.lines = []

    def close_group(self, s: str) -> None:
        """End an artist."""
        if s == "text":
            self._recorder.end_text()

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None) -> None:
        """Record a path, cut at its clip."""
        box, plain, straight = _clip(gc), _unclipped(gc), _straight(path, transform)
        if box is None or _lies_in(straight, box):
            super().draw_path(plain, straight, _SAME, rgbFace)
            return
        if rgbFace is not None or gc.get_hatch():
            area = straight.clip_to_bbox(Bbox.from_extents(*box))
            filled = _unclipped(gc)
            filled.set_linewidth(0.0)
            if len(np.asarray(area.vertices)):
                super().draw_path(filled, area, _SAME, rgbFace)
        line = straight.cleaned(clip=box, remove_nans=True, simplify=False, curves=True)
        if float(gc.get_linewidth()) > 0 and len(np.asarray(line.vertices)) > 1:
            plain.set_hatch(None)
            super().draw_path(plain, line, _SAME, None)

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        ascent, descent, _ = super()._get_font_height_metrics(prop)
        return ascent, descent, max(0.0, _LEADING * float(prop.get_size_in_points()) - ascent - descent)

    def draw_text(self, gc: GraphicsContextBase, *given: Any, mtext: Text | None = None, **named: Any) -> None:
        """Record a line of a text, with the side on which it stands of where it was put."""
        recorder = self._recorder
        before = len(recorder.lines)
        super().draw_text(_unclipped(gc), *given, **named)
        if mtext is not None and len(recorder.lines) > before:
            align: Any = _ALIGNED.get(str(mtext.get_horizontalalignment()), "left")
            recorder.lines[-1] = replace(recorder.lines[-1], align=align)
            recorder.scale = self._tick(mtext)

    def _tick(self, item: Text) -> tuple[float, bool] | None:
        """Return the place on its axis of a text that is the number of a tick, and whether it is a date."""
        for axis in _axes(self._figure):
            for ticks, form in (
                (axis.majorTicks, axis.get_major_formatter()),
                (axis.minorTicks, axis.get_minor_formatter()),
            ):
                for tick in ticks:
                    if item is tick.label1 or item is tick.label2:
                        fixed = isinstance(form, FixedFormatter)  # words that the code has written
                        return None if fixed else (float(tick.get_loc()), isinstance(form, _DATES))
        return None


def _clip(gc: GraphicsContextBase) -> Box | None:
    """Return the rectangle that a path is cut at, None for one that is not."""
    boxes: list[Any] = [gc.get_clip_rectangle()] if gc.get_clip_rectangle() is not None else []
    path: Any = gc.get_clip_path()
    if path[0] is not None:
        own = path[0].transformed(path[1])
        boxes.append(own.get_extents())
        if not own.contains_points(_corners(boxes[-1])).all():
            refuse("a clip of another form than a rectangle")
    if not boxes:
        return None
    x0, y0 = (max(box.extents[at] for box in boxes) for at in (0, 1))
    x1, y1 = (min(box.extents[at] for box in boxes) for at in (2, 3))
    return float(x0), float(y0), float(max(x0, x1)), float(max(y0, y1))


def _corners(box: Bbox) -> list[tuple[float, float]]:
    """Return places a little inside of the corners of a box."""
    x, y = box.width * 0.001, box.height * 0.001
    return [(box.x0 + x, box.y0 + y), (box.x1 - x, box.y0 + y), (box.x0 + x, box.y1 - y), (box.x1 - x, box.y1 - y)]


def _straight(path: Path, transform: Transform) -> Path:
    """Return a path in points, its curves cut into lines."""
    large = transform + Affine2D().scale(_FINE)
    cut = path.cleaned(transform=large, remove_nans=True, simplify=False, curves=False)
    vertices, codes = np.asarray(cut.vertices), np.asarray(cut.codes)
    shown = codes != Path.STOP
    return Path(vertices[shown] / _FINE, codes[shown])


def _lies_in(path: Path, box: Box) -> bool:
    found = np.asarray(path.vertices)[np.asarray(path.codes) != Path.CLOSEPOLY]
    if not len(found):
        return True
    (x0, y0), (x1, y1) = found.min(axis=0), found.max(axis=0)
    low, high = min(x0 - box[0], y0 - box[1]), min(box[2] - x1, box[3] - y1)
    return bool(min(low, high) >= -_ASTRAY)


def _unclipped(gc: GraphicsContextBase) -> GraphicsContextBase:
    """Return a copy of how a path is drawn, without its clips."""
    copy = GraphicsContextBase()
    copy.copy_properties(gc)
    copy.set_clip_rectangle(None)
    copy.set_clip_path(None)
    return copy

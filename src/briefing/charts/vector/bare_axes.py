"""Axes whose limits are set and never measured, without ticks, spines and clips, and text that stands where it is put.

A chart draws its own grid and names, so that most of what matplotlib makes for new axes, and what it works out of each
mark for limits and clips, would be thrown away: half the time of a drawing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform, TransformedPath

from briefing.charts.vector.drawing_surface import TextMark

A = TypeVar("A", bound=Artist)
# Marks at an edge of the plot area are drawn whole; an artist that has a clip path is given no other.
_UNUSED: Final = TransformedPath(Path([(0.0, 0.0)]), IdentityTransform())


_WHOLE: Final = (0.0, 0.0, 1.0, 1.0)
# Figures whose axes are emptied. New ones take a fifth of a drawing, and leave most of its garbage.
_EMPTY: Final = deque[tuple[Figure, "BareAxes"]](maxlen=4)


@contextmanager
def bare_axes(width: float, height: float) -> Iterator[tuple[Figure, BareAxes]]:
    """Give a figure of a size in points and its axes, which are emptied for the next one."""
    try:
        figure, axes = _EMPTY.pop()
    except IndexError:
        figure = Figure(dpi=72, frameon=False)
        axes = BareAxes(figure, _WHOLE)
        axes.set_axis_off()
        figure.add_axes(axes)
    figure.set_size_inches(width / 72, height / 72)
    yield figure, axes
    if axes.emptied():
        _EMPTY.append((figure, axes))


class _Bare:
    """An axis that is never drawn, so that it makes no ticks."""

    def set_clip_path(self, path: Any, transform: Any = None) -> None:
        """Do nothing, as there are no ticks."""

    def set_tick_params(self, which: str = "major", reset: bool = False, **kwargs: Any) -> None:
        """Do nothing, as there are no ticks."""


class _BareX(_Bare, XAxis):
    """The axis across."""


class _BareY(_Bare, YAxis):
    """The axis up."""


class BareAxes(Axes):
    """The axes of one chart."""

    def _init_axis(self) -> None:
        """Make both axes, as matplotlib's projections do."""
        self.xaxis, self.yaxis = _BareX(self, clear=False), _BareY(self, clear=False)

    def _gen_axes_spines(self) -> dict[str, Any]:
        """Return no spines."""
        return {}

    def add_artist(self, a: A) -> A:
        """Add an artist, drawn whole."""
        a.set_clip_path(_UNUSED)
        a.set_clip_on(False)
        super().add_artist(a)
        return a

    def add_line(self, line: Line2D) -> Line2D:
        """Add a line."""
        return self.add_artist(line)

    def add_patch(self, p: Patch) -> Patch:
        """Add an area."""
        return self.add_artist(p)

    def add_collection(self, collection: Collection, *_: Any, **__: Any) -> Collection:
        """Add lines or areas of one look."""
        return self.add_artist(collection)

    def emptied(self) -> bool:
        """Take out all that was drawn, and return whether the axes are as new ones: those of other scales are not."""
        if not self.get_xscale() == self.get_yscale() == "linear":
            return False
        for artist in (*self.lines, *self.patches, *self.collections, *self.artists):
            artist.remove()
        self.containers.clear()
        self.set_position(_WHOLE)
        self.set_xlim(0.0, 1.0)
        self.set_ylim(0.0, 1.0)
        return True

    def write(self, mark: TextMark) -> None:
        """Write a string on one line that was measured and placed before."""
        self.add_artist(_PlacedText(mark))

    def update_datalim(self, *_: Any, **__: Any) -> None:
        """Do nothing: the limits are set."""

    def autoscale_view(self, *_: Any, **__: Any) -> None:
        """Do nothing: the limits are set."""


class _PlacedText(Artist):
    """A string that was placed; matplotlib's own measures and places it again."""

    zorder = 8

    def __init__(self, mark: TextMark) -> None:
        super().__init__()
        self.mark = mark

    def draw(self, renderer: Any) -> None:
        """Write it on the surface of the renderer."""
        renderer.surface.text(self.mark)

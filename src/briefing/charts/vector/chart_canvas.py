"""A chart's axes and a record of what stands where.

A kind of chart puts the axes on its plot area and draws its data with their methods, `axes.plot`, `axes.bar` and so
on. Words and what frames them are placed in points, whose origin is the lower left corner of the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct, field

from briefing.charts.boxes import Box
from briefing.charts.end_names import spread, too_many_names
from briefing.charts.label_placement import Obstacles
from briefing.charts.roles import MARKS, WORDS
from briefing.charts.vector import text_lines
from briefing.charts.vector.drawing_surface import DrawingOptions, Font, Marks, Sizes, TextMark
from briefing.charts.vector.text_lines import Face
from briefing.errors import LayoutError
from briefing.model.chart import Role
from briefing.model.ledger import Place, Trace
from briefing.model.text import Text, text

if TYPE_CHECKING:
    from matplotlib.patches import Rectangle
    from matplotlib.transforms import Transform

    from briefing.charts.vector.bare_axes import BareAxes

Align = Literal["left", "centre", "right"]
Point = tuple[float, float]
INK: Final = 1.25  # the line that marks zero
GRID: Final = 0.6
_AROUND = 2.0  # words, where the grid is left out behind them


class ChartCanvas(Struct):
    """One drawing. `axes` draw it, `points` is the transform of what is placed in points.

    Every text that is written is noted in the trace at `place`.
    """

    surface: Marks
    options: DrawingOptions
    trace: Trace
    place: Place
    obstacles: Obstacles
    axes: BareAxes
    points: Transform
    words: list[Box] = field(default_factory=list)

    @property
    def sizes(self) -> Sizes:
        """Return the text sizes."""
        return self.options.sizes

    @property
    def width(self) -> float:
        """Return the width in points."""
        return self.options.width

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.options.height

    # Colours

    def colour(self, role: str) -> str:
        """Return a role of the palette as `#RRGGBB`."""
        value: str = getattr(self.options.palette, role)
        return value

    def mark_colour(self, role: Role) -> str:
        """Return the colour of a mark by its role."""
        return self.colour(MARKS.get(role, "context"))

    def word_colour(self, role: Role, other: str = "ink_2") -> str:
        """Return the colour of the words at a mark by its role."""
        return self.colour(WORDS.get(role, other))

    # Lines and areas

    def frame(self, box: Box, across: tuple[float, float], up: tuple[float, float]) -> None:
        """Put the axes on a box, with the values that stand at its left and right, its lower and upper edge."""
        self.axes.set_position((box.x / self.width, box.y / self.height, box.w / self.width, box.h / self.height))
        self.axes.set_xlim(*across)
        self.axes.set_ylim(*up)

    def line(
        self,
        points: Sequence[Point],
        colour: str,
        width: float,
        *,
        dash: tuple[float, float] | None = None,
        z: float = 2,
    ) -> None:
        """Draw a line through places in points, for what is no data; `dash` is on and off in points."""
        xs, ys = zip(*points, strict=True)
        self.axes.plot(xs, ys, color=colour, linewidth=width, linestyle=style(dash), zorder=z, transform=self.points)

    def polygon(self, points: Sequence[Point], fill: str, *, z: float = 4) -> None:
        """Fill a shape between places in points."""
        xs, ys = zip(*points, strict=True)
        self.axes.fill(xs, ys, facecolor=fill, edgecolor="none", linewidth=0, zorder=z, transform=self.points)

    def marks(self, points: Sequence[Point], half: float, fill: str, **style: Any) -> None:
        """Put marks of a half width in points at places in data; `style` is as for `axes.plot`.

        A line of marks alone takes a quarter of the time of `axes.scatter`.
        """
        side = half * sqrt(2) if style.get("marker") == "D" else 2 * half  # a diamond stands on its corner
        xs, ys = zip(*points, strict=True)
        usual: dict[str, Any] = {"marker": "o", "markeredgewidth": 0, "markeredgecolor": "none"}
        self.axes.plot(xs, ys, linestyle="none", markersize=side, markerfacecolor=fill, **usual | style)

    def hollow(self, bar: Rectangle, face: str = "paper") -> None:
        """Turn a filled bar into one of another face with an edge of its colour, drawn inside its bounds."""
        width = 1.3
        bar.set(edgecolor=bar.get_facecolor(), facecolor=self.colour(face), linewidth=width)
        corners = self.axes.transData.transform(bar.get_bbox().get_points())
        (x0, x1), (y0, y1) = (sorted(ends) for ends in zip(*corners, strict=True))  # one below zero ends at its foot
        inside = (
            (x0 + width / 2, y0 + width / 2),
            (max(x1 - width / 2, x0 + width / 2), max(y1 - width / 2, y0 + width / 2)),
        )
        (x0, y0), (x1, y1) = self.axes.transData.inverted().transform(inside)
        bar.set_bounds(x0, y0, x1 - x0, y1 - y0)

    # Text

    def size_of(self, value: Text, face: Face) -> tuple[float, float]:
        """Return width and height of a text on one line, from the foot of its descenders to the top of its capitals."""
        return text_lines.width(self.surface, value, face), self.tall(face)

    def tall(self, face: Face, count: int = 1) -> float:
        """Return the height of a number of lines."""
        return text_lines.tall(self.surface, face, count)

    def write(self, value: Text, box: Box, face: Face, colour: str, align: Align = "left") -> None:
        """Write a text on one line into a box, note it, and record its place."""
        self.write_lines(value, (value,), box, face, colour, align)

    def write_lines(
        self, whole: Text, lines: Sequence[Text], box: Box, face: Face, colour: str, align: Align = "left"
    ) -> None:
        """Write lines of a text into a box, the first at its top; `whole` is the text as it is noted."""
        font: Font = "bold" if face.strong else "text"
        self.trace.note(self.place, whole)
        base = box.y + box.h - self.surface.ascent(font, face.size)
        for index, line in enumerate(lines):
            wide = text_lines.width(self.surface, line, face)
            x = box.x + {"left": 0.0, "centre": (box.w - wide) / 2, "right": box.w - wide}[align]
            self._runs(line, x, base - index * face.leading, face, colour)
        self._open_grid(box)
        self.obstacles.boxes.append(box)
        self.words.append(box)

    def _open_grid(self, box: Box) -> None:
        """Leave the lines of the grid out behind words."""
        field = box.grown(_AROUND)
        for start, end, kind in self.obstacles.lines:
            if kind != "grid":
                continue
            level = start[1] == end[1]
            (low, high), at = sorted((start[0], end[0]) if level else (start[1], end[1])), start[1 if level else 0]
            near, beyond = (field.x, field.x1) if level else (box.y, box.y1)
            foot, top = (box.y, box.y1) if level else (box.x, box.x1)
            low, high = max(low, near), min(high, beyond)
            if foot < at < top and low < high:
                ends = [(along, at) if level else (at, along) for along in (low, high)]
                self.line(ends, self.colour("paper"), 2 * GRID, z=1.1)

    def _runs(self, line: Text, x: float, y: float, face: Face, colour: str) -> None:
        for run in text_lines.joined(line, face):
            font = face.font(run)
            self.axes.write(TextMark(x, y, run.text, font, face.size, colour))
            x += self.surface.width(run.text, font, face.size)

    def stacked(self, wished: Sequence[float], sizes: Sequence[float], low: float) -> list[float]:
        """Return the centres of texts at the ends of lines, moved clear of each other.

        Raise LayoutError where they need more than the height.
        """
        self.hold(sizes, low)
        return spread(wished, sizes, low, self.height)

    def hold(self, sizes: Sequence[float], low: float) -> None:
        """Raise LayoutError where the heights of texts at the ends of lines are more than there is above `low`."""
        if sum(sizes) > self.height - low:
            what, fix = too_many_names(sizes, self.height - low)
            raise LayoutError(what, str(self.place), fix)

    def tick(self, value: str) -> Text:
        """Return a category or a number of the axis as text, with the reason why its numeral may stand."""
        return text(value, term="axis")


def style(dash: tuple[float, float] | None) -> str | tuple[float, tuple[float, float]]:
    """Return the line style of dashes, on and off in points, or of a solid line."""
    return (0.0, dash) if dash else "-"

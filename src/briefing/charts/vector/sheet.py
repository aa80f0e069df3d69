"""A drawing in points: matplotlib's artists for lines, areas and text, and a record of what stands where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct, field

from briefing.charts.fewer import too_many_names
from briefing.charts.vector import setting
from briefing.charts.vector.placing import Box, Taken, apart
from briefing.charts.vector.setting import Face
from briefing.charts.vector.surface import Font, Marks, Sizes
from briefing.errors import LayoutError
from briefing.model.chart import Plot, PlotSeries, Role
from briefing.model.ledger import Trace
from briefing.model.text import Run, Text, text
from briefing.model.theme import Palette

if TYPE_CHECKING:
    from matplotlib.artist import Artist

Align = Literal["left", "centre", "right"]
Point = tuple[float, float]
INK: Final = 1.25  # the line that marks zero
GRID: Final = 0.6
_MARKS: Final[dict[Role, str]] = {"highlight": "highlight", "second": "accent", "context": "context", "target": "ink"}
_WORDS: Final[dict[Role, str]] = {"highlight": "highlight", "second": "accent_text"}


class Sheet(Struct):
    """One drawing. Every text that is written is noted in the trace at `place`; (0, 0) is the lower left corner."""

    surface: Marks
    palette: Palette
    sizes: Sizes
    width: float
    height: float
    trace: Trace
    place: str
    taken: Taken
    words: list[Box] = field(default_factory=list)
    artists: list[Artist] = field(default_factory=list)

    # Colours

    def colour(self, role: str) -> str:
        """Palette role → `#RRGGBB`."""
        value: str = getattr(self.palette, role)
        return value

    def mark_colour(self, role: Role) -> str:
        """Role of a mark → its colour."""
        return self.colour(_MARKS.get(role, "context"))

    def word_colour(self, role: Role, other: str = "ink_2") -> str:
        """Role of a mark → the colour of the words beside it."""
        return self.colour(_WORDS.get(role, other))

    # Lines and areas

    def line(
        self,
        points: Sequence[Point],
        colour: str,
        width: float,
        *,
        dash: tuple[float, float] | None = None,
        z: float = 2,
    ) -> None:
        """A line through points; `dash` is on and off in points."""
        from matplotlib.lines import Line2D

        style: dict[str, Any] = {"linestyle": (0, dash)} if dash else {}
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        joins: dict[str, Any] = {"solid_joinstyle": "round", "solid_capstyle": "butt", "dash_capstyle": "butt"}
        self._add(Line2D(xs, ys, color=colour, linewidth=width, zorder=z, **style, **joins))

    def rect(self, box: Box, fill: str, *, edge: str = "", width: float = 0.0, z: float = 2) -> None:
        """A filled rectangle, with an edge drawn inside it if one is given."""
        from matplotlib.patches import Rectangle

        inset = width / 2 if edge else 0.0
        shape = Rectangle(
            (box.x + inset, box.y + inset),
            max(box.w - 2 * inset, 0.0),
            max(box.h - 2 * inset, 0.0),
            facecolor=fill,
            edgecolor=edge or "none",
            linewidth=width if edge else 0.0,
            zorder=z,
        )
        self._add(shape)

    def dot(self, point: Point, radius: float, fill: str, edge: str, width: float, *, z: float = 6) -> None:
        """A round mark."""
        from matplotlib.patches import Circle

        self._add(Circle(point, radius, facecolor=fill, edgecolor=edge, linewidth=width, zorder=z))

    def polygon(self, points: Sequence[Point], fill: str, *, z: float = 4) -> None:
        """A filled shape."""
        from matplotlib.patches import Polygon

        self._add(Polygon(list(points), closed=True, facecolor=fill, edgecolor="none", linewidth=0, zorder=z))

    def _add(self, artist: Artist) -> None:
        from matplotlib.transforms import IdentityTransform

        artist.set_transform(IdentityTransform())  # all is in points already
        artist.set_clip_on(False)
        self.artists.append(artist)

    # Text

    def size_of(self, value: Text, face: Face) -> tuple[float, float]:
        """A text on one line → width and height, from the foot of its descenders to the top of its capitals."""
        return setting.width(self.surface, value, face), self.tall(face)

    def tall(self, face: Face, count: int = 1) -> float:
        """The height of a number of lines."""
        return setting.tall(self.surface, face, count)

    def write(self, value: Text, box: Box, face: Face, colour: str, align: Align = "left") -> None:
        """A text on one line into a box: note it, draw it, and keep its place."""
        self.write_lines(value, (value,), box, face, colour, align)

    def write_lines(
        self, whole: Text, lines: Sequence[Text], box: Box, face: Face, colour: str, align: Align = "left"
    ) -> None:
        """Lines of a text into a box, the first at its top; `whole` is the text as it is noted."""
        font: Font = "bold" if face.strong else "text"
        self.trace.note(self.place, whole)
        base = box.y + box.h - self.surface.ascent(font, face.size)
        for index, line in enumerate(lines):
            wide = setting.width(self.surface, line, face)
            x = box.x + {"left": 0.0, "centre": (box.w - wide) / 2, "right": box.w - wide}[align]
            self._runs(line, x, base - index * face.leading, face, colour)
        self.taken.boxes.append(box)
        self.words.append(box)

    def _runs(self, line: Text, x: float, y: float, face: Face, colour: str) -> None:
        from briefing.charts.vector.words import Words

        for run in setting.joined(line, face):
            font = face.font(run)
            self._add(Words(x, y, run.text, font, face.size, colour))
            x += self.surface.width(run.text, font, face.size)

    def stacked(self, wished: Sequence[float], sizes: Sequence[float], low: float) -> list[float]:
        """Centres of texts at the ends of lines, moved apart; LayoutError where they need more than the height."""
        self.hold(sizes, low)
        return apart(wished, sizes, low, self.height)

    def hold(self, sizes: Sequence[float], low: float) -> None:
        """LayoutError where heights of texts at the ends of lines are more than there is below `low`."""
        if sum(sizes) > self.height - low:
            what, fix = too_many_names(sizes, self.height - low)
            raise LayoutError(what, self.place, fix)

    def tick(self, value: str) -> Text:
        """A category or a number of the axis → its text with the reason why its numeral may stand."""
        return text(value, term="axis")


def owner(plot: Plot, series: PlotSeries) -> Role:
    """A series → the role whose colour it takes: a bridge belongs to the series whose ends it joins."""
    if series.role not in ("bridge", "bound"):
        return series.role
    published = [item for item in plot.series if item.role in ("highlight", "second", "context")]
    shared = [
        sum(a is not None and a == b for a, b in zip(item.values, series.values, strict=False)) for item in published
    ]
    return published[shared.index(max(shared))].role if published else "context"


def bold(value: Text) -> Text:
    """A text without breaks → all bold."""
    return tuple(Run(run.text, bold=True, fact=run.fact, term=run.term) for run in value)

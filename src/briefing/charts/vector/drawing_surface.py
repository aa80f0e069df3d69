"""What a chart is drawn on: paths, text and the metrics of the document's own fonts. Points, y up, origin low left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, Protocol

from msgspec import Meta, Struct

from briefing.model.theme import Palette

Font = Literal["text", "bold"]
NumbersOfScale = Literal["own", "right", "none"]  # where they stand: as the chart has them, at its right, or nowhere
Colour = Annotated[str, Meta(pattern=r"^(#[0-9A-F]{6})?\Z")]  # checked in what another process has drawn
# A letter with its numbers: M x y · L x y · C x y x y x y · Z
Segment = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]


class Paint(Struct, frozen=True):
    """How a path looks: colours as `#RRGGBB` or empty for none, width and dashes in points, alpha from 0 to 1."""

    fill: Colour = ""
    stroke: Colour = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    offset: float = 0.0
    cap: Literal["butt", "round", "projecting"] = "butt"
    join: Literal["miter", "round", "bevel"] = "miter"
    alpha: float = 1.0
    clips: tuple[tuple[Segment, ...], ...] = ()  # closed paths, and only what lies inside all of them is painted


class PathMark(Struct, frozen=True, tag=True, array_like=True):
    """A path that is filled and stroked."""

    segments: tuple[Segment, ...]
    paint: Paint


class TextMark(Struct, frozen=True, tag=True, array_like=True):
    """A string from its left end on its baseline, in the document's text face, turned by degrees against the clock.

    `align` is the side that stays where it is in a face of other widths.
    """

    x: float
    y: float
    string: str
    font: Font
    size: float
    colour: Colour
    angle: float = 0.0
    align: Literal["left", "centre", "right"] = "left"


class Sizes(Struct, frozen=True):
    """Sizes of a chart's text in points: values at marks, axis and heads, the value that leads, remarks and details."""

    label: float
    axis: float
    strong: float
    note: float


class DrawingOptions(Struct, frozen=True):
    """The colours and text sizes of a drawing, its width and height in points.

    `ends` are the places of the first and the last period of lines that stand one over the other; those that are not
    `dated` leave the names of their periods to the lowest. Lines `over_columns` share the grid of these. Of panels of
    lines the last one in a row has the `numbers` of their scale at its right, and others have none.
    """

    palette: Palette
    sizes: Sizes
    width: float
    height: float
    ends: tuple[float, float] | None = None
    dated: bool = True
    over_columns: bool = False
    numbers: NumbersOfScale = "own"


class Measure(Protocol):
    """The measures of the document's text face, regular or bold, in points."""

    def width(self, string: str, font: Font, size: float) -> float:
        """Return the width that `string` takes."""

    def ascent(self, font: Font, size: float) -> float:
        """Return how far capitals and digits rise above the baseline."""

    def descent(self, font: Font, size: float) -> float:
        """Return how far letters hang below the baseline, as a positive number."""


class FacedMeasure(Measure, Protocol):
    """Measures of a face. `faces` tells the type that it measures by from any other."""

    faces: str


class Marks(Measure, Protocol):
    """What takes the marks of a chart."""

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        """Fill and stroke a path."""

    def text(self, mark: TextMark) -> None:
        """Write a string literally."""


class Surface(Marks, FacedMeasure, Protocol):
    """A canvas."""

"""The planned slides: every box placed in points (960 × 540, y down), every text measured; no python-pptx here.

`plan` turns a Document into these; `write` turns them into a package and decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from briefing.charts.boxes import Box as Box
from briefing.charts.boxes import Number
from briefing.model.chart import Plot
from briefing.model.text import Text, plain

Align = Literal["", "l", "r", "ctr"]
Anchor = Literal["t", "ctr", "b"]
# Names of the layouts of the base package, which are also the roles of a company template.
Layout = Literal["cover", "headline", "pause"]
# What a box is in its layout: a placeholder that is filled, or an empty string for a loose box.
Placeholder = Literal["", "title", "subtitle", "body", "source"]

# Why the words of an edition's date stand on its cover without a fact.
EDITION_DATE: Final = "date of the edition"


class TextStyle(Struct, frozen=True):
    """How a paragraph looks: size and leading in points, colour by palette role; `lead` colours its bold runs.

    An empty colour or align is that of the placeholder.
    """

    size: Number
    leading: Number
    colour: str = "ink"
    bold: bool = False
    align: Align = "l"
    lead: str = ""
    before: float = 0.0


class Paragraph(Struct, frozen=True):
    """A text in one style; `text` may hold line breaks as runs of "\\n", put there by the measured wrap."""

    text: Text
    style: TextStyle


class TextBox(Struct, frozen=True, tag=True):
    """Paragraphs in a box without autofit. `place` is the ledger's name for it, as "title" or "panel".

    `link` is the id of the section that a click on the box leads to. A `rounded` box is a pill.
    """

    name: str
    box: Box
    paragraphs: tuple[Paragraph, ...]
    place: str
    placeholder: Placeholder = ""
    anchor: Anchor = "t"
    fill: str = ""
    link: str = ""
    rounded: bool = False
    whole: bool = False  # no program may break its lines


class Shape(Struct, frozen=True, tag=True):
    """A rectangle, ellipse or line. It is decoration unless it has an alt text. Colours by palette role."""

    name: str
    kind: Literal["rect", "ellipse", "line"]
    box: Box
    fill: str = ""
    line: str = ""
    weight: float = 0.0
    alt: Text = ()
    dash: bool = False
    arrow: bool = False  # a head at the end of a line
    hatched: bool = False  # its fill is thin strokes


class Path(Struct, frozen=True):
    """Straight lines from point to point, absolute as boxes are; a closed one bounds an area.

    With a `radius` it is a dot around its one point.
    """

    points: tuple[tuple[float, float], ...]
    closed: bool = True
    radius: float = 0.0


class Freeform(Struct, frozen=True, tag=True):
    """A shape of any outline: of its closed paths, those within others are holes. Colours by palette role, or
    as `#RRGGBB`.

    It is decoration unless it has an alt text, or its group has.
    """

    name: str
    paths: tuple[Path, ...]
    fill: str = ""
    line: str = ""
    weight: float = 0.0
    alt: Text = ()
    dash: bool = False
    hatched: bool = False  # its fill is thin strokes
    alpha: float = 1.0  # of fill and line

    @property
    def box(self) -> Box:
        """Return the box around its points."""
        xs, ys = zip(*(point for path in self.paths for point in path.points), strict=True)
        most = max(path.radius for path in self.paths)
        return Box(min(xs) - most, min(ys) - most, max(xs) - min(xs) + 2 * most, max(ys) - min(ys) + 2 * most)


class Group(Struct, frozen=True, tag=True):
    """Shapes and texts that are moved, sized and read as one, as those of a map; their names differ."""

    name: str
    items: tuple[Shape | Freeform | TextBox, ...]
    alt: Text

    @property
    def box(self) -> Box:
        """Return the box around its shapes."""
        boxes = [item.box for item in self.items]
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        return Box(left, top, max(box.x1 for box in boxes) - left, max(box.y1 for box in boxes) - top)


class Shift(Struct, frozen=True):
    """How far a label stands off the place that its side gives it, in points right and down."""

    series: str
    index: int
    right: float
    down: float


class ChartBox(Struct, frozen=True, tag=True):
    """A native chart: its frame, the plot area inside it (both absolute) and its text sizes in points.

    Of n categories the one at index i stands at (i + ½) / n of the plot area, in every form; with `on_edges` (lines
    only) the first and the last stand at its edges, the one at i at i / (n − 1). The chart draws marks, levels, value
    labels (`strong` ones in `strong_size`; `stacked` ones, by series and index, with their words over the number), grid
    and axes; names of lines and bars, breaks and remarks are boxes around it. `category_axis` False: the plan has set
    the category names itself; `scale` False: grid lines without numbers, which a neighbour has. `scale_left`: the
    numbers stand at the left, as the right has the names of lines. `end_marked`: only the last point has a
    mark, and those that are `marked`.
    """

    name: str
    box: Box
    inner: Box
    plot: Plot
    alt: Text
    place: str
    label_size: Number = 14.0
    axis_size: Number = 14.0
    gap_width: int = 45
    line_weight: float = 2.5
    marker: float = 7.0
    strong_size: Number = 0.0
    category_axis: bool = True
    scale: bool = True
    on_edges: bool = False
    scale_left: bool = False
    shifts: tuple[Shift, ...] = ()
    stacked: tuple[tuple[str, int], ...] = ()
    end_marked: bool = False
    marked: tuple[int, ...] = ()


class TableBox(Struct, frozen=True, tag=True):
    """A native table: column widths and row heights in points; the first row is the header.

    `inset` is what each cell leaves free at its left and right, but for the table's own edges where no row is tinted;
    `air` is what the header leaves free above its rule; `highlight` is an index in `rows`, header included. `fills` are
    the grounds of all cells by palette role, header included: between filled cells are gaps, not rules. No rule stands
    below the last row of one that is not `closed`.
    """

    name: str
    box: Box
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    alt: Text
    place: str
    highlight: int | None = None
    inset: float = 6.0
    air: float = 0.0
    fills: tuple[tuple[str, ...], ...] = ()
    closed: bool = True


def cell_rooms(widths: Sequence[float], inset: float, *, tinted: bool) -> tuple[float, ...]:
    """Return the width that each column of a table leaves its text; `tinted` says whether a row is."""
    last = len(widths) - 1
    sides = [2 if tinted else (at > 0) + (at < last) for at in range(len(widths))]
    return tuple(width - inset * count for width, count in zip(widths, sides, strict=True))


class Picture(Struct, frozen=True, tag=True):
    """A raster or vector picture from a file, as a logo."""

    name: str
    box: Box
    path: str
    alt: Text
    filling: bool = False  # it is cut at its sides, or above and below, to fill its box


Element = TextBox | Shape | Freeform | Group | ChartBox | TableBox | Picture


class Slide(Struct, frozen=True):
    """One slide. `elements` are in reading order, the title first; `dark` takes the dark palette.

    `footer` and `date` fill the placeholders of these names; the date is the edition's, not that of the day.
    """

    layout: Layout
    id: str
    part: str
    elements: tuple[Element, ...]
    notes: Text = ()
    dark: bool = False
    footer: Text = ()
    date: Text = ()
    foot_style: TextStyle = TextStyle(10.5, 14, "ink_3")

    @property
    def title(self) -> str:
        """What its title says, in one line; empty without one."""
        boxes = (item for item in self.elements if isinstance(item, TextBox) and item.placeholder == "title")
        return next((" ".join(plain(box.paragraphs[0].text).split()) for box in boxes), "")

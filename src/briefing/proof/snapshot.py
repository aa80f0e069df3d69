"""What a finished file showed when it was built: the rows that a ledger keeps of it, in the words of no format.

A snapshot is taken of what the proof's own readers see, when an edition is built and again when it is proved; the two
are compared. Values that are absent are left out of the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

# Left, top, right, bottom in points.
Corners = tuple[float, float, float, float]


class PointSnapshot(Struct, frozen=True, omit_defaults=True):
    """A point of a series that looks unlike the rest: its fill and its line as RRGGBB, "none", or "" for the usual."""

    at: int
    fill: str = ""
    line: str = ""


class SeriesSnapshot(Struct, frozen=True, omit_defaults=True):
    """A series of a chart: kind, name, values and printed labels by point, colours as in `PointSnapshot`.

    `rows` are the other values of dots that stand freely: the rows that they stand in. `mark` is the form of its marks,
    `mark_fill` their colour.
    """

    kind: str
    name: str = ""
    values: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    fill: str = ""
    line: str = ""
    mark: str = ""
    mark_fill: str = ""
    points: tuple[PointSnapshot, ...] = ()


class AxisSnapshot(Struct, frozen=True, omit_defaults=True):
    """An axis: kind and place ("valAx l"), whether it runs backwards, its ends, how it prints a number, whether it is
    hidden."""

    name: str
    turned: bool = False
    least: str = ""
    most: str = ""
    form: str = ""
    hidden: bool = False


class WorksheetSnapshot(Struct, frozen=True, omit_defaults=True):
    """A sheet of a chart's workbook: whether it is hidden, and what its cells hold that the chart does not show."""

    name: str
    hidden: bool = False
    extra_texts: tuple[str, ...] = ()


class ChartSnapshot(Struct, frozen=True, omit_defaults=True):
    """A chart: its categories, series in order, axes, titles, and the sheets of its workbook."""

    categories: tuple[str, ...] = ()
    series: tuple[SeriesSnapshot, ...] = ()
    axes: tuple[AxisSnapshot, ...] = ()
    titles: tuple[str, ...] = ()
    sheets: tuple[WorksheetSnapshot, ...] = ()


class ElementSnapshot(Struct, frozen=True, omit_defaults=True):
    """An element of a page: its name, a text for each paragraph, cell or label, and its look.

    `loose` is whether it stands where it was drawn, not in a place of its layout. `fill` and `line` are RRGGBB, "none"
    or "" for what is not known; `fills` are those of the cells of a table. `hidden` is the reason why nobody sees it.
    `links` are what is linked and where it leads. `chart` is the chart that it shows, `drawing` a digest of what a
    figure of a page draws without words, and of the places of its labels.
    """

    kind: str
    name: str = ""
    texts: tuple[str, ...] = ()
    box: Corners | None = None
    loose: bool = False
    alt: str = ""
    form: str = ""
    fill: str = ""
    line: str = ""
    fills: tuple[str, ...] = ()
    hidden: str = ""
    links: tuple[tuple[str, str], ...] = ()
    chart: ChartSnapshot | None = None
    drawing: str = ""


class PageSnapshot(Struct, frozen=True, omit_defaults=True):
    """A slide or page: its elements in reading order, its notes, whether it is hidden, whether its elements move.

    `drawing` is a digest of what is drawn on a page without words.
    """

    number: int
    items: tuple[ElementSnapshot, ...] = ()
    notes: tuple[str, ...] = ()
    hidden: bool = False
    moves: bool = False
    drawing: str = ""


class Snapshot(Struct, frozen=True, omit_defaults=True):
    """A file: its name and kind, its properties, its pages, the texts that stand on layouts and masters.

    `attached` are the SHA-256 of the files inside it by name, `outline` its bookmarks with the page each leads to,
    `markup` a digest of the tags of a letter, without its texts. `program` is what a deck was saved with last.
    """

    file: str
    kind: str
    program: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[PageSnapshot, ...] = ()
    common: tuple[str, ...] = ()
    outline: tuple[tuple[str, int], ...] = ()
    attached: Mapping[str, str] = field(default_factory=dict)
    markup: str = ""

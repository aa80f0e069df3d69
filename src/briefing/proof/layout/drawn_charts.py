"""What a chart of a deck draws: plots on their axes, series, and the colours of every mark, resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import isfinite
from typing import Final
from xml.etree.ElementTree import Element as Tree

from msgspec import Struct

from briefing.proof.findings import Box, Location
from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import attribute, find, long, value
from briefing.proof.parsed_file import UNKNOWN, Element, Page, ParsedFile
from briefing.proof.reading.deck.master_layouts import Masters, mapped
from briefing.proof.reading.deck.theme_colours import Scheme, whole
from briefing.proof.reading.plotted_series import SeriesData, plotted_in

AREA: Final = f"{long('c:chart')}/{long('c:plotArea')}"
LABELS, LEGEND, SHAPE = long("c:dLbls"), f"{long('c:chart')}/{long('c:legend')}", long("c:spPr")
_LINE, _MARKER, _POINT, _INDEX = long("a:ln"), long("c:marker"), long("c:dPt"), long("c:idx")
_SCALE, _SERIES, _TREND = long("c:scaling"), long("c:ser"), long("c:trendline")
_MAP = long("c:clrMapOvr")
_AUTOMATIC: Final = 6  # accents of a theme; further series take them darker or lighter
_SMALL: Final = 2 / 5  # of a slide, the largest sparkline: that of a card alone
_LINES: Final = {"lineChart", "line3DChart", "scatterChart", "radarChart"}


class MarkLook(Struct, frozen=True):
    """A mark: colour of its face and of its edge ("": none)."""

    face: str = ""
    edge: str = ""

    @property
    def colours(self) -> tuple[str, ...]:
        """Those that are drawn."""
        return tuple(colour for colour in (self.face, self.edge) if colour)


class Series(Struct, frozen=True):
    """A series: its tree, what it plots, how many categories it has room for; the look of its points.

    `line` is the colour of its line ("": none), `wide` its width in points; `dashed` is whether the line is dashed,
    `dots` whether its points have marks, `track` whether other bars are compared with it.
    """

    tree: Tree
    plotted: SeriesData
    room: int
    looks: Mapping[int, MarkLook]
    line: str = ""
    wide: float = 0.0
    dashed: bool = False
    dots: bool = False
    track: bool = False

    @property
    def values(self) -> dict[int, float]:
        """Its values by point."""
        return {at: float(value) for at, value in self.plotted.values.items()}

    @property
    def name(self) -> str:
        """Its name, or the number that it has in its file."""
        return self.plotted.name or f"series {value(self.tree, _INDEX) or '?'}"

    @property
    def visible(self) -> bool:
        """Whether anything of it is drawn."""
        return bool(self.line) or any(look.colours for look in self.looks.values())


class Axis(Struct, frozen=True):
    """An axis: kind as the file names it, bounds (None: automatic), step, number format."""

    tree: Tree
    kind: str
    hidden: bool
    low: float | None
    high: float | None
    step: float | None
    reverse: bool
    code: str

    @property
    def scaled(self) -> bool:
        """Whether its numbers can be read."""
        return not self.hidden and value(self.tree, long("c:tickLblPos")) != "none"


class Plot(Struct, frozen=True):
    """A group of series of one form on the same axes."""

    tree: Tree
    kind: str
    series: tuple[Series, ...]
    category: Axis | None
    value: Axis | None

    @property
    def grouping(self) -> str:
        """How its series stand together."""
        return value(self.tree, long("c:grouping"))

    @property
    def stacked(self) -> bool:
        """Whether its series stand upon each other."""
        return self.grouping in ("stacked", "percentStacked")

    @property
    def bars(self) -> bool:
        """Whether its marks are lengths."""
        return self.kind in ("barChart", "bar3DChart")

    @property
    def lines(self) -> bool:
        """Whether its marks are lines from category to category."""
        return self.kind in ("lineChart", "line3DChart")

    @property
    def ranks(self) -> bool:
        """Whether it counts places, first at the head."""
        return self.value is not None and self.value.reverse and places(self)


class Chart(Struct, frozen=True):
    """A chart on a slide; `ground` is the colour behind its marks, `location` where it stands, `book` its workbook."""

    parsed: ParsedFile
    page: Page
    location: Location
    tree: Tree
    scheme: Scheme
    ground: str
    plots: tuple[Plot, ...]
    axes: tuple[Axis, ...]
    legend: Tree | None
    book: str = ""
    box: Box | None = None

    def drawn(self) -> Iterator[tuple[Plot, Series]]:
        """Yield every series with its plot."""
        for plot in self.plots:
            for series in plot.series:
                yield plot, series

    @property
    def is_sparkline(self) -> bool:
        """Whether it is a small line without scale, names and values, as on a card that prints the newest value."""
        if len(self.plots) != 1 or not self.plots[0].lines or any(axis.scaled for axis in self.axes):
            return False
        silent = not any(series.plotted.labels for series in self.plots[0].series)
        wide, high = (self.box[2] - self.box[0], self.box[3] - self.box[1]) if self.box else (self.page.wide, 0.0)
        return silent and wide * high < _SMALL * self.page.wide * self.page.high

    @property
    def slide_text(self) -> str:
        """The text of its slide."""
        return "\n".join(element.text for element in self.page.elements)


class Reader(Struct, dict=True):
    """Reads the charts of a deck in the colours of its masters."""

    parsed: ParsedFile
    package: Package
    masters: Masters

    @cached_property
    def _slides(self) -> Mapping[int, str]:
        return {number: part for part, number in self.package.numbers.items() if part.startswith("ppt/slides/")}

    def charts(self, page: Page) -> Iterator[Chart]:
        """Yield the charts of a slide."""
        for element in self._elements(page):
            yield self._chart(page, element, self._slides.get(page.number, ""))

    def inputs(self, page: Page) -> tuple[object, ...]:
        """Return all that the charts of a slide are read from, besides the slide as read, its date and their units;
        nothing if it has none."""
        parts = [element.part for element in self._elements(page)]
        if not parts:
            return ()
        slide = self._slides.get(page.number, "")
        return (
            self.package.undated_inputs(slide),
            self.masters.inputs(slide),
            [self.package.inputs(part) for part in parts],
        )

    def books(self, page: Page) -> Iterator[str]:
        """Yield the workbook of each chart of a slide, "" for none."""
        return (self._book(element.part) for element in self._elements(page))

    def _book(self, part: str) -> str:
        return next(iter(self.package.targets(part, "package")), "")

    def _elements(self, page: Page) -> Iterator[Element]:
        return (one for one in page.elements if one.role == "chart" and one.part in self.package.trees)

    def _chart(self, page: Page, element: Element, slide: str) -> Chart:
        root = self.package.trees[element.part]
        look = mapped(self.masters.layout(slide).scheme, self.package.trees.get(slide))
        own = root.find(_MAP)
        look = look.mapped(dict(own.items())) if own is not None and own.items() else look
        area = root.find(AREA)
        ground = element.fill or page.ground
        for item in (root.find(SHAPE), find(area, SHAPE)):
            fill = look.fill(item)
            ground = fill.over(ground) or ground if fill else ground
        inside = [] if area is None else list(area)
        axes = {value(item, long("c:axId")): _axis(item) for item in inside if item.tag.endswith("Ax")}
        reading = _ChartReader(root, look, ground, axes)
        drawn = [item for item in inside if item.tag.endswith("Chart")]
        plots = reading.plots(drawn, plotted_in(self.package, element.part))
        location = self.parsed.location(page, element)
        return Chart(
            self.parsed,
            page,
            location,
            root,
            look,
            ground,
            plots,
            tuple(axes.values()),
            root.find(LEGEND),
            self._book(element.part),
            element.box,
        )


class _ChartReader(Struct):
    """Reads the plots of one chart."""

    root: Tree
    scheme: Scheme
    ground: str
    axes: Mapping[str, Axis]

    def plots(self, trees: list[Tree], series: tuple[SeriesData, ...]) -> tuple[Plot, ...]:
        remaining = iter(series)
        return tuple(
            self._plot(tree, [(series_tree, next(remaining)) for series_tree in tree.iterfind(_SERIES)])
            for tree in trees
        )

    def _plot(self, tree: Tree, series_trees: list[tuple[Tree, SeriesData]]) -> Plot:
        kind = tree.tag.rpartition("}")[2]
        axes = [self.axes[key] for item in tree.iterfind(long("c:axId")) if (key := item.get("val", "")) in self.axes]
        measured = [axis for axis in axes if axis.kind == "valAx"]
        across = next((axis for axis in axes if axis.kind != "valAx"), None)
        varied = len(series_trees) == 1 and flag(tree, "c:varyColors", absent=False)
        parts = kind in ("pieChart", "pie3DChart", "doughnutChart", "ofPieChart")
        series = tuple(
            self._series(kind, one, plot, len(series_trees), varied=varied or parts) for one, plot in series_trees
        )
        return Plot(tree, kind, series, across, measured[0] if measured else None)

    def _series(self, kind: str, tree: Tree, data: SeriesData, count: int, *, varied: bool) -> Series:
        shape, marker = tree.find(SHAPE), tree.find(_MARKER)
        automatic = self._automatic(whole(value(tree, _INDEX), _AUTOMATIC))
        lined = kind in _LINES
        own = find(shape, _LINE)
        line = self._edge(shape, automatic) if lined else ""
        dots = lined and (value(marker, long("c:symbol")) if marker is not None else "auto") != "none"
        points = {value(point, _INDEX): point for point in tree.iterfind(_POINT)}
        usual = self._dot(marker, automatic) if dots else MarkLook() if lined else self._face(shape, automatic)
        looks: dict[int, MarkLook] = {}
        for at in data.values:
            point = points.get(str(at))
            look = MarkLook(self._automatic(at), usual.edge) if varied and not _filled(shape) else usual
            if point is not None:
                mark = point.find(_MARKER)
                point_look = self._dot(mark, automatic) if mark is not None and lined else None
                look = (point_look or look) if lined else self._face(point.find(SHAPE), look.face, look.edge)
            looks[at] = look
        values = set(data.values.values())
        track = count > 1 and not lined and len(values) == 1 and not any(data.labels.values())
        track = track and (len(data.values) > 1 or not usual.face)  # of a single row: the outline of its aim
        wide = whole(own.get("w") if own is not None else None, 0) / 12700
        return Series(
            tree, data, _room(tree), looks, line, wide, _dashed(own), dots, track or tree.find(_TREND) is not None
        )

    def _automatic(self, at: int) -> str:
        styled = value(self.root, long("c:style")) not in ("", "2")
        return UNKNOWN if styled or at >= _AUTOMATIC else self.scheme.colours.get(f"accent{at + 1}", UNKNOWN)

    def _face(self, shape: Tree | None, automatic: str, edge: str = "") -> MarkLook:
        fill = self.scheme.fill(shape)
        line = self._edge(shape, edge)
        return MarkLook(automatic if fill is None else fill.over(self.ground), line)

    def _edge(self, shape: Tree | None, automatic: str) -> str:
        line = find(shape, _LINE)
        fill = self.scheme.fill(line)
        return automatic if fill is None else fill.over(self.ground) if fill.alpha > 0.02 else ""

    def _dot(self, marker: Tree | None, automatic: str) -> MarkLook:
        if marker is not None and value(marker, long("c:symbol")) == "none":
            return MarkLook()
        shape = find(marker, SHAPE)
        return self._face(shape, automatic, automatic if shape is None else "")


def flag(tree: Tree, name: str, *, absent: bool) -> bool:
    """Whether a child of an element is on; one without a value is."""
    child = tree.find(long(name))
    return absent if child is None else child.get("val", "1") in ("1", "true")


def number(tree: Tree | None, name: str) -> float | None:
    """Return the finite number of an element's child, None if it has none."""
    try:
        found = float(value(tree, long(name)))
    except ValueError:
        return None
    return found if isfinite(found) else None


def places(plot: Plot) -> bool:
    """Whether every value of a plot is a whole number from 1, as ranks are."""
    held = [value for series in plot.series if not series.dashed for value in series.plotted.values.values()]
    return bool(held) and all(1 <= value <= 1000 and value == int(value) for value in held)


def _axis(tree: Tree) -> Axis:
    scale = tree.find(_SCALE)
    form = tree.find(long("c:numFmt"))
    return Axis(
        tree, tree.tag.rpartition("}")[2], flag(tree, "c:delete", absent=False), number(scale, "c:min"),
        number(scale, "c:max"), number(tree, "c:majorUnit"), value(scale, long("c:orientation")) == "maxMin",
        attribute(form, "formatCode"),
    )  # fmt: skip


def _filled(shape: Tree | None) -> bool:
    return shape is not None and any(child.tag.endswith("Fill") for child in shape)


def _dashed(line: Tree | None) -> bool:
    return line is not None and value(line, long("a:prstDash")) not in ("", "solid")


def _room(tree: Tree) -> int:
    """Return how many points the categories or values of a series make room for."""
    counts = [
        whole(count.get("val"), 0)
        for tag in ("c:cat", "c:val", "c:xVal", "c:yVal")
        for held in tree.iterfind(long(tag))
        for count in held.iter(long("c:ptCount"))
    ]
    return max(counts, default=0)

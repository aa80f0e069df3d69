"""What a chart shows: series in their colours, labels as printed, axes, and the sheets behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from xml.etree.ElementTree import Element as Tree

from briefing.proof.package.opc_package import Package
from briefing.proof.package.workbooks import sheets_of
from briefing.proof.package.xml_names import attribute, find, long, value
from briefing.proof.reading.deck.theme_colours import Colour, Scheme
from briefing.proof.reading.plotted_series import SeriesData, formatted, plotted_in, points, titles
from briefing.proof.snapshot import AxisSnapshot, ChartSnapshot, PointSnapshot, SeriesSnapshot, WorksheetSnapshot

_AREA = f"{long('c:chart')}/{long('c:plotArea')}"
_SERIES, _SHAPE, _OUTLINE = long("c:ser"), long("c:spPr"), long("a:ln")
_MARK, _SYMBOL, _POINT, _INDEX = long("c:marker"), long("c:symbol"), long("c:dPt"), long("c:idx")
_AXES = {long(f"c:{name}") for name in ("valAx", "catAx", "dateAx", "serAx")}
_PLACE, _SCALING, _FORM = long("c:axPos"), long("c:scaling"), long("c:numFmt")
_TURNED, _LEAST, _MOST = long("c:orientation"), long("c:min"), long("c:max")
_ROWS = long("c:yVal")
_DROPPED = long("c:delete")
_DIRECTION = long("c:barDir")
_FAINT = 0.03
_SAMPLE = Decimal(1_234_000)  # a number whose print shows what a format does to numbers


def chart(package: Package, part: str, scheme: Scheme) -> ChartSnapshot | None:
    """Return the chart of a part in the colours of its slide, without its sheets; None where it cannot be read."""
    root = package.trees.get(part)
    area = find(root, _AREA)
    if root is None or area is None:
        return None
    series_read = plotted_in(package, part)
    trees = [
        (plot, series_tree) for plot in area if plot.tag.endswith("Chart") for series_tree in plot.iterfind(_SERIES)
    ]
    series = tuple(_series(one, plot, tree, scheme) for one, (plot, tree) in zip(series_read, trees, strict=True))
    categories = max((_in_order(series.categories) for series in series_read), key=len, default=())
    axes = tuple(_axis(axis) for axis in area if axis.tag in _AXES)
    return ChartSnapshot(categories, series, axes, tuple(text for text in titles(root) if text.strip()))


def _in_order(held: Mapping[int, object]) -> tuple[str, ...]:
    """Return texts by point in a row, with empty ones between."""
    return tuple(_shown(held.get(at, "")) for at in range(max(held, default=-1) + 1))


def _shown(value: object) -> str:
    """Return a value of a cache or a cell in one form, whatever its last digits."""
    try:
        return f"{float(str(value)):.10g}"
    except ValueError:
        return " ".join(str(value).split())


def _series(data: SeriesData, plot: Tree, tree: Tree, scheme: Scheme) -> SeriesSnapshot:
    direction = plot.find(_DIRECTION)
    kind = f"{data.kind} {direction.get('val', '')}" if direction is not None else data.kind
    fill, line = _look(tree.find(_SHAPE), scheme)
    mark = tree.find(_MARK)
    mark_fill = _look(find(mark, _SHAPE), scheme)[0]
    point_looks = tuple(_points(tree, scheme, (fill, line)))
    labels = tuple(" ".join(data.labels.get(at, "").split()) for at in range(max(data.labels, default=-1) + 1))
    across = dict(points(tree.find(_ROWS))) if data.kind == "scatterChart" else {}
    return SeriesSnapshot(
        kind, data.name, _in_order(data.values), _in_order(across), labels, fill, line,
        value(mark, _SYMBOL), mark_fill, point_looks,
    )  # fmt: skip


def _points(tree: Tree, scheme: Scheme, usual: tuple[str, str]) -> Iterator[PointSnapshot]:
    for point in tree.iterfind(_POINT):
        fill, line = _look(point.find(_SHAPE), scheme)
        fill = _look(find(point.find(_MARK), _SHAPE), scheme)[0] or fill
        at = value(point, _INDEX)
        if at.isdecimal() and len(at) < 9 and (fill, line) != usual and (fill or line):
            yield PointSnapshot(int(at), fill, line)


def _look(properties: Tree | None, scheme: Scheme) -> tuple[str, str]:
    """Return the fill and the line of a shape's properties."""
    return shade(scheme.fill(properties)), shade(scheme.fill(find(properties, _OUTLINE)))


def shade(fill: Colour | None) -> str:
    """Return a fill as RRGGBB, "none" where it is not seen, "" where it is not known."""
    if fill is None:
        return ""
    return fill.rgb if fill.rgb and fill.alpha > _FAINT else "none"


def _axis(axis: Tree) -> AxisSnapshot:
    turned, least, most = (value(axis.find(_SCALING), tag) for tag in (_TURNED, _LEAST, _MOST))
    name = f"{axis.tag.rpartition('}')[2]} {value(axis, _PLACE)}".strip()
    code = attribute(axis.find(_FORM), "formatCode")
    dropped = axis.find(_DROPPED)
    hidden = dropped is not None and dropped.get("val", "1") in ("1", "true")
    printed = formatted(_SAMPLE, code) if code and code != "General" and not hidden else ""
    return AxisSnapshot(name, turned == "maxMin", _shown(least), _shown(most), printed, hidden)


def sheets(package: Package, part: str) -> Iterator[WorksheetSnapshot]:
    """Yield the sheets of the workbook behind a chart, with the texts that the chart does not show."""
    shown = {
        _shown(value)
        for series in plotted_in(package, part)
        for value in (*series.values.values(), *series.categories.values(), series.name)
    }
    for book in package.targets(part, "package"):
        for name, hidden, cells in sheets_of(package, book):
            extra = dict.fromkeys(text for value in cells if (text := _shown(value)) not in shown)
            yield WorksheetSnapshot(name, hidden, tuple(extra))

"""Charts: axes, series, labels and caches, and the workbook that stands behind each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element

from msgspec import Struct

from briefing.proof.package.grammar import NUMBER
from briefing.proof.package.opc_package import Package
from briefing.proof.package.presentation import ID
from briefing.proof.package.workbooks import Reference, check_caches, references
from briefing.proof.package.xml_names import long, path, short, value
from briefing.reuse import reused

_LINE_LIKE = {"b", "ctr", "l", "r", "t"}
_ROUND = {"bestFit", "ctr", "inEnd", "outEnd"}
# Where labels may stand, by kind of chart; a kind that is not listed here takes none.
_SIDES = {
    "barChart": {"ctr", "inBase", "inEnd", "outEnd"},
    "barChart, stacked": {"ctr", "inBase", "inEnd"},
    "lineChart": _LINE_LIKE,
    "scatterChart": _LINE_LIKE,
    "bubbleChart": _LINE_LIKE,
    "stockChart": _LINE_LIKE,
    "line3DChart": _LINE_LIKE,
    "radarChart": {"outEnd"},
    "pieChart": _ROUND,
    "pie3DChart": _ROUND,
    "ofPieChart": _ROUND,
}
_AXES = {long(f"c:{name}") for name in ("valAx", "catAx", "dateAx", "serAx")}
_CACHES = {long(f"c:{name}") for name in ("numCache", "strCache", "numLit", "strLit")}
_NUMBERS = {long("c:numCache"), long("c:numLit")}
_VAL = "val"
_AREA = path("c:chart/c:plotArea")
_OUTSIDE = long("c:externalData")
_NEVER = {"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NULL!", "#NUM!"}


def check_charts(package: Package) -> None:
    """Note what is wrong with each chart, and where its workbook does not bear it out."""
    for part in package.names_of("chart"):
        kinds = {relation.kind for relation in package.relations.get(part, {}).values()}
        package.check("chart", (package.inputs(part, *kinds),), partial(_check_chart, package, part))


class _Data(Struct, frozen=True):
    """What a chart says of its data: whether it draws any, the id of its workbook's relationship, cells there."""

    drawn: bool
    book: str
    references: tuple[Reference, ...]


def _check_chart(package: Package, part: str) -> None:
    own = package.parts.digest(part)  # the chart is often that of another day, and its workbook is not
    package.check("chart-part", (part, own), partial(_check_part, package, part))
    data = reused("chart-data", (own,), lambda: _data(package.trees[part]))
    if data.drawn:
        _workbook(package, part, data)


def _data(root: Element) -> _Data:
    outside = root.find(_OUTSIDE)
    book = outside.get(ID, "") if outside is not None else ""
    return _Data(root.find(_AREA) is not None, book, tuple(references(root)))


def _check_part(package: Package, part: str) -> None:
    root = package.trees[part]
    area = root.find(_AREA)
    if area is None:
        return
    plots = [item for item in area if item.tag.endswith("Chart")]
    _axes(package, part, area, plots)
    series = [(plot, series_tree) for plot in plots for series_tree in plot.findall(long("c:ser"))]
    _numbered(package, part, [series_element for _, series_element in series])
    for plot in plots:
        _sides(package, part, plot)
    for _, series_element in series:
        _points(package, part, series_element)
    for cache in root.iter():
        if cache.tag in _CACHES:
            _cache(package, part, cache)


def _axes(package: Package, part: str, area: Element, plots: list[Element]) -> None:
    axes = {value(item, long("c:axId")): item for item in area if item.tag in _AXES}
    ids = Counter(value(item, long("c:axId")) for item in area if item.tag in _AXES)
    for key, times in ids.items():
        if times > 1:
            package.note(part, f"{times} axes have the id {key}", "give each axis its own")
    used = [(short(plot.tag), item.get(_VAL, "")) for plot in plots for item in plot.findall(long("c:axId"))]
    for name, key in used:
        # A chart in three dimensions without a third axis names the axis 0.
        if key not in axes and not (key == "0" and "3D" in name):
            package.note(part, f"{name} names the axis {key}, which is missing", "name the axes that the chart has")
    for key, axis in axes.items():
        if key not in {name for _, name in used}:
            package.note(part, f"no chart uses the axis {key}", "drop it, or name it in c:axId")
        crossed = value(axis, long("c:crossAx"))
        if crossed not in axes:
            fix = "let it cross an axis of the chart"
            package.note(part, f"the axis {key} crosses {crossed}, which is missing", fix)


def _numbered(package: Package, part: str, series: list[Element]) -> None:
    for tag in ("c:idx", "c:order"):
        for key, times in Counter(value(series_element, long(tag)) for series_element in series).items():
            if times > 1:
                package.note(part, f"{times} series have {tag} {key}", "number the series of all plots in one row")


def _sides(package: Package, part: str, plot: Element) -> None:
    kind = short(plot.tag).removeprefix("c:")
    stacked = kind == "barChart" and "tacked" in value(plot, long("c:grouping"))
    allowed = _SIDES.get(f"{kind}, stacked" if stacked else kind, set())
    for side in plot.iter(long("c:dLblPos")):
        if side.get(_VAL) not in allowed:
            fix = f"use {', '.join(sorted(allowed))}" if allowed else "leave c:dLblPos out"
            what = f"labels of a {'stacked ' if stacked else ''}{kind} cannot stand at {side.get(_VAL)}"
            package.note(part, what, fix)


def _points(package: Package, part: str, series: Element) -> None:
    """Note settings of single points that the series lacks or that are set twice."""
    count = _count(series)
    labels = series.find(long("c:dLbls"))
    for tag, items in (("c:dPt", series), ("c:dLbl", labels if labels is not None else ())):
        indices = [value(item, long("c:idx")) for item in items if item.tag == long(tag)]
        for key, times in Counter(indices).items():
            if times > 1:
                package.note(part, f"{times} {tag} of a series tell of point {key}", "mention each point once")
            if count is not None and key.isdecimal() and int(key[:9]) >= count:
                package.note(part, f"{tag} tells of point {key}, the series has {count}", "drop it with its point")


def _count(series: Element) -> int | None:
    """Return how many points a series has; None where its cache does not say."""
    counts = [
        int(count.get(_VAL, "")[:9])
        for tag in ("c:val", "c:yVal")
        for values in series.findall(long(tag))
        for count in values.iter(long("c:ptCount"))
        if count.get(_VAL, "").isdecimal()
    ]
    return max(counts, default=None)


def _cache(package: Package, part: str, cache: Element) -> None:
    at = short(cache.tag)
    count = cache.find(long("c:ptCount"))
    points = cache.findall(long("c:pt"))
    seen = [point.get("idx", "") for point in points]
    for key, times in Counter(seen).items():
        if times > 1:
            package.note(part, f"a cache holds point {key} {times} times", "write each point once", at)
    most = int(count.get(_VAL, "")[:9]) if count is not None and count.get(_VAL, "").isdecimal() else None
    if most is None and points:
        package.note(part, "a cache does not count its points", "write c:ptCount before them", at)
    beyond = [key for key in seen if most is not None and key.isdecimal() and int(key[:9]) >= most]
    if beyond:
        package.note(part, f"a cache of {most} points holds point {beyond[0]}", "let c:ptCount count them", at)
    if cache.tag in _NUMBERS:
        for value in _texts(points):
            if not NUMBER.fullmatch(value) and value not in _NEVER:
                package.note(part, f"{value!r} where a number should stand", "leave a missing value out", at)


def _texts(points: list[Element]) -> Iterator[str]:
    for point in points:
        yield point.findtext(long("c:v")) or ""


def _workbook(package: Package, part: str, data: _Data) -> None:
    relation = package.relations.get(part, {}).get(data.book)
    if relation is not None and relation.outside:
        return
    if relation is None or not relation.part:
        what, fix = "no workbook stands behind the chart, so that Edit Data is dead", "embed one and name it"
        package.note(part, what, fix, severity="warning")
        return
    check_caches(package, part, relation.part, data.references)

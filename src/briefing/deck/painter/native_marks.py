"""A planned chart → what its native chart shows: the part that the deck holds is read, so that both agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts.dot_labels import dots_on
from briefing.charts.vector.drawing_surface import Paint
from briefing.deck.chart_xml.native_chart import chart_space
from briefing.deck.chart_xml.series_format import drawn_series
from briefing.deck.ooxml.text_xml import XmlContext, clean
from briefing.deck.painter.chart_axes import axis_marks, axis_texts, grid_marks
from briefing.deck.painter.chart_looks import MarkLook, mark_of, paint_of, value
from briefing.deck.painter.chart_places import ChartPlaces, numbers_of
from briefing.deck.painter.native_labels import LabelAnchor, label_marks
from briefing.deck.painter.painted_marks import PaintedMark, PaintedPath, disc, polygon, rectangle
from briefing.deck.painter.text_marks import PaintContext
from briefing.deck.reading import C
from briefing.deck.slides import Box, ChartBox
from briefing.model.chart import PlotSeries

_PERCENT = 100.0
_DASH_HEIGHT = 0.25  # of a dash as a mark, in parts of its width
_KINDS = ("areaChart", "barChart", "lineChart", "scatterChart", "bubbleChart")


class _Drawn(Struct):
    """What is painted of the series so far: areas and bars, lines, marks and labels in this order."""

    under: list[PaintedMark]
    lines: list[PaintedMark]
    marks: list[PaintedMark]
    labels: list[PaintedMark]


def chart_marks(box: ChartBox, context: PaintContext, where: str) -> Iterator[PaintedMark]:
    """Yield the marks of a chart: grid, areas and bars, the axes, lines, points, then all that is written."""
    xml = XmlContext(context.colours, context.lang, lambda *_: "", where)
    area = chart_space(box, xml).find(f"{C}chart/{C}plotArea")
    plots = [element for element in area if element.tag.removeprefix(C) in _KINDS]
    lying = any(value(element, "barDir") == "bar" for element in plots)
    percent = any(value(element, "grouping") == "percentStacked" for element in plots)
    places = ChartPlaces(box, percent, lying or box.plot.form == "dumbbell")
    drawn = _Drawn([], [], [], [])
    for element in plots:
        _PAINTERS[element.tag.removeprefix(C)](element, places, drawn)
    yield from grid_marks(area, places)
    yield from drawn.under
    yield from axis_marks(area, places)
    yield from drawn.lines
    yield from drawn.marks
    yield from axis_texts(area, places)
    yield from drawn.labels


def _known(series: Any, places: ChartPlaces) -> PlotSeries | None:
    """Return the planned series of one of the part, by its name."""
    name = series.findtext(f"{C}tx//{C}v") or ""
    return next((one for one in drawn_series(places.plot) if clean(one.name) == name), None)


def _points(series: Any) -> dict[int, Any]:
    return {int(value(point, "idx")): point for point in series.iterfind(f"{C}dPt")}


# -- bars and columns --------------------------------------------------------------------------------------------------


def _bars(element: Any, places: ChartPlaces, drawn: _Drawn) -> None:
    all_series = element.findall(f"{C}ser")
    stacked = value(element, "grouping") in ("stacked", "percentStacked")
    gap = float(value(element, "gapWidth", "150")) / 100
    together = stacked or value(element, "overlap", "0") == "100"
    wide = places.slot / ((1 if together else len(all_series)) + gap)
    held = [numbers_of(series.find(f"{C}val")) for series in all_series]
    sums = [sum(abs(values.get(at, 0.0)) for values in held) for at in range(places.count)]
    heaps: dict[tuple[int, bool], float] = {}
    for number, (series, values) in enumerate(zip(all_series, held, strict=True)):
        usual, points = paint_of(series), _points(series)
        offset = 0.0 if together else (number - (len(all_series) - 1) / 2) * wide
        anchors: dict[int, LabelAnchor] = {}
        for at, given in sorted(values.items()):
            amount = given * _PERCENT / (sums[at] or 1.0) if places.percent else given
            start = heaps.get((at, amount < 0), 0.0) if stacked else 0.0
            heaps[at, amount < 0] = start + amount
            ends = places.of_value(places.clipped(start)), places.of_value(places.clipped(start + amount))
            middle = places.along(at) + offset
            paint = paint_of(points[at]) if at in points else usual
            drawn.under += _bar(ends, middle, wide, paint, places)
            x, y = (ends[1], middle) if places.lying else (middle, ends[1])
            anchors[at] = LabelAnchor(x, y, start=ends[0], positive=amount >= 0, of_bar=True)
        drawn.labels += label_marks(series, _known(series, places), anchors, places, values)
        drawn.lines += _trend_lines(series, values, places)


def _bar(
    ends: tuple[float, float], middle: float, wide: float, paint: Paint, places: ChartPlaces
) -> Iterator[PaintedMark]:
    low, length = min(ends), abs(ends[1] - ends[0])
    box = Box(low, middle - wide / 2, length, wide) if places.lying else Box(middle - wide / 2, low, wide, length)
    if paint.fill or paint.stroke:
        yield PaintedPath(rectangle(box), replace(paint, join="miter"))


def _trend_lines(series: Any, values: dict[int, float], places: ChartPlaces) -> Iterator[PaintedMark]:
    """Yield the lines through a series of one value, half a category longer than its points on both sides."""
    for line in series.iterfind(f"{C}trendline"):
        if not values:
            continue
        level = next(iter(values.values()))
        first, last = min(values) - 0.5, max(values) + 0.5
        ends = places.point(first, level), places.point(last, level)
        yield PaintedPath(polygon(ends, closed=False), paint_of(line))


# -- lines and areas ---------------------------------------------------------------------------------------------------


def _lines(element: Any, places: ChartPlaces, drawn: _Drawn) -> None:
    for series in element.findall(f"{C}ser"):
        values = numbers_of(series.find(f"{C}val"))
        paint, points, usual = paint_of(series), _points(series), mark_of(series)
        for run in _unbroken(values):
            if len(run) > 1 and paint.stroke:
                ends = [places.point(at, values[at]) for at in run]
                drawn.lines.append(PaintedPath(polygon(ends, closed=False), replace(paint, fill="")))
        drawn.lines += _trend_lines(series, values, places)
        anchors = {}
        for at, number in sorted(values.items()):
            look = mark_of(points.get(at), usual)
            x, y = places.point(at, number)
            drawn.marks += _mark(x, y, look)
            anchors[at] = LabelAnchor(x, y, _reach(look))
        drawn.labels += label_marks(series, _known(series, places), anchors, places, values)


def _unbroken(values: dict[int, float]) -> list[list[int]]:
    """Return the indices of values in runs without a gap."""
    return [[at for _, at in run] for _, run in groupby(enumerate(sorted(values)), key=lambda pair: pair[1] - pair[0])]


def _reach(look: MarkLook) -> float:
    return look.size / 2 if look.symbol != "none" else 0.0


def _mark(x: float, y: float, look: MarkLook) -> Iterator[PaintedMark]:
    half = look.size / 2
    if look.symbol == "none" or not (look.paint.fill or look.paint.stroke):
        return
    if look.symbol == "dash":
        tall = look.size * _DASH_HEIGHT
        yield PaintedPath(rectangle(Box(x - half, y - tall / 2, look.size, tall)), look.paint)
        return
    yield PaintedPath(disc(x, y, half), look.paint)


def _areas(element: Any, places: ChartPlaces, drawn: _Drawn) -> None:
    below = [0.0] * places.count
    for series in element.findall(f"{C}ser"):
        values = numbers_of(series.find(f"{C}val"))
        paint = paint_of(series)
        tops = [low + values.get(at, 0.0) for at, low in enumerate(below)]
        for run in _unbroken(values):
            upper = [places.point(at, tops[at]) for at in run]
            lower = [places.point(at, below[at]) for at in reversed(run)]
            if paint.fill or paint.stroke:
                drawn.under.append(PaintedPath(polygon([*upper, *lower]), paint))
        below = tops


# -- dots --------------------------------------------------------------------------------------------------------------


def _scatter(element: Any, places: ChartPlaces, drawn: _Drawn) -> None:
    """Paint dots and what joins them. LibreOffice draws the first series in the part over those that follow."""
    rows = places.plot.form == "dumbbell"
    for series in reversed(element.findall(f"{C}ser")):
        xs, ys = numbers_of(series.find(f"{C}xVal")), numbers_of(series.find(f"{C}yVal"))
        held = [at for at in sorted(xs) if at in ys]
        spots = {at: _spot(xs[at], ys[at], places, rows=rows) for at in held}
        paint, points, usual = paint_of(series), _points(series), mark_of(series)
        if paint.stroke and len(held) > 1:
            drawn.lines.append(PaintedPath(polygon([spots[at] for at in held], closed=False), replace(paint, fill="")))
        anchors = {}
        for at in held:
            look = mark_of(points.get(at), usual)
            drawn.marks += _mark(*spots[at], look)
            anchors[at] = LabelAnchor(*spots[at], _reach(look))
        drawn.labels += label_marks(series, _known(series, places), anchors, places, ys)


def _spot(x: float, y: float, places: ChartPlaces, *, rows: bool) -> tuple[float, float]:
    if rows:
        return places.of_value(x), places.row(y)
    return places.across(x), places.inner.y + (1 - places.plot.axis.share(y)) * places.inner.h


def _bubbles(element: Any, places: ChartPlaces, drawn: _Drawn) -> None:
    (series,) = element.findall(f"{C}ser")
    usual, points = paint_of(series), _points(series)
    anchors = {}
    for dot in dots_on(places.plot, places.inner, places.box.marker / 2, y_down=True):
        paint = paint_of(points[dot.at]) if dot.at in points else usual
        drawn.marks.append(PaintedPath(disc(*dot.middle, dot.radius), paint))
        anchors[dot.at] = LabelAnchor(*dot.middle, dot.radius)
    values = numbers_of(series.find(f"{C}yVal"))
    drawn.labels += label_marks(series, _plane_series(places), anchors, places, values)


def _plane_series(places: ChartPlaces) -> PlotSeries:
    return places.plot.series[1]


_PAINTERS = {"areaChart": _areas, "barChart": _bars, "lineChart": _lines, "scatterChart": _scatter,
             "bubbleChart": _bubbles}  # fmt: skip

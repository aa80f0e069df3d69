"""Maps on a page: outlines painted by class, the classes below, words at a few places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from matplotlib.patches import Ellipse, PathPatch, Rectangle
from matplotlib.path import Path

from briefing.charts import map_layout
from briefing.charts.boxes import Box
from briefing.charts.map_layout import MapLabel, PlacedLabel, PlacedMap
from briefing.charts.vector import text_lines
from briefing.charts.vector.chart_canvas import Align, ChartCanvas
from briefing.charts.vector.map_height import BELOW, GAP, LEAST, PAD, SWATCH, counted, legend_height, swatch_width
from briefing.charts.vector.text_lines import Face
from briefing.errors import LayoutError
from briefing.model.chart import Plot
from briefing.model.outlines import MapArea, MapPlot, Ring
from briefing.model.text import Text, plain, text
from briefing.model.theme import HEAT_GROUNDS, HEAT_TEXTS

_PAPER: Final = 1.5  # around words on land
_CIRCLE: Final = 2.4
_MOST_NOTE: Final = 110.0
_MOST_LINES: Final = 2  # of the bounds of a class
_GRAIN: Final = 5  # places in a point, of outlines
_LEAST_CORNERS: Final = 3
_HATCH: Final = "////"  # farther apart than other hatches, so that no class is taken for it


def draw_map(canvas: ChartCanvas, plot: Plot) -> None:
    """Draw a map over the whole canvas."""
    drawn = plot.map
    assert drawn is not None  # of this form
    tall = legend_height(drawn, canvas.sizes, canvas.width, canvas.surface)
    ground = Box(0.0, 0.0, canvas.width, canvas.height - tall)
    if ground.h < LEAST:
        what = f"{max(ground.h, 0):.0f} points are left for the map"
        raise LayoutError(what, str(canvas.place), "give the map a wider column, or a section of its own")
    canvas.frame(Box(0, 0, canvas.width, canvas.height), (0.0, canvas.width), (0.0, canvas.height))
    place = map_layout.placed(drawn, ground)
    _absent(canvas, drawn, place)
    rings = _rings(plot, place)
    for area in drawn.areas:
        if area.at is not None and area.at not in rings:
            _place(canvas, area, place)
    if drawn.tiles:
        _tile_codes(canvas, drawn, place)
    _words(canvas, plot, place, ground, rings)
    _legend(canvas, drawn, tall)


# -- places -----------------------------------------------------------------------------------------------------------


def _path(canvas: ChartCanvas, rings: Sequence[Ring], place: PlacedMap) -> Path:
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for ring in rings:
        corners = [corner for corner, _ in groupby(_rounded(canvas, place.at(point)) for point in ring)]
        if len(corners) < _LEAST_CORNERS:
            continue
        points += [*corners, corners[0]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(corners) - 1), Path.CLOSEPOLY]
    return Path(points, codes)


def _rounded(canvas: ChartCanvas, point: tuple[float, float]) -> tuple[float, float]:
    """Return a point on a grid finer than any page shows, which makes of a long outline a short one."""
    return round(point[0] * _GRAIN) / _GRAIN, round((canvas.height - point[1]) * _GRAIN) / _GRAIN


def _paint(canvas: ChartCanvas, path: Path, **style: Any) -> None:
    canvas.axes.add_patch(PathPatch(path, transform=canvas.points, **style))


def _absent(canvas: ChartCanvas, drawn: MapPlot, place: PlacedMap) -> None:
    """Hatch all places without a value at once: as many hatches would be as many patterns."""
    areas = [area for area in drawn.areas if area.at is None and area.rings]
    if not areas:
        return
    path = _path(canvas, [ring for area in areas for ring in area.rings], place)
    style = {"facecolor": "none", "hatch": _HATCH, "linewidth": 0.4, "zorder": 1}
    _paint(canvas, path, edgecolor=canvas.colour("rule"), **style)
    _paint(canvas, path, facecolor="none", edgecolor=canvas.colour("rule_strong"), linewidth=0.35, zorder=1.5)


def _place(canvas: ChartCanvas, area: MapArea, place: PlacedMap) -> None:
    fill = canvas.colour(HEAT_GROUNDS[area.step])
    if area.small:
        _disc(canvas, place.at(area.spot), fill, canvas.colour("ink"), 0.5, z=3)
        return
    edge, weight = (canvas.colour("ink_3"), 0.5) if area.step == 1 else (canvas.colour("paper"), 0.35)
    _paint(canvas, _path(canvas, area.rings, place), facecolor=fill, edgecolor=edge, linewidth=weight, zorder=2)


def _disc(canvas: ChartCanvas, at: tuple[float, float], fill: str, edge: str, weight: float, z: float) -> None:
    x, y = at[0], canvas.height - at[1]
    style: dict[str, Any] = {"facecolor": fill, "edgecolor": edge, "linewidth": weight, "zorder": z}
    canvas.axes.add_patch(Ellipse((x, y), 2 * _CIRCLE, 2 * _CIRCLE, transform=canvas.points, **style))


def _tile_codes(canvas: ChartCanvas, drawn: MapPlot, place: PlacedMap) -> None:
    """Write the codes on tiles where all have room."""
    face = Face(canvas.sizes.axis, strong=True)
    found = [(area, text(area.code, term="axis")) for area in drawn.areas]
    sides = [place.scale * (area.rings[0][2][0] - area.rings[0][0][0]) for area in drawn.areas]
    if any(canvas.size_of(words, face)[0] > side - 2 for (_, words), side in zip(found, sides, strict=True)):
        return
    for area, words in found:
        x, y = place.at(area.spot)
        wide, tall = canvas.size_of(words, face)
        capital = canvas.surface.ascent("bold", face.size)
        box = Box(x - wide / 2, canvas.height - y - capital / 2 - (tall - capital), wide, tall)
        canvas.write(words, box, face, canvas.colour(HEAT_TEXTS[area.step]))


# -- words on the map -------------------------------------------------------------------------------------------------


def _rings(plot: Plot, place: PlacedMap) -> set[int]:
    """Return the places pointed out that are no larger than their ring, which has their colour and stands for them."""
    assert plot.map is not None
    held = map_layout.spots(plot.map)
    return {at for at in map_layout.named(plot) if not plot.map.tiles and _is_within_ring(held[at], place)}


def _is_within_ring(area: MapArea, place: PlacedMap) -> bool:
    """Whether a place is no larger than the ring that stands where it is pointed out."""
    points = [point for ring in area.rings for point in ring]
    spans = [max(part) - min(part) for part in zip(*points, strict=True)]
    return area.small or all(span * place.scale <= 2 * _CIRCLE for span in spans)


def _words(canvas: ChartCanvas, plot: Plot, place: PlacedMap, ground: Box, rings: Collection[int]) -> None:
    """Write the name and value of the places that are pointed out, each with a ring at its place."""
    assert plot.map is not None
    held = map_layout.spots(plot.map)
    contents = {at: list(_content(canvas, plot, at)) for at in map_layout.named(plot)}
    tiles = plot.map.tiles
    labels = [
        MapLabel(at, place.at(held[at].spot), _size(canvas, lines), map_layout.mark_radius(held[at], place))
        if tiles
        else MapLabel(at, place.at(held[at].spot), _size(canvas, lines))
        for at, lines in contents.items()
    ]
    taken = list(_small_print(canvas, plot, place))
    for item in map_layout.place_labels(plot.map, place, ground, labels, taken):
        if item.on_land:
            box = item.box.grown(_PAPER)
            foot = canvas.height - box.y - box.h
            _swatch(canvas, Box(box.x, foot, box.w, box.h), facecolor=canvas.colour("paper"), linewidth=0)
        if item.leader:
            ends = [(x, canvas.height - y) for x, y in item.leader]
            canvas.line(ends, canvas.colour("paper"), 0.6 + 2 * map_layout.HALO, z=5.9)
            canvas.line(ends, canvas.colour("ink"), 0.6, z=6)
        colour = canvas.colour(map_layout.mark_colour(plot, item.at))
        if tiles:
            path = _path(canvas, held[item.at].rings, place)
            _paint(canvas, path, facecolor="none", edgecolor=colour, linewidth=1.75, zorder=7)
        else:
            fill = canvas.colour(HEAT_GROUNDS[held[item.at].step]) if item.at in rings else "none"
            _disc(canvas, item.spot, "none", canvas.colour("paper"), 1.5 + 2 * map_layout.HALO, z=6.5)
            _disc(canvas, item.spot, fill, colour, 1.5, z=7)
        _write(canvas, item, contents[item.at])


def _small_print(canvas: ChartCanvas, plot: Plot, place: PlacedMap) -> Iterator[Box]:
    """Write the names and values of the other places of a few in their land; yield the boxes that they take."""
    assert plot.map is not None
    held = map_layout.spots(plot.map)
    for at in map_layout.small_print(plot):
        colour = canvas.colour("ink")
        name, face, value = plot.rows[at].name, Face(canvas.sizes.note), plot.map.values[at]
        words = max(canvas.size_of(text(word), face)[0] for word in plain(name).split())
        for parts in ((name,), text_lines.balanced(canvas.surface, name, face, words)):  # on one line, or on a few
            lines: list[_Line] = [
                (name, parts, face, colour), (value, (value,), Face(canvas.sizes.label), colour)
            ]  # fmt: skip
            wide, tall = _size(canvas, lines)
            if ground := map_layout.within(held[at], place, (wide + 2 * _PAPER, tall + 2 * _PAPER)):
                box, foot = ground.grown(-_PAPER), canvas.height - ground.y - ground.h
                _swatch(canvas, Box(ground.x, foot, ground.w, ground.h), facecolor=canvas.colour("paper"), linewidth=0)
                _write(canvas, PlacedLabel(at, (box.x + box.w / 2, box.y), box, None), lines, "centre")
                yield box
                break


_Line = tuple[Text, tuple[Text, ...], Face, str]


def _content(canvas: ChartCanvas, plot: Plot, at: int) -> Iterator[_Line]:
    """Yield each text at a place: whole, in lines, with its face and colour."""
    (series,) = plot.series
    label, row = series.labels[at], plot.rows[at]
    assert label is not None  # it is named
    ink = canvas.colour("ink")
    yield row.name, (row.name,), Face(canvas.sizes.label, strong=True), ink
    colour = canvas.word_colour(row.role, "ink")
    yield label.text, (label.text,), Face(canvas.sizes.strong, strong=True), colour
    face = Face(canvas.sizes.note)
    for remark in plot.remarks:
        if round(remark.at) == at and remark.text:
            lines = text_lines.balanced(canvas.surface, remark.text, face, _MOST_NOTE)
            yield remark.text, lines, face, canvas.colour("ink_2")


def _size(canvas: ChartCanvas, lines: Sequence[_Line]) -> tuple[float, float]:
    wide = max(text_lines.widest(canvas.surface, parts, face) for _, parts, face, _ in lines)
    return wide, sum(canvas.tall(face, len(parts)) + 1 for _, parts, face, _ in lines)


def _write(canvas: ChartCanvas, item: PlacedLabel, lines: Sequence[_Line], align: Align = "left") -> None:
    align = "right" if item.leftward else align
    y = canvas.height - item.box.y
    for whole, parts, face, colour in lines:
        tall = canvas.tall(face, len(parts))
        canvas.write_lines(whole, parts, Box(item.box.x, y - tall, item.box.w, tall), face, colour, align)
        y -= tall + 1


# -- classes ----------------------------------------------------------------------------------------------------------


def _legend(canvas: ChartCanvas, drawn: MapPlot, tall: float) -> None:
    """Draw a swatch for each class with the places in it, its bounds below, and the hatch of what has no value."""
    sizes = canvas.sizes
    drawn = counted(drawn, sizes, canvas.width, canvas.surface)
    wide = swatch_width(drawn, canvas.width)
    high = SWATCH * sizes.axis
    foot = tall - 8.0 - high
    bounds, counts = Face(sizes.axis, strong=True), Face(sizes.axis)
    split = [text_lines.lines(canvas.surface, item.words, bounds, wide) for item in drawn.classes]
    beneath = foot - BELOW - canvas.tall(bounds, max(map(len, split)))
    for number, item in enumerate(drawn.classes):
        x = number * (wide + GAP)
        edge, weight = (canvas.colour("ink_3"), 0.5) if item.step == 1 else ("none", 0.0)
        _swatch(canvas, Box(x, foot, wide, high), facecolor=canvas.colour(HEAT_GROUNDS[item.step]), edgecolor=edge,
                linewidth=weight)  # fmt: skip
        across, up = canvas.size_of(item.count, counts)
        box = Box(x + PAD, foot + (high - up) / 2, across, up)
        canvas.write(item.count, box, counts, canvas.colour(HEAT_TEXTS[item.step]))
        if len(split[number]) > _MOST_LINES:
            fix = 'print the values in a scale, as `format = { scale = "million" }` in [facts], or give round `breaks`'
            raise LayoutError(f"the bounds of the classes have no room in {wide:.0f} points", str(canvas.place), fix)
        up = canvas.tall(bounds, len(split[number]))
        box = Box(x, foot - BELOW - up, wide, up)
        canvas.write_lines(item.words, split[number], box, bounds, canvas.colour("ink"))
    if drawn.absent:
        x = len(drawn.classes) * (wide + GAP) + PAD
        box = Box(x, foot, min(wide, canvas.width - x), high)
        _swatch(canvas, box, facecolor="none", edgecolor=canvas.colour("rule"), hatch=_HATCH, linewidth=0)
        _swatch(canvas, box, facecolor="none", edgecolor=canvas.colour("rule_strong"), linewidth=0.5)
        across, up = canvas.size_of(drawn.absent, counts)
        canvas.write(drawn.absent, Box(x, foot - BELOW - up, across, up), counts, canvas.colour("ink_2"))
    if drawn.rule:
        face = Face(sizes.note)
        lines = text_lines.lines(canvas.surface, drawn.rule, face, canvas.width)
        up = canvas.tall(face, len(lines))
        box = Box(0.0, beneath - BELOW - up, canvas.width, up)
        canvas.write_lines(drawn.rule, lines, box, face, canvas.colour("ink_2"))


def _swatch(canvas: ChartCanvas, box: Box, **style: Any) -> None:
    canvas.axes.add_patch(Rectangle((box.x, box.y), box.w, box.h, transform=canvas.points, zorder=2, **style))

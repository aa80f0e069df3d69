"""The map of a slide: a group of shapes, the classes below it, words at a few places, and the ranking at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.charts import map_layout
from briefing.charts.map_layout import CIRCLE, HALO, MapLabel, PlacedLabel, PlacedMap
from briefing.charts.roles import WORDS
from briefing.deck.plan import grid
from briefing.deck.plan.charts.map_ranking import ranking
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Align, Box, Element, Freeform, Group, Paragraph, Path, Shape, TextStyle
from briefing.model.chart import Plot
from briefing.model.outlines import MapArea, MapPlot
from briefing.model.text import Text, embolden, plain, text
from briefing.model.theme import HEAT_GROUNDS, HEAT_TEXTS

NAME, VALUE, NOTE = (
    TextStyle(14, 17, bold=True),
    TextStyle(20, 23, bold=True),
    TextStyle(14, 17, "ink_2"),
)
SMALL = TextStyle(12, 14)
BOUNDS = (TextStyle(14, 17, bold=True), TextStyle(12, 15, bold=True))
COUNTS = (TextStyle(14, 17), TextStyle(12, 15))
RULE = TextStyle(12, 15, "ink_2")
SWATCH: Final = 21.0
LEGEND_GAP, SWATCH_GAP, BELOW = 10.0, 2.0, 3.0
RANKING, MOST_RANKING = 220.0, 300.0  # width of the ranking, at least and at most
RANKING_GAP: Final = 26.0  # between the map and its ranking
LOW_LEGEND: Final = 70.0  # height that classes take at least
WITH_RANKING: Final = 720.0  # width from which on a map has its ranking at its side
MOST_NOTE: Final = 120.0
SLACK: Final = 1.06  # of the width of words: what another typeface may take more
MOST_SWATCH: Final = 130.0
TILE_CODES = (TextStyle(14, 14, bold=True), TextStyle(12, 12, bold=True), TextStyle(10.5, 10.5, bold=True))
ABSENT: Final = "rule_strong"  # the hatch of what has no value, paler than any class
_PAD = 6.0


def map_chart(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return a map with its words in an area, and where that is wide enough a ranking of its places."""
    page = page if page.place else page.at("chart")
    drawn = plot.map
    assert drawn is not None  # of this form
    ranked = area.w >= WITH_RANKING and len(plot.categories) > 2
    for_ranking = min(max(area.w - RANKING_GAP - _wide_at(drawn, area.h - LOW_LEGEND), RANKING), MOST_RANKING)
    wide = area.w - for_ranking - RANKING_GAP if ranked else area.w
    swatch, bounds = _bounds(page, drawn, wide)
    room = swatch - 2 * _PAD
    if any(fit.height(fit.single(item.count, COUNTS[-1]), room) > COUNTS[-1].leading for item in drawn.classes):
        drawn = drawn.numbered  # words would run out of their class
    lines = max(fit.height(fit.single(item.words, bounds), swatch) for item in drawn.classes)
    legend_tall = SWATCH + BELOW + lines
    if drawn.rule:
        legend_tall += BELOW + fit.height(fit.single(drawn.rule, RULE), wide)
    ground = Box(area.x, area.y, wide, area.h - legend_tall - LEGEND_GAP)
    if ground.h < 90:
        raise page.error("chart", "no room is left for the map", "give the section fewer points, or a shorter note")
    place = map_layout.placed(drawn, ground)
    elements: list[Element] = [Group("Map", tuple(_shapes(drawn, place)), plot.alt)]
    if drawn.tiles:
        elements += _tile_codes(page, drawn, place)
    elements += _words(page, plot, place, ground)
    elements += _legend(page, drawn, Box(area.x, ground.y1 + LEGEND_GAP, wide, legend_tall), swatch, bounds)
    if ranked:
        elements += ranking(page, plot, Box(area.x1 - for_ranking, area.y, for_ranking, area.h))
    return elements


def _wide_at(drawn: MapPlot, high: float) -> float:
    """Return how wide a map of a height is."""
    return high * drawn.wide / drawn.high


# -- places -----------------------------------------------------------------------------------------------------------


def _shapes(drawn: MapPlot, place: PlacedMap) -> list[Freeform | Shape]:
    """Return a shape for each place, called by its code, circles above all else."""
    painted = _square if drawn.tiles else _land
    land = [painted(area, place) for area in drawn.areas if area.rings and not area.small]
    return [*land, *(_circle(area, place) for area in drawn.areas if area.small)]


def _land(area: MapArea, place: PlacedMap) -> Freeform:
    paths = tuple(Path(tuple(map(place.at, ring))) for ring in area.rings)
    if area.at is None:
        return Freeform(area.code, paths, fill=ABSENT, line=ABSENT, weight=0.5, hatched=True)
    line, weight = ("ink_3", 0.75) if area.step == 1 else ("paper", 0.5)
    return Freeform(area.code, paths, fill=HEAT_GROUNDS[area.step], line=line, weight=weight)


def _square(area: MapArea, place: PlacedMap) -> Shape:
    box = _tile(area, place)
    if area.at is None:
        return Shape(area.code, "rect", box, fill=ABSENT, line=ABSENT, weight=0.5, hatched=True)
    line, weight = ("ink_3", 0.75) if area.step == 1 else ("", 0.0)
    return Shape(area.code, "rect", box, HEAT_GROUNDS[area.step], line, weight)


def _circle(area: MapArea, place: PlacedMap) -> Shape:
    x, y = place.at(area.spot)
    box = Box(x - CIRCLE, y - CIRCLE, 2 * CIRCLE, 2 * CIRCLE)
    return Shape(area.code, "ellipse", box, fill=HEAT_GROUNDS[area.step], line="ink", weight=0.75)


def _tile_codes(page: Page, drawn: MapPlot, place: PlacedMap) -> list[Element]:
    """Return the codes on tiles, in the largest size in which all have room; none where that is too small."""
    boxes = [_tile(area, place) for area in drawn.areas]
    texts = [fit.axis_text(area.code) for area in drawn.areas]
    pairs = list(zip(texts, boxes, strict=True))
    fitting = [
        style
        for style in TILE_CODES
        if all(fit.width(item, style) <= box.w - 2 and style.leading <= box.h for item, box in pairs)
    ]
    if not fitting:
        return []
    return [
        fit.set_text(
            page,
            page.numbered("Code", number),
            box,
            [Paragraph(item, grid.aligned(grid.coloured(fitting[0], HEAT_TEXTS[area.step]), "ctr"))],
            anchor="ctr",
        )
        for number, (area, item, box) in enumerate(zip(drawn.areas, texts, boxes, strict=True), start=1)
    ]


def _tile(area: MapArea, place: PlacedMap) -> Box:
    (x, y), (x1, y1) = place.at(area.rings[0][0]), place.at(area.rings[0][2])
    return Box(x, y, x1 - x, y1 - y)


# -- words on the map -------------------------------------------------------------------------------------------------


def _words(page: Page, plot: Plot, place: PlacedMap, ground: Box) -> list[Element]:
    """Return the name and value of the places that are pointed out, each with a dot at its place."""
    assert plot.map is not None
    held = map_layout.spots(plot.map)
    contents = {at: _content(plot, at) for at in map_layout.named(plot)}
    tiles = plot.map.tiles
    labels = [
        MapLabel(at, place.at(held[at].spot), _size(content), map_layout.mark_radius(held[at], place))
        if tiles
        else MapLabel(at, place.at(held[at].spot), _size(content))
        for at, content in contents.items()
    ]
    elements, taken = _small_print(page, plot, place)
    for number, item in enumerate(map_layout.place_labels(plot.map, place, ground, labels, taken), start=1):
        elements += _leader(page, item, number)
        name, colour = page.numbered("Mark", number), map_layout.mark_colour(plot, item.at)
        if tiles:
            elements.append(Shape(name, "rect", _tile(held[item.at], place).grown(0.5), line=colour, weight=2.5))
        else:
            dot = Box(*item.spot, 0, 0).grown(CIRCLE)
            halo = page.numbered("Mark ground", number)  # a dark mark is seen on a dark place too
            elements.append(Shape(halo, "ellipse", dot.grown(HALO), fill="paper"))
            fill = HEAT_GROUNDS[held[item.at].step]
            elements.append(Shape(name, "ellipse", dot, fill=fill, line=colour, weight=2.0))
        align: Align = "r" if item.leftward else "l"
        content = [Paragraph(one.text, grid.aligned(one.style, align)) for one in contents[item.at]]
        written = fit.set_text(page, page.numbered("Place", number), item.box, content)
        elements.append(replace(written, fill="paper" if item.on_land else ""))
    return elements


def _small_print(page: Page, plot: Plot, place: PlacedMap) -> tuple[list[Element], list[Box]]:
    """Return the names and values of the other places of a few, in their land, and the boxes that they take."""
    assert plot.map is not None
    held, elements, taken = map_layout.spots(plot.map), list[Element](), list[Box]()
    for at in map_layout.small_print(plot):
        style = grid.aligned(SMALL, "ctr")
        content = [Paragraph(plot.rows[at].name, style), Paragraph(embolden(plot.map.values[at]), style)]
        whole = max(fit.width(one.text, SMALL) for one in content) * SLACK
        words = max(fit.width(text(word), SMALL) for one in content for word in plain(one.text).split()) * SLACK
        sizes = [(wide, fit.height(content, wide)) for wide in (whole, words)]  # a name on one line, or on a few
        boxes = [box for size in sizes if (box := map_layout.within(held[at], place, size))]
        for box in boxes[:1]:
            written = fit.set_text(page, f"Small place {at + 1}", box, content)
            elements.append(replace(written, fill="paper"))
            taken.append(box)
    return elements, taken


def _content(plot: Plot, at: int) -> list[Paragraph]:
    (series,) = plot.series
    label = series.labels[at]
    assert label is not None  # it is named
    value = replace(VALUE, colour=WORDS.get(plot.rows[at].role, "ink"))
    notes = [remark.text for remark in plot.remarks if round(remark.at) == at and remark.text]
    return [
        Paragraph(plot.rows[at].name, NAME),
        Paragraph(label.text, value),
        *(Paragraph(note, NOTE) for note in notes),
    ]


def _size(content: Sequence[Paragraph]) -> tuple[float, float]:
    words = max(fit.width(one.text, one.style) for one in content[:2])  # name and value stand on one line each
    wide = max(words, *(fit.balanced_width(one.text, one.style, MOST_NOTE) for one in content[2:]), 0.0) * SLACK
    return wide, fit.height(content, wide)


def _leader(page: Page, item: PlacedLabel, number: int) -> list[Element]:
    if item.leader is None:
        return []
    (x, y), (x1, y1) = item.leader
    line = Box(x, y, x1 - x, y1 - y)
    return [
        Shape(page.numbered("Leader ground", number), "line", line, line="paper", weight=0.75 + 2 * HALO),
        Shape(page.numbered("Leader", number), "line", line, line="ink", weight=0.75),
    ]


# -- classes ----------------------------------------------------------------------------------------------------------


def _bounds(page: Page, drawn: MapPlot, room: float) -> tuple[float, TextStyle]:
    """Return the width of a swatch, and the style of bounds: the larger in which they have one line, or else two."""
    count = len(drawn.classes) + (1 if drawn.absent else 0)
    wide = min(MOST_SWATCH, (room - SWATCH_GAP * (count - 1)) / count)
    for lines in (1, 2):
        for style in BOUNDS:
            if all(_holds(item.words, style, wide, lines) for item in drawn.classes):
                return wide, style
    fix = 'print the values in a scale, as `format = { scale = "million" }` in [facts], or give round `breaks`'
    raise page.error("chart", f"the bounds of the classes have no room in {wide:.0f} points", fix)


def _holds(value: Text, style: TextStyle, wide: float, lines: int) -> bool:
    """Whether a text has room in so many lines, none of which a word breaks."""
    words = (text(word, bold=True) for word in plain(value).split())
    fitting = all(fit.width(word, style) <= wide for word in words)
    return fitting and fit.height(fit.single(value, style), wide) <= lines * style.leading


def _legend(page: Page, drawn: MapPlot, area: Box, wide: float, bounds: TextStyle) -> list[Element]:
    """Return a swatch for each class with the places in it, its bounds below, and the hatch of what has no value."""
    room = wide - _PAD
    counts = fit.largest_style(COUNTS, [(item.count, Box(0, 0, room - _PAD, 17)) for item in drawn.classes])
    below = max(fit.height(fit.single(item.words, bounds), wide) for item in drawn.classes)
    elements: list[Element] = []
    for number, item in enumerate(drawn.classes, start=1):
        x = area.x + (number - 1) * (wide + SWATCH_GAP)
        swatch = Box(x, area.y, wide, SWATCH)
        line, weight = ("ink_3", 0.75) if item.step == 1 else ("", 0.0)
        elements += [
            Shape(page.numbered("Class", number), "rect", swatch, HEAT_GROUNDS[item.step], line, weight),
            fit.set_text(
                page,
                page.numbered("Class count", number),
                Box(x + _PAD, area.y, room - _PAD, SWATCH),
                fit.single(item.count, grid.coloured(counts, HEAT_TEXTS[item.step])),
                anchor="ctr",
            ),
            fit.set_text(
                page,
                page.numbered("Class bounds", number),
                Box(x, area.y + SWATCH + BELOW, wide, below),
                fit.single(item.words, bounds),
            ),
        ]
    if drawn.absent:
        x = area.x + len(drawn.classes) * (wide + SWATCH_GAP) + 2 * _PAD
        swatch = Box(x, area.y, min(wide, area.x1 - x), SWATCH)
        elements += [
            Shape("No value", "rect", swatch, fill=ABSENT, line=ABSENT, weight=0.75, hatched=True),
            fit.set_text(
                page,
                "No value text",
                Box(x, area.y + SWATCH + BELOW, swatch.w, bounds.leading),
                fit.single(drawn.absent, grid.coloured(bounds, "ink_2", bold=False)),
            ),
        ]
    if drawn.rule:
        top = area.y + SWATCH + 2 * BELOW + below
        box = Box(area.x, top, area.w, area.y1 - top)
        elements.append(fit.set_text(page, "Classes", box, fit.single(drawn.rule, RULE)))
    return elements

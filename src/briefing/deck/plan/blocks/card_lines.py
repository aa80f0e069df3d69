"""The line of a card through its own past, on the middle half of all its values, with one extreme named."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefing.charts import plot as plotted
from briefing.charts.boxes import Point
from briefing.charts.bridges import dashed
from briefing.deck.plan import grid
from briefing.deck.plan.charts.difference_shapes import hollow_marks
from briefing.deck.plan.charts.plot_positions import path, points, position
from briefing.deck.plan.charts.reference_lines import break_lines
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Shape, TextBox, TextStyle
from briefing.model.chart import Axis, Plot, PlotSeries, Role
from briefing.model.document import Card
from briefing.model.line_points import lone_points

_ROOM = 0.06  # of the scale, above the highest value and below the lowest
_INSET = 5.0  # of the ends of a line, for their marks
_AWAY, _CLEAR = 7.0, 2.5  # what a name keeps from its point, and from the line


def _is_high(card: Card) -> bool:
    values = {point.value for point in card.slope.series[0].points if point is not None}
    return _extreme(card) == max(values)


def _extreme(card: Card) -> float:
    """Return the value that is named."""
    point = card.slope.series[0].points[_named_at(card)]
    assert point is not None
    return point.value


class NameRows(Struct, frozen=True):
    """Which rows the names of extremes take in the zone of a line, one above it and one below."""

    above: bool = False
    below: bool = False


def name_rows(page: Page, cards: Sequence[Card], zone: Box, style: TextStyle) -> NameRows:
    """Return the rows that the names of extremes take where lines on one scale leave them no place, which all of the
    lines have: they stand equally high under a note that says so."""
    rows = NameRows()
    named = [card for card in cards if card.slope.annotations]
    while True:
        frame, _ = _frame(zone, style, rows)
        if frame.h < 2 * _row(style):
            return rows
        bare = [card for card in named if not _has_place(page, card, frame, style)]
        more = NameRows(
            rows.above or any(map(_is_high, bare)),
            rows.below or any(not _is_high(card) and not _between_ends(page, card, zone, style) for card in bare),
        )
        if more == rows:
            return rows
        rows = more


def _has_place(page: Page, card: Card, frame: Box, style: TextStyle) -> bool:
    """Return whether the line of a card leaves the name of its extreme a place in its frame."""
    drawn, bare = _plots(page, card)
    return _inside(page, card, (drawn, bare), (frame, _band(page, card, bare, frame, 0)), style) is not None


def _between_ends(page: Page, card: Card, zone: Box, style: TextStyle) -> bool:
    """Return whether the name of a low extreme has a place between the words below the ends of its line, right below
    its point."""
    frame, ends = _frame(zone, style, NameRows())
    if not ends:
        return False
    box = _outside(page, card, _plots(page, card)[1], (frame, ()), style)
    words = [element.box for element in _ends(page, card, zone, 0, style) if isinstance(element, TextBox)]
    near = box.y1 >= zone.y1 - style.leading
    return near and all(box.x1 + _INSET <= one.x or one.x1 + _INSET <= box.x for one in words)


def line_of(page: Page, card: Card, zone: Box, number: int, style: TextStyle, rows: NameRows) -> list[Element]:
    """Return the line of a card in a zone, whose words have a style.

    Its extreme is named where the line leaves room for that, else in one of the `rows` above and below it or between
    the words below its ends.
    """
    frame, ends = _frame(zone, style, rows)
    drawn, bare = _plots(page, card)
    band = _band(page, card, bare, frame, number)
    inner = _ground(frame)
    breaks = break_lines(page, drawn, inner, on_edges=True)
    box = _inside(page, card, (drawn, bare), (frame, band), style)
    if box is None and card.slope.annotations:
        outside = _outside(page, card, bare, (frame, band), style)
        outside = _off_stretches(outside, [item.box for item in breaks], up=_is_high(card))
        box = _in_row(page, card, outside, zone, rows, style)
    chart = ChartBox(
        f"Slope {number}",
        frame,
        inner,
        bare,
        drawn.alt or card.slope.alt or card.label,
        page.place,
        line_weight=2.25,
        marker=6.0,
        category_axis=False,
        on_edges=True,
        end_marked=True,
        marked=tuple(sorted({*lone_points(card.slope.series[0].points), *(() if box is None else (_named_at(card),))})),
    )
    hatches = [replace(item, name=f"{item.name} of {number}") for item in breaks]
    hollow = hollow_marks(page.at(f"slope {number}"), bare, inner, chart.marker, on_edges=True)
    elements = [*band, *hatches, chart, *hollow]
    if box is not None:
        content = fit.single(card.slope.annotations[0].text, style)
        elements.append(fit.set_text(page, f"Extreme {number}", box, content))
    return elements + (_ends(page, card, zone, number, style) if ends else [])


def _in_row(page: Page, card: Card, outside: Box, zone: Box, rows: NameRows, style: TextStyle) -> Box | None:
    """Return the place of an extreme's name `outside` the frame of its line, where it has one: in its row, or between
    the words below the ends."""
    up = _is_high(card)
    if rows.above if up else rows.below:
        return outside
    if up or not _between_ends(page, card, zone, style):
        return None
    return replace(outside, y=zone.y1 - style.leading)


def _row(style: TextStyle) -> float:
    """Return the height of a row of words."""
    return style.leading + 1


def _frame(zone: Box, style: TextStyle, rows: NameRows) -> tuple[Box, bool]:
    """Return the frame of a line in a zone, and whether its ends are named below it."""
    ends = zone.h >= 2 * _row(style) + 22
    above = _row(style) * rows.above
    return Box(zone.x, zone.y + above, zone.w, zone.h - above - _row(style) * (rows.below + ends)), ends


def _plots(page: Page, card: Card) -> tuple[Plot, Plot]:
    """Return the plot of a card's line, and the same on the scale of the card, without words."""
    drawn = dashed(card.slope, plotted(card.slope))
    role: Role = "plain" if card.role == "context" else card.role
    low, high = _as_drawn(page, card, card.scale)
    spare = (high - low or 1.0) * _ROOM
    axis = Axis(low - spare, high + 2 * spare, high - low or 1.0, visible=False)  # a raised value has room
    series = tuple(
        replace(one, role=one.role if one.role == "bridge" else role, roles=_bounds(one, role), labels=(), end=())
        for one in drawn.series
    )
    return drawn, replace(drawn, axis=axis, rules=(), remarks=(), series=series)


def _bounds(series: PlotSeries, role: Role) -> tuple[Role, ...]:
    """Return the roles of points where some are bounds, which are hollow; else none of their own."""
    return tuple(own if own == "bound" else role for own in series.roles) if "bound" in series.roles else ()


def _ground(frame: Box) -> Box:
    """Return the ground of a line in its frame."""
    return Box(frame.x + _INSET, frame.y + 4, frame.w - 2 * _INSET, frame.h - 8)


def _as_drawn(page: Page, card: Card, levels: tuple[float, float]) -> tuple[float, float]:
    """Return levels in the unit of the chart's values, as billions where the data are in millions."""
    low, high = (page.wording.spoken(replace(card.last, value=level)).value for level in levels)
    return low, high


def _band(page: Page, card: Card, plot: Plot, frame: Box, number: int) -> list[Shape]:
    """Return the ground of the middle half of all values, as far as the scale shows it."""
    if card.band is None:
        return []
    levels = _as_drawn(page, card, (card.band[0].value, card.band[1].value))
    foot, top = (min(max(position(plot, frame, 0, level)[1], frame.y), frame.y1) for level in levels)
    if foot - top < 1.0:
        return []
    return [Shape(f"Band {number}", "rect", Box(frame.x, top, frame.w, foot - top), fill="rule")]


def _named_at(card: Card) -> int:
    """Return the place of the point that is named."""
    return card.slope.categories.index(card.slope.annotations[0].category)


def _point(page: Page, card: Card, plot: Plot, inner: Box) -> Point:
    (value, _) = _as_drawn(page, card, (_extreme(card), 0.0))
    return position(plot, inner, _named_at(card), value, on_edges=True)


def _inside(
    page: Page, card: Card, plots: tuple[Plot, Plot], around: tuple[Box, Sequence[Shape]], style: TextStyle
) -> Box | None:
    """Return the place of an extreme's name in the frame of its line, where that leaves one next to the point."""
    if not card.slope.annotations:
        return None
    (drawn, plot), (frame, band) = plots, around
    inner = _ground(frame)
    x, y = _point(page, card, plot, inner)
    wide, tall = fit.width(card.slope.annotations[0].text, style) + 1, style.leading
    centred = min(max(x - wide / 2, frame.x), frame.x1 - wide)
    places = [
        Box(x - _AWAY - wide, y - tall / 2, wide, tall),
        Box(x + _AWAY, y - tall / 2, wide, tall),
        Box(x - _AWAY - wide, y - tall / 4, wide, tall),
        Box(centred, y - _AWAY - tall, wide, tall),
        Box(centred, y + _AWAY, wide, tall),
    ]
    taken = [box for series in plot.series for box in path(points(plot, inner, series), _CLEAR)]
    taken += [shape.box for shape in break_lines(page, drawn, inner, on_edges=True)]
    free = (
        box
        for box in places
        if not box.overhang(frame) and not any(map(box.touches, taken)) and not _crosses(box, band)
    )
    return next(free, None)


def _crosses(box: Box, band: Sequence[Shape]) -> bool:
    """Return whether words run over an edge of the band."""
    return any(box.y < edge < box.y1 for shape in band for edge in (shape.box.y, shape.box.y1))


def off_edges(box: Box, band: Sequence[Shape], *, up: bool) -> Box:
    """Return a box moved up or down so far that it runs over no edge of the band."""
    for edge in [shape.box.y if up else shape.box.y1 for shape in band]:
        if box.y < edge < box.y1:
            box = replace(box, y=edge - box.h if up else edge)
    return box


def _outside(page: Page, card: Card, plot: Plot, around: tuple[Box, Sequence[Shape]], style: TextStyle) -> Box:
    """Return the place of an extreme's name above the frame of its line or below it, over no edge of the band."""
    frame, band = around
    x, y = _point(page, card, plot, _ground(frame))
    wide = fit.width(card.slope.annotations[0].text, style) + 1
    left = min(max(x - wide / 2, frame.x), frame.x1 - wide)
    up = _is_high(card)
    return off_edges(Box(left, y - style.leading - 4 if up else y + 4, wide, style.leading), band, up=up)


def _off_stretches(box: Box, stretches: Sequence[Box], *, up: bool) -> Box:
    """Return a box moved above or below the stretches without a value that it touches, which are as high as the line:
    half on a hatch, words are hard to read."""
    touched = [one for one in stretches if box.touches(one)]
    if not touched:
        return box
    return replace(box, y=min(one.y for one in touched) - box.h if up else max(one.y1 for one in touched))


def _ends(page: Page, card: Card, zone: Box, number: int, style: TextStyle) -> list[Element]:
    """Return what stands below the first and the last point; the last alone stands with the value too, and is left out
    where both are too long."""
    quiet = replace(style, colour="ink_3")
    fits = sum(fit.width(words, quiet) + 1 for words in card.ends) + _INSET <= zone.w
    found: list[Element] = []
    for name, words, right in (("First", card.ends[0], False), ("Last", card.ends[1], True)):
        if words and (fits or not right):
            wide = fit.width(words, quiet) + 1
            box = Box(zone.x1 - wide if right else zone.x, zone.y1 - style.leading, wide, style.leading)
            aligned = grid.aligned(quiet, "r" if right else "l")
            found.append(fit.set_text(page, f"{name} period {number}", box, fit.single(words, aligned)))
    return found

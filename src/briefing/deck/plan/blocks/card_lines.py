"""The line of a card through its own past, on the middle half of all its values, with one extreme named."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts import plot as plotted
from briefing.deck.plan import grid
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.charts.reference_lines import break_lines
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Shape, TextBox, TextStyle
from briefing.model.chart import Axis, Plot, Role
from briefing.model.document import Card

_ROOM = 0.06  # of the scale, above the highest value and below the lowest
_INSET = 5.0  # of the ends of a line, for their marks


def _is_high(card: Card) -> bool:
    values = {point.value for point in card.slope.series[0].points if point is not None}
    return _extreme(card) == max(values)


def _extreme(card: Card) -> float:
    """Return the value that is named."""
    at = card.slope.categories.index(card.slope.annotations[0].category)
    point = card.slope.series[0].points[at]
    assert point is not None
    return point.value


def line_of(page: Page, card: Card, zone: Box, number: int, style: TextStyle) -> list[Element]:
    """Return the line of a card in a zone, whose words have a style."""
    named = style.leading + 1
    ends = zone.h >= 2 * named + 22
    foot = named if ends else 0.0
    room = named if card.slope.annotations and zone.h - foot >= 2 * named else 0.0
    above = room if room and _is_high(card) else 0.0
    below = room - above
    frame = Box(zone.x, zone.y + above, zone.w, zone.h - foot - above - below)
    inner = Box(frame.x + _INSET, frame.y + 4, frame.w - 2 * _INSET, frame.h - 8)
    drawn = plotted(card.slope)
    role: Role = "plain" if card.role == "context" else card.role
    low, high = _as_drawn(page, card, card.scale)
    spare = (high - low or 1.0) * _ROOM
    axis = Axis(low - spare, high + 2 * spare, high - low or 1.0, visible=False)  # a raised value has room
    series = tuple(
        replace(one, role=one.role if one.role == "bridge" else role, roles=(), labels=(), end=())
        for one in drawn.series
    )
    bare = replace(drawn, axis=axis, rules=(), remarks=(), series=series)
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
    )
    hatches = [
        replace(item, name=f"{item.name} of {number}") for item in break_lines(page, drawn, inner, on_edges=True)
    ]
    band = _band(page, card, bare, frame, number)
    elements = [*band, *hatches, chart]
    if above or below:
        elements += _off_edges(_named(page, card, bare, inner, number, style), band, up=bool(above))
    return elements + (_ends(page, card, zone, number, style) if ends else [])


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


def _off_edges(texts: Sequence[Element], band: Sequence[Shape], *, up: bool) -> list[Element]:
    """Return texts moved up or down so far that none runs over an edge of the band."""
    found: list[Element] = []
    for item in texts:
        for ground in (shape.box for shape in band) if isinstance(item, TextBox) else ():
            edge = ground.y if up else ground.y1
            if item.box.y < edge < item.box.y1:
                item = replace(item, box=replace(item.box, y=edge - item.box.h if up else edge))
        found.append(item)
    return found


def _named(page: Page, card: Card, plot: Plot, inner: Box, number: int, style: TextStyle) -> list[Element]:
    """Return the period and value of an extreme, above the line or below it."""
    if not card.slope.annotations:
        return []
    note = card.slope.annotations[0]
    (value, _), at = _as_drawn(page, card, (_extreme(card), 0.0)), card.slope.categories.index(note.category)
    x, y = position(plot, inner, at, value, on_edges=True)
    wide = fit.width(note.text, style) + 1
    left = min(max(x - wide / 2, inner.x - _INSET), inner.x1 + _INSET - wide)
    top = y - style.leading - 4 if _is_high(card) else y + 4
    box = Box(left, top, wide, style.leading)
    return [fit.set_text(page, f"Extreme {number}", box, fit.single(note.text, style))]


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

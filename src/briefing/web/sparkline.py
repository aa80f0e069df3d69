"""The line of a card through its past, as small as a word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from markupsafe import Markup

from briefing.model.cards import Card, Cards
from briefing.model.text import plain, unrepeated
from briefing.web.web_context import WebContext

_WIDE, _TALL, _EDGE = 160.0, 36.0, 4.0
_COLOURS: Final = {"highlight": "highlight", "second": "accent"}


def sparkline(context: WebContext, block: Cards, card: Card) -> Markup:
    """Return a card's line on its scale, over the middle half of its past, dashed where there is no value."""
    alt = unrepeated(card.slope.alt or block.alt)
    if not plain(alt).strip():
        context.refuse("a card's line without an alternative text", "give the cards an `alt`")
    context.note(alt, "alt")
    places = list(_places(card))
    role = _COLOURS.get(card.role, "ink")
    parts: list[Markup] = []
    if card.band:
        low, high = (_height(card, fact.value) for fact in card.band)
        shape = Markup('<rect x="0" y="{:.1f}" width="{}" height="{:.1f}" class="f-rule"/>')
        parts.append(shape.format(high, _WIDE, max(low - high, 1.0)))
    known = [place for place in places if place is not None]
    parts.append(_line(known, f"s-{role}", "3 3"))
    for held, run in groupby(places, key=lambda place: place is not None):
        if held:
            parts.append(_line([place for place in run if place is not None], f"s-{role}", ""))
    x, y = known[-1]
    parts.append(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3.5" class="f-{}"/>').format(x, y, role))
    pattern = Markup('<svg class="spark" viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}">{}</svg>')
    return pattern.format(_WIDE, _TALL, plain(alt), Markup("").join(parts))


def _places(card: Card) -> Iterator[tuple[float, float] | None]:
    points = card.slope.series[0].points
    step = (_WIDE - 2 * _EDGE) / max(1, len(points) - 1)
    for at, point in enumerate(points):
        yield None if point is None else (_EDGE + at * step, _height(card, point.value))


def _height(card: Card, level: float) -> float:
    low, high = card.scale
    share = (min(max(level, low), high) - low) / max(high - low, 1e-9)
    return _TALL - _EDGE - (_TALL - 2 * _EDGE) * share


def _line(places: list[tuple[float, float]], role: str, dash: str) -> Markup:
    if len(places) < 2:
        return Markup()
    path = Markup("M") + Markup("L").join(f"{x:.1f} {y:.1f}" for x, y in places)
    dashed = Markup(' stroke-dasharray="{}" stroke-opacity=".6"').format(dash) if dash else ""
    return Markup('<path d="{}" fill="none" stroke-width="1.8" class="{}"{}/>').format(path, role, dashed)

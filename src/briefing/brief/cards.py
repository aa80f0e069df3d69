"""The strip of cards: one number at a glance, each with a mini slope, all slopes on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from briefing.brief.context import BriefContext
from briefing.brief.flowables import Flowable, Stack
from briefing.brief.structure import Element
from briefing.brief.styles import CARD_LABEL, CARD_MULTIPLE, CARD_UNIT, CARD_VALUE
from briefing.brief.text_block import TextBlock
from briefing.model.document import Card, Cards
from briefing.model.text import Text, plain, unrepeated

_GAP = 14.0
_BAR = 2.4
_PAD = 6.0
_SLOPE, _LINE = (37.0, 24.0), (56.0, 26.0)
_ROOM = 14.0
_STROKES = 2.2  # from one stroke of a hatch to the next


class Slope(Flowable):
    """Two dots and a line between them, as high as the multiple (or the value) on the strip's (or its own) scale."""

    def __init__(
        self, context: BriefContext, card: Card, scale: tuple[float, float], element: Element, colour: str
    ) -> None:
        super().__init__()
        self.context, self.scale, self.element, self.colour = context, card.scale or scale, element, colour
        values = [fact.value for fact in card.slope.series[0].points if fact is not None]
        first, last = values[0], values[-1]
        self.ends = (first, last) if card.scale or not first else (1.0, last / first)
        self.points = card.slope.series[0].points if card.is_line else ()
        self.size = _LINE if card.is_line else _SLOPE

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """A fixed size."""
        self.width, self.height = self.size
        return self.size

    def rise(self) -> tuple[float, float]:
        """Heights of the first and the last dot."""
        first, last = map(self._height_of, self.ends)
        return first, last

    def _height_of(self, level: float) -> float:
        low, high = self.scale
        return 3 + (self.size[1] - 6) * (level - low) / max(high - low, 1e-9)

    def _line(self, colour: str) -> None:
        """Paint the line through all values, open where there is none."""
        step = (self.width - 6) / max(1, len(self.points) - 1)
        known = [at for at, point in enumerate(self.points) if point is not None]
        for before, after in pairwise(known):
            if after > before + 1:
                self._hatch(3 + (before + 0.5) * step, 3 + (after - 0.5) * step)
        for at, (one, other) in enumerate(pairwise(self.points)):
            if one is not None and other is not None:
                start, end = self._height_of(one.value), self._height_of(other.value)
                self.canvas.stroke_line(3 + at * step, start, 3 + (at + 1) * step, end, colour, 1.4)

    def _hatch(self, left: float, right: float) -> None:
        """Hatch a stretch of the line that has no value."""
        rise, colour = right - left, self.context.colour("ink_3")
        for step in range(int((self.height - rise) / _STROKES) + 1):
            self.canvas.stroke_line(left, step * _STROKES, right, step * _STROKES + rise, colour, 0.4)

    def draw(self) -> None:
        """Paint it as a figure: its first dot hollow, its last one filled, or a line to the last dot."""
        box_of(self.element, (*self.absolute(), *self.absolute(self.width, self.height)))
        first, last = self.rise()
        colour = self.context.colour(self.colour)
        with self.canvas.tagged(self.element):
            if self.points:
                self._line(colour)
            else:
                self.canvas.stroke_line(3, first, self.width - 3, last, colour, 2)
                self.canvas.disc(3, first, 2.5, self.context.colour("paper"), colour, 1.2)
            self.canvas.disc(self.width - 3, last, 3, colour)


def box_of(element: Element, box: Sequence[float]) -> None:
    """Say where a figure stands on its page."""
    corners = " ".join(f"{value:.2f}" for value in box)
    element.attributes["Layout"] = {"Placement": "/Block", "BBox": f"[ {corners} ]"}


_SIZES = (CARD_VALUE.size, 18.0, 14.0, 12.0)


class CardBox(Flowable):
    """One card: bar, label, unit, value with slope and multiple, the value it is measured against."""

    def __init__(self, context: BriefContext, card: Card, strip: Cards, element: Element) -> None:
        super().__init__()
        self.context = context
        self.colour = "highlight" if card.highlight else "context"
        value_colour = "highlight" if card.highlight else "ink"
        self.head = Stack(
            context,
            [
                TextBlock(context, card.label, CARD_LABEL, element.add("P")),
                TextBlock(context, card.unit, CARD_UNIT, element.add("P")),
            ],
        )
        self.value = TextBlock(context, card.value, CARD_VALUE.coloured(value_colour), element.add("P"))
        self.since = TextBlock(context, card.since, CARD_UNIT, element.add("P"))
        self.alt: Text = ()
        self.slope: Slope | None = None
        self.multiple: TextBlock | None = None
        if not card.single:
            multiple = CARD_MULTIPLE.coloured(value_colour)
            self.multiple = TextBlock(context, card.multiple, multiple, element.add("P")) if card.multiple else None
            self.slope = self._slope(card, strip, element)
        self.origin = element.origin
        self.foot_height = 0.0
        self.drawn_width = (_LINE if card.is_line else _SLOPE)[0]

    def _slope(self, card: Card, strip: Cards, element: Element) -> Slope:
        context = self.context
        alt = unrepeated(card.slope.alt or strip.alt)
        if not alt:
            context.refuse(element.origin, "a card's slope without an alternative text", "give the cards an `alt`")
        figure = element.add("Figure", alt=plain(alt))
        self.alt = alt
        return Slope(context, card, (strip.low, strip.high), figure, self.colour)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """A card is as high as its text; `spread` makes a strip even."""
        self.width = width
        self.head_height = self.head.wrap(width, height)[1]
        self.foot_height = max(self.foot_height, self.since.wrap(width, height)[1])
        if self.value.wrap(width - self.drawn_width - 4, height)[1] > CARD_VALUE.leading:
            what = f"a card's value {plain(self.value.content.text)!r} is wider than the card"
            fix = "print it in a scale, by `formats: {KEY: {scale: billion}}` in the story, and its unit without one"
            self.context.refuse(self.origin, what, fix)
        for item in (self.multiple, self.slope):
            if item:
                item.wrap(width, height)
        self.height = _BAR + _PAD + self.head_height + _ROOM + CARD_VALUE.leading + self.foot_height
        return width, self.height

    def room_for(self, size: float, width: float) -> bool:
        """Set the value in a size; whether it then stands on one line with its slope."""
        self.value.content.style = replace(self.value.content.style, size=size)
        self.value.lines = None
        return self.value.wrap(width - self.drawn_width - 4, 0)[1] <= CARD_VALUE.leading

    def draw(self) -> None:
        """Paint from the top bar down; the value stands on one line over all cards of a strip."""
        top = self.height
        with self.canvas.artifact():
            self.canvas.fill_rect(0, top - _BAR, self.width, _BAR, self.context.colour(self.colour))
        self.head.drawOn(self.canvas, 0, top - _BAR - _PAD - self.head_height)
        self.value.drawOn(self.canvas, 0, self.foot_height)
        self.since.drawOn(self.canvas, 0, self.foot_height - self.since.height)
        if self.slope:
            foot = self.foot_height + 4
            if self.multiple:
                self.multiple.drawOn(self.canvas, 0, foot + max(self.slope.rise()) + 4)
            self.slope.drawOn(self.canvas, self.width - self.drawn_width, foot)
            self.context.trace.note(self.context.trace.place(self.canvas.page, self.origin.name, "alt"), self.alt)


class CardStrip(Flowable):
    """At most four cards side by side, equal in width and height."""

    kind = "row of cards"

    def __init__(self, context: BriefContext, cards: Cards, parent: Element, *, gap: float = 0.0) -> None:
        super().__init__(gap)
        self.origin = parent.origin
        if not cards.cards:
            context.refuse(self.origin, "cards without a card", "give it one to four facts, or leave the cards out")
        items = parent.add("L")
        self.boxes = []
        for number, card in enumerate(cards.cards, start=1):
            body = items.add("LI", self.origin.at(f"card {number}")).add("LBody")
            self.boxes.append(CardBox(context, card, cards, body))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All cards as high as the highest."""
        self.width = width
        self.each = (width - _GAP * (len(self.boxes) - 1)) / max(1, len(self.boxes))
        for size in _SIZES:  # of all values alike: a smaller one where one of them is long
            fits = [box.room_for(size, self.each) for box in self.boxes]  # each is set in the size
            if all(fits):
                break
        for _ in range(2):  # once more with the highest foot for all, so that their values stand on one line
            self.height = max((box.wrap(self.each, height)[1] for box in self.boxes), default=0.0)
            foot = max((box.foot_height for box in self.boxes), default=0.0)
            for box in self.boxes:
                box.foot_height = foot
        for box in self.boxes:
            box.height = self.height
        return width, self.height

    def draw(self) -> None:
        """Paint them from left to right."""
        for at, box in enumerate(self.boxes):
            box.drawOn(self.canvas, at * (self.each + _GAP), 0)

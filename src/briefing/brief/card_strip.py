"""The strip of cards: one number at a glance, each over a line through its own past."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.brief.brief_context import BriefContext
from briefing.brief.flowables import Flowable, Stack
from briefing.brief.structure import Element
from briefing.brief.styles import (
    CARD_CHANGE,
    CARD_DATE,
    CARD_FIRST,
    CARD_LABEL,
    CARD_LAST,
    CARD_UNIT,
    CARD_VALUE,
)
from briefing.brief.text_block import TextBlock
from briefing.brief.typography import TextLine
from briefing.charts.values import point_roles
from briefing.model.chart import Role
from briefing.model.document import Card, Cards
from briefing.model.line_points import is_sparse, lone_points
from briefing.model.text import Text, plain, text, unrepeated

_GAP = 14.0
_ROW_GAP = 12.0
_BAR = 2.4
_PAD = 6.0
_BELOW = 4.0  # the ends of a line, to the marks
_BETWEEN = 6.0  # of the words below the first point from those below the last
_SLOPE = 34.0  # height of a line
_ROOM = 7.0  # above a line and below it
_FLATTEST = 0.7  # the least part of them where a page is short of room
_IN_A_ROW = 4
_STROKES = 2.2  # from one stroke of a hatch to the next
_DASH = 4.0
_FEWEST = 5  # dashes of a way and the gaps between them: with fewer, those at its ends look like the line
_DOT = 1.8  # radius of a point without neighbours
_HOLLOW, _EDGE = 2.0, 0.9  # radius and edge of a hollow point
_COLOURS: dict[Role, tuple[str, str]] = {"highlight": ("highlight", "highlight"), "second": ("accent", "accent_text")}


class Slope(Flowable):
    """A line through all values of a card on its scale, or between two, on the middle half of its past."""

    def __init__(self, context: BriefContext, card: Card, element: Element, colour: str) -> None:
        super().__init__()
        self.context, self.element, self.colour = context, element, colour
        self.points, self.scale = card.slope.series[0].points, card.scale
        self.hollow = [role == "bound" for role in point_roles(self.points, "context")]
        yearly = card.last.value_period.frequency.unit == "year"
        self.dashed = yearly or is_sparse(self.points)  # as charts have it
        self.band = tuple(fact.value for fact in card.band or ())
        self.tall = _SLOPE

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as its card."""
        self.width, self.height = width, self.tall
        return width, self.height

    def _height_of(self, level: float) -> float:
        low, high = self.scale
        return 3 + (self.tall - 6) * (min(max(level, low), high) - low) / max(high - low, 1e-9)

    def _line(self, colour: str) -> None:
        """Paint the line through all values, open where there is none."""
        step = (self.width - 6) / max(1, len(self.points) - 1)
        known = [at for at, point in enumerate(self.points) if point is not None]
        for before, after in pairwise(known):
            if after > before + 1 and self.dashed:
                self._bridge((3 + before * step, 3 + after * step), (before, after), colour)
            elif after > before + 1:
                left, right = 3 + (before + 0.5) * step, 3 + (after - 0.5) * step
                self.canvas.hatch(left, 0, right - left, self.tall, 2 * _STROKES, self.context.colour("ink_3"))
        for at, (one, other) in enumerate(pairwise(self.points)):
            if one is not None and other is not None:
                start, end = self._height_of(one.value), self._height_of(other.value)
                self.canvas.stroke_line(3 + at * step, start, 3 + (at + 1) * step, end, colour, 1.4)
        lone = lone_points(self.points)
        for at in known[:-1]:
            if at in lone or self.hollow[at]:
                self._dot(at, 3 + at * step, _HOLLOW if self.hollow[at] else _DOT, colour)

    def _dot(self, at: int, x: float, radius: float, colour: str) -> None:
        """Paint a point, hollow where its value is a bound or provisional, as in a chart."""
        point = self.points[at]
        fill, edge = (self.context.colour("paper"), colour) if self.hollow[at] else (colour, "")
        if point is not None:
            self.canvas.disc(x, self._height_of(point.value), radius, fill, edge, _EDGE)

    def _bridge(self, ends: tuple[float, float], points: tuple[int, int], colour: str) -> None:
        """Dash the way between two values with periods between them that have none."""
        start, end = (self._height_of(point.value) for at in points if (point := self.points[at]) is not None)
        (left, right), count = ends, max(_FEWEST, round((ends[1] - ends[0]) / _DASH))
        for at in range(0, count, 2):
            one, other = at / count, min(1.0, (at + 1) / count)
            x, y = left + one * (right - left), start + one * (end - start)
            self.canvas.stroke_line(x, y, left + other * (right - left), start + other * (end - start), colour, 1.4)

    def draw(self) -> None:
        """Paint it as a figure: the middle half of its past, the line, its last point filled."""
        box_of(self.element, (*self.absolute(), *self.absolute(self.width, self.height)))
        colour = self.context.colour(self.colour)
        last = max(at for at, point in enumerate(self.points) if point is not None)
        with self.canvas.tagged(self.element):
            if self.band:
                low, high = map(self._height_of, self.band)
                self.canvas.fill_rect(0, low, self.width, max(high - low, 0.8), self.context.colour("rule"))
            self._line(colour)
            self._dot(last, self.width - 3, 3, colour)


def box_of(element: Element, box: Sequence[float]) -> None:
    """Say where a figure stands on its page."""
    corners = " ".join(f"{value:.2f}" for value in box)
    element.attributes["Layout"] = {"Placement": "/Block", "BBox": f"[ {corners} ]"}


_SIZES = (CARD_VALUE.size, 21.0, 18.0, 15.0)
_LARGE = 3  # of these sizes, the first


class CardBox(Flowable):
    """One card: bar, label, unit, value with its period, changes, the line of its past with its ends, marks below a
    rule."""

    def __init__(self, context: BriefContext, card: Card, strip: Cards, element: Element) -> None:
        super().__init__()
        self.context, self.origin = context, element.origin
        self.colour, ink = _COLOURS.get(card.role, ("context", "ink"))
        self.line: str = "ink" if self.colour == "context" else self.colour
        self.outdated = card.outdated
        self.head = Stack(
            context,
            [
                TextBlock(context, card.label, CARD_LABEL, element.add("P")),
                TextBlock(context, card.unit, CARD_UNIT, element.add("P")),
            ],
        )
        self.value = TextBlock(context, card.value, CARD_VALUE.coloured(ink), element.add("P"))
        self.dated = TextBlock(context, card.dated, CARD_DATE, element.add("P"))
        words = (text(word) for word in plain(card.dated).split(" "))
        self.date_least = max(
            (line.width for word in words for line in context.typesetter.lines(word, CARD_DATE, 1000.0)), default=0.0
        )
        self.changes = Stack(context, [TextBlock(context, one, CARD_CHANGE, element.add("P")) for one in card.changes])
        self.alt: Text = ()
        self.slope = None if card.single else self._slope(card, strip, element)
        valued = any(run.fact for run in card.ends[0])  # of others the changes name the periods
        ends = card.ends if valued and self.slope else ()
        styles = (CARD_FIRST, CARD_LAST)
        self.ends = [TextBlock(context, *end, element.add("P")) for end in zip(ends, styles, strict=False) if end[0]]
        marks = [TextBlock(context, one.text, CARD_UNIT, element.add("P")) for one in card.marks]
        self.marks = Stack(context, marks)
        self.marked = bool(marks)
        self.rows = {"head": 0.0, "changes": 0.0, "ends": 0.0, "marks": 0.0}
        self.factor = 1.0  # of the usual height of its line and of the room around that
        self.lined = any(not one.single for one in strip.cards)  # a strip without a line has no room for one

    def _slope(self, card: Card, strip: Cards, element: Element) -> Slope:
        context = self.context
        alt = unrepeated(card.slope.alt or strip.alt)
        if not alt:
            context.refuse(element.origin, "a card's slope without an alternative text", "give the cards an `alt`")
        figure = element.add("Figure", alt=plain(alt))
        self.alt = alt
        return Slope(context, card, figure, self.line)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """A card is as high as its text; a strip makes the parts of its cards even."""
        self.width = width
        if not self.room_for(self.value.content.style.size, width):
            what = f"a card's value {plain(self.value.content.text)!r} is wider than the card"
            fix = "print it in a scale, by `formats: {KEY: {scale: billion}}` in the story, and its unit without one"
            self.context.refuse(self.origin, what, fix)
        for name, item in (("head", self.head), ("changes", self.changes), ("marks", self.marks)):
            self.rows[name] = max(self.rows[name], item.wrap(width, height)[1])
        if self.slope:
            self.slope.tall = _SLOPE * self.factor
            self.slope.wrap(width, height)
        if self.ends:
            self._set_ends(width)
        line = ((_SLOPE if self.lined else 0.0) + 2 * _ROOM) * self.factor
        marks = self.rows["marks"] + _BELOW if self.rows["marks"] else 0.0
        self.height = _BAR + _PAD + self.rows["head"] + CARD_VALUE.leading + 4 + self.rows["changes"] + line + marks
        self.height += self.rows["ends"]
        return width, self.height

    def _set_ends(self, width: float) -> None:
        """Set what stands below the ends of the line; the last stands with the value too, and is left out where both
        are too long for a row."""
        for end in self.ends:
            end.wrap(width, 0)
        if sum(end.natural_width() for end in self.ends) + _BETWEEN > width:
            self.ends = self.ends[:1]
        self.rows["ends"] = max(self.rows["ends"], max(end.height for end in self.ends))

    def _value_width(self, width: float) -> float:
        self.value.wrap(width, 0)
        return _widest(self.value)

    def room_for(self, size: float, width: float) -> bool:
        """Set the value in a size; whether it then stands on one line with its period in two at most."""
        self.value.resize(size)
        used = self._value_width(width)
        words = self.dated.wrap(max(width - used - 4, 1.0), 0)[1]
        return (
            self.value.height <= CARD_VALUE.leading
            and words <= CARD_VALUE.leading + 2
            and self.date_least <= width - used - 4
        )

    def draw(self) -> None:
        """Paint from the top bar down; each part stands on one line over all cards of a strip."""
        y = self.height
        colour = self.context.colour(self.colour)
        with self.canvas.artifact():
            if self.outdated:
                at = 0.0
                while at < self.width:
                    self.canvas.fill_rect(at, y - _BAR, min(_DASH, self.width - at), _BAR, colour)
                    at += 2 * _DASH
            else:
                self.canvas.fill_rect(0, y - _BAR, self.width, _BAR, colour)
        y -= _BAR + _PAD + self.rows["head"]
        self.head.drawOn(self.canvas, 0, y + self.rows["head"] - self.head.height)
        y -= CARD_VALUE.leading
        self.value.drawOn(self.canvas, 0, y)
        self.dated.drawOn(self.canvas, self.width - self.dated.width, y + 3)
        y -= 4 + self.rows["changes"]
        self.changes.drawOn(self.canvas, 0, y + self.rows["changes"] - self.changes.height)
        y -= (_ROOM + (_SLOPE if self.lined else 0.0)) * self.factor
        if self.slope:
            self.slope.drawOn(self.canvas, 0, y)
            self.context.trace.note(self.context.trace.place(self.canvas.page, self.origin.name, "alt"), self.alt)
        y -= _ROOM * self.factor + self.rows["ends"]
        for end in self.ends:
            end.drawOn(self.canvas, 0, y + self.rows["ends"] - end.height)
        if self.marked:
            y -= _BELOW
            with self.canvas.artifact():
                self.canvas.stroke_line(0, y + 3, self.width, y + 3, self.context.colour("rule"), 0.5)
            self.marks.drawOn(self.canvas, 0, y - self.marks.height)


def _widest(block: TextBlock) -> float:
    lines: Sequence[TextLine] = block.lines or ()
    return max((line.width for line in lines), default=0.0)


class CardStrip(Flowable):
    """Cards side by side, equal in width and height, at most four in a row."""

    kind = "row of cards"

    def __init__(self, context: BriefContext, cards: Cards, parent: Element, *, gap: float = 0.0) -> None:
        super().__init__(gap)
        self.origin = parent.origin
        if not cards.cards:
            context.refuse(self.origin, "cards without a card", "give it one to eight facts, or leave the cards out")
        items = parent.add("L")
        self.boxes = []
        for number, card in enumerate(cards.cards, start=1):
            body = items.add("LI", self.origin.at(f"card {number}")).add("LBody")
            self.boxes.append(CardBox(context, card, cards, body))
        count = len(self.boxes)
        self.columns = count if count <= _IN_A_ROW else (count + 1) // 2

    def squeeze(self, factor: float) -> None:
        """Draw the lines of all cards flatter, and closer to their words."""
        for box in self.boxes:
            box.factor = max(_FLATTEST, factor)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All cards as high as the highest."""
        self.width = width
        self.each = (width - _GAP * (self.columns - 1)) / max(1, self.columns)
        self._set_values()
        for _ in range(2):  # once more with the highest parts for all, so that each stands on one line
            self.tall = max((box.wrap(self.each, height)[1] for box in self.boxes), default=0.0)
            for name in ("head", "changes", "ends", "marks"):
                most = max((box.rows[name] for box in self.boxes), default=0.0)
                for box in self.boxes:
                    box.rows[name] = most
        for box in self.boxes:
            box.height = self.tall
        lines = -(-len(self.boxes) // max(1, self.columns))
        self.height = lines * self.tall + (lines - 1) * _ROW_GAP
        return width, self.height

    def _set_values(self) -> None:
        """Set all values in one size: the largest with the dates of all on one line, if that is no small one, else
        the largest in which each has room."""
        for sizes, one_line in ((_SIZES[:_LARGE], True), (_SIZES, False)):
            for size in sizes:
                fits = [box.room_for(size, self.each) for box in self.boxes]  # each is set in the size
                if all(fits) and not (one_line and any(len(box.dated.lines or ()) > 1 for box in self.boxes)):
                    return

    def draw(self) -> None:
        """Paint them from left to right, row below row."""
        for number, box in enumerate(self.boxes):
            line, at = divmod(number, self.columns)
            y = self.height - (line + 1) * self.tall - line * _ROW_GAP
            box.drawOn(self.canvas, at * (self.each + _GAP), y)

"""Milestones in order of time: from left to right where a row has room for them, else one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.brief.brief_context import BriefContext
from briefing.brief.flowables import Flowable, Stack
from briefing.brief.structure import Element
from briefing.brief.styles import EVENT, EVENT_DATE
from briefing.brief.text_block import TextBlock
from briefing.model.document import Event, Timeline
from briefing.model.text import embolden

# From this measure on a date stands at the left of its event.
_INLINE = 220.0
# Of a row: between two milestones, the least width of one, the height of its axis, and how many lines a text may have.
_BETWEEN, _NARROW, _AXIS, _LINES = 8.0, 56.0, 14.0, 4
_DOT, _LEADING_DOT = 3.0, 4.0


class TimelineEvent(Flowable):
    """One event: a dot on the line of time, its date and its text."""

    kind = "milestone"

    def __init__(self, context: BriefContext, event: Event, items: Element, *, last: bool) -> None:
        super().__init__()
        self.context, self.chosen, self.last, self.inline = context, event.highlight, last, False
        self.origin = items.origin
        item = items.add("LI")
        colour = "highlight" if event.highlight else "ink"
        self.date = TextBlock(context, event.date, EVENT_DATE.coloured(colour), item.add("Lbl"))
        words = embolden(event.text) if event.highlight else event.text
        self.words = TextBlock(context, words, EVENT.coloured("ink_2"), item.add("LBody"))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The date above its text, or left of it where there is room."""
        self.width, self.inline = width, width >= _INLINE
        dated = self.date.wrap(72 if self.inline else width - 14, height)[1]
        tall = self.words.wrap(width - (88 if self.inline else 14), height)[1]
        self.height = (max(dated, tall) if self.inline else dated + tall) + (0 if self.last else 3)
        return width, self.height

    def draw(self) -> None:
        """Paint line and dot as artifacts, then date and text."""
        top = self.height
        with self.canvas.artifact():
            if not self.last:
                line = self.context.colour("rule_strong")
                self.canvas.stroke_line(4, top - 6, 4, -6, line, 1.5)
            fill = self.context.colour("highlight" if self.chosen else "context")
            self.canvas.disc(4, top - 6, 4 if self.chosen else 3, fill)
        self.date.drawOn(self.canvas, 14, top - self.date.height)
        if self.inline:
            self.words.drawOn(self.canvas, 88, top - self.words.height)
        else:
            self.words.drawOn(self.canvas, 14, top - self.date.height - self.words.height)


class TimelineRow(Flowable):
    """Milestones from left to right: dates over a line with a dot for each, texts under it."""

    kind = "milestones"

    def __init__(self, context: BriefContext, events: list[TimelineEvent]) -> None:
        super().__init__()
        self.context, self.events = context, events
        self.origin = events[0].origin

    def has_room(self, width: float) -> bool:
        """Return whether each date stands on one line, and each text on few."""
        each = self._each(width)
        dated = all(event.date.natural_width() <= each for event in self.events)
        texts = [event.words.wrap(each, 0.0)[1] for event in self.events]
        return each >= _NARROW and dated and max(texts) <= _LINES * EVENT.leading + 1

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as a date, the axis and the longest text."""
        self.width, each = width, self._each(width)
        self.dated = max(event.date.wrap(each, height)[1] for event in self.events)
        self.height = self.dated + _AXIS + max(event.words.wrap(each, height)[1] for event in self.events)
        return width, self.height

    def draw(self) -> None:
        """Paint axis and dots as artifacts, then the date and the text of each milestone."""
        step, axis = self._each(self.width) + _BETWEEN, self.height - self.dated - _AXIS / 2
        with self.canvas.artifact():
            for at, event in enumerate(self.events):
                # at equal steps, so that no axis joins them
                rule, end = "highlight" if event.chosen else "rule_strong", at * step + self._each(self.width)
                self.canvas.stroke_line(at * step + _DOT, axis, end, axis, self.context.colour(rule), 1.5)
                fill = self.context.colour("highlight" if event.chosen else "context")
                radius = _LEADING_DOT if event.chosen else _DOT
                self.canvas.disc(at * step + radius, axis, radius, fill)
        for at, event in enumerate(self.events):
            event.date.drawOn(self.canvas, at * step, self.height - event.date.height)
            event.words.drawOn(self.canvas, at * step, self.height - self.dated - _AXIS - event.words.height)

    def _each(self, width: float) -> float:
        return (width - _BETWEEN * (len(self.events) - 1)) / len(self.events)


class TimelineStack(Stack):
    """Milestones in a row where the width has room for it, else one below the other; they stay together."""

    def __init__(self, context: BriefContext, events: Sequence[TimelineEvent]) -> None:
        super().__init__(context, events, whole=True)
        self.events = list(events)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the row, or as all of them."""
        row = TimelineRow(self.context, self.events) if len(self.events) > 1 else None
        self.blocks = [row] if row and row.has_room(width) else [*self.events]
        return super().wrap(width, height)


def timeline(context: BriefContext, block: Timeline, parent: Element) -> list[TimelineEvent]:
    """Return a flowable for each milestone, which may break over columns."""
    items = parent.add("L")
    final = len(block.events) - 1
    return [TimelineEvent(context, event, items, last=at == final) for at, event in enumerate(block.events)]

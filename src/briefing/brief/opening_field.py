"""The cover's field of dots in the dark head of a brief, right of its words, and below these what a dot stands for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from briefing.brief.brief_context import BriefContext
from briefing.brief.canvas import TaggedCanvas, colour_source, numbers
from briefing.brief.flowables import Flowable
from briefing.brief.page_zones import PageZones
from briefing.brief.structure import Element
from briefing.brief.styles import BEHIND, FIELD_SINCE, FIELD_TIMES
from briefing.brief.text_block import TextBlock
from briefing.charts.dot_field import CORE_SHARE, dot_counts, dot_field
from briefing.model.chart import Chart
from briefing.model.document import DOT_TERM
from briefing.model.text import Run, Text, text

# A field has no more dots: each stands for so many times as much until they suffice.
_MOST_DOTS, _LESS = 1200, 10.0
_INNER, _OUTER = "accent", "highlight"
# Free above and below a field, and between the words in its middle and the dots around them.
_TOP, _FOOT, _CLEAR = 46.0, 12.0, 3.0
# Of the key: the radius of a dot, between it and its name, between two names, and the height of a line.
_KEY_RADIUS, _KEY_PAD, _KEY_GAP, _LEADING = 2.6, 4.0, 14.0, 11.0


class OpeningField:
    """A field of dots: places and words, and where it is painted."""

    def __init__(self, context: BriefContext, chart: Chart, element: Element, zones: PageZones) -> None:
        self.context, self.chart, self.zones = context, chart, zones
        self.dot = chart.dot
        while dot_counts(chart, self.dot)[1] > _MOST_DOTS:
            self.dot *= _LESS
        (column,) = chart.columns
        counted = text(context.wording.number(self.dot), term=DOT_TERM)
        sentence = tuple(replace(run, text=counted[0].text) if run.term == DOT_TERM else run for run in column.head)
        self.key = FieldKey(context, sentence, column.cells[:2], element)
        growth = chart.growth
        times: Text = ()
        if growth is not None:
            wording = context.wording
            printed = wording.x(growth) if growth.measure == "multiple" else wording.signed(growth)
            times = (Run(printed, fact=growth.name),)
        core = ((times, FIELD_TIMES), (chart.baseline, FIELD_SINCE))
        self.core = [TextBlock(context, words, style, element.add("P")) for words, style in core if words]

    def ring(self, low: float) -> tuple[tuple[float, float], float]:
        """Return centre and radius on a page whose ground ends at a height."""
        room = self.zones.height - _TOP - low - _FOOT
        radius = min(self.zones.side, room) / 2
        return (self.zones.side_left + self.zones.side - radius, low + _FOOT + room / 2), radius

    def paint(self, canvas: TaggedCanvas, low: float) -> None:
        """Paint the dots: those of the smaller value in the middle."""
        centre, radius = self.ring(low)
        inner, count = dot_counts(self.chart, self.dot)
        places, size = dot_field(count, centre, radius, max(radius * CORE_SHARE, self._reach() + _CLEAR))
        for colour, some in ((_INNER, places[:inner]), (_OUTER, places[inner:])):
            if some:
                _paint_dots(canvas, some, size, self.context.colour(colour))

    def draw_core(self, canvas: TaggedCanvas, low: float, left: float) -> None:
        """Paint what became of the value in the middle, on a canvas whose origin is at a point of the page."""
        (x, y), radius = self.ring(low)
        wide = 2 * radius
        talls = [block.wrap(wide, 100)[1] for block in self.core]
        top = y + sum(talls) / 2
        for block, tall in zip(self.core, talls, strict=True):
            top -= tall
            block.drawOn(canvas, x - wide / 2 - left, top - low)

    def _reach(self) -> float:
        """Return how far from the middle the words there reach, each on one line."""
        talls = [block.wrap(math.inf, 100)[1] for block in self.core]
        top, reach = sum(talls) / 2, 0.0
        for block, tall in zip(self.core, talls, strict=True):
            free, half = (tall - block.content.style.size) / 2, block.natural_width() / 2
            reach = max(reach, math.hypot(half, top - free), math.hypot(half, top - tall + free))
            top -= tall
        return reach


class FieldKey(Flowable):
    """What a dot stands for, and what those of each colour are, each behind its dot."""

    def __init__(self, context: BriefContext, sentence: Text, names: Sequence[Text], element: Element) -> None:
        super().__init__()
        self.context = context
        style = BEHIND.aligned("l")
        self.sentence = TextBlock(context, sentence, style, element.add("P"))
        self.names = [TextBlock(context, words, style, element.add("P")) for words in names]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as its two lines; names that do not fit stand one below the other."""
        self.width = width
        first = self.sentence.wrap(width, height)[1]
        x, y, self.corners = 0.0, first + 1, list[tuple[float, float]]()
        for name in self.names:
            wide = 2 * _KEY_RADIUS + _KEY_PAD + name.natural_width()
            if x and x + wide > width:
                x, y = 0.0, y + _LEADING
            self.corners.append((x, y))
            name.wrap(width - 2 * _KEY_RADIUS - _KEY_PAD, height)
            x += wide + _KEY_GAP
        self.height = y + _LEADING
        return width, self.height

    def draw(self) -> None:
        """Paint the sentence, then each dot with its name."""
        self.sentence.drawOn(self.canvas, 0, self.height - self.sentence.height)
        for (x, down), name, role in zip(self.corners, self.names, (_INNER, _OUTER), strict=True):
            y = self.height - down - name.height
            with self.canvas.artifact():
                self.canvas.disc(x + _KEY_RADIUS, y + name.height / 2, _KEY_RADIUS, self.context.colour(role))
            name.drawOn(self.canvas, x + 2 * _KEY_RADIUS + _KEY_PAD, y)


def _paint_dots(canvas: TaggedCanvas, places: Sequence[tuple[float, float]], radius: float, colour: str) -> None:
    """Paint dots as lines of no length with round ends, in rows: neighbours that begin alike deflate well."""
    rows = sorted((round(y, 1), round(x, 1)) for x, y in places)
    ends = " ".join(f"{at} m {at} l" for at in (numbers(x, y) for y, x in rows))
    canvas.paint(f"q {colour_source(colour)} RG {numbers(2 * radius)} w 1 J [] 0 d {ends} S Q")

"""The dark head of a brief: its first headline over the full width of the paper, its longest series drawn behind it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from briefing.brief.brief_context import BriefContext
from briefing.brief.canvas import TaggedCanvas, colour_source, numbers
from briefing.brief.flowables import Flowable, Stack
from briefing.brief.opening_field import OpeningField
from briefing.brief.page_zones import PageZones
from briefing.brief.structure import Element, Origin
from briefing.brief.styles import (
    BEHIND,
    LOW_OPENING_HEADLINES,
    OPENING_HEADLINES,
    OPENING_STANDFIRST,
    ParagraphStyle,
)
from briefing.brief.text_block import TextBlock
from briefing.charts.backdrop import backdrop, drawn_behind
from briefing.model.chart import Chart
from briefing.model.document import Part
from briefing.model.text import Text

# Around the words, and how far below them the ground ends.
_ABOVE, _BELOW = 0.0, 9.0
_STANDFIRST_GAP = 7.0
_KEY_GAP = 9.0
# Between the words and what says what is drawn behind: at their side, and below or above their line.
_BEHIND_GAP, _BEHIND_RISE = 24.0, 2.0
# A longer headline is set in the smallest size.
_FEW_LINES = 2
# Where the lowest and the highest value stand, as parts of the ground's height.
_LOW, _HIGH = 0.14, 0.66
_LINE = 1.1
# A line has so many points at least.
_FEWEST_POINTS = 2
# The part of a page that the words may take.
_MOST = 0.35
# Gaps at this part of theirs tell that a page is short of room.
_SHORT = 0.75


def fits_opening(context: BriefContext, part: Part, zones: PageZones) -> bool:
    """Whether headline and standfirst are short enough for a ground that is not divided."""
    lines = context.typesetter.lines
    given = ((part.headline, OPENING_HEADLINES[-1]), (part.standfirst, OPENING_STANDFIRST))
    return sum(len(lines(words, style, zones.full)) * style.leading for words, style in given) < zones.height * _MOST


class OpeningFoot(Flowable):
    """What stands below the first headline, and at the right of its last line, or below it, what is drawn behind."""

    def __init__(self, words: TextBlock | None, caption: TextBlock | None) -> None:
        super().__init__()
        self.words, self.caption = words, caption

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as its words, and the caption where it has no room next to them."""
        self.width = width
        tall = self.words.wrap(width, height)[1] if self.words else 0.0
        self.below = 0.0
        if self.caption:
            low = self.caption.wrap(width, height)[1]
            last = self.words.lines[-1].width + _BEHIND_GAP if self.words and self.words.lines else 0.0
            self.below = 0.0 if tall and last + self.caption.natural_width() <= width else low
        self.height = tall + (self.below + _BEHIND_RISE if self.below and tall else self.below)
        return width, self.height

    def draw(self) -> None:
        """Paint the words, then the caption."""
        if self.words:
            self.words.drawOn(self.canvas, 0, self.height - self.words.height)
        if self.caption:
            self.caption.drawOn(self.canvas, 0, 0 if self.below else _BEHIND_RISE)


def _styles(context: BriefContext, headline: Text, width: float) -> tuple[ParagraphStyle, ParagraphStyle]:
    """Return the styles of a first headline: usually, and on a page that is short of room."""

    def lines(style: ParagraphStyle) -> int:
        return len(context.typesetter.lines(headline, style, width))

    low = min(LOW_OPENING_HEADLINES, key=lines)
    usual = min(OPENING_HEADLINES, key=lines)
    if lines(usual) > _FEW_LINES:
        usual = min((OPENING_HEADLINES[-1], low), key=lines)
    return usual, low


class Opening(Stack):
    """Headline and standfirst in light type on a dark ground that reaches to the edges of the paper."""

    def __init__(self, context: BriefContext, part: Part, element: Element, zones: PageZones) -> None:
        dark, origin = context.on_dark(), Origin(f"part {part.id}", "headline")
        cover = context.document.cover
        self.field = None
        self.styles = _styles(dark, part.headline, zones.main if cover and cover.kind == "dots" else zones.full)
        head = TextBlock(dark, part.headline, self.styles[0], element.add("H1"))
        self.head = head.spaced(keep=True).anchored(part.id, 0)
        words = caption = None
        if part.standfirst:
            words = TextBlock(dark, part.standfirst, OPENING_STANDFIRST, element.add("P", origin.at("standfirst")))
        if cover and cover.kind == "dots":
            self.field = OpeningField(dark, cover, element, zones)
        self.ridge = cover if cover and cover.kind == "ridge" else None
        self.behind = None if self.field or self.ridge else backdrop(context.document)
        shown = self.ridge.columns[0].head if self.ridge else ()
        if self.behind:
            shown = drawn_behind(self.behind, context.wording)
        if shown:
            caption = TextBlock(dark, shown, BEHIND, element.add("P", origin.at("caption")))
        blocks: list[Flowable] = [self.head, OpeningFoot(words, caption).spaced(_STANDFIRST_GAP)]
        if self.field:
            blocks.append(self.field.key.spaced(_KEY_GAP))
        right = zones.full - zones.main if self.field else 0.0
        super().__init__(dark, blocks, pad=(_ABOVE, right, _BELOW, 0), whole=True)
        self.zones = zones

    def tighten(self, factor: float) -> None:
        """Set the headline smaller where a page is short of room: the ground is as high as the words need."""
        self.head.restyle(self.styles[factor <= _SHORT])

    def paint_ground(self, canvas: TaggedCanvas, low: float) -> None:
        """Paint the ground from its lower edge to the top of the page, and the series on it."""
        wide, tall = self.zones.width, self.zones.height - low
        canvas.fill_rect(0, low, wide, tall, self.context.colour("paper"))
        if self.field:
            self.field.paint(canvas, low)
        if self.ridge:
            self._paint_ridge(canvas, self.ridge, low)
        if self.behind is None:
            return
        known = [value for value in self.behind.values if value is not None]
        least, most = min(known), max(known)
        step = wide / (len(self.behind.values) - 1)

        def point(at: int, value: float) -> tuple[float, float]:
            share = (value - least) / (most - least) if most > least else 0.5
            return at * step, low + tall * (_LOW + (_HIGH - _LOW) * share)

        for has_values, run in groupby(enumerate(self.behind.values), key=lambda item: item[1] is not None):
            if has_values:
                known_run = [point(at, value) for at, value in run if value is not None]
                _paint_area(canvas, known_run, low, self.context.colour("highlight_tint"))
                _paint_line(canvas, known_run, self.context.colour("rule"), _LINE)

    def _paint_ridge(self, canvas: TaggedCanvas, chart: Chart, low: float) -> None:
        """Paint a line for each year, from zero on one scale, the newest in front on its ground."""
        wide, tall = self.zones.width, self.zones.height - low
        most = max(fact.value for fact in chart.facts) or 1.0
        for number, series in enumerate(chart.series, start=1):
            newest, step = number == len(chart.series), wide / max(1, len(series.points) - 1)
            for known, run in groupby(enumerate(series.points), key=lambda item: item[1] is not None):
                places = [
                    (at * step, low + tall * _HIGH * point.value / most) for at, point in run if point is not None
                ]
                if not known or len(places) < _FEWEST_POINTS:
                    continue
                if newest:
                    _paint_area(canvas, places, low, self.context.colour("highlight_tint"))
                colour, weight = ("rule_strong", 2 * _LINE) if newest else ("rule", _LINE)
                _paint_line(canvas, places, self.context.colour(colour), weight)

    def draw(self) -> None:
        """Paint the words, and those in the middle of a field of dots."""
        super().draw()
        if self.field:
            self.field.draw_core(self.canvas, self.absolute()[1], self.zones.left)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return f"{numbers(*points[0])} m " + " ".join(f"{numbers(*point)} l" for point in points[1:])


def _paint_line(canvas: TaggedCanvas, points: Sequence[tuple[float, float]], colour: str, weight: float) -> None:
    canvas.paint(f"{colour_source(colour)} RG {numbers(weight)} w 1 j 0 J [] 0 d {_path(points)} S")


def _paint_area(canvas: TaggedCanvas, points: Sequence[tuple[float, float]], low: float, colour: str) -> None:
    """Paint the area below the line through some points."""
    area = f"{_path(points)} {numbers(points[-1][0], low)} l {numbers(points[0][0], low)} l h"
    canvas.paint(f"{colour_source(colour)} rg {area} f")

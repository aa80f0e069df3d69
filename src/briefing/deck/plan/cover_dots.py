"""A field of dots on the cover: each stands for a stated number, the smaller of two values in the middle.

The dots of each value are one shape. They lie on the spiral of a sunflower's seeds, which fills a ring evenly whatever
their number; in its core stands what became of the value.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from briefing.charts.dot_field import CORE_SHARE, dot_counts, dot_field
from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Freeform, Path, Shape, TextStyle
from briefing.model.chart import Chart
from briefing.model.text import Text, join, text

CENTRE, RADIUS, CORE = (668.0, 262.0), 218.0, 66.0
FIELD_W = 385.0  # of the words at its left
TIMES = (TextStyle(56, 60, bold=True, align="ctr"), TextStyle(44, 48, bold=True, align="ctr"),
         TextStyle(34, 38, bold=True, align="ctr"))  # fmt: skip
SINCE = TextStyle(16, 20, "ink_2", align="ctr")
TOTAL = TextStyle(28, 32, bold=True, align="r")
YEAR = TextStyle(16, 20, "ink_2", align="r")
DOT, KEY = TextStyle(16, 21, "ink_2"), TextStyle(16, 21, "ink_2")
_INNER, _OUTER = "accent", "highlight"
_RIGHT, _TOP, _FOOT = 915.0, 24.0, 466.0
_LEAN: Final = 0.8  # how far a leader's dot lies to the right, against up or down
_RING: Final = 4.0
_CLEAR: Final = 6.0  # between the field and a rule under a long total
_EMBLEM: Final = 480  # dots of a field that is repeated small
_KEY_GAP, _KEY_RADIUS = 24.0, 5.0


def dots(page: Page, chart: Chart) -> list[Element]:
    """Return the field, its core, and both totals with leaders to their dots."""
    first, last = (point for point in chart.series[0].points if point is not None)
    rises = last.value >= first.value
    printed = page.wording.values((first, last))
    values = (text(words, fact=fact.name) for words, fact in zip(printed, (first, last), strict=True))
    totals = list(zip(values, chart.columns[0].cells[2:], strict=True))
    inner, whole = dot_counts(chart, chart.dot)
    places, paths = _field(whole)
    key = chart.columns[0]
    more = join([key.head, key.cells[1]], page.wording.joint(" "))  # the head ends with a colon
    return [
        Freeform("Dots 1", paths[:inner], fill=_INNER, alt=chart.alt),
        *([Freeform("Dots 2", paths[inner:], fill=_OUTER, alt=more)] if whole > inner else []),
        *_core(page, chart),
        *_total(page, 2, totals[rises], (_TOP, _rim(places[inner:] or places, -1.0), "highlight")),
        *_total(page, 1, totals[not rises], (_FOOT, _rim(places[:inner], 1.0), "accent")),
    ]


def emblem(chart: Chart, area: Box) -> list[Element]:
    """Return the field of a cover again, small and without words, as few dots as keep the parts of both colours."""
    known = [point.value for point in chart.series[0].points if point is not None]
    count = min(_EMBLEM, round(max(known) / chart.dot))
    inner = round(count * min(known) / max(known))
    most = min(area.w, area.h) / 2
    places, radius = dot_field(count, (area.x + area.w / 2, area.y + area.h / 2), most, most * CORE_SHARE)
    shapes = [Freeform("Emblem 1", _dots(places[:inner], radius), fill=_INNER)]
    return [*shapes, *([Freeform("Emblem 2", _dots(places[inner:], radius), fill=_OUTER)] if count > inner else [])]


def key(page: Page, chart: Chart, top: float) -> list[Element]:
    """Return what a dot stands for, and what those of each colour are, below a height."""
    (column,) = chart.columns
    x = page.zones.body.x
    sentence = Box(x, top, FIELD_W, fit.height(fit.single(column.head, DOT), FIELD_W))
    elements: list[Element] = [fit.set_text(page, "Dot", sentence, fit.single(column.head, DOT))]
    y = sentence.y1 + 4
    for number, (words, colour) in enumerate(zip(column.cells, (_INNER, _OUTER), strict=False), start=1):
        wide = fit.width(words, KEY)
        mark = Box(x, y + KEY.leading / 2 - _KEY_RADIUS, 2 * _KEY_RADIUS, 2 * _KEY_RADIUS)
        elements.append(Shape(f"Key mark {number}", "ellipse", mark, fill=colour))
        box = Box(x + 18, y, wide, KEY.leading)
        elements.append(fit.set_text(page, f"Key {number}", box, fit.single(words, KEY)))
        x = box.x1 + _KEY_GAP
    return elements


def key_height(chart: Chart) -> float:
    """Return the height of what a dot stands for."""
    return fit.height(fit.single(chart.columns[0].head, DOT), FIELD_W) + 4 + KEY.leading


@lru_cache(maxsize=4)
def _field(count: int) -> tuple[Sequence[tuple[float, float]], tuple[Path, ...]]:
    """Return the places of a cover's dots and the dots; editions that differ in their day have the same thousands."""
    places, radius = dot_field(count, CENTRE, RADIUS, CORE)
    return places, _dots(places, radius)


def _dots(places: Sequence[tuple[float, float]], radius: float) -> tuple[Path, ...]:
    return tuple(Path((place,), radius=radius) for place in places)


def _core(page: Page, chart: Chart) -> list[Element]:
    """Return what became of the value, and since when, in the middle."""
    assert chart.growth is not None
    change = chart.growth
    words = page.wording.x(change) if change.measure == "multiple" else page.wording.signed(change)
    content: Text = text(words, fact=change.name)
    most = 2 * CORE - 14
    style = next((item for item in TIMES if fit.width(content, item) <= most), TIMES[-1])
    tall = style.leading + SINCE.leading
    top = CENTRE[1] - tall / 2
    return [
        fit.set_text(page, "Times", Box(CENTRE[0] - CORE, top, 2 * CORE, style.leading), fit.single(content, style)),
        fit.set_text(
            page, "Since", Box(CENTRE[0] - CORE, top + style.leading, 2 * CORE, SINCE.leading),
            fit.single(chart.baseline, SINCE),
        ),
    ]  # fmt: skip


def _total(
    page: Page, number: int, total: tuple[Text, Text], at: tuple[float, tuple[float, float], str]
) -> list[Element]:
    """Return a value with its period at the right, and a leader to one of its dots."""
    (content, year), (y, mark, colour) = total, at
    style = grid.coloured(TOTAL, "accent_text" if colour == "accent" else "ink")
    wide = max(fit.width(content, style), fit.width(year, YEAR)) + 2
    box = Box(_RIGHT - wide, y, wide, style.leading)
    below = Box(_RIGHT - wide, box.y1, wide, YEAR.leading)
    line = below.y1 + 5 if y < CENTRE[1] else box.y - 5
    hue = colour if colour == "accent" else "ink"
    rim = CENTRE[0] + max(0.0, RADIUS**2 - (line - CENTRE[1]) ** 2) ** 0.5  # a rule begins outside of the field
    knee = max(box.x - 6, rim + _CLEAR, mark[0] + abs(mark[1] - line))  # never back to the left of its dot
    ends = Path((mark, (knee, line), (_RIGHT, line)), closed=False)
    ring = Box(mark[0] - _RING, mark[1] - _RING, 2 * _RING, 2 * _RING)
    return [
        Freeform(f"Leader {number}", (ends,), line=hue, weight=1.25),
        Shape(f"Leader mark {number}", "ellipse", ring, fill="paper", line=hue, weight=1.5),
        fit.set_text(page, f"Total {number}", box, fit.single(content, style)),
        fit.set_text(page, f"Total year {number}", below, fit.single(year, YEAR)),
    ]


def _rim(places: Sequence[tuple[float, float]], down: float) -> tuple[float, float]:
    """Return the dot that lies farthest to the right and up, or down."""
    return max(places, key=lambda place: place[0] * _LEAN + place[1] * down)

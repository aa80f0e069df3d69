"""What is drawn in the dark head of the page: the cover's field of dots or its lines, else the longest series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from briefing.charts.backdrop import backdrop, drawn_behind
from briefing.charts.dot_field import CORE_SHARE, dot_counts, dot_field
from briefing.model.chart import Chart
from briefing.model.document import DOT_TERM
from briefing.model.text import Text, text
from briefing.web.web_context import WebContext

# The size of a field of dots, and the most that it has: each stands for ten times as many until they suffice.
_SIDE: Final = 320.0
_MOST_DOTS, _LESS = 1200, 10.0
# The size of what is drawn behind, which is stretched to the width of the screen, and how high its values reach.
_WIDE, _TALL, _HIGH = 1000.0, 200.0, 0.9
_FEWEST: Final = 2  # places of a line

Values = Sequence[float | None]


class HeaderPicture(Struct, frozen=True):
    """What is drawn, and its words: of a field of dots what each stands for, those of both colours and what stands in
    its middle, else what is drawn behind."""

    field: Markup = Markup()
    ground: Markup = Markup()
    caption: Text = ()
    names: tuple[Text, ...] = ()
    core: tuple[Text, ...] = ()


def header_picture(context: WebContext) -> HeaderPicture:
    """Return the picture of a page's head, which has no content that the words around it do not tell."""
    cover = context.document.cover
    if cover and cover.kind == "dots":
        return _field(context, cover)
    if cover and cover.kind == "ridge":
        rows = [tuple(None if point is None else point.value for point in one.points) for one in cover.series]
        return HeaderPicture(ground=_ground(rows, 0.0), caption=cover.columns[0].head)
    behind = backdrop(context.document)
    if behind is None:
        return HeaderPicture()
    least = min(value for value in behind.values if value is not None)
    return HeaderPicture(ground=_ground([behind.values], least), caption=drawn_behind(behind, context.wording))


def _field(context: WebContext, chart: Chart) -> HeaderPicture:
    dot, wording = chart.dot, context.wording
    while dot_counts(chart, dot)[1] > _MOST_DOTS:
        dot *= _LESS
    inner, count = dot_counts(chart, dot)
    (column,) = chart.columns
    counted = wording.number(dot)
    sentence = tuple(replace(run, text=counted) if run.term == DOT_TERM else run for run in column.head)
    middle = _SIDE / 2
    places, radius = dot_field(count, (middle, middle), middle, middle * CORE_SHARE * 1.25)
    dots = (_dots(places[:inner], "accent", radius), _dots(places[inner:], "highlight", radius))
    growth, times = chart.growth, text("")
    if growth is not None:
        printed = wording.x(growth) if growth.measure == "multiple" else wording.signed(growth)
        times = text(printed, fact=growth.name)
    core = tuple(words for words in (times, chart.baseline) if words)
    pattern = Markup('<svg viewBox="0 0 {0:.0f} {0:.0f}" aria-hidden="true">{1}{2}</svg>')
    return HeaderPicture(pattern.format(_SIDE, *dots), Markup(), sentence, column.cells[:2], core)


def _dots(places: Sequence[tuple[float, float]], role: str, radius: float) -> Markup:
    """Return dots as lines of no length with round ends."""
    ends = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in places)
    pattern = Markup('<path d="{}" class="s-{}" stroke-width="{:.1f}" stroke-linecap="round"/>')
    return pattern.format(ends, role, 2 * radius) if ends else Markup()


def _ground(rows: Sequence[Values], least: float) -> Markup:
    """Return lines on one scale, the last of them in front on its ground."""
    most = max(value for row in rows for value in row if value is not None)
    scale = _HIGH * _TALL / (most - least) if most > least else 0.0
    parts: list[Markup] = []
    for number, row in enumerate(rows, start=1):
        step = _WIDE / max(1, len(row) - 1)
        for places in _stretches(row, step, least, scale):
            line = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
            if number == len(rows):
                area = f"M{line}L{places[-1][0]:.1f} {_TALL:.0f}L{places[0][0]:.1f} {_TALL:.0f}Z"
                parts.append(Markup('<path d="{}" class="f-highlight_tint"/>').format(area))
            role = "rule_strong" if number == len(rows) and len(rows) > 1 else "rule"
            pattern = Markup('<path d="M{}" fill="none" class="s-{}" vector-effect="non-scaling-stroke"/>')
            parts.append(pattern.format(line, role))
    head = Markup('<svg class="ground" viewBox="0 0 {:.0f} {:.0f}" preserveAspectRatio="none" aria-hidden="true">')
    return head.format(_WIDE, _TALL) + Markup("").join(parts) + Markup("</svg>")


def _stretches(row: Values, step: float, least: float, scale: float) -> Iterator[list[tuple[float, float]]]:
    """Yield the places of values that follow each other."""
    for known, run in groupby(enumerate(row), key=lambda item: item[1] is not None):
        places = [(at * step, _TALL - scale * (value - least)) for at, value in run if value is not None]
        if known and len(places) >= _FEWEST:
            yield places

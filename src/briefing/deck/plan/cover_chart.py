"""A line over years on the cover: its last value large above it, in the corner that the line leaves."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts import plot as plotted
from briefing.charts.bridges import dashed
from briefing.charts.end_names import spread
from briefing.charts.label_placement import misleads
from briefing.charts.time_axis import category_words
from briefing.deck.plan import grid
from briefing.deck.plan.charts.plot_positions import path, points, position
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Align, Box, ChartBox, Element, Paragraph, Shape, TextStyle
from briefing.model.chart import Axis, Chart, Plot, PlotSeries
from briefing.model.text import Text, plain

PANEL = Box(487, 0, grid.WIDTH - 487, grid.HEIGHT)
LEFT, RIGHT, TOP, FOOT = 518.0, 895.0, 206.0, 446.0
HERO = TextStyle(60, 66, "highlight", bold=True)
HEROES = (HERO, TextStyle(48, 54, "highlight", bold=True), TextStyle(36, 42, "highlight", bold=True))
LABEL = TextStyle(16, 21, "ink_2")
NAME = TextStyle(14, 18, "ink_2")
LEAD_NAME = replace(NAME, colour="highlight", bold=True)
SECOND_NAME = replace(NAME, colour="accent_text")
YEAR = TextStyle(14, 18, "ink_2")
VALUE = TextStyle(16, 20, "highlight", bold=True)
REMARK = TextStyle(14, 18, "highlight")
SECOND_VALUE = replace(VALUE, colour="accent_text")
HERO_TOP, NAMES_MOST, NAME_GAP = 64.0, 120.0, 10.0
_DOT = 9.0  # across, the point that a remark is at, as the ends of the line
_BELOW = 0.5  # of the reach of a line on a lifted scale, below it
RADIUS, REACHES = 4.0, (10.0, 16.0, 24.0, 34.0, 46.0)  # what a text keeps clear of a line, and of its point


def line(page: Page, chart: Chart) -> list[Element]:
    """Return the lines of a chart from zero, or on a lifted scale, the last value of the first in focus, and the first
    and the last year.
    """
    drawn = dashed(chart, plotted(chart))
    lead = _lead(chart, drawn)
    second = [item for item in drawn.series if item.observed and item.role == "second"]
    named = [item for item in drawn.series if item.end and item.observed]
    if not chart.subtitle:
        named = [item for item in named if item is not lead[-1]]  # its name stands below its value
    valued = bool(lead[-1].result)
    if valued and not named and lead[-1].last_label:  # none where the large result is that value itself
        named = [lead[-1]]  # with its last value, in whose place the result is large
    texts = [paragraph for item in named for paragraph in _named(item, valued=valued)]
    room = max((fit.width(one.text, one.style) for one in texts), default=0.0)
    right = RIGHT - (min(NAMES_MOST, room) + NAME_GAP if named else 0.0)
    known = [value for series in drawn.series for value in series.values if value is not None]
    axis = _lifted(known) if chart.lifted else from_zero(known)  # the note says which
    bare = replace(drawn, axis=axis, rules=(), remarks=(), series=tuple(_bare(item, lead) for item in drawn.series))
    inner = Box(LEFT, TOP, right - LEFT, FOOT - TOP)
    alt = drawn.alt or chart.alt or page.document.title
    zero = Box(LEFT, position(bare, inner, 0, 0.0)[1], right - LEFT, 0)
    base = [] if chart.lifted else [Shape("Base", "line", zero, line="rule_strong", weight=1.0)]
    return [
        *base,
        ChartBox(
            "Lines",
            Box(LEFT - 10, HERO_TOP, right - LEFT + 26, FOOT + 10 - HERO_TOP),
            inner,
            bare,
            alt,
            "chart",
            line_weight=3.5,
            marker=9.0,
            category_axis=False,
            on_edges=True,
        ),
        *hero(page, chart, lead),
        *_start(page, bare, inner, lead),
        *(_start(page, bare, inner, second, SECOND_VALUE) if valued else []),
        *_remarks(page, chart, bare, inner, lead),
        *_names(page, bare, inner, named, valued=valued),
        *periods(page, drawn, inner),
    ]


def from_zero(known: Sequence[float]) -> Axis:
    """Return an unseen scale from zero to the farthest of some values, up to 1 where all of them are zero."""
    low, high = min(0.0, *known), max(0.0, *known)
    high = high if high > low else 1.0
    return Axis(low, high, high - low, visible=False)


def _lifted(known: Sequence[float]) -> Axis:
    """Return an unseen scale that begins below the lowest of some values, which may all be the same."""
    low, high = min(known), max(known)
    low -= _BELOW * (high - low or abs(high) or 1.0)
    return Axis(low, high, high - low, visible=False)


def _lead(chart: Chart, drawn: Plot) -> list[PlotSeries]:
    """Return the line in focus, or the first: its runs between breaks, of which the last has the name of the line."""
    observed = [item for item in drawn.series if item.observed]
    focused = [item for item in observed if item.role == "highlight"]
    if focused:
        return focused
    own = {point.name for point in chart.series[0].points if point is not None}
    return [item for item in observed if own & set(item.facts)]


def _bare(series: PlotSeries, lead: Sequence[PlotSeries]) -> PlotSeries:
    """Return a series without its texts; marks stand at the line in focus alone."""
    return replace(series, labels=(), end=(), result=(), detail=(), markers=series in lead)


def hero(page: Page, chart: Chart, lead: Sequence[PlotSeries]) -> list[Element]:
    """Return the result that the chart gives the line in focus with its detail; else its last value and what that is:
    the chart's subtitle, else its name.

    They stand at the right where the line falls.
    """
    label = lead[-1].last_label
    large = lead[-1].result or (label.text if label else ())
    named = next((item.name for item in chart.series if plain(item.name) == lead[-1].name), ())
    known = [value for item in lead for value in item.values if value is not None]
    align: Align = "r" if known[-1] < known[0] else "l"
    wide, y, elements = RIGHT - LEFT, HERO_TOP, list[Element]()
    if large:
        style = next((item for item in HEROES if fit.width(large, item) <= wide), HEROES[-1])
        content = fit.single(large, grid.aligned(style, align))
        elements.append(fit.set_text(page, "Hero 1", Box(LEFT, y, wide, style.leading), content))
        y += style.leading + 2
    what: Text = lead[-1].detail or chart.subtitle or named
    if what:
        style = grid.aligned(LABEL, align)
        tall = 3 * LABEL.leading
        across = fit.balanced_width(what, style, wide)
        x = RIGHT - across if align == "r" else LEFT
        box = Box(x, y, across, tall)
        elements.append(fit.set_text(page, "Hero name 1", box, fit.single(what, style)))
    return elements


def _start(page: Page, plot: Plot, inner: Box, lead: Sequence[PlotSeries], style: TextStyle = VALUE) -> list[Element]:
    """Return the first value of a line in focus, above or below its first point, where no line runs.

    There is none if it would be read as another line's, and none of an index, whose first year says its base.
    """
    labelled = [(at, item, run.values[at]) for run in lead for at, item in enumerate(run.labels) if item]
    if not labelled or labelled[0][1] is lead[-1].last_label:
        return []
    at, label, value = labelled[0]
    assert value is not None
    x, y = position(plot, inner, at, value, on_edges=True)
    wide, tall = fit.width(label.text, style), style.leading
    runs = [box for series in plot.series for box in path(points(plot, inner, series), RADIUS)]
    above = [Box(x - 6, y - tall - reach, wide, tall) for reach in REACHES]
    below = [Box(x - 6, y + reach, wide, tall) for reach in REACHES if y + reach + tall <= FOOT]
    own = {run.name for run in lead}
    others = [
        point
        for item in plot.series
        if item.observed and item.name not in own
        for point in points(plot, inner, item)[:3]
        if point
    ]
    box = min((*above, *below), key=lambda box: (round(sum(box.overlap(run) for run in runs)), abs(box.y - y)))
    if misleads(box, (x, y), others):
        return []
    name = "First value" if style is VALUE else "First value 2"
    return [fit.set_text(page, name, box, fit.single(label.text, style))]


def _remarks(page: Page, chart: Chart, plot: Plot, inner: Box, lead: Sequence[PlotSeries]) -> list[Element]:
    """Return the remarks at points of the line in focus, each above or below its point, where no line runs."""
    runs = [box for series in plot.series for box in path(points(plot, inner, series), RADIUS)]
    keys = {item.key for item in chart.series if plain(item.name) == lead[-1].name}
    elements: list[Element] = []
    for note in (item for item in chart.annotations if item.series in keys):
        at = chart.categories.index(note.category)
        value = next((run.values[at] for run in lead if run.values[at] is not None), None)
        if value is None:
            continue
        x, y = position(plot, inner, at, value, on_edges=True)
        wide, tall = fit.width(note.text, REMARK), REMARK.leading
        left = min(max(x - wide / 2, inner.x), inner.x1 - wide)
        reaches = [*((reach, y - tall - reach) for reach in REACHES), *((reach, y + reach) for reach in REACHES)]
        boxes = [(reach, Box(left, top, wide, tall)) for reach, top in reaches if inner.y <= top <= FOOT - tall]
        free = [(reach, box) for reach, box in boxes if not any(map(box.touches, runs))]
        if free:
            box = min(free, key=lambda pair: pair[0])[1]
            runs.append(box)
            dot = Box(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT)
            elements.append(Shape(page.numbered("Point of remark", at + 1), "ellipse", dot, fill="highlight"))
            elements.append(fit.set_text(page, page.numbered("Remark", at + 1), box, fit.single(note.text, REMARK)))
    return elements


def _names(page: Page, plot: Plot, inner: Box, named: Sequence[PlotSeries], *, valued: bool) -> list[Element]:
    """Return the names of lines next to their ends, below their last values where these are `valued`."""
    ends = [max((at, value) for at, value in enumerate(item.values) if value is not None) for item in named]
    wished = [position(plot, inner, at, value, on_edges=True)[1] for at, value in ends]
    wide = RIGHT - inner.x - inner.w - NAME_GAP + 20
    content = [_named(item, valued=valued) for item in named]
    talls = [fit.height(words, wide) + 4 for words in content]
    centres = spread(wished, talls, inner.y - 10, inner.y1)
    return [
        fit.set_text(
            page,
            f"Name {number}",
            Box(inner.x1 + NAME_GAP, centre - tall / 2, wide, tall),
            words,
            anchor="ctr",
        )
        for number, (words, tall, centre) in enumerate(zip(content, talls, centres, strict=True), start=1)
    ]


def _named(series: PlotSeries, *, valued: bool) -> list[Paragraph]:
    style = {"highlight": LEAD_NAME, "second": SECOND_NAME}.get(series.role, NAME)
    label = series.last_label
    value = [Paragraph(label.text, replace(style, bold=True))] if valued and label else []
    return [*value, *([Paragraph(series.end, style)] if series.end else [])]


def periods(page: Page, plot: Plot, inner: Box) -> list[Element]:
    """Return the names of the first and the last period, below both ends."""
    elements: list[Element] = []
    words = category_words(plot)
    for name, category, right in (("First year", words[0], False), ("Last year", words[-1], True)):
        content = (not right and plot.baseline) or fit.axis_text(category)
        wide = fit.width(content, YEAR)
        x = inner.x1 - wide + 4 if right else inner.x - 4
        box = Box(x, FOOT + 12, wide, YEAR.leading)
        elements.append(fit.set_text(page, name, box, fit.single(content, YEAR)))
    return elements

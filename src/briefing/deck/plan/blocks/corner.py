"""A callout in the empty corner of a chart over time, clear of its marks, values and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from briefing.charts.axis import ticks
from briefing.deck.plan import grid
from briefing.deck.plan.blocks.panel import BAR, PAD, asked, lead_line, run_in, tinted
from briefing.deck.plan.charts.difference_shapes import GROUND
from briefing.deck.plan.charts.plot_positions import path, position
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Paragraph, TextStyle
from briefing.model.chart import PlotSeries
from briefing.model.document import Point

WIDTHS = (340.0, 300.0, 260.0, 220.0)  # of a callout, tried in this order
CLEAR = 12.0  # between a callout and the marks, and below it
_FROM_WORDS = 6.0  # between a callout and the words and shapes around the marks
MOST_LINES = 4
_MOST_HIDDEN = 1  # lines of the scale behind a callout
_STEPS = 14  # places across, and as many down
_LINE, _VALUE = 4.0, 20.0  # around the middle of a line, and above and below a point with a value
_COLUMN = 0.4  # half of a column's width, as a share of its category's


def corner(page: Page, point: Point | None, evidence: Sequence[Element]) -> list[Element]:
    """Return a point, or the ask where there is none, in the corner of a chart; nothing where none is free.

    Of the free places the one nearest to an upper corner is chosen, in the widest form that has one; it hides one line
    of the scale at most.
    """
    chart = next((item for item in evidence if isinstance(item, ChartBox)), None)
    if chart is None or chart.plot.form not in ("line", "column"):
        return []
    content = asked(page, grid.BODY) if point is None else _paragraphs(page, point)
    inner = chart.inner
    left = inner.x if chart.plot.axis.visible else chart.box.x
    foot = chart.box.y1 if _in_marks(chart) else inner.y1 - CLEAR
    ground = Box(left, chart.box.y, inner.x1 - left, foot - chart.box.y)
    others = [item for item in evidence if item is not chart and not item.name.startswith(GROUND)]
    taken = [*(box.grown(CLEAR) for box in _marks(chart)), *(item.box.grown(_FROM_WORDS) for item in others)]
    plot = chart.plot
    lines = [position(plot, inner, 0, tick)[1] for tick in ticks(plot.axis)] if plot.axis.visible else []
    for most in WIDTHS:
        wide = max(fit.balanced_width(item.text, item.style, most) for item in content)
        if sum(len(fit.lines(item.text, item.style, wide)) for item in content) > MOST_LINES:
            continue
        size = wide + BAR + 2 * PAD, fit.height(content, wide) + 2 * PAD - 2
        for box in _places(ground, *size):
            if not any(map(box.touches, taken)) and sum(box.y < y < box.y1 for y in lines) <= _MOST_HIDDEN:
                return tinted(page.at("callout"), "Corner", box, content)
    return []


def _paragraphs(page: Page, point: Point) -> tuple[Paragraph, ...]:
    """Return the lead of a point on a line of its own over its sentence, or before it where that goes on."""
    style: TextStyle = replace(grid.BODY, colour="ink", lead="highlight")
    if point.continues or not (point.lead and point.body):
        return fit.single(run_in(point, page.wording), style)
    return (Paragraph(lead_line(point), replace(grid.PANEL_HEAD, colour="highlight")), Paragraph(point.body, style))


def _places(ground: Box, wide: float, tall: float) -> list[Box]:
    """Return places of a size on a ground, the nearest to an upper corner first."""
    across, down = ground.w - wide, ground.h - tall
    if across < 0 or down < 0:
        return []
    shares = [step / (_STEPS - 1) for step in range(_STEPS)]
    places = sorted((y * down + min(x, 1 - x) * across, y, x) for x in shares for y in shares)
    return [Box(ground.x + x * across, ground.y + y * down, wide, tall) for _, y, x in places]


def _marks(chart: ChartBox) -> Iterator[Box]:
    """Yield boxes around the lines, columns and values of a native chart."""
    plot, inner = chart.plot, chart.inner
    half = inner.w / len(plot.categories) * _COLUMN
    for series in plot.series:
        spans = [plot.span(series, index) for index in range(len(series.values))]
        points = [
            position(plot, inner, index, span[1], on_edges=chart.on_edges) if span else None
            for index, span in enumerate(spans)
        ]
        if series.level:
            yield from (Box(inner.x, point[1] - _LINE, inner.w, 2 * _LINE) for point in points[:1] if point)
        elif plot.form == "line":
            yield from path(_bridged(points), _LINE)
            if series.filled:
                foot = position(plot, inner, 0, max(plot.axis.low, 0.0))[1]
                for before, after in pairwise(_bridged(points)):
                    high = min(before[1], after[1])
                    yield Box(before[0], high, after[0] - before[0], max(foot - high, 0.0))
        else:
            foot = position(plot, inner, 0, max(plot.axis.low, 0.0))[1]
            for point in filter(None, points):
                yield Box(point[0] - half, min(point[1], foot), 2 * half, abs(foot - point[1]))
        yield from _values(chart, series, points)


def _bridged(points: Sequence[tuple[float, float] | None]) -> list[tuple[float, float]]:
    """Return points without gaps, which a dashed line may bridge."""
    return [point for point in points if point is not None]


def _in_marks(chart: ChartBox) -> bool:
    """Whether values stand in the marks of a chart, as ranks do."""
    return chart.marker > chart.label_size


def _values(chart: ChartBox, series: PlotSeries, points: Sequence[tuple[float, float] | None]) -> Iterator[Box]:
    for label, point in zip(series.labels, points, strict=False):
        if point and _in_marks(chart):
            half = chart.marker / 2
            yield Box(point[0] - half, point[1] - half, chart.marker, chart.marker)
        elif label and point:
            size = chart.strong_size or chart.label_size if label.strong else chart.label_size
            wide = fit.width(label.text, TextStyle(size, size, bold=label.strong))
            yield Box(point[0] - wide / 2, point[1] - _VALUE - size / 2, wide, 2 * _VALUE + size)

"""Columns over time on the cover: the last value large above them, the columns of a bracketed change stand out."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts import plot as plotted
from briefing.deck.plan import grid
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.cover_chart import FOOT, HERO_TOP, LEFT, NAME, RIGHT, from_zero, hero, periods
from briefing.deck.plan.text import fit, measure
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Paragraph, Shape, Shift
from briefing.model.chart import Chart, Plot, PlotSeries, Role
from briefing.model.chart_remarks import Annotation

_TOP = 240.0  # of the highest column
_GAP = 38  # percent of a column between two
_MOST_ACROSS = 160.0  # of the words over a column
_AIR = 5.0
_DOWN = 13.0
_UNDER = 22.0  # of the lowest column, for its value, where that is below zero
_VALUE = replace(NAME, bold=True)
_BEYOND, _BEHIND = 48.0, 36.0  # what values have before the columns and behind them, as LibreOffice needs


def columns(page: Page, chart: Chart) -> list[Element]:
    """Return columns from zero with the last value, the words of annotations over their columns, and both periods."""
    drawn = plotted(chart)
    observed = [item for item in drawn.series if item.observed]
    series = tuple(_bare(chart, item) for item in observed)
    known = [value for item in series for value in _known(item)]
    bare = replace(drawn, axis=from_zero(known), rules=(), remarks=(), spans=(), series=series)
    few = any(len(_labelled(item)) < len(_known(item)) for item in series)  # as there is no room for all
    widest = max((fit.width(label.text, _VALUE) for item in series for label in item.labels if label), default=0.0)
    inset = widest + _AIR if few else 0.0  # the first value stands at the side of its column, below the large one
    foot = FOOT - (_UNDER if min(known) < 0 else 0.0)
    inner = Box(LEFT + inset, _TOP, RIGHT - LEFT - inset, foot - _TOP)
    zero = position(bare, inner, 0, 0.0)[1]
    return [
        ChartBox(
            "Columns",
            Box(LEFT - _BEYOND, HERO_TOP, RIGHT - LEFT + _BEYOND + _BEHIND, FOOT - HERO_TOP),
            inner,
            bare,
            drawn.alt or chart.alt,
            "chart",
            label_size=NAME.size,
            gap_width=_GAP,
            category_axis=False,
            shifts=tuple(_outwards(item, inner) for item in series if few and _labelled(item)),
        ),
        Shape("Base", "line", Box(inner.x, zero, inner.w, 0), line="rule_strong", weight=1.0),
        *hero(page, chart, observed),
        *(
            element
            for number, note in enumerate(chart.annotations, start=1)
            for element in _words(page, bare, inner, note, number)
        ),
        *periods(page, drawn, inner),
    ]


def _labelled(series: PlotSeries) -> list[int]:
    """Return the places of the columns whose values are printed."""
    return [at for at, label in enumerate(series.labels) if label]


def _known(series: PlotSeries) -> list[float]:
    return [value for value in series.values if value is not None]


def _bare(chart: Chart, series: PlotSeries) -> PlotSeries:
    """Return a series with all values that have room, else the first, as the last stands large above; the columns of a
    bracketed change, or the last, stand out."""
    count = len(series.values)
    starts = [chart.categories.index(item.start[1]) + 1 for item in chart.differences]
    ends = [chart.categories.index(item.end[1]) for item in chart.differences]
    first, last = (min(starts), max(ends)) if starts else (count - 1, count - 1)
    roles: tuple[Role, ...] = tuple("highlight" if first <= at <= last else "context" for at in range(count))
    shown = _labelled(series)
    widest = max((fit.width(label.text, NAME) for label in series.labels if label), default=0.0)
    written = shown if (widest + _AIR) * count <= RIGHT - LEFT else shown[:1]
    labels = tuple(
        replace(label, side="outside", strong=False) if label and at in written else None
        for at, label in enumerate(series.labels)
    )
    return replace(series, role="context", roles=roles, labels=labels, end=(), result=(), detail=())


def _outwards(series: PlotSeries, inner: Box) -> Shift:
    """Return what moves the value of the first column from its end to its outer side."""
    at = _labelled(series)[0]
    label, value = series.labels[at], series.values[at]
    assert label is not None  # it is shown, and so has a value
    assert value is not None
    away = fit.width(label.text, _VALUE) / 2 + inner.w / len(series.values) / 2 + _AIR
    return Shift(series.name, at, -away, _DOWN if value >= 0 else -_DOWN)


def _words(page: Page, plot: Plot, inner: Box, note: Annotation, number: int) -> list[Element]:
    """Return the words of an annotation over its column, inside the ground of the columns."""
    at = plot.categories.index(note.category)
    value = next((series.values[at] for series in plot.series if series.values[at] is not None), None)
    if value is None or not note.text:
        return []
    x, y = position(plot, inner, at, value)
    wide = fit.balanced_width(note.text, NAME, _MOST_ACROSS)
    words = measure.broken(measure.balance(note.text, NAME.size, wide, bold=False))
    tall = fit.height([Paragraph(words, NAME)], wide)
    left = min(max(x - wide / 2, inner.x), inner.x1 - wide)
    box = Box(left, min(y, position(plot, inner, at, 0.0)[1]) - tall - _AIR, wide, tall)
    content = fit.single(words, grid.aligned(NAME, "ctr"))
    return [fit.set_text(page, f"Remark {number}", box, content)]

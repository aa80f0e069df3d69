"""A line in pieces: what cannot be compared is not joined, and what came before is thin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from briefing.charts.boxes import Point
from briefing.model.chart import Chart, Plot, PlotSeries, Remark, Series

_TO = " (to "  # behind the name of a line that a break ends


def runs(chart: Chart, given: Series, series: PlotSeries) -> tuple[PlotSeries, ...]:
    """Cut a series at refused breaks, and where its history ends; the last piece has its name and result.

    A category inside a break's span belongs to neither side; the history and what follows share one mark.
    """
    cuts = {0, len(chart.categories)}
    for item in chart.breaks:
        if item.refused and item.series == given.key:
            cuts |= {chart.categories.index(item.after) + 1, chart.categories.index(item.before)}
    since = chart.categories.index(chart.since) if chart.since else 0
    pieces = [(start, end, False) for start, end in pairwise(sorted(cuts))]
    if since:
        pieces = [part for start, end, _ in pieces for part in _divided(start, end, since)]
    found: list[PlotSeries] = []
    for start, end, thin in pieces:
        own = tuple(value if start <= at < end else None for at, value in enumerate(series.values))
        if sum(value is not None for value in own) > thin:  # a history of one mark is no line
            found.append(_piece(chart, series, (start, end), own, thin=thin))
    ended = found[-1]
    return (*found[:-1], replace(ended, end=series.end, result=series.result, detail=series.detail))


def _piece(
    chart: Chart, series: PlotSeries, ends: tuple[int, int], values: Sequence[float | None], *, thin: bool
) -> PlotSeries:
    start, end = ends
    last = end - thin  # the mark at which a history ends is that of the line that goes on
    labels = tuple(label if start <= at < last else None for at, label in enumerate(series.labels))
    name = series.name if end == len(chart.categories) else f"{series.name}{_TO}{chart.categories[end - 1]})"
    return replace(series, name=name, values=tuple(values), labels=labels, end=(), result=(), detail=(), thin=thin)


def are_one_line(one: PlotSeries, other: PlotSeries) -> bool:
    """Return whether two series are pieces of one line."""
    return one.name.partition(_TO)[0] == other.name.partition(_TO)[0]


def _divided(start: int, end: int, since: int) -> list[tuple[int, int, bool]]:
    """Return a piece in two where a history ends inside it."""
    if end <= since:
        return [(start, end, True)]
    if start < since:
        return [(start, since + 1, True), (since, end, False)]
    return [(start, end, False)]


def lines_of_others(plot: Plot, remark: Remark, place: Callable[[float, float], Point]) -> list[list[Point]]:
    """Return the points of the lines that a remark is not about, each at its place; of other forms none."""
    at = round(remark.at)
    if plot.form != "line" or not 0 <= at < len(plot.categories):
        return []
    return [
        [place(index, value) for index, value in enumerate(series.values) if value is not None]
        for series in plot.series
        if series.values[at] not in (None, remark.value) and not series.filled
    ]

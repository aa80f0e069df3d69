"""Readings that were revised → marks of their own next to the values that replaced them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.values import names, numbers, wording
from briefing.model.chart import Chart, PlotSeries
from briefing.model.fact import Fact
from briefing.model.text import plain


def ghosts(chart: Chart) -> tuple[PlotSeries, ...]:
    """Return a series for each of a chart that has revised values: what these were when they were first published."""
    phrase = wording(chart).phrase
    return tuple(
        PlotSeries(
            phrase("ghost", name=plain(series.name) or series.key),
            numbers(earlier),
            "ghost",
            labels=(None,) * len(earlier),
            facts=names(earlier),
        )
        for series in chart.series
        if any(series.earlier)
        for earlier in [(*series.earlier, *(None,) * (len(chart.categories) - len(series.earlier)))]  # up to a target
    )


def reached(chart: Chart) -> list[Fact]:
    """Return the first readings of a chart, which its scale holds too."""
    found: list[Fact] = []
    for series in chart.series:
        points: Sequence[Fact | None] = series.earlier
        found += [point for point in points if point is not None]
    return found

"""Years without a value between two that have one → dashes that say what they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from briefing.charts.time_axis import is_dated
from briefing.model.chart import Chart, PlotSeries
from briefing.model.line_points import is_sparse
from briefing.wording import of


def bridges(chart: Chart, published: Sequence[PlotSeries]) -> tuple[PlotSeries, ...]:
    """Return a dashed series for each published one that has a gap between two observed categories.

    Months and other periods within years have none, as among many a gap is seen as one; but those of a series that has
    a value in few of them do.
    """
    made: list[PlotSeries] = []
    wording = of(chart.lang)
    words = wording.phrase("bridge")
    for series in published:
        values = bridge_values(series.values)
        if is_dated(chart) and not is_sparse(series.values):
            continue
        if any(value is not None for value in values):
            own = f"{series.name}{wording.joint(': ')}{words[:1].lower()}{words[1:]}"
            name = words if len(published) == 1 else own
            blank = PlotSeries(name, values, "bridge", markers=False, observed=False)
            made.append(replace(blank, labels=(None,) * len(values)))
    return tuple(made)


def bridge_values(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return the two ends of each inner gap of values and the straight line between them, else None."""
    drawn: list[float | None] = [None] * len(values)
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    for (left, start), (right, end) in pairwise(known):
        if right - left > 1:
            for index in range(left, right + 1):
                drawn[index] = start + (end - start) * (index - left) / (right - left)
            drawn[left], drawn[right] = start, end
    return tuple(drawn)

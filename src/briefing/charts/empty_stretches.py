"""Stretches of lines and columns over time for which no series has a value: they are hatched."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.time_axis import is_dated
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.line_points import hatched_places, is_sparse


def empty_stretches(chart: Chart) -> list[range]:
    """Return the stretches of places without a value of any series, between values or where the data give a reason; of
    columns also those before and after all values."""
    known = [at for at in range(len(chart.categories)) if any(series.points[at] for series in chart.series)]
    found = _expected(chart, known) if known else set()
    if is_dated(chart):
        keys = {series.key for series in chart.series}
        explained = {period for key, period, _ in chart.gaps if key in keys}
        found |= {at for at, period in enumerate(chart.periods) if period in explained}
    return [range(run[0], run[-1] + 1) for run in _runs(sorted(found - set(known)))]


def _expected(chart: Chart, known: Sequence[int]) -> set[int]:
    """Return the places at which a value is expected: years up to a target stay empty, and the first year of changes,
    which has none before it."""
    if KINDS[chart.kind].form == "column":
        first = all(point.basis for series in chart.series for point in series.points if point)
        return set(range(1 if first else 0, known[-1] if any(chart.targets) else len(chart.categories)))
    if is_dated(chart):
        sparse = all(is_sparse(series.points) for series in chart.series)
        return set() if sparse else set(range(known[0], known[-1]))
    places = {category: at for at, category in enumerate(chart.categories)}
    breaks = [(places[item.after], places[item.before]) for item in chart.breaks]
    return hatched_places([series.points for series in chart.series], breaks)


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Return places in order, those side by side together."""
    found: list[list[int]] = []
    for at in places:
        if found and found[-1][-1] == at - 1:
            found[-1].append(at)
        else:
            found.append([at])
    return found

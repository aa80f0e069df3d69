"""Parts that stand on each other over time: their marks, those of their sum, and what is no part."""

from __future__ import annotations

from briefing.charts import values
from briefing.errors import Finding, LayoutError
from briefing.model.chart import MOST_SERIES, TOTAL, Chart, PlotSeries, Series
from briefing.model.text import plain


def check_parts(chart: Chart) -> None:
    """Raise LayoutError with the reasons where the values of a period are no parts of a whole."""
    where, found = plain(chart.title) or f"{chart.kind} chart", []
    series = parts_of(chart)
    if not 1 + (chart.kind == "stacked") <= len(series) <= MOST_SERIES:
        what = f"a chart of kind {chart.kind} has 2 to {MOST_SERIES} parts, and this one has {len(series)}"
        found.append(Finding(where, what, "join small parts into one, or use columns for a single series"))
    if any("rank" in (fact.unit, fact.measure) for fact in chart.facts):
        found.append(Finding(where, "ranks make no whole", "write `kind: bump`"))
    for at, year in enumerate(chart.categories):
        points = [item.points[at] for item in series]
        absent = [plain(item.name) or item.key for item in series if item.points[at] is None]
        if 0 < len(absent) < len(points):
            what = f"{' and '.join(absent)} lack a value in {year}, so that its sum would be too low"
            fix = "choose a `period` in which all parts have a value, or write `kind: line`"
            found.append(Finding(where, what, fix))
        if any(point is not None and point.value < 0 for point in points):
            what = f"a part is below zero in {year}, and no {_MARK.get(chart.kind, 'mark')} shows that as a part"
            found.append(Finding(where, what, "write `kind: columns`"))
    if found:
        raise LayoutError(found)


_MARK = {"stacked": "column", "area": "area"}


def parts_of(chart: Chart) -> list[Series]:
    """Return the parts of a chart, without their sum."""
    return [series for series in chart.series if series.key != TOTAL]


def sums(parts: tuple[PlotSeries, ...]) -> list[float]:
    """Return the sum of the parts of each category."""
    return [sum(value or 0.0 for value in column) for column in zip(*(part.values for part in parts), strict=True)]


def totals(chart: Chart, *, ends: bool) -> tuple[PlotSeries, ...]:
    """Return the series of the sums with their values, nothing where a chart has none.

    Of a line the `ends` are enough: its first value, and its name with the last one.
    """
    made = []
    for series in chart.series:
        if series.key != TOTAL:
            continue
        known = [at for at, point in enumerate(series.points) if point is not None]
        shown = set(known[:1]) if ends else set(known)
        labels = (
            values.label(chart, point, "above", strong=not ends, optional=ends) if at in shown else None
            for at, point in enumerate(series.points)
        )
        end = values.valued_name(chart, series) if ends else ()
        made.append(values.plot_series(series, TOTAL, labels, roles=(), end=end, markers=False, above=not ends))
    return tuple(made)

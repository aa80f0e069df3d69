"""Differences between marks of a chart, and areas between its lines → places in data coordinates."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.bridges import bridge_values
from briefing.charts.values import numbers, series_role
from briefing.model.chart import Chart, Series, SpanMark
from briefing.model.chart_remarks import Difference
from briefing.model.text import plain

Place = tuple[float, float]


def spans(chart: Chart) -> tuple[SpanMark, ...]:
    """Return the changes and gaps of a chart between the places of their marks.

    A gap between series has the accent, as its ground and a card of it have, unless a series has that colour.
    """
    own = {series.key: series for series in chart.series}
    results = {plain(item.text) for item in chart.results}
    accents = any(series_role(chart, series) == "second" for series in chart.series)
    return tuple(
        _to_target(chart, item, own[item.start[0]])
        if item.to_target
        else SpanMark(
            _place(chart, own[item.start[0]], item.start[1]),
            _place(chart, own[item.end[0]], item.end[1]),
            () if plain(item.text) in results else item.text,  # a result prints it in large figures
            accented=item.between_series and not accents,
        )
        for item in chart.differences
    )


def _to_target(chart: Chart, item: Difference, series: Series) -> SpanMark:
    """Return the gap from a value to a target: of the same category at the right of a column, or at the mark of a
    line."""
    (start, value), end = _place(chart, series, item.start[1]), chart.categories.index(item.end[1])
    target = chart.targets[end]
    assert target is not None  # its number is worked out from it
    right = 0.5 if start == end and chart.kind == "columns" else 0.0
    # the name of the target says its number
    return SpanMark((start + right, value), (end + right, target.value), (), accented=item.missed)


def _place(chart: Chart, series: Series, category: str) -> Place:
    at = chart.categories.index(category)
    point = series.points[at]
    assert point is not None  # its number is worked out from it
    return float(at), point.value


def shades(chart: Chart) -> tuple[tuple[Place, ...], ...]:
    """Return the area between each two lines that a gap stands between, from where they are nearest to each other to
    the gap."""
    own = {series.key: series for series in chart.series}
    pairs: dict[tuple[str, str], list[int]] = {}
    for item in chart.differences:
        if item.between_series:
            one, other = sorted((item.start[0], item.end[0]))
            pairs.setdefault((one, other), []).append(chart.categories.index(item.start[1]))
    areas = (_between(own[one], own[other], gaps) for (one, other), gaps in sorted(pairs.items()))
    return tuple(area for area in areas if area)


def _between(one: Series, other: Series, gaps: Sequence[int]) -> tuple[Place, ...]:
    """Return the places along one line and back along the other, where both lead to gaps."""
    first, second = _drawn(one), _drawn(other)
    both = zip(first, second, strict=True)
    distances = {
        at: abs(here - there) for at, (here, there) in enumerate(both) if here is not None and there is not None
    }
    nearest = min(distances, key=lambda at: (distances[at], abs(at - gaps[-1])))
    ends = (nearest, *gaps)
    shared = [at for at in distances if min(ends) <= at <= max(ends)]
    if len(shared) < 2:
        return ()
    return (*_along(first, shared), *_along(second, shared[::-1]))


def _drawn(series: Series) -> list[float | None]:
    values = numbers(series.points)
    return [value if value is not None else bridge for value, bridge in zip(values, bridge_values(values), strict=True)]


def _along(values: Sequence[float | None], places: Sequence[int]) -> list[Place]:
    return [(float(at), value) for at in places if (value := values[at]) is not None]

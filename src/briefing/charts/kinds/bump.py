"""Ranks over years, first at the top: who is ahead, and did it change?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeGuard

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import rank_axis
from briefing.charts.bridges import bridges
from briefing.charts.remarks import break_rules, remarks
from briefing.errors import LayoutError
from briefing.model.chart import MANY_RANKS, Chart, Label, Plot, PlotSeries, Remark, Series
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, join, plain, text
from briefing.wording import Wording

# Places that are drawn where others are worse than the tallest scale, from the first, or from the best of the chart
# where that is worse; a rank below them is put in words instead of stretching the scale.
PLACES = 10
_TALLEST = 24  # places that are drawn where none is worse
_NEAR = 2  # places below a highlighted one that are drawn with it
_LINES = 15  # that can be distinguished
_LISTED = 6  # ranks past the last place that are all named; of more the first of each line is, of so many lines
_LAST = 1000  # a place so far down is no matter of a chart


def plot(chart: Chart) -> Plot:
    """Return lines through ranks by year, dashed where no rank is published, with names at their ends.

    Raise LayoutError for values that are no ranks.
    """
    _check(chart)
    places = _places(chart)
    _check_drawn(chart, places)
    published = tuple(_series(chart, series, places) for series in chart.series)
    hidden = [any(_hidden(point, places) for point in series.points) for series in chart.series]
    bridged = [series for series, hides in zip(published, hidden, strict=True) if not hides]
    return values.plot_of(
        chart,
        "line",
        (*published, *bridges(chart, bridged)),  # whose dashes say that no rank is published
        rank_axis(places, _best(chart)),
        rules=break_rules(chart),
        remarks=(*remarks(chart, published), *_ended(chart, published), *_beyond(chart, places)),
        rank_marks=True,
    )


def _check(chart: Chart) -> None:
    odd = [fact for fact in chart.facts if not 1 <= fact.value <= _LAST or not float(fact.value).is_integer()]
    if odd:
        what = f"{odd[0].name} is {odd[0].value:g}, and a rank is a whole number from 1 to {_LAST:,}"
        raise LayoutError(what, plain(chart.title) or "bump chart", "use line or slope for values that are no ranks")


def _check_drawn(chart: Chart, places: int) -> None:
    """Refuse more lines than can be distinguished, one that is nowhere on the scale, and more that leave it
    than words at the foot can name."""
    title, count = plain(chart.title) or "bump chart", len(chart.series)
    if count > _LINES:
        raise LayoutError(f"{count} lines, and at most {_LINES} can be distinguished", title, "write `top: 10`")
    lost = [
        plain(item.name)
        for item in chart.series
        if (known := [point.value for point in item.points if point is not None]) and min(known) > places
    ]
    if lost:
        listed = ", ".join(lost)
        what = f"{listed} {'are' if len(lost) > 1 else 'is'} never among the first {places}, and would have no line"
        fix = f"leave {listed} out, or write `kind: line` for the values, or `highlight` for one that matters"
        raise LayoutError(what, title, fix)
    left = sum(any(_hidden(point, places) for point in series.points) for series in chart.series)
    if left > _LISTED:
        what = f"{left} lines leave the first {places} places, and at most {_LISTED} can be named below them"
        raise LayoutError(what, title, "show fewer, or write `kind: line`")


def _places(chart: Chart) -> int:
    """Return the last place that is drawn: as many as the ranks need where these are no more than 24, else at most ten,
    or all of the highlighted.
    """
    best = _best(chart)
    most_drawn = PLACES if best <= PLACES // 2 else best + PLACES - 1
    worst = round(max((fact.value for fact in chart.facts), default=best))
    if worst < best + _TALLEST:
        most_drawn = max(most_drawn, worst)
    shown = [fact.value for fact in chart.facts if fact.value <= most_drawn]
    named = [
        point.value
        for series in chart.series
        if values.series_role(chart, series) != "context"
        for point in series.points
        if point is not None
    ]
    most = max([*shown, *named], default=PLACES)
    if most > most_drawn:
        most = max(fact.value for fact in chart.facts if fact.value <= most + _NEAR)
    return max(best + 1, round(most))


def _best(chart: Chart) -> int:
    return round(min((fact.value for fact in chart.facts), default=1))


def _hidden(point: Fact | None, places: int) -> TypeGuard[Fact]:
    return point is not None and point.value > places


def _drawn(point: Fact | None, places: int) -> Fact | None:
    return point if point is not None and point.value <= places else None


def _series(chart: Chart, series: Series, places: int) -> PlotSeries:
    role = values.series_role(chart, series)
    series = replace(series, points=tuple(_drawn(point, places) for point in series.points))
    shown = _printed(series.points, named=role != "context") if len(chart.categories) > MANY_RANKS else None
    labels = (
        _label(chart, point, strong=role == "highlight") if shown is None or at in shown else None
        for at, point in enumerate(series.points)
    )
    return values.plot_series(series, role, labels, end=series.name if series.points[-1] else ())


def _ended(chart: Chart, published: Sequence[PlotSeries]) -> tuple[Remark, ...]:
    """Return the names of the lines that end before the last period, each at its last rank."""
    return tuple(
        Remark(float(drawn.last[0]), drawn.last[1], series.name, "right", drawn.role)
        for series, drawn in zip(chart.series, published, strict=True)
        if drawn.last and drawn.last[0] < len(chart.categories) - 1
    )


def _printed(points: Sequence[Fact | None], *, named: bool) -> set[int]:
    """Return which of many points print their rank: the ends, and of a `named` series those with a new one."""
    known = [(at, point.value) for at, point in enumerate(points) if point is not None]
    new = {at for (_, before), (at, rank) in pairwise(known) if rank != before} if named else set[int]()
    return {known[0][0], known[-1][0], *new} if known else set()


def _label(chart: Chart, point: Fact | None, *, strong: bool) -> Label | None:
    if point is None:
        return None
    rank = values.wording(chart).number(point.value, 0)
    return Label(text(rank, fact=point.name), "centre", live=point.qualifier == "=", strong=strong)


def _beyond(chart: Chart, places: int) -> tuple[Remark, ...]:
    """Return one remark below the scale that names the ranks past the last place year by year: all, or of many the
    first of each series."""
    wording = values.wording(chart)
    hidden = [
        [(year, point) for year, point in zip(chart.categories, series.points, strict=True) if _hidden(point, places)]
        for series in chart.series
    ]
    most = None if sum(map(len, hidden)) <= _LISTED else 1
    by_year: dict[str, list[Text]] = {}
    for series, ranks in zip(chart.series, hidden, strict=True):
        for year, point in ranks[:most]:
            rank = Run(_place(wording, point), fact=point.name)
            by_year.setdefault(year, []).append((*series.name, Run(wording.joint(" ")), rank))
    runs: list[Run] = []
    for year in sorted(by_year):
        runs += [Run(wording.joint("; "))] if runs else []
        head = wording.phrase("off_scale_also" if runs else "off_scale", year=year)
        runs += [Run(head, term="axis"), *join(by_year[year], wording.joint(", "))]
    return (Remark(0.0, places + 1.0, tuple(runs), "right"),) if runs else ()


def _place(wording: Wording, fact: Fact) -> str:
    return wording.ordinal(fact, "digits") if fact.measure == "rank" else wording.number(fact.value, 0)

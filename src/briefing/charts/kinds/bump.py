"""Ranks over years, first at the top: who is ahead, and did it change?"""

from __future__ import annotations

from briefing.charts import values
from briefing.charts.axis import rank_axis
from briefing.charts.bridges import bridges
from briefing.charts.remarks import break_rules, remarks
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Label, Plot, PlotSeries, Remark, Series, Side
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, plain, text

# Places that are drawn; a worse rank is said in words instead of stretching the scale.
PLACES = 8
_LAST = 1000  # a place so far down is no matter of a chart


def plot(chart: Chart) -> Plot:
    """A chart of ranks by year → lines through ranks, dashed where no rank is published, names at their ends.

    LayoutError for values that are no ranks.
    """
    _check(chart)
    places = _places(chart)
    published = tuple(_series(chart, series, places) for series in chart.series)
    unit, code, source = values.frame(chart)
    return Plot(
        form="line",
        categories=chart.categories,
        series=(*published, *bridges(published, values.wording(chart))),
        axis=rank_axis(places),
        number_format=code,
        unit=unit,
        columns=chart.columns,
        rules=break_rules(chart),
        remarks=(*remarks(chart, published), *_beyond(chart, places)),
        baseline=chart.baseline,
        rank_marks=True,
        alt=chart.alt,
        source=source,
        lang=chart.lang,
    )


def _check(chart: Chart) -> None:
    odd = [fact for fact in values.known(chart) if not 1 <= fact.value <= _LAST or not float(fact.value).is_integer()]
    if odd:
        what = f"{odd[0].name} is {odd[0].value:g}, and a rank is a whole number from 1 to {_LAST:,}"
        raise LayoutError(what, plain(chart.title) or "bump chart", "use line or slope for values that are no ranks")


def _places(chart: Chart) -> int:
    """As many as the ranks need, at most eight; the highlighted series is always drawn whole."""
    shown = [fact.value for fact in values.known(chart) if fact.value <= PLACES]
    named = [
        point.value
        for series in chart.series
        if values.series_role(chart, series) != "context"
        for point in series.points
        if point is not None
    ]
    return round(max([*shown, *named], default=PLACES))


def _drawn(point: Fact | None, places: int) -> Fact | None:
    return point if point is not None and point.value <= places else None


def _series(chart: Chart, series: Series, places: int) -> PlotSeries:
    role = values.series_role(chart, series)
    points = tuple(_drawn(point, places) for point in series.points)
    return PlotSeries(
        name=plain(series.name) or series.key,
        values=values.numbers(points),
        role=role,
        roles=values.point_roles(points, role),
        labels=tuple(_label(chart, point, strong=role == "highlight") for point in points),
        facts=values.names(points),
        end=series.name,
    )


def _label(chart: Chart, point: Fact | None, *, strong: bool) -> Label | None:
    if point is None:
        return None
    rank = values.wording(chart).number(point.value, 0)
    return Label(text(rank, fact=point.name), "centre", live=point.qualifier == "=", strong=strong)


def _beyond(chart: Chart, places: int) -> tuple[Remark, ...]:
    """Ranks past the last place → said once for each series, at the point where it comes into view."""
    made: list[Remark] = []
    for series in chart.series:
        hidden = [(at, point) for at, point in enumerate(series.points) if point is not None and point.value > places]
        seen = [at for at, point in enumerate(series.points) if point is not None and point.value <= places]
        if not hidden or not seen:
            continue
        first = hidden[0][0]
        at = next((index for index in seen if index > first), seen[-1])
        point = series.points[at]
        assert point is not None
        side: Side = "left" if at > first else "right"
        made.append(Remark(float(at), point.value, _told(chart, series, hidden[0][1]), side))
    return tuple(made)


def _told(chart: Chart, series: Series, fact: Fact) -> Text:
    wording = values.wording(chart)
    rank = wording.rank(fact) if fact.measure == "rank" else wording.number(fact.value, 0)
    year = fact.year if fact.year is not None else chart.categories[0]
    said = Run(wording.phrase("value_in", value=rank, year=year), fact=fact.name)
    return (*series.name, Run(wording.joint(", ")), said)

"""Seasonal lines: is this year unlike others at the same time of the year?"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import lifted_axis, nice_axis
from briefing.charts.bridges import bridges
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Label, Plot, PlotSeries, Remark, Role, Series, Side
from briefing.model.text import Text, plain, text

_FEWEST = 2  # years, as one alone is a line
_NAMED = 3  # earlier years that each have their name
_SCALE_LIFTED = 2.0  # values above so many times their span would be flat on a scale from zero


def plot(chart: Chart) -> Plot:
    """Return a line for each year over the months, weeks or quarters of one: the newest leads, the one before it is
    dark, earlier ones are pale and named together.

    Raise LayoutError for a single year.
    """
    chart = replace(chart, series=tuple(series for series in chart.series if any(series.points)))
    if len(chart.series) < _FEWEST:
        what = f"a seasonal chart compares years, and this one has {len(chart.series)}"
        raise LayoutError(
            what, plain(chart.title) or "seasonal chart", "choose a longer `period`, or write `kind: line`"
        )
    known = [fact.value for fact in chart.facts]
    lifted = min(known) > _SCALE_LIFTED * (max(known) - min(known)) or max(known) < _SCALE_LIFTED * (
        min(known) - max(known)
    )
    lead = chart.highlight or chart.series[-1].key
    keys = [series.key for series in chart.series if series.key != lead]
    second = chart.second or keys[-1]
    earlier = [series for series in chart.series if series.key not in (lead, second)]
    named = _named_together(earlier)
    alone = len(earlier) <= _NAMED and all(series.points[-1] is not None for series in earlier)
    made = [
        _pale(chart, series, series.name if alone else named if at == len(earlier) - 1 else ())
        for at, series in enumerate(earlier)
    ]
    leading: list[tuple[str, Role]] = [(second, "second" if chart.second else "plain"), (lead, "highlight")]
    made += [_line(chart, series, role) for key, role in leading for series in chart.series if series.key == key]
    axis = lifted_axis(known) if lifted else nice_axis(known)
    return values.plot_of(
        chart, "line", (*made, *bridges(chart, made, seasonal=True)), axis, remarks=_within(chart, made)
    )


def _within(chart: Chart, made: list[PlotSeries]) -> tuple[Remark, ...]:
    """Return the names and values of years that end before others, over which lines run on."""
    found: list[Remark] = []
    for series in made:
        last = _last(series.values)
        named = next((item for item in chart.series if plain(item.name) == series.name), None)
        if named is not None and not series.thin and last + 1 < len(chart.categories):
            words = values.valued_name(chart, named)
            side: Side = "above" if last else "right"  # clear of the numbers of the scale
            found.append(Remark(float(last), series.values[last] or 0.0, words, side, role=series.role))
    return tuple(found)


def _last(points: Sequence[object]) -> int:
    return max(at for at, point in enumerate(points) if point is not None)


def _pale(chart: Chart, series: Series, name: Text) -> PlotSeries:
    """Return the line of an earlier year, on which the lowest value of all years has its number, with the year; one
    that comes again, as zero in months without a case, is no mark of a year."""
    known = [fact.value for fact in chart.facts]
    low = min(known)
    labels = (
        _dated(chart, series, values.label(chart, point, "below", optional=True))
        if point is not None and point.value == low and known.count(low) == 1
        else None
        for point in series.points
    )
    return values.plot_series(series, "context", labels, end=name, markers=False, thin=True)


def _dated(chart: Chart, series: Series, label: Label | None) -> Label | None:
    """Return "2020: 8.8": the line may be named elsewhere, or with others."""
    if label is None:
        return None
    return replace(label, text=(*series.name, *text(values.wording(chart).joint(": ")), *label.text), live=False)


def _named_together(earlier: list[Series]) -> Text:
    """Return "2015–2023" for the years that are not named alone."""
    if not earlier:
        return ()
    first, last = plain(earlier[0].name), plain(earlier[-1].name)
    return text(first if first == last else f"{first}–{last}", term="period")


def _line(chart: Chart, series: Series, role: Role) -> PlotSeries:
    last = _last(series.points)
    whole = last + 1 == len(chart.categories)
    peak = _peak(series, last) if role == "highlight" else -1
    labels = (
        values.label(chart, point, "above", strong=role == "highlight" and at != peak)
        if at == peak or (whole and at == last and role != "plain")
        else None
        for at, point in enumerate(series.points)
    )
    end = series.name if whole else ()
    return values.plot_series(series, role, labels, end=end, markers=role == "highlight")


def _peak(series: Series, last: int) -> int:
    """Return where a year was highest, -1 if that is its end, whose value stands there already."""
    known = {at: point.value for at, point in enumerate(series.points) if point is not None}
    peak = max(known, key=known.__getitem__)
    return -1 if peak == last else peak

"""How many places have a value in each class of a scale, as columns without gaps, with the median."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import bar_axis
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Chart, Plot, PlotRow, Remark, Role, Rule
from briefing.model.text import plain, text

_MOST: Final = 20  # classes that are named side by side


def plot(chart: Chart) -> Plot:
    """Return a column for each class, the one of the edition's place or what the story highlights leading.

    Raise LayoutError for what is no count of a class.
    """
    _check(chart)
    (series,) = chart.series
    lead = chart.highlight or chart.own
    roles: tuple[Role, ...] = tuple(
        "highlight" if name == lead else "second" if name == chart.second else "context" for name in chart.categories
    )
    labels = [
        values.label(chart, point, "outside", strong=role == "highlight")
        for point, role in zip(series.points, roles, strict=True)
    ]
    made = values.plot_series(series, "context", labels, roles=roles)
    cells = chart.columns[0].cells if chart.columns else ((),) * len(chart.categories)
    remarks = [
        Remark(float(at), point.value, cell, "above", role)
        for at, (point, cell, role) in enumerate(zip(series.points, cells, roles, strict=True))
        if point is not None and cell
    ]
    rules = []
    if chart.classes is not None:
        low, step = chart.classes
        named = zip(chart.medians, chart.median_names, strict=True)
        rules = [Rule("category", (fact.value - low) / step - 0.5, name) for fact, name in named]
    names = tuple(
        PlotRow(text(name, term="axis"), (), role) for name, role in zip(chart.categories, roles, strict=True)
    )
    drawn = values.plot_of(
        chart, "column", (made,), bar_axis(fact.value for fact in chart.facts),
        rows=names, rules=tuple(rules), remarks=tuple(remarks), classed=True,
    )  # fmt: skip
    return replace(drawn, unit=chart.things or values.wording(chart).language.things)


def _check(chart: Chart) -> None:
    where, found = plain(chart.title) or "histogram", []
    if len(chart.series) != 1:
        what = f"a histogram has one series of counts, and this one has {len(chart.series)}"
        raise LayoutError(what, where, "name one in `series`")
    points = [point for point in chart.series[0].points if point is not None]
    odd = next((one for one in points if one.value < 0 or not one.value.is_integer() or one.qualifier != "="), None)
    if odd is not None:
        found.append(Finding(where, f"{odd.name} is {odd.value:g}, which counts nothing", "use columns"))
    if len(points) < len(chart.categories):
        found.append(Finding(where, "a class has no count", "give each class one, 0 for none"))
    if len(chart.categories) > _MOST:
        what = f"{len(chart.categories)} classes are too many to name, at most {_MOST} stand side by side"
        found.append(Finding(where, what, f"write `bins: {_MOST}`"))
    if found:
        raise LayoutError(found)

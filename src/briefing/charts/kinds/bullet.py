"""Bars of what is reached, against a target at the same place in every row."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts import chart_rows, values
from briefing.charts.axis import bar_axis
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Label, Plot, PlotSeries, Role, Rule, Side
from briefing.model.fact import Fact
from briefing.model.text import plain, text

_TARGET = 100.0
# Shorter bars carry their label outside; near the target it would run into the tick.
_ROOM = 40.0


def plot(chart: Chart) -> Plot:
    """Return bars of shares of a target in %, from zero, and a target tick at 100 in every row; a row with no result
    says so. A rule parts targets of another year from those above them."""
    if any(fact.value < 0 for fact in chart.facts):
        what = "a share of a target is below zero, and no bar runs toward its target from there"
        raise LayoutError(
            what, plain(chart.title) or "bullet chart", "use a bar of values, with a column for the target"
        )
    chart = chart_rows.ordered(chart)
    first = chart.series[0]
    wording = values.wording(chart)
    roles: tuple[Role, ...] = tuple(_role(chart, name) for name in chart.categories)
    base = chart.baseline or text(wording.phrase("target_base"), term="base of the shares")
    labels = (_label(chart, point, role) for point, role in zip(first.points, roles, strict=True))
    bars = values.plot_series(first, "context", labels, roles=roles)
    targets = PlotSeries(
        name=wording.phrase("target"),
        values=(_TARGET,) * len(chart.categories),
        role="target",
        labels=(None,) * len(chart.categories),
        facts=values.names(chart.targets),
        markers=False,
    )
    axis = bar_axis([_TARGET, *(fact.value for fact in chart.facts)])
    years = [None if target is None else target.period for target in chart.targets]
    rows = tuple(
        replace(row, role=role, parted=0 < at < len(years) and years[at] != years[at - 1])
        for at, (row, role) in enumerate(zip(chart_rows.plot_rows(chart), roles, strict=True))
    )
    rules = (Rule("value", _TARGET, base, "target"),)
    words = chart_rows.absent(chart, "no_result")
    return chart_rows.plot_of_rows(chart, "bar", (bars, targets), axis, rows=rows, rules=rules, remarks=words)


def _role(chart: Chart, name: str) -> Role:
    """Return the role of a row; a second one that is named leads like the first, as two targets that are met."""
    role = values.role_of(chart, name)
    return "highlight" if role == "second" else role


def _label(chart: Chart, point: Fact | None, role: Role) -> Label | None:
    if point is None:
        return None
    side: Side = "inside" if point.value >= _ROOM else "outside"
    return values.label(chart, point, side, strong=role == "highlight")

"""Ranked bars: who is ahead, or by how much each rose."""

from __future__ import annotations

from briefing.charts import chart_rows, values
from briefing.charts.axis import bar_axis
from briefing.model.chart import Chart, Label, Plot, Role, Rule
from briefing.model.fact import Fact

# From this share of the scale on, a highlighted bar has room for its own label, where it is the longest: a shorter one
# alone with its label inside would look unlike the others.
_ROOM = 0.4


def plot(chart: Chart) -> Plot:
    """Return bars from zero, one for each row, with their values; multiples have a rule at one."""
    chart = chart_rows.ordered(chart)
    first = chart.series[0]
    facts = chart.facts
    axis = bar_axis(fact.value for fact in (*facts, *([chart.level] if chart.level else [])))
    roles: tuple[Role, ...] = tuple(values.role_of(chart, name) for name in chart.categories)
    multiples = all(fact.measure == "multiple" for fact in facts)
    least = max(_ROOM * max(axis.high, -axis.low), *(abs(fact.value) for fact in facts))
    labels = (_label(chart, point, role, least) for point, role in zip(first.points, roles, strict=True))
    bars = values.plot_series(first, "context", labels, roles=values.point_roles(first.points, roles))
    rules = (*((Rule("value", 1.0, chart.baseline),) if multiples else ()), *_level(chart))
    return chart_rows.plot_of_rows(chart, "bar", (bars,), axis, rules=rules)


def _level(chart: Chart) -> tuple[Rule, ...]:
    """Return what the bars are compared with, as a rule; nothing where the story asks for none."""
    return (Rule("value", chart.level.value, chart.level_name),) if chart.level else ()


def _label(chart: Chart, point: Fact | None, role: Role, least: float) -> Label | None:
    """Return the value of a bar: inside its end where it leads and is so long at least, else outside."""
    if point is None:
        return None
    strong = role == "highlight"
    inside = strong and point.qualifier not in "≥≤" and abs(point.value) >= least
    signed = point.measure in ("change", "points", "growth")
    return values.label(chart, point, "inside" if inside else "outside", strong=strong, signed=signed)

"""Columns over years: how large was it each year? Years without a value stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import dropwhile
from typing import Final

from briefing.charts import values
from briefing.charts.axis import bar_axis
from briefing.charts.ghosts import ghosts, reached
from briefing.charts.remarks import break_rules, gap_rules, over_columns, remarks
from briefing.charts.spans import spans
from briefing.charts.thinning import thinned
from briefing.charts.time_axis import is_dated
from briefing.model.chart import Chart, Plot, PlotSeries, Remark, Role, Series, Side
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, join, plain, text
from briefing.wording.fitting import is_percentage

_MOST_VALUES = 18  # columns that all print theirs
_EARLIER: Final[Mapping[Role, Role]] = {"highlight": "earlier", "second": "earlier_second"}
_MOST_STRONG = 3  # columns in colour that all print theirs in bold; of more the last one does


def plot(chart: Chart) -> Plot:
    """Return columns over years from zero, each with its value; the highlighted (else the last) year leads.

    Where a lone series of months has many, those at its ends and extremes have theirs, and a scale shows the others.
    """
    published = tuple(_series(chart, series) for series in chart.series)
    targets = [target for target in chart.targets if target is not None]
    level = _level(chart)
    heights = [max(value or 0.0 for value in row) for row in zip(*(series.values for series in published), strict=True)]
    made = values.plot_of(
        chart,
        "column",
        (*published, *_targets(chart), *ghosts(chart)),
        bar_axis([*(fact.value for fact in (*chart.facts, *targets, *reached(chart))), *level]),
        rules=(*gap_rules(chart), *break_rules(chart)),
        spans=spans(chart),
        remarks=(*_growth(chart), *over_columns(remarks(chart, published, joined=False), heights)),
    )
    return thinned(made) if _is_long(chart) else made


def _series(chart: Chart, series: Series) -> PlotSeries:
    own = values.role_among(chart, series)
    roles = tuple(own if _several(chart) else _role(chart, series, index) for index in range(len(series.points)))
    last = max((at for at, point in enumerate(series.points) if point is not None), default=-1)
    over = _level(chart) or any(not item.to_target for item in chart.differences)
    many = len(series.points) > _MOST_VALUES  # too narrow for a value inside
    # changes are drawn over the columns, a rate's level across them
    side: Side = "centre" if over and not many else "outside"
    labels = [
        values.label(chart, point, side, strong=_strong(chart, role, index, last)) if shown else None
        for index, (point, role, shown) in enumerate(
            zip(series.points, roles, values.shown(chart, series.points), strict=True)
        )
    ]
    result = values.result_of(chart, series)
    if result and many and values.repeats_last(result, labels):
        labels[last] = None
    remarked = {item.category: plain(item.text) for item in chart.annotations if item.series in ("", series.key)}
    labels = [
        None if label and many and plain(label.text) in remarked.get(category, "") else label
        for category, label in zip(chart.categories, labels, strict=True)
    ]  # of narrow columns, whose value would stand below the same value
    made = values.plot_series(
        series,
        own if _several(chart) else "context",
        labels,
        roles=values.point_roles(series.points, roles, "≥≤≈"),
        end=series.name if _several(chart) else (),
    )
    return values.with_result(chart, series, made)


def _several(chart: Chart) -> bool:
    return len(chart.series) > 1


def _is_long(chart: Chart) -> bool:
    """Return whether a chart is a long row of months or other periods within years."""
    alone = not (_several(chart) or chart.ends or chart.targets)
    return is_dated(chart) and alone and len(chart.facts) > _MOST_VALUES


def _strong(chart: Chart, role: Role, index: int, last: int) -> bool:
    """Return whether a value leads: the highlighted column's; of several series the leading one's last or chosen."""
    if chart.since and len(chart.categories) - chart.categories.index(chart.since) > _MOST_STRONG:
        return index == last
    if not _several(chart):
        if chart.colours:
            return index >= (chart.categories.index(chart.since) if chart.since else last)
        return role in ("highlight", "second", "plain") or (chart.ends and index == last)
    chosen = chart.categories.index(chart.highlight) if chart.highlight in chart.categories else last
    return role == "highlight" and index == chosen


def _targets(chart: Chart) -> tuple[PlotSeries, ...]:
    """Return a series of marks for the targets, each at its year with its value; nothing where no target is shown.

    A single target is a level in every year, so that all columns can be compared with it; its value stands at its year.
    """
    known = [target.value for target in chart.targets if target is not None]
    if not known:
        return ()
    word = values.wording(chart).phrase("target")
    alone = len(known) == 1 and len(chart.categories) > 1
    gap = next((item for item in chart.differences if item.to_target), None)
    missed: tuple[Role, ...] = ("second",) if gap and gap.missed else ()
    name = join([text(word), gap.text], values.wording(chart).joint(", ")) if gap else text(word)
    return (
        PlotSeries(
            name=word,
            values=(known[0],) * len(chart.categories) if alone else values.numbers(chart.targets),
            role="target",
            labels=tuple(values.label(chart, target, "above") for target in chart.targets),
            facts=values.names(chart.targets),
            roles=missed * len(chart.categories),
            end=name,
            markers=False,
        ),
    )


def _role(chart: Chart, series: Series, index: int) -> Role:
    """Return the role of a column; a second one that leads alone is in ink, as the accent is no darker than grey.

    Where a series has one colour in all charts of an edition, so have its columns; those before the ones in focus are
    pale, with an edge of that colour.
    """
    if given := dict(chart.colours).get(series.key):
        before = bool(chart.since) and index < chart.categories.index(chart.since)
        return _EARLIER.get(given, given) if before else given
    named = {chart.highlight, chart.second} & set(chart.categories)
    lead: Role = "plain" if named == {chart.second} else "highlight"
    if chart.since:
        return lead if index >= chart.categories.index(chart.since) else "context"
    if named:
        role = values.role_of(chart, chart.categories[index])
        return lead if role == "second" and len(named) == 1 else role
    if chart.ends and chart.highlight != series.key:
        return "context"  # a panel that is not the one the others are held against
    last = max((at for at, point in enumerate(series.points) if point is not None), default=-1)
    return "highlight" if index == last else "context"


def _growth(chart: Chart) -> tuple[Remark, ...]:
    """Return the compound rate with its span, over the columns of its periods, and its level where they are changes."""
    growth = chart.growth
    if growth is None:
        return ()
    joined = [at for at, period in enumerate(chart.periods) if growth.periods[0] <= period <= growth.periods[-1]]
    level = growth.value if _of_changes(chart) else 0.0
    if level:  # a line among changes begins at the first one
        joined = [*dropwhile(lambda at: not any(one.points[at] for one in chart.series), joined)] or joined
    return (Remark(sum(joined) / len(joined), level, _rate(chart, growth), "above", span=(joined[0], joined[-1])),)


def _level(chart: Chart) -> list[float]:
    """Return the height of the line of a rate among changes, if there is one."""
    return [chart.growth.value] if chart.growth and _of_changes(chart) else []


def _of_changes(chart: Chart) -> bool:
    """Return whether the columns are changes on the year before in percent, so that a rate a year is a level among
    them."""
    known = chart.facts
    return bool(known) and all(fact.basis == "previous" and is_percentage(fact.unit) for fact in known)


def _rate(chart: Chart, growth: Fact) -> Text:
    wording = values.wording(chart)
    rate = Run(wording.say("yearly", growth, signed=True), bold=True, fact=growth.name)
    dates = Run(wording.dated(growth.periods[0], growth.periods[-1]), term="span of the rate")
    return (rate, Run(wording.joint(", ")), dates)

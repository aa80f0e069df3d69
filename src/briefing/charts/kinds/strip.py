"""All places as dots on one scale, those of like value over each other, with their median."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import log_axis, strip_axis
from briefing.charts.dot_labels import ALONG, MOST_SIDE_BY_SIDE
from briefing.charts.kinds.scatter import check_dots
from briefing.charts.remarks import at_dots
from briefing.model.chart import Axis, Chart, Label, Plot, PlotSeries, Role, Rule, Series
from briefing.model.text import text

_RISE: Final = 1.05  # of a dot's width, from one level to the next
_NEAR: Final = 4.0  # dots on either side of one that leads, over which its name is wide
_LEAST: Final = 7.5  # levels on either side, so that few dots do not stand far from each other
_MORE: Final = 1.5  # levels for the dots of the outermost one
_TALLEST: Final = 6.5  # levels on either side, up to which dots are as large as they can be
_BEYOND: Final = 4  # places between the one that leads and the nearer end, of which each is named
_NAMED: Final = 12  # places that may all be named: of more, those that find room would look like a choice


def plot(chart: Chart) -> Plot:
    """Return a dot for each place at its value, as close to the middle as its neighbours leave it; what the story
    highlights comes last and so lies on top."""
    check_dots(chart, (1,), "give one, or draw a scatter")
    focus = {chart.second: 1, chart.highlight: 2}
    order = sorted(range(len(chart.categories)), key=lambda at: focus.get(chart.categories[at], 0))
    (series,) = chart.series
    placed = replace(
        chart,
        categories=tuple(chart.categories[at] for at in order),
        series=(replace(series, points=tuple(series.points[at] for at in order)),),
        rows=tuple(chart.rows[at] for at in order) if chart.rows else (),
    )
    across = _axis(chart, series)
    roles = tuple(values.role_of(chart, name) for name in placed.categories)
    leading = [role != "context" for role in roles]
    tried = ((along, _levels(across, placed.series[0], leading, along)) for along in ALONG)
    along, levels = next(one for one in tried if _outermost(one[1]) <= _TALLEST or one[0] == MOST_SIDE_BY_SIDE)
    most = max(_LEAST * along / MOST_SIDE_BY_SIDE, _outermost(levels)) + _MORE
    known = [fact for fact in series.points if fact is not None]
    code = values.number_format(known, values.wording(chart).language)
    dots = values.plot_series(placed.series[0], "context", (), roles=(), number_format=code)
    beyond = _beyond(_by_value(placed), roles)
    drawn: tuple[Role, ...] = tuple(
        "plain" if at in beyond and role == "context" else role for at, role in enumerate(roles)
    )
    up = PlotSeries(
        values.wording(chart).phrase("dot_level"), levels, "context", drawn, _labels(placed, roles),
        observed=False, number_format="0",
    )  # fmt: skip
    rules = tuple(
        Rule("across", fact.value, name) for fact, name in zip(chart.medians, chart.median_names, strict=True)
    )
    axis = Axis(-most, most, most, visible=False)
    return values.plot_of(placed, "dots", (dots, up), axis, across=across, rules=rules, remarks=at_dots(placed))


def _axis(chart: Chart, series: Series) -> Axis:
    known = [fact.value for fact in series.points if fact is not None]
    made = log_axis(known) if chart.log in ("x", "both") else strip_axis(known)
    return replace(made, name=values.with_unit(chart, series))


def _outermost(levels: Sequence[float | None]) -> float:
    return max((abs(level) for level in levels if level is not None), default=0.0)


def _levels(across: Axis, series: Series, leading: Sequence[bool], along: int) -> tuple[float | None, ...]:
    """Return the level of each dot, of which so many stand along the scale: 0, or the one nearest to it on which no
    neighbour stands in its way.

    One that leads stands over all that its name would touch.
    """
    places = [None if fact is None else across.share(fact.value) * along for fact in series.points]
    known = sorted((x, at) for at, x in enumerate(places) if x is not None)
    last: dict[float, float] = {}
    found: dict[int, tuple[float, float]] = {}
    for x, at in (pair for pair in known if not leading[pair[1]]):
        turn, level = 0, 0.0
        while x - last.get(level, -math.inf) < 1.0:
            turn += 1
            level = _RISE * ((turn + 1) // 2) * (1 if turn % 2 else -1)
        last[level], found[at] = x, (x, level)
    for x, at in (pair for pair in known if leading[pair[1]]):
        near = [level for other, level in found.values() if abs(x - other) < _NEAR * along / MOST_SIDE_BY_SIDE]
        found[at] = x, max(near) + _RISE if near else 0.0
    return tuple(found[at][1] if at in found else None for at in range(len(places)))


def _labels(chart: Chart, roles: tuple[Role, ...]) -> tuple[Label | None, ...]:
    """Return the names of what leads, of the edition's place, both ends, what is annotated and what the story names
    with a value, and of the few that stand beyond the place that leads; of few, of all."""
    order = _by_value(chart)
    ends = {order[0], order[-1]} | {chart.categories.index(item.category) for item in chart.annotations}
    ends |= _beyond(order, roles)
    names = [row.name for row in chart.rows] or [text(name, term="category") for name in chart.categories]
    found: list[Label | None] = []
    for at, (name, category) in enumerate(zip(names, chart.categories, strict=True)):
        strong = roles[at] in ("highlight", "second")
        required = strong or at in ends or category == chart.own
        valued = any(run.fact for run in name)  # and so asked for, but not at the side of another dot
        named = (required or valued or len(names) <= _NAMED) and chart.series[0].points[at] is not None
        found.append(Label(name, "above", live=False, strong=strong, optional=not required) if named else None)
    return tuple(found)


def _by_value(chart: Chart) -> list[int]:
    """Return the places that have a value, from the lowest to the highest."""
    return [at for _, at in sorted((fact.value, at) for at, fact in enumerate(chart.series[0].points) if fact)]


def _beyond(order: Sequence[int], roles: Sequence[Role]) -> set[int]:
    """Return the dots between the one in the highlight and the nearer end, where they are few: who they are is what its
    rank says. They are darker than the others."""
    lead = next((turn for turn, at in enumerate(order) if roles[at] == "highlight"), None)
    if lead is None:
        return set()
    nearer = min(order[:lead], order[lead + 1 :], key=len)
    return set(nearer) if len(nearer) <= _BEYOND else set()

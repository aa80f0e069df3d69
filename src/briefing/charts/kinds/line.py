"""A line over years: how did it move? Every point is published; what has no value is dashed and says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import labelled_axis, lifted_axis, nice_axis
from briefing.charts.bridges import bridge_values, bridges
from briefing.charts.empty_stretches import empty_stretches
from briefing.charts.ghosts import ghosts, reached
from briefing.charts.line_pieces import runs
from briefing.charts.remarks import break_rules, gap_rules, reading_remarks, remarks
from briefing.charts.spans import shades, spans
from briefing.charts.time_axis import is_dated
from briefing.errors import Finding, LayoutError
from briefing.model.chart import (
    LEAST_POINTS,
    Axis,
    Chart,
    Label,
    Plot,
    PlotSeries,
    Role,
    Rule,
    Series,
    Side,
)
from briefing.model.chart_remarks import MOST_BETWEEN_GAPS
from briefing.model.fact import Fact
from briefing.model.line_points import points_needed
from briefing.model.text import Text, join, plain, text

_ALL_LABELLED = 10
# Slopes are those of a plot two and a half times as wide as high. From this slope on a line runs into the label above
# its point; then the label goes below, if the line leaves more room there.
_FLATNESS = 0.4
_STEEP = 0.4
_CLOSE = 0.075  # of the scale: first values that lie nearer have no room for their figures
_YEARS = 0.12  # of the years: lines whose beginnings lie farther from each other have it


def plot(chart: Chart) -> Plot:
    """Return lines through the published values of years, with bridges, rules at breaks and remarks.

    Raise LayoutError for a series with fewer than four observed points: two ends know no path between them. Three are
    enough over years where no two of the points stand next to each other, so that all of the line is dashes.
    """
    _check(chart)
    known = [fact.value for fact in (*chart.facts, *reached(chart), *filter(None, chart.targets))]
    axis = lifted_axis(known) if chart.lifted else nice_axis(known, visible=not _every_labelled(chart))
    axis = labelled_axis(known) if _is_compared(chart) else axis
    based = bool(_base(chart)) and not _is_compared(chart)
    whole = _once([_series(chart, series, axis) for series in chart.series], based=based)
    whole = _parted(whole) if _is_compared(chart) else whole
    whole = _uncrowded(_with_clear_starts(whole, axis) if is_dated(chart) else whole, axis)
    published = tuple(run for key, series in zip(chart.series, whole, strict=True) for run in runs(chart, key, series))
    return values.plot_of(
        chart,
        "line",
        (*published, *bridges(chart, published, _hatched(chart)), *ghosts(chart)),
        axis,
        rules=(*gap_rules(chart), *(_base(chart) if based else ()), *_target(chart), *break_rules(chart)),
        remarks=(*remarks(chart, published), *reading_remarks(chart)),
        spans=spans(chart),
        shades=shades(chart),
    )


def _hatched(chart: Chart) -> set[int]:
    return {at for stretch in empty_stretches(chart) for at in stretch}


def _check(chart: Chart) -> None:
    found = [
        Finding(
            plain(chart.title) or plain(series.name) or "line chart",
            f"{plain(series.name) or series.key} has {sum(known)} observed points, and a line needs {LEAST_POINTS}",
            "use columns or bar for single years, or slope for a first and a last value",
        )
        for series in chart.series
        for known in [[point is not None for point in series.points]]
        if sum(known) < points_needed(known, dashed=not is_dated(chart))
    ]
    if found:
        raise LayoutError(found)


def _base(chart: Chart) -> tuple[Rule, ...]:
    """Return the base of an index as a rule with its words; nothing for other values."""
    indexed = all(fact.measure == "index" for fact in chart.facts)
    return (Rule("value", 100.0, chart.baseline),) if indexed and chart.baseline else ()


def _target(chart: Chart) -> tuple[Rule, ...]:
    """Return the level of a target with its value, and how far the line is from it."""
    words, gap = values.wording(chart), next((item.text for item in chart.differences if item.to_target), ())
    return tuple(
        Rule(
            "value",
            target.value,
            (*text(f"{words.phrase('target')}{words.joint(': ')}"), *join([label.text, gap], words.joint(", "))),
        )
        for target in chart.targets
        if target is not None and (label := values.label(chart, target)) is not None
    )


def _series(chart: Chart, series: Series, axis: Axis) -> PlotSeries:
    role = values.series_role(chart, series)
    lone = len(chart.series) == 1
    labels = list(_labels(chart, series.points, axis, lone=lone))
    for at, side in _extremes(chart, series, role, axis).items():
        labels[at] = labels[at] or values.label(chart, series.points[at], side, optional=True)
    if is_dated(chart) and not lone and role != "highlight":
        labels[:-1] = [label and replace(label, optional=True) for label in labels[:-1]]
    result = values.result_of(chart, series)
    if result and values.repeats_last(result, labels):
        labels[max(at for at, label in enumerate(labels) if label)] = None
    made = values.plot_series(series, role, labels, end=() if lone else _end(chart, series))
    return values.with_result(chart, series, made)


def _end(chart: Chart, series: Series) -> Text:
    """Return the name at the end of a line, with the period where it ends before others: its value is of then."""
    lasts = [max((at for at, fact in enumerate(one.points) if fact is not None), default=-1) for one in chart.series]
    own = lasts[chart.series.index(series)]
    if own == max(lasts) or not chart.periods:
        return series.name
    words = values.wording(chart)
    period = words.dated(chart.periods[own], form="short")
    return (*series.name, *text(f"{words.joint(', ')}{period}", term="period"))


def _extremes(chart: Chart, series: Series, role: Role, axis: Axis) -> dict[int, Side]:
    """Return where a line in colour is highest and lowest, unless a remark stands there or the first value, which is
    printed, is next to it, and on which side to say so; nothing for lines of years."""
    leads = role in ("highlight", "second") or len(chart.series) == 1
    if not is_dated(chart) or chart.ends or not leads:
        return {}
    known = {at: point.value for at, point in enumerate(series.points) if point is not None}
    remarked = {chart.categories.index(item.category) for item in chart.annotations if item.series == series.key}
    sides: dict[int, Side] = {max(known, key=known.__getitem__): "above", min(known, key=known.__getitem__): "below"}
    start = min(known)

    def at_start(at: int) -> bool:
        near = abs(known[at] - known[start]) < _CLOSE * (axis.high - axis.low)
        return start < at < start + _YEARS * len(series.points) and near

    return {at: side for at, side in sides.items() if at not in remarked and not at_start(at)}


def _once(published: Sequence[PlotSeries], *, based: bool) -> tuple[PlotSeries, ...]:
    """Let lines that begin at one value, as an index does, print it once.

    It stands at the rule of their base if they are `based`, else at the line that leads.
    """
    lead = max(published, key=lambda item: item.role != "context")
    start = next((at for at, value in enumerate(lead.values) if value is not None), 0)
    others = [item for item in published if item is not lead]
    same = [item for item in others if item.values[start] == lead.values[start]] + ([lead] if based else [])
    return tuple(
        replace(item, labels=(*item.labels[:start], None, *item.labels[start + 1 :])) if item in same else item
        for item in published
    )


def _with_clear_starts(published: Sequence[PlotSeries], axis: Axis) -> tuple[PlotSeries, ...]:
    """Return two lines that begin close to each other with the higher first value above its point, the lower below."""
    starts = [next((at for at, label in enumerate(item.labels) if label), -1) for item in published]
    if len(published) != 2 or -1 in starts:
        return tuple(published)
    firsts = [item.values[at] or 0.0 for item, at in zip(published, starts, strict=True)]
    if abs(firsts[0] - firsts[1]) >= _CLOSE * (axis.high - axis.low) or firsts[0] == firsts[1]:
        return tuple(published)
    sides: tuple[Side, Side] = ("above", "below") if firsts[0] > firsts[1] else ("below", "above")
    turned: list[PlotSeries] = []
    for item, at, side in zip(published, starts, sides, strict=True):
        label = item.labels[at]
        own = label and replace(label, side=side, optional=item.role != "highlight")
        turned.append(replace(item, labels=(*item.labels[:at], own, *item.labels[at + 1 :])))
    return tuple(turned)


def _uncrowded(published: Sequence[PlotSeries], axis: Axis) -> tuple[PlotSeries, ...]:
    """Leave first values that lie too close to each other to the scale; that of the line that leads is printed."""
    firsts = {item.name: next((at for at, label in enumerate(item.labels) if label), -1) for item in published}
    labelled = [item for item in published if 0 <= firsts[item.name] < _last_label(item)]

    def close(one: PlotSeries, other: PlotSeries) -> bool:
        at, start = firsts[one.name], firsts[other.name]
        distance = abs((one.values[at] or 0.0) - (other.values[start] or 0.0))
        return distance < _CLOSE * (axis.high - axis.low) and abs(at - start) < _YEARS * len(one.values)

    pairs = [pair for pair in combinations(labelled, 2) if close(*pair)]
    near = {item.name for pair in pairs for item in pair if not any(_first(one).optional for one in pair)}
    behind = {item.name for item in labelled if item.role == "context"}
    near |= behind if near & behind else set()  # one of several would be taken for the first value of another
    lead = next((item.name for item in published if item.role == "highlight"), "")
    return tuple(
        replace(item, labels=tuple(None if at == firsts[item.name] else label for at, label in enumerate(item.labels)))
        if item.name in near and item.name != lead
        else item
        for item in published
    )


def _first(series: PlotSeries) -> Label:
    return next(label for label in series.labels if label)


def _last_label(series: PlotSeries) -> int:
    return max((at for at, label in enumerate(series.labels) if label), default=-1)


def _parted(published: Sequence[PlotSeries]) -> tuple[PlotSeries, ...]:
    """Return lines with the values of the higher one above it, of the lower one below it."""

    drawn = {item.name: [own if own is not None else dash for own, dash in _dashed(item)] for item in published}

    def sided(item: PlotSeries, at: int, label: Label | None) -> Label | None:
        others = [own for name, held in drawn.items() if name != item.name and (own := held[at]) is not None]
        value = item.values[at]
        if label is None or value is None or not others:
            return label
        return replace(label, side="below" if value < min(others) else "above")

    return tuple(
        replace(item, labels=tuple(sided(item, at, label) for at, label in enumerate(item.labels)))
        for item in published
    )


def _dashed(series: PlotSeries) -> Iterable[tuple[float | None, float | None]]:
    return zip(series.values, bridge_values(series.values), strict=True)


def _is_compared(chart: Chart) -> bool:
    """Return whether gaps are drawn between the few points of lines of years, each with its value."""
    few = len(chart.facts) <= MOST_BETWEEN_GAPS and not is_dated(chart)
    return few and _has_gaps(chart)


def _has_gaps(chart: Chart) -> bool:
    """Return whether a gap between two lines is drawn."""
    return any(item.between_series for item in chart.differences)


def _every_labelled(chart: Chart) -> bool:
    """Return whether each point of a chart carries its value, so that nothing is read off a scale."""
    known = len(chart.facts)
    if _is_compared(chart):
        return True
    return len(chart.series) == 1 and known <= _ALL_LABELLED and not chart.ends


def _labels(chart: Chart, points: Sequence[Fact | None], axis: Axis, *, lone: bool) -> tuple[Label | None, ...]:
    known = [index for index, point in enumerate(points) if point is not None]
    ends = {known[0], known[-1]}
    shown = set(known) if _every_labelled(chart) else ends
    if chart.ends and chart.baseline and len(known) > 1 and not _is_compared(chart):
        shown = {known[-1]}  # the base of an index stands at its rule
    # a first value that is not compared with the last, as something else was counted then, is one among others
    strong = {known[-1]} if chart.ends or any(one.refused for one in chart.breaks) else ends
    made: list[Label | None] = []
    for index, point in enumerate(points):
        if point is None or index not in shown:
            made.append(None)
            continue
        made.append(values.label(chart, point, label_side(points, index, axis), strong=lone and index in strong))
    return tuple(made)


def label_side(points: Sequence[Fact | None], index: int, axis: Axis) -> Side:
    """Return the side of a point for its label: above, or below where the line would run into it there."""
    known = [at for at, point in enumerate(points) if point is not None]
    place = known.index(index)
    scale = _FLATNESS * len(points) / (axis.high - axis.low)

    def slope(left: int, right: int) -> float:
        one, other = points[left], points[right]
        assert one is not None
        assert other is not None
        return scale * (other.value - one.value) / (right - left)

    into = slope(known[place - 1], index) if place else 0.0
    out = slope(index, known[place + 1]) if place + 1 < len(known) else 0.0
    above = max(out, 0.0) + max(-into, 0.0)
    below = max(-out, 0.0) + max(into, 0.0)
    return "below" if above > _STEEP and above > below else "above"

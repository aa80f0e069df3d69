"""Annotations and breaks of a chart → remarks and rules in data coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.charts.bridges import bridge_values
from briefing.charts.empty_stretches import empty_stretches
from briefing.charts.time_axis import is_dated
from briefing.charts.values import numbers, printed, role_of, series_role, wording
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Plot, PlotSeries, Remark, Rule, Series, Side
from briefing.model.text import Run, Text, plain, text
from briefing.wording import Wording
from briefing.wording.levels import common_decimals
from briefing.wording.spaces import first_clause

_OFF_WORDS: Final = 1.5  # between a level line and words that it would cross, in points
_LEAST_PART: Final = 4.0  # of such a line between two words


def remarks(
    chart: Chart, published: Sequence[PlotSeries], *, stacked: bool = False, joined: bool = True
) -> tuple[Remark, ...]:
    """Return the annotations of a chart as remarks at their points, on the side that the value's label leaves free.

    Where points are `joined`, as by a line, one may stand between two.
    """
    made: list[Remark] = []
    for item in chart.annotations:
        series, drawn = _owner(chart, published, item.series)
        index = _index(chart, item.category)
        values = [value if value is not None or not joined else bridged for value, bridged in _both(series)]
        value = values[index] if index < len(values) else None
        if value is None:
            what = f"a remark stands at {item.category}, where {plain(series.name) or series.key} is not drawn"
            between = ", or between two that have one" if joined else ""
            raise LayoutError(what, plain(item.text), f"put it at a period with a value{between}")
        if stacked:
            value += sum(part.values[index] or 0.0 for part in published[: published.index(drawn)])
        side = "below" if _fallen_to(chart, series, index) else _free_side(drawn, index)
        made.append(Remark(float(index), value, item.text, side, series_role(chart, series)))
    return tuple(made)


def over_columns(made: Sequence[Remark], heights: Sequence[float]) -> tuple[Remark, ...]:
    """Return remarks over all columns of their periods, which are so high: on one of them no words can be read.

    Over columns below zero they stand over the line at zero, as below are values and periods.
    """
    return tuple(replace(remark, value=max(0.0, heights[int(remark.at)]), side="above") for remark in made)


def split_below(plot: Plot) -> tuple[Plot, Text]:
    """Return a plot of ranks without the words on those below its scale, and these words, which have lines of their
    own."""
    found = next((remark for remark in plot.remarks if remark.value > plot.axis.high), None)
    if found is None:
        return plot, ()
    return replace(plot, remarks=tuple(remark for remark in plot.remarks if remark is not found)), found.text


def reading_remarks(chart: Chart) -> tuple[Remark, ...]:
    """Return what the last value of each series was first published as, where it was revised."""
    made: list[Remark] = []
    for series in chart.series:
        last = max((at for at, point in enumerate(series.points) if point is not None), default=-1)
        reading = series.earlier[last] if 0 <= last < len(series.earlier) else None
        if reading is not None:
            words = wording(chart)
            value = Run(printed(reading, words, common_decimals(chart.facts)), fact=reading.name)
            content = words.pattern("first_reading_mark", value=value.text).partition("{value}")
            runs = (Run(content[0]), value, Run(content[2]))
            made.append(Remark(float(last), reading.value, tuple(run for run in runs if run.text), "above", ring=True))
    return tuple(made)


def at_dots(chart: Chart) -> tuple[Remark, ...]:
    """Return the annotations of dots as remarks at their categories."""
    return tuple(
        Remark(float(_index(chart, item.category)), 0.0, item.text, "below", role_of(chart, item.category))
        for item in chart.annotations
    )


def _both(series: Series) -> list[tuple[float | None, float | None]]:
    values = numbers(series.points)
    return list(zip(values, bridge_values(values), strict=True))


def _owner(chart: Chart, published: Sequence[PlotSeries], key: str) -> tuple[Series, PlotSeries]:
    pairs = list(zip(chart.series, published, strict=False))
    return next((pair for pair in pairs if pair[0].key == key), pairs[0])


def _free_side(series: PlotSeries, index: int) -> Side:
    label = series.labels[index] if index < len(series.labels) else None
    return "below" if label is not None and label.side == "above" else "above"


def _fallen_to(chart: Chart, series: Series, index: int) -> bool:
    """Whether the arrow of a fall comes down to a point that has no label: words above it would stand in its way."""
    end, value = (series.key, chart.categories[index]), series.points[index]
    label_free = 0 < index < len(series.points) - 1
    for item in chart.differences:
        if item.end == end and not item.between_series and label_free and value is not None:
            start = series.points[_index(chart, item.start[1])]
            return start is not None and start.value > value.value
    return False


def _index(chart: Chart, category: str) -> int:
    if category not in chart.categories:
        fix = f"use one of {', '.join(chart.categories)}"
        raise LayoutError(f"the chart has no category {category!r}", plain(chart.title), fix)
    return chart.categories.index(category)


def break_rules(chart: Chart) -> tuple[Rule, ...]:
    """Return a rule just before the first category on each new base, once for each reason."""
    made: dict[tuple[float, str], Rule] = {}
    for item in chart.breaks:
        at = _index(chart, item.before) - 0.5
        made.setdefault((at, plain(item.reason)), Rule("category", at, _sentence(item.reason)))
    return tuple(made[key] for key in sorted(made))


def gap_rules(chart: Chart) -> tuple[Rule, ...]:
    """Return the stretches of which no series has a value; of those over years the longest is named."""
    words, stretches = wording(chart), empty_stretches(chart)
    named = [max(stretches, key=len)] if stretches and not is_dated(chart) else stretches
    found: list[Rule] = []
    for stretch in stretches:
        content = text(_absence(chart, stretch, words), term="period") if stretch in named else ()
        found.append(Rule("category", (stretch[0] + stretch[-1]) / 2, content, "bridge", float(len(stretch))))
    return tuple(found)


def _absence(chart: Chart, stretch: range, words: Wording) -> str:
    """Return that a stretch has no value, with the reason that the data give for all of it, if they do."""
    if not is_dated(chart):
        return words.phrase("no_value")
    held = set(chart.periods[stretch.start : stretch.stop])
    known = {period for _, period, _ in chart.gaps} >= held
    reasons = {status for _, period, status in chart.gaps if period in held}
    first, last = chart.periods[stretch[0]], chart.periods[stretch[-1]]
    if not known or len(reasons) > 1 or "" in reasons:
        return words.phrase("open_period", period=words.range(first, last, "short"))
    named = words.range(first, last, "" if first == last else "short")
    return words.phrase("closed_period", period=named, reason=words.phrase(f"gap_{reasons.pop()}"))


def _sentence(words: Text) -> Text:
    """Return the first clause of a reason from the dataset, as a sentence: a mark has room for no more."""
    runs: list[Run] = []
    for run in words:
        head = first_clause(run.text)
        runs.append(replace(run, text=head))
        if head != run.text:
            break
    return (replace(runs[0], text=runs[0].text[:1].upper() + runs[0].text[1:]), *runs[1:]) if runs else ()


def noted(plot: Plot, series: PlotSeries) -> set[int]:
    """Return the points of a line at which a value or a remark stands."""
    found = {at for at, label in enumerate(series.labels) if label}
    for remark in plot.remarks:
        at = int(remark.at)
        if at == remark.at and at < len(series.values) and series.values[at] == remark.value:
            found.add(at)
    return found


def clear_pieces(
    start: float, end: float, y: float, words: Iterable[tuple[float, float, float, float]]
) -> list[tuple[float, float]]:
    """Return the parts of a level line that no words stand on, by the left, right, low and high ends of these."""
    parts, left = [], start
    for low, high, *heights in sorted(words):
        if min(heights) - _OFF_WORDS < y < max(heights) + _OFF_WORDS and low < end and high > left:
            parts.append((left, low - _OFF_WORDS))
            left = high + _OFF_WORDS
    return [(one, other) for one, other in [*parts, (left, end)] if other - one > _LEAST_PART]

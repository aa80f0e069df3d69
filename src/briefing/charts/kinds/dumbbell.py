"""Before and after: one row for each place or indicator, its earlier and its later value joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.charts import chart_rows, values
from briefing.charts.axis import bar_axis
from briefing.errors import Finding, LayoutError
from briefing.model.chart import MOST_ROWS, Axis, Chart, Label, Plot, PlotSeries, Remark, Role, Series, Side
from briefing.model.round_steps import nice_step
from briefing.model.text import Text, plain, text

# What a character of a label and the gap to its dot take of the width, roughly.
_SIGN: Final = 0.02
_GAP: Final = 0.04
_WIDEST: Final = 0.42
# What a lifted scale reaches over at least, as a part of its lowest value: next to nothing is no change to be seen.
_LEAST_REACH: Final = 0.02


def plot(chart: Chart) -> Plot:
    """Return two dots for each row, an earlier and a later value, the later leading.

    Rows are sorted by the later value. Ranks run from 1, the best, at the left. Raise LayoutError for other than two
    series and for more than twelve rows.
    """
    _check(chart)
    chart = _ordered(chart)
    earlier, later = chart.series
    labels = _labels(chart, earlier, later)
    dots = (_dots(chart, earlier, labels[0], lead=False), _dots(chart, later, labels[1], lead=True))
    axis, missing = _axis(chart, labels), _absent(chart, earlier, later)
    return chart_rows.plot_of_rows(chart, "dumbbell", dots, axis, remarks=missing)


def _check(chart: Chart) -> None:
    where, found = plain(chart.title) or "dumbbell chart", []
    if len(chart.series) != 2:
        what = f"a dumbbell joins an earlier and a later series, and this one has {len(chart.series)}"
        found.append(Finding(where, what, "use line or columns for more than two years, or bar for one"))
    if len(chart.categories) > MOST_ROWS:
        what = f"{len(chart.categories)} rows are too many for a dumbbell, at most {MOST_ROWS} can be read"
        found.append(Finding(where, what, "name fewer, or use a table"))
    if found:
        raise LayoutError(found)


def _ordered(chart: Chart) -> Chart:
    """Sort the rows by the later value, the best first; those without one last, by the earlier."""
    if chart.ordered:
        return chart
    earlier, later = chart.series
    ranks = all(fact.measure == "rank" for fact in chart.facts)

    def key(at: int) -> tuple[bool, bool, float]:
        found = later.points[at] or earlier.points[at]
        size = 0.0 if found is None else found.value if ranks else -found.value
        return later.points[at] is None, found is None, size

    return chart_rows.picked(chart, sorted(range(len(chart.categories)), key=key))


def _dots(chart: Chart, series: Series, labels: tuple[Label | None, ...], *, lead: bool) -> PlotSeries:
    roles: tuple[Role, ...] = tuple(values.role_of(chart, name) if lead else "context" for name in chart.categories)
    end = series.name if lead or not chart.baseline else chart.baseline
    return values.plot_series(series, "context", labels, roles=values.point_roles(series.points, roles), end=end)


def _labels(chart: Chart, earlier: Series, later: Series) -> tuple[tuple[Label | None, ...], tuple[Label | None, ...]]:
    """Put each value on the outer side of its dot: the smaller one left, the greater one right, a lone one left."""
    made: tuple[list[Label | None], list[Label | None]] = ([], [])
    for name, first, last in zip(chart.categories, earlier.points, later.points, strict=True):
        falls = first is not None and last is not None and last.value < first.value
        ends: tuple[Side, Side] = ("right", "left") if falls or first is None else ("left", "right")
        strong = values.role_of(chart, name) == "highlight"
        based = first is None or bool(chart.baseline)  # the base of an index stands in its head alone
        made[0].append(None if based else values.label(chart, first, ends[0]))
        made[1].append(values.label(chart, last, ends[1], strong=strong))
    return tuple(made[0]), tuple(made[1])


def _axis(chart: Chart, labels: Sequence[Sequence[Label | None]]) -> Axis:
    """Return an axis from zero (ranks: from one; lifted: from the lowest value) with room for labels at its ends."""
    facts = chart.facts
    axis = bar_axis(fact.value for fact in facts)
    ranks = all(fact.measure == "rank" for fact in facts)
    low, high = (1.0, max(2.0, axis.high)) if ranks else (axis.low, axis.high)
    if chart.lifted:
        known = [fact.value for fact in facts]
        low, high = min(known), max(max(known), min(known) + _LEAST_REACH * abs(min(known)))
    pairs = [
        (point.value, label)
        for series, named in zip(chart.series, labels, strict=True)
        for point, label in zip(series.points, named, strict=True)
        if point is not None and label is not None
    ]
    # the words of a missing end stand at the right of what is there
    pairs += [(item.value, Label(item.text, "right")) for item in _absent(chart, *chart.series)]
    shares = {side: max((_room(label) for _, label in pairs if label.side == side), default=0.0) for side in _SIDES}
    whole = (high - low) / (1 - sum(shares.values()))
    left = min((value - _room(label) * whole for value, label in pairs if label.side == "left"), default=low)
    right = max((value + _room(label) * whole for value, label in pairs if label.side == "right"), default=high)
    low, high = min(low, left), max(high, right)
    return replace(axis, low=low, high=high, step=nice_step(high - low))


_SIDES: Final[tuple[Side, Side]] = ("left", "right")


def _room(label: Label) -> float:
    return min(_WIDEST, _GAP + _SIGN * len(plain(label.text)))


def _absent(chart: Chart, earlier: Series, later: Series) -> tuple[Remark, ...]:
    """Return the words for a missing end, next to the dot that is there or where the row begins."""
    made: list[Remark] = []
    for at, (first, last) in enumerate(zip(earlier.points, later.points, strict=True)):
        there = first or last
        if there is None:
            words = values.wording(chart).phrase("no_value")
            made.append(Remark(float(at), _start(chart), text(words), "right"))
        elif first is None or last is None:
            missing = earlier if first is None else later
            made.append(Remark(float(at), there.value, _missing(chart, missing), "right"))
    return tuple(made)


def _start(chart: Chart) -> float:
    """Return where a row without a dot begins: at the least value that is drawn."""
    return min(fact.value for fact in chart.facts)


def _missing(chart: Chart, series: Series) -> Text:
    words = values.wording(chart).phrase("no_value_in", year=plain(series.name))
    return text(words, term="year without a value")

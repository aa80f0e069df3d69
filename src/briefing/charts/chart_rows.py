"""Charts of rows: sorted by value unless they are years, with the names and columns of each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from briefing.charts import values
from briefing.errors import Finding
from briefing.model.chart import MOST_ROWS, Axis, Chart, Column, Form, Plot, PlotRow, PlotSeries, Remark, Role, Rule
from briefing.model.text import Text, plain, text

FEWEST_PARTS: Final = 2
_Item = TypeVar("_Item")


def natural(chart: Chart) -> bool:
    """Return whether the rows follow time, so that their order is given."""
    return all(len(name) == 4 and name.isdigit() for name in chart.categories)


def ordered(chart: Chart) -> Chart:
    """Sort the rows of a chart, the best first (ranks: the lowest), those without a value last."""
    points = chart.series[0].points
    if natural(chart) or chart.ordered:
        return chart
    ranks = any(point is not None and point.measure == "rank" for point in points)

    def key(index: int) -> tuple[bool, float]:
        point = points[index]
        return point is None, 0.0 if point is None else (point.value if ranks else -point.value)

    return picked(chart, sorted(range(len(points)), key=key))


def picked(chart: Chart, order: Sequence[int]) -> Chart:
    """Put the rows of a chart, with everything that stands in them, into an order."""
    return replace(
        chart,
        categories=_picked(chart.categories, order),
        series=tuple(replace(series, points=_picked(series.points, order)) for series in chart.series),
        rows=_picked(chart.rows, order),
        columns=tuple(Column(item.head, _picked(item.cells, order), item.emphasis) for item in chart.columns),
        targets=_picked(chart.targets, order),
    )


def _picked(items: Sequence[_Item], order: Sequence[int]) -> tuple[_Item, ...]:
    return tuple(items[index] for index in order) if items else ()


def part_findings(chart: Chart, called: str, most: int, *, instead: str, each: str = "row") -> list[Finding]:
    """Return why rows, or what `each` of them is, cannot be cut into 2 to `most` parts; `instead` is what to use for
    more of them than can be read."""
    where, found = plain(chart.title) or called, []
    if not FEWEST_PARTS <= len(chart.series) <= most:
        what = f"{called} has {FEWEST_PARTS} to {most} parts, and this one has {len(chart.series)}"
        found.append(Finding(where, what, "join small parts into one, or use bar to compare single values"))
    if len(chart.categories) > MOST_ROWS:
        what = f"{len(chart.categories)} {each}s are too many for {called}, at most {MOST_ROWS} can be read"
        found.append(Finding(where, what, f"name fewer, or use {instead}"))
    for at, category in enumerate(chart.categories):
        points = [series.points[at] for series in chart.series]
        known = [point.value for point in points if point is not None]
        if 0 < len(known) < len(points):
            found.append(Finding(where, f"a part has no value in the {each} {category}", f"leave the {each} out"))
        elif known and min(known) < 0:
            what = f"a part is below zero in the {each} {category}, and no bar shows that as a part"
            found.append(Finding(where, what, "use bar or columns"))
    return found


def plot_of_rows(chart: Chart, form: Form, series: Iterable[PlotSeries], axis: Axis, **details: Any) -> Plot:
    """Return the plot of a chart of rows, with their names, and words for those without a value."""
    usual = {"rows": plot_rows(chart), "remarks": absent(chart)}
    return values.plot_of(chart, form, series, axis, rows_head=head(chart), **(usual | details))


def plot_rows(chart: Chart) -> tuple[PlotRow, ...]:
    """Return the name, second line and role of each row; without row names, its category."""
    roles: list[Role] = [values.role_of(chart, name) for name in chart.categories]
    if not chart.rows:
        return tuple(
            PlotRow(text(name, term="category"), (), role) for name, role in zip(chart.categories, roles, strict=True)
        )
    return tuple(PlotRow(row.name, row.detail, role) for row, role in zip(chart.rows, roles, strict=True))


def head(chart: Chart) -> Text:
    """Return the words above the names of the rows, where the columns have heads too."""
    if not chart.columns or not chart.rows:
        return ()
    facts = chart.facts
    several = len({fact.entity for fact in facts}) > 1
    if chart.kind == "stacked_bars":
        return text(values.wording(chart).phrase("place_head")) if several else ()
    places = several and len({fact.indicator for fact in facts}) == 1
    measured = any(row.detail for row in chart.rows)  # by their units, below their names
    if not (places or measured):  # parts of one thing, as sectors, whose names say what they are
        return ()
    return text(values.wording(chart).phrase("place_head" if places else "indicator_head"))


def absent(chart: Chart, phrase: str = "no_value") -> tuple[Remark, ...]:
    """Return a remark where the bar of each row without a value would begin."""
    words = text(values.wording(chart).phrase(phrase))
    points = chart.series[0].points
    return tuple(Remark(float(at), 0.0, words, "right") for at, point in enumerate(points) if point is None)


def key_row(plot: Plot) -> int:
    """Return the row of dots whose ends a slide names: one whose two dots do not overlap, the earlier at the left; of
    these the highlighted one, else the first."""
    columns = list(zip(*(series.values for series in plot.series), strict=True))

    def unfit(at: int) -> tuple[bool, bool, bool, bool]:
        known = [value for value in columns[at] if value is not None]
        led = bool(plot.rows) and plot.rows[at].role == "highlight"
        return len(known) < len(columns[at]), len(set(known)) < len(known), known != sorted(known), not led

    return min(range(len(columns)), key=unfit)


def value_rules(plot: Plot) -> list[Rule]:
    """Return the rules of a plot that stand at a value."""
    return [rule for rule in plot.rules if rule.along == "value"]

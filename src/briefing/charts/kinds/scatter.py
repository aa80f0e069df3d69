"""Two indicators against each other: a dot for each place, or for each period of one place."""

from __future__ import annotations

from collections.abc import Collection
from statistics import quantiles
from typing import Final, Literal

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import dots_axis, log_axis
from briefing.charts.remarks import at_dots
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Axis, Chart, Label, Plot, PlotSeries, Role, Rule, Series
from briefing.model.text import Text, plain, text

_SCALES: Final[tuple[Literal["across", "value"], ...]] = ("across", "value")
_LARGEST: Final = 3  # bubbles that are named
_FEW: Final = 10  # places that are all named
_OUTLYING: Final = 6  # places far from the others that are named
_FAR: Final = 1.5  # times the middle half of the values, the distance of these from the medians


def plot(chart: Chart) -> Plot:
    """Return a dot for each category, the largest bubble first, what the story highlights last and so on top."""
    check_dots(chart, (2, 3), "give one across and one up, and a third for their areas")
    across, up, *sizes = chart.series
    if chart.periods:
        order = list(range(len(chart.categories)))
    else:
        bulk = [-(fact.value if fact else 0.0) for fact in sizes[0].points] if sizes else [0.0] * len(chart.categories)
        focus = {chart.second: 1, chart.highlight: 2}
        order = sorted(range(len(bulk)), key=lambda at: (focus.get(chart.categories[at], 0), bulk[at]))
    ordered = replace(
        chart,
        categories=tuple(chart.categories[at] for at in order),
        series=tuple(replace(item, points=tuple(item.points[at] for at in order)) for item in chart.series),
        rows=tuple(chart.rows[at] for at in order) if chart.rows else (),
    )
    marks = tuple(_marks(ordered, item) for item in ordered.series)
    medians = zip(_SCALES, chart.medians, chart.median_names, strict=False)
    rules = tuple(Rule(along, fact.value, name) for along, fact, name in medians)
    axis = _axis(chart, up, log=chart.log in ("y", "both"))
    return values.plot_of(
        ordered, "dots", marks, axis, across=_axis(chart, across, log=chart.log in ("x", "both")),
        rules=rules, remarks=at_dots(ordered), joined=bool(chart.periods),
    )  # fmt: skip


def check_dots(chart: Chart, counts: Collection[int], fix: str) -> None:
    """Raise LayoutError for other numbers of series, for no dot at all, and for values that a scale or an area has
    not."""
    where, found = plain(chart.title) or f"{chart.kind} chart", []
    if len(chart.series) not in counts:
        found.append(Finding(where, f"dots of a {chart.kind} have no {len(chart.series)} series", fix))
    elif not any(all(item.points[at] is not None for item in chart.series) for at in range(len(chart.categories))):
        found.append(Finding(where, "no dot has all of its values", "leave out the series that has none"))
    for name, item in zip(("x", "y", ""), chart.series, strict=False):
        least = min((fact.value for fact in item.points if fact is not None), default=1.0)
        called = plain(item.name) or item.key
        if name and chart.log in (name, "both") and least <= 0:
            found.append(Finding(where, f"{called} is not above zero, as powers of ten are", "leave `log` out"))
        if not name and least < 0:
            found.append(Finding(where, f"{called} has values below zero, which are no areas", "leave `size` out"))
    if found:
        raise LayoutError(found)


def _axis(chart: Chart, series: Series, *, log: bool) -> Axis:
    known = [fact.value for fact in series.points if fact is not None]
    made = log_axis(known) if log else dots_axis(known, large=len(chart.series) > 2)
    return replace(made, name=values.with_unit(chart, series))


def _marks(chart: Chart, series: Series) -> PlotSeries:
    """Return the values of a series; those up carry roles and names."""
    facts = [fact for fact in series.points if fact is not None]
    code = values.number_format(facts, values.wording(chart).language)
    if series in chart.series[2:]:
        words, largest = values.wording(chart), max(facts, key=lambda fact: fact.value)
        end = (
            *text(words.phrase("area_is", name=plain(values.with_unit(chart, series)))),
            *text(values.printed(largest, words), fact=largest.name),
        )
        return values.plot_series(series, "context", (), roles=(), number_format=code, end=end)
    if series is not chart.series[1]:
        return values.plot_series(series, "context", (), roles=(), number_format=code)
    roles = tuple(_role(chart, at) for at in range(len(chart.categories)))
    every = not chart.periods and len(chart.categories) <= _FEW
    far = [] if chart.periods else _outlying(chart)
    least = set(range(len(chart.categories))) if every else _extremes(chart) | set(far[:_OUTLYING])
    named = least | set(far) | {at for at, role in enumerate(roles) if role in ("highlight", "second")}
    labels = tuple(
        _label(name, roles[at], least=at not in least and category != chart.own)
        if all(item.points[at] is not None for item in chart.series) and (at in named or category == chart.own)
        else None
        for at, (name, category) in enumerate(zip(_names(chart), chart.categories, strict=True))
    )
    return values.plot_series(series, "context", labels, roles=roles, number_format=code)


def _role(chart: Chart, at: int) -> Role:
    own = values.role_of(chart, chart.categories[at])
    hollow = any(fact is not None and fact.qualifier in "≥≤" for fact in (item.points[at] for item in chart.series[:2]))
    return "bound" if hollow and own == "context" else own


def _names(chart: Chart) -> list[Text]:
    return [row.name for row in chart.rows] or [text(name, term="category") for name in chart.categories]


def _label(name: Text, role: Role, *, least: bool) -> Label:
    strong = role in ("highlight", "second")
    return Label(name, "right", live=False, strong=strong, optional=least and not strong)


def _extremes(chart: Chart) -> set[int]:
    """Return the dots farthest out on either scale, the largest and annotated ones, the first and the last period."""
    found: set[int] = {0, len(chart.categories) - 1} if chart.periods else set()
    found |= {chart.categories.index(item.category) for item in chart.annotations}
    for number, item in enumerate(chart.series):
        known = sorted((fact.value, at) for at, fact in enumerate(item.points) if fact is not None)
        found |= {known[0][1], known[-1][1]} if number < len(_SCALES) else {at for _, at in known[-_LARGEST:]}
    return found


def _outlying(chart: Chart) -> list[int]:
    """Return the dots far from the middle of all, the farthest first: those between lie too close to be named."""
    away = [0.0] * len(chart.categories)
    for item in chart.series[: len(_SCALES)]:
        known = [fact.value for fact in item.points if fact is not None]
        low, middle, high = quantiles(known, n=4) if len(known) > 1 else (0.0, 0.0, 0.0)
        for at, fact in enumerate(item.points):
            away[at] += ((fact.value - middle) / (high - low)) ** 2 if fact is not None and high > low else 0.0
    far = [at for at, square in enumerate(away) if square > _FAR**2]
    return sorted(far, key=lambda at: (-away[at], at))

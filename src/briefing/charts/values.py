"""Facts → what a mark prints: words with their fact, number format, role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from briefing.model.chart import (
    ROW_FORMS,
    SERIES_ROLES,
    TOTAL,
    Axis,
    Chart,
    Form,
    Label,
    Plot,
    PlotSeries,
    Role,
    Series,
    SeriesResult,
    Side,
)
from briefing.model.fact import Fact
from briefing.model.format import PLAIN
from briefing.model.text import Run, Text, plain, text
from briefing.wording import Language, Wording, of
from briefing.wording.levels import common_decimals, own_decimals
from briefing.wording.rounding import rounded

_PAIR = 2  # parts, of which one is in focus
_WHOLE = 100.0
_MOST = 9  # decimals of a label
_NOISE = 1e-9  # of sums of binary fractions: what lies nearer to the whole is the whole
_CONTEXT_KEYS = ("rest", "benchmark")  # keys of series that stand with those of the story
# Measures that are printed in figures of their own, whatever else the chart holds.
_MEASURED = ("multiple", "growth")
_INTEGER, _DECIMAL = re.compile(r"-?[0-9]+"), re.compile(r"-?[0-9]+\.[0-9]+")
MOST_SHOWN = 8  # columns of a panel among several that all carry their values


def printed(fact: Fact, wording: Wording, most: int | None = None) -> str:
    """Return the words of a fact at a mark: "262.9", "over 27,000", "5.5×", "110%"; with at most `most` decimals."""
    if fact.measure == "multiple":
        return wording.x(fact)
    if fact.measure == "growth":
        return wording.yearly(fact)
    if fact.measure in ("share", "percent"):
        # a sentence says "fell 8%", a mark needs the sign
        lost = fact.value != 0 and rounded(fact.value, 0) == 0
        return (wording.signed if fact.value < 0 else wording.percent)(fact, None if lost else _short_of_whole(fact))
    if fact.format.scale:
        return wording.mark(fact, None)
    return wording.mark(fact, fact.decimals if most is None else own_decimals(fact, most))


def _short_of_whole(fact: Fact) -> int:
    """Return the decimals that a share needs so that it is not rounded up to the whole that it is short of."""
    short = fact.value < _WHOLE - _NOISE
    return next((places for places in range(_MOST) if not short or rounded(fact.value, places) < _WHOLE), _MOST)


def label(
    chart: Chart,
    fact: Fact | None,
    side: Side = "above",
    *,
    strong: bool = False,
    optional: bool = False,
    signed: bool = False,
) -> Label | None:
    """Return the label of a fact, with its sign where that is asked for, or None for a gap.

    A bound prints words that no edited number could keep true, so it is not live.
    """
    if fact is None:
        return None
    places = common_decimals(chart.facts)
    own = 0 if fact.measure in ("share", "percent") else own_decimals(fact, places)
    own = places if fact.measure == "contribution" else own  # as the reader adds the parts up
    lost = fact.measure not in _MEASURED and fact.value != 0 and rounded(fact.value, own) == 0
    most = None if lost else places  # a value that is there is never printed as zero
    say = wording(chart)
    words = say.signed(fact, most if most is None else own, short=True) if signed else printed(fact, say, most)
    # than the format of the chart prints
    finer = _short_of_whole(fact) > 0 if fact.measure in ("share", "percent") else own > places
    live = fact.qualifier == "=" and not (lost or finer or (fact.coarse and own < places))
    return Label(text(words, fact=fact.name), side, live=live, strong=strong, optional=optional)


def label_text(chart: Chart, fact: Fact | None) -> Text:
    """Return the words of a label, empty for a gap."""
    made = label(chart, fact)
    return made.text if made else ()


def valued_name(chart: Chart, series: Series) -> Text:
    """Return the name of a series with its last value."""
    last = label(chart, next((point for point in reversed(series.points) if point is not None), None))
    return (*series.name, Run(" "), *(last.text if last else ()))


def shown(chart: Chart, points: Sequence[Fact | None]) -> tuple[bool, ...]:
    """Return whether each point is labelled: all, or in a long panel among several the first and the last."""
    there = [at for at, point in enumerate(points) if point is not None]
    labelled = {there[0], there[-1]} if chart.ends and there and len(points) > MOST_SHOWN else set(there)
    return tuple(at in labelled for at in range(len(points)))


def number_format(facts: Sequence[Fact], language: Language) -> str:
    """Return the format code that prints all facts of a chart."""
    measures = {fact.measure for fact in facts}
    if measures == {"multiple"}:
        return f'0.0"{language.forms["x"].format("")}"'
    if measures and measures <= {"share", "percent"}:
        return '0"%"'
    places, form = common_decimals(facts), facts[0].format if facts else PLAIN
    group = bool(language.group) if form.thousands is None else form.thousands
    code = (
        ("#,##0" if group else "0") + (f".{'0' * places}" if places else "") + (f'"{form.short}"' if form.short else "")
    )
    return f'"+"{code};"{language.minus}"{code};{code}' if form.sign else code


def role_of(chart: Chart, key: str) -> Role:
    """Return the role of a series' key or a category by the chart's focus."""
    if key == chart.highlight:
        return "highlight"
    return "second" if key and key == chart.second else "context"


def series_role(chart: Chart, series: Series) -> Role:
    """Return the role of a series; a lone one leads even if it is not named, except in a panel among several."""
    if len(chart.series) == 1 and not chart.ends:
        return "second" if chart.second == series.key else "highlight"
    return role_of(chart, series.key)


def role_among(chart: Chart, series: Series) -> Role:
    """Return the role of one of several series: the named or first one leads, each other has a colour of its own.

    What stands with them, as their mean or all that is not shown, is of the context.
    """
    if chart.colours:
        return dict(chart.colours).get(series.key, "context")
    keys = [item.key for item in chart.series if item.key not in _CONTEXT_KEYS]
    leads = [key for key in (chart.highlight, chart.second) if key in keys]
    order = [*leads, *(key for key in keys if key not in leads)]
    if chart.second in keys and chart.second == order[0]:
        order[:2] = order[1::-1]
    parts = {item.key for item in chart.series} - {TOTAL}
    if chart.kind in ("area", "share", "stacked") and len(leads) == 1 and len(parts) == _PAIR:
        order = order[:1]  # what is left of a whole needs no colour of its own
    return dict(zip(order, SERIES_ROLES, strict=False)).get(series.key, "context")


def point_roles(points: Sequence[Fact | None], role: Role | Sequence[Role], bounds: str = "≥≤") -> tuple[Role, ...]:
    """Return a role for each point, from that of all or of each: hollow where a qualifier is one of `bounds`, and of
    months and other periods within years where a value is provisional."""
    roles = (role,) * len(points) if isinstance(role, str) else role
    pairs = zip(points, roles, strict=True)
    return tuple("bound" if point is not None and _hollow(point, bounds) else own for point, own in pairs)


def _hollow(point: Fact, bounds: str) -> bool:
    within = point.period is not None and point.period.frequency.unit != "year"
    return point.qualifier in bounds or (within and point.provisional and point.measure != "rank")


def numbers(points: Sequence[Fact | None]) -> tuple[float | None, ...]:
    """Return the values of points, None for a gap."""
    return tuple(None if point is None else point.value for point in points)


def names(points: Sequence[Fact | None]) -> tuple[str, ...]:
    """Return the names of the facts of points, empty for a gap."""
    return tuple("" if point is None else point.name for point in points)


def plot_of(chart: Chart, form: Form, series: Iterable[PlotSeries], axis: Axis, **details: Any) -> Plot:
    """Return the plot of a chart from its marks and their axis, with its unit, number format, sources and words."""
    facts, words = chart.facts, wording(chart)
    return Plot(
        form=form,
        categories=chart.categories,
        periods=() if form in (*ROW_FORMS, "dots") else chart.periods,
        series=tuple(series),
        axis=axis,
        number_format=number_format(facts, words.language),
        unit=words.unit_of_value(facts[0]) if facts else "",
        columns=() if details.get("classed") else chart.columns,
        baseline=chart.baseline,
        alt=chart.alt,
        source=", ".join(sorted({source for fact in facts for source in fact.sources})),
        lang=chart.lang,
        **details,
    )


def plot_series(series: Series, role: Role, labels: Iterable[Label | None], **details: Any) -> PlotSeries:
    """Return the marks of a series in a role, hollow where a value is a bound."""
    usual = {"roles": point_roles(series.points, role)}
    return PlotSeries(
        name=plain(series.name) or series.key,
        values=numbers(series.points),
        role=role,
        labels=tuple(labels),
        facts=names(series.points),
        **(usual | details),
    )


def result_of(chart: Chart, series: Series) -> SeriesResult | None:
    """Return what the chart says that a series comes to, if it does."""
    return next((item for item in chart.results if item.series == series.key), None)


def repeats_last(result: SeriesResult, labels: Sequence[Label | None]) -> bool:
    """Return whether a result is the last of labels itself, which then stands there alone."""
    last = next((label for label in reversed(labels) if label), None)
    if last is None:
        return False
    shorter, longer = sorted((plain(item.text).rstrip("%") for item in (last, result)), key=len)
    if longer == shorter or ("." in shorter and longer.startswith(shorter)):  # as 92.5 and 92.51
        return True
    whole, exact = (words.replace(",", "").replace("\N{MINUS SIGN}", "-") for words in (shorter, longer))
    if not (_INTEGER.fullmatch(whole) and _DECIMAL.fullmatch(exact)):
        return False
    return abs(Decimal(whole) - Decimal(exact)) <= Decimal("0.5")  # as 1,487 and 1,486.7


def with_result(chart: Chart, series: Series, made: PlotSeries) -> PlotSeries:
    """Return the marks of a series with what the chart says that it comes to."""
    result = result_of(chart, series)
    return replace(made, result=result.text, detail=result.detail) if result else made


def alone(chart: Chart, series: Series) -> Chart:
    """Return the chart of one series over the periods of its own frequency, which rows of a table may not share."""
    pairs = zip(chart.periods, series.points, strict=True)
    own = next((period.frequency for period, fact in pairs if fact is not None), None)
    held = [at for at, period in enumerate(chart.periods) if period.frequency == own]
    return replace(
        chart,
        categories=tuple(chart.categories[at] for at in held),
        periods=tuple(chart.periods[at] for at in held),
        series=(replace(series, points=tuple(series.points[at] for at in held), earlier=()),),
        rows=(),
        columns=(),
    )


def with_unit(chart: Chart, series: Series) -> Text:
    """Return the name of a scale with the unit of its series, as it stands at its end."""
    comma = text(wording(chart).joint(", ")) if series.detail else ()
    return (*series.name, *comma, *series.detail)


def spoken(chart: Chart) -> Chart:
    """Return a chart with its values in the units that its language uses."""
    words = wording(chart)

    def converted(points: tuple[Fact | None, ...]) -> tuple[Fact | None, ...]:
        return tuple(point and words.spoken(point) for point in points)

    if not words.language.units and not any(fact.format.scale for fact in chart.facts):
        return chart

    def numbers_of(breaks: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(words.spoken(replace(chart.facts[0], value=value)).value for value in breaks)

    series = tuple(
        replace(item, points=converted(item.points), earlier=converted(item.earlier)) for item in chart.series
    )
    level = converted((chart.level,))[0] if chart.level else None
    medians = tuple(words.spoken(fact) for fact in chart.medians)
    classes = chart.classes
    if classes and chart.medians:  # in the unit of their median
        low, step = (words.spoken(replace(chart.medians[0], value=value)).value for value in classes)
        classes = low, step
    ground = chart.ground and replace(chart.ground, breaks=numbers_of(chart.ground.breaks))
    targets = converted(chart.targets)
    return replace(chart, series=series, targets=targets, level=level, medians=medians, classes=classes, ground=ground)


def wording(chart: Chart) -> Wording:
    """Return the wording of a chart's language and edition."""
    return of(chart.lang, chart.things)


def stand_within(plot: Plot) -> bool:
    """Return whether values stand in the columns of a plot, which are wider for them."""
    filled = (series for series in plot.series if not series.over and not plot.stacks(series))
    return any(label and label.side == "centre" for series in filled for label in series.labels)

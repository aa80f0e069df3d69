"""Charts over years: a category for each year of the period, a fact or a gap for each series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.bands import check_band, with_ends
from briefing.compose.blocks.chart_fixes import (
    fewer,
    instead_of_line,
    over_time,
    shorter,
    unranked,
    years_of_all,
    years_of_path,
    years_with_values,
)
from briefing.compose.blocks.chart_notes import drawn_gaps, first_readings, note_gaps, note_originals
from briefing.compose.blocks.chart_series import (
    LAST,
    ChartNode,
    ChartSeries,
    breaks_of,
    check_above_zero,
    check_units,
    value_at,
)
from briefing.compose.blocks.ranks_over_years import places_gained, ranked
from briefing.compose.composer import Composer
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart import LEAST_POINTS, TOTAL, Chart, Series
from briefing.model.fact import Fact
from briefing.model.line_points import points_needed
from briefing.model.period import Period, period_range
from briefing.model.text import Text, text
from briefing.wording.fitting import is_percentage

_LONGEST: Final = 61  # years, each a column or a rank
_CENTURIES: Final = 200  # years of a line
_COLUMNS: Final = 61  # columns of periods within years: five years of months, a year of weeks
_RANKS: Final = 36  # marks of ranks of periods within years, or of several columns in each
_POINTS: Final = 3000  # points of a line
_LEAST_JOINED: Final = 2  # columns under a rate
_CLOSED: Final = 7  # days without a value that are no gap, as over holidays
_ROUNDS: Final = 5  # values of a survey from which on its step is known
Points = tuple[Fact | None, ...]


def over_years(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return a chart of lines, columns, stacked columns or ranks; StoryError with the reason why there is none."""
    most = node.kind.most
    if most and len(series) > most:
        marks = "parts of a column" if node.kind.stacked else "columns a year"
        what = f"{len(series)} {marks} are too many to read, at most {most} may stand there"
        fix = fewer(node.spec, most, "write `kind: line`, or draw `multiples` of `kind: columns`")
        raise StoryError(what, fix=fix)
    if node.spec.kind in ("line", "band"):
        check_points(node, series)
    if node.spec.kind == "band":
        series = with_ends(node, series)
        check_band(node, series)
    return series_over_years(node, series)


def series_over_years(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the chart over years that holds all series, however many."""
    composer, spec, kind = node.composer, node.spec, node.kind
    _check_measure(node, series)
    target = _target_period(node, series)
    first, last = node.ends_of(series)
    end = max(last, target or last)
    _check_length(node, series, (first, last), end)
    periods, later = _shown_and_later(series, (first, last), end)
    values = {item.key: tuple(map(item.at, periods)) for item in series}
    for item in series:
        if not any(values[item.key]):
            raise StoryError(f"{item.key} has no value from {first} to {last}", fix=years_with_values([item]))
    if kind.stacked:
        _check_parts(node, series, values, periods)
    shown, base = values, None
    if spec.measure == "index":
        base = common_base([item.subject for item in series], (first, last))
        series = [counted_from(item, base, last) for item in series]
        shown = {item.key: _indexed(item, values[item.key]) for item in series}
        detailed = {item.series for item in spec.results if item.detail}  # which say it at the chart
        note_originals(composer, [(item.name, values[item.key]) for item in series if item.key not in detailed])
    if kind.ranked:
        shown = ranked(node, series, values)
    ahead: Points = (None,) * len(later)
    rows = [(item, values[item.key]) for item in series if not item.over]  # the notes of a mean are those of its values
    earlier = {item.key: first_readings(node, item, points) for item, points in rows if spec.revisions}
    plotted = tuple(
        Series(item.key, item.name, (*map(node.used, shown[item.key]), *ahead), item.detail, earlier.get(item.key, ()))
        for item in series
    )
    plotted = (*plotted, *_sums(node, series, periods, ahead)) if kind.stacked else plotted
    breaks = tuple(found for item, _ in rows for found in breaks_of(node, item, first, last))
    note_gaps(composer, spec.kind, periods, rows, alone=not {"charts", "multiples"} & set(node.path), breaks=breaks)
    categories = tuple(map(str, (*periods, *later)))
    return node.chart(
        _focus(node, series, categories, values[series[0].key]),
        categories=categories,
        periods=(*periods, *later),
        series=plotted,
        breaks=breaks,
        growth=_growth(node, series[0], periods) if spec.growth else None,
        targets=_targets(composer, series[0], categories, target),
        gaps=drawn_gaps(periods, rows),
        baseline=_base(composer, base, values[series[0].key]) if base else (),
        columns=places_gained(node, series, shown, periods) if kind.ranked else (),
    )


def _sums(
    node: ChartNode, series: Sequence[ChartSeries], periods: Sequence[Period], ahead: Points
) -> tuple[Series, ...]:
    """Return the series of the sums of parts; nothing of percentages, whose sum is a whole, and of one part."""
    first, *others = (item.subject for item in series)
    if not others or is_percentage(first.unit):
        return ()
    sums = tuple(
        node.used(first.sum_with(*others, period=period)) if value_at(first, period) else None for period in periods
    )
    return (Series(TOTAL, text(node.composer.wording.phrase("total")), (*sums, *ahead)),)


def _check_measure(node: ChartNode, series: Sequence[ChartSeries]) -> None:
    """Raise StoryError for a measure, units or first readings that the chart cannot show."""
    spec, kind = node.spec, node.kind
    if spec.measure not in kind.measures:
        raise StoryError(f"no {spec.kind} shows the measure {spec.measure} over years", fix=over_time(spec, series))
    if not kind.ranked and kind.takes != "lines":  # ranks are of one unit, whatever they are worked out from
        check_units(spec, series)
    if spec.revisions and (spec.measure != "value" or (kind.form == "column" and len(series) > 1)):
        fix = "leave `revisions` out, or draw a line of values, or columns of one series"
        raise StoryError("first readings stand at the values of lines, or of one series of columns", fix=fix)


def _focus(node: ChartNode, series: Sequence[ChartSeries], categories: Sequence[str], values: Points) -> dict[str, str]:
    """Return the chart's names for what may be highlighted: its series; of columns also each, and the last one."""
    focus = {item.key: item.key for item in series}
    if node.spec.kind != "columns":
        return focus
    newest = [name for name, fact in zip(categories, values, strict=False) if fact is not None][-1]
    own = focus if len(series) > 1 else dict.fromkeys(focus, newest)
    return own | {name: name for name in categories} | {LAST: newest}


def _base(composer: Composer, base: Period, values: Points) -> Text:
    return composer.phrase("base_index", "base of the index", year=composer.period(base, *values))


def _check_parts(
    node: ChartNode, series: Sequence[ChartSeries], values: Mapping[str, Points], periods: Sequence[Period]
) -> None:
    """Raise StoryError where values that are to stand on each other are no parts of a whole."""
    if any(item.subject.unit == "rank" or item.subject.within_year for item in series):
        raise StoryError("ranks and readings within a year make no whole", fix=unranked(node.spec, series))
    complete: list[Period] = []
    lacking: dict[str, Period] = {}
    for period, facts in zip(periods, zip(*values.values(), strict=True), strict=True):
        below = next((fact for fact in facts if fact is not None and fact.value < 0), None)
        if below is not None:
            what = f"{below.name} is {below.formula}, and parts below zero make no whole"
            raise StoryError(what, fix=unranked(node.spec, series))
        absent = [key for key, fact in zip(values, facts, strict=True) if fact is None]
        if len(absent) < len(series):
            lacking |= dict.fromkeys(absent, period)
            complete += [] if absent else [period]
    alone = [period for period in periods if period not in complete]
    if node.spec.kind == "area" and not lacking and (alone or len(complete) < LEAST_POINTS):
        what = (
            f"an area would be drawn over {alone[0]}, for which no part has a value"
            if alone
            else "an area of few periods"
        )
        fix = years_of_path(complete, "write `kind: stacked`")
        raise StoryError(what, fix=fix)
    if lacking:
        each = ", ".join(f"{key} for {period}" for key, period in lacking.items())
        what = f"a part without a value would make its column too low: there is none of {each}"
        raise StoryError(what, fix=years_of_all(complete, series))


def shown_periods(series: Sequence[ChartSeries], first: Period, last: Period) -> tuple[Period, ...]:
    """Return the periods along an axis: all between its ends; of days those on which a series has a value, and of
    years those of a survey that is held every few years.

    Markets and offices have no value for weekends; a longer time without any is seen, day by day.
    """
    if first > last:
        return ()
    known = sorted({period for item in series for period in item.subject.known_periods if first <= period <= last})
    if first.frequency.unit == "year" and every_few_years(known):
        return tuple(known)
    if first.frequency.unit != "day":
        return period_range(first, last)
    days: list[Period] = []
    for day in known:
        if days and day - days[-1] > _CLOSED:
            days += period_range(days[-1] + 1, day - 1)
        days.append(day)
    return tuple(days)


def every_few_years(known: Sequence[Period]) -> bool:
    """Return whether values have equal distances of more than one year, so that none is missing."""
    steps = {later - earlier for earlier, later in pairwise(known)}
    return len(known) >= _ROUNDS and len(steps) == 1 and steps != {1}


def _shown_and_later(
    series: Sequence[ChartSeries], ends: tuple[Period, Period], end: Period
) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """Return the periods along an axis and those behind them up to the one of a target: in the steps of values that lie
    equally many years from each other, where these lead to it."""
    (first, last), periods = ends, shown_periods(series, *ends)
    if end == last or not every_few_years(periods):
        return periods, period_range(last + 1, end) if end > last else ()
    step = periods[1] - periods[0]
    count, rest = divmod(end - periods[-1], step)
    if rest:
        return period_range(first, last), period_range(last + 1, end)
    return periods, tuple(periods[-1] + step * (at + 1) for at in range(count))


def _check_length(node: ChartNode, series: Sequence[ChartSeries], ends: tuple[Period, Period], end: Period) -> None:
    """Raise StoryError where a period up to the target runs backwards or has too many years, months or others."""
    (first, last), columns = ends, node.kind.form == "column"
    yearly = first.frequency.unit == "year"
    few = node.kind.ranked or (columns and (len(series) > 1 or node.kind.stacked))
    long = _LONGEST if columns or node.kind.ranked else _CENTURIES
    most = long if yearly else _RANKS if few else _COLUMNS if columns else _POINTS
    if first > last or end - first >= most:
        far = f"leave `target: {end}` out, or write `kind: bullet`" if first <= last < first + most else ""
        what = f"the period {first} to {end} is no span of 1 to {most} {first.frequency.unit}s"
        line = "" if not columns or node.kind.stacked else "write `kind: line`, or "
        raise StoryError(what, fix=far or line + shorter(node.spec, series, ends, most))


def check_points(node: ChartNode, series: Sequence[ChartSeries]) -> None:
    """Raise StoryError where a line would claim a path through too few points."""
    first, last = node.ends_of(series)
    counts = {item.key: sum(first <= period <= last for period in item.subject.known_periods) for item in series}
    few = [key for item in series if 0 < counts[key := item.key] < _needed(node, item, (first, last))]
    if node.spec.kind == "line" and few:
        what = f"a line needs {LEAST_POINTS} observed points from {first} to {last}; "
        what += ", ".join(f"{key} has {counts[key]}" for key in few)
        raise StoryError(what, fix=instead_of_line(node.spec, series, few))


def _needed(node: ChartNode, item: ChartSeries, ends: tuple[Period, Period]) -> int:
    """Return how many points the line of a series needs between two periods."""
    if ends[0].frequency.unit != "year":
        return LEAST_POINTS
    known = set(item.subject.known_periods)
    return points_needed([period in known for period in period_range(*ends)], dashed=bool(node.spec.gaps))


def _growth(node: ChartNode, item: ChartSeries, periods: Sequence[Period]) -> Fact:
    """Return the rate over the columns, or over those of an expression; StoryError with what to do without one."""
    composer, asked, subject = node.composer, node.spec.growth, item.subject
    if not isinstance(asked, str):
        known = [period for period in periods if value_at(subject, period)]
        if (known[0], known[-1]) != (subject.first.value_period, subject.last.value_period):
            subject = subject.between(known[0], known[-1])
        for end in (subject.first, subject.last):
            check_above_zero(item, end, "growth rate", "leave `growth` out, and print the change in a sentence")
        if len(known) < _LEAST_JOINED:
            raise StoryError(f"{item.key} has no growth rate over {known[0]} alone", fix="leave `growth` out")
        return composer.use(subject.growth)
    rate = Evaluation(composer.book, parameters=composer.parameters).value(parse_expression(asked))
    if not isinstance(rate, Fact) or rate.measure != "growth":
        first, last = (end.value_period.quoted for end in (subject.first, subject.last))
        fix = f"write `growth: '{item.key}.between({first}, {last}).growth'`, or `growth: true`"
        raise StoryError(f"`{asked}` is no growth rate", fix=fix)
    ends = rate.periods[0], rate.periods[-1]
    alike = {end.frequency for end in ends} == {periods[0].frequency}
    if not alike or sum(ends[0] <= period <= ends[1] for period in periods) < _LEAST_JOINED:
        what = f"`{asked}` is a rate from {ends[0]} to {ends[1]}, and the columns are of {periods[0]} to {periods[-1]}"
        raise StoryError(what, fix="name a rate over at least two of the columns, or leave `growth` out")
    return composer.use(rate)


# Targets


def _target_period(node: ChartNode, series: Sequence[ChartSeries]) -> Period | None:
    """Return the period of the target that columns or a line show; StoryError where the chart cannot show one."""
    spec = node.spec
    if spec.target is None:
        return None
    if spec.kind not in ("columns", "line") or len(series) > 1 or spec.measure != "value":
        alone = "" if len(series) > 1 else "write `kind: columns` without `measure`, or "
        fix = f"{alone}leave `target` out, or write `kind: bullet`"
        raise StoryError("a target stands on columns or a line of one series, in its own unit", fix=fix)
    period = spec.target.get(series[0].key) if isinstance(spec.target, dict) else spec.target
    if period is not None:
        series[0].subject.target(period)  # FactError with the years that have one
    return period


def _targets(composer: Composer, item: ChartSeries, categories: tuple[str, ...], period: Period | None) -> Points:
    if period is None:
        return ()
    if str(period) not in categories:
        fix = f"write `period: [{period.quoted}, {categories[-1]}]`, or leave `target` out"
        raise StoryError(f"the target for {period} lies before the chart", fix=fix)
    target = composer.use(item.subject.target(period))
    return tuple(target if category == str(period) else None for category in categories)


# Indices


def with_originals(chart: Chart, series: Sequence[ChartSeries]) -> Chart:
    """Return a chart of an index with the values that it was worked out from; any other as it is."""
    if not any(point is not None and point.measure == "index" for item in chart.series for point in item.points):
        return chart
    plotted = []
    for own, item in zip(chart.series, series, strict=True):
        points = zip(chart.periods, own.points, strict=True)
        values = (None if point is None else value_at(item.subject, period) for period, point in points)
        plotted.append(replace(own, points=tuple(values)))
    return replace(chart, series=tuple(plotted))


def common_base(subjects: Sequence[SubjectFacts], ends: tuple[Period, Period]) -> Period:
    """Return the first period for which all subjects have a value; StoryError without one, as an index has one base."""
    for base in period_range(*ends):
        if all(value_at(subject, base) for subject in subjects):
            return base
    what = f"{', '.join(subject.expression for subject in subjects)} have no year in common, so their index has no base"
    raise StoryError(what, fix="make a chart for each, or name series that share a year")


def counted_from(item: ChartSeries, base: Period, last: Period) -> ChartSeries:
    """Return a series with that period as the base of its index."""
    if item.subject.periods and item.subject.periods[0] == base:
        return item
    known = [period for period in period_range(base, last) if value_at(item.subject, period)]
    return replace(item, subject=item.subject.between(base, known[-1]))


def _indexed(item: ChartSeries, values: Points) -> Points:
    return tuple(None if fact is None else item.subject.index_at(fact.value_period) for fact in values)

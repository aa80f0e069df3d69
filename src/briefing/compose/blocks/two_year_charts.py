"""Charts of two years: slopes from a first to a last value, dumbbells of an earlier and a later one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.compose.blocks.chart_fixes import fewer, two_years, years_with_values
from briefing.compose.blocks.chart_notes import note_originals, note_rows
from briefing.compose.blocks.chart_series import (
    ORDERED,
    ChartNode,
    ChartSeries,
    check_comparable,
    check_units,
    value_at,
)
from briefing.compose.blocks.row_charts import baseline, columns, row_names, start_of_multiple
from briefing.compose.composer import Composer
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart import MOST_ROWS, Chart, Column, Series
from briefing.model.chart_specs import ChartSpec
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Text

_Ends = tuple[Fact | None, Fact | None]


def slope(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the slopes of series that begin and end in the same years."""
    composer, spec = node.composer, node.spec
    if spec.ends:
        series = [replace(item, subject=item.subject.between(*spec.ends)) for item in series]
    ends = {(item.subject.first.value_period, item.subject.last.value_period) for item in series}
    if len(ends) > 1:
        each = "; ".join(f"{item.key} {item.subject.first.period}–{item.subject.last.period}" for item in series)
        raise StoryError(f"the series of a slope begin or end in different years: {each}", fix=two_years(series))
    check_units(spec, series)
    ((first, last),) = ends
    if first == last:
        fix = f"write `kind: bar`, or {two_years(series)}"
        raise StoryError(f"a slope needs two years, and there is only {first}", fix=fix)
    if spec.measure == "value":  # other measures refuse by themselves
        for item in series:
            check_comparable(node, series, item, (first, last))
    return node.chart(
        {item.key: item.key for item in series},
        categories=(str(first), str(last)),
        periods=(first, last),
        series=tuple(
            Series(item.key, item.name, slope_points(composer, item.subject, spec.measure, item.name), item.detail)
            for item in series
        ),
        baseline=baseline(composer, series[0].subject) if spec.measure == "multiple" else (),
    )


def slope_points(composer: Composer, subject: SubjectFacts, measure: str, name: Text) -> tuple[Fact, Fact]:
    """Return the facts of a subject's two ends: values, an index (first = 100) or multiples (first = 1)."""
    first, last = subject.first, subject.last
    if measure == "multiple":
        return composer.use(start_of_multiple(first)), composer.use(subject.multiple, name)
    if measure == "index":
        return composer.use(subject.index_at(first.value_period)), composer.use(subject.index_at(last.value_period))
    return composer.use(first), composer.use(last)


def dumbbell(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the values of two years for each place or indicator; the two series are named by their years."""
    composer, spec = node.composer, node.spec
    if spec.measure == "target":
        raise StoryError("a dumbbell shows two years, and a share of a target has one", fix="write `kind: bullet`")
    if spec.measure not in node.kind.measures:
        what = f"a dumbbell does not show the measure {spec.measure}"
        raise StoryError(what, fix=f"leave `measure` out, or write one of {', '.join(node.kind.measures)}")
    check_units(spec, series)
    if len(series) > MOST_ROWS:
        what = f"{len(series)} rows are too many for a dumbbell, at most {MOST_ROWS} can be read"
        raise StoryError(what, fix=fewer(spec, MOST_ROWS))
    first, last = _two_years(spec, series)
    values = [(value_at(item.subject, first), value_at(item.subject, last)) for item in series]
    complete = [item for item, ends in zip(series, values, strict=True) if all(ends)]
    for item in complete:
        check_comparable(node, series, item, (first, last))
    points = [_measured(spec, item, ends) for item, ends in zip(series, values, strict=True)]
    rows = [(item.name, ends) for item, ends in zip(series, values, strict=True)]
    if spec.measure != "value":
        note_originals(composer, rows)
    names = row_names(series)
    note_rows(composer, rows)
    facts = [fact for ends in values for fact in ends if fact is not None]
    return node.chart(
        {item.key: name for item, name in zip(series, names, strict=True)},
        categories=names,
        periods=(first, last),
        series=tuple(
            Series(str(period), composer.period(period, *facts), tuple(node.used(pair[at]) for pair in points))
            for at, period in enumerate((first, last))
        ),
        rows=tuple(Series(item.key, item.name, (), item.detail) for item in series),
        columns=_columns(node, series, complete, (first, last)),
        baseline=_base(composer, spec, first, values),
        ordered=spec.order in ORDERED,
    )


def _two_years(spec: ChartSpec, series: Sequence[ChartSeries]) -> tuple[Period, Period]:
    """Return the period of the node, else the first and the last year that all rows have."""
    if spec.ends:
        if spec.ends[0] >= spec.ends[1]:
            raise StoryError("a dumbbell needs two years, the earlier one first", fix=two_years(series))
        return spec.ends
    common = set.intersection(*(set(item.subject.periods) for item in series))
    if len(common) < 2:
        periods = sorted({period for item in series for period in item.subject.periods})
        fix = f"write `period: [{periods[0]}, {periods[-1]}]`; a row that lacks one of them says so"
        fix = fix if len(periods) > 1 else years_with_values(series)
        raise StoryError("the rows of the dumbbell have no two years in common", fix=fix)
    return min(common), max(common)


def _measured(spec: ChartSpec, item: ChartSeries, ends: _Ends) -> _Ends:
    """Return two values, or what they are as a measure of the first; a lone one has no measure."""
    first, last = ends
    if spec.measure == "value":
        return ends
    if first is None or last is None:
        return None, None
    subject = item.subject.between(first.value_period, last.value_period)
    if spec.measure == "index":
        return subject.index_at(first.value_period), subject.index_at(last.value_period)
    return start_of_multiple(subject.first), subject.multiple


def _columns(
    node: ChartNode, series: list[ChartSeries], complete: list[ChartSeries], ends: tuple[Period, Period]
) -> tuple[Column, ...]:
    asked = node.spec.columns
    if set(asked) - {"change", "growth", "difference"}:
        fix = "write `columns: [difference]`, or leave `columns` out"
        raise StoryError("the values of a dumbbell stand at its dots", fix=fix)
    if asked and len(complete) < len(series):
        lacking = [item.key for item in series if item not in complete]
        fix = f"leave `columns` out, or {' and '.join(lacking)}"
        raise StoryError("a row that lacks a year has no change", fix=fix)
    return columns(node, {item.key: item.subject.between(*ends) for item in complete} if asked else {}, {})


def _base(composer: Composer, spec: ChartSpec, period: Period, values: Sequence[_Ends]) -> Text:
    if spec.measure == "value":
        return ()
    key = "base_index" if spec.measure == "index" else "baseline"
    return composer.phrase(key, "base of the chart", year=composer.period(period, *(first for first, _ in values)))

"""Charts of what adds up: the steps from a first value to a last one, and the parts of each period's change.

What does not add up within the digits that were published is an error that says by how much.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.blocks.chart_fixes import fewer, fewer_parts, unlike
from briefing.compose.blocks.chart_notes import note_gaps
from briefing.compose.blocks.chart_series import REST, ChartNode, ChartSeries, breaks_of, check_comparable
from briefing.compose.blocks.row_charts import row_names
from briefing.compose.blocks.year_charts import shown_periods
from briefing.compose.composer import Composer
from briefing.errors import FactError, StoryError
from briefing.facts import SubjectFacts
from briefing.facts.formula import exactly, figure
from briefing.model.chart import MOST_ROWS, TOTAL, Chart, Series
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Text

_MOST: Final = 36  # columns
_SEEN: Final = 1e-12  # of the highest level
_MORE: Final = "name the parts that are missing in `series`, or write `rest: Other` for what they leave"


class Whole(Struct, frozen=True):
    """What the parts of a chart add up to, and its name."""

    subject: SubjectFacts
    name: Text


def changes(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the chart of steps between two levels, or of the parts of each period."""
    return _steps(node, series) if node.kind.stepped else _contributions(node, series)


def _steps(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the chart of a first value, the changes of its parts, and a last value; StoryError where they do not add
    up."""
    composer, whole = node.composer, _whole(node, series)
    _check_units(node, series, whole)
    first, last = _ends(node, series, whole)
    for item in [*series, ChartSeries(TOTAL, whole.subject, whole.name, ())]:
        check_comparable(node, [*series], item, (first, last))
    parts = {item.key: item.subject.between(first, last).change for item in series}
    if node.spec.order == "value":
        series = sorted(series, key=lambda item: -parts[item.key].value)
    ends = [whole.subject.at(first), whole.subject.at(last)]
    changes = [parts[item.key] for item in series]
    names = [(item.key, item.name, item.detail) for item in series]
    if node.spec.rest and REST not in parts:
        left = whole.subject.between(first, last).rest_change(*(item.subject for item in series))
        changes, names = [*changes, left], [*names, (REST, _rest_name(node), ())]
    _check_sum(changes, _less(ends), f"the changes from {first} to {last}", f"{whole.subject.expression} changes by")
    _check_sizes([*ends, *changes])
    if len(changes) + 2 > MOST_ROWS:
        what = f"{len(changes)} steps are too many to read, at most {MOST_ROWS - 2} may stand between two values"
        raise StoryError(what, fix=f"{fewer(node.spec, MOST_ROWS - 3)} with `rest: Others`")
    points = [ends[0], *changes, ends[1]]
    closed = [(str(end.value_period), composer.period(end.value_period, end), ()) for end in ends]
    if node.spec.measure == "change":  # from zero, as levels would make small steps flat
        points, closed = [*changes, whole.subject.between(first, last).change], [(TOTAL, whole.name, ())]
    rows = [Series(key, name, (), detail) for key, name, detail in (*closed[:-1], *names, closed[-1])]
    categories = row_names([ChartSeries(row.key, whole.subject, row.name, ()) for row in rows])
    return node.chart(
        {row.key: category for row, category in zip(rows, categories, strict=True)},
        categories=categories,
        series=(Series(TOTAL, whole.name, tuple(map(composer.use, points))),),
        rows=tuple(rows),
    )


def _contributions(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the chart of the parts of each period's change, or of its value, with their total; StoryError where they
    do not add up."""
    composer, spec, whole = node.composer, node.spec, _whole(node, series)
    _check_units(node, series, whole)
    if len(series) + bool(spec.rest and REST not in {item.key for item in series}) > node.kind.most:
        what = f"{len(series)} parts of a column are too many to read, at most {node.kind.most} may stand there"
        raise StoryError(what, fix=fewer_parts(spec, node.kind.most))
    first, last = node.ends_of(series)
    shown = shown_periods(series, first, last)
    columns = {period: _column(node, series, whole, period) for period in shown}
    known = [period for period, column in columns.items() if column]
    if not known:
        raise _nothing_known(node, whole, shown)
    periods = [period for period in shown if known[0] <= period <= known[-1]]
    if len(periods) > _MOST:
        raise StoryError(f"{len(periods)} columns are too many to read", fix=f"choose a `period` of at most {_MOST}")
    names = [(item.key, item.name, item.detail) for item in series]
    if spec.rest and REST not in {item.key for item in series}:
        names.append((REST, _rest_name(node), ()))
    names.append((TOTAL, whole.name, ()))
    empty: list[Fact | None] = [None] * len(names)
    facts = [[*map(composer.use, columns[period])] or empty for period in periods]
    plotted = [
        Series(key, name, tuple(column[at] for column in facts), detail) for at, (key, name, detail) in enumerate(names)
    ]
    rows = [(item, one.points) for item, one in zip(series, plotted, strict=False)]
    note_gaps(composer, spec.kind, periods, rows, alone=False)
    for item in series:
        breaks_of(node, item, first, last)
    return node.chart(
        {item.key: item.key for item in plotted},
        categories=tuple(map(str, periods)),
        periods=tuple(periods),
        series=tuple(plotted),
    )


def _nothing_known(node: ChartNode, whole: Whole, shown: Sequence[Period]) -> StoryError:
    """Return why no period has a column."""
    levels = [whole.subject.at(period).value for period in shown if period in whole.subject.known_periods]
    if node.spec.measure != "value" and len(levels) > 1 and max(levels[:-1]) <= 0:
        what = f"{whole.subject.expression} is at or below zero, and no change is so many percent of it"
        return StoryError(what, fix="leave `measure` out")
    what = f"there is no period from {shown[0]} to {shown[-1]} for which all parts and their total have a value"
    fix = "choose a `period` in which all of them have one, and the year before it too"
    return StoryError(what, fix=f"{fix}, or leave `measure` out" if node.spec.measure != "value" else fix)


def _whole(node: ChartNode, series: Sequence[ChartSeries]) -> Whole:
    """Return what the parts add up to: that of `of`, else the sum of the places; StoryError where there is none."""
    composer, spec = node.composer, node.spec
    if spec.of:
        subject = composer.subject(spec.of, (*node.path, "of"))
        if subject is None:
            raise StoryError(())  # an unknown name has its own fault
        return Whole(subject, composer.declared(_whole_name(composer, subject, series), TOTAL))
    places = [name for item in series for name in item.subject.members]
    if not spec.entities or len(places) < 2:
        what = f"the parts of a {spec.kind} add up to a whole, which is not named"
        whole = "an indicator of the tables, as [facts] adds places and no indicators"
        raise StoryError(
            what, fix=f"write `of:` with the short name of the whole, {whole}; or name places in `entities`"
        )
    subject = composer.book.subject(spec.series[0]).sum_of(*places)
    return Whole(subject, composer.phrase("sum_total"))


def _whole_name(composer: Composer, subject: SubjectFacts, series: Sequence[ChartSeries]) -> str:
    """Return the place of a whole whose parts are places too, which the measure would not tell from them; else what it
    measures."""
    alike = subject.indicator and all(item.subject.indicator == subject.indicator for item in series)
    if alike and len(subject.members) == 1:
        return composer.names.place(subject.members[0])
    return composer.names.measure(subject)


def _rest_name(node: ChartNode) -> Text:
    return node.composer.text(node.spec.rest, (*node.path, "rest"), lined=True)


def _check_units(node: ChartNode, series: Sequence[ChartSeries], whole: Whole) -> None:
    spec = node.spec
    if spec.measure not in node.kind.measures:
        what = f"no {spec.kind} shows the measure {spec.measure}"
        raise StoryError(what, fix=f"leave `measure` out, or write one of {', '.join(node.kind.measures)}")
    subjects = [*(item.subject for item in series), whole.subject]
    units = dict.fromkeys(subject.unit for subject in subjects)
    if len(units) > 1 or "rank" in units:
        what = f"{', '.join(map(repr, units))} do not add up"
        raise StoryError(what, fix=f"name parts of one unit that can be added, or {unlike(spec, series)}")


def _ends(node: ChartNode, series: Sequence[ChartSeries], whole: Whole) -> tuple[Period, Period]:
    """Return the periods of both ends: the chart's own, else the first and the last for which everything is known."""
    subjects = [*(item.subject for item in series), whole.subject]
    bounds = node.ends_of(series)
    if node.spec.ends:
        return bounds
    common = set.intersection(*({*subject.known_periods} for subject in subjects))
    known = sorted(period for period in common if bounds[0] <= period <= bounds[1])
    if len(known) < 2:
        what = f"there are no two periods from {bounds[0]} to {bounds[1]} with a value of all parts and their whole"
        fix = "choose a `period` whose ends all of them have, or write `kind: bar` for one of them"
        raise StoryError(what, fix=fix)
    return known[0], known[-1]


def _column(node: ChartNode, series: Sequence[ChartSeries], whole: Whole, period: Period) -> list[Fact]:
    """Return the parts of a period, what they leave, and their total; nothing where one of them has no value."""
    spec, subjects = node.spec, [item.subject for item in series]
    rest = bool(spec.rest) and REST not in {item.key for item in series}
    try:
        levels, total = [subject.at(period) for subject in subjects], whole.subject.at(period)
        if spec.measure == "value":
            left = [whole.subject.rest(*subjects, period=period)] if rest else []
            parts = [*levels, *left]
            _check_sum(parts, total, f"the parts of {period}", f"{whole.subject.expression} is")
            return [*parts, total]
        changes = [subject.on_year("change", period) for subject in subjects]
        whole_change, total = whole.subject.on_year("change", period), whole.subject.on_year("percent", period)
    except FactError:
        return []
    if not rest:
        _check_sum(changes, whole_change, f"the changes of {period}", f"{whole.subject.expression} changes by")
    parts = [subject.contribution(whole.subject, period) for subject in subjects]
    return [*parts, *([whole.subject.rest_contribution(*subjects, period=period)] if rest else []), total]


def _check_sizes(facts: Sequence[Fact]) -> None:
    """Raise StoryError for steps so small that the levels before and after them are one number."""
    sizes = [abs(fact.value) for fact in facts if fact.value]
    if sizes and min(sizes) < _SEEN * max(sizes):
        what = f"a step of {min(sizes):.6g} is too small to show on a level of {max(sizes):.6g}"
        raise StoryError(what, fix="leave the smallest parts out, or write `kind: bar`")


def _less(ends: Sequence[Fact]) -> Fact:
    """Return the last value less the first, in the digits of both."""
    first, last = ends
    value = float(exactly(last.value) - exactly(first.value))
    return replace(last, value=value, decimals=max(first.decimals, last.decimals))


def _check_sum(parts: Sequence[Fact], whole: Fact, what: str, whose: str) -> None:
    """Raise StoryError where parts do not add up to their whole within the digits that were published."""
    total = sum((exactly(part.value) for part in parts), start=Fraction(0))
    off = exactly(whole.value) - total
    allowed = sum((Fraction(1, 10**fact.decimals) for fact in (*parts, whole)), start=Fraction(0))
    if abs(off) > allowed:
        decimals = max(fact.decimals for fact in (*parts, whole))
        made, meant, left = (figure(float(value), decimals) for value in (total, exactly(whole.value), off))
        raise StoryError(f"{what} add up to {made}, and {whose} {meant}: the difference is {left}", fix=_MORE)

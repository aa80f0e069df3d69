"""Charts over years: a category for each year of the period, a fact or a gap for each series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_fixes import (
    fewer,
    instead_of_line,
    over_time,
    shorter,
    unranked,
    years_of_all,
    years_with_values,
)
from briefing.compose.blocks.chart_notes import gap_remarks, originals
from briefing.compose.blocks.chart_series import Line, above_zero, breaks_of, chosen, of_one_unit, used
from briefing.compose.composer import Composer
from briefing.compose.story_nodes import NodePath
from briefing.errors import FactError, StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart import LEAST_POINTS, Chart, Series
from briefing.model.chart_kinds import KINDS
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range
from briefing.model.story import ChartSpec
from briefing.model.text import Text

_LONGEST: Final = 61  # years


def over_years(composer: Composer, spec: ChartSpec, lines: list[Line], path: NodePath) -> Chart:
    """A node of kind line, columns or bump and its lines → the chart; StoryError with the reason why there is none."""
    most = KINDS[spec.kind].most
    if most and len(lines) > most:
        marks = "parts of a column" if KINDS[spec.kind].stacked else "columns a year"
        what = f"{len(lines)} {marks} are too many to read, at most {most} may stand there"
        fix = fewer(spec, most, "write `kind: line`, or draw `multiples` of `kind: columns`")
        raise StoryError(what, fix=fix)
    if spec.kind == "line":
        checked_points(spec, lines, composer.edition.period)
    return series_over_years(composer, spec, lines, path)


def series_over_years(composer: Composer, spec: ChartSpec, lines: list[Line], path: NodePath) -> Chart:
    """A node and its lines → the chart over years that holds all of them, however many."""
    if spec.measure not in KINDS[spec.kind].measures:
        raise StoryError(f"no {spec.kind} shows the measure {spec.measure} over years", fix=over_time(spec, lines))
    if not KINDS[spec.kind].ranked:  # ranks are of one unit, whatever they are worked out from
        of_one_unit(spec, lines)
    aimed = _target_period(spec, lines)
    first, last = _span(spec, lines, spec.period or composer.edition.period, aimed)
    periods = period_range(first, last)
    values = {line.key: tuple(value_at(line.subject, period) for period in periods) for line in lines}
    for line in lines:
        if not any(values[line.key]):
            raise StoryError(f"{line.key} has no value from {first} to {last}", fix=years_with_values([line]))
    if KINDS[spec.kind].stacked:
        _check_parts(spec, lines, values, periods)
    shown, base = values, None
    if spec.measure == "index":
        base = common_base([line.subject for line in lines], (first, last))
        lines = [counted_from(line, base, last) for line in lines]
        shown = {line.key: _indexed(line, values[line.key]) for line in lines}
        originals(composer, [(line.name, values[line.key]) for line in lines])
    if KINDS[spec.kind].ranked:
        shown = ranked_lines(composer, spec, lines, values)
    ahead: tuple[Fact | None, ...] = (None,) * max(0, (aimed or last) - last)
    series = tuple(
        Series(line.key, line.name, (*used(composer, shown[line.key]), *ahead), line.detail) for line in lines
    )
    for remark in gap_remarks(composer, spec.kind, periods, [values[line.key] for line in lines], alone=_alone(path)):
        composer.remark(remark)
    categories = tuple(map(str, period_range(first, max(last, aimed or last))))
    known = {line.key: line.key for line in lines}
    if spec.kind == "columns":
        newest = max(
            str(period) for period, fact in zip(periods, values[lines[0].key], strict=True) if fact is not None
        )
        known = (known if len(lines) > 1 else dict.fromkeys(known, newest)) | {name: name for name in categories}
    return Chart(
        kind=spec.kind,
        lang=composer.wording.lang,
        categories=categories,
        series=series,
        highlight=chosen(composer, "highlight", spec.highlight, known, path),
        second=chosen(composer, "second", spec.second, known, path),
        breaks=tuple(item for line in lines for item in breaks_of(composer, line, first, last, spec.kind)),
        growth=_growth(composer, lines[0]) if spec.growth else None,
        targets=_aims(composer, lines[0], categories, aimed),
        baseline=_base(composer, base, values[lines[0].key]) if base else (),
    )


def _check_parts(
    spec: ChartSpec, lines: list[Line], values: Mapping[str, tuple[Fact | None, ...]], years: Sequence[Period]
) -> None:
    """StoryError where values that are to stand on each other are no parts of a whole."""
    if any(line.subject.unit == "rank" or line.subject.within_year for line in lines):
        raise StoryError("ranks and readings within a year make no whole", fix=unranked(spec, lines))
    whole: list[Period] = []
    lacking: dict[str, Period] = {}
    for year, facts in zip(years, zip(*values.values(), strict=True), strict=True):
        below = next((fact for fact in facts if fact is not None and fact.value < 0), None)
        if below is not None:
            what = f"{below.name} is {below.formula}, and parts below zero make no whole"
            raise StoryError(what, fix=unranked(spec, lines))
        absent = [key for key, fact in zip(values, facts, strict=True) if fact is None]
        if len(absent) < len(lines):
            lacking |= dict.fromkeys(absent, year)
            whole += [] if absent else [year]
    if lacking:
        told = ", ".join(f"{key} for {year}" for key, year in lacking.items())
        what = f"a part without a value would make its column too low: there is none of {told}"
        raise StoryError(what, fix=years_of_all(whole, lines))


def _span(
    spec: ChartSpec, lines: list[Line], period: tuple[Period, Period], aimed: Period | None
) -> tuple[Period, Period]:
    """The period of a chart, up to its target; StoryError where it runs backwards or has too many years."""
    first, last = period
    end = max(last, aimed or last)
    if first > last or end - first >= _LONGEST:
        far = f"leave `target: {aimed}` out, or write `kind: bullet`" if first <= last < first + _LONGEST else ""
        what = f"the period {first} to {end} is no span of 1 to {_LONGEST} years"
        raise StoryError(what, fix=far or shorter(spec, lines, period, _LONGEST))
    return period


def _growth(composer: Composer, line: Line) -> Fact:
    """The rate over the columns; StoryError with what to do where there is none."""
    for end in (line.subject.first, line.subject.last):
        above_zero(line, end, "growth rate", "leave `growth` out, and print the change in a sentence")
    return composer.use(line.subject.growth)


def checked_points(spec: ChartSpec, lines: list[Line], period: tuple[Period, Period]) -> None:
    """StoryError where a line would claim a path through too few points."""
    first, last = spec.period or period
    periods = period_range(first, last)
    counts = {line.key: sum(value_at(line.subject, period) is not None for period in periods) for line in lines}
    few = [key for key, count in counts.items() if 0 < count < LEAST_POINTS]
    if spec.kind == "line" and few:
        what = f"a line needs {LEAST_POINTS} observed points from {first} to {last}; "
        what += ", ".join(f"{key} has {counts[key]}" for key in few)
        raise StoryError(what, fix=instead_of_line(spec, lines, few))


def originals_of(chart: Chart, lines: list[Line]) -> Chart:
    """A chart over years of an index → the same with the values that it was worked out from; any other as it is."""
    if not any(point is not None and point.measure == "index" for item in chart.series for point in item.points):
        return chart
    return replace(
        chart,
        series=tuple(
            replace(
                item,
                points=tuple(
                    None if point is None else value_at(line.subject, Period.parse(period))
                    for period, point in zip(chart.categories, item.points, strict=True)
                ),
            )
            for item, line in zip(chart.series, lines, strict=True)
        ),
    )


def value_at(subject: SubjectFacts, period: Period) -> Fact | None:
    """A subject and a year → its value, or None where none was published."""
    try:
        return subject.at(period)
    except FactError:
        return None


def common_base(subjects: Sequence[SubjectFacts], period: tuple[Period, Period]) -> Period:
    """Subjects and the years they are shown for → the first year for which all have a value.

    StoryError where there is no such year: an index has one base.
    """
    for base in period_range(*period):
        if all(value_at(subject, base) for subject in subjects):
            return base
    what = f"{', '.join(subject.expression for subject in subjects)} have no year in common, so their index has no base"
    raise StoryError(what, fix="make a chart for each, or name series that share a year")


def counted_from(line: Line, base: Period, last: Period) -> Line:
    """A line → the same with that year as the base of its index."""
    if line.subject.periods and line.subject.periods[0] == base:
        return line
    ends = [period for period in period_range(base, last) if value_at(line.subject, period)]
    return replace(line, subject=line.subject.between(base, ends[-1]))


def _indexed(line: Line, values: tuple[Fact | None, ...]) -> tuple[Fact | None, ...]:
    return tuple(None if fact is None else line.subject.index_at(fact.value_period) for fact in values)


def _base(composer: Composer, period: Period, values: tuple[Fact | None, ...]) -> Text:
    return composer.phrase("base_index", "base of the index", year=composer.period(period, *values))


def _target_period(spec: ChartSpec, lines: list[Line]) -> Period | None:
    """The year of the target that columns show; StoryError where the node asks for one that they cannot show."""
    if spec.target is None:
        return None
    if spec.kind != "columns" or len(lines) > 1 or spec.measure != "value":
        alone = "" if len(lines) > 1 else "write `kind: columns` without `measure`, or "
        fix = f"{alone}leave `target` out, or write `kind: bullet`"
        raise StoryError("a target stands on columns of one series, in its own unit", fix=fix)
    period = spec.target.get(lines[0].key) if isinstance(spec.target, dict) else spec.target
    if period is not None:
        lines[0].subject.target(period)  # FactError with the years that have one
    return period


def _aims(
    composer: Composer, line: Line, categories: tuple[str, ...], period: Period | None
) -> tuple[Fact | None, ...]:
    if period is None:
        return ()
    if str(period) not in categories:
        fix = f"write `period: [{period}, {categories[-1]}]`, or leave `target` out"
        raise StoryError(f"the target for {period} lies before the chart", fix=fix)
    aim = composer.use(line.subject.target(period))
    return tuple(aim if category == str(period) else None for category in categories)


def _alone(path: NodePath) -> bool:
    return "charts" not in path and "multiples" not in path


# Ranks

LEAST: Final = 2  # places that make an order
_COUNT: Final = "number of places that are ranked"
_Points = tuple[Fact | None, ...]


def ranked_lines(
    composer: Composer, spec: ChartSpec, lines: Sequence[Line], values: Mapping[str, _Points]
) -> dict[str, _Points]:
    """Lines and their values by key → their ranks; ranks that were published stay as they are."""
    shown = dict(values)
    counts: set[int] = set()
    for line in lines:
        if any(fact is not None and fact.measure != "rank" for fact in values[line.key]):
            ranks = _ranks(line, values[line.key], unranked(spec, lines))
            shown[line.key] = tuple(ranks)
            counts |= {rank.among[0] for rank in ranks if rank is not None and rank.among}
    if counts:
        told = _number(composer, min(counts))
        if len(counts) > 1:
            told = composer.phrase("auto_span", _COUNT, first=told, last=_number(composer, max(counts)))
        composer.remark(composer.phrase("ranks_ours", count=told))
    return shown


def _ranks(line: Line, values: _Points, otherwise: str) -> list[Fact | None]:
    """Values of a line → their ranks. StoryError where the data do not say which end is first, or give no order."""
    if line.subject.direction not in ("up", "down"):
        fix = "set `direction_of_good` to up or down in indicators.csv"
        if line.subject.indicator is None:
            fix = f'write direction = "up" or "down" for facts.{line.subject.key} in briefing.toml'
        what = f"{line.subject.key} cannot be ranked, as its direction of good is not known"
        raise StoryError(what, fix=f"{fix}, or {otherwise}")
    try:
        return [None if fact is None else line.subject.rank(fact.period) for fact in values]
    except FactError as error:
        finding = error.findings[0]
        raise StoryError(f"{finding.where}: {finding.what}", fix=otherwise) from None


def _number(composer: Composer, count: int) -> Text:
    return composer.declared(composer.wording.number(count, 0), _COUNT)

"""A dumbbell's node → its chart: for each place or indicator its values of two years, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.blocks.bar_rows import columns, row_names, start
from briefing.compose.blocks.chart_fixes import fewer, two_years, years_with_values
from briefing.compose.blocks.chart_notes import originals, row_remarks
from briefing.compose.blocks.chart_series import ORDERED, Line, chosen, comparable, of_one_unit, used
from briefing.compose.blocks.time_axis import value_at
from briefing.compose.composer import Composer
from briefing.compose.language.characters import one_line
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.model.chart import MOST_ROWS, Chart, Column, Series
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.story import ChartSpec
from briefing.model.text import Text, plain

_Ends = tuple[Fact | None, Fact | None]


def dumbbell(composer: Composer, spec: ChartSpec, lines: list[Line], path: NodePath) -> Chart:
    """A node and its lines → the chart, its two series named by their years; StoryError with the reason for none."""
    _check(spec, lines)
    first, last = _years(spec, lines)
    values = [(value_at(line.subject, first), value_at(line.subject, last)) for line in lines]
    for line, found in zip(lines, values, strict=True):
        if all(found):
            comparable(composer, lines, line, (first, last), spec.kind)
    ends = [_ends(spec, line, found) for line, found in zip(lines, values, strict=True)]
    if spec.measure != "value":
        originals(composer, [(line.name, found) for line, found in zip(lines, values, strict=True)])
    names = row_names([one_line(plain(line.name)) for line in lines], [line.key for line in lines])
    known = {line.key: name for line, name in zip(lines, names, strict=True)}
    for remark in row_remarks(composer, [(line.name, found) for line, found in zip(lines, values, strict=True)]):
        composer.remark(remark)
    given = [line for line, found in zip(lines, values, strict=True) if all(found)]
    return Chart(
        kind=spec.kind,
        lang=composer.wording.lang,
        categories=names,
        series=(
            _series(composer, first, [pair[0] for pair in ends], values),
            _series(composer, last, [pair[1] for pair in ends], values),
        ),
        highlight=chosen(composer, "highlight", spec.highlight, known, path),
        second=chosen(composer, "second", spec.second, known, path),
        rows=tuple(Series(line.key, line.name, (), line.detail) for line in lines),
        columns=_columns(composer, spec, lines, given, (first, last), path),
        baseline=_base(composer, spec, first, values),
        ordered=spec.order in ORDERED,
    )


def _check(spec: ChartSpec, lines: list[Line]) -> None:
    if spec.measure == "target":
        raise StoryError("a dumbbell shows two years, and a share of a target has one", fix="write `kind: bullet`")
    of_one_unit(spec, lines)
    if len(lines) > MOST_ROWS:
        what = f"{len(lines)} rows are too many for a dumbbell, at most {MOST_ROWS} can be read"
        raise StoryError(what, fix=fewer(spec, MOST_ROWS))


def _years(spec: ChartSpec, lines: list[Line]) -> tuple[Period, Period]:
    """The period of the node, else the first and the last year that all rows have."""
    if spec.period:
        if spec.period[0] >= spec.period[1]:
            raise StoryError("a dumbbell needs two years, the earlier one first", fix=two_years(lines))
        return spec.period
    common = set.intersection(*(set(line.subject.periods) for line in lines))
    if len(common) < 2:
        what = "the rows of the dumbbell have no two years in common"
        periods = sorted({period for line in lines for period in line.subject.periods})
        fix = f"write `period: [{periods[0]}, {periods[-1]}]`; a row that lacks one of them says so"
        raise StoryError(what, fix=fix if len(periods) > 1 else years_with_values(lines))
    return min(common), max(common)


def _ends(spec: ChartSpec, line: Line, found: _Ends) -> _Ends:
    """Two values → what the chart shows of them: the same, or measured by the first; a lone one has no measure."""
    first, last = found
    if spec.measure == "value":
        return found
    if first is None or last is None:
        return None, None
    subject = line.subject.between(first.value_period, last.value_period)
    if spec.measure == "index":
        return subject.index_at(first.value_period), subject.index_at(last.value_period)
    return start(subject.first), subject.multiple


def _series(composer: Composer, period: Period, points: Sequence[Fact | None], values: Sequence[_Ends]) -> Series:
    facts = [fact for pair in values for fact in pair if fact is not None]
    return Series(str(period), composer.period(period, *facts), used(composer, tuple(points)))


def _columns(
    composer: Composer,
    spec: ChartSpec,
    lines: list[Line],
    given: list[Line],
    years: tuple[Period, Period],
    path: NodePath,
) -> tuple[Column, ...]:
    if set(spec.columns) - {"growth"}:
        raise StoryError(
            "the values of a dumbbell stand at its dots", fix="write `columns: [growth]`, or leave `columns` out"
        )
    if spec.columns and len(given) < len(lines):
        lacking = [line.key for line in lines if line not in given]
        fix = f"leave `columns` out, or {' and '.join(lacking)}"
        raise StoryError("a row that lacks a year has no growth", fix=fix)
    subjects = {line.key: line.subject.between(*years) for line in given} if spec.columns else {}
    return columns(composer, spec, subjects, {}, path)


def _base(composer: Composer, spec: ChartSpec, period: Period, values: Sequence[_Ends]) -> Text:
    if spec.measure == "value":
        return ()
    key = "base_index" if spec.measure == "index" else "baseline"
    facts = [found[0] for found in values]
    return composer.phrase(key, "base of the chart", year=composer.period(period, *facts))

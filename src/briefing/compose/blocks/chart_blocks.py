"""A chart of the story → Chart: every point a fact or a gap, every disclosed break with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.alt_texts import chart_alt
from briefing.compose.blocks.bar_rows import baseline, columns, row_names, sorted_rows, start
from briefing.compose.blocks.benchmarks import benchmark_line
from briefing.compose.blocks.chart_fixes import drawing, one_year, two_years, years_with_values
from briefing.compose.blocks.chart_notes import originals
from briefing.compose.blocks.chart_series import (
    ORDERED,
    REST,
    Line,
    above_zero,
    breaks_of,
    chosen,
    comparable,
    lines_of,
    of_one_unit,
    one_of,
    own_texts,
)
from briefing.compose.blocks.dumbbells import dumbbell
from briefing.compose.blocks.place_selection import chosen_places
from briefing.compose.blocks.shares import share
from briefing.compose.blocks.subtitles import chart_subtitle, of_same_years
from briefing.compose.blocks.time_axis import originals_of, over_years, value_at
from briefing.compose.composer import Composer
from briefing.compose.language.characters import one_line
from briefing.compose.language.conditions import Expects
from briefing.compose.language.templates import NAME
from briefing.compose.prose.figure_years import title_findings
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart import Annotation, Chart, Series
from briefing.model.chart_kinds import KINDS
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range
from briefing.model.story import ChartSpec
from briefing.model.text import Text, plain


def chart(composer: Composer, spec: ChartSpec, path: NodePath, finding: Text, *, tested: Expects) -> Chart | None:
    """A chart's node and the finding that it proves → Chart; None after a fault. Its facts count as used."""
    with composer.at(path):
        chosen = chosen_places(composer, spec, path)
        spec, compared = chosen.spec, benchmark_line(composer, chosen)
        lines = lines_of(composer, spec, path, tested, chosen.left)
        kind = KINDS[spec.kind]
        lines += [compared] if compared and kind.benchmark == "series" else []
        with drawing(lines):
            drawn = BUILDERS[kind.takes](composer, spec, lines, path)
        if compared and kind.benchmark == "level":
            drawn = _with_benchmark(composer, drawn, compared, lines)
        title = composer.text(spec.title, (*path, "title"), tested=tested)
        findings = title_findings(title, (drawn,), composer.facts, composer.edition.period[1])
        composer.report(findings, title, (*path, "title"))
        drawn = replace(
            drawn,
            title=title,
            things=composer.edition.things.get(composer.wording.lang, ""),
            subtitle=chart_subtitle(composer, spec, [line.subject for line in lines], drawn, path, tested=tested),
            annotations=_annotations(composer, spec, lines, drawn.categories, path, tested),
        )
        if spec.note:
            composer.remark(composer.text(spec.note, (*path, "note"), tested=tested))
        given = composer.text(spec.alt, (*path, "alt"), tested=tested)
        told = originals_of(drawn, lines) if kind.takes == "years" else drawn
        return replace(drawn, alt=given or chart_alt(composer, told, title or finding))
    own_texts(composer, spec, path, tested)  # their faults do not wait for the chart's
    for number, item in enumerate(spec.annotations):
        composer.text(item.text, (*path, "annotations", number, "text"), tested=tested)
    return None


def _with_benchmark(composer: Composer, drawn: Chart, compared: Line, lines: list[Line]) -> Chart:
    """Bars of one year → the same with the level that they are compared with."""
    periods = {fact.value_period for item in drawn.series for fact in item.points if fact is not None}
    if len(periods) != 1:
        told = ", ".join(map(str, sorted(periods)))
        raise StoryError(f"the bars are of different years: {told}", fix=one_year([*lines, compared], "benchmark"))
    fact = composer.use(compared.subject.at(next(iter(periods))))
    said = composer.named(compared.name, composer.print(fact, "value"))
    return replace(drawn, level=fact, level_name=said)


def _slope(composer: Composer, spec: ChartSpec, lines: list[Line], path: NodePath) -> Chart:
    if spec.period:
        lines = [replace(line, subject=line.subject.between(*spec.period)) for line in lines]
    ends = {(line.subject.first.value_period, line.subject.last.value_period) for line in lines}
    if len(ends) > 1:
        told = "; ".join(f"{line.key} {line.subject.first.period}–{line.subject.last.period}" for line in lines)
        what = f"the series of a slope begin or end in different years: {told}"
        raise StoryError(what, fix=two_years(lines))
    of_one_unit(spec, lines)
    (first, last) = next(iter(ends))
    if first == last:
        raise StoryError(
            f"a slope needs two years, and there is only {first}", fix=f"write `kind: bar`, or {two_years(lines)}"
        )
    if spec.measure == "value":  # what is measured refuses by itself
        for line in lines:
            comparable(composer, lines, line, (first, last), spec.kind)
    series = tuple(
        Series(line.key, line.name, slope_points(composer, line.subject, spec.measure, line.name), line.detail)
        for line in lines
    )
    known = {line.key: line.key for line in lines}
    return Chart(
        kind=spec.kind,
        lang=composer.wording.lang,
        categories=(str(first), str(last)),
        series=series,
        highlight=chosen(composer, "highlight", spec.highlight, known, path),
        second=chosen(composer, "second", spec.second, known, path),
        baseline=baseline(composer, lines[0].subject) if spec.measure == "multiple" else (),
    )


def slope_points(composer: Composer, subject: SubjectFacts, measure: str, name: Text) -> tuple[Fact, Fact]:
    """The facts of a subject's two ends: values, an index (first = 100) or multiples (first = 1)."""
    first, last = subject.first, subject.last
    if measure == "multiple":
        return composer.use(start(first)), composer.use(subject.multiple, name)
    if measure == "index":
        return composer.use(subject.index_at(first.value_period)), composer.use(subject.index_at(last.value_period))
    return composer.use(first), composer.use(last)


def _rows(composer: Composer, spec: ChartSpec, lines: list[Line], path: NodePath) -> Chart:
    if len(lines) == 1 and spec.measure == "value" and not _aimed(spec):
        return _years_as_rows(composer, spec, lines[0], path)
    if spec.period:
        lines = [replace(line, subject=line.subject.between(*spec.period)) for line in lines]
    if not _aimed(spec):
        of_one_unit(spec, lines)
    facts = [_row_value(composer, spec, line) for line in lines]
    if not of_same_years(spec, [line.subject for line in lines]) and not {"first", "last"} <= set(spec.columns):
        originals(composer, [(line.name, (line.subject.first, line.subject.last)) for line in lines])
    order = list(range(len(facts))) if spec.order in ORDERED else sorted_rows(facts)
    order.sort(key=lambda at: lines[at].key == REST)
    lines, facts = [lines[at] for at in order], [facts[at] for at in order]
    names = row_names([one_line(plain(line.name)) for line in lines], [line.key for line in lines])
    known = {line.key: name for line, name in zip(lines, names, strict=True)}
    subjects = {line.key: line.subject for line in lines}
    targets = {line.key: _target_period(composer, spec, line) for line in lines} if _aimed(spec) else {}
    aims = tuple(composer.use(subjects[key].target(period)) for key, period in targets.items())
    points = tuple(composer.use(fact, line.name) for line, fact in zip(lines, facts, strict=True))
    return Chart(
        kind=spec.kind,
        lang=composer.wording.lang,
        categories=names,
        series=(Series(spec.measure, _measure_name(composer, spec), points),),
        highlight=chosen(composer, "highlight", spec.highlight, known, path),
        second=chosen(composer, "second", spec.second, known, path),
        rows=tuple(Series(line.key, line.name, (), line.detail) for line in lines),
        columns=columns(composer, spec, subjects, targets, path),
        targets=aims,
        baseline=baseline(composer, *subjects.values()) if spec.measure == "multiple" else (),
        ordered=spec.order in ORDERED or lines[-1].key == REST,
    )


def _measure_name(composer: Composer, spec: ChartSpec) -> Text:
    return composer.declared(composer.wording.phrase(f"measure_{spec.measure}"), NAME)


def _years_as_rows(composer: Composer, spec: ChartSpec, line: Line, path: NodePath) -> Chart:
    first, last = spec.period or composer.edition.period
    facts = [fact for period in period_range(first, last) if (fact := value_at(line.subject, period))]
    if not facts:
        raise StoryError(f"{line.key} has no value from {first} to {last}", fix=years_with_values([line]))
    points = tuple(composer.use(fact) for fact in facts)
    names = tuple(str(fact.period) for fact in facts)
    known = {name: name for name in names} | {line.key: names[-1]}
    return Chart(
        kind=spec.kind,
        lang=composer.wording.lang,
        categories=names,
        series=(Series(line.key, line.name, points, line.detail),),
        highlight=chosen(composer, "highlight", spec.highlight, known, path),
        second=chosen(composer, "second", spec.second, known, path),
        rows=tuple(Series(str(fact.period), composer.period(fact.value_period, fact), ()) for fact in facts),
        breaks=tuple(breaks_of(composer, line, first, last, spec.kind)),
    )


def _aimed(spec: ChartSpec) -> bool:
    return spec.kind == "bullet" or spec.measure == "target"


def _row_value(composer: Composer, spec: ChartSpec, line: Line) -> Fact:
    subject = line.subject
    if _aimed(spec):
        period = _target_period(composer, spec, line)
        aimed = "use columns with `target`, or a bar of values and a sentence with the target"
        above_zero(line, subject.target(period), "share of its target", aimed)
        return subject.target_share(period)
    if spec.measure == "multiple":
        return subject.multiple
    return subject.index_at(subject.last.value_period) if spec.measure == "index" else subject.last


def _target_period(composer: Composer, spec: ChartSpec, line: Line) -> Period:
    period = spec.target.get(line.key) if isinstance(spec.target, dict) else spec.target
    if period is not None:
        return period
    indicator = line.subject.indicator
    aims = (aim for aim in composer.dataset.targets if indicator is not None and aim.indicator == indicator.id)
    periods = sorted({aim.period for aim in aims if aim.entity == line.subject.entity})
    if len(periods) != 1:
        told = ", ".join(map(str, periods)) or "none"
        what = f"{line.key} needs the year of its target; published: {told}"
        fix = "write " + " or ".join(f"`target: {period}`" for period in periods)
        raise StoryError(what, fix=fix if periods else f"add it to targets.csv, or leave {line.key} out")
    return periods[0]


def _annotations(
    composer: Composer, spec: ChartSpec, lines: list[Line], categories: tuple[str, ...], path: NodePath, tested: Expects
) -> tuple[Annotation, ...]:
    notes: list[Annotation] = []
    for number, item in enumerate(spec.annotations):
        where = (*path, "annotations", number)
        series = item.series or lines[0].key
        if str(item.at) not in categories or series not in {line.key for line in lines}:
            known = categories if str(item.at) not in categories else tuple(line.key for line in lines)
            composer.fault(f"the annotation stands at {series}, {item.at}, where nothing is", where, one_of(known))
        notes.append(Annotation(series, str(item.at), composer.text(item.text, (*where, "text"), tested=tested)))
    return tuple(notes)


_Builder = Callable[[Composer, ChartSpec, list[Line], NodePath], Chart]
BUILDERS: Final[Mapping[str, _Builder]] = {
    "rows": _rows,
    "pairs": dumbbell,
    "parts": share,
    "years": over_years,
    "ends": _slope,
}

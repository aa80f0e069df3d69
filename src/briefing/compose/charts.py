"""A chart of the story → Chart: every point a fact or a gap, every disclosed break with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefing.compose.alt import chart_alt
from briefing.compose.characters import one_line
from briefing.compose.composer import Composer, Place
from briefing.compose.remarks import gap_remarks
from briefing.compose.rows import baseline, columns, row_names, sorted_rows
from briefing.compose.subtitles import chart_subtitle
from briefing.compose.templates import NAME
from briefing.errors import FactError, StoryError
from briefing.model.chart import Annotation, Chart, Series, SeriesBreak
from briefing.model.fact import Fact
from briefing.model.story import ChartSpec
from briefing.model.text import Text, plain

if TYPE_CHECKING:
    from briefing.facts import SubjectFacts

BREAK: Final = "reason of the break, from the dataset"
_COLUMNS_A_YEAR: Final = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One comparable run of a chart: its key in the story, its facts, its name and second line."""

    key: str
    subject: SubjectFacts
    name: Text
    detail: Text


def chart(composer: Composer, spec: ChartSpec, place: Place, finding: Text, *, tested: bool) -> Chart | None:
    """A chart's node and the finding that it proves → Chart; None after a fault. Its facts count as used."""
    with composer.at(place):
        lines = chart_lines(composer, spec, place, tested)
        if spec.kind not in BUILDERS:
            raise StoryError(f"a story cannot ask for a {spec.kind} yet", fix=_parts(tuple(BUILDERS)))
        drawn = BUILDERS[spec.kind](composer, spec, lines, place)
        title = composer.text(spec.title, (*place, "title"), tested=tested)
        drawn = replace(
            drawn,
            title=title,
            subtitle=chart_subtitle(composer, spec, [line.subject for line in lines], place, tested=tested),
            annotations=_annotations(composer, spec, lines, drawn.categories, place, tested),
        )
        if spec.note:
            composer.remark(composer.text(spec.note, (*place, "note"), tested=tested))
        given = composer.text(spec.alt, (*place, "alt"), tested=tested)
        return replace(drawn, alt=given or chart_alt(composer, drawn, title or finding))
    return None


def chart_lines(composer: Composer, spec: ChartSpec, place: Place, tested: bool) -> list[Line]:
    """A chart's node → its series or places in the story's order, named; StoryError where one is unknown."""
    subjects = {key: composer.subject(key, (*place, "series")) for key in spec.series}
    known = {key: subject for key, subject in subjects.items() if subject is not None}
    if spec.entities:
        if len(spec.series) != 1:
            raise StoryError("entities compare places within one series", fix="name one series")
        known = {entity: subject.of(entity) for subject in known.values() for entity in spec.entities}
    named = spec.series if not spec.entities else spec.entities
    for field, keys in (("names", spec.names), ("set_by", spec.set_by)):
        for key in set(keys) - set(named):
            composer.fault(f"{field} names {key!r}, which is no part of the chart", (*place, field, key), _parts(named))
    for key in sorted(key for key in set(named) if named.count(key) > 1):
        composer.fault(f"{key} stands in the chart more than once", (*place, "series"), "name it once")
    if len(known) < len(set(named)):
        raise StoryError("the chart cannot be drawn without its series", fix="mend the short names above")
    return [_line(composer, spec, key, subject, place, tested) for key, subject in known.items()]


def _line(composer: Composer, spec: ChartSpec, key: str, subject: SubjectFacts, place: Place, tested: bool) -> Line:
    given = spec.names.get(key)
    if given is None:
        shown = key if spec.entities else subject.name_in(composer.wording.lang)
        return Line(key, subject, composer.declared(shown, NAME), ())
    where = (*place, "names", key)
    name = composer.text(given.name, (*where, "name"), tested=tested, lined=True)
    return Line(key, subject, name, composer.text(given.detail, (*where, "detail"), tested=tested, lined=True))


def _parts(names: tuple[str, ...]) -> str:
    return "use one of " + ", ".join(names)


def chosen(composer: Composer, field: str, value: str, known: Mapping[str, str], place: Place) -> str:
    """The highlight of the story → the chart's name for it; one that is not in the chart is a fault."""
    if not value or value in known:
        return known.get(value, "")
    composer.fault(f"{field} names {value!r}, which is no part of the chart", (*place, field), _parts(tuple(known)))
    return ""


def _over_time(composer: Composer, spec: ChartSpec, lines: list[Line], place: Place) -> Chart:
    first, last = spec.period or composer.edition.period
    if last - first > 60 or first > last:
        raise StoryError(f"the period {first} to {last} is no span that a chart can show", fix="at most 60 years")
    years = range(first, last + 1)
    found = {line.key: tuple(_at(line.subject, year, spec) for year in years) for line in lines}
    for line in lines:
        if not any(found[line.key]):
            raise StoryError(f"{line.key} has no value from {first} to {last}", fix="choose another period or series")
    series = tuple(Series(line.key, line.name, _used(composer, found[line.key]), line.detail) for line in lines)
    points = [item.points for item in series]
    if spec.kind == "bump":
        _refuse_unranked(series)
    if spec.kind == "columns" and len(lines) > _COLUMNS_A_YEAR:
        what = f"{len(lines)} columns a year are too many to read, at most {_COLUMNS_A_YEAR} may stand there"
        raise StoryError(what, fix="use a bar or a line chart, or name fewer")
    for remark in gap_remarks(composer, spec.kind, years, points, alone="charts" not in place):
        composer.remark(remark)
    known = {line.key: line.key for line in lines}
    if spec.kind == "columns":
        newest = max(str(fact.year) for fact in found[lines[0].key] if fact is not None)
        known = dict.fromkeys(known, newest) | {str(year): str(year) for year in years}
    return Chart(
        kind=spec.kind,
        lang=composer.wording.lang,
        categories=tuple(str(year) for year in years),
        series=series,
        highlight=chosen(composer, "highlight", spec.highlight, known, place),
        second=chosen(composer, "second", spec.second, known, place),
        breaks=tuple(item for line in lines for item in series_breaks(composer, line, first, last, spec.kind)),
        growth=composer.use(lines[0].subject.growth) if spec.growth else None,
    )


def _refuse_unranked(series: tuple[Series, ...]) -> None:
    for item in series:
        if any(fact is not None and fact.measure != "rank" for fact in item.points):
            raise StoryError(f"a bump shows ranks, and {item.key} is none", fix="use a line or a slope")


def _at(subject: SubjectFacts, year: int, spec: ChartSpec) -> Fact | None:
    try:
        value = subject.at(year)
    except FactError:
        return None
    return value if spec.measure == "value" else subject.index_at(year)


def _used(composer: Composer, facts: tuple[Fact | None, ...]) -> tuple[Fact | None, ...]:
    return tuple(fact and composer.use(fact) for fact in facts)


def series_breaks(composer: Composer, line: Line, first: int, last: int, kind: str) -> list[SeriesBreak]:
    """The breaks of a line within a period; the note line tells those whose reason the chart does not show."""
    found = line.subject.between(first, last).breaks
    for item in found:
        composer.cite(item.source)
        if kind != "line":  # a line shows the reason where it breaks
            composer.broken(f"{item.from_year}–{item.to_year}: {item.reason}")
    return [
        SeriesBreak(
            line.key,
            str(max(item.from_year, first)),
            str(min(item.to_year, last)),
            composer.declared(item.reason, BREAK),
            refused=item.effect == "refuse",
        )
        for item in found
    ]


def _slope(composer: Composer, spec: ChartSpec, lines: list[Line], place: Place) -> Chart:
    if spec.period:
        lines = [replace(line, subject=line.subject.between(*spec.period)) for line in lines]
    ends = {(line.subject.first.year, line.subject.last.year) for line in lines}
    if len(ends) > 1:
        raise StoryError("the series of a slope begin or end in different years", fix="give the chart a `period`")
    (first, last) = next(iter(ends))
    if first == last:
        raise StoryError(f"a slope needs two years, and there is only {first}", fix="use a bar, or a longer period")
    series = tuple(
        Series(line.key, line.name, slope_points(composer, line.subject, spec.measure), line.detail) for line in lines
    )
    known = {line.key: line.key for line in lines}
    return Chart(
        kind=spec.kind,
        lang=composer.wording.lang,
        categories=(str(first), str(last)),
        series=series,
        highlight=chosen(composer, "highlight", spec.highlight, known, place),
        second=chosen(composer, "second", spec.second, known, place),
        baseline=baseline(composer, lines[0].subject) if spec.measure == "multiple" else (),
    )


def slope_points(composer: Composer, subject: SubjectFacts, measure: str) -> tuple[Fact, Fact]:
    """The facts of a subject's two ends: values, an index (first = 100) or multiples (first = 1)."""
    first, last = subject.first, subject.last
    if measure == "multiple":
        return composer.use(_start(first)), composer.use(subject.multiple)
    if measure == "index":
        years = (first.year or 0, last.year or 0)
        return composer.use(subject.index_at(years[0])), composer.use(subject.index_at(years[1]))
    return composer.use(first), composer.use(last)


def _start(first: Fact) -> Fact:
    name = first.name.rsplit(".", 1)[0] + ".start"
    formula = f"{first.formula} / {first.formula}"
    return replace(
        first, name=name, measure="multiple", value=1.0, unit="×", qualifier="=", decimals=0, formula=formula, year=None
    )


def _rows(composer: Composer, spec: ChartSpec, lines: list[Line], place: Place) -> Chart:
    if len(lines) == 1 and spec.measure == "value" and not _aimed(spec):
        return _years_as_rows(composer, spec, lines[0], place)
    if spec.period:
        lines = [replace(line, subject=line.subject.between(*spec.period)) for line in lines]
    facts = [_row_value(composer, spec, line) for line in lines]
    order = sorted_rows(facts)
    lines, facts = [lines[at] for at in order], [facts[at] for at in order]
    names = row_names([one_line(plain(line.name)) for line in lines], [line.key for line in lines])
    known = {line.key: name for line, name in zip(lines, names, strict=True)}
    subjects = {line.key: line.subject for line in lines}
    targets = {line.key: _target_year(composer, spec, line) for line in lines} if _aimed(spec) else {}
    aims = tuple(composer.use(subjects[key].target(year)) for key, year in targets.items())
    points = tuple(composer.use(fact) for fact in facts)
    return Chart(
        kind=spec.kind,
        lang=composer.wording.lang,
        categories=names,
        series=(Series(spec.measure, _measure_name(composer, spec), points),),
        highlight=chosen(composer, "highlight", spec.highlight, known, place),
        second=chosen(composer, "second", spec.second, known, place),
        rows=tuple(Series(line.key, line.name, (), line.detail) for line in lines),
        columns=columns(composer, spec, subjects, targets, place),
        aims=aims,
        baseline=baseline(composer, lines[0].subject) if spec.measure == "multiple" else (),
    )


def _measure_name(composer: Composer, spec: ChartSpec) -> Text:
    return composer.declared(composer.wording.phrase(f"measure_{spec.measure}"), NAME)


def _years_as_rows(composer: Composer, spec: ChartSpec, line: Line, place: Place) -> Chart:
    first, last = spec.period or composer.edition.period
    facts = [fact for year in range(first, last + 1) if (fact := _at(line.subject, year, spec))]
    if not facts:
        raise StoryError(f"{line.key} has no value from {first} to {last}", fix="choose another period or series")
    points = tuple(composer.use(fact) for fact in facts)
    years = tuple(str(fact.year) for fact in facts)
    known = {year: year for year in years} | {line.key: years[-1]}
    return Chart(
        kind=spec.kind,
        lang=composer.wording.lang,
        categories=years,
        series=(Series(line.key, line.name, points, line.detail),),
        highlight=chosen(composer, "highlight", spec.highlight, known, place),
        second=chosen(composer, "second", spec.second, known, place),
        rows=tuple(Series(str(fact.year), composer.year(fact.year or 0, fact), ()) for fact in facts),
        breaks=tuple(series_breaks(composer, line, first, last, spec.kind)),
    )


def _aimed(spec: ChartSpec) -> bool:
    return spec.kind == "bullet" or spec.measure == "target"


def _row_value(composer: Composer, spec: ChartSpec, line: Line) -> Fact:
    subject = line.subject
    if _aimed(spec):
        return subject.target_share(_target_year(composer, spec, line))
    if spec.measure == "multiple":
        return subject.multiple
    return subject.index_at(subject.last.year or 0) if spec.measure == "index" else subject.last


def _target_year(composer: Composer, spec: ChartSpec, line: Line) -> int:
    year = spec.target.get(line.key) if isinstance(spec.target, dict) else spec.target
    if year is not None:
        return year
    indicator = line.subject.indicator
    aims = (aim for aim in composer.dataset.targets if indicator is not None and aim.indicator == indicator.id)
    years = sorted({aim.year for aim in aims if aim.entity == line.subject.entity})
    if len(years) != 1:
        told = ", ".join(map(str, years)) or "none"
        raise StoryError(f"{line.key} needs the year of its target; published: {told}", fix="write `target:` with it")
    return years[0]


def _annotations(
    composer: Composer, spec: ChartSpec, lines: list[Line], categories: tuple[str, ...], place: Place, tested: bool
) -> tuple[Annotation, ...]:
    notes: list[Annotation] = []
    for number, item in enumerate(spec.annotations):
        where = (*place, "annotations", number)
        series = item.series or lines[0].key
        if str(item.at) not in categories or series not in {line.key for line in lines}:
            composer.fault(f"the annotation stands at {series}, {item.at}, where nothing is", where, _parts(categories))
        notes.append(Annotation(series, str(item.at), composer.text(item.text, (*where, "text"), tested=tested)))
    return tuple(notes)


_Builder = Callable[[Composer, ChartSpec, list[Line], Place], Chart]
BUILDERS: Final[Mapping[str, _Builder]] = {
    "bar": _rows,
    "bullet": _rows,
    "line": _over_time,
    "columns": _over_time,
    "bump": _over_time,
    "slope": _slope,
}

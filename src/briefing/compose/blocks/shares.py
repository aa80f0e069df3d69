"""A share's node → its chart: parts of a whole by place or by year, each a share that knows what it was made of."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.blocks.chart_fixes import fewer, fewer_parts, together, unlike
from briefing.compose.blocks.chart_notes import rounded_parts
from briefing.compose.blocks.chart_series import ORDERED, REST, Line, chosen, line_of
from briefing.compose.blocks.time_axis import value_at
from briefing.compose.composer import Composer
from briefing.compose.story_nodes import NodePath
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart import MOST_PARTS, MOST_ROWS, Chart, Series
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range
from briefing.model.story import ChartSpec
from briefing.model.text import Text


def share(composer: Composer, spec: ChartSpec, lines: list[Line], path: NodePath) -> Chart:
    """A node and its parts → the chart; StoryError where they are no parts of one whole.

    Without `of` the whole is the sum of the parts; with it the parts are shares of that series, and `rest` names what
    they leave.
    """
    whole = composer.subject(spec.of, (*path, "of")) if spec.of else None
    if spec.of and whole is None:
        raise StoryError(())  # an unknown name has its own fault
    _check(spec, lines, whole)
    parts = [line.subject for line in lines]
    rows = _places(spec, parts, whole) if spec.entities else _years(composer, spec, parts, whole)
    cells = [_row(row, year, of) if row else None for year, row, of in rows.values()]
    names = [(line.key, line.name) for line in lines] + _named_rest(composer, spec, path)
    series = tuple(
        Series(key, name, tuple(None if cell is None else composer.use(cell[at]) for cell in cells))
        for at, (key, name) in enumerate(names)
    )
    rounded_parts(composer, [cell for cell in cells if cell])
    known = {key: key for key, _ in names}
    return Chart(
        kind=spec.kind,
        lang=composer.wording.lang,
        categories=tuple(rows),
        series=series,
        highlight=chosen(composer, "highlight", spec.highlight, known, path),
        second=chosen(composer, "second", spec.second, known, path),
        rows=tuple(_named(composer, spec, key, row, lines[0], path) for key, row in rows.items()),
        ordered=spec.order in ORDERED,
    )


# Year, the parts of a row (None where it lacks one) and the whole.
_Row = tuple[Period, "list[SubjectFacts] | None", "SubjectFacts | None"]


def _check(spec: ChartSpec, lines: list[Line], whole: SubjectFacts | None) -> None:
    count = len(lines) + bool(spec.of)
    if spec.measure != "value":
        raise StoryError("the parts of a share are values", fix="leave `measure` out, or write `kind: bar`")
    if bool(spec.of) != bool(spec.rest):
        fix = "write `rest:` with a name for the others" if spec.of else "write `of:` with the whole"
        raise StoryError("`of` names the whole and `rest` what its parts leave; one lacks the other", fix=fix)
    if not 2 <= count <= MOST_PARTS:
        what = f"a share chart has 2 to {MOST_PARTS} parts, and this one has {count}"
        named = "name the whole with `of` and the others with `rest`, or write `kind: bar`"
        raise StoryError(what, fix=named if count < 2 else fewer_parts(spec, MOST_PARTS))
    units = dict.fromkeys(subject.unit for subject in (*(line.subject for line in lines), whole) if subject is not None)
    if len(units) > 1 or "rank" in units:
        what = f"{', '.join(map(repr, units))} make no whole"
        raise StoryError(what, fix=f"name parts of one unit that can be added, or {unlike(spec, lines)}")
    if any(line.subject.within_year for line in lines):
        raise StoryError("readings within a year make no whole", fix="write `kind: bar`, which compares nothing")


def _places(spec: ChartSpec, parts: Sequence[SubjectFacts], whole: SubjectFacts | None) -> dict[str, _Row]:
    """A row for each place, all of one year: the last of the node's period, else the last that they all have."""
    if len(spec.entities) > MOST_ROWS:
        what = f"{len(spec.entities)} rows are too many for a share chart, at most {MOST_ROWS} can be read"
        raise StoryError(what, fix=fewer(spec, MOST_ROWS))
    found = {
        entity: ([part.of(entity) for part in parts], whole.of(entity) if whole else None) for entity in spec.entities
    }
    members = [(entity, item) for entity, (row, of) in found.items() for item in (*row, *([of] if of else []))]
    if spec.period:
        period = spec.period[1]
    else:
        lasts = {(entity, item.key): item.last.value_period for entity, item in members}
        if len(set(lasts.values())) > 1:
            told = ", ".join(f"{key} {last} ({entity})" for (entity, key), last in lasts.items())
            what = f"the last values of the parts are of different years: {told}"
            raise StoryError(what, fix=together([item for _, item in members]))
        period = next(iter(lasts.values()))
    return {entity: (period, _complete(row, of, period), of) for entity, (row, of) in found.items()}


def _years(
    composer: Composer, spec: ChartSpec, parts: Sequence[SubjectFacts], whole: SubjectFacts | None
) -> dict[str, _Row]:
    """A row for each year of the period for which all parts have a value."""
    first, last = spec.period or composer.edition.period
    rows = {
        str(period): (period, _complete(parts, whole, period), whole)
        for period in period_range(first, min(last, first + 60))
    }
    kept: dict[str, _Row] = {key: row for key, row in rows.items() if row[1]}
    members = [*parts, *([whole] if whole else [])]
    if any(value_at(item, period) for period, row, _ in rows.values() if not row for item in members):
        composer.remark(composer.phrase("absent_parts"))
    if not kept:
        what = f"there is no year from {first} to {last} for which all parts have a value"
        raise StoryError(what, fix=together(members))
    if len(kept) > MOST_ROWS:
        what = f"{len(kept)} rows are too many for a share chart, at most {MOST_ROWS} can be read"
        raise StoryError(what, fix=f"write `period: [{list(kept)[-MOST_ROWS]}, {list(kept)[-1]}]`, or draw a line")
    return kept


def _complete(parts: Sequence[SubjectFacts], whole: SubjectFacts | None, period: Period) -> list[SubjectFacts] | None:
    members = [*parts, *([whole] if whole else [])]
    return list(parts) if all(value_at(item, period) for item in members) else None


def _row(parts: Sequence[SubjectFacts], period: Period, whole: SubjectFacts | None) -> list[Fact]:
    values = [part.at(period) for part in parts]
    if any(value.value < 0 for value in values) or not any(value.value for value in values):
        told = ", ".join(f"{part.expression} {value.formula}" for part, value in zip(parts, values, strict=True))
        raise StoryError(
            f"parts below or at nought make no whole: {told} in {period}", fix="write `kind: columns` or `kind: bar`"
        )
    if whole is not None:
        return [*(part.share(whole, period) for part in parts), whole.rest_share(*parts, period=period)]
    return [part.share_with(*(other for other in parts if other is not part), period=period) for part in parts]


def _named_rest(composer: Composer, spec: ChartSpec, path: NodePath) -> list[tuple[str, Text]]:
    return [(REST, composer.text(spec.rest, (*path, "rest"), lined=True))] if spec.rest else []


def _named(composer: Composer, spec: ChartSpec, key: str, row: _Row, line: Line, path: NodePath) -> Series:
    if not spec.entities:
        year, parts, _ = row
        return Series(key, composer.period(year, *(value_at(part, year) for part in parts or ())), ())
    named = line_of(composer, spec, key, line.subject, path, tested=())
    return Series(key, named.name, (), named.detail)

"""Parts of a whole by place or by year, each a share that knows what it is worked out from."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.blocks.chart_fixes import fewer, fewer_parts, parts_of_one_year, unlike
from briefing.compose.blocks.chart_notes import note_rounded_parts
from briefing.compose.blocks.chart_series import ORDERED, REST, ChartNode, ChartSeries, named_series, value_at
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart import MOST_PARTS, MOST_ROWS, MOST_SERIES, Chart, Column, Series
from briefing.model.chart_specs import ChartSpec
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range
from briefing.model.text import Text, text
from briefing.wording.levels import common_decimals, own_decimals

# The period of a row, its parts (None where it lacks one) and the whole.
_Row = tuple[Period, list[SubjectFacts] | None, SubjectFacts | None]


def share(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the chart of parts; StoryError where they are no parts of one whole.

    Without `of` the whole is the sum of the parts; with it the parts are shares of that series, and `rest` names what
    they leave.
    """
    composer, spec = node.composer, node.spec
    whole = composer.subject(spec.of, (*node.path, "of")) if spec.of else None
    if spec.of and whole is None:
        raise StoryError(())  # an unknown name has its own fault
    _check_parts(spec, series, whole)
    parts = [item.subject for item in series]
    rows = _place_rows(spec, parts, whole) if spec.entities else _period_rows(node, series, whole)
    cells = [_shares(members, period, of) if members else None for period, members, of in rows.values()]
    names = [(item.key, item.name) for item in series]
    names += [(REST, composer.text(spec.rest, (*node.path, "rest"), lined=True))] if spec.rest else []
    note_rounded_parts(composer, [cell for cell in cells if cell])
    return node.chart(
        {key: key for key, _ in names},
        categories=tuple(rows),
        periods=() if spec.entities else tuple(period for period, _, _ in rows.values()),
        series=tuple(
            Series(key, name, tuple(None if cell is None else composer.use(cell[at]) for cell in cells))
            for at, (key, name) in enumerate(names)
        ),
        # periods are columns, named at their feet
        rows=tuple(_row_name(node, key, row, series[0]) for key, row in rows.items()) if spec.entities else (),
        ordered=spec.order in ORDERED,
        own=composer.book.entity if composer.book.entity in rows else "",
    )


def amounts(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the chart of parts in their unit, with the sum of each row; StoryError where they cannot be added."""
    composer, spec = node.composer, node.spec
    _check_amounts(spec, series)
    parts = [item.subject for item in series]
    rows = _place_rows(spec, parts, None) if spec.entities else _period_rows(node, series, None)
    cells = [[part.at(period) for part in members] if members else None for period, members, _ in rows.values()]
    below = next((fact for cell in cells for fact in cell or () if fact.value < 0), None)
    if below is not None:
        what = f"{below.name} is {below.formula}, and no bar shows a part below zero"
        raise StoryError(what, fix="write `kind: columns` or `kind: bar`")
    first, *others = range(len(parts))
    sums = [
        composer.use(members[first].sum_with(*(members[at] for at in others), period=period)) if members else None
        for period, members, _ in rows.values()
    ]
    places = common_decimals([fact for cell in cells for fact in cell or ()])
    head = text(composer.wording.phrase("total"))
    return node.chart(
        {item.key: item.key for item in series} | {key: key for key in rows},
        categories=tuple(rows),
        periods=() if spec.entities else tuple(period for period, _, _ in rows.values()),
        series=tuple(
            Series(item.key, item.name, tuple(None if cell is None else composer.use(cell[at]) for cell in cells))
            for at, item in enumerate(series)
        ),
        columns=(Column(head, tuple(_printed(node, fact, places) for fact in sums), True),),
        rows=tuple(_row_name(node, key, row, series[0]) for key, row in rows.items()),
        ordered=spec.order in ORDERED,
    )


def _printed(node: ChartNode, fact: Fact | None, places: int) -> Text:
    """Return a sum with no more decimals than the values that it is one of."""
    if fact is None:
        return ()
    return node.composer.print(fact, "value", None if fact.format.scale else own_decimals(fact, places))


def _check_amounts(spec: ChartSpec, series: Sequence[ChartSeries]) -> None:
    """Raise StoryError where the values of series cannot be added."""
    if spec.measure != "value":
        raise StoryError("stacked bars show values", fix="leave `measure` out, or write `kind: bar`")
    if not 2 <= len(series) <= MOST_SERIES:
        what = f"stacked bars have 2 to {MOST_SERIES} parts, and these have {len(series)}"
        fix = "name more parts in `series`, or write `kind: bar`" if len(series) < 2 else fewer_parts(spec, MOST_SERIES)
        raise StoryError(what, fix=fix)
    units = dict.fromkeys(item.subject.unit for item in series)
    if len(units) > 1 or "rank" in units or any(item.subject.within_year for item in series):
        what = (
            f"{', '.join(map(repr, units))} cannot be added" if len(units) > 1 else "ranks and readings cannot be added"
        )
        raise StoryError(what, fix=f"name parts of one unit that can be added, or {unlike(spec, series)}")


def _check_parts(spec: ChartSpec, series: Sequence[ChartSeries], whole: SubjectFacts | None) -> None:
    count = len(series) + bool(spec.of)
    if spec.measure != "value":
        raise StoryError("the parts of a share are values", fix="leave `measure` out, or write `kind: bar`")
    if bool(spec.of) != bool(spec.rest):
        fix = "write `rest:` with a name for the others" if spec.of else "write `of:` with the whole"
        raise StoryError("`of` names the whole and `rest` what its parts leave; one lacks the other", fix=fix)
    if not 2 <= count <= MOST_PARTS:
        what = f"a share chart has 2 to {MOST_PARTS} parts, and this one has {count}"
        named = "name the whole with `of` and the others with `rest`, or write `kind: bar`"
        raise StoryError(what, fix=named if count < 2 else fewer_parts(spec, MOST_PARTS))
    subjects = [*(item.subject for item in series), *([whole] if whole else [])]
    units = dict.fromkeys(subject.unit for subject in subjects)
    if len(units) > 1 or "rank" in units:
        what = f"{', '.join(map(repr, units))} make no whole"
        raise StoryError(what, fix=f"name parts of one unit that can be added, or {unlike(spec, series)}")
    if any(item.subject.within_year for item in series):
        raise StoryError("readings within a year make no whole", fix="write `kind: bar`, which compares nothing")


def _too_many(spec: ChartSpec, count: int, fix: str) -> StoryError:
    called = "a chart of stacked bars" if spec.kind == "stacked_bars" else "a share chart"
    each = "columns" if spec.kind == "share" and not spec.entities else "rows"
    return StoryError(f"{count} {each} are too many for {called}, at most {MOST_ROWS} can be read", fix=fix)


def _place_rows(spec: ChartSpec, parts: Sequence[SubjectFacts], whole: SubjectFacts | None) -> dict[str, _Row]:
    """Return a row for each place, all of one year: the last of the node's period, else the last that they all have."""
    if len(spec.entities) > MOST_ROWS:
        raise _too_many(spec, len(spec.entities), fewer(spec, MOST_ROWS))
    rows = {
        entity: ([part.of(entity) for part in parts], whole.of(entity) if whole else None) for entity in spec.entities
    }
    members = [(entity, item) for entity, (row, of) in rows.items() for item in (*row, *([of] if of else []))]
    if spec.ends:
        period = spec.ends[1]
    else:
        lasts = {(entity, item.key): item.last.value_period for entity, item in members}
        if len(set(lasts.values())) > 1:
            each = ", ".join(f"{key} {last} ({entity})" for (entity, key), last in lasts.items())
            what = f"the last values of the parts are of different years: {each}"
            raise StoryError(what, fix=parts_of_one_year([item for _, item in members]))
        period = next(iter(lasts.values()))
    return {entity: (period, _complete(row, of, period), of) for entity, (row, of) in rows.items()}


def _period_rows(node: ChartNode, series: Sequence[ChartSeries], whole: SubjectFacts | None) -> dict[str, _Row]:
    """Return a row for each year of the period for which all parts have a value."""
    first, last = node.ends_of(series)
    parts = [item.subject for item in series]
    periods = period_range(first, min(last, first + 60))
    rows: dict[str, _Row] = {str(period): (period, _complete(parts, whole, period), whole) for period in periods}
    complete = {key: row for key, row in rows.items() if row[1]}
    members = [*parts, *([whole] if whole else [])]
    if any(value_at(item, period) for period, row, _ in rows.values() if not row for item in members):
        node.composer.remark(text(node.composer.wording.phrase_of_time("absent_parts", first.frequency)))
    if not complete:
        what = f"there is no year from {first} to {last} for which all parts have a value"
        raise StoryError(what, fix=parts_of_one_year(members))
    if len(complete) > MOST_ROWS:
        shown = [period for period, _, _ in complete.values()][-MOST_ROWS:]
        first_shown, last_shown = shown[0].quoted, shown[-1].quoted
        raise _too_many(node.spec, len(complete), f"write `period: [{first_shown}, {last_shown}]`, or draw a line")
    return complete


def _complete(parts: Sequence[SubjectFacts], whole: SubjectFacts | None, period: Period) -> list[SubjectFacts] | None:
    members = [*parts, *([whole] if whole else [])]
    return list(parts) if all(value_at(item, period) for item in members) else None


def _shares(parts: Sequence[SubjectFacts], period: Period, whole: SubjectFacts | None) -> list[Fact]:
    values = [part.at(period) for part in parts]
    if any(value.value < 0 for value in values) or not any(value.value for value in values):
        each = ", ".join(f"{part.expression} {value.formula}" for part, value in zip(parts, values, strict=True))
        what = f"parts at or below zero make no whole: {each} in {period}"
        raise StoryError(what, fix="write `kind: columns` or `kind: bar`")
    if whole is not None:
        return [*(part.share(whole, period) for part in parts), whole.rest_share(*parts, period=period)]
    return [part.share_with(*(other for other in parts if other is not part), period=period) for part in parts]


def _row_name(node: ChartNode, key: str, row: _Row, item: ChartSeries) -> Series:
    if not node.spec.entities:
        period, parts, _ = row
        return Series(key, node.composer.period(period, *(value_at(part, period) for part in parts or ())), ())
    named = named_series(node, key, item.subject)
    return Series(key, named.name, (), named.detail)

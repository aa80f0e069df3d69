"""Two indicators against each other: which places, or periods, have both, and the note on those that lack one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.blocks.chart_notes import median_words
from briefing.compose.blocks.chart_series import ChartNode, ChartSeries, named_series, place_name, value_at
from briefing.compose.language.story_characters import one_line
from briefing.compose.language.templates import NAME
from briefing.errors import FactError, StoryError
from briefing.facts import SubjectFacts
from briefing.facts.lookup_errors import spans
from briefing.model.chart import Chart, Series
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range
from briefing.model.round_steps import reach_of_dots, whole_foot
from briefing.model.text import Text, plain

_AXES: Final = 2
_LEAST: Final = 3  # dots that show how two values go together
_SPREAD, _MOST = 0.02, 0.75  # of a scale, into which so great a part of the dots would fall
_LISTED: Final = 12  # places without a value that the note names; of more it gives the number
_COUNT: Final = "number of places"


class _Dot(Struct, frozen=True):
    key: str
    name: Text
    facts: tuple[Fact | None, ...]


def scatter(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return a dot for each place of the node with both values, or for each period of one place.

    Raise StoryError for other than two series, and where no two values belong together.
    """
    if len(series) != _AXES:
        what = f"a scatter has one scale across and one up, and this has {len(series)} series"
        fix = "name two in `series`, first that across, then that up" + ("; a third is its `size`" * (len(series) > 2))
        raise StoryError(what, fix=fix)
    return _dotted(node, series, [*series, *_size(node)])


def strip(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return a dot for each place of the node along one scale, with their median.

    Raise StoryError for other than one series of several places.
    """
    if len(series) != 1:
        what = f"a strip has one scale, and this has {len(series)} series"
        raise StoryError(what, fix="name one in `series`, or write `kind: scatter` for two")
    if not node.spec.entities:
        fix = "write `entities: all`, or `kind: line` for one place over time"
        raise StoryError("a strip compares places, and none are named", fix=fix)
    node = replace(node, spec=node.spec.model_copy(update={"medians": True}))
    return _dotted(node, series, series)


def _dotted(node: ChartNode, series: Sequence[ChartSeries], shown: Sequence[ChartSeries]) -> Chart:
    """Return dots at the values of series, as large as a third says."""
    composer, spec = node.composer, node.spec
    if spec.measure not in node.kind.measures:
        raise StoryError(f"dots of a {spec.kind} are values, no {spec.measure}", fix="leave `measure` out")
    period = None if not spec.entities else common_period(node, shown)
    dots = list(_of_places(node, shown, period) if period else _of_periods(node, shown))
    whole = [dot for dot in dots if None not in dot.facts]
    _check(node, shown, whole)
    lacking = [dot for dot in dots if None in dot.facts]
    if lacking and period:
        composer.remark(composer.phrase("absent_places", places=_listed(node, lacking)))
    names = _distinct(whole)
    focus = dict(zip((dot.key for dot in whole), names, strict=True))
    if not period:
        focus |= {"first": names[0], "last": names[-1]}
    medians = [composer.use(fact) for fact in _medians(node, series, [dot.key for dot in whole], period)]
    _note_scales(node, shown, whole)
    return node.chart(
        focus,
        categories=names,
        series=tuple(
            Series(item.key, item.name, tuple(composer.use(fact) for dot in whole if (fact := dot.facts[at])),
                   _unit(node, item))
            for at, item in enumerate(shown)
        ),
        rows=tuple(Series(dot.key, dot.name, ()) for dot in whole),
        periods=() if period else tuple(fact.value_period for dot in whole if (fact := dot.facts[0])),
        medians=tuple(medians),
        median_names=tuple(median_words(composer, fact) for fact in medians),
        own=focus.get(composer.book.entity, ""),
        log=spec.log,
    )  # fmt: skip


def _note_scales(node: ChartNode, series: Sequence[ChartSeries], dots: Sequence[_Dot]) -> None:
    """Note which scales of a plane, or whether that of a strip, do not begin at zero, those of powers of ten aside."""
    composer, log = node.composer, node.spec.log
    ends = []
    for at, name in enumerate(("x", "y")[: len(series)]):
        known = [fact.value for dot in dots if (fact := dot.facts[at])]
        if log not in (name, "both") and whole_foot(*reach_of_dots(known, large=bool(node.spec.size))) > 0:
            ends.append(series[at])
    if len(ends) == _AXES:
        composer.remark(composer.phrase("neither_scale"))
    elif ends and len(series) < _AXES:
        composer.remark(composer.phrase("lifted_scale"))
    elif ends:
        composer.remark(composer.phrase("one_lifted_scale", name=ends[0].name))


def _check(node: ChartNode, series: Sequence[ChartSeries], dots: Sequence[_Dot]) -> None:
    """Raise StoryError for dots that another kind shows, and for a scale on which most of them would fall together."""
    axes, log = series[:_AXES], node.spec.log
    if len(axes) < _AXES and log not in ("", "x"):
        raise StoryError("a strip has a scale across alone", fix="write `log: x`, or leave `log` out")
    if not dots:
        raise StoryError(f"nothing has a value of {_both(axes)}", fix=_known(axes))
    if len(dots) < _LEAST:
        of_one = f"{_both(axes)} has values of {len(dots)} places, which need no strip"
        of_two = f"{_both(axes)} share values of {len(dots)} alone, which show no relation"
        what = of_two if len(axes) > 1 else of_one
        raise StoryError(what, fix=f"{_known(axes)}, or write `kind: bar` for one of them")
    if len(axes) == _AXES and len({tuple(fact and fact.value for fact in dot.facts) for dot in dots}) == 1:
        what = f"{_both(axes)} are the same at all {len(dots)} dots, which would lie on each other"
        raise StoryError(what, fix="write a `period` in which they differ, or a table")
    for at, item in enumerate(series):
        known = [fact.value for dot in dots if (fact := dot.facts[at])]
        if at == _AXES:
            if min(known) < 0:
                raise StoryError(f"{item.key} has values below zero, which are no sizes", fix="leave `size` out")
            if max(known) == 0:
                raise StoryError(f"all values of {item.key} are zero, which no dot shows", fix="leave `size` out")
            continue
        name, other = ("x", "y") if at == 0 else ("y", "x")
        if log in (name, "both") and min(known) <= 0:
            fix = "leave `log` out" if log == name else f"write `log: {other}`"
            raise StoryError(f"{item.key} has values at or below zero, which powers of ten do not reach", fix=fix)
        if log not in (name, "both") and min(known) > 0 and _crowded(known):
            what = f"most dots would stand within a fiftieth of the scale of {item.key}"
            raise StoryError(what, fix=f"write `log: {'both' if log == other else name}`")


def _crowded(known: Sequence[float]) -> bool:
    low, span = min(known), max(known) - min(known)
    return span > 0 and sum(value - low <= _SPREAD * span for value in known) > _MOST * len(known)


def _both(series: Sequence[ChartSeries]) -> str:
    return " and ".join(item.key for item in series)


def _known(series: Sequence[ChartSeries]) -> str:
    listed = "; ".join(f"{item.key} {spans(item.subject.known_periods)}" for item in series)
    return f"write a `period` with more of them; periods with a value: {listed}"


def _size(node: ChartNode) -> list[ChartSeries]:
    """Return the series whose values are the areas of the dots, if any."""
    if not node.spec.size:
        return []
    subject = node.composer.subject(node.spec.size, (*node.path, "size"))
    if subject is None:
        raise StoryError(())  # it has its own fault
    return [named_series(node, node.spec.size, subject)]


def _unit(node: ChartNode, item: ChartSeries) -> Text:
    """Return the unit of a scale, unless its name has it."""
    names, wording = node.composer.names, node.composer.wording
    unit = names.unit(item.subject)
    named = wording.unit_named(item.subject.unit, item.subject.units).casefold() in plain(item.name).casefold()
    return node.composer.declared(unit, NAME) if unit and not named else ()


def common_period(node: ChartNode, series: Sequence[ChartSeries]) -> Period:
    """Return the newest period within the node's of which the edition's place has all values, else any place."""
    spec, own = node.spec, node.composer.book.entity
    ends = node.period
    shared: dict[str, set[Period]] = {}
    for entity in spec.entities:
        known = [set(_of(item.subject, entity).known_periods) for item in series if _has(item.subject, entity)]
        if len(known) == len(series):
            shared[entity] = set.intersection(*known)
    within = {entity: {one for one in held if _inside(one, ends)} for entity, held in shared.items()}
    candidates = within.get(own) or set().union(*within.values())
    if not candidates:
        raise StoryError(f"no place has a value of {_both(series)} in one period", fix=_known(series))
    return max(candidates)


def _inside(period: Period, ends: tuple[Period, Period]) -> bool:
    return ends[0].start <= period.start and period.end <= ends[1].end


def _has(subject: SubjectFacts, entity: str) -> bool:
    return entity in subject.entities


def _of(subject: SubjectFacts, entity: str) -> SubjectFacts:
    return subject.of(entity)


def _of_places(node: ChartNode, series: Sequence[ChartSeries], period: Period) -> Iterator[_Dot]:
    for entity in node.spec.entities:
        facts = tuple(
            value_at(item.subject.of(entity), period) if _has(item.subject, entity) else None for item in series
        )
        yield _Dot(entity, place_name(node, entity), facts)


def _of_periods(node: ChartNode, series: Sequence[ChartSeries]) -> Iterator[_Dot]:
    first, last = node.ends_of(series)
    for period in period_range(first, last):
        facts = tuple(value_at(item.subject, period) for item in series)
        known = next((fact for fact in facts if fact), None)
        if known is not None:
            yield _Dot(str(period), node.composer.period(period, known), facts)


def _distinct(dots: Sequence[_Dot]) -> tuple[str, ...]:
    """Return the categories of dots, each once; a name that two share takes its key."""
    names = [one_line(plain(dot.name)) for dot in dots]
    return tuple(
        name if names.count(name) == 1 else f"{name} ({dot.key})" for name, dot in zip(names, dots, strict=True)
    )


def _listed(node: ChartNode, dots: Sequence[_Dot]) -> Text:
    composer = node.composer
    if len(dots) > _LISTED:
        return composer.phrase("places", _COUNT, count=composer.number(len(dots), _COUNT))
    return composer.wording.joined([dot.name for dot in dots])


def _medians(
    node: ChartNode, series: Sequence[ChartSeries], places: Sequence[str], period: Period | None
) -> list[Fact]:
    """Return the medians of the shown places on both scales, if the story asks for them."""
    if not node.spec.medians:
        return []
    if period is None:
        raise StoryError("medians are of places, and these are periods of one", fix="leave `medians` out")
    try:
        return [item.subject.median_of(*places).at(period) for item in series]
    except FactError as error:
        raise StoryError(str(error), fix="leave `medians` out") from None

"""Which places a chart shows: the edition's own, all of them or the first; what stays out is said in the note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from briefing.compose.composer import Composer
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_template
from briefing.compose.language.templates import NAME
from briefing.compose.story_nodes import NodePath
from briefing.errors import FactError, StoryError
from briefing.facts import SubjectFacts
from briefing.facts.lookup_errors import spans
from briefing.model.chart_kinds import KINDS
from briefing.model.edition import ALL, EDITION
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.story import ChartSpec
from briefing.model.text import Text

_NAMED: Final = 4  # places without a value that are named; of more there is their number
_COUNT: Final = "number of places"


class Chosen(Struct, frozen=True):
    """A node whose places are named one by one, those of `entities: all` with a value, and those that stay out."""

    spec: ChartSpec
    valued: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def chosen_places(composer: Composer, spec: ChartSpec, path: NodePath) -> Chosen:
    """A chart's node → the same with its places named, in their order; the note says which of them stay out.

    StoryError for what cannot be chosen from. Unknown places are faults, all of them together.
    """
    spec = spec.model_copy(update={"names": _own(composer, spec.names), "set_by": _own(composer, spec.set_by)})
    if not spec.entities:
        if spec.top is not None or spec.order:
            raise StoryError("top and order choose among places", fix="write `entities: all`, or leave them out")
        return Chosen(_focused(composer, spec, ()))
    subject = composer.book.subject(spec.series[0])
    candidates = _candidates(composer, spec, subject, path)
    if not _choosing(spec):
        return Chosen(_focused(composer, spec.model_copy(update={"entities": candidates}), candidates))
    return _first(composer, spec, subject, candidates)


def own_place(composer: Composer, value: str) -> str:
    """A place as a story writes it → the edition's own for "edition", the place that `{{ … }}` gives, else itself."""
    if value == EDITION:
        return composer.book.entity
    if "{{" not in value:
        return value
    stretches = parse_template(value)
    if len(stretches) != 1 or isinstance(stretches[0], str):
        raise StoryError(f"{value!r} is no place", fix="write `edition` for the edition's place, or name one")
    found = Evaluation(composer.book, parameters=composer.parameters).value(stretches[0])
    named = found if isinstance(found, str) else getattr(found, "text", None)
    if not isinstance(named, str):
        raise StoryError(f"{value!r} is no place", fix="write `edition` for the edition's place, or name one")
    return named


def _own(composer: Composer, given: dict[str, Any]) -> dict[str, Any]:
    """What a node says by place → the same by the places' names."""
    return {own_place(composer, key): value for key, value in given.items()}


def _choosing(spec: ChartSpec) -> bool:
    return spec.entities == (ALL,) or spec.top is not None or bool(spec.order)


def _candidates(composer: Composer, spec: ChartSpec, subject: SubjectFacts, path: NodePath) -> tuple[str, ...]:
    """The places that a node names, each once where it is the edition's own; or all of its series."""
    known = set.intersection(*(set(composer.book.subject(key).entities) for key in spec.series))
    if spec.entities == (ALL,):
        if not known:
            what = f"{' and '.join(spec.series)} have no place in common"
            raise StoryError(what, fix="name series of the same places, or leave `entities` out")
        return tuple(entity for entity in subject.entities if entity in known)
    own = composer.book.entity
    named = [own_place(composer, entity) for entity in spec.entities]
    if EDITION in spec.entities or any("{{" in entity for entity in spec.entities):
        named = [entity for at, entity in enumerate(named) if entity != own or own not in named[:at]]
    unknown: list[str] = []
    for at, entity in enumerate(named):
        try:
            subject.of(entity)
        except FactError as error:
            unknown.append(entity)
            finding = error.findings[0]
            composer.fault(f"{finding.where}: {finding.what}", (*path, "entities", at), finding.fix)
    if unknown:
        raise StoryError(())  # each has its own fault
    return tuple(named)


def _first(composer: Composer, spec: ChartSpec, subject: SubjectFacts, candidates: tuple[str, ...]) -> Chosen:
    """The places with a value, in the order of the node; at most `top` of them and the edition's own."""
    own = composer.book.entity
    spec = _of_one_year(spec, subject, candidates, own, composer.edition.period[0])
    sizes = {entity: size for entity in candidates if (size := _size(spec, subject.of(entity))) is not None}
    lacking = [entity for entity in candidates if entity not in sizes]
    if not sizes:
        periods = sorted({period for entity in candidates for period in subject.of(entity).known_periods})
        fix = f"years with a value: {spans(periods)}" if periods else "name places that have one"
        raise StoryError("none of the places has a value in the period", fix=fix)
    sign = 1 if all(fact.measure == "rank" for fact in sizes.values()) else -1
    by_value = sorted(sizes, key=lambda entity: (sign * sizes[entity].value, entity))
    shown = by_value[: spec.top] if spec.top is not None else list(by_value)
    beyond = own in sizes and own not in shown
    shown += [own] if beyond else []
    kept = set(shown)
    left = tuple(entity for entity in by_value if entity not in kept)
    order = spec.order or ("value" if spec.top is not None or spec.kind == "bar" else "name")
    if order == "name":
        shown.sort(key=lambda entity: composer.names.place(entity).casefold())
    elif order == "given":
        shown = [entity for entity in dict.fromkeys(candidates) if entity in kept]
    if lacking:
        composer.remark(composer.phrase("absent_places", places=_places(composer, lacking)))
    if left and not (spec.rest and KINDS[spec.kind].rest):
        composer.remark(composer.phrase("more_places", _COUNT, count=_number(composer, len(left))))
    if beyond:
        _place_of(composer, spec, subject.of(own), len(sizes))
    valued = tuple(by_value) if spec.entities == (ALL,) else ()
    return Chosen(_focused(composer, spec.model_copy(update={"entities": tuple(shown)}), shown), valued, left)


def _of_one_year(
    spec: ChartSpec, subject: SubjectFacts, candidates: Sequence[str], own: str, start: Period
) -> ChartSpec:
    """A node of bars without a period → the same that ends in the last year of the edition's place, else of any."""
    if spec.kind != "bar" or spec.measure != "value" or spec.period:
        return spec
    lasts = {entity: subject.of(entity).periods[-1:] for entity in candidates}
    known = [period for periods in lasts.values() for period in periods]
    if not known:
        return spec
    period = lasts[own][0] if lasts.get(own) else max(known)
    first = min(start, period) if {"first", "growth"} & set(spec.columns) else period
    return spec.model_copy(update={"period": (first, period)})


def _size(spec: ChartSpec, subject: SubjectFacts) -> Fact | None:
    """What a place is ordered by: its last value, or its multiple; None where it has none."""
    try:
        if spec.measure in ("multiple", "index"):
            return (subject.between(*spec.period) if spec.period else subject).multiple
        return subject.at(spec.period[1]) if spec.period else subject.last
    except FactError:
        return None


def _place_of(composer: Composer, spec: ChartSpec, subject: SubjectFacts, count: int) -> None:
    """The edition's place, which is not among the first → a remark with its place among all."""
    if spec.measure in ("multiple", "index"):
        rank = (subject.between(*spec.period) if spec.period else subject).rank_of("multiple", best="highest")
    else:
        rank = subject.rank(spec.period[1] if spec.period else None, best="highest")
    name = composer.declared(composer.names.place(subject.entity), NAME)
    told = composer.phrase("stands_at", _COUNT, place=name, rank=composer.print(rank), count=_number(composer, count))
    composer.remark(told)


def _focused(composer: Composer, spec: ChartSpec, places: Sequence[str]) -> ChartSpec:
    """The node with the names of what it highlights, and of what its annotations stand at."""
    notes = tuple(
        item.model_copy(update={"series": _focus(composer, spec, item.series, places)}) for item in spec.annotations
    )
    focus = {name: _focus(composer, spec, getattr(spec, name), places) for name in ("highlight", "second")}
    return spec.model_copy(update={**focus, "annotations": notes})


def _focus(composer: Composer, spec: ChartSpec, value: str, places: Sequence[str]) -> str:
    """A highlight → a place of the chart, or the one series of the edition's place."""
    if value != EDITION and "{{" not in value:
        return value
    named = own_place(composer, value)
    if places or KINDS[spec.kind].takes == "parts":
        return named
    keys = [key for key in spec.series if composer.book.subject(key).entity == named]
    if len(keys) != 1:
        what = f"{len(keys) or 'none'} of the series {'are' if len(keys) > 1 else 'is'} of {named}"
        raise StoryError(f"{value!r} names no one series: {what}", fix=f"name one of {', '.join(spec.series)}")
    return keys[0]


def _places(composer: Composer, entities: Sequence[str]) -> Text:
    if len(entities) > _NAMED:
        return composer.phrase("places", _COUNT, count=_number(composer, len(entities)))
    return composer.wording.joined([composer.declared(composer.names.place(entity), NAME) for entity in entities])


def _number(composer: Composer, count: int) -> Text:
    return composer.declared(composer.wording.number(count, 0), _COUNT)

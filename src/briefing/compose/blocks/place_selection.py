"""The places that a chart shows: the edition's own, all of them or the first; the note says which are left out."""

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
from briefing.model.chart_specs import ChartSpec
from briefing.model.edition import ALL, EDITION
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.period_choice import PeriodChoice, as_year, resolve
from briefing.model.period_notation import NotationError, parse_period
from briefing.model.text import Text

_NAMED: Final = 4  # places without a value that are named; of more there is their number
_COUNT: Final = "number of places"


class SelectedPlaces(Struct, frozen=True):
    """A node with its places by name, those of `entities: all` with a value, and those that are left out."""

    spec: ChartSpec
    valued: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def select_places(composer: Composer, spec: ChartSpec, path: NodePath) -> SelectedPlaces:
    """Name the places of a chart's node, in their order; the note says which of them are left out.

    StoryError where there is no choice. Unknown places are faults, all of them together.
    """
    by_place = {"names": _by_place(composer, spec.names), "set_by": _by_place(composer, spec.set_by)}
    marks = _marks(composer, spec) if spec.entities else {}
    spec = spec.model_copy(update=by_place | marks | _ends(composer, spec))
    if not spec.entities:
        kind = KINDS[spec.kind]
        of_rows = (kind.stepped and spec.order != "name") or (kind.in_rows and spec.order == "given")
        if spec.top is not None or (spec.order and not of_rows):
            raise StoryError("top and order choose among places", fix="write `entities: all`, or leave them out")
        return SelectedPlaces(_with_focus(composer, spec, ()))
    subject = composer.book.subject(spec.series[0])
    candidates = _candidates(composer, spec, subject, path)
    plane = KINDS[spec.kind].of_places
    if not plane and (spec.entities == (ALL,) or spec.top is not None or spec.order):
        return _first(composer, spec, subject, candidates)
    return SelectedPlaces(_with_focus(composer, spec.model_copy(update={"entities": candidates}), candidates))


def _marks(composer: Composer, spec: ChartSpec) -> dict[str, Any]:
    """Return the marks of a chart's series, which are places, with the names of these."""

    def named(key: str) -> str:
        return place_as_written(composer, key)

    found: dict[str, Any] = {
        field: tuple(item.model_copy(update={"series": named(item.series)}) for item in getattr(spec, field))
        for field in ("annotations", "brackets", "results")
    }
    gaps = (item.model_copy(update={"between": (named(item.between[0]), named(item.between[1]))}) for item in spec.gaps)
    return found | {"gaps": tuple(gaps)}


def _ends(composer: Composer, spec: ChartSpec) -> dict[str, PeriodChoice]:
    """Return the first and the last period of a node that writes one end, or how many: by the newest of its series."""
    if (spec.period is None or spec.ends is not None) and not spec.until:
        return {}
    known = [period for key in spec.series for period in composer.book.subject(key).periods]
    usual = known[0].frequency if known else composer.edition.period[0].frequency
    try:
        first, last = resolve(spec.period, known, usual) if spec.period else composer.edition.period
        if spec.period and spec.period.first and _of_one_period(spec):
            last = first
        if not spec.until:
            return {"period": PeriodChoice(first, last)}
        until = as_year(parse_period(str(_evaluated(composer, str(spec.until)))), usual)
    except NotationError as error:
        raise StoryError(str(error), fix=error.fix) from None
    if until.frequency != first.frequency or until < first:
        raise StoryError(f"`until` is {until}, and the chart begins with {first}", fix=f"name a period after {first}")
    return {"period": PeriodChoice(first, until)}


def _of_one_period(spec: ChartSpec) -> bool:
    """Whether a chart shows places at one period, which a lone `period` then is: no first one, up to the newest."""
    kind = KINDS[spec.kind]
    alone = kind.of_places or kind.takes == "places" or (kind.takes == "rows" and not (kind.aimed or spec.columns))
    return bool(spec.entities) and spec.measure == "value" and alone


def _evaluated(composer: Composer, value: str) -> object:
    """Return what the one `{{ … }}` of a text gives; the text itself where it has none."""
    parts = parse_template(value)
    if len(parts) != 1 or isinstance(parts[0], str):
        return value
    return Evaluation(composer.book, parameters=composer.parameters).value(parts[0])


def place_as_written(composer: Composer, value: str) -> str:
    """Return the place that a story writes: the edition's own for "edition", or what `{{ … }}` gives."""
    if value == EDITION:
        return composer.book.entity
    if "{{" not in value:
        return value
    found = _evaluated(composer, value)
    named = found if isinstance(found, str) else getattr(found, "text", None)
    if isinstance(named, str) and named != value:
        return named
    raise StoryError(f"{value!r} is no place", fix="write `edition` for the edition's place, or name one")


def _by_place(composer: Composer, given: dict[str, Any]) -> dict[str, Any]:
    return {place_as_written(composer, key): value for key, value in given.items()}


def _candidates(composer: Composer, spec: ChartSpec, subject: SubjectFacts, path: NodePath) -> tuple[str, ...]:
    """Return the places that a node names, each once where it is the edition's own; or all of its series."""
    held = [set(composer.book.subject(key).entities) for key in spec.series]
    if KINDS[spec.kind].of_places:  # the note says which place lacks a value
        others = (place for key in spec.series[1:] for place in composer.book.subject(key).entities)
        if spec.entities == (ALL,):
            return tuple(dict.fromkeys((*subject.entities, *others)))
        held = [set.union(*held)]
    known = set.intersection(*held)
    if spec.entities == (ALL,):
        if not known:
            what = f"{' and '.join(spec.series)} have no place in common"
            raise StoryError(what, fix="name series of the same places, or leave `entities` out")
        return tuple(entity for entity in subject.entities if entity in known)
    own = composer.book.entity
    named = [place_as_written(composer, entity) for entity in spec.entities]
    if EDITION in spec.entities or any("{{" in entity for entity in spec.entities):
        named = [entity for at, entity in enumerate(named) if entity != own or own not in named[:at]]
    unknown = False
    for at, entity in enumerate(named):
        try:
            subject.of(entity)
        except FactError as error:
            unknown, finding = True, error.findings[0]
            composer.fault(f"{finding.where}: {finding.what}", (*path, "entities", at), finding.fix)
    if unknown:
        raise StoryError(())  # each has its own fault
    return tuple(named)


def _first(composer: Composer, spec: ChartSpec, subject: SubjectFacts, candidates: tuple[str, ...]) -> SelectedPlaces:
    """Return the places with a value, in the order of the node; at most `top` of them and the edition's own."""
    own = composer.book.entity
    spec = _in_one_period(composer, spec, {entity: subject.of(entity).periods[-1:] for entity in candidates})
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
    left = tuple(entity for entity in by_value if entity not in shown)
    order = spec.order or ("value" if spec.top is not None or KINDS[spec.kind].orders_rows else "name")
    if order == "name":
        shown.sort(key=lambda entity: composer.names.place(entity).casefold())
    elif order == "given":
        shown = [entity for entity in dict.fromkeys(candidates) if entity in shown]
    if lacking:
        composer.remark(composer.phrase("absent_places", places=listed_places(composer, lacking)))
    if left and not (spec.rest and KINDS[spec.kind].rest):
        composer.remark(composer.phrase("more_places", _COUNT, count=composer.number(len(left), _COUNT)))
    if beyond:
        _note_own_rank(composer, spec, subject.of(own), len(sizes))
    valued = tuple(by_value) if spec.entities == (ALL,) else ()
    return SelectedPlaces(
        _with_focus(composer, spec.model_copy(update={"entities": tuple(shown)}), shown), valued, left
    )


def listed_places(composer: Composer, entities: Sequence[str]) -> Text:
    """Return the names of a few places, or how many there are."""
    if len(entities) > _NAMED:
        return composer.phrase("places", _COUNT, count=composer.number(len(entities), _COUNT))
    return composer.wording.joined([composer.declared(composer.names.place(entity), NAME) for entity in entities])


def _in_one_period(composer: Composer, spec: ChartSpec, lasts: dict[str, tuple[Period, ...]]) -> ChartSpec:
    """Return a node of bars without a period as one that ends in the last of the edition's place, else of any."""
    known = [period for periods in lasts.values() for period in periods]
    if not KINDS[spec.kind].of_latest or spec.measure != "value" or spec.ends or not known:
        return spec
    own = lasts.get(composer.book.entity)
    last = own[0] if own else max(known)
    first = min(composer.edition.period[0], last) if {"first", "growth"} & set(spec.columns) else last
    return spec.model_copy(update={"period": PeriodChoice(first, last)})


def _size(spec: ChartSpec, subject: SubjectFacts) -> Fact | None:
    """Return what a place is ordered by: its last value, or its multiple; None where it has none."""
    try:
        if spec.measure in ("multiple", "index", "change", "growth"):
            over = subject.between(*spec.ends) if spec.ends else subject
            if spec.measure == "growth":
                return over.growth
            return over.change if spec.measure == "change" else over.multiple
        return subject.at(spec.ends[1]) if spec.ends else subject.last
    except FactError:
        return None


def _note_own_rank(composer: Composer, spec: ChartSpec, subject: SubjectFacts, count: int) -> None:
    """Note the rank of the edition's own place, which is not among the first, among all places, also those that a node
    does not name; where less is better, that it is counted from the highest."""
    if spec.measure in ("multiple", "index", "change", "growth"):
        by = "multiple" if spec.measure == "index" else spec.measure
        rank = (subject.between(*spec.ends) if spec.ends else subject).rank_of(by, best="highest")
    else:
        rank = subject.rank(spec.ends[1] if spec.ends else None, best="highest")
    name = composer.declared(composer.names.place(subject.entity), NAME)
    whole = composer.number(rank.among[0] if rank.among else count, _COUNT)
    key = "stands_at_highest" if rank.among and subject.direction == "down" else "stands_at"
    composer.remark(composer.phrase(key, _COUNT, place=name, rank=composer.print(rank), count=whole))


def _with_focus(composer: Composer, spec: ChartSpec, places: Sequence[str]) -> ChartSpec:
    """Return the node with the names of what it highlights, and of what its annotations stand at."""
    notes = tuple(
        item.model_copy(update={"series": _focus(composer, spec, item.series, places)}) for item in spec.annotations
    )
    focus = {name: _focus(composer, spec, getattr(spec, name), places) for name in ("highlight", "second")}
    return spec.model_copy(update={**focus, "annotations": notes})


def _focus(composer: Composer, spec: ChartSpec, value: str, places: Sequence[str]) -> str:
    """Return a highlighted place of the chart, or the one series of the edition's place."""
    if value != EDITION and "{{" not in value:
        return value
    named = place_as_written(composer, value)
    if places or KINDS[spec.kind].takes in ("parts", "amounts", "plane", "spread", "classes"):
        return named
    keys = [key for key in spec.series if composer.book.subject(key).entity == named]
    if len(keys) != 1:
        what = f"{len(keys) or 'none'} of the series {'are' if len(keys) > 1 else 'is'} of {named}"
        raise StoryError(f"{value!r} names no one series: {what}", fix=f"name one of {', '.join(spec.series)}")
    return keys[0]

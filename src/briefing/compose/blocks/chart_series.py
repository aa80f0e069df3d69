"""The series and places of a chart's node → its lines: keys, facts and names; and what all kinds ask of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.blocks.chart_fixes import mixed, one_side, unlike, without_multiple
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.language.templates import NAME
from briefing.compose.story_nodes import NodePath, node_at
from briefing.errors import StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart import SeriesBreak
from briefing.model.chart_kinds import KINDS
from briefing.model.edition import EDITION
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.story import AUTO, ChartSpec, HeatSpec, MultiplesSpec
from briefing.model.text import Text, plain
from briefing.wording.fitting import is_percentage

REST: Final = "rest"
ORDERED: Final = ("name", "given")  # orders of places that no chart sorts again
BREAK: Final = "reason of the break, from the dataset"


class Line(Struct, frozen=True):
    """One comparable run of a chart: its key in the story, its facts, its name and second line."""

    key: str
    subject: SubjectFacts
    name: Text
    detail: Text


def lines_of(
    composer: Composer, spec: ChartSpec, path: NodePath, tested: Expects, left: Sequence[str] = ()
) -> list[Line]:
    """A chart's node → a line for each series, or for each place within one of them; StoryError without them.

    `left` are places that stay out: a node with a `rest` has a line for them together.
    """
    subjects = {key: composer.subject(key, (*path, "series")) for key in spec.series}
    known = {key: subject for key, subject in subjects.items() if subject is not None}
    if spec.entities and KINDS[spec.kind].takes != "parts":  # the parts of a share are series, its rows may be places
        if len(spec.series) != 1:
            raise StoryError(
                "entities compare places within one series", fix=f"name one of {', '.join(spec.series)} in `series`"
            )
        (own,) = known.values() or (None,)
        known = {entity: own.of(entity) for entity in spec.entities} if own is not None else {}
    named = spec.series if not spec.entities or KINDS[spec.kind].takes == "parts" else spec.entities
    for field, keys in (("names", spec.names), ("set_by", spec.set_by)):
        for key in sorted(set(keys) - {*named, *spec.entities, *spec.beside}):
            composer.fault(f"{field} names {key!r}, which is no part of the chart", (*path, field, key), one_of(named))
    for key in sorted(key for key in set(named) if named.count(key) > 1):
        composer.fault(f"{key} stands in the chart more than once", (*path, "series"), "name it once in `series`")
    if len(known) < len(set(named)):
        raise StoryError(())  # each that is unknown, or stands twice, has its own fault
    lines = [line_of(composer, spec, key, subject, path, tested) for key, subject in known.items()]
    lines = told_apart(composer, spec, [*lines, *_beside(composer, spec, known, path, tested)])
    return [*lines, *_rest(composer, spec, left, path)]


def _beside(
    composer: Composer, spec: ChartSpec, known: Mapping[str, SubjectFacts], path: NodePath, tested: Expects
) -> list[Line]:
    """Short names that stand with the places, as a country's total with its regions."""
    if spec.beside and (KINDS[spec.kind].takes == "parts" or not spec.entities):
        fix = "leave `beside` out, and name them in `series`"
        raise StoryError("beside names what stands with the places of a chart", fix=fix)
    lines: list[Line] = []
    for at, key in enumerate(spec.beside):
        subject = composer.subject(key, (*path, "beside", at))
        if subject is not None and key not in known:
            lines.append(line_of(composer, spec, key, subject, path, tested))
    return lines


def _rest(composer: Composer, spec: ChartSpec, left: Sequence[str], path: NodePath) -> list[Line]:
    """Places that are not shown → one line for all of them."""
    if not left or not spec.rest or not KINDS[spec.kind].rest:
        return []
    whole = composer.book.subject(spec.series[0])
    subject = whole.sum_of(*left) if len(left) > 1 else whole.of(left[0])
    return [Line(REST, subject, composer.text(spec.rest, (*path, "rest")), ())]


def line_of(
    composer: Composer, spec: ChartSpec, key: str, subject: SubjectFacts, path: NodePath, tested: Expects
) -> Line:
    """A key of the chart and its facts → its line, named by the story or by the data."""
    given = spec.names.get(key)
    if given is None:
        shown = composer.names.place(key) if key in spec.entities else composer.names.measure(subject)
        return Line(key, subject, composer.declared(shown, NAME), ())
    where = (*path, "names", written(composer, path, "names", key))
    name = composer.text(given.name, (*where, "name"), tested=tested, lined=True)
    composer.checked_name(name, subject, (*where, "name"))
    return Line(key, subject, name, composer.text(given.detail, (*where, "detail"), tested=tested, lined=True))


def written(composer: Composer, path: NodePath, field: str, key: str) -> str:
    """A place that a node says something by → its key as the story writes it, which may be "edition"."""
    given: Mapping[str, object] = getattr(node_at(composer.file.story, path), field)
    return key if key in given else next((one for one in given if one == EDITION or "{{" in one), key)


def own_texts(composer: Composer, spec: ChartSpec | MultiplesSpec | HeatSpec, path: NodePath, tested: Expects) -> None:
    """Compose what a node that is not drawn says by itself, so that its faults come with the node's."""
    for name in ("title", "subtitle", "note", "alt"):
        said = getattr(spec, name, "")
        composer.text("" if said == AUTO else said, (*path, name), tested=tested)


def of_one_unit(spec: ChartSpec, lines: list[Line]) -> None:
    """StoryError where lines of several units would share one scale, or where a multiple would be of a percentage."""
    rates = [line.key for line in lines if spec.measure == "multiple" and is_percentage(line.subject.unit)]
    if rates:
        what = f"{' and '.join(rates)} {'is a percentage' if len(rates) == 1 else 'are percentages'}, which no chart"
        what += " shows as a multiple: a rise from 2% to 3% is one of a point"
        raise StoryError(what, fix=without_multiple(lines, rates))
    if spec.measure == "value" and mixed(lines):
        units = dict.fromkeys(line.subject.unit for line in lines)
        what = f"{', '.join(map(repr, units))} are different units, which share no scale"
        raise StoryError(what, fix=unlike(spec, lines))


def comparable(composer: Composer, lines: list[Line], line: Line, periods: tuple[Period, Period], kind: str) -> None:
    """Lines, one of them and the two years that a chart joins; StoryError across a refusing break and for readings
    within a year.

    A disclosed break forces its note.
    """
    for item in breaks_of(composer, line, *periods, kind):
        if item.refused:
            what = f"{line.key} cannot be compared from {periods[0]} to {periods[1]}: {plain(item.reason)}"
            raise StoryError(what, fix=one_side(lines, line))
    if line.subject.within_year:
        fix = "use an indicator of full years, or `kind: bar`, which compares nothing"
        raise StoryError(f"{line.key} are readings within a year, which have different dates", fix=fix)


def above_zero(line: Line, base: Fact, measure: str, fix: str) -> None:
    """StoryError where a measure would divide by a value that is not above zero, with the fix of the chart's node."""
    if base.value <= 0:
        raise StoryError(f"{line.key} has no {measure}: {base.name} is {base.formula}, not above zero", fix=fix)


def one_of(names: tuple[str, ...]) -> str:
    """Known names → the fix that lists them."""
    return "use one of " + ", ".join(names)


def chosen(composer: Composer, field: str, value: str, known: Mapping[str, str], path: NodePath) -> str:
    """The highlight of the story → the chart's name for it; one that is not in the chart is a fault."""
    if not value or value in known:
        return known.get(value, "")
    composer.fault(f"{field} names {value!r}, which is no part of the chart", (*path, field), one_of(tuple(known)))
    return ""


def used(composer: Composer, facts: tuple[Fact | None, ...]) -> tuple[Fact | None, ...]:
    """Facts and gaps → the same, the facts counted as shown."""
    return tuple(fact and composer.use(fact) for fact in facts)


def breaks_of(composer: Composer, line: Line, first: Period, last: Period, kind: str) -> list[SeriesBreak]:
    """A line and two years → the breaks between them; all kinds but a line, which shows the reason, force the note."""
    found = line.subject.between(first, last).breaks
    for item in found:
        composer.cite(item.source)
        note = f"{item.before}–{item.after}: {item.reason}"
        composer.broken(note, (item.indicator, item.entity), line.name, drawn=kind == "line")
    return [
        SeriesBreak(
            line.key,
            str(max(item.before, first)),
            str(min(item.after, last)),
            composer.declared(item.reason, BREAK),
            refused=item.effect == "refuse",
        )
        for item in found
    ]


# Names

if TYPE_CHECKING:
    from briefing.compose.blocks.chart_series import Line


def told_apart(composer: Composer, spec: ChartSpec, lines: Sequence[Line]) -> list[Line]:
    """A chart's node and its lines → the same; one that the story gives no name, and that measures what another line
    does, is called by its place alone if all lines measure that, else by both. StoryError for two of one name."""
    with composer.names.unprinted():
        measured = [composer.names.measure(line.subject) for line in lines]
    shared = Counter(measured)
    found: list[Line] = []
    for line, name in zip(lines, measured, strict=True):
        if plain(line.name) == name and line.key not in spec.names and shared[name] > 1:
            place = composer.names.places(line.subject.members)
            told = place if len(shared) == 1 else composer.wording.joint(", ").join((name, place))
            line = replace(line, name=composer.declared(told, NAME))
        found.append(line)
    _refuse_one_name(found)
    return found


def _refuse_one_name(lines: Sequence[Line]) -> None:
    seen: dict[tuple[str, str], Line] = {}
    for line in lines:
        other = seen.setdefault((plain(line.name), plain(line.detail)), line)
        if other is not line:
            what = f"{other.key} and {line.key} are both called {plain(line.name)!r} in one chart"
            raise StoryError(what, fix=f"write `names: {{{line.key}: {{name: …}}}}` with what tells them apart")

"""A chart's node of the story and its series: keys, facts and names; and what all kinds of chart ask of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.blocks.chart_fixes import mixed, one_side, unlike, without_multiple
from briefing.compose.blocks.place_selection import place_as_written
from briefing.compose.composer import Composer
from briefing.compose.language.conditions import Expects
from briefing.compose.language.templates import NAME
from briefing.compose.story_nodes import NodePath, node_at
from briefing.errors import FactError, Impossible, StoryError
from briefing.facts import SubjectFacts
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS, ChartKind
from briefing.model.chart_remarks import SeriesBreak
from briefing.model.chart_specs import AUTO, ChartSpec, HeatSpec, MultiplesSpec
from briefing.model.edition import EDITION
from briefing.model.fact import Fact
from briefing.model.period import YEAR, Frequency, Period, ends_within, period_range
from briefing.model.text import Text, plain
from briefing.wording.fitting import is_percentage
from briefing.wording.spaces import first_clause

REST: Final = "rest"
_REST: Final = {"average": "mean", "sum": "sum"}  # words of the story → what places that are not shown have together
_OTHERS: Final = "number of places that are not shown"
_MEAN: Final = "number of periods of a mean"
BENCHMARK: Final = "benchmark"
MEAN: Final = "mean"
LAST: Final = "last"  # the newest period of a chart
_MOST_LISTED: Final = 40  # names in a fix
ORDERED: Final = ("name", "given")  # orders of places that no chart sorts again
BREAK: Final = "reason of the break, from the dataset"


class ChartSeries(Struct, frozen=True):
    """One comparable series of a chart: its key in the story, its facts, its name and second line.

    Where it is a mean `over` several periods, or in % of a `whole`, its facts are those of what it is worked out from.
    """

    key: str
    subject: SubjectFacts
    name: Text
    detail: Text
    over: int = 0
    whole: SubjectFacts | None = None

    def at(self, period: Period) -> Fact | None:
        """Return what it is in a period; None where that has no value, or not all that it is worked out from."""
        value = value_at(self.subject, period)
        if value is None or (self.whole is not None and period not in self.whole.known_periods):
            return None
        if self.whole is not None:
            return self.subject.share(self.whole, period)
        if not self.over:
            return value
        whole = set(self.subject.known_periods).issuperset(period_range(period - self.over + 1, period))
        return self.subject.mean_over(self.over, period) if whole else None


class ChartNode(Struct, frozen=True):
    """A chart's node of the story, its path, and what holds there."""

    composer: Composer
    spec: ChartSpec
    path: NodePath
    tested: Expects = ()

    @property
    def kind(self) -> ChartKind:
        """The kind of chart."""
        return KINDS[self.spec.kind]

    @property
    def period(self) -> tuple[Period, Period]:
        """The first and the last period of the chart: its own, else those of the edition."""
        return self.spec.ends or self.composer.edition.period

    def ends_of(self, series: Sequence[ChartSeries]) -> tuple[Period, Period]:
        """Return the first and the last period of the chart, in the frequency of its series.

        Where months or other periods within years are not asked for by name, they begin with a value and end with one,
        or with what the data say is missing, but not in charts side by side, which share their axis. Raise StoryError
        for series of several frequencies.
        """
        frequency = common_frequency(series)
        if frequency is None or (frequency == YEAR and self.period[0].frequency == YEAR):
            return self.period
        if self.spec.ends and self.spec.ends[0].frequency == frequency:
            return self.spec.ends
        bounds = ends_within(frequency, self.spec.ends) if self.spec.ends else None
        own = [item.subject.period for item in series]
        first, last = bounds or (min(first for first, _ in own), max(last for _, last in own))
        known = [period for item in series for period in item.subject.known_periods if first <= period <= last]
        if not known or frequency.unit == "year" or "charts" in self.path:
            return first, last
        after = period_range(max(known) + 1, last)
        lacking = [period for period in after if any(item.subject.missing(period) for item in series)]
        return min(known), max(known + lacking)

    def text(self, source: str, *steps: str | int, lined: bool = False) -> Text:
        """Compose a text of the node."""
        return self.composer.text(source, (*self.path, *steps), tested=self.tested, lined=lined)

    def used(self, fact: Fact | None) -> Fact | None:
        """Count a fact as shown; a gap stays one."""
        return fact and self.composer.use(fact)

    def chart(self, focus: Mapping[str, str], **fields: Any) -> Chart:
        """Return a chart; `focus` has the chart's names for what the story may highlight."""
        composer, spec = self.composer, self.spec
        return Chart(
            kind=spec.kind,
            lang=composer.wording.lang,
            highlight=focused(composer, "highlight", spec.highlight, focus, self.path),
            second=focused(composer, "second", spec.second, focus, self.path),
            **fields,
        )


def series_of(node: ChartNode, left: Sequence[str] = ()) -> list[ChartSeries]:
    """Return a series for each of `series`, or for each place within one of them. StoryError where there are none.

    `left` are places that are not shown: a node with a `rest` has a series for them together.
    """
    composer, spec, path = node.composer, node.spec, node.path
    subjects = {key: composer.subject(key, (*path, "series")) for key in spec.series}
    known = {key: subject for key, subject in subjects.items() if subject is not None}
    # a share's parts are series, its rows may be places; so are the dots of a scatter, whose scales are series
    of_places = bool(spec.entities) and node.kind.takes not in ("parts", "amounts", "plane", "spread", "classes")
    if of_places:
        if len(spec.series) != 1:
            fix = f"name one of {', '.join(spec.series)} in `series`"
            raise StoryError("entities compare places within one series", fix=fix)
        (own,) = known.values() or (None,)
        known = {entity: own.of(entity) for entity in spec.entities} if own is not None else {}
    named = spec.entities if of_places else spec.series
    for field, keys in (("names", spec.names), ("set_by", spec.set_by)):
        for key in sorted(set(keys) - {*named, *spec.entities, *spec.beside, *(spec.band or ()), spec.size}):
            composer.fault(f"{field} names {key!r}, which is no part of the chart", (*path, field, key), one_of(named))
    for key in sorted(key for key in set(named) if named.count(key) > 1):
        composer.fault(f"{key} stands in the chart more than once", (*path, "series"), "name it once in `series`")
    if len(known) < len(set(named)):
        raise StoryError(())  # each that is unknown, or stands twice, has its own fault
    series = [named_series(node, key, subject) for key, subject in known.items()]
    distinct = distinct_names(node, [*series, *_added_series(node, known)])
    if spec.measure == "share":
        whole = _whole(node, distinct)
        return [replace(item, whole=whole) for item in distinct]
    return [*distinct, *_rest_series(node, left), *_mean_series(node, series)]


def _added_series(node: ChartNode, known: Mapping[str, SubjectFacts]) -> Iterator[ChartSeries]:
    """Return the short names that are shown with the places, as a country's total with its regions."""
    spec = node.spec
    if spec.beside and (node.kind.takes in ("parts", "amounts") or not spec.entities):
        fix = "leave `beside` out, and name them in `series`"
        raise StoryError("beside names what stands with the places of a chart", fix=fix)
    for at, key in enumerate(spec.beside):
        subject = node.composer.subject(key, (*node.path, "beside", at))
        if subject is not None and key not in known:
            yield named_series(node, key, subject)


def _rest_series(node: ChartNode, left: Sequence[str]) -> list[ChartSeries]:
    """Return one series for all places that are not shown."""
    if not left or not node.spec.rest or not node.kind.rest:
        return []
    composer, whole = node.composer, node.composer.book.subject(node.spec.series[0])
    how = _REST.get(node.spec.rest, "sum")
    if how == "mean" and (node.kind.stacked or node.kind.of_whole):
        what = f"what a {node.spec.kind} does not show is a part of its whole, and no mean"
        raise StoryError(what, fix="write `rest: sum`, or what the others are called")
    try:
        subject = whole.of(left[0]) if len(left) == 1 else getattr(whole, f"{how}_of")(*left)
    except Impossible as error:
        raise StoryError(error.findings[0].what, fix="write `rest: average`, or leave `rest` out") from None
    if node.spec.rest not in _REST:
        return [ChartSeries(REST, subject, composer.text(node.spec.rest, (*node.path, "rest")), ())]
    if len(left) == 1:
        return [ChartSeries(REST, subject, composer.declared(composer.names.place(left[0]), NAME), ())]
    count = composer.number(len(left), _OTHERS)
    return [ChartSeries(REST, subject, composer.phrase(f"rest_{how}", _OTHERS, count=count), ())]


def _whole(node: ChartNode, series: Sequence[ChartSeries]) -> SubjectFacts:
    """Return what the values of lines are given in % of: a short name, else a place of their series."""
    composer, of, keys = node.composer, node.spec.of, node.composer.book.keys()
    if not of:
        raise StoryError("a share is in % of something", fix="write `of`, with a short name or a place")
    own = composer.book.subject(of if of in keys else node.spec.series[0])
    found = own if of in keys else own.of(place_as_written(composer, of))
    same = [item.key for item in series if item.subject.expression == found.expression]
    if same:
        raise StoryError(f"{same[0]} would be drawn in % of itself", fix=f"leave {same[0]} out of the lines")
    return found


def _mean_series(node: ChartNode, series: Sequence[ChartSeries]) -> Iterator[ChartSeries]:
    """Return the series of the mean over several periods of the one that a line is of.

    StoryError where a period without a value, or a break that forbids it, lies between its values.
    """
    count, composer = node.spec.mean, node.composer
    if count is None:
        return
    if len(series) != 1 or node.spec.measure != "value":
        raise StoryError("a mean is drawn over the values of one line", fix="name one series, or leave `mean` out")
    subject, (first, last) = series[0].subject, node.ends_of(series)
    known = [period for period in subject.known_periods if first - count < period <= last]
    if len(known) < count or known[-1] - known[0] >= len(known):
        what = f"a mean over {count} periods needs a value for each, and {series[0].key} has not all of them"
        raise StoryError(what, fix="leave `mean` out")
    for found in subject.between(known[0], known[-1]).breaks:
        if found.effect == "refuse":
            what = f"a mean would join values of {series[0].key} from {found.before} and {found.after}: {found.reason}"
            raise StoryError(what, fix="leave `mean` out")
    assert subject.frequency is not None
    words = composer.wording.time(subject.frequency).counted_many.format(count=composer.wording.number(count, 0))
    span = composer.declared(words, _MEAN)
    composer.remark(composer.phrase("mean_of_last", _MEAN, span=span))
    yield ChartSeries(MEAN, subject, composer.phrase("mean_over", _MEAN, span=span), (), count)


def named_series(node: ChartNode, key: str, subject: SubjectFacts) -> ChartSeries:
    """Return the series of a key, named by the story or by the data."""
    composer, given = node.composer, node.spec.names.get(key)
    if given is None:
        name = composer.names.place(key) if key in node.spec.entities else composer.names.measure(subject)
        return ChartSeries(key, subject, composer.declared(name, NAME), ())
    steps = ("names", written_key(composer, node.path, "names", key))
    text = node.text(given.name, *steps, "name", lined=True)
    composer.checked_name(text, subject, (*node.path, *steps, "name"))
    return ChartSeries(key, subject, text, node.text(given.detail, *steps, "detail", lined=True))


def written_key(composer: Composer, path: NodePath, field: str, key: str) -> str:
    """Return the key of a place as the story writes it, which may be "edition"."""
    given: Mapping[str, object] = getattr(node_at(composer.file.story, path), field)
    return key if key in given else next((name for name in given if name == EDITION or "{{" in name), key)


def place_name(node: ChartNode, place: str) -> Text:
    """Return the name of a place of a chart: that which its `names` give it, else that of the dataset."""
    given = node.spec.names.get(place)
    if given is None:
        return node.composer.declared(node.composer.names.place(place), NAME)
    return node.text(given.name, "names", written_key(node.composer, node.path, "names", place), "name")


def distinct_names(node: ChartNode, series: Sequence[ChartSeries]) -> list[ChartSeries]:
    """Name series that measure the same by their places, so that no two have one name.

    One that the story gives no name, and that measures what another does, is called by its place alone if all measure
    that, else by both. StoryError for two of one name.
    """
    composer = node.composer
    with composer.names.unprinted():
        measured = [composer.names.measure(item.subject) for item in series]
    shared = Counter(measured)
    named: list[ChartSeries] = []
    for item, name in zip(series, measured, strict=True):
        if plain(item.name) == name and item.key not in node.spec.names and shared[name] > 1:
            place = composer.names.places(item.subject.members)
            own = place if len(shared) == 1 else composer.wording.joint(", ").join((name, place))
            item = replace(item, name=composer.declared(own, NAME))
        named.append(item)
    seen: dict[tuple[str, str], ChartSeries] = {}
    for item in named:
        other = seen.setdefault((plain(item.name), plain(item.detail)), item)
        if other is not item:
            what = f"{other.key} and {item.key} are both called {plain(item.name)!r} in one chart"
            raise StoryError(what, fix=f"write `names: {{{item.key}: {{name: …}}}}` with what tells them apart")
    return named


def compose_own_texts(
    composer: Composer, spec: ChartSpec | MultiplesSpec | HeatSpec, path: NodePath, tested: Expects
) -> None:
    """Compose the texts of a node that is not drawn, so that their faults come with the node's."""
    for name in ("title", "subtitle", "note", "alt"):
        source = getattr(spec, name, "")
        composer.text("" if source == AUTO else source, (*path, name), tested=tested)


def common_frequency(series: Sequence[ChartSeries]) -> Frequency | None:
    """Return the frequency of series that share an axis; StoryError where there are several."""
    found = {item.key: item.subject.frequency for item in series if item.subject.frequency is not None}
    if len(set(found.values())) > 1:
        what = ", ".join(f"{key} is by the {frequency}" for key, frequency in found.items())
        fix = f"draw `multiples: {{kind: line, series: [{', '.join(found)}]}}`, or make a chart for each frequency"
        raise StoryError(f"{what}, and one axis has one frequency", fix=fix)
    return next(iter(found.values()), None)


def check_units(spec: ChartSpec, series: Sequence[ChartSeries]) -> None:
    """Raise StoryError where several units would share one scale, or a multiple would be of a percentage."""
    rates = [item.key for item in series if spec.measure == "multiple" and is_percentage(item.subject.unit)]
    if rates:
        what = f"{' and '.join(rates)} {'is a percentage' if len(rates) == 1 else 'are percentages'}, which no chart"
        what += " shows as a multiple: a rise from 2% to 3% is one of a point"
        raise StoryError(what, fix=without_multiple(series, rates))
    if spec.measure in ("value", "change") and mixed(series):
        units = dict.fromkeys(item.subject.unit for item in series)
        what = f"{', '.join(map(repr, units))} are different units, which share no scale"
        raise StoryError(what, fix=unlike(spec, series))


def check_comparable(
    node: ChartNode, series: Sequence[ChartSeries], item: ChartSeries, ends: tuple[Period, Period]
) -> None:
    """Raise StoryError where a series cannot be compared over two periods: across a break, and within a year.

    A disclosed break forces its note.
    """
    for found in breaks_of(node, item, *ends):
        if found.refused:
            what = f"{item.key} cannot be compared from {ends[0]} to {ends[1]}: {plain(found.reason)}"
            raise StoryError(what, fix=one_side(series, item))
    if item.subject.within_year:
        fix = "use an indicator of full years, or `kind: bar`, which compares nothing"
        raise StoryError(f"{item.key} are readings within a year, which have different dates", fix=fix)


def check_above_zero(item: ChartSeries, base: Fact, measure: str, fix: str) -> None:
    """Raise StoryError where a measure would divide by a value that is not above zero."""
    if base.value <= 0:
        raise StoryError(f"{item.key} has no {measure}: {base.name} is {base.formula}, not above zero", fix=fix)


def one_of(names: Sequence[str]) -> str:
    """Return the fix that lists known names."""
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return "use one of " + ", ".join(names[:_MOST_LISTED]) + more


def focused(composer: Composer, field: str, value: str, known: Mapping[str, str], path: NodePath) -> str:
    """Return the chart's name for what the story highlights; what is not in the chart is a fault."""
    if not value or value in known:
        return known.get(value, "")
    what, fix = f"{field} names {value!r}, which is no part of the chart", one_of(tuple(known))
    if value == LAST:
        what, fix = f"{field} names {LAST!r}, which columns over time alone have", f"write `kind: columns`, or {fix}"
    composer.fault(what, (*path, field), fix)
    return ""


def value_at(subject: SubjectFacts, period: Period) -> Fact | None:
    """Return the value of a subject for a period, or None where none was published."""
    try:
        return subject.at(period)
    except FactError:
        return None


def breaks_of(
    node: ChartNode, item: ChartSeries, first: Period, last: Period, *, charted: bool = True
) -> list[SeriesBreak]:
    """Return the breaks of a series between two periods, each noted unless it is `charted` and the chart shows why."""
    composer = node.composer
    subjects = filter(None, (item.subject, item.whole))
    found = [one for subject in subjects for one in subject.between(first, last).breaks]
    for one in found:
        composer.cite(one.source)
        note = f"{one.before}–{one.after}: {one.reason}"
        drawn = charted and _shows(node, one.reason)
        composer.note_break(note, (one.indicator, one.entity), item.name, drawn=drawn)
    return [
        SeriesBreak(
            item.key,
            str(max(one.before, first)),
            str(min(one.after, last)),
            composer.declared(one.reason, BREAK),
            refused=one.effect == "refuse",
        )
        for one in found
    ]


def _shows(node: ChartNode, reason: str) -> bool:
    """Whether a chart shows all of the reason of a break: as a line does, and columns the first clause, where no other
    series stands next to them and no other chart takes the room."""
    spec = node.spec
    if spec.kind != "columns":
        return spec.kind == "line"
    alone = len(spec.series) == 1 and not spec.entities and not {"charts", "multiples"} & set(node.path)
    return alone and first_clause(reason) == reason

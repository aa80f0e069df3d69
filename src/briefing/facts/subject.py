"""A short name of the story → its facts: `patents.multiple`, `patents.at(2019)`, `hcr.rank(2023)`.

The period bounds first, last and everything between them. `at`, `rank`, `latest` and targets may look outside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from msgspec.structs import replace

from briefing.errors import FactError, Impossible
from briefing.facts import measures, thresholds
from briefing.facts.aggregated import aggregated
from briefing.facts.breaks import crossed
from briefing.facts.combined import combined
from briefing.facts.extremes import End, extreme
from briefing.facts.fact_reference import format_call, suggest_measure
from briefing.facts.formula import figure
from briefing.facts.measures import Pair
from briefing.facts.place_counts import MOVEMENTS, SIDES, CountCondition, count_in_class, count_places
from briefing.facts.ranks import rank_by_measure, rank_by_value
from briefing.facts.subject_ends import within
from briefing.facts.subject_targets import TargetFacts
from briefing.model.dataset import Break, Observation
from briefing.model.edition import ALL
from briefing.model.fact import Fact
from briefing.model.period import Period


class SubjectFacts(TargetFacts):
    """The facts of one series within a period. With `strict` both end years must have a value, as `between` asks."""

    __slots__ = ()

    @property
    def values(self) -> tuple[Fact, ...]:
        """The values of the period as facts, in order of time."""
        return tuple(self.at(period) for period in self.periods)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks that the period crosses."""
        return crossed(self._series.breaks, *self.period)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The observations behind the values of the period."""
        return tuple(row for period in self.periods for row in self._series.observations(period))

    # Other years, other places

    def between(self, first: Period, last: Period) -> SubjectFacts:
        """Return the facts of the periods from one to another; both must have a value."""
        series = self._series
        if first.frequency.partial and first.frequency != series.frequency:
            series = series.of_part(first.frequency)
        bounded = SubjectFacts(self._registry, self.key, series, (first, last), strict=True)
        if first > last:
            raise Impossible("runs backwards", bounded.expression, f"write between({last.literal}, {first.literal})")
        return bounded

    def of(self, entity: str) -> SubjectFacts:
        """Return the facts of the same series of another place."""
        series = self._series.of(entity)
        bounds = self._bounds if self._strict else within(series, self._bounds)
        return SubjectFacts(self._registry, self.key, series, bounds, self._strict)

    def by(self, frequency: str) -> SubjectFacts:
        """Return the facts by longer periods, as quarters, of those whose every part has a value."""
        series = aggregated(self._series, frequency)
        return SubjectFacts(self._registry, self.key, series, within(series, self._bounds), self._strict)

    # Single values

    @property
    def first(self) -> Fact:
        """The first value of the period."""
        return self._named("first", lambda _: self._point(self._ends("first")[0]))

    @property
    def last(self) -> Fact:
        """The last value of the period."""
        last = self._last("last")
        return self._named("last", lambda _: self._point(last), of=(last,))

    @property
    def latest(self) -> Fact:
        """The newest value up to the as-of date, which may lie outside the period."""
        if not self._series.periods:
            raise FactError("there is no value", f"{self._series.expression}.latest", "it can only give its targets")
        name = f"{self._series.expression}.latest"
        return self._registry.fact(name, (), lambda: replace(self._point(self._series.periods[-1]), name=name))

    def at(self, period: Period) -> Fact:
        """The value of a year, also outside the edition's period."""
        name = f"{self._series.expression}.at({period.literal})"
        return self._registry.fact(name, (), lambda: self._series.reading(period))

    @property
    def highest(self) -> Fact:
        """The highest value of the period, with its year."""
        return self._extreme("highest")

    @property
    def lowest(self) -> Fact:
        """The lowest value of the period, with its year."""
        return self._extreme("lowest")

    # From the first value of the period to the last

    @property
    def change(self) -> Fact:
        """Last − first."""
        return self._measured("change", measures.change)

    @property
    def percent(self) -> Fact:
        """The change in % of the first value."""
        return self._measured("percent", measures.percent)

    @property
    def points(self) -> Fact:
        """The change of a percentage in percentage points."""
        return self._measured("points", measures.points)

    @property
    def multiple(self) -> Fact:
        """Last / first."""
        return self._measured("multiple", measures.multiple)

    @property
    def growth(self) -> Fact:
        """The compound rate in % a year."""
        return self._measured("growth", measures.growth)

    @property
    def pace(self) -> Fact:
        """The mean change a year, in the unit."""
        return self._measured("pace", measures.pace)

    @property
    def span(self) -> Fact:
        """Years from first to last; it compares no values, so no break refuses it."""
        first, last = self._ends("span", two=True)
        return self._named("span", lambda name: measures.span(Pair(name, self._point(first), self._point(last))))

    def index_at(self, period: Period) -> Fact:
        """The value of a year where the first of the period is 100."""
        base = self._ends("index_at")[0]
        return self._named(f"index_at({period.literal})", lambda name: measures.index(self._pair(name, base, period)))

    # Places, parts, targets, levels

    def rank(self, period: Period | None = None, best: str = "") -> Fact:
        """The place among all places with a value for the year (the last of the period unless given), 1 = best.

        `best` is highest or lowest where the data have no direction of good, or it is not what is asked for.
        """
        call = format_call("rank", [] if period is None else [period.literal], best=best)
        asked = self._last(call) if period is None else period
        self._refuse_part(call, asked)

        def made(name: str) -> Fact:
            return rank_by_value(name, self._registry, self._series, asked, best)

        return self._named(call, made, self._series.expression if period else "", of=(asked,))

    def rank_of(self, measure: str, best: str = "") -> Fact:
        """The place by multiple, percent, growth, change or points, among all places with a first and a last value."""
        call = format_call("rank_of", [repr(measure)], best=best)
        ends = self._ends(call, two=True)
        self._refuse_part(call, ends[1])
        return self._named(call, lambda name: rank_by_measure(name, self._registry, self._series, measure, ends, best))

    def places(self, how: str = "", level: float | None = None, period: Period | None = None) -> Fact:
        """How many places rose, fell or were unchanged over the period, or lie above or below a level in a year (its
        last unless given); without an argument how many have a value."""
        if how not in ("", *MOVEMENTS, *SIDES) or (level is not None) is not (how in SIDES):
            raise TypeError(how)
        given = [repr(how)] * bool(how) + ([] if level is None else [format_level(level)])
        call = format_call("places", given, period)
        first, last = self._ends(call, two=how in MOVEMENTS)
        self._refuse_part(call, last if period is None else period)
        condition = CountCondition(how, level or 0.0, (first, last if period is None else period))
        return self._named(call, lambda name: count_places(name, self._series, condition))

    def places_from(self, low: float, high: float, *entities: str, period: Period | None = None) -> Fact:
        """How many places, or how many of those that are named, are at or above a level and below another in a year
        (its last unless given)."""
        given = [format_level(low), format_level(high), *map(repr, entities)]
        call = format_call("places_from", given, period)
        asked = self._last(call) if period is None else period
        self._refuse_part(call, asked)
        return self._named(call, lambda name: count_in_class(name, self._series, (low, high), asked, entities))

    def sum_of(self, *entities: str) -> SubjectFacts:
        """Return the facts of the sum of several places, or of "all", year by year."""
        return self._together("sum", entities)

    def mean_of(self, *entities: str) -> SubjectFacts:
        """Return the facts of the mean of several places, or of "all", in which each counts the same."""
        return self._together("mean", entities)

    def median_of(self, *entities: str) -> SubjectFacts:
        """Return the facts of the median of several places, or of "all"."""
        return self._together("median", entities)

    def share_of_all(self, period: Period | None = None) -> Fact:
        """The value in % of the sum of all places in the same year (the last of the period unless given)."""
        return self.share(self.sum_of(ALL), period)

    def share(self, whole: SubjectFacts, period: Period | None = None) -> Fact:
        """The value as a part of another's in the same year (the last of the period unless given), in %."""
        call = f"share({whole.expression}{'' if period is None else f', {period.literal}'})"
        asked = self._last(call) if period is None else period
        return self._named(call, lambda name: measures.share(self._parts(name, whole, asked), signed=True), of=(asked,))

    def minus(self, other: SubjectFacts, period: Period | None = None) -> Fact:
        """The value less another's in the same year (the last of the period unless given), in their unit."""
        call = f"minus({getattr(other, 'expression', other)}{'' if period is None else f', {period.literal}'})"
        asked = self._last(call) if period is None else period

        def made(name: str) -> Fact:
            return replace(measures.gap(self._parts(name, other, asked, "difference")), period=asked)

        return self._named(call, made, of=(asked,))

    def index_minus(self, other: SubjectFacts, period: Period) -> Fact:
        """The index of a period less another's, where the first value of each is 100."""
        call = f"index_minus({getattr(other, 'expression', other)}, {period.literal})"

        def made(name: str) -> Fact:
            pair = Pair(name, other.index_at(period), self.index_at(period))
            return replace(measures.gap(pair), period=period)

        return self._named(call, made)

    def share_with(self, *others: SubjectFacts, period: Period | None = None) -> Fact:
        """The value as a part of the sum of its own and others' in the same year (its last unless given), in %."""
        call, asked = self._called("share_with", others, period)

        def made(name: str) -> Fact:
            pairs = [self._parts(name, other, asked) for other in others]
            return measures.share_with(name, self._point(asked), [pair.base for pair in pairs])

        return self._named(call, made, of=(asked,))

    def share_of_change(self, *others: SubjectFacts) -> Fact:
        """The change from the first value to the last as a part of its own and others' together, in %."""
        call, _ = self._called("share_of_change", others, None)
        first, last = self._ends(call, two=True)

        def made(name: str) -> Fact:
            for other in others:
                self._parts(name, other, last)  # FactError for what does not add up with this
            changes = [measures.change(item._pair(name, first, last)) for item in (self, *others)]
            if any(one.qualifier != "=" for one in changes):
                raise FactError("divides changes that are not exactly known", name, "print the changes themselves")
            return measures.share_of_change(name, changes[0], changes[1:])

        return self._named(call, made)

    def percent_with(self, *others: SubjectFacts) -> Fact:
        """The change in % of the sum of its own and others' values, from the first period to the last."""
        call, _ = self._called("percent_with", others, None)
        ends = self._ends(call, two=True)

        def made(name: str) -> Fact:
            points = [[self._point(at), *(self._parts(name, one, at).base for one in others)] for at in ends]
            base, other = (measures.total(name, each) for each in points)
            notes = dict.fromkeys(note for item in (self, *others) for note in item._pair(name, *ends).notes)
            return measures.percent(Pair(name, base, other, tuple(notes)))

        return self._named(call, made)

    def sum_with(self, *others: SubjectFacts, period: Period | None = None) -> Fact:
        """The sum of its value and others' in the same year (its last unless given), in their unit."""
        call, asked = self._called("sum_with", others, period)

        def made(name: str) -> Fact:
            pairs = [self._parts(name, other, asked) for other in others]
            return measures.sum_with(name, self._point(asked), [pair.base for pair in pairs])

        return self._named(call, made, of=(asked,))

    def rest(self, *parts: SubjectFacts, period: Period | None = None) -> Fact:
        """What others leave of this whole in the same year (its last unless given), in its unit."""
        call, asked = self._called("rest", parts, period)
        return self._named(call, lambda name: measures.rest(self._left(name, parts, asked)), of=(asked,))

    def rest_share(self, *parts: SubjectFacts, period: Period | None = None) -> Fact:
        """What others leave of this whole in the same year (its last unless given), in %."""
        call, asked = self._called("rest_share", parts, period)
        return self._named(call, lambda name: measures.rest_share(self._left(name, parts, asked)), of=(asked,))

    def rest_change(self, *parts: SubjectFacts) -> Fact:
        """What the changes of others leave of this whole's change from the first value to the last, in its unit."""
        call, _ = self._called("rest_change", parts, None)
        first, last = self._ends(call, two=True)

        def made(name: str) -> Fact:
            self._left(name, parts, last)  # FactError for what is no part of this
            notes = dict.fromkeys(note for item in (self, *parts) for note in item._pair(name, first, last).notes)
            base, other = (
                measures.remainder(name, self._point(period), [part._point(period) for part in parts])
                for period in (first, last)
            )
            return measures.change(Pair(name, base, other, tuple(notes)))

        return self._named(call, made)

    def first_above(self, level: float) -> Fact:
        """The first year of the period above a level."""
        return self._crossing("first_above", level, thresholds.first_year, "above")

    def first_below(self, level: float) -> Fact:
        """The first year of the period below a level."""
        return self._crossing("first_below", level, thresholds.first_year, "below")

    def above_since(self, level: float) -> Fact:
        """The year since which every published value of the period is above a level."""
        return self._crossing("above_since", level, thresholds.since_year, "above")

    def below_since(self, level: float) -> Fact:
        """The year since which every published value of the period is below a level."""
        return self._crossing("below_since", level, thresholds.since_year, "below")

    # Inside

    def _together(self, how: str, entities: tuple[str, ...]) -> SubjectFacts:
        if entities == (ALL,) and not self._registry.whole:
            what = "adds up only the places that [tables.observations] reads"
            raise FactError(what, f"{self._series.expression}.{how}_of('all')", 'write entities = "all" there')
        return SubjectFacts(self._registry, self.key, combined(self._series, how, entities), self._bounds, self._strict)

    if not TYPE_CHECKING:  # so that a type checker still sees a misspelt name

        def __getattr__(self, name: str) -> NoReturn:
            if name.startswith("_"):  # asked by copy, pickle and the like
                raise AttributeError(name)
            raise Impossible(f"the fact {name!r} does not exist", f"{self.expression}.{name}", suggest_measure(name))

    def __repr__(self) -> str:
        return f"<facts of {self.expression}>"

    def _extreme(self, end: End) -> Fact:
        first, last = self._ends(end)

        def made(name: str) -> Fact:
            self._refuse_within_year(name)
            return extreme(name, self.values, end, self._along(name, (first, last)))

        return self._named(end, made)

    def _measured(self, call: str, measure: Callable[[Pair], Fact]) -> Fact:
        first, last = self._ends(call, two=True)
        return self._named(call, lambda name: measure(self._pair(name, first, last)))

    def _called(self, call: str, others: Sequence[SubjectFacts], period: Period | None) -> tuple[str, Period]:
        """Return how a story writes a measure over several short names, and the period that it asks for."""
        given = [getattr(other, "expression", str(other)) for other in others]
        text = format_call(call, given, period)
        if not others:
            raise Impossible("needs at least one other short name", f"{self.expression}.{text}", self._one_alike(call))
        return text, self._last(text) if period is None else period

    def _one_alike(self, call: str) -> str:
        """Return the fix for a measure without a short name in its brackets: one of the same unit."""
        keys = self._registry.keys()
        for key in (key for key in keys if key != self.key):
            with suppress(FactError):
                if self._registry.subject(key).unit == self.unit:
                    return f"write {call}({key})"
        return f"write {call}(…) with a short name of the unit {self.unit!r}"

    def _left(self, name: str, parts: Sequence[SubjectFacts], period: Period) -> Pair:
        pairs = [self._parts(name, part, period) for part in parts]
        return Pair(name, measures.total(name, [pair.base for pair in pairs]), self._point(period))

    def _crossing(
        self,
        call: str,
        level: float,
        find: Callable[[str, Sequence[Fact], float, thresholds.Side], Fact],
        side: thresholds.Side,
    ) -> Fact:
        def made(name: str) -> Fact:
            if self._series.within_year:
                raise FactError("looks along readings within a year", name, "use the full-year indicator")
            return find(name, [self._point(period) for period in self.periods], level, side)

        return self._named(f"{call}({format_level(level)})", made)


def format_level(level: float) -> str:
    """Return a level as a story writes it."""
    return figure(level).replace(",", "").replace("−", "-")

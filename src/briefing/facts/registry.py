"""Dataset and edition → the registry of facts: the short names of `[facts]`, and every fact by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts.change_series import ChangeSeries, changes
from briefing.facts.combined import CombinedSeries, combined
from briefing.facts.difference import difference
from briefing.facts.known_facts import DAY, Ends, KnownFacts
from briefing.facts.lookup_errors import unknown
from briefing.facts.paired import PairedSeries
from briefing.facts.ranking import Ranking
from briefing.facts.ratio import ratio
from briefing.facts.subject import SubjectFacts
from briefing.facts.subject_ends import refuse_unlike, within
from briefing.facts.time_series import PublishedSeries, TimeSeries, published_series
from briefing.model.dataset import Dataset
from briefing.model.edition import ALL, EDITION, Edition, Subject
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.wording.fitting import is_percentage


class FactRegistry:
    """Computes facts; asked twice for a name, it returns the same object.

    It notes the indicators whose values are looked at, also where it has computed them before.
    """

    def __init__(self, dataset: Dataset, edition: Edition, known: KnownFacts | None = None) -> None:
        self.facts: dict[str, Fact] = {}
        self._dataset, self._edition = dataset, edition
        self._known = known or KnownFacts(dataset, edition.totals)
        self._subjects: dict[str, SubjectFacts] = {}
        self._indicators: dict[str, frozenset[str]] = {}
        self._looked_at: set[str] = set()

    def keys(self) -> tuple[str, ...]:
        """The short names, in the order of `[facts]`."""
        return tuple(self._edition.subjects)

    def subject(self, key: str) -> SubjectFacts:
        """Return the facts of a short name; FactError for an unknown name, indicator, entity or series."""
        self.look_at(key)
        if key not in self._subjects:
            series = self._series_of(key, ())
            bounds = self._edition.subjects[key].period or self._edition.period
            self._subjects[key] = SubjectFacts(self, key, series, within(series, bounds))
        return self._subjects[key]

    @contextmanager
    def looking(self) -> Iterator[set[str]]:
        """Collect the names of what is looked at inside."""
        outside, inside = self._looked_at, set[str]()
        self._looked_at = inside
        try:
            yield inside
        finally:
            outside |= inside
            self._looked_at = outside

    def look_at(self, *keys: str) -> None:
        """Note that the values of short names are looked at."""
        for key in keys:
            if key not in self._indicators:
                self._indicators[key] = frozenset(self._indicators_of(key, set()))
            self._looked_at |= self._indicators[key]

    def looked_at(self, names: Iterable[str]) -> None:
        """Note that all was looked at that these names stand for."""
        self._looked_at.update(names)

    def _indicators_of(self, key: str, path: set[str]) -> set[str]:
        subject = self._edition.subjects.get(key)
        if subject is None or key in path:
            return set()
        parts = (*subject.ratio, *subject.difference, *filter(None, (subject.change,)))
        return {subject.indicator}.union(*(self._indicators_of(part, path | {key}) for part in parts))

    def place_in(self, lang: str, entity: str) -> str:
        """Return the name of a place in a language, else as the dataset calls it."""
        return self._dataset.places.get(lang, {}).get(entity, entity)

    def publishers(self, sources: Iterable[str]) -> str:
        """Return who published sources, by their ids, each once."""
        return ", ".join(dict.fromkeys(self._dataset.sources[one].publisher for one in sources))

    def fact(self, name: str, of: Ends, make: Callable[[], Fact]) -> Fact:
        """Return the fact of a name, computed on first use; `of` are the periods of the edition that decide on it."""
        if name not in self.facts:
            facts = self._known.facts
            self.facts[name] = facts.get((name, of)) or facts.setdefault((name, of), make())
        return self.facts[name]

    @property
    def year(self) -> int:
        """The year of the edition's date."""
        return self._edition.as_of.year

    def keep(self, fact: Fact) -> Fact:
        """Return the fact of a name, which is this one where it was not asked for before."""
        return self.facts.setdefault(fact.name, fact)

    def ends_with(self, period: Period) -> bool:
        """Whether a period is the last one of the edition, and of the frequency of the first."""
        first, last = self._edition.period
        return period == last and first.frequency == last.frequency

    @property
    def entity(self) -> str:
        """The place of the edition, as the dataset calls it."""
        return self._edition.entity

    @property
    def whole(self) -> bool:
        """Whether all places of the data were read, so that all of them can be added up."""
        return self._edition.whole

    def ranking(self, key: tuple[str | Period, ...], make: Callable[[], Ranking]) -> Ranking:
        """Return the facts of all places in their order, computed on first use; `key` says what is compared."""
        rankings = self._known.rankings
        return rankings.get(key) or rankings.setdefault(key, make())

    def _series_of(self, key: str, path: tuple[str, ...]) -> TimeSeries:
        if key not in self._known.series:
            if key not in self._edition.subjects:
                raise unknown("the short name", key, self._edition.subjects, "briefing.toml, facts")
            subject = self._edition.subjects[key]
            series = self._created(subject, (*path, key))
            if series.format.scale and (is_percentage(series.unit) or series.unit == "rank"):
                what = f"{key} has the unit {series.unit!r}, which cannot be given in {series.format.scale}"
                raise FactError(what, f"format of {key}", "leave its scale out")
            self._known.series[key] = series
        return self._known.series[key]

    def _created(self, subject: Subject, path: tuple[str, ...]) -> TimeSeries:
        if subject.combine:
            return self._combined(subject)
        if subject.change:
            return self._changes(subject, path)
        paired = subject.ratio or subject.difference
        return self._pair(subject, path) if paired else self._published(subject)

    def _changes(self, subject: Subject, path: tuple[str, ...]) -> ChangeSeries:
        if subject.change in path:
            where = f"briefing.toml, facts.{subject.key}"
            raise FactError(f"the change {subject.key} leads back to itself", where, "name another short name")
        return changes(subject, self._series_of(subject.change, path))

    def _pair(self, subject: Subject, path: tuple[str, ...]) -> PairedSeries:
        """The ratio or the difference of two other short names."""
        where = f"briefing.toml, facts.{subject.key}"
        what, joins, named = ("ratio", "divide", subject.ratio)
        if subject.difference:
            what, joins, named = ("difference", "subtract", subject.difference)
        if len(named) != 2:
            like = f'{what} = ["contracts", "patents"]'
            raise FactError(f"a {what} needs two short names, not {len(named)}", where, like)
        if set(named) & set(path):
            fix = f"{joins} two names that are no part of it"
            raise FactError(f"the {what} {subject.key} leads back to itself", where, fix)
        one, other = (self._series_of(key, path) for key in named)
        if one.within_year != other.within_year:
            raise FactError(
                f"{subject.key} joins a reading within a year with a full year", where, f"{joins} like by like"
            )
        refuse_unlike(where, one, other)
        return difference(subject, one, other) if subject.difference else ratio(subject, one, other)

    def _combined(self, subject: Subject) -> CombinedSeries:
        """Several places together. Their series is looked up at the first of them, as the edition's may be no part."""
        where = f"briefing.toml, facts.{subject.key}"
        known = self._entities(subject.indicator)
        places = [self.entity if place == EDITION else place for place in subject.places]
        for place in places:
            if place != ALL and known and place not in known:
                raise unknown("the place", place, known, where)
        first = places[0] if places != [ALL] else next(iter(sorted(known - set(self._edition.totals))), "")
        series = self._published(replace(subject, entity=first))
        return combined(series, subject.combine, list(dict.fromkeys(places)), subject.key, subject.names)

    def _published(self, subject: Subject) -> PublishedSeries:
        where = f"briefing.toml, facts.{subject.key}"
        if subject.indicator not in self._dataset.indicators:
            raise unknown("the indicator", subject.indicator, self._dataset.indicators, where)
        indicator = self._dataset.indicators[subject.indicator]
        entity = subject.entity or self._edition.entity
        found = self._known.index.series_of(indicator.id, entity)
        if not found and (indicator.id, entity) not in self._known.index.targets:
            if not self._entities(indicator.id):
                self.looked_at((DAY,))
                what = f"no value of {subject.indicator} was published by {self._edition.as_of.isoformat()}"
                raise FactError(what, where, "choose a later as-of date, or leave the short name out")
            raise unknown("the entity", entity, self._entities(indicator.id), where)
        if subject.series and found and subject.series not in found:
            raise unknown("the series", subject.series, found, where)
        if not subject.series and len(found) > 1:
            what = (
                f"{subject.indicator} has {len(found)} series for {entity}, which are never joined: {', '.join(found)}"
            )
            raise FactError(what, where, f'name one, as series = "{found[0]}"')
        series = subject.series or "".join(found)
        return published_series(self._known.index, indicator, entity, series, subject.key, subject.format)

    def _entities(self, indicator: str) -> set[str]:
        return {key[1] for key in (*self._known.index.series, *self._known.index.targets) if key[0] == indicator}

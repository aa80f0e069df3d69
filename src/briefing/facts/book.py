"""Dataset and edition → the book of facts: every short name of `[facts]`, every fact made once and kept by name."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts.absent import unknown
from briefing.facts.combined import CombinedRun, combined
from briefing.facts.places import Field
from briefing.facts.ratio import RatioRun
from briefing.facts.run import Run, SeriesRun
from briefing.facts.series import shelve
from briefing.facts.subject import SubjectFacts
from briefing.model.dataset import Dataset
from briefing.model.edition import ALL, EDITION, Edition, Subject
from briefing.model.fact import Fact
from briefing.wording.fitting import is_percentage


class Book:
    """Makes facts and remembers each by its name: asked twice, the same object comes back."""

    def __init__(self, dataset: Dataset, edition: Edition) -> None:
        self.facts: dict[str, Fact] = {}
        self._dataset, self._edition = dataset, edition
        self._shelf = shelve(dataset, edition.totals)
        self._runs: dict[str, Run] = {}
        self._fields: dict[tuple[str | int, ...], Field] = {}

    def keys(self) -> tuple[str, ...]:
        """The short names, in the order of `[facts]`."""
        return tuple(self._edition.subjects)

    def subject(self, key: str) -> SubjectFacts:
        """Short name → its facts; FactError for an unknown name, indicator, entity or series."""
        return SubjectFacts(self, key, self._run(key, ()), self._edition.period)

    def place_in(self, lang: str, entity: str) -> str:
        """A place → its name in a language, else as the dataset calls it."""
        return self._dataset.places.get(lang, {}).get(entity, entity)

    def fact(self, name: str, make: Callable[[], Fact]) -> Fact:
        """Name and recipe → the fact of that name, made on first use."""
        if name not in self.facts:
            self.facts[name] = make()
        return self.facts[name]

    @property
    def entity(self) -> str:
        """The place of the edition, as the dataset calls it."""
        return self._edition.entity

    @property
    def whole(self) -> bool:
        """Whether all places of the data were read, so that all of them can be added up."""
        return self._edition.whole

    def field(self, key: tuple[str | int, ...], make: Callable[[], Field]) -> Field:
        """What is compared and the recipe → the facts of all places, in their order, worked out on first use."""
        if key not in self._fields:
            self._fields[key] = make()
        return self._fields[key]

    def _run(self, key: str, asking: tuple[str, ...]) -> Run:
        if key not in self._runs:
            if key not in self._edition.subjects:
                raise unknown("the short name", key, self._edition.subjects, "briefing.toml, facts")
            subject = self._edition.subjects[key]
            run = self._made(subject, (*asking, key))
            if run.format.scale and (is_percentage(run.unit) or run.unit == "rank"):
                what = f"{key} has the unit {run.unit!r}, which is told in no {run.format.scale}"
                raise FactError(what, f"format of {key}", "leave its scale out")
            self._runs[key] = run
        return self._runs[key]

    def _made(self, subject: Subject, asking: tuple[str, ...]) -> Run:
        if subject.combine:
            return self._combined(subject)
        return self._ratio(subject, asking) if subject.ratio else self._series(subject)

    def _ratio(self, subject: Subject, asking: tuple[str, ...]) -> RatioRun:
        where = f"briefing.toml, facts.{subject.key}"
        if len(subject.ratio) != 2:
            raise FactError(
                f"a ratio needs two short names, not {len(subject.ratio)}", where, 'ratio = ["contracts", "patents"]'
            )
        if set(subject.ratio) & set(asking):
            raise FactError(
                f"the ratio {subject.key} leads back to itself", where, "divide two names that are no part of it"
            )
        over, under = (self._run(key, asking) for key in subject.ratio)
        if over.within_year != under.within_year:
            raise FactError(
                f"{subject.key} joins a reading within a year with a full year", where, "divide like by like"
            )
        return RatioRun(subject, over, under, subject.key)

    def _combined(self, subject: Subject) -> CombinedRun:
        """Several places together. Their series is looked up at the first of them, as the edition's may be no part."""
        where = f"briefing.toml, facts.{subject.key}"
        known = self._entities(subject.indicator)
        places = [self.entity if place == EDITION else place for place in subject.places]
        for place in places:
            if place != ALL and known and place not in known:
                raise unknown("the place", place, known, where)
        first = places[0] if places != [ALL] else next(iter(sorted(known - set(self._edition.totals))), "")
        run = self._series(replace(subject, entity=first))
        return combined(run, subject.combine, list(dict.fromkeys(places)), subject.key, subject.names)

    def _series(self, subject: Subject) -> SeriesRun:
        where = f"briefing.toml, facts.{subject.key}"
        if subject.indicator not in self._dataset.indicators:
            raise unknown("the indicator", subject.indicator, self._dataset.indicators, where)
        indicator = self._dataset.indicators[subject.indicator]
        entity = subject.entity or self._edition.entity
        found = self._shelf.series_of(indicator.id, entity)
        if not found and (indicator.id, entity) not in self._shelf.targets:
            if not self._entities(indicator.id):
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
        return SeriesRun(
            self._shelf, indicator, entity, series, subject.key, subject.key, subject.format.over(indicator.format)
        )

    def _entities(self, indicator: str) -> set[str]:
        return {key[1] for key in (*self._shelf.series, *self._shelf.targets) if key[0] == indicator}

"""The first and the last period of an edition and of its short names, which may follow from the newest data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.errors import InputError
from briefing.model.dataset import Dataset, Observation
from briefing.model.edition import EDITION
from briefing.model.period import YEAR, Frequency, Period
from briefing.model.period_choice import PeriodChoice, resolve
from briefing.model.period_notation import NotationError
from briefing.read.overrides import option_place
from briefing.read.settings import ProjectSettings, SubjectSettings
from briefing.read.tomlfile import TomlFile

Bounds = tuple[Period, Period]


class EditionPeriods:
    """Resolves what is written about periods by what is known as of the edition's day."""

    def __init__(self, settings: ProjectSettings, dataset: Dataset, file: TomlFile) -> None:
        self._settings, self._dataset, self._file = settings, dataset, file
        self._known: dict[str, frozenset[Period]] = {}
        self._indicators: dict[str, list[Observation]] = {}

    def edition(self, *, given: bool) -> Bounds:
        """Return the bounds of the edition; `given` says that they were asked for. InputError where there are none."""
        where = option_place("period") if given else self._file.where("edition", "period")
        names = tuple(self._settings.facts)
        usual = self._frequency(names[0]) if names else YEAR
        return self._resolved(self._settings.edition.period, names, usual, where)

    def subjects(self) -> dict[str, Bounds]:
        """Return the bounds of the short names that have some of their own; without any value they have none."""
        return {
            key: self._resolved(subject.period, (key,), self._frequency(key), self._file.where("facts", key))
            for key, subject in self._settings.facts.items()
            if subject.period is not None and (subject.period.bounds or self._periods(key))
        }

    def _resolved(self, choice: PeriodChoice, names: tuple[str, ...], usual: Frequency, where: str) -> Bounds:
        known = (period for name in names for period in self._periods(name)) if choice.bounds is None else ()
        try:
            return resolve(choice, known, usual)
        except NotationError as error:
            raise InputError(str(error), where, error.fix) from None

    def _parts(self, name: str) -> tuple[str, ...]:
        """The short names that another is worked out from; itself where it has an indicator."""
        subject = self._settings.facts[name]
        parts = subject.ratio or subject.difference or (subject.change,)
        return tuple(part for part in parts if part in self._settings.facts and part != name) or (name,)

    def _frequency(self, name: str) -> Frequency:
        part = self._parts(name)[0]
        if part != name:
            return self._frequency(part)
        indicator = self._dataset.indicators.get(self._settings.facts[name].indicator)
        if indicator is not None and indicator.frequency is not None:
            return indicator.frequency
        found = (item.period.frequency for item in self._observations(name) if not item.period.frequency.partial)
        return next(found, YEAR)

    def _periods(self, name: str) -> frozenset[Period]:
        """The periods in which a short name has a value."""
        parts = self._parts(name)
        if name not in parts:
            return frozenset.intersection(*map(self._periods, parts))
        if name not in self._known:
            found = (item.period for item in self._observations(name) if item.status != "F")
            self._known[name] = frozenset(found)
        return self._known[name]

    def _observations(self, name: str) -> Iterator[Observation]:
        subject = self._settings.facts[name]
        places = self._places(subject)
        for item in self._by_indicator().get(subject.indicator, ()):
            if (not places or item.entity in places) and subject.series in ("", item.series):
                yield item

    def _by_indicator(self) -> Mapping[str, Sequence[Observation]]:
        if not self._indicators:
            for item in self._dataset.observations:
                self._indicators.setdefault(item.indicator, []).append(item)
        return self._indicators

    def _places(self, subject: SubjectSettings) -> frozenset[str]:
        """The places of a short name; none are all."""
        own = self._settings.edition.entity
        if subject.combine:
            return frozenset(own if place == EDITION else place for place in subject.places) - {"all"}
        return frozenset({subject.entity or own})

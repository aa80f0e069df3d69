"""Names of the dataset in the language of a story, each that is missing with a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from briefing.errors import Finding
from briefing.facts import SubjectFacts
from briefing.model.dataset import Dataset
from briefing.model.edition import Edition
from briefing.model.text import Run
from briefing.model.unstated import stated
from briefing.typesetting.arial import has_cjk
from briefing.wording import DirectedWording

_MOST_LISTED: Final = 3  # places that are combined and named; of more there is their number
_PLACE: Final = "entities.csv, column name"
_COMBINED: Final = {"sum": "sum_of_places", "mean": "mean_of_places", "median": "median_of_places"}


class DatasetNames:
    """The names of places, measures and units; what the data have in one language alone stays in it."""

    def __init__(self, dataset: Dataset, edition: Edition, wording: DirectedWording) -> None:
        self._dataset, self._edition, self._wording = dataset, edition, wording
        self._untranslated: dict[str, Finding] = {}

    def place(self, entity: str) -> str:
        """Return the name of a place."""
        name = self._dataset.places.get(self._wording.lang, {}).get(entity, "")
        return self._translated(name, entity, _PLACE)

    def places(self, entities: Sequence[str]) -> str:
        """Return the names of places as a list; of more than three, their number."""
        if len(entities) > _MOST_LISTED:
            return self._wording.phrase("places", count=self._wording.number(len(entities), 0))
        return self._wording.list([self.place(entity) for entity in entities])

    def measure(self, subject: SubjectFacts) -> str:
        """Return the name of what a subject measures, and of several places which."""
        where = "indicators.csv, column name" if subject.indicator else f"briefing.toml, facts.{subject.key}.name"
        name = self._translated(subject.names.get(self._wording.lang, ""), subject.name, where)
        if subject.names and name not in subject.names.values():
            what = f"{subject.key} has no name in {self._wording.lang}, and is printed as {name!r}"
            self._untranslated[name] = Finding(where, what, f"add it in {self._wording.lang}", "warning")
        phrase = _COMBINED.get(subject.combined, "")
        if phrase and (subject.combined != "sum" or subject.indicator is not None):
            return self._wording.phrase(phrase, name=name, places=self.places(subject.members))
        return name

    def unit(self, subject: SubjectFacts) -> str:
        """Return the unit of a subject in the scale of its format, as far as somebody has stated it."""
        return self._wording.in_scale(stated(self._given_unit(subject)), subject.format)

    def _given_unit(self, subject: SubjectFacts) -> str:
        where = "indicators.csv, column unit" if subject.indicator else f"briefing.toml, facts.{subject.key}.unit"
        words = self._wording.unit_named(subject.unit, subject.units)
        known = words != subject.unit or self._wording.lang in subject.units or not re.search(r"[^\W\d_]", words)
        return self._translated(words if known else "", subject.unit, where)

    def parameter(self, name: str) -> None:
        """Look for a parameter that is printed."""
        words = self._edition.parameters[name]
        if isinstance(words, Mapping):
            self._translated(words.get(self._wording.lang, ""), words["en"], f"briefing.toml, parameters.{name}")

    def title(self, words: str, where: str, fix: str) -> str:
        """Return words that the tables have in one language alone."""
        return self._translated("", words, where, fix)

    def _translated(self, translation: str, words: str, where: str, fix: str = "") -> str:
        """Return a translation, or the words themselves, which are noted where they are of another language."""
        language, lang = self._wording.language, self._wording.lang
        if not translation and words and has_cjk((Run(words),)) == language.spaced:
            file = f", in a file that begins with the line id,{'name_en' if lang == 'en' else f'name_en,name_{lang}'}"
            what = f"{words!r} stands in {'Chinese' if language.spaced else 'English'} in the {lang} edition"
            fix = fix or f"add it in {lang}{file if where == _PLACE and not self._dataset.places else ''}"
            self._untranslated.setdefault(words, Finding(where, what, fix, "warning"))
        return translation or words

    @contextmanager
    def unprinted(self) -> Iterator[None]:
        """Give no warning of names that are looked up inside, as they are only compared."""
        before = dict(self._untranslated)
        yield
        self._untranslated = before

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """A warning of each name that is printed in another language."""
        return tuple(self._untranslated.values())

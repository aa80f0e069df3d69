"""The rules of prose for one edition: a composed text → what is wrong with it, and its names and years as terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from briefing.compose.language.conditions import Expectations, Expects, evaluate
from briefing.compose.language.numeral_rule import NumeralRule, Offence, counted_things, known_until, terms_of
from briefing.compose.language.templates import MarkedText, PrintedFact
from briefing.compose.language.typed_dates import typed_dates
from briefing.compose.prose.direction_checks import EXPECT_FIX, bare_verb_findings, change_findings, sign_findings
from briefing.compose.prose.direction_reading import direction_text, moving_names
from briefing.compose.prose.number_word_checks import is_tested
from briefing.compose.prose.reached_levels import reached_level_findings
from briefing.compose.prose.search_text import ProseFinding
from briefing.compose.prose.status_checks import StatusCheck
from briefing.compose.prose.suggestions import Suggestions
from briefing.compose.prose.superlative_checks import SuperlativeCheck
from briefing.compose.prose.tested_levels import TestedLevels
from briefing.compose.prose.time_checks import TimeCheck
from briefing.compose.prose.topics import Topics
from briefing.compose.prose.unit_checks import name_findings, repetition_findings, unit_findings
from briefing.compose.prose.years_and_places import YearsAndPlaces, mixed_year_findings
from briefing.errors import BriefingError
from briefing.facts import DAY, FactRegistry, SubjectFacts
from briefing.model.edition import Project
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Text, plain
from briefing.wording import DirectedWording
from briefing.wording.number_words import NumberWord

_NAME: Final = re.compile(r"\w+")


class ProseChecker:
    """The rules for the texts of one edition."""

    def __init__(
        self, project: Project, book: FactRegistry, wording: DirectedWording, parameters: Mapping[str, str | bool]
    ) -> None:
        edition, dataset, language = project.edition, project.dataset, wording.language
        self._book, self._dataset, self._wording, self._parameters = book, dataset, wording, parameters
        terms = terms_of(edition, dataset, wording.claims)
        things, known = counted_things(dataset, edition), known_until(dataset, edition)
        dates = typed_dates(dataset, edition, language.time.typed, lambda: book.looked_at((DAY,)))
        self._rule = NumeralRule(terms, edition.period[1], language.number_words, things, known, dates)
        self._moving_names = moving_names(dataset, edition.subjects.values(), wording)
        self._suggestions = Suggestions(book, wording, dataset.places.get(wording.lang, {}))
        words = language.context_words
        self._topics = Topics(dataset, edition, wording.lang, words, spaced=language.spaced) if words else None
        self._years_and_places = YearsAndPlaces(book, dataset, edition, wording)
        self._time, self._status = TimeCheck(book, wording), StatusCheck(dataset, wording)
        self._superlatives = SuperlativeCheck(language, self._topics, dataset, self._holds)
        self._levels = TestedLevels(dataset, book.entity, words, wording.lang, self._holds)
        self._period = Period.year(edition.as_of.year)
        self._expectations: dict[Expects, tuple[Expectations, frozenset[str]]] = {}

    def expectations(self, tested: Expects) -> Expectations:
        """Return what the expectations of a text settle, read once; what they name is looked at each time."""
        self._book.look_at(*(name for expression in tested for name in _NAME.findall(expression)))
        if tested not in self._expectations:
            with self._book.looking() as looked_at:
                made = Expectations(self._book, tested, self._dataset.statements, self._parameters)
            self._expectations[tested] = made, frozenset(looked_at)
        expectations, names = self._expectations[tested]
        self._book.looked_at(names)
        return expectations

    def check(
        self, text: Text, marked: MarkedText, tested: Expects, heading: str, *, outside: bool
    ) -> tuple[Text, tuple[ProseFinding, ...]]:
        """Return a text with its years and terms as runs of their own, and what is wrong with it.

        `heading` is what stands over it in the story; `outside` says that it is no text of the story, and can have no
        `expect`.
        """
        expectations, words, facts = self.expectations(tested), plain(text), tuple(marked.facts.values())
        printed = marked.printed
        read = self._rule.read(text)
        checked, offences = self._rule.check(
            read,
            tested=lambda word: is_tested(word, expectations, facts, self._is_subject(word, words)),
            level=lambda text, start, end: self._levels.tested(text, start, end, words, expectations, facts),
        )
        findings = [
            *self._direction_findings(checked, printed, expectations, outside=outside),
            *unit_findings(checked, printed, self._wording),
            *self._numeral_findings(offences, checked, facts, outside=outside),
            *self._year_and_place_findings(checked, printed, expectations, heading, read.typed_periods),
        ]
        if not outside:
            findings += self._superlatives.findings(words, facts, expectations, self._period)
        return checked, tuple(findings)

    def _direction_findings(
        self, text: Text, printed: Sequence[PrintedFact], expectations: Expectations, *, outside: bool
    ) -> Iterator[ProseFinding]:
        words = self._wording.language.direction_words
        searched = direction_text(text, printed, words, self._moving_names) if words else None
        findings = list(sign_findings(searched, printed, expectations, self._wording))
        findings = findings or list(change_findings(searched, self._topics, self._wording) if searched else ())
        if searched and not findings:
            findings = list(reached_level_findings(searched, expectations, self._book, self._wording))
        for finding in findings or repetition_findings(text):
            fix = finding.fix.partition(EXPECT_FIX)[0] if outside else finding.fix
            yield ProseFinding(finding.what, fix, finding.severity)

    def _numeral_findings(
        self, offences: Sequence[Offence], text: Text, facts: Sequence[Fact], *, outside: bool
    ) -> Iterator[ProseFinding]:
        words = plain(text)

        def tested(word: NumberWord, expression: str, facts: Sequence[Fact]) -> bool:
            holds = self._holds(expression)
            return holds and is_tested(word, self.expectations((expression,)), facts, self._is_subject(word, words))

        return self._suggestions.findings(offences, text, facts, None if outside else tested)

    def typed_numerals(self, text: Text) -> Iterator[ProseFinding]:
        """Find the numerals that are typed into a text whose conditions are false, which may word all else."""
        _, offences = self._rule.check(
            self._rule.read(text), tested=lambda _: True, level=lambda *at: bool(self._levels.side(*at))
        )
        typed = [item for item in offences if item.number and item.date is None]
        return self._suggestions.findings(typed, text, (), None)

    def _year_and_place_findings(
        self,
        text: Text,
        printed: Sequence[PrintedFact],
        expectations: Expectations,
        heading: str,
        dates: Mapping[int, Period],
    ) -> Iterator[ProseFinding]:
        """Find wrong years and places of numbers, and verbs without a number that the data contradict."""
        prose = self._years_and_places.prose(text, printed, dates)
        if prose is None or self._topics is None:
            return
        if not prose.whole:
            what = "more than 256 years or places in one text, of which the last ones are not checked"
            yield ProseFinding(what, "divide the text")
        yield from self._years_and_places.findings(prose, expectations)
        yield from self._status.findings(prose)
        yield from self._time.findings(prose, plain(text), printed, expectations)
        yield from bare_verb_findings(prose, expectations, self._topics, self._book, self._wording)
        yield from self._levels.only_findings(prose, expectations, [number.fact for number in printed])
        yield from mixed_year_findings(prose, heading, self._topics, self._book)

    def name_findings(self, text: Text, subject: SubjectFacts, shown: str) -> Iterator[ProseFinding]:
        """Find whether a name that the story gives is that of something else; `shown` are its places in words."""
        if self._topics is not None:
            yield from name_findings(text, subject, self._years_and_places.places, self._topics, shown)

    def _is_subject(self, word: NumberWord, text: str) -> Callable[[Fact], bool]:
        """Return what says whether a fact is of the subject of a number word."""
        at = word.start if text.startswith(word.text, word.start) else text.find(word.text)
        return self._topics.subject_of_word(text, at) if self._topics else lambda _: True

    def _holds(self, expression: str) -> bool:
        """Whether an expectation is surely true of the data."""
        try:
            return evaluate(self._book, self._dataset, expression, self._parameters, self._wording.lang)[0] is True
        except BriefingError:
            return False

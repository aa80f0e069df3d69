"""A composed text, what it prints and its expectations → the text with its names apart, and all that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.compose.language.conditions import evaluated
from briefing.compose.language.expectations import Implied
from briefing.compose.language.numeral_rule import Offence, Rule
from briefing.compose.language.terms import terms_of
from briefing.compose.language.year_numerals import known_until, things
from briefing.compose.prose.bare_directions import contradicted
from briefing.compose.prose.directions import moving_names, read
from briefing.compose.prose.levels_as_changes import moved_by
from briefing.compose.prose.mixed_years import of_other_years
from briefing.compose.prose.number_words import borne
from briefing.compose.prose.repeated_words import repeats
from briefing.compose.prose.sentences import line
from briefing.compose.prose.signs import GIVE, faults
from briefing.compose.prose.story_labels import misnamed
from briefing.compose.prose.suggestions import Suggestions
from briefing.compose.prose.superlatives import Superlatives
from briefing.compose.prose.topics import Topics
from briefing.compose.prose.unit_words import unit_faults
from briefing.compose.prose.years_and_places import Beside, Doubt
from briefing.errors import BriefingError
from briefing.model.text import Text, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.compose.language.expects import Expects
    from briefing.compose.language.templates import Marked
    from briefing.facts import FactRegistry, SubjectFacts
    from briefing.model.edition import Project
    from briefing.model.fact import Fact
    from briefing.wording import DirectedWording
    from briefing.wording.number_words import NumberWord


class Judge:
    """The rules for the texts of one edition."""

    def __init__(
        self, project: Project, book: FactRegistry, wording: DirectedWording, parameters: Mapping[str, str | bool]
    ) -> None:
        edition, dataset, language = project.edition, project.dataset, wording.language
        self._book, self._dataset, self._wording, self._parameters = book, dataset, wording, parameters
        terms = terms_of(edition, dataset, wording.claims)
        self._rule = Rule(
            terms, edition.period[1], language.number_words, things(dataset, edition), known_until(dataset, edition)
        )
        self._moving = moving_names(dataset, edition.subjects.values(), wording)
        self._suggestions = Suggestions(book, wording)
        words = language.context_words
        self._topics = Topics(dataset, edition, wording.lang, words, spaced=language.spaced) if words else None
        self._beside = Beside(book, dataset, edition, wording)
        sentence = words.sentence if words else r"\n"
        ends: dict[str, int] = {}
        for row in dataset.observations:
            ends[row.indicator] = max(row.year, ends.get(row.indicator, row.year))
        self._superlatives = Superlatives(language.superlatives, sentence, self._topics, self._holds, ends)
        self._year = edition.as_of.year
        self._fixed: dict[Expects, Implied] = {}

    def implied(self, tested: Expects) -> Implied:
        """The expectations of a text → what they fix, read once."""
        if tested not in self._fixed:
            self._fixed[tested] = Implied(self._book, tested, self._dataset.statements, self._parameters)
        return self._fixed[tested]

    def judged(
        self, text: Text, marked: Marked, tested: Expects, head: str, *, outside: bool
    ) -> tuple[Text, tuple[Doubt, ...]]:
        """A text, what it prints and its expectations → the text with years and terms apart, and what is wrong.

        `head` is what stands over it in the story; `outside` says that it is no text of the story, and can have no
        `expect`.
        """
        implied = self.implied(tested)
        told = plain(text)
        checked, offences = self._rule.check(
            text, tested=lambda word: borne(word, implied, tuple(marked.facts.values()), self._about(word, told))
        )
        return checked, tuple(self._doubts(checked, marked, implied, offences, head, outside=outside))

    def _doubts(
        self, text: Text, marked: Marked, implied: Implied, offences: Sequence[Offence], head: str, *, outside: bool
    ) -> Iterator[Doubt]:
        wrong = tuple(faults(text, marked.printed, implied, self._wording, self._moving))
        for what, fix in wrong or tuple(self._moved_by(text, marked)) or repeats(text):
            yield Doubt(what, fix.partition(GIVE)[0] if outside else fix)
        for what, fix in unit_faults(text, marked.printed, self._wording):
            yield Doubt(what, fix)
        bears = None if outside else self._bears(plain(text))
        for what, fix in self._suggestions.faults(offences, text, tuple(marked.facts.values()), bears):
            yield Doubt(what, fix)
        yield from self._beside.doubts(text, marked.printed, implied)
        yield from self._told(text, marked, implied, head)
        if not outside:
            yield from self._superlatives.doubts(plain(text), tuple(marked.facts.values()), implied, self._year)

    def _moved_by(self, text: Text, marked: Marked) -> Iterator[tuple[str, str]]:
        words = self._wording.language.direction_words
        found = read(text, marked.printed, words, self._moving) if words else None
        return moved_by(found, self._topics, self._wording) if found else iter(())

    def _told(self, text: Text, marked: Marked, implied: Implied, head: str) -> Iterator[Doubt]:
        """What a text says of its numbers without a word beside them: verbs alone, and years that are not said."""
        words = self._wording.language.context_words
        if words is None or self._topics is None:
            return
        told = line(text, marked.printed, words, self._beside.places)
        for what, fix, sure in contradicted(told, implied, self._topics, self._book, self._wording):
            yield Doubt(what, fix, "error" if sure else "warning")
        yield from of_other_years(told, head, self._topics, self._book)

    def misnamed(self, text: Text, subject: SubjectFacts, shown: str) -> Iterator[Doubt]:
        """A name that the story gives, what it stands for, and its places in words → whether it is that of another."""
        if self._topics is not None:
            yield from misnamed(text, subject, self._beside.places, self._topics, shown)

    def _about(self, word: NumberWord, told: str) -> Callable[[Fact], bool]:
        """A number word and its text → whether a fact tells of what the word is said of."""
        start = word.start if told.startswith(word.text, word.start) else told.find(word.text)
        return self._topics.about(told, start) if self._topics else lambda _: True

    def _bears(self, told: str) -> Callable[[NumberWord, str, Sequence[Fact]], bool]:
        """A text → whether an expectation is true and bears a number word of it out."""

        def bears(word: NumberWord, expression: str, facts: Sequence[Fact]) -> bool:
            holds = self._holds(expression)
            return holds and borne(word, self.implied((expression,)), facts, self._about(word, told))

        return bears

    def _holds(self, expression: str) -> bool:
        """Whether an expectation is surely true of the data."""
        try:
            return evaluated(self._book, self._dataset, expression, self._parameters, self._wording.lang)[0] is True
        except BriefingError:
            return False

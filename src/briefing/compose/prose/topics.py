"""What a text speaks of: the indicators and short names that its words name, and those that a fact is of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

from msgspec import Struct

from briefing.compose.prose.search_text import segment_at
from briefing.model.dataset import Dataset
from briefing.model.edition import Edition, Subject
from briefing.model.fact import Fact
from briefing.wording.context_words import ContextWords

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STEM: Final = 5  # letters that identify a word, whatever its ending
_PAIR: Final = 2  # characters that identify a word of Chinese


class Topic(Struct, frozen=True):
    """An indicator, or what is worked out from others, with its names and short names."""

    id: str
    names: tuple[str, ...]
    keys: tuple[str, ...]


class Topics:
    """The topics of a project, in a language whose words are known."""

    def __init__(self, dataset: Dataset, edition: Edition, lang: str, words: ContextWords, *, spaced: bool) -> None:
        self._dataset, self._edition = dataset, edition
        self._lang, self._words, self._spaced = lang, words, spaced
        self._patterns: dict[str, tuple[re.Pattern[str], ...]] = {}  # of the distinctive words of each name

    @cached_property
    def all(self) -> dict[str, Topic]:
        """Topics by id: that of the indicator, or the short name of what has none."""
        topics: dict[str, Topic] = {}
        for key, subject in self._edition.subjects.items():
            own = _id(subject)
            before = topics.get(own, Topic(own, (), ()))
            short = (re.split(self._words.cut, name)[0].strip() for name in self._names(subject))
            names = dict.fromkeys((*before.names, *(name for name in short if len(name) > 2 or not name.isascii())))
            topics[own] = Topic(own, tuple(names), (*before.keys, key))
        return topics

    def of(self, fact: Fact) -> frozenset[str]:
        """Return the topics of a fact; of one that was worked out, those of its short names."""
        subjects = self._edition.subjects
        first = re.split(r"\W", fact.name)[0]
        if fact.indicator and first in subjects:
            return frozenset({_id(subjects[first])})
        keys = (word for word in re.findall(r"(?<![.\w])[a-z_]\w*", fact.name) if word in subjects)
        return frozenset(_id(subjects[key]) for key in keys)

    def named(self, text: str) -> frozenset[str]:
        """Return the topics that a text names in full."""
        return frozenset(topic.id for topic in self.all.values() if any(self.find(text, name) for name in topic.names))

    def find(self, text: str, name: str) -> tuple[int, int] | None:
        """Return where a name stands in a text: its distinctive words, from the first to the last; None for nowhere."""
        if not self._spaced:
            start = text.find(name) if len(name) >= _PAIR else -1
            return (start, start + len(name)) if start >= 0 else None
        spans: list[tuple[int, int]] = []
        for pattern in self._distinctive(name):
            found = pattern.search(text)
            if found is None:
                return None
            spans.append(found.span())
        if not spans:
            return None
        end = max(end for _, end in spans)
        rest = re.match(r"\w*", text[end:])
        return min(start for start, _ in spans), end + (rest.end() if rest else 0)

    def other_name(self, label: str, key: str) -> str:
        """Return the name of another indicator that the label of a short name is, without a word of its own."""
        own = _id(self._edition.subjects[key]) if key in self._edition.subjects else ""
        named = self.named(label)
        if not own or not named or own in named or self._mentions(label, own):
            return ""
        return self.all[min(named)].names[0]

    def is_plain(self, between: str) -> bool:
        """Whether the words between a name and its verb leave the verb that of the name."""
        return re.search(self._words.turned, between, re.IGNORECASE) is None

    def timed(self, sentence: str) -> bool:
        """Whether a sentence speaks of a shorter time than the period."""
        return re.search(self._words.timed, sentence, re.IGNORECASE) is not None

    def descriptions(self, fact: Fact) -> Iterator[str]:
        """Return the names, units and definition of what a fact measures, in the language of the story."""
        yield from (name for topic in self.of(fact) if topic in self.all for name in self.all[topic].names)
        yield from (fact.unit, *fact.units.values())
        if fact.indicator in self._dataset.indicators:
            indicator = self._dataset.indicators[fact.indicator]
            yield from (indicator.name(self._lang), indicator.definition)

    def subject_of_word(self, text: str, at: int) -> Callable[[Fact], bool]:
        """Return whether a fact is of the subject of the word at a position.

        What is nearest decides: what is joined with the word, its clause, its sentence. Where no topic is named in
        full, or indicators at large, every fact may be; a fact's own topic may be named by any of its words.
        """
        for separator in (self._words.parts, self._words.clause, self._words.sentence):
            near = segment_at(text, at, separator)
            if re.search(self._words.at_large, near, re.IGNORECASE):
                break
            if named := self.named(near):
                return lambda fact: (
                    not self.of(fact) or any(topic in named or self._mentions(near, topic) for topic in self.of(fact))
                )
        return lambda _: True

    def _mentions(self, text: str, topic: str) -> bool:
        """Whether any word of a topic's names stands in a text."""
        names = self.all[topic].names if topic in self.all else ()
        if self._spaced:
            return any(pattern.search(text) for name in names for pattern in self._distinctive(name))
        return any(name[at : at + _PAIR] in text for name in names for at in range(len(name) - 1))

    def _distinctive(self, name: str) -> tuple[re.Pattern[str], ...]:
        patterns = self._patterns.get(name)
        if patterns is None:
            stems = self._stems(name)
            patterns = tuple(re.compile(rf"\b{re.escape(stem)}", re.IGNORECASE) for stem in stems)
            self._patterns[name] = patterns
        return patterns

    def _stems(self, name: str) -> tuple[str, ...]:
        words = [word.lower() for word in _WORD.findall(name)]
        distinctive = [word for word in words if not re.fullmatch(self._words.general, word)]
        return tuple(dict.fromkeys(word[:_STEM].removesuffix("s") for word in distinctive))

    def _names(self, subject: Subject) -> Iterator[str]:
        yield from (name for lang, name in subject.names.items() if lang == self._lang)
        if subject.indicator in self._dataset.indicators:
            yield self._dataset.indicators[subject.indicator].name(self._lang)


def _id(subject: Subject) -> str:
    return subject.indicator or subject.key

"""What a text speaks of: the indicators and short names that its words name, and those that a fact tells of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefing.model.dataset import Dataset
from briefing.model.edition import Edition, Subject
from briefing.model.fact import Fact

if TYPE_CHECKING:
    from briefing.wording.context_words import ContextWords

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STEM: Final = 5  # letters that tell a word, whatever its ending
_PAIR: Final = 2  # signs that tell a word of Chinese


class Topic(Struct, frozen=True):
    """An indicator, or what is worked out from others, with what names it."""

    id: str
    names: tuple[str, ...]
    keys: tuple[str, ...]


class Topics:
    """The topics of a project, in a language whose words are known."""

    def __init__(self, dataset: Dataset, edition: Edition, lang: str, words: ContextWords, *, spaced: bool) -> None:
        self._dataset, self._edition = dataset, edition
        self._lang, self._words, self._spaced = lang, words, spaced

    @cached_property
    def all(self) -> dict[str, Topic]:
        """Topics by id: that of the indicator, or the short name of what has none."""
        found: dict[str, Topic] = {}
        for key, subject in self._edition.subjects.items():
            own = _id(subject)
            before = found.get(own, Topic(own, (), ()))
            cut = (re.split(self._words.cut, name)[0].strip() for name in self._names(subject))
            told = dict.fromkeys((*before.names, *(name for name in cut if len(name) > 2 or not name.isascii())))
            found[own] = Topic(own, tuple(told), (*before.keys, key))
        return found

    def of(self, fact: Fact) -> frozenset[str]:
        """A fact → the topics that it tells of; of one that was worked out, those of its short names."""
        subjects = self._edition.subjects
        keys = (word for word in re.findall(r"(?<![.\w])[a-z_]\w*", fact.name) if word in subjects)
        own = frozenset(_id(subjects[key]) for key in keys)
        first = re.split(r"\W", fact.name)[0]
        return frozenset({_id(subjects[first])}) if fact.indicator and first in subjects else own

    def named(self, said: str) -> frozenset[str]:
        """A stretch of text → the topics that it names in full."""
        return frozenset(one.id for one in self.all.values() if any(self.at(said, name) for name in one.names))

    def at(self, said: str, name: str) -> tuple[int, int] | None:
        """Where a name stands in a stretch: all its words that tell it, from the first to the last; None: nowhere."""
        if not self._spaced:
            start = said.find(name) if len(name) >= _PAIR else -1
            return (start, start + len(name)) if start >= 0 else None
        stems = self._stems(name)
        places = [re.search(rf"\b{re.escape(stem)}", said, re.IGNORECASE) for stem in stems]
        spans = [found.span() for found in places if found]
        if not stems or len(spans) < len(stems):
            return None
        end = max(end for _, end in spans)
        rest = re.match(r"\w*", said[end:])
        return min(start for start, _ in spans), end + (rest.end() if rest else 0)

    def other(self, said: str, key: str) -> str:
        """A name that a story gives a short name → the name of another indicator in it, and no word of its own; else
        nothing."""
        own = _id(self._edition.subjects[key]) if key in self._edition.subjects else ""
        named = self.named(said)
        if not own or not named or own in named or self._spoken(said, own):
            return ""
        return next(iter(self.all[min(named)].names))

    def plain(self, between: str) -> bool:
        """Whether what stands between a name and its verb leaves the verb that of the name."""
        return re.search(self._words.turned, between, re.IGNORECASE) is None

    def timed(self, sentence: str) -> bool:
        """Whether a sentence tells of a shorter time than the period."""
        return re.search(self._words.timed, sentence, re.IGNORECASE) is not None

    def told_of(self, fact: Fact) -> Iterator[str]:
        """What a fact is called, counted in and said to be, in the language of the story."""
        yield from (name for topic in self.of(fact) if topic in self.all for name in self.all[topic].names)
        yield from (fact.unit, *fact.units.values())
        if fact.indicator in self._dataset.indicators:
            indicator = self._dataset.indicators[fact.indicator]
            yield from (indicator.name(self._lang), indicator.definition)

    def about(self, said: str, start: int) -> Callable[[Fact], bool]:
        """A text and where a word of it stands → whether a fact tells of what that word is said of.

        What is nearest decides: what is joined with the word, its clause, its sentence. Where no topic is named in
        full, or indicators at large, there is no telling; a fact's own topic may be named by any of its words.
        """
        for separator in (self._words.parts, self._words.clause, self._words.sentence):
            near = stretch(said, start, separator)
            if re.search(self._words.at_large, near, re.IGNORECASE):
                break
            if named := self.named(near):
                return lambda fact: (
                    not self.of(fact) or any(topic in named or self._spoken(near, topic) for topic in self.of(fact))
                )
        return lambda _: True

    def _spoken(self, said: str, topic: str) -> bool:
        """Whether any word of a topic's names stands in a text."""
        names = self.all[topic].names if topic in self.all else ()
        if self._spaced:
            return any(re.search(rf"\b{re.escape(stem)}", said, re.I) for name in names for stem in self._stems(name))
        return any(name[at : at + _PAIR] in said for name in names for at in range(len(name) - 1))

    def _stems(self, name: str) -> tuple[str, ...]:
        words = [word.lower() for word in _WORD.findall(name)]
        telling = [word for word in words if not re.fullmatch(self._words.general, word)]
        return tuple(dict.fromkeys(word[:_STEM].removesuffix("s") for word in telling))

    def _names(self, subject: Subject) -> Iterator[str]:
        yield from (name for lang, name in subject.names.items() if lang == self._lang)
        if subject.indicator in self._dataset.indicators:
            yield self._dataset.indicators[subject.indicator].name(self._lang)


def stretch(said: str, start: int, separator: str) -> str:
    """A text, a place in it and what parts stretches → the stretch in which it stands."""
    ends = [found.span() for found in re.finditer(separator, said)]
    first = max((end for _, end in ends if end <= start), default=0)
    return said[first : min((begin for begin, _ in ends if begin >= start), default=len(said))]


def _id(subject: Subject) -> str:
    return subject.indicator or subject.key

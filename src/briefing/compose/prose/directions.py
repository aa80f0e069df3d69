"""A text with its facts → where its words say another direction than the data, and where a sign is lost.

The text is searched with each printed fact as one sign. A change is held against the nearest word of direction in its
clause, two levels against the words that join them. What is not understood is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from briefing.model.fact import Fact, Measure
from briefing.model.text import Text
from briefing.wording.directions import SIGNED, direction
from briefing.wording.fitting import CHANGES, DEFAULTS, DIRECTED

if TYPE_CHECKING:
    from briefing.compose.language.templates import Printed
    from briefing.model.dataset import Dataset
    from briefing.model.edition import Subject
    from briefing.wording.direction_words import DirectionWords
    from briefing.wording.directions import DirectedWording

Kind = Literal["verb", "near", "after"]

_FIRST: Final = 0xE000
_MARKS: Final = "\ue000-\uefff"
_OPAQUE: Final = "\u00a4"
_BREAK: Final = "\x01"
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "rank", "target"})
_FARTHEST: Final = 70  # signs between a word and its number
_CARRIED: Final = 60  # signs between two numbers of one verb


class Governed(Struct, frozen=True):
    """The word that says a change's direction, 1 or −1, and where it stands."""

    sign: int
    word: str
    kind: Kind


class Wrong(Struct, frozen=True):
    """A word of direction and the facts that say another; one change, or the earlier and the later level."""

    word: str
    facts: tuple[Fact, ...]
    kind: Kind


def is_change(fact: Fact) -> bool:
    """Whether a fact has a direction: a change, or a multiple."""
    return fact.measure in CHANGES or fact.measure == "multiple"


class Read(Struct):
    """A text in one string, with the printed fact of each mark in it."""

    words: DirectionWords
    text: str
    marks: dict[str, Printed]

    def governed(self, mark: str) -> Governed | None:
        """A change's mark → the word that governs it; None where none is sure to."""
        at = self.text.index(mark)
        return self._behind(at) or self._before(at)

    def governing(self, fact: Fact) -> Governed | None:
        """A change that is printed → the word that governs it, where one does."""
        found = (self.governed(mark) for mark, one in self.marks.items() if one.fact is fact)
        return next((one for one in found if one), None)

    def wrong(self) -> Iterator[Wrong]:
        """→ each word of direction that the data contradict."""
        for mark, one in self.marks.items():
            if is_change(one.fact) and one.name not in DIRECTED:
                found = self.governed(mark)
                if found and (found.sign != self._direction(mark) or _denied_twice(one)):
                    yield Wrong(found.word, (one.fact,), found.kind)
            elif (is_change(one.fact) or one.name in DIRECTED) and (said := self._twice(mark)):
                yield Wrong(said, (one.fact,), "verb")
            elif one.fact.value < 0 and one.fact.unit.startswith("%") and (said := self._twice(mark)):
                yield Wrong(said, (one.fact,), "verb")  # a published rate: what "grew −3%" fell
        if len(self.marks) > 1:
            yield from self._levels()

    def _direction(self, mark: str) -> int:
        """The direction that the words about a change should say."""
        fact, at = self.marks[mark].fact, self.text.index(mark)
        clause = self._clause(at) + re.split(self.words.clause, self.text[at:], maxsplit=1)[0]
        turned = self._sized(clause, *(row.value for row in fact.observations))
        if fact.measure == "gap":
            turned ^= re.search(self.words.needed, clause, re.I) is not None
            better = re.search(rf"^[^,]{{0,20}}?{_alone(self.words, self.words.better)}", self.text[at + 1 :], re.I)
            turned ^= bool(self.words.better and better and fact.better == "down")
        return -direction(fact) if turned else direction(fact)

    def _sized(self, clause: str, *values: float) -> bool:
        """Whether values below zero are told by their size, as a deficit is."""
        return all(value < 0 for value in values) and re.search(self.words.sizes, clause, re.I) is not None

    def _twice(self, mark: str) -> str:
        """The word of direction directly before a number that says one itself, by its filter or its minus."""
        before, words = self.text[: self.text.index(mark)], self.words
        gap = words.filler if words.spaced else ""  # 降至 is "fell to"
        found = re.search(rf"({_alone(words, words.rises + '|' + words.falls)}){gap}$", before, re.I)
        own = found and not re.fullmatch(f"{words.rises_to}|{words.falls_to}", found[1])
        return found[1] if found and own and not self._denied(before[: found.start()]) else ""

    def _behind(self, at: int) -> Governed | None:
        words, rest = self.words, self.text[at + 1 :]
        for sign, listed in ((1, words.rise_after), (-1, words.fall_after)):
            found = re.match(rf"{words.between}({_alone(words, listed)})", rest, re.I)
            if found and listed:
                return Governed(sign, found[1], "after")
        return None

    def _before(self, at: int) -> Governed | None:
        clause = self._clause(at)
        found = self._last(clause)
        other = max((clause.rfind(mark) for mark, one in self.marks.items() if is_change(one.fact)), default=-1)
        if found is None or found.start() < other:
            return self._carried(clause, other) if other >= 0 else None
        before, gap = clause[: found.start()], clause[found.end() :]
        noun = re.fullmatch(self.words.nouns, found[0], re.I) is not None
        if len(gap) > _FARTHEST or (self._stopped(gap) and not noun) or self._denied(before):
            return None
        if self._ended(self.words.anew, gap) or (
            noun and self._ended(self.words.article, before) and not self._behind_noun(gap)
        ):
            return None
        near = found.lastgroup in ("rise_near", "fall_near")
        if near and not re.fullmatch(self.words.filler, gap, re.I):
            return None
        word = f"{found[0]} of" if re.match(r"\s+of\b", gap) else found[0]
        return Governed(1 if (found.lastgroup or "").startswith("rise") else -1, word, "near" if near else "verb")

    def _clause(self, at: int) -> str:
        """What stands before a number in its clause; "rose (by 5%)" and "a rise: 5%" are one where it has no sign."""
        start = self._start(at, self.words.clause)
        clause = self.text[start:at]
        bare = not re.search("[+−]", self.marks[self.text[at]].text)
        if bare and start and re.fullmatch(self.words.filler, f" {clause}", re.I):
            joint = re.search(r"\s*[:：(（–—]\s*$", self.text[:start])
            if joint:
                return f"{self.text[self._start(joint.start(), self.words.clause) : joint.start()]} {clause}"
        return clause

    def _last(self, clause: str) -> re.Match[str] | None:
        found = [one for one in directions_in(self.words).finditer(clause) if one.lastgroup != "neither"]
        # a name, as the Niagara Falls, is no verb
        found = [
            one for one in found if not (one.start() and one[0][:1].isupper() and clause[: one.start()].strip(" ("))
        ]
        found = [one for one in found if not self._adjective(one, clause)]
        near = [one for one in found if (one.lastgroup or "").endswith("near")]
        for one in reversed(found):
            if one not in near or re.fullmatch(self.words.filler, clause[one.end() :], re.I):
                return one
        return None

    def _adjective(self, found: re.Match[str], clause: str) -> bool:
        """Whether a word stands before a noun, as in "with increased demand"."""
        return (
            bool(self.words.participle)
            and re.fullmatch(self.words.participle, found[0], re.I) is not None
            and self._ended(self.words.attributive, clause[: found.start()])
            and not re.fullmatch(self.words.filler, clause[found.end() :], re.I)
        )

    def _behind_noun(self, gap: str) -> bool:
        """Whether a number behind a noun is its own, as in "the rise in visits was 5%"."""
        return re.fullmatch(rf"(?:.*{self.words.linked})?{self.words.filler}", gap, re.I) is not None

    def _ended(self, pattern: str, before: str) -> bool:
        return bool(pattern) and re.search(pattern, before, re.I) is not None

    def _carried(self, clause: str, other: int) -> Governed | None:
        """ "A rose 5%, B 7%": the verb of the number before holds for this one too."""
        gap = clause[other + 1 :]
        if len(gap) > _CARRIED or self._stopped(gap) or not re.search(r"[,，、]|\band\b|和", gap):
            return None
        one = self.marks[clause[other]]
        if one.name in DIRECTED:
            return Governed(direction(one.fact), one.text, "verb") if one.name in ("moved", "moves") else None
        found = self._before(self.text.index(clause[other]))
        return found if found and found.kind == "verb" else None

    def _stopped(self, gap: str) -> bool:
        return re.search(_alone(self.words, self.words.stops), gap, re.I) is not None

    def _denied(self, before: str) -> bool:
        tail = r"(?:\s+[\w’']+){0,2}\s*$" if self.words.spaced else r".{0,2}$"
        return re.search(rf"(?:{self.words.denied}){tail}", before, re.I) is not None

    def _start(self, at: int, breaks: str) -> int:
        return max((found.end() for found in re.finditer(breaks, self.text[:at])), default=0)

    def _levels(self) -> Iterator[Wrong]:
        """Levels that a text says to have moved from one to the other, or to stand above or below."""
        for move in _moves(self.words):
            for found in move.pattern.finditer(self.text):
                first, second = (self.marks[found[name]].fact for name in (move.first, move.second))
                if self._denied(self.text[: found.start("word")]) or not _comparable(first, second):
                    continue
                sign = (second.value > first.value) - (second.value < first.value)
                said = 1 if found["up"] is not None else -1
                clause = self.text[self._start(found.start(), self.words.clause) : found.end()]
                turned = first.measure == "rank" or self._sized(clause, first.value, second.value)
                if (-sign if turned else sign) != said:
                    yield Wrong(found["word"], (first, second), "verb")


def moving_names(dataset: Dataset, subjects: Iterable[Subject], wording: DirectedWording) -> re.Pattern[str] | None:
    """A dataset, the short names of an edition, and a wording → the names that hold a word of direction, as "Working
    days lost"."""
    words = wording.language.direction_words
    if words is None or not words.spaced:  # elsewhere nothing parts a name from the verb behind it
        return None
    listed = _alone(words, f"{words.rises}|{words.falls}")
    called = [*(one.names for one in dataset.indicators.values()), *(one.names for one in subjects)]
    names = {one.get(wording.lang, "") for one in called}
    held = sorted(name for name in names if " " in name and re.search(listed, name, re.I))
    return _pattern(_alone(words, "|".join(map(re.escape, held)))) if held else None


def read(text: Text, printed: Sequence[Printed], words: DirectionWords, names: re.Pattern[str] | None) -> Read | None:
    """A composed text and what it prints, in order → it to be searched, without the `names` that hold a word of
    direction; None where no direction can be said."""
    if not any(is_change(one.fact) or one.fact.measure in _LEVELS for one in printed):
        return None
    marks: dict[str, Printed] = {}
    parts: list[str] = []
    left, bold = list(printed), text[0].bold if text else False
    for run in text:
        if run.bold != bold:
            parts.append(_BREAK)
            bold = run.bold
        if not run.fact:
            parts.append(_OPAQUE if run.term else names.sub(_OPAQUE, run.text) if names else run.text)
            continue
        while left and left[0].fact.name != run.fact:
            left.pop(0)
        one = left.pop(0) if left else None
        shown = one is not None and one.name != "year" and (is_change(one.fact) or one.fact.measure in _LEVELS)
        if one is not None and shown:
            mark = chr(_FIRST + len(marks))
            marks[mark] = one
            parts.append(mark)
        else:
            parts.append(_OPAQUE)
    return Read(words, "".join(parts), marks)


def unsigned(one: Printed) -> bool:
    """Whether a change is printed by a filter that does not say its sign."""
    return one.fact.measure in CHANGES and (one.name or DEFAULTS.get(one.fact.measure, "value")) not in SIGNED


def _denied_twice(one: Printed) -> bool:
    """Whether a number behind a word of direction has a minus that its author did not ask for, as in "lost −5"."""
    return one.fact.measure in ("change", "gap") and one.fact.value < 0 and one.name in ("", "value", "unit", "full")


def _comparable(one: Fact, other: Fact) -> bool:
    return one.measure in _LEVELS and other.measure in _LEVELS and one.unit == other.unit


def _alone(words: DirectionWords, listed: str) -> str:
    return rf"(?<![\w-])(?:{listed})(?![\w-])" if words.spaced else rf"(?:{listed})"


@lru_cache(8)
def directions_in(words: DirectionWords) -> re.Pattern[str]:
    """Words of direction → what finds them, by their group: neither, rises, falls, and those that stand near."""
    # where nothing ends a word but a longer one, the longer ones are looked for first
    far, near = ("rises", "falls"), ("rise_near", "fall_near")
    names = ("neither", *near, *far) if words.spaced else ("neither", *far, *near)
    listed = "|".join(f"(?P<{name}>{_alone(words, getattr(words, name))})" for name in names)
    return re.compile(listed, re.IGNORECASE)


class _Move(Struct, frozen=True):
    """A pattern of two levels, and the names of the earlier and the later one."""

    pattern: re.Pattern[str]
    first: str
    second: str


@lru_cache(8)
def _moves(words: DirectionWords) -> tuple[_Move, ...]:
    one, other, free = f"(?P<one>[{_MARKS}])", f"(?P<other>[{_MARKS}])", f"[^{_MARKS}.;:!?。；\x01]"
    ups = "|".join((words.rises, "up")) if words.spaced else words.rises_to
    downs = "|".join((words.falls, "down")) if words.spaced else words.falls_to
    word = rf"(?P<word>(?P<up>{_alone(words, ups)})|{_alone(words, downs)})"
    compare = rf"(?P<word>(?P<up>{_alone(words, words.above)})|{_alone(words, words.below)})"
    beside = _pattern(rf"{one}{free}{{0,30}}{compare}{free}{{0,30}}?{other}")
    stands = _Move(beside, "other", "one")
    if not words.spaced:
        return _Move(
            _pattern(rf"{words.origin}{one}{free}{{0,20}}?{word}{words.reached}{other}"), "one", "other"
        ), stands
    start, end = rf"(?<!\w){words.origin}", rf"(?<!\w){words.reached}"
    return (
        _Move(_pattern(rf"{word}{free}{{0,40}}?{start}{one}{free}{{0,40}}?{end}{other}"), "one", "other"),
        _Move(_pattern(rf"{word}{free}{{0,20}}?{end}{one}{free}{{0,40}}?{start}{other}"), "other", "one"),
        _Move(_pattern(rf"{one}{free}{{0,40}}?{word}\s+{start}{other}"), "other", "one"),
        _Move(_pattern(rf"{start}{one}{free}{{0,40}}?{word}\s+{end}{other}"), "one", "other"),
        stands,
    )


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)

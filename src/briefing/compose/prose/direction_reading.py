"""Words of direction in a text and the printed facts that they govern: where they say another direction than the data.

A change is held against the nearest word of direction in its clause, two levels against the words that join them. What
is not understood is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

from briefing.compose.language.fact_expressions import is_change
from briefing.compose.language.numeral_rule import without_unit
from briefing.compose.language.templates import PrintedFact
from briefing.compose.prose.search_text import OPAQUE, SearchText
from briefing.model.dataset import Dataset
from briefing.model.edition import Subject
from briefing.model.fact import Fact, Measure
from briefing.model.text import Run, Text
from briefing.wording.context_words import CHANGE, LEVEL
from briefing.wording.direction_words import DirectionWords
from briefing.wording.directions import DirectedWording, direction
from briefing.wording.fitting import DIRECTED, TIMES, is_shortfall

Position = Literal["verb", "near", "after"]

MARKS: Final = f"{LEVEL[0]}-{CHANGE[-1]}"
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "rank", "target"})
_FARTHEST: Final = 70  # characters between a word and its number
_FOLLOWING: Final = 60  # characters between two numbers of one verb


class DirectionWord(Struct, frozen=True):
    """The word that says a change's direction, 1 or −1, and where it stands."""

    sign: int
    word: str
    position: Position


class Contradiction(Struct, frozen=True):
    """A word of direction and the facts that say another; one change, or the earlier and the later level."""

    word: str
    facts: tuple[Fact, ...]
    position: Position


class DirectionText(SearchText, kw_only=True):
    """A text in which each change and each level is one character; `names` hold a word of direction that says none."""

    words: DirectionWords
    names: re.Pattern[str] | None = None

    def _encoded(self, run: Run, number: PrintedFact | None) -> str:
        if not run.fact:
            return OPAQUE if run.term else self.names.sub(OPAQUE, run.text) if self.names else run.text
        if number is None or number.filter in TIMES or not _has_direction(number.fact):
            return OPAQUE
        return self._sign(MARKS, self.numbers, number)

    def governing(self, fact: Fact) -> DirectionWord | None:
        """Return the word that governs a printed change, if any does."""
        found = (self._governing(self.text.index(mark)) for mark, number in self.numbers.items() if number.fact is fact)
        return next((word for word in found if word), None)

    def contradictions(self) -> Iterator[Contradiction]:
        """Find each word of direction that the data contradict."""
        for mark, number in self.numbers.items():
            fact, at = number.fact, self.text.index(mark)
            if is_change(fact) and number.filter not in DIRECTED:
                found = self._governing(at)
                if found and (found.sign != self._direction(at) or _has_own_minus(number)):
                    yield Contradiction(found.word, (fact,), found.position)
            elif is_change(fact) or number.filter in DIRECTED or (fact.value < 0 and fact.unit.startswith("%")):
                yield from self._repeated(at)  # of a published rate too: what "grew −3%" fell
        if len(self.numbers) > 1:
            yield from self._compared_levels()

    def denied(self, before: str) -> bool:
        """Whether what stands before a word denies or only supposes it."""
        tail = r"(?:\s+[\w’']+){0,2}\s*$" if self.words.spaced else r".{0,2}$"
        return _ends_with(rf"(?:{self.words.denied}){tail}", before)

    def _direction(self, at: int) -> int:
        """Return the direction that the words about a change should say."""
        fact = self.numbers[self.text[at]].fact
        clause = self._clause_before(at) + re.split(self.words.clause, self.text[at:], maxsplit=1)[0]
        turned = self._by_size(clause, *(row.value for row in fact.observations))
        if fact.measure == "gap":
            turned ^= is_shortfall(fact)
            turned ^= re.search(self.words.needed, clause, re.I) is not None
            better = re.search(
                rf"^[^,]{{0,20}}?{whole_words(self.words, self.words.better)}", self.text[at + 1 :], re.I
            )
            turned ^= bool(self.words.better and better and fact.better == "down")
        return -direction(fact) if turned else direction(fact)

    def _by_size(self, clause: str, *values: float) -> bool:
        """Whether a clause speaks of values below zero by their size, as of a deficit."""
        return all(value < 0 for value in values) and re.search(self.words.sizes, clause, re.I) is not None

    def _repeated(self, at: int) -> Iterator[Contradiction]:
        """Find a word of direction directly before a number that says one itself, by its filter or its minus."""
        before, words = self.text[:at], self.words
        gap = words.filler if words.spaced else ""  # 降至 is "fell to"
        found = re.search(rf"({whole_words(words, words.rises + '|' + words.falls)}){gap}$", before, re.I)
        to_level = found and re.fullmatch(f"{words.rises_to}|{words.falls_to}", found[1])
        if found and not to_level and not self.denied(before[: found.start()]):
            yield Contradiction(found[1], (self.numbers[self.text[at]].fact,), "verb")

    def _governing(self, at: int) -> DirectionWord | None:
        """Return the word that governs the change at a position; None where none is sure to."""
        return self._word_after(at) or self._word_before(at)

    def _word_after(self, at: int) -> DirectionWord | None:
        words, rest = self.words, self.text[at + 1 :]
        for sign, listed in ((1, words.rise_after), (-1, words.fall_after)):
            found = re.match(rf"{words.between}({whole_words(words, listed)})", rest, re.I)
            if found and listed:
                return DirectionWord(sign, found[1], "after")
        return None

    def _word_before(self, at: int) -> DirectionWord | None:
        words, clause = self.words, self._clause_before(at)
        found = self._last_direction(clause)
        marks = (mark for mark, number in self.numbers.items() if is_change(number.fact))
        other = max((clause.rfind(mark) for mark in marks), default=-1)
        if found is None or found.start() < other:
            return self._shared_verb(clause, other) if other >= 0 else None
        before, gap = clause[: found.start()], clause[found.end() :]
        noun = re.fullmatch(words.subject_words, found[0], re.I) is not None
        if len(gap) > _FARTHEST or (self._stopped(gap) and not noun) or self.denied(before):
            return None
        if _ends_with(words.new_clause, gap) or (noun and _ends_with(words.article, before) and not self._of_noun(gap)):
            return None
        near = found.lastgroup in ("rise_near", "fall_near")
        if near and not self._only_filler(gap):
            return None
        word = f"{found[0]} of" if re.match(r"\s+of\b", gap) else found[0]
        return DirectionWord(sign_of(found), word, "near" if near else "verb")

    def _clause_before(self, at: int) -> str:
        """Return what precedes a number in its clause; "rose (by 5%)" and "a rise: 5%" are one without a sign."""
        start = self._clause_start(at)
        clause = self.text[start:at]
        bare = not re.search("[+−]", self.numbers[self.text[at]].text)
        if bare and start and self._only_filler(f" {clause}"):
            joint = re.search(r"\s*[:：(（–—]\s*$", self.text[:start])
            if joint:
                return f"{self.text[self._clause_start(joint.start()) : joint.start()]} {clause}"
        return clause

    def _last_direction(self, clause: str) -> re.Match[str] | None:
        for found in reversed(list(directions_in(self.words).finditer(clause))):
            group, before, after = found.lastgroup or "", clause[: found.start()], clause[found.end() :]
            if group == "neither" or (before.strip(" (") and found[0][:1].isupper()):  # a name, as the Niagara Falls
                continue
            if not self._adjective(found[0], before, after) and (
                not group.endswith("near") or self._only_filler(after)
            ):
                return found
        return None

    def _adjective(self, word: str, before: str, after: str) -> bool:
        """Whether a word stands before a noun, as in "with increased demand"."""
        words = self.words
        participle = bool(words.participle) and re.fullmatch(words.participle, word, re.I) is not None
        return participle and _ends_with(words.attributive, before) and not self._only_filler(after)

    def _of_noun(self, gap: str) -> bool:
        """Whether a number behind a noun is its own, as in "the rise in visits was 5%"."""
        return re.fullmatch(rf"(?:.*{self.words.linked})?{self.words.filler}", gap, re.I) is not None

    def _only_filler(self, gap: str) -> bool:
        return re.fullmatch(self.words.filler, gap, re.I) is not None

    def _shared_verb(self, clause: str, other: int) -> DirectionWord | None:
        """Return the verb of the number before, which holds for this one too: "A rose 5%, B 7%"."""
        gap = clause[other + 1 :]
        if len(gap) > _FOLLOWING or self._stopped(gap) or not re.search(r"[,，、]|\band\b|和", gap):
            return None
        number = self.numbers[clause[other]]
        if number.filter in DIRECTED:
            verb = number.filter in ("moved", "moves")
            return DirectionWord(direction(number.fact), number.text, "verb") if verb else None
        found = self._word_before(self.text.index(clause[other]))
        return found if found and found.position == "verb" else None

    def _stopped(self, gap: str) -> bool:
        return re.search(whole_words(self.words, self.words.stops), gap, re.I) is not None

    def _clause_start(self, at: int) -> int:
        return max((found.end() for found in re.finditer(self.words.clause, self.text[:at])), default=0)

    def _compared_levels(self) -> Iterator[Contradiction]:
        """Find levels that do not move from one to the other, or stand above or below, as the words between say."""
        for move in _moves(self.words):
            for found in move.pattern.finditer(self.text):
                first, second = (self.numbers[found[name]].fact for name in (move.first, move.second))
                if self.denied(self.text[: found.start("word")]) or not _comparable(first, second):
                    continue
                sign = (second.value > first.value) - (second.value < first.value)
                clause = self.text[self._clause_start(found.start()) : found.end()]
                turned = first.measure == "rank" or self._by_size(clause, first.value, second.value)
                if (-sign if turned else sign) != (1 if found["up"] is not None else -1):
                    yield Contradiction(found["word"], (first, second), "verb")


def moving_names(dataset: Dataset, subjects: Iterable[Subject], wording: DirectedWording) -> re.Pattern[str] | None:
    """Find the names of a dataset and an edition that hold a word of direction, as "Working days lost"."""
    words = wording.language.direction_words
    if words is None or not words.spaced:  # elsewhere nothing parts a name from the verb behind it
        return None
    listed = whole_words(words, f"{words.rises}|{words.falls}")
    owners = [*(item.names for item in dataset.indicators.values()), *(item.names for item in subjects)]
    names = {item.get(wording.lang, "") for item in owners}
    names |= set(map(without_unit, names))
    moving = sorted(name for name in names if " " in name and re.search(listed, name, re.I))
    moving.sort(key=len, reverse=True)  # a name before its own beginning
    return _pattern(whole_words(words, "|".join(map(re.escape, moving)))) if moving else None


def direction_text(
    text: Text, printed: Sequence[PrintedFact], words: DirectionWords, names: re.Pattern[str] | None
) -> DirectionText | None:
    """Return a composed text to be searched for words of direction; None where it prints nothing that has one."""
    if not any(_has_direction(number.fact) for number in printed):
        return None
    return DirectionText(words=words, names=names).filled(text, printed)


def _has_direction(fact: Fact) -> bool:
    return is_change(fact) or fact.measure in _LEVELS


def _has_own_minus(number: PrintedFact) -> bool:
    """Whether a number behind a word of direction has a minus that its author did not ask for, as in "lost −5"."""
    plain = number.filter in ("", "value", "unit", "full", "bare")
    return number.fact.measure in ("change", "gap") and number.fact.value < 0 and plain


def _comparable(first: Fact, second: Fact) -> bool:
    return first.measure in _LEVELS and second.measure in _LEVELS and first.unit == second.unit


def _ends_with(pattern: str, before: str) -> bool:
    return bool(pattern) and re.search(pattern, before, re.I) is not None


def whole_words(words: DirectionWords, listed: str) -> str:
    """Return the pattern that finds listed words where they stand by themselves."""
    return rf"(?<![\w-])(?:{listed})(?![\w-])" if words.spaced else rf"(?:{listed})"


@lru_cache(8)
def directions_in(words: DirectionWords) -> re.Pattern[str]:
    """Return what finds words of direction, in groups: neither, rises, falls, rise_near, fall_near."""
    # where nothing ends a word but a longer one, the longer ones are looked for first
    far, near = ("rises", "falls"), ("rise_near", "fall_near")
    names = ("neither", *near, *far) if words.spaced else ("neither", *far, *near)
    return _pattern("|".join(f"(?P<{name}>{whole_words(words, getattr(words, name))})" for name in names))


def sign_of(found: re.Match[str]) -> int:
    """Return the direction of a word that `directions_in` found: 1 or −1."""
    return 1 if (found.lastgroup or "").startswith("rise") else -1


class _Move(Struct, frozen=True):
    """A pattern of two levels, and the names of the earlier and the later one."""

    pattern: re.Pattern[str]
    first: str
    second: str


@lru_cache(8)
def _moves(words: DirectionWords) -> tuple[_Move, ...]:
    one, other, free = f"(?P<one>[{MARKS}])", f"(?P<other>[{MARKS}])", f"[^{MARKS}.;:!?。；\x01]"
    ups = "|".join((words.rises, "up")) if words.spaced else words.rises_to
    downs = "|".join((words.falls, "down")) if words.spaced else words.falls_to
    word = rf"(?P<word>(?P<up>{whole_words(words, ups)})|{whole_words(words, downs)})"
    compare = rf"(?P<word>(?P<up>{whole_words(words, words.above)})|{whole_words(words, words.below)})"
    stands = _Move(_pattern(rf"{one}{free}{{0,30}}{compare}{free}{{0,30}}?{other}"), "other", "one")
    if not words.spaced:
        moved = _pattern(rf"{words.origin}{one}{free}{{0,20}}?{word}{words.reached}{other}")
        return _Move(moved, "one", "other"), stands
    start, end = rf"(?<!\w){words.origin}", rf"(?<!\w){words.reached}"
    return (
        _Move(_pattern(rf"{word}{free}{{0,40}}?{start}{one}{free}{{0,40}}?{end}{other}"), "one", "other"),
        _Move(_pattern(rf"{word}{free}{{0,20}}?{end}{one}{free}{{0,40}}?{start}{other}"), "other", "one"),
        _Move(_pattern(rf"{one}{free}{{0,40}}?{word}\s+{start}{other}"), "other", "one"),
        _Move(_pattern(rf"{start}{one}{free}{{0,40}}?{word}\s+{end}{other}"), "one", "other"),
        stands,
        *_moves_against(words),
    )


def _moves_against(words: DirectionWords) -> Iterator[_Move]:
    """Yield what finds two levels behind a comparison, as in "fewer trips than Ashby, 2,205 against 231"."""
    if words.than:
        free = f"[^{MARKS}.,;:!?\x01]"
        word = rf"(?P<word>(?P<up>{whole_words(words, words.larger)})|{whole_words(words, words.smaller)})"
        levels = rf"(?P<one>[{MARKS}]){free}{{0,20}}?,?\s+(?:{words.against})\s{free}{{0,20}}?(?P<other>[{MARKS}])"
        yield _Move(_pattern(rf"{word}{free}{{0,40}}?\b{words.than}\b{free}{{1,40}}?,\s+{levels}"), "other", "one")


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)

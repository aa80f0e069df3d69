"""Words of direction without a number, as "visits rose" → where the expectations of the text, or the data, say another.

A sentence is understood where its clause begins with the name of one indicator and a verb of direction follows. What
an expectation contradicts is an error; what only the data do, over the whole period and in its last step, is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefing.compose.language.expectations import Comparison, Implied
from briefing.compose.prose.directions import directions_in, is_change
from briefing.compose.prose.sentences import OPAQUE, Line
from briefing.compose.prose.signs import present
from briefing.compose.prose.topics import Topics, stretch
from briefing.errors import BriefingError
from briefing.model.fact import Fact
from briefing.wording.context_words import CHANGE, LEVEL, YEAR
from briefing.wording.directions import direction
from briefing.wording.fitting import PLACES

if TYPE_CHECKING:
    from briefing.facts import FactRegistry, SubjectFacts
    from briefing.wording import DirectedWording

_NUMBER: Final = re.compile(f"[{LEVEL}{CHANGE}{OPAQUE}]")
_DATED: Final = re.compile(f"[{YEAR}]")
_NEAR: Final = 30  # signs between a name and its verb


class Said(Struct, frozen=True):
    """A word that says that an indicator rose, 1, or fell, −1."""

    sign: int
    word: str
    topic: str
    sentence: str


def contradicted(
    read: Line, implied: Implied, topics: Topics, book: FactRegistry, wording: DirectedWording
) -> Iterator[tuple[str, str, bool]]:
    """→ (what, fix, whether it is sure) for each word of direction that is not so."""
    for said in _said(read, topics, wording):
        abroad = any(sign in said.sentence for sign, place in read.places.items() if place != book.entity)
        if abroad or _DATED.search(said.sentence) or topics.timed(said.sentence):
            continue
        signs = dict(_expected(said, implied, topics))
        if said.sign in signs.values():
            continue
        if signs:
            fact, fixed = next(iter(signs.items()))
            claimed = {1: "above zero", 0: "zero", -1: "below zero"}[fixed]
            what = f"{said.word!r} stands with an expectation by which {fact.name} is {claimed}"
            yield what, "change the word, or the expectation", True
        elif wrong := _by_data(said, topics, book):
            what = f"{said.word!r} stands without a test, and {wrong.name} is {present(wrong, wording)}"
            sign = ">" if said.sign > 0 else "<"
            way = f"give the text an `expect` over the years that are meant, as `{wrong.name} {sign} 0`"
            yield what, f"write {{{{ {wrong.name} | moved }}}} in its place; else {way}", False


def _said(read: Line, topics: Topics, wording: DirectedWording) -> Iterator[Said]:
    heard, words = wording.language.direction_words, read.words
    if heard is None:
        return
    for found in directions_in(heard).finditer(read.text):
        if found.lastgroup not in ("rises", "falls") or not re.fullmatch(words.moved, found.group(), re.IGNORECASE):
            continue
        clause = stretch(read.text, found.start(), words.parts)
        at = clause.find(found.group())
        before, behind = clause[:at], clause[at + len(found.group()) :]
        if _NUMBER.search(behind) or re.search(rf"(?:{heard.denied}|{words.supposed})", before, re.IGNORECASE):
            continue
        if re.search(words.at_large, clause, re.IGNORECASE):
            continue
        topic = _topic(before, topics, words.heads)
        if topic:
            sign = 1 if found.lastgroup == "rises" else -1
            yield Said(sign, found.group(), topic, stretch(read.text, found.start(), words.sentence))


def _topic(before: str, topics: Topics, heads: str) -> str:
    """What stands before a verb → the one indicator that it is the verb of; empty where that is not sure."""
    named = topics.named(before)
    if len(named) != 1:
        return ""
    (topic,) = named
    for name in topics.all[topic].names:
        span = topics.at(before, name)
        if span and len(before) - span[1] <= _NEAR and topics.plain(before[span[1] :]):
            return "" if re.search(heads, before[: span[0]], re.IGNORECASE) else topic
    return ""


def _expected(said: Said, implied: Implied, topics: Topics) -> Iterator[tuple[Fact, int]]:
    """The changes of what is spoken of whose sign an expectation fixes."""
    for one in implied.comparisons():
        if not isinstance(one.left, Fact) or topics.of(one.left) != {said.topic} or one.left.unit in ("rank", PLACES):
            continue
        signs = implied.signs(one.left) if is_change(one.left) else _levels(one)
        if len(signs) == 1:
            yield one.left, next(iter(signs))


def _levels(one: Comparison) -> frozenset[int]:
    """The sign of what lies between two levels of a year each, the earlier and the later, where they are compared."""
    left, right = one.left, one.right
    if not isinstance(left, Fact) or not isinstance(right, Fact) or left.year is None or right.year is None:
        return frozenset()
    if (left.indicator, left.entity) != (right.indicator, right.entity) or left.year == right.year:
        return frozenset()
    sign = {">": 1, "<": -1, "==": 0}.get(one.operator)
    return frozenset() if sign is None else frozenset({sign if left.year > right.year else -sign})


def _by_data(said: Said, topics: Topics, book: FactRegistry) -> Fact | None:
    """The change over the whole period, where it and the last step both go the other way, for each short name."""
    found: Fact | None = None
    for key in topics.all[said.topic].keys:
        try:
            subject = book.subject(key)
            whole, last = subject.change, _last_step(subject)
        except BriefingError:
            return None
        if whole.unit == PLACES or said.sign in (direction(whole), direction(last)):
            return None
        found = found or whole
    return found


def _last_step(subject: SubjectFacts) -> Fact:
    earlier, later = subject.years[-2:]
    return subject.between(earlier, later).change

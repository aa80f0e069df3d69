"""Levels behind "rose by", and changes behind "unchanged", where the number is none of what the words say.

"Prices had fallen by {{ inflation.at(2018) }}" is false where the published rate of that year is above zero, and
"visits rose by {{ visits.last }}" prints all visits as if they were new. "Unchanged" beside a change is one of zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefing.compose.prose.directions import Read, directions_in, is_change
from briefing.compose.prose.signs import present
from briefing.compose.prose.topics import Topics
from briefing.model.fact import Fact
from briefing.wording.directions import direction
from briefing.wording.fitting import DIRECTED

if TYPE_CHECKING:
    from briefing.compose.language.templates import Printed
    from briefing.wording import DirectedWording
    from briefing.wording.direction_words import DirectionWords

_FLAT: Final = 0.5  # percent from which on a change is not "flat"
_NO_STILL: Final = ("multiple", "gap")
_PERCENTAGES: Final = ("percent", "growth", "points")


def moved_by(read: Read, topics: Topics | None, wording: DirectedWording) -> Iterator[tuple[str, str]]:
    """→ (what, fix) for each level that words print as a change, and each change printed beside "unchanged"."""
    for mark, one in read.marks.items():
        fact = one.fact
        before = read.text[: read.text.index(mark)]
        if one.name not in DIRECTED and (still := _still(before, one, topics, read.words)):
            what = f"{still!r} stands with {fact.name}, which is {present(fact, wording)}"
            yield what, f"leave {still!r} out, and write {{{{ {fact.name} | moved }}}}"
        if fact.measure != "value" or one.name in DIRECTED:
            continue
        found = _verb(before, fact, read.words)
        if found is None:
            continue
        sign, word, clause = found
        if fact.rate and sign != direction(fact) and fact.value >= 0:  # a minus behind a verb has a rule of its own
            what = f"{word!r} stands with {fact.name}, which is {present(fact, wording)}"
            yield what, f"leave {word!r} out, and write {{{{ {fact.name} | moved }}}}"
        elif not fact.rate and topics is not None and _own(clause, fact, topics, read.words):
            yield _level(word, fact, wording)


def _level(word: str, fact: Fact, wording: DirectedWording) -> tuple[str, str]:
    heard = wording.language.direction_words
    assert heard is not None
    root = re.sub(r"\.(?:last|first|latest|highest|lowest|at\(\d+\))$", "", fact.name)
    what = f"{word!r} stands with {fact.name}, which is a level ({present(fact, wording)}) and no change"
    fix = f"write {{{{ {root}.change | moved }}}} in place of words and number; {heard.to_level}"
    return what, fix


def _verb(before: str, fact: Fact, words: DirectionWords) -> tuple[int, str, str] | None:
    """What stands before a level → the direction of the verb whose size the level is, the words, and their clause.

    A published rate may follow its verb without "by", as in "prices fell 2%"; another level may not be read so: "fell
    412" is rather a slip for "fell to".
    """
    clause = re.split(words.sentence, before)[-1]
    ways = [(words.by, words.by_gap), *([(words.by_filler, "")] if fact.rate else [])]
    for end, gap in ways:
        found = re.search(rf"(?:{end})$", clause, re.IGNORECASE)
        told = clause[: found.start()] if found else ""
        last = next((one for one in reversed(_verbs(told, words)) if re.fullmatch(gap, told[one.end() :])), None)
        if found is None or last is None or re.fullmatch(f"{words.rises_to}|{words.falls_to}", last.group()):
            continue
        if not _denied(told[: last.start()], words):
            said = (last.group() + told[last.end() :] + found.group()).strip()
            return 1 if (last.lastgroup or "").startswith("rise") else -1, said, told[: last.start()]
    return None


def _verbs(told: str, words: DirectionWords) -> list[re.Match[str]]:
    groups = ("rises", "falls", "rise_near", "fall_near") if words.spaced else ("rises", "falls")
    return [one for one in directions_in(words).finditer(told) if one.lastgroup in groups]


def _denied(before: str, words: DirectionWords) -> bool:
    tail = r"(?:\s+[\w’']+){0,2}\s*$" if words.spaced else r".{0,2}$"
    return re.search(rf"(?:{words.denied}){tail}", before, re.IGNORECASE) is not None


def _own(clause: str, fact: Fact, topics: Topics, words: DirectionWords) -> bool:
    """Whether a verb is said of what its number counts, and of no change in it, as "new members" are."""
    if any(re.search(words.counts_change, name, re.IGNORECASE) for name in topics.told_of(fact)):
        return False
    return _spoken(clause, fact, topics)


def _spoken(clause: str, fact: Fact, topics: Topics) -> bool:
    """Whether a clause speaks of what a fact measures, by its name, or by its short name alone."""
    named = topics.named(clause)
    keys = [key for topic in topics.of(fact) if topic in topics.all for key in topics.all[topic].keys]
    spoken = any(re.search(rf"\b{re.escape(key.replace('_', ' '))}\b", clause, re.IGNORECASE) for key in keys)
    return bool(topics.of(fact) & named) or (spoken and not named)


def _still(before: str, one: Printed, topics: Topics | None, words: DirectionWords) -> str:
    """The word by which nothing changed, directly before a change that is printed as other than zero."""
    fact, printed = one.fact, one.text
    if not (is_change(fact) or fact.rate) or fact.measure in _NO_STILL or not re.search("[1-9]", printed):
        return ""
    found = re.search(rf"(?:{words.still}){words.still_gap}$", before, re.IGNORECASE)
    if not found:
        return ""
    clause = re.split(words.sentence, before[: found.start()])[-1]
    if _denied(clause, words) or re.search(rf"(?:{words.hedged})\s*$", clause, re.IGNORECASE):
        return ""
    if not fact.rate and topics is not None and not _spoken(clause, fact, topics):
        return ""  # "the rules are unchanged: +9%" is said of the rules
    word = found.lastgroup or ""
    if word != "zero" and re.search(words.rates, clause, re.IGNORECASE):
        return ""  # "inflation was unchanged at 2%" says that the rate is as it was
    small = abs(fact.value) < _FLAT or not (fact.measure in _PERCENTAGES or fact.rate)
    return "" if word == "flat" and small else found[word]

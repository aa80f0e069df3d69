"""What is wrong with the directions of a text: words that the data contradict, lost signs, levels printed as changes.

"Prices had fallen by {{ inflation.at(2018) }}" is false where the published rate of that year is above zero, "visits
rose by {{ visits.last }}" prints all visits as if they were new, and "unchanged" next to a change asks for zero. A word
of direction without a number, as in "visits rose", is held against the expectations of the text, which make an error,
and against the data over the whole period and in its last step, which make a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from briefing.compose.language.conditions import Comparison, Expectations
from briefing.compose.language.fact_expressions import SINGLE, is_change, printing
from briefing.compose.language.templates import PrintedFact
from briefing.compose.prose.direction_reading import Contradiction, DirectionText, DirectionWord, directions_in, sign_of
from briefing.compose.prose.search_text import OPAQUE, Prose, ProseFinding, segment_at
from briefing.compose.prose.topics import Topics
from briefing.errors import BriefingError
from briefing.facts import FactRegistry
from briefing.model.fact import Fact
from briefing.wording import DirectedWording
from briefing.wording.context_words import CHANGE, LEVEL, YEAR
from briefing.wording.direction_words import DirectionWords
from briefing.wording.directions import SIGNED, direction
from briefing.wording.fitting import CHANGES, DEFAULTS, DIRECTED, PLACES, fits, is_difference

EXPECT_FIX: Final = ", or give the text "  # begins the fix that only a text of the story has
_FLAT: Final = 0.5  # percent from which on a change is not "flat"
_NEVER_UNCHANGED: Final = ("multiple", "gap")
_PERCENTAGES: Final = ("percent", "growth", "points")
_NUMBER: Final = re.compile(f"[{LEVEL}{CHANGE}{OPAQUE}]")
_DATED: Final = re.compile(f"[{YEAR}]")
_NEAR: Final = 30  # characters between a name and its verb


def present(fact: Fact, wording: DirectedWording) -> str:
    """Return the present value of a fact for a message, of a change with its sign."""
    if fact.measure == "period":
        return wording.value(fact)
    return wording.say("signed", fact) if fact.measure in CHANGES else wording.default(fact)


# Words of direction and signs


def sign_findings(
    text: DirectionText | None, printed: Sequence[PrintedFact], expectations: Expectations, wording: DirectedWording
) -> Iterator[ProseFinding]:
    """Find words that say another direction than the data, and signs that are lost."""
    contradictions = list(text.contradictions()) if text else []
    reported = {fact.name for item in contradictions for fact in item.facts}
    for item in contradictions:
        yield _contradicted(item, wording)
    for number in printed:
        filter_ = number.filter or DEFAULTS.get(number.fact.measure, "value")
        if number.fact.name in reported or number.fact.measure not in CHANGES or filter_ in SIGNED:
            continue
        reported.add(number.fact.name)
        verb = text.governing(number.fact) if text else None
        hidden = wording.hides_sign(filter_, number.fact)
        if (hidden or verb) and {-1, 1} <= expectations.signs(number.fact):
            yield _without_sign(number.fact, verb, wording)


def _contradicted(item: Contradiction, wording: DirectedWording) -> ProseFinding:
    if len(item.facts) == 1:
        (fact,) = item.facts
        what = f"{item.word!r} stands with {fact.name}, which is {present(fact, wording)}"
        if fact.rate:
            return ProseFinding(what, f"leave {item.word!r} out, and write {printing(fact.name, 'moved')}")
        if not is_change(fact):
            fix = "write a word without direction before it, as 'was', or choose with `when:` and `otherwise:`"
            return ProseFinding(what, fix)
        directed = _directed(fact, DirectionWord(0, item.word, item.position), wording)
        return ProseFinding(what, f"change the words, or write {directed} in their place")
    values = " and ".join(f"{fact.name} = {present(fact, wording)}" for fact in item.facts)
    fix = "change the word, or choose with `when:` and `otherwise:`"
    return ProseFinding(f"{item.word!r} stands with {values}", fix)


def _without_sign(fact: Fact, verb: DirectionWord | None, wording: DirectedWording) -> ProseFinding:
    what = f"{fact.name} is {present(fact, wording)} now, and the text does not say its sign, which may turn"
    rest = " of words and number"
    if fact.measure == "growth":  # whose filters print the unit of time, too
        rest = f" of words, number and {wording.yearly(fact).rpartition('%')[2].strip()!r}"
    ways = [f"{_directed(fact, verb, wording)} in place{rest}", printing(fact.name, "signed")]
    fix = f"write {', or '.join(ways if verb or is_difference(fact) else reversed(ways))}"
    sign = "<" if fact.value < 0 else ">" if fact.value > 0 else "=="
    if fact.qualifier in "=≈" or (fact.qualifier == "≥") == (fact.value > 0):
        fix += f"{EXPECT_FIX}`expect: {fact.name} {sign} 0`"
    return ProseFinding(what, fix)


def _directed(fact: Fact, verb: DirectionWord | None, wording: DirectedWording) -> str:
    """Return the expression that prints a change with its direction, by the word that an author chose for it."""
    name = {"after": "compared", "near": "up"}.get(verb.position, "moved") if verb else "moved"
    if fact.measure == "gap" and verb and verb.position == "after":
        return printing(fact.name.replace(".short_of(", ".gap("), "compared('above')")  # "2.4 below" its target
    if verb and verb.word.endswith(" of"):
        name = "movement"  # "a rise of 5%"
    for filter_, pairs in wording.language.directions.items():
        for at, (pair, words) in enumerate(pairs.items()):
            forms = {words.up, words.down, words.up_plural, words.down_plural}
            if verb and verb.word.lower() in forms and fits(filter_, fact):
                return printing(fact.name, f"{filter_}{f'({pair!r})' if at else ''}")
    if is_difference(fact) and (compared := wording.language.directions.get("compared")):
        return printing(fact.name, f"compared({list(compared)[-1]!r})")  # above a place, and not moved from there
    return printing(fact.name, name if fits(name, fact) else "moved")


# Levels printed as changes, and changes next to "unchanged"


def change_findings(text: DirectionText, topics: Topics | None, wording: DirectedWording) -> Iterator[ProseFinding]:
    """Find levels that words print as a change, and changes printed next to "unchanged"."""
    for mark, number in text.numbers.items():
        fact, before = number.fact, text.text[: text.text.index(mark)]
        if number.filter not in DIRECTED and (unchanged := _unchanged(text, before, number, topics)):
            what = f"{unchanged!r} stands with {fact.name}, which is {present(fact, wording)}"
            yield ProseFinding(what, f"leave {unchanged!r} out, and write {printing(fact.name, 'moved')}")
        if fact.measure != "value" or number.filter in DIRECTED:
            continue
        found = _verb_of_size(text, before, fact)
        if found is None:
            continue
        sign, words, clause = found
        if fact.rate and sign != direction(fact) and fact.value >= 0:  # a minus behind a verb has a rule of its own
            what = f"{words!r} stands with {fact.name}, which is {present(fact, wording)}"
            yield ProseFinding(what, f"leave {words!r} out, and write {printing(fact.name, 'moved')}")
        elif not fact.rate and topics is not None and _moves_itself(clause, fact, topics, text.words):
            root = re.sub(r"\.(?:highest|lowest)$", "", SINGLE.sub("", fact.name))
            what = f"{words!r} stands with {fact.name}, which is a level ({present(fact, wording)}) and no change"
            change = printing(f"{root}.change", "moved")
            yield ProseFinding(what, f"write {change} in place of words and number; {text.words.to_level}")


def _verb_of_size(text: DirectionText, before: str, fact: Fact) -> tuple[int, str, str] | None:
    """Return the direction of the verb whose size a level is, its words, and the clause before them.

    A published rate may follow its verb without "by", as in "prices fell 2%"; another level may not be read so: "fell
    412" is rather a slip for "fell to".
    """
    words = text.words
    groups = ("rises", "falls", "rise_near", "fall_near") if words.spaced else ("rises", "falls")
    sentence = re.split(words.sentence, before)[-1]
    for end, gap in [(words.by, words.by_gap), *([(words.by_filler, "")] if fact.rate else [])]:
        found = re.search(rf"(?:{end})$", sentence, re.IGNORECASE)
        clause = sentence[: found.start()] if found else ""
        verbs = [verb for verb in directions_in(words).finditer(clause) if verb.lastgroup in groups]
        last = next((verb for verb in reversed(verbs) if re.fullmatch(gap, clause[verb.end() :])), None)
        if found is None or last is None or re.fullmatch(f"{words.rises_to}|{words.falls_to}", last.group()):
            continue
        if not text.denied(clause[: last.start()]):
            return sign_of(last), (clause[last.start() :] + found.group()).strip(), clause[: last.start()]
    return None


def _moves_itself(clause: str, fact: Fact, topics: Topics, words: DirectionWords) -> bool:
    """Whether the subject of a verb is what its number counts, and no change in it, as "new members" are."""
    if any(re.search(words.counts_change, name, re.IGNORECASE) for name in topics.descriptions(fact)):
        return False
    return _speaks_of(clause, fact, topics)


def _speaks_of(clause: str, fact: Fact, topics: Topics) -> bool:
    """Whether a clause speaks of what a fact measures, by its name, or by its short name alone."""
    named = topics.named(clause)
    keys = [key for topic in topics.of(fact) if topic in topics.all for key in topics.all[topic].keys]
    spoken = any(re.search(rf"\b{re.escape(key.replace('_', ' '))}\b", clause, re.IGNORECASE) for key in keys)
    return bool(topics.of(fact) & named) or (spoken and not named)


def _unchanged(text: DirectionText, before: str, number: PrintedFact, topics: Topics | None) -> str:
    """Return the word by which nothing changed, directly before a change that is printed as other than zero."""
    fact, words = number.fact, text.words
    changes = (is_change(fact) or fact.rate) and fact.measure not in _NEVER_UNCHANGED
    found = re.search(rf"(?:{words.still}){words.still_gap}$", before, re.IGNORECASE)
    if not changes or not re.search("[1-9]", number.text) or not found:
        return ""
    clause = re.split(words.sentence, before[: found.start()])[-1]
    if text.denied(clause) or re.search(rf"(?:{words.hedged})\s*$", clause, re.IGNORECASE):
        return ""
    if not fact.rate and topics is not None and not _speaks_of(clause, fact, topics):
        return ""  # "the rules are unchanged: +9%" has the rules as its subject
    word = found.lastgroup or ""
    if word != "zero" and re.search(words.rates, clause, re.IGNORECASE):
        return ""  # "inflation was unchanged at 2%" says that the rate is as it was
    small = abs(fact.value) < _FLAT or not (fact.measure in _PERCENTAGES or fact.rate)
    return "" if word == "flat" and small else found[word]


# Words of direction without a number


class _BareVerb(Struct, frozen=True):
    """A verb that says that an indicator rose, 1, or fell, −1."""

    sign: int
    word: str
    topic: str
    sentence: str


def bare_verb_findings(
    prose: Prose, expectations: Expectations, topics: Topics, book: FactRegistry, wording: DirectedWording
) -> Iterator[ProseFinding]:
    """Find verbs of direction without a number that the expectations of the text, or the data, contradict.

    A sentence is understood where its clause begins with the name of one indicator and a verb of direction follows.
    """
    for verb in _bare_verbs(prose, topics, wording.language.direction_words):
        abroad = any(sign in verb.sentence for sign, place in prose.places.items() if place != book.entity)
        if abroad or _DATED.search(verb.sentence) or topics.timed(verb.sentence):
            continue
        signs = dict(_expected_signs(verb, expectations, topics))
        if verb.sign in signs.values():
            continue
        if signs:
            fact, expected = next(iter(signs.items()))
            claimed = {1: "above zero", 0: "zero", -1: "below zero"}[expected]
            what = f"{verb.word!r} stands with an expectation by which {fact.name} is {claimed}"
            yield ProseFinding(what, "change the word, or the expectation")
        elif wrong := _contradicting_change(verb, topics, book):
            what = f"{verb.word!r} stands without a test, and {wrong.name} is {present(wrong, wording)}"
            sign = ">" if verb.sign > 0 else "<"
            way = f"give the text an `expect` over the years that are meant, as `{wrong.name} {sign} 0`"
            yield ProseFinding(what, f"write {printing(wrong.name, 'moved')} in its place; else {way}", "warning")


def _bare_verbs(prose: Prose, topics: Topics, directions: DirectionWords | None) -> Iterator[_BareVerb]:
    words = prose.words
    for found in directions_in(directions).finditer(prose.text) if directions else ():
        if found.lastgroup not in ("rises", "falls") or not re.fullmatch(words.moved, found.group(), re.IGNORECASE):
            continue
        assert directions is not None
        clause = segment_at(prose.text, found.start(), words.parts)
        before, _, behind = clause.partition(found.group())
        if _NUMBER.search(behind) or re.search(rf"(?:{directions.denied}|{words.supposed})", before, re.IGNORECASE):
            continue
        if re.search(words.at_large, clause, re.IGNORECASE):
            continue
        if topic := _subject_of_verb(before, topics, words.heads):
            sentence = segment_at(prose.text, found.start(), words.sentence)
            yield _BareVerb(sign_of(found), found.group(), topic, sentence)


def _subject_of_verb(before: str, topics: Topics, heads: str) -> str:
    """Return the one indicator that a verb is of, by what precedes it; empty where that is not sure."""
    named = topics.named(before)
    if len(named) != 1:
        return ""
    (topic,) = named
    for name in topics.all[topic].names:
        span = topics.find(before, name)
        if span and len(before) - span[1] <= _NEAR and topics.is_plain(before[span[1] :]):
            return "" if re.search(heads, before[: span[0]], re.IGNORECASE) else topic
    return ""


def _expected_signs(verb: _BareVerb, expectations: Expectations, topics: Topics) -> Iterator[tuple[Fact, int]]:
    """Find the changes of an indicator whose sign an expectation settles."""
    for comparison in expectations.comparisons:
        fact = comparison.left
        if not isinstance(fact, Fact) or topics.of(fact) != {verb.topic} or fact.unit in ("rank", PLACES):
            continue
        signs = expectations.signs(fact) if is_change(fact) else sign_of_levels(comparison)
        if len(signs) == 1:
            yield fact, next(iter(signs))


def sign_of_levels(comparison: Comparison) -> frozenset[int]:
    """Return the sign of the change between two levels, each of a year, that are compared."""
    left, right = comparison.left, comparison.right
    if not isinstance(left, Fact) or not isinstance(right, Fact) or left.period is None or right.period is None:
        return frozenset()
    if (left.indicator, left.entity) != (right.indicator, right.entity) or left.period == right.period:
        return frozenset()
    sign = {">": 1, "<": -1, "==": 0}.get(comparison.operator)
    return frozenset() if sign is None else frozenset({sign if left.period > right.period else -sign})


def _contradicting_change(verb: _BareVerb, topics: Topics, book: FactRegistry) -> Fact | None:
    """Return the change over the whole period, where it and the last step go the other way for each short name."""
    result: Fact | None = None
    for key in topics.all[verb.topic].keys:
        try:
            subject = book.subject(key)
            whole, last = subject.change, subject.between(*subject.periods[-2:]).change
        except BriefingError:
            return None
        if whole.unit == PLACES or verb.sign in (direction(whole), direction(last)):
            return None
        result = result or whole
    return result

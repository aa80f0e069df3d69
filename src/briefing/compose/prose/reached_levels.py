"""Levels that words of direction lead to, as in "fell to 180", held against the values before them.

"Trips fell to {{ trips.last }}" is false where no value before was higher, so that there is none to fall from, and is
doubtful where both the first value and the one before were lower: the text should then say since when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from briefing.compose.language.conditions import Expectations
from briefing.compose.language.fact_expressions import SINGLE, is_change
from briefing.compose.language.templates import PrintedFact
from briefing.compose.prose.direction_checks import sign_of_levels
from briefing.compose.prose.direction_reading import MARKS, DirectionText, whole_words
from briefing.compose.prose.search_text import ProseFinding
from briefing.errors import BriefingError
from briefing.facts import FactRegistry
from briefing.model.fact import Fact
from briefing.wording import DirectedWording
from briefing.wording.direction_words import DirectionWords
from briefing.wording.fitting import PLACES

_PLACE: Final = re.compile(r"(?P<key>\w+)(?:\.of\('(?P<place>[^']+)'\))?")
_FARTHEST: Final = 24  # characters between a verb and its "to"


def reached_level_findings(
    text: DirectionText, expectations: Expectations, book: FactRegistry, wording: DirectedWording
) -> Iterator[ProseFinding]:
    """Find levels that are reached the other way than a word directly before them says."""
    for mark, number in text.numbers.items():
        found = _reaching(text, mark, number)
        if found is None:
            continue
        sign, words = found
        before = _values_before(number.fact, book)
        steps = [(number.fact.value > fact.value) - (number.fact.value < fact.value) for fact in before]
        if not steps or sign in (steps[0], steps[-1]) or _is_expected(sign, number.fact, expectations):
            continue
        first, last = (f"{fact.name}, {wording.default(fact)}" for fact in (before[0], before[-1]))
        if sign not in steps:
            side = "higher" if sign < 0 else "lower"
            what = f"{words!r} stands with {number.fact.name}, {wording.default(number.fact)}"
            what += f", and no value before is {side}"
            yield ProseFinding(what, "change the word, or choose with `when:` and `otherwise:`")
        else:
            side = "below" if sign < 0 else "above"
            values = first if len(before) == 1 else f"{first}, and {last}, which are {side} it"
            what = f"{words!r} stands with {number.fact.name}, {wording.default(number.fact)}, after {values}"
            yield ProseFinding(what, "say from which value, or change the word", "warning")


def _reaching(text: DirectionText, mark: str, number: PrintedFact) -> tuple[int, str] | None:
    """Return the direction of the word by which a level is reached, and that word with what leads to the level."""
    fact, at = number.fact, text.text.index(mark)
    if fact.measure != "value" or fact.unit in ("rank", PLACES) or fact.qualifier != "=":
        return None
    before = re.split(text.words.sentence, text.text[:at])[-1]
    behind = re.split(text.words.sentence, text.text[at + 1 :])[0]
    verbs, behind_verb = _reached(text.words)
    found = next(reversed(list(verbs.finditer(before))), None)
    if found is None or not behind_verb.fullmatch(before, found.end()) or text.denied(before[: found.start()]):
        return None
    if re.search(rf"(?<!\w){text.words.origin}", f"{before[: found.start()]} {behind}", re.IGNORECASE):
        return None  # from which level is said, and the two are compared
    if fact.value < 0 and not fact.rate:
        return None  # a deficit falls while its balance rises
    return (1 if found["up"] is not None else -1), before[found.start() :].strip()


@lru_cache(8)
def _reached(words: DirectionWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a word of direction, and what leads from it to a level directly behind it."""
    if not words.spaced:
        return re.compile(f"(?P<up>{words.rises_to})|{words.falls_to}"), re.compile(words.reached)
    up, down = (
        whole_words(words, f"{far}|{near}")
        for far, near in ((words.rises, words.rise_near), (words.falls, words.fall_near))
    )
    lead = rf"[^{MARKS},.;:]{{0,{_FARTHEST}}}?\s{words.reached}"
    return re.compile(f"(?P<up>{up})|{down}", re.IGNORECASE), re.compile(lead, re.IGNORECASE)


def _values_before(fact: Fact, book: FactRegistry) -> list[Fact]:
    """Return the values of a subject before that of a fact; none where one is only about, or the fact is of several."""
    root = SINGLE.sub("", fact.name)
    found = _PLACE.fullmatch(root)
    if root == fact.name or found is None or fact.period is None:
        return []
    try:
        subject = book.subject(found["key"])
        subject = subject.of(found["place"]) if found["place"] else subject
        before = [subject.at(period) for period in subject.periods if period < fact.period]
    except BriefingError:
        return []
    return before if all(one.qualifier == "=" for one in before) else []


def _is_expected(sign: int, fact: Fact, expectations: Expectations) -> bool:
    """Whether an expectation says that a subject went that way, which is then tested by itself."""
    for comparison in expectations.comparisons:
        left = comparison.left
        if isinstance(left, Fact) and (left.indicator, left.entity) == (fact.indicator, fact.entity):
            signs = expectations.signs(left) if is_change(left) else sign_of_levels(comparison)
            if signs == {sign}:
                return True
    return False

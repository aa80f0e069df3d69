"""A word for a portion and the comparisons of its text → whether one of them compares with that portion.

"Most of the eight" asks for a count above four, or a share above 50%; "the only" for a count of one; "hundreds of" for
a level of 200 or more; "all five rose" for five that did.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, inf
from typing import Final

from briefing.compose.language.expectations import Comparison
from briefing.compose.language.ranges import Range, alike, ranges
from briefing.model.fact import Fact
from briefing.wording.number_words import NumberWord

PORTIONS: Final = ("portion", "sole", "many", "every")
_NEARLY: Final = 0.75  # of "nearly all"
_LARGEST: Final = 10  # times the least of "hundreds": what is expected beyond is no matter of hundreds
_SEVERAL: Final = 2
_SCALES: Final = {"trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3}
_LEVELS: Final = ("value", "ratio", "count", "rest", "change")
_OPPOSED: Final = {">": ("<", "<="), ">=": ("<",), "<": (">", ">="), "<=": (">",)}


def portion_borne(word: NumberWord, comparisons: Sequence[Comparison]) -> bool:
    """Whether a comparison says what a word for a portion claims."""
    told = list(ranges(comparisons))
    if word.kind == "many":
        return any(_many(word, fact, found) for fact, found in told)
    if word.kind == "every":
        counted = any(found.among == word.value == _least(found) for _, found in told)
        return counted or any(count >= word.value for count in alike(comparisons))
    if word.kind == "sole":
        return any(_least(found) == _most(found) == 1 for _, found in told if found.among) or _apart(comparisons)
    if word.value == 0:
        none = any(found.among and _most(found) == 0 for _, found in told)
        return none or any(count >= _SEVERAL for count in alike(comparisons))
    return any(_part(fact, found, word) for fact, found in told)


def portion_example(word: NumberWord, key: str) -> str:
    """A word for a portion and a short name → an expectation that would bear it out, for a message."""
    if word.kind == "many":
        return f"{key}.last >= {word.value:g}"
    if word.kind == "every":
        return f"{key}.places('rose') == {word.value:g}"
    if word.kind == "sole":
        return f"{key}.places('fell') == 1"
    if word.value == 0:
        return f"{key}.places('fell') == 0"
    return f"{key}.places('fell') > {key}.places() {'/ 2' if word.bound == 'more' else f'* {_NEARLY}'}"


def _least(found: Range) -> float:
    return found.low if found.low == -inf else floor(found.low) + 1 if found.above else ceil(found.low)


def _most(found: Range) -> float:
    return found.high if found.high == inf else ceil(found.high) - 1 if found.below else floor(found.high)


def _part(fact: Fact, found: Range, word: NumberWord) -> bool:
    """Whether more than half, or nearly all, is what a fact is expected to be."""
    wanted, strict = (word.value, True) if word.bound == "more" else (_NEARLY, False)
    if found.among:
        return _least(found) > wanted * found.among or (not strict and _least(found) == wanted * found.among)
    if fact.measure == "ratio" and not fact.unit.startswith("%"):
        whole = 1.0
    elif fact.measure == "share" or (fact.measure in ("value", "ratio") and fact.unit.startswith("%")):
        whole = 100.0
    else:
        return False
    level = wanted * whole
    return found.low > level or (found.low == level and (found.above or not strict))


def _many(word: NumberWord, fact: Fact, found: Range) -> bool:
    if fact.measure not in _LEVELS or fact.unit.startswith("%"):
        return False
    scale = next((scale for name, scale in _SCALES.items() if name in fact.unit.split()), 1.0)
    return any(least <= found.low <= _LARGEST * least for least in (word.value, word.value / scale))


def _apart(comparisons: Sequence[Comparison]) -> bool:
    """Whether one is told from others: by its rank, or as the one that lies on the other side of a level."""
    if any(isinstance(one.left, Fact) and one.left.measure == "rank" and one.operator == "==" for one in comparisons):
        return True
    pairs = [(one.operator, str(one.right)) for one in comparisons if not isinstance(one.right, Fact)]
    return any((other, level) in pairs for sign, level in pairs for other in _OPPOSED.get(sign, ()))

"""A number word and the expectations of its text → whether one of them compares with that number.

"Doubled" asks for a multiple of 2 or a change of 100%, "more than doubled" for what lies above, "two of three" for a
count of two, "first" for a rank of one. An expectation of another number is none of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from briefing.compose.language.expectations import Comparison, Implied
from briefing.compose.language.ranges import Range, alike, ranges
from briefing.compose.prose.quantifiers import PORTIONS, portion_borne, portion_example
from briefing.model.fact import Fact, Measure
from briefing.wording.number_words import Bound, NumberWord

_SHARES: Final[frozenset[Measure]] = frozenset({"share"})
_CHANGES: Final[frozenset[Measure]] = frozenset({"percent", "growth"})
_MOVES: Final[frozenset[Measure]] = frozenset({"change", "pace", "points", "gap"})
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "target", "rank"})
# How far a part in words may lie from the number that an expectation names: a third is 33 or 33.3.
_NEAR: Final = 0.02
# "Nearly doubled", and a range that holds the number: no wider than this on either side.
_WIDE: Final = 0.25
_FAR: Final = 0.5
# Kinds of words that say what became of something, or which part it is, and so are said of something.
_MOVED: Final = ("multiple", "part")
_TURNED: Final[dict[Bound, Bound]] = {"more": "less", "less": "more", "least": "most", "most": "least"}
_CROSSING: Final = re.compile(r"\b(?:first|above|below)_(?:above|below|since)\((-?[\d.]+)\)")
_SCALES: Final = {"trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3}


def borne(
    word: NumberWord, implied: Implied, printed: Sequence[Fact], about: Callable[[Fact], bool] = lambda _: True
) -> bool:
    """Whether an expectation of the text, or a fact that it prints, compares with the number of a word.

    `about` says whether a fact tells of what the word is said of: "infant mortality doubled" is not borne out by the
    multiple of the population.
    """
    comparisons = list(implied.comparisons())
    if word.kind in PORTIONS:
        return portion_borne(word, comparisons)
    facts = [side for one in comparisons for side in (one.left, one.right) if isinstance(side, Fact)]
    if word.kind == "count" and _told(word, [*facts, *printed], comparisons):
        return True
    if word.kind in ("count", "rank") and _crossed(word, [*facts, *printed]):
        return True
    if word.kind == "rank" and word.value == 1 and _ahead(comparisons):
        return True
    told = [(fact, found) for fact, found in ranges(comparisons) if word.kind not in _MOVED or about(fact)]
    return any(_agrees(word, found, level) for fact, found in told for level in _levels(word, fact, found.among))


def example(word: NumberWord, key: str = "") -> str:
    """A number word and a short name → an expectation that would bear it out, for a message; without a name how one is
    written."""
    sign = {"more": ">", "least": ">=", "less": "<", "most": "<=", "about": ">="}.get(word.bound, "==")
    number = f"{word.value:g}"
    if word.kind in PORTIONS:
        return portion_example(word, key or "…")
    if not key and word.kind == "count":
        return f"count(…) {sign} {number}"
    key = key or "…"
    if word.kind == "multiple":
        sign = {"==": ">="}.get(sign, sign)
        sign = sign.translate(str.maketrans("<>", "><")) if word.value < 1 else sign
        return f"{key}.multiple {sign} {number}"
    if word.kind == "part":
        low, high = f"{word.value * 95:.3g}", f"{word.value * 105:.3g}"
        return f"{key}.percent > {low} and {key}.percent < {high}"
    return f"{key}.rank() {sign} {number}" if word.kind == "rank" else f"{key}.last {sign} {number}"


def examples(word: NumberWord, key: str) -> tuple[str, ...]:
    """A number word and a short name → the expectations that may bear it out, as some places rise and others fall."""
    like = example(word, key)
    other = {"'fell'": "'rose'", "'rose'": "'fell'"}
    return (like, *(like.replace(one, other[one]) for one in other if one in like))


class _Level(Struct, frozen=True):
    """What a word stands for on the scale of a fact; `falling`: the more, the lower, as with "more than halved"."""

    number: float
    falling: bool = False


def _levels(word: NumberWord, fact: Fact, among: int) -> Iterator[_Level]:
    """The numbers that a word may stand for on the scale of a fact; of a count among so many, parts of them."""
    value, measure = word.value, fact.measure
    shared = measure in _SHARES or measure == "index" or (fact.unit.startswith("%") and measure in _LEVELS)
    if word.kind == "multiple":
        if measure in ("multiple", "ratio"):
            yield _Level(value, value < 1)
        elif measure in _CHANGES:
            yield _Level((value - 1) * 100, value < 1)
        elif shared:
            yield _Level(value * 100, value < 1)
    elif word.kind == "part" and measure == "count":
        if among:
            yield _Level(value * among)
    elif word.kind == "part":
        if measure in ("multiple", "ratio"):
            yield from (_Level(value), _Level(1 + value), _Level(1 - value, True))
        elif measure in _CHANGES:
            yield from (_Level(value * 100), _Level(-value * 100, True), _Level((value - 1) * 100))
        elif shared:
            yield _Level(value * 100)
    elif word.kind == "rank":
        if measure == "rank":
            yield _Level(value)
    elif measure != "multiple":
        scale = next((scale for name, scale in _SCALES.items() if name in fact.unit.split()), 1.0)
        for size in dict.fromkeys((value, value / scale)):
            yield _Level(size)
            if measure in _MOVES:
                yield _Level(-size, True)


def _agrees(word: NumberWord, found: Range, level: _Level) -> bool:
    number, bound = level.number, _TURNED.get(word.bound, word.bound) if level.falling else word.bound
    size = abs(number)
    far = _FAR * size  # an expectation of something else altogether is none of this number
    if bound in ("more", "least"):
        beyond = found.low > number or (found.low == number and (found.above or bound == "least"))
        return beyond and found.low <= number + far
    if bound in ("less", "most"):
        beyond = found.high < number or (found.high == number and (found.below or bound == "most"))
        return beyond and found.high >= number - far
    near = _WIDE * size
    held = number - near <= found.low <= found.high <= number + near
    if bound == "about":
        return held
    if word.kind in ("count", "rank"):
        return found.low == found.high == number
    end = found.high if level.falling else found.low  # "doubled" goes with "at least 2", "halved" with "at most 0.5"
    return (held and found.low <= number <= found.high) or abs(end - number) <= _NEAR * size


def _told(word: NumberWord, facts: Sequence[Fact], comparisons: Sequence[Comparison]) -> bool:
    """Whether a count is one that facts or conditions have: of years, of places, of what is compared."""
    return _spans(word, facts) or _places(word, facts) or _listed(word, comparisons)


def _listed(word: NumberWord, comparisons: Sequence[Comparison]) -> bool:
    """Whether a count is that of the conditions counted, or of facts that are all compared with the same."""
    if word.whole and any(one.among == word.value for one in comparisons):
        return True
    if word.bound:
        return False
    return any(count == word.value for count in alike(comparisons))


def _spans(word: NumberWord, facts: Sequence[Fact]) -> bool:
    """Whether a count of years is that from the first to the last year of a change."""
    if not word.years:
        return False
    spans = ([row.year for row in fact.observations] for fact in facts if fact.measure not in _LEVELS)
    return any(years and max(years) - min(years) == word.value for years in spans)


def _places(word: NumberWord, facts: Sequence[Fact]) -> bool:
    """Whether a count is that of the places behind a fact, as of those that a place is ranked among."""
    counts = {len({row.entity for row in fact.observations}) for fact in facts} - {1}
    if word.whole:
        counts |= {count for fact in facts for count in fact.among or ()}
    return not word.bound and not word.years and word.value in counts


def _crossed(word: NumberWord, facts: Sequence[Fact]) -> bool:
    """Whether a number is the level of `first_above(100)`; the first time above one is a first."""
    levels = [float(found[1]) for fact in facts for found in _CROSSING.finditer(fact.name)]
    return bool(levels) and (word.value in levels or (word.kind == "rank" and word.value == 1))


def _ahead(comparisons: Sequence[Comparison]) -> bool:
    """Whether a place is said to lie beyond another of the same indicator."""
    return any(
        isinstance(one.left, Fact)
        and isinstance(one.right, Fact)
        and one.operator in ("<", ">")
        and one.left.indicator == one.right.indicator != ""
        and one.left.entity != one.right.entity
        for one in comparisons
    )

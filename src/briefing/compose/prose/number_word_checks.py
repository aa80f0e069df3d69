"""A number word or a quantifier, and the expectations of its text: whether one of them compares with that number.

"Doubled" asks for a multiple of 2 or a change of 100%, "more than doubled" for what lies above, "two of three" for a
count of two, "first" for a rank of one; "most of the eight" for a count above four, or a share above 50%, "the only"
for a count of one, "hundreds of" for a level of 200 or more, "all five rose" for five that did.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor, inf
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.compose.language.conditions import Comparison, Expectations
from briefing.model.fact import Fact, Measure
from briefing.model.period import Unit, years_between
from briefing.wording.number_words import Bound, NumberWord

_RATES: Final[frozenset[Measure]] = frozenset({"percent", "growth"})
_MOVES: Final[frozenset[Measure]] = frozenset({"change", "pace", "points", "gap"})
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "target", "rank"})
_AMOUNTS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "count", "rest", "change"})
_QUANTIFIERS: Final = ("portion", "sole", "many", "every")
# Kinds of words that say what became of something, or which part it is, and so have a subject.
_WITH_SUBJECT: Final = ("multiple", "part")
_NEAR: Final = 0.02  # how far a part in words may lie from an expected number: a third is 33 or 33.3
_WIDE: Final = 0.25  # how wide the range of "nearly doubled" is on either side
_FAR: Final = 0.5
_NEARLY_ALL: Final = 0.75
_LARGEST: Final = 10  # times the least of "hundreds": what is expected beyond is no matter of hundreds
_SEVERAL: Final = 2
_TURNED: Final[dict[Bound, Bound]] = {"more": "less", "less": "more", "least": "most", "most": "least"}
_OPPOSED: Final = {">": ("<", "<="), ">=": ("<",), "<": (">", ">="), "<=": (">",)}
_CROSSING: Final = re.compile(r"\b(?:first|above|below)_(?:above|below|since)\((-?[\d.]+)\)")
_SCALES: Final = {"trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3}


class ExpectedRange(Struct):
    """What comparisons leave of a fact: from `low` to `high`, each excluded where strict; `among` how many its count is
    of, 0 for what is no count."""

    low: float = -inf
    high: float = inf
    above: bool = False
    below: bool = False
    among: int = 0

    def narrow(self, operator: str, number: float) -> None:
        """Take in one more comparison."""
        if operator in (">", ">=", "==") and (number > self.low or (number == self.low and operator == ">")):
            self.low, self.above = number, operator == ">"
        if operator in ("<", "<=", "==") and (number < self.high or (number == self.high and operator == "<")):
            self.high, self.below = number, operator == "<"

    @property
    def least(self) -> float:
        """The least whole number."""
        return self.low if self.low == -inf else floor(self.low) + 1 if self.above else ceil(self.low)

    @property
    def most(self) -> float:
        """The greatest whole number."""
        return self.high if self.high == inf else ceil(self.high) - 1 if self.below else floor(self.high)


def is_tested(
    word: NumberWord,
    expectations: Expectations,
    printed: Sequence[Fact],
    is_subject: Callable[[Fact], bool] = lambda _: True,
) -> bool:
    """Whether an expectation of the text, or a fact that it prints, compares with the number of a word.

    `is_subject` says whether a fact is of the subject of the word: "infant mortality doubled" is not borne out by the
    multiple of the population.
    """
    if word.quarters and is_tested(as_count(word), expectations, printed, is_subject):
        return True
    comparisons = expectations.comparisons
    if word.kind in _QUANTIFIERS:
        return _is_quantified(word, comparisons)
    facts = [side for item in comparisons for side in (item.left, item.right) if isinstance(side, Fact)]
    facts += printed
    if word.kind == "count" and (_spans(word, facts) or _counts_places(word, facts) or _counts(word, comparisons)):
        return True
    if word.kind in ("count", "rank") and (_crossed(word, facts) or _counts_row(word, facts)):
        return True
    if word.kind == "rank" and word.value == 1 and any(map(_beyond_other_place, comparisons)):
        return True
    if word.kind == "rank" and word.value == 1 and any(fact.basis == "year to date" for fact in facts):
        return True  # the first five months
    ranges = [
        (fact, found) for fact, found in _ranges(comparisons) if word.kind not in _WITH_SUBJECT or is_subject(fact)
    ]
    return any(_agrees(word, found, level) for fact, found in ranges for level in _levels(word, fact, found.among))


def as_count(word: NumberWord) -> NumberWord:
    """Return a part in quarters as a count of quarters of a year."""
    return replace(word, kind="count", value=word.quarters, unit="quarter", quarters=0)


def in_unit(word: NumberWord, fact: Fact) -> NumberWord:
    """Return a number in the unit of a fact: five trillion as 5 where the unit is trillions."""
    scale = _scale(fact)
    return replace(word, value=word.value / scale) if word.kind == "count" and word.value >= scale else word


def example(word: NumberWord, key: str = "") -> str:
    """Return an expectation that would bear a number word out, of a short name; without one, how it is written."""
    sign = {"more": ">", "least": ">=", "less": "<", "most": "<=", "about": ">="}.get(word.bound, "==")
    number = f"{word.value:g}"
    if word.in_row and word.kind in ("count", "rank"):
        return f"{key or '…'}.streak() == {number}"
    if not key and word.kind == "count":
        return f"count(…) {sign} {number}"
    key = key or "…"
    match word.kind:
        case "multiple":
            sign = {"==": ">="}.get(sign, sign)
            sign = sign.translate(str.maketrans("<>", "><")) if word.value < 1 else sign
            return f"{key}.multiple {sign} {number}"
        case "part":
            low, high = f"{word.value * 95:.3g}", f"{word.value * 105:.3g}"
            return f"{key}.percent > {low} and {key}.percent < {high}"
        case "rank":
            return f"{key}.rank() {sign} {number}"
        case "many":
            return f"{key}.last >= {number}"
        case "every":
            return f"{key}.places('rose') == {number}"
        case "sole":
            return f"{key}.places('fell') == 1"
        case "portion" if word.value == 0:
            return f"{key}.places('fell') == 0"
        case "portion":
            part = "/ 2" if word.bound == "more" else f"* {_NEARLY_ALL}"
            return f"{key}.places('fell') > {key}.places() {part}"
    return f"{key}.last {sign} {number}"


def examples(word: NumberWord, key: str) -> tuple[str, ...]:
    """Return the expectations of a short name that may bear a word out, as some places rise and others fall."""
    expression = example(word, key)
    other = {"'fell'": "'rose'", "'rose'": "'fell'"}
    return (expression, *(expression.replace(name, other[name]) for name in other if name in expression))


# Numbers


class _Level(Struct, frozen=True):
    """What a word stands for on the scale of a fact; `falling`: the more, the lower, as with "more than halved"."""

    number: float
    falling: bool = False


def _levels(word: NumberWord, fact: Fact, among: int) -> Iterator[_Level]:
    """Return the numbers that a word may stand for on the scale of a fact; of a count among so many, parts of them."""
    value, measure = word.value, fact.measure
    percentage = measure in ("share", "index") or (fact.unit.startswith("%") and measure in _LEVELS)
    if word.kind == "multiple":
        if measure in ("multiple", "ratio"):
            yield _Level(value, value < 1)
        elif measure in _RATES:
            yield _Level((value - 1) * 100, value < 1)
        elif percentage:
            yield _Level(value * 100, value < 1)
    elif word.kind == "part":
        if measure == "count":
            yield from [_Level(value * among)] if among else []
        elif measure in ("multiple", "ratio"):
            yield from (_Level(value), _Level(1 + value), _Level(1 - value, True))
        elif measure in _RATES:
            yield from (_Level(value * 100), _Level(-value * 100, True), _Level((value - 1) * 100))
        elif percentage:
            yield _Level(value * 100)
    elif word.kind == "rank":
        yield from [_Level(value)] if measure == "rank" else []
    elif measure != "multiple":
        for size in dict.fromkeys((value, value / _scale(fact))):
            yield _Level(size)
            if measure in _MOVES:
                yield _Level(-size, True)


def _agrees(word: NumberWord, found: ExpectedRange, level: _Level) -> bool:
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
    within = number - near <= found.low <= found.high <= number + near
    if bound == "about":
        return within
    if word.kind in ("count", "rank"):
        return found.low == found.high == number
    end = found.high if level.falling else found.low  # "doubled" goes with "at least 2", "halved" with "at most 0.5"
    return (within and found.low <= number <= found.high) or abs(end - number) <= _NEAR * size


def _counts(word: NumberWord, comparisons: Sequence[Comparison]) -> bool:
    """Whether a count is that of the conditions counted, or of facts that are all compared with the same."""
    if word.whole and any(item.among == word.value for item in comparisons):
        return True
    return not word.bound and word.value in _alike(comparisons)


def _spans(word: NumberWord, facts: Sequence[Fact]) -> bool:
    """Whether a count of years or months is that from the first to the last period of a change, or that of a window."""
    if not word.unit:
        return False
    return any(
        word.value in _counts_of_time(word.unit, fact) for fact in facts if fact.measure not in _LEVELS or fact.basis
    )


def _counts_of_time(unit: Unit, fact: Fact) -> Iterator[float]:
    """Return how many units of time lie between the ends of a fact, and how many its window or streak has."""
    periods = fact.periods
    if fact.window is not None and fact.window[0].frequency.unit == unit:
        yield fact.window[1] - fact.window[0] + 1
    if fact.measure == "streak" and periods and periods[-1].frequency.unit == unit:
        yield abs(fact.value)
    elif len({period.frequency for period in periods}) == 1:
        if unit == "year":
            yield float(years_between(periods[0], periods[-1]))
        elif periods[-1].frequency.unit == unit:
            yield periods[-1] - periods[0]


def _counts_row(word: NumberWord, facts: Sequence[Fact]) -> bool:
    """Whether "third in a row" is the length of a streak."""
    return word.in_row and any(fact.measure == "streak" and abs(fact.value) == word.value for fact in facts)


def _counts_places(word: NumberWord, facts: Sequence[Fact]) -> bool:
    """Whether a count is that of the places behind a fact, as of those that a place is ranked among."""
    counts = {len({row.entity for row in fact.observations}) for fact in facts} - {1}
    if word.whole:
        counts |= {count for fact in facts for count in fact.among or ()}
    return not word.bound and not word.unit and word.value in counts


def _crossed(word: NumberWord, facts: Sequence[Fact]) -> bool:
    """Whether a number is the level of `first_above(100)`; the first time above one is a first."""
    levels = [float(found[1]) for fact in facts for found in _CROSSING.finditer(fact.name)]
    return bool(levels) and (word.value in levels or (word.kind == "rank" and word.value == 1))


def _beyond_other_place(item: Comparison) -> bool:
    """Whether a place lies beyond another of the same indicator."""
    left, right = item.left, item.right
    if not isinstance(left, Fact) or not isinstance(right, Fact) or item.operator not in ("<", ">"):
        return False
    return left.indicator == right.indicator != "" and left.entity != right.entity


def _scale(fact: Fact) -> float:
    return next((scale for name, scale in _SCALES.items() if name in fact.unit.split()), 1.0)


# Quantifiers


def _is_quantified(word: NumberWord, comparisons: Sequence[Comparison]) -> bool:
    """Whether a comparison says what a quantifier claims."""
    ranges = list(_ranges(comparisons))
    if word.kind == "many":
        return any(_many(word, fact, found) for fact, found in ranges)
    if word.kind == "every":
        counted = any(found.among == word.value == found.least for _, found in ranges)
        return counted or any(count >= word.value for count in _alike(comparisons))
    if word.kind == "sole":
        return any(found.least == found.most == 1 for _, found in ranges if found.among) or _distinguishes_one(
            comparisons
        )
    if word.value == 0:
        none = any(found.among and found.most == 0 for _, found in ranges)
        return none or any(count >= _SEVERAL for count in _alike(comparisons))
    return any(_portion(fact, found, word) for fact, found in ranges)


def _portion(fact: Fact, found: ExpectedRange, word: NumberWord) -> bool:
    """Whether more than half, or nearly all, is what a fact is expected to be."""
    part, strict = (word.value, True) if word.bound == "more" else (_NEARLY_ALL, False)
    if found.among:
        return found.least > part * found.among or (not strict and found.least == part * found.among)
    percentage = fact.unit.startswith("%")
    if fact.measure == "ratio" and not percentage:
        level = part
    elif fact.measure == "share" or (fact.measure in ("value", "ratio") and percentage):
        level = part * 100
    else:
        return False
    return found.low > level or (found.low == level and (found.above or not strict))


def _many(word: NumberWord, fact: Fact, found: ExpectedRange) -> bool:
    if fact.measure not in _AMOUNTS or fact.unit.startswith("%"):
        return False
    return any(least <= found.low <= _LARGEST * least for least in (word.value, word.value / _scale(fact)))


def _distinguishes_one(comparisons: Sequence[Comparison]) -> bool:
    """Whether one is distinguished from others: by its rank, or as the one that lies on the other side of a level."""
    if any(
        isinstance(item.left, Fact) and item.left.measure == "rank" and item.operator == "==" for item in comparisons
    ):
        return True
    pairs = [(item.operator, str(item.right)) for item in comparisons if not isinstance(item.right, Fact)]
    return any((other, level) in pairs for sign, level in pairs for other in _OPPOSED.get(sign, ()))


# Comparisons


def _ranges(comparisons: Sequence[Comparison]) -> Iterator[tuple[Fact, ExpectedRange]]:
    """Return each fact that is compared with numbers, a count also with a part of another, and what is left of it."""
    ranges: dict[str, tuple[Fact, ExpectedRange]] = {}
    for item in comparisons:
        counts = isinstance(item.left, Fact) and item.left.measure == "count"
        right = item.right.value if counts and isinstance(item.right, Fact) else item.right
        if isinstance(item.left, Fact) and not isinstance(right, Fact):
            _, narrowed = ranges.setdefault(item.left.name, (item.left, ExpectedRange()))
            narrowed.narrow(item.operator, right)
            narrowed.among = item.among or (item.left.among[0] if counts and item.left.among else narrowed.among)
    yield from ranges.values()


def _alike(comparisons: Sequence[Comparison]) -> tuple[int, ...]:
    """Return how many facts are compared in the same way with the same, for each way."""
    distinct: dict[tuple[str, str, str], tuple[str, str, str]] = {}
    for item in comparisons:
        names, measures = zip(*(_labels(side) for side in (item.left, item.right)), strict=True)
        distinct[names[0], item.operator, names[1]] = (measures[0], item.operator, measures[1])
    return tuple(Counter(distinct.values()).values())


def _labels(side: Fact | float) -> tuple[str, str]:
    return (side.name, side.measure) if isinstance(side, Fact) else (repr(side), repr(side))

"""Formulas of a ledger: trees over the records behind a fact, which are named by their number from 0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, Protocol

from msgspec import Struct

from briefing.proof.periods import Kind, Period, containing

_NUMBER: Final = re.compile(r"(−?)(\d(?:[\d,]*\d)?(?:\.\d+)?)")


class RecordLike(Protocol):
    """An observation or target."""

    @property
    def entity(self) -> str:
        """Its place."""

    @property
    def period(self) -> Period:
        """Its period."""

    @property
    def value(self) -> float:
        """Its value."""

    @property
    def readings(self) -> tuple[float, ...]:
        """The values that it replaced, the newest first."""


class FormulaPart(Struct, frozen=True, tag_field="op"):
    """A part of a formula."""


class Value(FormulaPart, frozen=True, tag="value"):
    """The value of a record."""

    of: int


class PeriodOf(FormulaPart, frozen=True, tag="period"):
    """The period of a record."""

    of: int


class YearsBetween(FormulaPart, frozen=True, tag="years"):
    """The exact distance in years of the periods of two records, the earlier one first."""

    of: tuple[int, int]


class FirstReading(FormulaPart, frozen=True, tag="first_reading"):
    """The value of a record as it was first published."""

    of: int


class Sum(FormulaPart, frozen=True, tag="+"):
    """A sum of any number of summands."""

    of: tuple[Calculation, ...]


class Difference(FormulaPart, frozen=True, tag="−"):
    """A difference."""

    of: tuple[Calculation, Calculation]


class Product(FormulaPart, frozen=True, tag="×"):
    """A product."""

    of: tuple[Calculation, Calculation]


class Quotient(FormulaPart, frozen=True, tag="/"):
    """A quotient."""

    of: tuple[Calculation, Calculation]


class Power(FormulaPart, frozen=True, tag="^"):
    """A power."""

    of: tuple[Calculation, Calculation]


class Median(FormulaPart, frozen=True, tag="median"):
    """The median of several values."""

    of: tuple[Calculation, ...]


class Rank(FormulaPart, frozen=True, tag="rank"):
    """The place of `own` among the values of places, the best first; of many places only how many are ahead."""

    own: Calculation
    among: int
    places: tuple[Calculation, ...] | None = None
    ahead: int = 0
    side: str = ""

    @property
    def of(self) -> tuple[Calculation, ...]:
        """Its own value and those of the places that it names."""
        return (self.own, *(self.places or ()))


class PlaceCount(FormulaPart, frozen=True, tag="places"):
    """How many places have a value, or one beyond a level, or from it on and `below` another: of many one is named as
    the `pattern` of all."""

    among: int
    holding: int = 0
    sign: str = ""
    level: float = 0
    places: tuple[Calculation, ...] | None = None
    pattern: Calculation | None = None
    below: float | None = None


class Highest(FormulaPart, frozen=True, tag="highest"):
    """The highest of values of several periods."""

    of: tuple[Calculation, ...]


class Lowest(FormulaPart, frozen=True, tag="lowest"):
    """The lowest of values of several periods."""

    of: tuple[Calculation, ...]


class First(FormulaPart, frozen=True, tag="first"):
    """The first period beyond a level."""

    sign: str
    level: float
    of: tuple[Calculation, ...]


class Since(FormulaPart, frozen=True, tag="since"):
    """The period since which every value is beyond a level."""

    sign: str
    level: float
    of: tuple[Calculation, ...]


class Streak(FormulaPart, frozen=True, tag="streak"):
    """How many times in a row the last of several values has risen or fallen, in order of time.

    Values that are worked out are compared to so many `decimals`.
    """

    of: tuple[Calculation, ...]
    decimals: int | None = None


class HighestSince(FormulaPart, frozen=True, tag="highest_since"):
    """The last period before that of the last value with one that is as high."""

    of: tuple[Calculation, ...]
    decimals: int | None = None


class LowestSince(FormulaPart, frozen=True, tag="lowest_since"):
    """The last period before that of the last value with one that is as low."""

    of: tuple[Calculation, ...]
    decimals: int | None = None


class Range(FormulaPart, frozen=True, tag="range"):
    """By how much the highest of several values is above the lowest."""

    of: tuple[Calculation, ...]


class LowerQuartile(FormulaPart, frozen=True, tag="lower_quartile"):
    """The median of the lower half of several values, their middle one included."""

    of: tuple[Calculation, ...]


class UpperQuartile(FormulaPart, frozen=True, tag="upper_quartile"):
    """The median of the upper half of several values, their middle one included."""

    of: tuple[Calculation, ...]


class Held(FormulaPart, frozen=True, tag="hold"):
    """How many of several conditions hold."""

    holding: int
    among: int


class Entries(FormulaPart, frozen=True, tag="entries"):
    """How many entries a statement of the dataset lists."""

    statement: str


Leaf = float | int | Value | PeriodOf | FirstReading | YearsBetween
Operation = Sum | Difference | Product | Quotient | Power
Calculation = (
    float | Value | PeriodOf | FirstReading | YearsBetween | Sum | Difference | Product | Quotient | Power | Median
    | Highest | Lowest | Rank
)  # fmt: skip
Formula = (
    Value | PeriodOf | FirstReading | YearsBetween | Sum | Difference | Product | Quotient | Power | Median
    | Streak | HighestSince | LowestSince | Range
    | LowerQuartile | UpperQuartile
    | Rank | PlaceCount | Highest | Lowest | First | Since | Held | Entries
)  # fmt: skip
# Unions for `isinstance`, which takes a tuple in a fifth of the time.
_LEAVES: Final = (float, int, Value, PeriodOf, FirstReading, YearsBetween)
_OPERATIONS: Final = (Sum, Difference, Product, Quotient, Power)
_BRACKETED: Final = (*_OPERATIONS, Median, Rank)
_STRENGTH: Final[dict[type[FormulaPart], int]] = {Sum: 1, Difference: 1, Product: 2, Quotient: 2, Power: 3}
_SIGNS: Final[dict[type[FormulaPart], str]] = {Sum: "+", Difference: "−", Product: "×", Quotient: "/", Power: "^"}


def leaves(part: Calculation) -> Iterator[Leaf]:
    """Yield the numbers and records of a calculation, without those of exponents."""
    if isinstance(part, _LEAVES):
        yield part
    else:
        for inner in part.of[:1] if isinstance(part, Power) else part.of:
            yield from leaves(inner)


def numbers(part: Calculation) -> list[float]:
    """Return the numbers of a calculation that are no records."""
    return [leaf for leaf in leaves(part) if isinstance(leaf, float | int)]


def used(part: Calculation) -> set[int]:
    """Return the records whose values a calculation uses, by their numbers."""
    if isinstance(part, Value):
        return {part.of}
    return {leaf.of for leaf in leaves(part) if isinstance(leaf, (Value, FirstReading))}


def plainly(value: float) -> str:
    """Return a number as a formula writes it: "28,300" with a real minus."""
    return format(Decimal(repr(float(value))).normalize(), ",f").replace("-", "−")


def normalized(text: str) -> str:
    """Return a text whose numbers have no zeros at their ends, and zero no sign."""

    def shortest(found: re.Match[str]) -> str:
        number = Decimal(found[2].replace(",", "")).normalize()
        return f"{found[1] if number else ''}{number:,f}"

    return _NUMBER.sub(shortest, text)


def value_period(part: Calculation, records: Sequence[RecordLike], longer: Kind | None = None) -> Period:
    """Return the period of a value: that of its records, of a change the later one, or the longer one that it is of.

    Raises ValueError for one without records.
    """
    last = max(records[at].period for at in used(part))
    return last if longer is None else containing(last.last, longer)


def spelled(formula: Formula | float, records: Sequence[RecordLike], longer: Kind | None = None) -> str:
    """Return the text of a formula, as the ledger gives it next to the tree; `longer` is the frequency that a series
    was brought to."""

    def place(part: Calculation) -> str:
        return f"{records[min(used(part))].entity} {spelled(part, records)}"

    match formula:
        case float() | int():
            return plainly(formula)
        case Value():
            return plainly(records[formula.of].value)
        case PeriodOf():
            return str(records[formula.of].period)
        case FirstReading():
            return plainly(first_value(records[formula.of]))
        case YearsBetween():
            return _years(*(records[at].period for at in formula.of))
        case Median():
            return f"median of {len(formula.of)}: {'; '.join(_operand(part, records) for part in formula.of)}"
        case Rank():
            listed = f"{formula.ahead:,} {formula.side}"
            if formula.places is not None:
                listed = ", ".join(map(place, formula.places))
            return f"place of {spelled(formula.own, records)} among {formula.among:,}: {listed}"
        case PlaceCount(sign=""):
            return f"places with a value: {formula.among:,}"
        case PlaceCount():
            head = f"{formula.holding:,} of {formula.among:,} places {formula.sign} {plainly(formula.level)}"
            head += "" if formula.below is None else f" and < {plainly(formula.below)}"
            return (
                f"{head}, as {place(formula.pattern)}"
                if formula.pattern is not None
                else (f"{head}: {', '.join(map(place, formula.places or ()))}")
            )
        case (
            Highest() | Lowest() | First() | Since() | Range() | Streak() | HighestSince() | LowestSince()
            | LowerQuartile() | UpperQuartile()
        ):  # fmt: skip
            each = (f"{value_period(part, records, longer)}: {spelled(part, records)}" for part in formula.of)
            return f"{_looked_for(formula)} ({', '.join(each)})"
        case Held():
            return f"{formula.holding} of {formula.among} hold"
        case Entries():
            return f"entries of the statement {formula.statement}"
        case _:
            return _calculated(formula, records)


def _looked_for(
    formula: Highest
    | Lowest
    | First
    | Since
    | Range
    | Streak
    | HighestSince
    | LowestSince
    | LowerQuartile
    | UpperQuartile,
) -> str:
    """Return what is looked for along values, before their list."""
    match formula:
        case Highest() | Lowest() | Range():
            word = {Highest: "highest", Lowest: "lowest", Range: "range"}[type(formula)]
            return f"{word} of {len(formula.of)} values"
        case LowerQuartile() | UpperQuartile():
            word = "lower" if isinstance(formula, LowerQuartile) else "upper"
            return f"{word} quartile of {len(formula.of)} values"
        case First():
            return f"first {formula.sign} {plainly(formula.level)}"
        case Since():
            return f"every published value {formula.sign} {plainly(formula.level)} since"
    words = {Streak: "in a row", HighestSince: "highest since", LowestSince: "lowest since"}[type(formula)]
    if formula.decimals is None:
        return words
    return f"{words}, to {formula.decimals} decimal{'' if formula.decimals == 1 else 's'}"


def first_value(record: RecordLike) -> float:
    """Return the value of a record as it was first published."""
    return record.readings[-1] if record.readings else record.value


def _years(earlier: Period, later: Period) -> str:
    if earlier.a_year:
        return str(later.years_since(earlier))
    return f"{(later.first - earlier.first).days}/365.2425"


def _calculated(part: Operation, records: Sequence[RecordLike]) -> str:
    sign = _SIGNS[type(part)]
    exponent = isinstance(part, Quotient) and all(isinstance(operand, (float, int)) for operand in part.of)  # as 1/9
    close = isinstance(part, Power) or exponent
    first, *rest = part.of
    texts = [_operand(first, records)]
    if isinstance(rest[-1], (float, int)) and isinstance(first, _OPERATIONS):  # a plain number behind: "a / b × 100"
        weaker = _STRENGTH[type(first)] < _STRENGTH[type(part)]
        texts = [f"({spelled(first, records)})" if weaker else spelled(first, records)]
    for operand in rest:
        text = _operand(operand, records)
        texts.append(f"({text})" if text.startswith("−") else text)
    return (sign if close else f" {sign} ").join(texts)


def _operand(part: Calculation, records: Sequence[RecordLike]) -> str:
    text = spelled(part, records)
    bracketed = isinstance(part, _BRACKETED) or (isinstance(part, YearsBetween) and "/" in text)
    return f"({text})" if bracketed else text

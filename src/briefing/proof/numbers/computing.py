"""The value of a formula, computed exactly from the records that it names; a root has 28 digits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final

from briefing.proof.periods import NoPeriod
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.earlier_formulas import Unreadable
from briefing.proof.reading.formula_trees import Calculation
from briefing.proof.reading.ledger_reader import Record

_DIGITS: Final = Context(prec=28)
_NEAR: Final = Fraction(1, 10**9)
_TINY: Final = Fraction(1, 10**30)
_LARGEST: Final = 300  # digits, as many as a float holds


@lru_cache(maxsize=1024)
def exact(value: float) -> Fraction:
    """Return the exact value of a number's shortest decimal form: 1e-07 is a ten-millionth."""
    return Fraction(Decimal(repr(value)))


def near(value: Fraction, other: float) -> bool:
    """Whether two values are the same but for the noise after ten significant digits."""
    right = exact(other)
    return abs(value - right) <= _NEAR * max(abs(right), _TINY)


def in_order(values: Sequence[Fraction]) -> bool:
    """Whether values never rise, or never fall."""
    pairs = [*pairwise(values)]
    return all(not left < right for left, right in pairs) or all(not left > right for left, right in pairs)


def compute(part: Calculation, records: Sequence[Record], values: Sequence[Fraction] | None = None) -> Fraction:
    """Return the value of a calculation; `values` stand in for those of the records.

    Raises Unreadable if it has none.
    """
    try:
        found = _compute(part, records, values)
    except NoPeriod as error:
        raise Unreadable(str(error)) from error
    except (IndexError, RecursionError) as error:
        what = "it is nested too deep" if isinstance(error, RecursionError) else "it names a record that is not there"
        raise Unreadable(what) from error
    if abs(found) > 10**_LARGEST:
        raise Unreadable("a value that is too large")
    return found


def _compute(part: Calculation, records: Sequence[Record], values: Sequence[Fraction] | None) -> Fraction:
    if isinstance(part, (float, int)):
        return exact(part)
    if isinstance(part, trees.Value):
        return exact(records[part.of].value) if values is None else values[part.of]
    if isinstance(part, trees.PeriodOf):
        return Fraction(records[part.of].period.ordinal)
    if isinstance(part, trees.FirstReading):
        return exact(trees.first_value(records[part.of]))
    if isinstance(part, trees.YearsBetween):
        earlier, later = (records[at].period for at in part.of)
        return later.years_since(earlier)
    found = [_compute(operand, records, values) for operand in part.of]
    match part, found:
        case trees.Sum(), _:
            return sum(found, start=Fraction(0))
        case trees.Difference(), [left, right]:
            return left - right
        case trees.Product(), [left, right]:
            return left * right
        case trees.Quotient(), [left, right]:
            if not right:
                raise Unreadable("a division by zero")
            return left / right
        case trees.Power(), [base, exponent]:
            return _power(base, exponent)
        case trees.Highest(), [_, *_]:
            return max(found)
        case trees.Lowest(), [_, *_]:
            return min(found)
        case trees.Rank(places=None), _:
            return Fraction(part.ahead + 1)
        case trees.Rank(), [own, *others] if own in others:
            if len(others) != part.among or not in_order(others):
                raise Unreadable(f"the values of a rank among {part.among} are in no order, or not {part.among}")
            return Fraction(others.index(own) + 1)
        case trees.Median(), [_, *_]:
            found.sort()
            return (found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2
    raise Unreadable("a part without operands")


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if abs(exponent) > 200 or base < 0:
        raise Unreadable("a power that is too large, or of a number below zero")
    small, root = (_DIGITS.divide(Decimal(one.numerator), Decimal(one.denominator)) for one in (base, exponent))
    if not small and root <= 0:
        raise Unreadable("a power of zero that has no value")
    raised = _DIGITS.power(small, root)
    if abs(raised.adjusted()) > _LARGEST:
        raise Unreadable("a power that is too large or too small")
    return Fraction(raised)

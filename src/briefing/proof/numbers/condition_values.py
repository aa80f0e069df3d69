"""The values of conditions and their comparison: numbers and bounds, periods, words; true, false or open."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from msgspec import Struct

from briefing.proof.periods import NoPeriod, Period, period


class Unknown(Exception):
    """A name or an operation that the ledger does not settle."""


class Number(Struct, frozen=True):
    """A number, exact, approximate or a bound."""

    value: Fraction
    qualifier: str = "="


class PeriodBound(Struct, frozen=True):
    """A period that is known as the latest (≤) or the earliest (≥) that another may be: since at least 2015."""

    period: Period
    qualifier: str


class Open(Struct, frozen=True):
    """A condition that bounds leave open."""


class Subject(Struct, frozen=True):
    """A short name, and the place and years that were chosen of it, as they are written in the names of facts."""

    root: str
    place: str = ""
    years: str = ""


Value = Number | Period | PeriodBound | str | bool | Open | Subject | tuple["Value", ...]
OPEN: Final = Open()
_TURNED: Final = {"≤": "≥", "≥": "≤"}  # the bound of a distance to a bound


def joined(verdicts: Iterator[bool | Open], settles: bool) -> bool | Open:
    """Return the verdict of `or` (settled by true) or of `and` (by false) over verdicts."""
    found: bool | Open = not settles
    for verdict in verdicts:
        if verdict is settles:
            return settles
        found = verdict if isinstance(verdict, Open) else found
    return found


def compared(op: ast.cmpop, left: Value, right: Value) -> bool | Open:
    """Return whether two values compare as an operator says. Raises Unknown where they cannot be compared."""
    if isinstance(op, ast.In | ast.NotIn):
        if not isinstance(right, tuple) or not right:
            raise Unknown("it looks into what is no list")
        among = joined(iter([compared(ast.Eq(), left, item) for item in right]), settles=True)
        return among if isinstance(among, Open) else among is isinstance(op, ast.In)
    if isinstance(left, Period | PeriodBound) or isinstance(right, Period | PeriodBound):
        return _in_time(op, left, right)
    if isinstance(left, Number) and isinstance(right, Number):
        return _numbers(op, left, right)
    same_kind = (isinstance(left, str) and isinstance(right, str)) or (
        isinstance(left, bool | Open) and isinstance(right, bool | Open)
    )
    if not same_kind or not isinstance(op, ast.Eq | ast.NotEq):
        raise Unknown("it compares what cannot be compared")
    if isinstance(left, Open) or isinstance(right, Open):
        return OPEN
    return (left == right) is isinstance(op, ast.Eq)


def _in_time(op: ast.cmpop, left: Value, right: Value) -> bool | Open:
    """Compare two periods by how many are between them; a text and the number of a year are periods too."""
    if isinstance(left, PeriodBound):
        first, other, qualifier = left.period, _period(right), left.qualifier
    elif isinstance(right, PeriodBound):
        first, other, qualifier = _period(left), right.period, _TURNED.get(right.qualifier, "≈")
    else:
        first, other, qualifier = _period(left), _period(right), "="
    if not first.alike(other):
        raise Unknown(f"it compares {first} with {other}, which is of another frequency")
    distance = Number(Fraction(first.since(other)), qualifier)
    return _numbers(op, distance, Number(Fraction(0)))


def _period(value: Value) -> Period:
    try:
        if isinstance(value, str):
            return period(value)
        if isinstance(value, Number) and value.value.denominator == 1:
            return period(int(value.value))
    except NoPeriod as error:
        raise Unknown(str(error)) from error
    if isinstance(value, Period):
        return value
    raise Unknown("it compares a period with what is none")


def _numbers(op: ast.cmpop, left: Number, right: Number) -> bool | Open:
    """Compare two numbers by the ends of what each may be; None is an end that is not known."""
    if isinstance(op, ast.Gt | ast.GtE):
        return _numbers(ast.Lt() if isinstance(op, ast.Gt) else ast.LtE(), right, left)
    low, high = _ends(left)
    least, most = _ends(right)
    if isinstance(op, ast.Lt):
        return _by_ends(high, least, low, most, strict=True)
    if isinstance(op, ast.LtE):
        return _by_ends(high, least, low, most, strict=False)
    if not isinstance(op, ast.Eq | ast.NotEq):
        raise Unknown("it compares in a way that numbers do not")
    disjoint = (high is not None and least is not None and high < least) or (
        low is not None and most is not None and most < low
    )
    if disjoint:
        return isinstance(op, ast.NotEq)
    if left.qualifier == right.qualifier == "=":
        return isinstance(op, ast.Eq)
    return OPEN


def _by_ends(
    high: Fraction | None, least: Fraction | None, low: Fraction | None, most: Fraction | None, *, strict: bool
) -> bool | Open:
    """Whether one number is below another: by its highest and the other's least, its lowest and the other's most."""
    if high is not None and least is not None and (high < least or (not strict and high == least)):
        return True
    if low is not None and most is not None and (low > most or (strict and low == most)):
        return False
    return OPEN


def _ends(number: Number) -> tuple[Fraction | None, Fraction | None]:
    low = None if number.qualifier == "≤" else number.value
    return low, None if number.qualifier == "≥" else number.value

"""The value of a formula of the ledger, computed; the grammar is that of a pocket calculator.

`((853.69 / 313.6)^(1/9) − 1) × 100`, and a few sentences: a place among others, a count of places, a first year beyond
a level, a count of conditions that hold, a count of the entries of a statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final

from msgspec import Struct

from briefing.proof.numbers.counted_places import PLACES, WITH_VALUE, count_fault, value_fault
from briefing.proof.numbers.rank_checks import RANK, rank_fault
from briefing.proof.reading.ledger_reader import LedgerFact

_PART: Final = re.compile(r"\s*(\d[\d,]*(?:\.\d+)?|[()+−×/^-])")
_DIGITS: Final = Context(prec=28)
_LONGEST: Final = 20_000  # a formula may add up the values of 250 places, twice
_DEEPEST: Final = 40
_LARGEST: Final = 300  # digits, as many as a float holds
_BEYOND: Final = re.compile(r"(first|every published value) ([<>]) (\S+)( since)? \((.+)\)", re.DOTALL)
_EXTREME: Final = re.compile(r"(highest|lowest) of (\d{1,4}) values \((.+)\)", re.DOTALL)
_YEARLY: Final = re.compile(r"(\d{4}): ([^:]+?)(?:, (?=\d{4}:)|$)")
_COUNT: Final = re.compile(r"(\d{1,9}) of (\d{1,9}) hold")
_MEDIAN: Final = re.compile(r"median of (\d{1,4}): ((?:[^;()]|\([^()]*\))+(?:; ?(?:[^;()]|\([^()]*\))+)*)")
# A mean change a year: "(56 − 40) / 4".
_PACE: Final = re.compile(r"\(.+\) / \d{1,3}")
LISTED: Final = re.compile(r"entries of the statement (\S+)")
_NEAR: Final = Fraction(1, 10**9)
_TINY: Final = Fraction(1, 10**30)


class Unreadable(Exception):
    """A formula that is none."""


class FormulaResult(Struct, frozen=True):
    """What a formula gives, the numbers that stand in it, and those of them that are given and not observed."""

    value: Fraction
    numbers: tuple[Fraction, ...]
    given: tuple[Fraction, ...] = ()


def worked(formula: str) -> FormulaResult:
    """Return the value and the numbers of an arithmetical formula. Raises Unreadable if it is none."""
    if len(formula) > _LONGEST:
        raise Unreadable(f"a formula of {len(formula)} characters")
    plain, middles = _without_medians(formula)
    reading = _Reading(plain)
    value = reading.sum()
    reading.end()
    if abs(value) > 10**_LARGEST:
        raise Unreadable("a value that is too large")
    numbers = [number for number in reading.numbers if number not in middles]
    return FormulaResult(
        value, (*numbers, *(number for found in middles.values() for number in found)), tuple(reading.given)
    )


def _without_medians(formula: str) -> tuple[str, dict[Fraction, tuple[Fraction, ...]]]:
    """Return a formula with the value of each median in it, as "median of 3: 5; 9; 12", and the numbers of each."""
    middles: dict[Fraction, tuple[Fraction, ...]] = {}

    def put(match: re.Match[str]) -> str:
        parts = [worked(part) for part in match[2].split(";")]
        values = sorted(part.value for part in parts)
        if len(values) != int(match[1]):
            raise Unreadable(f"a median of {match[1]} that names {len(values)}")
        middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
        middles[middle] = tuple(number for part in parts for number in part.numbers)
        return f"({_plainly(middle)})"

    return _MEDIAN.sub(put, formula), middles


def _plainly(value: Fraction) -> str:
    """Return the digits of a value that has a finite number of decimals."""
    text = format(Decimal(abs(value.numerator)) / Decimal(value.denominator), "f")
    return f"−{text}" if value < 0 else text


class _Reading:
    """One pass over a formula: sums of products of powers."""

    def __init__(self, formula: str) -> None:
        self.parts: list[str] = []
        self.numbers: list[Fraction] = []
        self.given: list[Fraction] = []
        at = 0
        text = formula.rstrip()
        while at < len(text):
            match = _PART.match(text, at)
            if match is None:
                raise Unreadable(f"{text[at : at + 20]!r} is no part of a formula")
            self.parts.append(match[1])
            at = match.end()
        self.at = self.depth = 0

    def end(self) -> None:
        if self.at < len(self.parts):
            raise Unreadable(f"{self.parts[self.at]!r} stands too many")

    def sum(self) -> Fraction:
        value = self.product()
        while sign := self._take("+", "−", "-"):
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> Fraction:
        value = self.power()
        while sign := self._take("×", "/"):
            other = self.power()
            if sign == "/" and not other:
                raise Unreadable("a division by nought")
            value = value * other if sign == "×" else value / other
        return value

    def power(self) -> Fraction:
        base = self.atom()
        if not self._take("^"):
            return base
        before = len(self.numbers)
        exponent = self.atom()
        self.given += self.numbers[before:]
        del self.numbers[before:]
        if abs(exponent) > 200 or base < 0:
            raise Unreadable("a power that is too large, or of what is below nought")
        small, root = (_DIGITS.divide(Decimal(one.numerator), Decimal(one.denominator)) for one in (base, exponent))
        if not small and root <= 0:
            raise Unreadable("a power of nought that has no value")
        raised = _DIGITS.power(small, root)
        if abs(raised.adjusted()) > _LARGEST:
            raise Unreadable("a power that is too large or too small")
        return Fraction(raised)

    def atom(self) -> Fraction:
        sign = 1
        while self._take("−", "-"):
            sign = -sign
        return self._signed(sign)

    def _signed(self, sign: int) -> Fraction:
        """Return a bracket or a number behind its sign: of −3 the number that must be observed is −3."""
        if self._take("("):
            self.depth += 1
            if self.depth > _DEEPEST:
                raise Unreadable("too many brackets stand in each other")
            value = self.sum()
            self.depth -= 1
            if not self._take(")"):
                raise Unreadable("a bracket is not closed")
            return sign * value
        if self.at >= len(self.parts) or not self.parts[self.at][0].isdigit():
            raise Unreadable("a number is missing")
        if len(self.parts[self.at]) > _LARGEST:
            raise Unreadable("a number that is too long")
        value = sign * Fraction(self.parts[self.at].replace(",", ""))
        self.at += 1
        self.numbers.append(value)
        return value

    def _take(self, *signs: str) -> str:
        if self.at < len(self.parts) and self.parts[self.at] in signs:
            self.at += 1
            return self.parts[self.at - 1]
        return ""


def fault(fact: LedgerFact, constants: Sequence[Fraction] | None = None) -> str:
    """Return what is wrong between a fact's formula, its value and its observations, "" if nothing is.

    `constants` are the numbers that a project's ratios multiply by; None: unknown, so that powers of ten are accepted.
    """
    if len(fact.records) == 1 and fact.formula == f"{fact.value:,.12g}" and fact.records[0].value == fact.value:
        return ""  # a published value, as most are
    try:
        if match := RANK.fullmatch(fact.formula):
            return rank_fault(fact, match, lambda formula: worked(formula).value)
        if match := PLACES.fullmatch(fact.formula):
            return count_fault(fact, match, lambda formula: worked(formula).value)
        if match := WITH_VALUE.fullmatch(fact.formula):
            return value_fault(fact, match)
        if match := _BEYOND.fullmatch(fact.formula):
            return _beyond_fault(fact, match)
        if match := _EXTREME.fullmatch(fact.formula):
            return _extreme_fault(fact, match)
        if match := _COUNT.fullmatch(fact.formula):
            return "" if fact.value == int(match[1]) <= int(match[2]) else _differs(fact, Fraction(match[1]))
        if LISTED.fullmatch(fact.formula):
            return ""  # counted in the table of statements
        found = worked(fact.formula)
    except Unreadable as error:
        return f"its formula cannot be read: {error}"
    if not near(found.value, fact.value):
        return _differs(fact, found.value)
    return _operand_fault(fact, found, constants)


def near(value: Fraction, other: float) -> bool:
    """Whether two values are the same but for the noise after ten significant digits."""
    exact = _exact(other)
    return abs(value - exact) <= _NEAR * max(abs(exact), _TINY)


def _exact(value: float) -> Fraction:
    """Return the exact value of a number's shortest decimal form: 1e-07 is a ten-millionth."""
    return Fraction(Decimal(repr(value)))


def _differs(fact: LedgerFact, value: Fraction) -> str:
    return f"{fact.formula} gives {float(value):.12g}, not {fact.value:.12g}"


def _operand_fault(fact: LedgerFact, found: FormulaResult, constants: Sequence[Fraction] | None) -> str:
    """Return what is wrong if a number of a formula is not observed, or an observation is not in it."""
    cells = {_exact(cell.value) for cell in fact.records}
    years = {Fraction(cell.year) for cell in fact.records}
    if set(found.numbers) <= years and fact.unit == "years":
        return ""
    yearly = max(years, default=Fraction(0)) - min(years, default=Fraction(0)) if _PACE.fullmatch(fact.formula) else 1
    places = len({cell.entity for cell in fact.records})  # a mean divides by their number
    for number in dict.fromkeys(found.numbers):
        if number not in cells and number not in (1, 100, places, yearly) and not _constant(number, constants):
            return f"{float(number):,.12g} of its formula is none of its observations"
    lacking = [cell for cell in cells if cell not in found.numbers]
    return f"its formula lacks the observation {float(lacking[0]):,.12g}" if lacking else ""


def _constant(number: Fraction, constants: Sequence[Fraction] | None) -> bool:
    if constants is not None:
        return number in constants
    return re.fullmatch("10*", str(number)) is not None


def _beyond_fault(fact: LedgerFact, match: re.Match[str]) -> str:
    _, sign, level, since, listed = match.groups()
    bound = worked(level).value
    points = [(int(year), worked(formula).value) for year, formula in _YEARLY.findall(listed)]
    beyond = [year for year, value in points if (value > bound if sign == ">" else value < bound)]
    if not points or not beyond:
        return "none of the values in its formula is beyond the level"
    if since and len(beyond) != len(points):
        return f"not every value in its formula is {sign} {level}"
    return "" if min(beyond) == fact.value else f"{min(beyond)} is the first year {sign} {level}, not {fact.value:g}"


def _extreme_fault(fact: LedgerFact, match: re.Match[str]) -> str:
    """Every value that is observed must stand in the formula with its year, and the fact's be the highest or lowest."""
    end, count, listed = match.groups()
    points = {int(year): worked(formula) for year, formula in _YEARLY.findall(listed)}
    if len(points) != int(count):
        return f"its formula says {count} values and names {len(points)}"
    for cell in fact.records:
        if cell.year not in points or not any(near(one, cell.value) for one in points[cell.year].numbers):
            return f"its formula lacks the observation {cell.value:,.12g} of {cell.year}"
    if points.keys() - {cell.year for cell in fact.records}:
        return "its formula has a year without an observation"
    values = [found.value for found in points.values()]
    extreme = max(values) if end == "highest" else min(values)
    return "" if near(extreme, fact.value) else _differs(fact, extreme)

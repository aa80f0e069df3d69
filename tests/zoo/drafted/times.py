"""Periods as numbers, and values that know of which period they are."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, getcontext
from typing import Final

getcontext().prec = 40
A_YEAR: Final = {"A": 1, "Q": 4, "M": 12}


class Time:
    """A period: its frequency and its number, counted from the year 0."""

    def __init__(self, letter: str, number: int) -> None:
        self.letter, self.number = letter, number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Time) and (self.letter, self.number) == (other.letter, other.number)

    def __lt__(self, other: Time) -> bool:
        return self.number < other.number

    def __gt__(self, other: Time) -> bool:
        return self.number > other.number

    def __hash__(self) -> int:
        return hash((self.letter, self.number))

    def __repr__(self) -> str:
        year, part = divmod(self.number, A_YEAR[self.letter])
        return (
            str(year)
            if self.letter == "A"
            else f"{year}-{'Q' if self.letter == 'Q' else ''}{part + 1:0{2 if self.letter == 'M' else 1}d}"
        )


def time_of(text: object) -> Time:
    """2005, "2005-03" or "2005-Q1" → a period."""
    found = re.fullmatch(r"(\d{1,4})(?:-(Q)?(\d{1,2}))?", str(text))
    if found is None:
        raise LookupError(f"no period: {text}")
    year, quarter, part = found.groups()
    if part is None:
        return Time("A", int(year))
    return Time("Q", int(year) * 4 + int(part) - 1) if quarter else Time("M", int(year) * 12 + int(part) - 1)


class Number:
    """A value and the period that it is of."""

    def __init__(self, value: Decimal, period: Time | None = None, ends: tuple[Time, Time] | None = None) -> None:
        self.value, self.period, self.ends = value, period, ends


def decimal(level: object) -> Decimal:
    """A level as an expression writes it → a decimal."""
    if isinstance(level, Number):
        return level.value
    return level if isinstance(level, Decimal) else Decimal(repr(level))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """A value with so many decimals, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

"""Time: a period is a frequency and an ordinal, so that distances are counted and never read off numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal, overload

from msgspec import Struct

from briefing.errors import Incomparable

Frequency = Literal["year"]
# How JSON, TOML and YAML write a period: a year as its number.
Notation = int
_YEAR: Final = re.compile("[12][0-9]{3}")


class Period(Struct, frozen=True, array_like=True, gc=False):
    """A period of a frequency; `ordinal` counts them, of years as the calendar does.

    Periods of one frequency have an order and a distance (`later - earlier`), those of two have neither: Incomparable.
    """

    frequency: Frequency
    ordinal: int

    @classmethod
    def year(cls, number: int) -> Period:
        """Return a calendar year."""
        return cls("year", number)

    @classmethod
    @lru_cache(maxsize=4096)  # as the rows of a table have few
    def parse(cls, text: str) -> Period:
        """Return the period of an ISO 8601 notation, as "2023"; ValueError for what is none."""
        if not _YEAR.fullmatch(text):
            raise ValueError(f"{text!r} is no year, {EARLIEST} to {LATEST}")
        return cls.year(int(text))

    @classmethod
    def of(cls, written: Period | Notation) -> Period:
        """Return the period that a notation writes; a period stays as it is."""
        return written if isinstance(written, Period) else cls.year(written)

    @property
    def notation(self) -> Notation:
        """How it is written in JSON, TOML and YAML."""
        return self.ordinal

    @property
    def start(self) -> dt.date:
        """Its first day."""
        return dt.date(self.ordinal, 1, 1)

    @property
    def end(self) -> dt.date:
        """Its last day."""
        return (self + 1).start - dt.timedelta(days=1)

    def __str__(self) -> str:
        return str(self.ordinal)

    def __add__(self, count: int) -> Period:
        return Period(self.frequency, self.ordinal + count)

    @overload
    def __sub__(self, other: Period) -> int: ...
    @overload
    def __sub__(self, other: int) -> Period: ...
    def __sub__(self, other: Period | int) -> Period | int:
        return self + -other if isinstance(other, int) else self.ordinal - self._ordinal_of(other)

    def __lt__(self, other: Period) -> bool:
        return self.ordinal < self._ordinal_of(other)

    def __le__(self, other: Period) -> bool:
        return self.ordinal <= self._ordinal_of(other)

    def __gt__(self, other: Period) -> bool:
        return self.ordinal > self._ordinal_of(other)

    def __ge__(self, other: Period) -> bool:
        return self.ordinal >= self._ordinal_of(other)

    def _ordinal_of(self, other: Period) -> int:
        if self.frequency != other.frequency:
            what = f"compares {self}, a {self.frequency}, with {other}, a {other.frequency}"
            raise Incomparable(what, fix="compare periods of one frequency")
        return other.ordinal


# What can be written as a period.
EARLIEST: Final = Period.year(1000)
LATEST: Final = Period.year(2999)


def notations(ends: tuple[Period, Period]) -> tuple[Notation, Notation]:
    """Return how the first and the last period are written in JSON, TOML and YAML."""
    return ends[0].notation, ends[1].notation


def consecutive(periods: Iterable[Period]) -> list[list[Period]]:
    """Return periods in order, those without a gap between them together."""
    runs: list[list[Period]] = []
    for period in sorted(periods):
        if runs and period == runs[-1][-1] + 1:
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs


def period_range(first: Period, last: Period) -> tuple[Period, ...]:
    """Return the periods from one to another, both included."""
    return tuple(first + step for step in range(last - first + 1))

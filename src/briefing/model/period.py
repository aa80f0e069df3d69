"""Time: a period is a frequency and an ordinal, so that distances are counted and never read off numbers.

The frequencies are those of SDMX (CL_FREQ): years, half-years, four months, quarters, months, ISO weeks, days. A year
may begin in any month, and a reading of a part of a year, as January to September, is compared with the same part of
another year alone, so both are frequencies of their own. What can be written as a period is in `period_notation`.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal, overload

from msgspec import Struct

from briefing.errors import Incomparable

Unit = Literal["year", "half-year", "four-month", "quarter", "month", "week", "day"]
# How JSON, TOML and YAML write a period: a calendar year as its number, all others as text.
Notation = int | str

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2999
# How many make a year, of the units that do so exactly.
_IN_A_YEAR: Final[dict[Unit, int]] = {"year": 1, "half-year": 2, "four-month": 3, "quarter": 4, "month": 12}
_LETTERS: Final[dict[Unit, str]] = {"half-year": "S", "four-month": "T", "quarter": "Q"}
_DAYS_IN_A_YEAR: Final = Fraction(3652425, 10000)  # the mean of the Gregorian calendar


class Frequency(Struct, frozen=True, array_like=True, gc=False):
    """How often a series has a value. Series of two frequencies are never compared.

    Of years `first_month` is the month in which they begin, and `months` how many of them are covered: 12, or fewer of
    a reading within the year.
    """

    unit: Unit
    first_month: int = 1
    months: int = 12

    @property
    def a_year(self) -> int:
        """How many of them make a year; 0 of weeks and days, which do not divide one."""
        return _IN_A_YEAR.get(self.unit, 0)

    @property
    def partial(self) -> bool:
        """Whether it covers a part of a year."""
        return self.months < 12

    @property
    def regular(self) -> bool:
        """Whether it is one that begins with the calendar year."""
        return self.first_month == 1 and self.months == 12

    def __str__(self) -> str:
        if not self.regular:
            first, last = (calendar.month_name[(self.first_month + step - 1) % 12 + 1] for step in (0, self.months - 1))
            return f"year from {first}" if not self.partial else f"reading from {first} to {last}"
        return {"four-month": "four-month period", "week": "ISO week"}.get(self.unit, self.unit)


YEAR: Final = Frequency("year")
HALF_YEAR: Final = Frequency("half-year")
FOUR_MONTHS: Final = Frequency("four-month")
QUARTER: Final = Frequency("quarter")
MONTH: Final = Frequency("month")
WEEK: Final = Frequency("week")
DAY: Final = Frequency("day")
# By the letter that SDMX has for each.
FREQUENCIES: Final = {"A": YEAR, "S": HALF_YEAR, "T": FOUR_MONTHS, "Q": QUARTER, "M": MONTH, "W": WEEK, "D": DAY}


class Period(Struct, frozen=True, array_like=True, gc=False):
    """A period of a frequency; `ordinal` counts them: years as the calendar does, days and weeks from the year 1.

    Periods of one frequency have an order and a distance (`later - earlier`), those of two have neither: Incomparable.
    A fiscal year is called after the calendar year in which it begins, as in SDMX; pandas calls it after its end.
    """

    frequency: Frequency
    ordinal: int

    @classmethod
    def year(cls, number: int) -> Period:
        """Return a calendar year."""
        return cls(YEAR, number)

    @classmethod
    def part(cls, year: int, first_month: int, months: int) -> Period:
        """Return the months of a year or fiscal year that begins in a month, or of a part of it; at most 12."""
        return cls(YEAR if (first_month, months) == (1, 12) else Frequency("year", first_month, months), year)

    @classmethod
    @lru_cache(maxsize=4096)
    def containing(cls, day: dt.date, frequency: Frequency) -> Period:
        """Return the period of a frequency in which a day lies; of a part of a year the next one up to it."""
        if frequency.unit == "day":
            return cls(frequency, day.toordinal())
        if frequency.unit == "week":
            return cls(frequency, (day.toordinal() - 1) // 7)
        month = day.year * 12 + day.month - frequency.first_month
        return cls(frequency, month * frequency.a_year // 12)

    @property
    def notation(self) -> Notation:
        """How it is written in JSON, TOML and YAML: the number of a calendar year, else text."""
        return self.ordinal if self.frequency == YEAR else str(self)

    @property
    def quoted(self) -> str:
        """How YAML and TOML write it: 2019 or "2024-02"."""
        return f'"{self}"' if isinstance(self.notation, str) else str(self.notation)

    @property
    def literal(self) -> str:
        """How a story's expressions write it: 2019 or '2024-02'."""
        return repr(self.notation)

    @property
    def year_of_notation(self) -> int:
        """The year that its notation begins with: of weeks the ISO year, of fiscal years that of their beginning."""
        return int(str(self)[:4])

    @property
    def first_of_year(self) -> Period:
        """The first period of its frequency in its year, of weeks in its ISO year."""
        if self.frequency.a_year:
            return Period(self.frequency, self.ordinal // self.frequency.a_year * self.frequency.a_year)
        if self.frequency.unit == "week":
            return Period.containing(dt.date.fromisocalendar(self.year_of_notation, 1, 1), self.frequency)
        return Period.containing(self.start.replace(month=1, day=1), self.frequency)

    @property
    def start(self) -> dt.date:
        """Its first day."""
        return _start(self)

    @property
    def end(self) -> dt.date:
        """Its last day."""
        return _end(self)

    @property
    def chronological(self) -> tuple[dt.date, dt.date]:
        """By what periods of several frequencies are put in order: their last days, then their first."""
        return self.end, self.start

    @property
    def year_before(self) -> Period:
        """The same period a year before; Incomparable for week 53 and for 29 February where that year has none."""
        return self._years_on(-1)

    def __str__(self) -> str:
        frequency, ordinal = self.frequency, self.ordinal
        if frequency.unit == "year":
            return f"{ordinal:04}" if frequency.regular else f"{self.start:%Y-%m}/{self.end:%Y-%m}"
        if frequency.unit in _LETTERS:
            year, number = divmod(ordinal, frequency.a_year)
            return f"{year:04}-{_LETTERS[frequency.unit]}{number + 1}"
        if frequency.unit == "week":
            iso = self.start.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}"
        return self.start.isoformat() if frequency.unit == "day" else self.start.isoformat()[:7]

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

    def _years_on(self, years: int) -> Period:
        if self.frequency.a_year:
            return self + years * self.frequency.a_year
        try:
            if self.frequency.unit == "week":
                iso = self.start.isocalendar()
                return Period.containing(dt.date.fromisocalendar(iso.year + years, iso.week, 1), self.frequency)
            return Period.containing(self.start.replace(year=self.start.year + years), self.frequency)
        except ValueError:
            what = f"{self.start.year + years} has no {'week 53' if self.frequency.unit == 'week' else '29 February'}"
            raise Incomparable(what, str(self), "name the period that it is compared with, by at(…)") from None


def years_between(first: Period, last: Period) -> Fraction:
    """Return the distance of two periods of one frequency in years: exact where they divide a year, else by days."""
    if first.frequency.a_year:
        return Fraction(last - first, first.frequency.a_year)
    days = 7 if first.frequency.unit == "week" else 1
    return (last - first) * days / _DAYS_IN_A_YEAR


def periods_within(whole: Period, frequency: Frequency) -> tuple[Period, ...]:
    """Return the periods of a frequency that make up a longer one; Incomparable where they do not divide it."""
    first, last = Period.containing(whole.start, frequency), Period.containing(whole.end, frequency)
    if first.start != whole.start or last.end != whole.end:
        raise Incomparable(f"{whole} is not made up of whole {frequency}s", fix="choose a frequency that divides it")
    return period_range(first, last)


def ends_within(frequency: Frequency, bounds: tuple[Period, Period]) -> tuple[Period, Period]:
    """Return the first and the last period of a frequency whose last day lies within others.

    The last is before the first where there is none, as of years within a quarter.
    """
    if bounds[0].frequency == frequency:
        return bounds
    first = Period.containing(bounds[0].start, frequency)
    first = first if first.end >= bounds[0].start else first + 1
    last = Period.containing(bounds[1].end, frequency)
    return first, last if last.end <= bounds[1].end else last - 1


@lru_cache(maxsize=4096)
def _start(period: Period) -> dt.date:
    frequency, ordinal = period.frequency, period.ordinal
    if frequency.unit == "day":
        return dt.date.fromordinal(ordinal)
    if frequency.unit == "week":
        return dt.date.fromordinal(ordinal * 7 + 1)
    return _month_start(ordinal * 12 // frequency.a_year + frequency.first_month - 1)


@lru_cache(maxsize=4096)
def _end(period: Period) -> dt.date:
    frequency = period.frequency
    if frequency.partial:
        first = period.ordinal * 12 + frequency.first_month - 1
        return _month_start(first + frequency.months) - dt.timedelta(days=1)
    return (period + 1).start - dt.timedelta(days=1)


def notations(ends: tuple[Period, Period]) -> tuple[Notation, Notation]:
    """Return how the first and the last period are written in JSON, TOML and YAML."""
    return ends[0].notation, ends[1].notation


def consecutive(periods: Iterable[Period]) -> list[list[Period]]:
    """Return periods in order, those of one frequency without a gap between them together."""
    runs: list[list[Period]] = []
    for period in sorted(periods, key=lambda item: (item.frequency != YEAR, item.frequency.unit, item.chronological)):
        if runs and period.frequency == runs[-1][-1].frequency and period == runs[-1][-1] + 1:
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs


def period_range(first: Period, last: Period) -> tuple[Period, ...]:
    """Return the periods from one to another, both included."""
    return tuple(first + step for step in range(last - first + 1))


# The first and the last year that a table may hold.
EARLIEST: Final = Period.year(FIRST_YEAR)
LATEST: Final = Period.year(LAST_YEAR)


def _month_start(months: int) -> dt.date:
    return dt.date(months // 12, months % 12 + 1, 1)

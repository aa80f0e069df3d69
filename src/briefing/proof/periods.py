"""The calendar of the proof: a period is its first and its last day, and all else follows from the two dates.

It shares nothing with the periods of the package, which count; so that a count that is wrong there is found here.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

# SDMX's codes of frequency; F is a fiscal year as "2023/24", of which the table does not say when it starts.
Kind = Literal["A", "S", "T", "Q", "M", "W", "D", "F"]
_MONTHS: Final[dict[str, int]] = {"A": 12, "S": 6, "T": 4, "Q": 3, "M": 1}
_WORDS: Final[dict[str, Kind]] = {
    "year": "A", "half-year": "S", "four-month": "T", "quarter": "Q", "month": "M", "week": "W", "day": "D",
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1000, 2999  # of what a ledger or a table may hold
_DAY: Final = dt.timedelta(days=1)
_YEAR_OF_DAYS: Final = Fraction(3652425, 10000)  # 400 years of the Gregorian calendar have 146,097 days
_EXCEL: Final = dt.date(1899, 12, 30)  # the day before its first
_SERIAL: Final = re.compile(r"\d{5}")
_NAMES: Final = [name.casefold() for name in calendar.month_abbr]

_CODED: Final = re.compile(r"(\d{4})-?([ASTQMWD])(\d{1,3})")
_DATED: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?")
_DAY_OF_YEAR: Final = re.compile(r"(\d{4})-(\d{3})")
_SPAN: Final = re.compile(r"(\d{4})-(\d{2})(?:-01)?/(?:(\d{4})-(\d{2})|P(\d{1,2})([MY]))")
_SCHOOL: Final = re.compile(r"(\d{4})[/–](\d{2}|\d{4})")
_NAMED: Final = re.compile(r"(?:(\d{4})[ -])?([A-Za-z]{3})[a-z]*\.?(?:[ -](\d{4}))?")


class NoPeriod(ValueError):
    """A text that writes no period."""


class Period(Struct, frozen=True):
    """A stretch of days. Two are `alike` where they have the same frequency; only these are compared."""

    kind: Kind
    first: dt.date
    last: dt.date

    @property
    def family(self) -> tuple[str, int, int]:
        """What two of one frequency share: the code, of years also the month that they start in, and their months."""
        return (self.kind, self.first.month, self._months) if self.kind == "A" else (self.kind, 0, 0)

    @property
    def _months(self) -> int:
        return _months_from(self.first, self.last + _DAY)

    @property
    def in_part(self) -> bool:
        """Whether it is a reading of a part of a year."""
        return self.kind == "A" and self._months < 12

    @property
    def is_calendar_year(self) -> bool:
        """Whether it is one, which ledgers write as a number."""
        return self.family == ("A", 1, 12)

    @property
    def a_year(self) -> int:
        """How many of them make a year; 0 of weeks and days."""
        return 12 // _MONTHS[self.kind] if self.kind in _MONTHS else 0

    @property
    def ordinal(self) -> int:
        """Its number among those of its frequency, as ledgers have it of a fact that is a period."""
        if self.kind == "D":
            return self.first.toordinal()
        if self.kind == "W":
            return (self.first.toordinal() - 1) // 7
        if self.kind == "A":
            return self.first.year
        return (self.first.year * 12 + self.first.month - 1) // _MONTHS[self.kind]

    def alike(self, other: Period) -> bool:
        """Whether another has the same frequency."""
        return self.family == other.family

    def since(self, other: Period) -> int:
        """Return how many periods it is after another of its frequency."""
        if not self.alike(other):
            raise NoPeriod(f"{self} and {other} are of two frequencies")
        if self.kind in "WD":
            return (self.first - other.first).days // (7 if self.kind == "W" else 1)
        return _months_from(other.first, self.first) // _MONTHS[self.kind]

    def later(self, count: int) -> Period:
        """Return the period that many later, or earlier where it is below zero."""
        if self.kind in "WD":
            step = dt.timedelta(days=count * (7 if self.kind == "W" else 1))
            return Period(self.kind, self.first + step, self.last + step)
        first = _later(self.first, count * _MONTHS[self.kind])
        return Period(self.kind, first, _later(first, self._months) - _DAY)

    def a_year_before(self) -> Period | None:
        """Return the same period of the year before; None for a week 53 and a 29 February that that year lacks."""
        if self.a_year:
            return self.later(-self.a_year)
        try:
            if self.kind == "D":
                return day(self.first.replace(year=self.first.year - 1))
            year_of_week, number, _ = self.first.isocalendar()
            return _week(year_of_week - 1, number)
        except ValueError:
            return None

    def years_since(self, other: Period) -> Fraction:
        """Return the distance from another in years: by months, else by days of the mean year."""
        if not self.alike(other):
            raise NoPeriod(f"{self} and {other} are of two frequencies")
        if self.kind in _MONTHS:
            return Fraction(_months_from(other.first, self.first), 12)
        return (self.first - other.first).days / _YEAR_OF_DAYS

    def within(self, other: Period) -> bool:
        """Whether all its days lie in another."""
        return other.first <= self.first and self.last <= other.last

    def is_written_as(self, other: Period) -> bool:
        """Whether a table may write it as another: by a day in it, a fiscal year by its start alone or as "2023/24"."""
        if (self.first, self.last) == (other.first, other.last):
            return True  # a quarter as its months
        if other.kind == "D" and not self.in_part and other.within(self):
            return True
        fiscal_year = self.kind == "A" and not self.in_part and not self.is_calendar_year
        return fiscal_year and other in (year(self.first.year), _school(self.first.year))

    def __lt__(self, other: Period) -> bool:
        return (self.last, self.first) < (other.last, other.first)

    def __str__(self) -> str:
        if self.kind == "A":
            return str(self.first.year) if self.is_calendar_year else f"{self.first:%Y-%m}/{self.last:%Y-%m}"
        if self.kind == "F":
            return f"{self.first.year}/{self.last.year % 100:02}"
        if self.kind == "W":
            year_of_week, number, _ = self.first.isocalendar()
            return f"{year_of_week}-W{number:02}"
        if self.kind in "MD":
            return self.first.isoformat()[: 7 if self.kind == "M" else 10]
        return f"{self.first:%Y}-{self.kind}{(self.first.month - 1) // _MONTHS[self.kind] + 1}"


def year(number: int) -> Period:
    """Return a calendar year."""
    return Period("A", dt.date(number, 1, 1), dt.date(number, 12, 31))


def day(date: dt.date) -> Period:
    """Return a day."""
    return Period("D", date, date)


@lru_cache(maxsize=16384)
def period(written: int | str) -> Period:
    """Return the period of a number of a year or a text, as ledgers and tables write it. Raises NoPeriod."""
    if isinstance(written, int):
        written = f"{written:04}"
    try:
        found = _read(written.strip())
    except (ValueError, OverflowError) as error:
        raise NoPeriod(f"{written[:40]!r} is no period") from error
    if not _FIRST_YEAR <= found.first.year <= found.last.year <= _LAST_YEAR:
        raise NoPeriod(f"{written[:40]!r} is no period")
    return found


def means(text: str, meant: Period) -> bool:
    """Whether a cell writes a period; a workbook holds a date as its number."""
    try:
        return meant.is_written_as(period(text))
    except NoPeriod:
        pass
    return _SERIAL.fullmatch(text) is not None and meant.is_written_as(day(_EXCEL + int(text) * _DAY))


def fiscal(first_year: int, first_month: int) -> Period:
    """Return a year that starts in a month."""
    first = dt.date(first_year, first_month, 1)
    return Period("A", first, _later(first, 12) - _DAY)


def containing(date: dt.date, kind: Kind, first_month: int = 1) -> Period:
    """Return the period of a frequency in which a day lies; of years by the month that they start in."""
    if kind == "D":
        return day(date)
    if kind == "W":
        return _week(*date.isocalendar()[:2])
    months = _MONTHS[kind]
    before = (date.month - (first_month if kind == "A" else 1)) % 12 % months
    first = _later(date.replace(day=1), -before)
    return Period(kind, first, _later(first, months) - _DAY)


def of_frequency(text: str, kind: Kind | None, first_month: int = 1) -> Period:
    """Return the period that a cell writes in a series of a frequency; None: of any. Raises NoPeriod."""
    found = period(text)
    if found.kind == "F" or (kind == "A" and first_month != 1 and found.is_calendar_year):
        return fiscal(found.first.year, first_month)
    if kind is None or kind == found.kind or not (found.kind == "D" or found.in_part):
        return found
    whole = containing(found.first, kind, first_month)
    return whole if found.kind == "D" or whole.last == found.last else found


def kind_of(word: str) -> Kind | None:
    """Return the code of a frequency in a table: itself, or its word; None where there is none."""
    code = word.strip()
    return next((known for known in ("A", "S", "T", "Q", "M", "W", "D") if known == code.upper()), None) or _WORDS.get(
        code.casefold()
    )


def _read(text: str) -> Period:
    if found := _CODED.fullmatch(text.upper()):
        return _coded(int(found[1]), found[2], int(found[3]))
    if found := _DAY_OF_YEAR.fullmatch(text):
        return _coded(int(found[1]), "D", int(found[2]))
    if found := _DATED.fullmatch(text):
        if found[3]:
            return day(dt.date(int(found[1]), int(found[2]), int(found[3])))
        return _coded(int(found[1]), "M", int(found[2])) if found[2] else year(int(found[1]))
    if found := _SPAN.fullmatch(text):
        first = dt.date(int(found[1]), int(found[2]), 1)
        if found[3]:
            months = _months_from(first, _later(dt.date(int(found[3]), int(found[4]), 1), 1))
        else:
            months = int(found[5]) * (12 if found[6] == "Y" else 1)
        if not 1 <= months <= 12:
            raise NoPeriod(text)
        return Period("M" if months == 1 else "A", first, _later(first, months) - _DAY)
    if found := _SCHOOL.fullmatch(text):
        school = _school(int(found[1]))
        if not str(school.last.year).endswith(found[2]):
            raise NoPeriod(text)
        return school
    found = _NAMED.fullmatch(text)
    if found and found[2].casefold() in _NAMES and bool(found[1]) != bool(found[3]):
        return _coded(int(found[1] or found[3]), "M", _NAMES.index(found[2].casefold()))
    raise NoPeriod(text)


def _coded(number: int, code: str, at: int) -> Period:
    if code == "W":
        return _week(number, at)
    if code == "D":
        date = dt.date(number, 1, 1) + (at - 1) * _DAY
        if date.year != number:
            raise NoPeriod(f"day {at}")
        return day(date)
    kind = kind_of(code)
    months = _MONTHS[code]
    if kind is None or not 1 <= at <= 12 // months:
        raise NoPeriod(f"{code}{at}")
    first = dt.date(number, (at - 1) * months + 1, 1)
    return Period(kind, first, _later(first, months) - _DAY)


def _week(year_of_week: int, number: int) -> Period:
    monday = dt.date.fromisocalendar(year_of_week, number, 1)
    return Period("W", monday, monday + 6 * _DAY)


def _school(first_year: int) -> Period:
    return Period("F", dt.date(first_year, 1, 1), dt.date(first_year + 1, 12, 31))


def _months_from(first: dt.date, other: dt.date) -> int:
    return (other.year - first.year) * 12 + other.month - first.month


def _later(first: dt.date, months: int) -> dt.date:
    """Return the first day of the month that many later."""
    years, month = divmod(first.month - 1 + months, 12)
    return dt.date(first.year + years, month + 1, 1)

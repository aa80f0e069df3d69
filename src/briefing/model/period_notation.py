"""Notations of periods: ISO 8601 and SDMX, and what is often written in their place, with what to write instead."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from briefing.model.period import (
    DAY,
    FIRST_YEAR,
    FREQUENCIES,
    LAST_YEAR,
    MONTH,
    QUARTER,
    WEEK,
    YEAR,
    Frequency,
    Notation,
    Period,
)

_MONTHS: Final = {name.casefold(): at for at, name in enumerate(calendar.month_abbr) if name}
_MOST: Final = {"A": 1, "S": 2, "T": 3, "Q": 4, "M": 12}
_SERIAL_EPOCH: Final = dt.date(1899, 12, 30)  # day 0 of Excel's count, whose 1900 is a leap year
_OLDEST_SERIAL: Final = 25_000  # 1968; smaller ones are mistyped years
_MONTH_NAME: Final = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"

# What else a frequency is called, by its letter.
_OTHER_WORDS: Final = {
    "annual": "A",
    "annually": "A",
    "yearly": "A",
    "y": "A",
    "years": "A",
    "h": "S",
    "half-yearly": "S",
    "semester": "S",
    "quarterly": "Q",
    "quarters": "Q",
    "monthly": "M",
    "months": "M",
    "weekly": "W",
    "weeks": "W",
    "daily": "D",
    "days": "D",
    "b": "D",
}


class NotationError(ValueError):
    """What is no period; `fix` says what to write in its place."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.fix = fix


@lru_cache(maxsize=8192)  # as the rows of a table have few
def parse_period(text: str, first_month: int = 0) -> Period:
    """Return the period that a text writes; NotationError for what is none.

    ISO 8601: 2024, 2024-03, 2024-W05, 2024-03-17, 2024-077, an interval of months 2023-07/2024-06 or 2023-07/P12M.
    SDMX: 2024-A1, 2024-S1, 2024-T1, 2024-Q1, 2024-M03, 2024-D077. Without the dash, 2024Q1, 2024M03; "2024-Mar" and
    "Mar 2024"; the moment 2024-03-17T00:00:00 is its day. `first_month` is that in which the years of 2023/24 begin.
    """
    for pattern, read in _NOTATIONS:
        if found := pattern.fullmatch(text):
            period = read(found, first_month) if read is _fiscal else read(found)
            if not FIRST_YEAR <= period.start.year <= period.end.year <= LAST_YEAR:
                break
            return period
    raise NotationError(f"{text[:40]!r} is no period", _fix(text))


def frequency_of(text: str) -> Frequency:
    """Return the frequency of a letter of SDMX or of a word, as M or month; NotationError for what is none."""
    word = text.strip()
    for letter, frequency in FREQUENCIES.items():
        if word in (letter, letter.lower()) or word.casefold() == frequency.unit:
            return frequency
    near = _OTHER_WORDS.get(word.casefold())
    words = ", ".join(f"{letter} ({frequency.unit})" for letter, frequency in FREQUENCIES.items())
    fix = f"write {near} for {FREQUENCIES[near].unit}" if near else f"write one of: {words}"
    raise NotationError(f"{text[:40]!r} is no frequency", fix)


def period_of(written: Period | Notation) -> Period:
    """Return the period that a notation of JSON, TOML or YAML writes; a period stays as it is."""
    if isinstance(written, Period):
        return written
    return Period.year(written) if isinstance(written, int) else parse_period(written)


def as_frequency(period: Period, frequency: Frequency) -> Period:
    """Return the period of a frequency that a series with that frequency means by what was written; NotationError else.

    A date stands for the period in which it lies: tables give months by their first day, their last or their first
    working day. 2023 is the fiscal year that begins in 2023, as in SDMX. Readings of a part of a year stay among those
    of years.
    """
    if period.frequency == frequency or (frequency.unit == "year" and period.frequency.partial):
        return period
    if period.frequency == YEAR and frequency.unit == "year":
        return Period(frequency, period.ordinal)
    found = Period.containing(period.start, frequency)
    if period.frequency == DAY or (found.start, found.end) == (period.start, period.end):  # 2024-01/2024-03: a quarter
        return found
    what = f"{period} is a {period.frequency}, where the indicator has a value for each {frequency}"
    raise NotationError(what, f"write it as {found}, or correct the indicator's frequency")


def _year(found: re.Match[str]) -> Period:
    return Period.year(int(found[1]))


def _reporting(found: re.Match[str]) -> Period:
    letter, number = found[2].upper(), int(found[3])
    if not 1 <= number <= _MOST[letter]:
        raise NotationError(f"{found[0]!r} is no period", f"write {found[1]}-{letter}1 to {letter}{_MOST[letter]}")
    frequency = FREQUENCIES[letter]
    return Period(frequency, int(found[1]) * frequency.a_year + number - 1)


def _month(found: re.Match[str]) -> Period:
    number = int(found[2])
    if not 1 <= number <= 12:
        raise NotationError(f"{found[0]!r} is no period", f"write a month, {found[1]}-01 to {found[1]}-12")
    return Period(MONTH, int(found[1]) * 12 + number - 1)


def _named_month(found: re.Match[str]) -> Period:
    return Period(MONTH, int(found["year"]) * 12 + _MONTHS[found["name"].casefold()] - 1)


def _week(found: re.Match[str]) -> Period:
    try:
        return Period.containing(dt.date.fromisocalendar(int(found[1]), int(found[2]), 1), WEEK)
    except ValueError:
        last = dt.date(int(found[1]), 12, 28).isocalendar().week
        raise NotationError(f"{found[0]!r} is no period", f"write {found[1]}-W01 to W{last}") from None


def _day(found: re.Match[str]) -> Period:
    try:
        return Period.containing(dt.date(int(found[1]), int(found[2]), int(found[3])), DAY)
    except ValueError as problem:
        raise NotationError(f"{found[0]!r} is no period: {problem}", "write days as 2024-03-17") from None


def _day_of_year(found: re.Match[str]) -> Period:
    day = dt.date(int(found[1]), 1, 1) + dt.timedelta(days=int(found[2]) - 1)
    if day.year != int(found[1]):
        last = 365 + calendar.isleap(int(found[1]))
        raise NotationError(f"{found[0]!r} is no period", f"write {found[1]}-D001 to D{last}")
    return Period.containing(day, DAY)


def _interval(found: re.Match[str]) -> Period:
    first = _month(found)
    if found["count"]:
        months = int(found["count"]) * (12 if found["unit"] == "Y" else 1)
    else:
        last = int(found["last_year"]) * 12 + int(found["last_month"]) - 1
        months = last - first.ordinal + 1 if 1 <= int(found["last_month"]) <= 12 else 0
    if not 1 <= months <= 12:
        fix = f"write its first and its last month, at most twelve, as {first}/{first + 11}"
        raise NotationError(f"{found[0]!r} is no period", fix)
    return first if months == 1 else Period.part(first.start.year, first.start.month, months)


def _fiscal(found: re.Match[str], first_month: int = 0) -> Period:
    year, tail = int(found[1]), int(found[2])
    if tail != (year + 1) % 100 ** (len(found[2]) // 2):
        instead = f"{year}-{tail:02}" if 1 <= tail <= 12 else f"{year}/{(year + 1) % 100:02}"
        raise NotationError(f"{found[0]!r} is no period", f"write {instead}")
    if not first_month:
        what = f"{found[0]!r} is a fiscal or academic year, and its first month is not known"
        april = Period.part(year, 4, 12)
        raise NotationError(what, f"write {april}, or give the indicator's year_starts, as 4 for April")
    return Period.part(year, first_month, 12)


_YYYY: Final = r"([12][0-9]{3})"
# The first that matches decides; numbers beyond a unit's last are an error that says which there are.
_NOTATIONS: Final[tuple[tuple[re.Pattern[str], Callable[..., Period]], ...]] = (
    (re.compile(_YYYY), _year),
    (re.compile(_YYYY + "-([0-9]{2})"), _month),
    (re.compile(_YYYY + "-?([AaSsTtQq])([0-9])"), _reporting),
    (re.compile(_YYYY + "-?([Mm])([0-9]{1,2})"), _reporting),
    (re.compile(_YYYY + "-?[Ww]([0-9]{1,2})"), _week),
    (re.compile(_YYYY + r"-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?"), _day),
    (re.compile(_YYYY + "-[Dd]?([0-9]{3})"), _day_of_year),
    (
        re.compile(
            _YYYY + r"-([0-9]{2})(?:-01)?/(?:P(?P<count>[0-9]{1,2})(?P<unit>[MY])"
            r"|(?P<last_year>[12][0-9]{3})-(?P<last_month>[0-9]{2}))"
        ),
        _interval,
    ),
    (re.compile(_YYYY + "[/–]([0-9]{2}|[12][0-9]{3})"), _fiscal),
    (re.compile(r"(?P<year>[12][0-9]{3})[ -]" + _MONTH_NAME, re.IGNORECASE), _named_month),
    (re.compile(_MONTH_NAME + r"[ -](?P<year>[12][0-9]{3})", re.IGNORECASE), _named_month),
)


def _fix(text: str) -> str:
    """Return what to write in place of a text that is no period."""
    if found := re.fullmatch(r"([12][0-9]{3})[-/.]([0-9]{1,2})", text):
        return f"write {found[1]}-{int(found[2]):02}"
    if found := re.fullmatch(r"([12][0-9]{3})[/.]([0-9]{1,2})[/.]([0-9]{1,2})", text):
        return f"write {found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if found := re.fullmatch(r"([0-9]{2})-([0-9]{2})", text):
        return f"write the whole year, as 20{found[1]}-{found[2]}"
    if re.fullmatch(_MONTH_NAME + r"[ -]?'?[0-9]{2}", text, re.IGNORECASE):
        number = _MONTHS[text[:3].casefold()]
        return f"write the whole year, as 20{text[-2:]}-{number:02}"
    if re.fullmatch(r"[2-6][0-9]{4}(\.0)?", text) and float(text) > _OLDEST_SERIAL:
        day = _SERIAL_EPOCH + dt.timedelta(days=int(text[:5]))
        return f"it looks like Excel's number of a day: write {day:%Y-%m} or {day}, or format the cells as dates"
    examples = (Period.year(2023), Period(QUARTER, 2024 * 4), Period(MONTH, 2024 * 12 + 2))
    return f"write {', '.join(map(str, examples))} or 2024-03-17"

"""Periods that an author typed into a text: "May 2026", "since March", "Q1", "week 5 of 2024", 2026年5月, 一季度.

A period without its year is the last such one of the edition, as readers take it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from briefing.model.period import DAY, FREQUENCIES, WEEK, Frequency, Period, Unit
from briefing.wording.number_words import NumberWord

_FREQUENCY_OF: Final[Mapping[Unit, Frequency]] = {frequency.unit: frequency for frequency in FREQUENCIES.values()}


class DateWords(Struct, frozen=True):
    """Patterns of typed periods, in the order in which they are tried.

    Their groups: `year`, or `later` where it stands behind the end of a range ("March to May 2026"), `number` within
    the year, `month` and `day`, or `tail`, the end of a fiscal year. `alone` ends what precedes a period without its
    year, else it may be a name or a verb. `numbers` are numbers in words, and names of months by their first letters.
    `counted` follows a number that counts time, as "12 months", with the group `unit`, by `units`.
    """

    patterns: tuple[tuple[Unit, str], ...] = ()
    alone: str = ""
    numbers: Mapping[str, int] = {}
    counted: str = "(?!)"
    units: Mapping[str, Unit] = {}


class TypedPeriod(Struct, frozen=True):
    """A period of a text from `start` to `end`; `dated` says that its year is there too."""

    start: int
    end: int
    period: Period
    dated: bool


def typed_periods(text: str, words: DateWords, until: Period, fiscal: Frequency | None = None) -> list[TypedPeriod]:
    """Return the periods of less than a year that a text names, in order; those without a year up to `until`.

    `fiscal` is the year that "2023/24" means, if any.
    """
    found: list[TypedPeriod] = []
    for unit, pattern in _compiled(words.patterns):
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            item = _read(match, unit, words, until, fiscal)
            if item is not None and (item.dated or _stands_alone(text, match, words)):
                found.append(item)
    return sorted(found, key=lambda item: item.start)


def counted_time(text: str, start: int, end: int, words: DateWords) -> NumberWord | None:
    """Return the count of periods that a numeral of a text begins, as "12 months"; None for any other numeral."""
    number = text[start:end]
    found = re.compile(words.counted, re.IGNORECASE).match(text, end) if number.isdecimal() else None
    if found is None:
        return None
    unit = words.units[found["unit"].lower()]
    return NumberWord(start, end, text[start : found.end()], "count", float(number), unit=unit)


def _stands_alone(text: str, match: re.Match[str], words: DateWords) -> bool:
    return any(map(str.isdigit, match.group())) or _alone(words.alone).search(text[: match.start()]) is not None


def _read(
    match: re.Match[str], unit: Unit, words: DateWords, until: Period, fiscal: Frequency | None
) -> TypedPeriod | None:
    groups = match.groupdict()
    year = int(groups.get("year") or groups.get("later") or 0)
    if groups.get("tail"):
        whole = fiscal is not None and int(groups["tail"]) == (year + 1) % 100 ** (len(groups["tail"]) // 2)
        return TypedPeriod(*match.span(), Period(fiscal, year), True) if fiscal is not None and whole else None
    numbers = {name: _number(groups.get(name) or "", words) for name in ("number", "month", "later_month", "day")}
    if groups.get("later") and unit == "month" and numbers["month"] > numbers["later_month"] > 0:
        year -= 1  # from November to March 2026
    frequency = _FREQUENCY_OF[unit]
    if year:
        period = _period(frequency, year, numbers)
    else:
        last = Period.containing(until.end, frequency)
        earlier = (_period(frequency, last.start.year - back, numbers) for back in (-1, 0, 1))
        period = next((item for item in earlier if item is not None and item <= last), None)
    return None if period is None else TypedPeriod(*match.span(), period, bool(year))


def _number(written: str, words: DateWords) -> int:
    return int(written) if written.isdecimal() else words.numbers.get(written.lower()[:3], 0)


def _period(frequency: Frequency, typed: int, numbers: Mapping[str, int]) -> Period | None:
    """Return the period of a year that was typed, by its number, or by month and day; None where there is none such."""
    try:
        if frequency == DAY:
            return Period.containing(dt.date(typed, numbers["month"], numbers["day"]), DAY)
        if frequency == WEEK:
            return Period.containing(dt.date.fromisocalendar(typed, numbers["number"], 1), WEEK)
    except ValueError:
        return None
    number = numbers["month"] or numbers["number"]
    return Period(frequency, typed * frequency.a_year + number - 1) if 1 <= number <= frequency.a_year else None


@lru_cache(8)
def _compiled(patterns: tuple[tuple[Unit, str], ...]) -> list[tuple[Unit, re.Pattern[str]]]:
    return [(unit, re.compile(pattern)) for unit, pattern in patterns]


@lru_cache(8)
def _alone(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})$", re.IGNORECASE)

"""The words of time in a text: dates, as "May 2026" or 2026年5月, and what a change is against, as "on the month"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

import msgspec
from msgspec import Struct

from briefing.proof.languages import known, lowered
from briefing.proof.periods import NoPeriod, Period, period

Against = Literal["previous", "year", "rate"]
_YEAR: Final = r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)"


class TimeWords(Struct, frozen=True):
    """How a language writes dates and what changes are against; a language without a file has none.

    `dates` are patterns, the longest first, with the groups `year`, `month`, `first_month`, `day`, `quarter`, `half`,
    `week`, and `week_day`, a day in the week that is meant; of several weeks `first_week_day`, `first_month` and
    `first_year` are of the first one. `{m}` is a month, `{y}` a year, `{o}` an ordinal. `tail` is what stands behind
    every date, as 年. `previous`, `year` and `rate` are patterns of what a change is against, with the `unit` of the
    period before, a key of `units`. They stand `behind` their number or before it; of what may stand between, `gap` is
    a pattern. `windows` say of how many periods a mean is, `revised` tells two readings, `stable` a change that rounds
    to nothing, `least` that nothing earlier is known.
    """

    months: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    tail: str = ""
    previous: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    rate: tuple[str, ...] = ()
    units: Mapping[str, str] = {}
    windows: tuple[str, ...] = ()
    revised: str = ""
    stable: str = ""
    least: str = ""
    behind: bool = True
    gap: str = ""


class PrintedDate(Struct, frozen=True):
    """A date in a text: where it stands, and its first and its last period."""

    start: int
    end: int
    first: Period
    last: Period


class PrintedWindow(Struct, frozen=True):
    """Words that say of how many periods of which kind a value is, and of which year, if that is named."""

    start: int
    end: int
    count: int
    kind: str
    named_year: int | None = None


class PrintedBasis(Struct, frozen=True):
    """Words that say what a change is against: the period before, of a kind if they name one; the year before; or a
    rate a year."""

    words: str
    against: Against
    kind: str = ""
    base: int | None = None

    def agrees(self, other: PrintedBasis) -> bool:
        """Whether a change is against this; of years the period before is the year before."""
        yearly = {("year", ""), ("previous", "A")}
        if (self.against, self.kind) in yearly and (other.against, other.kind) in yearly:
            return True
        return self.against == other.against and self.kind in ("", other.kind)


@lru_cache(8)
def time_words(lang: str) -> TimeWords:
    """Return the words of a language."""
    return msgspec.convert(known(lang).get("time", {}), TimeWords)


def printed_dates(text: str, lang: str) -> Iterator[PrintedDate]:
    """Yield the dates of a text that are more than a year, in order, none within another."""
    pattern = _dates(lang)
    if pattern is None or re.search(_YEAR, text) is None:
        return
    for found in pattern.finditer(text):
        groups = {re.sub(r"_\d+$", "", key): value for key, value in found.groupdict().items() if value}
        try:
            first, last = _ends(groups, time_words(lang))
        except ValueError:  # NoPeriod, or a day that its month lacks
            continue
        yield PrintedDate(*found.span(), first, last)


def may_be_date(text: str, lang: str) -> bool:
    """Whether a text is written as a date, with nothing around it; its day may not exist."""
    pattern = _dates(lang)
    return pattern is not None and pattern.fullmatch(text) is not None


def printed_bases(text: str, lang: str) -> Iterator[PrintedBasis]:
    """Yield what a text says that a change is against."""
    for against, pattern in _bases(lang) if _says_base(text, lang) else ():
        for found in pattern.finditer(text):
            yield _basis(against, found, lang)


def without_bases(text: str, lang: str) -> str:
    """Return a text without the words of what a change is against."""
    for _, pattern in _bases(lang) if _says_base(text, lang) else ():
        text = pattern.sub("", text)
    return " ".join(text.split())


def printed_windows(text: str, lang: str, cardinals: Sequence[str]) -> Iterator[PrintedWindow]:
    """Yield of how many periods a text says that a value is."""
    words = time_words(lang)
    for pattern in words.windows:
        for found in re.finditer(pattern.replace("{y}", _YEAR), text):
            count, groups = found["count"], found.groupdict()
            if not count.isdecimal() and count not in cardinals:
                continue
            number = int(count) if count.isdecimal() else cardinals.index(count)
            year = groups.get("year")
            yield PrintedWindow(*found.span(), number, words.units.get(found["unit"], ""), int(year) if year else None)


def bound_bases(marked: str, number: str, lang: str) -> Iterator[tuple[str, str, PrintedBasis]]:
    """Yield each sign of a number in a marked text, of a class of signs, with what words bound to it state, and with
    the number on their other side, if there is one."""
    words = time_words(lang)
    for against, pattern in _bound(lang, number):
        for found in pattern.finditer(marked):
            rest = marked[found.end() :] if words.behind else marked[: found.start()]
            beyond = (
                re.match(f"{words.gap}({number})", rest) if words.behind else re.search(f"({number}){words.gap}$", rest)
            )
            yield found["n"], beyond[1] if beyond else "", _basis(against, found, lang)


def _basis(against: Against, found: re.Match[str], lang: str) -> PrintedBasis:
    groups = found.groupdict()
    kind = time_words(lang).units.get((groups.get("unit") or "").lower(), "")
    if kind == "A" and against == "previous":
        return PrintedBasis(found[0], "year")
    base = groups.get("base")
    return PrintedBasis(found[0], against, kind, int(base) if base else None)


@lru_cache(8)
def _dates(lang: str) -> re.Pattern[str] | None:
    words = time_words(lang)
    if not words.dates:
        return None
    month = "|".join(sorted({*words.months, *words.short}, key=len, reverse=True))
    parts = []
    for at, pattern in enumerate(words.dates):
        own = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{at}>", pattern)  # a name of a group may stand once
        parts.append(own.replace("{m}", month).replace("{y}", _YEAR).replace("{o}", "|".join(words.ordinals)))
    return re.compile("|".join(parts))


@lru_cache(8)
def _bases(lang: str) -> tuple[tuple[Against, re.Pattern[str]], ...]:
    words = time_words(lang)
    listed: tuple[tuple[Against, tuple[str, ...]], ...] = (
        ("previous", words.previous),
        ("year", words.year),
        ("rate", words.rate),
    )
    return tuple(
        (against, re.compile(one.replace("{y}", _YEAR), re.IGNORECASE))
        for against, patterns in listed
        for one in patterns
    )


def _says_base(text: str, lang: str) -> bool:
    """Whether a text says at all what a change is against; most do not."""
    return _any_base(lang).search(lowered(text)) is not None


@lru_cache(8)
def _any_base(lang: str) -> re.Pattern[str]:
    patterns = (re.sub(r"\?P<\w+>", "?:", pattern.pattern) for _, pattern in _bases(lang))
    return re.compile("|".join(patterns) or "(?!)")


@lru_cache(8)
def _bound(lang: str, number: str) -> tuple[tuple[Against, re.Pattern[str]], ...]:
    words = time_words(lang)
    sign = f"(?P<n>{number})"
    order = f"{sign}{words.gap}(?:%s)" if words.behind else f"(?:%s){words.gap}{sign}"
    return tuple(
        (against, re.compile(order.replace("%s", pattern.pattern), re.IGNORECASE)) for against, pattern in _bases(lang)
    )


def _ends(groups: Mapping[str, str], words: TimeWords) -> tuple[Period, Period]:
    number = int(groups["year"])
    if "tail" in groups:  # a fiscal year, of which the words do not say when it starts
        year = period(f"{number}/{groups['tail']}")
        return year, year
    if "month" in groups:
        month = _month(groups["month"], words)
        first = _month(groups["first_month"], words) if "first_month" in groups else month
        if "week_day" in groups:
            last = _week_of(dt.date(number, month, int(groups["week_day"])))
            if "first_week_day" not in groups:
                return last, last
            return _week_of(dt.date(int(groups["first_year"]), first, int(groups["first_week_day"]))), last
        if "day" in groups:
            day = period(f"{number}-{month:02}-{int(groups['day']):02}")
            return day, day
        return period(f"{number}-{first:02}"), period(f"{number}-{month:02}")
    for group, code in (("quarter", "Q"), ("half", "S"), ("week", "W")):
        if group in groups:
            last = _code(number, code, groups[group], words)
            return _code(number, code, groups[f"first_{group}"], words) if f"first_{group}" in groups else last, last
    raise NoPeriod("a year alone")


def _week_of(day: dt.date) -> Period:
    year, week, _ = day.isocalendar()
    return period(f"{year}-W{week:02}")


def _month(text: str, words: TimeWords) -> int:
    for names in (words.months, words.short):
        if text in names:
            return names.index(text) + 1
    raise NoPeriod(text)


def _code(number: int, code: str, text: str, words: TimeWords) -> Period:
    at = int(text) if text.isdecimal() else words.ordinals.index(text) + 1
    return period(f"{number}-{code}{at:02}" if code == "W" else f"{number}-{code}{at}")

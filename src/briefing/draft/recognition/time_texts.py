"""Texts of a column → periods of one frequency; `model.period_notation` parses, this reads what stands in its place."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.recognition.decimal_years import parts_of_years
from briefing.draft.recognition.months_of_quarters import quarters_of_months
from briefing.draft.recognition.spans_of_months import overlapping, span_of
from briefing.model.period import DAY, FREQUENCIES, HALF_YEAR, MONTH, QUARTER, WEEK, YEAR, Frequency, Period
from briefing.model.period_notation import NotationError, as_frequency, parse_period

DateOrder = Literal["", "day first", "month first"]

MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH: Final = rf"(?P<name>{'|'.join(MONTHS)})[a-z]*\.?"
_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_TWO_DIGITS: Final = 30  # years of two digits from here on are of the century before, as spreadsheets read them
_FRACTION: Final = ".0"  # of a whole number that a program wrote as any other
_MOSTLY: Final = 0.8
_FEWEST_DATES: Final = 2
_A_MONTH: Final = 30
_RARE: Final = 80  # days between dates; rarer ones are of months, as those of surveys twice a year
_EARLY: Final = 5  # days of a month among which its first working day is
_ONE_OF: Final = 50
_BY_DATE: Final = (
    (YEAR, 365, "year"), (HALF_YEAR, 182, "half-year"), (QUARTER, 91, "quarter"), (MONTH, 30, "month"),
    (WEEK, 7, "week"),
)  # fmt: skip
_CHINESE: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class TimeTexts(Struct, frozen=True):
    """The texts of a column as periods of one frequency; `other` are those of another
    frequency, which are left out. `reason` says in words how they were read."""

    periods: Mapping[str, Period]
    frequency: Frequency
    other: tuple[str, ...] = ()
    reason: str = ""


class AmbiguousDates(ValueError):
    """Dates whose order, or whose form, nothing decides; the message says which stand there, `fix` what helps if it is
    not what its reader says of dates."""

    fix = ""


class OverlappingPeriods(AmbiguousDates):
    """Periods that have months in common, as values summed from January on; no two can be compared."""

    fix = "keep the rows of one span of each year, or write values of single months or quarters"


# A flag, the number of a footnote or how many answered, in brackets behind a period: "T1 2023 (p)", "2017 (4)",
# "2018 (n = 1,175)".
_MARKED: Final = re.compile(
    r"(?<=\w)\s?[(\[](?:[a-z*]|sd|[0-9]{1,2}|n ?= ?[0-9][0-9.,'’ ]*"
    r"|(?:prov|prel|est|vorl|fore|proj|初步|预测|估计)\w*\.?)[)\]]$",
    re.I,
)


# "1st quarter", "2. Quartal" and "3er trimestre", of which the group is the number.
_ORDINAL_QUARTER: Final = (
    r"([1-4])(?:\.|st|nd|rd|th|er|ère|e|ème|º|\.º)? ?"
    r"(?:quarter|qtr\.?|quartal|vierteljahr|vj\.?|trimestre|trim\.?|kwartaal|kvartal)"
)
# Whole texts that are written otherwise in ISO 8601; the first that matches decides.
_FORMS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (form, re.compile(pattern, re.IGNORECASE))
    for form, pattern in (
        ("{0}", r"([12][0-9]{3})\.0"),
        ("{0}000", r"([12])e3"),
        ("{0}", r"([12][0-9]{3}) ?\(?[perbfd*]\)?"),  # a year with a flag, as a head
        ("{0}", r"([12][0-9]{3}) ?[(\[](?:prov|prel|est|vorl|fore|proj|初步|预测|估计)[^\W\d_]*\.?[)\]]"),
        ("{0}", r"(?:FY|CY|X|Y|YR|F)_?([12][0-9]{3})"),
        ("{0}", r"([12][0-9]{3})\s*\[YR[0-9]{4}\]"),
        ("{1}-{0:0>2}", r"([1-9])[/.-]([12][0-9]{3})"),
        ("{0}", r"([12][0-9]{3})\s?年"),
        ("{0}-{1:0>2}", r"([12][0-9]{3})(?:\s?年\s?|\s)([0-9]{1,2})\s?月"),
        ("{0}-{1:0>2}-{2:0>2}", r"([12][0-9]{3})\s?年\s?([0-9]{1,2})\s?月\s?([0-9]{1,2})\s?日"),
        ("{0}-{1:0>2}", r"([12][0-9]{3})[/.-]([0-9]{1,2})"),
        ("{0}-{1:0>2}-{2:0>2}", r"([12][0-9]{3})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})(?:[ T][0-9:.]+Z?)?"),
        ("{0}-Q{1}", r"([12][0-9]{3})[ /:_-]*Q([1-4])"),
        ("{0}-S{1}", r"([12][0-9]{3})[ /:_-]*[HS]([12])"),
        ("{0}-W{1:0>2}", r"([12][0-9]{3})[ /:_-]*W([0-9]{1,2})"),
        ("{1}-Q{0}", r"Q([1-4])[ /,:_-]*([12][0-9]{3})"),
        ("{1}-Q{0}", r"([1-4])Q[ /,:_-]*([12][0-9]{3})"),
        ("{1}-Q{0}", rf"{_ORDINAL_QUARTER},? (?:of |de |del )?([12][0-9]{{3}})"),
        ("{0}-Q{1}", rf"([12][0-9]{{3}}),? {_ORDINAL_QUARTER}"),
        ("{1}-S{0}", r"[HS]([12])[ /,:_-]*([12][0-9]{3})"),
        ("{1}-{0:0>2}", r"(0[1-9]|1[0-2])[/.-]([12][0-9]{3})"),
        ("{0}-{1}", r"([12][0-9]{3})(0[1-9]|1[0-2])"),
        ("{0}-{1}-{2}", r"([12][0-9]{3})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"),
    )
)
_DAY_NAMED: Final = (
    re.compile(rf"(?:[a-z]+, ?)?{_DAY}[ .-]+{_MONTH}[ ,.-]+(?P<year>[12][0-9]{{3}})", re.IGNORECASE),
    re.compile(rf"(?:[a-z]+, ?)?{_MONTH}[ -]{_DAY}[ ,-]+(?P<year>[12][0-9]{{3}})", re.IGNORECASE),
)
_MONTH_NAMED: Final = (
    re.compile(rf"{_MONTH}[ ,./_-]*(?P<year>[12][0-9]{{3}})", re.I),
    re.compile(rf"(?P<year>[12][0-9]{{3}})[ ,./_-]*{_MONTH}", re.I),
    re.compile(rf"{_MONTH}[ ,./_'-]+(?P<short>[0-9]{{2}})", re.I),
)  # fmt: skip
# "Q1/23", "Q1'23" and "1Q23"; "Q1 2023" and "Q1-2023" have four digits.
_SHORT_QUARTER: Final = re.compile(r"(?:Q([1-4])[ /.'’_-]*|([1-4])Q[ /.'’_-]*)([0-9]{2})", re.IGNORECASE)
_OTHER_MONTH: Final = re.compile(r"(?P<word>[^\W\d_]+)\.?[ ,./_-]+(?:de |del )?(?P<year>[12][0-9]{3})")
_YEAR_OTHER_MONTH: Final = re.compile(r"(?P<year>[12][0-9]{3})[ ,./_-]+(?P<word>[^\W\d_]+)\.?")
_CHINESE_QUARTER: Final = re.compile(r"([12][0-9]{3})\s?年?\s?第?\s?([一二三四1-4])\s?季度?")
_ROMAN_QUARTER: Final = re.compile(r"([12][0-9]{3})[ -]?T?(IV|I{1,3})")
# Months in German, French, Spanish, Italian, Portuguese, Dutch and Polish, also those that begin as in English do, and
# how they are cut short.
_OTHER_MONTHS: Final[Mapping[str, int]] = {
    word: number
    for number, words in enumerate(
        (
            "januar jänner janvier enero gennaio janeiro januari styczeń jän janv ene gen sty",
            "februar février fevrier febrero febbraio fevereiro februari luty févr fév fevr fev lut",
            "märz mars marzo março maart marzec mär mrz mrt",
            "avril abril aprile kwiecień avr abr kwi",
            "mai mayo maggio maio mei maj mag",
            "juni juin junio giugno junho czerwiec giu cze",
            "juli juillet julio luglio julho lipiec juil lug lip",
            "août aout agosto augustus sierpień aoû ago sie",
            "septembre septiembre settembre setembro wrzesień set wrz",
            "oktober octobre octubre ottobre outubro październik okt ott out paź",
            "novembre noviembre novembro listopad lis",
            "dezember décembre decembre diciembre dicembre dezembro grudzień dez déc dic gru",
        ),
        start=1,
    )
    for word in words.split()
}
_QUARTER_NUMBER: Final = re.compile(r"([12][0-9]{3})\s?[-/. ]\s?0?([1-4])")
_QUARTER_T: Final = re.compile(r"([12][0-9]{3})[ /:_-]*T([1-4])|T([1-4])[ /,:_-]*([12][0-9]{3})", re.IGNORECASE)
_TIMESTAMP: Final = re.compile(r"([1-3][0-9]{9})(?:\.[0-9]+|[0-9]{3})?")
_SPLIT_YEAR: Final = re.compile(r"([12][0-9]{3})[/–-]([0-9]{2}|[12][0-9]{3})")  # 2023/24 is called 2023, as in SDMX
_NUMERIC: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([12][0-9]{3})(?:[ T][0-9:.]+(?: ?[AP]M)?)?", re.I)


def read_periods(texts: Iterable[str], order: DateOrder = "", *, of_quarters: bool = False) -> TimeTexts | None:
    """Return what the different texts of a column are as periods; None where most of them are none.

    `order` is that of dates as 3/4/2024, where somebody says it. AmbiguousDates where it is needed and nobody does.
    With `of_quarters` the column's head says that 2024-3 is a quarter.
    """
    plain = {text: _MARKED.sub("", text.strip()) for text in dict.fromkeys(texts) if text.strip()}
    found = _read(list(dict.fromkeys(plain.values())), order, of_quarters=of_quarters)
    if found is None or not any(text != one for text, one in plain.items()):
        return found
    periods = {text: found.periods[one] for text, one in plain.items() if one in found.periods}
    return replace(found, periods=periods, other=tuple(text for text, one in plain.items() if one in found.other))


def _read(distinct: Sequence[str], order: DateOrder, *, of_quarters: bool) -> TimeTexts | None:
    """Return what different texts without marks are as periods; None where most of them are none."""
    spans = [(text, span) for text in distinct if (span := span_of(text, month_number))]
    if len(spans) > len(distinct) / 2 and (both := overlapping(spans)):
        raise OverlappingPeriods(f"periods overlap, as {both[0]} and {both[1]}")
    if distinct and all(map(_split_year, distinct)):  # 2010/11 alone could be a month
        years = {text: Period.year(_split_year(text)) for text in distinct}
        return _of_one_frequency(years, [f"years of two calendar years are called by their first, as {distinct[0]}"])
    if of_quarters and (counted := _counted_quarters(distinct)):
        return _of_one_frequency(counted, ["its head says quarters"])
    if quarters := _quarters_called_t(distinct):
        return _of_one_frequency(quarters, ["T counts quarters: there is a fourth one"])
    if parts := parts_of_years(distinct):
        return _of_one_frequency(parts, ["years with their parts as decimals"])
    numeric = {text: found for text in distinct if (found := _NUMERIC.fullmatch(text.strip()))}
    rest = {text: period for text in distinct if text not in numeric and (period := one_period(text)) is not None}
    if len(numeric) + len(rest) < max(1, _MOSTLY * len(distinct)):
        return None
    reasons: list[str] = []
    if numeric:
        decided, reason = _order(list(numeric.values()), order)
        reasons.append(reason)
        for text, found in numeric.items():
            day, month = (found[1], found[3]) if decided == "day first" else (found[3], found[1])
            if (period := _parsed(f"{found[4]}-{month:0>2}-{day:0>2}")) is not None:
                rest[text] = period
    dated = [text for text, period in rest.items() if text not in numeric and period.frequency == DAY]
    if numeric and dated:
        raise AmbiguousDates(f"dates stand in several forms, as {next(iter(numeric))} and {dated[0]}")
    return _of_one_frequency(rest, reasons)


def read_timestamps(texts: Sequence[str]) -> TimeTexts | None:
    """Return the days of seconds or milliseconds since 1970, in UTC; None where a text is none."""
    found = {text: _TIMESTAMP.fullmatch(text.strip()) for text in texts}
    if not found or not all(found.values()):
        return None
    days = {text: dt.datetime.fromtimestamp(int(one[1]), dt.UTC).date() for text, one in found.items() if one}
    periods = {text: Period.containing(day, DAY) for text, day in days.items()}
    return _of_one_frequency(periods, ["seconds since 1970, as days in UTC"])


def one_period(text: str) -> Period | None:
    """Return the period that a text alone writes, in any notation whose order is plain; None for what is none."""
    plain = _MARKED.sub("", " ".join(text.split()))
    if (period := _parsed(plain)) is not None:
        return period
    if span := span_of(plain, month_number):
        return _parsed(span.notation)
    for form, pattern in _FORMS:
        if found := pattern.fullmatch(plain):
            return _parsed(form.format(*found.groups()))
    for pattern in _DAY_NAMED:
        if found := pattern.fullmatch(plain):
            return _parsed(f"{found['year']}-{_number(found):02}-{int(found['day']):02}")
    for pattern in _MONTH_NAMED:
        if found := pattern.fullmatch(plain):
            groups = found.groupdict()
            year = groups.get("year") or _long_year(groups["short"])
            return _parsed(f"{year}-{_number(found):02}")
    if found := _SHORT_QUARTER.fullmatch(plain):
        return _parsed(f"{_long_year(found[3])}-Q{found[1] or found[2]}")
    other = _OTHER_MONTH.fullmatch(plain) or _YEAR_OTHER_MONTH.fullmatch(plain)
    if (found := other) and (month := _OTHER_MONTHS.get(found["word"].casefold())):
        return _parsed(f"{found['year']}-{month:02}")
    if found := _ROMAN_QUARTER.fullmatch(plain):
        return _parsed(f"{found[1]}-Q{quarter_number(found[2])}")
    if found := _CHINESE_QUARTER.fullmatch(plain):
        return _parsed(f"{found[1]}-Q{_CHINESE[found[2]]}")
    return None


def _counted_quarters(texts: Sequence[str]) -> dict[str, Period]:
    """Return quarters that are counted within their years, as 2024-3 or "2024 - 3", with the years that stand among
    them; none where other texts do."""
    found: dict[str, Period] = {}
    for text in texts:
        counted = _QUARTER_NUMBER.fullmatch(text.strip())
        period = _parsed(f"{counted[1]}-Q{counted[2]}") if counted else _parsed(text.strip())
        if period is not None and period.frequency in (QUARTER, YEAR):
            found[text] = period
    return found if len(found) == len(texts) and any(map(_QUARTER_NUMBER.fullmatch, found)) else {}


def _quarters_called_t(texts: Sequence[str]) -> dict[str, Period]:
    """Return quarters that are called by a T, as offices of Spanish and French do, where one is a fourth; else none:
    SDMX calls three parts of a year so."""
    found = [_QUARTER_T.fullmatch(text.strip()) for text in texts]
    parts = [(one[1], one[2]) if one[1] else (one[4], one[3]) for one in found if one is not None]
    if len(parts) < len(texts) or not any(part == "4" for _, part in parts):
        return {}
    periods = [_parsed(f"{year}-Q{part}") for year, part in parts]
    return {text: period for text, period in zip(texts, periods, strict=True) if period is not None}


def _split_year(text: str) -> int:
    """Return the first of two calendar years, as of 2023/24; 0 for what is none."""
    found = _SPLIT_YEAR.fullmatch(text.strip())
    follows = found is not None and (int(found[1]) + 1) % 100 ** (len(found[2]) // 2) == int(found[2])
    return int(found[1]) if found is not None and follows else 0


def month_number(text: str) -> int:
    """Return the number of a month by its number or name, English or Chinese; 0 for what is none."""
    plain = text.strip().removesuffix(_FRACTION).casefold().rstrip(".").removeprefix("m").removesuffix("月")
    if plain.isdecimal() and 1 <= int(plain) <= 12:
        return int(plain)
    full = text.strip().casefold().rstrip(".")
    if full in _OTHER_MONTHS:
        return _OTHER_MONTHS[full]
    known = re.fullmatch(_MONTH, full)
    return MONTHS.index(known["name"]) + 1 if known else 0


def quarter_number(text: str) -> int:
    """Return the number of a quarter, as of Q3, 3 or III; 0 for what is none."""
    plain = text.strip().removesuffix(_FRACTION).upper().removeprefix("Q").removesuffix("Q").strip()
    plain = plain.lstrip("0") or plain
    return {"1": 1, "2": 2, "3": 3, "4": 4, "I": 1, "II": 2, "III": 3, "IV": 4}.get(plain, 0)


def _number(found: re.Match[str]) -> int:
    return MONTHS.index(found["name"].casefold()) + 1


def _long_year(short: str) -> int:
    return int(short) + (1900 if int(short) >= _TWO_DIGITS else 2000)


def _parsed(text: str) -> Period | None:
    try:
        return parse_period(text)
    except NotationError:
        return None


def _order(dates: Sequence[re.Match[str]], given: DateOrder) -> tuple[DateOrder, str]:
    """Return whether days or months stand first in dates as 3/4/2024; AmbiguousDates where nothing decides."""
    first, second = {int(found[1]) for found in dates}, {int(found[3]) for found in dates}
    example = dates[0][0]
    if given:
        if max(first if given == "month first" else second) > 12:
            raise AmbiguousDates(f"dates as {example} are not all {given}: there is no month {max(first | second)}")
        return given, f"dates as {example} are read {given}, as was asked"
    if max(first) > 12 and max(second) > 12:
        bad = (next(d[0] for d in dates if int(d[1]) > 12), next(d[0] for d in dates if int(d[3]) > 12))
        raise AmbiguousDates(f"dates stand in two orders, as {bad[0]} and {bad[1]}")
    if max(first) > 12:
        return "day first", f"days stand first, as in {next(d[0] for d in dates if int(d[1]) > 12)}"
    if max(second) > 12:
        return "month first", f"months stand first, as in {next(d[0] for d in dates if int(d[3]) > 12)}"
    if {found[2] for found in dates} == {"."}:
        return "day first", f"days stand first, as in all dates with points ({example})"
    several = len({found[4] for found in dates}) > 1
    if first == {1} and several and len(second) > 1:
        return "day first", f"all are the first of a month, as {example}"
    if second == {1} and several and len(first) > 1:
        return "month first", f"all are the first of a month, as {example}"
    if first == second == {1}:
        return "day first", f"all are the first of January, as {example}"
    raise AmbiguousDates(f"nothing says whether day or month stands first in {example}")


def _of_one_frequency(periods: Mapping[str, Period], reasons: list[str]) -> TimeTexts:
    counts = Counter(period.frequency for period in periods.values())
    frequency = max(counts, key=lambda item: (counts[item], -list(counts).index(item)))
    other = [text for text, period in periods.items() if period.frequency != frequency]
    same = {text: period for text, period in periods.items() if period.frequency == frequency}
    if frequency == DAY:
        frequency, odd, reason = frequency_of_days(same.values())
        reasons = [*reasons, reason] if reason else reasons
        other += [text for text, period in same.items() if period.start in odd]
        same = {text: as_frequency(period, frequency) for text, period in same.items() if text not in other}
    elif frequency == MONTH and (called := quarters_of_months(same))[0]:
        (same, reason), frequency = called, QUARTER
        reasons = [*reasons, reason]
    return TimeTexts(same, frequency, tuple(other), "; ".join(reasons))


def frequency_of_days(periods: Iterable[Period]) -> tuple[Frequency, frozenset[dt.date], str]:
    """Return the frequency of values that are given by dates, the few dates that do not fit it, and the reason.

    One date a month makes months, whichever day of the month it is.
    """
    days = sorted({period.start for period in periods})
    if len(days) < _FEWEST_DATES:
        return DAY, frozenset(), ""
    gaps = sorted((after - before).days for before, after in pairwise(days))
    middle = gaps[len(gaps) // 2]
    odd = _odd_days(days)
    at = _place_in_month([day for day in days if day not in odd])
    for frequency, usual, words in _BY_DATE:
        fitting = [day for day in days if day not in odd] if frequency != WEEK else days
        once = len({Period.containing(day, frequency) for day in fitting}) == len(fitting)
        if once and abs(middle - usual) <= max(2, usual // 10) and (at or frequency == WEEK or usual > _A_MONTH):
            taken = {Period.containing(day, frequency) for day in fitting}
            doubled = frozenset(day for day in odd if Period.containing(day, frequency) in taken)
            return frequency, doubled, f"one date a {words}{f', {at}' if at and frequency != WEEK else ''}"
    if at and not odd and len({(day.month, day.day) for day in days}) == 1:
        return YEAR, frozenset(), f"one date a year, {at}"
    if at and not odd and gaps[0] >= _A_MONTH - 2:
        return MONTH, frozenset(), f"one date a month at most, {at}"
    if gaps[0] >= _A_MONTH - 2 and middle >= _RARE:
        return MONTH, frozenset(), "one date a month at most, and months between most"
    return DAY, frozenset(), ""


def _odd_days(days: Sequence[dt.date]) -> frozenset[dt.date]:
    """Return the few dates that stand elsewhere in their month than all others: at most one of fifty."""
    for early in (True, False):
        odd = [day for day in days if (day.day > _EARLY if early else not _is_late(day))]
        if 0 < len(odd) * _ONE_OF <= len(days):
            return frozenset(odd)
    return frozenset()


def _is_late(day: dt.date) -> bool:
    return (day + dt.timedelta(days=_EARLY)).month != day.month


def _place_in_month(days: Sequence[dt.date]) -> str:
    """Return where all days stand in their months, in words; "" where they do not stand alike."""
    if len({day.day for day in days}) == 1:
        return f"always day {days[0].day}" if days[0].day != 1 else "always the first"
    if all(day.day <= _EARLY for day in days):
        return "the first working day"
    return "the last day or working day" if all(map(_is_late, days)) else ""


def frequency_letter(frequency: Frequency) -> str:
    """Return SDMX's letter for a frequency; "" for years that begin in another month."""
    return next((letter for letter, known in FREQUENCIES.items() if known == frequency), "")

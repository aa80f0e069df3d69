"""Where the periods of a table stand: in one column, in two for year and month, or across its heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.draft.raw_table import RawTable, Role
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.dates_in_heads import in_usual_frequency, period_of_head
from briefing.draft.recognition.finer_periods import are_needed, lies_within
from briefing.draft.recognition.head_words import head_words
from briefing.draft.recognition.time_texts import (
    AmbiguousDates,
    DateOrder,
    TimeTexts,
    month_number,
    one_period,
    quarter_number,
    read_periods,
    read_timestamps,
)
from briefing.errors import InputError
from briefing.model.period import DAY, MONTH, QUARTER, YEAR, Frequency, Period

_HEAD: Final = re.compile(
    r"(.*[ _])?(year|years|yr|date|dates|time|times?tamp|period|periods|month|quarter|week|day|time_period|obs_time|"
    r"observation_date|ref_period|fiscal[ _]year|年|年份|年度|时间|日期|月份|月|季度|期间"
    r"|jahr|ann[ée]e|a[ñn]o|fecha|datum)([ _].*)?",
    re.IGNORECASE,
)
_YEAR_HEAD: Final = re.compile(r"(.*[ _])?(year|yr|年|年份|年度|jahr|ann[ée]e|a[ñn]o)", re.IGNORECASE)
_MONTH_HEAD: Final = re.compile(
    r"(.*[ _])?(month|mon|mth|period|月|月份|monat|mois|mes)([ _](name|number|no))?", re.IGNORECASE
)
_QUARTER_HEAD: Final = re.compile(r"(.*[ _])?(quarter|qtr|q|period|trimestre|quartal|kvartal|季度|季)", re.IGNORECASE)
_DAY_HEAD: Final = re.compile(r"day|dd|(date|day)[ _]of[ _]month|dom|日|tag|jour|d[ií]a", re.IGNORECASE)
_ROW_HEAD: Final = re.compile(r"(column 1|row ?names?|index|unnamed: ?0)", re.IGNORECASE)
_TIMESTAMP_HEAD: Final = re.compile(r"(.*[ _])?(time|date|times?tamp|epoch|unix)([ _].*)?", re.IGNORECASE)
_MOSTLY: Final = 0.9
_EARLIEST_YEAR, _LATEST_YEAR = 1500, 2150
_FEW: Final = 2
_MANY: Final = 5  # heads that are periods are where they stand, whatever else there is
BY_CALLER: Final = "as --map says"
_YEAR_BEHIND: Final = re.compile(r"(?P<measure>.*[^\W\d_])[_ .,-]*[_ .-](?P<year>(?:1[89]|20)[0-9]{2})")
_FILLED: Final = 0.5  # of the rows at least have a period; fewer are a property of some, as a year of foundation

_PARTS: Final[tuple[tuple[Role, re.Pattern[str], Callable[[str], int], Frequency], ...]] = (
    ("month", _MONTH_HEAD, month_number, MONTH),
    ("quarter", _QUARTER_HEAD, quarter_number, QUARTER),
)

Decisions = dict[str, tuple[Role, str]]


class TimeColumns(Struct, frozen=True):
    """The periods of a table: `texts` of one column by its text, `pairs` of a year and a part of it, or `across`, heads
    with their periods; a year's column and months across have `year` and `across_months`."""

    frequency: Frequency
    decisions: Mapping[str, tuple[Role, str]]
    column: str = ""
    texts: TimeTexts | None = None
    part: str = ""
    day: str = ""
    across: Mapping[str, Period] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)  # what the heads of `across` say besides, by head
    across_parts: Mapping[str, int] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in which it stands."""
        return tuple(name for name in (self.column, self.part, self.day) if name)


def time_columns(
    table: RawTable, columns: Mapping[str, ColumnProfile], found: Decisions, order: DateOrder
) -> TimeColumns | None:
    """Return where the periods stand; None where nothing is a period. InputError where dates have no certain order."""
    free = {name: one for name, one in columns.items() if name not in found}
    filled = {name: one for name, one in free.items() if one.filled >= _FILLED}
    chosen: dict[str, str] = {
        role: name for name, (role, _) in found.items() if role in ("period", "year", "month", "quarter")
    }
    if "period" in chosen:
        return _as_named(table, columns[chosen["period"]], order, found[chosen["period"]][1])
    # A project remembers the columns of years across as values.
    heads = {name: one for name, one in columns.items() if name in free or found[name][0] == "value"}
    parts = {chosen[role]: columns[chosen[role]] for role in ("month", "quarter") if role in chosen}
    across = _with_part_of_year(_across(heads), {**free, **parts}) if "year" not in chosen else None
    if across is not None and len(across.across) >= _MANY:  # a year next to these is when something was founded
        return across
    year = chosen.get("year") or _year_column(table, filled)
    by_name = _with_part_of_year(
        _across_names({name: heads[name] for name in heads if name != year}), {**free, **parts}
    )
    if year is not None and by_name is not None and columns[year].constant:  # as of the yearbook that has the table
        return by_name
    if year is not None and (pair := _with_part(columns[year], heads, chosen)) is not None:
        return pair
    if year is None and across is not None:
        return across
    named = [one for one in filled.values() if _HEAD.fullmatch(head_words(one.name)) or "TIME_PERIOD" in one.name]
    others = [one for one in filled.values() if one not in named and not one.numeric]
    candidates = [*sorted(named, key=lambda one: ("PERIOD" not in one.name.upper(), one.name != year)), *others]
    for one in candidates:
        if (single := _single(table, one, order, "", quiet=one not in named)) is not None and _sensible(one, single):
            return _finest(table, single, [other for other in candidates if other is not one], order)
    if year is not None:
        return _single(table, columns[year], order, "")
    counted = (_counting_years(table, column) for column in filled.values())
    return across or next((time for time in counted if time is not None), by_name)


def _finest(table: RawTable, time: TimeColumns, others: Sequence[ColumnProfile], order: DateOrder) -> TimeColumns:
    """Return the periods of another column where these lie within those of the first and distinguish its rows, as weeks
    next to the seasons of years; else the first."""
    texts = [one.name for one in others if not one.numeric]
    for one in others:
        rest = [name for name in texts if name != one.name]
        if not are_needed(table.frame, rest, time.column):
            continue
        finer = _single(table, one, order, "", quiet=True)
        if finer is None or not _sensible(one, finer):
            continue
        assert finer.texts is not None
        assert time.texts is not None
        if lies_within(table.frame, one.name, finer.texts.periods, time.column, time.texts.periods):
            coarser: Decisions = {time.column: ("ignored", f"it says when, as {one.name} does more finely")}
            return replace(finer, decisions={**finer.decisions, **coarser})
    return time


def _sensible(column: ColumnProfile, time: TimeColumns) -> bool:
    """Whether what is read as years of whole numbers lies where years do."""
    assert time.texts is not None
    starts = [period.start.year for period in time.texts.periods.values()]
    return not column.whole or all(_EARLIEST_YEAR <= year <= _LATEST_YEAR for year in starts)


def _single(
    table: RawTable, column: ColumnProfile, order: DateOrder, why: str, *, quiet: bool = False
) -> TimeColumns | None:
    try:
        of_quarters = bool(_QUARTER_HEAD.fullmatch(head_words(column.name)))
        texts = read_periods(_from_1500(column), order, of_quarters=of_quarters)
        if texts is None and _TIMESTAMP_HEAD.fullmatch(head_words(column.name)):
            texts = read_timestamps(column.distinct)
    except AmbiguousDates as error:
        if quiet:
            return None
        line = _first_line(table, column)
        where = f"{table.file}{f', {table.part}' if table.part else ''}, {table.counted} {line}, column {column.name}"
        fix = error.fix or (
            "add --dates day-first or --dates month-first"
            if "several" not in str(error)
            else "write all dates as 2024-03-17"
        )
        raise InputError(str(error), where, fix) from None
    if texts is None or not texts.periods:
        return None
    return TimeColumns(
        texts.frequency,
        {column.name: ("period", "; ".join(part for part in (why, _words(texts)) if part))},
        column=column.name,
        texts=texts,
    )


def _from_1500(column: ColumnProfile) -> Sequence[str]:
    """Return the texts of a column that may be periods: of whole years that begin long ago only those from 1500 on."""
    if not (is_year_head(column.name) and column.whole):
        return column.distinct
    years = [text for text in column.distinct if _is_year(text)]
    medieval = all(_is_year(text) or re.fullmatch("1[0-4][0-9]{2}", text) for text in column.distinct)
    return years if len(years) >= (_FEW if medieval else _MANY) else column.distinct


def _as_named(table: RawTable, column: ColumnProfile, order: DateOrder, why: str) -> TimeColumns | None:
    """Return the periods of the column that caller or file names; InputError where most of its texts are none."""
    found = _single(table, column, order, why)
    if found is None and why == BY_CALLER and column.distinct:
        text = next((text for text in column.distinct if one_period(text) is None), column.distinct[0])
        line = column.texts.index[column.texts == text][0]
        where = f"{table.file}{f', {table.part}' if table.part else ''}, {table.counted} {line}, column {column.name}"
        raise InputError(f"“{text[:40]}” is no period", where, "write periods as 2024, 2024-Q1, 2024-03 or 2024-03-17")
    return found


def _first_line(table: RawTable, column: ColumnProfile) -> object:
    dated = column.texts[column.texts.str.contains("[0-9]", na=False)]
    return dated.index[0] if len(dated) else table.frame.index[0]


def _words(texts: TimeTexts) -> str:
    """Say in words which periods they are."""
    periods = sorted(texts.periods.values(), key=lambda item: item.ordinal)
    distinct = sorted(set(periods), key=lambda item: item.ordinal)
    first, last = distinct[0], distinct[-1]
    steps = {after.ordinal - before.ordinal for before, after in pairwise(distinct)}
    lacking = last.ordinal - first.ordinal + 1 - len(distinct)
    gaps = "each with rows" if lacking == 0 else f"{lacking} of them without a row"
    if len(steps) == 1 and steps != {1}:
        gaps = f"one every {next(iter(steps))} {texts.frequency}s"
    words = f"{len(distinct)} {texts.frequency}s from {first} to {last}, {gaps}"
    return f"{texts.reason}: {words}" if texts.reason else words


def _year_column(table: RawTable, free: Mapping[str, ColumnProfile]) -> str | None:
    """Return the column of years that distinguishes most rows, with their texts: not that of when something began."""
    years = [
        name for name, one in free.items() if is_year_head(name) and one.distinct and all(map(_is_year, one.distinct))
    ]
    if len(years) < _FEW:
        return next(iter(years), None)
    texts = [name for name, one in free.items() if not one.numeric]
    return max(years, key=lambda name: len(table.frame[[*texts, name]].drop_duplicates()))


def is_year_head(head: str) -> bool:
    """Whether the head of a column says that it holds years."""
    return bool(_YEAR_HEAD.fullmatch(head_words(head)))


def _is_year(text: str) -> bool:
    plain = text.strip().removesuffix(".0")
    return plain.isdecimal() and _EARLIEST_YEAR <= int(plain) <= _LATEST_YEAR


def _with_part(year: ColumnProfile, free: Mapping[str, ColumnProfile], chosen: Mapping[str, str]) -> TimeColumns | None:
    """Return the periods of a year next to a column of months or quarters, or to months across."""
    for role, head, number, frequency in _PARTS:
        named = [name for name in free if head.fullmatch(head_words(name)) and name != year.name]
        for name in [chosen[role]] if role in chosen else named:
            texts = free[name].distinct if name in free else ()
            if role in chosen or (len(texts) > 1 and sum(number(text) > 0 for text in texts) >= _MOSTLY * len(texts)):
                return _of_parts(year, name, role, frequency, free)
        heads = {
            name: at for name in free if name != year.name and not name.strip().isdecimal() and (at := number(name))
        }
        if len(heads) >= frequency.a_year and all(free[name].numeric for name in heads):
            decided: Decisions = {year.name: ("year", f"{len(year.distinct)} years")}
            decided |= {name: ("value", f"{role} {at} of each year") for name, at in heads.items()}
            return TimeColumns(frequency, decided, column=year.name, across_parts=heads)
    return None


def _of_parts(
    year: ColumnProfile, part: str, role: Role, frequency: Frequency, free: Mapping[str, ColumnProfile]
) -> TimeColumns:
    """Return periods that stand in two columns, or in three where one counts the days of a month."""
    decided: Decisions = {
        year.name: ("year", f"{len(year.distinct)} years"),
        part: (role, f"the {role} of {year.name}"),
    }
    if role == "month" and (day := _day_column(free)):
        decided[day] = ("period", f"the day of {part}")
        return TimeColumns(DAY, decided, column=year.name, part=part, day=day)
    return TimeColumns(frequency, decided, column=year.name, part=part)


def _day_column(free: Mapping[str, ColumnProfile]) -> str:
    """Return the column that counts the days of a month; "" for none."""
    return next(
        (
            name
            for name, one in free.items()
            if _DAY_HEAD.fullmatch(head_words(name)) and one.whole and all(1 <= int(t) <= 31 for t in one.distinct)
        ),
        "",
    )


def _across(free: Mapping[str, ColumnProfile]) -> TimeColumns | None:
    """Return the periods that stand across the heads of numbers."""
    numbers = [name for name, one in free.items() if one.numeric or not one.distinct]
    heads = {name: period for name in numbers if (period := period_of_head(name)) is not None}
    measures = {} if heads else _measures_over_time(numbers)
    heads = heads or {name: period for name in measures if (period := period_of_head(period_in_head(name))) is not None}
    years = {name: period for name, period in heads.items() if _EARLIEST_YEAR <= period.start.year <= _LATEST_YEAR}
    years, why = in_usual_frequency(years)
    by_frequency: dict[Frequency, dict[str, Period]] = {}
    for name, period in years.items():
        by_frequency.setdefault(period.frequency, {})[name] = period
    if not by_frequency:
        return None
    frequency, most = max(by_frequency.items(), key=lambda item: len(item[1]))
    numeric = sum(one.numeric for one in free.values())
    if len(most) < min(_FEW, numeric) or len(most) < numeric / 2:
        return None
    decided: dict[str, tuple[Role, str]] = {
        name: ("value", ", ".join(filter(None, (f"its head is the {frequency} {period}", why))))
        for name, period in most.items()
    }
    for name, period in years.items():
        if name not in most:
            decided[name] = ("ignored", f"its head, {period}, is a {period.frequency} among {frequency}s")
    return TimeColumns(frequency, decided, across=most, measures={name: measures[name] for name in most if measures})


def _across_names(free: Mapping[str, ColumnProfile]) -> TimeColumns | None:
    """Return the years at the end of heads, as of "pop_2010" and "pop_2020", where most numbers have one and each
    measure has several: the last place where periods can be, as a year may be that of prices."""
    numeric = [name for name, one in free.items() if one.numeric]
    found = {name: match for name in numeric if (match := _YEAR_BEHIND.fullmatch(name))}
    named = _in_one_spelling({name: (match["measure"], match["year"]) for name, match in found.items()})
    counts = Counter(named.values())
    measures = {name: measure for name, measure in named.items() if counts[measure] >= _FEW}
    if 2 * len(measures) <= len(numeric):
        return None
    across = {name: Period.year(int(found[name]["year"])) for name in measures}
    decided: Decisions = {name: ("value", f"its head ends in the year {period}") for name, period in across.items()}
    return TimeColumns(YEAR, decided, across=across, measures=measures)


def _in_one_spelling(found: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return what each head measures, of heads with their measure and year: measures that are alike but for capitals
    and spaces, as "CPI Score 2013" and "CPI score 2014", as the first has them, unless they share a year."""
    plain = {name: " ".join(measure.casefold().split()) for name, (measure, _) in found.items()}
    once = Counter((plain[name], year) for name, (_, year) in found.items())
    shared = {words for (words, _), count in once.items() if count > 1}
    first: dict[str, str] = {}
    for name, (measure, _) in found.items():
        first.setdefault(plain[name], measure)
    return {name: measure if plain[name] in shared else first[plain[name]] for name, (measure, _) in found.items()}


def _measures_over_time(heads: Sequence[str]) -> dict[str, str]:
    """Return what heads of two rows say besides a period, as "Exports" of "Exports / 2023": where two at least do, and
    no two of one period say the same."""
    found = {head: period for head in heads if (period := period_in_head(head))}
    rest = {head: " / ".join(part for part in head.split(" / ") if part != period) for head, period in found.items()}
    alike = len({(period_of_head(found[head]), words) for head, words in rest.items()})
    return rest if len(found) >= _FEW and alike == len(rest) else {}


def period_in_head(head: str) -> str:
    """Return the only part of a head of several rows that is a period; "" where none or more are."""
    parts = [part for part in head.split(" / ") if period_of_head(part) is not None]
    return parts[0] if len(parts) == 1 and parts[0] != head else ""


def _with_part_of_year(across: TimeColumns | None, free: Mapping[str, ColumnProfile]) -> TimeColumns | None:
    """Return years across with the column that says which month or quarter of each year a row is of, if there is one,
    and which day."""
    if across is None or across.frequency != YEAR:
        return across
    rest = {name: one for name, one in free.items() if name not in across.across and one.filled >= _FILLED}
    for role, head, number, frequency in _PARTS:
        for name, one in rest.items():
            known = sum(number(text) > 0 for text in one.distinct)
            if head.fullmatch(head_words(name)) and known > 1 and known >= _MOSTLY * len(one.distinct):
                decided = {**across.decisions, name: (role, f"the {role} of each year")}
                day = _day_column(rest) if role == "month" else ""
                decided |= {day: ("period", f"the day of {name}")} if day else {}
                return replace(across, frequency=DAY if day else frequency, decisions=decided, part=name, day=day)
    return across


def _counting_years(table: RawTable, one: ColumnProfile) -> TimeColumns | None:
    """Return years that no head names: whole numbers where years lie, each once, or each as often as the others."""
    if not one.whole or len(one.distinct) < _FEW or not all(_is_year(text) for text in one.distinct):
        return None
    numbers = sorted(int(text.strip().removesuffix(".0")) for text in one.distinct)
    names_rows = one.name == str(table.frame.columns[0]) and _ROW_HEAD.fullmatch(one.name) is not None
    dense = numbers[-1] - numbers[0] + 1 <= 1.5 * len(numbers) or len(numbers) < len(one.texts)
    if not dense and not names_rows:
        return None
    found = _single(table, one, "", "whole numbers where years lie")
    return found if found is not None and found.frequency == YEAR else None

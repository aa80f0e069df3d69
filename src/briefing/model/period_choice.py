"""Which periods an edition, a chart or a short name is about, as it is written: both ends, the first, or the last few.

What is no choice is a NotationError; the newest period is only known where the data are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from briefing.model.period import DAY, EARLIEST, LATEST, YEAR, Frequency, Notation, Period
from briefing.model.period_notation import NotationError, as_frequency, frequency_of, parse_period

MOST: Final = 100_000  # of periods that can be counted back
_LAST: Final = re.compile(r"last ([0-9]{1,6})(?: ([a-z-]+))?", re.IGNORECASE)
_RANGE: Final = re.compile(r"(.+?)(?:\s*(?:–|\.\.|…)\s*|\s+(?:to|-)\s+|(?<=^[12][0-9]{3})-(?=[12][0-9]{3}$))(.+)")
_EQUATED: Final = re.compile(r"""(first|last|frequency)\s*=\s*["']?([\w-]+)["']?""")  # as TOML writes it, in YAML
# As TOML and YAML take them alike.
_EXAMPLES: Final = '[2014, 2023], ["2024-01", "2026-05"], "2024-01" or "last 24 months"'

# How a choice is written in JSON: both ends, or text.
ChoiceNotation = tuple[Notation, Notation] | str


class PeriodChoice(Struct, frozen=True):
    """The first and the last period, or the first, up to the newest; or the last `count`, of a `frequency`."""

    first: Period | None = None
    last: Period | None = None
    count: int | None = None
    frequency: Frequency | None = None

    @property
    def bounds(self) -> tuple[Period, Period] | None:
        """Both ends, where both are written."""
        return (self.first, self.last) if self.first is not None and self.last is not None else None

    @property
    def notation(self) -> ChoiceNotation:
        """How it is written in JSON: both ends, or text."""
        if self.bounds is not None:
            return self.bounds[0].notation, self.bounds[1].notation
        if self.first is not None:
            return f"from {self.first}"
        unit = f" {self.frequency.unit}s" if self.frequency is not None else ""
        return f"last {self.count}{unit}"

    def __str__(self) -> str:
        return f"{self.first} to {self.last}" if self.bounds is not None else str(self.notation)


# What a caller may give for one.
WrittenChoice = PeriodChoice | Period | Notation | tuple[Period | Notation, Period | Notation] | Mapping[str, Notation]


def choice_of(written: object) -> PeriodChoice:
    """Return the choice that a value of TOML, YAML, JSON or Python writes."""
    if isinstance(written, PeriodChoice):
        return written
    if isinstance(written, str):
        return parse_choice(written)
    if isinstance(written, Mapping):
        return _of_table(written)
    if isinstance(written, list | tuple):
        if len(written) != 2:
            raise NotationError(f"a period has a first and a last one, not {len(written)}", f"write {_EXAMPLES}")
        return _between(*_ends(*written))
    return PeriodChoice(first=written_period(written))


def _ends(first: object, last: object) -> tuple[Period, Period]:
    """Return the ends that two values write; the fix of a last one in words says how the newest period is meant."""
    start = written_period(first)
    try:
        return start, written_period(last)
    except NotationError as error:
        words = isinstance(last, str) and not re.match("[0-9]", last)
        fix = f"write {start.quoted} alone, which goes to the newest period; or a last one, as {(start + 1).quoted}"
        raise NotationError(str(error), fix if words else error.fix) from None


def parse_choice(text: str) -> PeriodChoice:
    """Return the choice that a cell or a command line writes: 2014-2023, 2024-01 to 2026-05, 2024-01, last 24 months.

    With two dots or a dash for "to"; "from 2024-01" is as 2024-01.
    """
    words = " ".join(text.split())
    if found := _LAST.fullmatch(words):
        unit = (found[2] or "").casefold()
        return _last(int(found[1]), frequency_of(unit.removesuffix("s") or unit) if unit else None)
    if found := _RANGE.fullmatch(words):
        ends = _between(parse_period(found[1]), parse_period(found[2]))
        if backwards(ends):
            raise NotationError(f"{ends} is no period", f"write {_spanned(ends)}")
        return ends
    try:
        return PeriodChoice(first=parse_period(words.removeprefix("from ")))
    except NotationError as error:
        fix = error.fix if re.match("[0-9]", words) else "write 2014-2023, 2024-01 to 2026-05 or last 24 months"
        raise NotationError(str(error), fix) from None


def written_period(value: object) -> Period:
    """Return the period that a value writes: the number of a year, a text, a date of TOML."""
    if isinstance(value, Period):
        return value
    if isinstance(value, str):
        return parse_period(value)
    if isinstance(value, dt.date):
        return Period.containing(value.date() if isinstance(value, dt.datetime) else value, DAY)
    if isinstance(value, int) and not isinstance(value, bool):
        if EARLIEST.ordinal <= value <= LATEST.ordinal:
            return Period.year(value)
        raise NotationError(f"{value} is no period", f"write a year from {EARLIEST} to {LATEST}")
    raise NotationError(f"{str(value)[:40]!r} is no period", 'write 2023, or as text "2024-Q1" or "2024-03"')


def backwards(choice: PeriodChoice) -> bool:
    """Whether both ends are written, the later one first."""
    return choice.first is not None and choice.last is not None and choice.first > choice.last


def resolve(choice: PeriodChoice, known: Iterable[Period], usual: Frequency) -> tuple[Period, Period]:
    """Return the first and the last period of a choice; NotationError where there is none.

    `known` are the periods with a value, `usual` is the frequency of a count that names none. Of fiscal years 2023 is
    the one that begins in 2023.
    """
    ends = [end if usual.unit != "year" else as_year(end, usual) for end in (choice.first, choice.last) if end]
    if len(ends) == 2:
        return ends[0], ends[1]
    frequency = choice.frequency or (ends[0].frequency if ends else usual)
    if frequency == YEAR and usual.unit == "year":
        frequency = usual
    by_frequency: dict[Frequency, Period] = {}
    for period in known:
        by_frequency[period.frequency] = max(period, by_frequency.get(period.frequency, period))
    newest = by_frequency.get(frequency)
    if newest is None:
        there = ", ".join(sorted({one.unit for one in by_frequency if one.regular}))
        fix = f"write both ends, or a frequency that the data have: {there}" if there else "write both ends"
        raise NotationError(f"no {frequency} has a value, so the newest is not known", fix)
    first = ends[0] if ends else newest - ((choice.count or 1) - 1)
    first = first if first.frequency == frequency else Period.containing(first.start, frequency)
    if first > newest:
        raise NotationError(f"{first} is after {newest}, the newest {frequency} with a value", f"write {newest}")
    return first, newest


def as_year(period: Period, usual: Frequency) -> Period:
    """Return a calendar year as that of a frequency of years; other periods stay as they are."""
    return as_frequency(period, usual) if period.frequency == YEAR else period


def _between(first: Period, last: Period) -> PeriodChoice:
    if first.frequency != last.frequency:
        what = f"{first} is a {first.frequency} and {last} a {last.frequency}"
        raise NotationError(what, "write both ends alike, as 2024-01 and 2026-05")
    return PeriodChoice(first=first, last=last)


def _spanned(ends: PeriodChoice) -> str:
    """Return how a cell writes both ends of a choice, the earlier one first."""
    first, last = sorted(ends.bounds or ())
    return f"{first}-{last}" if first.frequency == YEAR else f"{first} to {last}"


def _with_colons(written: Mapping[str, object]) -> str:
    """Return how YAML writes a table that was written as in TOML, so that "last = 24" is a key; "" for any other."""
    parts = [_EQUATED.fullmatch(key if "=" in key else f"{key}={value}") for key, value in written.items()]
    equated = any("=" in key for key in written) and all(parts)
    return f"{{{', '.join(f'{part[1]}: {part[2]}' for part in parts if part)}}}" if equated else ""


def _last(count: int, frequency: Frequency | None) -> PeriodChoice:
    if not 1 <= count <= MOST:
        raise NotationError(f"the last {count} is no period", f"write how many, 1 to {MOST}")
    return PeriodChoice(count=count, frequency=frequency)


def _of_table(written: Mapping[str, object]) -> PeriodChoice:
    unknown = sorted(set(map(str, written)) - {"first", "last", "frequency"})
    if unknown or not {"first", "last"} & set(written):
        what = f"{unknown[0]!r} is no part of a period" if unknown else "neither first nor last is given"
        raise NotationError(what, f"write {_with_colons(written) or _EXAMPLES}")
    frequency = frequency_of(str(written["frequency"])) if "frequency" in written else None
    last = written.get("last")
    if "first" not in written:
        if isinstance(last, str) and re.fullmatch("[0-9]{1,6}", last):  # YAML is read as texts
            last = int(last)
        if not isinstance(last, int) or isinstance(last, bool):
            raise NotationError(f"{last!r} is no number of periods", f"write how many, 1 to {MOST}")
        return _last(last, frequency)
    first = written_period(written["first"])
    if "last" in written:
        return _between(first, written_period(last))
    return PeriodChoice(first=first, frequency=frequency)

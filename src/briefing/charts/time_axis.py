"""Which periods are named at the foot of a chart of months, quarters, weeks or days, and by which words.

Deck and brief ask here, each with its own measure of text. A short chart names its periods, January or the first
quarter first, and each year once below them; a longer one names years where they begin. No name touches another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec import Struct

from briefing.model.chart import Chart, Plot
from briefing.model.period import MONTH, Period, Unit
from briefing.wording import Wording, of

GAP: Final = 6.0  # between two names, in points
_AIR: Final = 0.6  # between them, as a part of their width
# How many periods are named by themselves, and how many months by their names where periods are shorter.
_MOST: Final[dict[Unit, int]] = {"half-year": 10, "four-month": 12, "quarter": 20, "month": 36, "week": 20, "day": 31}
_MOST_MONTHS: Final = 36
_MOST_WEEKS: Final = 92  # days of which those are named on which a week begins
# The least part of a line's weight, and its part for each point of width between two of its points.
_THINNEST: Final = 0.5
_DENSE: Final = 0.4
# Every so many of a unit are named, from its first in the year on.
_STEPS: Final[dict[Unit, tuple[int, ...]]] = {
    "month": (1, 2, 3, 6),
    "quarter": (1, 2),
    "half-year": (1,),
    "four-month": (1,),
    "week": (1, 2, 4, 8),
    "year": (1, 2, 5, 10, 20, 25, 50, 100),
}
_MOST_NAMES: Final = 12  # of periods that stand over their years, and of quarters, whose names are short
_MOST_QUARTERS: Final = 16
_MOST_REACH: Final = 0.5  # of the distance of the first and the last period, half of both names
_CLOSED: Final = dt.timedelta(days=3)
_THURSDAY: Final = dt.timedelta(days=3)  # of the week that begins on a Monday: its month and year are those of the week

Width = Callable[[str], float]
# What begins at a period: its place, its number among those of the year, its words.
_Begin = tuple[int, int, str]


class TimeName(Struct, frozen=True):
    """Words at the foot: under the middle of their periods, of which `first` and `last` are the places."""

    first: int
    last: int
    words: str

    @property
    def middle(self) -> float:
        """The place of its words."""
        return (self.first + self.last) / 2


class TimeAxis(Struct, frozen=True):
    """The names at the foot of a chart, those of years or months below them in a second row, and where these begin."""

    names: tuple[TimeName, ...]
    groups: tuple[TimeName, ...] = ()
    starts: tuple[int, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows of names there are."""
        return 2 if self.groups else 1


def is_dated(drawn: Chart | Plot) -> bool:
    """Whether the periods of a chart lie within years, as months, so that their axis names these once."""
    return bool(drawn.periods) and drawn.periods[0].frequency.unit != "year"


def fineness(plot: Plot, wide: float) -> float:
    """Return which part of its weight a line over a width has: less where points are close, so that turns are seen."""
    return min(1.0, max(_THINNEST, _DENSE * wide / len(plot.categories))) if is_dated(plot) else 1.0


def category_words(plot: Plot) -> tuple[str, ...]:
    """Return the categories of a plot as they are printed: periods by their short names."""
    words = of(plot.lang)
    return tuple(words.label(period, "short") for period in plot.periods) or plot.categories


def time_axis(plot: Plot, step: float, width: Width) -> TimeAxis:
    """Return the names at the foot of a plot whose periods stand so far from each other, in points."""
    unit = plot.periods[0].frequency.unit
    ways = _ways(plot.periods, of(plot.lang)) if len(plot.periods) > 2 else ()  # two are the ends of a slope
    most = _MOST_QUARTERS if unit == "quarter" else _MOST_NAMES
    for names, groups in ways:
        crowded = len(names) > most and groups and unit != "day"
        if crowded or not _fit(names, step, width):
            continue
        if not groups:
            return TimeAxis(names, starts=tuple(name.first for name in names))
        held = tuple(group for group in groups if width(group.words) + GAP <= (group.last - group.first + 1) * step)
        if held:
            starts = tuple(group.first for group in groups[1:])
            crossed = any(name.first in starts and width(name.words) + 2 > step for name in names)
            return TimeAxis(names, held, () if crossed else starts)
    ends = _ends(plot.periods, of(plot.lang), step, width)
    years = _years(plot.periods)
    if _reach_far(ends, step, width) and _fit(years, step, width, air=0.0):
        return TimeAxis(years, starts=tuple(name.first for name in years))
    return TimeAxis(ends)


def spaced_periods(periods: Sequence[Period], separate: Callable[[int, int], bool]) -> list[int]:
    """Return the places of periods that are named whole, as over a chart of ranks, from the first of the year on."""
    unit = periods[0].frequency.unit
    for every in (*_STEPS.get(unit, (1, 7)), periods[0].frequency.a_year or len(periods)):
        found = [at for at, period in enumerate(periods) if every == 1 or _number(period) % every == 1]
        if len(found) > 1 and all(separate(one, other) for one, other in pairwise(found)):
            return found
    return [0, len(periods) - 1] if separate(0, len(periods) - 1) else [len(periods) - 1]


def _ways(periods: Sequence[Period], words: Wording) -> Iterator[tuple[tuple[TimeName, ...], tuple[TimeName, ...]]]:
    """Yield the names of each way to name some of the periods, the one that names most first, with their groups."""
    unit, years = periods[0].frequency.unit, _groups(periods, lambda day: str(day.year))
    if unit == "day" and len(periods) <= _MOST_WEEKS:
        months, few = _months(periods, words), len(periods) <= _MOST[unit]
        yield from ((_named(_days(periods, weekly=weekly)), months) for weekly in ((False, True) if few else (True,)))
    elif len(periods) <= _MOST[unit]:
        own = [(at, _number(period), words.within_year(period, "short")) for at, period in enumerate(periods)]
        yield from ((_named(own, every), years) for every in _STEPS[unit])
    if unit in ("week", "day"):
        months_begun = _begun(periods, lambda day: day.month, lambda day: words.within_year(_month(day), "short"))
        if len(months_begun) <= _MOST_MONTHS:
            yield from ((_named(months_begun, every), years) for every in _STEPS["month"])
    yield from ((_years(periods, every), ()) for every in _STEPS["year"])


def _years(periods: Sequence[Period], every: int = 1) -> tuple[TimeName, ...]:
    return _named(_begun(periods, lambda day: day.year, lambda day: str(day.year)), every, 0)


def _named(begun: Sequence[_Begin], every: int = 1, first: int = 1) -> tuple[TimeName, ...]:
    return tuple(TimeName(at, at, words) for at, number, words in begun if (number - first) % every == 0)


def _fit(names: Sequence[TimeName], step: float, width: Width, air: float = _AIR) -> bool:
    """Whether there are two names at least, none of which touches the next."""
    halves = [width(name.words) / 2 for name in names]
    pairs = zip(pairwise(names), pairwise(halves), strict=True)
    return len(names) > 1 and all(
        (later.first - one.first) * step >= (half + other) + max(GAP, (half + other) * air)
        for (one, later), (half, other) in pairs
    )


def _ends(periods: Sequence[Period], words: Wording, step: float, width: Width) -> tuple[TimeName, ...]:
    """Return the names of the first and the last period, or of the last alone."""
    first, last = (words.label(end, "short") for end in (periods[0], periods[-1]))
    final = len(periods) - 1
    both_fit = final * step >= (width(first) + width(last)) / 2 + GAP
    ending = TimeName(final, final, last)
    return (TimeName(0, 0, first), ending) if both_fit else (ending,)


def _reach_far(ends: Sequence[TimeName], step: float, width: Width) -> bool:
    """Whether the names of the first and the last period reach far over the sides of a narrow plot."""
    return sum(width(name.words) for name in ends) / 2 > _MOST_REACH * step * ends[-1].last


def _day(period: Period) -> dt.date:
    """Return the day by which a period belongs to its month and year."""
    return period.start + _THURSDAY if period.frequency.unit == "week" else period.start


def _month(day: dt.date) -> Period:
    return Period.containing(day, MONTH)


def _number(period: Period) -> int:
    """Return the number of a period within its year, from 1."""
    if period.frequency.unit in ("week", "day"):
        return period.start.isocalendar().week if period.frequency.unit == "week" else period.start.day
    return period.ordinal % period.frequency.a_year + 1


def _groups(periods: Sequence[Period], words: Callable[[dt.date], str]) -> tuple[TimeName, ...]:
    """Return the periods of each year or month together."""
    groups = [list(group) for _, group in groupby(enumerate(periods), key=lambda item: words(_day(item[1])))]
    return tuple(TimeName(group[0][0], group[-1][0], words(_day(group[0][1]))) for group in groups)


def _months(periods: Sequence[Period], words: Wording) -> tuple[TimeName, ...]:
    """Return the days of each month together, the first month of each year with the year."""
    whole = _groups(periods, lambda day: words.label(_month(day), "short"))
    alone = _groups(periods, lambda day: words.within_year(_month(day), "short"))
    years = [periods[group.first].start.year for group in whole]
    return tuple(
        full if at == 0 or years[at] != years[at - 1] else short
        for at, (full, short) in enumerate(zip(whole, alone, strict=True))
    )


def _begun(
    periods: Sequence[Period], number: Callable[[dt.date], int], words: Callable[[dt.date], str]
) -> list[_Begin]:
    """Return where each year or month begins; what began before the first period does not, but for a day or two, as
    offices are closed on the first of January."""
    first = periods[0].start - _CLOSED if periods[0].frequency.unit == "day" else _day(periods[0] - 1)
    days = [first, *map(_day, periods)]
    return [
        (at, number(day), words(day))
        for at, (before, day) in enumerate(pairwise(days))
        if number(before) != number(day)
    ]


def _days(periods: Sequence[Period], *, weekly: bool) -> list[_Begin]:
    """Return all days, or those on which a week begins."""
    starts = [period.start for period in periods]
    before = [periods[0].start - dt.timedelta(days=1), *starts]
    return [
        (at, 1, str(day.day))
        for at, (last, day) in enumerate(zip(before, starts, strict=False))
        if not weekly or last.isocalendar().week != day.isocalendar().week
    ]

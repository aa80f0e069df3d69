"""The course of a short name: its values in the period of the edition, the expressions of its parts, and lines
through it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

import numpy as np
from msgspec import Struct

from briefing.draft.insights.arrays import Values
from briefing.draft.insights.chance import residuals
from briefing.draft.insights.recurring_moves import A_YEAR, at_same_time, falls_again, is_usual
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.model.fact import Fact
from briefing.model.period import Period

_FIT: Final = 4  # values through which a line says more than both ends
_WEEKEND: Final = 5  # days without a value that are no gap
_FAR: Final = 2  # times the usual step, from which a move is not that of one period
_OFF: Final = 0.25  # of the slope of the best line, by which the rate between both ends may differ from it


class Course(Struct):
    """The values of a short name in the period of the edition, and how its changes are written."""

    context: PhrasingContext
    key: str
    values: Sequence[Fact]
    measure: str

    @property
    def periods(self) -> tuple[Period, ...]:
        """When it has values."""
        return tuple(fact.period for fact in self.values if fact.period is not None)

    @property
    def a_year(self) -> int:
        """How many values a year has, within which a high or a low may be one of the season."""
        return self.periods[0].frequency.a_year if self.periods else 1

    @property
    def numbers(self) -> list[float]:
        """Its values."""
        return [float(fact.value) for fact in self.values]

    def newest(self, at: int) -> float:
        """Return the newest value of the same part of a year."""
        a_year = self.a_year or A_YEAR.get(self.periods[0].frequency.unit, 1)
        alike = [one for one, period in enumerate(self.periods) if (period - self.periods[at]) % a_year == 0]
        return self.numbers[alike[-1]]

    @property
    def moves(self) -> list[float]:
        """How far it went from each value to the next."""
        return [later - earlier for earlier, later in pairwise(self.numbers)]

    @property
    def gaps(self) -> list[bool]:
        """Of each move whether it took longer than the shortest ones, as from 2017 to 2019 among years."""
        least = min(self._steps, default=0)
        return [step > least for step in self._steps]

    @property
    def late(self) -> list[bool]:
        """Of each move whether it took longer than most, but for weekends: what came between nobody knows."""
        return [step > self._usual for step in self._steps]

    def is_far(self, at: int) -> bool:
        """Whether a move took so much longer than most that it is none of a single period: ten years among years."""
        return self._steps[at] > _FAR * self._usual

    @property
    def _steps(self) -> list[int]:
        return [later - earlier for earlier, later in pairwise(self.periods)]

    @property
    def _usual(self) -> float:
        return _WEEKEND if self.periods[0].frequency.unit == "day" else median(self._steps)

    def is_of_season(self, start: int, end: int | None = None) -> bool:
        """Whether the move from a value to the next, or to a later one within a year, is one that other years have at
        the same time, half as large."""
        end = start + 1 if end is None else end
        others = self._of_other_years(start, end) if self.a_year else self._of_years_before(start, end)
        return is_usual(self.numbers[end] - self.numbers[start], others)

    def _of_other_years(self, start: int, end: int) -> list[float]:
        """Return what other years moved at the same time, of months and other parts of a year; nothing of years."""
        numbers, periods, steps = self.numbers, self.periods, end - start
        if steps >= self.a_year:
            return []
        alike = [one for one in range(len(numbers) - steps) if (periods[one] - periods[start]) % self.a_year == 0]
        return [numbers[one + steps] - numbers[one] for one in alike if one != start]

    def _of_years_before(self, start: int, end: int) -> list[float]:
        """Return what other years moved at the same time, of days and weeks, also before the edition's period."""
        first, last = self.periods[start], self.periods[end]
        a_year = A_YEAR.get(first.frequency.unit, 0)
        found: list[float] = []
        pairs = at_same_time(first.ordinal, last.ordinal, a_year) if a_year else ()
        for pair in pairs:
            before, after = (self.context.fact(f"{self.key}.at({Period(first.frequency, at).literal})") for at in pair)
            if before is not None and after is not None:
                found.append(float(after.value) - float(before.value))
        return found

    def comes_again(self, start: int, end: int) -> bool:
        """Whether a move from a value to a later one is one of a cycle or of a season; of a year's parts those of the
        same time of the year are looked at where it took years."""
        numbers = self.numbers if self.numbers[end] < self.numbers[start] else [-number for number in self.numbers]
        step = self.a_year if self.a_year > 1 and end - start > self.a_year else 1
        fallen = falls_again(numbers[start % step :: step], numbers[start] - numbers[end])
        return fallen or self.is_of_season(start, end)

    def is_lone(self, at: int, times: float, part: float) -> bool:
        """Whether a value departs from both of its neighbours by so many usual moves and by such a part of the range;
        one without a value on either side is not."""
        if not 0 < at < len(self.numbers) - 1:
            return False
        least = max(times * median(map(abs, self.moves)), part * (max(self.numbers) - min(self.numbers)))
        return min(abs(self.moves[at - 1]), abs(self.moves[at])) >= least

    def is_record(self, place: int) -> bool:
        """Whether there are values before it, of which none is higher, also before the edition's period."""
        earlier = [*self._older, *self.numbers[:place]]
        return bool(earlier) and max(earlier) <= self.numbers[place]

    @property
    def _older(self) -> list[float]:
        """The values that the data have before the edition's period; none of what is worked out of several."""
        own, *others = self.values[0].observations
        rows = () if others else self.context.project.dataset.observations
        alike = (
            row for row in rows if (row.indicator, row.entity, row.series) == (own.indicator, own.entity, own.series)
        )
        return [row.value for row in alike if row.period < self.periods[0]]

    def at(self, place: int) -> str:
        """Return the value of a period as an expression."""
        if place in (0, len(self.values) - 1):
            return f"{self.key}.{'last' if place else 'first'}"
        return f"{self.key}.at({self.periods[place].literal})"

    def span(self, start: int, end: int) -> str:
        """Return the values from one period to another as an expression."""
        bounds = [
            f"{self.at(place)}.period" if place in (0, len(self.values) - 1) else self.periods[place].literal
            for place in (start, end)
        ]
        return f"{self.key}.between({', '.join(bounds)})"

    def moved(self, start: int, end: int) -> str:
        """Return the change between two periods as an expression."""
        return f"{self.span(start, end)}.{self.measure}"

    def rate(self, start: int, end: int) -> str:
        """Return the change a year between two periods as an expression, as spans of different lengths have it."""
        return f"{self.span(start, end)}.{'growth' if self.measure == 'percent' else 'pace'}"


def more_than_in_all(course: Course, at: int, facts: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the facts of a step with what says that it is more than the whole change, and the claim of that; from a
    higher value on it may be more in its unit and less in %, which is printed."""
    step, numbers = course.moved(at, at + 1), course.numbers
    sign = ">" if numbers[at + 1] > numbers[at] else "<"
    more = f"{step} {sign} {course.key}.{course.measure}"
    if not course.context.holds(more):
        return {**facts}, ""
    doubled = sign == ">" and numbers[at + 1] >= 2 * numbers[at] > 0
    multiple = {"multiple": f"{course.span(at, at + 1)}.multiple"} if doubled else {}
    return {**facts, "more": step, **multiple}, f" and {more}"


def is_paced(values: Values, *, compound: bool) -> bool:
    """Whether the rate from the first value to the last is near that of the line which fits all of them best: where an
    end is a dip or a record it is not."""
    if compound and min(values) <= 0:
        return True
    numbers = np.log(values) if compound else values
    if numbers.size < _FIT:
        return True
    slope = float(np.polyfit(np.arange(numbers.size, dtype=float), numbers, 1)[0])
    return abs(float(numbers[-1] - numbers[0]) / (numbers.size - 1) - slope) <= _OFF * abs(slope)


def left_by_a_line(values: Values) -> float:
    """Return the sum of squares that the best straight line leaves of values."""
    return _left(np.column_stack((np.ones(values.size), np.arange(values.size, dtype=float))), values)


def left_by_two_lines(values: Values, parts: int) -> dict[int, float]:
    """Return the sum of squares that the best two straight lines leave which meet at a place, by that place; either
    side of it has two values at least, and one of so many parts of them.
    """
    ones, times, side = np.ones(values.size), np.arange(values.size, dtype=float), max(2, values.size // parts)
    return {
        knot: _left(np.column_stack((ones, times, np.maximum(times - knot, 0))), values)
        for knot in range(side, values.size - side)
    }


def _left(columns: Values, values: Values) -> float:
    found = residuals(columns, values)
    return float(found @ found)

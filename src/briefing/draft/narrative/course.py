"""The course of a short name: its values in the period of the edition, the expressions of its parts, and lines
through it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

import numpy as np
from msgspec import Struct

from briefing.draft.insights.arrays import Values
from briefing.draft.insights.chance import residuals
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.model.fact import Fact
from briefing.model.period import Period

_FIT: Final = 4  # values through which a line says more than both ends
_SEASONAL: Final = 0.5  # of a move, that those of other years are that have it too
_OFF: Final = 0.25  # of the slope of the best line, by which the rate between both ends may differ from it
_NEARLY, _AGAIN = 0.6, 3  # of the deepest fall, and how many falls that deep there are where none is an event


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
        a_year = self.a_year or 1
        alike = [one for one, period in enumerate(self.periods) if (period - self.periods[at]) % a_year == 0]
        return self.numbers[alike[-1]]

    @property
    def moves(self) -> list[float]:
        """How far it went from each value to the next."""
        return [later - earlier for earlier, later in pairwise(self.numbers)]

    def is_of_season(self, place: int) -> bool:
        """Whether the move from a value to the next is one that other years have at the same time, half as large."""
        periods, moves, a_year = self.periods, self.moves, self.a_year
        others = [
            one for one in range(len(moves)) if one != place and (periods[one] - periods[place]) % (a_year or 1) == 0
        ]
        way = 1 if moves[place] > 0 else -1
        usual = median(way * moves[one] for one in others) if a_year > 1 and others else 0.0
        return usual >= _SEASONAL * abs(moves[place])

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


def falls_again(numbers: Sequence[float], depth: float) -> bool:
    """Whether a course falls nearly so deep again and again, as rain does, so that no fall of it is an event."""
    falls, fall = 0, 0.0
    for before, after in pairwise(numbers):
        fall = fall + before - after if after < before else 0.0
        if fall >= _NEARLY * depth:
            falls, fall = falls + 1, 0.0
    return falls >= _AGAIN

"""Moves that come again, as those of a cycle or of a season, so that none of them is an event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

import numpy as np

from briefing.draft.insights.own_series import OwnSeries

_NEARLY, _AGAIN = 0.6, 3  # of the deepest fall, and how many falls that deep there are where none is an event
YEARS_BEFORE: Final = 3  # before the last, whose moves at the same time are looked at
_NEAR: Final = 7  # days of a year before, of which some have no value, as weekends
_SEASONAL: Final = 0.5  # of a move, that those of other years are that have it too
A_YEAR: Final = {"day": 365, "week": 52}
_SEVERAL: Final = 2, 0.25  # other years, and part of all, in which what is no exception happens too


def falls_again(numbers: Iterable[float], depth: float) -> bool:
    """Whether a course falls nearly so deep again and again, as rain does, so that no fall of it is an event."""
    falls, fall = 0, 0.0
    for before, after in pairwise(numbers):
        fall = fall + before - after if after < before else 0.0
        if fall >= _NEARLY * depth:
            falls, fall = falls + 1, 0.0
    return falls >= _AGAIN


def is_usual(moved: float, others: Sequence[float]) -> bool:
    """Whether the moves of other years at the same time of the year are half as large as one, and go the same way."""
    same_way = [move * (1 if moved > 0 else -1) for move in others]
    return bool(same_way) and median(same_way) >= _SEASONAL * abs(moved)


def in_other_years(away: Collection[int], years: float) -> bool:
    """Whether what happened in one of some years happened in the one before or after it too, or in several of all;
    `away` is by how many years each other one is."""
    few, part = _SEVERAL
    return any(abs(one) == 1 for one in away) or len(away) >= max(few, part * years)


def at_same_time(start: int, end: int, a_year: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last ordinal of what other years moved at the time of the year of a move; one that took
    years is like those from its season to that in which it ended."""
    years, within = divmod(end - start, a_year)
    for back in range(YEARS_BEFORE + 1):
        if back != years:
            yield end - back * a_year - within, end - back * a_year


def is_of_time_of_year(known: OwnSeries, start: int, end: int) -> bool:
    """Whether a move of days or weeks is one that other years had at the same time; `start` and `end` are the ordinals
    of its periods in a history."""
    a_year = A_YEAR.get(known.arrays.frequency.unit, 0)
    if not a_year:
        return False
    moves = (_near(known, after) - _near(known, before) for before, after in at_same_time(start, end, a_year))
    return is_usual(_near(known, end) - _near(known, start), [move for move in moves if not np.isnan(move)])


def _near(known: OwnSeries, ordinal: int) -> float:
    """Return the mean of the values around a period; no number where there are none."""
    reach = _NEAR if known.arrays.frequency.unit == "day" else 1
    found = known.values[np.abs(known.ordinals - ordinal) <= reach]
    return float(found.mean()) if found.size else float("nan")

"""Which categories are named at the foot of a chart over years, or above its ranks, where not all names have room.

Deck and brief ask here, each with its own measure of what has room. A reader counts in even steps from round years:
1990, 1995, 2000 …, and the first and the last year are always named.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from briefing.model.chart import Plot

Separate = Callable[[int, int], bool]
# A chart of fewer steps than this is named in small ones, where these lead from the first year to the last.
_LONG: Final = 15
_SMALL: Final = (2, 3, 4)
_ROUND: Final = (1, 2, 5)
_MOST: Final = 14  # round years: more are a row of figures that nobody counts along
_NEAREST: Final = 0.6  # of a step, from the first year to the next: closer ones would be read as a step


def named(plot: Plot, separate: Separate) -> list[int]:
    """Return the categories that are named, in order; `separate` says whether the names of two have room."""
    final = len(plot.categories) - 1
    for start, step in _ways(plot, final):
        found = range(start, final + 1, step)
        if all(separate(one, other) for one, other in pairwise(found)):
            return _with_ends(found, final, separate)
    return [0, final] if final and separate(0, final) else [final]


def _with_ends(found: Sequence[int], final: int, separate: Separate) -> list[int]:
    """Name both ends; what stands too near to one gives way to it."""
    step = found[1] - found[0] if len(found) > 1 else 0
    between = [at for at in found if 0 < at < final and separate(0, at) and separate(at, final)]
    between = [at for at in between if at >= _NEAREST * step]
    ends = [0, final] if final and separate(0, final) else [final]
    return [*ends[:-1], *between, final]


def _ways(plot: Plot, final: int) -> Iterator[tuple[int, int]]:
    """Yield the first category and the step of each way to name some of them, the one that names most first."""
    yield 0, 1
    start, own = _published(plot)
    if own > 1:  # as every fourth year has values
        yield from ((start, own * times) for times in range(1, final // own + 1))
    if final < _LONG:
        yield from ((0, step) for step in _SMALL if final % step == 0)
    rounds = (part * 10**power for power in range(len(str(final))) for part in _ROUND)
    first = plot.periods[0].ordinal if plot.periods else -final  # others are counted from the last
    few = (step for step in rounds if 1 < step <= final and final // step < _MOST)
    yield from ((-first % step, step) for step in few if step > _SMALL[0] or final < _LONG)


def _published(plot: Plot) -> tuple[int, int]:
    """Return the first category with a value, and the step that leads to all that have one; 1 without such a step."""
    values = [series.values for series in plot.series if series.observed]
    known = sorted({at for one in values for at, value in enumerate(one) if value is not None})
    return (known[0], math.gcd(*(at - known[0] for at in known))) if known else (0, 1)

"""The values of one place that may all be compared with each other, and how a story asks for facts of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
from msgspec import Struct

from briefing.draft.insights.arrays import SubjectArrays, Values
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.model.period import Period
from briefing.wording.fitting import is_percentage, is_temperature

_CYCLES: Final[Mapping[str, int]] = {"week": 52, "day": 7}
_DISTINCT: Final = 4  # values of a series in which a pattern is looked for: zeros and ones have none


class OwnSeries(Struct, frozen=True):
    """The values of a short name's place, without gaps: those of the edition's period or, with `whole_history`, all.

    Where a break forbids a comparison they begin behind it. `root` is how a story asks for the facts of these: the
    short name, or its `between`.
    """

    arrays: SubjectArrays
    ordinals: np.ndarray[tuple[int], np.dtype[np.int64]]
    values: Values
    root: str

    @property
    def key(self) -> str:
        """The short name."""
        return self.arrays.key

    @property
    def a_year(self) -> int:
        """How many periods make a year; 0 where that is no fixed number."""
        return self.arrays.frequency.a_year

    @property
    def cycle(self) -> int:
        """After how many periods a pattern comes back: those of a year, 52 weeks, seven days; 0 of years."""
        unit = self.arrays.frequency.unit
        return _CYCLES.get(unit, 0) if self.a_year < 2 else self.a_year

    def period(self, at: int) -> Period:
        """Return the period of a value, by its place among these."""
        return Period(self.arrays.frequency, int(self.ordinals[at]))

    def literal(self, at: int) -> str:
        """Return the period of a value as an expression writes it."""
        return self.period(at).literal

    def at(self, index: int) -> str:
        """Return the expression of a value."""
        return f"{self.key}.at({self.literal(index)})"

    def since(self, index: int) -> str:
        """Return the subject from one of its values to the last."""
        return f"{self.key}.between({self.literal(index)}, {self.key}.last.period)"

    def measure(self, base: float, last: float) -> str:
        """Return how a change between two values is given: % where they have a ratio, points, or in the unit."""
        if is_percentage(self.arrays.unit):
            return "points"
        plain = self.arrays.unit in ("rank", "percentage points") or is_temperature(self.arrays.unit)
        return "change" if plain or not self.arrays.ratios or base <= 0 or last < 0 else "percent"


def own_series(arrays: EditionArrays, least: int) -> Iterator[OwnSeries]:
    """Return the values of each short name that may be compared, of those with so many in the edition's period, not
    all alike."""
    for item in arrays.subjects.values():
        if item.comparable:
            columns = np.flatnonzero(~np.isnan(item.own_values))
            ordinals = columns + item.first.ordinal
            found = _behind_breaks(item, ordinals, item.own_values[columns])
            if found.values.size >= least and np.unique(found.values).size >= min(least, _DISTINCT):
                yield found


def history(item: SubjectArrays) -> OwnSeries:
    """Return all values of a short name that may be compared with its last, also from before the edition's period."""
    known = item.history
    within = known.ordinals <= item.first.ordinal + item.own_values.size - 1
    return _behind_breaks(item, known.ordinals[within], known.values[within])


def _behind_breaks(
    item: SubjectArrays, ordinals: np.ndarray[tuple[int], np.dtype[np.int64]], values: Values
) -> OwnSeries:
    """Return the values from behind the last break that forbids comparing."""
    start = 0
    if ordinals.size:
        newest = Period(item.frequency, int(ordinals[-1])).end
        refused = [one for one in item.breaks if one.effect == "refuse" and one.before.end < newest]
        if refused:
            behind = max(one.after.end for one in refused)
            start = sum(Period(item.frequency, int(ordinal)).end < behind for ordinal in ordinals)
    root = item.key
    if start and start < ordinals.size:
        literal = Period(item.frequency, int(ordinals[start])).literal
        root = f"{item.key}.between({literal}, {item.key}.last.period)"
    return OwnSeries(item, ordinals[start:], values[start:], root)

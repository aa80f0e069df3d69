"""What composing may look at, in parts, so that it is not done again where a part differs that it did not look at.

Values are looked at through the registry of facts, which notes the indicators of each short name that is asked for.
Whoever composes gets the dataset without values, so that nothing can be looked at unnoticed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from briefing.facts import DAY, FIRST
from briefing.model.dataset import Dataset, Observation
from briefing.model.period import Period
from briefing.reuse import Large, digest, reused


class LookedAt(Struct, frozen=True):
    """A dataset without values, a digest of it and of all values, and of those of each indicator, of the day of the
    edition and of its first period."""

    frame: Dataset
    digest: bytes
    values: bytes
    states: Mapping[str, bytes]

    def state(self, name: str) -> bytes:
        """Return the digest of what a name stands for."""
        return self.states.get(name, b"")


def looked_at(dataset: Dataset, day: dt.date, first: Period) -> LookedAt:
    """Return what composing an edition of a day and from a `first` period on may look at. The files of the dataset are
    no part of it."""
    rows, rest = dataset.observations, replace(dataset, inputs={}, observations=())
    found = reused("looked at", (Large(rows), rest), lambda: _in_parts(replace(rest, observations=rows)))
    return replace(found, states={**found.states, DAY: digest(day), FIRST: digest(first)})


def _in_parts(dataset: Dataset) -> LookedAt:
    values: dict[str, list[tuple[float, int | None]]] = {}
    rows: list[Observation] = []
    for row in dataset.observations:
        values.setdefault(row.indicator, []).append((row.value, row.decimals))
        rows.append(replace(row, value=0.0, decimals=None))
    frame = replace(dataset, observations=tuple(rows))
    states = {indicator: digest(found) for indicator, found in values.items()}
    return LookedAt(frame, digest(frame), digest(states), states)

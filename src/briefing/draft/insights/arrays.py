"""The facts of a short name → its values as arrays, a column for each period, in which patterns are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from briefing.errors import FactError
from briefing.facts import SubjectFacts
from briefing.model.dataset import WITHOUT_SEASON, Break, Target
from briefing.model.period import Frequency, Period
from briefing.model.unstated import is_unstated

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Values of each place in its own money, or as an index of its own level: of these none is higher than another.
_OWN_SCALE: Final = re.compile(
    r"exchange[ _-]?rate|(local|national|own)[ _-]currenc|\blcu\b|汇率|本币|=\s*100\b|\bbase(d on| year)|基期|定基",
    re.IGNORECASE,
)
# What is no amount, where no unit says so: a rise from 2 to 3 is no rise by half.
_RATE: Final = re.compile(r"\b(rate|ratio|share|per ?cent(age)?|inflation|yield)s?\b|率|比重|占比", re.IGNORECASE)


class KnownValues(Struct, frozen=True):
    """The values of a place in order of time, without gaps: the ordinals of their periods, and what is known of each.

    `revised` are those of which an earlier reading is known.
    """

    ordinals: NDArray[np.int64]
    values: Values
    provisional: Flags
    revised: Flags


class SubjectArrays(Struct, frozen=True):
    """The values of a short name within its period.

    `values` has a row for each of `places`, which may be compared with each other, and a column for each period
    from `first`; what has no value is NaN. `own` is the row of its own place, -1 where that is none of them, as a
    total. `own_values` are always those of its own place, `totals` those of places that hold others. `history` are
    all its values, also from before the period. `broken` are the places with a break inside that forbids a
    comparison, `breaks` and `targets` those of its own place. Values that are not `comparable` are printed alone;
    of those that are not `ordered`, as exchange rates and indices on a base, none is higher than that of another
    place. Of values without `ratios`, as of some below zero, no change is given in %. `steady` says that they are
    adjusted for the seasons, or have none, as yearly ones. `identity` is what it measures, the same for two short
    names of one series; `field` that of all its places. `column` is the head of the column of which it is a part.
    """

    key: str
    name: str
    identity: str
    field: str
    frequency: Frequency
    first: Period
    values: Values
    places: tuple[str, ...]
    own: int
    own_values: Values
    totals: Mapping[str, Values]
    history: KnownValues
    targets: tuple[Target, ...]
    broken: Flags
    breaks: tuple[Break, ...]
    entity: str
    unit: str
    direction: str
    adds_up: bool
    comparable: bool
    ordered: bool
    steady: bool
    published: bool
    ratios: bool
    column: str = ""

    def period(self, column: int) -> Period:
        """Return the period of a column."""
        return self.first + int(column)


def is_steady(subject: SubjectFacts) -> bool:
    """Whether values are adjusted for the seasons or have none, as yearly ones, so that any two may be compared."""
    yearly = subject.frequency is not None and subject.frequency.unit == "year"
    return yearly or subject.adjustment in WITHOUT_SEASON


def on_own_scale(subject: SubjectFacts) -> bool:
    """Whether each place has a scale of its own, as its money or an index of its own level, so that none is higher."""
    return _OWN_SCALE.search(" ".join([subject.key, subject.unit, *subject.names.values()])) is not None


def subject_arrays(subject: SubjectFacts, totals: Iterable[str], targets: Iterable[Target]) -> SubjectArrays:
    """Return the values of a short name, those of the totals that it has, and the targets of its own place."""
    own = _known(subject)
    rows, broken = [], []
    for place in subject.entities:
        there = subject if place == subject.entity else subject.of(place)
        rows.append(own if there is subject else _known(there))
        broken.append(any(item.effect == "refuse" for item in there.breaks))
    wholes = {}
    for total in totals:
        with suppress(FactError):
            wholes[total] = own if total == subject.entity else _known(subject.of(total))
    first = min(int(row.ordinals[0]) for row in (own, *rows, *wholes.values()) if row.ordinals.size)
    last = max(int(row.ordinals[-1]) for row in (own, *rows, *wholes.values()) if row.ordinals.size)
    count = last - first + 1
    known = subject.known_periods
    every = subject if known == subject.periods else subject.between(known[0], known[-1])
    frequency = known[0].frequency
    field = f"{subject.indicator.id}/{subject.series}" if subject.indicator and subject.series else ""
    return SubjectArrays(
        key=subject.key,
        name=subject.name,
        identity=f"{field}/{subject.entity}" if field else subject.key,
        field=field or subject.key,
        frequency=frequency,
        first=Period(frequency, first),
        values=_grid(rows, first, count),
        places=subject.entities,
        own=subject.entities.index(subject.entity) if subject.entity in subject.entities else -1,
        own_values=_grid([own], first, count)[0],
        totals={total: _grid([row], first, count)[0] for total, row in wholes.items()},
        history=own if every is subject else _known(every),
        targets=tuple(targets),
        broken=np.array(broken, dtype=bool),
        breaks=every.breaks,
        entity=subject.entity,
        unit=subject.unit,
        direction=subject.direction if subject.direction in ("up", "down") else "",
        adds_up=subject.adds_up,
        comparable=not subject.within_year and subject.unit != "rank",
        ordered=not on_own_scale(subject),
        steady=is_steady(subject),
        published=bool(subject.series),
        ratios=not subject.below_zero and not (is_unstated(subject.unit) and _RATE.search(subject.name)),
        column=column_of(subject),
    )


def column_of(subject: SubjectFacts) -> str:
    """Return the head of the column of values that a table divides into parts, of which a short name is one; or ""."""
    if subject.indicator is None:
        return ""
    head, colon, name = subject.indicator.definition.partition(": ")
    return head if colon and name in subject.names.values() else ""


def _known(subject: SubjectFacts) -> KnownValues:
    """Return the values of a subject: of published ones their rows, as a fact of each would take too long."""
    if subject.series:
        rows = subject.observations
        return _of_columns((row.period.ordinal, row.value, row.status == "P", bool(row.earlier)) for row in rows)
    return _of_columns((fact.value_period.ordinal, fact.value, fact.provisional, False) for fact in subject.values)


def _of_columns(rows: Iterable[tuple[int, float, bool, bool]]) -> KnownValues:
    ordinals, values, *flags = tuple(zip(*rows, strict=True)) or ((),) * 4
    provisional, revised = (np.array(flag, dtype=bool) for flag in flags)
    return KnownValues(np.array(ordinals, dtype=np.int64), np.array(values, dtype=np.float64), provisional, revised)


def _grid(rows: list[KnownValues], first: int, count: int) -> Values:
    values = np.full((len(rows), count), np.nan)
    for at, row in enumerate(rows):
        values[at, row.ordinals - first] = row.values
    return values

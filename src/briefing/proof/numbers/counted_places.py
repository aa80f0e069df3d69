"""A count of places in the ledger, repeated from the values in its formula or from the table itself.

A formula names each place with its value; of many places it gives one as the pattern of all, which is then computed for
every place of the table.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from briefing.proof.numbers.computing import compute, exact
from briefing.proof.numbers.rank_checks import (
    Values,
    key_of,
    own_records,
    places_of,
    unused_fault,
    worked_for_places,
)
from briefing.proof.reading.formula_trees import PlaceCount, plainly
from briefing.proof.reading.ledger_reader import LedgerFact

_MOST_NAMED: Final = 60
_BEYOND: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


def count_fault(fact: LedgerFact, count: PlaceCount) -> str:
    """Return what is wrong with a count of places, as far as the ledger holds them."""
    entities = {record.entity for record in fact.records}
    if not count.sign:
        if fact.value != count.among or (fact.value <= _MOST_NAMED and len(entities) != fact.value):
            return f"it counts {count.among:,} places, with observations of {len(entities)}"
        return ""
    if fact.value != count.holding or count.holding > count.among:
        return f"{count.holding:,} of {count.among:,} places are counted, and its value is {fact.value:g}"
    if count.places is None:
        return ""  # counted in the table
    named = places_of(fact, count.places)
    if len(named) != count.among or entities != set(named):
        return f"{count.among} places are compared, with observations of {len(entities)}"
    found = sum(_holds(count, compute(part, fact.records)) for part in named.values())
    if found != count.holding:
        level = plainly(count.level)
        return f"{found} of the places in its formula are {count.sign} {level}, not {count.holding:,}"
    return unused_fault(fact, named)


def _holds(count: PlaceCount, value: Fraction) -> bool:
    if count.below is not None:
        return count.sign == "≥" and exact(count.level) <= value < exact(count.below)
    return count.sign in _BEYOND and _BEYOND[count.sign](value, exact(count.level))


def table_fault(fact: LedgerFact, count: PlaceCount, values: Values) -> str:
    """Return what is wrong with a count among more places than its formula names, by the values of the table.

    Returns "" where the table does not have the values of the pattern as they are in the ledger.
    """
    if not count.sign:
        mine = own_records(fact) if fact.records else []
        known = [values.get(key_of(record), {}) for record in mine]
        held = zip(mine, known, strict=True)
        if not mine or any(found.get(record.entity) != exact(record.value) for record, found in held):
            return ""
        there = set.intersection(*map(set, known))
        message = f"the table has {len(there):,} places with a value, not {count.among:,}"
        return "" if len(there) == fact.value else message
    worked = None if count.pattern is None else worked_for_places(fact, count.pattern, values)
    if worked is None:
        return ""
    if len(worked) != count.among:
        return f"it counts among {count.among:,} places, and the table has {len(worked):,} with a value"
    beyond = sum(_holds(count, value) for value in worked)
    message = f"{beyond:,} places of the table are {count.sign} {plainly(count.level)}, not {count.holding:,}"
    return "" if beyond == count.holding else message

"""A count of places in the ledger, repeated from the values in its formula or from the table itself.

"3 of 8 places > 0: Alden 9 − 7, Burford 5 − 8 …" names each place; of many places the formula gives one as the pattern
of all, as "1,204 of 16,000 places > 100, as Alden 120", which is then computed for every place of the table.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from briefing.proof.numbers.rank_checks import NUMBER, Values, Work, formula_of, key_of, named_formulas
from briefing.proof.reading.ledger_reader import LedgerFact

PLACES: Final = re.compile(
    r"(?P<held>\d[\d,]{0,12}) of (?P<count>\d[\d,]{0,12}) places (?P<sign>[<>=]) (?P<level>−?[\d,.]+)"
    r"(?:: (?P<listed>.+)|, as (?P<pattern>.+))",
    re.DOTALL,
)
WITH_VALUE: Final = re.compile(r"places with a value: (\d[\d,]{0,12})")
_MOST_NAMED: Final = 60
_BEYOND: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


def count_fault(fact: LedgerFact, match: re.Match[str], work: Work) -> str:
    """Return what is wrong with a count of places; `match` is that of its formula, `work` computes formulas."""
    held, count = _whole(match["held"]), _whole(match["count"])
    if fact.value != held or held > count:
        return f"{match['held']} of {match['count']} places are counted, and its value is {fact.value:g}"
    entities = {cell.entity for cell in fact.records}
    if match["pattern"] is not None:
        return ""  # counted in the table
    named = named_formulas(match["listed"] or "", entities)
    if len(named) != count or entities != set(named):
        return f"{count} places are compared, with observations of {len(entities)}"
    beyond, level = _BEYOND[match["sign"]], _number(match["level"])
    found = sum(beyond(work(formula), level) for formula in named.values())
    if found != held:
        return f"{found} of the places in its formula are {match['sign']} {match['level']}, not {held}"
    for entity, formula in named.items():
        values = {abs(Fraction(repr(cell.value))) for cell in fact.records if cell.entity == entity}
        if not values <= {Fraction(number.replace(",", "")) for number in NUMBER.findall(formula)}:
            return f"{entity} has other values than its observations"
    return ""


def value_fault(fact: LedgerFact, match: re.Match[str]) -> str:
    """Return what is wrong with a count of the places with a value, as far as the ledger holds them."""
    entities = {cell.entity for cell in fact.records}
    if fact.value != _whole(match[1]) or (fact.value <= _MOST_NAMED and len(entities) != fact.value):
        return f"it counts {match[1]} places, with observations of {len(entities)}"
    return ""


def table_fault(fact: LedgerFact, values: Values, work: Work) -> str:
    """Return what is wrong with a count among more places than its formula names, by the values of the table.

    Returns "" where the table does not have the values of the pattern as they are in the ledger.
    """
    if not fact.records:
        return ""
    own = fact.records[0].entity
    mine = [cell for cell in fact.records if cell.entity == own]
    if any(values.get(key_of(cell), {}).get(own) != Fraction(repr(cell.value)) for cell in mine):
        return ""
    if match := WITH_VALUE.fullmatch(fact.formula):
        there = set.intersection(*(set(values[key_of(cell)]) for cell in mine))
        message = f"the table has {len(there):,} places with a value, not {match[1]}"
        return "" if len(there) == fact.value else message
    match = PLACES.fullmatch(fact.formula)
    if match is None or match["pattern"] is None or len({abs(cell.value) for cell in mine}) < len(mine):
        return ""  # named, or which figure of the formula is whose would be a guess
    pattern = match["pattern"].removeprefix(f"{own} ")
    formulas = [formula_of(entity, pattern, mine, values) for entity in values[key_of(mine[0])]]
    worked = [work(formula) for formula in formulas if formula]
    if len(worked) != _whole(match["count"]):
        return f"it counts among {match['count']} places, and the table has {len(worked):,} with a value"
    found = sum(_BEYOND[match["sign"]](value, _number(match["level"])) for value in worked)
    message = f"{found:,} places of the table are {match['sign']} {match['level']}, not {match['held']}"
    return "" if found == _whole(match["held"]) else message


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "").replace("−", "-"))

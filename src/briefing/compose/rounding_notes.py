"""Levels and a change as a section prints them → whether a reader who subtracts or divides finds another number.

1.18 and −0.09 beside a change of 1.26, or 53 and 62 beside 1.15×, are each rounded rightly; the note then says what the
change is worked out from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from briefing.model.fact import Fact, Measure
from briefing.wording.fitting import PLACES

_CHANGES: Final[frozenset[Measure]] = frozenset({"change", "points", "multiple", "percent"})
_FIGURES: Final = re.compile(r"(?P<sign>[+−-]?)(?P<number>\d[\d,]*(?:\.\d+)?)")
_NEAR: Final = 4  # a number is near another that differs from it by at most so small a part
_MOST: Final = 2  # steps of the last figure: what lies further off is told in another scale


def do_not_add_up(facts: Mapping[str, Fact], printed: Mapping[str, Sequence[str]]) -> bool:
    """Facts by name, and how they are printed → whether a change is not that of the levels beside it."""
    levels = {
        (fact.indicator, fact.observations): name
        for name, fact in facts.items()
        if fact.measure == "value" and len(fact.observations) == 1
    }
    for name, fact in facts.items():
        if fact.measure not in _CHANGES or fact.unit == PLACES or len(fact.observations) != 2 or fact.targets:
            continue
        ends = [levels.get((fact.indicator, (row,))) for row in fact.observations]
        if None in ends:
            continue
        told = [list(_figures(printed.get(str(end), ()))) for end in ends]
        changes = list(_figures(printed.get(name, ())))
        off = {"multiple": _times_off, "percent": _percent_off}.get(fact.measure, _off)
        sign = Decimal(-1 if fact.value < 0 else 1)  # "fell 10%" has none
        if any(off(first, last, sign * abs(change)) for first, last, change in product(*told, changes)):
            return True
    return False


def _figures(texts: Sequence[str]) -> Iterator[Decimal]:
    """Numbers as printed → the numbers, of those that hold one alone."""
    for text in texts:
        found = list(_FIGURES.finditer(text))
        if len(found) == 1:
            sign = "-" if found[0]["sign"] in ("−", "-") else ""
            yield Decimal(sign + found[0]["number"].replace(",", ""))


def _off(first: Decimal, last: Decimal, change: Decimal) -> bool:
    places = {number.as_tuple().exponent for number in (first, last, change)}
    if len(places) > 1:
        return False
    (place,) = places
    off = abs(abs(last - first) - abs(change))
    return 0 < off <= _MOST * Decimal(1).scaleb(int(place))


def _times_off(first: Decimal, last: Decimal, change: Decimal) -> bool:
    """Whether a multiple is not that of two levels."""
    return bool(first) and _far(last / first, change)


def _percent_off(first: Decimal, last: Decimal, change: Decimal) -> bool:
    """Whether a percentage is not that of two levels."""
    return bool(first) and _far((last / first - 1) * 100, change)


def _far(ratio: Decimal, change: Decimal) -> bool:
    """Whether a number is no rounding of another, though near: what differs by more is told in another scale."""
    off = abs(ratio - change)
    return Decimal(1).scaleb(int(change.as_tuple().exponent)) / 2 < off <= abs(change) / _NEAR

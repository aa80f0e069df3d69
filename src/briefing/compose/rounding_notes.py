"""Changes that a reader of the printed levels works out otherwise, as these are rounded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations, product
from typing import Final

from msgspec import Struct

from briefing.model.fact import Fact, Measure
from briefing.wording.fitting import PLACES
from briefing.wording.levels import LEVELS

_CHANGES: Final[frozenset[Measure]] = frozenset({"change", "points", "multiple", "percent", "growth"})
_FIGURES: Final = re.compile(r"(?P<sign>[+−-]?)(?P<number>\d[\d,]*(?:\.\d+)?)")
_NEAR: Final = 4  # a number is near another that differs from it by at most so small a part
_MOST: Final = 2  # steps of the last figure: what differs by more is printed in another scale


class Mismatch(Struct, frozen=True):
    """A printed change with the printed levels from which a reader works out another."""

    fact: Fact
    first: Decimal
    last: Decimal
    change: Decimal


def differing(facts: Mapping[str, Fact], printed: Mapping[str, Sequence[str]]) -> Iterator[Mismatch]:
    """Yield each change that a reader who subtracts or divides the printed levels next to it finds otherwise.

    1.18 and −0.09 with a change of 1.26, or 53 and 62 with 1.15×, are each rounded rightly; the note then says
    what the change is worked out from.
    """
    levels = [fact for fact in facts.values() if fact.measure in LEVELS]
    for name, fact in facts.items():
        if fact.measure not in _CHANGES or fact.unit == PLACES or fact.targets:
            continue
        if fact.measure == "growth" and (fact.basis or not fact.spans_a_year):  # which nobody works out by heart
            continue
        sign = -1 if fact.value < 0 else 1  # "fell 10%" has none
        for ends in _ends(fact, levels):
            first, last = (list(_levels(end, printed.get(end.name, ()))) for end in ends)
            for start, end, change in product(first, last, _figures(printed.get(name, ()))):
                if _differs(fact.measure, start, end, sign * abs(change)):
                    yield Mismatch(fact, start, end, abs(change))


def _ends(change: Fact, levels: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Return the two levels that a change is between, of those that are printed: together they rest on its rows."""
    rows = set(change.observations)
    own = [level for level in levels if level.indicator == change.indicator and rows.issuperset(level.observations)]
    if not change.indicator:  # of a series of changes, or a ratio: of one short name
        own = [level for level in own if level.name.split(".")[0] == change.name.split(".")[0]]
    for first, last in permutations(own, 2):
        ordered = first.period is None or last.period is None or first.period.chronological <= last.period.chronological
        alike = len(first.observations) == len(last.observations) and first.observations != last.observations
        if ordered and alike and {*first.observations, *last.observations} == rows:
            yield first, last


def _levels(level: Fact, texts: Sequence[str]) -> Iterator[Decimal]:
    """Return how a level is printed, without its period: "2019" may be the year of 2,960."""
    year = str(level.period.start.year) if level.period else ""
    return _figures([shown for shown in texts if shown.rstrip("年") != year or round(level.value) == int(year)])


def _figures(texts: Sequence[str]) -> Iterator[Decimal]:
    """Return the numbers of printed texts that hold one alone."""
    for shown in texts:
        found = list(_FIGURES.finditer(shown))
        if len(found) == 1:
            sign = "-" if found[0]["sign"] in ("−", "-") else ""
            yield Decimal(sign + found[0]["number"].replace(",", ""))


def _differs(measure: Measure, start: Decimal, end: Decimal, change: Decimal) -> bool:
    """Whether a change is near that of two levels, and no rounding of it: one far off is printed in another scale."""
    if measure in ("multiple", "percent", "growth"):
        if not start:
            return False
        ratio = end / start if measure == "multiple" else (end / start - 1) * 100
        return _step(change) / 2 < abs(ratio - change) <= abs(change) / _NEAR
    if len({number.as_tuple().exponent for number in (start, end, change)}) > 1:
        return False
    return 0 < abs(abs(end - start) - abs(change)) <= _MOST * _step(change)


def _step(number: Decimal) -> Decimal:
    """Return the value of one in the last figure of a number."""
    return Decimal(1).scaleb(int(number.as_tuple().exponent))

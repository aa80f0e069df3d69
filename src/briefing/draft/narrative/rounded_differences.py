"""A change and the values that it is between: whether a reader who subtracts or divides these gets it too."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.model.fact import Fact
from briefing.wording import of

_SCALED: Final = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)\s*([^\W\d]*)")
_SMALL: Final = 5.0  # %
_FIGURES: Final = 3  # that a difference has at least which is rounded further than its values
DIFFERENCES: Final = frozenset({"change", "points", "gap"})
# The expression of a difference → those of its two values. A place may have any character but a quote in its name.
_ENDS: Final = (
    (
        # bounds of its own; between those of another short name the values are no ends of that one
        re.compile(
            r"(?P<of>\w+)\.between\((?P<start>(?P=of)\..+)\.period, (?P<end>(?P=of)\..+)\.period\)\.(?:change|points)"
        ),
        "{start}",
        "{end}",
    ),
    (re.compile(r"(?P<of>.+)\.(?:change|points)"), "{of}.first", "{of}.last"),
    (re.compile(r"(?P<of>.+)\.on_year\(.*\)"), "{of}.year_ago", "{of}.last"),
    (re.compile(r"(?P<of>.+)\.on_previous\(.*\)"), "{of}.lag(1)", "{of}.last"),
    (re.compile(r"(?P<of>.+)\.minus\((?P<other>.+), (?P<at>[^,()]+)\)"), "{other}.at({at})", "{of}.at({at})"),
    (re.compile(r"(?P<of>.+)\.minus\((?P<other>.+)\)"), "{other}.last", "{of}.last"),
)


def subtracts(context: PhrasingContext, expression: str, difference: Fact, decimals: int | None = None) -> bool:
    """Whether the values of a difference, as they are printed, differ by it as it is printed, with its own decimals or
    so many; where these are not known, it does."""
    wording = of(context.lang)
    for pattern, earlier, later in _ENDS:
        if found := pattern.fullmatch(expression):
            ends = [context.fact(one.format(**found.groupdict())) for one in (earlier, later)]
            first, last = (_number(wording.value(one)) if one is not None else None for one in ends)
            printed = _number(wording.bare(difference, decimals))
            if first is None or last is None or printed is None or first[1] != last[1]:
                return True
            if decimals is not None and len(printed[0].as_tuple().digits) < _FIGURES:
                return False
            return abs(last[0] - first[0]).quantize(printed[0]) == abs(printed[0])
    return True


def divides(context: PhrasingContext, expression: str, change: Fact) -> bool:
    """Whether the values of a change in percent on the value before, or on a year before, give it as printed, with
    one decimal. A small change needs that decimal whatever its values are; where these are not known, they do."""
    if abs(change.value) < _SMALL:
        return True
    wording = of(context.lang)
    for pattern, earlier, later in _ENDS:
        if found := pattern.fullmatch(expression):
            ends = [context.fact(one.format(**found.groupdict())) for one in (earlier, later)]
            first, last = (_number(wording.value(one)) if one is not None else None for one in ends)
            if first is None or last is None or first[1] != last[1] or not first[0]:
                return True
            tenth = Decimal("0.1")
            return (100 * (last[0] / first[0] - 1)).quantize(tenth) == Decimal(str(change.value)).quantize(tenth)
    return True


def _number(printed: str) -> tuple[Decimal, str] | None:
    """Return a printed number and its scale, as m or million; None for what has other words too."""
    found = _SCALED.fullmatch(printed.replace(",", "").replace("\N{MINUS SIGN}", "-"))
    return (Decimal(found[1]), found[2]) if found else None

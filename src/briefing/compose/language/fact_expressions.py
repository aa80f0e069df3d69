"""What a fact is of, and the expressions of facts like it: of another year, another period or another place."""

from __future__ import annotations

import re
from typing import Final

from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.errors import BriefingError
from briefing.facts import FactRegistry
from briefing.model.fact import Fact, Measure
from briefing.model.period import YEAR, Period
from briefing.wording.fitting import CHANGES, period_of

_PERIOD: Final = r"(?:\d+|'[^']*')"
SINGLE: Final = re.compile(rf"\.(?:last|latest|first|at\({_PERIOD}\))$")  # the value of one period
_CHANGE: Final = re.compile(rf"^(?P<root>.+?)(?:\.between\({_PERIOD}, {_PERIOD}\))?\.(?P<measure>[a-z]+)$")
_ON_BASIS: Final = re.compile(
    r"^(?P<root>.+)\.(?P<call>on_previous|on_year|annualised|to_date_on_year)\((?P<given>[^()]*)\)$"
)
_PLACE: Final = re.compile(r"\.(?:of|sum_of|mean_of|median_of)\([^()]*\)")
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "rank", "share", "rest", "mean", "sum"})


def is_change(fact: Fact) -> bool:
    """Whether a fact has a direction: a change, or a multiple."""
    return fact.measure in CHANGES or fact.measure == "multiple"


def level_year(fact: Fact) -> Period | None:
    """Return the year of a level; None for a change, a target, and what is of several years."""
    if fact.measure not in _LEVELS or fact.previous:
        return None
    years = {row.period for row in fact.observations}
    return fact.period if fact.period is not None else years.pop() if len(years) == 1 else None


def change_years(fact: Fact) -> tuple[Period, Period] | None:
    """Return the first and the last year of a change over time; None for anything else."""
    years = {row.period for row in fact.observations}
    if not is_change(fact) or len(years) < 2 or fact.targets or fact.window is not None:
        return None
    ordered = sorted(years, key=lambda period: period.chronological)
    return ordered[0], ordered[-1]


def same_time(written: Period, own: Period) -> bool:
    """Whether what a text says may be the time of a fact: the same period, or of another frequency one with a day in
    common, as 2026 and May 2026."""
    if written.frequency == own.frequency:
        return written == own
    return written.start <= own.end and own.start <= written.end


def dating(fact: Fact) -> str:
    """Return the filter that prints the period of a fact."""
    return dating_of(period_of(fact))


def dating_of(period: Period | None) -> str:
    """Return the filter that prints a period."""
    return "year" if period is None or period.frequency == YEAR else "period"


def places_of(fact: Fact) -> frozenset[str]:
    """Return the places that a fact is of."""
    rows, targets = (row.entity for row in fact.observations), (target.entity for target in fact.targets)
    return frozenset({fact.entity, *rows, *targets} - {""})


def at_year(fact: Fact, period: Period) -> str:
    """Return the expression of the same value in another year; empty for what is not of one year."""
    root = SINGLE.sub("", fact.name)
    return f"{root}.at({period.literal})" if root != fact.name else ""


def between_years(fact: Fact, first: Period, last: Period) -> str:
    """Return the expression of the same change between two years; empty for what is no measure of a short name."""
    found = _CHANGE.match(fact.name)
    return f"{found['root']}.between({first.literal}, {last.literal}).{found['measure']}" if found else ""


def change_at(fact: Fact, period: Period) -> str:
    """Return the expression of the same change on a basis in another period; empty for any other fact."""
    found = _ON_BASIS.match(fact.name)
    if not found:
        return ""
    given = [item.strip() for item in found["given"].split(",") if item.strip() and "=" not in item]
    dated = f"year={period.literal}" if period.frequency == YEAR else f"period={period.literal}"
    return f"{found['root']}.{found['call']}({', '.join((*given, dated))})"


def in_place(fact: Fact, place: str) -> str:
    """Return the expression of the same fact of another place."""
    key, _, call = fact.name.partition(".")
    return f"{key}.of({place!r}){_PLACE.sub('', f'.{call}')}"


def exists(book: FactRegistry, expression: str) -> bool:
    """Whether an expression gives a fact."""
    try:
        return bool(expression) and isinstance(Evaluation(book).value(parse_expression(expression)), Fact)
    except BriefingError:
        return False


def printing(expression: str, filter_: str = "") -> str:
    """Return what a story writes to print an expression: "{{ visits.last | full }}"."""
    return f"{{{{ {expression}{f' | {filter_}' if filter_ else ''} }}}}"

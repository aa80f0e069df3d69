"""Values in order of time and a level → the first year beyond it, or the year since which all are beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from briefing.errors import FactError
from briefing.facts.formula import Selection, as_tree, figure, operand
from briefing.model.fact import Fact

Side = Literal["above", "below"]


def first_year(expression: str, points: Sequence[Fact], level: float, side: Side) -> Fact:
    """Return the first year whose value is certainly beyond the level.

    The year is exact only where the year before it was published and is not beyond; else it is "at the latest".
    FactError where no value is beyond.
    """
    at = next((position for position, point in enumerate(points) if _beyond(point, level, side)), None)
    if at is None:
        raise _never(expression, points, level, side)
    exact = at > 0 and points[at - 1].period == points[at].value_period - 1 and _short(points[at - 1], level, side)
    exact = exact and all(_short(point, level, side) for point in points[:at])
    condition = Selection("first", {"sign": _sign(side), "level": level})
    return _fact(expression, points[max(0, at - 1) : at + 1], points[at], condition, exact)


def since_year(expression: str, points: Sequence[Fact], level: float, side: Side) -> Fact:
    """Return the first of the years up to the last whose values are all certainly beyond the level.

    FactError where the last value is not.
    """
    if not points or not _beyond(points[-1], level, side):
        raise _never(expression, points[-1:], level, side)
    start = len(points) - 1
    while start and _beyond(points[start - 1], level, side):
        start -= 1
    condition = Selection("since", {"sign": _sign(side), "level": level})
    return _fact(expression, points[start:], points[start], condition, exact=True)


def _beyond(point: Fact, level: float, side: Side) -> bool:
    return point > level if side == "above" else point < level


def _short(point: Fact, level: float, side: Side) -> bool:
    return point <= level if side == "above" else point >= level


def _sign(side: Side) -> str:
    return ">" if side == "above" else "<"


def _never(expression: str, points: Sequence[Fact], level: float, side: Side) -> FactError:
    listed = ", ".join(
        f"{point.period}: {'' if point.qualifier == '=' else point.qualifier}{point.formula}" for point in points
    )
    what = f"no value is known to be {side} {figure(level)}"
    ends = sorted(point.value for point in points) or [level]
    fix = f"name a level {'below' if side == 'above' else 'above'} {figure(ends[-1 if side == 'above' else 0])}; "
    return FactError(what, expression, f"{fix if points else ''}values: {listed or 'none'}")


def _fact(expression: str, points: Sequence[Fact], found: Fact, condition: Selection, exact: bool) -> Fact:
    listed = ", ".join(f"{point.period}: {point.formula}" for point in points)
    beyond = f"{condition.parts['sign']} {figure(condition.parts['level'])}"
    text = f"first {beyond}" if condition.op == "first" else f"every published value {beyond} since"
    rows = tuple(dict.fromkeys(row for point in points for row in point.observations))
    return Fact(
        name=expression,
        measure="period",
        value=float(found.value_period.ordinal),
        unit=found.value_period.frequency.unit,
        qualifier="=" if exact else "≤",
        decimals=0,
        formula=f"{text} ({listed})",
        tree=as_tree(Selection(condition.op, {**condition.parts, "of": tuple(map(operand, points))}), rows),
        observations=rows,
        indicator=found.indicator,
        entity=found.entity,
        period=found.period,
    )

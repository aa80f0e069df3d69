"""What is found by looking along values in time: a row of rises, since when a value is the highest, a range."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import pairwise, takewhile
from typing import Final

from briefing.proof.numbers.computing import compute, near
from briefing.proof.periods import Period, period
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.earlier_formulas import Unreadable
from briefing.proof.reading.formula_trees import Calculation, spelled, used, value_period
from briefing.proof.reading.ledger_reader import LedgerFact

_BOUNDS: Final = {1: "≥", -1: "≤"}
_SIGNIFICANT: Final = Context(prec=12)  # digits of a value that was worked out
_WIDE: Final = Context(prec=400)
_MOST_DECIMALS: Final = 12
_LEAST: Final = 2  # values of which the later one is above the other

Points = list[tuple[Period, Fraction]]
Along = trees.Streak | trees.HighestSince | trees.LowestSince
Quartile = trees.LowerQuartile | trees.UpperQuartile


def period_of(fact: LedgerFact, part: Calculation) -> Period:
    """Return the period of the records that a part of a formula uses, of a change that of the later one."""
    named = used(part)
    if any(at >= len(fact.records) for at in named):
        raise Unreadable("it names a record that is not there")
    if not named:
        raise Unreadable("it has a period without an observation")
    return value_period(part, fact.records, fact.longer)


def _points(fact: LedgerFact, formula: Along | trees.Range | Quartile) -> Points:
    points = [(period_of(fact, part), compute(part, fact.records)) for part in formula.of]
    if isinstance(formula, trees.Range | Quartile) or formula.decimals is None:
        return points
    return [(one, _as_printed(value, formula.decimals)) for one, value in points]


def _as_printed(value: Fraction, decimals: int) -> Fraction:
    """Return a value with so many decimals, halves away from zero."""
    number = _SIGNIFICANT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE))


def _decimals_fault(fact: LedgerFact, formula: Along) -> str:
    """Return what is wrong with the decimals to which values are compared: published ones exactly, those that are
    worked out as they are printed."""
    decimals, last = formula.decimals, formula.of[-1] if formula.of else 0
    if isinstance(last, float | trees.Value | trees.FirstReading):
        return "" if decimals is None else "it rounds values that are published"
    if decimals is None or not 0 <= decimals <= _MOST_DECIMALS:
        return "it compares values that are worked out, and does not say with which decimals they are printed"
    meant = fact.format.get("decimals", 1 if _in_percent(last) else decimals)
    return "" if decimals == meant else f"it compares values to {decimals} decimals that are printed with {meant}"


def _in_percent(part: Calculation) -> bool:
    """Whether it is a change in percent, as "(a / b − 1) × 100"."""
    match part:
        case trees.Product(of=(trees.Difference(of=(_, 1)), 100)):
            return True
    return False


def _sign(one: Fraction, other: Fraction) -> int:
    return (other > one) - (other < one)


def _row(points: Points) -> tuple[int, int]:
    """Return the direction of the last step, 1, −1 or 0, and how many steps at the end have it."""
    steps = [_sign(one, other) for (_, one), (_, other) in pairwise(points)]
    return steps[-1], len([*takewhile(lambda step: step == steps[-1], reversed(steps))])


def streak_fault(fact: LedgerFact, streak: trees.Streak) -> str:
    """Return what is wrong with a row of rises or falls, "" if nothing is."""
    if wrong := _decimals_fault(fact, streak):
        return wrong
    points = _points(fact, streak)
    if wrong := _disorder(fact, points, streak.of):
        return wrong
    gap = next((one for (one, _), (other, _) in pairwise(points) if other.since(one) != 1), None)
    if gap is not None:
        return (
            f"its values do not follow each other: one is of {gap}, and the next of another period than {gap.later(1)}"
        )
    way, count = _row(points)
    whole = way != 0 and count == len(points) - 1
    if not whole and count != len(points) - 1 - (way != 0):
        return f"it names {len(points)} values, and its row has {count} steps"
    if fact.value != way * count:
        return f"the last {count} steps go {('down', 'nowhere', 'up')[way + 1]}, and its value is {fact.value:g}"
    meant = _BOUNDS[way] if whole else "="
    return (
        ""
        if fact.qualifier == meant
        else f"its row {'may go' if whole else 'does not go'} on before it, and it is {fact.qualifier}"
    )


def streak_text(fact: LedgerFact, streak: trees.Streak) -> str:
    """Return the text of a row: "rises in a row: 3 (2024-01: 5, …)"."""
    points = _points(fact, streak)
    way, count = _row(points)
    return f"{'falls' if way < 0 else 'rises'} {spelled(streak, fact.records, fact.longer)}".replace(
        " (", f": {count} (", 1
    )


def since_fault(fact: LedgerFact, formula: trees.HighestSince | trees.LowestSince) -> str:
    """Return what is wrong with since when a value is the highest or lowest, "" if nothing is."""
    if wrong := _decimals_fault(fact, formula):
        return wrong
    points = _points(fact, formula)
    if wrong := _disorder(fact, points, formula.of):
        return wrong
    sign, end = (1, "highest") if isinstance(formula, trees.HighestSince) else (-1, "lowest")
    (first, found), *between, (_, last) = points
    passed = next((one for one, value in between if sign * (value - last) >= 0), None)
    if passed is not None:
        return f"it is not the {end} since {first}, as {passed} has a value that is as {end[:-3]}"
    if fact.value != first.ordinal or (fact.written is not None and period(fact.written) != first):
        stated = f"{fact.value:g}" if fact.written is None else fact.written
        return f"its values begin in {first}, and it is {stated}"
    reached = sign * (found - last) >= 0
    if fact.qualifier != ("=" if reached else "≤"):
        return f"the value of {first} is {'' if reached else 'not '}as {end[:-3]}, and it is {fact.qualifier}"
    return ""


def quartile_fault(fact: LedgerFact, formula: Quartile) -> str:
    """Return what is wrong with the median of the lower or the upper half of several values, "" if nothing is."""
    points = _points(fact, formula)
    if wrong := _disorder(fact, points, formula.of):
        return wrong
    values = sorted(value for _, value in points)
    half = (len(values) + 1) // 2
    half_values = values[:half] if isinstance(formula, trees.LowerQuartile) else values[-half:]
    right = (half_values[(half - 1) // 2] + half_values[half // 2]) / 2
    return (
        "" if near(right, fact.value) else f"the quartile of its values is {float(right):.12g}, not {fact.value:.12g}"
    )


def range_fault(fact: LedgerFact, formula: trees.Range) -> str:
    """Return what is wrong with how far the highest of several values is above the lowest, "" if nothing is."""
    points = _points(fact, formula)
    if wrong := _disorder(fact, points, formula.of):
        return wrong
    values = [value for _, value in points]
    right = max(values) - min(values)
    return "" if near(right, fact.value) else f"the range of its values is {float(right):.12g}, not {fact.value:.12g}"


def _disorder(fact: LedgerFact, points: Points, parts: Sequence[Calculation]) -> str:
    """Return what is wrong where values are too few, in no order of time, or not all that it rests on."""
    if len(points) < _LEAST:
        return "it looks along fewer than two values"
    mixed = next(
        (other for (one, _), (other, _) in pairwise(points) if not other.alike(one) or other.since(one) < 1), None
    )
    if mixed is not None:
        return f"its values are in no order of time at {mixed}"
    named = {at for part in parts for at in used(part)}
    lacking = next((record for at, record in enumerate(fact.records) if at not in named), None)
    if lacking is not None:
        return f"its formula lacks the observation {lacking.value:,.12g} of {lacking.period}"
    ends = points[0][0], points[-1][0]
    if fact.window is not None and ends != tuple(map(period, fact.window)):
        return f"its window is {fact.window[0]} to {fact.window[1]}, and its values are of {ends[0]} to {ends[1]}"
    return ""

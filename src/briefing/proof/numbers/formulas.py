"""What is wrong between a fact, its formula and the records behind it: the formula is computed once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from briefing.proof.numbers.computing import compute, exact
from briefing.proof.numbers.counted_places import count_fault
from briefing.proof.numbers.rank_checks import rank_fault
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.earlier_formulas import Unreadable
from briefing.proof.reading.formula_trees import Calculation, leaves, normalized, numbers, plainly, spelled, used
from briefing.proof.reading.ledger_reader import LedgerFact

_NEAR: Final = Fraction(1, 10**9)
_TINY: Final = Fraction(1, 10**30)


def fault(fact: LedgerFact, constants: Sequence[Fraction] | None = None) -> str:
    """Return what is wrong between a fact's formula, its value and its records, "" if nothing is.

    `constants` are the numbers that a project's ratios multiply by; None: unknown, so that powers of ten are accepted.
    """
    try:
        return _fault(fact, constants) or _text_fault(fact)
    except Unreadable as error:
        return f"its formula cannot be read: {error}"


def _fault(fact: LedgerFact, constants: Sequence[Fraction] | None) -> str:
    match formula := fact.read_formula():
        case trees.Rank():
            return rank_fault(fact, formula)
        case trees.PlaceCount():
            return count_fault(fact, formula)
        case trees.First() | trees.Since():
            return _beyond_fault(fact, formula)
        case trees.Highest() | trees.Lowest():
            return _extreme_fault(fact, formula)
        case trees.Held():
            right = fact.value == formula.holding <= formula.among
            return "" if right else _differs(fact, Fraction(formula.holding))
        case trees.Entries():
            return ""  # counted in the table of statements
        case _:
            found = compute(formula, fact.records)
            return _operand_fault(fact, formula, constants) if near(found, fact.value) else _differs(fact, found)


def _text_fault(fact: LedgerFact) -> str:
    """Return what is wrong between the text of a formula and its tree."""
    if fact.tree is None or (isinstance(fact.tree, trees.Value) and fact.formula == f"{fact.value:,.12g}"):
        return ""
    text = spelled(fact.tree, fact.records)
    return "" if normalized(text) == normalized(fact.formula) else f"it is worked out as {text}, not {fact.formula}"


def near(value: Fraction, other: float) -> bool:
    """Whether two values are the same but for the noise after ten significant digits."""
    right = exact(other)
    return abs(value - right) <= _NEAR * max(abs(right), _TINY)


def _differs(fact: LedgerFact, value: Fraction) -> str:
    return f"{fact.formula} gives {float(value):.12g}, not {fact.value:.12g}"


def _operand_fault(fact: LedgerFact, formula: Calculation, constants: Sequence[Fraction] | None) -> str:
    """Return what is wrong if a number of a formula is no record, or a record is not in it."""
    records = fact.records
    years = [record.period for record in records]
    strange = [exact(number) for number in numbers(formula)]
    of_years = [Fraction(records[leaf.of].period) for leaf in leaves(formula) if isinstance(leaf, trees.PeriodOf)]
    if of_years and not strange and not used(formula) and fact.unit == "years":
        return ""
    yearly = max(years, default=0) - min(years, default=0) if _is_pace(formula) else 1
    places = len({record.entity for record in records})  # a mean divides by their number
    for number in (*strange, *of_years):
        if number not in (1, 100, places, yearly) and not _constant(number, constants):
            return f"{plainly(float(number))} of its formula is none of its observations"
    named = {records[at].value for at in used(formula)}
    lacking = [record.value for record in records if record.value not in named]
    return f"its formula lacks the observation {lacking[0]:,.12g}" if lacking else ""


def _is_pace(formula: Calculation) -> bool:
    """Whether a formula is a mean change a year: "(56 − 40) / 4"."""
    return (
        isinstance(formula, trees.Quotient)
        and isinstance(formula.of[0], trees.Operation)
        and isinstance(formula.of[1], float)
    )


def _constant(number: Fraction, constants: Sequence[Fraction] | None) -> bool:
    if constants is not None:
        return number in constants
    return re.fullmatch("10*", str(number)) is not None


def _year(fact: LedgerFact, part: Calculation) -> int:
    """Return the year of the records that a part of a formula uses."""
    years = {fact.records[at].period for at in used(part)}
    if len(years) != 1:
        raise Unreadable("it has a year without an observation" if not years else "a value of several years")
    return years.pop()


def _beyond_fault(fact: LedgerFact, formula: trees.First | trees.Since) -> str:
    bound, level = exact(formula.level), plainly(formula.level)
    points = [(_year(fact, part), compute(part, fact.records)) for part in formula.of]
    beyond = [year for year, value in points if (value > bound if formula.sign == ">" else value < bound)]
    if not beyond:
        return "none of the values in its formula is beyond the level"
    if isinstance(formula, trees.Since) and len(beyond) != len(points):
        return f"not every value in its formula is {formula.sign} {level}"
    first = min(beyond)
    return "" if first == fact.value else f"{first} is the first year {formula.sign} {level}, not {fact.value:g}"


def _extreme_fault(fact: LedgerFact, formula: trees.Highest | trees.Lowest) -> str:
    """Every value that is observed must stand in the formula, and the fact's be the highest or lowest."""
    named = {at for part in formula.of for at in used(part)}
    known = {(fact.records[at].period, fact.records[at].value) for at in named}
    for record in fact.records:
        if (record.period, record.value) not in known:
            return f"its formula lacks the observation {record.value:,.12g} of {record.period}"
    points = {_year(fact, part): compute(part, fact.records) for part in formula.of}
    if len(points) != len(formula.of):
        return "its formula has a year twice"
    extreme = max(points.values()) if isinstance(formula, trees.Highest) else min(points.values())
    return "" if near(extreme, fact.value) else _differs(fact, extreme)

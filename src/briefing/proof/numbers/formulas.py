"""What is wrong between a fact, its formula and the records behind it: the formula is computed once more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from briefing.proof.numbers.computing import compute, exact, near
from briefing.proof.numbers.counted_places import count_fault
from briefing.proof.numbers.looked_up import (
    period_of,
    quartile_fault,
    range_fault,
    since_fault,
    streak_fault,
    streak_text,
)
from briefing.proof.numbers.rank_checks import rank_fault
from briefing.proof.periods import Period, containing, period
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.earlier_formulas import Unreadable
from briefing.proof.reading.formula_trees import Calculation, leaves, normalized, numbers, plainly, spelled, used
from briefing.proof.reading.ledger_reader import LedgerFact, Record

# What a distance of two periods counts.
_UNITS: Final[dict[str, str]] = {
    "A": "years", "S": "half-years", "T": "four-month periods", "Q": "quarters", "M": "months", "W": "weeks",
    "D": "days",
}  # fmt: skip


def fault(fact: LedgerFact, constants: Sequence[Fraction] | None = None, edition_year: int = 0) -> str:
    """Return what is wrong between a fact's formula, its value and its records, "" if nothing is.

    `constants` are the numbers that a project's ratios multiply by; None: unknown, so that powers of ten are accepted.
    `edition_year` is that of the edition's date, from which an age is counted.
    """
    try:
        if _is_age(fact, edition_year):
            return _text_fault(fact)
        return _fault(fact, constants) or _text_fault(fact) or _bound_fault(fact)
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
        case trees.Streak():
            return streak_fault(fact, formula)
        case trees.HighestSince() | trees.LowestSince():
            return since_fault(fact, formula)
        case trees.LowerQuartile() | trees.UpperQuartile():
            return quartile_fault(fact, formula)
        case trees.Range():
            return range_fault(fact, formula)
        case trees.Held():
            right = fact.value == formula.holding <= formula.among
            return "" if right else _differs(fact, Fraction(formula.holding))
        case trees.Entries():
            return ""  # counted in the table of statements
        case _:
            found = compute(formula, fact.records)
            return _operand_fault(fact, formula, constants) if near(found, fact.value) else _differs(fact, found)


def _is_age(fact: LedgerFact, edition_year: int) -> bool:
    """Whether a fact is the years from that of a value to that of the edition: "2026 − 2005"."""
    match fact.tree:
        case trees.Difference(of=(int() | float() as first, last)) if len(fact.records) == 1:
            own = fact.records[0].period.last.year
            counted = last == own or (isinstance(last, trees.PeriodOf) and fact.records[0].period.ordinal == own)
            right = fact.value == first - own and fact.qualifier == "="
            return counted and right and first == edition_year and fact.unit == _UNITS["A"]
    return False


def _bound_fault(fact: LedgerFact) -> str:
    """Return what is wrong where a value, or what is worked out from exact ones, is a bound without a reason."""
    own = {record.qualifier for record in fact.records}
    exact_ones = own == {"="} and isinstance(fact.tree, trees.Value | trees.Operation)
    return f"its observations are exact, and it is {fact.qualifier}" if exact_ones and fact.qualifier != "=" else ""


def _text_fault(fact: LedgerFact) -> str:
    """Return what is wrong between the text of a formula and its tree."""
    if fact.tree is None or (isinstance(fact.tree, trees.Value) and fact.formula == f"{fact.value:,.12g}"):
        return ""
    if fact.previous and isinstance(fact.tree, trees.Operation) and _looks_along(fact.tree):
        return ""  # a revised extreme, in whose text each extreme stands in short
    text = (
        streak_text(fact, fact.tree)
        if isinstance(fact.tree, trees.Streak)
        else spelled(fact.tree, fact.records, fact.longer)
    )
    same = text == fact.formula or normalized(text) == normalized(fact.formula)
    return "" if same else f"it is worked out as {text}, not {fact.formula}"


def _looks_along(part: Calculation) -> bool:
    """Whether an extreme is a part of a calculation."""
    if isinstance(part, trees.Highest | trees.Lowest):
        return True
    return isinstance(part, trees.Operation) and any(_looks_along(inner) for inner in part.of)


def _differs(fact: LedgerFact, value: Fraction) -> str:
    return f"{fact.formula} gives {float(value):.12g}, not {fact.value:.12g}"


def _operand_fault(fact: LedgerFact, formula: Calculation, constants: Sequence[Fraction] | None) -> str:
    """Return what is wrong if a number of a formula is no record, or a record is not in it."""
    records = fact.records
    strange = [exact(number) for number in numbers(formula)]
    dated = [records[leaf.of].period for leaf in leaves(formula) if isinstance(leaf, trees.PeriodOf)]
    if dated and not used(formula):
        return _span_fault(fact, dated, strange)
    years = _years(records) if _is_pace(formula) else Fraction(1)
    places = len({record.entity for record in records})  # a mean divides by their number
    for number in (*strange, *(Fraction(stretch.ordinal) for stretch in dated)):
        known = number in (1, 100, places, *_counts(formula)) or near(years, float(number))
        if not known and not _constant(number, constants):
            return f"{plainly(float(number))} of its formula is none of its observations"
    named = {records[at].value for at in used(formula)}
    lacking = [record.value for record in records if record.value not in named]
    return f"its formula lacks the observation {lacking[0]:,.12g}" if lacking else ""


def _span_fault(fact: LedgerFact, periods: Sequence[Period], divisors: Sequence[Fraction]) -> str:
    """Return what is wrong with a distance: its periods must be of the frequency that its unit counts."""
    other = next((period for period in periods if not period.alike(periods[0])), None)
    if other is not None:
        return f"{periods[0]} and {other} are of two frequencies, and have no distance"
    if fact.longer is not None:
        whole = periods[0].a_year // max(1, containing(periods[0].last, fact.longer).a_year)
        if [*divisors] != [whole]:
            return f"{whole} of its periods make one, and it is divided by {', '.join(map(str, divisors)) or 'nothing'}"
    elif divisors:
        return f"{plainly(float(divisors[0]))} of its formula is none of its observations"
    unit = _UNITS[fact.longer or periods[0].kind]
    return "" if fact.unit == unit else f"it counts {fact.unit}, and its periods are {unit}"


def _years(records: Sequence[Record]) -> Fraction:
    """Return the distance in years of the first and the last period of records; 0 where they have none."""
    periods = sorted({record.period for record in records})
    alike = periods and periods[0].alike(periods[-1])
    return periods[-1].years_since(periods[0]) if alike else Fraction(0)


def _counts(part: Calculation) -> Iterator[Fraction]:
    """Yield by how many the means of a formula divide: each by the number of its summands."""
    if isinstance(part, trees.Quotient) and isinstance(part.of[0], trees.Sum) and part.of[1] == len(part.of[0].of):
        yield Fraction(len(part.of[0].of))
    if isinstance(part, trees.Operation):
        for inner in part.of:
            yield from _counts(inner)


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


def _beyond_fault(fact: LedgerFact, formula: trees.First | trees.Since) -> str:
    bound, level = exact(formula.level), plainly(formula.level)
    points = [(period_of(fact, part), compute(part, fact.records)) for part in formula.of]
    beyond = [period for period, value in points if (value > bound if formula.sign == ">" else value < bound)]
    if not beyond:
        return "none of the values in its formula is beyond the level"
    if isinstance(formula, trees.Since) and len(beyond) != len(points):
        return f"not every value in its formula is {formula.sign} {level}"
    first = min(beyond)
    right = first.ordinal == fact.value and (fact.written is None or period(fact.written) == first)
    stated = f"{fact.value:g}" if fact.written is None else fact.written
    word = "year" if first.is_calendar_year else "period"
    return "" if right else f"{first} is the first {word} {formula.sign} {level}, not {stated}"


def _extreme_fault(fact: LedgerFact, formula: trees.Highest | trees.Lowest) -> str:
    """Every value that is observed must stand in the formula, and the fact's be the highest or lowest."""
    named = {at for part in formula.of for at in used(part)}
    known = {(fact.records[at].period, fact.records[at].value) for at in named}
    for record in fact.records:
        if (record.period, record.value) not in known:
            return f"its formula lacks the observation {record.value:,.12g} of {record.period}"
    points = {period_of(fact, part): compute(part, fact.records) for part in formula.of}
    if len(points) != len(formula.of):
        return "its formula has a period twice"
    extreme = max(points.values()) if isinstance(formula, trees.Highest) else min(points.values())
    return "" if near(extreme, fact.value) else _differs(fact, extreme)

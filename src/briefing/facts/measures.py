"""Two values of one series → a measure of the change between them: one function for each measure.

Every calculation is exact on the published decimals; only the compound rate is a root and therefore rounded, at 28
digits and on every machine alike. To add a measure, add a function here and its property in `subject`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import FactError, Impossible, Incomparable
from briefing.facts.formula import (
    Calculation,
    Number,
    Operation,
    RecordPeriod,
    Years,
    as_tree,
    binary,
    exactly,
    figure,
    number,
    operand,
    worked_out,
)
from briefing.facts.qualifiers import joint_qualifier, quotient_qualifier
from briefing.model.dataset import Observation, Qualifier, Target
from briefing.model.fact import Fact, Measure
from briefing.model.format import PLAIN
from briefing.model.period import YEAR, years_between
from briefing.wording.fitting import POINTS, is_percentage

_DIGITS = Context(prec=28)
_FIGURES: Final = 10  # of a last decimal; of so many a mean needs no further one
# A difference has as many digits as the values that it is of.
_DIFFERENCES: Final[frozenset[Measure]] = frozenset({"change", "pace", "points", "gap", "rest"})
_DIFFERENCE: Final = 15


class Pair(Struct, frozen=True):
    """Two values that may be compared, the base first, and the notes that comparing them forces.

    `expression` is the name of the fact to be made, `instead` what may be asked for where there is none.
    """

    expression: str
    base: Fact
    other: Fact
    notes: tuple[str, ...] = ()
    instead: str = ""

    def fact(
        self,
        measure: Measure,
        value: Fraction | float,
        unit: str,
        formula: Calculation,
        decimals: int,
        qualifier: Qualifier,
    ) -> Fact:
        """A fact with the lineage of both values."""
        base, other = self.base, self.other
        observations = tuple(dict.fromkeys((*base.observations, *other.observations)))
        targets = tuple(dict.fromkeys((*base.targets, *other.targets)))
        return Fact(
            name=self.expression,
            measure=measure,
            value=worked_out(value, _DIFFERENCE if measure in _DIFFERENCES else 12),
            unit=unit,
            qualifier=qualifier,
            decimals=decimals,
            formula=str(formula),
            tree=as_tree(formula, observations, targets),
            observations=observations,
            targets=targets,
            notes=tuple(dict.fromkeys((*self.notes, *base.notes, *other.notes))),
            indicator=other.indicator,
            entity=other.entity,
            units=other.units if unit == other.unit else {},
            format=other.format if unit == other.unit else PLAIN,
            compared=other.unit,
        )

    @property
    def span(self) -> int:
        """Return the number of periods from the base to the other value."""
        return self.other.value_period - self.base.value_period

    def years(self, measure: str) -> tuple[Fraction, Calculation]:
        """Return the distance in years, as a number and in a formula; Incomparable where it is less than one."""
        years = years_between(self.base.value_period, self.other.value_period)
        unit = self.other.value_period.frequency.unit
        if years < 1:
            what = f"is {measure} a year of values that are {self.span} {unit}{'s' * (self.span != 1)} apart"
            root = self.expression.rpartition(".")[0]
            raise Incomparable(what, self.expression, f"write {root}.percent or {root}.change, which say no year")
        if unit == "year":
            return years, number(float(years))
        return years, Years(_record(self.base), _record(self.other))


def _record(fact: Fact) -> Observation | Target:
    return fact.observations[0] if fact.observations else fact.targets[0]


def change(pair: Pair) -> Fact:
    """Last − first, in the run's unit; for percentages in percentage points, for ranks in places."""
    unit = _difference_unit(pair.other.unit)
    return _difference(pair, "change", unit)


def points(pair: Pair) -> Fact:
    """Last − first of two percentages, in percentage points."""
    if not is_percentage(pair.other.unit):
        what = f"needs percentages, the unit is {pair.other.unit!r}"
        root = pair.expression.rpartition(".")[0]
        raise Impossible(what, pair.expression, pair.instead or f"write {root}.change or {root}.percent")
    return _difference(pair, "points", POINTS)


def percent(pair: Pair) -> Fact:
    """(Last / first − 1) × 100."""
    value = (quotient(pair) - 1) * 100
    formula = binary(binary(binary(pair.other, "/", pair.base), "−", number(1)), "×", number(100))
    return pair.fact("percent", value, "%", formula, percent_decimals(value), _qualifier(pair))


def multiple(pair: Pair) -> Fact:
    """Last / first."""
    return pair.fact("multiple", quotient(pair), "×", binary(pair.other, "/", pair.base), 1, _qualifier(pair))


def growth(pair: Pair) -> Fact:
    """((Last / first)^(1 / years) − 1) × 100, the compound rate in % a year."""
    ratio = quotient(pair)
    if not ratio:
        raise Incomparable("a compound rate never leads to zero", pair.expression, _difference_fix(pair))
    decimal = _DIGITS.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))
    years, distance = pair.years("a rate")
    root = _DIGITS.power(decimal, _DIGITS.divide(Decimal(years.denominator), Decimal(years.numerator)))
    value = _DIGITS.multiply(_DIGITS.subtract(root, Decimal(1)), Decimal(100))
    factor = binary(binary(pair.other, "/", pair.base), "^", binary(number(1), "/", distance))
    formula = binary(binary(factor, "−", number(1)), "×", number(100))
    return pair.fact("growth", float(value), "% a year", formula, 1, _qualifier(pair))


def pace(pair: Pair) -> Fact:
    """(Last − first) / years, the mean change a year in the run's unit; for percentages in percentage points.

    It has the decimals of the values, or one more where it is small and lies between two of them.
    """
    if pair.other.unit == "rank":
        raise Incomparable("has no mean of places a year", pair.expression, "use change, in places")
    whole = _difference(pair, "pace", _difference_unit(pair.other.unit))
    years, distance = pair.years("a mean change")
    value = (exactly(pair.other.value) - exactly(pair.base.value)) / years
    last_places = value * 10**whole.decimals
    finer = last_places.denominator > 1 and abs(last_places) < _FIGURES and pair.other.format.decimals is None
    formula = binary(whole, "/", distance)
    decimals = whole.decimals + finer
    return pair.fact("pace", value, whole.unit, formula, decimals, whole.qualifier)


def span(pair: Pair) -> Fact:
    """Last period − first period."""
    first, last = pair.base.observations[0], pair.other.observations[0]
    formula = binary(RecordPeriod(last), "−", RecordPeriod(first))
    if pair.span and last.period - first.period != pair.span:  # of quarters that are worked out from months
        formula = binary(formula, "/", number(float(Fraction(last.period - first.period, pair.span))))
    unit = f"{pair.other.value_period.frequency.unit}s"
    return pair.fact("span", Fraction(pair.span), unit, formula, 0, "=")


def age(name: str, point: Fact, edition_year: int) -> Fact:
    """Year of the edition − year of the value."""
    record = point.observations[-1]
    last = record.period.end.year
    if last > edition_year:
        raise Impossible(f"is of {last}, after the edition, which is of {edition_year}", name, "print its period")
    own = RecordPeriod(record) if record.period.frequency == YEAR else Number(last, str(last))
    formula = binary(Number(edition_year, str(edition_year)), "−", own)
    return Fact(
        name=name,
        measure="span",
        value=float(edition_year - last),
        unit="years",
        qualifier="=",
        decimals=0,
        formula=str(formula),
        tree=as_tree(formula, (record,)),
        observations=(record,),
        indicator=point.indicator,
        entity=point.entity,
    )


def index(pair: Pair) -> Fact:
    """Other / base × 100."""
    formula = binary(binary(pair.other, "/", pair.base), "×", number(100))
    return pair.fact("index", quotient(pair) * 100, "index", formula, 0, _qualifier(pair))


def share(pair: Pair, *, signed: bool = False) -> Fact:
    """Part / whole × 100; the whole is the base. `signed`: the part may lie below zero, as a deficit in % of GDP."""
    positive = replace(pair, other=replace(pair.other, value=abs(pair.other.value))) if signed else pair
    value = quotient(positive) * 100 * (-1 if positive.other.value != pair.other.value else 1)
    formula = binary(binary(pair.other, "/", pair.base), "×", number(100))
    return pair.fact("share", value, "%", formula, percent_decimals(value), _qualifier(pair))


def total(expression: str, parts: Sequence[Fact]) -> Fact:
    """Return the sum of values of one unit and year, as a fact to calculate with; one value is its own sum."""
    first, *others = parts
    found = first
    for other in others:
        pair = Pair(expression, found, other)
        head = operand(found)
        summands = head.of if isinstance(head, Operation) and head.op == "+" else (head,)
        formula = Operation("+", (*summands, operand(other)))
        sides = (found.qualifier, other.qualifier)
        qualifier = joint_qualifier(expression, sides, (found, other))
        value = exactly(found.value) + exactly(other.value)
        decimals = max(found.decimals, other.decimals)
        made = pair.fact("rest", value, other.unit, formula, decimals, qualifier)
        found = replace(made, period=first.period)
    return found


def sum_with(expression: str, part: Fact, others: Sequence[Fact]) -> Fact:
    """Part + others, in their unit. FactError for ranks, which are an order."""
    if part.measure == "rank":
        raise FactError("adds ranks, which are an order", expression, "print the ranks themselves")
    return replace(total(expression, (part, *others)), measure="sum", period=part.period)


def share_with(expression: str, part: Fact, others: Sequence[Fact]) -> Fact:
    """Part / (part + others) × 100."""
    left = total(expression, others)
    exact, *rest_of = (replace(fact, qualifier="=") for fact in (part, *others))
    pair = Pair(expression, total(expression, (exact, *rest_of)), exact)
    # a share grows with its part and falls with the others, so that a bound of either bounds it
    return replace(share(pair), qualifier=quotient_qualifier(expression, part, left))


def share_of_change(expression: str, part: Fact, others: Sequence[Fact]) -> Fact:
    """Change / (change + changes of others) × 100. FactError where all together did not change, or the other way."""
    together = sum((exactly(fact.value) for fact in others), start=exactly(part.value))
    if together * exactly(part.value) <= 0:
        what = f"divides {figure(part.value)} by {figure(float(together))}, the change of all together"
        raise FactError(what, expression, "print the changes themselves")
    value = exactly(part.value) / together * 100
    summed = Operation("+", tuple(operand(fact) for fact in (part, *others)))
    formula = binary(binary(part, "/", summed), "×", number(100))
    observations = tuple(dict.fromkeys(item for fact in (part, *others) for item in fact.observations))
    notes = tuple(dict.fromkeys(note for fact in (part, *others) for note in fact.notes))
    every = replace(part, observations=observations)
    return Pair(expression, every, part, notes).fact("share", value, "%", formula, percent_decimals(value), "=")


def rest(pair: Pair) -> Fact:
    """Whole − parts, in their unit; the parts are the base. FactError where they are more than their whole."""
    whole, parts = pair.other, pair.base
    if "rank" in (whole.measure, parts.measure):
        raise FactError("takes ranks from a rank, which leaves none", pair.expression, "print the ranks themselves")
    if whole.value < parts.value:
        what = f"the parts, {parts.formula}, are more than their whole, {whole.formula}"
        raise FactError(what, pair.expression, "name parts of this whole, each counted once")
    return replace(_difference(pair, "rest", whole.unit), period=whole.period)


def rest_share(pair: Pair) -> Fact:
    """(Whole − parts) / whole × 100; the parts are the base."""
    left, exact = rest(pair), replace(pair.other, qualifier="=")
    found = share(Pair(pair.expression, exact, left))
    return replace(found, qualifier=left.qualifier)


def remainder(expression: str, whole: Fact, parts: Sequence[Fact]) -> Fact:
    """Return a whole less its parts, also where these are more, as a fact to calculate with."""
    left = _difference(Pair(expression, total(expression, parts), whole), "rest", whole.unit)
    return replace(left, period=whole.period)


def gap(pair: Pair) -> Fact:
    """Value − target; below zero it is short of it."""
    return _difference(pair, "gap", _difference_unit(pair.other.unit))


def _difference(pair: Pair, measure: Measure, unit: str) -> Fact:
    value = exactly(pair.other.value) - exactly(pair.base.value)
    fixed = pair.other.format.decimals
    decimals = max(pair.base.decimals, pair.other.decimals) if fixed is None else fixed
    formula = binary(pair.other, "−", pair.base)
    return pair.fact(measure, value, unit, formula, decimals, _qualifier(pair))


def _difference_unit(unit: str) -> str:
    if is_percentage(unit):
        return POINTS
    return "places" if unit == "rank" else unit


def quotient(pair: Pair) -> Fraction:
    """Other / base; Incomparable where they have no ratio."""
    base, other = pair.base, pair.other
    if "rank" in (base.measure, other.measure):
        root = pair.expression.rpartition(".")[0]
        fix = pair.instead or f"write {root}.change, in places, or print the ranks themselves"
        raise Incomparable("divides ranks, which have no ratio", pair.expression, fix)
    if base.value <= 0:
        what = f"divides by {figure(base.value)}; the base must be above zero"
        raise Incomparable(what, pair.expression, _difference_fix(pair))
    if other.value < 0:
        what = f"divides {figure(other.value)}, which is below zero"
        raise Incomparable(what, pair.expression, _difference_fix(pair))
    return exactly(other.value) / exactly(base.value)


def _difference_fix(pair: Pair) -> str:
    """Return the fix for a pair without a ratio: its difference, by the name that prints it."""
    if pair.instead:
        return pair.instead
    root, _, call = pair.expression.rpartition(".")
    if call in ("percent", "multiple", "growth") or call.startswith("index_at("):
        return f"use {root}.change"
    return "use gap, or the values themselves" if call.startswith("target_share(") else "print the values themselves"


def _qualifier(pair: Pair) -> Qualifier:
    return quotient_qualifier(pair.expression, pair.other, pair.base)


def percent_decimals(value: Fraction) -> int:
    """Return how many decimals a value in % is printed with."""
    return 1 if abs(value) < 10 else 0

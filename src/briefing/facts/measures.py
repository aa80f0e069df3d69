"""Two values of one run → what may be said of the change between them: one function for each measure.

Every calculation is exact on the published decimals; only the compound rate is a root and therefore rounded, at 28
digits and on every machine alike. To add a measure, add a function here and its property in `subject`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from briefing.errors import FactError
from briefing.facts.bounds import above_the_bar
from briefing.facts.formula import exactly, figure, operand
from briefing.model.dataset import Qualifier
from briefing.model.fact import Fact, Measure
from briefing.wording.base import POINTS

_DIGITS = Context(prec=28)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values that may be compared, the base first, and the notes that comparing them forces.

    `expression` is the name of the fact to be made.
    """

    expression: str
    base: Fact
    other: Fact
    notes: tuple[str, ...] = ()

    def fact(
        self, measure: Measure, value: Fraction | float, unit: str, formula: str, decimals: int, qualifier: Qualifier
    ) -> Fact:
        """A fact with the lineage of both values."""
        base, other = self.base, self.other
        return Fact(
            name=self.expression,
            measure=measure,
            value=float(value),
            unit=unit,
            qualifier=qualifier,
            decimals=decimals,
            formula=formula,
            observations=tuple(dict.fromkeys((*base.observations, *other.observations))),
            targets=tuple(dict.fromkeys((*base.targets, *other.targets))),
            notes=tuple(dict.fromkeys((*self.notes, *base.notes, *other.notes))),
            indicator=other.indicator,
            entity=other.entity,
        )

    @property
    def span(self) -> int:
        """Years from the base to the other value."""
        return (self.other.year or 0) - (self.base.year or 0)


def change(pair: Pair) -> Fact:
    """Last − first, in the run's unit; for percentages in percentage points, for ranks in places."""
    unit = _difference_unit(pair.other.unit)
    return _difference(pair, "change", unit)


def points(pair: Pair) -> Fact:
    """Last − first of two percentages, in percentage points."""
    if not pair.other.unit.startswith("%"):
        what = f"needs percentages, the unit is {pair.other.unit!r}"
        raise FactError(what, pair.expression, "use change or percent")
    return _difference(pair, "points", POINTS)


def percent(pair: Pair) -> Fact:
    """(Last / first − 1) × 100."""
    value = (_quotient(pair) - 1) * 100
    formula = f"({operand(pair.other)} / {operand(pair.base)} − 1) × 100"
    return pair.fact("percent", value, "%", formula, _percent_decimals(value), _qualifier(pair))


def multiple(pair: Pair) -> Fact:
    """Last / first."""
    formula = f"{operand(pair.other)} / {operand(pair.base)}"
    return pair.fact("multiple", _quotient(pair), "×", formula, 1, _qualifier(pair))


def growth(pair: Pair) -> Fact:
    """((Last / first)^(1 / years) − 1) × 100, the compound rate in % a year."""
    quotient = _quotient(pair)
    ratio = _DIGITS.divide(Decimal(quotient.numerator), Decimal(quotient.denominator))
    root = _DIGITS.power(ratio, _DIGITS.divide(Decimal(1), Decimal(pair.span)))
    value = _DIGITS.multiply(_DIGITS.subtract(root, Decimal(1)), Decimal(100))
    formula = f"({operand(pair.other)} / {operand(pair.base)})^(1/{pair.span}) − 1"
    return pair.fact("growth", float(value), "% a year", formula, 1, _qualifier(pair))


def span(pair: Pair) -> Fact:
    """Last year − first year."""
    formula = f"{pair.other.year} − {pair.base.year}"
    return pair.fact("span", Fraction(pair.span), "years", formula, 0, "=")


def index(pair: Pair) -> Fact:
    """Other / base × 100."""
    formula = f"{operand(pair.other)} / {operand(pair.base)} × 100"
    return pair.fact("index", _quotient(pair) * 100, "index", formula, 0, _qualifier(pair))


def share(pair: Pair) -> Fact:
    """Part / whole × 100; the whole is the base."""
    value = _quotient(pair) * 100
    formula = f"{operand(pair.other)} / {operand(pair.base)} × 100"
    return pair.fact("share", value, "%", formula, _percent_decimals(value), _qualifier(pair))


def gap(pair: Pair) -> Fact:
    """Value − target; below nought it is short of it."""
    return _difference(pair, "gap", _difference_unit(pair.other.unit))


def _difference(pair: Pair, measure: Measure, unit: str) -> Fact:
    value = exactly(pair.other.value) - exactly(pair.base.value)
    decimals = max(pair.base.decimals, pair.other.decimals)
    formula = f"{operand(pair.other)} − {operand(pair.base)}"
    return pair.fact(measure, value, unit, formula, decimals, _qualifier(pair))


def _difference_unit(unit: str) -> str:
    if unit.startswith("%"):
        return POINTS
    return "places" if unit == "rank" else unit


def _quotient(pair: Pair) -> Fraction:
    base, other = pair.base, pair.other
    if "rank" in (base.measure, other.measure):
        fix = "use change (places), or the ranks themselves"
        raise FactError("divides ranks, which have no ratio", pair.expression, fix)
    if base.value <= 0:
        what = f"divides by {figure(base.value)}; the base must be above nought"
        raise FactError(what, pair.expression, "use change")
    if other.value < 0:
        what = f"divides {figure(other.value)}, which is below nought"
        raise FactError(what, pair.expression, "use change")
    return exactly(other.value) / exactly(base.value)


def _qualifier(pair: Pair) -> Qualifier:
    return above_the_bar(pair.expression, pair.other, pair.base)


def _percent_decimals(value: Fraction) -> int:
    return 1 if abs(value) < 10 else 0

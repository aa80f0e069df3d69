"""Facts → the parts of a formula as a reader could type it into a calculator, and their exact values."""

from __future__ import annotations

from fractions import Fraction

from briefing.model.fact import Fact
from briefing.wording.rounding import exact, published


def exactly(value: float) -> Fraction:
    """Number → the fraction that its shortest decimal form means, so that 853.69 − 313.6 is 540.09."""
    return Fraction(exact(value))


def worked_out(value: Fraction | float, digits: int = 12) -> float:
    """What a formula gives → the number that ledger and outputs have of it: twelve significant digits, which are alike
    on every machine."""
    return float(f"{float(value):.{digits}g}")


def figure(value: float, decimals: int | None = None) -> str:
    """Number → "28,300" with a real minus; formulas are the same in every language."""
    places = published(value) if decimals is None else decimals
    return f"{value:,.{places}f}".replace("-", "−")


def operand(fact: Fact) -> str:
    """A fact's formula at the head of another: a plain number stays, a calculation gets brackets."""
    return f"({fact.formula})" if " " in fact.formula else fact.formula


def after_sign(fact: Fact) -> str:
    """A fact's formula behind a sign of another: a number below zero gets brackets too, as in 5 − (−3)."""
    return f"({fact.formula})" if fact.formula.startswith("−") else operand(fact)

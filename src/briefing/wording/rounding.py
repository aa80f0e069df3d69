"""Round numbers for printing; the one place of the project that rounds.

Halves go away from zero, on the shortest decimal form of the number: 2.675 is printed as 2.68, as a reader with
pencil and paper would write it, although its binary form lies below. A bound is rounded to its own side, so that
"at least" and "at most" stay true: 2.68 known as a lower bound is 2.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Final

from briefing.model.dataset import Qualifier

# Wide enough for the longest finite float, so that no number fails to round.
_WIDE: Final = Context(prec=800)
# Significant figures of the highest value on a chart; more are for tables.
_LABEL_FIGURES: Final = 4
_TO: Final[dict[Qualifier, str]] = {"=": ROUND_HALF_UP, "≈": ROUND_HALF_UP, "≥": ROUND_FLOOR, "≤": ROUND_CEILING}


def exact(value: float) -> Decimal:
    """Return the shortest decimal form of a number, as people write it."""
    return Decimal(repr(float(value)))


def rounded(value: float | Decimal, decimals: int, qualifier: Qualifier = "=") -> Decimal:
    """Round a number to so many decimals, to the side that keeps the qualifier true; never minus zero."""
    number = value if isinstance(value, Decimal) else exact(value)
    result = number.quantize(Decimal(1).scaleb(-decimals), rounding=_TO[qualifier], context=_WIDE)
    return abs(result) if result.is_zero() else result


def significant(value: float | Decimal, figures: int, qualifier: Qualifier = "=") -> Decimal:
    """Round a number to so many significant figures; whole figures are never dropped: 445.4 to two is 445."""
    number = value if isinstance(value, Decimal) else exact(value)
    if number.is_zero():
        return Decimal(0)
    result = rounded(number, max(0, figures - 1 - number.adjusted()), qualifier)
    if result.is_zero() or result.adjusted() == number.adjusted():
        return result
    return rounded(number, max(0, figures - 1 - result.adjusted()), qualifier)  # 9.96 became 10.0: one figure too many


def published(value: float) -> int:
    """Return how many decimals the shortest form of a number has."""
    exponent = exact(value).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def label_decimals(values: Sequence[float], most: int) -> int:
    """Return the decimals of values shown side by side: at most `most`, with the highest value within four figures."""
    highest = max((abs(value) for value in values), default=0.0)
    first = exact(highest).adjusted() if highest else 0  # the place of the first figure: 2 in 262.9, −3 in 0.005
    return min(most, max(0, _LABEL_FIGURES - 1 - first))


def opposite(qualifier: Qualifier) -> Qualifier:
    """Return the qualifier after a change of sign, or for the place below the bar."""
    return {"≥": "≤", "≤": "≥"}.get(qualifier, qualifier)  # type: ignore[return-value]

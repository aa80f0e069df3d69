"""Several values → their sum or their mean, exactly, with the formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from briefing.errors import FactError
from briefing.facts.formula import Calculation, Operation, binary, exactly, number, operand
from briefing.facts.qualifiers import joint_qualifier
from briefing.facts.time_series import TimeSeries
from briefing.model.dataset import Qualifier
from briefing.model.fact import Fact

_ROUND: Final = 100  # from here on a mean of whole numbers is printed as one


def summed(points: Sequence[Fact]) -> tuple[Fraction, Calculation]:
    """Return the sum of values and its formula; one value is its own sum."""
    total = sum((exactly(point.value) for point in points), start=exactly(0))
    return total, Operation("+", tuple(map(operand, points))) if len(points) > 1 else operand(points[0])


def averaged(points: Sequence[Fact]) -> tuple[Fraction, Calculation]:
    """Return the mean of values and its formula; one value is its own mean."""
    total, formula = summed(points)
    return total / len(points), binary(formula, "/", number(len(points))) if len(points) > 1 else formula


TOTALS: Final[Mapping[str, Callable[[Sequence[Fact]], tuple[Fraction, Calculation]]]] = {
    "sum": summed,
    "mean": averaged,
}


def is_quantity(series: TimeSeries) -> bool:
    """Whether values add up: a rate, a share, an index or a rank of two places is not that of both."""
    unit = series.unit.casefold()
    rate = unit.startswith(("%", "‰", "per ")) or " per " in unit or "index" in unit or "/" in unit
    return not rate and unit not in ("rank", "places") and series.kind not in ("ratio", "rank", "index", "rate")


def mean_decimals(value: Fraction | float, points: Sequence[Fact]) -> int:
    """Return how many decimals a mean is printed with: one at least where it is small."""
    most = max(point.decimals for point in points)
    return max(1, most) if points[0].format.decimals is None and abs(float(value)) < _ROUND else most


def joint_side(expression: str, points: Sequence[Fact]) -> Qualifier:
    """Return what the qualifiers of several values together make of their sum or mean."""
    side: Qualifier = "="
    for point in points:
        side = joint_qualifier(expression, (side, point.qualifier), (points[0], point))
    return side


def one_unit(expression: str, points: Sequence[Fact]) -> None:
    """Refuse values of several units."""
    units = tuple(dict.fromkeys(point.unit for point in points))
    if len(units) > 1:
        what = f"compares {' with '.join(units)}"
        raise FactError(what, expression, "give all values of a series in one unit")

"""How likely chance alone gives what was found; and which findings stay where many series were tested.

Own lines in place of scipy, which would be the largest dependency of the project for four functions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import numpy as np

from briefing.draft.insights.arrays import Values
from briefing.draft.insights.candidate import Candidate

# The rate of false findings that each type may have, all series of an edition together; their sum is 0.02.
LEVELS: Final[Mapping[str, float]] = {
    "trend": 0.006, "turn": 0.004, "shift": 0.003, "outlier": 0.003, "season": 0.001, "record": 0.002, "streak": 0.001,
}  # fmt: skip
_STEPS: Final = 200  # of the continued fraction
_ESTIMATED: Final = 20  # from so many values on their autocorrelation counts, of fewer only where it is certain


def significant(candidates: Iterable[Candidate], tests: int) -> Iterator[Candidate]:
    """Return the candidates that stay of so many tests a type, by Benjamini and Hochberg; `p` is in their statistics.

    With nothing in the data, the chance of any finding of a type is its level.
    """
    tested: dict[str, list[Candidate]] = {name: [] for name in LEVELS}
    for candidate in candidates:
        if candidate.type in LEVELS:
            tested[candidate.type].append(candidate)
        else:
            yield candidate
    for name, found in tested.items():
        ordered = sorted(found, key=lambda item: item.statistics["p"])
        allowed = [at for at, item in enumerate(ordered, 1) if item.statistics["p"] <= LEVELS[name] * at / tests]
        yield from ordered[: max(allowed, default=0)]


def normal_tail(z: float) -> float:
    """Return how likely a standard normal value lies as far from zero, on either side."""
    return math.erfc(abs(z) / math.sqrt(2))


def student_tail(t: float, degrees: float) -> float:
    """Return how likely a value of Student's distribution lies as far from zero, on either side."""
    return _beta(degrees / 2, 0.5, degrees / (degrees + t * t)) if degrees > 0 else 1.0


def ratio_tail(ratio: float, over: float, under: float) -> float:
    """Return how likely a value of the F distribution is as large."""
    return _beta(under / 2, over / 2, under / (under + over * ratio)) if min(over, under, ratio) > 0 else 1.0


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by Lentz's continued fraction."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    tiny, c, d = 1e-300, 1.0, 1 / ((1 - (a + b) * x / (a + 1)) or 1e-300)
    result = d
    for m in range(1, _STEPS):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + numerator * d) or tiny)
            c = (1 + numerator / c) or tiny
            result *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return min(1.0, front * result)


def ranks(values: Values) -> Values:
    """Return the rank of each value from 1, equal ones the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    upper = np.cumsum(counts)
    return (upper - (counts - 1) / 2)[place]


def autocorrelation(values: Values, lags: int) -> Values:
    """Return the correlation of values with themselves so many steps before, from one step on."""
    centred = values - values.mean()
    whole = float(centred @ centred)
    if not whole:
        return np.zeros(lags)
    return np.array([float(centred[lag:] @ centred[:-lag]) / whole for lag in range(1, lags + 1)])


def inflation(left: Values) -> float:
    """Return by how much neighbours that are alike leave fewer free values than there are; 1 at least."""
    lag = float(autocorrelation(left, 1)[0]) + 2 / left.size  # which a fitted line makes too small by about this
    certain = lag > 1.96 / math.sqrt(left.size) or left.size >= _ESTIMATED
    return max(1.0, (1 + lag) / (1 - lag)) if certain and lag < 1 else 1.0


def residuals(columns: Values, values: Values) -> Values:
    """Return what the best sum of columns leaves of values."""
    found: Values = np.linalg.lstsq(columns, values, rcond=None)[0].astype(np.float64)
    return values - columns @ found

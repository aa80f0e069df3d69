"""Values in order of time → whether they rise or fall over the whole period, by Mann and Kendall."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from statistics import NormalDist
from typing import Final

import numpy as np
from msgspec import Struct

from briefing.draft.insights.arrays import Values
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.chance import autocorrelation, inflation, normal_tail, ranks
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.own_series import OwnSeries, own_series
from briefing.draft.insights.yearly_pattern import has_pattern, without_pattern

_LEAST: Final = 5  # values of a trend; four in order come about once in twelve by chance
_MOST: Final = 500  # of more values the means of neighbours are compared, as all pairs would fill the memory
_EXACT: Final = 40  # values of which all orders are counted; of more the distribution is normal
_CORRECTED: Final = 10  # from so many values on their autocorrelation can be estimated
_STEADY: Final = 0.5  # tau
_MOST_WIDENED: Final = 2.5  # times the variance, as neighbours of a correlation of 0.43 do
_ALIKE: Final = 0.4  # correlation of neighbours in values that only vary about a level


class Trend(Struct, frozen=True):
    """What Mann and Kendall's test gives: tau from -1 to 1, p, and the median change from one period to the next."""

    tau: float
    p: float
    slope: float


def mann_kendall(values: Values, times: Values) -> Trend:
    """Return the trend of values at times, with ties; their autocorrelation widens the variance (Hamed and Rao).

    Where most pairs are in order, it is that of values about a level at most: a series that wanders that far one way
    has a trend, whatever made it.
    """
    if values.size > _MOST:
        values, times = (np.array([part.mean() for part in np.array_split(item, _MOST)]) for item in (values, times))
    count = values.size
    upper = np.triu_indices(count, 1)
    rises = np.sign(values[None, :] - values[:, None])[upper]
    score, pairs = int(rises.sum()), count * (count - 1) // 2
    _, ties = np.unique(values, return_counts=True)
    slope = float(np.median(((values[None, :] - values[:, None]) / _distances(times))[upper]))
    widened = _widened(values - slope * times)
    widened = math.sqrt(min(widened, _MOST_WIDENED) if abs(score) >= _STEADY * pairs else widened)
    if ties.max() == 1 and count <= _EXACT:
        p = min(1.0, 2 * _orders(count)[(pairs - abs(score)) // 2])
        return Trend(score / pairs, _spread_out(p, widened), slope)
    variance = (count * (count - 1) * (2 * count + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18
    z = (abs(score) - 1) / math.sqrt(variance) / widened if variance > 0 and score else 0.0
    return Trend(score / pairs, normal_tail(max(z, 0.0)), slope)


@lru_cache(maxsize=_EXACT)
def _orders(count: int) -> tuple[float, ...]:
    """Return which part of all orders of so many values has at most 0, 1, 2 … pairs out of order."""
    found = np.ones(1)
    for length in range(2, count + 1):
        found = np.convolve(found, np.ones(length) / length)
    return tuple(np.cumsum(found).tolist())


def _spread_out(p: float, widened: float) -> float:
    """Return the p of a normal value whose deviation is so many times as wide."""
    if widened == 1 or p >= 1:
        return p
    return normal_tail(NormalDist().inv_cdf(max(p / 2, 1e-300)) / widened)


def wandering(values: Values) -> float:
    """Return how likely values are without a trend and no more alike than neighbours often are: `_ALIKE`."""
    count = values.size
    if count < _LEAST or not np.ptp(values):
        return 1.0
    trend = mann_kendall(values, np.arange(count, dtype=float)).p
    alike = float(autocorrelation(ranks(values), 1)[0])
    z = (alike - _ALIKE) / math.sqrt((1 - _ALIKE**2) / count)
    return min(1.0, 2 * min(trend, normal_tail(max(z, 0.0)) / 2))


def trends(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the short names that rise or fall over the edition's period; of seasonal ones the same part of each year."""
    for series in own_series(arrays, _LEAST):
        found, first = mann_kendall(without_pattern(series), series.ordinals.astype(float)), _comparable_first(series)
        base, last = float(series.values[first]), float(series.values[-1])
        if not found.slope or np.sign(last - base) != np.sign(found.slope):
            continue
        root = series.root if first == 0 else series.since(first)
        measure = series.measure(base, last)
        yield Candidate(
            type="trend",
            subjects=(series.key,),
            claim=f"{root}.{measure} {'>' if found.slope > 0 else '<'} 0",
            facts={"first": f"{root}.first", "last": f"{series.key}.last", "change": f"{root}.{measure}"},
            significance=(1 - found.p) * (0.75 + 0.25 * abs(found.tau)),
            direction="up" if found.slope > 0 else "down",
            statistics={"p": found.p, "tau": found.tau, "slope": found.slope},
        )


def _comparable_first(series: OwnSeries) -> int:
    """Return the first value that may be compared with the last: of values with seasons the same part of a year."""
    if not series.cycle or series.arrays.steady or has_pattern(series) is False:
        return 0
    parts = series.ordinals % series.cycle
    same = np.flatnonzero(parts == parts[-1])
    return int(same[0]) if same.size > 1 else 0


def _distances(times: Values) -> Values:
    distance = times[None, :] - times[:, None]
    np.fill_diagonal(distance, 1.0)
    return distance


def _widened(residuals: Values) -> float:
    """Return by how much the autocorrelation of what a trend leaves widens the variance of its score; 1 at least."""
    count = residuals.size
    if count < _CORRECTED or not np.ptp(residuals):
        return 1.0
    lags = np.arange(1, count // 3 + 1)
    found = autocorrelation(ranks(residuals), lags.size)
    found[np.abs(found) < 1.96 / math.sqrt(count)] = 0
    terms = (count - lags) * (count - lags - 1) * (count - lags - 2) * found
    return max(inflation(ranks(residuals)), 1 + 2 * float(terms.sum()) / (count * (count - 1) * (count - 2)))

"""Values of parts of years → the pattern that comes back every year, and what is left without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from msgspec import Struct

from briefing.draft.insights.arrays import Values
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.chance import inflation, ratio_tail
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.own_series import OwnSeries, history, own_series

Ordinals = np.ndarray[tuple[int], np.dtype[np.int64]]

_YEARS: Final = 3  # full years that show a pattern, at least
_MOST_YEARS: Final = 10  # that a claim names
_HALF: Final = 0.5  # of the sum of a year, which that of its first part is at most
_NEWEST: Final = 300  # periods whose pattern is looked for: it may have been another long ago
_WITHOUT_GAPS: Final = 0.9  # of all periods that have a value
CERTAIN: Final = 0.01  # from here on values are looked at without the pattern


class YearlyPattern(Struct, frozen=True):
    """By how much each part of a year (of days, of a week) lies above the whole; p, and the part of the variance.

    `years` are the values of calendar years without the trend, a row for each.
    """

    parts: Values
    p: float
    explained: float
    years: Values


def yearly_pattern(series: OwnSeries) -> YearlyPattern | None:
    """Return the pattern of the newest values; None where there is none to find, as of two years or with many gaps."""
    if not series.cycle or series.arrays.steady:
        return None
    return pattern_of(series.ordinals, series.values, series.cycle)


def pattern_of(ordinals: Ordinals, known: Values, cycle: int) -> YearlyPattern | None:
    """Return the pattern that comes back after so many periods in the newest values; None where none can be found."""
    newest = ordinals > ordinals[-1] - _NEWEST
    ordinals, known = ordinals[newest], known[newest]
    count = int(ordinals[-1] - ordinals[0]) + 1
    if count < _YEARS * cycle or known.size < _WITHOUT_GAPS * count:
        return None
    every = np.arange(ordinals[0], ordinals[-1] + 1)
    weights = np.ones(cycle) if cycle % 2 else np.concatenate(([0.5], np.ones(cycle - 1), [0.5]))
    middle = np.convolve(np.interp(every, ordinals, known), weights / cycle, "same")  # the mean of a year around each
    inside = (ordinals >= every[cycle // 2]) & (ordinals <= every[-1 - cycle // 2])
    left = (known - middle[ordinals - ordinals[0]])[inside]
    part = (ordinals % cycle)[inside]
    sizes = np.bincount(part, minlength=cycle)
    if sizes.min() < _YEARS - 1:
        return None
    means = np.bincount(part, left, cycle) / sizes
    residual, whole = float(((left - means[part]) ** 2).sum()), float(((left - left.mean()) ** 2).sum())
    if whole <= 0:
        return None
    years = _years(ordinals[inside], left, cycle)
    if residual <= 1e-12 * whole:
        return YearlyPattern(means - means.mean(), 0.0, 1.0, years)
    wide = inflation(left - means[part])
    over, under = (cycle - 1) / wide, (left.size - cycle) / wide
    ratio = ((whole - residual) / (cycle - 1)) / (residual / (left.size - cycle))
    return YearlyPattern(means - means.mean(), ratio_tail(ratio, over, under), 1 - residual / whole, years)


def _years(ordinals: Ordinals, left: Values, cycle: int) -> Values:
    """Return a row for each year of which at most a quarter of the parts is without a value, NaN for these."""
    year = ordinals // cycle - ordinals[0] // cycle
    rows = np.full((int(year[-1]) + 1, cycle), np.nan)
    rows[year, ordinals % cycle] = left
    known: Values = rows[np.isnan(rows).sum(axis=1) <= cycle // 4]
    return known


def has_pattern(series: OwnSeries) -> bool | None:
    """Whether the parts of its years, or the days of its weeks, differ; None where that is not known."""
    pattern = yearly_pattern(history(series.arrays))
    return None if pattern is None else pattern.p <= CERTAIN


def without_pattern(series: OwnSeries) -> Values:
    """Return the values without the pattern of the year, where their history has one."""
    pattern = yearly_pattern(history(series.arrays))
    if pattern is None or pattern.p > CERTAIN:
        return series.values
    return series.values - pattern.parts[series.ordinals % series.cycle]


def _usual_end(pattern: YearlyPattern, sign: int) -> int | None:
    """Return the part of a year that is highest, of sign -1 lowest, in most years; None where most do not agree.

    The mean alone is moved by one year of a crisis, and by what is left of a trend. A quarter is the highest of its
    year, a month among the three highest.
    """
    years = np.where(np.isnan(pattern.years), -np.inf, sign * pattern.years)
    ahead = years >= np.sort(years, axis=1)[:, [-max(1, years.shape[1] // 4)]]
    usual = np.flatnonzero(2 * ahead.sum(axis=0) > np.isfinite(years).sum(axis=0))
    return int(usual[np.argmax(sign * pattern.parts[usual])]) if usual.size else None


def adds_up(series: OwnSeries) -> bool:
    """Whether values go up all year and begin again with each, as sums since it began do: that is neither a season nor
    a rise. Of some the first part of each year has no value."""
    if series.a_year < 2:
        return False
    steps, begins = np.diff(series.values), np.diff(series.ordinals // series.a_year) > 0
    half = series.values[1:][begins] <= _HALF * series.values[:-1][begins]
    return int(begins.sum()) >= _YEARS - 1 and bool(half.all() and (steps[~begins] >= 0).all())


def seasons(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the short names that are high, and low, in the same parts of most years."""
    for series in own_series(arrays, 2):
        known = history(series.arrays)
        pattern = yearly_pattern(known) if known.a_year > 1 else None
        if pattern is None or adds_up(known):
            continue
        peak, trough = _usual_end(pattern, 1), _usual_end(pattern, -1)
        if peak is None or trough is None:
            continue
        place = {ordinal: at for at, ordinal in enumerate(known.ordinals.tolist())}
        year = int(known.ordinals[-1]) // known.a_year
        years: list[tuple[int, ...]] = []
        while len(years) < _MOST_YEARS:
            pair = place.get(year * known.a_year + peak), place.get(year * known.a_year + trough)
            # the trough on the other side of the peak: a trend alone puts a peak over one of the two
            other = place.get((year + (1 if trough < peak else -1)) * known.a_year + trough)
            year -= 1
            if pair[0] is None or pair[1] is None:
                if years or year < int(known.ordinals[0]) // known.a_year:
                    break
                continue
            lows = [low for low in (pair[1], other) if low is not None]
            if known.values[pair[0]] <= known.values[lows].max():
                break
            years.append((pair[0], *lows))
        if len(years) < _YEARS:
            continue
        yield Candidate(
            type="season",
            subjects=(known.key,),
            claim=" and ".join(f"{known.at(high)} > {known.at(low)}" for high, *lows in years for low in lows),
            facts={"peak": known.at(years[0][0]), "trough": known.at(years[0][1])},
            significance=(1 - pattern.p) * (0.75 + 0.2 * pattern.explained),
            periods={"peak": str(known.period(years[0][0])), "trough": str(known.period(years[0][1]))},
            statistics={"p": pattern.p, "explained": pattern.explained, "years": len(years)},
        )

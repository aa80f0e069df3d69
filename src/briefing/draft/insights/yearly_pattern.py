"""Values of parts of years → the pattern that comes back every year, and what is left without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from msgspec import Struct

from briefing.draft.insights.arrays import EditionArrays, Values
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.chance import inflation, ratio_tail
from briefing.draft.insights.own_series import OwnSeries, history, own_series

_YEARS: Final = 3  # full years that show a pattern, at least
_MOST_YEARS: Final = 10  # that a claim names
_CERTAIN: Final = 0.01  # from here on values are looked at without the pattern


class YearlyPattern(Struct, frozen=True):
    """By how much each part of a year, from the first, lies above its year; p, and the part of the variance."""

    parts: Values
    p: float
    explained: float


def yearly_pattern(series: OwnSeries) -> YearlyPattern | None:
    """Return the pattern of values without gaps of three years at least; None where there can be none."""
    a_year, count = series.a_year, series.values.size
    if (
        a_year < 2
        or series.arrays.steady
        or count < _YEARS * a_year
        or series.ordinals[-1] - series.ordinals[0] >= count
    ):
        return None
    inside = slice(a_year // 2, count - a_year // 2)
    weights = np.ones(a_year) if a_year % 2 else np.concatenate(([0.5], np.ones(a_year - 1), [0.5]))
    left = (series.values - np.convolve(series.values, weights / a_year, "same"))[inside]
    part = (series.ordinals % a_year)[inside]
    means = np.array([left[part == at].mean() for at in range(a_year)])
    fitted = means[part]
    residual, whole = float(((left - fitted) ** 2).sum()), float(((left - left.mean()) ** 2).sum())
    if whole <= 0:
        return None
    if residual <= 1e-12 * whole:
        return YearlyPattern(means - means.mean(), 0.0, 1.0)
    wide = inflation(left - fitted)
    over, under = (a_year - 1) / wide, (left.size - a_year) / wide
    ratio = ((whole - residual) / (a_year - 1)) / (residual / (left.size - a_year))
    return YearlyPattern(means - means.mean(), ratio_tail(ratio, over, under), 1 - residual / whole)


def without_pattern(series: OwnSeries) -> Values:
    """Return the values without the pattern of the year, where their history has one."""
    pattern = yearly_pattern(history(series.arrays))
    if pattern is None or pattern.p > _CERTAIN:
        return series.values
    return series.values - pattern.parts[series.ordinals % series.a_year]


def has_no_pattern(series: OwnSeries) -> bool:
    """Whether enough years are known to say that none of them is like another."""
    pattern = yearly_pattern(history(series.arrays))
    return pattern is not None and pattern.p > _CERTAIN


def seasons(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the short names that are high, or low, in the same part of every year."""
    for series in own_series(arrays, 2):
        known = history(series.arrays)
        pattern = yearly_pattern(known)
        if pattern is None:
            continue
        place = {ordinal: at for at, ordinal in enumerate(known.ordinals.tolist())}
        peak, trough = int(pattern.parts.argmax()), int(pattern.parts.argmin())
        year = int(known.ordinals[-1]) // known.a_year
        years: list[tuple[int, int]] = []
        while len(years) < _MOST_YEARS:
            pair = place.get(year * known.a_year + peak), place.get(year * known.a_year + trough)
            year -= 1
            if pair[0] is None or pair[1] is None:
                if years or year < int(known.ordinals[0]) // known.a_year:
                    break
            elif known.values[pair[0]] > known.values[pair[1]]:
                years.append((pair[0], pair[1]))
            else:
                break
        if len(years) < _YEARS:
            continue
        yield Candidate(
            type="season",
            subjects=(known.key,),
            claim=" and ".join(f"{known.at(high)} > {known.at(low)}" for high, low in years),
            facts={"peak": known.at(years[0][0]), "trough": known.at(years[0][1])},
            significance=(1 - pattern.p) * (0.75 + 0.2 * pattern.explained),
            periods={"peak": str(known.period(years[0][0])), "trough": str(known.period(years[0][1]))},
            statistics={"p": pattern.p, "explained": pattern.explained, "years": len(years)},
        )

"""Totals: short names that are the sum of others, and places that hold the others, by their sums or their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from briefing.draft.recognition.place_names import holds_others, known_share, place_of

_LONGEST_RUN: Final = 12
_MOST_COMPARED: Final = 80
_FEWEST_PARTS: Final = 2
_FEWEST_PERIODS: Final = 2
_SHARE: Final = 0.9
_TOLERANCE: Final = 0.005  # of the whole; what rounding of the parts explains
_COUNTRIES: Final = 0.5


def wholes(values: pd.DataFrame, units: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the series that are sums of others of their unit, each with its parts: all others, or those that follow.

    `values` has a row for each period, a column for each series in the order of the table.
    """
    found: dict[str, tuple[str, ...]] = {}
    names = [str(name) for name in values.columns][:_MOST_COMPARED]
    matrix = {name: values[name].to_numpy(dtype=float) for name in names}
    for name in names:
        same = [other for other in names if other != name and units.get(other) == units.get(name)]
        parts = next((parts for parts in _ways(same) if _adds_up(matrix[name], [matrix[one] for one in parts])), None)
        if parts is not None:
            found[name] = parts
    return found


def _ways(same: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield which others may be the parts of a series: all, any two, some that follow each other in the table."""
    if len(same) >= _FEWEST_PARTS:
        yield tuple(same)
    for first in range(len(same)):
        for second in range(first + 1, len(same)):
            yield same[first], same[second]
    for count in range(_FEWEST_PARTS + 1, min(len(same), _LONGEST_RUN) + 1):
        for start in range(len(same) - count + 1):
            yield tuple(same[start : start + count])


def _adds_up(whole: np.ndarray, parts: Sequence[np.ndarray]) -> bool:
    """Whether the parts add up to the whole in nearly all periods, within their rounding; none of them is the whole."""
    total = np.sum(parts, axis=0)
    known = ~np.isnan(total) & ~np.isnan(whole)
    if known.sum() < _FEWEST_PERIODS or not np.all(np.abs(whole[known]) > 0):
        return False
    if any(np.nanmin(part[known]) < 0 or np.nanmax(part[known]) == 0 for part in parts):
        return False
    close = np.abs(total[known] - whole[known]) <= _TOLERANCE * np.abs(whole[known])
    return bool(close.mean() >= _SHARE)


def total_places(values: pd.DataFrame, names: Sequence[str]) -> dict[str, str]:
    """Return the places that hold others, each with the reason. `values` has a row for each period of each indicator, a
    column for each place."""
    if len(names) < _FEWEST_PARTS + 1:
        return {}
    among = known_share(names) >= _COUNTRIES
    found = {
        name: "by its name" for name in names if place_of(name) is None and holds_others(name, among_countries=among)
    }
    if len(found) == len(names):
        return {}
    single = [name for name in names if name not in found]
    columns = {name: values[name].to_numpy(dtype=float) for name in single if name in values}
    if len(single) <= _MOST_COMPARED * 5 and len(columns) > _FEWEST_PARTS:
        everything = np.nansum(list(columns.values()), axis=0)
        for name, own in columns.items():
            rest = everything - np.nan_to_num(own)
            if _equal(own, rest):
                found[name] = "it equals the sum of the others"
    return found


def _equal(whole: np.ndarray, rest: np.ndarray) -> bool:
    known = ~np.isnan(whole) & (rest != 0)
    if known.sum() < _FEWEST_PERIODS:
        return False
    return bool((np.abs(whole[known] - rest[known]) <= _TOLERANCE * np.abs(whole[known])).mean() >= _SHARE)

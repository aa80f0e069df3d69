"""Totals: short names that are the sum of others, and places that hold the others, by their sums or their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from briefing.draft.recognition.place_names import holds_others, known_share, place_of

Values = NDArray[np.float64]

_LONGEST_RUN: Final = 12
_MOST_COMPARED: Final = 80
_FEWEST_PARTS: Final = 2
_FEWEST_PERIODS: Final = 2
_SHARE: Final = 0.9
_TOLERANCE: Final = 0.005  # of the whole; what rounding of the parts explains
_NARROW: Final = 0.0002  # where few periods have to do, and of many sums some come near by chance
_ENOUGH: Final = 5
_COUNTRIES: Final = 0.5


def wholes(values: pd.DataFrame, units: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the series that are sums of others of their unit, each with its parts: all others, two, or some that
    follow each other in the table.

    `values` has a row for each period, a column for each series in the order of the table.
    """
    found: dict[str, tuple[str, ...]] = {}
    names = [str(name) for name in values.columns][:_MOST_COMPARED]
    matrix = {name: values[name].to_numpy(dtype=float) for name in names}
    for name in names:
        if np.count_nonzero(~np.isnan(matrix[name])) < _FEWEST_PERIODS or np.any(matrix[name] == 0):
            continue
        same = [one for one in names if one != name and units.get(one) == units.get(name) and _is_part(matrix[one])]
        if len(same) >= _FEWEST_PARTS and (parts := _parts(matrix[name], np.array([matrix[one] for one in same]))):
            found[name] = tuple(same[at] for at in parts)
    return found


def _is_part(values: Values) -> bool:
    known = values[~np.isnan(values)]
    return len(known) > 0 and known.min() >= 0 and known.max() > 0


def _parts(whole: Values, rows: Values) -> tuple[int, ...]:
    """Return which rows add up to a whole; () where none do."""
    count = len(rows)
    if _adds_up(whole, rows.sum(axis=0)[None, :])[0]:
        return tuple(range(count))
    tolerance = _TOLERANCE if np.count_nonzero(~np.isnan(whole)) >= _ENOUGH else _NARROW
    for first in range(count - 1):
        pairs = _adds_up(whole, rows[first] + rows[first + 1 :], tolerance)
        if pairs.any():
            return first, first + 1 + int(pairs.argmax())
    sums = np.vstack([np.zeros(rows.shape[1]), np.cumsum(np.nan_to_num(rows), axis=0)])
    gaps = np.vstack([np.zeros(rows.shape[1]), np.cumsum(np.isnan(rows), axis=0)])
    for length in range(_FEWEST_PARTS + 1, min(count, _LONGEST_RUN) + 1):
        lacking = gaps[length:] - gaps[:-length] > 0
        runs = _adds_up(whole, np.where(lacking, np.nan, sums[length:] - sums[:-length]), tolerance)
        if runs.any():
            start = int(runs.argmax())
            return tuple(range(start, start + length))
    return ()


def _adds_up(whole: Values, totals: Values, tolerance: float = _TOLERANCE) -> NDArray[np.bool_]:
    """Return which rows of totals equal the whole in nearly all periods, within the rounding of the parts."""
    known = ~np.isnan(totals) & ~np.isnan(whole)
    with np.errstate(invalid="ignore"):
        close = known & (np.abs(totals - whole) <= tolerance * np.abs(whole))
    counts = known.sum(axis=1)
    found: NDArray[np.bool_] = (counts >= _FEWEST_PERIODS) & (close.sum(axis=1) >= _SHARE * counts)
    return found


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


def _equal(whole: Values, rest: Values) -> bool:
    known = ~np.isnan(whole) & (rest != 0)
    if known.sum() < _FEWEST_PERIODS:
        return False
    return bool((np.abs(whole[known] - rest[known]) <= _TOLERANCE * np.abs(whole[known])).mean() >= _SHARE)

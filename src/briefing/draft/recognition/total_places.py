"""Places that hold others, by their names or their sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from briefing.draft.recognition.place_names import holds_others, known_share, place_of

Values = NDArray[np.float64]

_MOST_COMPARED: Final = 400
_FEWEST_PARTS: Final = 2
_FEWEST_PERIODS: Final = 2
_SHARE: Final = 0.9
_TOLERANCE: Final = 0.005  # of the whole; what rounding of the parts explains
_COUNTRIES: Final = 0.5


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
    if len(single) <= _MOST_COMPARED and len(columns) > _FEWEST_PARTS:
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

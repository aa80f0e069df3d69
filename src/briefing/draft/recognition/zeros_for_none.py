"""Zeros at an end of a course that may stand for no value, as the empty cells of a pivot table do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

_LEAST_ZEROS: Final = 3
_LEAST_VALUES: Final = 5
_NEAR: Final = 0.5  # of the largest value: all others are at least so large


def doubtful_zeros(observations: pd.DataFrame) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the indicator, the place, the first and the last period of zeros with which a course begins or ends, and in
    words where the other values lie, if all of these are near each other and far from zero."""
    known = observations[observations["value"] != ""]
    numbers = pd.to_numeric(known["value"], errors="coerce")
    for (indicator, place), rows in known.assign(number=numbers).groupby(["indicator_id", "entity"], sort=False):
        rows = rows.sort_values("period")
        values, periods = rows["number"].to_numpy(), list(rows["period"])
        others = np.flatnonzero(values)
        if others.size < _LEAST_VALUES or others[-1] - others[0] + 1 != others.size:
            continue
        low, high = np.argmin(np.abs(values[others])), np.argmax(np.abs(values[others]))
        if abs(values[others[low]]) < _NEAR * abs(values[others[high]]):
            continue
        between = f"{values[others[low]]:,.4g} and {values[others[high]]:,.4g}"
        for start, end in ((0, others[0]), (others[-1] + 1, len(values))):
            if end - start >= _LEAST_ZEROS:
                yield str(indicator), str(place), str(periods[start]), str(periods[end - 1]), between

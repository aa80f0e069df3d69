"""Whether rows of values go up or down with time: by ranks, so that neither a unit nor a single value decides."""

from __future__ import annotations

from math import sqrt
from typing import Final

import numpy as np
import pandas as pd
from msgspec import Struct

from briefing.draft.insights.arrays import Values
from briefing.draft.insights.chance import student_tail

LEAST: Final = 6  # values, under which no test of a trend says anything
# How often chance alone may make a detector find something in an edition, over all its tests.
ALPHA: Final = 0.001


class WithTime(Struct, frozen=True):
    """Of each row its rank correlation with time, and how likely chance alone makes one as strong: 1 of few values."""

    rho: Values
    p: Values


def with_time(rows: Values) -> WithTime:
    """Return Spearman's correlation of each row with its columns, those without a value left out."""
    known = ~np.isnan(rows)
    columns = np.where(known, np.arange(rows.shape[1], dtype=float), np.nan)
    rho = correlation_by_row(ranks_by_row(rows), ranks_by_row(columns))
    counts = known.sum(axis=1)
    p = [chance(float(r), float(n)) if n >= LEAST else 1.0 for r, n in zip(rho, counts, strict=True)]
    return WithTime(rho, np.array(p, dtype=np.float64))


def correlation_by_row(one: Values, other: Values) -> Values:
    """Return Pearson's correlation of each two rows, which lack the same values; 0 of a row that never changes."""
    if not one.shape[1]:
        return np.zeros(len(one))
    counts = np.maximum((~np.isnan(one)).sum(axis=1, keepdims=True), 1)
    a, b = (np.nan_to_num(row - np.nansum(row, axis=1, keepdims=True) / counts) for row in (one, other))
    size = np.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1))
    found: Values = np.divide((a * b).sum(axis=1), size, out=np.zeros(len(one)), where=size > 0)
    return found


def chance(r: float, count: float) -> float:
    """Return how likely a correlation as strong is where there is none."""
    return student_tail(r * sqrt((count - 2) / max(1 - r * r, 1e-12)), count - 2) if count > 2 else 1.0


def ranks_by_row(rows: Values) -> Values:
    """Return the rank of each value in its row from 1, equal ones the mean of theirs."""
    return pd.DataFrame(rows).rank(axis=1).to_numpy(dtype=np.float64)

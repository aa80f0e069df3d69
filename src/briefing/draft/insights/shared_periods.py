"""Several short names over the same periods: a row for each, so that they can be added up and compared."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.draft.insights.arrays import SubjectArrays, Values
from briefing.model.period import Period


def shared_rows(subjects: Sequence[SubjectArrays]) -> tuple[Period, Values]:
    """Return the values of the own places of short names of one frequency, and the period of the first column."""
    first = min(item.first for item in subjects)
    last = max(item.period(len(item.own_values) - 1) for item in subjects)
    rows = np.full((len(subjects), last - first + 1), np.nan)
    for row, item in zip(rows, subjects, strict=True):
        row[item.first - first : item.first - first + len(item.own_values)] = item.own_values
    return first, rows

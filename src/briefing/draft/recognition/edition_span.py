"""Which periods of a table an edition is of: the newest, of whole years where its values have a season."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from briefing.draft.insights.yearly_pattern import CERTAIN, pattern_of
from briefing.draft.recognition.imported_data import DraftIndicator
from briefing.model.period import FREQUENCIES, Period
from briefing.model.period_notation import parse_period

# How many of the newest periods an edition is of, by frequency; of years all.
_LAST: Final[Mapping[str, int]] = {"S": 40, "T": 45, "Q": 60, "M": 120, "W": 157, "D": 260}
_MOST_SPARSE: Final = 4
_MOST_DROPPED: Final = 0.25  # of the periods of a table, so that the others are whole years and one more
_WITHOUT_GAPS: Final = 0.9
_ADJUSTED: Final = ("S", "Y", "T")


def edition_period(
    rows: pd.DataFrame, letters: Mapping[str, str], entity: str, indicators: Iterable[DraftIndicator]
) -> tuple[str, str]:
    """Return the period of the edition as briefing.toml writes it, of the most usual frequency, and what was decided
    about it. It goes on with new rows."""
    letter = str(rows["series"].map(letters).value_counts().index[0])
    mine = rows[(rows["series"].map(letters) == letter) & (rows["value"] != "")]
    periods = sorted({parse_period(text) for text in mine["period"].unique()}, key=lambda item: item.ordinal)
    if letter not in _LAST:
        return str(periods[0]), ""
    newest, unit = periods[-_LAST[letter] :], FREQUENCIES[letter].unit
    every = newest[-1].ordinal - newest[0].ordinal + 1
    adjusted = [item.key for item in indicators if item.adjustment in _ADJUSTED]
    span = _whole_years(periods[-_LAST[letter] - 1 :])
    if span and span != every and _may_have_season(mine[~mine["indicator_id"].isin(adjusted)], entity):
        whole = f"of the newest {span} {unit}s, so that the first and the last are of the same season"
        return f'{{ last = {span}, frequency = "{unit}" }}', f"the edition is {whole}"
    # Where most periods have no value, as many that have one; but not so many that no axis holds them.
    return f'{{ last = {min(every, _MOST_SPARSE * _LAST[letter])}, frequency = "{unit}" }}', ""


def _whole_years(periods: Sequence[Period]) -> int:
    """Return how many of the newest periods are whole years and one more, so that the first and the last, which are
    compared, are of the same part of a year, and stay so with new rows.

    0 where too many would be lost, where there would be no first value, and where values come now and then.
    """
    a_year, span = periods[-1].frequency.a_year, periods[-1].ordinal - periods[0].ordinal + 1
    over = (span - 1) % a_year if a_year > 1 else span
    fits = over <= _MOST_DROPPED * span and len(periods) >= _WITHOUT_GAPS * span
    return span - over if fits and periods[0] + over in periods else 0


def _may_have_season(rows: pd.DataFrame, entity: str) -> bool:
    """Whether a series of the edition's place comes back every year, or is too short to say that it does not."""
    own = rows[rows["entity"] == entity]
    for _, series in (own if len(own) else rows).groupby(["entity", "indicator_id"]):
        periods = [parse_period(text) for text in series["period"]]
        ordinals, at = np.unique(np.array([period.ordinal for period in periods], dtype=np.int64), return_index=True)
        values = series["number"].to_numpy(dtype=np.float64)[at]
        known = ~np.isnan(values)
        found = pattern_of(ordinals[known], values[known], periods[0].frequency.a_year) if known.any() else None
        if found is None or found.p <= CERTAIN:
            return True
    return False

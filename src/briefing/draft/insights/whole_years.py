"""What was recognised → the same with an edition of whole years and one period more, where values have a season."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from msgspec.structs import replace

from briefing.draft.insights.yearly_pattern import CERTAIN, pattern_of
from briefing.draft.recognition.imported_data import ImportedData
from briefing.model.dataset import WITHOUT_SEASON
from briefing.model.period import FREQUENCIES, Period
from briefing.model.period_notation import parse_period

_MOST_DROPPED: Final = 0.25  # of the periods of a table, so that the others are whole years and one more
_WITHOUT_GAPS: Final = 0.9
_NEWEST: Final = re.compile(r'\{ last = (\d+), frequency = "(\w+)" \}')


def of_whole_years(data: ImportedData) -> ImportedData:
    """Return what was recognised with a period whose first and last are of the same part of a year, and stay so with
    new rows, as they are compared; as it is where values have no season, or are adjusted."""
    found = _NEWEST.fullmatch(data.period)
    if not found:
        return data
    span, unit = int(found[1]), found[2]
    own = [item for item in data.indicators if FREQUENCIES[item.frequency].unit == unit]
    rows = data.observations[data.observations["value"] != ""]
    rows = rows[rows["indicator_id"].isin([item.key for item in own])]
    whole = _whole_years(_newest(rows, span + 1))
    unadjusted = rows[rows["indicator_id"].isin([item.key for item in own if item.adjustment not in WITHOUT_SEASON])]
    if whole in (0, span) or not _may_have_season(unadjusted, data.entity):
        return data
    why = f"the edition is of the newest {whole} {unit}s, so that the first and the last are of the same season"
    return replace(data, period=data.period.replace(found[1], str(whole)), choices=(*data.choices, why))


def _newest(rows: pd.DataFrame, count: int) -> list[Period]:
    """Return the periods that have values, of so many up to the newest."""
    periods = sorted({parse_period(text) for text in rows["period"].unique()}, key=lambda item: item.ordinal)
    return [one for one in periods if periods[-1].ordinal - one.ordinal < count]


def _whole_years(periods: Sequence[Period]) -> int:
    """Return how many of the newest periods are whole years and one more.

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
        values = pd.to_numeric(series["value"], errors="coerce").to_numpy(dtype=np.float64)[at]
        known = ~np.isnan(values)
        found = pattern_of(ordinals[known], values[known], periods[0].frequency.a_year) if known.any() else None
        if found is None or found.p <= CERTAIN:
            return True
    return False

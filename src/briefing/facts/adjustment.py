"""What a series is adjusted for, in words, and the note that a change on the previous period needs without it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from briefing.facts.time_series import TimeSeries
from briefing.model.dataset import Adjustment

ADJUSTED: Final[Mapping[Adjustment, str]] = {
    "N": "not seasonally adjusted",
    "S": "seasonally adjusted",
    "W": "calendar adjusted",
    "Y": "seasonally and calendar adjusted",
    "T": "trend",
}


def seasonal_note(series: TimeSeries) -> tuple[str, ...]:
    """Return the note that its seasons are in a series, of which two neighbouring periods differ; none of years."""
    yearly = series.frequency is not None and series.frequency.unit == "year"
    return () if yearly or series.adjustment not in ("N", "W") else (ADJUSTED["N"],)

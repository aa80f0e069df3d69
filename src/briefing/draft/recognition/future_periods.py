"""Values of periods that have not begun: nobody has measured them, so a draft does not tell them as facts."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pandas as pd

from briefing.draft.raw_table import Omission
from briefing.model.period_notation import parse_period

_OBSERVED: Final = ("", "A")
_FEWEST_PERIODS: Final = 2


def without_future(rows: pd.DataFrame, today: dt.date | None) -> tuple[pd.DataFrame, list[Omission]]:
    """Return the rows without those of periods that begin after a day, if it is known, and what that leaves out.

    A value with a status of its own, as of a forecast, stays, as its edition shows it; so do all rows of a table that
    has fewer than two other periods.
    """
    if today is None:
        return rows, []
    ahead = {text for text in rows["period"].unique() if parse_period(text).start > today}
    later = rows["period"].isin(ahead) & rows["status"].isin(_OBSERVED)
    known = rows[~later]
    if not later.any() or known[known["value"] != ""]["period"].nunique() < _FEWEST_PERIODS:
        return rows, []
    first, last = min(ahead), max(ahead)
    span = first if first == last else f"{first} to {last}"
    what = f"values of {span}, which lies ahead; a column of statuses that says “forecast” keeps them"
    return known.reset_index(drop=True), [Omission("", what)]

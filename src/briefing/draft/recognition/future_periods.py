"""Values of periods that have not begun: nobody has measured them, so a draft does not tell them as facts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

import pandas as pd

from briefing.draft.raw_table import Omission, StatedSource
from briefing.model.period_notation import parse_period

_COPYRIGHT: Final = re.compile(r",\s*\(?((?:19|20)[0-9]{2})\)?\.?$")
_OBSERVED: Final = ("", "A")
_FEWEST_PERIODS: Final = 2


def _publication(source: StatedSource) -> str:
    """Return the day or year in which a table was published, as it says or as its copyright does: "© Office, 2022"."""
    found = _COPYRIGHT.search(source.publisher)
    return source.published or (found[1] if found else "")


def without_future(
    rows: pd.DataFrame, today: dt.date | None, sources: Sequence[StatedSource] = ()
) -> tuple[pd.DataFrame, list[Omission]]:
    """Return the rows without those of periods that begin after a day, if it is known, or after the newest of the days
    or years in which tables were published, if each states one, and what that leaves out.

    A value with a status of its own, as of a forecast, stays, as its edition shows it; so do all rows of a table that
    has fewer than two other periods.
    """
    published = [_publication(source) for source in sources]
    newest = max(published, key=lambda text: parse_period(text).end) if published and all(published) else ""
    ends = [day for day in (today, parse_period(newest).end if newest else None) if day is not None]
    if not ends:
        return rows, []
    ahead = {text for text in rows["period"].unique() if parse_period(text).start > min(ends)}
    later = rows["period"].isin(ahead) & rows["status"].isin(_OBSERVED)
    stated_ahead = set(rows[rows["period"].isin(ahead) & ~later & (rows["value"] != "")]["period"])
    later |= rows["period"].isin(ahead - stated_ahead)  # gaps among values that are left out are none
    known = rows[~later]
    if not later.any() or known[known["value"] != ""]["period"].nunique() < _FEWEST_PERIODS:
        return rows, []
    first, last = min(ahead), max(ahead)
    span = first if first == last else f"{first} to {last}"
    why = "which lie ahead" if min(ends) == today else f"after the table was published ({newest})"
    what = f"values of {span}, {why}; a column of statuses that says “forecast” keeps them"
    return known.reset_index(drop=True), [Omission("", what)]

"""Series that accompany another one of their table and are no finding of their own: ranks, and how sure values are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from briefing.draft.raw_table import Omission
from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.draft.recognition.left_to_fill import listed
from briefing.draft.recognition.ranks_in_tables import follows_as_rank
from briefing.draft.recognition.series_naming import SeriesName

_INTERVAL: Final = r"(?:[0-9]{2} ?%? ?)?(?:c\.?i\.?|c\.?l\.?|confidence[ _-](?:interval|limit|bound))"
_END: Final = "(?:lower|upper|low|high)"
_SURENESS: Final = re.compile(
    rf"(?<![a-z])(?:(?:std\.?|standard)[ _-]?err(?:or)?s?|margins?[ _-]of[ _-]error|{_END}[ _-]?{_INTERVAL}"
    rf"|{_INTERVAL}[ _-]?{_END}|confidence intervals?|standardfehler|konfidenzintervall)(?![a-z])|标准误|置信[区下上]",
    re.IGNORECASE,
)


def without_companions(
    rows: pd.DataFrame, names: Mapping[str, SeriesName], heads: Mapping[str, str], options: RecognitionOptions
) -> tuple[pd.DataFrame, list[Omission]]:
    """Return the rows without series that accompany another one of their table, and what that leaves out. Those that
    --map or --unit name stay."""
    asked = {*options.roles, *options.units} - options.by_pattern
    free = [series for series in heads if not {heads[series], names[series].name} & asked]
    sure = [series for series in free if _SURENESS.search(names[series].name)]
    others = {series.partition("|")[0] for series in names if series not in sure}
    sure = [series for series in sure if series.partition("|")[0] in others]
    ranks = follows_as_rank(rows[~rows["series"].isin(sure)], names, free)
    left = {
        "ranks of other values of the table, which an edition works out by itself": ranks,
        "how sure other values of the table are, which is no finding of its own": sure,
    }
    omissions = [
        Omission("", f"{why}: {listed([names[series].name for series in found])}")
        for why, found in left.items()
        if found
    ]
    return rows[~rows["series"].isin([*ranks, *sure])].reset_index(drop=True), omissions

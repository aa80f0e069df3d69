"""Names with a year before them, as "2022 Goods" of rows that stand below their year → names, and a column of years."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.time_texts import one_period

_FORM: Final = re.compile(r"(?P<year>(?:1[5-9]|20|21)[0-9]{2})年? (?P<name>.*[^\W\d_].*)")
_YEAR: Final = "Year"
_MOSTLY: Final = 0.5


def with_years_in_a_column(table: RawTable) -> RawTable:
    """Return a table whose first column has names alone where each has a year before it and no period with it, and most
    names come again in another year."""
    frame = table.frame
    if frame.empty or _YEAR.casefold() in map(str.casefold, map(str, frame.columns)):
        return table
    first = str(frame.columns[0])
    found = [_FORM.fullmatch(text) for text in frame[first]]
    if not all(found) or any(one_period(text) is not None for text in frame[first]):
        return table
    years = pd.Series([one["year"] for one in found if one], index=frame.index, dtype="str")
    names = pd.Series([one["name"] for one in found if one], index=frame.index, dtype="str")
    again = names.duplicated(keep=False) & ~pd.DataFrame({"year": years, "name": names}).duplicated(keep=False)
    if years.nunique() < 2 or again.mean() <= _MOSTLY:
        return table
    return replace(table, frame=frame.assign(**{first: names, _YEAR: years}))

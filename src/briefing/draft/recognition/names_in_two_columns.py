"""Names that stand in two columns, those of groups at the left of their parts → names in one column."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from briefing.draft.raw_table import RawTable

_UNNAMED: Final = re.compile(r"column [0-9]+")
_MOST_GROUPS: Final = 0.5  # of the rows


def with_names_in_one_column(table: RawTable) -> RawTable:
    """Return a table with the names of groups, which stand alone in the column at the left of one without a head, or in
    one without a head at the left, in one column with those of their parts: each row has a name in one of the two."""
    frame = table.frame
    for left, right in pairwise(map(str, frame.columns)):
        unnamed = [name for name in (left, right) if _UNNAMED.fullmatch(name)]
        first, second = frame[left] != "", frame[right] != ""
        texts = all(any(sign.isalpha() for sign in text) for name in (left, right) for text in frame[name] if text)
        if len(unnamed) == 1 and texts and (first ^ second).all() and 0 < first.mean() < _MOST_GROUPS:
            head = right if unnamed == [left] else left
            names = frame[left].where(first, frame[right])
            merged = frame.drop(columns=right).assign(**{left: names}).rename(columns={left: head})
            return replace(table, frame=merged)
    return table

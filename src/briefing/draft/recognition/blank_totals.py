"""Empty cells of a column of places or categories whose rows hold those of the others.

Files of one row for each cut leave the cells of all cuts empty that a row is not divided by: the row of a year with no
province and no class is that of all pupils. Where the cells are empty because nobody knows, the rows have no such sum.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.column_roles import TableRoles
from briefing.draft.recognition.place_names import REGIONS
from briefing.draft.recognition.total_places import TOLERANCE

TOTAL: Final = "Total"
_NONE: Final = "NA"
_FILLED_IN: Final = frozenset(("N/A", "#N/A", "<NA>", "NaN", "nan", "null", "NULL"))
_CODE: Final = re.compile("[A-Z]{2}")
_SHARE: Final = 0.3  # of the sums that have to fit: rates that stand among amounts have none
_FEWEST: Final = 2  # parts of a sum, and sums


def with_empty_names(table: RawTable, roles: TableRoles) -> RawTable:
    """Return a table in which a place or a category without a name has an empty cell, where programs wrote that there
    is none. "NA" among codes of countries is Namibia, and among those of a firm's regions North America."""
    frame = table.frame
    for name in roles.of("entity", "category"):
        texts = [str(text).strip() for text in frame[name].unique()]
        named = [text for text in texts if text not in {"", _NONE, *_FILLED_IN}]
        codes = sum(bool(_CODE.fullmatch(text)) or text in REGIONS for text in named)
        coded = 2 * codes > len(named)
        empty = [text for text in texts if text in _FILLED_IN or (text == _NONE and not coded)]
        if 0 < len(empty) < len(texts):
            frame = frame.assign(**{name: frame[name].where(~frame[name].str.strip().isin(empty), "")})
    return replace(table, frame=frame)


def blanks_hold_others(table: RawTable, roles: TableRoles, columns: Mapping[str, ColumnProfile], name: str) -> bool:
    """Whether the rows without a text in a column have the sums of the rows that have one, which differ in it alone."""
    blank = table.frame[name].str.strip() == ""
    heads = roles.of("value", "entity_value")
    if not heads or not blank.any() or blank.all():
        return False
    others = [*roles.of("entity", "indicator", "category", "unit"), *roles.time.columns]
    keys = [table.frame[other] for other in dict.fromkeys(others) if other != name]
    keys = keys or [pd.Series("", index=blank.index)]  # of a single sum
    numbers = pd.DataFrame({head: columns[head].floats for head in heads})
    wholes = numbers[blank].groupby([key[blank] for key in keys]).first()
    parts = numbers[~blank].groupby([key[~blank] for key in keys])
    sums = parts.sum(min_count=_FEWEST).reindex(wholes.index)
    compared = sums.notna() & wholes.notna() & (parts.count().reindex(wholes.index) >= _FEWEST)
    equal = compared & ((sums - wholes).abs() <= TOLERANCE * wholes.abs()) & (wholes != 0)
    asked, fits = int(compared.to_numpy().sum()), int(equal.to_numpy().sum())
    return fits >= _FEWEST and fits >= _SHARE * asked

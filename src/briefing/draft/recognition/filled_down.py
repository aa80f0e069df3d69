"""Cells that are left empty because they say what stands above them, as a year over its quarters."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.raw_table import RawTable

_FEWEST_GROUPS: Final = 2
_FEWEST_COLUMNS: Final = 3  # what a head is over, what its rows are, and their values
_EMPTY: Final = 0.3  # of the cells at least


def filled_down(table: RawTable) -> tuple[RawTable, tuple[str, ...]]:
    """Return a table whose empty cells at the left say what stands above them, and in words of which columns that is.

    A column is such a one if its texts begin groups of rows that the next column distinguishes, and alike in each.
    """
    table, heads = _without_head_rows(table)
    frame = table.frame
    filled: dict[str, pd.Series[str]] = {}
    names = list(map(str, frame.columns))
    for name, following in pairwise(names):
        column = frame[name]
        if not _is_outline(column, frame[following]):
            break
        filled[name] = column.where(column != "").ffill()
    if not filled:
        return table, heads
    words = tuple(f"empty cells of {name} say what stands above them" for name in filled)
    return replace(table, frame=frame.assign(**filled)), (*heads, *words)


def _without_head_rows(table: RawTable) -> tuple[RawTable, tuple[str, ...]]:
    """Return a table in which rows that have a text in the first column alone, as questions over their answers, are no
    rows: each row below has the text. So it is where the first column has no other texts."""
    frame = table.frame
    if len(frame.columns) < _FEWEST_COLUMNS:
        return table, ()
    first, following = map(str, frame.columns[:2])
    heads = frame[first] != ""
    only = (frame.drop(columns=[first]) == "").all(axis=1)
    if not heads.any() or not only[heads].all() or frame[heads][first].duplicated().any():
        return table, ()
    below = frame.assign(**{first: frame[first].where(heads).ffill()})[~heads & ~only]
    starts = below[first].where(~below[first].duplicated(), "").fillna("")
    if not _is_outline(starts, below[following]):
        return table, ()
    return replace(table, frame=below), (f"rows with a text in {first} alone are heads of those below them",)


def _is_outline(column: pd.Series[str], following: pd.Series[str]) -> bool:
    """Whether the texts of a column begin groups of rows, in which those of the next one differ and come again."""
    starts = column != ""
    if len(column) == 0 or not starts.iloc[0] or starts.sum() < _FEWEST_GROUPS or (~starts).mean() < _EMPTY:
        return False
    group = starts.cumsum()
    rows = following[following != ""]
    within = pd.DataFrame({"group": group[rows.index], "text": rows}).duplicated().any()
    return len(rows) == len(column) and not within and bool(rows.duplicated().any())

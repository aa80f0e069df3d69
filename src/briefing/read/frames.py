"""Data frames of a caller → tables of texts, with every number in its own digits; wide tables → long ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from msgspec.structs import replace

from briefing.errors import InputError, UsageError
from briefing.model.build_options import TextTable
from briefing.model.period import FREQUENCIES, Period
from briefing.read.report import suggest
from briefing.read.source_table import SourceRow, SourceTable, as_text
from briefing.read.table_columns import TABLES
from briefing.read.wide import Wide


def text_tables(data: object) -> Mapping[str, TextTable]:
    """Return a DataFrame of observations, or several by the names of their tables, as tables of texts.

    A missing value is an empty cell. A float has the fewest digits that make it, in its own precision; a Decimal and a
    text have those that they hold. Levels of the index with a name become columns. UsageError for what is no frame.
    """
    frames = {"observations": data} if isinstance(data, pd.DataFrame) else data
    if not isinstance(frames, Mapping) or not frames:
        what = f"data is {type(data).__name__}, not a DataFrame"
        raise UsageError(what, fix="give a pandas DataFrame of observations, or a dict of DataFrames by table")
    found = {}
    for name, frame in frames.items():
        if name not in TABLES:
            raise UsageError(f"data has a table {name!r}, which is unknown", fix=suggest(str(name), TABLES, "tables"))
        if not isinstance(frame, TextTable | pd.DataFrame):
            raise UsageError(
                f"data[{name!r}] is {type(frame).__name__}, not a DataFrame", fix="give a pandas DataFrame"
            )
        found[name] = frame if isinstance(frame, TextTable) else _text_table(frame, name)
    return found


def _text_table(frame: pd.DataFrame, name: str) -> TextTable:
    if frame.columns.nlevels > 1:
        fix = "give each column one name, as with frame.columns.map('_'.join)"
        raise UsageError(f"the columns of data[{name!r}] have {frame.columns.nlevels} levels", fix=fix)
    named = [level for level in frame.index.names if level is not None]
    frame = frame.reset_index(level=named) if named else frame
    columns = [column_texts(frame.iloc[:, at]) for at in range(frame.shape[1])]
    return TextTable(tuple(map(str, frame.columns)), tuple(zip(*columns, strict=True)))


def column_texts(column: pd.Series[Any]) -> list[str]:
    """Return the cells of a column as text, "" for none; a float has the fewest digits that make it."""
    if column.dtype.kind == "f":
        own: Any = getattr(column.dtype, "numpy_dtype", column.dtype)
        values: list[object] = list(column.to_numpy(dtype=own, na_value=np.nan))
    else:
        values = column.tolist()
    return ["" if missing else _text(value) for value, missing in zip(values, column.isna(), strict=True)]


def _text(value: object) -> str:
    if isinstance(value, float | np.floating):
        return np.format_float_positional(value, trim="-")
    if isinstance(value, pd.Period):
        return _period_text(value)
    return as_text(value.item() if isinstance(value, np.generic) else value)


def _period_text(value: pd.Period) -> str:
    """Return a period of pandas by its days: pandas calls fiscal years and quarters after those in which they end."""
    first, last = value.start_time.date(), value.end_time.date()
    for frequency in FREQUENCIES.values():
        found = Period.containing(first, frequency)
        if (found.start, found.end) == (first, last):
            return str(found)
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return str(value)  # as a week that ends on a Friday, which is refused where it is read


def long_form(table: SourceTable, wide: Wide) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """One row for each value of a wide table, in the order of lines and then of its columns.

    Of a table whose columns are headed by indicators or places, columns that are not named are left out.
    """
    heads, others = wide.columns(table)
    doubled = sorted({wide.across, "value"} & set(others))
    if doubled:
        raise InputError(
            f"a wide table has no column {doubled[0]!r} of its own", table.top, "rename it, or leave it out"
        )
    frame = pd.DataFrame([dict(row.cells) for row in table.rows], columns=list(table.columns), dtype=object)
    long = frame.melt(others, heads, wide.across, "value", ignore_index=False).sort_index(kind="stable")
    headings = {head: table.heads.get(head, head) for head in heads}
    rows = (
        replace(table.rows[at], cells=cells, heads=dict.fromkeys((wide.across, "value"), headings[cells[wide.across]]))
        for at, cells in zip(long.index, long.to_dict("records"), strict=True)
    )
    return (*others, wide.across, "value"), tuple(rows)

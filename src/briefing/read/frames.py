"""Data frames of a caller → tables of texts, with every number in its own digits, read like the tables of files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from briefing.errors import UsageError
from briefing.model.options import TextTable
from briefing.read import source_table
from briefing.read.columns import TABLES
from briefing.read.report import Report, suggest
from briefing.read.source_table import Layout, SourceTable
from briefing.read.workbook import as_text

if TYPE_CHECKING:
    import pandas as pd


def text_tables(data: object) -> Mapping[str, TextTable]:
    """A DataFrame of observations, or several by the names of their tables → the same as text.

    A missing value is an empty cell. A float has the fewest digits that make it, in its own precision; a Decimal and a
    text have those that they hold. Levels of the index with a name become columns. UsageError for what is no frame.
    """
    import pandas as pd  # who gives a frame has loaded it

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
    columns = [_texts(frame.iloc[:, at]) for at in range(frame.shape[1])]
    return TextTable(tuple(map(str, frame.columns)), tuple(zip(*columns, strict=True)))


def _texts(column: pd.Series[Any]) -> list[str]:
    """The cells of a column as text."""
    import numpy as np

    if column.dtype.kind == "f":
        own: Any = getattr(column.dtype, "numpy_dtype", column.dtype)
        values: list[object] = list(column.to_numpy(dtype=own, na_value=np.nan))
    else:
        values = column.tolist()
    return ["" if missing else _text(value) for value, missing in zip(values, column.isna(), strict=True)]


def _text(value: object) -> str:
    import numpy as np

    if isinstance(value, float | np.floating):
        return np.format_float_positional(value, trim="-")
    return as_text(value.item() if isinstance(value, np.generic) else value)


def frame_name(table: str) -> str:
    """The name of a table that is a data frame, in messages and in the ledger."""
    return f"frame {table}"


def read_frame(name: str, data: TextTable, layout: Layout, report: Report) -> SourceTable:
    """A table of texts → SourceTable under the columns, years and cells that the layout gives; rows count from 1."""
    where = frame_name(name)
    head = source_table.named_columns((0, list(data.columns)), where)
    rows = source_table.tidy_rows(enumerate(map(list, data.rows), start=1), head, where, report, "row")
    own = Layout("", columns=layout.columns, wide=layout.wide, fill=layout.fill, filters=layout.filters)
    table = source_table.apply_layout(SourceTable(where, where, head, tuple(rows), "", counted="row"), own)
    return replace(table, digest=source_table.rows_digest(table.rows))

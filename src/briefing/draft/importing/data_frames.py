"""A DataFrame or a Parquet file → a raw table; an index that is more than a count of rows becomes columns."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pandas as pd

from briefing.draft.importing.table_limits import check_rows
from briefing.draft.importing.text_tables import TablePlace, column_names, numbered_table
from briefing.draft.raw_table import RawTable
from briefing.errors import InputError, install
from briefing.read.frames import column_texts


def frame_table(frame: pd.DataFrame, place: TablePlace) -> RawTable:
    """Return a frame as a table of texts, rows counted from 1, numbers in the fewest digits that make them.

    Levels of heads are joined with " / "; the index is a column, or several, unless it only counts the rows.
    InputError where there is no row or column.
    """
    if not isinstance(frame.index, pd.RangeIndex):
        frame = frame.reset_index(names=_index_names(frame))
    if frame.empty:
        raise InputError("the frame has no row", place.where, "give a frame with rows and columns")
    parts = [head if isinstance(head, tuple) else (head,) for head in frame.columns]
    heads = [" / ".join(str(part) for part in head if part != "") for head in parts]
    columns = [column_texts(frame.iloc[:, at]) for at in range(frame.shape[1])]
    rows = [(number, list(cells)) for number, cells in enumerate(zip(*columns, strict=True), start=1)]
    return numbered_table(column_names(heads), rows, place)


def _index_names(frame: pd.DataFrame) -> list[str]:
    """Names of the levels of an index, by what it holds where it has none; unlike those of columns."""
    taken, names = set(map(str, frame.columns)), []
    for at, name in enumerate(frame.index.names):
        dated = isinstance(frame.index.get_level_values(at), pd.DatetimeIndex | pd.PeriodIndex)
        stated = str(name) if name is not None else "period" if dated else f"index {at + 1}"
        names.append(f"{stated} (of the index)" if stated in taken else stated)
    return names


def parquet_table(path: Path, place: TablePlace) -> RawTable:
    """Return the table of a Parquet file; InputError where it is damaged or too large, or pyarrow is missing."""
    if importlib.util.find_spec("pyarrow") is None:
        raise InputError("Parquet files need pyarrow", place.where, install("parquet"))
    import pyarrow as pa  # type: ignore[import-untyped]  # an extra
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    try:
        count = pq.read_metadata(path).num_rows
        check_rows(count, place.where)
        frame = pd.read_parquet(path, dtype_backend="numpy_nullable")
    except (pa.ArrowException, OSError) as error:
        what = f"the file cannot be read as Parquet: {type(error).__name__}"
        raise InputError(what, place.where, "write the file again") from None
    return frame_table(frame, place)

"""Rows of Parquet files by their numbers, as texts; the other rows are not held in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as parquet  # type: ignore[import-untyped]

from briefing.proof.reading.cell_text import tidied

_ROWS = 65_536


def rows(path: Path, numbers: Collection[int]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield rows by their numbers from 1; only the row groups that hold one of them are opened."""
    file = parquet.ParquetFile(path, buffer_size=1_000_000, pre_buffer=False)
    ordered = sorted(numbers)
    first = 1
    for group in range(file.metadata.num_row_groups):
        after = first + file.metadata.row_group(group).num_rows
        inside = [number for number in ordered if first <= number < after]
        if inside:
            yield from _of_group(file, group, first, inside)
        first = after


def table(path: Path) -> Iterator[Iterable[str]]:
    """Yield the head of a small file, then its rows."""
    file = parquet.ParquetFile(path)
    yield map(tidied, file.schema_arrow.names)
    yield from (row.values() for _, row in rows(path, range(1, file.metadata.num_rows + 1)))


def _of_group(file: Any, group: int, first: int, numbers: list[int]) -> Iterator[tuple[int, Mapping[str, str]]]:
    for batch in file.iter_batches(batch_size=_ROWS, row_groups=[group], use_threads=False):
        held = [number for number in numbers if first <= number < first + batch.num_rows]
        if held:
            taken = batch.take(pa.array([number - first for number in held], pa.int64()))
            cells = {tidied(name): _texts(taken.column(name)) for name in batch.schema.names}
            for at, number in enumerate(held):
                yield number, {name: column[at] for name, column in cells.items()}
        first += batch.num_rows


def _texts(column: Any) -> list[str]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if pa.types.is_float16(kind) or pa.types.is_float32(kind):  # as many digits as it has, and no more
        return ["" if text in (None, "nan") else f"{float(text):.15g}" for text in column.cast(pa.string()).to_pylist()]
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    return [_text(value) for value in column.to_pylist()]


def _text(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | Decimal):
        return f"{value:.15g}" if isinstance(value, float) else f"{value:f}"
    if isinstance(value, dt.datetime):  # a moment with a zone may be when a value was published
        whole = value.tzinfo is None or value.time() == dt.time()
        return value.date().isoformat() if whole else value.isoformat()
    return tidied(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))

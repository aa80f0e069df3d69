"""Rows by their numbers, from Parquet files and from the CSV files of a folder; of the other rows none is held."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

Rows = Mapping[int, Mapping[str, str]]
_NOTHING = "__HIVE_DEFAULT_PARTITION__"
_ROWS = 65_536
_BLANKS = re.compile(r"[ \t\r\n]+")


def tidied(text: str) -> str:
    """Return the text of a cell or a heading with single blanks, and none at its ends."""
    return _BLANKS.sub(" ", text).strip(" ")


def readable(name: str) -> bool:
    """Whether the rows of a file can be read here: Parquet needs pyarrow."""
    return not name.lower().endswith(".parquet") or find_spec("pyarrow") is not None


def rows_at(path: Path, name: str, numbers: Collection[int]) -> Rows:
    """Return rows of a file by their numbers from 1, each by its heads, with what the names of its folders give, as
    "entity=Town"; nothing where it cannot be read."""
    try:
        found = dict(_parquet(path, numbers) if name.lower().endswith(".parquet") else _csv(path, numbers))
    except Exception:  # pyarrow raises a dozen kinds for a damaged file
        return {}
    given = dict(_given(name))
    return {number: {**given, **row} for number, row in found.items()}


def all_rows(path: Path) -> list[list[str]]:
    """Return the head and the rows of a small Parquet file; nothing where it cannot be read."""
    if not readable(path.name):
        return []
    try:
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]

        file = parquet.ParquetFile(path)
        rows = dict(_parquet(path, range(1, file.metadata.num_rows + 1)))
        return [list(map(tidied, file.schema_arrow.names)), *(list(row.values()) for row in rows.values())]
    except Exception:  # as above
        return []


def _given(name: str) -> Iterator[tuple[str, str]]:
    for folder in name.split("/")[:-1]:
        key, sign, value = folder.partition("=")
        if sign:
            yield unquote(key), "" if value == _NOTHING else tidied(unquote(value))


def _csv(path: Path, numbers: Collection[int]) -> Iterator[tuple[int, Mapping[str, str]]]:
    last = max(numbers, default=0)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = filter(None, csv.reader(file))
        head = list(map(tidied, next(lines, [])))
        for number, cells in enumerate(lines, start=1):
            if number in numbers:
                yield number, dict(zip(head, map(tidied, cells), strict=False))
            if number >= last:
                return


def _parquet(path: Path, numbers: Collection[int]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Only the row groups in which one of the rows stands are opened."""
    import pyarrow.parquet as parquet

    file = parquet.ParquetFile(path, buffer_size=1_000_000, pre_buffer=False)
    ordered = sorted(numbers)
    first = 1
    for group in range(file.metadata.num_row_groups):
        after = first + file.metadata.row_group(group).num_rows
        inside = [number for number in ordered if first <= number < after]
        if inside:
            yield from _of_group(file, group, first, inside)
        first = after


def _of_group(file: Any, group: int, first: int, numbers: list[int]) -> Iterator[tuple[int, Mapping[str, str]]]:
    import pyarrow as pa

    for batch in file.iter_batches(batch_size=_ROWS, row_groups=[group], use_threads=False):
        held = [number for number in numbers if first <= number < first + batch.num_rows]
        if held:
            taken = batch.take(pa.array([number - first for number in held], pa.int64()))
            cells = {tidied(name): _texts(taken.column(name)) for name in batch.schema.names}
            for at, number in enumerate(held):
                yield number, {name: column[at] for name, column in cells.items()}
        first += batch.num_rows


def _texts(column: Any) -> list[str]:
    import pyarrow as pa

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
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return tidied(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))

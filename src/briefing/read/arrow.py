"""A Parquet file, or a folder of Parquet or CSV files → the rows that are wanted, by name of file and then as they lie.

Row groups whose statistics, and files whose folders' names exclude every wanted value are not read. Arrow's own
datasets would do that too, but do not number the rows that they give, and load pandas, half a second and 55 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import Finding, InputError
from briefing.read import tables
from briefing.read.characters import tidy
from briefing.read.parts import Part, csv_head, parts
from briefing.read.report import Report
from briefing.read.tables import Layout, Line, Row, Table, too_many
from briefing.read.workbook import as_text

BATCH = 65_536  # rows held at once
BLOCK = 1_000_000  # bytes of a CSV held at once; no row is longer
Wanted = Mapping[str, frozenset[str]]


class Batch(Struct, frozen=True):
    """Rows of one file: the number of each from 1, and its columns as Arrow has them, in a tenth of what texts need."""

    part: Part
    numbers: Sequence[int]
    columns: Mapping[str, Any]


def read_arrow(path: Path, layout: Layout, report: Report) -> Table:
    """Parquet file or folder → Table of the rows that the layout asks for, none of the others held.

    InputError without pyarrow, for what is no such file, for files of different columns, for a row that contradicts
    the name of its folder, and for more rows than may be.
    """
    _need_arrow(path)
    found = parts(path, layout)
    wanted = layout.narrowed()
    near = [part for part in found if _may_hold(part.keys, wanted)]
    head = _head(near or found[:1])
    held: list[Batch] = []
    count = 0
    for part in near if set(wanted) <= set(head) else ():  # a column that is missing is told by the caller
        for batch in _wanted(part, wanted):
            held.append(batch)
            count += len(batch.numbers)
            if count > tables.MOST_ROWS:
                raise too_many(layout, path.as_posix())
    rows: list[Row] = []
    for batch in held:
        where, name = batch.part.path.as_posix(), batch.part.name if path.is_dir() else ""
        rows += tables.tidy_rows(_lines(batch, head), head, where, report, "row", name)
    end = "/" * path.is_dir()
    named = Table(layout.file.rstrip("/") + end, path.as_posix() + end, head, tuple(rows), "", counted="row")
    table = tables.shaped(named, layout)
    return replace(table, digest=tables.rows_digest(table.rows))


def _need_arrow(path: Path) -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        what = "reading a folder needs pyarrow" if path.is_dir() else "reading Parquet needs pyarrow"
        raise InputError(what, path.as_posix(), 'pip install "briefing[parquet]", or save the table as CSV')


def _may_hold(texts: Mapping[str, str], wanted: Wanted) -> bool:
    return all(texts[name] in wanted[name] for name in texts if name in wanted)


def _head(found: Iterable[Part]) -> tuple[str, ...]:
    """The columns of all files, those that their folders' names give last; InputError for each that has others."""
    head: tuple[str, ...] = ()
    first, wrong = "", []
    for part in found:
        where = part.path.as_posix()
        told = _columns(part)
        own = tables.named_columns((0, told) if told else None, where)
        names = (*own, *(key for key in part.keys if key not in own))
        if not first:
            head, first = names, part.name
        elif set(names) != set(head):
            unlike = [f"without {name!r}" for name in head if name not in names]
            unlike += [f"with {name!r}" for name in names if name not in head]
            what = f"its columns are not those of {first}: {', '.join(unlike)}"
            wrong.append(Finding(where, what, "write all files of the folder with the same columns"))
    if wrong:
        raise InputError(wrong)
    return head


def _columns(part: Part) -> list[str]:
    if not part.parquet:
        return csv_head(part.path)
    import pyarrow as pa  # type: ignore[import-untyped]

    schema = _opened(part).schema_arrow
    nested = [
        f"the column {one.name!r} holds {one.type}, not one value in each cell"
        for one in schema
        if pa.types.is_nested(one.type)
    ]
    if nested:
        raise InputError(Finding(part.path.as_posix(), what, "write numbers, texts and dates") for what in nested)
    return list(schema.names)


def _wanted(part: Part, wanted: Wanted) -> Iterator[Batch]:
    within = {name: values for name, values in wanted.items() if name not in part.keys}
    return _parquet(part, within) if part.parquet else _csv(part, within)


def _lines(batch: Batch, head: tuple[str, ...]) -> Iterator[Line]:
    """A batch → its rows as numbered lines under the head; InputError for a row that contradicts its folder's name."""
    part = batch.part
    with _whole(part):
        columns = {name: texts_of(column) for name, column in batch.columns.items()}
    for name, told in part.keys.items():
        for number, text in zip(batch.numbers, columns.get(name, ()), strict=False):
            if tidy(text) != told:
                where = f"{part.path.as_posix()}, row {number}, column {name}"
                fix = "move the row to the folder of its value, or write the files without this column"
                raise InputError(f"{text[:60]!r} contradicts the name of the folder, {name}={told}", where, fix)
    given = [columns.get(name) or [part.keys.get(name, "")] * len(batch.numbers) for name in head]
    for number, *cells in zip(batch.numbers, *given, strict=True):
        yield number, cells


def _opened(part: Part, encoded: Iterable[str] = ()) -> Any:
    """A Parquet file, some of its columns of text as the few values that they hold."""
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    with _whole(part):
        return parquet.ParquetFile(part.path, buffer_size=BLOCK, pre_buffer=False, read_dictionary=list(encoded))


def _parquet(part: Part, wanted: Wanted) -> Iterator[Batch]:
    """A Parquet file → its wanted rows; of a row group without any only the columns of the wanted values are read."""
    file = _opened(part, wanted)
    first = 1
    for group in range(file.metadata.num_row_groups):
        told = file.metadata.row_group(group)
        if _near(told, wanted):
            yield from _group(part, file, group, first, wanted)
        first += told.num_rows


def _near(group: Any, wanted: Wanted) -> bool:
    """Whether the statistics of a row group leave room for a wanted value, where it is a text or a whole number."""
    for at in range(group.num_columns):
        column = group.column(at)
        told = column.statistics if column.path_in_schema in wanted else None
        if told is None or not told.has_min_max or type(told.min) not in (str, int):
            continue
        values: Iterable[Any] = wanted[column.path_in_schema]
        if isinstance(told.min, int):
            values = [int(value) for value in values if value.removeprefix("-").isdecimal()]
        if not any(told.min <= value <= told.max for value in values):
            return False
    return True


def _group(part: Part, file: Any, group: int, first: int, wanted: Wanted) -> Iterator[Batch]:
    batches = partial(file.iter_batches, batch_size=BATCH, row_groups=[group], use_threads=False)
    with _whole(part):
        hits = [_hits(batch, wanted) for batch in batches(columns=list(wanted))] if wanted else []
    if wanted and not any(hits):
        return
    last = max((at for at, found in enumerate(hits) if found), default=file.metadata.num_rows)
    for at, batch in enumerate(_batches(part, batches())):
        yield from _taken(part, batch, first, hits[at] if wanted else None)
        if at == last:
            return
        first += batch.num_rows


def _batches(part: Part, batches: Iterator[Any]) -> Iterator[Any]:
    while True:
        with _whole(part):
            batch = next(batches, None)
        if batch is None:
            return
        yield batch


@contextmanager
def _whole(part: Part) -> Iterator[None]:
    """pyarrow raises a dozen kinds for a damaged file."""
    try:
        yield
    except Exception as error:
        kind = "Parquet" if part.parquet else "CSV"
        # The number of a row is told now and then, as blocks are read side by side or not, and counts from a block.
        told = re.sub(r"Row #\d+: ", "", " ".join(str(error).split()))
        words = type(error).__name__ if part.parquet else told[:120]
        raise InputError(f"this is no {kind}: {words}", part.path.as_posix(), "save the table again") from None


def _csv(part: Part, wanted: Wanted) -> Iterator[Batch]:
    """A CSV file of a folder → its wanted rows, each cell as the text it is."""
    import pyarrow as pa
    from pyarrow import csv

    read = csv.ReadOptions(block_size=BLOCK)
    parsed = csv.ParseOptions(newlines_in_values=True)
    texts = dict.fromkeys(_columns(part), pa.string())
    converted = csv.ConvertOptions(column_types=texts, strings_can_be_null=False)
    with _whole(part):
        opened = csv.open_csv(part.path, read, parsed, converted)
    first = 1
    for batch in _batches(part, opened):
        yield from _taken(part, batch, first, _hits(batch, wanted) if wanted else None)
        first += batch.num_rows


def _hits(batch: Any, wanted: Wanted) -> list[int]:
    """A batch → where in it the rows with wanted values stand."""
    import numpy as np

    kept = np.ones(batch.num_rows, dtype=bool)
    for name, values in wanted.items():
        column = batch.column(name)
        encoded = column if hasattr(column, "dictionary") else column.dictionary_encode()
        good = [tidy(text) in values for text in texts_of(encoded.dictionary)]
        at = encoded.indices.fill_null(len(good)).to_numpy(zero_copy_only=False)
        kept &= np.array([*good, "" in values], dtype=bool)[at]
    hits: list[int] = np.flatnonzero(kept).tolist()
    return hits


def _taken(part: Part, batch: Any, first: int, hits: list[int] | None) -> Iterator[Batch]:
    """A batch whose first row has the number `first` → its rows that were hit (None: all)."""
    if hits is not None and not hits:
        return
    import pyarrow as pa

    if hits is None:
        yield Batch(
            part, range(first, first + batch.num_rows), dict(zip(batch.schema.names, batch.columns, strict=True))
        )
        return
    at = pa.array(hits, pa.int64())
    with _whole(part):
        taken = {name: column.take(at) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
        # Else each would hold all values of its row group.
        plain = {name: one.dictionary_decode() if hasattr(one, "dictionary") else one for name, one in taken.items()}
    yield Batch(part, [first + one for one in hits], plain)


def texts_of(column: Any) -> list[str]:
    """A column of Arrow without lists and structures → its cells as text."""
    import pyarrow as pa

    kind, types = column.type, pa.types
    if types.is_dictionary(kind):
        words = [*texts_of(column.dictionary), ""]
        return [words[at] for at in column.indices.fill_null(len(words) - 1).to_pylist()]
    if types.is_string(kind):
        return [text or "" for text in column.to_pylist()]
    if types.is_binary(kind) or types.is_large_binary(kind):
        column = column.cast(pa.string())  # what writers of old call text
    elif types.is_float16(kind) or types.is_float32(kind):
        column = column.cast(pa.string()).cast(pa.float64())  # 48.2, not 48.2000007629395
    elif types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    return ["" if value is None or value != value else as_text(value) for value in column.to_pylist()]
